//! The rules of the log, case by case.

use super::*;
use crate::model::{id::ImportId, person::Facts};

fn known(id: i64, name: &str, slug: Option<&str>, connected_on: &str, is_connected: bool) -> KnownPerson {
    let (first, last) = name.split_once(' ').unwrap();
    let facts =
        Facts { first_name: first.into(), last_name: last.into(), slug: slug.map(Into::into), connected_on: connected_on.parse().ok(), ..Facts::default() };
    KnownPerson { id: PersonId(id), facts, is_connected, brought_by: ImportId(1) }
}

fn row(direction: Direction, name: &str, slug: Option<&str>, sent_at: &str) -> ParsedInvitation {
    let who = Contact { slug: slug.map(Into::into), name: name.into(), company: String::new() };
    ParsedInvitation { who, direction, sent_at: sent_at.parse().ok(), note: String::new(), exported_on: None }
}

fn import(number: i64, exported_on: &str, rows: Vec<ParsedInvitation>) -> StoredInvitations {
    StoredInvitations { source: Source { import: ImportId(number), exported_on: exported_on.parse().unwrap() }, rows }
}

/// Connections as new as any file.
fn same_day() -> (ImportId, Date) {
    (ImportId(9), "2026-12-01".parse().unwrap())
}

fn standing(log: &InvitationLog, name: &str) -> Vec<Standing> {
    log.invitations.iter().filter(|one| one.name == name).map(|one| one.standing).collect()
}

use Direction::{Incoming, Outgoing};

#[test]
fn i1_sent_and_not_among_the_connections_waits_and_whoever_connected_since_answered() {
    let people = [
        known(1, "Ana Quorn", Some("ana"), "2026-05-04", true),
        known(2, "Bea Roe", Some("bea"), "2026-05-01", false),
        // Parted with before the invitation: invited again, and not answered.
        known(3, "Cid Gone", Some("cid"), "2019-01-01", false),
        known(4, "Dov Twin", None, "2026-05-05", true),
        known(5, "Dov Twin", None, "2026-05-06", true),
    ];
    let rows = vec![
        row(Outgoing, "Ana Quorn", Some("ana"), "2026-05-01T15:05:00"),
        row(Outgoing, "Bea Roe", Some("bea"), "2026-05-01T15:06:00"),
        row(Outgoing, "Cid Gone", Some("cid"), "2026-05-01T15:07:00"),
        row(Outgoing, "Dov Twin", None, "2026-05-01T15:08:00"),
        row(Outgoing, "Eve Stranger", Some("eve"), "2026-05-01T15:09:00"),
        row(Incoming, "Fay Asks", Some("fay"), "2026-05-02T08:00:00"),
    ];
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true, Some(same_day()));
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Answered { days: Some(3) }]);
    // Whoever connected and left since had answered.
    assert_eq!(standing(&log, "Bea Roe"), [Standing::Answered { days: Some(0) }]);
    assert_eq!(standing(&log, "Cid Gone"), [Standing::Waiting]);
    assert_eq!(standing(&log, "Dov Twin"), [Standing::Unclear(Doubt::NameShared)]);
    assert_eq!(standing(&log, "Eve Stranger"), [Standing::Waiting]);
    assert_eq!(log.of_way(Incoming).map(|one| one.standing).collect::<Vec<_>>(), [Standing::Waiting]);
    assert_eq!(log.answers(Outgoing), Answers { people: 2, invitations: 2, days: vec![0, 3] });
    assert_eq!(log.answers(Outgoing).half_within(), Some(0));
    let covered = LogCoverage::Known { from: "2026-05-01".parse().ok(), to: "2026-05-02".parse().ok(), as_of: "2026-06-01".parse().unwrap() };
    assert_eq!(log.coverage, covered);
}

#[test]
fn what_a_newer_file_no_longer_holds_does_not_wait_and_what_lies_before_it_is_unclear() {
    let old = |slug: Option<&str>| {
        vec![
            row(Outgoing, "Eve Stranger", slug, "2025-12-24T09:00:00"),
            row(Outgoing, "Gil Over", Some("gil"), "2026-04-02T09:00:00"),
            row(Outgoing, "Hal Still", slug.map(|_| "hal"), "2026-04-03T09:00:00"),
        ]
    };
    let new = vec![row(Outgoing, "Ida First", Some("ida"), "2026-04-01T09:00:00"), row(Outgoing, "Hal Still", Some("hal"), "2026-04-03T09:00:00")];
    for slug in [Some("eve"), None] {
        let log = InvitationLog::of(vec![import(2, "2026-09-01", new.clone()), import(1, "2026-05-01", old(slug))], &[], true, Some(same_day()));
        assert_eq!(standing(&log, "Eve Stranger"), [Standing::Unclear(Doubt::OlderExport)]);
        assert_eq!(standing(&log, "Gil Over"), [Standing::Unclear(Doubt::NoLongerHeld)]);
        // Once, also where the older file had no links.
        assert_eq!(standing(&log, "Hal Still"), [Standing::Waiting]);
        assert_eq!(standing(&log, "Ida First"), [Standing::Waiting]);
    }
}

#[test]
fn a_broken_link_falls_back_to_the_name_and_a_link_to_nobody_does_not() {
    let people = [known(1, "Ana Quorn", Some("ana"), "2026-05-04", true)];
    let rows = vec![row(Outgoing, "Ana Quorn", None, "2026-05-01T15:05:00"), row(Outgoing, "Ana Quorn", Some("ana-2"), "2026-05-01T15:06:00")];
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true, Some(same_day()));
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Waiting, Standing::Answered { days: Some(3) }]);
    // Connected years before: it was somebody else of that name.
    let rows = vec![row(Outgoing, "Ana Quorn", None, "2026-05-20T15:05:00")];
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true, Some(same_day()));
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Waiting]);
}

#[test]
fn no_file_and_a_file_of_which_only_connections_were_kept_are_two_things() {
    assert_eq!(InvitationLog::of(Vec::new(), &[], false, Some(same_day())).coverage, LogCoverage::NoFile);
    assert_eq!(InvitationLog::of(Vec::new(), &[], true, Some(same_day())).coverage, LogCoverage::OnlyConnections);
}

#[test]
fn an_empty_newest_file_says_that_nobody_waits() {
    let old = vec![row(Outgoing, "Eve Stranger", Some("eve"), "2026-03-24T09:00:00")];
    let log = InvitationLog::of(vec![import(1, "2026-05-01", old), import(2, "2026-06-01", Vec::new())], &[], true, Some(same_day()));
    assert_eq!(standing(&log, "Eve Stranger"), [Standing::Unclear(Doubt::NoLongerHeld)]);
    assert_eq!(log.coverage, LogCoverage::Known { from: None, to: None, as_of: "2026-06-01".parse().unwrap() });
}

#[test]
fn older_connections_tell_nothing_of_whom_was_invited_since() {
    let rows = vec![row(Outgoing, "Eve Stranger", Some("eve"), "2026-04-24T09:00:00")];
    for (connections, expected) in [("2026-01-01", Standing::Unclear(Doubt::ConnectionsOlder)), ("2026-04-29", Standing::Waiting)] {
        let log = InvitationLog::of(vec![import(1, "2026-05-01", rows.clone())], &[], true, Some((ImportId(1), connections.parse().unwrap())));
        assert_eq!(standing(&log, "Eve Stranger"), [expected], "{connections}");
    }
}

#[test]
fn whoever_connects_after_it_expired_did_not_answer_it_as_far_as_a_name_tells() {
    let people = [known(1, "Ana Quorn", Some("ana"), "2026-05-04", true), known(2, "Bea Left", None, "2026-05-04", false)];
    let rows = vec![
        row(Outgoing, "Ana Quorn", None, "2025-02-01T15:05:00"),
        row(Outgoing, "Bea Left", None, "2025-02-01T15:05:00"),
        row(Outgoing, "Bea Left", None, "2026-05-01T15:05:00"),
        row(Incoming, "Ana Quorn", Some("ana"), "2025-02-01T15:05:00"),
    ];
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true, Some(same_day()));
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Unclear(Doubt::MuchLater), Standing::Answered { days: None }]);
    // Gone since, and found by name where they connected in time.
    assert_eq!(standing(&log, "Bea Left"), [Standing::Answered { days: Some(3) }, Standing::Waiting]);
}

#[test]
fn namesakes_at_one_minute_are_two_and_a_file_without_times_is_held_against_the_day() {
    let twins = vec![row(Outgoing, "Dov Twin", None, "2026-05-01T15:08:00"), row(Outgoing, "Dov Twin", None, "2026-05-01T15:08:00")];
    let log = InvitationLog::of(vec![import(1, "2026-05-02", twins.clone()), import(2, "2026-06-01", twins.clone())], &[], true, Some(same_day()));
    assert_eq!(log.invitations.len(), 2);
    assert_ne!(log.invitations[0].key, log.invitations[1].key);
    let saved = twins.into_iter().map(|row| ParsedInvitation { sent_at: "2026-05-01T00:00:00".parse().ok(), ..row }).collect();
    let timed = vec![row(Outgoing, "Dov Twin", Some("dov"), "2026-05-01T15:08:00"), row(Outgoing, "Dov Twin", Some("dov-2"), "2026-05-01T15:08:00")];
    let log = InvitationLog::of(vec![import(1, "2026-05-02", saved), import(2, "2026-06-01", timed)], &[], true, Some(same_day()));
    assert_eq!(standing(&log, "Dov Twin"), [Standing::Waiting; 2]);
}

#[test]
fn what_was_said_by_name_holds_when_a_later_file_has_the_link() {
    let named = InvitationLog::of(vec![import(1, "2026-05-02", vec![row(Outgoing, "Eve Stranger", None, "2026-05-01T15:08:00")])], &[], true, Some(same_day()));
    let key = named.invitations[0].key.clone();
    let said = Errand {
        key: key.clone(),
        name: "Eve Stranger".into(),
        slug: None,
        person_id: None,
        state: crate::model::batch::task::TaskState::Done,
        acted_at: None,
    };
    let linked = vec![row(Outgoing, "Eve Stranger", Some("eve"), "2026-05-01T15:08:00"), row(Outgoing, "Eve Stranger", Some("eve"), "2026-07-01T15:08:00")];
    let mut log = InvitationLog::of(vec![import(2, "2026-08-02", linked)], &[], true, Some(same_day()));
    log.take_keys_of(&[said]);
    assert_eq!(log.invitations.iter().map(|one| one.key == key).collect::<Vec<_>>(), [false, true]);
}
