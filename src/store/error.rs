//! What can go wrong with a workspace.

use std::path::PathBuf;

use rusqlite::ErrorCode;

/// Why the workspace could not be opened, read or written. A failed change leaves everything as it was.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another Partwell has it open.
    #[error("the workspace is open in another Partwell")]
    InUse {
        /// Its file.
        path: PathBuf,
    },
    /// A file of that name is there, and is not to be replaced.
    #[error("{} is there already", path.display())]
    Occupied {
        /// The file.
        path: PathBuf,
    },
    /// A backup cannot take its own place.
    #[error("{} is the workspace itself", path.display())]
    SameFile {
        /// The file.
        path: PathBuf,
    },
    /// The file that would hold the lock belongs to something else.
    #[error("{} belongs to something else", path.display())]
    LockTaken {
        /// The lock file.
        path: PathBuf,
    },
    /// A newer Partwell wrote it.
    #[error("a newer Partwell wrote this workspace (version {found}, this one knows {known})")]
    NewerSchema {
        /// Its file.
        path: PathBuf,
        /// Version of the file.
        found: i64,
        /// Version that this program writes.
        known: i64,
    },
    /// The file is something else.
    #[error("this file is not a workspace of Partwell")]
    NotAWorkspace {
        /// The file.
        path: PathBuf,
    },
    /// The file was a workspace and has lost its content.
    #[error("the workspace file has become empty")]
    Emptied {
        /// The file.
        path: PathBuf,
    },
    /// A workspace was kept here and its file is gone.
    #[error("the workspace file is gone")]
    Vanished {
        /// Where it was.
        path: PathBuf,
    },
    /// A check found it damaged, so it is not written to any more.
    #[error("a check found the workspace damaged")]
    FoundDamaged {
        /// Its file.
        path: PathBuf,
    },
    /// There is no file there, and none was to be made.
    #[error("there is no workspace there")]
    NoWorkspace {
        /// Where it should be.
        path: PathBuf,
    },
    /// The disk did not do what it was asked: not damage of what stands on it.
    #[error("the disk failed: {why}")]
    Disk {
        /// `SQLite`'s words.
        why: String,
        /// Whether it was being written to.
        was_writing: bool,
    },
    /// The disk failed in the middle of a commit, and again when that was to be undone: only the next start shows what holds.
    #[error("the disk failed: {why}")]
    Doubtful {
        /// `SQLite`'s words.
        why: String,
    },
    /// The content is damaged.
    #[error("the workspace is damaged: {why}")]
    Damaged {
        /// `SQLite`'s words.
        why: String,
    },
    /// What it holds is not what was written.
    #[error("the workspace is not as it was written: {what}")]
    Altered {
        /// What differs, in words, such as “people and notes”.
        what: String,
    },
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder may not be written.
    #[error("the workspace cannot be written")]
    ReadOnly,
    /// The file system failed.
    #[error("{}: {source}", path.display())]
    File {
        /// What was touched.
        path: PathBuf,
        /// The system's words.
        source: std::io::Error,
    },
    /// Something in the workspace is not as this program writes it.
    #[error("the workspace holds something unexpected: {what}")]
    Unexpected {
        /// What was not as it should be, in a few words.
        what: String,
    },
    /// It must be brought up to date before it can be read, and that is writing.
    #[error("the workspace is of an earlier version")]
    Outdated {
        /// Its file.
        path: PathBuf,
    },
    /// The latest changes stand in a file beside it: another Partwell has it open, or did not close it.
    #[error("the workspace was not closed")]
    NotClosed {
        /// Its file.
        path: PathBuf,
    },
    /// It may not even be read.
    #[error("the workspace may not be read")]
    NotReadable {
        /// Its file.
        path: PathBuf,
    },
    /// The file was closed to put a backup in its place, and could not be opened again.
    #[error("the workspace could not be opened again: {why}")]
    NotOpenedAgain {
        /// Whether the backup stands in its place; else it is as it was.
        is_put_back: bool,
        /// Why it cannot be opened.
        why: Box<StoreError>,
    },
    /// The person stopped it; everything is as it was.
    #[error("stopped")]
    Stopped,
    /// Anything else that `SQLite` says.
    #[error("the workspace could not be used: {0}")]
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly,
            Some(ErrorCode::OperationInterrupted) => Self::Stopped,
            Some(ErrorCode::SystemIoFailure) => {
                let code = error.sqlite_error().map_or(0, |error| error.extended_code);
                let was_writing = !matches!(code, rusqlite::ffi::SQLITE_IOERR_READ | rusqlite::ffi::SQLITE_IOERR_SHORT_READ);
                Self::Disk { why: error.to_string(), was_writing }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { why: error.to_string() },
            _ => Self::Sqlite(error),
        }
    }
}
