//! Undo by before-images, without an engine above.

use std::time::Duration;

use super::*;
use crate::{
    model::{
        id::PersonId,
        import::report::ImportReport,
        operation::Subject,
        person::{Facts, decision::Decision, decision::Pane},
        progress::NoProgress,
    },
    store::{Edit, Missing},
};

struct Workspace {
    store: Store,
    _folder: tempfile::TempDir,
}

fn at() -> Timestamp {
    "2026-05-04T12:00:00Z".parse().unwrap()
}

fn moved(to: Pane) -> Operation {
    Operation::Move { people: Subject::several(1), to }
}

impl Workspace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.partwell"), Duration::ZERO, Missing::Create).unwrap();
        Self { store, _folder: folder }
    }

    /// Imports so many people, whose numbers it returns.
    fn import(&mut self, count: usize) -> (ImportId, Vec<PersonId>) {
        let facts: Vec<Facts> = (0..count).map(|n| Facts { first_name: format!("P{n}").into(), ..Facts::default() }).collect();
        let report = ImportReport { people: count, ..ImportReport::default() };
        let operation = Operation::Import { people: count, source: "a.csv".into() };
        let add = |edit: Edit<'_>| -> StoreResult<(ImportId, Vec<PersonId>)> {
            let import = edit.insert_import(at(), "a.csv", &report)?;
            Ok((import, edit.insert_people(import, &facts, |_| Ok::<(), StoreError>(()))?))
        };
        self.store.transact(at(), &operation, add).unwrap().0
    }

    fn decide(&mut self, id: PersonId, decision: Decision, to: Pane) -> Option<ChangedRows> {
        self.store.transact(at(), &moved(to), |edit| edit.decide(id, decision, at())).unwrap().1
    }

    fn decision(&self, id: PersonId) -> Decision {
        self.store.states(&[id]).unwrap()[0].1.decision
    }

    fn steps(&self) -> Vec<(String, bool)> {
        self.store.history().unwrap().into_iter().map(|step| (step.operation.describe(), step.is_undone)).collect()
    }
}

#[test]
fn a_step_is_taken_back_and_done_again_row_by_row() {
    let mut workspace = Workspace::new();
    let (_, ids) = workspace.import(3);
    let touched = workspace.decide(ids[1], Decision::Remove, Pane::Remove).unwrap();
    assert_eq!((touched.people.as_slice(), touched.replaces_people), ([ids[1]].as_slice(), false));
    let (operation, back) = workspace.store.undo(at(), &mut NoProgress).unwrap().unwrap();
    assert_eq!((operation, back.people), (moved(Pane::Remove), vec![ids[1]]));
    assert_eq!(workspace.decision(ids[1]), Decision::Undecided);
    workspace.store.redo(at(), &mut NoProgress).unwrap().unwrap();
    assert_eq!(workspace.decision(ids[1]), Decision::Remove);
    assert_eq!(workspace.steps().len(), 2, "turning around is no step of its own");
}

#[test]
fn what_changes_nothing_leaves_no_step_and_what_fails_leaves_no_trace() {
    let mut workspace = Workspace::new();
    let (_, ids) = workspace.import(1);
    workspace.decide(ids[0], Decision::Keep, Pane::Keep).unwrap();
    let steps = workspace.steps();
    let nothing = workspace.store.transact(at(), &moved(Pane::Keep), |_| Ok::<(), StoreError>(())).unwrap();
    assert_eq!(nothing, ((), None));
    let failed = workspace.store.transact(at(), &moved(Pane::Remove), |edit| {
        edit.decide(ids[0], Decision::Remove, at())?;
        Err::<(), StoreError>(StoreError::Unexpected { what: "a test".into() })
    });
    assert!(failed.is_err());
    assert_eq!((workspace.decision(ids[0]), workspace.steps()), (Decision::Keep, steps));
}

#[test]
fn something_new_ends_what_could_be_done_again() {
    let mut workspace = Workspace::new();
    let (_, ids) = workspace.import(2);
    workspace.decide(ids[0], Decision::Remove, Pane::Remove);
    workspace.store.undo(at(), &mut NoProgress).unwrap();
    assert_eq!(workspace.store.undo_state().unwrap().redo, Some(moved(Pane::Remove)));
    workspace.decide(ids[1], Decision::Keep, Pane::Keep);
    assert_eq!(workspace.store.undo_state().unwrap().redo, None);
    assert!(workspace.store.redo(at(), &mut NoProgress).unwrap().is_none());
    assert_eq!(workspace.decision(ids[0]), Decision::Undecided);
}

#[test]
fn an_import_goes_with_all_that_it_brought_unless_something_rests_on_it() {
    let mut workspace = Workspace::new();
    let (import, ids) = workspace.import(2);
    let operation = workspace.store.operation_of_import(import).unwrap().unwrap();
    assert_eq!(workspace.store.dependents_of(operation, import).unwrap(), []);
    workspace.decide(ids[0], Decision::Remove, Pane::Remove);
    assert_eq!(workspace.store.dependents_of(operation, import).unwrap(), [(1, "decision")]);
    // A step that was taken back rests on nothing.
    workspace.store.undo(at(), &mut NoProgress).unwrap();
    assert_eq!(workspace.store.dependents_of(operation, import).unwrap(), []);
    workspace.store.take_back(at(), &Operation::TakeBackImport { import }, operation, &mut NoProgress).unwrap();
    assert_eq!(workspace.store.connected_people().unwrap().len(), 0);
    assert_eq!(workspace.store.operation_of_import(import).unwrap(), None);
    // And that is a step like any other.
    workspace.store.undo(at(), &mut NoProgress).unwrap();
    assert_eq!(workspace.store.connected_people().unwrap().len(), 2);
    assert!(workspace.store.operation_of_import(import).unwrap().is_some());
}

/// Cancelled from the beginning.
struct Cancelled;

impl ProgressSink for Cancelled {
    fn report(&mut self, _doing: &str, _done: usize, _total: Option<usize>) {}

    fn is_cancelled(&self) -> bool {
        true
    }
}

#[test]
fn a_stopped_undo_takes_nothing_back() {
    let mut workspace = Workspace::new();
    let (_, ids) = workspace.import(1);
    workspace.decide(ids[0], Decision::Remove, Pane::Remove);
    assert!(matches!(workspace.store.undo(at(), &mut Cancelled), Err(StoreError::Stopped)));
    assert_eq!((workspace.decision(ids[0]), workspace.steps()[0].1), (Decision::Remove, false));
    assert!(workspace.store.undo(at(), &mut NoProgress).unwrap().is_some(), "and can be taken back later");
}

#[test]
fn the_history_lets_go_of_its_oldest_steps_first() {
    let mut workspace = Workspace::new();
    let (_, ids) = workspace.import(1);
    for at_turn in 0..6 {
        let decision = if at_turn % 2 == 0 { Decision::Remove } else { Decision::Keep };
        workspace.decide(ids[0], decision, if at_turn % 2 == 0 { Pane::Remove } else { Pane::Keep });
    }
    workspace.store.prune_to(3, 1_000).unwrap();
    assert_eq!(workspace.steps().len(), 3);
    for _ in 0..3 {
        assert!(workspace.store.undo(at(), &mut NoProgress).unwrap().is_some());
    }
    assert!(workspace.store.undo(at(), &mut NoProgress).unwrap().is_none());
    assert_eq!(workspace.decision(ids[0]), Decision::Remove, "as it was before the steps that are kept");
    assert_eq!(workspace.store.check().unwrap(), Vec::<String>::new());
}

/// Many are looked up by one way through the rows, and few one by one: what is told of each is the same.
#[test]
fn states_are_the_same_for_many_as_for_each() {
    let mut workspace = Workspace::new();
    let (_, mut ids) = workspace.import(300);
    for (at, id) in ids.iter().enumerate().filter(|(at, _)| at % 3 == 0) {
        workspace.decide(*id, if at % 2 == 0 { Decision::Remove } else { Decision::Later }, Pane::Remove);
    }
    ids.retain(|id| id.0 % 4 != 1);
    ids.reverse();
    ids.push(PersonId(9_999));
    let each: Vec<_> = ids.iter().flat_map(|id| workspace.store.states(&[*id]).unwrap()).collect();
    ids.pop();
    assert!(ids.len() > 64 && each.iter().any(|(_, state)| state.decision == Decision::Later));
    assert_eq!(workspace.store.states(&ids).unwrap(), each);
}
