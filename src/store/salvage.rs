//! Salvage: what can still be read of a damaged workspace, carried over into a new one. The damaged file is only read.

use std::{fs, path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode};

use super::{
    Builder, Store, StoreError, StoreResult, build,
    copy::{copy_private, free_name, open_immutable},
    digest,
    disk_file::{beside, has_log},
    rows::cell,
    schema, session, tables,
};
use crate::model::full_export::{Cell, Salvaged};

/// The one table whose key is no number.
const SETTING: &str = "setting";

/// So far apart are the keys at which reading is tried again behind a part that cannot be read, at most.
const WIDEST_GAP: i64 = 1 << 40;

/// What mends rows that no longer fit each other, each with what it is about: what cannot be known for certain is taken back
/// to what takes nothing away.
const MENDING: [(&str, &str); 9] = [
    (
        "decision",
        "UPDATE decision SET batch_id = NULL WHERE batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM batch_person b WHERE b.batch_id = decision.batch_id AND b.person_id = decision.person_id)",
    ),
    (
        "decision",
        "UPDATE decision SET decision = 'keep', later_until = NULL WHERE decision NOT IN ('keep', 'remove', 'later', 'unfollow', 'undecided') OR (decision = 'remove' AND batch_id IS NULL AND person_id IN (SELECT person_id FROM protection))",
    ),
    ("decision", "UPDATE decision SET batch_id = NULL WHERE batch_id IS NOT NULL AND decision <> 'remove'"),
    ("batch", "DELETE FROM batch WHERE NOT EXISTS (SELECT 1 FROM batch_person p WHERE p.batch_id = batch.id)"),
    ("person", "UPDATE person SET slug = NULL WHERE slug = ''"),
    ("person", "UPDATE person SET is_connected = 1 WHERE is_connected NOT IN (0, 1)"),
    (
        "task",
        "INSERT INTO task (person_id, batch_id, state) SELECT person_id, batch_id, 'to_do' FROM batch_person b WHERE NOT EXISTS (SELECT 1 FROM task t WHERE t.person_id = b.person_id AND t.batch_id = b.batch_id)",
    ),
    (
        "ledger_entry",
        "INSERT INTO ledger_entry (batch_id, person_id, at, frozen, answers) SELECT p.batch_id, p.person_id, b.finalized_at, p.frozen, b.answers FROM batch_person p JOIN batch b ON b.id = p.batch_id
         WHERE NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.person_id = p.person_id AND e.batch_id = p.batch_id)",
    ),
    (
        "ledger_line",
        "INSERT INTO ledger_line (entry_id, at, what) SELECT id, at, 'finalized' FROM ledger_entry e WHERE NOT EXISTS (SELECT 1 FROM ledger_line l WHERE l.entry_id = e.id)",
    ),
];

/// Columns that hold a day or a moment, and what stands where it can no longer be read: nothing, or long ago.
const TIMES: [(&str, &str, &str); 12] = [
    ("person", "connected_on", "NULL"),
    ("decision", "decided_at", LONG_AGO),
    ("decision", "later_until", "NULL"),
    ("protection", "since", LONG_AGO),
    ("rediscovered", "since", LONG_AGO),
    ("dismissed", "since", LONG_AGO),
    ("note", "edited_at", LONG_AGO),
    ("import", "at", LONG_AGO),
    ("import", "newest_connection", "NULL"),
    ("invite_again", "due_on", "NULL"),
    ("invite_again", "sent_on", "NULL"),
    ("operation", "at", LONG_AGO),
];

const LONG_AGO: &str = "'1970-01-01T00:00:00Z'";

/// Reads what can be read of a damaged workspace into a new one at `to`. Tells of each kind of data what was kept, what was lost,
/// and whether it is for certain what was written. What was done before can be taken back in the new one only if its history came
/// over whole.
///
/// # Errors
/// What the disk meets, [`StoreError::Occupied`], and where nothing at all can be read.
pub fn salvage(from: &Path, to: &Path, timeout: Duration) -> StoreResult<(Store, Vec<Salvaged>)> {
    let source = free_name(beside(to, ".source"));
    let salvaged = open_what_is_there(from, &source).and_then(|damaged| carry_all_over(&damaged, (from, to), timeout));
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(&source, ending));
    }
    salvaged
}

fn carry_all_over(damaged: &Connection, (from, to): (&Path, &Path), timeout: Duration) -> StoreResult<(Store, Vec<Salvaged>)> {
    // The number may be what is damaged: the tables tell, too.
    let version: i64 = damaged.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap_or(schema::VERSION);
    if version > schema::VERSION {
        return Err(StoreError::NewerSchema { path: from.to_owned(), found: version, known: schema::VERSION });
    }
    let version = if version < 1 { schema::VERSION } else { version };
    let mut salvaged: Vec<Salvaged> = Vec::new();
    let store = build(to, version, timeout, |builder| -> StoreResult<()> {
        let mut tables_kept = Vec::new();
        for table in tables::tables() {
            let columns = builder.columns(table)?;
            if columns.is_empty() {
                continue;
            }
            let kept = carry_over(damaged, builder, table, &columns)?;
            tables_kept.push((table, kept));
        }
        let mut note_lost = |table: &str, lost: u64| {
            if let Some((_, kept)) = tables_kept.iter_mut().find(|(known, _)| *known == table) {
                kept.lost += lost;
                kept.is_as_written = false;
            }
        };
        // What is taken away or back may leave something else without its other half.
        for _ in 0..3 {
            for table in builder.drop_orphans()? {
                note_lost(&table, 1);
            }
            for (table, sql) in MENDING {
                if !builder.columns(table)?.is_empty() && builder.mend(sql)? > 0 {
                    note_lost(table, 0);
                }
            }
            for (table, column, instead) in TIMES {
                let has_column = builder.columns(table)?.iter().any(|name| name == column);
                let sql = format!(
                    "UPDATE {table} SET {column} = {instead} WHERE {column} IS NOT NULL AND (julianday({column}) IS NULL OR {column} NOT GLOB '[1-2][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]*')"
                );
                if has_column && builder.mend(&sql)? > 0 {
                    note_lost(table, 0);
                }
            }
        }
        // Undo puts back what was noted: with a note that is not certain it would put back something else.
        let is_whole = tables_kept.iter().all(|(_, kept)| kept.is_as_written);
        if !is_whole {
            builder.mend("DELETE FROM journal")?;
            builder.mend("UPDATE operation SET state = 'dropped' WHERE state = 'undone'")?;
            builder.mend("UPDATE operation SET journal_operation_id = NULL, first_image = NULL, last_image = NULL")?;
        }
        salvaged = summed_up(tables_kept.into_iter().map(|(table, kept)| (table, digest::in_words(&[table]), kept)));
        Ok(())
    })?;
    Ok((store, salvaged))
}

/// The file as it stands. With a log beside it both are read through copies: nothing is written beside what is damaged.
fn open_what_is_there(from: &Path, source: &Path) -> StoreResult<Connection> {
    if !has_log(from) {
        return open_immutable(from);
    }
    for ending in ["", "-wal"] {
        copy_private(&beside(from, ending), &beside(source, ending))?;
    }
    Ok(Connection::open(source)?)
}

#[derive(Clone, Copy, Debug, Default)]
struct CarriedOver {
    kept: u64,
    lost: u64,
    is_as_written: bool,
}

/// Reads a table from front to back; behind each part that cannot be read it goes on.
fn carry_over(damaged: &Connection, builder: &Builder<'_>, table: &str, columns: &[String]) -> StoreResult<CarriedOver> {
    let mut kept = CarriedOver::default();
    let key = columns.first().map_or("rowid", String::as_str);
    let mark = Cell::Text(session::KEY.to_owned());
    let add = |cells: &[Cell], kept: &mut CarriedOver| -> StoreResult<()> {
        // The new one is not open.
        if table == SETTING && cells.first() == Some(&mark) {
            return Ok(());
        }
        if builder.add(table, columns, cells)? {
            kept.kept += 1;
        } else {
            kept.lost += 1;
        }
        Ok(())
    };
    let has_number_key = table != SETTING;
    if has_number_key {
        // Where reading broke off it is tried again further on, wider and wider; what lies between is read from behind.
        let select = |condition: &str| format!("SELECT {} FROM main.{table} NOT INDEXED WHERE {key} {condition}", columns.join(", "));
        let (mut from, mut gap) = (i64::MIN, 0_i64);
        while gap <= WIDEST_GAP {
            let begin = if from == i64::MIN && gap > 0 { gap } else { from.saturating_add(gap) };
            let mut next = begin;
            let is_over = read_rows(damaged, &select(">= ?1 ORDER BY 1"), &[&begin], columns.len(), &mut |cells| {
                if let Some(Cell::Integer(number)) = cells.first() {
                    next = number.saturating_add(1);
                }
                add(cells, &mut kept)
            })?;
            if (is_over || next > begin) && gap > 0 {
                kept.lost += 1;
                read_rows(damaged, &select(&format!("< ?1 AND {key} >= ?2 ORDER BY 1 DESC")), &[&begin, &from], columns.len(), &mut |cells| {
                    add(cells, &mut kept)
                })?;
            }
            if is_over {
                break;
            }
            (from, gap) = if next > begin { (next, 1) } else { (from, (gap * 2).max(1)) };
        }
    } else {
        let sql = format!("SELECT {} FROM main.{table} NOT INDEXED", columns.join(", "));
        if !read_rows(damaged, &sql, &[], columns.len(), &mut |cells| add(cells, &mut kept))? {
            kept.lost += 1;
        }
    }
    let expected = digest::expected(damaged, table, if table == SETTING { Some(session::KEY) } else { None }).ok().flatten();
    if let Some((rows, hex)) = expected {
        let missing = rows.saturating_sub(kept.kept);
        kept.lost = kept.lost.max(missing);
        kept.is_as_written = kept.lost == 0 && rows == kept.kept && builder.check_value(table)? == hex;
    }
    Ok(kept)
}

/// Reads rows until the end, or until they cannot be read any further. Whether the end was reached.
fn read_rows(
    connection: &Connection,
    sql: &str,
    values: &[&dyn rusqlite::ToSql],
    columns: usize,
    each: &mut dyn FnMut(&[Cell]) -> StoreResult<()>,
) -> StoreResult<bool> {
    let is_damage = |error: &rusqlite::Error| {
        // A table that is not there any more, or has lost its columns, is damage, too.
        !matches!(error.sqlite_error_code(), Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory | ErrorCode::OperationInterrupted))
    };
    let mut statement = match connection.prepare(sql) {
        Ok(statement) => statement,
        Err(error) if is_damage(&error) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let mut rows = statement.query(values)?;
    let mut cells = Vec::with_capacity(columns);
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                cells.clear();
                for column in 0..columns {
                    cells.push(cell(row.get_ref(column)?));
                }
                each(&cells)?;
            }
            Ok(None) => return Ok(true),
            Err(error) if is_damage(&error) => return Ok(false),
            Err(error) => return Err(error.into()),
        }
    }
}

/// By kind of data instead of by table.
fn summed_up(tables: impl Iterator<Item = (&'static str, String, CarriedOver)>) -> Vec<Salvaged> {
    let mut kinds: Vec<Salvaged> = Vec::new();
    for (table, what, kept) in tables {
        match kinds.iter_mut().find(|kind| kind.what == what) {
            Some(kind) => {
                kind.kept += kept.kept;
                kind.lost += kept.lost;
                kind.is_as_written &= kept.is_as_written;
            }
            None => kinds.push(Salvaged { what, kept: kept.kept, lost: kept.lost, is_as_written: kept.is_as_written, is_of_the_window: table == SETTING }),
        }
    }
    kinds
}
