//! Load: what the screen needs to show.

use super::{CommandResult, Emit, Engine};
use crate::model::{
    id::{BatchId, PersonId},
    person::{Person, decision::Pane, namesakes::Namesakes},
    queue,
    search::index::Index,
    suggestion::{self, Suggestions},
};
use crate::{
    event::{BatchSummary, Event, LastImport, Overview, PersonDetails, Problem, Snapshot},
    model::{local_time::LocalTime, progress::Progress},
};

impl Engine {
    /// Sends everything.
    pub(super) fn load(&mut self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        // Nothing is written to what is only read, or was just found damaged.
        if !self.is_sample && !self.reads_only() {
            self.store.remark_on_place();
        }
        // A large network takes a moment; of a small one nothing is said.
        let mut is_large = false;
        let mut told = |done: usize, total: usize| {
            is_large = true;
            emit(Event::Progressed(Progress { doing: "Reading your connections".to_owned(), done, total: Some(total), can_stop: false }));
        };
        let people = self.store.connected_people_told(&mut told)?;
        if is_large {
            emit(Event::Progressed(Progress { doing: "Making them ready to be searched".to_owned(), done: 0, total: None, can_stop: false }));
        }
        self.send_people(people, now, emit)
    }

    /// Sends the same with nobody but those who have these profiles.
    pub(super) fn load_only(&mut self, slugs: &[String], now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let people = self.store.people_of(slugs)?;
        self.send_people(people, now, emit)
    }

    fn send_people(&mut self, people: Vec<Person>, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let coverage = self.store.coverage()?;
        let mut index = Index::build(&people, &coverage, now);
        let namesakes = Namesakes::of(people.iter().map(|person| (person.id, &person.facts)));
        let owner_past = self.store.owner_past()?;
        let queues = queue::ready_made(people.iter(), &owner_past.jobs, self.store.first_import_since_review()?, now.today);
        let settings = self.store.settings()?;
        let rules = suggestion::all_rules(&queues, &settings.views).into_iter().filter(|rule| settings.triage.suggesting.contains(&rule.key)).collect();
        index.set_suggested(Suggestions::of(rules, &people, &people, &index, now.today).any);
        emit(Event::Loaded(Box::new(Snapshot {
            workspace: self.store.path().to_owned(),
            is_sample: self.is_sample,
            is_for_reading: self.reads_only(),
            people,
            index,
            namesakes,
            title_words: self.title_words(),
            coverage,
            owner: self.store.owner()?,
            owner_past,
            queues,
            overview: self.overview(now)?,
            settings,
        })));
        Ok(())
    }

    /// The small facts that any change may touch.
    pub(super) fn overview(&self, now: &LocalTime) -> Result<Overview, Problem> {
        Ok(Overview {
            undo_state: self.store.undo_state()?,
            batches: self.store.batch_sizes()?.into_iter().map(|(id, finalized_at, people)| BatchSummary { id, finalized_at, people }).collect(),
            waiting: self.store.waiting_tasks()?,
            last_import: self.store.last_import()?.map(|(at, newest_connection)| LastImport { at, newest_connection }),
            focus: self.store.focus()?,
            time: now.clone(),
        })
    }

    pub(super) fn load_person(&self, person_id: PersonId, emit: Emit<'_>) -> CommandResult {
        let message_texts = self.store.message_texts(person_id)?;
        emit(Event::PersonLoaded(PersonDetails { person_id, first_seen: self.store.first_seen(person_id)?, message_texts }));
        Ok(())
    }

    pub(super) fn find_near_misses(&self, pane: Pane, search: String, emit: Emit<'_>) -> CommandResult {
        let meant = self.store.vocabulary()?.near_misses(&search);
        emit(Event::NearMissesFound { pane, search, meant });
        Ok(())
    }

    pub(super) fn load_imports(&self, emit: Emit<'_>) -> CommandResult {
        emit(Event::ImportsLoaded(self.store.imports()?));
        Ok(())
    }

    pub(super) fn load_batch(&self, batch_id: BatchId, emit: Emit<'_>) -> CommandResult {
        emit(Event::BatchLoaded(Box::new(self.batch(batch_id)?)));
        Ok(())
    }
}
