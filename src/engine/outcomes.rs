//! Outcomes: what each import said of removals and what it changed, the member's word on a suspected export, and two rows
//! that are one person.

use jiff::civil::Date;

use super::{CommandResult, Emit, Engine, write_import};
use crate::model::import::export_status::ExportStatus;
use crate::{
    event::{Event, ImportOutcome, JobChange, OutcomePerson, OutcomeVerdict, Problem},
    model::{
        batch::{
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        id::{ImportId, PersonId, PersonMap},
        import::verdict::{self, Verdict},
        local_time::LocalTime,
        matching::{
            accepted_export::{Accepted, Conclusion},
            import_plan,
        },
        operation::{Operation, Subject},
        person::{Facts, PastJob, PersonState, decision::Pane},
        text::display_text::people as people_in_words,
    },
    store::verdicts::{ChangeKind, StoredChange, StoredVerdict},
};

impl Engine {
    /// The import that is asked for; else the last one.
    fn import_or_last(&self, import: Option<ImportId>) -> Result<(ImportId, ExportStatus), Problem> {
        let nothing = || Problem::new("Nothing was imported yet", "There is nothing to compare.", "Import an export first.");
        let imports = self.store.imports()?;
        let Some(import) = import else {
            let last = imports.into_iter().max_by_key(|known| known.id).ok_or_else(nothing)?;
            return Ok((last.id, last.standing));
        };
        let known = imports.into_iter().find(|known| known.id == import);
        known
            .map(|known| (known.id, known.standing))
            .ok_or_else(|| Problem::new(format!("There is no import {}", import.0), "Imports are counted from 1.", "Leave the number out for the newest."))
    }

    /// Sends what an import said and changed.
    pub(super) fn load_outcome(&self, import: Option<ImportId>, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        emit(Event::OutcomeLoaded { asked: import, outcome: Box::new(self.outcome(import, now)?) });
        Ok(())
    }

    fn outcome(&self, import: Option<ImportId>, now: &LocalTime) -> Result<ImportOutcome, Problem> {
        let (import, standing) = self.import_or_last(import)?;
        let stored = self.store.imports()?.into_iter().find(|known| known.id == import);
        let known: PersonMap<Facts> = self.store.known_people()?.into_iter().map(|person| (person.id, person.facts)).collect();
        let person = |id: PersonId| {
            let facts = known.get(&id).cloned().unwrap_or_default();
            OutcomePerson { person_id: id, facts }
        };
        let mut outcome = ImportOutcome {
            import,
            at: stored.as_ref().map(|stored| stored.at),
            source: stored.as_ref().map(|stored| stored.source.clone()).unwrap_or_default(),
            standing,
            is_first: self.store.last_trusted_before(import)?.is_none(),
            is_newest: self.store.newest_import()?.is_some_and(|(newest, _)| newest == import),
            ..ImportOutcome::default()
        };
        for stored in self.store.verdicts(import)? {
            outcome.verdicts.push(OutcomeVerdict {
                who: person(stored.person_id),
                batch: stored.batch,
                verdict: stored.verdict,
                other: stored.other.filter(|other| known.contains_key(other)).map(person),
                is_before_done: false,
                waits: false,
            });
        }
        for change in self.store.changes(import)? {
            let who = person(change.person_id);
            match change.kind {
                ChangeKind::Gone => outcome.gone.push(who),
                ChangeKind::Returned => outcome.returned.push(who),
                ChangeKind::Job => outcome.job_changed.push(self.job_change(who, change)?),
                ChangeKind::Link => {}
            }
        }
        outcome.added = self.store.added_by(import)?.into_iter().map(person).collect();
        outcome.missing = self.store.missing(import)?.into_iter().map(|(id, _)| person(id)).collect();
        tell_tasks(&mut outcome, &self.store.work_items()?, stored.and_then(|stored| stored.report.named_on), now);
        Ok(outcome)
    }

    fn job_change(&self, who: OutcomePerson, change: StoredChange) -> Result<JobChange, Problem> {
        let state: PersonState = self.store.states(&[change.person_id])?.into_iter().next().map(|(_, state)| state).unwrap_or_default();
        let is_in_batch = state.batch.is_some();
        let is_leaving = is_in_batch || state.pane() == Some(Pane::Remove);
        Ok(JobChange { who, was: change.was, is_now: change.is_now, is_leaving, is_in_batch, may_stay: false })
    }

    /// The member has looked: an export that looked cut short is whole. Whoever is missing in it counts as gone now.
    pub(super) fn accept_export(&mut self, import: ImportId, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let (import, standing) = self.import_or_last(Some(import))?;
        if standing != ExportStatus::CutShort {
            return Err(Problem::new("That export does not look incomplete", "Nothing was changed.", "There is nothing to confirm."));
        }
        if self.store.newest_import()?.is_none_or(|(newest, _)| newest != import) {
            return Err(Problem::new(
                "There is a newer export",
                "Who is connected now is known from that one. Nothing was changed.",
                "Look at the outcome of the newest import.",
            ));
        }
        let conclusions = self.accepted(import)?.conclude(&self.store.known_people()?, now);
        let count = |holds: &dyn Fn(&Conclusion) -> bool| conclusions.iter().filter(|told| holds(told)).count();
        let (gone, unclear) = (count(&|told| told.is_gone), count(&|told| told.verdict == Verdict::Unclear));
        let remark = if unclear > 0 { format!("{} unclear: they stay", people_in_words(unclear)) } else { String::new() };
        self.change(Operation::AcceptExport { gone }, remark, now, emit, |edit| {
            edit.set_standing(import, ExportStatus::Newest)?;
            for told in &conclusions {
                if told.is_gone {
                    write_import::mark_gone(edit, import, told.id)?;
                }
                let verdict = StoredVerdict { person_id: told.id, batch: told.batch, verdict: told.verdict, other: told.other };
                write_import::record(edit, import, &verdict, told.is_new_tie, now.at)?;
            }
            edit.forget_missing(import)
        })
    }

    /// What is known when the member says that an import is whole.
    fn accepted(&self, import: ImportId) -> Result<Accepted, Problem> {
        let marks = self.store.last_trusted_before(import)?.map(|before| self.store.ghost_days(before)).transpose()?.flatten();
        let growth = marks.zip(self.store.ghost_days(import)?).map(|(before, now)| verdict::ghost_growth(&before, &now)).unwrap_or_default();
        let stored = self.store.imports()?.into_iter().find(|known| known.id == import);
        Ok(Accepted {
            missing: self.store.missing(import)?.into_iter().collect(),
            plans: self.store.plans()?,
            returned: self.store.returned_since_trusted(import)?,
            growth,
            made_at: stored.as_ref().map(|stored| stored.at),
            named_on: stored.and_then(|stored| stored.report.named_on),
        })
    }

    /// The member says that somebody who is missing is the new one under another link: one person from now on.
    pub(super) fn join_people(&mut self, person_id: PersonId, other_id: PersonId, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let (import, _) =
            self.store.newest_import()?.ok_or_else(|| Problem::new("Nothing was imported yet", "Nobody can be joined.", "Import an export first."))?;
        let (old, new) = self.may_be_joined(import, person_id, other_id)?;
        let plan = self.store.plans()?.get(&person_id).copied();
        let named_on = self.store.imports()?.into_iter().find(|known| known.id == import).and_then(|known| known.report.named_on);
        let operation = Operation::JoinPeople { person: Subject::one(old.name()) };
        let change = StoredChange { person_id, kind: ChangeKind::Link, was: old.url.to_string(), is_now: new.url.to_string() };
        self.change(operation, String::new(), now, emit, |edit| {
            edit.delete_verdict(import, person_id)?;
            edit.forget_gone(import, person_id)?;
            edit.join(person_id, other_id)?;
            if let Some((company, position)) = import_plan::past_job(&old, &new) {
                edit.keep_past_job(person_id, &PastJob { company, position, until: now.at })?;
                let job = StoredChange { person_id, kind: ChangeKind::Job, was: old.work(), is_now: new.work() };
                edit.insert_change(import, &job)?;
            }
            edit.update_person(person_id, &new)?;
            // They are there, so what was to be done was not, or did not take.
            if let Some(verdict) = verdict::judge_present(true, plan, named_on, now) {
                let verdict = StoredVerdict { person_id, batch: plan.map(|plan| plan.batch), verdict, other: None };
                write_import::record(edit, import, &verdict, false, now.at)?;
            }
            edit.insert_change(import, &change)
        })
    }

    /// The facts of two who were offered as one person.
    fn may_be_joined(&self, import: ImportId, person_id: PersonId, other_id: PersonId) -> Result<(Facts, Facts), Problem> {
        let offered = self.store.verdicts(import)?.into_iter().any(|verdict| verdict.person_id == person_id && verdict.other == Some(other_id));
        let (Some(old), Some(new)) = (self.store.facts(person_id)?, self.store.facts(other_id)?) else {
            return Err(Problem::new("One of them is not known any more", "Nothing was joined.", "Look at the outcome of the newest import."));
        };
        if !offered {
            return Err(Problem::new(
                "They were not offered as one person",
                format!("{} and {} stay two. Nothing was joined.", old.name(), new.name()),
                "Only a missing person and a new one of the same name and day can be joined, in the newest import.",
            ));
        }
        let items = self.store.work_items()?;
        if items.iter().any(|item| item.person_id == other_id && item.batch.is_some()) {
            return Err(Problem::new(
                format!("{} is in a finalized batch under the new link", new.name()),
                "Joining would take them out of it. Nothing was joined.",
                "Take that batch back first; the history shows it.",
            ));
        }
        Ok((old, new))
    }

    /// The member says that somebody of whom nothing was concluded is gone, and nobody else in the export.
    pub(super) fn count_as_gone(&mut self, person_id: PersonId, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let not_unclear = || Problem::new("Nothing is unclear about them", "Nothing was changed.", "Look at the outcome of the newest import.");
        let (import, _) = self.store.newest_import()?.ok_or_else(not_unclear)?;
        let told = self.store.verdicts(import)?.into_iter().find(|verdict| verdict.person_id == person_id && verdict.verdict == Verdict::Unclear);
        let told = told.ok_or_else(not_unclear)?;
        let verdict = if told.batch.is_some() { Verdict::AsPlanned } else { Verdict::Left };
        let operation = Operation::CountAsGone { person: self.subject(&[person_id])?, was_other_offered: told.other.is_some() };
        self.change(operation, String::new(), now, emit, |edit| {
            edit.delete_verdict(import, person_id)?;
            write_import::mark_gone(edit, import, person_id)?;
            write_import::record(edit, import, &StoredVerdict { verdict, other: None, ..told }, false, now.at)
        })
    }
}

/// Adds what the work list knows of those in an outcome. `named_on` is the day of the export, where its name tells it.
fn tell_tasks(outcome: &mut ImportOutcome, items: &[WorkItem], named_on: Option<Date>, now: &LocalTime) {
    let removals = || items.iter().filter(|item| item.kind == TaskKind::Remove).map(|item| (item.person_id, item));
    let (tasks, current): (PersonMap<&WorkItem>, PersonMap<&WorkItem>) = (removals().collect(), removals().filter(|(_, item)| item.is_current).collect());
    for change in &mut outcome.job_changed {
        // Whom the member has removed already does not stay by a click.
        let task = current.get(&change.who.person_id);
        change.may_stay = change.is_leaving && task.is_none_or(|task| task.is_connected && task.state != TaskState::Done);
    }
    for told in outcome.verdicts.iter_mut().filter(|told| told.verdict == Verdict::StillConnected) {
        let Some(task) = tasks.get(&told.who.person_id) else { continue };
        told.waits = task.is_open();
        // What was said to be done after the day of the export, the export cannot know.
        told.is_before_done = named_on.zip(task.acted_at).is_some_and(|(day, at)| now.day_of(at) >= day);
    }
}
