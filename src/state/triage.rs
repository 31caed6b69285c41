//! Triage: one person after the other, of those whom the active pane shows and about whom nothing is decided. Who is looked at is
//! whoever the cursor of that pane stands on, so that Review and Triage never tell two places.

use std::borrow::Cow;

use super::{State, pane::Select};
use crate::model::{
    id::{PersonId, PersonSet},
    operation::Announcement,
    person::{Person, decision::Pane},
    search::{Query, RowSet},
    sitting::Sitting,
    text::display_text::{count, with_thousands},
};

/// A step of triage that decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriageStep {
    /// On to the next, whoever is looked at stays undecided.
    Skip,
    /// Back to the one before.
    Back,
    /// To the first who is left.
    FromStart,
    /// To the first who is left of another search in Keep.
    Queue,
    /// Somebody was looked at for so long, in milliseconds.
    Looked(u64),
}

/// Where triage stands.
#[derive(Debug, Default)]
pub(super) struct Triage {
    /// Whether its page is shown: decisions go on from one to the next by its order.
    is_on: bool,
    /// Who was decided last, to be decided again in the same way.
    last: Option<PersonId>,
}

/// A number that puts people into an order which looks like none, and is the same for the same seed.
fn shuffled(seed: u64, id: PersonId) -> u64 {
    let mut mixed = seed ^ id.0.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl State {
    /// The page is shown, or not: called as often as one likes. Whoever comes to it beside somebody who is decided is led to the
    /// next who is not.
    pub fn show_triage(&mut self, is_on: bool) {
        if std::mem::replace(&mut self.triage.is_on, is_on) != is_on && is_on {
            self.enter_triage();
        }
    }

    /// Does a step that decides nothing.
    pub fn triage_step(&mut self, step: TriageStep) {
        match step {
            TriageStep::Skip => self.triage_skip(),
            TriageStep::Back => {
                // Also to whom one has passed over.
                let before = self.beside_among(false, &PersonSet::default(), &|row| self.triages_everybody() || self.tallies.open.contains(row as usize));
                self.look_at(before);
            }
            TriageStep::FromStart | TriageStep::Queue => {
                if step == TriageStep::Queue {
                    self.active = Pane::Keep;
                }
                let first = self.first_in_triage();
                self.look_at(first);
            }
            TriageStep::Looked(millis) => {
                let last = self.overview.undo_state.last_operation;
                self.settings.triage.sitting.get_or_insert_with(|| Sitting::new(last)).look(millis);
            }
        }
    }

    fn enter_triage(&mut self) {
        let pane = self.active;
        self.select(pane, Select::Enter);
        if self.focused().is_some_and(|person| self.is_to_triage(person)) {
            // In a file manager's way one alone is selected: several were of Review.
            return self.look_at(self.pane(pane).cursor());
        }
        let nobody = PersonSet::default();
        self.look_at(self.beside(true, &nobody).or_else(|| self.beside(false, &nobody)));
    }

    /// Whether all of the list are gone through, decided or not: in Remove everybody is decided.
    #[must_use]
    pub fn triages_everybody(&self) -> bool {
        self.settings.triage.shows_decided || self.active == Pane::Remove
    }

    /// Those who are gone through now: the first pass leaves out whom the member passed over, and once nobody else is left these come
    /// alone.
    fn of_this_pass(&self) -> Cow<'_, RowSet> {
        let found = self.pane(self.active).found();
        if self.triages_everybody() {
            return Cow::Borrowed(found);
        }
        let mut open = found.clone();
        open.intersect_with(&self.tallies.open);
        let mut sure = open.clone();
        for row in self.settings.triage.maybes.iter().filter_map(|id| self.row_of.get(id)) {
            sure.set(*row as usize, false);
        }
        Cow::Owned(if sure.is_clear() { open } else { sure })
    }

    /// How many of those who are left were passed over, and how many were not.
    #[must_use]
    pub fn maybes_left(&self) -> (usize, usize) {
        let (list, open) = (self.pane(self.active).found(), &self.tallies.open);
        let is_left = |row: &u32| list.contains(*row as usize) && open.contains(*row as usize);
        let maybes = self.settings.triage.maybes.iter().filter_map(|id| self.row_of.get(id)).filter(|row| is_left(row)).count();
        (maybes, list.intersection_count(open) - maybes)
    }

    /// Whether somebody is still to be gone through, in whichever pass.
    fn is_to_triage(&self, person: &Person) -> bool {
        self.triages_everybody() || self.row_of.get(&person.id).is_some_and(|row| self.tallies.open.contains(*row as usize))
    }

    /// How many of the list are still to be gone through.
    #[must_use]
    pub fn triage_left(&self) -> usize {
        let list = self.pane(self.active);
        if self.triages_everybody() {
            return list.rows().len();
        }
        list.found().intersection_count(&self.tallies.open)
    }

    /// How many of those in Keep whom a search finds are still to be decided.
    #[must_use]
    pub fn left_of_search(&self, search: &str) -> usize {
        let mut query = Query::parse(search);
        query.resolve(self.named());
        let mut found = query.find(&self.index).rows.as_ref().clone();
        found.intersect_with(self.rows_in(Pane::Keep));
        found.intersection_count(&self.tallies.open)
    }

    /// The next so many after whoever is looked at.
    #[must_use]
    pub fn triage_next(&self, count: usize) -> Vec<PersonId> {
        let mut passed = PersonSet::default();
        let mut next = Vec::new();
        while next.len() < count
            && let Some(id) = self.beside(true, &passed)
        {
            passed.insert(id);
            next.push(id);
        }
        next
    }

    /// The first of all who are still to be gone through.
    fn first_in_triage(&self) -> Option<PersonId> {
        let pass = self.of_this_pass();
        let rows = self.pane(self.active).rows().iter().filter(|row| pass.contains(**row as usize));
        let mut people = rows.filter_map(|row| self.people.get(*row as usize));
        match self.settings.triage.seed {
            Some(seed) => people.map(|person| person.id).min_by_key(|id| shuffled(seed, *id)),
            None => people.next().map(|person| person.id),
        }
    }

    /// Who comes after whoever is looked at, or before them, and is still to be gone through; `passed` are passed over.
    fn beside(&self, is_after: bool, passed: &PersonSet) -> Option<PersonId> {
        let pass = self.of_this_pass();
        // Those of this pass who are about to be decided leave the others for the next.
        let left = pass.ones().filter_map(|row| self.people.get(row)).any(|person| !passed.contains(&person.id));
        let is_of_pass = |row: u32| pass.contains(row as usize);
        if left {
            self.beside_among(is_after, passed, &is_of_pass)
        } else {
            self.beside_among(is_after, passed, &|row| self.triages_everybody() || self.tallies.open.contains(row as usize))
        }
    }

    /// The same among these rows.
    fn beside_among(&self, is_after: bool, passed: &PersonSet, is_among: &dyn Fn(u32) -> bool) -> Option<PersonId> {
        let list = self.pane(self.active);
        let (cursor, place) = (list.cursor(), list.cursor_place());
        let fits =
            |person: &&Person| cursor != Some(person.id) && !passed.contains(&person.id) && self.row_of.get(&person.id).is_some_and(|row| is_among(*row));
        let people = |rows: &mut dyn Iterator<Item = &u32>| rows.filter_map(|row| self.people.get(*row as usize)).find(fits).map(|person| person.id);
        match (self.settings.triage.seed, place) {
            (Some(seed), Some(_)) => {
                let here = cursor.map(|id| shuffled(seed, id));
                let others = || {
                    let people = list.rows().iter().filter_map(|row| self.people.get(*row as usize)).filter(fits);
                    people.map(|person| (shuffled(seed, person.id), person.id))
                };
                let found = if is_after { others().filter(|(at, _)| Some(*at) > here).min() } else { others().filter(|(at, _)| Some(*at) < here).max() };
                found.map(|(_, id)| id)
            }
            (_, Some(place)) if is_after => people(&mut list.rows().iter().skip(place + 1)),
            (_, Some(place)) => people(&mut list.rows().iter().take(place).rev()),
            (_, None) => people(&mut list.rows().iter()),
        }
    }

    fn look_at(&mut self, whom: Option<PersonId>) {
        if let Some(id) = whom {
            self.select(self.active, Select::Only(id));
        }
    }

    /// Goes on without a decision: whoever is passed over is a maybe, and comes again once the others are through. Behind the last
    /// one says who is left.
    fn triage_skip(&mut self) {
        let (_, sure) = self.maybes_left();
        if let Some(id) = self.focused().map(|person| person.id)
            && !self.settings.triage.maybes.contains(&id)
        {
            self.settings.triage.maybes.push(id);
        }
        let next = self.beside(true, &PersonSet::default());
        let (maybes, _) = self.maybes_left();
        if next.is_none() && sure > 0 && !self.triages_everybody() && maybes > 1 {
            // The last of the first pass.
            self.look_at(self.first_in_triage());
            self.say(format!("Everybody else is decided. Now the {} alone", count(maybes, "maybe", "maybes")));
        } else if next.is_none() {
            let left = self.triage_left();
            let are = if left == 1 { "1 person is".to_owned() } else { format!("{} people are", with_thousands(left)) };
            return self.say(format!("That was the last of them. {are} still undecided: press E for the end of the sitting, or for another round"));
        }
        if let Some(sitting) = &mut self.settings.triage.sitting {
            sitting.skipped += 1;
        }
        if next.is_some() {
            self.look_at(next);
        }
    }

    /// Who was decided last in this window, if they are still here.
    #[must_use]
    pub fn triage_last(&self) -> Option<&Person> {
        self.person(self.triage.last?)
    }

    /// Where to go once these are decided, as the list stood before: to the next who is left, else to the one before.
    pub(super) fn after_triage(&self, decided: &PersonSet) -> Option<PersonId> {
        if !self.triage.is_on || !self.settings.advances || !self.pane(self.active).cursor().is_some_and(|id| decided.contains(&id)) {
            return None;
        }
        self.beside(true, decided).or_else(|| self.beside(false, decided))
    }

    /// Counts what was done in the sitting, which begins with it, behind this step of the history.
    pub(super) fn count_in_sitting(&mut self, done: &Announcement, after_operation: i64, people: &PersonSet) {
        let (operation, is_undone) = match done {
            Announcement::Done(operation) | Announcement::Redone(operation) => (operation, false),
            Announcement::Undone(operation) => (operation, true),
            Announcement::Restored { .. } => return,
        };
        let mut sitting = match self.settings.triage.sitting.take() {
            Some(sitting) => sitting,
            None if self.triage.is_on && !is_undone => Sitting::new(after_operation),
            None => return,
        };
        let is_counted = self.triage.is_on && sitting.count(operation, is_undone);
        if is_counted && done.is_triage() {
            self.triage.last = people.iter().next().copied().filter(|_| people.len() == 1);
        }
        self.settings.triage.sitting = Some(sitting);
    }
}
