//! Opening a workspace: the lock, the checks that come before a byte is written, permissions and pragmas.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};

use super::{Store, StoreError, StoreResult, schema};

/// Marks a file as a workspace of Partwell ("Part" in ASCII).
pub(super) const APPLICATION_ID: i64 = 0x5061_7274;
const LOCK_MARK: &[u8] = b"The workspace beside this file is kept by Partwell.\n";
const HEADER_BYTES: usize = 100;

impl Store {
    /// Opens a workspace, made if it does not exist. Waits at most `patience` for another Partwell to let go of it.
    ///
    /// # Errors
    /// See [`StoreError`]. A file that is refused is left untouched.
    pub fn open(path: &Path, patience: Duration) -> StoreResult<Self> {
        // A link and what it leads to are one workspace, with one lock.
        let path = resolved(path).map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        if let Some(folder) = path.parent() {
            make_private_folder(folder)?;
        }
        // A stranger's file is left alone, without so much as a lock beside it.
        look_before_opening(&path, false)?;
        may_be_written(&path)?;
        let (lock, was_known) = lock(&path, patience)?;
        look_before_opening(&path, was_known)?;
        make_private_file(&path)?;
        let connection = Connection::open(&path)?;
        // A refused file must not even be checkpointed when it is closed again.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        connection.busy_timeout(Duration::from_secs(5))?;
        let found = schema_version(&connection, &path)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        set_pragmas(&connection)?;
        let mut store = Self { connection, path, lock: Some(lock), read_as_of: None };
        if schema::migrate(&mut store.connection, &store.path, found)?
            && let Some(lock) = &mut store.lock
        {
            mark_known(lock, &store.path)?;
        }
        schema::create_triggers(&store.connection)?;
        store.prune_history()?;
        Ok(store)
    }

    /// Opens a workspace that may not be written: on a disk that is read-only, or of somebody else. Nothing is written
    /// beside it, no lock either. Whoever may write it can go on: see [`Store::was_written_elsewhere`].
    ///
    /// # Errors
    /// See [`StoreError`]: also where it would have to be written first, since it is of an earlier version or was not closed.
    pub fn open_for_reading(path: &Path) -> StoreResult<Self> {
        let path = path.canonicalize().map_err(|source| StoreError::File { path: path.to_owned(), source })?;
        look_before_opening(&path, true)?;
        // What stands in the log would be passed over.
        if has_log(&path) {
            return Err(StoreError::NotClosed { path });
        }
        let stamp = stamp(&path);
        let mut address = url::Url::from_file_path(&path).map_err(|()| StoreError::NotReadable { path: path.clone() })?;
        address.set_query(Some("immutable=1"));
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(address.as_str(), flags)?;
        if schema_version(&connection, &path)? != schema::VERSION {
            return Err(StoreError::Outdated { path });
        }
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;")?;
        Ok(Self { connection, path, lock: None, read_as_of: Some(stamp) })
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

/// When a file was written last, and how long it is.
pub(super) type Stamp = (Option<jiff::Timestamp>, u64);

fn stamp(path: &Path) -> Stamp {
    fs::metadata(path).map_or((None, 0), |metadata| (metadata.modified().ok().and_then(|at| at.try_into().ok()), metadata.len()))
}

/// The path without links, also where only its folder exists yet.
fn resolved(path: &Path) -> std::io::Result<PathBuf> {
    if let Ok(resolved) = path.canonicalize() {
        return Ok(resolved);
    }
    let path = std::path::absolute(path)?;
    match (path.parent().map(Path::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => Ok(folder.join(name)),
        _ => Ok(path),
    }
}

fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
    |source| match source.kind() {
        std::io::ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::File { path: path.to_owned(), source },
    }
}

fn make_private_folder(folder: &Path) -> StoreResult<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(file_error(folder))
}

/// Makes the file before SQLite does, readable by its owner alone; SQLite gives its side files the same mode.
fn make_private_file(path: &Path) -> StoreResult<()> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(file_error(path))
}

/// A workspace that may not be written gets no lock beside it, either: that would shut out whoever may.
fn may_be_written(path: &Path) -> StoreResult<()> {
    match OpenOptions::new().write(true).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(file_error(path)(error)),
        _ => Ok(()),
    }
}

/// The file beside it whose name goes on with `ending`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn lock_path(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

/// Whether changes stand in the write-ahead log that are not in the file yet.
fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// Takes the lock. Also tells whether the lock file says that a workspace was made here before.
fn lock(path: &Path, patience: Duration) -> StoreResult<(File, bool)> {
    let lock_path = lock_path(path);
    // What cannot be kept is the workspace: that is what the person knows by name.
    make_private_file(&lock_path).map_err(|error| match error {
        StoreError::File { source, .. } if path.exists() => StoreError::File { path: path.to_owned(), source },
        error => error,
    })?;
    let mut file = OpenOptions::new().read(true).write(true).open(&lock_path).map_err(file_error(&lock_path))?;
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if started.elapsed() < patience => std::thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse { path: path.to_owned() }),
            Err(TryLockError::Error(source)) => return Err(StoreError::File { path: lock_path, source }),
        }
    }
    let mut content = Vec::new();
    file.read_to_end(&mut content).map_err(file_error(&lock_path))?;
    let was_known = content == LOCK_MARK;
    if !was_known && !content.is_empty() {
        return Err(StoreError::LockTaken { path: lock_path });
    }
    Ok((file, was_known))
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
    let number_at = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, |bytes: [u8; 4]| i64::from(u32::from_be_bytes(bytes)));
    refuse_foreign(path, number_at(68), number_at(60))
}

fn refuse_foreign(path: &Path, application_id: i64, version: i64) -> StoreResult<()> {
    if application_id != APPLICATION_ID && (application_id != 0 || version != 0) {
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
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if version == 0 && tables > 0 {
        return Err(StoreError::NotAWorkspace { path: path.to_owned() });
    }
    Ok(version)
}

fn set_pragmas(connection: &Connection) -> StoreResult<()> {
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -16000;",
    )?;
    // What is deleted is overwritten, so that no name stays behind in the file.
    connection.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
    Ok(())
}

/// Notes in the lock file that there is a workspace now, so that an emptied one is noticed later. Through the handle
/// that holds the lock: some systems let no other write.
fn mark_known(lock: &mut File, path: &Path) -> StoreResult<()> {
    lock.set_len(0).and_then(|()| lock.seek(SeekFrom::Start(0))).and_then(|_| lock.write_all(LOCK_MARK)).map_err(file_error(&lock_path(path)))
}
