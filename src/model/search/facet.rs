//! Facets: how many of those whom a search finds are of each company, year, kind of work and so on, and the condition that
//! leaves nobody but them.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{column::RowSet, completion::CountedValue, editing, field::FieldSpec, index::Index, row_facts::Mark, tally::Tally};
use crate::model::{
    evidence::EvidenceKind,
    person::{
        Person,
        decision::Decision,
        reason::Reason,
        title::{Role, Seniority},
    },
    text::{
        display_text::sanitized,
        folding::{Field, fold},
    },
};

/// What people are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetKind {
    /// By company, the largest first.
    Company,
    /// By the year of the connection, the latest first.
    Year,
    /// By the kinds of work that the position names, the most frequent first. One position may name several.
    Role,
    /// By the level that the position names, the highest first.
    Seniority,
    /// By what is known of the tie. Somebody may have several kinds.
    Evidence,
    /// By what was decided.
    Decision,
}

impl FacetKind {
    /// All of them, in the order of the screen.
    pub const ALL: [Self; 6] = [Self::Company, Self::Year, Self::Role, Self::Seniority, Self::Evidence, Self::Decision];

    /// The heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Company => "Company",
            Self::Year => "Year",
            Self::Role => "Kind of work",
            Self::Seniority => "Seniority",
            Self::Evidence => "Evidence",
            Self::Decision => "Decision",
        }
    }

    /// The name in JSON and in settings.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Year => "year",
            Self::Role => "role",
            Self::Seniority => "seniority",
            Self::Evidence => "evidence",
            Self::Decision => "decision",
        }
    }
}

/// A value of a facet, with those who have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// In words, for the screen.
    pub label: String,
    /// The value itself; none where the export gives none.
    pub value: Option<String>,
    /// What finds them in a search.
    pub condition: String,
    /// How many have it.
    pub count: usize,
}

/// One facet of the people whom a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it tells apart by.
    pub kind: FacetKind,
    /// Its values, those that nobody has left out.
    pub values: Vec<FacetValue>,
    /// How many values more there are than were asked for.
    pub left_out: usize,
}

/// The kinds of evidence, with the word that finds them.
const EVIDENCE: [(EvidenceKind, &str, &str); 4] = [
    (EvidenceKind::Messages, "Messages", "messages"),
    (EvidenceKind::Recommendations, "Recommendation", "recommendation"),
    (EvidenceKind::Endorsements, "Endorsement", "endorsement"),
    (EvidenceKind::Invitations, "Invitation", "invitation"),
];

fn known(value: &str, label: &str, condition: String, count: usize) -> FacetValue {
    FacetValue { label: label.to_owned(), value: Some(value.to_owned()), condition, count }
}

fn nothing(label: &str, condition: &str, count: usize) -> FacetValue {
    FacetValue { label: label.to_owned(), value: None, condition: condition.to_owned(), count }
}

/// What facets tell of some people, counted in one pass.
#[derive(Debug)]
pub struct Facets<'i> {
    tally: Tally,
    people: &'i [Person],
    index: &'i Index,
}

impl<'i> Facets<'i> {
    /// Counts these rows.
    #[must_use]
    pub fn of(rows: &RowSet, people: &'i [Person], index: &'i Index) -> Self {
        Self { tally: index.tally(rows), people, index }
    }

    /// One of their facets, with at most so many values.
    #[must_use]
    pub fn facet(&self, kind: FacetKind, most: usize) -> Facet {
        let mut values = match kind {
            FacetKind::Company => return self.companies(most),
            FacetKind::Year => self.years(),
            FacetKind::Role => self.roles(),
            FacetKind::Seniority => self.seniorities(),
            FacetKind::Evidence => self.evidence(),
            FacetKind::Decision => self.decisions(),
        };
        values.retain(|value| value.count > 0);
        let left_out = values.len().saturating_sub(most);
        values.truncate(most);
        Facet { kind, values, left_out }
    }

    /// The companies with most of them. Only those that are told get a name, as there may be as many companies as people.
    fn companies(&self, most: usize) -> Facet {
        let mut counts = (0..).zip(self.tally.companies.iter().copied());
        let (_, without): (u32, u32) = counts.next().unwrap_or_default();
        let mut largest: Vec<(u32, u32)> = counts.filter(|(_, count)| *count > 0).collect();
        let of_all = largest.len() + usize::from(without > 0);
        // Numbers are in the order of names. Only the first of many are put in order.
        let place = |&(number, count): &(u32, u32)| (Reverse(count), number);
        if largest.len() > most {
            largest.select_nth_unstable_by_key(most, place);
            largest.truncate(most);
        }
        largest.sort_unstable_by_key(place);
        let mut values: Vec<FacetValue> = largest
            .into_iter()
            .filter_map(|(number, count)| {
                let name = sanitized(&self.people.get(self.index.somebody_at(number)? as usize)?.facts.company).into_owned();
                Some(known(&name, &name, editing::exactly("company", &name), count as usize))
            })
            .collect();
        if without > 0 {
            let place = values.partition_point(|value| value.count >= without as usize);
            values.insert(place, nothing("No company", "-has:company", without as usize));
            values.truncate(most);
        }
        Facet { kind: FacetKind::Company, left_out: of_all - values.len(), values }
    }

    fn years(&self) -> Vec<FacetValue> {
        let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
        let mut without = 0;
        for (year, count) in self.index.years().counted(&self.tally.years) {
            *year.map_or(&mut without, |year| counts.entry(year).or_default()) += count;
        }
        let told = counts.into_iter().rev().map(|(year, count)| known(&year.to_string(), &year.to_string(), format!("connected:{year}"), count));
        told.chain([nothing("No date", "-has:date", without)]).collect()
    }

    fn roles(&self) -> Vec<FacetValue> {
        let mut counts = [0; Role::ALL.len()];
        let mut without = 0;
        for (title, people) in self.index.titles().counted(&self.tally.titles) {
            for role in title.roles() {
                if let Some(count) = counts.get_mut(role as usize) {
                    *count += people;
                }
            }
            without += if title.main_role().is_none() { people } else { 0 };
        }
        let told = Role::ALL.into_iter().zip(counts);
        let mut values: Vec<FacetValue> = told.map(|(role, count)| known(role.word(), role.label(), format!("role:{}", role.word()), count)).collect();
        values.sort_by_key(|value| Reverse(value.count));
        values.push(nothing("Not told by the position", "-has:role", without));
        values
    }

    fn seniorities(&self) -> Vec<FacetValue> {
        let mut counts = [0; Seniority::ALL.len()];
        let mut without = 0;
        for (title, people) in self.index.titles().counted(&self.tally.titles) {
            match title.seniority().and_then(|level| counts.get_mut(level as usize)) {
                Some(count) => *count += people,
                None => without += people,
            }
        }
        let levels = Seniority::ALL.into_iter().zip(counts).rev();
        let told = levels.map(|(level, count)| known(level.word(), level.label(), format!("seniority:{}", level.word()), count));
        told.chain([nothing("Not told by the position", "-has:seniority", without)]).collect()
    }

    /// The marks that somebody has, with how many have each.
    fn marks(&self) -> impl Iterator<Item = (Mark, usize)> {
        self.tally.marks.iter().enumerate().filter(|(_, people)| **people > 0).map(|(number, people)| (Mark::from_number(number), *people as usize))
    }

    fn evidence(&self) -> Vec<FacetValue> {
        let mut there = [0; EVIDENCE.len()];
        let (mut none, mut untold) = (0, 0);
        for (mark, people) in self.marks() {
            for (count, (kind, _, _)) in there.iter_mut().zip(EVIDENCE) {
                *count += if mark.has(kind) == Some(true) { people } else { 0 };
            }
            match mark.has(EvidenceKind::Messages) {
                None => untold += people,
                Some(false) => none += people,
                Some(true) => {}
            }
        }
        let mut values: Vec<FacetValue> =
            EVIDENCE.into_iter().zip(there).map(|((_, label, word), count)| known(word, label, format!("has:{word}"), count)).collect();
        values.push(known("no messages", "No messages", "messages:0".to_owned(), none));
        values.push(known("messages not known", "Messages not known", "unknown:messages".to_owned(), untold));
        values
    }

    fn decisions(&self) -> Vec<FacetValue> {
        let kinds = [
            (Decision::Undecided, "Not looked at yet", "is:undecided"),
            (Decision::Keep, "Kept by choice", "is:kept"),
            (Decision::Later, "Decide later", "is:later"),
            (Decision::Unfollow, "To unfollow", "is:unfollow"),
            (Decision::Remove, "To remove", "is:to-remove"),
        ];
        let count = |decision: Decision| self.marks().filter(|(mark, _)| mark.is(decision)).map(|(_, people)| people).sum();
        kinds.into_iter().map(|(decision, label, condition)| known(decision.key(), label, condition.to_owned(), count(decision))).collect()
    }
}

/// So many values are offered at most.
const MOST_OFFERED: usize = 6;

/// The values of a field that begin so, folded, with how many of these rows have them, the most frequent first. Nothing for
/// fields whose values nobody counts.
#[must_use]
pub fn values_of(field: &FieldSpec, begun: &str, rows: &RowSet, people: &[Person], index: &Index) -> Vec<CountedValue> {
    let kind = match field.name {
        "company" => return companies_of(begun, rows, people, index),
        "reason" => return reasons_of(begun, rows, people),
        "connected" => FacetKind::Year,
        "role" => FacetKind::Role,
        "seniority" => FacetKind::Seniority,
        _ => return Vec::new(),
    };
    let fits = |value: &FacetValue| value.value.as_deref().is_some_and(|value| value.starts_with(begun));
    let values = Facets::of(rows, people, index).facet(kind, usize::MAX).values.into_iter().filter(fits).take(MOST_OFFERED);
    values.map(|value| CountedValue { condition: value.condition, count: value.count }).collect()
}

/// The companies in whose names these words stand, those first that begin so.
fn companies_of(begun: &str, rows: &RowSet, people: &[Person], index: &Index) -> Vec<CountedValue> {
    if begun.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(bool, Reverse<u32>, u32)> = (0..)
        .zip(index.tally(rows).companies)
        .skip(1)
        .filter(|(_, count)| *count > 0)
        .filter_map(|(number, count)| {
            let folded = index.field(index.somebody_at(number)?, Field::Company);
            folded.contains(begun).then(|| (!folded.starts_with(begun), Reverse(count), number))
        })
        .collect();
    found.sort_unstable();
    let name = |number: u32| people.get(index.somebody_at(number)? as usize).map(|person| sanitized(&person.facts.company));
    let named = found.into_iter().take(MOST_OFFERED).filter_map(|(_, Reverse(count), number)| Some((name(number)?, count)));
    named.map(|(name, count)| CountedValue { condition: editing::exactly("company", &name), count: count as usize }).collect()
}

/// The reasons given that begin so, the own words among them.
fn reasons_of<'p>(begun: &str, rows: &RowSet, people: &'p [Person]) -> Vec<CountedValue> {
    let mut counts: BTreeMap<&'p str, usize> = BTreeMap::new();
    for person in rows.ones().filter_map(|row| people.get(row)).filter(|person| !person.state.reasons.is_empty()) {
        let reasons = &person.state.reasons;
        for words in
            reasons.chosen().map(|reason: Reason| -> &str { reason.label() }).chain([reasons.own_words.as_str()]).filter(|words| fold(words).starts_with(begun))
        {
            *counts.entry(words).or_default() += 1;
        }
    }
    counts.remove("");
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.into_iter().take(MOST_OFFERED).map(|(words, count)| CountedValue { condition: editing::exactly("reason", words), count }).collect()
}

#[cfg(test)]
mod tests;
