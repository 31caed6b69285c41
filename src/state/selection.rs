//! Who is selected, and who else bears a name.

use super::State;
use crate::model::{id::PersonId, person::decision::Pane};

impl State {
    /// That others among the connections bear somebody's name, and what tells them apart; mostly nothing.
    #[must_use]
    pub fn same_name(&self, id: PersonId) -> Option<String> {
        self.namesakes.others(id).in_words(&self.person(id)?.facts, |other| Some(&self.person(other)?.facts))
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

    /// Whether everybody who is selected in a pane is protected. Stops at the first who is not.
    #[must_use]
    pub fn are_selected_protected(&self, pane: Pane) -> bool {
        self.pane(pane).selected_ids().all(|id| self.person(id).is_some_and(|person| person.state.is_protected))
    }
}
