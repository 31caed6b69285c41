//! Integrity of the workspace: what SQLite can tell, and what only Partwell knows must hold.

use super::{Store, StoreResult};

/// What must hold, as a query that finds the rows for which it does not.
const RULES: [(&str, &str); 7] = [
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
        "SELECT count(*) FROM operation o WHERE o.kind = 'do' AND o.state <> 'dropped' AND NOT EXISTS (SELECT 1 FROM operation i JOIN journal j ON j.id BETWEEN i.first_image AND i.last_image AND j.operation_id = i.id WHERE i.id = o.journal_operation_id)",
    ),
    (
        "before-images of an operation stand outside its range",
        "SELECT count(*) FROM journal j JOIN operation o ON o.id = j.operation_id WHERE j.id NOT BETWEEN coalesce(o.first_image, 0) AND coalesce(o.last_image, -1)",
    ),
    ("a before-image belongs to no operation", "SELECT count(*) FROM journal WHERE operation_id NOT IN (SELECT id FROM operation)"),
];

impl Store {
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
        Ok(wrong)
    }
}
