//! Hiding names while others look at the screen, and showing them again.

use super::{
    State,
    redaction::{Originals, company_of, overview, past, person, report, words},
    stage::{ImportStage, Stage},
};
use crate::model::{
    checklist::AskedQuestion,
    id::PersonId,
    outreach::errand::{ErrandKey, WantedErrand},
    person::{Facts, decision::Pane, person_name},
    search::row_number,
    suggestion::employers,
    text::display_text::sanitized,
};

impl State {
    /// Whether names are hidden, or stand-ins are still there from when they were.
    #[must_use]
    pub fn hides_names(&self) -> bool {
        self.settings.hides_names || self.is_disguised
    }

    /// The name to search for at LinkedIn, also while it is hidden from the eye.
    #[must_use]
    pub fn name_to_copy(&self, id: PersonId, shown: &Facts) -> String {
        self.originals.names.get(&id).filter(|_| self.hides_names()).cloned().unwrap_or_else(|| person_name::searchable(shown))
    }

    /// The whole name, as the export has it, where it is another than the one that LinkedIn's search finds; none while names
    /// are hidden.
    #[must_use]
    pub fn full_name_to_copy(&self, shown: &Facts) -> Option<String> {
        let full = shown.name();
        (!self.hides_names() && full != person_name::searchable(shown)).then_some(full)
    }

    /// An errand to be sent to the engine: with the name and link that LinkedIn shows, also while they are hidden from the eye.
    #[must_use]
    pub fn wanted_errand(&self, key: &ErrandKey, shown_name: &str, shown_slug: Option<&str>) -> WantedErrand {
        let (name, slug) =
            self.originals.errands.get(key).filter(|_| self.hides_names()).cloned().unwrap_or_else(|| (shown_name.to_owned(), shown_slug.map(str::to_owned)));
        WantedErrand { key: key.clone(), name, slug }
    }

    /// Hides every name at once. They come back with the next load, once they are not hidden any more.
    pub fn hide_names(&mut self) {
        if self.hides_names() || self.stage != Stage::Ready {
            return;
        }
        self.settings.hides_names = true;
        self.is_disguised = true;
        self.originals = Originals {
            names: self.people.iter().map(|person| (person.id, person_name::searchable(&person.facts))).collect(),
            people: self.people.clone(),
            owner_past: self.owner_past.clone(),
            ..Originals::default()
        };
        self.people.iter_mut().for_each(person);
        if let Some(owner) = &mut self.owner {
            (owner.slug, owner.name) = (None, "You".to_owned());
        }
        past(&mut self.owner_past);
        self.tallies.employers = employers(&self.owner_past.jobs);
        if let ImportStage::Previewed { report: found, source, .. } = &mut self.import {
            report(found);
            words(source);
        }
        overview(&mut self.overview);
        self.problems.clear();
        (self.unsettled, self.failure) = (None, None);
        self.message = super::Message { number: self.message.number + 1, ..super::Message::default() };
        self.forget_loaded();
        self.hide_reasons();
        self.refresh();
    }

    /// Own words that are hidden are none to look for.
    pub(super) fn hide_reasons(&mut self) {
        for (row, person) in self.people.iter().enumerate().filter(|(_, person)| !person.state.reasons.is_empty()) {
            self.index.update(row_number(row), person, false);
        }
    }

    /// Names are shown again as soon as everything was loaded anew.
    pub fn show_names(&mut self) {
        self.settings.hides_names = false;
        self.forget_loaded();
    }

    /// The questions of the checklist, by what is true; what they say is hidden.
    pub(super) fn hide_findings(&self, asked: &mut [AskedQuestion]) {
        let companies = self.originals.people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).map(|person| sanitized(&person.facts.company));
        let mut companies: Vec<_> = companies.filter(|company| !company.is_empty()).collect();
        companies.sort_by_key(|company| std::cmp::Reverse(company.len()));
        companies.dedup();
        for question in asked {
            for company in &companies {
                if question.finding.contains(company.as_ref()) {
                    question.finding = question.finding.replace(company.as_ref(), &company_of(company));
                }
            }
        }
    }

    /// What was loaded beside the people is asked for anew.
    pub(super) fn forget_loaded(&mut self) {
        self.details = None;
        self.history.forget();
        self.imports.forget();
        self.batch.forget();
        self.work_list.forget();
        self.ledger.forget();
        self.outcome.forget();
        self.insights_only.clear();
        self.insights.forget();
        self.outreach.forget();
        self.plan.forget();
        self.upkeep.backups.forget();
        self.upkeep.restored_from = None;
        self.version += 1;
    }
}
