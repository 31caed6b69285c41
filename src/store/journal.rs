//! Undo, redo and the history, from before-images.

use std::sync::atomic::Ordering;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use super::{
    ChangedRows, Store, StoreError, StoreResult,
    alike::{is_alike, restore_alike},
    schema,
    tables::{self, IMPORT_OWNED_TABLES, JOURNALED},
    transact::{begin, commit, delete_images, drop_redo, record, stored, touched},
};
use crate::model::id::ImportId;
use crate::model::{
    operation::{HistoryEntry, Operation, UndoState},
    progress::ProgressSink,
};

/// The history keeps at most this many operations.
const MOST_OPERATIONS: i64 = 2_000;
/// The history keeps at most this many before-images, over all operations.
const MOST_IMAGES: i64 = 2_000_000;

/// What accepting an export that looked cut short is called.
const ACCEPTED_EXPORT: &str = "word of yours that it is whole";

#[derive(Clone, Copy)]
enum TurnDirection {
    Back,
    Again,
}

impl Store {
    /// Takes back the last operation that holds. Returns it, or nothing if there is none.
    ///
    /// # Errors
    /// What `SQLite` meets, or [`StoreError::Stopped`]; then nothing is taken back.
    pub fn undo(&mut self, at: Timestamp, progress: &mut dyn ProgressSink) -> StoreResult<Option<(Operation, ChangedRows)>> {
        self.watched(progress, |store, progress| store.turn(at, TurnDirection::Back, progress))
    }

    /// Does again what was taken back last. Returns it, or nothing if there is none.
    ///
    /// # Errors
    /// What `SQLite` meets, or [`StoreError::Stopped`]; then nothing is done.
    pub fn redo(&mut self, at: Timestamp, progress: &mut dyn ProgressSink) -> StoreResult<Option<(Operation, ChangedRows)>> {
        self.watched(progress, |store, progress| store.turn(at, TurnDirection::Again, progress))
    }

    /// Runs work that can be stopped at any moment: `SQLite` asks between its own steps, so one long statement is no wall.
    fn watched<T>(&mut self, progress: &mut dyn ProgressSink, work: impl FnOnce(&mut Self, &mut dyn ProgressSink) -> StoreResult<T>) -> StoreResult<T> {
        const STEPS_BETWEEN_ASKING: i32 = 20_000;
        if let Some(flag) = progress.flag() {
            self.connection.progress_handler(STEPS_BETWEEN_ASKING, Some(move || flag.load(Ordering::Relaxed)))?;
        }
        let done = work(self, progress);
        self.connection.progress_handler(0, None::<fn() -> bool>)?;
        done
    }

    fn turn(&mut self, at: Timestamp, way: TurnDirection, progress: &mut dyn ProgressSink) -> StoreResult<Option<(Operation, ChangedRows)>> {
        self.mark_open()?;
        let transaction = begin(&mut self.connection)?;
        let (pick, kind, state) = match way {
            TurnDirection::Back => ("state = 'done' ORDER BY id DESC", "undo", "undone"),
            TurnDirection::Again => ("state = 'undone' ORDER BY id ASC", "redo", "done"),
        };
        let target: Option<(i64, String, i64)> = transaction
            .query_row(
                &format!("SELECT id, operation, journal_operation_id FROM operation WHERE kind = 'do' AND journal_operation_id IS NOT NULL AND {pick} LIMIT 1"),
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((target_id, json, journal_operation_id)) = target else { return Ok(None) };
        let operation = read_operation(&json)?;
        let operation_id = record(&transaction, at, &json, kind, Some(target_id))?;
        schema::journal_import_rows(&transaction, true)?;
        let doing = match way {
            TurnDirection::Back => "Taking back",
            TurnDirection::Again => "Doing again",
        };
        restore_images(&transaction, journal_operation_id, doing, progress)?;
        schema::journal_import_rows(&transaction, false)?;
        let touched = touched(&transaction, operation_id)?.unwrap_or_default();
        // The images just used are spent: those of this operation lead the other way.
        delete_images(&transaction, journal_operation_id)?;
        transaction.execute("UPDATE operation SET state = ?1, journal_operation_id = ?2 WHERE id = ?3", params![state, operation_id, target_id])?;
        let committed = commit(transaction);
        self.made_sure(committed)?;
        Ok(Some((operation, touched)))
    }

    /// The operation whose images lead back before an import, if it holds and can still be turned around: the one that made
    /// it, or that did it again.
    pub fn operation_of_import(&self, import: ImportId) -> StoreResult<Option<i64>> {
        let found = self
            .connection
            .query_row(
                "SELECT i.id FROM operation o JOIN operation i ON i.id = o.journal_operation_id JOIN journal j ON j.id BETWEEN i.first_image AND i.last_image
                 WHERE o.kind = 'do' AND o.state = 'done' AND j.table_name = 'import' AND j.row_id = ?1 AND j.before IS NULL
                 ORDER BY o.id DESC LIMIT 1",
                [import.0],
                |row| row.get(0),
            )
            .optional()?;
        let still_there: bool = self.connection.query_row("SELECT EXISTS (SELECT 1 FROM import WHERE id = ?1)", [import.0], |row| row.get(0))?;
        Ok(found.filter(|_| still_there))
    }

    /// What was done after an import and would be lost or wrong if it were taken back: how many, and of what. Counted are
    /// rows that both touched, and rows about people whom the import brought.
    pub fn dependents_of(&self, operation_id: i64, import: ImportId) -> StoreResult<Vec<(usize, &'static str)>> {
        let mut found = Vec::new();
        // What was taken back whole, and its taking back, cancel each other out: nothing of either rests on anything.
        let later_imports: i64 = self.connection.query_row("SELECT count(*) FROM import WHERE id > ?1", [import.0], |row| row.get(0))?;
        if later_imports > 0 {
            found.push((usize::try_from(later_imports).unwrap_or(0), if later_imports == 1 { "later import" } else { "later imports" }));
        }
        let mut statement = self.connection.prepare(
            "WITH span AS (SELECT first_image AS a, last_image AS z FROM operation WHERE id = ?1),
                  mine AS (SELECT table_name, row_id FROM image, span WHERE id BETWEEN a AND z),
                  taken_back AS (SELECT id, target_id FROM operation WHERE kind = 'do' AND state = 'done' AND target_id IS NOT NULL),
                  cancelled AS (SELECT id FROM taken_back UNION SELECT target_id FROM taken_back
                                UNION SELECT o.id FROM operation o JOIN taken_back t ON o.journal_operation_id = t.target_id)
             SELECT j.table_name, count(DISTINCT j.row_id) FROM image j JOIN operation o ON o.id = j.operation_id
             WHERE o.id > ?1 AND o.kind <> 'undo' AND o.state = 'done' AND o.id NOT IN (SELECT id FROM cancelled) AND (j.table_name <> 'import' OR j.row_id = ?2)
               AND (j.person_id IN (SELECT id FROM person WHERE import_id = ?2) OR (j.table_name, j.row_id) IN (SELECT table_name, row_id FROM mine))
             GROUP BY j.table_name ORDER BY j.table_name <> 'import', j.table_name <> 'person'",
        )?;
        let mut rows = statement.query([operation_id, import.0])?;
        while let Some(row) = rows.next()? {
            let (table, count): (String, i64) = (row.get(0)?, row.get(1)?);
            let (one, many) = match table.as_str() {
                "decision" => ("decision", "decisions"),
                "note" => ("note", "notes"),
                "reasons" => ("person with reasons", "people with reasons"),
                "protection" => ("lock", "locks"),
                "rediscovered" => ("person whom you found again", "people whom you found again"),
                "dismissed" => ("dismissed suggestion", "dismissed suggestions"),
                "batch_person" => ("person in a finalized batch", "people in finalized batches"),
                // Each person of a batch has one, and was counted.
                "task" | "batch" => continue,
                "import" => (ACCEPTED_EXPORT, ACCEPTED_EXPORT),
                "invite_again" => ("person to invite again", "people to invite again"),
                "person" if found.iter().any(|(_, what)| *what == ACCEPTED_EXPORT) => continue,
                "person" => ("person who was joined or changed", "people who were joined or changed"),
                // They come with that word, with joining, or with a finalized batch.
                "missing" | "verdict" | "person_change" if !found.is_empty() => continue,
                _ => ("other fact", "other facts"),
            };
            found.push((usize::try_from(count).unwrap_or(0), if count == 1 { one } else { many }));
        }
        Ok(found)
    }

    /// Turns an operation around by a new one, whatever was done since. Whoever calls this has made sure that nothing
    /// rests on it.
    ///
    /// # Errors
    /// What `SQLite` meets, or [`StoreError::Stopped`]; then nothing is taken back.
    pub fn take_back(&mut self, at: Timestamp, operation: &Operation, operation_id: i64, progress: &mut dyn ProgressSink) -> StoreResult<ChangedRows> {
        self.watched(progress, |store, progress| store.take_back_watched(at, operation, operation_id, progress))
    }

    fn take_back_watched(&mut self, at: Timestamp, operation: &Operation, operation_id: i64, progress: &mut dyn ProgressSink) -> StoreResult<ChangedRows> {
        self.mark_open()?;
        let transaction = begin(&mut self.connection)?;
        let new_id = record(&transaction, at, &stored(operation)?, "do", Some(operation_id))?;
        schema::journal_import_rows(&transaction, true)?;
        restore_images(&transaction, operation_id, "Taking back", progress)?;
        schema::journal_import_rows(&transaction, false)?;
        let touched = touched(&transaction, new_id)?.unwrap_or_default();
        drop_redo(&transaction, new_id)?;
        let committed = commit(transaction);
        self.made_sure(committed)?;
        Ok(touched)
    }

    /// What Undo and Redo would do now.
    pub fn undo_state(&self) -> StoreResult<UndoState> {
        let operation = |pick: &str| -> StoreResult<Option<Operation>> {
            let sql = format!("SELECT operation FROM operation WHERE kind = 'do' AND journal_operation_id IS NOT NULL AND {pick} LIMIT 1");
            let json: Option<String> = self.connection.query_row(&sql, [], |row| row.get(0)).optional()?;
            json.as_deref().map(read_operation).transpose()
        };
        let last_operation = self.connection.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))?;
        Ok(UndoState { last_operation, undo: operation("state = 'done' ORDER BY id DESC")?, redo: operation("state = 'undone' ORDER BY id ASC")? })
    }

    /// Everything that was done and holds or can be done again, newest first.
    pub fn history(&self) -> StoreResult<Vec<HistoryEntry>> {
        let mut statement = self.connection.prepare(
            "SELECT id, at, operation, state, journal_operation_id IS NOT NULL FROM operation WHERE kind = 'do' AND state <> 'dropped' ORDER BY id DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            let (at, json, state): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            steps.push(HistoryEntry {
                id: row.get(0)?,
                at: super::people::timestamp(&at)?,
                operation: read_operation(&json)?,
                is_undone: state == "undone",
                can_turn: row.get(4)?,
            });
        }
        Ok(steps)
    }

    /// Lets go of the oldest operations beyond the bounds.
    pub(super) fn prune_history(&mut self) -> StoreResult<()> {
        self.prune_to(MOST_OPERATIONS, MOST_IMAGES)
    }

    fn prune_to(&mut self, most_operations: i64, most_images: i64) -> StoreResult<()> {
        let images: i64 = self.connection.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
        let oldest_kept: i64 = self.connection.query_row(
            "SELECT coalesce((SELECT id FROM operation WHERE kind = 'do' AND state <> 'dropped' ORDER BY id DESC LIMIT 1 OFFSET ?1), 0)",
            [most_operations - 1],
            |row| row.get(0),
        )?;
        let cut = if images > most_images {
            // The id below which the images stand that are over the bound.
            self.connection.query_row(
                "SELECT coalesce((SELECT operation_id FROM journal ORDER BY id DESC LIMIT 1 OFFSET ?1), 0)",
                [most_images - 1],
                |row| row.get::<_, i64>(0),
            )?
        } else {
            0
        };
        let oldest_kept = oldest_kept.max(cut);
        if oldest_kept == 0 {
            return Ok(());
        }
        let transaction = begin(&mut self.connection)?;
        // An old operation can be kept alive by a young journal, so its own number alone does not decide.
        transaction.execute("DELETE FROM operation WHERE id < ?1 AND kind = 'do' AND coalesce(journal_operation_id, 0) < ?1", [oldest_kept])?;
        transaction.execute("DELETE FROM operation WHERE id < ?1 AND kind <> 'do' AND id NOT IN (SELECT journal_operation_id FROM operation WHERE kind = 'do' AND journal_operation_id IS NOT NULL)", [oldest_kept])?;
        transaction.execute("DELETE FROM journal WHERE operation_id NOT IN (SELECT id FROM operation)", [])?;
        commit(transaction)
    }
}

fn read_operation(json: &str) -> StoreResult<Operation> {
    serde_json::from_str(json).map_err(|error| StoreError::Unexpected { what: format!("a step of the history ({error})") })
}

/// Puts every row that an operation touched back to its first before-image. The triggers write down what that
/// changes, which is what turns it around again.
fn restore_images(transaction: &Transaction<'_>, operation_id: i64, doing: &str, progress: &mut dyn ProgressSink) -> StoreResult<()> {
    // One table may take as long as all others together, so no share of the whole is told.
    let mut step = || {
        progress.report(doing, 0, None);
        if progress.is_cancelled() { Err(StoreError::Stopped) } else { Ok(()) }
    };
    // min(id) makes SQLite take 'before' from the first image of each row.
    let first_images = format!("SELECT row_id, before, min(id) FROM image j WHERE {} AND table_name = ?2 GROUP BY row_id", schema::IMAGES_OF);
    let mut one_by_one = Vec::new();
    for (table, key, person) in JOURNALED {
        if is_alike(transaction, operation_id, table)? {
            step()?;
            restore_alike(transaction, operation_id, (table, key))?;
        } else {
            one_by_one.push((table, key, person));
        }
    }
    // What came with an import that is taken back goes first; see the triggers. What the import changed goes, too, and
    // comes back from its before-image.
    for table in IMPORT_OWNED_TABLES {
        step()?;
        transaction.execute(
            &format!("DELETE FROM {table} WHERE import_id IN (SELECT row_id FROM ({first_images}) WHERE before IS NULL)"),
            params![operation_id, "import"],
        )?;
    }
    for (table, key, _) in one_by_one.iter().rev() {
        step()?;
        transaction
            .execute(&format!("DELETE FROM {table} WHERE {key} IN (SELECT row_id FROM ({first_images}) WHERE before IS NULL)"), params![operation_id, table])?;
    }
    // A link may have gone from one person to another, who were joined: whoever holds it now lets go of it, so that it can
    // return. Their own row comes back below. No other column has to be unique on its own.
    transaction.execute(
        &format!(
            "WITH back AS ({first_images})
             UPDATE person SET slug = NULL WHERE id IN (
                 SELECT person.id FROM back JOIN person ON person.slug = json_extract(back.before, '$.slug')
                 WHERE person.id <> back.row_id AND person.id IN (SELECT row_id FROM back))"
        ),
        params![operation_id, "person"],
    )?;
    for (table, key, _) in &one_by_one {
        step()?;
        let columns = tables::columns(transaction, table)?;
        let values: Vec<String> = columns.iter().map(|column| format!("json_extract(before, '$.{column}')")).collect();
        let updates: Vec<String> = columns.iter().filter(|column| column != key).map(|column| format!("{column} = excluded.{column}")).collect();
        transaction.execute(
            &format!(
                "INSERT INTO {table} ({}) SELECT {} FROM ({first_images}) WHERE before IS NOT NULL ON CONFLICT ({key}) DO UPDATE SET {}",
                columns.join(", "),
                values.join(", "),
                updates.join(", ")
            ),
            params![operation_id, table],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
