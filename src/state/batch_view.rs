//! What is worked out of many people at once: a selection in figures, and the checklist of the batch in Remove.

use std::collections::HashMap;

use super::State;
use crate::model::{
    checklist::{self, AskedQuestion, Card, ChecklistContext},
    person::{Person, decision::Pane, selection_summary::SelectionSummary},
};

impl State {
    /// Those who are selected in a pane, counted. Walks through all of them: ask once per selection and version.
    #[must_use]
    pub fn selection_summary(&self, pane: Pane) -> SelectionSummary {
        let people: Vec<&Person> = self.pane(pane).selected_ids().filter_map(|id| self.person(id)).collect();
        let mut going: HashMap<u32, u32> = HashMap::new();
        for company in people.iter().filter_map(|person| self.index.company_of(*self.row_of.get(&person.id)?)) {
            *going.entry(company).or_default() += 1;
        }
        // Who is in Remove is not counted among those who stay.
        let stays = |company: u32| self.tallies.kept_at.get(company as usize).copied().unwrap_or_default();
        let last_ties = going.iter().filter(|(company, going)| if pane == Pane::Keep { stays(**company) <= **going } else { stays(**company) == 0 }).count();
        SelectionSummary::of(people.into_iter(), &self.coverage, last_ties)
    }

    /// The questions that finalizing the Remove pane would raise. Walks through everybody: ask once per version.
    #[must_use]
    pub fn asked_questions(&self) -> Vec<AskedQuestion> {
        // Rules go by what is true, also while it is hidden.
        let (everyone, owner_jobs) =
            if self.is_disguised { (&self.originals.people, &self.originals.owner_past.jobs) } else { (&self.people, &self.owner_past.jobs) };
        let draft: Vec<&Person> = everyone.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
        let around = ChecklistContext { everyone, coverage: &self.coverage, owner_jobs, time: &self.overview.time };
        let mut asked = checklist::ask(&draft, &around);
        if self.is_disguised {
            self.hide_findings(&mut asked);
        }
        asked
    }

    /// The questions, and the cards that they stand on. Walks through everybody: ask once per version.
    #[must_use]
    pub fn checklist(&self) -> (Vec<AskedQuestion>, Vec<Card>) {
        let asked = self.asked_questions();
        // Words are made of what is shown.
        let draft: Vec<&Person> = self.draft().collect();
        let around = ChecklistContext { everyone: &self.people, coverage: &self.coverage, owner_jobs: &self.owner_past.jobs, time: &self.overview.time };
        let cards = checklist::cards(&asked, &draft, &around);
        (asked, cards)
    }
}
