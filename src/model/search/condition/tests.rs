//! Conditions, each against three people.

use super::*;
use crate::model::local_time::LocalTime;
use crate::model::{
    evidence::coverage::{Coverage, Period},
    id::{ImportId, PersonId},
    import::file_kind::FileKind,
    search::index::Index,
};
use crate::model::{
    evidence::{Messages, Source},
    person::{Facts, Person},
};

fn person(day: &str, company: &str, messages: usize) -> Person {
    let mut person = Person::new(PersonId(1), Facts { connected_on: day.parse().ok(), company: company.into(), ..Facts::default() });
    if messages > 0 {
        person.evidence.messages = Some(Messages::at("2021-05-04T10:00:00Z", messages, 0));
    }
    person
}

fn holds(word: &str, person: &Person, coverage: &Coverage) -> bool {
    let time = LocalTime::new("2026-05-04T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
    let index = Index::build(std::slice::from_ref(person), coverage, &time);
    let (is_negated, word) = word.strip_prefix('-').map_or((false, word), |word| (true, word));
    let negated = |condition: Condition| if is_negated { condition.negated() } else { condition };
    match Condition::read(word) {
        Word::Condition(condition) => negated(condition).truths(&index).yes().contains(0),
        other => panic!("{word}: {other:?}"),
    }
}

#[test]
fn conditions_hold_for_whom_they_should() {
    let source = Source { import: ImportId(1), exported_on: "2026-01-01".parse().unwrap() };
    let from = "2015-01-01".parse().ok();
    let coverage = Coverage::new(vec![Period { kind: FileKind::Messages, file: String::new(), source, from, to: None }]);
    let (old, mut silent, mut writer) = (person("2012-03-04", "", 0), person("2018-12-31", "Acme Mills", 0), person("2012-03-04", "Kite", 7));
    for (person, until) in [(&mut silent, "2026-05-04"), (&mut writer, "2026-05-05")] {
        person.state.decision = Decision::Later;
        person.state.later_until = until.parse().ok();
    }
    for (word, expected) in [
        ("messages:0", [false, true, false]),
        ("messages:>5", [false, false, true]),
        ("-messages:0", [false, false, true]),
        ("has:messages", [false, false, true]),
        ("-has:messages", [false, true, false]),
        ("has:recommendation", [false, false, false]),
        ("-has:recommendation", [false, false, false]),
        ("connected:<2016", [true, false, true]),
        ("connected:2018", [false, true, false]),
        ("connected:<=2012-03", [true, false, true]),
        ("connected:>2012-03-04", [false, true, false]),
        ("last:2021-05", [false, false, true]),
        ("company:mill", [false, true, false]),
        ("company:=mill", [false; 3]),
        ("company:=acme", [false; 3]),
        ("company:=kite", [false, false, true]),
        ("-company:=kite", [true, true, false]),
        ("position:mill", [false, false, false]),
        ("-company:mill", [true, false, true]),
        ("-has:company", [true, false, false]),
        ("unknown:messages", [true, false, false]),
        ("unknown:recommendations", [true, true, true]),
        ("is:due", [false, true, false]),
        ("-is:due", [true, false, true]),
        ("has:later", [false, true, true]),
        ("is:undecided", [true, false, false]),
        ("-is:undecided", [false, true, true]),
        ("is:decided", [false, true, true]),
        ("is:kept", [false, false, false]),
    ] {
        assert_eq!([&old, &silent, &writer].map(|person| holds(word, person, &coverage)), expected, "{word}");
    }
}

#[test]
fn what_is_not_understood_is_told_from_text() {
    for word in ["messages:", "messages:many", "connected:<20", "has:", "has:money", "invited:you", "is:nothing", "connected:2016-13"] {
        assert!(matches!(Condition::read(word), Word::Unclear(_)), "{word}");
    }
    for word in ["acme", "c:d", "https://x", "zebra:1"] {
        assert_eq!(Condition::read(word), Word::Text, "{word}");
    }
}

/// What went to a group is no word between the two.
#[test]
fn who_wrote_last_is_told_of_the_two_alone() {
    let mut person = person("2018-12-31", "", 1);
    let messages = person.evidence.messages.as_mut().unwrap();
    (messages.group, messages.last, messages.last_by, messages.last_in_group) = (1, "2024-05-04T10:00:00Z".parse().unwrap(), Direction::Incoming, true);
    assert!(holds("last-by:me", &person, &Coverage::default()) && !holds("last-by:them", &person, &Coverage::default()));
    let messages = person.evidence.messages.as_mut().unwrap();
    (messages.sent, messages.last_direct) = (0, None);
    assert!(!holds("last-by:me", &person, &Coverage::default()) && !holds("last-by:them", &person, &Coverage::default()));
}

/// By the local day, eleven hours behind: midnight UTC is the day before there.
#[test]
fn when_somebody_was_looked_at_is_told_by_the_local_day_and_who_is_undecided_never_was() {
    let decided = |at: &str| {
        let mut person = person("2018-12-31", "", 0);
        (person.state.decision, person.state.decided_at) = (Decision::Keep, at.parse().ok());
        person
    };
    let (fresh, mut never) = (decided("2026-03-01T05:00:00Z"), decided("2026-03-01T05:00:00Z"));
    let old = decided("2025-01-01T12:00:00Z");
    // Decided once, and open again: the day tells nothing.
    never.state.decision = Decision::Undecided;
    for (word, expected) in [
        ("decided:2026-02-28", [true, false, false]),
        ("decided:>2026-02-28", [false, false, false]),
        ("decided:<2026", [false, true, false]),
        ("-decided:<6m", [false, true, true]),
        ("-decided:>2025-12-31", [false, true, true]),
    ] {
        assert_eq!([&fresh, &old, &never].map(|person| holds(word, person, &Coverage::default())), expected, "{word}");
    }
}
