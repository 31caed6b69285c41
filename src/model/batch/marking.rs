//! Which tasks the member's word on people is about, and when it cannot be taken.

use crate::model::{
    batch::{
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    id::PersonId,
};

/// Why nothing is noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkRefusal<'w> {
    /// None of them is on the work list.
    NotListed,
    /// This person was removed at LinkedIn already: a change of mind comes too late.
    Done(&'w WorkItem),
    /// The newest export does not hold this person: they cannot stay.
    Gone(&'w WorkItem),
}

/// The tasks that get a new state, one a person, those to remove before those to unfollow.
///
/// # Errors
/// When nothing at all may be noted.
pub fn tasks_to_mark<'w>(
    items: &'w [WorkItem],
    person_ids: &[PersonId],
    kind: Option<TaskKind>,
    state: TaskState,
) -> Result<Vec<&'w WorkItem>, MarkRefusal<'w>> {
    let mut tasks: Vec<&WorkItem> = Vec::new();
    for id in person_ids {
        let theirs = items.iter().filter(|item| item.person_id == *id && item.is_current);
        tasks.extend(theirs.filter(|item| kind.is_none_or(|kind| item.kind == kind)).min_by_key(|item| item.kind));
    }
    if tasks.is_empty() {
        return Err(MarkRefusal::NotListed);
    }
    tasks.sort_by_key(|item| item.person_id);
    tasks.dedup_by_key(|item| item.person_id);
    tasks.retain(|item| item.state != state);
    if state == TaskState::ChangedMind {
        if let Some(done) = tasks.iter().find(|item| item.kind == TaskKind::Remove && item.state == TaskState::Done) {
            return Err(MarkRefusal::Done(done));
        }
        if let Some(gone) = tasks.iter().find(|item| !item.is_connected) {
            return Err(MarkRefusal::Gone(gone));
        }
    }
    Ok(tasks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{batch::removal_list::ListedPerson, id::BatchId};

    fn item(id: i64, kind: TaskKind, state: TaskState) -> WorkItem {
        WorkItem {
            person_id: PersonId(id),
            kind,
            batch: (kind == TaskKind::Remove).then_some(BatchId(1)),
            state,
            acted_at: None,
            is_connected: true,
            is_current: true,
            former_slug: None,
            verdict: None,
            listed: ListedPerson::default(),
        }
    }

    #[test]
    fn one_task_a_person_is_marked_and_those_marked_so_already_are_left() {
        let items = [item(1, TaskKind::Unfollow, TaskState::ToDo), item(1, TaskKind::Remove, TaskState::ToDo), item(2, TaskKind::Remove, TaskState::Done)];
        let people = [PersonId(2), PersonId(1), PersonId(1), PersonId(7)];
        let marked = tasks_to_mark(&items, &people, None, TaskState::Done).unwrap();
        assert_eq!(marked, [&items[1]]);
        assert_eq!(tasks_to_mark(&items, &people, Some(TaskKind::Unfollow), TaskState::Done).unwrap(), [&items[0]]);
        assert_eq!(tasks_to_mark(&items, &[PersonId(7)], None, TaskState::Done), Err(MarkRefusal::NotListed));
    }

    #[test]
    fn a_change_of_mind_comes_too_late_for_who_was_removed_or_is_gone() {
        let mut items = [item(1, TaskKind::Remove, TaskState::ToDo), item(2, TaskKind::Remove, TaskState::Done), item(3, TaskKind::Remove, TaskState::ToDo)];
        items[2].is_connected = false;
        let changed = |id: i64| tasks_to_mark(&items, &[PersonId(1), PersonId(id)], None, TaskState::ChangedMind);
        assert_eq!(changed(2), Err(MarkRefusal::Done(&items[1])));
        assert_eq!(changed(3), Err(MarkRefusal::Gone(&items[2])));
        assert_eq!(changed(1), Ok(vec![&items[0]]));
        // History is no task.
        items[0].is_current = false;
        assert_eq!(tasks_to_mark(&items, &[PersonId(1)], None, TaskState::ChangedMind), Err(MarkRefusal::NotListed));
    }
}
