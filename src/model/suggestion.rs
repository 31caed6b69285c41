//! Rules that suggest: saved searches that mark those whom they find. Nothing moves by itself: a suggestion says what speaks for
//! it, and beside it everything that speaks against.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    evidence::Direction,
    import::parsed::OwnerJob,
    person::Person,
    queue::{Queue, in_order},
    search::{Query, RowSet, index::Index, row_number, view::View},
    text::{
        display_text::{count, sanitized},
        folding::company_key,
    },
};

/// A search that suggests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The word that is remembered for it, see [`crate::model::queue::ListedQueue`].
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it searches for.
    pub query: String,
    /// What is remembered where its suggestion is dismissed: of a ready-made queue whose search changes with the network the word
    /// for it, else the search, so that another search under the same name is another rule.
    pub dismissal: String,
}

/// Everything that may suggest: the ready-made queues, and the member's own views.
#[must_use]
pub fn all_rules(queues: &[Queue], views: &[View]) -> Vec<Rule> {
    // Who nobody has looked at yet is everybody.
    let listed = in_order(queues, views, &[]).into_iter().filter(|queue| !matches!(queue.key.as_str(), "undecided" | "due"));
    listed
        .map(|queue| {
            let dismissal = if queue.key == "former_employers" { queue.key.clone() } else { queue.query.clone() };
            Rule { key: queue.key, name: queue.name, query: queue.query, dismissal }
        })
        .collect()
}

/// What speaks against removing somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// They recommended the member.
    RecommendedYou,
    /// The member recommended them.
    YouRecommended,
    /// So many messages to and fro; what they wrote in their first week to sell, unanswered, is none.
    Messages(usize),
    /// The member protects them.
    Protected,
    /// They work where the member does.
    SameCompany,
    /// Nobody else at their company would be left.
    LastTie(String),
    /// There is a note about them.
    Note,
    /// The member was glad to have found them again.
    Rediscovered,
}

impl Against {
    /// The word in JSON.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::RecommendedYou | Self::YouRecommended => "recommendation",
            Self::Messages(_) => "messages",
            Self::Protected => "protected",
            Self::SameCompany => "same_company",
            Self::LastTie(_) => "last_tie",
            Self::Note => "note",
            Self::Rediscovered => "rediscovered",
        }
    }

    /// In words.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self {
            Self::RecommendedYou => "they recommended you".to_owned(),
            Self::YouRecommended => "you recommended them".to_owned(),
            Self::Messages(messages) => format!("{} between you", count(*messages, "message", "messages")),
            Self::Protected => "you protect them".to_owned(),
            Self::SameCompany => "they work where you do".to_owned(),
            Self::LastTie(company) => format!("nobody else is left at {company}"),
            Self::Note => "there is a note".to_owned(),
            Self::Rediscovered => "you were glad to find them".to_owned(),
        }
    }
}

/// What is known around those of whom something is suggested.
#[derive(Debug)]
pub struct Circle<'c> {
    /// Over everybody.
    pub index: &'c Index,
    /// For every company, by number, how many stand in Keep.
    pub kept_at: &'c [u32],
    /// The companies where the owner works, made comparable.
    pub employers: &'c BTreeSet<String>,
}

/// The companies where the owner works, made comparable.
#[must_use]
pub fn employers(jobs: &[OwnerJob]) -> BTreeSet<String> {
    jobs.iter().filter(|job| job.is_current()).map(|job| company_key(&job.company)).filter(|company| !company.is_empty()).collect()
}

/// All that is known to speak against removing somebody.
#[must_use]
pub fn against(row: u32, person: &Person, circle: &Circle<'_>) -> Vec<Against> {
    let (evidence, state) = (&person.evidence, &person.state);
    let recommended = |direction| evidence.recommendations(direction).next().is_some();
    let only_pitched = circle.index.only_pitched(row);
    let messages = evidence.messages.as_ref().filter(|messages| messages.received > 0 && !only_pitched).map_or(0, |messages| messages.sent + messages.received);
    let company = circle.index.company_of(row);
    let is_last = company.is_some_and(|company| circle.kept_at.get(company as usize).is_some_and(|kept| *kept <= 1));
    [
        recommended(Direction::Incoming).then_some(Against::RecommendedYou),
        recommended(Direction::Outgoing).then_some(Against::YouRecommended),
        (messages > 0).then_some(Against::Messages(messages)),
        state.is_protected.then_some(Against::Protected),
        (company.is_some() && circle.employers.contains(&company_key(&person.facts.company))).then_some(Against::SameCompany),
        is_last.then(|| Against::LastTie(sanitized(&person.facts.company).into_owned())),
        (!state.note.is_empty() || evidence.owner_note.is_some()).then_some(Against::Note),
        state.is_rediscovered.then_some(Against::Rediscovered),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Those of these rows of whom nothing is known that speaks against removing all of them together: of a company whose people would
/// all go, one is held back.
#[must_use]
pub fn without_counter_evidence(rows: &RowSet, people: &[Person], circle: &Circle<'_>) -> Vec<u32> {
    let mut left: std::collections::HashMap<u32, u32> = std::collections::HashMap::new();
    let mut clear = Vec::new();
    for row in rows.ones().map(row_number) {
        let Some(person) = people.get(row as usize) else { continue };
        if !against(row, person, circle).is_empty() {
            continue;
        }
        if let Some(company) = circle.index.company_of(row) {
            let kept = circle.kept_at.get(company as usize).copied().unwrap_or_default();
            let left = left.entry(company).or_insert(kept);
            if *left <= 1 {
                continue;
            }
            *left -= 1;
        }
        clear.push(row);
    }
    clear
}

/// Those whom rules suggest.
#[derive(Debug, Default)]
pub struct Suggestions {
    /// The rules that are on, each with those whom it finds.
    pub rules: Vec<(Rule, RowSet)>,
    /// Those whom any of them finds.
    pub any: RowSet,
}

impl Suggestions {
    /// Those in Keep about whom nobody has decided, or who are due, of whom rules speak, and nobody has dismissed it.
    #[must_use]
    pub fn of(rules: Vec<Rule>, people: &[Person], named: &[Person], index: &Index, today: Date) -> Self {
        let mut any = RowSet::with_capacity(people.len());
        let mut waiting = index.standing().undecided();
        waiting.union_with(&index.standing().due(today));
        let found = |rule: Rule| {
            let rows = found_by(&rule, people, named, index, &waiting);
            any.union_with(&rows);
            (rule, rows)
        };
        Self { rules: rules.into_iter().map(found).collect(), any }
    }

    /// The rules that suggest a row.
    pub fn of_row(&self, row: u32) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |(_, rows)| rows.contains(row as usize)).map(|(rule, _)| rule)
    }
}

/// Those of some rows whom a rule finds, without those about whom that was dismissed. One that asks who is suggested finds nobody
/// here: it would be asking itself.
#[must_use]
pub fn found_by(rule: &Rule, people: &[Person], named: &[Person], index: &Index, waiting: &RowSet) -> RowSet {
    let mut parsed = Query::parse(&rule.query);
    if !parsed.errors().is_empty() || parsed.is_empty() || parsed.asks_of_suggestions() {
        return RowSet::with_capacity(people.len());
    }
    parsed.resolve(named);
    let mut rows = parsed.find(index).rows.as_ref().clone();
    rows.intersect_with(waiting);
    for row in index.standing().with_dismissals() {
        if people.get(row).is_some_and(|person| person.state.dismissed.has(&rule.dismissal)) {
            rows.set(row, false);
        }
    }
    rows
}

#[cfg(test)]
mod tests;
