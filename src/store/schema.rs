//! Numbered migrations, and the triggers that write the journal.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{
    StoreResult,
    copy::{free_name, write_copy},
    digest,
    disk_file::{beside, make_private_folder, stamp},
    tables::{APPLICATION_ID, IMPORT_OWNED_TABLES, JOURNALED, columns},
};
use crate::model::{
    backup::{BackupReason, file_name},
    touched::DataTouched,
};

/// Brings the schema one version further.
struct Migration {
    sql: &'static str,
    /// Whether it changes tables that undo covers: before-images fit only the schema they were taken under.
    ends_undo: bool,
}

/// All migrations in order; the first makes the schema.
const MIGRATIONS: [Migration; 10] = [
    Migration { sql: include_str!("migrations/0001_start.sql"), ends_undo: true },
    Migration { sql: include_str!("migrations/0002_evidence.sql"), ends_undo: true },
    Migration { sql: include_str!("migrations/0003_ledger.sql"), ends_undo: true },
    Migration { sql: include_str!("migrations/0004_operations.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0005_alike.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0006_rediscovered.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0007_owner_activity.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0008_dismissed.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0009_outreach.sql"), ends_undo: false },
    Migration { sql: include_str!("migrations/0010_digest.sql"), ends_undo: false },
];

/// The version that this program reads and writes.
#[expect(clippy::cast_possible_wrap, reason = "migrations are few")]
pub(super) const VERSION: i64 = MIGRATIONS.len() as i64;

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
        // Of the moment in which it was last written.
        let folder = beside(path, ".backups");
        make_private_folder(&folder)?;
        let backup = free_name(folder.join(file_name(stamp(path).0.unwrap_or_default(), BackupReason::BeforeUpdate)));
        write_copy(connection, &backup)?;
        migrated.backup = Some(backup);
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
    digest::seal(&transaction)?;
    transaction.commit()?;
    Ok(migrated)
}

/// Makes the tables of a version in an empty database.
pub(super) fn create(connection: &Connection, version: i64) -> StoreResult<()> {
    for migration in MIGRATIONS.iter().take(usize::try_from(version).unwrap_or(0)) {
        connection.execute_batch(migration.sql)?;
    }
    Ok(connection.execute_batch(&format!("PRAGMA user_version = {version}; PRAGMA application_id = {APPLICATION_ID};"))?)
}

/// What bringing a workspace up to date left behind.
#[derive(Debug, Default)]
pub(super) struct Migrated {
    /// The workspace as it was.
    pub backup: Option<PathBuf>,
    /// Whether what was done before can no longer be taken back.
    pub ends_undo: bool,
}

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
    JOURNALED.into_iter().try_for_each(|(table, _, _)| note_rows(connection, table, true))?;
    digest::create_triggers(connection)
}

/// Has each row noted that changes in a table, or no longer. The triggers are written from the tables as they are, so that no
/// column can be forgotten.
pub(super) fn note_rows(connection: &Connection, table: &str, are_noted: bool) -> StoreResult<()> {
    if !are_noted {
        let mut statement =
            connection.prepare("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 AND name LIKE 'journal\\_%' ESCAPE '\\'")?;
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
