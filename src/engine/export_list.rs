//! Export: writes a removal list.

use std::path::Path;

use super::{CommandResult, Emit, Engine, finalize};
use crate::{
    event::{Event, Problem},
    export,
    model::{
        decision::Decision,
        local_time::LocalTime,
        namesakes::{self, Namesakes},
        person::{Facts, Person, PersonId, PersonMap},
        removal_list::{ListEntry, ListFormat, ListSource, ListStatus, ListedPerson, RemovalList},
        search,
        task::{TaskKind, TaskState, WorkItem},
    },
};

impl Engine {
    pub(super) fn export_list(
        &mut self,
        source: ListSource,
        format: ListFormat,
        path: &Path,
        may_replace: bool,
        now: &LocalTime,
        emit: Emit<'_>,
    ) -> CommandResult {
        self.refuse_own_files(path)?;
        let list = self.removal_list(source, now)?;
        if list.people.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "An empty list was not written.", "Move those to Remove whom you want to part with."));
        }
        if !may_replace && path.exists() {
            emit(Event::WouldReplace { path: path.to_owned() });
            return Ok(());
        }
        // A page or a note of everybody would be a list of nothing to do.
        if source == ListSource::Everyone && !matches!(format, ListFormat::Csv | ListFormat::Json) {
            return Err(Problem::new("All connections are written as a spreadsheet", "Nothing was written.", "Choose CSV or JSON."));
        }
        export::write(&list, format, path)?;
        emit(Event::Exported { path: path.to_owned(), format, people: list.people.len() });
        Ok(())
    }

    /// A list must never take the place of the workspace or of the files that SQLite and the lock keep beside it.
    pub(super) fn refuse_own_files(&self, path: &Path) -> CommandResult {
        if export::holds_a_database(path) {
            return Err(Problem::new(
                "That file is a workspace, or another database",
                format!("{} was not touched, and nothing was written.", path.display()),
                "Choose another name for the list.",
            ));
        }
        let Some(name) = path.file_name() else { return Ok(()) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (Ok(folder), Some(own_folder), Some(own_name)) = (folder.canonicalize(), self.store.path().parent(), self.store.path().file_name()) else {
            return Ok(());
        };
        let is_own_name =
            name.to_string_lossy().strip_prefix(&*own_name.to_string_lossy()).is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal" | ".lock"));
        if is_own_name && own_folder.canonicalize().is_ok_and(|own| own == folder) {
            return Err(Problem::new(
                "That is the workspace itself",
                format!("{} holds your decisions. Nothing was written.", path.display()),
                "Choose another name for the list.",
            ));
        }
        Ok(())
    }

    fn removal_list(&self, source: ListSource, now: &LocalTime) -> Result<RemovalList, Problem> {
        let (everyone, coverage, items) = (self.store.connected_people()?, self.store.coverage()?, self.store.work_items()?);
        let connected: PersonMap<&Person> = everyone.iter().map(|person| (person.id, person)).collect();
        let namesakes = Namesakes::of(everyone.iter().map(|person| (person.id, &person.facts)));
        let same_name = |id: PersonId, facts: &Facts| {
            namesakes::in_words(facts, namesakes.others(id).iter().filter_map(|other| connected.get(other)).map(|person| &person.facts))
        };
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
                let mut all: Vec<&Person> = everyone.iter().collect();
                all.sort_by_cached_key(|person| (search::fold(&person.facts.name()), person.id));
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
