//! Change reasons: for one person or many at once.

use super::{Done, Emit, Engine};
use crate::{
    command::ReasonChange,
    model::{moment::Moment, person::PersonId, shown_text::people as people_in_words},
    store::{StoreError, decisions},
};

impl Engine {
    pub(super) fn change_reasons(&mut self, person_ids: &[PersonId], change: &ReasonChange, now: Moment, emit: Emit<'_>) -> Done {
        let states = self.store.states(person_ids)?;
        let name = format!("Change the reasons of {}", people_in_words(states.len()));
        let ((), touched) = self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> {
            for (id, state) in &states {
                let mut reasons = change.applied_to(&state.reasons);
                reasons.own_words = reasons.own_words.replace('\0', "");
                if reasons != state.reasons {
                    decisions::set_reasons(transaction, *id, &reasons)?;
                }
            }
            Ok(())
        })?;
        self.announce(&format!("Changed the reasons of {}", people_in_words(states.len())), String::new(), touched, now, emit)
    }
}
