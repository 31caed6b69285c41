//! The workspace that the window works on: which one, how it is opened, and where the window stands.

use std::path::PathBuf;

use super::{known_workspaces::KnownWorkspaces, single_instance::open_or_hand_over, window_place::WindowPlace};
use crate::{
    engine::{Engine, sample_path},
    event::Problem,
    model::text::display_text::count,
    worker::{Clock, Worker},
};

/// Which workspace the window opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opens {
    /// The sample people's.
    Sample,
    /// The member's own, made at the first start.
    OwnOrNew,
    /// One that was chosen: where it is not there, none is made.
    Existing,
}

/// What stays the same while a workspace is opened, closed and opened again.
#[derive(Debug)]
pub(super) struct Session {
    /// The member's workspace; the sample people's stands beside it.
    pub(super) home: PathBuf,
    pub(super) opens: Opens,
    /// Where the window stands, kept beside that workspace.
    pub(super) place: WindowPlace,
    /// The workspaces that were opened.
    pub(super) known: KnownWorkspaces,
    pub(super) clock: Clock,
    /// Where what can be read of a damaged one is being carried to: once it is opened, that is the workspace.
    pub(super) salvaging: Option<PathBuf>,
    /// The files of a start whose workspace is not open yet: if another start was faster, they are handed over to it.
    pub(super) starts_with: Option<Vec<PathBuf>>,
}

impl Session {
    pub(super) fn new(home: PathBuf, opens: Opens, clock: Clock, known: KnownWorkspaces) -> Self {
        Self { place: WindowPlace::read(&home), home, opens, clock, known, salvaging: None, starts_with: None }
    }

    /// Goes over to another workspace.
    pub(super) fn change_to(&mut self, home: PathBuf, opens: Opens) {
        *self = Self::new(home, opens, self.clock.clone(), std::mem::take(&mut self.known));
    }

    /// Opens it on a thread of its own.
    pub(super) fn open(&mut self, ctx: &egui::Context) -> Worker {
        let (home, opens, begun, known) = (self.home.clone(), self.opens, self.clock.now(), self.known.clone());
        let (files, close) = (self.starts_with.take(), ctx.clone());
        self.start(ctx, move || {
            let open = || match opens {
                Opens::Sample => Engine::open_sample(&home, super::TIMEOUT, &begun),
                Opens::OwnOrNew => Engine::open(&home, super::TIMEOUT),
                Opens::Existing => Engine::open_existing(&home, super::TIMEOUT),
            };
            let held = if opens == Opens::Sample { sample_path(&home) } else { home.clone() };
            let engine = match files {
                Some(files) => open_or_hand_over(&held, &files, open, || {
                    close.send_viewport_cmd(egui::ViewportCommand::Visible(false));
                    close.send_viewport_cmd(egui::ViewportCommand::Close);
                }),
                None => open(),
            }?;
            // What was remembered of others until now; this one is noted once it is shown.
            if !known.list.is_empty() {
                known.write();
            }
            Ok(engine)
        })
    }

    /// Opens it for reading.
    pub(super) fn open_for_reading(&self, ctx: &egui::Context) -> Worker {
        let home = self.home.clone();
        self.start(ctx, move || Engine::open_for_reading(&home))
    }

    /// Deletes it with all that belongs to it, on that thread; there is none to be open after that.
    pub(super) fn erase(&self, ctx: &egui::Context) -> Worker {
        let (home, known) = (self.home.clone(), self.known.clone());
        self.start(ctx, move || {
            let erased = Engine::erase(&home, super::TIMEOUT)?;
            known.write();
            let files = count(erased.deleted.len(), "file was", "files were");
            let left = match erased.left.as_slice() {
                [] => "nothing of it is left here.".to_owned(),
                left => format!(
                    "what was read out of it is in a workspace of its own, and stays: {}.",
                    left.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
                ),
            };
            Err(Problem {
                is_end: true,
                ..Problem::new("The workspace was erased", format!("{files} deleted; {left}"), "Copies and lists that you wrote elsewhere are yours to delete.")
            })
        })
    }

    /// Puts a backup in its place, and opens it.
    pub(super) fn put_back(&self, ctx: &egui::Context, backup: PathBuf) -> Worker {
        let (home, now) = (self.home.clone(), self.clock.now());
        self.start(ctx, move || {
            Engine::put_back(&home, &backup, &now, super::TIMEOUT)?;
            Engine::open_existing(&home, super::TIMEOUT)
        })
    }

    /// Reads what can be read of it into a new one beside it, and opens that.
    pub(super) fn salvage(&mut self, ctx: &egui::Context) -> Worker {
        let from = self.home.clone();
        let stem = from.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        // Named by the moment, so that no other is there.
        let moment: String = self.clock.now().at.to_string().chars().take(19).map(|sign| if sign == ':' { '-' } else { sign }).collect();
        let to = from.with_file_name(format!("{stem} salvaged {moment}.partwell"));
        self.salvaging = Some(to.clone());
        // Where that fails, it is still the damaged one that is looked at, with its backups.
        self.start(ctx, move || {
            let (_, salvaged, _) = Engine::salvage(&from, &to, super::TIMEOUT)?;
            let mut engine = Engine::open_existing(&to, super::TIMEOUT)?;
            engine.tell_salvaged(&from, &salvaged);
            Ok(engine)
        })
    }

    /// A worker without a workspace: whoever held it has let go of it then.
    pub(super) fn let_go(&self, ctx: &egui::Context, problem: Problem) -> Worker {
        self.start(ctx, move || Err(problem))
    }

    /// Begins the thread that opens it. Where that fails for want of a sound file, its backups are told along.
    fn start(&self, ctx: &egui::Context, open: impl FnOnce() -> Result<Engine, Problem> + Send + 'static) -> Worker {
        let (waker, home) = (ctx.clone(), self.home.clone());
        let open = move || {
            open().map_err(|problem| {
                let backups = if Engine::may_be_replaced(&home, &problem) { Engine::backups(&home).unwrap_or_default() } else { Vec::new() }.into();
                // Who has several must know which one it is.
                let is_named = problem.is_end || problem.detail.contains(&*home.to_string_lossy());
                let detail = if is_named { problem.detail } else { format!("{} Its file is {}.", problem.detail, home.display()) };
                Problem { detail, backups, ..problem }
            })
        };
        Worker::start(open, self.clock.clone(), move || waker.request_repaint())
    }
}
