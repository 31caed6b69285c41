//! After the batch: tasks, the ledger, exports that look cut short, imports taken back later, inviting again.

use partwell::model::import::export_status::ExportStatus;
use partwell::model::{
    batch::{
        ledger::{LedgerEntry, LedgerFilter, LedgerTexts, VerdictChoice},
        pace::{Pace, Progress},
        removal_list::ListFormat,
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    checklist::{Answer, AnswerKey, GivenAnswers},
    id::{ImportId, PersonId, PersonMap},
    import::{import_options::ImportOptions, verdict::Verdict},
    person::{
        decision::{Decision, Pane},
        reason::Reason,
    },
};
use partwell::{
    command::{Command, Export},
    event::{Event, ImportOutcome},
    model::{checklist::QUESTIONS, evidence::coverage::Coverage, local_time::LocalTime, person::Person},
};

use crate::support::{Desk, H7, archive::R7, zip_of};

/// `count` people, one a day, newest first, without those of these numbers.
fn export(count: usize, without: &[usize]) -> String {
    let rows: Vec<String> = (0..count).rev().filter(|i| !without.contains(i)).map(row).collect();
    format!("{H7}\n{}", rows.join("\n"))
}

fn row(i: usize) -> String {
    let day = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(i64::try_from(i).unwrap())).unwrap();
    format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,Company {i},Dyer,{}", day.strftime("%d %b %Y"))
}

fn person(desk: &mut Desk, i: usize) -> Person {
    desk.person(&format!("P{i}"))
}

fn finalize(desk: &mut Desk, people: &[usize]) {
    let person_ids = people.iter().map(|i| person(desk, *i).id).collect();
    desk.run(Command::Move { person_ids, to: Pane::Remove }).unwrap();
    let answers: GivenAnswers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::Considered)).collect();
    desk.run(Command::Finalize { answers, count: people.len() }).unwrap();
}

fn mark(desk: &mut Desk, i: usize, state: TaskState) {
    let person_ids = vec![person(desk, i).id];
    desk.run(Command::Mark { person_ids, kind: Some(TaskKind::Remove), state }).unwrap();
}

fn outcome(desk: &mut Desk) -> ImportOutcome {
    let events = desk.run(Command::LoadOutcome { import: None }).unwrap();
    *events.into_iter().find_map(|event| if let Event::OutcomeLoaded { outcome, .. } = event { Some(outcome) } else { None }).unwrap()
}

fn verdicts(desk: &mut Desk) -> Vec<(String, Verdict)> {
    let mut verdicts: Vec<_> = outcome(desk).verdicts.into_iter().map(|told| (told.who.facts.first_name.to_string(), told.verdict)).collect();
    verdicts.sort();
    verdicts
}

fn ledger(desk: &mut Desk) -> Vec<LedgerEntry> {
    let events = desk.run(Command::LoadLedger).unwrap();
    events.into_iter().find_map(|event| if let Event::LedgerLoaded { entries, .. } = event { Some(entries) } else { None }).unwrap()
}

fn connected(desk: &mut Desk) -> PersonMap<bool> {
    let events = desk.run(Command::LoadLedger).unwrap();
    events.into_iter().find_map(|event| if let Event::LedgerLoaded { is_connected, .. } = event { Some(is_connected) } else { None }).unwrap()
}

fn work_list(desk: &mut Desk) -> Vec<WorkItem> {
    let events = desk.run(Command::LoadWorkList).unwrap();
    events.into_iter().find_map(|event| if let Event::WorkListLoaded(items) = event { Some(items) } else { None }).unwrap()
}

fn told(entry: &LedgerEntry) -> Vec<&'static str> {
    entry.lines.iter().map(|line| line.kind.key()).collect()
}

// In the product book: W4, L1.
#[test]
fn each_task_goes_its_way_and_the_ledger_tells_it() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    finalize(&mut desk, &[1, 2, 3, 4]);
    assert_eq!(work_list(&mut desk).iter().filter(|item| item.is_open()).count(), 4);
    mark(&mut desk, 1, TaskState::Done);
    mark(&mut desk, 2, TaskState::Skipped);
    mark(&mut desk, 3, TaskState::NotFound);
    mark(&mut desk, 4, TaskState::ChangedMind);
    let kept = person(&mut desk, 4);
    assert_eq!((kept.state.pane(), kept.state.decision), (Some(Pane::Keep), Decision::Keep), "who stays after all is in Keep again");
    let items = work_list(&mut desk);
    let open: Vec<&str> = items.iter().filter(|item| item.is_open()).map(|item| item.listed.facts.first_name.as_str()).collect();
    assert_eq!(open, ["P2"], "whom one passed over comes again");
    let progress = Progress::of(&items, Pace::default(), &desk.load().overview.time);
    assert_eq!((progress.done, progress.not_found, progress.open, progress.today), (1, 1, 1, 1), "who was not found is not done");
    // A second wish that changes nothing is no step; somebody who is not on the list is refused.
    let before = desk.load().overview.undo_state;
    mark(&mut desk, 1, TaskState::Done);
    assert_eq!(desk.load().overview.undo_state, before);
    let stranger = person(&mut desk, 7).id;
    assert!(desk.run(Command::Mark { person_ids: vec![stranger], kind: Some(TaskKind::Remove), state: TaskState::Done }).is_err());
    // In another batch they are another entry; the first keeps its lines.
    finalize(&mut desk, &[4]);
    desk.run(Command::Undo).unwrap();
    let entries = ledger(&mut desk);
    assert_eq!(entries.len(), 5);
    assert_eq!(told(&entries[3]), ["finalized", "changed_mind"]);
    assert_eq!((told(&entries[4]), entries[4].is_taken_back()), (vec!["finalized", "taken_back"], true));
    desk.run(Command::Redo).unwrap();
    assert_eq!(told(&ledger(&mut desk)[4]), ["finalized", "taken_back", "finalized"]);
    // A mistake is taken back by a line more.
    mark(&mut desk, 1, TaskState::ToDo);
    desk.run(Command::Undo).unwrap();
    let first = &ledger(&mut desk)[0];
    assert_eq!((told(first), first.state()), (vec!["finalized", "done", "to_do", "done"], TaskState::Done));
}

// In the product book: L10.
#[test]
fn an_export_that_looks_cut_short_waits_for_the_members_word() {
    let mut desk = Desk::new();
    desk.import_bytes(export(200, &[])).unwrap();
    finalize(&mut desk, &[150, 151, 152]);
    for i in [150, 151] {
        mark(&mut desk, i, TaskState::Done);
    }
    // Far more are missing than were planned; P150 went, P151 did not.
    let missing: Vec<usize> = (40..70).chain([150]).collect();
    let before = desk.dump();
    let report = desk.import_bytes(export(200, &missing)).unwrap();
    assert_eq!((report.standing, report.missing, report.gone), (ExportStatus::CutShort, 31, 0));
    let told = outcome(&mut desk);
    assert_eq!((told.missing.len(), told.verdicts.len(), told.gone.len()), (31, 0, 0));
    assert_eq!(desk.load().people.len(), 200);
    // The member has looked.
    let import = told.import;
    let suspended = desk.dump();
    desk.run(Command::AcceptExport { import }).unwrap();
    let now = verdicts(&mut desk);
    assert_eq!(now.len(), 32);
    assert!(now.contains(&("P150".into(), Verdict::AsPlanned)) && now.contains(&("P151".into(), Verdict::StillConnected)));
    assert_eq!(now.iter().filter(|(_, verdict)| *verdict == Verdict::Left).count(), 30);
    assert_eq!(desk.load().people.len(), 169);
    assert!(desk.run(Command::AcceptExport { import }).is_err(), "once is enough");
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), suspended);
    // A newer export overtakes it.
    desk.import_bytes(export(200, &[150])).unwrap();
    assert!(desk.run(Command::AcceptExport { import }).unwrap_err().title.contains("incomplete") || desk.load().people.len() == 199);
    assert_eq!(verdicts(&mut desk), [("P150".to_owned(), Verdict::AsPlanned), ("P151".to_owned(), Verdict::StillConnected)]);
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
    // The word can be given beforehand, too.
    let path = desk.file("export.csv", export(200, &missing));
    desk.run(Command::PreviewImport { paths: vec![path], options: ImportOptions { is_whole: true, ..ImportOptions::default() } }).unwrap();
    desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
    assert_eq!((desk.load().people.len(), verdicts(&mut desk).len()), (169, 32));
}

#[test]
fn a_file_that_ends_in_a_row_concludes_nothing() {
    let whole = export(60, &[30]);
    for cut in 1..row(0).len() + row(1).len() {
        let mut desk = Desk::new();
        desk.import_bytes(export(60, &[])).unwrap();
        finalize(&mut desk, &[30]);
        mark(&mut desk, 30, TaskState::Done);
        let text = &whole[..whole.len() - cut];
        let report = desk.import_bytes(text).unwrap();
        // Between two rows nothing shows; the rule of the oldest needs five.
        if text.ends_with("2020") || text.ends_with('\n') {
            assert_eq!(report.standing, ExportStatus::Newest, "{cut}: {text:?}");
        } else {
            assert_eq!((report.standing, report.gone), (ExportStatus::CutShort, 0), "{cut}: {:?}", &text[text.len() - 60..]);
            assert_eq!(verdicts(&mut desk), []);
        }
    }
}

// In the product book: T7.
#[test]
fn an_import_is_taken_back_later_unless_something_rests_on_it() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    let first = desk.dump();
    desk.import_bytes(export(12, &[3])).unwrap();
    let second = outcome(&mut desk).import;
    // A note on somebody who was there before does not rest on it.
    let person_id = person(&mut desk, 5).id;
    desk.run(Command::SetNote { person_id, note: "met in Ghent".into() }).unwrap();
    let noted = desk.dump();
    // A lock on somebody whom it brought does.
    let person_ids = vec![person(&mut desk, 11).id];
    desk.run(Command::SetProtected { person_ids, is_protected: true }).unwrap();
    let problem = desk.run(Command::TakeBackImport { import: second }).unwrap_err();
    assert!(problem.detail.contains("1 locks") || problem.detail.contains("1 lock"), "{problem:?}");
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), noted);
    desk.run(Command::TakeBackImport { import: second }).unwrap();
    let back = desk.dump();
    assert_eq!(back.replace("met in Ghent", "").lines().filter(|line| !line.starts_with("note")).collect::<Vec<_>>(), first.lines().collect::<Vec<_>>());
    assert!(back.contains("met in Ghent"));
    assert!(desk.run(Command::TakeBackImport { import: second }).is_err(), "it is gone");
    // That, too, is a step like any other.
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), noted);
    let mut desk = desk.restarted();
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), back);
    // An earlier import cannot go while a later one stands on it.
    desk.import_bytes(export(12, &[])).unwrap();
    assert!(desk.run(Command::TakeBackImport { import: ImportId(1) }).unwrap_err().detail.contains("later import"));
    assert!(desk.run(Command::TakeBackImport { import: ImportId(99) }).is_err());
}

// In the product book: W7.
#[test]
fn whom_to_unfollow_stays_in_keep_and_stands_on_the_work_list() {
    let mut desk = Desk::new();
    desk.import_bytes(export(6, &[])).unwrap();
    let ids: Vec<PersonId> = [1, 2, 3].map(|i| person(&mut desk, i).id).into();
    desk.run(Command::SetUnfollow { person_ids: ids.clone(), is_to_unfollow: true }).unwrap();
    assert_eq!(person(&mut desk, 1).state.pane(), Some(Pane::Keep));
    let items = work_list(&mut desk);
    assert_eq!(items.iter().map(|item| (item.kind, item.state)).collect::<Vec<_>>(), [(TaskKind::Unfollow, TaskState::ToDo); 3]);
    assert_eq!(items[0].listed.facts.first_name, "P1");
    desk.run(Command::Mark { person_ids: vec![ids[0]], kind: Some(TaskKind::Unfollow), state: TaskState::Done }).unwrap();
    // Another decision takes them off; what was done stays on record.
    desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Remove }).unwrap();
    assert_eq!(work_list(&mut desk).iter().map(|item| item.state).collect::<Vec<_>>(), [TaskState::Done]);
    desk.run(Command::Undo).unwrap();
    desk.run(Command::SetUnfollow { person_ids: vec![ids[1]], is_to_unfollow: false }).unwrap();
    assert_eq!(work_list(&mut desk).len(), 2);
    assert_eq!(person(&mut desk, 2).state.decision, Decision::Keep);
}

#[test]
fn who_is_invited_again_and_returns_is_recognised() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    finalize(&mut desk, &[4]);
    mark(&mut desk, 4, TaskState::Done);
    let id = person(&mut desk, 4).id;
    desk.import_bytes(export(11, &[4])).unwrap();
    assert_eq!(verdicts(&mut desk), [("P4".to_owned(), Verdict::AsPlanned)]);
    desk.run(Command::PlanInvitation { person_id: id, due_on: None, note: " after the fair ".into() }).unwrap();
    desk.run(Command::SetInvitationSent { person_id: id, is_sent: true }).unwrap();
    assert!(!connected(&mut desk)[&id]);
    desk.import_bytes(export(12, &[])).unwrap();
    assert_eq!(verdicts(&mut desk), [("P4".to_owned(), Verdict::Returned)]);
    assert!(connected(&mut desk)[&id]);
    // They stand in Review again, to be looked at anew.
    let back = person(&mut desk, 4);
    assert_eq!((back.state.pane(), back.state.decision), (Some(Pane::Keep), Decision::Undecided));
    let entry = &ledger(&mut desk)[0];
    assert_eq!(told(entry), ["finalized", "done", "as_planned", "invited_again", "returned"]);
    assert_eq!(entry.verdict(), Some(Verdict::Returned));
    // Taking the import back takes its verdict back, by a line.
    desk.run(Command::Undo).unwrap();
    let entry = &ledger(&mut desk)[0];
    assert_eq!((told(entry).last(), entry.verdict()), (Some(&"verdict_taken_back"), Some(Verdict::AsPlanned)));
}

// In the product book: L9.
#[test]
fn the_ledger_is_filtered_and_written_in_each_shape() {
    let mut desk = Desk::new();
    let recommendations = format!("{R7}\nP4,Quorn,Company 4,Dyer,\"Kept <every> promise.\",\"06/18/19, 10:05 AM\",VISIBLE\n");
    let connections = export(10, &[]);
    let path = desk.file("a.zip", zip_of(&[("Connections.csv", connections.as_bytes()), ("Recommendations_Received.csv", recommendations.as_bytes())]));
    desk.import(&path).unwrap();
    let person_ids = vec![person(&mut desk, 4).id];
    let change = partwell::command::ReasonChange { set: [(Reason::ALL[2], true)].into(), own_words: None };
    desk.run(Command::ChangeReasons { person_ids, change }).unwrap();
    finalize(&mut desk, &[4, 5]);
    mark(&mut desk, 4, TaskState::Done);
    desk.import_bytes(export(11, &[4])).unwrap();
    let entries = ledger(&mut desk);
    let texts = LedgerTexts::of(&entries, &Coverage::default(), &LocalTime::default());
    let shown = |filter: LedgerFilter| {
        filter.apply(&entries, &texts, &LocalTime::default()).into_iter().map(|entry| entry.listed.facts.first_name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(shown(LedgerFilter::default()), ["P4", "P5"]);
    assert_eq!(shown(LedgerFilter { search: "PROMISE quorn".into(), ..LedgerFilter::default() }), ["P4"]);
    // Conditions as in Review; what is not understood finds nobody.
    let found = |search: &str| shown(LedgerFilter { search: search.into(), ..LedgerFilter::default() });
    assert_eq!((found("has:note"), found("-has:note")), (Vec::new(), vec!["P4".into(), "P5".into()]));
    assert_eq!((found("has:reason promise"), found("-has:reason"), found("name:p4 OR name:p5").len()), (vec!["P4".into()], vec!["P5".into()], 2));
    assert_eq!((found("compnay:x").len(), LedgerFilter { search: "compnay:x".into(), ..LedgerFilter::default() }.errors().len()), (0, 1));
    assert_eq!(shown(LedgerFilter { reason: Some(Reason::ALL[2]), ..LedgerFilter::default() }), ["P4"]);
    assert_eq!(shown(LedgerFilter { verdict: Some(VerdictChoice::Is(Verdict::AsPlanned)), year: Some(2026), ..LedgerFilter::default() }), ["P4"]);
    assert_eq!(shown(LedgerFilter { verdict: Some(VerdictChoice::NoneYet), ..LedgerFilter::default() }), ["P5"]);
    assert_eq!(shown(LedgerFilter { year: Some(2025), ..LedgerFilter::default() }), Vec::<String>::new());
    let write = |desk: &mut Desk, name: &str, format, chosen| {
        let path = desk.folder.path().join(name);
        desk.run(Command::Export { what: Export::Ledger { entries: chosen, format }, path: path.clone(), may_replace: false })
            .map(|_| std::fs::read_to_string(path).unwrap())
    };
    let json: serde_json::Value = serde_json::from_str(&write(&mut desk, "l.json", ListFormat::Json, None).unwrap()).unwrap();
    let first = &json["entries"][0];
    assert_eq!((first["state"].as_str(), first["verdict"].as_str(), first["person"]["slug"].as_str()), (Some("done"), Some("as_planned"), Some("p-4-example")));
    assert_eq!(first["person"]["recommendations"]["received"][0]["text"], "Kept <every> promise.");
    assert_eq!(first["lines"].as_array().unwrap().len(), 3);
    let csv = write(&mut desk, "l.csv", ListFormat::Csv, Some(vec![entries[1].id])).unwrap();
    assert_eq!((csv.lines().count(), csv.contains("P5"), csv.contains("P4")), (2, true, false));
    let html = write(&mut desk, "l.html", ListFormat::Html, None).unwrap();
    assert!(html.contains("Kept &lt;every&gt; promise.") && html.contains("Gone as planned") && !html.contains("<every>"));
    assert!(write(&mut desk, "l.md", ListFormat::Markdown, None).is_err());
    assert!(write(&mut desk, "test.partwell", ListFormat::Json, None).is_err(), "never over the workspace");
}

#[test]
fn somebody_under_another_link_is_joined_only_if_the_member_says_so() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    let person_id = person(&mut desk, 9).id;
    desk.run(Command::SetNote { person_id, note: "met in Ghent".into() }).unwrap();
    desk.import_bytes(export(31, &[]).replace("p-9-example", "p-nine-example").replace("Company 9,", "Company Nine,")).unwrap();
    let told = outcome(&mut desk);
    assert_eq!((told.verdicts.len(), told.verdicts[0].verdict), (1, Verdict::Unclear));
    let other_id = told.verdicts[0].other.as_ref().unwrap().person_id;
    assert_eq!(desk.load().people.iter().filter(|person| person.facts.first_name == "P9").count(), 2, "never merged silently, and nobody is gone");
    let apart = desk.dump();
    let stranger = person(&mut desk, 3).id;
    assert!(desk.run(Command::JoinPeople { person_id, other_id: stranger }).is_err());
    desk.run(Command::JoinPeople { person_id, other_id }).unwrap();
    let joined = person(&mut desk, 9);
    assert_eq!((joined.id, joined.facts.slug.as_deref(), joined.state.note.as_str()), (person_id, Some("p-nine-example"), "met in Ghent"));
    assert_eq!(verdicts(&mut desk), []);
    assert_eq!(desk.load().people.len(), 31);
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), apart);
    desk.run(Command::Redo).unwrap();
    // The next export knows them by the new link.
    let report = desk.import_bytes(export(32, &[]).replace("p-9-example", "p-nine-example")).unwrap();
    assert_eq!((report.added, report.gone), (1, 0));
}

#[test]
fn whoever_returns_leaves_no_task_behind_and_whoever_was_only_out_of_sight_is_still_to_go() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[5, 6]);
    // Both vanish before the member got to them; P5 connects again on another day, P6 shows again as before.
    desk.import_bytes(export(31, &[5, 6])).unwrap();
    assert_eq!(verdicts(&mut desk), [("P5".to_owned(), Verdict::AsPlanned), ("P6".to_owned(), Verdict::AsPlanned)]);
    let again = export(32, &[5]).replace(H7, &format!("{H7}\n{}", row(5).replace("06 Jan 2020", "01 Mar 2020")));
    desk.import_bytes(again).unwrap();
    assert_eq!(verdicts(&mut desk), [("P5".to_owned(), Verdict::Returned), ("P6".to_owned(), Verdict::Returned)]);
    let open = |desk: &mut Desk| work_list(desk).into_iter().filter(WorkItem::is_open).map(|item| item.listed.facts.first_name).collect::<Vec<_>>();
    assert_eq!(open(&mut desk), ["P6"]);
    assert_eq!(person(&mut desk, 5).state.pane(), Some(Pane::Keep));
    mark(&mut desk, 6, TaskState::Done);
    // In another batch P5 is listed once.
    finalize(&mut desk, &[5]);
    assert_eq!(open(&mut desk), ["P5"]);
    mark(&mut desk, 5, TaskState::Done);
    assert_eq!(open(&mut desk), Vec::<String>::new());
}

#[test]
fn an_old_file_given_once_more_is_pointed_out() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[5]);
    mark(&mut desk, 5, TaskState::Done);
    desk.import_bytes(export(30, &[5])).unwrap();
    let warns = |desk: &mut Desk, text: String| {
        let path = desk.file("export.csv", text);
        desk.preview(&path).unwrap().warnings.iter().any(|warning| warning.contains("this very list before"))
    };
    assert!(warns(&mut desk, export(30, &[])));
    assert!(!warns(&mut desk, export(30, &[5])), "the newest once more is no old file");
    assert!(!warns(&mut desk, export(31, &[])));
}

#[test]
fn an_older_export_is_known_even_if_it_lacks_somebody_of_before() {
    let mut desk = Desk::new();
    desk.import_bytes(export(100, &[])).unwrap();
    // P7 was a ghost row then.
    let older = desk.import_bytes(format!("{}\n,,,,,,08 Jan 2020", export(94, &[7]))).unwrap();
    assert_eq!((older.standing, older.gone), (ExportStatus::Older, 0));
}

#[test]
fn a_return_seen_in_an_export_that_was_cut_short_is_told_by_the_next() {
    let mut desk = Desk::new();
    desk.import_bytes(export(200, &[])).unwrap();
    finalize(&mut desk, &[150]);
    mark(&mut desk, 150, TaskState::Done);
    desk.import_bytes(export(201, &[150])).unwrap();
    assert_eq!(verdicts(&mut desk), [("P150".to_owned(), Verdict::AsPlanned)]);
    let day = row(150).rsplit(',').next().unwrap().to_owned();
    let back = |text: String| text.replace(H7, &format!("{H7}\n{}", row(150).replace(&day, "01 Nov 2020")));
    let cut = desk.import_bytes(back(export(202, &(0..60).chain([150]).collect::<Vec<_>>()))).unwrap();
    assert_eq!(cut.standing, ExportStatus::CutShort);
    desk.import_bytes(back(export(203, &[150]))).unwrap();
    assert_eq!(verdicts(&mut desk), [("P150".to_owned(), Verdict::Returned)]);
    assert_eq!(told(&ledger(&mut desk)[0]), ["finalized", "done", "as_planned", "returned"]);
    assert_eq!(person(&mut desk, 150).state.batch, None);
}

#[test]
fn nobody_is_made_of_half_a_row() {
    let whole = export(60, &[]);
    let last = row(0);
    for cut in ["/p-0-", "Company", ",Dy"] {
        let mut desk = Desk::new();
        desk.import_bytes(&whole).unwrap();
        let end = whole.len() - last.len() + last.find(cut).unwrap() + cut.len() - 1;
        let report = desk.import_bytes(&whole[..end]).unwrap();
        assert_eq!((report.standing, report.added, report.changed, report.missing), (ExportStatus::CutShort, 0, 0, 0), "{cut}");
        assert_eq!(report.people, 60);
        let told = outcome(&mut desk);
        assert_eq!((told.added.len(), told.job_changed.len(), told.verdicts.len()), (0, 0, 0));
        desk.import_bytes(export(61, &[])).unwrap();
        assert_eq!((outcome(&mut desk).job_changed.len(), verdicts(&mut desk)), (0, vec![]));
        // The first import of such a file says so.
        let mut desk = Desk::new();
        let report = desk.import_bytes(&whole[..end]).unwrap();
        // Whose link is whole is there, with what stands before the cut.
        assert_eq!(report.people, if cut == "/p-0-" { 59 } else { 60 }, "{cut}");
        assert!(desk.load().people.iter().all(|person| person.facts.slug.as_deref() != Some("p-0-") && person.facts.company != "Compan"));
        assert!(report.warnings.iter().any(|warning| warning.contains("breaks off")), "{:?}", report.warnings);
        assert_eq!(report.records, report.people + report.ghost_rows + report.duplicates_merged + report.empty_rows);
    }
}

#[test]
fn an_accepted_import_is_not_taken_back_over_the_members_word() {
    let mut desk = Desk::new();
    desk.import_bytes(export(200, &[])).unwrap();
    desk.import_bytes(export(200, &(0..60).collect::<Vec<_>>())).unwrap();
    let import = outcome(&mut desk).import;
    let suspended = desk.dump();
    desk.run(Command::AcceptExport { import }).unwrap();
    let problem = desk.run(Command::TakeBackImport { import }).unwrap_err();
    assert!(problem.detail.contains("1 word of yours that it is whole."), "{problem:?}");
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), suspended);
    desk.run(Command::TakeBackImport { import }).unwrap();
    assert_eq!(desk.load().people.len(), 200);
}

#[test]
fn an_import_that_was_undone_and_redone_can_be_taken_back() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    let first = desk.dump();
    desk.import_bytes(export(12, &[3])).unwrap();
    let second = desk.dump();
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Redo).unwrap();
    desk.run(Command::TakeBackImport { import: ImportId(2) }).unwrap();
    assert_eq!(desk.dump(), first);
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), second);
}

#[test]
fn what_was_done_after_an_export_it_cannot_know() {
    let mut desk = Desk::new();
    desk.import_bytes(export(200, &[])).unwrap();
    finalize(&mut desk, &[150, 151]);
    mark(&mut desk, 151, TaskState::Done);
    desk.import_bytes(export(200, &(0..60).collect::<Vec<_>>())).unwrap();
    mark(&mut desk, 150, TaskState::Done);
    let import = outcome(&mut desk).import;
    desk.run(Command::AcceptExport { import }).unwrap();
    let still: Vec<_> = verdicts(&mut desk).into_iter().filter(|(_, verdict)| *verdict == Verdict::StillConnected).collect();
    assert_eq!(still, [("P151".to_owned(), Verdict::StillConnected)]);
    // The day in an archive's name tells it, too.
    let path = desk.file("Basic_LinkedInDataExport_01-02-2026.zip", zip_of(&[("Connections.csv", export(201, &(0..60).collect::<Vec<_>>()).as_bytes())]));
    desk.import(&path).unwrap();
    assert_eq!(verdicts(&mut desk), []);
}

#[test]
fn another_checklist_makes_another_entry() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    finalize(&mut desk, &[4]);
    desk.run(Command::Undo).unwrap();
    let answers: GivenAnswers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::DoesNotApply)).collect();
    desk.run(Command::Finalize { answers, count: 1 }).unwrap();
    let entries = ledger(&mut desk);
    assert_eq!(entries.iter().map(told).collect::<Vec<_>>(), [vec!["finalized", "taken_back"], vec!["finalized"]]);
    assert!(entries[1].answers.values().all(|answer| *answer == Answer::DoesNotApply));
    assert!(entries[0].finalized_at < entries[1].finalized_at);
}

#[test]
fn the_work_list_shows_people_as_they_are_now() {
    let mut desk = Desk::new();
    let without_links = export(30, &[])
        .lines()
        .map(|line| line.split(',').enumerate().filter(|(i, _)| *i != 2).map(|(_, cell)| cell).collect::<Vec<_>>().join(","))
        .collect::<Vec<_>>();
    desk.import_bytes(without_links.join("\n")).unwrap();
    finalize(&mut desk, &[5]);
    assert_eq!(work_list(&mut desk)[0].listed.facts.link(), None);
    desk.import_bytes(export(31, &[]).replace("Company 5,", "Company Five,")).unwrap();
    let item = work_list(&mut desk).remove(0);
    assert_eq!((item.listed.facts.link(), item.listed.facts.company.as_str()), (Some("https://www.linkedin.com/in/p-5-example"), "Company Five"));
    // The ledger tells how it was.
    assert_eq!(ledger(&mut desk)[0].listed.facts.company, "Company 5");
    assert_eq!(outcome(&mut desk).job_changed.len(), 1);
}

#[test]
fn imports_are_taken_back_one_by_one_where_nothing_rests_on_them() {
    let mut desk = Desk::new();
    let mut before = Vec::new();
    for (count, without) in [(30, &[][..]), (33, &[3][..]), (36, &[3, 5][..])] {
        desk.import_bytes(export(count, without)).unwrap();
        before.push(desk.dump());
    }
    desk.run(Command::TakeBackImport { import: ImportId(3) }).unwrap();
    assert_eq!(desk.dump(), before[1]);
    desk.run(Command::TakeBackImport { import: ImportId(2) }).unwrap();
    assert_eq!(desk.dump(), before[0]);
    // What stands again can be taken back again.
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before[2]);
    assert!(desk.run(Command::TakeBackImport { import: ImportId(2) }).unwrap_err().detail.contains("1 later import"));
    // A decision on somebody whom the second brought still stands in the way, made before or after the third was taken back.
    let person_ids = vec![person(&mut desk, 31).id];
    desk.run(Command::SetProtected { person_ids, is_protected: true }).unwrap();
    desk.run(Command::TakeBackImport { import: ImportId(3) }).unwrap();
    assert!(desk.run(Command::TakeBackImport { import: ImportId(2) }).unwrap_err().detail.contains("1 lock"));
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Undo).unwrap();
    desk.run(Command::TakeBackImport { import: ImportId(3) }).unwrap();
    desk.run(Command::TakeBackImport { import: ImportId(2) }).unwrap();
    assert_eq!(desk.dump(), before[0]);
}

#[test]
fn whoever_is_gone_does_not_stay_by_a_change_of_mind() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[4]);
    let gone = vec![person(&mut desk, 4).id];
    desk.import_bytes(export(30, &[4])).unwrap();
    let noted = desk.dump();
    let refused = desk.run(Command::Mark { person_ids: gone, kind: Some(TaskKind::Remove), state: TaskState::ChangedMind }).unwrap_err();
    assert!(refused.title.ends_with("is gone already") && refused.detail.contains("does not hold them any more"), "{refused:?}");
    assert_eq!(desk.dump(), noted);
}

#[test]
fn marking_for_both_kinds_of_task_is_one_step() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[4]);
    let unfollowed = vec![person(&mut desk, 5).id];
    desk.run(Command::SetUnfollow { person_ids: unfollowed.clone(), is_to_unfollow: true }).unwrap();
    let before = desk.dump();
    let both = vec![person(&mut desk, 4).id, unfollowed[0]];
    desk.run(Command::Mark { person_ids: both.clone(), kind: None, state: TaskState::Done }).unwrap();
    assert!(work_list(&mut desk).iter().all(|item| item.state == TaskState::Done));
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
    // One who is refused holds back all of them.
    mark(&mut desk, 4, TaskState::Done);
    let before = desk.dump();
    desk.run(Command::Mark { person_ids: both, kind: None, state: TaskState::ChangedMind }).unwrap_err();
    assert_eq!(desk.dump(), before);
}

#[test]
fn done_is_no_change_of_mind() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    finalize(&mut desk, &[4]);
    mark(&mut desk, 4, TaskState::Done);
    let person_ids = vec![person(&mut desk, 4).id];
    let refused = desk.run(Command::Mark { person_ids, kind: Some(TaskKind::Remove), state: TaskState::ChangedMind }).unwrap_err();
    assert!(refused.hint.contains("back on the work list first"), "{refused:?}");
    mark(&mut desk, 4, TaskState::ToDo);
    mark(&mut desk, 4, TaskState::ChangedMind);
    assert_eq!(person(&mut desk, 4).state.batch, None);
}

#[test]
fn who_is_followed_again_can_be_unfollowed_again() {
    let mut desk = Desk::new();
    desk.import_bytes(export(6, &[])).unwrap();
    let ids = vec![person(&mut desk, 1).id];
    let unfollow = |desk: &mut Desk, is_to_unfollow| desk.run(Command::SetUnfollow { person_ids: ids.clone(), is_to_unfollow }).unwrap();
    unfollow(&mut desk, true);
    desk.run(Command::Mark { person_ids: ids.clone(), kind: Some(TaskKind::Unfollow), state: TaskState::Done }).unwrap();
    unfollow(&mut desk, false);
    unfollow(&mut desk, true);
    assert!(work_list(&mut desk)[0].is_open());
}

#[test]
fn joining_keeps_batches_whole_and_tells_the_old_job() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[9]);
    mark(&mut desk, 9, TaskState::Done);
    desk.import_bytes(export(31, &[]).replace("p-9-example", "p-nine-example").replace("Company 9,", "Company Nine,")).unwrap();
    let told = outcome(&mut desk).verdicts.remove(0);
    let (person_id, other_id) = (told.who.person_id, told.other.unwrap().person_id);
    desk.run(Command::Move { person_ids: vec![other_id], to: Pane::Remove }).unwrap();
    let answers: GivenAnswers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::Considered)).collect();
    desk.run(Command::Finalize { answers, count: 1 }).unwrap();
    assert!(desk.run(Command::JoinPeople { person_id, other_id }).unwrap_err().title.contains("finalized batch"));
    desk.run(Command::Undo).unwrap();
    desk.run(Command::JoinPeople { person_id, other_id }).unwrap();
    let now = outcome(&mut desk);
    assert_eq!(
        now.job_changed.iter().map(|change| (change.was.as_str(), change.is_now.as_str())).collect::<Vec<_>>(),
        [("Dyer · Company 9", "Dyer · Company Nine")]
    );
    assert_eq!(verdicts(&mut desk), [("P9".to_owned(), Verdict::StillConnected)]);
    assert_eq!(person(&mut desk, 9).past_jobs[0].company, "Company 9");
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_file_without_jobs_takes_nobody_out_of_theirs() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    let bare: Vec<String> = (0..11)
        .rev()
        .map(|i| {
            let row = row(i);
            let cells: Vec<&str> = row.split(',').collect();
            format!("{},{},{},{}", cells[0], cells[1], cells[2], cells[6])
        })
        .collect();
    let report = desk.import_bytes(format!("First Name,Last Name,URL,Connected On\n{}", bare.join("\n"))).unwrap();
    assert_eq!((report.added, report.changed), (1, 0));
    // Whoever had no job and has one now is told, too.
    desk.import_bytes(export(11, &[])).unwrap();
    assert_eq!(
        outcome(&mut desk).job_changed.iter().map(|change| (change.was.as_str(), change.is_now.as_str())).collect::<Vec<_>>(),
        [("", "Dyer · Company 10")]
    );
}

#[test]
fn whoever_is_somebody_else_is_gone() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[9]);
    desk.import_bytes(export(31, &[]).replace("p-9-example", "p-nine-example")).unwrap();
    let person_id = outcome(&mut desk).verdicts[0].who.person_id;
    let before = desk.dump();
    desk.run(Command::CountAsGone { person_id }).unwrap();
    assert_eq!(verdicts(&mut desk), [("P9".to_owned(), Verdict::AsPlanned)]);
    assert_eq!(told(&ledger(&mut desk)[0]), ["finalized", "unclear", "verdict_taken_back", "as_planned"]);
    assert!(desk.run(Command::CountAsGone { person_id }).is_err(), "once is enough");
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
}

// In the product book: L5.
#[test]
fn inviting_again_stands_in_the_ledger() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    finalize(&mut desk, &[4]);
    let id = person(&mut desk, 4).id;
    desk.run(Command::PlanInvitation { person_id: id, due_on: None, note: String::new() }).unwrap();
    desk.run(Command::SetInvitationSent { person_id: id, is_sent: true }).unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(told(&ledger(&mut desk)[0]), ["finalized", "invited_again", "invitation_taken_back"]);
    // Whoever was never finalized has no entry to write to.
    let id = person(&mut desk, 5).id;
    desk.run(Command::PlanInvitation { person_id: id, due_on: None, note: String::new() }).unwrap();
    desk.run(Command::SetInvitationSent { person_id: id, is_sent: true }).unwrap();
    assert_eq!(ledger(&mut desk).len(), 1);
}

#[test]
fn what_an_export_said_before_a_second_try_is_not_told_of_it() {
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    finalize(&mut desk, &[5]);
    mark(&mut desk, 5, TaskState::Done);
    desk.import_bytes(export(31, &[])).unwrap();
    assert_eq!(work_list(&mut desk)[0].verdict, Some(Verdict::StillConnected));
    mark(&mut desk, 5, TaskState::ToDo);
    assert_eq!((desk.load().overview.waiting, work_list(&mut desk)[0].verdict), (1, Some(Verdict::StillConnected)));
    mark(&mut desk, 5, TaskState::Done);
    assert_eq!((desk.load().overview.waiting, work_list(&mut desk)[0].verdict), (0, None));
}

#[test]
fn half_a_date_changes_no_day() {
    // `01 Jan 2013` becomes `01 Jan 20`, which is a day, too.
    let whole = export(60, &[]).replace("01 Jan 2020", "01 Jan 2013");
    for cut in [1, 2, 5, 9] {
        let mut desk = Desk::new();
        desk.import_bytes(&whole).unwrap();
        let before = person(&mut desk, 0);
        let report = desk.import_bytes(&whole[..whole.len() - cut]).unwrap();
        assert_eq!((report.standing, report.added, report.changed, report.missing), (ExportStatus::CutShort, 0, 0, 0), "{cut}");
        assert_eq!(person(&mut desk, 0), before);
        // In a file without links, the name tells who is meant.
        let without_links = whole
            .lines()
            .map(|line| line.split(',').enumerate().filter(|(i, _)| *i != 2).map(|(_, cell)| cell).collect::<Vec<_>>().join(","))
            .collect::<Vec<_>>()
            .join("\n");
        let mut desk = Desk::new();
        desk.import_bytes(&without_links).unwrap();
        let report = desk.import_bytes(&without_links[..without_links.len() - cut]).unwrap();
        assert_eq!((report.standing, report.added, report.missing), (ExportStatus::CutShort, 0, 0), "{cut}");
    }
}

#[test]
fn ordinary_ends_are_no_cut() {
    let alarms = |first: &str, second: &str| {
        let mut desk = Desk::new();
        desk.import_bytes(first).unwrap();
        desk.import_bytes(second).unwrap().standing != ExportStatus::Newest
    };
    // Days without leading zeros, the shortest last.
    for dates in [
        ["10/10/2019", "12/11/2019", "9/9/2019"],
        ["10 Jan 2024", "12 Jan 2024", "8 Jan 2024"],
        ["10-Jan-24", "12-Jan-24", "8-Jan-24"],
        ["May 18, 2020", "May 12, 2020", "May 8, 2020"],
    ] {
        let rows: Vec<String> =
            dates.iter().enumerate().map(|(i, day)| format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,Mill,Dyer,\"{day}\"")).collect();
        let text = format!("{H7}\n{}", rows.join("\n"));
        // Another job, so that it is not the very same list.
        assert!(!alarms(&text, &text.replacen("Dyer", "Weaver", 1)), "{dates:?}");
    }
    // Blank rows at the end.
    for end in ["\n   ", "\n,,,,,,"] {
        assert!(!alarms(&export(30, &[]), &format!("{}{end}", export(31, &[]))), "{end:?}");
    }
    // A file that somebody made so, once more.
    let odd = format!("{}\nP99,Quorn,https://www.linkedin.com/in/p-99-example", export(30, &[]));
    assert!(!alarms(&odd, &odd));
    // With the member's word, the last row counts as it stands.
    let mut desk = Desk::new();
    desk.import_bytes(export(30, &[])).unwrap();
    let path = desk.file("export.csv", odd);
    desk.run(Command::PreviewImport { paths: vec![path], options: ImportOptions { is_whole: true, ..ImportOptions::default() } }).unwrap();
    desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
    assert_eq!(person(&mut desk, 99).facts.slug.as_deref(), Some("p-99-example"));
}

#[test]
fn whom_the_member_removed_proves_an_export_newer() {
    let mut desk = Desk::new();
    desk.import_bytes(export(100, &[])).unwrap();
    finalize(&mut desk, &[50]);
    mark(&mut desk, 50, TaskState::Done);
    // The newest four left by themselves, and nobody joined.
    let report = desk.import_bytes(export(96, &[50])).unwrap();
    assert_eq!((report.standing, report.gone), (ExportStatus::Newest, 5));
    assert!(verdicts(&mut desk).contains(&("P50".to_owned(), Verdict::AsPlanned)));
}

#[test]
fn a_plan_outlives_a_detour_over_an_export_that_was_cut_short() {
    for accepts in [true, false] {
        let mut desk = Desk::new();
        desk.import_bytes(export(200, &[])).unwrap();
        finalize(&mut desk, &[150]);
        // Out of sight for a while, and back on the same day, the member never having got to them.
        desk.import_bytes(export(201, &[150])).unwrap();
        let cut = desk.import_bytes(export(202, &(0..60).collect::<Vec<_>>())).unwrap();
        assert_eq!(cut.standing, ExportStatus::CutShort);
        if accepts {
            let import = outcome(&mut desk).import;
            desk.run(Command::AcceptExport { import }).unwrap();
        } else {
            desk.import_bytes(export(203, &[])).unwrap();
        }
        assert!(verdicts(&mut desk).contains(&("P150".to_owned(), Verdict::Returned)));
        assert!(work_list(&mut desk)[0].is_open(), "still to go");
    }
}

#[test]
fn a_missing_column_changes_nobody() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    let only = |columns: &[usize]| {
        let rows: Vec<String> = export(11, &[])
            .lines()
            .map(|line| {
                let cells: Vec<&str> = line.split(',').collect();
                columns.iter().map(|at| cells[*at]).collect::<Vec<_>>().join(",")
            })
            .collect();
        rows.join("\n")
    };
    // Names and days alone; then all but the position.
    let report = desk.import_bytes(only(&[0, 1, 6])).unwrap();
    assert_eq!((report.added, report.changed), (1, 0));
    desk.run(Command::Undo).unwrap();
    let report = desk.import_bytes(only(&[0, 1, 2, 3, 4, 6])).unwrap();
    assert_eq!((report.added, report.changed), (1, 0));
    assert_eq!(person(&mut desk, 3).facts.position, "Dyer");
}

#[test]
fn a_bulk_move_says_whom_it_takes_along() {
    let mut desk = Desk::new();
    desk.import_bytes(export(10, &[])).unwrap();
    let ids: Vec<PersonId> = (0..6).map(|number| person(&mut desk, number).id).collect();
    desk.run(Command::PutOff { person_ids: ids[..2].to_vec(), until: "2030-01-01".parse().unwrap() }).unwrap();
    desk.run(Command::SetUnfollow { person_ids: vec![ids[2]], is_to_unfollow: true }).unwrap();
    let remark = |desk: &mut Desk, person_ids: Vec<PersonId>| {
        let events = desk.run(Command::Move { person_ids, to: Pane::Remove }).unwrap();
        events.into_iter().find_map(|event| if let Event::Changed(changes) = event { Some(changes.remark) } else { None }).unwrap()
    };
    assert_eq!(
        remark(&mut desk, ids.clone()),
        "2 of them were to be decided later: that no longer holds. 1 of them was to be unfollowed: that no longer holds"
    );
    desk.run(Command::Undo).unwrap();
    // One by one is meant.
    assert_eq!(remark(&mut desk, vec![ids[0]]), "");
    assert_eq!(remark(&mut desk, vec![ids[4], ids[5]]), "");
}
