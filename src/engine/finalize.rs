//! Finalize: everybody in Remove becomes one batch, once the checklist is through. The ledger gets its entries by a trigger of
//! the database (`store/migrations/0003_ledger.sql`).

use super::{CommandResult, Emit, Engine};
use crate::model::{
    batch::removal_list::ListedPerson,
    checklist::GivenAnswers,
    id::BatchId,
    person::decision::Pane,
    text::display_text::{people as people_in_words, with_thousands},
};
use crate::{
    event::Problem,
    model::{
        backup::BackupReason,
        batch::{Batch, BatchPerson},
        checklist::{self, Card, ChecklistContext},
        local_time::LocalTime,
        operation::Operation,
        person::Person,
        text::folding,
    },
};

impl Engine {
    pub(super) fn finalize(&mut self, answers: &GivenAnswers, count: usize, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let everyone = self.store.connected_people()?;
        let draft = draft(&everyone);
        if draft.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "A batch needs at least one person.", "Move those to Remove whom you want to part with."));
        }
        let (coverage, owner_jobs) = (self.store.coverage()?, self.store.owner_jobs()?);
        let context = ChecklistContext { everyone: &everyone, coverage: &coverage, owner_jobs: &owner_jobs, time: now };
        let cards = checklist::cards(&checklist::ask(&draft, &context), &draft, &context);
        let open = checklist::open_cards(&cards, answers);
        if !open.is_empty() {
            return Err(still_open(&open));
        }
        if count != draft.len() {
            return Err(Problem::new(
                "The count does not match",
                format!("{} in Remove, and the count says {}. Nothing was finalized.", people_in_words(draft.len()), with_thousands(count)),
                "Look at the list once more and give the number that it shows.",
            ));
        }
        let id = self.store.next_batch_id()?;
        let batch = Batch {
            id,
            finalized_at: now.at,
            answers: checklist::by_question(&cards, answers),
            people: draft.iter().map(|person| BatchPerson { person_id: person.id, listed: ListedPerson::of(person, &coverage) }).collect(),
        };
        self.back_up_before(BackupReason::BeforeFinalizing, now, emit)?;
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

fn still_open(open: &[&Card]) -> Problem {
    let verb = if open.len() == 1 { "card is" } else { "cards are" };
    let told = open.iter().map(|card| {
        let questions: Vec<&str> = card.questions().iter().map(|id| id.key()).collect();
        format!("{} ({})", card.id.key(), questions.join(", "))
    });
    Problem::new(
        format!("{} {verb} still open", open.len()),
        format!("Not answered: {}. Nothing was finalized.", told.collect::<Vec<_>>().join(", ")),
        "Answer each one, or mark it as not applying.",
    )
}

/// Everybody in Remove, by name.
pub(super) fn draft(everyone: &[Person]) -> Vec<&Person> {
    let mut draft: Vec<&Person> = everyone.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
    draft.sort_by_cached_key(|person| (folding::fold(&person.facts.name()), person.id));
    draft
}
