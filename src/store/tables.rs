//! The tables of a workspace by name: which undo covers, which come with an import, which stand beside them.

use rusqlite::Connection;

use super::{StoreError, StoreResult};

/// Marks a file as a workspace of Partwell ("Part" in ASCII).
pub(super) const APPLICATION_ID: i64 = 0x5061_7274;

/// From this version on, each table has a check value.
pub(super) const FIRST_WITH_DIGESTS: i64 = 10;

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

/// Whether these are the tables of a workspace of this version: all of the first version's, and none that no version has. A new
/// file has none.
pub(super) fn are_ours(found: &[String], version: i64) -> bool {
    if version == 0 {
        return found.is_empty();
    }
    let has = |name: &&str| found.iter().any(|table| table == name);
    let is_known = |table: &String| table == "digest" || tables().any(|name| name == table);
    FIRST.iter().all(has) && found.iter().all(is_known)
}

/// Tables that the first version made.
const FIRST: [&str; 12] =
    ["person", "decision", "protection", "reasons", "note", "past_job", "import", "batch", "batch_person", "setting", "operation", "journal"];

/// Tables that undo does not cover.
const OTHERS: [&str; 6] = ["setting", "operation", "journal", "ledger_entry", "ledger_line", "errand_line"];

/// Every table but the one of the check values.
pub(super) fn tables() -> impl Iterator<Item = &'static str> {
    JOURNALED.iter().map(|(table, _, _)| *table).chain(OTHERS)
}

/// Those of them that a database has: an earlier version has fewer.
pub(super) fn present(connection: &Connection) -> StoreResult<Vec<&'static str>> {
    let mut statement = connection.prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table'")?;
    let found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(tables().filter(|table| found.iter().any(|name| name == table)).collect())
}

/// The columns of a table, in order.
pub(super) fn columns(connection: &Connection, table: &str) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
    let names: Vec<String> = statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if names.is_empty() { Err(StoreError::Unexpected { what: format!("no table {table}") }) } else { Ok(names) }
}
