//! One window for one workspace: a second start brings the first window to the front and hands its files over.
//!
//! No socket and no port: the window that holds a workspace keeps a folder beside it and listens to what is laid there. Where
//! nobody answers (a headless command holds the workspace, or a window on another computer) the second start goes on by
//! itself, and is told.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, Receiver},
    },
    time::{Duration, Instant},
};

use egui::{UserAttentionType, ViewportCommand};

use super::{
    App,
    calls::{self, Call},
};
use crate::{
    command::Command,
    engine::Engine,
    event::Problem,
    model::import::import_options::ImportOptions,
    state::stage::{ImportStage, Stage},
    worker,
};

/// A window takes a call at once, however busy its screen is.
const PATIENCE: Duration = Duration::from_secs(1);

/// So long another start that holds the workspace may take until it listens, or is done with it.
const MOST_PATIENCE: Duration = Duration::from_secs(10);

/// Lets the window that has this workspace open do what this start was to do. Whether one did; where none did, this start is
/// the first, or must wait.
#[must_use]
pub fn hand_over(workspace: &Path, files: &[PathBuf]) -> bool {
    Engine::is_open_elsewhere(workspace) && calls::lay(&Engine::calls_folder(workspace), &Call { files: calls::whole(files) }, PATIENCE).unwrap_or_default()
}

/// Opens a workspace; where another start has just taken it, hands over to that as soon as it listens. Of two starts at one
/// moment only one gets the workspace, whichever asks first.
///
/// # Errors
/// As `open` says; with `done` called where another window does what was wanted.
pub(super) fn open_or_hand_over<T>(workspace: &Path, files: &[PathBuf], open: impl Fn() -> Result<T, Problem>, done: impl Fn()) -> Result<T, Problem> {
    let begun = Instant::now();
    loop {
        let opened = open();
        if opened.is_ok() || begun.elapsed() > MOST_PATIENCE || !Engine::is_open_elsewhere(workspace) {
            return opened;
        }
        if hand_over(workspace, files) {
            done();
            return opened;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Listens for the window that has a workspace open.
#[derive(Debug, Default)]
pub(super) struct Listener {
    /// The workspace; empty where none is held.
    workspace: PathBuf,
    calls: Option<Receiver<Call>>,
    is_stopped: Arc<AtomicBool>,
}

impl Listener {
    fn start(ctx: &egui::Context, workspace: &Path) -> Self {
        let (sender, calls) = mpsc::channel();
        let is_stopped = Arc::new(AtomicBool::new(false));
        let (held, ctx, stopped) = (workspace.to_owned(), ctx.clone(), is_stopped.clone());
        // Where no folder can be made, a second start is told that the workspace is open, as ever.
        let is_started = worker::aside("partwell-calls", move || {
            let _ = calls::listen(&Engine::calls_folder(&held), &stopped, |call| {
                let is_wanted = sender.send(call).is_ok();
                ctx.request_repaint();
                is_wanted
            });
        });
        Self { workspace: workspace.to_owned(), calls: is_started.then_some(calls), is_stopped }
    }

    /// Listens no more. The folder goes beside the screen, which wakes the thread that listens.
    fn stop(&mut self) {
        if let Some(workspace) = self.let_go() {
            worker::aside("partwell-calls", move || calls::clear(&Engine::calls_folder(&workspace)));
        }
    }

    /// The same at the end, when no screen waits any more.
    pub(super) fn end(&mut self) {
        if let Some(workspace) = self.let_go() {
            calls::clear(&Engine::calls_folder(&workspace));
        }
    }

    /// The workspace of which calls were wanted until now.
    fn let_go(&mut self) -> Option<PathBuf> {
        let workspace = std::mem::take(&mut self.workspace);
        self.calls.take()?;
        self.is_stopped.store(true, Ordering::Release);
        Some(workspace)
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
        self.preview_waiting();
    }

    fn answer(&mut self, ctx: &egui::Context, call: Call) {
        ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(ViewportCommand::Focus);
        // Wayland lets no window come forward by itself; it may ask to be looked at.
        if !ctx.input(|input| input.viewport().focused.unwrap_or_default()) {
            ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Informational));
        }
        let paths: Vec<PathBuf> = call.files.into_iter().map(PathBuf::from).collect();
        if let Some(first) = paths.first() {
            if !self.may_preview() || !self.waiting.is_empty() {
                let name = first.file_name().unwrap_or(first.as_os_str()).to_string_lossy();
                let more = if paths.len() > 1 { format!(" and {} more", paths.len() - 1) } else { String::new() };
                self.state.say(format!("Next, once this dialog is closed: {name}{more}"));
            }
            self.waiting.push(paths);
        }
    }

    /// Whether files can be previewed now: the workspace is there, and nothing stands over it.
    fn may_preview(&self) -> bool {
        self.state.stage == Stage::Ready && self.state.import == ImportStage::None && self.state.problems.is_empty() && !self.screen.has_dialog()
    }

    /// Previews the next files that a start named, as soon as that can be.
    fn preview_waiting(&mut self) {
        if self.may_preview() && !self.waiting.is_empty() {
            let paths = self.waiting.remove(0);
            let ticket = self.inbox.ticket();
            self.send(ticket, Command::PreviewImport { paths, options: ImportOptions::default() });
        }
    }
}
