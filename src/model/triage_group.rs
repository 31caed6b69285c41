//! People who have something in common, to be decided about together: a company, a day of connecting, a kind of work, a year.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    evidence::{Direction, EvidenceKind, coverage::Coverage},
    person::{Person, title::Role},
    search::{RowSet, editing, index::Index, row_number},
    text::{
        date_text::day,
        display_text::{count, people as people_in_words, sanitized, with_thousands},
    },
};

/// What the people of a group have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// The company.
    Company,
    /// The day since when they are connected.
    Day,
    /// The kind of work that the position names first.
    Role,
    /// The year since when they are connected.
    Year,
}

impl GroupKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Company, Self::Day, Self::Role, Self::Year];

    /// In the words of a choice.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Company => "By company",
            Self::Day => "By day of connecting",
            Self::Role => "By kind of work",
            Self::Year => "By year",
        }
    }
}

/// What tells one group from the others of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GroupKey {
    /// A company, by its number in the index.
    Company(u32),
    /// A day.
    Day(Date),
    /// A kind of work.
    Role(Role),
    /// A year.
    Year(i16),
}

/// People who have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriageGroup {
    /// What they have in common.
    pub key: GroupKey,
    /// Their rows, in the order of the rows.
    pub rows: Vec<u32>,
}

/// Whether somebody is never decided about by what decides about a group: the member protects them, or one recommended the other.
#[must_use]
pub fn is_held_back(person: &Person) -> bool {
    person.state.is_protected || !person.evidence.recommendations.is_empty()
}

/// What a row shares with others of a kind; none where that is not known.
#[must_use]
pub fn key_of(kind: GroupKind, row: u32, index: &Index) -> Option<GroupKey> {
    match kind {
        GroupKind::Company => index.company_of(row).map(GroupKey::Company),
        GroupKind::Day => index.facts(row).and_then(|facts| facts.connected).map(GroupKey::Day),
        GroupKind::Role => index.title(row).main_role().map(GroupKey::Role),
        GroupKind::Year => index.connected_year(row).map(GroupKey::Year),
    }
}

/// The groups of two and more among these rows, the largest first. Whoever shares nothing that is known is in none.
#[must_use]
pub fn groups(kind: GroupKind, rows: &RowSet, index: &Index) -> Vec<TriageGroup> {
    let mut by_key: HashMap<GroupKey, Vec<u32>> = HashMap::new();
    for row in rows.ones().map(row_number) {
        if let Some(key) = key_of(kind, row, index) {
            by_key.entry(key).or_default().push(row);
        }
    }
    let mut groups: Vec<TriageGroup> = by_key.into_iter().filter(|(_, rows)| rows.len() > 1).map(|(key, rows)| TriageGroup { key, rows }).collect();
    groups.sort_unstable_by_key(|group| (std::cmp::Reverse(group.rows.len()), group.key));
    groups
}

impl TriageGroup {
    /// Its people.
    pub fn people<'p>(&'p self, people: &'p [Person]) -> impl Iterator<Item = &'p Person> {
        self.rows.iter().filter_map(|row| people.get(*row as usize))
    }

    /// What they have in common, in words.
    #[must_use]
    pub fn label(&self, people: &[Person]) -> String {
        match self.key {
            GroupKey::Company(_) => self.people(people).next().map(|person| sanitized(&person.facts.company).into_owned()).unwrap_or_default(),
            GroupKey::Day(on) => format!("Connected on {}", day(on)),
            GroupKey::Role(role) => role.label().to_owned(),
            GroupKey::Year(year) => format!("Connected in {year}"),
        }
    }

    /// The condition that finds them, and whoever else shares it.
    #[must_use]
    pub fn condition(&self, people: &[Person]) -> String {
        match self.key {
            GroupKey::Company(_) => editing::exactly("company", &self.label(people)),
            GroupKey::Day(on) => format!("connected:{on}"),
            GroupKey::Role(role) => format!("role:{}", role.word()),
            GroupKey::Year(year) => format!("connected:{year}"),
        }
    }

    /// What is known of them in sum: how many never wrote, and what sticks out.
    #[must_use]
    pub fn summary(&self, people: &[Person], coverage: &Coverage) -> String {
        let of = |is_it: &dyn Fn(&Person) -> bool| self.people(people).filter(|person| is_it(person)).count();
        let told = |person: &Person| coverage.knows(EvidenceKind::Messages, &person.facts, &person.evidence);
        let wrote = |person: &Person| person.evidence.messages.as_ref().is_some_and(|messages| messages.received > 0);
        let recommended = |direction| move |person: &Person| person.evidence.recommendations(direction).next().is_some();
        let (all, silent, untold) = (self.rows.len(), of(&|person| told(person) && !wrote(person)), of(&|person| !told(person)));
        let mut parts = vec![people_in_words(all)];
        let mut tell = |count: usize, words: String| {
            if count > 0 {
                parts.push(words);
            }
        };
        tell(silent, if silent == all { "nobody ever wrote to you".to_owned() } else { format!("{} never wrote to you", with_thousands(silent)) });
        let untold_words =
            if untold == all { "no export tells who wrote".to_owned() } else { format!("of {} no export tells whether they wrote", with_thousands(untold)) };
        tell(untold, untold_words);
        let (you, by_you) = (of(&recommended(Direction::Incoming)), of(&recommended(Direction::Outgoing)));
        tell(you, format!("{} recommended you", with_thousands(you)));
        tell(by_you, format!("you recommended {}", with_thousands(by_you)));
        let protected = of(&|person| person.state.is_protected);
        tell(protected, count(protected, "is protected", "are protected"));
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        id::PersonId,
        local_time::LocalTime,
        person::{Facts, decision::Decision},
        search::Query,
    };

    fn people() -> Vec<Person> {
        let of = |id: i64, company: &str, on: &str| {
            let facts = Facts { company: company.into(), connected_on: on.parse().ok(), ..Facts::default() };
            Person::new(PersonId(id), facts)
        };
        vec![
            of(1, "Kite", "2016-05-14"),
            of(2, "Mill", "2016-05-14"),
            of(3, "KITE", "2016-05-14"),
            of(4, "", ""),
            of(5, "Ash", "2017-01-01"),
            of(6, "Mill", "2018-01-01"),
            of(7, "Mill", "2018-02-01"),
            of(8, "", ""),
        ]
    }

    #[test]
    fn groups_are_of_two_and_more_the_largest_first_and_each_has_a_search_that_finds_it() {
        let people = people();
        let coverage = Coverage::default();
        let index = Index::build(&people, &coverage, &LocalTime::default());
        let mut rows = RowSet::with_capacity(people.len());
        rows.insert_range(..);
        let told = |kind: GroupKind| groups(kind, &rows, &index).iter().map(|group| (group.label(&people), group.rows.clone())).collect::<Vec<_>>();
        assert_eq!(told(GroupKind::Company), [("Mill".to_owned(), vec![1, 5, 6]), ("Kite".to_owned(), vec![0, 2])]);
        assert_eq!(told(GroupKind::Day), [("Connected on 14 May 2016".to_owned(), vec![0, 1, 2])]);
        assert_eq!(told(GroupKind::Year), [("Connected in 2016".to_owned(), vec![0, 1, 2]), ("Connected in 2018".to_owned(), vec![5, 6])]);
        assert!(told(GroupKind::Role).is_empty());
        for group in GroupKind::ALL.into_iter().flat_map(|kind| groups(kind, &rows, &index)) {
            let found: Vec<u32> = Query::parse(&group.condition(&people)).find(&index).rows.ones().map(row_number).collect();
            assert_eq!(found, group.rows, "{}", group.condition(&people));
            assert_eq!(group.summary(&people, &coverage), format!("{}, no export tells who wrote", people_in_words(group.rows.len())));
        }
    }

    #[test]
    fn whoever_is_protected_is_held_back_whatever_was_decided() {
        let mut person = people().remove(0);
        person.state.decision = Decision::Keep;
        assert!(!is_held_back(&person));
        person.state.is_protected = true;
        assert!(is_held_back(&person));
    }
}
