//! Write note: the member's own words about a person.

use super::{CommandResult, Emit, Engine};
use crate::model::id::PersonId;
use crate::model::{local_time::LocalTime, operation::Operation};

impl Engine {
    pub(super) fn write_note(&mut self, person_id: PersonId, note: &str, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let note = note.replace('\0', "");
        let note = note.trim_end();
        let operation = Operation::SetNote { person: self.subject(&[person_id])? };
        self.change(operation, String::new(), now, emit, |edit| edit.set_note(person_id, note, now.at))
    }
}
