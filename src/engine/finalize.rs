//! Finalize: everybody in Remove becomes one batch, once the checklist is through.

use super::{CommandResult, Emit, Engine};
use crate::model::{batch::removal_list::ListedPerson, checklist::Answers, id::BatchId, person::decision::Pane, text::display_text::people as people_in_words};
use crate::{
    event::Problem,
    model::{
        batch::{Batch, BatchPerson},
        checklist::{self, ChecklistContext},
        local_time::LocalTime,
        operation::Operation,
        person::Person,
        text::folding,
    },
};

impl Engine {
    pub(super) fn finalize(&mut self, answers: Answers, count: usize, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let everyone = self.store.connected_people()?;
        let draft = draft(&everyone);
        if draft.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "A batch needs at least one person.", "Move those to Remove whom you want to part with."));
        }
        let (coverage, owner_jobs) = (self.store.coverage()?, self.store.owner_jobs()?);
        let asked = checklist::ask(&draft, &ChecklistContext { everyone: &everyone, coverage: &coverage, owner_jobs: &owner_jobs, time: now });
        let open = checklist::open_questions(&asked, &answers);
        if !open.is_empty() {
            let verb = if open.len() == 1 { "question is" } else { "questions are" };
            return Err(Problem::new(
                format!("{} {verb} still open", open.len()),
                format!("Not answered: {}. Nothing was finalized.", open.iter().map(|id| id.key()).collect::<Vec<_>>().join(", ")),
                "Answer each one, or mark it as not applying.",
            ));
        }
        if count != draft.len() {
            return Err(Problem::new(
                "The count does not match",
                format!("{} in Remove, and the count says {count}. Nothing was finalized.", people_in_words(draft.len())),
                "Look at the list once more and give the number that it shows.",
            ));
        }
        let id = self.store.next_batch_id()?;
        let batch = Batch {
            id,
            finalized_at: now.at,
            answers,
            people: draft.iter().map(|person| BatchPerson { person_id: person.id, listed: ListedPerson::of(person, &coverage) }).collect(),
        };
        let operation = Operation::Finalize { batch: id, people: batch.people.len() };
        self.change(operation, String::new(), now, emit, |edit| {
            edit.insert_batch(&batch)?;
            batch.people.iter().try_for_each(|person| {
                edit.put_into_batch(person.person_id, id)?;
                edit.insert_task(person.person_id, id)
            })
        })
    }

    /// One batch whole.
    pub(super) fn batch(&self, id: BatchId) -> Result<Batch, Problem> {
        self.store
            .batch(id)?
            .ok_or_else(|| Problem::new(format!("There is no batch {}", id.0), "It may have been taken back by Undo.", "Choose one that the work list shows."))
    }
}

/// Everybody in Remove, by name.
pub(super) fn draft(everyone: &[Person]) -> Vec<&Person> {
    let mut draft: Vec<&Person> = everyone.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
    draft.sort_by_cached_key(|person| (folding::fold(&person.facts.name()), person.id));
    draft
}
