//! Protect: a lock against removal. Somebody who already stands in Remove goes back to Keep when locked.

use super::{Done, Emit, Engine};
use crate::{
    model::{
        decision::{Decision, Pane},
        moment::Moment,
        person::PersonId,
        shown_text::people as people_in_words,
    },
    store::{StoreError, decisions},
};

impl Engine {
    pub(super) fn protect(&mut self, person_ids: &[PersonId], is_protected: bool, now: Moment, emit: Emit<'_>) -> Done {
        let states = self.store.states(person_ids)?;
        let affected: Vec<_> = states.iter().filter(|(_, state)| state.is_protected != is_protected && state.batch.is_none()).collect();
        let name = format!("{} {}", if is_protected { "Protect" } else { "Unlock" }, people_in_words(affected.len()));
        let ((), touched) = self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> {
            for (id, state) in &affected {
                decisions::set_protected(transaction, *id, is_protected, now.at)?;
                if is_protected && state.pane() == Some(Pane::Remove) {
                    decisions::decide(transaction, *id, Decision::Keep, now.at)?;
                }
            }
            Ok(())
        })?;
        self.announce(
            &format!("{} {}", if is_protected { "Protected" } else { "Unlocked" }, people_in_words(affected.len())),
            String::new(),
            touched,
            now,
            emit,
        )
    }
}
