//! Put off: people to be looked at again later. They stay in Keep, or go back there.

use jiff::civil::Date;

use super::{Done, Emit, Engine};
use crate::{
    event::Problem,
    model::{moment::Moment, person::PersonId, shown_text::people as people_in_words},
    store::{StoreError, decisions, tasks},
};

impl Engine {
    pub(super) fn put_off(&mut self, person_ids: &[PersonId], until: Date, now: Moment, emit: Emit<'_>) -> Done {
        if until <= now.today {
            return Err(Problem::new("That day is not in the future", "Nobody was put off.", "Choose a later day."));
        }
        let affected: Vec<PersonId> = self.store.states(person_ids)?.into_iter().filter(|(_, state)| state.batch.is_none()).map(|(id, _)| id).collect();
        let who = people_in_words(affected.len());
        let day = until.strftime("%-d %b %Y");
        let ((), touched) = self.store.transact(now.at, &format!("Put off {who} until {day}"), |transaction| -> Result<(), StoreError> {
            affected.iter().try_for_each(|id| {
                decisions::put_off(transaction, *id, until, now.at)?;
                tasks::drop_unfollow(transaction, *id)
            })
        })?;
        self.announce(&format!("Put off {who} until {day}"), String::new(), touched, now, emit)
    }
}
