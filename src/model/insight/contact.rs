//! Contact: how long ago, who wrote to whom, and the figures above the pictures. None and not known are two bars.

use jiff::{ToSpan, civil::Date};

use crate::model::{
    evidence::{
        EvidenceKind,
        coverage::{Coverage, Knowledge},
    },
    insight::{
        network::{Network, is_evident},
        picture::{Bar, Chart, ChartKind, Series},
    },
    person::{
        Person,
        decision::{Decision, Pane},
    },
};

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

pub(super) fn headlines(network: &Network<'_>) -> Vec<Headline> {
    let Network { everyone, removed, coverage, .. } = network;
    // What a figure leads to is what it counts: those in Keep.
    let here = || everyone.iter().copied().filter(|person| person.state.pane() == Some(Pane::Keep));
    let count = |holds: &dyn Fn(&Person) -> bool| here().filter(|person| holds(person)).count();
    let messages = |person: &Person| messages_known(person, coverage);
    let (all, unknown) = (count(&|_| true), count(&|person| messages(person) == Knowledge::NotKnown));
    let mut headlines = vec![
        Headline { count: everyone.len(), words: "connections", search: None },
        Headline { count: count(&|person| person.state.decision == Decision::Undecided), words: "not looked at yet", search: Some("is:undecided") },
    ];
    // Where no export tells of messages, nobody is said never to have written.
    if unknown == 0 || unknown < all {
        headlines.push(Headline { count: count(&|person| messages(person) == Knowledge::None), words: "in Keep never wrote", search: Some("messages:0") });
    }
    headlines.push(Headline { count: unknown, words: "messages not known", search: Some("unknown:messages") });
    headlines.push(Headline { count: removed.len(), words: "in finalized batches", search: None });
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
pub(super) fn sorted_into<'p>(
    kind: ChartKind,
    bars: &[(&str, Series)],
    people: impl Iterator<Item = &'p Person>,
    place: impl Fn(&Person) -> Option<usize>,
) -> Chart {
    let mut bars: Vec<Bar> = bars.iter().map(|(label, meaning)| Bar { meaning: Some(*meaning), ..Bar::of_nobody(label, 1) }).collect();
    for person in people {
        if let Some(bar) = place(person).and_then(|at| bars.get_mut(at)) {
            bar.count(0, person.id, is_evident(person));
        }
    }
    Chart::new(kind, &[Series::People], bars)
}

/// Whom both pictures count.
const IN_REVIEW: &str = "Those in Keep and in Remove.";

pub(super) fn last_contact(network: &Network<'_>) -> Chart {
    let (coverage, time) = (network.coverage, network.time);
    let bars = [
        ("Within a year", Series::People),
        ("1 to 2 years", Series::People),
        ("2 to 5 years", Series::People),
        ("5 to 10 years", Series::People),
        ("More than 10 years", Series::People),
        ("Never", Series::Nothing),
        ("Not known", Series::NotKnown),
    ];
    let mut chart = sorted_into(ChartKind::LastContact, &bars, network.in_review(), |person| {
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
    });
    // From a day so many years ago, to one fewer years ago.
    let ago = |years: i32| time.today.checked_sub(years.years()).unwrap_or(Date::MIN);
    let searches = [
        format!("last:>{}", ago(1)),
        format!("last:<={} last:>{}", ago(1), ago(2)),
        format!("last:<={} last:>{}", ago(2), ago(5)),
        format!("last:<={} last:>{}", ago(5), ago(10)),
        format!("last:<={}", ago(10)),
        "messages:0".to_owned(),
        "unknown:messages".to_owned(),
    ];
    IN_REVIEW.clone_into(&mut chart.note);
    for (bar, search) in chart.bars.iter_mut().zip(searches) {
        bar.finds = Some((Pane::Keep, search));
    }
    chart
}

pub(super) fn conversations(network: &Network<'_>) -> Chart {
    let coverage = network.coverage;
    let bars = [
        ("Both wrote", Series::People),
        ("Only you wrote", Series::Received),
        ("Only they wrote", Series::Received),
        ("Nobody wrote", Series::Nothing),
        ("Not known", Series::NotKnown),
    ];
    let mut chart = sorted_into(ChartKind::Conversations, &bars, network.in_review(), |person| {
        let messages = person.evidence.messages.as_ref();
        Some(match (messages_known(person, coverage), messages.map(|messages| (messages.sent > 0, messages.received > 0))) {
            (Knowledge::There, Some((true, true))) => 0,
            (Knowledge::There, Some((true, false))) => 1,
            (Knowledge::There, _) => 2,
            (Knowledge::None, _) => 3,
            (Knowledge::NotKnown, _) => 4,
        })
    });
    IN_REVIEW.clone_into(&mut chart.note);
    let searches = ["sent:>0 received:>0", "sent:>0 received:0", "sent:0 received:>0", "messages:0", "unknown:messages"];
    for (bar, search) in chart.bars.iter_mut().zip(searches) {
        bar.finds = Some((Pane::Keep, search.to_owned()));
    }
    chart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::{Messages, Source, coverage::Period},
        id::{ImportId, PersonId, PersonMap},
        import::file_kind::FileKind,
        local_time::LocalTime,
        person::Facts,
    };

    fn person(id: i64, sent: usize, received: usize, last: &str) -> Person {
        let mut person = Person::new(PersonId(id), Facts { connected_on: "2016-01-01".parse().ok(), ..Facts::default() });
        if sent + received > 0 {
            person.evidence.messages = Some(Messages::at(&format!("{last}T10:00:00Z"), sent, received));
        }
        person
    }

    fn counts(chart: &Chart) -> Vec<usize> {
        chart.bars.iter().map(Bar::total).collect()
    }

    #[test]
    fn never_and_not_known_are_two_bars() {
        let people = [person(1, 1, 1, "2026-03-01"), person(2, 2, 0, "2024-12-01"), person(3, 0, 1, "2013-01-01"), person(4, 0, 0, "")];
        let time = LocalTime::new("2026-11-20T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(13)));
        let source = Source { import: ImportId(1), exported_on: "2026-11-01".parse().unwrap() };
        let known = Coverage::new(vec![Period { kind: FileKind::Messages, file: String::new(), source, from: "2010-01-01".parse().ok(), to: None }]);
        let nothing = Coverage::default();
        let with = |people: &[Person], coverage: &Coverage, told: &dyn Fn(&Network<'_>) -> Vec<usize>| {
            told(&Network {
                everyone: people.iter().collect(),
                removed: Vec::new(),
                ever: Vec::new(),
                bursts: Vec::new(),
                years: &PersonMap::default(),
                coverage,
                time: &time,
            })
        };
        assert_eq!(with(&people, &known, &|network| counts(&last_contact(network))), [1, 1, 0, 0, 1, 1, 0]);
        assert_eq!(with(&people, &nothing, &|network| counts(&last_contact(network))), [1, 1, 0, 0, 1, 0, 1]);
        assert_eq!(with(&people, &known, &|network| counts(&conversations(network))), [1, 1, 1, 1, 0]);
        assert_eq!(with(&people, &nothing, &|network| counts(&conversations(network))), [1, 1, 1, 0, 1]);
        let figures = |network: &Network<'_>| headlines(network).into_iter().map(|headline| headline.count).collect::<Vec<_>>();
        assert_eq!((with(&people, &known, &figures), with(&people, &nothing, &figures)), (vec![4, 4, 1, 0, 0], vec![4, 4, 0, 1, 0]));
        // Of a bare list nothing is said about messages but that they are not known.
        let bare = [person(1, 0, 0, "")];
        with(&bare, &nothing, &|network| {
            let words: Vec<_> = headlines(network).into_iter().map(|one| one.words).collect();
            assert_eq!(words, ["connections", "not looked at yet", "messages not known", "in finalized batches"]);
            Vec::new()
        });
    }
}
