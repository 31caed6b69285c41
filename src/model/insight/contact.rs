//! Contact: how long ago, who wrote to whom, and the figures above the pictures. None and not known are two bars.

use crate::model::{
    evidence::{
        EvidenceKind,
        coverage::{Coverage, Knowledge},
    },
    insight::picture::{Bar, Chart, ChartKind, Series},
    local_time::LocalTime,
    person::{
        Person,
        decision::{Decision, Pane},
    },
};

/// Whether there are messages or a recommendation between the two.
pub(super) fn is_evident(person: &Person) -> bool {
    person.evidence.message_count() > 0 || person.evidence.has_recommendation()
}

/// A figure that says something by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// The figure.
    pub count: usize,
    /// What is counted, in a few words.
    pub words: &'static str,
    /// The search in Keep that finds them; none where there is none.
    pub search: Option<&'static str>,
}

pub(super) fn headlines(everyone: &[Person], removed: usize, coverage: &Coverage) -> Vec<Headline> {
    // What a figure leads to is what it counts: those in Keep.
    let here = || everyone.iter().filter(|person| person.state.pane() == Some(Pane::Keep));
    let count = |holds: &dyn Fn(&Person) -> bool| here().filter(|person| holds(person)).count();
    let messages = |person: &Person| messages_known(person, coverage);
    let (all, unknown) = (count(&|_| true), count(&|person| messages(person) == Knowledge::NotKnown));
    let mut headlines = vec![
        Headline { count: everyone.len(), words: "connections", search: None },
        Headline { count: count(&|person| person.state.decision == Decision::Undecided), words: "not looked at yet", search: Some("is:undecided") },
    ];
    // Where no export tells of messages, nobody is said never to have written.
    if unknown == 0 || unknown < all {
        headlines.push(Headline { count: count(&|person| messages(person) == Knowledge::None), words: "never wrote", search: Some("messages:0") });
    }
    headlines.push(Headline { count: unknown, words: "messages not known", search: Some("unknown:messages") });
    headlines.push(Headline { count: removed, words: "in finalized batches", search: None });
    headlines
}

/// Whether there are messages between the two alone.
fn messages_known(person: &Person, coverage: &Coverage) -> Knowledge {
    if person.evidence.message_count() > 0 {
        return Knowledge::There;
    }
    if coverage.knows(EvidenceKind::Messages, &person.facts, &person.evidence) { Knowledge::None } else { Knowledge::NotKnown }
}

/// A chart of lying bars with one colour each. `place` tells the bar of a person.
fn sorted_into<'p>(kind: ChartKind, bars: &[(&str, Series)], people: impl Iterator<Item = &'p Person>, place: impl Fn(&Person) -> Option<usize>) -> Chart {
    let mut bars: Vec<Bar> =
        bars.iter().map(|(label, meaning)| Bar { label: (*label).to_owned(), values: vec![0], meaning: Some(*meaning), ..Bar::default() }).collect();
    for person in people {
        if let Some(bar) = place(person).and_then(|at| bars.get_mut(at)) {
            bar.people.push(person.id);
            bar.with_evidence += usize::from(is_evident(person));
        }
    }
    for bar in &mut bars {
        bar.values = vec![bar.people.len()];
    }
    Chart { kind, series: vec![Series::People], bars, left_out: 0 }
}

pub(super) fn last_contact(in_review: &[&Person], coverage: &Coverage, time: &LocalTime) -> Chart {
    let bars = [
        ("Within a year", Series::People),
        ("1 to 2 years", Series::People),
        ("2 to 5 years", Series::People),
        ("5 to 10 years", Series::People),
        ("More than 10 years", Series::People),
        ("Never", Series::Nothing),
        ("Not known", Series::NotKnown),
    ];
    sorted_into(ChartKind::LastContact, &bars, in_review.iter().copied(), |person| {
        Some(match (messages_known(person, coverage), person.evidence.last_contact()) {
            (Knowledge::There, Some(at)) => {
                let day = time.day_of(at);
                let years = day.until((jiff::Unit::Year, time.today)).map_or(0, |span| span.get_years());
                match years {
                    ..1 => 0,
                    1 => 1,
                    2..5 => 2,
                    5..10 => 3,
                    10.. => 4,
                }
            }
            (Knowledge::None, _) => 5,
            _ => 6,
        })
    })
}

pub(super) fn conversations(in_review: &[&Person], coverage: &Coverage) -> Chart {
    let bars = [
        ("Both wrote", Series::People),
        ("Only you wrote", Series::Sent),
        ("Only they wrote", Series::Received),
        ("Nobody wrote", Series::Nothing),
        ("Not known", Series::NotKnown),
    ];
    sorted_into(ChartKind::Conversations, &bars, in_review.iter().copied(), |person| {
        let messages = person.evidence.messages.as_ref();
        Some(match (messages_known(person, coverage), messages.map(|messages| (messages.sent > 0, messages.received > 0))) {
            (Knowledge::There, Some((true, true))) => 0,
            (Knowledge::There, Some((true, false))) => 1,
            (Knowledge::There, _) => 2,
            (Knowledge::None, _) => 3,
            (Knowledge::NotKnown, _) => 4,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{Direction, Messages, Source, coverage::Period},
        id::{ImportId, PersonId},
        import::file_kind::FileKind,
        person::Facts,
    };

    fn person(id: i64, sent: usize, received: usize, last: &str) -> Person {
        let mut person = Person::new(PersonId(id), Facts { connected_on: "2016-01-01".parse().ok(), ..Facts::default() });
        if sent + received > 0 {
            let last = format!("{last}T10:00:00Z").parse().unwrap();
            person.evidence.messages = Some(Messages {
                sent,
                received,
                group: 0,
                first: last,
                last,
                last_by: Direction::Outgoing,
                last_in_group: false,
                last_direct: Some(last),
                last_received: (received > 0).then_some(last),
                source: Source::default(),
            });
        }
        person
    }

    fn counts(chart: &Chart) -> Vec<usize> {
        chart.bars.iter().map(Bar::total).collect()
    }

    #[test]
    fn never_and_not_known_are_two_bars() {
        let people = [person(1, 1, 1, "2026-03-01"), person(2, 2, 0, "2024-12-01"), person(3, 0, 1, "2013-01-01"), person(4, 0, 0, "")];
        let all: Vec<&Person> = people.iter().collect();
        let time = LocalTime::new("2026-11-20T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(13)));
        let source = Source { import: ImportId(1), exported_on: "2026-11-01".parse().unwrap() };
        let known = Coverage::new(vec![Period { kind: FileKind::Messages, file: String::new(), source, from: "2010-01-01".parse().ok(), to: None }]);
        assert_eq!(counts(&last_contact(&all, &known, &time)), [1, 1, 0, 0, 1, 1, 0]);
        assert_eq!(counts(&last_contact(&all, &Coverage::default(), &time)), [1, 1, 0, 0, 1, 0, 1]);
        assert_eq!(counts(&conversations(&all, &known)), [1, 1, 1, 1, 0]);
        assert_eq!(counts(&conversations(&all, &Coverage::default())), [1, 1, 1, 0, 1]);
        let figures = |coverage: &Coverage| headlines(&people, 7, coverage).into_iter().map(|headline| headline.count).collect::<Vec<_>>();
        assert_eq!((figures(&known), figures(&Coverage::default())), (vec![4, 4, 1, 0, 7], vec![4, 4, 0, 1, 7]));
        // Of a bare list nothing is said about messages but that they are not known.
        let words = |people: &[Person]| headlines(people, 0, &Coverage::default()).into_iter().map(|one| one.words).collect::<Vec<_>>();
        let bare = [person(1, 0, 0, "")];
        assert_eq!(words(&bare), ["connections", "not looked at yet", "messages not known", "in finalized batches"]);
    }
}
