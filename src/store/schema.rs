//! Numbered migrations, and the triggers that write the journal.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rusqlite::Connection;

use super::{StoreError, StoreResult};
use crate::model::touched::DataTouched;

/// Brings the schema one version further.
struct Migration {
    sql: &'static str,
    /// Whether it changes tables that undo covers: before-images fit only the schema they were taken under.
    ends_undo: bool,
}

/// All migrations in order; the first makes the schema.
const MIGRATIONS: [Migration; 9] = [
    Migration { sql: include_str!("migrations/0001_start.sql"), ends_undo: true },
    Migration { sql: include_str!("migrations/0002_evidence.sql"), ends_undo: true },
    Migration { sql: include_str!("migrations/0003_ledger.sql"), ends_undo: true },
    Migration { sql: include_str!("migrations/0004_operations.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0005_alike.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0006_rediscovered.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0007_owner_activity.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0008_dismissed.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0009_outreach.sql"), ends_undo: false },
];

/// Marks a file as a workspace of Partwell ("Part" in ASCII).
pub(super) const APPLICATION_ID: i64 = 0x5061_7274;

/// The version that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "migrations are few")]
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

/// The tables that undo covers: name, key column, and the column that names the person, if any.
pub(super) const JOURNALED: [(&str, &str, Option<&str>); 36] = [
    ("import", "id", None),
    ("person", "id", Some("id")),
    ("batch", "id", None),
    ("decision", "person_id", Some("person_id")),
    ("protection", "person_id", Some("person_id")),
    ("rediscovered", "person_id", Some("person_id")),
    ("dismissed", "person_id", Some("person_id")),
    ("reasons", "person_id", Some("person_id")),
    ("note", "person_id", Some("person_id")),
    ("past_job", "id", Some("person_id")),
    ("batch_person", "id", Some("person_id")),
    ("coverage", "id", None),
    ("owner_job", "id", None),
    ("owner_activity", "id", None),
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
    ("invitation_row", "id", None),
    ("invitation_file", "id", None),
    ("follow", "id", None),
    ("errand", "id", None),
    ("letter_template", "id", None),
    ("focus", "id", None),
    ("goal", "id", None),
    ("journal_entry", "id", None),
];

/// Tables whose rows come with an import, which `import_id` names, and go when that is taken back. The import's own row
/// says enough, so that a first import of thousands need not note each of them: they have no trigger for new rows.
pub(super) const IMPORT_OWNED_TABLES: [&str; 16] = [
    "missing",
    "ghost",
    "coverage",
    "owner_job",
    "owner_activity",
    "message_log",
    "message_text",
    "invitation",
    "endorsement",
    "recommendation",
    "owner_note",
    "ambiguous",
    "invitation_row",
    "invitation_file",
    "follow",
    "person",
];

/// Notes which kind of data a table holds.
pub(super) fn note_touched(table: &str, touched: &mut DataTouched) {
    let kind = match table {
        "decision" => &mut touched.decisions,
        "note" | "reasons" | "protection" | "rediscovered" | "dismissed" => &mut touched.notes,
        "batch" | "batch_person" => &mut touched.batches,
        "task" => &mut touched.tasks,
        "invite_again" | "tidied" => &mut touched.invitations,
        "errand" | "letter_template" => &mut touched.errands,
        "focus" | "goal" | "journal_entry" => &mut touched.plan,
        // People, and all that comes with an import.
        _ => &mut touched.imports,
    };
    *kind = true;
}

/// Brings the schema up to date in one transaction. A workspace with content is copied beside itself first. Its history stays
/// readable; where before-images do not fit the schema any more, what was done before can no longer be taken back.
pub(super) fn migrate(connection: &mut Connection, path: &Path, found: i64) -> StoreResult<Migrated> {
    if found == VERSION {
        return Ok(Migrated::default());
    }
    let mut migrated = Migrated::default();
    if found > 0 {
        let mut backup = path.as_os_str().to_owned();
        backup.push(format!(".before-version-{VERSION}"));
        let backup = PathBuf::from(backup);
        if !backup.exists() {
            back_up(connection, &backup)?;
            migrated.backup = Some(backup);
        }
    }
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        transaction.execute_batch(migration.sql)?;
        migrated.ends_undo |= found > 0 && migration.ends_undo;
    }
    if migrated.ends_undo {
        transaction.execute_batch(
            "DELETE FROM journal;
             UPDATE operation SET state = 'dropped' WHERE state = 'undone';
             UPDATE operation SET journal_operation_id = NULL, first_image = NULL, last_image = NULL;",
        )?;
    }
    transaction.execute_batch(&format!("PRAGMA user_version = {VERSION}; PRAGMA application_id = {APPLICATION_ID};"))?;
    transaction.commit()?;
    Ok(migrated)
}

/// What bringing a workspace up to date left behind.
#[derive(Debug, Default)]
pub(super) struct Migrated {
    /// The workspace as it was.
    pub backup: Option<PathBuf>,
    /// Whether what was done before can no longer be taken back.
    pub ends_undo: bool,
}

/// A copy of the workspace, readable by its owner alone, whole or not at all.
fn back_up(connection: &Connection, backup: &Path) -> StoreResult<()> {
    // SQLite would make the file for everybody to read; into one that is empty it writes.
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(backup).map_err(|source| StoreError::File { path: backup.to_owned(), source })?;
    let copied = connection.execute("VACUUM INTO ?1", [backup.to_string_lossy()]);
    if copied.is_err() {
        // Half a copy must not pass for a whole one.
        let _ = fs::remove_file(backup);
    }
    copied?;
    Ok(())
}

/// Whether these are the tables of a workspace of this version: all of the first version's, and none that no version has. A new
/// file has none.
pub(super) fn are_ours(tables: &[String], version: i64) -> bool {
    if version == 0 {
        return tables.is_empty();
    }
    let has = |name: &&str| tables.iter().any(|table| table == name);
    let is_known = |table: &String| OTHERS.contains(&table.as_str()) || JOURNALED.iter().any(|(name, _, _)| name == table);
    FIRST.iter().all(has) && tables.iter().all(is_known)
}

/// Tables that the first version made.
const FIRST: [&str; 12] =
    ["person", "decision", "protection", "reasons", "note", "past_job", "import", "batch", "batch_person", "setting", "operation", "journal"];

/// Tables that undo does not cover.
const OTHERS: [&str; 6] = ["setting", "operation", "journal", "ledger_entry", "ledger_line", "errand_line"];

/// How the schema differs from what this version makes: a line for each table, index and trigger that is missing, and for each
/// that nobody here made.
pub(super) fn differences(connection: &Connection) -> StoreResult<Vec<String>> {
    let fresh = Connection::open_in_memory()?;
    for migration in MIGRATIONS {
        fresh.execute_batch(migration.sql)?;
    }
    let objects = |connection: &Connection| -> StoreResult<Vec<(String, String, String)>> {
        let mut statement = connection.prepare("SELECT type, name, tbl_name FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let (expected, found) = (objects(&fresh)?, objects(connection)?);
    let missing = expected.iter().filter(|object| !found.contains(object)).map(|(kind, name, _)| format!("the {kind} {name} is missing"));
    let strange = found.iter().filter(|object| !expected.contains(object)).map(|(kind, name, _)| format!("the {kind} {name} is none of Partwell's"));
    Ok(missing.chain(strange).collect())
}

/// The columns of a table, in order.
pub(super) fn columns(connection: &Connection, table: &str) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names: Vec<String> = statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if names.is_empty() { Err(StoreError::Unexpected { what: format!("no table {table}") }) } else { Ok(names) }
}

/// While something is taken back or done again, rows that come with an import are noted, too: an import may have taken
/// some away, and their coming back must be undone as well.
pub(super) fn journal_import_rows(connection: &Connection, are_noted: bool) -> StoreResult<()> {
    for (table, key, person) in JOURNALED.into_iter().filter(|(table, _, _)| IMPORT_OWNED_TABLES.contains(table)) {
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

/// Where the images of the operation `?1` stand in the journal `j`.
pub(super) const IMAGES_OF: &str = "j.id BETWEEN (SELECT first_image FROM operation WHERE id = ?1) AND (SELECT last_image FROM operation WHERE id = ?1)";

/// Makes what this connection alone has: the triggers that write the journal, and a view of it in which each image is of one row.
pub(super) fn create_triggers(connection: &Connection) -> StoreResult<()> {
    connection.execute_batch(
        "CREATE TEMP VIEW image AS
             SELECT id, operation_id, table_name, row_id, person_id, before FROM main.journal WHERE row_ids IS NULL
             UNION ALL
             SELECT j.id, j.operation_id, j.table_name, k.value, k.value, j.before FROM main.journal j, json_each(j.row_ids) k WHERE j.row_ids IS NOT NULL",
    )?;
    JOURNALED.into_iter().try_for_each(|(table, _, _)| note_rows(connection, table, true))
}

/// Has each row noted that changes in a table, or no longer. The triggers are written from the tables as they are, so that no
/// column can be forgotten.
pub(super) fn note_rows(connection: &Connection, table: &str, are_noted: bool) -> StoreResult<()> {
    if !are_noted {
        let mut statement = connection.prepare("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1")?;
        let names: Vec<String> = statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
        return names.iter().try_for_each(|name| Ok(connection.execute_batch(&format!("DROP TRIGGER temp.{name}"))?));
    }
    let Some((table, key, person)) = JOURNALED.into_iter().find(|(covered, _, _)| *covered == table) else { return Ok(()) };
    let pairs: Vec<String> = columns(connection, table)?.iter().map(|column| format!("'{column}', OLD.{column}")).collect();
    let image = format!("json_object({})", pairs.join(", "));
    for (event, row, before) in [("INSERT", "NEW", "NULL"), ("UPDATE", "OLD", image.as_str()), ("DELETE", "OLD", image.as_str())] {
        if event == "INSERT" && IMPORT_OWNED_TABLES.contains(&table) {
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
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns of the tables that undo covers.
    fn covered(connection: &Connection) -> Vec<(&'static str, Vec<String>)> {
        JOURNALED.into_iter().map(|(table, _, _)| (table, columns(connection, table).unwrap_or_default())).collect()
    }

    #[test]
    fn a_migration_that_changes_covered_tables_ends_undo_and_no_other_does() {
        let connection = Connection::open_in_memory().unwrap();
        for (number, migration) in MIGRATIONS.iter().enumerate() {
            let before = covered(&connection);
            connection.execute_batch(migration.sql).unwrap();
            // A table that was not there before has no images that would not fit.
            let is_changed = before.iter().zip(covered(&connection)).any(|(before, after)| !before.1.is_empty() && *before != after);
            assert_eq!(is_changed || number == 0, migration.ends_undo, "migration {}", number + 1);
        }
    }

    /// Without one, taking an import back looks through a whole table for each row that goes.
    #[test]
    fn every_foreign_key_has_an_index() {
        // Imports and batches are few, and go one at a time.
        const FEW: [&str; 2] = ["import", "batch"];
        let connection = Connection::open_in_memory().unwrap();
        for migration in &MIGRATIONS {
            connection.execute_batch(migration.sql).unwrap();
        }
        let list = |sql: &str| -> Vec<(String, String, String)> {
            let mut statement = connection.prepare(sql).unwrap();
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap().map(Result::unwrap).collect()
        };
        let keys = list("SELECT t.name, f.\"from\", f.\"table\" FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'");
        assert!(keys.len() > 20, "{keys:?}");
        // The first column of an index, or the key that is the row's own number.
        let indexed = list(
            "SELECT t.name, c.name, '' FROM sqlite_schema t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c ON c.seqno = 0 WHERE t.type = 'table'
             UNION SELECT t.name, c.name, '' FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.pk = 1",
        );
        for (table, column, to) in keys {
            let is_indexed = indexed.iter().any(|(of, first, _)| *of == table && *first == column);
            assert!(is_indexed || FEW.contains(&to.as_str()), "{table}.{column} leads to {to} and has no index");
        }
    }
}
