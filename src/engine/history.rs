//! Undo, redo, and going back to a point of the history.

use super::{Done, Emit, Engine};
use crate::{
    event::{Event, Operation},
    model::{moment::Moment, watch::Watch},
    store::{StoreError, StoreResult, Touched},
};

impl Engine {
    pub(super) fn undo(&mut self, now: Moment, watch: &mut dyn Watch, emit: Emit<'_>) -> Done {
        let turned = self.store.undo(now.at, watch);
        self.tell_turn(turned, "Undone", "There is nothing to undo", now, emit)
    }

    pub(super) fn redo(&mut self, now: Moment, watch: &mut dyn Watch, emit: Emit<'_>) -> Done {
        let turned = self.store.redo(now.at, watch);
        self.tell_turn(turned, "Done again", "There is nothing to do again", now, emit)
    }

    fn tell_turn(&mut self, turned: StoreResult<Option<(String, Touched)>>, done: &str, nothing: &str, now: Moment, emit: Emit<'_>) -> Done {
        match turned {
            Ok(Some((name, touched))) => self.announce(&format!("{done}: {name}"), String::new(), Some(touched), now, emit),
            Ok(None) => self.announce("", nothing.to_owned(), None, now, emit),
            Err(StoreError::Stopped) => self.announce("", format!("Stopped: nothing was {}", done.to_lowercase()), None, now, emit),
            Err(error) => Err(error.into()),
        }
    }

    /// Each step is a commit of its own, so that a fault on the way leaves a state that the history knows.
    pub(super) fn return_to(&mut self, operation_id: i64, now: Moment, watch: &mut dyn Watch, emit: Emit<'_>) -> Done {
        let steps = self.store.history()?;
        let backward = steps.iter().filter(|step| step.id > operation_id && !step.is_undone).count();
        let forward = steps.iter().filter(|step| step.id <= operation_id && step.is_undone).count();
        let mut all: Option<Touched> = None;
        let mut is_stopped = false;
        for turn in 0..backward.max(forward) {
            let turned = if turn < backward { self.store.undo(now.at, watch) } else { self.store.redo(now.at, watch) };
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
            all.people.extend(touched.people);
        }
        if let Some(all) = &mut all {
            all.people.sort_unstable();
            all.people.dedup();
        }
        let (done, remark) = match (is_stopped, &all) {
            (false, _) => ("Went to another point of the history", String::new()),
            (true, Some(_)) => ("Stopped on the way to another point of the history", String::new()),
            (true, None) => ("", "Stopped: nothing was changed".to_owned()),
        };
        self.announce(done, remark, all, now, emit)
    }

    pub(super) fn load_history(&self, now: Moment, emit: Emit<'_>) -> Done {
        let steps = self
            .store
            .history()?
            .into_iter()
            .map(|step| Operation { id: step.id, at: step.at, local: now.offset.to_datetime(step.at), name: step.name, is_undone: step.is_undone })
            .collect();
        emit(Event::HistoryLoaded(steps));
        Ok(())
    }
}
