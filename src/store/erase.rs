//! Erasing a workspace with everything that belongs to it.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{
    StoreResult,
    backups::{backup_folder, earlier_copies, named_after},
    disk_file::{beside, file_error, resolved},
    lock_file::{CALLS_BEGIN, calls_folder, lock_path, lock_whatever},
    open::look_before_erasing,
};

/// What stands beside a workspace, by how its name goes on.
const BESIDE: [&str; 8] = ["-wal", "-shm", "-journal", ".part", ".part-journal", ".window.json", ".window.part", ""];

/// Workspaces beside it that were made of what could be read of it: they are workspaces of their own, and stay.
#[must_use]
pub fn salvaged_of(workspace: &Path) -> Vec<PathBuf> {
    let workspace = resolved(workspace).unwrap_or_else(|_| workspace.to_owned());
    let stem = workspace.with_extension("");
    named_after(&stem, " salvaged ").into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "partwell")).collect()
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok().map(|entry| entry.path()));
    entries.filter(|path| path.is_file()).collect()
}

/// Deletes a workspace: its file, what `SQLite` keeps beside it, its backups and copies, how its window stood, and last its lock.
/// Returns the files that were deleted.
///
/// # Errors
/// What the disk meets, and whatever is wrong with the file where it is none of Partwell's. What was not deleted by then is named
/// by the error; it can be done again.
pub fn erase(workspace: &Path, timeout: Duration) -> StoreResult<Vec<PathBuf>> {
    // Through a link the workspace goes, not the link.
    let workspace = &resolved(workspace).map_err(file_error(workspace))?;
    look_before_erasing(workspace)?;
    let lock = lock_whatever(workspace, timeout)?;
    let mut files = earlier_copies(workspace);
    files.extend(named_after(workspace, ".damaged-"));
    let backups = backup_folder(workspace);
    // Backups and halves of them, and calls of a window that was killed.
    let calls = Some(calls_folder(workspace)).filter(|folder| fs::symlink_metadata(folder).is_ok_and(|folder| folder.is_dir()));
    files.extend(files_in(&backups));
    files.extend(
        calls
            .iter()
            .flat_map(|folder| files_in(folder))
            .filter(|path| path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(CALLS_BEGIN.as_bytes()))),
    );
    let folders: Vec<PathBuf> = std::iter::once(backups).chain(calls).collect();
    files.extend(BESIDE.iter().map(|ending| beside(workspace, ending)));
    let mut erased = Vec::new();
    for file in files {
        match fs::remove_file(&file) {
            Ok(()) => erased.push(file),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(file_error(&file)(error)),
        }
    }
    for folder in folders {
        match fs::remove_dir(&folder) {
            Ok(()) => {}
            // Something of somebody else's lies in it.
            Err(error) if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::DirectoryNotEmpty) => {}
            Err(error) => return Err(file_error(&folder)(error)),
        }
    }
    // Some systems delete no file that is open.
    drop(lock);
    let lock = lock_path(workspace);
    fs::remove_file(&lock).map_err(file_error(&lock))?;
    erased.push(lock);
    Ok(erased)
}
