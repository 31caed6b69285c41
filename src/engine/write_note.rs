//! Write note: the member's own words about a person.

use super::{Done, Emit, Engine};
use crate::{
    model::{moment::Moment, person::PersonId},
    store::{StoreError, decisions},
};

impl Engine {
    pub(super) fn write_note(&mut self, person_id: PersonId, note: &str, now: Moment, emit: Emit<'_>) -> Done {
        let note = note.replace('\0', "");
        let note = note.trim_end();
        let name = self.store.facts(person_id)?.map_or_else(|| "Write a note".to_owned(), |facts| format!("Write a note: {}", facts.name()));
        let ((), touched) =
            self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> { decisions::set_note(transaction, person_id, note, now.at) })?;
        self.announce("Saved the note", String::new(), touched, now, emit)
    }
}
