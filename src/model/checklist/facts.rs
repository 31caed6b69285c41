//! A batch, and what every rule needs to know of it.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{ChecklistContext, finding::Finding};
use crate::model::{
    evidence::{EvidenceKind, coverage::Knowledge},
    id::{PersonId, PersonMap},
    import::file_kind::FileKind,
    text::display_text::{people as people_in_words, sanitized},
};
use crate::model::{person::Person, text::folding};

/// What a history can be made of, as far as files tell.
pub(super) const HISTORY: [EvidenceKind; 2] = [EvidenceKind::Messages, EvidenceKind::Recommendations];

/// A batch and what every rule needs to know of it.
pub(super) struct BatchFacts<'r> {
    pub(super) batch: &'r [&'r Person],
    pub(super) context: &'r ChecklistContext<'r>,
    /// Companies where the owner works now, made comparable.
    own_companies: Vec<String>,
    /// How many people are connected at each company of the batch, and how many of them go.
    companies: HashMap<String, (usize, usize)>,
    /// The companies of the batch's people, made comparable once: several rules ask for them.
    company_of: PersonMap<String>,
}

impl<'r> BatchFacts<'r> {
    pub(super) fn new(batch: &'r [&'r Person], context: &'r ChecklistContext<'r>) -> Self {
        let own_companies = context
            .owner_jobs
            .iter()
            .filter(|job| job.is_current())
            .map(|job| folding::fold(&sanitized(&job.company)))
            .filter(|company| !company.is_empty())
            .collect();
        let mut companies: HashMap<String, (usize, usize)> = HashMap::new();
        let company_of: PersonMap<String> = batch.iter().filter_map(|person| Some((person.id, company_key(person)?))).collect();
        for company in company_of.values() {
            match companies.get_mut(company) {
                Some((_, going)) => *going += 1,
                None => _ = companies.insert(company.clone(), (0, 1)),
            }
        }
        for company in context.everyone.iter().filter(|person| person.state.batch.is_none()).filter_map(company_key) {
            if let Some((connected, _)) = companies.get_mut(&company) {
                *connected += 1;
            }
        }
        Self { batch, context, own_companies, companies, company_of }
    }

    /// The people of the batch for whom something holds.
    pub(super) fn those(&self, holds: impl Fn(&Person) -> bool) -> Vec<PersonId> {
        self.batch.iter().filter(|person| holds(person)).map(|person| person.id).collect()
    }

    /// A finding about these people, if there are any.
    pub(super) fn by(&self, holds: impl Fn(&Person) -> bool, words: impl FnOnce(&str, usize) -> String) -> Option<Finding> {
        let people = self.those(holds);
        let count = people.len();
        (count > 0).then(|| Finding { people, unknown: Vec::new(), words: words(&people_in_words(count), count) })
    }

    /// As [`BatchFacts::by`], and about those of whom no export tells, for want of one of these kinds.
    pub(super) fn by_or_unknown(&self, kinds: &[EvidenceKind], holds: impl Fn(&Person) -> bool, words: impl FnOnce(&str, usize) -> String) -> Option<Finding> {
        let unknown = self.those(|person| !holds(person) && kinds.iter().any(|kind| !self.is_known(person, *kind)));
        let untold: Vec<&str> =
            kinds.iter().filter(|kind| self.batch.iter().any(|person| !holds(person) && !self.is_known(person, **kind))).map(|kind| kind.noun()).collect();
        let mut found = self.by(holds, words);
        if !unknown.is_empty() {
            let who = if unknown.len() == self.batch.len() { "of them".to_owned() } else { format!("of {}", people_in_words(unknown.len())) };
            found.get_or_insert_default().add(&format!("No export tells the {} {who}: you know best.", untold.join(" or the ")), unknown);
        }
        found
    }

    /// Adds to what was found that no export tells where the owner works now, so that anybody may be a colleague.
    pub(super) fn or_unknown_jobs(&self, found: Option<Finding>) -> Option<Finding> {
        if self.context.coverage.has(FileKind::Positions) {
            return found;
        }
        let mut found = found.unwrap_or_default();
        let words = "No export tells where you work now, so nobody is known to work there: you know best.";
        found.add(words, self.those(|_| true));
        Some(found)
    }

    pub(super) fn is_known(&self, person: &Person, kind: EvidenceKind) -> bool {
        self.context.coverage.knows(kind, &person.facts, &person.evidence)
    }

    /// Whether there is a history: a conversation, a recommendation, a note. None and not known stay apart.
    pub(super) fn history(&self, person: &Person) -> Knowledge {
        if person.evidence.has_history() {
            Knowledge::There
        } else if HISTORY.iter().all(|kind| self.is_known(person, *kind)) {
            Knowledge::None
        } else {
            Knowledge::NotKnown
        }
    }

    /// The days since this day, never negative.
    pub(super) fn days_since(&self, day: Date) -> i32 {
        day.until(self.context.time.today).map_or(0, |span| span.get_days()).max(0)
    }

    pub(super) fn days_since_contact(&self, person: &Person) -> Option<i32> {
        person.evidence.last_contact().map(|at| self.days_since(self.context.time.day_of(at)))
    }

    pub(super) fn is_colleague(&self, person: &Person) -> bool {
        self.company_of(person).is_some_and(|company| self.own_companies.iter().any(|own| own == company))
    }

    pub(super) fn company_counts(&self, person: &Person) -> Option<(usize, usize)> {
        self.company_of(person).and_then(|company| self.companies.get(company).copied())
    }

    /// The company of somebody of the batch, made comparable; none where it is not told.
    pub(super) fn company_of(&self, person: &Person) -> Option<&str> {
        self.company_of.get(&person.id).map(String::as_str)
    }
}

/// A person's company, made comparable; none where it is not told.
fn company_key(person: &Person) -> Option<String> {
    let company = folding::fold(&sanitized(&person.facts.company));
    (!company.is_empty()).then_some(company)
}
