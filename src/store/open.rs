//! Opening a workspace: the lock, the checks that come before a byte is written, permissions and pragmas.

use std::{
    fs::{self, File, OpenOptions},
    io::Read,
    path::Path,
    time::Duration,
};

use rusqlite::{Connection, ErrorCode, config::DbConfig};

use super::{
    OpeningRemark, Session, Store, StoreError, StoreResult,
    copy::open_immutable,
    digest,
    disk_file::{HEADER_BYTES, beside, file_error, has_log, header_numbers, make_durable, make_private_file, make_private_folder, resolved, stamp},
    file_sum,
    lock_file::{lock, lock_path, mark_known, note_check, was_kept_here},
    schema, tables,
    title_file::own_title_words,
};

/// What is not there yet when a workspace is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// An empty workspace is made there.
    Create,
    /// Is refused: nothing is written anywhere.
    Refuse,
    /// Is made, also where one was kept before.
    CreateAnew,
}

impl Store {
    /// Checks a workspace without writing to it, and notes in its lock whether it may be written to from now on. Returns what
    /// is wrong, a line each (nothing means sound), and what the person should hear in any case.
    ///
    /// # Errors
    /// See [`StoreError`]: when it cannot even be asked.
    pub fn check_file(path: &Path, timeout: Duration) -> StoreResult<(Vec<String>, Vec<OpeningRemark>)> {
        let path = dunce::canonicalize(path).map_err(|source| match source.kind() {
            std::io::ErrorKind::NotFound if was_kept_here(path) => StoreError::Vanished { path: path.to_owned() },
            std::io::ErrorKind::NotFound => StoreError::NoWorkspace { path: path.to_owned() },
            _ => StoreError::File { path: path.to_owned(), source },
        })?;
        let checked = match Self::open_for_reading(&path).and_then(|mut store| Ok((store.checked()?, store.was_written_elsewhere()))) {
            Ok((checked, false)) => Ok(checked),
            // What stands in a log, or is being written, is seen with the lock held.
            Ok((_, true)) | Err(StoreError::NotClosed { .. } | StoreError::Outdated { .. }) => {
                Self::open(&path, timeout, Missing::Refuse).and_then(|mut store| store.checked())
            }
            Err(error) => Err(error),
        };
        match &checked {
            Ok((wrong, _)) => note_check(&path, wrong.is_empty(), timeout),
            Err(StoreError::Damaged { .. } | StoreError::Altered { .. } | StoreError::Unexpected { .. }) => note_check(&path, false, timeout),
            Err(_) => {}
        }
        checked
    }
}

impl Store {
    /// Opens a workspace. Waits at most `timeout` for another Partwell to let go of it.
    ///
    /// # Errors
    /// See [`StoreError`]. A file that is refused is left untouched.
    pub fn open(path: &Path, timeout: Duration, missing: Missing) -> StoreResult<Self> {
        // A link and what it leads to are one workspace, with one lock.
        let path = resolved(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        let exists = path.try_exists().map_err(|source| StoreError::File { path: path.clone(), source })?;
        if !exists && missing != Missing::CreateAnew && was_kept_here(&path) {
            return Err(StoreError::Vanished { path });
        }
        // An empty file that never was one is none, either; only an import makes it one.
        let is_empty = fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() == 0) && !was_kept_here(&path);
        if (!exists || is_empty) && missing == Missing::Refuse {
            return Err(StoreError::NoWorkspace { path });
        }
        if let Some(folder) = path.parent() {
            make_private_folder(folder)?;
        }
        let is_unfinished = is_unfinished(&path);
        if !is_unfinished {
            // A stranger's file is left alone, without so much as a lock beside it.
            look_before_opening(&path, false)?;
            look_inside(&path)?;
        }
        may_be_written(&path)?;
        let (mut lock, was_known) = lock(&path, timeout)?;
        if is_unfinished && !was_known {
            // The power went while it was being made: nothing was ever in it.
            fs::write(&path, []).map_err(file_error(&path))?;
        }
        look_before_opening(&path, was_known && missing != Missing::CreateAnew)?;
        make_private_file(&path)?;
        let had_log = beside(&path, "-wal").exists();
        let connection = Connection::open(&path)?;
        // A refused file must not even be checkpointed when it is closed again.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        let found = schema_version(&connection, &path)?;
        digest::register(&connection)?;
        let is_as_left = !had_log && file_sum::is_as_left(&mut lock, &path, true);
        if !is_as_left && found >= tables::FIRST_WITH_DIGESTS {
            must_be_as_written(&connection)?;
        }
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        set_pragmas(&connection)?;
        let (title_words, remark) = own_title_words(&path);
        let remarks = remark.into_iter().collect();
        let mut store = Self { connection, path, lock: Some(lock), read_as_of: None, remarks, session: Session::default(), title_words };
        let migrated = schema::migrate(&mut store.connection, &store.path, found)?;
        if let Some(lock) = &mut store.lock
            && !was_known
        {
            // What the lock promises must be there whenever the power goes.
            let _: () = store.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
            make_durable(&store.path)?;
            mark_known(lock, &store.path)?;
        }
        store.remarks.extend(migrated.backup.map(|backup| OpeningRemark::BroughtUpToDate { backup, ends_undo: migrated.ends_undo }));
        store.session.are_rows_known = !is_as_left;
        store.session.is_marked = store.is_marked_open()?;
        store.session.may_unmark = had_log;
        if store.session.is_marked && !had_log {
            store.remarks.push(OpeningRemark::MayLackLatest);
        }
        schema::create_triggers(&store.connection)?;
        store.prune_history()?;
        Ok(store)
    }

    fn checked(&mut self) -> StoreResult<(Vec<String>, Vec<OpeningRemark>)> {
        Ok((self.check()?, self.take_remarks()))
    }

    /// Notes something that the person should hear.
    pub fn tell(&mut self, remark: OpeningRemark) {
        self.remarks.push(remark);
    }

    /// What the person should hear about how it was opened, once.
    pub fn take_remarks(&mut self) -> Vec<OpeningRemark> {
        std::mem::take(&mut self.remarks)
    }

    /// Opens a workspace that may not be written: on a disk that is read-only, or of somebody else. Nothing is written
    /// beside it, no lock either. Whoever may write it can go on: see [`Store::was_written_elsewhere`].
    ///
    /// # Errors
    /// See [`StoreError`]: also where it would have to be written first, since it is of an earlier version or was not closed.
    pub fn open_for_reading(path: &Path) -> StoreResult<Self> {
        let path = dunce::canonicalize(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        look_before_opening(&path, true)?;
        // What stands in the log would be passed over.
        if has_log(&path) {
            return Err(StoreError::NotClosed { path });
        }
        let stamp = stamp(&path);
        let connection = open_immutable(&path)?;
        if schema_version(&connection, &path)? != schema::VERSION {
            return Err(StoreError::Outdated { path });
        }
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;")?;
        let (title_words, remark) = own_title_words(&path);
        let mut remarks: Vec<OpeningRemark> = remark.into_iter().collect();
        let is_as_left = File::open(lock_path(&path)).is_ok_and(|mut lock| file_sum::is_as_left(&mut lock, &path, false));
        match if is_as_left { Ok(()) } else { must_be_as_written(&connection) } {
            Ok(()) => {}
            // Whoever reads it wants what can still be read.
            Err(StoreError::Altered { what }) => remarks.push(OpeningRemark::Damaged { what: format!("not as Partwell wrote it: {what}") }),
            Err(StoreError::Damaged { why }) => remarks.push(OpeningRemark::Damaged { what: why }),
            Err(error) => return Err(error),
        }
        let mut store = Self { connection, path, lock: None, read_as_of: Some(stamp), remarks, session: Session::default(), title_words };
        // Where a log should stand and none does, somebody took the file alone along.
        if store.is_marked_open()? && !beside(&store.path, "-wal").exists() {
            store.remarks.push(OpeningRemark::MayLackLatest);
        }
        Ok(store)
    }

    /// Whether somebody who may write it did so since it was opened for reading: then it must be opened anew.
    #[must_use]
    pub fn was_written_elsewhere(&self) -> bool {
        self.read_as_of.is_some_and(|as_of| as_of != stamp(&self.path) || has_log(&self.path))
    }

    /// The workspace's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Adds up all rows, and looks how the file is built: an index that misleads, or a free page that
/// is not free, would harm what is written next.
pub(super) fn must_be_as_written(connection: &Connection) -> StoreResult<()> {
    let altered = digest::altered(connection)?;
    if !altered.is_empty() {
        return Err(StoreError::Altered { what: digest::in_words(&altered) });
    }
    let built: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if built == "ok" { Ok(()) } else { Err(StoreError::Damaged { why: built }) }
}

/// Looks at a copy that is to take the place of a workspace, without leaving a trace.
pub(super) fn look_inside_copy(path: &Path) -> StoreResult<()> {
    look_before_opening(path, true)?;
    if has_log(path) {
        return Err(StoreError::NotClosed { path: path.to_owned() });
    }
    // A database without tables would do for a new workspace; as a backup it is none.
    if is_something_else(path) {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    schema_version(&open_immutable(path)?, path).map(drop)
}

/// Whether a file has some content and does not bear Partwell's number: somebody else's, or destroyed at its beginning.
#[must_use]
pub fn is_something_else(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > 0) && header_numbers(path).is_ok_and(|(application_id, _)| application_id != tables::APPLICATION_ID)
}

/// Looks whether what is to be erased is Partwell's: by its number, or by the lock beside it where it is damaged or gone.
pub(super) fn look_before_erasing(path: &Path) -> StoreResult<()> {
    if is_something_else(path) {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    if was_kept_here(path) {
        return Ok(());
    }
    if !path.exists() {
        return Err(StoreError::NoWorkspace { path: path.to_owned() });
    }
    look_before_opening(path, true)?;
    if header_numbers(path)?.0 == tables::APPLICATION_ID { Ok(()) } else { Err(StoreError::NotAWorkspace { path: path.to_owned() }) }
}

/// Looks at number, version and tables without leaving a trace, so that a file that only bears our number is refused before
/// anything is written beside it.
fn look_inside(path: &Path) -> StoreResult<()> {
    if fs::metadata(path).map_or(0, |metadata| metadata.len()) == 0 {
        return Ok(());
    }
    // Without a number of its own a database is somebody else's, unless our lock beside it says that it is being made.
    if header_numbers(path)? == (0, 0) && !fs::symlink_metadata(lock_path(path)).is_ok_and(|lock| lock.is_file()) {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    match open_immutable(path).and_then(|connection| schema_version(&connection, path)) {
        // With a log, the truth stands in both files: what is half there is looked at once the lock is held.
        Err(error) if has_log(path) && !matches!(error, StoreError::NotAWorkspace { .. } | StoreError::NewerSchema { .. }) => Ok(()),
        looked => looked.map(drop),
    }
}

/// Whether the power went while the workspace was being made here: our lock stands beside it, yet promises nothing, and in the
/// file itself are but zeros.
fn is_unfinished(path: &Path) -> bool {
    const MOST: u64 = 1 << 20;
    let is_empty_lock = fs::metadata(lock_path(path)).is_ok_and(|lock| lock.is_file() && lock.len() == 0);
    let is_small = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0 && file.len() <= MOST);
    is_empty_lock && is_small && fs::read(path).is_ok_and(|bytes| bytes.iter().all(|byte| *byte == 0))
}

/// A workspace that may not be written gets no lock beside it, either: that would shut out whoever may.
fn may_be_written(path: &Path) -> StoreResult<()> {
    match OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(file_error(path)(error)),
        _ => Ok(()),
    }
}

/// Looks at the file's own header, so that a stranger's file is refused before SQLite touches it.
fn look_before_opening(path: &Path, was_known: bool) -> StoreResult<()> {
    let mut header = Vec::with_capacity(HEADER_BYTES);
    // A pipe would be waited for without end, a folder cannot be read.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    match File::open(path) {
        Ok(file) => file.take(HEADER_BYTES as u64).read_to_end(&mut header).map_err(file_error(path))?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && was_known => return Err(StoreError::Vanished { path: path.to_owned() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => return Err(StoreError::NotReadable { path: path.to_owned() }),
        Err(error) => return Err(file_error(path)(error)),
    };
    if header.is_empty() {
        // SQLite would take an empty file for a new database, and the person would see everything gone.
        return if was_known { Err(StoreError::Emptied { path: path.to_owned() }) } else { Ok(()) };
    }
    if !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    let (application_id, version) = header_numbers(path)?;
    refuse_foreign(path, application_id, version)
}

fn refuse_foreign(path: &Path, application_id: i64, version: i64) -> StoreResult<()> {
    // A version below zero was never written; the header has it as a large number.
    let version = if version > i64::from(i32::MAX) { version - (1 << 32) } else { version };
    if version < 0 {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    if application_id != tables::APPLICATION_ID && (application_id != 0 || version != 0) {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    if version > schema::VERSION {
        return Err(StoreError::NewerSchema { path: path.to_owned(), found: version, known: schema::VERSION });
    }
    Ok(())
}

/// The version as SQLite sees it, what stands in the write-ahead log included.
fn schema_version(connection: &Connection, path: &Path) -> StoreResult<i64> {
    let number = |pragma: &str| -> StoreResult<i64> {
        connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).map_err(|error| match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => StoreError::NotAWorkspace { path: path.to_owned() },
            _ => error.into(),
        })
    };
    let (application_id, version) = (number("application_id")?, number("user_version")?);
    refuse_foreign(path, application_id, version)?;
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'")?;
    let tables: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    if !tables::are_ours(&tables, version) {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    Ok(version)
}

fn set_pragmas(connection: &Connection) -> StoreResult<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch(
        // The last two make a sync reach the disk itself on macOS, and mean nothing elsewhere.
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16000;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;",
    )?;
    // What is deleted is overwritten, so that no name stays behind in the file.
    connection.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
    Ok(())
}
