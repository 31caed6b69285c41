//! The rules of the checklist, one by one.

use super::*;
use crate::model::{evidence::coverage::Period, id::ImportId, import::file_kind::FileKind};
use crate::model::{
    evidence::{Direction, Messages, Recommendation, Source},
    person::{Facts, PastJob},
};

pub(super) fn person(id: i64, company: &str, position: &str) -> Person {
    let facts = Facts { first_name: format!("P{id}").into(), company: company.into(), position: position.into(), ..Facts::default() };
    Person::new(PersonId(id), facts)
}

pub(super) fn wrote(mut person: Person, sent: usize, received: usize, last: &str) -> Person {
    person.evidence.messages = Some(Messages { last_by: Direction::Incoming, ..Messages::at(&format!("{last}T10:00:00Z"), sent, received) });
    person
}

/// All files were there.
fn covered() -> Coverage {
    with_files(&[FileKind::Messages, FileKind::RecommendationsReceived, FileKind::RecommendationsGiven, FileKind::Positions])
}

fn with_files(kinds: &[FileKind]) -> Coverage {
    let source = Source { import: ImportId(1), exported_on: "2026-11-01".parse().unwrap() };
    Coverage::new(kinds.iter().map(|&kind| Period { kind, file: String::new(), source, from: None, to: None }).collect())
}

/// A batch among others, and what is known when it is asked about.
pub(super) struct Batch {
    everyone: Vec<Person>,
    size: usize,
    coverage: Coverage,
}

impl Batch {
    /// All files are there.
    pub(super) fn new(batch: Vec<Person>, others: Vec<Person>) -> Self {
        Self { size: batch.len(), everyone: batch.into_iter().chain(others).collect(), coverage: covered() }
    }

    /// Nothing but a list of connections is there.
    pub(super) fn bare(self) -> Self {
        Self { coverage: Coverage::default(), ..self }
    }

    pub(super) fn with_files(self, kinds: &[FileKind]) -> Self {
        Self { coverage: with_files(kinds), ..self }
    }

    pub(super) fn with<T>(&self, asking: impl FnOnce(&[&Person], &ChecklistContext<'_>) -> T) -> T {
        let jobs = [
            OwnerJob { company: "Blue Heron Mills ".into(), ..OwnerJob::default() },
            OwnerJob { company: "Past Ltd".into(), finished: "2020".into(), ..OwnerJob::default() },
        ];
        let time = LocalTime::new("2026-11-20T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let context = ChecklistContext { everyone: &self.everyone, coverage: &self.coverage, owner_jobs: &jobs, time: &time };
        asking(&self.everyone.iter().take(self.size).collect::<Vec<_>>(), &context)
    }
}

fn put_to(batch: &[Person], others: &[Person], coverage: &Coverage) -> Vec<AskedQuestion> {
    Batch { coverage: coverage.clone(), ..Batch::new(batch.to_vec(), others.to_vec()) }.with(ask)
}

fn ids(put: &[AskedQuestion]) -> Vec<&'static str> {
    put.iter().map(|put| put.question.id.key()).collect()
}

fn asked(put: &[AskedQuestion], id: &str) -> Option<Vec<i64>> {
    put.iter().find(|p| p.question.id.key() == id).map(|p| p.people.iter().map(|p| p.0).collect())
}

// In the product book: C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13, C14, E1, E2, E3, E4, E5, E6, E7, E8, E9.
#[test]
fn every_question_of_the_product_has_its_place() {
    let mut ids: Vec<&str> = QUESTIONS.iter().map(|q| q.id.key()).collect();
    ids.sort_unstable();
    let mut expected: Vec<String> = (1..=14).map(|n| format!("C{n}")).chain((1..=9).map(|n| format!("E{n}"))).collect();
    expected.sort_unstable();
    assert_eq!(ids, expected);
    assert!(QUESTIONS.iter().all(|question| question.rule_in_words().starts_with("Asked ")));
}

#[test]
fn a_superficial_batch_is_asked_little() {
    let batch = [person(1, "Mills", "Dyer"), person(2, "", "Cook")];
    let put = put_to(&batch, &[person(3, "Mills", "Weaver")], &covered());
    assert_eq!(ids(&put), ["E1"]);
    assert_eq!(not_asked(&put).len(), QUESTIONS.len() - 1);
}

#[test]
fn what_no_export_tells_is_asked() {
    let put = put_to(&[person(1, "", "")], &[], &Coverage::default());
    assert_eq!(ids(&put), ["C3", "C5", "C13", "C14", "E1", "E2"]);
    // Nothing is asserted of anybody, and whoever it is about can be listed.
    for question in &put {
        assert_eq!((question.people.as_slice(), question.unknown.as_slice()), ([].as_slice(), [PersonId(1)].as_slice()), "{}", question.question.id.key());
    }
    assert_eq!(
        put[0].finding,
        "No export tells the messages of them: you know best. No export tells where you work now, so nobody is known to work there: you know best."
    );
    assert_eq!(put[1].title(), "Does a recommendation go with them?");
    assert_eq!(put[4].finding, "Whether there is a history with them is not known: no export tells.");
}

/// Everybody of a batch is in none of the questions, or told as what they are: known to cause it, or not known.
#[test]
fn none_and_not_known_are_told_apart_in_every_question() {
    let praise = [FileKind::RecommendationsReceived, FileKind::RecommendationsGiven];
    let (letters, jobs) = ([FileKind::Messages], [FileKind::Positions]);
    let of = |files: &[&[FileKind]], batch: &[Person]| {
        let put = put_to(batch, &[], &with_files(&files.concat()));
        let told = |id: &str| put.iter().find(|put| put.question.id.key() == id).map(|put| (put.people.len(), put.unknown.len()));
        ["C3", "C5", "C13", "C14", "E1", "E2"].map(told)
    };
    let silent = [person(1, "", "")];
    for (files, expected) in [
        (vec![], [Some((0, 1)); 6]),
        (vec![&letters[..]], [Some((0, 1)), Some((0, 1)), None, Some((0, 1)), Some((0, 1)), Some((0, 1))]),
        (vec![&letters, &jobs], [None, Some((0, 1)), None, None, Some((0, 1)), Some((0, 1))]),
        (vec![&praise, &jobs], [Some((0, 1)), None, Some((0, 1)), None, Some((0, 1)), Some((0, 1))]),
        (vec![&letters, &praise[..1], &jobs], [None, Some((0, 1)), None, None, Some((0, 1)), Some((0, 1))]),
        (vec![&letters, &praise, &jobs], [None, None, None, None, Some((1, 0)), None]),
    ] {
        assert_eq!(of(&files, &silent), expected, "{files:?}");
    }
    // Of one there is a conversation, of the other nothing can be known: he connected after the export was made.
    let mut later = person(2, "", "");
    later.facts.connected_on = "2026-11-05".parse().ok();
    let told = of(&[&letters, &praise, &jobs], &[wrote(person(1, "", ""), 1, 1, "2026-11-10"), later]);
    assert_eq!(told, [Some((1, 1)), Some((0, 1)), Some((1, 1)), None, Some((0, 1)), Some((1, 1))]);
}

#[test]
fn what_went_to_a_group_or_was_never_answered_is_no_contact_and_no_word_of_theirs() {
    let mut in_group = wrote(person(1, "", ""), 0, 0, "2026-11-10");
    if let Some(messages) = &mut in_group.evidence.messages {
        (messages.group, messages.last_in_group, messages.last_direct) = (10, true, None);
    }
    let mut i_wrote_last = wrote(person(2, "", ""), 3, 1, "2026-11-10");
    if let Some(messages) = &mut i_wrote_last.evidence.messages {
        (messages.last_by, messages.last_received) = (Direction::Outgoing, "2019-01-01T10:00:00Z".parse().ok());
    }
    let put = put_to(&[in_group, i_wrote_last], &[], &covered());
    for (id, people) in [("C3", Some(vec![2])), ("C13", Some(vec![2])), ("E1", Some(vec![1])), ("E7", None)] {
        assert_eq!(asked(&put, id), people, "{id}");
    }
}

#[test]
fn a_recommendation_counts_by_its_status() {
    for (status, is_asked) in [("VISIBLE", true), ("", true), ("HIDDEN", true), ("06/18/19", true), ("PENDING", false), ("Deleted", false)] {
        let mut one = person(1, "", "");
        one.evidence.recommendations.push(Recommendation {
            direction: Direction::Incoming,
            text: "Good.".into(),
            written_on: None,
            company: String::new(),
            job_title: String::new(),
            status: status.into(),
            source: Source::default(),
        });
        assert_eq!(asked(&put_to(&[one], &[], &covered()), "C5").is_some(), is_asked, "{status}");
    }
}

#[test]
fn history_raises_what_it_should() {
    let recent = wrote(person(1, "", ""), 3, 4, "2026-11-10");
    let old = wrote(person(2, "", ""), 1, 1, "2012-03-01");
    let unanswered = wrote(person(3, "", ""), 0, 2, "2026-02-01");
    let put = put_to(&[recent, old, unanswered], &[], &covered());
    for (id, people) in [
        ("C1", Some(vec![1, 2])),
        ("C3", Some(vec![1])),
        ("C4", Some(vec![1])),
        ("C13", Some(vec![1])),
        ("E1", Some(vec![3])),
        ("E2", Some(vec![1, 2])),
        ("E3", Some(vec![1])),
        ("E7", Some(vec![1, 3])),
        ("E9", Some(vec![1, 2])),
        ("C5", None),
        ("C14", None),
        ("E8", None),
    ] {
        assert_eq!(asked(&put, id), people, "{id}");
    }
}

#[test]
fn a_recommendation_either_way_is_asked_about() {
    let mut batch = [person(1, "", ""), person(2, "", ""), person(3, "", "")];
    for (person, direction) in batch.iter_mut().zip([Direction::Incoming, Direction::Outgoing]) {
        person.evidence.recommendations.push(Recommendation {
            direction,
            text: "Good.".into(),
            written_on: None,
            company: String::new(),
            job_title: String::new(),
            status: String::new(),
            source: Source::default(),
        });
    }
    let put = put_to(&batch, &[], &covered());
    assert_eq!((asked(&put, "C5"), asked(&put, "E2")), (Some(vec![1, 2]), Some(vec![1, 2])));
    assert!(put.iter().any(|put| put.finding == "1 person recommended you, and you recommended 1 person."));
}

#[test]
fn those_who_work_where_the_owner_works_now_are_colleagues() {
    let batch = [person(1, "blue heron mills", "Dyer"), person(2, "Past Ltd", "")];
    let put = put_to(&batch, &[person(3, "Blue Heron Mills", ""), person(4, "Past Ltd", "")], &covered());
    assert_eq!((asked(&put, "C3"), asked(&put, "C14")), (Some(vec![1]), Some(vec![1])));
}

// In the product book: C7.
#[test]
fn titles_and_new_jobs_speak_of_the_future() {
    let mut changed = person(3, "", "Dyer");
    changed.past_jobs.push(PastJob { company: "Mills".into(), position: String::new(), until: "2026-01-01T00:00:00Z".parse().unwrap() });
    let batch = [person(1, "", "Working STUDENT"), person(2, "", "International sales"), changed, person(4, "", "Head of Dyeing"), person(5, "", "Homeowner")];
    let put = put_to(&batch, &[], &covered());
    assert_eq!((asked(&put, "C7"), asked(&put, "C8")), (Some(vec![1, 3]), Some(vec![4])));
}

// In the product book: C11.
#[test]
fn a_recruiter_in_the_batch_raises_the_question_and_is_named() {
    let people = [person(1, "Talentor", "Senior RECRUITER"), person(2, "Mills", "Dyer")];
    assert_eq!(asked(&put_to(&people, &[], &covered()), "C11"), Some(vec![1]));
    assert_eq!(asked(&put_to(&people[1..], &[], &covered()), "C11"), None);
}

#[test]
fn the_last_tie_to_a_company_is_noticed() {
    let people: Vec<Person> = (1..=3).map(|id| person(id, "Blue Heron Mills", "Dyer")).collect();
    assert_eq!(asked(&put_to(&people, &[], &covered()), "C6"), Some(vec![1, 2, 3]));
    assert_eq!(asked(&put_to(&people, &[person(4, "blue heron mills ", "Weaver")], &covered()), "C6"), None);
    assert_eq!(asked(&put_to(&[person(5, "Kite", "")], &people, &covered()), "C6"), Some(vec![5]));
}

// In the product book: C10.
#[test]
fn a_batch_of_one_company_is_noticed_only_when_large() {
    let people: Vec<Person> = (1..=30).map(|id| person(id, if id <= 6 { "Kite & Lantern" } else { "" }, "")).collect();
    let of = |n: usize| asked(&put_to(&people[..n], &people[n..], &covered()), "C10");
    assert_eq!(of(4), None);
    assert_eq!(of(6).map(|p| p.len()), Some(6));
    assert_eq!(of(30).map(|p| p.len()), Some(6));
    assert_eq!(asked(&put_to(&people[..4], &people[4..], &covered()), "C9"), Some(vec![1, 2, 3, 4]));
    assert!(asked(&put_to(&people, &[], &covered()), "C12").is_some());
}
