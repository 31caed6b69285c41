//! Integrity of the workspace: what SQLite can tell, and what only Partwell knows must hold.

use super::{
    Store, StoreError, StoreResult,
    lock_file::{DAMAGED_MARK, mark},
    open::must_be_as_written,
    schema, tables,
};
use crate::model::id::PersonId;

/// What must hold, as a query that finds the rows for which it does not.
const RULES: [(&str, &str); 16] = [
    (
        "a protected person is to be removed",
        "SELECT count(*) FROM decision d JOIN protection p USING (person_id) WHERE d.decision = 'remove' AND d.batch_id IS NULL",
    ),
    ("somebody in a batch is not decided “remove”", "SELECT count(*) FROM decision WHERE batch_id IS NOT NULL AND decision <> 'remove'"),
    (
        "somebody stands in a batch that does not list them",
        "SELECT count(*) FROM decision d WHERE d.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM batch_person b WHERE b.batch_id = d.batch_id AND b.person_id = d.person_id)",
    ),
    ("a batch holds nobody", "SELECT count(*) FROM batch b WHERE NOT EXISTS (SELECT 1 FROM batch_person p WHERE p.batch_id = b.id)"),
    (
        "a step of the history cannot be turned",
        "SELECT count(*) FROM operation o WHERE o.kind = 'do' AND o.state <> 'dropped' AND o.journal_operation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM operation i JOIN journal j ON j.id BETWEEN i.first_image AND i.last_image AND j.operation_id = i.id WHERE i.id = o.journal_operation_id)",
    ),
    // Only what an earlier version noted has no images, and that comes first.
    (
        "a step of the history has lost its images",
        "SELECT count(*) FROM operation o WHERE o.kind = 'do' AND o.state <> 'dropped' AND o.journal_operation_id IS NULL AND EXISTS (SELECT 1 FROM operation e WHERE e.kind = 'do' AND e.state <> 'dropped' AND e.id < o.id AND e.journal_operation_id IS NOT NULL)",
    ),
    (
        "before-images of an operation stand outside its range",
        "SELECT count(*) FROM journal j JOIN operation o ON o.id = j.operation_id WHERE j.id NOT BETWEEN coalesce(o.first_image, 0) AND coalesce(o.last_image, -1)",
    ),
    ("a decision is none that Partwell knows", "SELECT count(*) FROM decision WHERE decision NOT IN ('keep', 'remove', 'later', 'unfollow', 'undecided')"),
    ("a before-image cannot be read", "SELECT count(*) FROM journal WHERE before IS NOT NULL AND (NOT json_valid(before) OR json_type(before) <> 'object')"),
    (
        "the images of a step are not all there",
        "SELECT count(*) FROM operation o JOIN operation i ON i.id = o.journal_operation_id WHERE o.kind = 'do' AND o.state <> 'dropped' AND i.last_image > (SELECT coalesce(max(id), 0) FROM journal)",
    ),
    ("somebody is neither connected nor not", "SELECT count(*) FROM person WHERE is_connected NOT IN (0, 1)"),
    ("a profile link is empty", "SELECT count(*) FROM person WHERE slug = ''"),
    (
        "somebody in a batch has no task",
        "SELECT count(*) FROM batch_person b WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.person_id = b.person_id AND t.batch_id = b.batch_id)",
    ),
    (
        "somebody in a batch is not in the ledger",
        "SELECT count(*) FROM batch_person b WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.person_id = b.person_id AND e.batch_id = b.batch_id)",
    ),
    ("an entry of the ledger has no line", "SELECT count(*) FROM ledger_entry e WHERE NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.entry_id = e.id)"),
    ("a before-image belongs to no operation", "SELECT count(*) FROM journal WHERE operation_id NOT IN (SELECT id FROM operation)"),
];

/// Columns that hold a day or a moment where they hold anything, by table.
const TIMES: [(&str, &str); 13] = [
    ("person", "connected_on"),
    ("decision", "decided_at"),
    ("decision", "later_until"),
    ("protection", "since"),
    ("rediscovered", "since"),
    ("dismissed", "since"),
    ("note", "edited_at"),
    ("import", "at"),
    ("import", "newest_connection"),
    ("ghost", "day"),
    ("invite_again", "due_on"),
    ("invite_again", "sent_on"),
    ("operation", "at"),
];

impl Store {
    /// Adds up all rows and looks how the file is built, in a moment in which nobody waits. Is stopped where `is_wanted` says that somebody
    /// does. What is found damaged is noted in the lock: it is not written to any more, also not by closing it.
    ///
    /// # Errors
    /// [`StoreError::Stopped`], and [`StoreError::Altered`] or [`StoreError::Damaged`] with what was found.
    pub fn look_over(&mut self, is_wanted: impl Fn() -> bool + Send + 'static) -> StoreResult<()> {
        if self.session.are_rows_known || self.session.is_damaged {
            return Ok(());
        }
        self.look(is_wanted)
    }

    /// Looks once more, whatever was found before: a copy of it is not what was written.
    ///
    /// # Errors
    /// As [`Self::look_over`].
    pub fn look_again(&mut self) -> StoreResult<()> {
        self.look(|| false)
    }

    fn look(&mut self, is_wanted: impl Fn() -> bool + Send + 'static) -> StoreResult<()> {
        const STEPS_BETWEEN_ASKING: i32 = 20_000;
        self.connection.progress_handler(STEPS_BETWEEN_ASKING, Some(is_wanted))?;
        let looked = must_be_as_written(&self.connection);
        self.connection.progress_handler(0, None::<fn() -> bool>)?;
        match &looked {
            Ok(()) => self.session.are_rows_known = true,
            Err(StoreError::Altered { .. } | StoreError::Damaged { .. }) => {
                self.session.is_damaged = true;
                self.connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
                if let Some(lock) = &mut self.lock {
                    // Whoever cannot note it finds it again at the next start.
                    let _ = mark(lock, DAMAGED_MARK);
                }
            }
            Err(_) => {}
        }
        looked
    }

    /// Checks everything. Returns what is wrong, a line each; nothing means sound.
    ///
    /// # Errors
    /// When the file is too damaged to be asked.
    pub fn check(&self) -> StoreResult<Vec<String>> {
        let mut wrong = Vec::new();
        let mut statement = self.connection.prepare("PRAGMA integrity_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                wrong.push(line);
            }
        }
        let mut statement = self.connection.prepare("SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            wrong.push(format!("{} rows of {} refer to nothing", row.get::<_, i64>(1)?, row.get::<_, String>(0)?));
        }
        for (rule, query) in RULES {
            let count: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            if count > 0 {
                wrong.push(format!("{rule} ({count} times)"));
            }
        }
        for (table, column) in TIMES {
            let query = format!("SELECT count(*) FROM {table} WHERE {column} IS NOT NULL AND julianday({column}) IS NULL");
            let count: i64 = self.connection.query_row(&query, [], |row| row.get(0))?;
            if count > 0 {
                wrong.push(format!("a day in {table} cannot be read ({count} times)"));
            }
        }
        wrong.extend(self.altered()?);
        self.check_images(&mut wrong)?;
        wrong.extend(schema::differences(&self.connection)?);
        self.read_everything(&mut wrong)?;
        Ok(wrong)
    }

    /// Before-images must be of tables that undo covers, and hold what their rows cannot be without.
    fn check_images(&self, wrong: &mut Vec<String>) -> StoreResult<()> {
        let tables: Vec<String> = tables::JOURNALED.iter().map(|(table, _, _)| format!("'{table}'")).collect();
        let strange: i64 =
            self.connection.query_row(&format!("SELECT count(*) FROM journal WHERE table_name NOT IN ({})", tables.join(", ")), [], |row| row.get(0))?;
        if strange > 0 {
            wrong.push(format!("a before-image is of no table that undo covers ({strange} times)"));
        }
        for (table, _, _) in tables::JOURNALED {
            let mut statement = self.connection.prepare("SELECT name FROM pragma_table_info(?1) WHERE \"notnull\" = 1")?;
            let needed: Vec<String> = statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let lacks: Vec<String> = needed.iter().map(|column| format!("json_type(before, '$.{column}') IS NULL")).collect();
            if lacks.is_empty() {
                continue;
            }
            let query = format!(
                "SELECT count(*) FROM journal WHERE table_name = ?1 AND before IS NOT NULL AND json_valid(before) AND json_type(before) = 'object' AND ({})",
                lacks.join(" OR ")
            );
            let count: i64 = self.connection.query_row(&query, [table], |row| row.get(0))?;
            if count > 0 {
                wrong.push(format!("a before-image of {table} is not whole ({count} times)"));
            }
        }
        Ok(())
    }

    /// Reads every row as the program does: what no verb can read is not sound, however well the file is built.
    fn read_everything(&self, wrong: &mut Vec<String>) -> StoreResult<()> {
        let mut note = |what: &str, read: StoreResult<()>| match read {
            Ok(()) => Ok(()),
            // The disk is to blame, not the workspace.
            Err(error @ (StoreError::Disk { .. } | StoreError::DiskFull | StoreError::Stopped)) => Err(error),
            Err(StoreError::Unexpected { what: found }) => {
                wrong.push(format!("{what}: {found}"));
                Ok(())
            }
            Err(error) => {
                wrong.push(format!("{what}: {error}"));
                Ok(())
            }
        };
        note("people", self.connected_people().map(drop))?;
        note("people of earlier exports", self.known_people().map(drop))?;
        note("evidence", self.all_evidence().map(drop))?;
        note("messages", self.message_logs().map(drop))?;
        note("files of the imports", self.coverage().map(drop))?;
        note("the owner", self.owner().map(drop))?;
        note("what the owner did", self.owner_past().map(drop))?;
        note("the work list", self.work_items().map(drop))?;
        note("batches and their people", self.plans().map(drop))?;
        note("the ledger", self.ledger().map(drop))?;
        note("those to invite again", self.invitations_again().map(drop))?;
        note("what was tidied up", self.tidied().map(drop))?;
        note("the history", self.history().map(drop))?;
        note("the last import", self.last_import().map(drop))?;
        note("those of whom it is unclear", self.unclear_people().map(drop))?;
        note("imports", self.marks().map(drop))?;
        note("batches", self.batch_sizes().and_then(|batches| batches.into_iter().try_for_each(|(id, _, _)| self.batch(id).map(drop))))?;
        let texts = |store: &Self| -> StoreResult<()> {
            let mut statement = store.connection.prepare("SELECT DISTINCT person_id FROM message_text")?;
            let ids: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            ids.into_iter().try_for_each(|id| store.message_texts(PersonId(id)).map(drop))
        };
        note("texts of messages", texts(self))?;
        let days = |store: &Self| -> StoreResult<()> {
            let mut statement = store.connection.prepare("SELECT sent_at FROM invitation WHERE sent_at <> ''")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let text: String = row.get(0)?;
                text.parse::<jiff::civil::DateTime>().map_err(|_| StoreError::Unexpected { what: format!("“{text}”") })?;
            }
            Ok(())
        };
        note("days of invitations", days(self))?;
        let reports = |store: &Self| -> StoreResult<()> {
            for import in store.imports()? {
                let id = import.id;
                store.verdicts(id)?;
                store.changes(id)?;
                store.missing(id)?;
                store.added_by(id)?;
                store.ghost_days(id)?;
            }
            Ok(())
        };
        note("what imports said", reports(self))
    }
}

#[cfg(test)]
mod tests;
