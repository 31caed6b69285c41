//! The workspace that the window works on: which one, how it is opened, and where the window stands.

use std::path::PathBuf;

use super::{known_workspaces::KnownWorkspaces, window_place::WindowPlace};
use crate::{
    engine::Engine,
    event::Problem,
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
    clock: Clock,
}

impl Session {
    pub(super) fn new(home: PathBuf, opens: Opens, clock: Clock, known: KnownWorkspaces) -> Self {
        Self { place: WindowPlace::read(&home), home, opens, clock, known }
    }

    /// Goes over to another workspace.
    pub(super) fn change_to(&mut self, home: PathBuf, opens: Opens) {
        *self = Self::new(home, opens, self.clock.clone(), std::mem::take(&mut self.known));
    }

    /// Opens it on a thread of its own.
    pub(super) fn open(&self, ctx: &egui::Context) -> Worker {
        let (home, opens, begun, known) = (self.home.clone(), self.opens, self.clock.now(), self.known.clone());
        self.start(ctx, move || {
            let engine = match opens {
                Opens::Sample => Engine::open_sample(&home, super::TIMEOUT, &begun),
                Opens::OwnOrNew => Engine::open(&home, super::TIMEOUT),
                Opens::Existing => Engine::open_existing(&home, super::TIMEOUT),
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

    /// A worker without a workspace: whoever held it has let go of it then.
    pub(super) fn let_go(&self, ctx: &egui::Context, problem: Problem) -> Worker {
        self.start(ctx, move || Err(problem))
    }

    fn start(&self, ctx: &egui::Context, open: impl FnOnce() -> Result<Engine, Problem> + Send + 'static) -> Worker {
        let waker = ctx.clone();
        Worker::start(open, self.clock.clone(), move || waker.request_repaint())
    }
}
