//! Rediscover: people whom the member is glad to have found again. It decides nothing about them.

use super::{CommandResult, Emit, Engine};
use crate::model::{id::PersonId, local_time::LocalTime, operation::Operation};

impl Engine {
    pub(super) fn rediscover(&mut self, person_ids: &[PersonId], is_rediscovered: bool, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let states = self.store.states(person_ids)?;
        let ids: Vec<PersonId> = states.iter().filter(|(_, state)| state.is_rediscovered != is_rediscovered).map(|(id, _)| *id).collect();
        let operation = Operation::SetRediscovered { people: self.subject(&ids)?, is_rediscovered };
        self.change(operation, String::new(), now, emit, |edit| ids.iter().try_for_each(|id| edit.set_rediscovered(*id, is_rediscovered, now.at)))
    }
}
