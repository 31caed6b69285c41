//! The checklist and the batch, and the moves and locks before it.

use partwell::model::{
    checklist::{Answer, AnswerKey, GivenAnswers},
    id::BatchId,
    person::{decision::Pane, reason::Reason},
};
use partwell::{
    command::{Command, ReasonChange},
    event::Event,
    model::{
        batch::Batch,
        checklist::{self, ChecklistContext},
        person::Person,
    },
};

use crate::support::{Desk, invented};

fn answered(desk: &mut Desk) -> (GivenAnswers, usize) {
    let snapshot = desk.load();
    let draft: Vec<&Person> = snapshot.people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
    let around =
        ChecklistContext { everyone: &snapshot.people, coverage: &snapshot.coverage, owner_jobs: &snapshot.owner_past.jobs, time: &snapshot.overview.time };
    let cards = checklist::cards(&checklist::ask(&draft, &around), &draft, &around);
    let answers = cards.iter().map(|card| (AnswerKey::Card(card.id), Answer::Considered)).collect();
    (answers, draft.len())
}

/// Finalizes everybody in Remove, with every question answered.
pub(crate) fn finalize_all(desk: &mut Desk) {
    let (answers, count) = answered(desk);
    desk.run(Command::Finalize { answers, count }).unwrap();
}

fn desk_with_draft(count: usize) -> Desk {
    let mut desk = Desk::new();
    desk.import_bytes(invented(120)).unwrap();
    let ids = desk.load().people.iter().take(count).map(|person| person.id).collect();
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    desk
}

#[test]
fn nothing_is_finalized_while_a_question_is_open() {
    let mut desk = desk_with_draft(3);
    let before = desk.dump();
    let (answers, count) = answered(&mut desk);
    // Nothing but the list of connections was imported, so what only messages could tell is asked.
    let snapshot = desk.load();
    let draft: Vec<&Person> = snapshot.people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
    let around =
        ChecklistContext { everyone: &snapshot.people, coverage: &snapshot.coverage, owner_jobs: &snapshot.owner_past.jobs, time: &snapshot.overview.time };
    let by_question: GivenAnswers =
        checklist::ask(&draft, &around).into_iter().map(|asked| (AnswerKey::Question(asked.question.id), Answer::Considered)).collect();
    assert!(by_question.len() >= 5);
    for answers in [&answers, &by_question] {
        for key in answers.keys() {
            let mut without = answers.clone();
            without.remove(key);
            let problem = desk.run(Command::Finalize { answers: without, count }).unwrap_err();
            assert!(problem.title.contains("open") && problem.detail.contains(&key.key()), "{problem:?}");
        }
    }
    assert_eq!(desk.dump(), before);
    desk.run(Command::Finalize { answers, count }).unwrap();
    assert_eq!(desk.load().overview.batches[0].people, 3);
}

#[test]
fn the_count_must_be_the_number_of_people() {
    let mut desk = desk_with_draft(60);
    let (answers, _) = answered(&mut desk);
    assert!(desk.run(Command::Finalize { answers: answers.clone(), count: 59 }).unwrap_err().title.contains("count"));
    desk.run(Command::Finalize { answers, count: 60 }).unwrap();
}

#[test]
fn an_empty_draft_is_no_batch() {
    let mut desk = desk_with_draft(0);
    assert!(desk.run(Command::Finalize { answers: GivenAnswers::new(), count: 0 }).is_err());
}

#[test]
fn a_batch_is_frozen() {
    let mut desk = desk_with_draft(2);
    let id = desk.id("Person00000");
    desk.run(Command::ChangeReasons { person_ids: vec![id], change: ReasonChange { set: [(Reason::Clutter, true)].into(), own_words: None } }).unwrap();
    desk.run(Command::SetNote { person_id: id, note: "as it was".into() }).unwrap();
    let (answers, count) = answered(&mut desk);
    desk.run(Command::Finalize { answers: answers.clone(), count }).unwrap();
    desk.run(Command::SetNote { person_id: id, note: "later".into() }).unwrap();
    desk.import_bytes(invented(120).replace("Company 0,Dyer", "Elsewhere,Pilot")).unwrap();
    let batch = |desk: &mut Desk| -> Batch {
        let events = desk.run(Command::LoadBatch { batch_id: BatchId(1) }).unwrap();
        events.into_iter().find_map(|event| if let Event::BatchLoaded(batch) = event { Some(*batch) } else { None }).unwrap()
    };
    let mut desk = desk.restarted();
    let batch = batch(&mut desk);
    let first = &batch.people[0].listed;
    assert!(batch.answers.len() >= 5 && batch.answers.values().all(|answer| *answer == Answer::Considered), "{:?}", batch.answers);
    assert_eq!((first.facts.company.as_str(), first.note.as_str(), first.reasons.as_slice()), ("Company 0", "as it was", ["clutter".to_owned()].as_slice()));
    assert!(first.decided_at.is_some());
    // In neither pane, and no more to be moved.
    assert_eq!(desk.person("Person00000").state.pane(), None);
    desk.run(Command::Move { person_ids: vec![id], to: Pane::Keep }).unwrap();
    assert_eq!(desk.person("Person00000").state.pane(), None);
}

// In the product book: F6.
#[test]
fn a_lock_refuses_the_move_and_says_why() {
    let mut desk = desk_with_draft(0);
    let (locked, free) = (desk.id("Person00000"), desk.id("Person00001"));
    desk.run(Command::SetProtected { person_ids: vec![locked], is_protected: true }).unwrap();
    let problem = desk.run(Command::Move { person_ids: vec![locked], to: Pane::Remove }).unwrap_err();
    assert!(problem.title.contains("Person00000") && problem.title.contains("protected"), "{problem:?}");
    let events = desk.run(Command::Move { person_ids: vec![locked, free], to: Pane::Remove }).unwrap();
    let remark = events.into_iter().find_map(|event| if let Event::Changed(changes) = event { Some(changes.remark) } else { None }).unwrap();
    assert!(remark.contains("protected"), "{remark}");
    assert_eq!(desk.person("Person00000").state.pane(), Some(Pane::Keep));
    assert_eq!(desk.person("Person00001").state.pane(), Some(Pane::Remove));
}

// In the product book: F7.
#[test]
fn who_is_put_off_stays_in_keep_until_the_day() {
    let mut desk = desk_with_draft(2);
    let (id, other) = (desk.id("Person00000"), desk.id("Person00001"));
    let today = desk.load().overview.time.today;
    let until = today.checked_add(jiff::Span::new().days(30)).unwrap();
    for day in [today, today.yesterday().unwrap()] {
        assert!(desk.run(Command::PutOff { person_ids: vec![id], until: day }).is_err());
    }
    desk.run(Command::PutOff { person_ids: vec![id, other], until }).unwrap();
    let state = desk.person("Person00000").state;
    assert_eq!((state.pane(), state.later_until), (Some(Pane::Keep), Some(until)));
    // Another decision takes it back.
    desk.run(Command::Move { person_ids: vec![id], to: Pane::Keep }).unwrap();
    desk.run(Command::Move { person_ids: vec![other], to: Pane::Remove }).unwrap();
    assert_eq!((desk.person("Person00000").state.later_until, desk.person("Person00001").state.later_until), (None, None));
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.person("Person00001").state.later_until, Some(until));
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
}

#[test]
fn locking_somebody_in_remove_sends_them_back() {
    let mut desk = desk_with_draft(1);
    let id = desk.id("Person00000");
    desk.run(Command::SetProtected { person_ids: vec![id], is_protected: true }).unwrap();
    assert_eq!(desk.person("Person00000").state.pane(), Some(Pane::Keep));
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
}
