//! Mark: what came of a task at LinkedIn. Nothing is done there from here; the member says what they did.

use super::{Done, Emit, Engine};
use crate::{
    event::{Event, Problem},
    model::{
        decision::Decision,
        moment::Moment,
        person::PersonId,
        removal_list::ListedPerson,
        shown_text::people as people_in_words,
        task::{TaskKind, TaskState, WorkItem},
    },
    store::{StoreError, decisions, tasks},
};

impl Engine {
    pub(super) fn mark(&mut self, person_ids: &[PersonId], kind: Option<TaskKind>, state: TaskState, now: Moment, emit: Emit<'_>) -> Done {
        let items = self.store.work_items()?;
        let mut affected: Vec<&WorkItem> = Vec::new();
        for id in person_ids {
            let theirs = items.iter().filter(|item| item.person_id == *id && item.is_current);
            affected.extend(theirs.filter(|item| kind.is_none_or(|kind| item.kind == kind)).min_by_key(|item| item.kind));
        }
        if affected.is_empty() {
            return Err(Problem::new(
                "They are not on the work list",
                "Nothing was noted.",
                "Finalize a batch first, or choose people to unfollow: the work list holds those.",
            ));
        }
        affected.sort_by_key(|item| item.person_id);
        affected.dedup_by_key(|item| item.person_id);
        affected.retain(|item| item.state != state);
        if state == TaskState::ChangedMind
            && let Some(done) = affected.iter().find(|item| item.kind == TaskKind::Remove && item.state == TaskState::Done)
        {
            return Err(Problem::new(
                format!("{} is marked as done", done.listed.facts.name()),
                "Whom you removed at LinkedIn does not stay by a change of mind here. Nothing was noted.",
                "If that was a slip, put them back on the work list first. If they are gone, invite them again from the ledger.",
            ));
        }
        if state == TaskState::ChangedMind
            && let Some(gone) = affected.iter().find(|item| !item.is_connected)
        {
            return Err(Problem::new(
                format!("{} is gone already", gone.listed.facts.name()),
                "The newest export does not hold them any more, so they cannot stay by a change of mind here. Nothing was noted.",
                "Invite them again from the ledger. If they are still connected, import a new export: it brings them back.",
            ));
        }
        let is_unfollowing = affected.iter().all(|item| item.kind == TaskKind::Unfollow);
        let verb = match state {
            TaskState::ToDo => "Put back on the work list",
            TaskState::Done if is_unfollowing => "Mark as unfollowed",
            TaskState::Done => "Mark as done",
            TaskState::Skipped => "Skip",
            TaskState::NotFound => "Mark as not found",
            TaskState::ChangedMind => "Keep after all",
        };
        let who = match affected.as_slice() {
            [one] => self.store.facts(one.person_id)?.map_or_else(|| one.listed.facts.name(), |facts| facts.name()),
            many => people_in_words(many.len()),
        };
        let name = format!("{verb}: {who}");
        let ((), touched) = self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> {
            affected.iter().try_for_each(|item| {
                tasks::set_state(transaction, item.person_id, item.batch, state, now.at)?;
                if state == TaskState::ChangedMind {
                    decisions::release(transaction, item.person_id, Decision::Keep, now.at)?;
                }
                Ok(())
            })
        })?;
        let past = match state {
            TaskState::Done if is_unfollowing => "Marked as unfollowed",
            TaskState::Done => "Marked as done",
            TaskState::Skipped => "Skipped",
            TaskState::NotFound => "Marked as not found",
            TaskState::ToDo | TaskState::ChangedMind => verb,
        };
        self.announce(&format!("{past}: {who}"), String::new(), touched, now, emit)
    }

    /// Marks people to be unfollowed, which leaves them in Keep, or takes that back.
    pub(super) fn set_unfollow(&mut self, person_ids: &[PersonId], is_to_unfollow: bool, now: Moment, emit: Emit<'_>) -> Done {
        let affected: Vec<PersonId> = self
            .store
            .states(person_ids)?
            .into_iter()
            .filter(|(_, state)| state.batch.is_none() && (state.decision == Decision::Unfollow) != is_to_unfollow)
            .map(|(id, _)| id)
            .collect();
        let verb = if is_to_unfollow { "Unfollow" } else { "Do not unfollow" };
        let name = self.named(&affected, verb, &format!("{verb} {{}}"))?;
        let ((), touched) = self.store.transact(now.at, &name, |transaction| -> Result<(), StoreError> {
            affected.iter().try_for_each(|id| {
                if is_to_unfollow {
                    decisions::decide(transaction, *id, Decision::Unfollow, now.at)?;
                    tasks::put_unfollow(transaction, *id)
                } else {
                    decisions::decide(transaction, *id, Decision::Keep, now.at)?;
                    tasks::drop_unfollow(transaction, *id)
                }
            })
        })?;
        let on_list = "On the work list, to unfollow";
        let done = if is_to_unfollow { self.named(&affected, on_list, &format!("{on_list}: {{}}"))? } else { name };
        self.announce(&done, String::new(), touched, now, emit)
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

    pub(super) fn load_work_list(&self, emit: Emit<'_>) -> Done {
        emit(Event::WorkListLoaded(self.work_list()?));
        Ok(())
    }
}
