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
    ParsedInvitation { who, direction, sent_at: sent_at.parse().ok(), note: String::new() }
}

fn import(number: i64, exported_on: &str, rows: Vec<ParsedInvitation>) -> StoredInvitations {
    StoredInvitations { source: Source { import: ImportId(number), exported_on: exported_on.parse().unwrap() }, rows }
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
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true);
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Answered { days: Some(3) }]);
    // Whoever connected and left since had answered.
    assert_eq!(standing(&log, "Bea Roe"), [Standing::Answered { days: Some(0) }]);
    assert_eq!(standing(&log, "Cid Gone"), [Standing::Waiting]);
    assert_eq!(standing(&log, "Dov Twin"), [Standing::Unclear(Doubt::NameShared)]);
    assert_eq!(standing(&log, "Eve Stranger"), [Standing::Waiting]);
    assert_eq!(log.of_way(Incoming).map(|one| one.standing).collect::<Vec<_>>(), [Standing::Waiting]);
    assert_eq!(log.days_to_answer(Outgoing), [0, 3]);
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
        let log = InvitationLog::of(vec![import(2, "2026-09-01", new.clone()), import(1, "2026-05-01", old(slug))], &[], true);
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
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true);
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Waiting, Standing::Answered { days: Some(3) }]);
    // Connected years before: it was somebody else of that name.
    let rows = vec![row(Outgoing, "Ana Quorn", None, "2026-05-20T15:05:00")];
    let log = InvitationLog::of(vec![import(1, "2026-06-01", rows)], &people, true);
    assert_eq!(standing(&log, "Ana Quorn"), [Standing::Waiting]);
}

#[test]
fn no_file_and_a_file_of_which_only_connections_were_kept_are_two_things() {
    assert_eq!(InvitationLog::of(Vec::new(), &[], false).coverage, LogCoverage::NoFile);
    assert_eq!(InvitationLog::of(Vec::new(), &[], true).coverage, LogCoverage::OnlyConnections);
}
