//! Invite again: whom the member once parted with and would like to ask anew, and what is left over after a removal.

use jiff::civil::Date;

use super::{CommandResult, Emit, Engine};
use crate::model::id::PersonId;
use crate::{
    event::Problem,
    model::{
        local_time::LocalTime,
        operation::{Operation, Subject},
    },
};

impl Engine {
    /// Puts somebody on the list, or changes their day and note.
    pub(super) fn plan_invitation(&mut self, person_id: PersonId, due_on: Option<Date>, note: &str, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let operation = Operation::PlanInvitation { person: self.known(person_id)? };
        self.change(operation, String::new(), now, emit, |edit| edit.plan_invitation(person_id, due_on, note.trim()))
    }

    /// Notes that an invitation was sent by hand, or takes that back.
    pub(super) fn set_invitation_sent(&mut self, person_id: PersonId, is_sent: bool, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let operation = Operation::SetInvitationSent { person: self.known(person_id)?, is_sent };
        self.change(operation, String::new(), now, emit, |edit| edit.set_invitation_sent(person_id, is_sent.then_some(now.today)))
    }

    /// Takes somebody off the list.
    pub(super) fn drop_invitation(&mut self, person_id: PersonId, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let operation = Operation::DropInvitation { person: self.known(person_id)? };
        self.change(operation, String::new(), now, emit, |edit| edit.delete_invitation(person_id))
    }

    /// Ticks a leftover off, or takes the tick back.
    pub(super) fn tidy(&mut self, person_id: PersonId, leftover: &str, is_tidied: bool, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let operation = Operation::Tidy { person: self.known(person_id)? };
        self.change(operation, String::new(), now, emit, |edit| edit.set_tidied(person_id, leftover, is_tidied))
    }

    /// A person whom the workspace still knows.
    fn known(&self, person_id: PersonId) -> Result<Subject, Problem> {
        let facts = self.store.facts(person_id)?;
        facts.map(|facts| Subject::one(facts.name())).ok_or_else(|| {
            Problem::new(
                "They are not in the workspace any more",
                "The import that brought them was taken back. Nothing was noted.",
                "The ledger keeps what was known of them.",
            )
        })
    }
}
