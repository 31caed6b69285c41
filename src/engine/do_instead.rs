//! Do instead: something gentler than a removal. People who stood in Remove go back to Keep with it, in one step.

use super::{CommandResult, Emit, Engine};
use crate::{
    event::Problem,
    model::{
        batch::task::TaskState,
        checklist::{AlternativeWay, alternative},
        id::{PersonId, PersonSet},
        local_time::LocalTime,
        operation::Operation,
        outreach::errand::ErrandKind,
        person::{
            decision::{Decision, Pane},
            reason::Reason,
        },
    },
};

impl Engine {
    pub(super) fn do_instead(&mut self, person_ids: &[PersonId], id: &str, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let known = alternative(id).ok_or_else(|| Problem::new(format!("There is no alternative {id}"), "Nothing was noted.", "They are called A1 to A8."))?;
        if known.way == AlternativeWay::Unfollow {
            return self.set_unfollow(person_ids, true, now, emit);
        }
        let states = self.store.states(person_ids)?;
        let here: Vec<PersonId> = states.iter().filter(|(_, state)| state.pane().is_some()).map(|(id, _)| *id).collect();
        let leaving: Vec<PersonId> = states.iter().filter(|(_, state)| state.pane() == Some(Pane::Remove)).map(|(id, _)| *id).collect();
        let (kind, detail) = match known.way {
            AlternativeWay::Letter(letter) => (ErrandKind::Letter, letter),
            _ => (ErrandKind::Alternative, known.id),
        };
        let all = self.person_errands(&here, kind, detail)?;
        let (errands, remark) = self.without_the_dead(&all, TaskState::ToDo)?;
        if errands.is_empty() {
            return super::nothing_done(remark, emit);
        }
        let dead = if errands.len() < all.len() { self.store.people_with(Reason::HasDied)? } else { PersonSet::default() };
        let is_written_to = |id: &PersonId| !dead.contains(id);
        let leaving: Vec<PersonId> = leaving.into_iter().filter(is_written_to).collect();
        let here: Vec<PersonId> = here.into_iter().filter(is_written_to).collect();
        let operation = Operation::MarkErrands { errand: kind, people: self.subject(&here)?, state: TaskState::ToDo };
        self.change(operation, remark, now, emit, |edit| {
            edit.decide_all(&leaving, Decision::Keep, now.at)?;
            errands.iter().try_for_each(|errand| edit.set_errand(&errand.key, &errand.name, errand.slug.as_deref(), TaskState::ToDo, now.at))
        })
    }
}
