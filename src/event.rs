//! What the engine answers: data only.

use std::path::PathBuf;

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use serde::Serialize;

use crate::model::{
    batch::{Batch, BatchId},
    coverage::Coverage,
    evidence::Direction,
    gathered::{Owner, OwnerJob},
    import_options::ImportOptions,
    index::Index,
    person::{Person, PersonId, PersonState},
    removal_list::ListFormat,
    report::ImportReport,
    settings::Settings,
    watch::Progress,
};

/// Something went wrong, told so that the person can act: what happened, what was kept, what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What happened, in a few words.
    pub title: String,
    /// More of it, and what was kept.
    pub detail: String,
    /// What to do next.
    pub hint: String,
}

impl Problem {
    /// A problem in three sentences.
    pub fn new(title: impl Into<String>, detail: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { title: title.into(), detail: detail.into(), hint: hint.into() }
    }
}

/// What Undo and Redo would do now: the names of the operations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoState {
    /// What Undo would take back.
    pub undo: Option<String>,
    /// What Redo would do again.
    pub redo: Option<String>,
}

/// A finalized batch in a few figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchSummary {
    /// Its number.
    pub id: BatchId,
    /// When it was finalized.
    pub finalized_at: Timestamp,
    /// How many people it holds.
    pub people: usize,
}

/// The newest import in a few figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastImport {
    /// When it was made.
    pub at: Timestamp,
    /// Its latest connection.
    pub newest_connection: Option<Date>,
}

/// The small facts that any change may touch, sent along with each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// What Undo and Redo would do.
    pub undo_state: UndoState,
    /// All finalized batches, oldest first.
    pub batches: Vec<BatchSummary>,
    /// The newest import, if there was one.
    pub last_import: Option<LastImport>,
    /// The day it is.
    pub today: Date,
}

/// Everything the screen needs to start.
#[derive(Debug)]
pub struct Snapshot {
    /// The workspace's file.
    pub workspace: PathBuf,
    /// Whether it is the workspace of the sample people.
    pub is_sample: bool,
    /// Everybody who is connected.
    pub people: Vec<Person>,
    /// Search index and sort orders over them.
    pub index: Index,
    /// Which files the imports held.
    pub coverage: Coverage,
    /// Whose network it is, as far as the files tell.
    pub owner: Option<Owner>,
    /// The owner's jobs.
    pub owner_jobs: Vec<OwnerJob>,
    /// The small facts.
    pub overview: Overview,
    /// What the window remembers.
    pub settings: Settings,
}

/// What one operation changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// What was done, for people: "Move 3 people to Remove".
    pub done: String,
    /// What did not happen, if anything: "2 protected people stay in Keep".
    pub remark: String,
    /// The new state of everybody it touched.
    pub people: Vec<(PersonId, PersonState)>,
    /// The small facts after it.
    pub overview: Overview,
}

/// What is kept about one person beyond their row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDetails {
    /// Who.
    pub person_id: PersonId,
    /// When they were first seen in an import.
    pub first_seen: Option<Timestamp>,
    /// What messages said, latest first, where the member had it kept.
    pub message_texts: Vec<SpokenMessage>,
}

/// A message with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenMessage {
    /// When.
    pub at: Timestamp,
    /// Outgoing: the owner wrote it.
    pub direction: Direction,
    /// What it says, its subject first where it has one.
    pub text: String,
}

/// One step of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// Its number; grows with time.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// The same on the local clock.
    #[serde(skip)]
    pub local: DateTime,
    /// What, for people.
    pub name: String,
    /// Whether it holds now, or was taken back.
    pub is_undone: bool,
}

/// A past import, for reading its report again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// When.
    pub at: Timestamp,
    /// What was given: file names.
    pub source: String,
    /// What was found.
    pub report: ImportReport,
}

/// An answer of the engine.
#[derive(Debug)]
pub enum Event {
    /// A workspace was opened or its people were replaced: everything anew.
    Loaded(Box<Snapshot>),
    /// An operation was committed; it is on disk.
    Changed(Changes),
    /// An export was read; nothing is written yet.
    ImportPreviewed {
        /// Where it is.
        paths: Vec<PathBuf>,
        /// What the person chose for it.
        options: ImportOptions,
        /// What was given: file names.
        source: String,
        /// What was found, and what it would change.
        report: Box<ImportReport>,
    },
    /// The previewed export was written.
    Imported {
        /// What was found and changed.
        report: Box<ImportReport>,
    },
    /// An import was cancelled or put away; nothing was written.
    ImportDiscarded,
    /// A removal list was written.
    Exported {
        /// Where.
        path: PathBuf,
        /// In which shape.
        format: ListFormat,
        /// How many people are on it.
        people: usize,
    },
    /// A removal list was not written, because there is a file of that name already.
    WouldReplace {
        /// Where.
        path: PathBuf,
    },
    /// What is kept about one person.
    PersonLoaded(PersonDetails),
    /// The list of operations, newest first.
    HistoryLoaded(Vec<Operation>),
    /// All imports, newest first.
    ImportsLoaded(Vec<PastImport>),
    /// One batch whole.
    BatchLoaded(Box<Batch>),
    /// Long work goes on.
    Progressed(Progress),
    /// The workspace could not be opened at all.
    OpeningFailed(Problem),
    /// A command was refused or failed; nothing of it holds.
    Failed(Problem),
    /// There was nothing to do.
    NothingDone(String),
    /// A command was dealt with, whatever came of it; the last event of each command.
    Settled,
}
