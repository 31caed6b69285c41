//! What one operation changed, taken over: people, panes, and where the cursor goes on.

use std::collections::HashMap;

use super::{State, pane::Select};
use crate::{
    event::Changes,
    model::{
        id::{PersonId, PersonSet},
        person::decision::Pane,
    },
};

impl State {
    pub(super) fn change(&mut self, changes: Changes) {
        self.upkeep.restored_from = None;
        // None: people were added or taken away, so that all of them came anew.
        let count = changes.people.len();
        let mut arrived = HashMap::from([(Pane::Keep, Vec::new()), (Pane::Remove, Vec::new())]);
        let mut left = HashMap::from([(Pane::Keep, 0), (Pane::Remove, 0)]);
        let touched_ids: PersonSet = changes.people.iter().map(|(id, _)| *id).collect();
        for (id, new_state) in changes.people {
            let Some(&row) = self.row_of.get(&id) else { continue };
            let Some(person) = self.people.get_mut(row as usize) else { continue };
            let (before, after) = (person.state.pane(), new_state.pane());
            if let Some(original) = self.originals.people.get_mut(row as usize) {
                original.state = new_state.clone();
            }
            person.state = new_state;
            self.index.update(row, person, !self.settings.hides_names);
            for (pane, rows) in Pane::BOTH.into_iter().zip(&mut self.rows_in) {
                rows.set(row as usize, after == Some(pane));
            }
            if before != after
                && let Some(count) = before.and_then(|pane| left.get_mut(&pane))
            {
                *count += 1;
            }
            if before != after
                && let Some(pane) = after
            {
                arrived.entry(pane).or_default().push(id);
            }
        }
        let last_operation = std::mem::replace(&mut self.overview, changes.overview).undo_state.last_operation;
        self.outdate(changes.touched);
        let place = self.pane(self.active).cursor_place();
        let goes_on = changes.done.is_decision() && self.settings.advances && self.is_about_selection(count, &touched_ids);
        // Undo is no action to take back by a button that comes up in its place.
        let (is_new, is_undone) = (!changes.done.is_of_history(), changes.done.is_undone());
        let done = changes.done.describe();
        self.say(if changes.remark.is_empty() { done } else { format!("{done}. {}", changes.remark) });
        self.message.is_larger = count != 1 && is_new;
        for pane in Pane::BOTH {
            self.pane_mut(pane).left = left.get(&pane).copied().unwrap_or_default();
        }
        let next = (!changes.done.is_of_history()).then(|| self.after_triage(&touched_ids)).flatten().filter(|_| changes.done.is_triage());
        self.count_in_sitting(&changes.done, last_operation, &touched_ids);
        self.refresh();
        for (pane, ids) in arrived {
            if !ids.is_empty() {
                self.pane_mut(pane).welcome(&ids);
            }
        }
        if is_undone {
            self.show_again(&touched_ids);
        } else if let Some(next) = next {
            self.select(self.active, Select::Only(next));
        } else if goes_on {
            self.go_on(&touched_ids, place);
        }
    }

    /// Goes on to the next person, once these were decided. Whoever left the list has made room for the next already.
    fn go_on(&mut self, decided: &PersonSet, place: Option<usize>) {
        let pane = self.active;
        let list = self.pane(pane);
        if !list.cursor().is_some_and(|id| decided.contains(&id)) {
            return;
        }
        if list.cursor_place() == place {
            self.select(pane, Select::PastSelected);
            return;
        }
        // The order has carried them elsewhere, and the gap that they left was closed.
        let next = place.map(|place| if list.cursor_place() < Some(place) { place + 1 } else { place });
        if let Some(next) = next.and_then(|place| self.person_at(pane, place)).map(|person| person.id) {
            self.select(pane, Select::Only(next));
        }
    }

    /// Whether these are the ones who are selected, with the cursor among them.
    fn is_about_selection(&self, count: usize, ids: &PersonSet) -> bool {
        let pane = self.pane(self.active);
        let is_cursor_alone = pane.has_ticks() && pane.selected_count() == 0 && count == 1;
        (is_cursor_alone || pane.selected_count() == count)
            && pane.cursor().is_some_and(|id| ids.contains(&id))
            && pane.selected_ids().all(|id| ids.contains(&id))
    }

    /// Shows whom a step that was taken back was about: selected, and in sight.
    fn show_again(&mut self, ids: &PersonSet) {
        for pane in [self.active, self.active.other()] {
            let here: Vec<PersonId> =
                self.pane(pane).rows().iter().filter_map(|row| self.people.get(*row as usize)).map(|person| person.id).filter(|id| ids.contains(id)).collect();
            if let Some(first) = here.first() {
                self.select(pane, Select::Only(*first));
                self.pane_mut(pane).welcome(&here);
                return;
            }
        }
    }
}
