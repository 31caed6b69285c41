//! What the window asks of the engine by itself: more of who is looked at, and what a search that finds
//! nobody may have meant; and what it has worked out beside the screen.

use super::App;
use crate::{
    command::Command,
    event::Event,
    state::State,
    worker::{self, Worker},
};

/// Once people were loaded, has the rest of the index worked out beside the screen, so that nobody who sorts or types waits. Where
/// no thread can be had, each part is worked out when it is asked for.
pub(super) fn work_out_rest(event: &Event) {
    if let Event::Loaded(snapshot) = event {
        worker::aside("partwell-index", snapshot.index.rest());
    }
}

impl App {
    /// Begins anew with another engine: what was asked of the one before is forgotten.
    pub(super) fn begin_with(&mut self, worker: Worker) {
        self.worker = worker;
        (self.asked_near_misses, self.near_misses_under_way) = (None, None);
        let workspaces = std::mem::take(&mut self.state.workspaces);
        self.state = State::opening(self.state.hides_names());
        self.state.workspaces = workspaces;
    }

    pub(super) fn ask_for_wanted(&mut self) {
        // One at a time: whoever types on is asked for again when the answer is there.
        if self.near_misses_under_way.is_some_and(|ticket| self.state.settlement(ticket).is_some()) {
            self.near_misses_under_way = None;
        }
        if self.near_misses_under_way.is_none()
            && let Some(of) = self.state.wanted_near_misses().filter(|of| self.asked_near_misses.as_ref() != Some(of))
        {
            let (pane, search, _) = of.clone();
            self.near_misses_under_way = Some(self.command(Command::FindNearMisses { pane, search }));
            self.asked_near_misses = Some(of);
        }
        let wanted = self.state.wanted_details();
        if wanted != self.asked_details {
            self.asked_details = wanted;
            if let Some(person_id) = wanted {
                self.command(Command::LoadPerson { person_id });
            }
        }
    }
}
