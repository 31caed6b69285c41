//! One window for one workspace: a second start brings the first window to the front and hands its files over.
//!
//! No socket and no port: the window that holds a workspace keeps a folder beside it, `….calls`, and listens to what is laid
//! there. A second start lays a call there, and is done once the call is taken. Where nobody takes it — a headless
//! command holds the workspace, or a window on another computer — the second start goes on by itself, and is told.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver},
    time::{Duration, Instant},
};

use egui::{UserAttentionType, ViewportCommand};
use serde::{Deserialize, Serialize};

use super::App;
use crate::{
    command::Command,
    engine::Engine,
    model::import::import_options::ImportOptions,
    state::stage::{ImportStage, Stage},
    worker,
};

/// A first window takes a call at once, however busy its screen is; one that has only begun needs a moment.
const PATIENCE: Duration = Duration::from_secs(2);

/// A call is a few paths.
const MOST_BYTES: u64 = 1 << 16;

/// What a second start asks of the first window.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Call {
    /// Exports to import, by their whole paths; with none, the window only comes to the front.
    files: Vec<PathBuf>,
}

/// Where calls for the window on this workspace are laid.
fn calls_folder(workspace: &Path) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(".calls");
    PathBuf::from(name)
}

/// Lets the window that has this workspace open do what this start was to do. Whether one took it over; where none did, this
/// start is the first.
#[must_use]
pub fn hand_over(workspace: &Path, files: &[PathBuf]) -> bool {
    // Behind a link lies the workspace that the window knows.
    let Ok(workspace) = dunce::canonicalize(workspace) else { return false };
    if !Engine::is_open_elsewhere(&workspace) {
        return false;
    }
    let files = files.iter().map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone())).collect();
    lay(&calls_folder(&workspace), &Call { files }, PATIENCE).unwrap_or_default()
}

/// Lays a call, and waits until it is answered. Whether it was.
fn lay(folder: &Path, call: &Call, patience: Duration) -> io::Result<bool> {
    let content = serde_json::to_vec(call)?;
    let id = std::process::id();
    let [half, whole, taken] = ["half", "json", "taken"].map(|ending| folder.join(format!("{id}.{ending}")));
    let begun = Instant::now();
    loop {
        if fs::remove_file(&taken).is_ok() {
            return Ok(true);
        }
        if begun.elapsed() > patience {
            // Whoever took it in this very moment has it.
            return Ok(fs::remove_file(&whole).is_err() && fs::remove_file(&taken).is_ok());
        }
        // A window that has only begun makes its folder in a moment, or makes it anew.
        if folder.is_dir() && !whole.exists() && !taken.exists() {
            let _ = fs::write(&half, &content).and_then(|()| fs::rename(&half, &whole));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Takes all calls that lie there: each is named so, which is the answer that its start waits for.
fn take(folder: &Path) -> io::Result<Vec<Call>> {
    let mut calls = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_whole = path.extension().is_some_and(|ending| ending == "json") && fs::symlink_metadata(&path).is_ok_and(|file| file.is_file());
        if is_whole {
            let content = fs::metadata(&path).is_ok_and(|file| file.len() <= MOST_BYTES).then(|| fs::read(&path).unwrap_or_default());
            // Only a call that is taken is answered: whoever laid it goes on by itself else.
            if fs::rename(&path, path.with_extension("taken")).is_ok()
                && let Some(call) = content.and_then(|content| serde_json::from_slice(&content).ok())
            {
                calls.push(call);
            }
        }
    }
    Ok(calls)
}

/// Takes away what calls left, and nothing else.
fn clear(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_ours = path.extension().is_some_and(|ending| ["half", "json", "taken"].iter().any(|of_ours| ending == *of_ours));
        if is_ours && fs::symlink_metadata(&path).is_ok_and(|file| file.is_file()) {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Makes the folder, or empties it: what lies there is of a window that is gone, and nobody waits for it any more.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(false);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && fs::symlink_metadata(folder)?.is_dir() => clear(folder),
        made => made,
    }
}

/// Waits for calls until the folder is gone.
#[cfg(target_os = "linux")]
fn listen(folder: &Path, mut answer: impl FnMut(Call)) -> io::Result<()> {
    use inotify::{Inotify, WatchMask};
    make(folder)?;
    let mut inotify = Inotify::init()?;
    inotify.watches().add(folder, WatchMask::MOVED_TO | WatchMask::DELETE_SELF | WatchMask::ONLYDIR)?;
    let mut buffer = [0; 4096];
    loop {
        take(folder)?.into_iter().for_each(&mut answer);
        inotify.read_events_blocking(&mut buffer)?;
    }
}

/// Looks for calls twice a second until the folder is gone.
#[cfg(not(target_os = "linux"))]
fn listen(folder: &Path, mut answer: impl FnMut(Call)) -> io::Result<()> {
    make(folder)?;
    loop {
        take(folder)?.into_iter().for_each(&mut answer);
        std::thread::sleep(Duration::from_millis(500));
    }
}

/// Listens for the window that has a workspace open.
#[derive(Debug, Default)]
pub(super) struct Listener {
    /// The workspace; empty where none is held.
    workspace: PathBuf,
    calls: Option<Receiver<Call>>,
}

impl Listener {
    fn start(ctx: &egui::Context, workspace: &Path) -> Self {
        let (sender, calls) = mpsc::channel();
        let (folder, ctx) = (calls_folder(workspace), ctx.clone());
        // Where no folder can be made, a second start is told that the workspace is open, as ever.
        let is_started = worker::aside("partwell-calls", move || {
            let _ = listen(&folder, |call| {
                let _ = sender.send(call);
                ctx.request_repaint();
            });
        });
        Self { workspace: workspace.to_owned(), calls: is_started.then_some(calls) }
    }

    /// Listens no more; the folder goes, and with it the thread.
    pub(super) fn stop(&mut self) {
        if self.calls.take().is_some() {
            let folder = calls_folder(&self.workspace);
            let _ = clear(&folder).and_then(|()| fs::remove_dir(&folder));
        }
        self.workspace.clear();
    }
}

impl App {
    /// Listens for other starts while a workspace is held, and does what they ask.
    pub(super) fn follow_other_starts(&mut self, ctx: &egui::Context) {
        let is_held = self.state.stage == Stage::Ready && (!self.state.is_for_reading || self.state.is_sample);
        if !is_held {
            self.listener.stop();
        } else if self.listener.workspace != self.state.workspace {
            self.listener.stop();
            self.listener = Listener::start(ctx, &self.state.workspace);
        }
        while let Some(call) = self.listener.calls.as_ref().and_then(|calls| calls.try_recv().ok()) {
            self.answer(ctx, call);
        }
    }

    fn answer(&mut self, ctx: &egui::Context, Call { files }: Call) {
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        // Wayland lets no window come forward by itself; it may ask to be looked at.
        if !ctx.input(|input| input.viewport().focused.unwrap_or_default()) {
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Informational));
        }
        if files.is_empty() {
            return;
        }
        if self.state.stage == Stage::Ready && self.state.import == ImportStage::None {
            let ticket = self.inbox.ticket();
            self.send(ticket, Command::PreviewImport { paths: files, options: ImportOptions::default() });
        } else {
            self.state.say("An import is open already: finish it, then open the file once more");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(file: &str) -> Call {
        Call { files: vec![PathBuf::from(file)] }
    }

    #[test]
    fn a_call_is_taken_once_by_whoever_listens_and_withdrawn_where_nobody_does() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        assert!(!lay(&folder, &call("/a.zip"), Duration::ZERO).unwrap(), "no folder, no window");
        make(&folder).unwrap();
        assert!(!lay(&folder, &call("/a.zip"), Duration::ZERO).unwrap());
        assert_eq!(take(&folder).unwrap(), [], "a call that was withdrawn is not answered later");
        let (sender, calls) = mpsc::channel();
        let place_of_calls = folder.clone();
        let listener = std::thread::spawn(move || {
            let _ = listen(&place_of_calls, |call| sender.send(call).unwrap());
        });
        // The folder is made anew by whoever listens; a call that was laid before is laid once more.
        assert!(lay(&folder, &call("/b c/ü.zip"), Duration::from_mins(1)).unwrap());
        assert_eq!(calls.recv().unwrap(), call("/b c/ü.zip"));
        fs::remove_dir_all(&folder).unwrap();
        listener.join().unwrap();
        assert!(calls.try_recv().is_err());
    }

    #[test]
    fn what_a_window_that_is_gone_left_and_what_is_no_call_is_passed_over() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("a.partwell.calls");
        make(&folder).unwrap();
        fs::write(folder.join("1.json"), serde_json::to_vec(&call("/old.zip")).unwrap()).unwrap();
        make(&folder).unwrap();
        assert_eq!(take(&folder).unwrap(), []);
        fs::write(folder.join("2.json"), b"{\"files\": 7}").unwrap();
        fs::write(folder.join("3.half"), serde_json::to_vec(&call("/half.zip")).unwrap()).unwrap();
        fs::create_dir(folder.join("4.json")).unwrap();
        fs::write(folder.join("mine.txt"), b"kept").unwrap();
        assert_eq!(take(&folder).unwrap(), []);
        make(&folder).unwrap();
        let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["4.json", "mine.txt"], "only what calls left is taken away");
    }
}
