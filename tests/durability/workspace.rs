//! Workspaces to be harmed, and what is in them as text.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, types::ValueRef};

/// The mark of a workspace that is open is no part of what it holds, nor are check values, which are checked as such.
const PASSED_OVER: [&str; 2] = ["digest", "setting"];

/// Everything in a workspace as text, the history and the ledger included.
pub(crate) fn dump(connection: &Connection) -> rusqlite::Result<String> {
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut out = String::new();
    for table in tables.iter().filter(|table| !PASSED_OVER.contains(&table.as_str())) {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} NOT INDEXED"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let _ = write!(out, "{table}:");
            for column in 0..columns {
                match row.get_ref(column)? {
                    ValueRef::Text(text) => write!(out, " {:?}", String::from_utf8_lossy(text)),
                    other => write!(out, " {other:?}"),
                }
                .unwrap();
            }
            out.push('\n');
        }
    }
    Ok(out)
}

/// The same of a file that nobody has open.
pub(crate) fn dump_of(path: &Path) -> rusqlite::Result<String> {
    dump(&Connection::open(path)?)
}

/// What is wrong with it as SQLite sees it; nothing means sound.
pub(crate) fn wrong(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let mut wrong: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    wrong.retain(|line| line != "ok");
    let orphans: i64 = connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if orphans > 0 {
        wrong.push(format!("{orphans} rows refer to nothing"));
    }
    Ok(wrong)
}

/// The number of the last operation.
pub(crate) fn last_operation(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("SELECT coalesce(max(id), 0) FROM operation", [], |row| row.get(0))
}

/// The files of a folder with what they hold.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

/// Lays files of one folder into another.
pub(crate) fn lay(files: &BTreeMap<PathBuf, Vec<u8>>, folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::remove_file(path).unwrap();
        }
    }
    for (path, bytes) in files {
        fs::write(folder.join(path.file_name().unwrap()), bytes).unwrap();
    }
}

/// How long a test waits for whoever was killed to let go of the lock.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
