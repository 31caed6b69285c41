//! Whom rules suggest, and what speaks against it.

use super::State;
use crate::model::{
    evidence::EvidenceKind,
    id::PersonId,
    person::Person,
    suggestion::{Against, Circle, Rule, Suggestions, against, all_rules, found_by, without_counter_evidence},
};

/// What a rule would suggest, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// How many people.
    pub people: usize,
    /// How many of them ever wrote to the member.
    pub wrote: usize,
    /// Of how many no export tells whether they wrote.
    pub untold: usize,
}

impl State {
    /// Whom a search names is looked up by true links, also while they are hidden.
    pub(super) fn named(&self) -> &[Person] {
        if self.is_disguised { &self.originals.people } else { &self.people }
    }

    /// Works out anew whom rules suggest.
    pub(super) fn suggest(&mut self) {
        let on = &self.settings.triage.suggesting;
        let rules: Vec<Rule> = if on.is_empty() { Vec::new() } else { self.rules().into_iter().filter(|rule| on.contains(&rule.key)).collect() };
        let suggestions = Suggestions::of(rules, &self.people, self.named(), &self.index, self.overview.time.today);
        self.index.set_suggested(suggestions.any.clone());
        self.tallies.suggestions = suggestions;
    }

    /// Everything that may suggest. While names are hidden, the queue that names companies finds nobody and is left out.
    #[must_use]
    pub fn rules(&self) -> Vec<Rule> {
        let mut rules = all_rules(&self.queues, &self.settings.views);
        rules.retain(|rule| !self.hides_names() || rule.key != "former_employers");
        rules
    }

    /// Whether a rule suggests.
    #[must_use]
    pub fn is_suggesting(&self, key: &str) -> bool {
        self.settings.triage.suggesting.iter().any(|on| on == key)
    }

    /// Those whom rules suggest, and by which.
    #[must_use]
    pub fn suggestions(&self) -> &Suggestions {
        &self.tallies.suggestions
    }

    /// The rules that suggest to remove somebody; mostly none.
    #[must_use]
    pub fn suggested_by(&self, id: PersonId) -> Vec<&Rule> {
        self.row_of.get(&id).map(|row| self.suggestions().of_row(*row).collect()).unwrap_or_default()
    }

    /// Whether any rule suggests to remove somebody.
    #[must_use]
    pub fn is_suggested(&self, id: PersonId) -> bool {
        self.row_of.get(&id).is_some_and(|row| self.suggestions().any.contains(*row as usize))
    }

    /// All that is known to speak against removing somebody.
    #[must_use]
    pub fn against(&self, person: &Person) -> Vec<Against> {
        self.row_of.get(&person.id).map(|row| against(*row, person, &self.circle())).unwrap_or_default()
    }

    fn circle(&self) -> Circle<'_> {
        Circle { index: &self.index, kept_at: &self.tallies.kept_at, employers: &self.tallies.employers }
    }

    /// Whom a rule would suggest. Walks through them: ask once per change.
    #[must_use]
    pub fn would_suggest(&self, rule: &Rule) -> RuleCount {
        let mut waiting = self.index.standing().undecided();
        waiting.union_with(&self.index.standing().due(self.overview.time.today));
        let rows = found_by(rule, &self.people, self.named(), &self.index, &waiting);
        let people = || rows.ones().filter_map(|row| self.people.get(row));
        let wrote = people().filter(|person| person.evidence.messages.as_ref().is_some_and(|messages| messages.received > 0)).count();
        let is_untold = |person: &&Person| !self.coverage.knows(EvidenceKind::Messages, &person.facts, &person.evidence);
        RuleCount { people: rows.count_ones(..), wrote, untold: people().filter(is_untold).count() }
    }

    /// Those whom rules suggest, in Keep, of whom nothing is known that speaks against it; of each company one stays. Walks through
    /// them: ask once per change.
    #[must_use]
    pub fn suggested_without_counter_evidence(&self) -> Vec<PersonId> {
        let rows = without_counter_evidence(&self.suggestions().any, &self.people, &self.circle());
        rows.into_iter().filter_map(|row| self.people.get(row as usize)).map(|person| person.id).collect()
    }

    /// What is to be dismissed of these people: each with the searches that suggest them.
    #[must_use]
    pub fn to_dismiss(&self, ids: &[PersonId]) -> Vec<(PersonId, Vec<String>)> {
        let queries = |id: PersonId| self.suggested_by(id).into_iter().map(|rule| rule.dismissal.clone()).collect::<Vec<_>>();
        ids.iter().map(|id| (*id, queries(*id))).filter(|(_, queries)| !queries.is_empty()).collect()
    }
}
