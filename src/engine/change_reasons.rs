//! Change reasons: for one person or many at once.

use super::{CommandResult, Emit, Engine};
use crate::model::id::PersonId;
use crate::{
    command::ReasonChange,
    model::{local_time::LocalTime, operation::Operation},
};

impl Engine {
    pub(super) fn change_reasons(&mut self, person_ids: &[PersonId], change: &ReasonChange, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let states = self.store.states(person_ids)?;
        let ids: Vec<PersonId> = states.iter().map(|(id, _)| *id).collect();
        let operation = Operation::ChangeReasons { people: self.subject(&ids)? };
        self.change(operation, String::new(), now, emit, |edit| {
            for (id, state) in &states {
                let mut reasons = change.applied_to(&state.reasons);
                reasons.own_words = reasons.own_words.replace('\0', "");
                if reasons != state.reasons {
                    edit.set_reasons(*id, &reasons)?;
                }
            }
            Ok(())
        })
    }
}
