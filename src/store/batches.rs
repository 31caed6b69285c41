//! Finalized batches as rows: frozen, never changed, taken back only by undo.

use rusqlite::{OptionalExtension, params};

use super::{Edit, Store, StoreError, StoreResult, people::timestamp};
use crate::model::batch::{Batch, BatchPerson};
use crate::model::id::{BatchId, PersonId};

fn unexpected(what: &str) -> impl FnOnce(serde_json::Error) -> StoreError + '_ {
    move |error| StoreError::Unexpected { what: format!("{what} ({error})") }
}

impl Store {
    /// Number, time and size of every batch, oldest first.
    pub fn batch_sizes(&self) -> StoreResult<Vec<(BatchId, jiff::Timestamp, usize)>> {
        let mut statement = self
            .connection
            .prepare("SELECT b.id, b.finalized_at, count(p.id) FROM batch b LEFT JOIN batch_person p ON p.batch_id = b.id GROUP BY b.id ORDER BY b.id")?;
        let mut rows = statement.query([])?;
        let mut sizes = Vec::new();
        while let Some(row) = rows.next()? {
            let at: String = row.get(1)?;
            sizes.push((BatchId(row.get(0)?), timestamp(&at)?, row.get::<_, i64>(2)?.try_into().unwrap_or(0)));
        }
        Ok(sizes)
    }

    /// One batch whole.
    pub fn batch(&self, id: BatchId) -> StoreResult<Option<Batch>> {
        let head: Option<(String, String)> =
            self.connection.query_row("SELECT finalized_at, answers FROM batch WHERE id = ?1", [id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((finalized_at, answers)) = head else { return Ok(None) };
        let mut statement = self.connection.prepare("SELECT person_id, frozen FROM batch_person WHERE batch_id = ?1 ORDER BY id")?;
        let mut rows = statement.query([id.0])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            let frozen: String = row.get(1)?;
            people.push(BatchPerson { person_id: PersonId(row.get(0)?), listed: serde_json::from_str(&frozen).map_err(unexpected("a person of a batch"))? });
        }
        let answers = serde_json::from_str(&answers).map_err(unexpected("the answers of a batch"))?;
        Ok(Some(Batch { id, finalized_at: timestamp(&finalized_at)?, answers, people }))
    }

    /// The number that the next batch will have.
    pub fn next_batch_id(&self) -> StoreResult<BatchId> {
        Ok(BatchId(self.connection.query_row("SELECT coalesce(max(id), 0) + 1 FROM batch", [], |row| row.get(0))?))
    }
}

impl Edit<'_> {
    /// Writes a batch.
    pub fn insert_batch(&self, batch: &Batch) -> StoreResult<()> {
        let answers = serde_json::to_string(&batch.answers).map_err(unexpected("answers"))?;
        self.transaction
            .execute("INSERT INTO batch (id, finalized_at, answers) VALUES (?1, ?2, ?3)", params![batch.id.0, batch.finalized_at.to_string(), answers])?;
        let mut statement = self.transaction.prepare("INSERT INTO batch_person (batch_id, person_id, frozen) VALUES (?1, ?2, ?3)")?;
        for person in &batch.people {
            let frozen = serde_json::to_string(&person.listed).map_err(unexpected("a person"))?;
            statement.execute(params![batch.id.0, person.person_id.0, frozen])?;
        }
        Ok(())
    }
}
