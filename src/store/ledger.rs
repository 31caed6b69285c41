//! The ledger as rows, and what goes with it. Its lines are only read here: triggers of the workspace add each line (see `migrations/0003_ledger.sql`), and
//! nothing takes one away.

use jiff::civil::Date;
use rusqlite::params;

use super::{Edit, Store, StoreError, StoreResult, people::timestamp};
use crate::model::{
    batch::ledger::{InviteAgain, LedgerEntry, LedgerLine, LineKind},
    id::{BatchId, EntryId, ImportId, PersonId},
};

impl Store {
    /// Everything, oldest first.
    pub fn ledger(&self) -> StoreResult<Vec<LedgerEntry>> {
        let unexpected = |what: &str, error: serde_json::Error| StoreError::Unexpected { what: format!("{what} of the ledger ({error})") };
        let mut statement = self.connection.prepare("SELECT id, batch_id, person_id, at, frozen, answers FROM ledger_entry ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut entries: Vec<LedgerEntry> = Vec::new();
        while let Some(row) = rows.next()? {
            let (at, frozen, answers): (String, String, String) = (row.get(3)?, row.get(4)?, row.get(5)?);
            entries.push(LedgerEntry {
                id: EntryId(row.get(0)?),
                batch: BatchId(row.get(1)?),
                person_id: PersonId(row.get(2)?),
                finalized_at: timestamp(&at)?,
                listed: serde_json::from_str(&frozen).map_err(|error| unexpected("a person", error))?,
                answers: serde_json::from_str(&answers).map_err(|error| unexpected("answers", error))?,
                lines: Vec::new(),
            });
        }
        let mut statement = self.connection.prepare("SELECT entry_id, at, what, import_id FROM ledger_line ORDER BY entry_id, id")?;
        let mut rows = statement.query(params![])?;
        while let Some(row) = rows.next()? {
            let (id, at, what): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let kind = LineKind::from_key(&what).ok_or_else(|| StoreError::Unexpected { what: format!("the ledger line {what}") })?;
            let line = LedgerLine { at: timestamp(&at)?, kind, import: row.get::<_, Option<i64>>(3)?.map(ImportId) };
            if let Ok(place) = entries.binary_search_by_key(&id, |entry| entry.id.0)
                && let Some(entry) = entries.get_mut(place)
            {
                entry.lines.push(line);
            }
        }
        Ok(entries)
    }
}

impl Store {
    /// Everybody who is to be invited again.
    pub fn invitations_again(&self) -> StoreResult<Vec<InviteAgain>> {
        let mut statement = self.connection.prepare("SELECT person_id, due_on, note, sent_on FROM invite_again ORDER BY due_on IS NULL, due_on, person_id")?;
        let mut rows = statement.query([])?;
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let mut invitations = Vec::new();
        while let Some(row) = rows.next()? {
            invitations.push(InviteAgain { person_id: PersonId(row.get(0)?), due_on: day(row.get(1)?), note: row.get(2)?, sent_on: day(row.get(3)?) });
        }
        Ok(invitations)
    }

    /// The leftovers that were tidied, by person.
    pub fn tidied(&self) -> StoreResult<Vec<(PersonId, String)>> {
        let mut statement = self.connection.prepare("SELECT person_id, leftover FROM tidied ORDER BY id")?;
        let found = statement.query_map([], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Edit<'_> {
    /// Puts somebody on the list of those to invite again.
    pub fn plan_invitation(&self, id: PersonId, due_on: Option<Date>, note: &str) -> StoreResult<()> {
        self.transaction.execute(
            "INSERT INTO invite_again (person_id, due_on, note) VALUES (?1, ?2, ?3)
             ON CONFLICT (person_id) DO UPDATE SET due_on = excluded.due_on, note = excluded.note WHERE due_on IS NOT excluded.due_on OR note <> excluded.note",
            params![id.0, due_on.map(|day| day.to_string()), note],
        )?;
        Ok(())
    }

    /// Notes when somebody was invited again.
    pub fn set_invitation_sent(&self, id: PersonId, sent_on: Option<Date>) -> StoreResult<()> {
        let day = sent_on.map(|day| day.to_string());
        self.transaction.execute("UPDATE invite_again SET sent_on = ?2 WHERE person_id = ?1 AND sent_on IS NOT ?2", params![id.0, day])?;
        Ok(())
    }

    /// Takes somebody off that list.
    pub fn delete_invitation(&self, id: PersonId) -> StoreResult<()> {
        self.transaction.execute("DELETE FROM invite_again WHERE person_id = ?1", [id.0])?;
        Ok(())
    }

    /// Ticks a leftover off, or takes the tick back.
    pub fn set_tidied(&self, id: PersonId, leftover: &str, is_tidied: bool) -> StoreResult<()> {
        if is_tidied {
            self.transaction.execute("INSERT INTO tidied (person_id, leftover) VALUES (?1, ?2) ON CONFLICT DO NOTHING", params![id.0, leftover])?;
        } else {
            self.transaction.execute("DELETE FROM tidied WHERE person_id = ?1 AND leftover = ?2", params![id.0, leftover])?;
        }
        Ok(())
    }
}
