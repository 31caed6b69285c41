//! Impact: what the batch in Remove would take away. It is told of the whole network: a last tie is one among all.

use std::collections::BTreeMap;

use crate::model::{
    evidence::{Direction, EvidenceKind, coverage::Knowledge},
    id::PersonId,
    insight::{
        companies::{Company, companies},
        network::{Network, is_evident},
        picture::{Bar, Chart, ChartKind, Series},
        years::{year_of, years_between},
    },
    person::{Person, decision::Pane},
    text::display_text::people as people_in_words,
};

/// What would be lost with the people in Remove.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// Who is in Remove.
    pub people: Vec<PersonId>,
    /// The last ties to a company: nobody else there would be left. By company.
    pub last_ties: Vec<(String, Vec<PersonId>)>,
    /// Who of them recommended the member: it is withdrawn with the tie.
    pub recommending: Vec<PersonId>,
    /// Of whom it is not known whether they did.
    pub recommending_unknown: Vec<PersonId>,
    /// Who of them ever wrote to the member alone, or was written to.
    pub with_messages: Vec<PersonId>,
    /// Of whom no export tells whether there are any.
    pub messages_unknown: Vec<PersonId>,
}

impl Impact {
    /// What it says of recommendations and messages, a sentence each: none, some and not known are told apart.
    #[must_use]
    pub fn evidence_in_words(&self) -> [String; 2] {
        let told = |known: usize, unknown: usize, none: &str, some: &dyn Fn(usize) -> String, nothing: &str| {
            let unknown_words = match unknown {
                0 => String::new(),
                _ if unknown == self.people.len() => return nothing.to_owned(),
                n => format!(" Of {} no export tells.", people_in_words(n)),
            };
            // "None of them" is said of those of whom it is known.
            let known_words = match (known, unknown) {
                (0, 0) => none.to_owned(),
                (0, _) => none.replace("of them", "of the others"),
                (n, _) => some(n),
            };
            format!("{known_words}{unknown_words}")
        };
        [
            told(
                self.recommending.len(),
                self.recommending_unknown.len(),
                "None of them recommended you.",
                &|n| match n {
                    1 => "1 person recommended you: LinkedIn takes that down, and the text is saved with the batch.".to_owned(),
                    n => format!("{} recommended you: LinkedIn takes that down, and the texts are saved with the batch.", people_in_words(n)),
                },
                "Whether any of them recommended you is not known: no export tells.",
            ),
            told(
                self.with_messages.len(),
                self.messages_unknown.len(),
                "Your exports hold no messages with any of them.",
                &|n| format!("With {} there are messages.", people_in_words(n)),
                "Whether there are messages with any of them is not known: no export tells.",
            ),
        ]
    }
}

/// What the batch takes away by company and by year: those that stay, and those that would go.
const PARTS: [Series; 2] = [Series::Staying, Series::Leaving];

/// Everything that the batch would take away; nothing where nobody is in Remove.
pub(super) fn of_batch(network: &Network<'_>) -> Impact {
    let leaving: Vec<&Person> = network.in_review().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
    let ids = |holds: &dyn Fn(&Person) -> bool| leaving.iter().filter(|person| holds(person)).map(|person| person.id).collect();
    let coverage = network.coverage;
    let recommended = |person: &Person| coverage.knowledge_of(EvidenceKind::Recommendations, Direction::Incoming, &person.facts, &person.evidence);
    Impact {
        people: ids(&|_| true),
        last_ties: companies(network)
            .into_iter()
            .filter(|company| company.kept.is_empty() && !company.leaving.is_empty())
            .map(|company| {
                let people = company.leaving_ids();
                (company.name, people)
            })
            .collect(),
        recommending: ids(&|person| recommended(person) == Knowledge::There),
        recommending_unknown: ids(&|person| recommended(person) == Knowledge::NotKnown),
        with_messages: ids(&|person| person.evidence.message_count() > 0),
        messages_unknown: ids(&|person| !coverage.knows(EvidenceKind::Messages, &person.facts, &person.evidence)),
    }
}

/// Companies that lose somebody: those that lose the largest share first.
pub(super) fn by_company(network: &Network<'_>, most: usize) -> Chart {
    let companies = companies(network);
    let mut losing: Vec<&Company<'_>> = companies.iter().filter(|company| !company.leaving.is_empty()).collect();
    // a/(a+b) > c/(c+d), without dividing.
    let share =
        |a: &Company<'_>, b: &Company<'_>| (b.leaving.len() * (a.leaving.len() + a.kept.len())).cmp(&(a.leaving.len() * (b.leaving.len() + b.kept.len())));
    losing.sort_by(|a, b| b.leaving.len().cmp(&a.leaving.len()).then_with(|| share(a, b)));
    let bars: Vec<Bar> = losing
        .iter()
        .take(most)
        .map(|company| {
            let mut bar = Bar::of_nobody(&company.name, PARTS.len());
            for (part, people) in [(1, &company.leaving), (0, &company.kept)] {
                for person in people {
                    bar.count(part, person.id, is_evident(person));
                }
            }
            bar.found_at(Pane::Remove, &company.name)
        })
        .collect();
    let left_out = losing.len() - bars.len();
    Chart { left_out, ..Chart::new(ChartKind::ImpactByCompany, &PARTS, bars) }
}

/// How many of each year would go. Behind these bars stand those who would.
pub(super) fn by_year(network: &Network<'_>) -> Chart {
    let mut bars: BTreeMap<i16, Bar> = BTreeMap::new();
    let is_leaving = |person: &Person| person.state.pane() == Some(Pane::Remove);
    let has_leaving = network.in_review().any(is_leaving);
    for person in network.in_review().filter(|_| has_leaving) {
        let Some(year) = year_of(&person.facts) else { continue };
        let bar = bars.entry(year).or_insert_with(|| Bar::of_nobody("", PARTS.len()));
        if is_leaving(person) {
            bar.count(1, person.id, is_evident(person));
        } else if let Some(staying) = bar.values.first_mut() {
            *staying += 1;
        }
    }
    let bars = years_between(bars, PARTS.len()).into_iter().map(|bar| {
        let search = format!("connected:{}", bar.label);
        bar.found_in(Pane::Remove, search)
    });
    Chart::new(ChartKind::ImpactByYear, &PARTS, bars.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{
            Source,
            coverage::{Coverage, Period},
        },
        id::{ImportId, PersonMap},
        import::file_kind::FileKind,
        local_time::LocalTime,
        person::{Facts, decision::Decision},
    };

    fn person(id: i64, company: &str, year: i16, decision: Decision) -> Person {
        let facts = Facts { company: company.into(), connected_on: Some(jiff::civil::date(year, 3, 1)), ..Facts::default() };
        let mut person = Person::new(PersonId(id), facts);
        person.state.decision = decision;
        person
    }

    fn with<T>(people: &[Person], coverage: &Coverage, told: impl FnOnce(&Network<'_>) -> T) -> T {
        let (years, time) = (PersonMap::default(), LocalTime::default());
        told(&Network { everyone: people.iter().collect(), removed: Vec::new(), ever: Vec::new(), bursts: Vec::new(), years: &years, coverage, time: &time })
    }

    #[test]
    fn whoever_is_the_last_at_a_company_is_called_out() {
        let everyone = [person(1, "Acme", 2012, Decision::Remove), person(2, "Birch", 2012, Decision::Remove), person(3, "Birch", 2013, Decision::Undecided)];
        with(&everyone, &Coverage::default(), |network| {
            assert_eq!(of_batch(network).last_ties, [("Acme".to_owned(), vec![PersonId(1)])]);
            let losing: Vec<_> = by_company(network, 12).bars.into_iter().map(|bar| (bar.label, bar.values)).collect();
            assert_eq!(losing, [("Acme".to_owned(), vec![0, 1]), ("Birch".to_owned(), vec![1, 1])]);
            let years: Vec<_> = by_year(network).bars.into_iter().map(|bar| (bar.label, bar.values, bar.people)).collect();
            assert_eq!(years, [("2012".to_owned(), vec![0, 2], vec![PersonId(1), PersonId(2)]), ("2013".to_owned(), vec![1, 0], Vec::new())]);
        });
        // With nobody in Remove there is nothing to tell of a batch.
        assert!(with(&everyone[2..], &Coverage::default(), |network| by_year(network).bars.is_empty() && by_company(network, 12).bars.is_empty()));
    }

    #[test]
    fn what_the_batch_takes_along_is_told_as_none_some_or_not_known() {
        let source = Source { import: ImportId(1), exported_on: "2026-01-01".parse().unwrap() };
        let coverage =
            |kinds: &[FileKind]| Coverage::new(kinds.iter().map(|&kind| Period { kind, file: String::new(), source, from: None, to: None }).collect());
        let told = |people: &[Person], kinds: &[FileKind]| with(people, &coverage(kinds), |network| of_batch(network).evidence_in_words());
        let two = [person(1, "", 2012, Decision::Remove), person(2, "", 2027, Decision::Remove)];
        assert_eq!(
            told(&two[..1], &[]),
            [
                "Whether any of them recommended you is not known: no export tells.",
                "Whether there are messages with any of them is not known: no export tells."
            ]
        );
        let files = [FileKind::Messages, FileKind::RecommendationsReceived];
        assert_eq!(told(&two[..1], &files), ["None of them recommended you.", "Your exports hold no messages with any of them."]);
        // The other one is newer than the export.
        assert_eq!(
            told(&two, &files),
            [
                "None of the others recommended you. Of 1 person no export tells.",
                "Your exports hold no messages with any of the others. Of 1 person no export tells."
            ]
        );
        // What the member gave tells nothing of what they received.
        assert!(told(&two[..1], &[FileKind::RecommendationsGiven])[0].starts_with("Whether any"));
    }
}
