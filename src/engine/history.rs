//! Undo, redo, and going back to a point of the history.

use super::{CommandResult, Emit, Engine, nothing_done};
use crate::{
    event::Event,
    model::{local_time::LocalTime, operation::Announcement, progress::ProgressSink},
    store::{ChangedRows, StoreError},
};

impl Engine {
    pub(super) fn undo(&mut self, now: &LocalTime, progress: &mut dyn ProgressSink, emit: Emit<'_>) -> CommandResult {
        let turned = self.store.undo(now.at, progress);
        match turned {
            Ok(Some((operation, touched))) => self.announce(Announcement::Undone(operation), String::new(), &touched, now, emit),
            Ok(None) => nothing_done("There is nothing to undo".to_owned(), emit),
            Err(StoreError::Stopped) => nothing_done("Stopped: nothing was undone".to_owned(), emit),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn redo(&mut self, now: &LocalTime, progress: &mut dyn ProgressSink, emit: Emit<'_>) -> CommandResult {
        let turned = self.store.redo(now.at, progress);
        match turned {
            Ok(Some((operation, touched))) => self.announce(Announcement::Redone(operation), String::new(), &touched, now, emit),
            Ok(None) => nothing_done("There is nothing to redo".to_owned(), emit),
            Err(StoreError::Stopped) => nothing_done("Stopped: nothing was redone".to_owned(), emit),
            Err(error) => Err(error.into()),
        }
    }

    /// Each step is a commit of its own, so that a fault on the way leaves a state that the history knows.
    pub(super) fn return_to(&mut self, operation_id: i64, now: &LocalTime, progress: &mut dyn ProgressSink, emit: Emit<'_>) -> CommandResult {
        let mut steps = self.store.history()?;
        // What can no longer be taken back ends the way there.
        steps.retain(|step| step.can_turn);
        let backward = steps.iter().filter(|step| step.id > operation_id && !step.is_undone).count();
        let forward = steps.iter().filter(|step| step.id <= operation_id && step.is_undone).count();
        let mut all: Option<ChangedRows> = None;
        let mut is_stopped = false;
        for turn in 0..backward.max(forward) {
            let turned = if turn < backward { self.store.undo(now.at, progress) } else { self.store.redo(now.at, progress) };
            let turned = match turned {
                Err(StoreError::Stopped) => {
                    is_stopped = true;
                    break;
                }
                turned => turned?,
            };
            let Some((_, touched)) = turned else { break };
            let all = all.get_or_insert_default();
            all.replaces_people |= touched.replaces_people;
            all.touched = all.touched.and(touched.touched);
            all.people.extend(touched.people);
        }
        let Some(mut all) = all else {
            return nothing_done(if is_stopped { "Stopped: nothing was changed".to_owned() } else { String::new() }, emit);
        };
        all.people.sort_unstable();
        all.people.dedup();
        self.announce(Announcement::Restored { is_stopped }, String::new(), &all, now, emit)
    }

    pub(super) fn load_history(&self, emit: Emit<'_>) -> CommandResult {
        emit(Event::HistoryLoaded(self.store.history()?));
        Ok(())
    }
}
