//! Change reasons: for one person or many at once.

use super::{Done, Emit, Engine};
use crate::{
    command::ReasonChange,
    model::{moment::Moment, person::PersonId},
    store::{StoreError, decisions},
};

impl Engine {
    pub(super) fn change_reasons(&mut self, person_ids: &[PersonId], change: &ReasonChange, now: Moment, emit: Emit<'_>) -> Done {
        let states = self.store.states(person_ids)?;
        let ids: Vec<PersonId> = states.iter().map(|(id, _)| *id).collect();
        let name = self.named(&ids, "Change the reasons", "Change the reasons of {}")?;
        let done = self.named(&ids, "Changed the reasons", "Changed the reasons of {}")?;
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
        self.announce(&done, String::new(), touched, now, emit)
    }
}
