//! The lock beside a workspace: one Partwell at a time, and what it promises of the file.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use super::{
    StoreError, StoreResult,
    disk_file::{beside, file_error, header_numbers, make_private_file, resolved},
    tables,
};

pub(super) const LOCK_MARK: &[u8] = b"The workspace beside this file is kept by Partwell.\n";

/// What the lock file holds for a workspace that a check found damaged: it is read, and not written to.
pub(super) const DAMAGED_MARK: &[u8] = b"The workspace beside this file is kept by Partwell. A check found it damaged.\n";

/// Whether the lock beside it says that a workspace was kept here.
pub(super) fn was_kept_here(path: &Path) -> bool {
    let lock = lock_path(path);
    if !fs::symlink_metadata(&lock).is_ok_and(|lock| lock.is_file()) {
        return false;
    }
    let mut content = Vec::new();
    let read = File::open(lock).and_then(|file| file.take(DAMAGED_MARK.len() as u64 + 1).read_to_end(&mut content));
    read.is_ok() && (content.starts_with(LOCK_MARK) || content == DAMAGED_MARK)
}

pub(super) fn lock_path(path: &Path) -> PathBuf {
    beside(path, ".lock")
}

/// How the names of what starts lay there begin; nothing else in that folder is Partwell's.
pub const CALLS_BEGIN: &str = "call-";

/// The folder beside a workspace in which another start of the program lays what it wants of the window that holds the lock.
#[must_use]
pub fn calls_folder(workspace: &Path) -> PathBuf {
    beside(&meant(workspace), ".calls")
}

/// Waits at most `timeout` for the lock. Returns whether it is held now.
pub(super) fn wait_for(file: &File, timeout: Duration) -> std::io::Result<bool> {
    let started = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) if started.elapsed() < timeout => std::thread::sleep(Duration::from_millis(50)),
            Err(TryLockError::WouldBlock) => return Ok(false),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Takes the lock of a workspace that something else is to take the place of, whatever it says of the one that is there.
pub(super) fn lock_whatever(path: &Path, timeout: Duration) -> StoreResult<File> {
    held(path, timeout).map(|(lock, _)| lock)
}

/// Behind a link lies the workspace that is meant; where that cannot be told, the path itself.
fn meant(path: &Path) -> PathBuf {
    resolved(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether another Partwell has the workspace open. Nothing is made to find out.
#[must_use]
pub fn is_held(path: &Path) -> bool {
    OpenOptions::new().read(true).open(lock_path(&meant(path))).is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

/// Takes the lock. Also tells whether the lock file says that a workspace was made here before.
pub(super) fn lock(path: &Path, timeout: Duration) -> StoreResult<(File, bool)> {
    let (lock, content) = held(path, timeout)?;
    if content == DAMAGED_MARK {
        return Err(StoreError::FoundDamaged { path: path.to_owned() });
    }
    Ok((lock, content.starts_with(LOCK_MARK)))
}

/// Takes the lock, and tells what it says.
fn held(path: &Path, timeout: Duration) -> StoreResult<(File, Vec<u8>)> {
    let lock_path = lock_path(path);
    // A pipe would be waited for without end, and a link leads to somebody else's file.
    if fs::symlink_metadata(&lock_path).is_ok_and(|lock| !lock.is_file()) {
        return Err(StoreError::LockTaken { path: lock_path });
    }
    // What cannot be kept is the workspace: that is what the person knows by name.
    make_private_file(&lock_path).map_err(|error| match error {
        StoreError::File { source, .. } if path.exists() => StoreError::File { path: path.to_owned(), source },
        error => error,
    })?;
    let mut file = OpenOptions::new().read(true).write(true).open(&lock_path).map_err(file_error(&lock_path))?;
    match wait_for(&file, timeout) {
        Ok(true) => {}
        Ok(false) => return Err(StoreError::InUse { path: path.to_owned() }),
        Err(source) => return Err(StoreError::File { path: lock_path, source }),
    }
    let mut content = Vec::new();
    file.read_to_end(&mut content).map_err(file_error(&lock_path))?;
    if is_torn(&content) {
        content.clear();
    } else if content != DAMAGED_MARK && !content.starts_with(LOCK_MARK) {
        return Err(StoreError::LockTaken { path: lock_path });
    }
    Ok((file, content))
}

/// Notes in the lock file that there is a workspace now, so that an emptied one is noticed later. Through the handle
/// that holds the lock: some systems let no other write.
pub(super) fn mark_known(lock: &mut File, path: &Path) -> StoreResult<()> {
    mark(lock, LOCK_MARK).map_err(file_error(&lock_path(path)))
}

pub(super) fn mark(lock: &mut File, words: &[u8]) -> std::io::Result<()> {
    lock.seek(SeekFrom::Start(0))?;
    lock.write_all(words)?;
    // Only then: what stood there before is better than nothing where the disk is full.
    lock.set_len(words.len() as u64)?;
    lock.sync_all()
}

/// Whether this is what a full disk or a power loss leaves of a mark that was being written: its beginning, or zeros instead of
/// parts of it. Nothing at all is one, too.
fn is_torn(content: &[u8]) -> bool {
    [LOCK_MARK, DAMAGED_MARK].into_iter().any(|mark| content.len() < mark.len() && content.iter().zip(mark).all(|(found, byte)| [0, *byte].contains(found)))
        || (content.len() == LOCK_MARK.len() && content.iter().all(|byte| *byte == 0))
}

/// Notes in the lock file what a check found, so that a damaged workspace is not written to, and one that a backup took the
/// place of is again. Where nothing can be noted, nothing could be written to the workspace, either.
pub(super) fn note_check(path: &Path, is_sound: bool, timeout: Duration) {
    let lock_path = lock_path(path);
    let is_odd = fs::symlink_metadata(&lock_path).is_ok_and(|lock| !lock.is_file());
    // A sound one needs no note where there is none; a damaged one does, also where it was brought without its lock.
    // Beside a file that bears no number of ours no lock is made, however damaged it is.
    let is_ours = header_numbers(path).is_ok_and(|(application_id, _)| application_id == tables::APPLICATION_ID);
    let may_make = !is_sound && is_ours;
    if is_odd || (!may_make && !lock_path.exists()) || make_private_file(&lock_path).is_err() {
        return;
    }
    let Ok(mut lock) = OpenOptions::new().read(true).write(true).open(&lock_path) else { return };
    if !wait_for(&lock, timeout).unwrap_or_default() {
        return;
    }
    let mut content = Vec::new();
    let is_ours = lock.read_to_end(&mut content).is_ok() && (is_torn(&content) || content.starts_with(LOCK_MARK) || content == DAMAGED_MARK);
    let words = if is_sound { LOCK_MARK } else { DAMAGED_MARK };
    if is_ours && !content.starts_with(words) {
        // As above: who may not write here may not write there.
        let _ = mark(&mut lock, words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_mark_is_told_from_a_strangers_file() {
        for torn in [&b""[..], b"The work", b"The\0\0\0\0\0", &[0; 40], &[0; LOCK_MARK.len()], &DAMAGED_MARK[..70]] {
            assert!(is_torn(torn), "{torn:?}");
        }
        for whole in [LOCK_MARK, DAMAGED_MARK, b"mine", b"The work of others", b"\0mine"] {
            assert!(!is_torn(whole), "{whole:?}");
        }
    }
}
