//! Mark: what came of a task at LinkedIn. Nothing is done there from here; the member says what they did.

use super::{CommandResult, Emit, Engine};
use crate::model::{
    batch::{
        marking::{self, MarkRefusal},
        removal_list::ListedPerson,
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    id::PersonId,
    person::decision::Decision,
};
use crate::{
    event::{Event, Problem},
    model::{
        local_time::LocalTime,
        operation::{Operation, Subject},
    },
};

impl Engine {
    pub(super) fn mark(&mut self, person_ids: &[PersonId], kind: Option<TaskKind>, state: TaskState, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let items = self.store.work_items()?;
        let affected = marking::tasks_to_mark(&items, person_ids, kind, state).map_err(|refusal| refused(&refusal))?;
        let task = affected.first().map(|item| item.kind).filter(|first| affected.iter().all(|item| item.kind == *first));
        let people = match affected.as_slice() {
            [one] => Subject::one(self.store.facts(one.person_id)?.map_or_else(|| one.listed.facts.name(), |facts| facts.name())),
            several => Subject::several(several.len()),
        };
        self.change(Operation::Mark { people, task, state }, String::new(), now, emit, |edit| {
            affected.iter().try_for_each(|item| {
                edit.set_state(item.person_id, item.batch, state, now.at)?;
                if state == TaskState::ChangedMind {
                    edit.release(item.person_id, Decision::Keep, now.at)?;
                }
                Ok(())
            })
        })
    }

    /// Marks people to be unfollowed, which leaves them in Keep, or takes that back.
    pub(super) fn set_unfollow(&mut self, person_ids: &[PersonId], is_to_unfollow: bool, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let affected: Vec<PersonId> = self
            .store
            .states(person_ids)?
            .into_iter()
            .filter(|(_, state)| state.batch.is_none() && (state.decision == Decision::Unfollow) != is_to_unfollow)
            .map(|(id, _)| id)
            .collect();
        let operation = Operation::SetUnfollow { people: self.subject(&affected)?, is_to_unfollow };
        self.change(operation, String::new(), now, emit, |edit| {
            affected.iter().try_for_each(|id| {
                if is_to_unfollow {
                    edit.decide(*id, Decision::Unfollow, now.at)?;
                    edit.put_unfollow(*id)
                } else {
                    edit.decide(*id, Decision::Keep, now.at)?;
                    edit.drop_unfollow(*id)
                }
            })
        })
    }

    /// The work list whole.
    pub(super) fn work_list(&self) -> Result<Vec<WorkItem>, Problem> {
        let mut items = self.store.work_items()?;
        if items.iter().any(|item| item.kind == TaskKind::Unfollow) {
            let (everyone, coverage) = (self.store.connected_people()?, self.store.coverage()?);
            for item in items.iter_mut().filter(|item| item.kind == TaskKind::Unfollow) {
                if let Some(person) = everyone.iter().find(|person| person.id == item.person_id) {
                    item.listed = ListedPerson::of(person, &coverage);
                } else if let Some(facts) = self.store.facts(item.person_id)? {
                    item.listed = ListedPerson { facts, ..ListedPerson::default() };
                }
            }
        }
        Ok(items)
    }

    pub(super) fn load_work_list(&self, emit: Emit<'_>) -> CommandResult {
        emit(Event::WorkListLoaded(self.work_list()?));
        Ok(())
    }
}

fn refused(refusal: &MarkRefusal<'_>) -> Problem {
    match refusal {
        MarkRefusal::NotListed => Problem::new(
            "They are not on the work list",
            "Nothing was noted.",
            "Finalize a batch first, or choose people to unfollow: the work list holds those.",
        ),
        MarkRefusal::Done(done) => Problem::new(
            format!("{} is marked as done", done.listed.facts.name()),
            "Whom you removed at LinkedIn does not stay by a change of mind here. Nothing was noted.",
            "If that was a slip, put them back on the work list first. If they are gone, invite them again from the ledger.",
        ),
        MarkRefusal::Gone(gone) => Problem::new(
            format!("{} is gone already", gone.listed.facts.name()),
            "The newest export does not hold them any more, so they cannot stay by a change of mind here. Nothing was noted.",
            "Invite them again from the ledger. If they are still connected, import a new export: it brings them back.",
        ),
    }
}
