//! Protect: a lock against removal. Somebody who already stands in Remove goes back to Keep when locked.

use super::{CommandResult, Emit, Engine};
use crate::model::{
    id::PersonId,
    person::decision::{Decision, Pane},
};
use crate::model::{local_time::LocalTime, operation::Operation};

impl Engine {
    pub(super) fn protect(&mut self, person_ids: &[PersonId], is_protected: bool, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let states = self.store.states(person_ids)?;
        let affected: Vec<_> = states.iter().filter(|(_, state)| state.is_protected != is_protected && state.batch.is_none()).collect();
        let ids: Vec<PersonId> = affected.iter().map(|(id, _)| *id).collect();
        let operation = Operation::SetProtected { people: self.subject(&ids)?, is_protected };
        self.change(operation, String::new(), now, emit, |edit| {
            for (id, state) in &affected {
                edit.set_protected(*id, is_protected, now.at)?;
                if is_protected && state.pane() == Some(Pane::Remove) {
                    edit.decide(*id, Decision::Keep, now.at)?;
                }
            }
            Ok(())
        })
    }
}
