//! What is known around somebody, gathered for the line that tells how one knows them.

use super::State;
use crate::model::{
    person::{
        Person,
        context::{ContextLine, Surroundings, how_they_met, week_of},
        decision::Pane,
    },
    search::order::Order,
};

impl State {
    /// How the member knows somebody, a line each. With `hides_titles` none tells where they work.
    #[must_use]
    pub fn how_they_met(&self, person: &Person, hides_titles: bool) -> Vec<ContextLine> {
        let mut around = Surroundings { jobs: &self.owner_jobs, ..Surroundings::default() };
        if let Some(on) = person.facts.connected_on {
            let (first, last) = week_of(on);
            // By day, those without one at the end.
            let rows = self.index.rows(Order::Oldest);
            let day = |row: &u32| self.people.get(*row as usize).and_then(|person| person.facts.connected_on);
            let start = rows.partition_point(|row| day(row).is_some_and(|day| day < first));
            let week = rows.get(start..).unwrap_or_default().iter().take_while(|row| day(row).is_some_and(|day| day <= last));
            for other in week.filter_map(|row| self.people.get(*row as usize)).filter(|other| other.id != person.id) {
                if other.facts.connected_on == Some(on) {
                    around.same_day.push(other);
                } else {
                    around.same_week += 1;
                }
            }
        }
        if let Some(company) = self.row_of.get(&person.id).and_then(|row| self.index.company_of(*row)) {
            let itself = u32::from(person.state.pane() == Some(Pane::Keep));
            around.same_company = self.tallies.kept_at.get(company as usize).map_or(0, |kept| kept.saturating_sub(itself) as usize);
        }
        if let Some(details) = self.details.as_ref().filter(|details| details.person_id == person.id) {
            around.texts = &details.message_texts;
        }
        how_they_met(person, &around, hides_titles)
    }
}
