//! Put off: people to be looked at again later. They stay in Keep, or go back there.

use jiff::civil::Date;

use super::{Done, Emit, Engine};
use crate::{
    event::Problem,
    model::{moment::Moment, person::PersonId},
    store::{StoreError, decisions, tasks},
};

impl Engine {
    pub(super) fn put_off(&mut self, person_ids: &[PersonId], until: Date, now: Moment, emit: Emit<'_>) -> Done {
        if until <= now.today {
            return Err(Problem::new("That day is not in the future", "Nobody was put off.", "Choose a later day."));
        }
        let affected: Vec<PersonId> = self.store.states(person_ids)?.into_iter().filter(|(_, state)| state.batch.is_none()).map(|(id, _)| id).collect();
        let day = until.strftime("%-d %b %Y");
        let name = self.named(&affected, &format!("Put off until {day}"), &format!("Put off {{}} until {day}"))?;
        let ((), touched) = self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> {
            affected.iter().try_for_each(|id| {
                decisions::put_off(transaction, *id, until, now.at)?;
                tasks::drop_unfollow(transaction, *id)
            })
        })?;
        self.announce(&name, String::new(), touched, now, emit)
    }
}
