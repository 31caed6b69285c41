//! Numbered migrations, and the triggers that write the journal.

use std::path::Path;

use rusqlite::Connection;

use super::{StoreError, StoreResult, open};

/// Each brings the schema one version further; the first makes it.
const MIGRATIONS: [&str; 3] =
    [include_str!("migrations/0001_start.sql"), include_str!("migrations/0002_evidence.sql"), include_str!("migrations/0003_ledger.sql")];

/// The version that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "migrations are few")]
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// The tables that undo covers: name, key column, and the column that names the person, if any.
pub(super) const JOURNALED: [(&str, &str, Option<&str>); 25] = [
    ("import", "id", None),
    ("person", "id", Some("id")),
    ("batch", "id", None),
    ("decision", "person_id", Some("person_id")),
    ("protection", "person_id", Some("person_id")),
    ("reasons", "person_id", Some("person_id")),
    ("note", "person_id", Some("person_id")),
    ("past_job", "id", Some("person_id")),
    ("batch_person", "id", Some("person_id")),
    ("coverage", "id", None),
    ("owner_job", "id", None),
    ("message_log", "person_id", Some("person_id")),
    ("message_text", "id", Some("person_id")),
    ("invitation", "id", Some("person_id")),
    ("endorsement", "id", Some("person_id")),
    ("recommendation", "id", Some("person_id")),
    ("owner_note", "person_id", Some("person_id")),
    ("ambiguous", "id", Some("person_id")),
    ("task", "id", Some("person_id")),
    ("verdict", "id", Some("person_id")),
    ("person_change", "id", Some("person_id")),
    ("missing", "id", Some("person_id")),
    ("ghost", "id", None),
    ("invite_again", "person_id", Some("person_id")),
    ("tidied", "id", Some("person_id")),
];

/// Tables whose rows come with an import, which `import_id` names, and go when that is taken back. The import's own row
/// says enough, so that a first import of thousands need not note each of them: they have no trigger for new rows.
pub(super) const BROUGHT_BY_IMPORT: [&str; 12] = [
    "missing",
    "ghost",
    "coverage",
    "owner_job",
    "message_log",
    "message_text",
    "invitation",
    "endorsement",
    "recommendation",
    "owner_note",
    "ambiguous",
    "person",
];

/// Brings the schema up to date in one transaction. A workspace with content is copied beside itself first, and its
/// history starts afresh, because before-images fit only the schema they were taken under. Answers whether there was
/// anything to do.
pub(super) fn migrate(connection: &mut Connection, path: &Path, found: i64) -> StoreResult<bool> {
    if found == VERSION {
        return Ok(false);
    }
    if found > 0 {
        let mut backup = path.as_os_str().to_owned();
        backup.push(format!(".before-version-{VERSION}"));
        let backup = Path::new(&backup);
        if !backup.exists() {
            connection.execute("VACUUM INTO ?1", [backup.to_string_lossy()])?;
        }
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration)?;
    }
    transaction.execute_batch(&format!(
        "DELETE FROM journal; DELETE FROM operation; PRAGMA user_version = {VERSION}; PRAGMA application_id = {};",
        open::APPLICATION_ID
    ))?;
    transaction.commit()?;
    Ok(true)
}

/// The columns of a table, in order.
pub(super) fn columns(connection: &Connection, table: &str) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names: Vec<String> = statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if names.is_empty() { Err(StoreError::Unexpected { what: format!("no table {table}") }) } else { Ok(names) }
}

/// While something is taken back or done again, rows that come with an import are noted, too: an import may have taken
/// some away, and their coming back must be undone as well.
pub(super) fn note_brought_rows(connection: &Connection, are_noted: bool) -> StoreResult<()> {
    for (table, key, person) in JOURNALED.into_iter().filter(|(table, _, _)| BROUGHT_BY_IMPORT.contains(table)) {
        connection.execute_batch(&if are_noted {
            let person = person.map_or_else(|| "NULL".to_owned(), |column| format!("NEW.{column}"));
            format!(
                "CREATE TEMP TRIGGER journal_{table}_brought AFTER INSERT ON main.{table} BEGIN
                     INSERT INTO journal (operation_id, table_name, row_id, person_id, before)
                     VALUES ((SELECT max(id) FROM operation), '{table}', NEW.{key}, {person}, NULL);
                 END"
            )
        } else {
            format!("DROP TRIGGER temp.journal_{table}_brought")
        })?;
    }
    Ok(())
}

/// Writes the triggers from the tables as they are, so that no column can be forgotten. They live in this connection
/// alone.
pub(super) fn create_triggers(connection: &Connection) -> StoreResult<()> {
    for (table, key, person) in JOURNALED {
        let pairs: Vec<String> = columns(connection, table)?.iter().map(|column| format!("'{column}', OLD.{column}")).collect();
        let image = format!("json_object({})", pairs.join(", "));
        for (event, row, before) in [("INSERT", "NEW", "NULL"), ("UPDATE", "OLD", image.as_str()), ("DELETE", "OLD", image.as_str())] {
            if event == "INSERT" && BROUGHT_BY_IMPORT.contains(&table) {
                continue;
            }
            let person = person.map_or_else(|| "NULL".to_owned(), |column| format!("{row}.{column}"));
            connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER journal_{table}_{event} AFTER {event} ON main.{table} BEGIN
                     INSERT INTO journal (operation_id, table_name, row_id, person_id, before)
                     VALUES ((SELECT max(id) FROM operation), '{table}', {row}.{key}, {person}, {before});
                 END"
            ))?;
        }
        // A row that goes over to another person, as joining has it, is gone under the old key and new under its new one.
        if key == "person_id" {
            connection.execute_batch(&format!(
                "CREATE TEMP TRIGGER journal_{table}_key AFTER UPDATE OF {key} ON main.{table} WHEN OLD.{key} <> NEW.{key} BEGIN
                     INSERT INTO journal (operation_id, table_name, row_id, person_id, before)
                     VALUES ((SELECT max(id) FROM operation), '{table}', NEW.{key}, NEW.{key}, NULL);
                 END"
            ))?;
        }
    }
    Ok(())
}
