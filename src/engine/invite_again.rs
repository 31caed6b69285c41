//! Invite again: whom the member once parted with and would like to ask anew, and what is left over after a removal.

use jiff::civil::Date;

use super::{Done, Emit, Engine};
use crate::{
    event::{Event, InviteAgain, Problem},
    model::{moment::Moment, person::PersonId},
    store::{StoreError, ledger},
};

impl Engine {
    /// Puts somebody on the list, or changes their day and note.
    pub(super) fn plan_invitation(&mut self, person_id: PersonId, due_on: Option<Date>, note: &str, now: Moment, emit: Emit<'_>) -> Done {
        let name = self.name_of(person_id)?;
        let ((), touched) = self.store.transact(now.at, &format!("Invite again: {name}"), |transaction| -> Result<(), StoreError> {
            ledger::put_invitation(transaction, person_id, due_on, note.trim())
        })?;
        self.announce(&format!("To invite again: {name}"), String::new(), touched, now, emit)
    }

    /// Notes that an invitation was sent by hand, or takes that back.
    pub(super) fn note_invitation_sent(&mut self, person_id: PersonId, is_sent: bool, now: Moment, emit: Emit<'_>) -> Done {
        let name = self.name_of(person_id)?;
        let step = if is_sent { format!("Invited again: {name}") } else { format!("Not invited again yet: {name}") };
        let ((), touched) = self.store.transact(now.at, &step, |transaction| -> Result<(), StoreError> {
            ledger::set_invitation_sent(transaction, person_id, is_sent.then_some(now.today))
        })?;
        self.announce(&step, String::new(), touched, now, emit)
    }

    /// Takes somebody off the list.
    pub(super) fn drop_invitation(&mut self, person_id: PersonId, now: Moment, emit: Emit<'_>) -> Done {
        let name = self.name_of(person_id)?;
        let step = format!("Do not invite again: {name}");
        let ((), touched) =
            self.store.transact(now.at, &step, |transaction| -> Result<(), StoreError> { ledger::delete_invitation(transaction, person_id) })?;
        self.announce(&step, String::new(), touched, now, emit)
    }

    /// Ticks a leftover off, or takes the tick back.
    pub(super) fn tidy(&mut self, person_id: PersonId, leftover: &str, is_tidied: bool, now: Moment, emit: Emit<'_>) -> Done {
        let name = self.name_of(person_id)?;
        let step = format!("Tidy up: {name}");
        let ((), touched) =
            self.store.transact(now.at, &step, |transaction| -> Result<(), StoreError> { ledger::set_tidied(transaction, person_id, leftover, is_tidied) })?;
        self.announce(&step, String::new(), touched, now, emit)
    }

    fn name_of(&self, person_id: PersonId) -> Result<String, Problem> {
        let facts = self.store.facts(person_id)?;
        facts.map(|facts| facts.name()).ok_or_else(|| {
            Problem::new(
                "They are not in the workspace any more",
                "The import that brought them was taken back. Nothing was noted.",
                "The ledger keeps what was known of them.",
            )
        })
    }

    pub(super) fn load_ledger(&self, emit: Emit<'_>) -> Done {
        let known = self.store.known_people()?.into_iter().map(|person| (person.id, person.is_connected)).collect();
        let invitations = self
            .store
            .invitations_again()?
            .into_iter()
            .map(|stored| InviteAgain { person_id: stored.person_id, due_on: stored.due_on, note: stored.note, sent_on: stored.sent_on })
            .collect();
        emit(Event::LedgerLoaded { entries: self.store.ledger()?, is_connected: known, invitations, tidied: self.store.tidied()? });
        Ok(())
    }
}
