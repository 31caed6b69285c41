//! Dismiss: what a rule suggests about somebody is not wanted. It decides nothing about them.

use super::{CommandResult, Emit, Engine};
use crate::model::{
    id::{PersonId, PersonMap},
    local_time::LocalTime,
    operation::Operation,
    person::dismissed::Dismissed,
};

impl Engine {
    /// Remembers of each of these people which searches are to suggest them no more.
    pub(super) fn dismiss(&mut self, dismissed: &[(PersonId, Vec<String>)], now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let ids: Vec<PersonId> = dismissed.iter().map(|(id, _)| *id).collect();
        let states: PersonMap<Dismissed> = self.store.states(&ids)?.into_iter().map(|(id, state)| (id, state.dismissed)).collect();
        let after = |(id, queries): &(PersonId, Vec<String>)| {
            let before = states.get(id)?;
            let after = before.with(queries);
            (after != *before).then_some((*id, after))
        };
        let changed: Vec<(PersonId, Dismissed)> = dismissed.iter().filter_map(after).collect();
        let ids: Vec<PersonId> = changed.iter().map(|(id, _)| *id).collect();
        let operation = Operation::Dismiss { people: self.subject(&ids)? };
        self.change(operation, String::new(), now, emit, |edit| changed.iter().try_for_each(|(id, after)| edit.set_dismissed(*id, after, now.at)))
    }
}
