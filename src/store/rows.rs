//! The whole workspace as rows: read out table by table, and built anew from rows.

use std::{fs, path::Path, time::Duration};

use rusqlite::{Connection, Transaction, params_from_iter, types::ValueRef};

use super::{
    Missing, Store, StoreError, StoreResult,
    backups::backup_folder,
    copy::{free_name, private_file},
    digest,
    disk_file::{beside, file_error, has_log, make_durable, make_private_folder},
    lock_file::lock_path,
    schema, tables,
};
use crate::model::full_export::{Cell, Column, TableShape};

/// The row that says that the workspace is open: it is no part of what the workspace holds.
use super::session::KEY as OPEN_MARK;

impl Store {
    /// The version of the tables.
    #[must_use]
    pub fn schema_version() -> i64 {
        schema::VERSION
    }

    /// Every table there is, with how many rows it has.
    pub fn table_shapes(&self) -> StoreResult<Vec<TableShape>> {
        tables::tables().map(|table| shape(&self.connection, table)).collect()
    }

    /// Reads a table whole, in the order of its keys.
    ///
    /// # Errors
    /// What `SQLite` meets, and whatever `each` returns.
    pub fn each_row<E: From<StoreError>>(&self, table: &TableShape, mut each: impl FnMut(&[Cell]) -> Result<(), E>) -> Result<(), E> {
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        let sql = format!("SELECT {} FROM main.{} ORDER BY 1", names.join(", "), table.name);
        let mut statement = self.connection.prepare(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query([]).map_err(StoreError::from)?;
        let mut cells = Vec::with_capacity(names.len());
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            cells.clear();
            for column in 0..names.len() {
                cells.push(cell(row.get_ref(column).map_err(StoreError::from)?));
            }
            if table.name == "setting" && cells.first() == Some(&Cell::Text(OPEN_MARK.to_owned())) {
                continue;
            }
            each(&cells)?;
        }
        Ok(())
    }
}

/// A value as a cell; letters that are none are replaced.
pub(super) fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        // There are none in any table.
        ValueRef::Real(number) => Cell::Text(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
    }
}

/// The columns of a table and how many rows it has, without the mark of an open workspace.
pub(super) fn shape(connection: &Connection, table: &str) -> StoreResult<TableShape> {
    let mut statement = connection.prepare("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = statement.query_map([table], |row| {
        Ok(Column {
            name: row.get(0)?,
            is_integer: row.get::<_, String>(1)? == "INTEGER",
            is_required: row.get::<_, bool>(2)? || row.get::<_, i64>(3)? > 0,
            is_key: row.get::<_, i64>(3)? > 0,
        })
    })?;
    let columns: Vec<Column> = columns.collect::<Result<_, _>>()?;
    let (rows, check_value) = digest::without_row(connection, table, "key", if table == "setting" { Some(OPEN_MARK) } else { None })?;
    Ok(TableShape { name: table.to_owned(), columns, rows, check_value })
}

/// A workspace that is being built from rows.
pub struct Builder<'t> {
    transaction: &'t Transaction<'t>,
}

impl std::fmt::Debug for Builder<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Builder")
    }
}

impl Builder<'_> {
    /// The columns that a table of this name has here; none where there is no such table.
    pub fn columns(&self, table: &str) -> StoreResult<Vec<String>> {
        let is_there = tables::present(self.transaction)?.contains(&table);
        if is_there { tables::columns(self.transaction, table) } else { Ok(Vec::new()) }
    }

    /// The tables that there are in this version.
    pub fn tables(&self) -> StoreResult<Vec<&'static str>> {
        tables::present(self.transaction)
    }

    /// Adds a row. Whether it fits is told: its key may be taken, or a cell may hold what its column cannot.
    pub fn add(&self, table: &str, columns: &[String], cells: &[Cell]) -> StoreResult<bool> {
        let marks: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), marks.join(", "));
        let values = cells.iter().map(|cell| match cell {
            Cell::Null => rusqlite::types::Value::Null,
            Cell::Integer(number) => rusqlite::types::Value::Integer(*number),
            Cell::Text(text) => rusqlite::types::Value::Text(text.clone()),
        });
        match self.transaction.prepare_cached(&sql)?.execute(params_from_iter(values)) {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// The check value of a table as it stands now, as [`TableShape::check_value`] has it.
    pub fn check_value(&self, table: &str) -> StoreResult<String> {
        digest::hex_of(self.transaction, table)
    }

    /// Runs a statement that mends what does not fit. Returns how many rows it changed.
    pub(super) fn mend(&self, sql: &str) -> StoreResult<usize> {
        Ok(self.transaction.execute(sql, [])?)
    }

    /// Takes away every row that refers to nothing. Returns the tables they stood in, one for each row.
    pub(super) fn drop_orphans(&self) -> StoreResult<Vec<String>> {
        let mut dropped = Vec::new();
        loop {
            let mut statement = self.transaction.prepare("SELECT DISTINCT \"table\", rowid FROM pragma_foreign_key_check")?;
            let found: Vec<(String, i64)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            if found.is_empty() {
                return Ok(dropped);
            }
            for (table, row) in found {
                self.transaction.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row])?;
                dropped.push(table);
            }
        }
    }
}

/// Makes a workspace, of this version of the tables, from the rows that `fill` adds, and opens it. Whole or not at all.
///
/// # Errors
/// What the disk meets, and whatever `fill` returns; [`StoreError::Occupied`] where a file of that name is there.
pub fn build<E: From<StoreError>>(path: &Path, version: i64, timeout: Duration, fill: impl FnOnce(&Builder<'_>) -> Result<(), E>) -> Result<Store, E> {
    // A log without its file would be taken for that of the new one.
    if fs::symlink_metadata(path).is_ok() || has_log(path) {
        return Err(StoreError::Occupied { path: path.to_owned() }.into());
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_private_folder(folder)?;
    }
    let half = free_name(beside(path, ".part"));
    let built = build_half(&half, version, fill).and_then(|()| {
        make_durable(&half)?;
        Ok(fs::rename(&half, path).map_err(file_error(path))?)
    });
    if let Err(error) = built {
        let _ = fs::remove_file(&half);
        return Err(error);
    }
    let opened = Store::open(path, timeout, Missing::CreateAnew);
    if opened.is_err() {
        unmake(path);
    }
    Ok(opened?)
}

/// Takes away a workspace that [`build`] made just now. What else stands beside it, backups of an earlier one among it, stays.
pub fn discard(store: Store) {
    let path = store.path().to_owned();
    drop(store);
    unmake(&path);
}

fn unmake(path: &Path) {
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(beside(path, ending));
    }
    // Its lock tells that a workspace is missed here: only where one was, which left backups.
    if !backup_folder(path).exists() {
        let _ = fs::remove_file(lock_path(path));
    }
}

fn build_half<E: From<StoreError>>(half: &Path, version: i64, fill: impl FnOnce(&Builder<'_>) -> Result<(), E>) -> Result<(), E> {
    private_file(half)?;
    let mut connection = Connection::open(half).map_err(StoreError::from)?;
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA foreign_keys = OFF; PRAGMA temp_store = MEMORY;").map_err(StoreError::from)?;
    let transaction = connection.transaction().map_err(StoreError::from)?;
    schema::create(&transaction, version)?;
    // The ledger's triggers note what is done; here it is but carried over.
    let triggers = take_triggers(&transaction)?;
    fill(&Builder { transaction: &transaction })?;
    transaction.execute_batch(&triggers.join(";\n")).map_err(StoreError::from)?;
    if version >= tables::FIRST_WITH_DIGESTS {
        digest::seal(&transaction)?;
    }
    transaction.commit().map_err(StoreError::from)?;
    Ok(())
}

/// Takes the triggers away that belong to the file. Returns how each is made.
fn take_triggers(transaction: &Transaction<'_>) -> StoreResult<Vec<String>> {
    let mut statement = transaction.prepare("SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' ORDER BY rowid")?;
    let triggers: Vec<(String, String)> = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    for (name, _) in &triggers {
        transaction.execute_batch(&format!("DROP TRIGGER main.{name}"))?;
    }
    Ok(triggers.into_iter().map(|(_, sql)| sql).collect())
}
