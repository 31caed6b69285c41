//! A copy of a workspace: whole and verified, or not at all, for its owner alone to read.

use std::{
    fs::{self, File, OpenOptions},
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, backup::Backup as PageCopy};

use super::{
    StoreError, StoreResult, digest,
    disk_file::{beside, file_error, make_durable},
    session, tables,
};

/// Whole and verified, or not at all: written under another name first.
pub(super) fn write_copy(connection: &Connection, to: &Path) -> StoreResult<()> {
    let half = free_name(beside(to, ".part"));
    let written = write_half(connection, &half).and_then(|()| {
        make_durable(&half)?;
        fs::rename(&half, to).map_err(file_error(to))?;
        make_durable(to)
    });
    if written.is_err() {
        for ending in ["", "-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(beside(&half, ending));
        }
    }
    written
}

fn write_half(connection: &Connection, half: &Path) -> StoreResult<()> {
    // SQLite would make the file for everybody to read.
    private_file(half)?;
    let mut copy = Connection::open_with_flags(half, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    PageCopy::new(connection, &mut copy)?.run_to_completion(i32::MAX, Duration::ZERO, None)?;
    // The copy stands alone: it is not open, whatever the workspace is.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    digest::delete_row(&copy, "setting", "key", session::KEY)?;
    drop(copy);
    let damaged = verify(half)?;
    if damaged.is_empty() { Ok(()) } else { Err(StoreError::Altered { what: damaged.join(", ") }) }
}

/// A new file for its owner alone to read.
pub(super) fn private_file(path: &Path) -> StoreResult<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(file_error(path))
}

/// Copies a file for its owner alone to read.
pub(super) fn copy_private(from: &Path, to: &Path) -> StoreResult<()> {
    let _ = fs::remove_file(to);
    let mut target = private_file(to)?;
    let mut source = File::open(from).map_err(file_error(from))?;
    std::io::copy(&mut source, &mut target).map_err(file_error(to))?;
    Ok(())
}

/// A name that is free: a number goes before the ending where it is not.
pub(super) fn free_name(path: PathBuf) -> PathBuf {
    let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
    let numbered = |number: u32| path.with_extension(format!("{number}.{ending}"));
    if fs::symlink_metadata(&path).is_err() {
        return path;
    }
    (2..1000).map(numbered).find(|other| fs::symlink_metadata(other).is_err()).unwrap_or(path)
}

/// What is wrong with a workspace's file that nobody has open: how it is built, and whether it is what was written. A line each.
pub(super) fn verify(path: &Path) -> StoreResult<Vec<String>> {
    let connection = open_immutable(path)?;
    let mut wrong = Vec::new();
    let mut statement = connection.prepare("PRAGMA quick_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            wrong.push(line);
        }
    }
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version >= tables::FIRST_WITH_DIGESTS {
        let altered = digest::altered(&connection)?;
        if !altered.is_empty() {
            wrong.push(digest::in_words(&altered));
        }
    }
    Ok(wrong)
}

/// A connection that neither writes nor locks, and passes over a log.
pub(super) fn open_immutable(path: &Path) -> StoreResult<Connection> {
    // An address knows no folder that one stands in.
    let absolute = std::path::absolute(path).map_err(file_error(path))?;
    let mut address = url::Url::from_file_path(&absolute).map_err(|()| StoreError::NotReadable { path: path.to_owned() })?;
    address.set_query(Some("immutable=1"));
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(address.as_str(), flags)?)
}
