//! What the work list keeps between frames: its order, who is worked on, the time box.

use egui::Ui;

use super::{action::Inbox, batch_panel::BatchDraft};
use crate::{
    model::{
        batch::{
            pace::{Pace, Progress},
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        id::PersonId,
    },
    state::{State, loaded::Data},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct WorkDraft {
    /// The table of a batch, if one is looked at.
    pub batches: BatchDraft,
    /// Who is worked on; else the first who waits.
    pub(super) current: Option<(PersonId, TaskKind)>,
    /// Whose name was copied: the next key is "done".
    pub(super) copied: Option<(PersonId, TaskKind)>,
    /// Whether the window has been left since the name was copied: only then does Enter mean that it is done.
    pub(super) has_been_away: bool,
    /// Today's portion is done, and the member goes on.
    pub(super) goes_on: bool,
    /// When the session began or went on, in seconds of the window; none while it rests.
    pub(super) began: Option<f64>,
    /// Seconds of the session before it last went on.
    pub(super) before: f64,
    /// Whether the place of the last time was taken up.
    pub(super) is_resumed: bool,
    /// The version that the figures below are of.
    pub(super) version: Option<(u64, Pace)>,
    pub(super) progress: Progress,
    /// Places in the work list that wait, in the order in which they come.
    pub(super) queue: Vec<usize>,
    /// Places that were dealt with, latest first.
    pub(super) settled: Vec<usize>,
}

impl WorkDraft {
    /// Asks for the list when it is not there or old, and works out the order once per change.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::WorkList);
        let Some(items) = state.work_list.get() else { return };
        if !std::mem::replace(&mut self.is_resumed, true) {
            self.current = state.settings.worked_on;
        }
        let version = Some((state.work_list.arrivals(), state.settings.pace));
        if self.version == version {
            return;
        }
        self.version = version;
        self.progress = Progress::of(items, state.settings.pace, &state.overview.time);
        self.queue = (0..items.len()).filter(|at| items.get(*at).is_some_and(WorkItem::is_open)).collect();
        // Whoever was passed over comes again at the end.
        self.queue.sort_by_key(|at| items.get(*at).map(|item| item.state));
        self.settled = (0..items.len()).filter(|at| items.get(*at).is_some_and(|item| !item.is_open() && item.state != TaskState::ToDo)).collect();
        self.settled.sort_by_key(|at| std::cmp::Reverse(items.get(*at).and_then(|item| item.acted_at)));
    }

    /// The place of who is worked on.
    pub(super) fn place(&self, items: &[WorkItem]) -> Option<usize> {
        let chosen = self.current.and_then(|current| items.iter().position(|item| (item.person_id, item.kind) == current));
        chosen.filter(|at| items.get(*at).is_some_and(WorkItem::is_open)).or_else(|| self.queue.first().copied())
    }

    /// The first thing that is done begins the session, or ends a pause.
    pub(super) fn begin(&mut self, ui: &Ui) {
        self.began.get_or_insert_with(|| ui.input(|input| input.time));
    }

    /// Seconds that the session has lasted, pauses left out; none before it began.
    pub(super) fn lasted(&self, now: f64) -> Option<f64> {
        match self.began {
            Some(began) => Some(self.before + (now - began).max(0.0)),
            None => (self.before > 0.0).then_some(self.before),
        }
    }

    pub(super) fn pause(&mut self, now: f64) {
        self.before = self.lasted(now).unwrap_or_default();
        self.began = None;
    }

    /// The clock begins anew; a session that rests goes on resting.
    pub(super) fn restart_clock(&mut self, now: f64) {
        self.before = 0.0;
        self.began = self.began.map(|_| now);
    }
}
