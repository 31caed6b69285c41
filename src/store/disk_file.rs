//! The workspace as a file: its header, its permissions, and what stands beside it.

use std::{
    fs::{self, File, OpenOptions},
    io::Read,
    path::{Path, PathBuf},
};

use super::{StoreError, StoreResult};

pub(super) const HEADER_BYTES: usize = 100;

/// Application id and version in a database's header.
pub(super) fn header_numbers(path: &Path) -> StoreResult<(i64, i64)> {
    let mut header = Vec::with_capacity(HEADER_BYTES);
    File::open(path).and_then(|file| file.take(HEADER_BYTES as u64).read_to_end(&mut header)).map_err(file_error(path))?;
    let number_at = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, |bytes: [u8; 4]| i64::from(u32::from_be_bytes(bytes)));
    Ok((number_at(68), number_at(60)))
}

/// Brings a file and its name to the disk.
pub(super) fn make_durable(path: &Path) -> StoreResult<()> {
    // Windows brings only what may be written to the disk.
    OpenOptions::new().read(true).write(true).open(path).and_then(|file| file.sync_all()).map_err(file_error(path))?;
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(file_error(path))?;
    }
    Ok(())
}

/// When a file was written last, and how long it is.
pub(super) type Stamp = (Option<jiff::Timestamp>, u64);

pub(super) fn stamp(path: &Path) -> Stamp {
    fs::metadata(path).map_or((None, 0), |metadata| (metadata.modified().ok().and_then(|at| at.try_into().ok()), metadata.len()))
}

pub(super) fn file_error(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
    |source| match source.kind() {
        std::io::ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::File { path: path.to_owned(), source },
    }
}

pub(super) fn make_private_folder(folder: &Path) -> StoreResult<()> {
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
pub(super) fn make_private_file(path: &Path) -> StoreResult<()> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(file_error(path))?;
    tighten(path);
    Ok(())
}

/// Takes the right to read it from everybody but its owner, where an earlier program or a copy left it.
#[cfg(unix)]
pub(super) fn tighten(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    for path in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        if let Ok(metadata) = fs::metadata(&path)
            && metadata.permissions().mode() & 0o077 != 0
        {
            // On a disk that knows no rights there is nothing to take away, and on another's file nothing to be done.
            let _ = fs::set_permissions(&path, fs::Permissions::from_mode(0o600));
        }
    }
}

#[cfg(not(unix))]
pub(super) fn tighten(_path: &Path) {}

/// The file beside it whose name goes on with `ending`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Whether changes stand in the write-ahead log that are not in the file yet.
pub(super) fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// The path without links, also where only its folder exists yet.
pub(super) fn resolved(path: &Path) -> std::io::Result<PathBuf> {
    const MOST_LINKS: usize = 16;
    if let Ok(resolved) = dunce::canonicalize(path) {
        return Ok(resolved);
    }
    let mut path = std::path::absolute(path)?;
    // A link that leads nowhere yet: the workspace, and its lock, belong where it leads.
    for _ in 0..MOST_LINKS {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().map(|folder| folder.join(&target)).unwrap_or(target);
    }
    match (path.parent().map(dunce::canonicalize), path.file_name()) {
        (Some(Ok(folder)), Some(name)) => Ok(folder.join(name)),
        _ => Ok(path),
    }
}
