//! One change, one commit, one step of undo.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};

use super::{Store, StoreError, StoreResult, digest, schema};
use crate::model::{id::PersonId, operation::Operation, touched::DataTouched};

/// A change under way: what may be written within one operation. Its methods stand with the tables that they write.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'t> {
    pub(super) transaction: &'t Transaction<'t>,
}

/// What a committed operation touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangedRows {
    /// The operation.
    pub operation_id: i64,
    /// Everybody of whom any row changed.
    pub people: Vec<PersonId>,
    /// Whether people were added, taken away or renamed, so that lists must be built anew.
    pub replaces_people: bool,
    /// The kinds of data.
    pub touched: DataTouched,
}

impl Store {
    /// Runs `change` as one operation. If it changes nothing, nothing is written and there is no step
    /// in the history; if it fails, everything is as it was.
    ///
    /// # Errors
    /// Whatever `change` returns, or what committing meets.
    pub fn transact<T, E: From<StoreError>>(
        &mut self,
        at: Timestamp,
        operation: &Operation,
        change: impl FnOnce(Edit<'_>) -> Result<T, E>,
    ) -> Result<(T, Option<ChangedRows>), E> {
        self.mark_open()?;
        let transaction = begin(&mut self.connection)?;
        let operation_id = record(&transaction, at, &stored(operation)?, "do", None)?;
        let answer = change(Edit { transaction: &transaction })?;
        let touched = touched(&transaction, operation_id)?;
        if let Some(touched) = touched {
            drop_redo(&transaction, operation_id)?;
            let committed = commit(transaction);
            self.made_sure(committed)?;
            Ok((answer, Some(touched)))
        } else {
            transaction.rollback().map_err(StoreError::from)?;
            Ok((answer, None))
        }
    }

    /// Where a commit failed, its frames may stand in the log all the same, whole but for the sync: whoever starts the program anew
    /// would find it made. So they are written over, and only then it is told as not made.
    ///
    /// # Errors
    /// What the commit met; [`StoreError::Doubtful`] where the disk does not let anything be written over, either.
    pub(super) fn made_sure(&mut self, committed: StoreResult<()>) -> StoreResult<()> {
        let Err(error) = committed else { return Ok(()) };
        if !matches!(error, StoreError::Disk { .. } | StoreError::DiskFull) {
            return Err(error);
        }
        let written_over = self.write_aside(|transaction| {
            transaction.execute(
                "INSERT INTO setting (key, value) VALUES ('failed commits', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)",
                [],
            )?;
            Ok(())
        });
        // A disk is found full by a write, never by a sync: then the last frame, which makes the commit, is not there.
        let is_known = written_over.is_ok() || matches!(error, StoreError::DiskFull);
        Err(if is_known { error } else { StoreError::Doubtful { why: error.to_string() } })
    }

    /// Writes something that is no step of the history, as one commit.
    pub(super) fn write_aside(&mut self, change: impl FnOnce(&Transaction<'_>) -> StoreResult<()>) -> StoreResult<()> {
        let transaction = begin(&mut self.connection)?;
        change(&transaction)?;
        commit(transaction)
    }

    /// Brings the write-ahead log into the file, after large changes.
    ///
    /// # Errors
    /// What `SQLite` meets; the changes are safe in the log all the same.
    pub fn checkpoint(&self) -> StoreResult<()> {
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

pub(super) fn begin(connection: &mut rusqlite::Connection) -> StoreResult<Transaction<'_>> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Undo puts rows back table by table; references are whole again at the end.
    transaction.execute_batch("PRAGMA defer_foreign_keys = ON")?;
    digest::begin(&transaction)?;
    Ok(transaction)
}

pub(super) fn commit(transaction: Transaction<'_>) -> StoreResult<()> {
    digest::write(&transaction)?;
    transaction.commit().map_err(StoreError::from)
}

/// An operation as the workspace keeps it.
pub(super) fn stored(operation: &Operation) -> StoreResult<String> {
    serde_json::to_string(operation).map_err(|error| StoreError::Unexpected { what: format!("an operation ({error})") })
}

/// Notes an operation, `stored` as JSON.
pub(super) fn record(transaction: &Transaction<'_>, at: Timestamp, stored: &str, kind: &str, target_id: Option<i64>) -> StoreResult<i64> {
    transaction.execute(
        "INSERT INTO operation (at, operation, kind, target_id, state) VALUES (?1, ?2, ?3, ?4, 'done')",
        params![at.to_string(), stored, kind, target_id],
    )?;
    let operation_id = transaction.last_insert_rowid();
    transaction.execute("UPDATE operation SET journal_operation_id = id WHERE id = ?1", [operation_id])?;
    Ok(operation_id)
}

/// What this operation's journal says; nothing if it is empty.
pub(super) fn touched(transaction: &Transaction<'_>, operation_id: i64) -> StoreResult<Option<ChangedRows>> {
    let Some((first, last)) = note_images(transaction, operation_id)? else { return Ok(None) };
    let replaces_people: bool = transaction.query_row(
        "SELECT EXISTS (SELECT 1 FROM journal WHERE id BETWEEN ?1 AND ?2 AND table_name IN ('person', 'import'))",
        [first, last],
        |row| row.get(0),
    )?;
    let people = if replaces_people {
        Vec::new()
    } else {
        let mut statement =
            transaction.prepare("SELECT DISTINCT person_id FROM image WHERE id BETWEEN ?1 AND ?2 AND person_id IS NOT NULL ORDER BY person_id")?;
        statement.query_map([first, last], |row| Ok(PersonId(row.get(0)?)))?.collect::<Result<_, _>>()?
    };
    let mut statement = transaction.prepare("SELECT DISTINCT table_name FROM journal WHERE id BETWEEN ?1 AND ?2")?;
    let mut tables = statement.query([first, last])?;
    let mut touched = DataTouched::default();
    while let Some(row) = tables.next()? {
        schema::note_touched(row.get_ref(0)?.as_str().unwrap_or_default(), &mut touched);
    }
    Ok(Some(ChangedRows { operation_id, people, replaces_people, touched }))
}

/// Notes where the images of the operation under way stand: the last ones in the journal. None if it has none.
fn note_images(transaction: &Transaction<'_>, operation_id: i64) -> StoreResult<Option<(i64, i64)>> {
    let last: Option<(i64, i64)> =
        transaction.query_row("SELECT id, operation_id FROM journal ORDER BY id DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((last, _)) = last.filter(|(_, owner)| *owner == operation_id) else { return Ok(None) };
    let first: i64 = transaction.query_row("SELECT coalesce((SELECT max(last_image) FROM operation), 0) + 1", [], |row| row.get(0))?;
    transaction.execute("UPDATE operation SET first_image = ?2, last_image = ?3 WHERE id = ?1", [operation_id, first, last])?;
    Ok(Some((first, last)))
}

/// Lets go of an operation's images.
pub(super) fn delete_images(transaction: &Transaction<'_>, operation_id: i64) -> StoreResult<()> {
    transaction.execute(&format!("DELETE FROM journal AS j WHERE {}", schema::IMAGES_OF), [operation_id])?;
    Ok(())
}

/// After something new was done, what had been taken back cannot be done again.
pub(super) fn drop_redo(transaction: &Transaction<'_>, operation_id: i64) -> StoreResult<()> {
    let mut statement = transaction.prepare("SELECT journal_operation_id FROM operation WHERE state = 'undone' AND id <> ?1")?;
    let spent: Vec<Option<i64>> = statement.query_map([operation_id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for id in spent.into_iter().flatten() {
        delete_images(transaction, id)?;
    }
    transaction.execute("UPDATE operation SET state = 'dropped', journal_operation_id = NULL WHERE state = 'undone' AND id <> ?1", [operation_id])?;
    Ok(())
}
