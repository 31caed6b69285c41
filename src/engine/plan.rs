//! The plan: focus, goals, journal, and what came of the work so far.

use super::{CommandResult, Emit, Engine};
use crate::{
    event::{Event, Problem},
    model::{
        batch::{ledger::LedgerEntry, task::TaskState},
        id::{PersonMap, PersonSet},
        import::verdict::Verdict,
        insight::then_and_now::then_and_now,
        local_time::LocalTime,
        operation::Operation,
        outreach::errand::ErrandKind,
        person::{
            Person,
            decision::{Decision, Pane},
        },
        plan::{Goal, JournalEntry, Plan, PlanResults},
    },
};

impl Engine {
    /// Sends it.
    pub(super) fn load_plan(&self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let (results, then_and_now) = self.results(now)?;
        let last_decided_at = self.store.last_decided_at()?;
        let plan = Plan { goals: self.store.goals()?, journal: self.store.journal_entries()?, results, then_and_now, last_decided_at };
        emit(Event::PlanLoaded(Box::new(plan)));
        Ok(())
    }

    fn results(&self, now: &LocalTime) -> Result<(PlanResults, Option<[crate::model::insight::picture::Chart; 2]>), Problem> {
        let (people, known, ledger, plans) = (self.store.connected_people()?, self.store.known_people()?, self.store.ledger()?, self.store.plans()?);
        let finalized: PersonSet = plans.keys().copied().collect();
        // Of somebody who was finalized twice, the later entry counts.
        let last: PersonMap<&LedgerEntry> = ledger.iter().filter(|entry| !entry.is_taken_back()).map(|entry| (entry.person_id, entry)).collect();
        // What a later export says of it outweighs what was ticked.
        let is_removed = |entry: &LedgerEntry| match entry.verdict() {
            Some(Verdict::AsPlanned) => true,
            Some(Verdict::StillConnected | Verdict::Returned) => false,
            _ => entry.state() == TaskState::Done,
        };
        let removed = last.iter().filter(|(id, entry)| finalized.contains(*id) && is_removed(entry)).count();
        let errands = self.store.errands()?;
        let done = |kind: ErrandKind| errands.iter().filter(|errand| errand.key.kind == kind && errand.state == TaskState::Done).count();
        let in_pane = |pane: Pane| people.iter().filter(move |person| person.state.pane() == Some(pane));
        let first = self.store.imports()?.into_iter().filter(|import| import.report.people > 0).min_by_key(|import| import.id);
        // The export whose people make the first network; what later ones brought is new.
        let first_id = known.iter().map(|person| person.brought_by).min();
        let then: Vec<Person> = known
            .iter()
            .filter(|person| Some(person.brought_by) == first_id)
            .map(|person| Person { title: self.title_words().reading(&person.facts.position), ..Person::new(person.id, person.facts.clone()) })
            .collect();
        let is_decided = |person: &&Person| person.state.batch.is_none() && person.state.decision != Decision::Undecided;
        let results = PlanResults {
            connected: people.len(),
            looked_at: people.iter().filter(is_decided).count() + finalized.len(),
            kept: in_pane(Pane::Keep).filter(|person| person.state.decision == Decision::Keep).count(),
            in_remove: in_pane(Pane::Remove).count(),
            finalized: finalized.len(),
            removed,
            regretted: self.store.invitations_again()?.len(),
            letters_sent: done(ErrandKind::Letter),
            withdrawn: done(ErrandKind::Withdraw),
            connected_then: then.len(),
            then: first.map(|import| import.report.export_date.unwrap_or_else(|| now.day_of(import.at))),
        };
        let pictures = (!then.is_empty()).then(|| then_and_now(&then, &people));
        Ok((results, pictures))
    }

    /// Says what the network is for.
    pub(super) fn set_focus(&mut self, focus: &str, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        // A sentence: it is quoted within others.
        let focus = focus.split_whitespace().collect::<Vec<_>>().join(" ");
        self.change(Operation::SetFocus, String::new(), now, emit, |edit| edit.put_focus(&focus))
    }

    /// Sets the goals.
    pub(super) fn set_goals(&mut self, goals: &[Goal], now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let goals: Vec<Goal> =
            goals.iter().map(|goal| Goal { text: goal.text.trim().to_owned(), ..goal.clone() }).filter(|goal| !goal.title().is_empty()).collect();
        if self.store.goals()? == goals {
            return super::nothing_done(String::new(), emit);
        }
        self.change(Operation::SetGoals, String::new(), now, emit, |edit| edit.put_goals(&goals))
    }

    /// Writes in the journal.
    pub(super) fn write_journal(&mut self, entry: &JournalEntry, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let entry = JournalEntry { feeling: entry.feeling.trim().to_owned(), text: entry.text.trim().to_owned(), ..entry.clone() };
        if entry.text.is_empty() && entry.feeling.is_empty() {
            return super::nothing_done("Nothing is written yet".to_owned(), emit);
        }
        self.change(Operation::WriteJournal { day: entry.day }, String::new(), now, emit, |edit| edit.put_journal_entry(&entry))
    }

    /// Deletes an entry of the journal.
    pub(super) fn delete_journal_entry(&mut self, id: i64, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let Some(entry) = self.store.journal_entries()?.into_iter().find(|entry| entry.id == id) else { return super::nothing_done(String::new(), emit) };
        self.change(Operation::DeleteJournalEntry { day: entry.day }, String::new(), now, emit, |edit| edit.delete_journal_entry(id))
    }
}
