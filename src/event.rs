//! What the engine answers: data only.

mod upkeep;

use std::{path::PathBuf, sync::Arc};

pub use upkeep::{BackupList, Erased, Examined, Forgetting, FullExported, WorkspaceState};

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::model::import::export_status::ExportStatus;
use crate::model::{
    backup::{Backup, Contents},
    batch::{
        Batch,
        ledger::{InviteAgain, LedgerEntry},
        work_item::WorkItem,
    },
    cover_sheet::CoverReading,
    evidence::{MessageText, coverage::Coverage},
    id::{BatchId, ImportId, PersonId, PersonMap},
    import::{
        import_options::ImportOptions,
        parsed::OwnerPast,
        report::{ImportReport, PastImport},
        verdict::Verdict,
    },
    insight::{
        insights::Insights,
        picture::{ChartKind, Pixels},
    },
    local_time::LocalTime,
    matching::{contact::Owner, outside_list::ListMatch},
    operation::{Announcement, HistoryEntry, UndoState},
    outreach::Outreach,
    person::{Facts, Person, PersonState, decision::Pane, namesakes::Namesakes, title_words::TitleWords},
    plan::Plan,
    progress::Progress,
    queue::Queue,
    search::index::Index,
    settings::Settings,
    ticket::Ticket,
    touched::DataTouched,
};

/// What a check of the workspace found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What is wrong, a line each; nothing means sound.
    pub wrong: Vec<String>,
    /// What the person should hear in any case.
    pub remarks: Vec<Problem>,
}

/// Something went wrong, told so that the person can act: what happened, what was kept, what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// What happened, in a few words.
    pub title: String,
    /// More of it, and what was kept.
    pub detail: String,
    /// What to do next.
    pub hint: String,
    /// A workspace that may not be written can still be opened for reading.
    #[serde(skip)]
    pub can_be_read: bool,
    /// Something in the workspace is not as it should be: it can be checked, and nothing more is to be written to it.
    #[serde(skip)]
    pub is_damage: bool,
    /// Nothing is wrong: it is what was asked for, and there is no workspace any more.
    #[serde(skip)]
    pub is_end: bool,
    /// What the maintainers need to mend a fault of the program; nobody's name is in it. Empty where it is no fault.
    #[serde(skip)]
    pub report: String,
    /// Backups that can take the place of a workspace that could not be opened, the newest first.
    #[serde(skip)]
    pub backups: Box<[Backup]>,
}

impl Problem {
    /// A problem in three sentences.
    pub fn new(title: impl Into<String>, detail: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            detail: detail.into(),
            hint: hint.into(),
            can_be_read: false,
            is_damage: false,
            is_end: false,
            report: String::new(),
            backups: Box::default(),
        }
    }

    /// The workspace that it is about can still be opened for reading.
    #[must_use]
    pub fn readable(self) -> Self {
        Self { can_be_read: true, ..self }
    }

    /// The workspace that it is about is damaged.
    #[must_use]
    pub fn damaged(self) -> Self {
        Self { can_be_read: true, is_damage: true, ..self }
    }
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
    /// How many tasks wait on the work list.
    pub waiting: usize,
    /// The newest import, if there was one.
    pub last_import: Option<LastImport>,
    /// What the network is for, in the member's words; empty where they did not say.
    pub focus: String,
    /// What the local clock said when it was sent.
    pub time: LocalTime,
}

/// Everything the screen needs to start.
#[derive(Debug)]
pub struct Snapshot {
    /// The workspace's file.
    pub workspace: PathBuf,
    /// Whether it is the workspace of the sample people.
    pub is_sample: bool,
    /// Whether it may be read and not changed.
    pub is_for_reading: bool,
    /// Everybody who is connected.
    pub people: Vec<Person>,
    /// Search index and sort orders over them.
    pub index: Index,
    /// Which files the imports held.
    pub coverage: Coverage,
    /// Whose network it is, as far as the files tell.
    pub owner: Option<Owner>,
    /// What the owner did.
    pub owner_past: OwnerPast,
    /// The ready-made searches that make sense for them.
    pub queues: Vec<Queue>,
    /// The words that job titles are read by.
    pub title_words: Arc<TitleWords>,
    /// Who bears a name that somebody else bears, too.
    pub namesakes: Namesakes,
    /// The small facts.
    pub overview: Overview,
    /// What the window remembers.
    pub settings: Settings,
}

/// What one operation changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// What was done.
    pub done: Announcement,
    /// What did not happen, if anything: "2 protected people stay in Keep".
    pub remark: String,
    /// The kinds of data that it touched.
    pub touched: DataTouched,
    /// The new state of everybody it touched.
    pub people: Vec<(PersonId, PersonState)>,
    /// The small facts after it.
    pub overview: Overview,
}

/// What is kept about one person beyond their row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDetails {
    /// The person's number in the workspace.
    pub person_id: PersonId,
    /// When they were first seen in an import.
    pub first_seen: Option<Timestamp>,
    /// What messages said, latest first, where the member had it kept.
    pub message_texts: Vec<MessageText>,
}

/// Somebody in an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomePerson {
    /// The person's number in the workspace.
    pub person_id: PersonId,
    /// What is known of them now.
    pub facts: Facts,
}

/// A verdict with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeVerdict {
    /// The person the verdict is about.
    pub who: OutcomePerson,
    /// The batch they were in.
    pub batch: Option<BatchId>,
    /// What it says.
    pub verdict: Verdict,
    /// Who may be the same person under another link.
    pub other: Option<OutcomePerson>,
    /// Set where the archive's name tells a day before the member said that it was done: then it cannot know.
    pub is_before_done: bool,
    /// Whether they wait on the work list now.
    pub waits: bool,
}

/// Somebody in another job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobChange {
    /// The person in another job.
    pub who: OutcomePerson,
    /// Position and company before.
    pub was: String,
    /// Position and company now.
    pub is_now: String,
    /// Whether they stand in Remove or in a finalized batch: another look may be due.
    pub is_leaving: bool,
    /// Whether it is a finalized batch.
    pub is_in_batch: bool,
    /// Whether they can go back to Keep: not once they are marked as done.
    pub may_stay: bool,
}

/// What an import said of removals, and what it changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// The import that was compared.
    pub import: ImportId,
    /// When it was made.
    pub at: Option<Timestamp>,
    /// What was given: file names.
    pub source: String,
    /// How it stands to those before it.
    pub standing: ExportStatus,
    /// Whether there was none before it to compare with.
    pub is_first: bool,
    /// Whether it is the newest that tells who is connected.
    pub is_newest: bool,
    /// What it said of whom.
    pub verdicts: Vec<OutcomeVerdict>,
    /// New people.
    pub added: Vec<OutcomePerson>,
    /// Who is not in it any more.
    pub gone: Vec<OutcomePerson>,
    /// Who is in it again.
    pub returned: Vec<OutcomePerson>,
    /// Who has another job.
    pub job_changed: Vec<JobChange>,
    /// Of an export that looks cut short: who is missing, without a conclusion.
    pub missing: Vec<OutcomePerson>,
}

/// What a written file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exported {
    /// A list of this many people.
    List {
        /// How many people.
        people: usize,
    },
    /// Entries of the ledger.
    Ledger {
        /// How many entries.
        entries: usize,
    },
    /// A cover sheet.
    CoverSheet {
        /// How many people it proposes.
        people: usize,
    },
    /// Review reminders: so many days in a calendar.
    Reminders {
        /// How many days, one that comes again counted once.
        days: usize,
    },
    /// A picture.
    Chart,
}

/// What came of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settlement {
    /// It was done, or there was nothing to do.
    Done,
    /// Nothing was written, because there is a file of that name and nobody allowed to replace it.
    WouldReplace,
    /// It was refused or failed; nothing of it holds.
    Failed,
}

/// An answer of the engine.
#[derive(Debug)]
pub enum Event {
    /// What may have been meant by a search that finds nobody, nearest first.
    NearMissesFound {
        /// The pane that it finds nobody in.
        pane: Pane,
        /// The search.
        search: String,
        /// Searches that may have been meant.
        meant: Vec<String>,
    },
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
    /// A file was written.
    Exported {
        /// What it holds.
        what: Exported,
        /// The file.
        path: PathBuf,
    },
    /// What a cover sheet that came back would change; nothing is changed yet.
    CoverSheetRead(CoverReading),
    /// Who is meant by a list from outside.
    ListMatched(ListMatch),
    /// A picture of the network, drawn to be copied.
    ChartDrawn {
        /// The chart that was drawn.
        kind: ChartKind,
        /// What it looks like.
        pixels: Pixels,
    },
    /// What is kept about one person.
    PersonLoaded(PersonDetails),
    /// The backups, and what the workspace holds now.
    BackupsLoaded(BackupList),
    /// A backup was made.
    BackedUp {
        /// Its file.
        path: PathBuf,
    },
    /// A backup took the place of the workspace.
    Restored {
        /// The backup.
        backup: PathBuf,
        /// The backup of what was there before; putting that one back undoes it.
        before: Option<PathBuf>,
    },
    /// A copy of the whole workspace was written and found to hold the same.
    Copied {
        /// The copy.
        path: PathBuf,
        /// What it holds.
        contents: Contents,
    },
    /// The whole workspace was written in open formats.
    FullyExported(FullExported),
    /// Somebody was forgotten.
    PersonForgotten(Forgetting),
    /// The list of operations, newest first.
    HistoryLoaded(Vec<HistoryEntry>),
    /// All imports, newest first.
    ImportsLoaded(Vec<PastImport>),
    /// One batch whole.
    BatchLoaded(Box<Batch>),
    /// The work list.
    WorkListLoaded(Vec<WorkItem>),
    /// The ledger, oldest entry first.
    LedgerLoaded {
        /// Everybody ever finalized.
        entries: Vec<LedgerEntry>,
        /// Of everybody the workspace knows, whether the newest export holds them.
        is_connected: PersonMap<bool>,
        /// Whom to invite again.
        invitations: Vec<InviteAgain>,
        /// Leftovers that were tidied: by person, the key.
        tidied: Vec<(PersonId, String)>,
    },
    /// Invitations, follows, errands and letters.
    OutreachLoaded(Box<Outreach>),
    /// The plan and what came of it.
    PlanLoaded(Box<Plan>),
    /// What an import said and changed.
    OutcomeLoaded {
        /// Which import was asked for; none for the newest that tells who is connected.
        asked: Option<ImportId>,
        /// What it said and changed.
        outcome: Box<ImportOutcome>,
    },
    /// The pictures of the network.
    InsightsLoaded(Box<Insights>),
    /// Long work goes on.
    Progressed(Progress),
    /// The workspace could not be opened at all.
    OpeningFailed(Problem),
    /// All is done, and there is something that the person should know.
    Noticed(Problem),
    /// A command was refused or failed; nothing of it holds.
    Failed(Problem),
    /// There was nothing to do.
    NothingDone(String),
    /// The last event of each command.
    Settled {
        /// The ticket that the command was sent with.
        ticket: Ticket,
        /// What came of it.
        settlement: Settlement,
    },
}
