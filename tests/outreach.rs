//! Beside removing: invitations, follows, errands and letters through the engine, on archives of every era whose truth is known.

use std::fmt::Write as _;

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};
use partwell::{
    command::{Command, Export, ReasonChange},
    event::Event,
    model::{
        batch::{removal_list::ListFormat, task::TaskState},
        cover_sheet::{CoverAnswer, CoverChange, CoverReading},
        evidence::Direction,
        outreach::{
            Outreach,
            errand::{ErrandEvent, ErrandKey, ErrandKind, WantedErrand},
            follow::{FollowKind, FollowTie},
            invitation_log::{Doubt, LogCoverage, LoggedInvitation, Standing},
        },
        person::{
            decision::{Decision, Pane},
            reason::Reason,
        },
        plan::{Goal, JournalEntry, Measure, Plan},
    },
};

use crate::support::{Desk, H6, H7, PREAMBLE, archive, zip_of};

pub(crate) fn outreach(desk: &mut Desk) -> Outreach {
    let events = desk.run(Command::LoadOutreach).unwrap();
    *events.into_iter().find_map(|event| if let Event::OutreachLoaded(outreach) = event { Some(outreach) } else { None }).unwrap()
}

fn plan(desk: &mut Desk) -> Plan {
    let events = desk.run(Command::LoadPlan).unwrap();
    *events.into_iter().find_map(|event| if let Event::PlanLoaded(plan) = event { Some(plan) } else { None }).unwrap()
}

fn wanted(one: &LoggedInvitation) -> WantedErrand {
    WantedErrand { key: one.key.clone(), name: one.name.clone(), slug: one.slug.clone() }
}

/// The eras of `Invitations.csv`, with the list of connections of their time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Era {
    /// Five columns, no links anywhere, times in the list of connections.
    Y2018,
    /// Five columns, no links, today's days.
    Y2021,
    /// Links of members' numbers.
    Jul2023,
    /// Links without a profile behind them.
    Nov2023,
    /// Links.
    Y2024,
}

const ERAS: [Era; 5] = [Era::Y2018, Era::Y2021, Era::Jul2023, Era::Nov2023, Era::Y2024];

/// What is true of each person of the network: name, slug, when they were invited or invited, when they connected.
struct Truth {
    name: &'static str,
    slug: &'static str,
    direction: Direction,
    sent_at: &'static str,
    connected: Option<&'static str>,
}

const fn truth(name: &'static str, slug: &'static str, direction: Direction, sent_at: &'static str, connected: Option<&'static str>) -> Truth {
    Truth { name, slug, direction, sent_at, connected }
}

use Direction::{Incoming, Outgoing};

/// Months and days alone: the year is the era's.
const WORLD: [Truth; 8] = [
    truth("Zélie Quorn", "zélie-quorn-example", Outgoing, "03-02T15:05", Some("03-04")),
    truth("Tomas Ferrowick", "tomas-example", Outgoing, "03-02T15:06", Some("03-02")),
    truth("Ana Holt", "ana-holt-example", Incoming, "04-10T09:00", Some("06-09")),
    truth("Nobody Answers", "nobody-answers-example", Outgoing, "03-05T08:00", None),
    truth("Mehmet Çalışkan", "mehmet-example", Outgoing, "05-20T22:10", None),
    truth("Seller One", "seller-example", Incoming, "05-21T07:30", None),
    truth("陳 若水", "chen-example", Incoming, "05-22T07:30", None),
    truth("Late Answer", "late-example", Outgoing, "02-01T12:00", Some("06-20")),
];

/// How many were sent at once by accident, all of them to strangers, and from when on.
const ACCIDENT: (usize, &str) = (45, "05-01T21:14");

fn at(era: Era, text: &str) -> DateTime {
    let year = match era {
        Era::Y2018 => 2018,
        Era::Y2021 => 2022,
        Era::Jul2023 | Era::Nov2023 => 2023,
        Era::Y2024 => 2024,
    };
    format!("{year}-{text}:00").parse().unwrap()
}

fn day(era: Era, text: &str) -> Date {
    at(era, &format!("{text}T00:00")).date()
}

/// An archive of an era.
fn archive_of(era: Era) -> Vec<u8> {
    let cell = |text: &str| if text.contains(',') { format!("\"{text}\"") } else { text.to_owned() };
    let own = "https://www.linkedin.com/in/ada-owner-example";
    let mut invitations = String::from("From,To,Sent At,Message,Direction");
    match era {
        Era::Y2018 | Era::Y2021 => {}
        Era::Jul2023 => invitations.push_str(",inviterProfileUrn,inviteeProfileUrn"),
        Era::Nov2023 | Era::Y2024 => invitations.push_str(",inviterProfileUrl,inviteeProfileUrl"),
    }
    invitations.push('\n');
    let mut row = |name: &str, slug: &str, direction: Direction, moment: DateTime| {
        let sent = moment.strftime("%-m/%-d/%y, %-I:%M %p").to_string();
        let (from, to, word) = if direction == Outgoing { ("Ada Owner", name, "OUTGOING") } else { (name, "Ada Owner", "INCOMING") };
        write!(invitations, "{},{},\"{sent}\",,{word}", cell(from), cell(to)).unwrap();
        let link = format!("https://www.linkedin.com/in/{slug}");
        let (from, to) = if direction == Outgoing { (own, link.as_str()) } else { (link.as_str(), own) };
        match era {
            Era::Y2018 | Era::Y2021 => {}
            Era::Jul2023 => invitations.push_str(",urn:li:member:17,urn:li:member:18"),
            Era::Nov2023 => invitations.push_str(",https://www.linkedin.com/in,https://www.linkedin.com/in"),
            Era::Y2024 => write!(invitations, ",{from},{to}").unwrap(),
        }
        invitations.push('\n');
    };
    for one in &WORLD {
        row(one.name, one.slug, one.direction, at(era, one.sent_at));
    }
    for i in 0..ACCIDENT.0 {
        row(
            &format!("Stranger {i}"),
            &format!("stranger-{i}-example"),
            Outgoing,
            at(era, ACCIDENT.1).saturating_add((i64::try_from(i).unwrap() * 3).seconds()),
        );
    }
    let has_links = !matches!(era, Era::Y2018 | Era::Y2021);
    let mut connections = match era {
        Era::Y2018 => H6.to_owned(),
        Era::Y2021 => format!("{PREAMBLE}{H6}"),
        _ => format!("{PREAMBLE}{H7}"),
    };
    for one in WORLD.iter().filter(|one| one.connected.is_some()) {
        let (first, last) = one.name.split_once(' ').unwrap();
        let on = day(era, one.connected.unwrap());
        let on = if era == Era::Y2018 { format!("\"{}\"", on.at(15, 4, 0, 0).strftime("%-m/%-d/%y, %-I:%M %p")) } else { on.strftime("%d %b %Y").to_string() };
        let link = if has_links { format!("https://www.linkedin.com/in/{},", one.slug.replace('é', "%C3%A9")) } else { String::new() };
        write!(connections, "\n{first},{last},{link},Mills,Dyer,{on}").unwrap();
    }
    let follows: &[u8] = b"Date,Status,FullName\r\n2018-01-05 05:05:05,Active,Nobody Known\r\n2018-01-06 05:05:05,Active,Tomas Ferrowick\r\n2018-01-07 05:05:05,Active,Once Followed\r\n2018-02-07 05:05:05,Unfollow,Once Followed\r\n";
    let companies: &[u8] = if era == Era::Y2024 {
        b"Organization,Followed On\nKite & Lantern,Thu Dec 05 10:11:12 UTC 2019"
    } else {
        b"Organization,Followed On\nKite & Lantern,05 Apr 2018"
    };
    let name = if era == Era::Nov2023 { "Member_Follows_12345678.csv" } else { "Member_Follows.csv" };
    zip_of(&[("Connections.csv", connections.as_bytes()), ("Invitations.csv", invitations.as_bytes()), (name, follows), ("Company Follows.csv", companies)])
}

#[test]
fn i1_i2_i4_waiting_answered_and_sent_at_once_are_told_as_they_are_in_every_era() {
    for era in ERAS {
        let mut desk = Desk::new();
        let path = desk.file(&format!("Complete_LinkedInDataExport_06-25-{}.zip", day(era, "06-25").year()), archive_of(era));
        desk.import(&path).unwrap();
        let log = outreach(&mut desk).invitations;
        for one in &WORLD {
            let found: Vec<&LoggedInvitation> = log.invitations.iter().filter(|logged| logged.name == one.name).collect();
            let [logged] = found.as_slice() else { panic!("{era:?}: {} stands {} times", one.name, found.len()) };
            assert_eq!((logged.direction, logged.sent_at), (one.direction, Some(at(era, one.sent_at))), "{era:?} {}", one.name);
            let expected = match one.connected {
                Some(on) => Standing::Answered { days: at(era, one.sent_at).date().until(day(era, on)).ok().map(|span| span.get_days()) },
                None => Standing::Waiting,
            };
            assert_eq!(logged.standing, expected, "{era:?} {}", one.name);
            assert_eq!(logged.slug.is_some(), era == Era::Y2024);
        }
        assert_eq!(log.of_way(Outgoing).filter(|one| one.is_waiting()).count(), 2 + ACCIDENT.0, "{era:?}");
        assert_eq!(log.of_way(Incoming).filter(|one| one.is_waiting()).count(), 2, "{era:?}");
        let [burst] = log.bursts.as_slice() else { panic!("{era:?}: {:?}", log.bursts) };
        assert_eq!((burst.count, burst.from), (ACCIDENT.0, at(era, ACCIDENT.1)), "{era:?}");
        let as_of = day(era, "06-25");
        assert_eq!(log.coverage, LogCoverage::Known { from: Some(day(era, "02-01")), to: Some(day(era, "05-22")), as_of }, "{era:?}");
    }
}

#[test]
fn a1_follows_are_read_by_name_alone_in_every_era() {
    for era in ERAS {
        let mut desk = Desk::new();
        assert!(outreach(&mut desk).follows.is_none(), "nothing is known before there is a file");
        let path = desk.file("Complete_LinkedInDataExport_06-25-2024.zip", archive_of(era));
        desk.import(&path).unwrap();
        let follows = outreach(&mut desk).follows.unwrap();
        let told: Vec<(FollowKind, &str, FollowTie)> = follows.followed.iter().map(|one| (one.follow.kind, one.follow.name.as_str(), one.tie)).collect();
        assert_eq!(
            told,
            [
                (FollowKind::Member, "Nobody Known", FollowTie::NoTie),
                (FollowKind::Member, "Tomas Ferrowick", FollowTie::Connected),
                (FollowKind::Company, "Kite & Lantern", FollowTie::Company)
            ],
            "{era:?}"
        );
        assert!(follows.followed.iter().all(|one| one.follow.followed_on.is_some()), "{era:?}");
    }
}

#[test]
fn i1_what_was_withdrawn_is_kept_in_a_ledger_and_by_undo_and_outlives_its_import() {
    let mut desk = Desk::new();
    let path = desk.file("Complete_LinkedInDataExport_06-25-2024.zip", archive_of(Era::Y2024));
    desk.import(&path).unwrap();
    let log = outreach(&mut desk).invitations;
    let one = log.invitations.iter().find(|one| one.name == "Nobody Answers").unwrap();
    desk.run(Command::SetErrands { errands: vec![wanted(one)], state: TaskState::ToDo }).unwrap();
    desk.run(Command::SetErrands { errands: vec![wanted(one)], state: TaskState::Done }).unwrap();
    let told = |desk: &mut Desk| outreach(desk).errand(&one.key).map(|errand| errand.state);
    assert_eq!(told(&mut desk), Some(TaskState::Done));
    // Said once more, it changes nothing and is no step of the history.
    assert!(matches!(desk.run(Command::SetErrands { errands: vec![wanted(one)], state: TaskState::Done }).unwrap().as_slice(), [Event::NothingDone(_)]));
    desk.run(Command::Undo).unwrap();
    assert_eq!(told(&mut desk), Some(TaskState::ToDo));
    desk.run(Command::Redo).unwrap();
    let lines = outreach(&mut desk).lines;
    let events: Vec<ErrandEvent> = lines.iter().map(|line| line.event).collect();
    assert_eq!(events, [TaskState::ToDo, TaskState::Done, TaskState::ToDo, TaskState::Done].map(ErrandEvent::Acted));
    assert!(lines.iter().all(|line| line.name == "Nobody Answers" && line.key.kind == ErrandKind::Withdraw));
    // The import goes, and what was done about it stays.
    desk.run(Command::TakeBackImport { import: partwell::model::id::ImportId(1) }).unwrap();
    let after = outreach(&mut desk);
    assert!(after.invitations.invitations.is_empty() && after.follows.is_none());
    assert_eq!(after.errand(&one.key).map(|errand| errand.state), Some(TaskState::Done));
    // It comes back with the same archive, and is known to be withdrawn.
    desk.import(&path).unwrap();
    assert_eq!(told(&mut desk), Some(TaskState::Done));
}

#[test]
fn a_second_export_tells_who_answered_since_and_what_is_no_longer_held() {
    let mut desk = Desk::new();
    let path = desk.file("Complete_LinkedInDataExport_06-25-2024.zip", archive_of(Era::Y2024));
    desk.import(&path).unwrap();
    let link = archive::LINK;
    let connections =
        format!("{H7}\nNobody,Answers,{link}nobody-answers-example,,Mills,Dyer,01 Jul 2024\nTomas,Ferrowick,{link}tomas-example,,Mills,Dyer,02 Mar 2024\n");
    let invitations = format!("{}\nAda Owner,Early Bird,\"2/15/24, 9:00 AM\",,OUTGOING,{link}ada-owner-example,{link}early-example\n", archive::I7);
    let newer = desk.file(
        "Complete_LinkedInDataExport_07-20-2024.zip",
        zip_of(&[("Connections.csv", connections.as_bytes()), ("Invitations.csv", invitations.as_bytes())]),
    );
    desk.import(&newer).unwrap();
    let log = outreach(&mut desk).invitations;
    let standing = |name: &str| log.invitations.iter().find(|one| one.name == name).map(|one| one.standing);
    assert_eq!(standing("Nobody Answers"), Some(Standing::Answered { days: Some(118) }));
    assert_eq!(standing("Mehmet Çalışkan"), Some(Standing::Unclear(Doubt::NoLongerHeld)));
    assert_eq!(standing("Early Bird"), Some(Standing::Waiting));
}

#[test]
fn l7_l8_e3_letters_are_ticked_by_hand_and_nobody_writes_to_the_dead() {
    let mut desk = Desk::new();
    let path = desk.file("Complete_LinkedInDataExport_06-25-2024.zip", archive_of(Era::Y2024));
    desk.import(&path).unwrap();
    let tomas = desk.id("Tomas");
    let letter = |state| Command::SetPersonErrands { person_ids: vec![tomas], kind: ErrandKind::Letter, detail: "reconnect".into(), state };
    desk.run(letter(TaskState::Done)).unwrap();
    let told = outreach(&mut desk);
    let errand = told.errands_of(ErrandKind::Letter).next().unwrap();
    assert_eq!((errand.person_id, errand.name.as_str(), errand.key.subject.as_str()), (Some(tomas), "Tomas Ferrowick", "tomas-example"));
    assert_eq!(plan(&mut desk).results.letters_sent, 1);
    // A text of one's own, a change of ours, and both back.
    let save = |key: &str, title: &str| Command::SaveLetter { key: key.into(), title: title.into(), body: "Hi {first_name}".into() };
    desk.run(save("", "Mine")).unwrap();
    desk.run(save("reconnect", "Hello again")).unwrap();
    let titles = |desk: &mut Desk| outreach(desk).letters.into_iter().filter(|letter| letter.is_changed).map(|letter| letter.title).collect::<Vec<_>>();
    assert_eq!(titles(&mut desk), ["Hello again", "Mine"]);
    desk.run(Command::ResetLetter { key: "reconnect".into() }).unwrap();
    assert_eq!(titles(&mut desk), ["Mine"]);
    assert!(desk.run(save("", " ")).is_err());
    desk.run(Command::Undo).unwrap();
    assert_eq!(titles(&mut desk), ["Hello again", "Mine"]);
}

#[test]
fn a2_a7_instead_of_removing_leads_back_to_keep_in_one_step() {
    let mut desk = Desk::new();
    desk.import_bytes(archive::connections()).unwrap();
    let (tomas, zelie) = (desk.id("Tomas"), desk.id("Zélie"));
    desk.run(Command::Move { person_ids: vec![tomas], to: Pane::Remove }).unwrap();
    let before = desk.dump();
    desk.run(Command::DoInstead { person_ids: vec![tomas, zelie], alternative: "A7".into() }).unwrap();
    assert_eq!(desk.person("Tomas").state.decision, Decision::Keep);
    // Whoever stood in Keep is not decided about by it.
    assert_eq!(desk.person("Zélie").state.decision, Decision::Undecided);
    let names: Vec<String> = outreach(&mut desk).errands_of(ErrandKind::Alternative).map(|errand| format!("{} {}", errand.key.detail, errand.name)).collect();
    assert_eq!(names, ["A7 Tomas Ferrowick", "A7 Zélie Quorn, PhD"]);
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
    // A1 is the list of those to unfollow, A3 a letter.
    desk.run(Command::DoInstead { person_ids: vec![tomas], alternative: "A1".into() }).unwrap();
    assert_eq!(desk.person("Tomas").state.decision, Decision::Unfollow);
    desk.run(Command::DoInstead { person_ids: vec![zelie], alternative: "A3".into() }).unwrap();
    assert_eq!(outreach(&mut desk).errands_of(ErrandKind::Letter).map(|errand| errand.key.detail.clone()).collect::<Vec<_>>(), ["clear_the_air"]);
    assert!(desk.run(Command::DoInstead { person_ids: vec![zelie], alternative: "A9".into() }).is_err());
}

#[test]
fn p1_p2_p4_focus_goals_and_journal_are_kept_and_held_against_what_came_of_it() {
    let mut desk = Desk::new();
    desk.import_bytes(archive::connections()).unwrap();
    let tomas = desk.id("Tomas");
    desk.run(Command::SetFocus { focus: "  natural\n dyes ".into() }).unwrap();
    assert_eq!(desk.load().overview.focus, "natural dyes");
    let goals = vec![
        Goal { text: "Look at them".into(), measure: Some((Measure::LookedAt, 2)), is_met: false },
        Goal { text: "Feel lighter".into(), ..Goal::default() },
        Goal { text: "  ".into(), ..Goal::default() },
    ];
    desk.run(Command::SetGoals { goals }).unwrap();
    desk.run(Command::Move { person_ids: vec![tomas], to: Pane::Keep }).unwrap();
    let held = plan(&mut desk);
    assert_eq!(held.goals.len(), 2);
    assert_eq!((held.goals[0].progress(&held.results), held.goals[0].is_reached(&held.results)), (Some((1, 2)), false));
    assert_eq!((held.results.connected, held.results.connected_then, held.results.kept), (4, 4, 1));
    let entry = |id: i64, text: &str| JournalEntry { id, day: "2026-11-05".parse().unwrap(), feeling: "light".into(), text: text.into(), batch: None };
    desk.run(Command::WriteJournal(entry(0, "Went well"))).unwrap();
    let written = plan(&mut desk).journal;
    desk.run(Command::WriteJournal(entry(written[0].id, "Went very well"))).unwrap();
    assert_eq!(plan(&mut desk).journal.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(), ["Went very well"]);
    desk.run(Command::DeleteJournalEntry { id: written[0].id }).unwrap();
    assert!(plan(&mut desk).journal.is_empty());
    desk.run(Command::Undo).unwrap();
    assert_eq!(plan(&mut desk).journal.len(), 1);
    // Nothing written is no entry.
    assert!(matches!(desk.run(Command::WriteJournal(JournalEntry { feeling: String::new(), ..entry(0, " ") })).unwrap().as_slice(), [Event::NothingDone(_)]));
    let mut desk = desk.restarted();
    assert_eq!((desk.load().overview.focus.as_str(), plan(&mut desk).journal.len()), ("natural dyes", 1));
}

#[test]
fn l7_who_came_since_the_last_review_is_a_queue() {
    let mut desk = Desk::new();
    desk.import_bytes(archive::connections()).unwrap();
    let queue = |desk: &mut Desk| desk.load().queues.iter().find(|queue| queue.key == "new_since_review").map(|queue| queue.query.clone());
    assert_eq!(queue(&mut desk), None, "nobody was decided about yet");
    let tomas = desk.id("Tomas");
    desk.run(Command::Move { person_ids: vec![tomas], to: Pane::Keep }).unwrap();
    assert_eq!(queue(&mut desk), None);
    desk.import_bytes(format!("{}New,Comer,{}new-comer-example,,Mills,Dyer,09 Jan 2024\n", archive::connections(), archive::LINK)).unwrap();
    assert_eq!(queue(&mut desk).as_deref(), Some("is:undecided since:import:2"));
}

#[test]
fn r16_who_has_died_is_noted_apart_and_never_offered_a_letter() {
    let mut desk = Desk::new();
    desk.import_bytes(archive::connections()).unwrap();
    let tomas = desk.id("Tomas");
    let change = partwell::command::ReasonChange { set: [(Reason::HasDied, true)].into(), own_words: None };
    desk.run(Command::ChangeReasons { person_ids: vec![tomas], change }).unwrap();
    assert!(desk.person("Tomas").state.reasons.has(Reason::HasDied));
    assert!(!Reason::OFFERED.contains(&Reason::HasDied) && Reason::ALL.contains(&Reason::HasDied));
}

fn read_sheet(desk: &mut Desk, path: &std::path::Path) -> CoverReading {
    let events = desk.run(Command::ReadCoverSheet { path: path.to_owned() }).unwrap();
    events.into_iter().find_map(|event| if let Event::CoverSheetRead(reading) = event { Some(reading) } else { None }).unwrap()
}

#[test]
fn a_cover_sheet_goes_out_and_comes_back_and_is_taken_over_in_one_step() {
    let mut desk = Desk::new();
    let (other, _) = archive::desk_with(&[]);
    desk.import_bytes(archive::connections()).unwrap();
    let (tomas, zelie) = (desk.id("Tomas"), desk.id("Zélie"));
    desk.run(Command::SetNote { person_id: tomas, note: "SECRET".into() }).unwrap();
    let path = desk.folder.path().join("sheet.csv");
    let export = |format, path: &std::path::Path| Command::Export { what: Export::CoverSheet { format }, path: path.to_owned(), may_replace: false };
    assert!(desk.run(export(ListFormat::Csv, &path)).is_err(), "nobody is proposed yet");
    desk.run(Command::Move { person_ids: vec![tomas, zelie], to: Pane::Remove }).unwrap();
    desk.run(export(ListFormat::Csv, &path)).unwrap();
    let page = desk.folder.path().join("sheet.html");
    desk.run(export(ListFormat::Html, &page)).unwrap();
    assert!(desk.run(export(ListFormat::Json, &desk.folder.path().join("x.json"))).is_err());
    let (table, page) = (std::fs::read_to_string(&path).unwrap(), std::fs::read_to_string(page).unwrap());
    assert!(!table.contains("SECRET") && !page.contains("SECRET"));
    // Unanswered, it changes nothing.
    assert_eq!(read_sheet(&mut desk, &path).open.len(), 2);
    let answered = desk.file("answers.csv", table.replacen("\"\",\"\"\n", "\"Keep\",\"a friend, really\"\n", 2));
    let reading = read_sheet(&mut desk, &answered);
    assert_eq!(reading.changes.iter().map(|change| (change.answer, change.moves())).collect::<Vec<_>>(), [(Some(CoverAnswer::Keep), true); 2]);
    let before = desk.dump();
    desk.run(Command::TakeCoverAnswers { changes: reading.changes }).unwrap();
    assert_eq!(desk.person("Tomas").state.note, "SECRET\nClient: a friend, really");
    assert_eq!(desk.person("Zélie").state.decision, Decision::Keep);
    // Read once more, it says nothing new.
    let again = read_sheet(&mut desk, &answered);
    assert_eq!((again.changes.len(), again.same), (0, 2));
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
    // Taken over twice, as by two clicks, it is taken over once.
    desk.run(Command::Redo).unwrap();
    let taken = desk.dump();
    let reading = read_sheet(&mut desk, &answered);
    let twice: Vec<CoverChange> = [tomas, zelie]
        .map(|person_id| CoverChange {
            person_id,
            name: String::new(),
            is_in: Pane::Remove,
            answer: Some(CoverAnswer::Keep),
            comment: "a friend, really".into(),
            is_protected: false,
        })
        .into();
    assert!(reading.changes.is_empty());
    desk.run(Command::TakeCoverAnswers { changes: twice }).unwrap();
    assert_eq!(desk.dump(), taken);
    desk.run(Command::Undo).unwrap();
    // A sheet of another network is called out, and so is what is no sheet.
    let foreign = desk.file("foreign.csv", "Partwell key,Answer (keep or remove)\nx-1,keep\nx-2,keep\n");
    assert_eq!(desk.run(Command::ReadCoverSheet { path: foreign }).unwrap_err().title, "That is the cover sheet of another network");
    let list = desk.file("list.csv", archive::connections());
    assert!(desk.run(Command::ReadCoverSheet { path: list }).unwrap_err().title.ends_with("is no cover sheet"));
    drop(other);
}

#[test]
fn another_members_export_is_called_out_before_anything_is_written_also_in_a_network_of_twelve() {
    let network = |owner: &str, first: usize| {
        let link = archive::LINK;
        let rows: Vec<String> = (first..first + 12).map(|i| format!("P{i},Quorn,{link}p-{i}-example,,Mills,Dyer,{:02} Jan 2020", 1 + i % 28)).collect();
        let connections = format!("{H7}\n{}", rows.join("\n"));
        let profile = format!("First Name,Last Name,Maiden Name,Headline,Summary\n{owner},Owner,,,\n");
        zip_of(&[("Connections.csv", connections.as_bytes()), ("Profile.csv", profile.as_bytes())])
    };
    let mut desk = Desk::new();
    let own = desk.file("Complete_LinkedInDataExport_06-25-2024.zip", network("Ada", 0));
    desk.import(&own).unwrap();
    let before = desk.dump();
    let other = desk.file("Complete_LinkedInDataExport_07-25-2024.zip", network("Ida", 100));
    let report = desk.preview(&other).unwrap();
    assert!(!report.suspicions.is_empty(), "another name in the profile");
    assert_eq!(desk.dump(), before);
    // Without a profile nothing says whose it is, but nobody of twelve is known.
    let bare: Vec<String> = (200..212).map(|i| format!("Q{i},Roe,{}q-{i}-example,,Mills,Dyer,05 Feb 2020", archive::LINK)).collect();
    let path = desk.file("Connections.csv", format!("{H7}\n{}", bare.join("\n")));
    let report = desk.preview(&path).unwrap();
    assert!(!report.suspicions.is_empty(), "nobody of them is known: {report:?}");
    assert_eq!(desk.dump(), before);
}

#[test]
fn e3_no_letter_is_ever_written_to_who_has_died() {
    let mut desk = Desk::new();
    desk.import_bytes(archive::connections()).unwrap();
    let (tomas, zelie) = (desk.id("Tomas"), desk.id("Zélie"));
    desk.run(Command::ChangeReasons { person_ids: vec![tomas], change: ReasonChange { set: [(Reason::HasDied, true)].into(), own_words: None } }).unwrap();
    desk.run(Command::Move { person_ids: vec![tomas], to: Pane::Remove }).unwrap();
    let letters = |desk: &mut Desk| outreach(desk).errands_of(ErrandKind::Letter).map(|errand| errand.name.clone()).collect::<Vec<_>>();
    for state in [TaskState::ToDo, TaskState::Done] {
        let events = desk.run(Command::SetPersonErrands { person_ids: vec![tomas], kind: ErrandKind::Letter, detail: "parting".into(), state }).unwrap();
        assert!(events.iter().any(|event| matches!(event, Event::NothingDone(why) if why.contains("have died"))), "{events:?}");
    }
    let stranger = WantedErrand {
        key: ErrandKey::about(ErrandKind::Letter, None, &desk.person("Tomas").facts.name(), "apology"),
        name: desk.person("Tomas").facts.name(),
        slug: None,
    };
    desk.run(Command::SetErrands { errands: vec![stranger], state: TaskState::ToDo }).unwrap();
    assert_eq!(letters(&mut desk), [] as [String; 0]);
    // Of several only they are left out, and who stands in Remove stays there.
    desk.run(Command::DoInstead { person_ids: vec![tomas, zelie], alternative: "A3".into() }).unwrap();
    assert_eq!(letters(&mut desk), [desk.person("Zélie").facts.name()]);
    assert_eq!(desk.person("Tomas").state.pane(), Some(Pane::Remove));
}

#[test]
fn i1_archives_of_two_days_in_one_import_are_two_files_and_two_of_one_day_are_one() {
    let link = archive::LINK;
    let connections = format!("{H7}\nTomas,Ferrowick,{link}tomas-example,,Mills,Dyer,02 Mar 2024\n");
    let sent = |names: &[&str]| {
        let mut rows = String::new();
        for name in names {
            writeln!(rows, "Ada Owner,{name},\"3/1/24, 9:00 AM\",,OUTGOING,{link}ada-owner-example,{link}{}-example", name.replace(' ', "-")).unwrap();
        }
        format!("{}\n{rows}", archive::I7)
    };
    let container = |names: &[&str]| zip_of(&[("Connections.csv", connections.as_bytes()), ("Invitations.csv", sent(names).as_bytes())]);
    let import = |files: [(&str, &[&str]); 2]| {
        let mut desk = Desk::new();
        let paths = files.map(|(name, names)| desk.file(name, container(names))).into();
        desk.run(Command::PreviewImport { paths, options: partwell::model::import::import_options::ImportOptions::default() }).unwrap();
        desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
        outreach(&mut desk).invitations
    };
    let (may, july) = ("Complete_LinkedInDataExport_05-25-2024.zip", "Complete_LinkedInDataExport_07-20-2024.zip");
    let log = import([(may, &["Eve Gone", "Fay Stays"]), (july, &["Fay Stays"])]);
    let standing: Vec<_> = log.invitations.iter().map(|one| (one.name.as_str(), one.standing)).collect();
    assert_eq!(standing, [("Eve Gone", Standing::Unclear(Doubt::NoLongerHeld)), ("Fay Stays", Standing::Waiting)]);
    let log = import([(july, &["Eve Waits", "Fay Stays"]), ("Basic_LinkedInDataExport_07-20-2024.zip", &["Fay Stays"])]);
    assert_eq!(log.invitations.iter().filter(|one| one.is_waiting()).count(), 2);
}
