//! Copies of the workspace: made before what changes much, verified, thinned out with time, and put back.
//!
//! They lie in a folder of their own beside the workspace, each a workspace in itself, for its owner alone to read.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::{
    Missing, Store, StoreError, StoreResult,
    copy::{copy_private, free_name, open_immutable, verify, write_copy},
    digest,
    disk_file::{beside, file_error, has_log, make_durable, make_private_folder, resolved, stamp},
    lock_file::{DAMAGED_MARK, LOCK_MARK, is_held, lock_whatever, mark},
    open::look_inside_copy,
    session,
};
use crate::model::backup::{Backup, BackupReason, Contents, file_name, read_file_name, superfluous};

/// The folder of a workspace's backups.
#[must_use]
pub fn backup_folder(workspace: &Path) -> PathBuf {
    beside(workspace, ".backups")
}

impl Store {
    /// Makes a backup, unless nobody is in the workspace yet or the newest backup holds the same. Older ones are thinned out.
    ///
    /// # Errors
    /// What the disk meets, and [`StoreError::Altered`] where the copy is not what was written: then there is none.
    pub fn back_up(&self, at: Timestamp, reason: BackupReason) -> StoreResult<Option<PathBuf>> {
        let made = self.make_backup(at, reason)?;
        if let Some(made) = &made {
            self.thin_out(at, made)?;
        }
        Ok(made)
    }

    fn make_backup(&self, at: Timestamp, reason: BackupReason) -> StoreResult<Option<PathBuf>> {
        if self.is_new()? || self.same_backup()?.is_some() {
            return Ok(None);
        }
        self.write_backup(at, reason).map(Some)
    }

    fn write_backup(&self, at: Timestamp, reason: BackupReason) -> StoreResult<PathBuf> {
        let folder = backup_folder(&self.path);
        make_private_folder(&folder)?;
        clear_halves(&folder);
        let to = free_name(folder.join(file_name(at, reason)));
        write_copy(&self.connection, &to)?;
        Ok(to)
    }

    /// Lets go of the backups that time has made superfluous, but never of this one.
    fn thin_out(&self, now: Timestamp, kept: &Path) -> StoreResult<()> {
        let listed = backups_of(&self.path)?;
        let sizes: Vec<(Timestamp, u64)> = listed.iter().map(|backup| (backup.at, backup.bytes)).collect();
        for spare in superfluous(&sizes, now).into_iter().filter_map(|spare| listed.get(spare)).filter(|spare| spare.path != kept) {
            // One that stays is no harm.
            let _ = fs::remove_file(&spare.path);
        }
        Ok(())
    }

    /// The newest backup, if it holds the very same, and is still what was written.
    fn same_backup(&self) -> StoreResult<Option<PathBuf>> {
        let newest = backups_of(&self.path)?.into_iter().next().map(|newest| newest.path);
        Ok(newest.filter(|newest| self.is_same_as(newest).unwrap_or(false) && verify(newest).is_ok_and(|wrong| wrong.is_empty())))
    }

    /// Writes a copy of the whole workspace elsewhere, and makes sure that it holds the same.
    ///
    /// # Errors
    /// What the disk meets; a file that is there already is left as it was.
    pub fn copy_to(&self, to: &Path, may_replace: bool) -> StoreResult<CopyOutcome> {
        if !may_replace && fs::symlink_metadata(to).is_ok() {
            return Ok(CopyOutcome::WouldReplace);
        }
        if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            return Err(StoreError::File { path: folder.to_owned(), source: std::io::ErrorKind::NotFound.into() });
        }
        // A log that is left beside another file would be taken for its own.
        if is_held(to) || has_log(to) {
            return Err(StoreError::InUse { path: to.to_owned() });
        }
        write_copy(&self.connection, to)?;
        Ok(CopyOutcome::Written)
    }

    /// Whether nothing was ever done in it.
    pub fn is_new(&self) -> StoreResult<bool> {
        Ok(self.connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM operation)", [], |row| row.get(0))?)
    }

    /// Whether a copy holds the same, by its check values. What the window remembers is not looked at.
    fn is_same_as(&self, copy: &Path) -> StoreResult<bool> {
        let copy = open_immutable(copy)?;
        Ok(digest::fingerprint(&copy)? == digest::fingerprint(&self.connection)?)
    }

    /// Puts a backup in the place of this workspace, as one step: a backup of what is now comes first. Returns that one.
    ///
    /// # Errors
    /// What the disk meets, or what is wrong with the backup; then everything is as it was.
    pub fn restore(&mut self, backup: &Path, at: Timestamp, timeout: Duration) -> StoreResult<Option<PathBuf>> {
        must_be_sound(backup, &self.path)?;
        // Nothing is thinned out before it is put back: it might be that very one.
        // Also where a backup holds the same people: saved views are in none but this one, and it may not be thinned out next.
        let before = if self.is_new()? { None } else { Some(self.write_backup(at, BackupReason::BeforeRestoring)?) };
        let path = self.path.clone();
        // The file is let go of before another takes its place; the lock is not, so that nobody writes in between.
        let lock = match self.close()? {
            Some(lock) => lock,
            None => lock_whatever(&path, timeout)?,
        };
        let replaced = if has_log(&path) { Err(StoreError::NotClosed { path: path.clone() }) } else { replace(&path, backup, lock, None) };
        // Whatever came of that, it is opened again.
        match Self::open(&path, timeout, Missing::Refuse) {
            Ok(store) => *self = store,
            Err(error) => return Err(StoreError::NotOpenedAgain { is_put_back: replaced.is_ok(), why: Box::new(error) }),
        }
        replaced?;
        Ok(before)
    }

    /// Closes the file. Returns the lock, which is still held.
    pub(super) fn close(&mut self) -> StoreResult<Option<File>> {
        self.end_session();
        self.connection = Connection::open_in_memory()?;
        self.session = session::Session::default();
        Ok(self.lock.take())
    }
}

/// What came of writing a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyOutcome {
    /// It is there, and holds the same.
    Written,
    /// There is a file of that name, and nobody allowed to replace it.
    WouldReplace,
}

/// Puts a backup in the place of a workspace that cannot be opened. The damaged file is kept beside it; returns where.
///
/// # Errors
/// What the disk meets, or what is wrong with the backup; then everything is as it was.
pub fn put_back(workspace: &Path, backup: &Path, at: Timestamp, timeout: Duration) -> StoreResult<Option<PathBuf>> {
    let workspace = &resolved(workspace).map_err(file_error(workspace))?;
    must_be_sound(backup, workspace)?;
    let mut lock = lock_whatever(workspace, timeout)?;
    if has_log(workspace) {
        // Should the power go between the steps, what is left is not taken for sound.
        mark(&mut lock, DAMAGED_MARK).map_err(file_error(workspace))?;
    }
    let aside = workspace.exists().then(|| free_name(beside(workspace, &format!(".damaged-{}", file_name(at, BackupReason::BeforeRestoring)))));
    replace(workspace, backup, lock, aside.as_deref())?;
    Ok(aside)
}

/// A backup that is not what was written must not take the place of anything.
fn must_be_sound(backup: &Path, workspace: &Path) -> StoreResult<()> {
    if same_file(backup, workspace) {
        return Err(StoreError::SameFile { path: backup.to_owned() });
    }
    if !backup.exists() {
        return Err(StoreError::NoWorkspace { path: backup.to_owned() });
    }
    look_inside_copy(backup)?;
    let damaged = verify(backup)?;
    if damaged.is_empty() { Ok(()) } else { Err(StoreError::Altered { what: damaged.join(", ") }) }
}

/// Whether two paths lead to one file.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// A copy of the backup takes the place of the workspace by a rename, so that at each moment one of them stands there whole.
fn replace(workspace: &Path, backup: &Path, mut lock: File, aside: Option<&Path>) -> StoreResult<()> {
    let half = beside(workspace, ".part");
    let log = beside(workspace, "-wal");
    let replaced = (|| {
        copy_private(backup, &half)?;
        make_durable(&half)?;
        if let Some(aside) = aside {
            // What was there stays there until the other stands in its place.
            for ending in ["", "-wal"] {
                let (from, to) = (beside(workspace, ending), beside(aside, ending));
                if from.exists() && fs::hard_link(&from, &to).is_err() {
                    copy_private(&from, &to)?;
                }
            }
        }
        // A log belongs to the file that goes. It is empty, unless that is damaged: then it is kept above.
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(beside(workspace, ending));
        }
        fs::rename(&half, workspace).map_err(file_error(workspace))?;
        make_durable(workspace)
    })();
    if replaced.is_err() {
        let _ = fs::remove_file(&half);
        if let Some(kept) = aside.map(|aside| beside(aside, "-wal")).filter(|kept| kept.exists() && !log.exists()) {
            // What the file stands with belongs to it as before.
            copy_private(&kept, &log)?;
        }
    }
    replaced?;
    mark(&mut lock, LOCK_MARK).map_err(file_error(workspace))
}

/// Takes away what a kill left half written in the folder of backups: it holds names. Only with the lock of the workspace held.
pub(super) fn clear_halves(folder: &Path) {
    for path in entries(folder).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.contains(".partwell.") && (path.extension().is_some_and(|ending| ending == "part") || name.contains(".part-")) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The backups of a workspace, the newest first, without what they hold.
///
/// # Errors
/// Where their folder is there and cannot be read.
pub fn backups_of(workspace: &Path) -> StoreResult<Vec<Backup>> {
    // A link and what it leads to have the same backups.
    let workspace = &resolved(workspace).map_err(file_error(workspace))?;
    let mut backups = Vec::new();
    let folder = backup_folder(workspace);
    for entry in entries(&folder)? {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((at, reason)) = read_file_name(&name) {
            backups.push(found(entry, at, reason));
        }
    }
    // Earlier versions laid the copy before an update beside the workspace.
    for entry in earlier_copies(workspace) {
        let at = stamp(&entry).0.unwrap_or_default();
        backups.push(found(entry, at, BackupReason::BeforeUpdate));
    }
    // Of two within one second the one that was written later is the newer.
    backups.sort_by_cached_key(|backup| std::cmp::Reverse((backup.at, stamp(&backup.path).0)));
    Ok(backups)
}

fn found(path: PathBuf, at: Timestamp, reason: BackupReason) -> Backup {
    Backup { at, reason, bytes: stamp(&path).1, contents: None, path }
}

/// The files of a folder; none where it is not there.
fn entries(folder: &Path) -> StoreResult<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => Ok(entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).filter(|path| path.is_file()).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(file_error(folder)(error)),
    }
}

/// Files beside the workspace that earlier versions made before they brought it up to date.
pub(super) fn earlier_copies(workspace: &Path) -> Vec<PathBuf> {
    named_after(workspace, ".before-version-")
}

/// Files beside the workspace whose names go on with this.
pub(super) fn named_after(workspace: &Path, ending: &str) -> Vec<PathBuf> {
    let (Some(folder), Some(name)) = (workspace.parent(), workspace.file_name()) else { return Vec::new() };
    let beginning = format!("{}{ending}", name.to_string_lossy());
    let mut found = entries(folder).unwrap_or_default();
    found.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&beginning)));
    found
}

/// The backups with what each holds, the newest first.
///
/// # Errors
/// Where their folder is there and cannot be read.
pub fn backups_with_contents(workspace: &Path) -> StoreResult<Vec<Backup>> {
    let mut backups = backups_of(workspace)?;
    for backup in &mut backups {
        backup.contents = open_immutable(&backup.path).and_then(|connection| contents(&connection)).ok();
    }
    Ok(backups)
}

/// What a workspace holds.
pub(super) fn contents(connection: &Connection) -> StoreResult<Contents> {
    let count = |sql: &str| -> StoreResult<usize> {
        let count: i64 = connection.query_row(sql, [], |row| row.get(0)).optional()?.unwrap_or_default();
        Ok(usize::try_from(count).unwrap_or_default())
    };
    Ok(Contents {
        people: count("SELECT count(*) FROM person WHERE is_connected = 1")?,
        batches: count("SELECT count(*) FROM batch")?,
        notes: count("SELECT count(*) FROM note")?,
        decided: count("SELECT count(*) FROM decision WHERE decision <> 'undecided'")?,
    })
}

impl Store {
    /// What this workspace holds.
    pub fn contents(&self) -> StoreResult<Contents> {
        contents(&self.connection)
    }
}
