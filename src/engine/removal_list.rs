//! A removal list, put together from what the workspace holds.

use super::{Engine, finalize};
use crate::model::{
    batch::{
        removal_list::{ListEntry, ListSource, ListStatus, ListedPerson, RemovalList},
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    id::{PersonId, PersonMap},
    person::{decision::Decision, namesakes::Namesakes},
};
use crate::{
    event::Problem,
    model::{
        local_time::LocalTime,
        person::{Facts, Person},
        text::folding,
    },
};

impl Engine {
    /// The list of a source. `only` are those of all connections who stand in it, in this order; all of them by name where none
    /// are named.
    pub(super) fn removal_list(&self, source: ListSource, only: Option<&[PersonId]>, now: &LocalTime) -> Result<RemovalList, Problem> {
        let (everyone, coverage, items) = (self.store.connected_people()?, self.store.coverage()?, self.store.work_items()?);
        let connected: PersonMap<&Person> = everyone.iter().map(|person| (person.id, person)).collect();
        let namesakes = Namesakes::of(everyone.iter().map(|person| (person.id, &person.facts)));
        let same_name = |id: PersonId, facts: &Facts| namesakes.others(id).in_words(facts, |other| connected.get(&other).map(|person| &person.facts));
        let tasks: PersonMap<&WorkItem> =
            items.iter().filter(|item| item.kind == TaskKind::Remove && item.is_current).map(|item| (item.person_id, item)).collect();
        let now_stands = |person: &Person| {
            let task = tasks.get(&person.id).filter(|task| task.batch == person.state.batch);
            ListStatus {
                decision: person.state.decision,
                later_until: person.state.later_until,
                is_protected: person.state.is_protected,
                batch: person.state.batch,
                task: task.map(|task| task.state),
                acted_at: task.and_then(|task| task.acted_at),
                verdict: task.and_then(|task| task.verdict),
                is_gone: false,
                namesakes: same_name(person.id, &person.facts),
            }
        };
        let entry = |person: &Person| ListEntry { person: ListedPerson::of(person, &coverage), status: now_stands(person) };
        let (finalized_at, people) = match source {
            ListSource::Draft => (None, finalize::draft(&everyone).into_iter().map(entry).collect()),
            ListSource::Everyone => {
                let all = if let Some(ids) = only {
                    ids.iter().filter_map(|id| connected.get(id).copied()).collect()
                } else {
                    let mut all: Vec<&Person> = everyone.iter().collect();
                    all.sort_by_cached_key(|person| (folding::fold(&person.facts.name()), person.id));
                    all
                };
                (None, all.into_iter().map(entry).collect())
            }
            ListSource::Batch(id) => {
                let batch = self.batch(id)?;
                let of_batch: PersonMap<&WorkItem> = items.iter().filter(|item| item.batch == Some(id)).map(|item| (item.person_id, item)).collect();
                let people = batch.people.into_iter().map(|person| {
                    let task = of_batch.get(&person.person_id);
                    let status = ListStatus {
                        decision: connected.get(&person.person_id).map_or(Decision::Remove, |now| now.state.decision),
                        batch: Some(id),
                        task: Some(task.map_or(TaskState::ToDo, |task| task.state)),
                        acted_at: task.and_then(|task| task.acted_at),
                        verdict: task.and_then(|task| task.verdict),
                        is_gone: !connected.contains_key(&person.person_id),
                        namesakes: same_name(person.person_id, &person.listed.facts),
                        ..ListStatus::default()
                    };
                    ListEntry { person: person.listed, status }
                });
                (Some(batch.finalized_at), people.collect())
            }
        };
        Ok(RemovalList { source, time: now.clone(), finalized_at, people })
    }
}
