//! Who is selected, and who else bears a name.

use super::State;
use crate::model::{
    id::{PersonId, PersonSet},
    person::{Person, decision::Pane},
};

impl State {
    /// That others among the connections bear somebody's name, and what tells them apart; mostly nothing.
    #[must_use]
    pub fn same_name(&self, id: PersonId) -> Option<String> {
        self.namesakes.others(id).in_words(&self.person(id)?.facts, |other| Some(&self.person(other)?.facts))
    }

    /// Everybody in Remove, search or not.
    pub fn draft(&self) -> impl Iterator<Item = &Person> {
        self.rows_in(Pane::Remove).ones().filter_map(|row| self.people.get(row))
    }

    /// The people who are selected in a pane, in the order of its list.
    #[must_use]
    pub fn selected(&self, pane: Pane) -> Vec<PersonId> {
        let state = self.pane(pane);
        if state.has_ticks() && state.selected_count() == 0 {
            return state.cursor().into_iter().collect();
        }
        state.rows().iter().filter_map(|row| self.people.get(*row as usize)).map(|person| person.id).filter(|id| state.is_selected(*id)).collect()
    }

    /// Selects these people in the panes in which they stand, whatever was searched for there. Nobody else stays selected.
    pub fn select_people(&mut self, ids: &[PersonId]) {
        let these: PersonSet = ids.iter().copied().collect();
        let stands_in = |state: &Self, pane: Pane| these.iter().any(|id| state.person(*id).is_some_and(|person| person.state.pane() == Some(pane)));
        // Keep comes last, and has the keyboard, if anybody of them stands there.
        for pane in [Pane::Remove, Pane::Keep] {
            if !stands_in(self, pane) {
                continue;
            }
            if !self.pane(pane).search().is_empty() {
                self.search(pane, String::new());
            }
            self.active = pane;
            let mut list = std::mem::take(self.pane_mut(pane));
            list.select_these(&these, &self.people);
            *self.pane_mut(pane) = list;
        }
    }

    /// Whether everybody who is selected in a pane is protected. Stops at the first who is not.
    #[must_use]
    pub fn are_selected_protected(&self, pane: Pane) -> bool {
        self.pane(pane).selected_ids().all(|id| self.person(id).is_some_and(|person| person.state.is_protected))
    }
}
