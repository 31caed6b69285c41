//! Undo and redo: whatever was done, in any order, taking everything back gives the first state and doing everything
//! again gives the last.

use std::{
    fmt::Write as _,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use partwell::model::{
    batch::{
        ledger::LEFTOVERS,
        removal_list::{ListFormat, ListSource},
        task::{TaskKind, TaskState},
    },
    checklist::{ALTERNATIVES, Answer, AnswerKey, GivenAnswers},
    cover_sheet::{CoverAnswer, CoverChange},
    id::{ImportId, PersonId},
    import::report::ImportReport,
    outreach::errand::{ErrandKey, ErrandKind, WantedErrand},
    person::{decision::Pane, reason::Reason},
    plan::{Goal, JournalEntry, Measure},
};
use partwell::{
    command::{Command, Export, ReasonChange},
    event::Event,
    model::{checklist::QUESTIONS, progress::ProgressSink},
};
use proptest::prelude::*;

use crate::support::{CancelAfter, Desk, H7};

/// An action on a small network, by numbers that are folded onto whoever is there.
#[derive(Clone, Debug)]
enum Act {
    Import { from: usize, count: usize, job: usize },
    Archive { from: usize, count: usize, talk: usize, keeps_texts: bool },
    Later { people: Vec<usize>, days: i32 },
    Move { people: Vec<usize>, to: Pane },
    Reason { people: Vec<usize>, reason: usize, is_set: bool, words: Option<String> },
    Note { person: usize, text: String },
    Protect { people: Vec<usize>, is_protected: bool },
    Rediscover { people: Vec<usize>, is_rediscovered: bool },
    Dismiss { people: Vec<usize>, rule: usize },
    Finalize,
    Unfollow { people: Vec<usize>, is_to_unfollow: bool },
    Mark { people: Vec<usize>, state: usize, is_unfollow: bool },
    CutShort { from: usize, count: usize },
    Renamed { from: usize, count: usize },
    Settle { is_one: bool },
    Accept,
    Invite { person: usize, is_sent: bool, is_dropped: bool },
    Tidy { person: usize, leftover: usize, is_tidied: bool },
    Errand { person: usize, kind: usize, state: Option<usize> },
    Instead { people: Vec<usize>, alternative: usize },
    Letter { key: usize, is_reset: bool },
    Plan { what: usize, text: String },
    Sheet { people: Vec<usize>, keeps: bool },
    TakeBack { import: usize },
    Undo,
    Redo,
    Restart,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let people = || prop::collection::vec(0..12_usize, 1..8);
    let pane = prop_oneof![1 => Just(Pane::Keep), 3 => Just(Pane::Remove)];
    let act = prop_oneof![
        2 => (0..6_usize, 0..8_usize, 0..3_usize).prop_map(|(from, count, job)| Act::Import { from, count, job }),
        2 => (0..4_usize, 1..6_usize, 0..5_usize, any::<bool>()).prop_map(|(from, count, talk, keeps_texts)| Act::Archive { from, count, talk, keeps_texts }),
        1 => (people(), 1..60_i32).prop_map(|(people, days)| Act::Later { people, days }),
        5 => (people(), pane).prop_map(|(people, to)| Act::Move { people, to }),
        2 => (people(), 0..Reason::ALL.len(), any::<bool>(), prop::option::of("[a-zé'\"\\\\{}\\n]{0,6}")).prop_map(|(people, reason, is_set, words)| Act::Reason { people, reason, is_set, words }),
        2 => (0..12_usize, "\\PC{0,12}").prop_map(|(person, text)| Act::Note { person, text }),
        2 => (people(), any::<bool>()).prop_map(|(people, is_protected)| Act::Protect { people, is_protected }),
        1 => (people(), any::<bool>()).prop_map(|(people, is_rediscovered)| Act::Rediscover { people, is_rediscovered }),
        1 => (people(), 0..3_usize).prop_map(|(people, rule)| Act::Dismiss { people, rule }),
        2 => Just(Act::Finalize),
        1 => (people(), any::<bool>()).prop_map(|(people, is_to_unfollow)| Act::Unfollow { people, is_to_unfollow }),
        3 => (people(), 0..5_usize, any::<bool>()).prop_map(|(people, state, is_unfollow)| Act::Mark { people, state, is_unfollow }),
        1 => (0..4_usize, 1..6_usize).prop_map(|(from, count)| Act::CutShort { from, count }),
        2 => (0..4_usize, 2..6_usize).prop_map(|(from, count)| Act::Renamed { from, count }),
        2 => any::<bool>().prop_map(|is_one| Act::Settle { is_one }),
        1 => Just(Act::Accept),
        1 => (0..12_usize, any::<bool>(), any::<bool>()).prop_map(|(person, is_sent, is_dropped)| Act::Invite { person, is_sent, is_dropped }),
        1 => (0..12_usize, 0..3_usize, any::<bool>()).prop_map(|(person, leftover, is_tidied)| Act::Tidy { person, leftover, is_tidied }),
        2 => (0..12_usize, 0..ErrandKind::ALL.len(), prop::option::of(0..5_usize)).prop_map(|(person, kind, state)| Act::Errand { person, kind, state }),
        1 => (people(), 0..8_usize).prop_map(|(people, alternative)| Act::Instead { people, alternative }),
        1 => (0..4_usize, any::<bool>()).prop_map(|(key, is_reset)| Act::Letter { key, is_reset }),
        2 => (0..4_usize, "\\PC{0,9}").prop_map(|(what, text)| Act::Plan { what, text }),
        1 => (people(), any::<bool>()).prop_map(|(people, keeps)| Act::Sheet { people, keeps }),
        1 => (1..4_usize).prop_map(|import| Act::TakeBack { import }),
        3 => Just(Act::Undo),
        2 => Just(Act::Redo),
        1 => Just(Act::Restart),
    ];
    prop::collection::vec(act, 1..25)
}

fn export(from: usize, count: usize, job: usize) -> String {
    let rows: Vec<String> = (from..from + count)
        .map(|i| format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,Company {},Job {job},{:02} Jan 2020", i % 3, i + 1))
        .collect();
    format!("{H7}\n{}\n", rows.join("\n"))
}

fn pick(desk: &mut Desk, numbers: &[usize]) -> Vec<PersonId> {
    let people = desk.load().people;
    if people.is_empty() {
        return Vec::new();
    }
    let mut ids: Vec<PersonId> = numbers.iter().map(|n| people[n % people.len()].id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// An archive in which everybody wrote `talk` times, and more the more there is to say.
fn archive(from: usize, count: usize, talk: usize) -> Vec<u8> {
    let (mut messages, mut endorsements, mut recommendations, mut notes) = (
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n".to_owned(),
        "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n".to_owned(),
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n".to_owned(),
        "Connection Profile URL,Note\n".to_owned(),
    );
    let owner = "https://www.linkedin.com/in/owner-example";
    for i in from..from + count {
        let url = format!("https://www.linkedin.com/in/p-{i}-example");
        for n in 0..talk {
            writeln!(messages, "c{i},P{i} Quorn,{url},Ada,{owner},2024-0{}-02 10:00:00 UTC,words {n},INBOX", 1 + n).unwrap();
        }
        if talk > 1 {
            writeln!(endorsements, "2024/01/05 13:36:30 UTC,Skill {talk},P{i},Quorn,{url},ACCEPTED").unwrap();
        }
        if talk > 2 && i % 2 == 0 {
            writeln!(recommendations, "P{i},Quorn,,,As of {talk},\"06/18/19, 10:05 AM\",VISIBLE").unwrap();
            writeln!(notes, "{url},Noted {talk}").unwrap();
        }
    }
    let connections = export(from, count, talk);
    crate::support::zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        ("messages.csv", messages.as_bytes()),
        ("Endorsement_Received_Info.csv", endorsements.as_bytes()),
        ("Recommendations_Received.csv", recommendations.as_bytes()),
        ("Notes.csv", notes.as_bytes()),
    ])
}

fn newest(desk: &mut Desk) -> Option<ImportId> {
    let events = desk.run(Command::LoadOutcome { import: None }).ok()?;
    events.into_iter().find_map(|event| if let Event::OutcomeLoaded { outcome, .. } = event { Some(outcome.import) } else { None })
}

/// Networks this small are doubted, unless the member says that the export is complete.
fn preview(desk: &mut Desk, path: std::path::PathBuf, is_whole: bool) -> Result<ImportReport, partwell::event::Problem> {
    let options = partwell::model::import::import_options::ImportOptions { is_whole, ..Default::default() };
    let events = desk.run(Command::PreviewImport { paths: vec![path], options })?;
    Ok(events.into_iter().find_map(|event| if let Event::ImportPreviewed { report, .. } = event { Some(*report) } else { None }).unwrap())
}

/// Does it; refusals are part of life.
fn act(mut desk: Desk, act: Act) -> Desk {
    let command = match act {
        Act::Restart => return desk.restarted(),
        Act::Import { from, count, job } => {
            let path = desk.file("export.csv", export(from, count, job));
            if preview(&mut desk, path, job == 2).is_err() {
                return desk;
            }
            Command::CommitImport { keeps_message_texts: false }
        }
        Act::Archive { from, count, talk, keeps_texts } => {
            let path = desk.file("export.zip", archive(from, count, talk));
            if preview(&mut desk, path, true).is_err() {
                return desk;
            }
            Command::CommitImport { keeps_message_texts: keeps_texts }
        }
        Act::Later { people, days } => {
            let until = desk.load().overview.time.today.checked_add(jiff::Span::new().days(days)).unwrap();
            Command::PutOff { person_ids: pick(&mut desk, &people), until }
        }
        Act::Move { people, to } => Command::Move { person_ids: pick(&mut desk, &people), to },
        Act::Reason { people, reason, is_set, words } => Command::ChangeReasons {
            person_ids: pick(&mut desk, &people),
            change: ReasonChange { set: [(Reason::ALL[reason], is_set)].into(), own_words: words },
        },
        Act::Note { person, text } => match pick(&mut desk, &[person]).first() {
            Some(id) => Command::SetNote { person_id: *id, note: text },
            None => return desk,
        },
        Act::Protect { people, is_protected } => Command::SetProtected { person_ids: pick(&mut desk, &people), is_protected },
        Act::Finalize => {
            let answers: GivenAnswers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::Considered)).collect();
            let count = desk.load().people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).count();
            Command::Finalize { answers, count }
        }
        Act::Dismiss { people, rule } => {
            let dismissed = pick(&mut desk, &people).into_iter().map(|id| (id, vec![["messages:0", "role:sales", "-has:company"][rule].to_owned()]));
            Command::Dismiss { dismissed: dismissed.collect() }
        }
        Act::Rediscover { people, is_rediscovered } => Command::SetRediscovered { person_ids: pick(&mut desk, &people), is_rediscovered },
        Act::Unfollow { people, is_to_unfollow } => Command::SetUnfollow { person_ids: pick(&mut desk, &people), is_to_unfollow },
        Act::Mark { people, state, is_unfollow } => Command::Mark {
            person_ids: pick(&mut desk, &people),
            kind: Some(if is_unfollow { TaskKind::Unfollow } else { TaskKind::Remove }),
            state: TaskState::ALL[state],
        },
        Act::CutShort { from, count } => {
            let text = export(from, count, 0);
            let path = desk.file("export.csv", &text[..text.len() - 9]);
            if desk.preview(&path).is_err() {
                return desk;
            }
            Command::CommitImport { keeps_message_texts: false }
        }
        Act::Renamed { from, count } => {
            // The last of them stands under another link.
            let last = from + count - 1;
            let path = desk.file("export.csv", export(from, count, 0).replace(&format!("p-{last}-example"), &format!("p-{last}-again")));
            if preview(&mut desk, path, true).is_err() {
                return desk;
            }
            Command::CommitImport { keeps_message_texts: false }
        }
        Act::Settle { is_one } => {
            let Ok(events) = desk.run(Command::LoadOutcome { import: None }) else { return desk };
            let offered = events.into_iter().find_map(|event| match event {
                Event::OutcomeLoaded { outcome, .. } => outcome.verdicts.into_iter().find_map(|told| Some((told.who.person_id, told.other?.person_id))),
                _ => None,
            });
            match offered {
                Some((person_id, other_id)) if is_one => Command::JoinPeople { person_id, other_id },
                Some((person_id, _)) => Command::CountAsGone { person_id },
                None => return desk,
            }
        }
        Act::Accept => match newest(&mut desk) {
            Some(import) => Command::AcceptExport { import },
            None => return desk,
        },
        Act::Invite { person, is_sent, is_dropped } => match pick(&mut desk, &[person]).first() {
            Some(person_id) if is_dropped => Command::DropInvitation { person_id: *person_id },
            Some(person_id) if is_sent => Command::SetInvitationSent { person_id: *person_id, is_sent },
            Some(person_id) => Command::PlanInvitation { person_id: *person_id, due_on: None, note: "ask again".into() },
            None => return desk,
        },
        Act::Tidy { person, leftover, is_tidied } => match pick(&mut desk, &[person]).first() {
            Some(person_id) => Command::Tidy { person_id: *person_id, leftover: LEFTOVERS[leftover].0.into(), is_tidied },
            None => return desk,
        },
        Act::Errand { person, kind, state } => {
            let Some(person_id) = pick(&mut desk, &[person]).first().copied() else { return desk };
            let kind = ErrandKind::ALL[kind];
            if let Some(state) = state {
                Command::SetPersonErrands { person_ids: vec![person_id], kind, detail: "reconnect".into(), state: TaskState::ALL[state] }
            } else {
                let key = ErrandKey::about(kind, Some(&format!("p-{person}-example")), "", "reconnect");
                Command::DropErrands { errands: vec![WantedErrand { key, name: String::new(), slug: None }] }
            }
        }
        Act::Instead { people, alternative } => {
            Command::DoInstead { person_ids: pick(&mut desk, &people), alternative: ALTERNATIVES[alternative].id.to_owned() }
        }
        Act::Letter { key, is_reset } => {
            let key = ["reply", "parting", "own-1", ""][key].to_owned();
            if is_reset { Command::ResetLetter { key } } else { Command::SaveLetter { title: format!("T {key}"), body: "Hi".into(), key } }
        }
        Act::Plan { what, text } => match what {
            0 => Command::SetFocus { focus: text },
            1 => Command::SetGoals { goals: vec![Goal { text, ..Goal::default() }, Goal { measure: Some((Measure::Removed, 3)), ..Goal::default() }] },
            2 => Command::WriteJournal(JournalEntry {
                id: i64::from(text.len() > 4),
                day: "2026-11-05".parse().unwrap(),
                feeling: String::new(),
                text,
                batch: None,
            }),
            _ => Command::DeleteJournalEntry { id: 1 },
        },
        Act::Sheet { people, keeps } => {
            let answer = Some(if keeps { CoverAnswer::Keep } else { CoverAnswer::Remove });
            let change = |person_id| CoverChange {
                is_protected: false,
                person_id,
                name: String::new(),
                is_in: Pane::Keep,
                answer,
                comment: if keeps { "why".into() } else { String::new() },
            };
            Command::TakeCoverAnswers { changes: pick(&mut desk, &people).into_iter().map(change).collect() }
        }
        Act::TakeBack { import } => Command::TakeBackImport { import: ImportId(i64::try_from(import).unwrap()) },
        Act::Undo => Command::Undo,
        Act::Redo => Command::Redo,
    };
    let _ = desk.run(command);
    desk
}

fn undo_all(desk: &mut Desk) {
    while desk.load().overview.undo_state.undo.is_some() {
        desk.run(Command::Undo).unwrap();
    }
}

fn redo_all(desk: &mut Desk) {
    while desk.load().overview.undo_state.redo.is_some() {
        desk.run(Command::Redo).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: Some(crate::support::kept_seeds("tests/undo.seeds")), ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_gives_the_first_state_and_redoing_everything_the_last(acts in acts()) {
        let mut desk = Desk::new();
        let first = desk.dump();
        for one in acts {
            desk = act(desk, one);
        }
        redo_all(&mut desk);
        let last = desk.dump();
        prop_assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
        undo_all(&mut desk);
        prop_assert_eq!(desk.dump(), first.clone());
        let mut desk = desk.restarted();
        redo_all(&mut desk);
        prop_assert_eq!(desk.dump(), last.clone());
        undo_all(&mut desk);
        prop_assert_eq!(desk.dump(), first);
        redo_all(&mut desk);
        prop_assert_eq!(desk.dump(), last);
        prop_assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    }

    /// A list that says nothing new is not compared. The member's word that it is whole has it compared in any case.
    #[test]
    fn a_list_that_is_not_compared_would_have_said_nothing(from in 0..3_usize, count in 1..7_usize, later in acts()) {
        let mut desk = act(Desk::new(), Act::Import { from, count, job: 0 });
        for one in later.into_iter().filter(|act| !matches!(act, Act::Import { .. } | Act::CutShort { .. })) {
            desk = act(desk, one);
        }
        // The list that was read last.
        let path = desk.folder.path().join("export.csv");
        let unasked = preview(&mut desk, path.clone(), false).unwrap();
        let compared = preview(&mut desk, path, true).unwrap();
        if unasked.added + unasked.changed + unasked.missing == 0 {
            prop_assert_eq!(unasked, compared);
        }
    }
}

/// Does all of it, joins whom the newest import offers as one person, and takes that back and does it again.
fn joining_is_turned_around(acts: Vec<Act>) {
    let mut desk = Desk::new();
    let first = desk.dump();
    for one in acts {
        desk = act(desk, one);
    }
    let before = desk.dump();
    desk = act(desk, Act::Settle { is_one: true });
    let after = desk.dump();
    assert_ne!(after, before, "nobody was offered");
    for _ in 0..2 {
        desk.run(Command::Undo).unwrap();
        assert_eq!(desk.dump(), before);
        desk.run(Command::Redo).unwrap();
        assert_eq!(desk.dump(), after);
    }
    undo_all(&mut desk);
    assert_eq!(desk.dump(), first);
}

/// Who is back under an old link is known for longer than who is missing now: the link goes over and returns.
#[test]
fn joining_with_somebody_known_for_longer_is_taken_back() {
    joining_is_turned_around(vec![Act::Import { from: 3, count: 2, job: 0 }, Act::Renamed { from: 3, count: 2 }, Act::Renamed { from: 1, count: 5 }]);
}

/// The decision about who is known under the new link goes over to the one who stays, and returns.
#[test]
fn who_is_protected_under_either_link_does_not_stand_in_remove_once_joined() {
    joining_is_turned_around(vec![
        Act::Renamed { from: 2, count: 5 },
        Act::Renamed { from: 1, count: 4 },
        Act::Move { people: vec![4], to: Pane::Remove },
        Act::Protect { people: vec![2], is_protected: true },
    ]);
}

#[test]
fn a_decision_that_went_over_by_joining_returns() {
    joining_is_turned_around(vec![
        Act::Renamed { from: 0, count: 3 },
        Act::Import { from: 0, count: 1, job: 0 },
        Act::Settle { is_one: false },
        Act::Archive { from: 2, count: 1, talk: 0, keeps_texts: false },
        Act::Later { people: vec![0], days: 1 },
    ]);
}

/// What was stopped, at whatever step, has left no trace, and can be done after all.
#[test]
fn long_work_is_stopped_without_a_trace() {
    let mut desk = Desk::new();
    desk.import_bytes(export(0, 6, 0)).unwrap();
    let ids = pick(&mut desk, &[0, 1, 2]);
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    desk = act(desk, Act::Finalize);
    desk.import_bytes(export(3, 6, 1)).unwrap();
    let import = newest(&mut desk).unwrap();
    let before = desk.dump();
    let said = |events: Vec<Event>| events.into_iter().find_map(|event| if let Event::NothingDone(words) = event { Some(words) } else { None });
    let list = desk.folder.path().join("ledger.csv");
    let commands = [
        (Command::Undo, "Stopped: nothing was undone"),
        (Command::TakeBackImport { import }, "Stopped: nothing was taken back"),
        (Command::ReturnTo { operation_id: 0 }, "Stopped: nothing was changed"),
        (
            Command::Export { what: Export::Ledger { entries: None, format: ListFormat::Csv }, path: list.clone(), may_replace: false },
            "Stopped: nothing was written",
        ),
    ];
    for (command, words) in commands {
        for steps in [1, 2, 3, 20, 60] {
            let Ok(events) = desk.run_watched(command.clone(), &mut CancelAfter(steps)) else { panic!("{command:?} stopped after {steps}") };
            let Some(told) = said(events) else {
                // It has fewer steps than that, and was done.
                assert!(steps > 2, "{command:?} went on after {steps}");
                break;
            };
            assert_eq!(told, words, "{command:?} after {steps}");
            assert_eq!(desk.dump(), before, "{command:?} after {steps}");
            assert!(!list.exists());
        }
        while desk.dump() != before {
            let done = desk.run(Command::Redo).unwrap();
            if said(done).is_some() {
                desk.run(Command::Undo).unwrap();
            }
        }
    }
    desk.run(Command::Undo).unwrap();
    let undone = desk.dump();
    let events = desk.run_watched(Command::Redo, &mut CancelAfter(7)).unwrap();
    assert_eq!(said(events).as_deref(), Some("Stopped: nothing was redone"));
    assert_eq!(desk.dump(), undone);
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), before);
}

/// One long statement is stopped in its middle, too: nobody need wait for its end.
#[test]
fn a_long_statement_is_no_wall() {
    struct Flag(Arc<AtomicBool>);
    impl ProgressSink for Flag {
        fn report(&mut self, _doing: &str, _done: usize, _total: Option<usize>) {}
        fn is_cancelled(&self) -> bool {
            false
        }
        fn flag(&self) -> Option<Arc<AtomicBool>> {
            Some(Arc::clone(&self.0))
        }
    }
    let mut desk = Desk::new();
    desk.import_bytes(crate::support::invented(3_000)).unwrap();
    let before = desk.dump();
    let flag = Arc::new(AtomicBool::new(true));
    let events = desk.run_watched(Command::Undo, &mut Flag(Arc::clone(&flag))).unwrap();
    assert!(events.iter().any(|event| matches!(event, Event::NothingDone(words) if words == "Stopped: nothing was undone")));
    assert_eq!(desk.dump(), before);
    flag.store(false, Ordering::Relaxed);
    desk.run_watched(Command::Undo, &mut Flag(flag)).unwrap();
    assert!(desk.load().people.is_empty());
}

#[test]
fn each_step_has_a_name() {
    let mut desk = Desk::new();
    desk.import_bytes(export(0, 3, 0)).unwrap();
    let ids = pick(&mut desk, &[0, 1]);
    desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Remove }).unwrap();
    desk.run(Command::SetNote { person_id: ids[0], note: "hello".into() }).unwrap();
    desk.run(Command::SetProtected { person_ids: vec![ids[0]], is_protected: true }).unwrap();
    let events = desk.run(Command::LoadHistory).unwrap();
    let names: Vec<String> = events
        .into_iter()
        .find_map(|event| if let Event::HistoryLoaded(operations) = event { Some(operations) } else { None })
        .unwrap()
        .into_iter()
        .map(|entry| entry.operation.describe())
        .collect();
    assert_eq!(names, ["Protect: P0 Quorn", "Write a note: P0 Quorn", "Move 2 people to Remove", "Import 3 people"]);
}

#[test]
fn what_changes_nothing_is_no_step() {
    let mut desk = Desk::new();
    desk.import_bytes(export(0, 3, 0)).unwrap();
    let ids = pick(&mut desk, &[0, 1]);
    // The first time it is a decision.
    for _ in 0..2 {
        desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Keep }).unwrap();
    }
    desk.run(Command::SetNote { person_id: ids[0], note: String::new() }).unwrap();
    desk.run(Command::SetProtected { person_ids: ids, is_protected: false }).unwrap();
    assert_eq!(desk.load().overview.undo_state.undo.map(|operation| operation.describe()).as_deref(), Some("Keep 2 people"));
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.load().overview.undo_state.undo.map(|operation| operation.describe()).as_deref(), Some("Import 3 people"));
}

#[test]
fn any_point_of_the_history_can_be_returned_to() {
    let mut desk = Desk::new();
    let mut dumps = vec![desk.dump()];
    desk.import_bytes(export(0, 4, 0)).unwrap();
    dumps.push(desk.dump());
    for n in 0..4 {
        let ids = pick(&mut desk, &[n]);
        desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
        dumps.push(desk.dump());
    }
    let events = desk.run(Command::LoadHistory).unwrap();
    let mut ids: Vec<i64> = events
        .into_iter()
        .find_map(|event| if let Event::HistoryLoaded(operations) = event { Some(operations) } else { None })
        .unwrap()
        .into_iter()
        .map(|operation| operation.id)
        .collect();
    ids.push(0);
    ids.reverse();
    for point in [0, 5, 2, 3, 3, 1, 4, 0, 5] {
        desk.run(Command::ReturnTo { operation_id: ids[point] }).unwrap();
        assert_eq!(desk.dump(), dumps[point], "point {point}");
    }
}

#[test]
fn a_new_step_ends_what_could_be_redone() {
    let mut desk = Desk::new();
    desk.import_bytes(export(0, 3, 0)).unwrap();
    let ids = pick(&mut desk, &[0]);
    desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Remove }).unwrap();
    desk.run(Command::Undo).unwrap();
    desk.run(Command::SetNote { person_id: ids[0], note: "kept".into() }).unwrap();
    assert_eq!(desk.load().overview.undo_state.redo, None);
    let before = desk.dump();
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), before);
}

#[test]
fn undoing_a_finalized_batch_brings_the_draft_back() {
    let mut desk = Desk::new();
    desk.import_bytes(export(0, 3, 0)).unwrap();
    let ids = pick(&mut desk, &[0, 1]);
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    let draft = desk.dump();
    desk = act(desk, Act::Finalize);
    assert_eq!(desk.load().overview.batches.len(), 1);
    let list = desk.folder.path().join("list.csv");
    desk.run(Command::Export {
        what: Export::List { source: ListSource::Batch(partwell::model::id::BatchId(1)), format: ListFormat::Csv },
        path: list,
        may_replace: false,
    })
    .unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), draft);
    assert!(desk.load().overview.batches.is_empty());
}
