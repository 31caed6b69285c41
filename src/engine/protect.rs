//! Protect: a lock against removal. Somebody who already stands in Remove goes back to Keep when locked.

use super::{Done, Emit, Engine};
use crate::{
    model::{
        decision::{Decision, Pane},
        moment::Moment,
        person::PersonId,
    },
    store::{StoreError, decisions},
};

impl Engine {
    pub(super) fn protect(&mut self, person_ids: &[PersonId], is_protected: bool, now: Moment, emit: Emit<'_>) -> Done {
        let states = self.store.states(person_ids)?;
        let affected: Vec<_> = states.iter().filter(|(_, state)| state.is_protected != is_protected && state.batch.is_none()).collect();
        let ids: Vec<PersonId> = affected.iter().map(|(id, _)| *id).collect();
        let (verb, past) = if is_protected { ("Protect", "Protected") } else { ("Unlock", "Unlocked") };
        let name = self.named(&ids, verb, &format!("{verb} {{}}"))?;
        let done = self.named(&ids, past, &format!("{past} {{}}"))?;
        let ((), touched) = self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> {
            for (id, state) in &affected {
                decisions::set_protected(transaction, *id, is_protected, now.at)?;
                if is_protected && state.pane() == Some(Pane::Remove) {
                    decisions::decide(transaction, *id, Decision::Keep, now.at)?;
                }
            }
            Ok(())
        })?;
        self.announce(&done, String::new(), touched, now, emit)
    }
}
