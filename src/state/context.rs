//! What is known around somebody, gathered for the line that tells how one knows them.

use super::State;
use crate::model::{
    person::{
        Person,
        context::{ContextLine, Surroundings, how_they_met},
        decision::Pane,
    },
    search::neighbours::neighbours,
};

impl State {
    /// How the member knows somebody, a line each. With `hides_titles` none tells where they work.
    #[must_use]
    pub fn how_they_met(&self, person: &Person, hides_titles: bool) -> Vec<ContextLine> {
        let near = neighbours(person, &self.people, &self.index);
        let (jobs, activities) = (self.owner_past.jobs.as_slice(), self.owner_past.activities.as_slice());
        let mut around = Surroundings {
            same_day: near.same_day,
            same_week: near.same_week.len(),
            jobs,
            jobs_as_of: self.owner_past.jobs_as_of,
            activities,
            ..Surroundings::default()
        };
        if let Some(company) = self.row_of.get(&person.id).and_then(|row| self.index.company_of(*row)) {
            let itself = u32::from(person.state.pane() == Some(Pane::Keep));
            around.same_company = self.tallies.kept_at.get(company as usize).map_or(0, |kept| kept.saturating_sub(itself) as usize);
        }
        if let Some(details) = self.details.as_ref().filter(|details| details.person_id == person.id) {
            around.texts = &details.message_texts;
        }
        let mut lines = how_they_met(person, &around, hides_titles);
        if self.hides_names() {
            // A stand-in's company is none to search for.
            for line in &mut lines {
                line.search = line.search.take().filter(|search| !search.starts_with("company:"));
            }
        }
        lines
    }
}
