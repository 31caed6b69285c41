//! Put off: people to be looked at again later. They stay in Keep, or go back there.

use jiff::civil::Date;

use super::{CommandResult, Emit, Engine};
use crate::model::id::PersonId;
use crate::{
    event::Problem,
    model::{local_time::LocalTime, operation::Operation},
};

impl Engine {
    pub(super) fn put_off(&mut self, person_ids: &[PersonId], until: Date, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        if until <= now.today {
            return Err(Problem::new("That day is not in the future", "Nobody was put off.", "Choose a later day."));
        }
        let affected: Vec<PersonId> = self.store.states(person_ids)?.into_iter().filter(|(_, state)| state.batch.is_none()).map(|(id, _)| id).collect();
        let operation = Operation::PutOff { people: self.subject(&affected)?, until };
        self.change(operation, String::new(), now, emit, |edit| {
            affected.iter().try_for_each(|id| {
                edit.put_off(*id, until, now.at)?;
                edit.drop_unfollow(*id)
            })
        })
    }
}
