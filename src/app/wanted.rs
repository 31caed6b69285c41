//! What the window asks of the engine by itself: more of who is looked at, and what a search that finds
//! nobody may have meant; and what it has worked out beside the screen.

use super::App;
use crate::{command::Command, event::Event, state::near_misses::NearMissesOf, worker};

/// Once people were loaded, has the rest of the index worked out beside the screen, so that nobody who sorts or types waits. Where
/// no thread can be had, each part is worked out when it is asked for.
pub(super) fn work_out_rest(event: &Event) {
    if let Event::Loaded(snapshot) = event {
        worker::aside("partwell-index", snapshot.index.rest());
    }
}

impl App {
    pub(super) fn ask_for_wanted(&mut self) {
        // One at a time: whoever types on is asked for again when the answer is there.
        let is_answered = self.asked_near_misses.as_ref().is_none_or(|(ticket, _)| self.state.settlement(*ticket).is_some());
        let is_new = |of: &NearMissesOf| self.asked_near_misses.as_ref().is_none_or(|(_, asked)| asked != of);
        if let Some(of) = self.state.wanted_near_misses().filter(|of| is_answered && is_new(of)) {
            self.asked_near_misses = Some((self.command(Command::FindNearMisses { search: of.1.clone() }), of));
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
