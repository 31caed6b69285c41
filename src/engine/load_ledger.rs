//! The ledger whole, with whom to invite again and what was tidied. Its entries are made by a trigger of the database when a
//! batch is finalized (`store/migrations/0003_ledger.sql`).

use super::{CommandResult, Emit, Engine};
use crate::event::Event;

impl Engine {
    pub(super) fn load_ledger(&self, emit: Emit<'_>) -> CommandResult {
        let known = self.store.known_people()?.into_iter().map(|person| (person.id, person.is_connected)).collect();
        let invitations = self.store.invitations_again()?;
        emit(Event::LedgerLoaded { entries: self.store.ledger()?, is_connected: known, invitations, tidied: self.store.tidied()? });
        Ok(())
    }
}
