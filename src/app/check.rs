//! Checking a workspace that could not be opened, beside the screen.

use std::sync::mpsc;

use super::{App, TIMEOUT};
use crate::{
    engine::Engine,
    event::{Checked, Problem},
    state::stage::{Check, Stage},
    worker,
};

impl App {
    /// Checks the workspace on a thread of its own; a large one takes its time.
    pub(super) fn check(&mut self, ctx: &egui::Context) {
        // Whoever holds the workspace lets go of it first, so that what is found can be noted.
        if let Stage::Failed(problem) = &self.state.stage {
            self.worker = self.session.let_go(ctx, problem.clone());
        }
        let (sender, receiver) = mpsc::channel();
        let (home, ctx) = (self.session.home.clone(), ctx.clone());
        let is_started = worker::aside("partwell-check", move || {
            // The window may be gone by then.
            let _ = sender.send(Engine::check_file(&home, TIMEOUT));
            ctx.request_repaint();
        });
        if is_started {
            self.checking = Some(receiver);
            self.state.check = Check::UnderWay;
        }
    }

    pub(super) fn follow_check(&mut self) {
        if let Some(answer) = self.checking.as_ref().and_then(|checking| checking.try_recv().ok()) {
            self.checked(answer);
        }
    }

    pub(super) fn checked(&mut self, answer: Result<Checked, Problem>) {
        self.checking = None;
        self.state.check = match answer {
            Ok(checked) => Check::Done(checked.wrong),
            Err(problem) => Check::Failed(problem),
        };
    }
}
