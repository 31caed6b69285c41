//! Calls: what a second start of the program lays in a folder beside the workspace, and the window that holds it takes there.
//!
//! A call is written under a name that nobody knows before, and gets its ending only when it is whole. Who takes it renames it,
//! which is the answer. The folder must be the own one, and closed to others: who else may write there could hand over files.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use crate::engine::Engine;

/// Some 40,000 paths of a hundred letters: far more than anybody opens at once.
const MOST_BYTES: usize = 1 << 24;

/// How the names of calls begin.
const BEGINNING: &str = Engine::CALLS_BEGIN;

/// What a second start asks of the first window.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Call {
    /// Exports to import, by their whole paths, whatever their letters; with none, the window only comes to the front.
    pub(super) files: Vec<OsString>,
}

/// Lays a call, and waits until it is answered. Whether it was; if not, it is taken back.
///
/// # Errors
/// What the disk meets, and a folder that another made.
pub(super) fn lay(folder: &Path, call: &Call, patience: Duration) -> io::Result<bool> {
    let content = serde_json::to_vec(call)?;
    if content.len() > MOST_BYTES || !folder.is_dir() {
        return Ok(false);
    }
    let mut half = tempfile::Builder::new().prefix(BEGINNING).suffix(".half").tempfile_in(folder)?;
    must_be_own(folder, half.as_file())?;
    io::Write::write_all(&mut half, &content)?;
    let [whole, taken] = ["json", "taken"].map(|ending| half.path().with_extension(ending));
    half.persist_noclobber(&whole)?;
    let begun = Instant::now();
    loop {
        if fs::remove_file(&taken).is_ok() {
            return Ok(true);
        }
        // A window that begins empties the folder: what lies there is of one that is gone.
        let is_gone = !whole.exists() && !taken.exists();
        if is_gone || begun.elapsed() > patience {
            // Whoever took it in this very moment has it.
            return Ok(fs::remove_file(&whole).is_err() && fs::remove_file(&taken).is_ok());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Takes all calls that lie there. What is none goes without an answer, so that its start knows.
fn take(folder: &Path) -> io::Result<Vec<Call>> {
    let mut calls = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !is_ours(&path, &["json"]) {
            continue;
        }
        let is_short = fs::metadata(&path).is_ok_and(|file| usize::try_from(file.len()).is_ok_and(|length| length <= MOST_BYTES));
        let call = is_short.then(|| fs::read(&path).ok()).flatten().and_then(|content| serde_json::from_slice(&content).ok());
        match call {
            Some(call) if fs::rename(&path, path.with_extension("taken")).is_ok() => calls.push(call),
            Some(_) => {}
            None => drop(fs::remove_file(&path)),
        }
    }
    Ok(calls)
}

/// Whether this is a call, or what became of one.
fn is_ours(path: &Path, endings: &[&str]) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(BEGINNING.as_bytes()))
        && path.extension().is_some_and(|ending| endings.iter().any(|one| ending == *one))
        && fs::symlink_metadata(path).is_ok_and(|file| file.is_file())
}

/// Takes away what calls left, and nothing else, and the folder if nothing else is in it. A link is none of ours.
pub(super) fn clear(folder: &Path) {
    let is_folder = fs::symlink_metadata(folder).is_ok_and(|folder| folder.is_dir());
    let Some(entries) = is_folder.then(|| fs::read_dir(folder).ok()).flatten() else { return };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if is_ours(&path, &["half", "json", "taken"]) {
            let _ = fs::remove_file(&path);
        }
    }
    let _ = fs::remove_dir(folder);
}

/// Makes the folder anew, closed to others.
fn make(folder: &Path) -> io::Result<()> {
    clear(folder);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(false);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Something of somebody's lies in it.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => must_be_own(folder, &tempfile::tempfile_in(folder)?),
        made => made,
    }
}

/// Refuses a folder that another made, that others may write to, or that is a link; `mine` was just made in it.
#[cfg(unix)]
fn must_be_own(folder: &Path, mine: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let (found, mine) = (fs::symlink_metadata(folder)?, mine.metadata()?);
    // Nothing for the group, nothing for others: the last six bits.
    let is_own = found.is_dir() && found.uid() == mine.uid() && found.mode().trailing_zeros() >= 6;
    if is_own { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// Elsewhere a folder belongs to whoever may make one beside the workspace.
#[cfg(not(unix))]
fn must_be_own(folder: &Path, _mine: &fs::File) -> io::Result<()> {
    if fs::symlink_metadata(folder)?.is_dir() { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// Waits for calls until it is stopped, and takes the folder away then. Where somebody else took it away, it is made anew.
/// `answer` says whether anybody still wants calls.
///
/// # Errors
/// What the disk meets, and a folder that another made.
pub(super) fn listen(folder: &Path, is_stopped: &AtomicBool, mut answer: impl FnMut(Call) -> bool) -> io::Result<()> {
    loop {
        make(folder)?;
        match follow(folder, is_stopped, &mut answer) {
            // Stopped, it is gone by our own hand.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !is_stopped.load(Ordering::Acquire) => {}
            Err(error) => return Err(error),
            Ok(()) => break,
        }
    }
    clear(folder);
    Ok(())
}

/// Takes what is laid in the folder, until it is stopped, or nobody wants calls.
fn follow(folder: &Path, is_stopped: &AtomicBool, mut answer: impl FnMut(Call) -> bool) -> io::Result<()> {
    let mut wait = waiting(folder)?;
    // Nothing is taken that nobody would do.
    while !is_stopped.load(Ordering::Acquire) && take(folder)?.into_iter().all(&mut answer) {
        wait()?;
    }
    Ok(())
}

/// What waits until something happens in the folder.
#[cfg(target_os = "linux")]
fn waiting(folder: &Path) -> io::Result<impl FnMut() -> io::Result<()>> {
    use inotify::{Inotify, WatchMask};
    let mut inotify = Inotify::init()?;
    inotify.watches().add(folder, WatchMask::MOVED_TO | WatchMask::DELETE | WatchMask::DELETE_SELF | WatchMask::ONLYDIR)?;
    let mut buffer = [0; 4096];
    Ok(move || inotify.read_events_blocking(&mut buffer).map(drop))
}

/// What looks twice a second.
#[cfg(not(target_os = "linux"))]
#[allow(clippy::unnecessary_wraps, reason = "where it can be heard, that may fail")]
fn waiting(_folder: &Path) -> io::Result<impl FnMut() -> io::Result<()>> {
    Ok(|| {
        std::thread::sleep(Duration::from_millis(500));
        Ok(())
    })
}

/// The whole paths of files that were named from where this start was made.
pub(super) fn whole(files: &[PathBuf]) -> Vec<OsString> {
    files.iter().map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone()).into_os_string()).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};

    use super::*;

    fn call(file: impl Into<OsString>) -> Call {
        Call { files: vec![file.into()] }
    }

    fn left(folder: &Path) -> Vec<OsString> {
        let mut left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        left
    }

    struct Listening {
        calls: mpsc::Receiver<Call>,
        is_stopped: Arc<AtomicBool>,
        thread: std::thread::JoinHandle<()>,
    }

    fn listening(folder: &Path) -> Listening {
        let (sender, calls) = mpsc::channel();
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (place, stopped) = (folder.to_owned(), is_stopped.clone());
        let thread = std::thread::spawn(move || drop(listen(&place, &stopped, |call| sender.send(call).is_ok())));
        Listening { calls, is_stopped, thread }
    }

    /// As a second start does while the first begins: again and again.
    fn laid(folder: &Path, call: &Call) {
        let begun = Instant::now();
        while !lay(folder, call, Duration::from_secs(5)).unwrap_or_default() {
            assert!(begun.elapsed() < Duration::from_mins(1));
            std::thread::yield_now();
        }
    }

    #[test]
    fn a_call_is_taken_once_by_whoever_listens_and_taken_back_where_nobody_does() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        assert!(!lay(&folder, &call("/a.zip"), Duration::ZERO).unwrap(), "no folder, no window");
        make(&folder).unwrap();
        assert!(!lay(&folder, &call("/a.zip"), Duration::ZERO).unwrap());
        assert_eq!((take(&folder).unwrap(), left(&folder)), (Vec::new(), Vec::new()), "what was taken back is not answered later");
        let first = listening(&folder);
        laid(&folder, &call("/b c/ü.zip"));
        assert_eq!(first.calls.recv().unwrap(), call("/b c/ü.zip"));
        assert_eq!(left(&folder), [] as [OsString; 0]);
        // Somebody tidied up.
        fs::remove_dir_all(&folder).unwrap();
        laid(&folder, &call("/d.zip"));
        assert_eq!(first.calls.recv().unwrap(), call("/d.zip"));
        first.is_stopped.store(true, Ordering::Release);
        clear(&folder);
        first.thread.join().unwrap();
        assert!(!folder.exists() && first.calls.try_recv().is_err());
    }

    #[test]
    fn many_starts_at_once_are_all_answered() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        let first = listening(&folder);
        let starts: Vec<_> = (0..8)
            .map(|number| {
                let folder = folder.clone();
                std::thread::spawn(move || laid(&folder, &call(format!("/{number}.zip"))))
            })
            .collect();
        for start in starts {
            start.join().unwrap();
        }
        let mut taken: Vec<_> = first.calls.try_iter().map(|call| call.files).collect();
        taken.sort();
        assert_eq!(taken, (0..8).map(|number| vec![OsString::from(format!("/{number}.zip"))]).collect::<Vec<_>>());
    }

    /// A window that went over to another workspace, with a stranger's file in the folder: nothing is answered any more.
    #[test]
    fn a_stopped_listener_takes_nothing() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        let first = listening(&folder);
        laid(&folder, &call("/a.zip"));
        fs::write(folder.join("mine.txt"), b"kept").unwrap();
        first.is_stopped.store(true, Ordering::Release);
        clear(&folder);
        // The thread that wakes tidies up once more, perhaps while this is laid.
        assert!(!lay(&folder, &call("/b.zip"), Duration::from_secs(1)).unwrap_or_default(), "the second start goes on by itself");
        first.thread.join().unwrap();
        assert_eq!(left(&folder), ["mine.txt"], "only what calls left is taken away");
        // Nor does one whom nobody listens to any more.
        let Listening { calls, thread, .. } = listening(&folder);
        drop(calls);
        while !thread.is_finished() {
            let _ = lay(&folder, &call("/c.zip"), Duration::from_secs(1));
        }
    }

    #[test]
    fn what_is_left_over_and_what_is_no_call_is_passed_over() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        make(&folder).unwrap();
        fs::write(folder.join("call-1.json"), serde_json::to_vec(&call("/old.zip")).unwrap()).unwrap();
        make(&folder).unwrap();
        assert_eq!(take(&folder).unwrap(), [], "of a window that is gone");
        fs::write(folder.join("call-2.json"), b"{\"files\": 7}").unwrap();
        fs::write(folder.join("call-3.json"), vec![b' '; MOST_BYTES + 1]).unwrap();
        fs::write(folder.join("call-4.half"), serde_json::to_vec(&call("/half.zip")).unwrap()).unwrap();
        fs::create_dir(folder.join("call-5.json")).unwrap();
        assert_eq!(take(&folder).unwrap(), []);
        assert_eq!(left(&folder), ["call-4.half", "call-5.json"], "no call is answered that nobody does");
        assert!(!lay(&folder, &call("x".repeat(MOST_BYTES)), Duration::from_secs(1)).unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn paths_of_any_letters_are_handed_over_and_a_folder_of_others_is_not_used() {
        use std::os::unix::{ffi::OsStringExt, fs::PermissionsExt, fs::symlink};
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        let odd = call(OsString::from_vec(b"/caf\xe9.zip".to_vec()));
        let first = listening(&folder);
        laid(&folder, &odd);
        assert_eq!(first.calls.recv().unwrap(), odd);
        first.is_stopped.store(true, Ordering::Release);
        clear(&folder);
        first.thread.join().unwrap();
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("theirs.txt"), b"").unwrap();
        fs::write(folder.join("data.json"), b"").unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        assert!(make(&folder).is_err() && lay(&folder, &odd, Duration::ZERO).is_err());
        let link = place.path().join("b.partwell.calls");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        symlink(&folder, &link).unwrap();
        assert!(make(&link).is_err() && lay(&link, &odd, Duration::ZERO).is_err());
        assert_eq!(left(&folder), ["data.json", "theirs.txt"]);
    }
}
