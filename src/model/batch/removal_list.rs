//! The removal list: what the member takes away and acts on by hand.

use std::path::Path;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::model::local_time::LocalTime;
use crate::model::{
    batch::task::TaskState,
    evidence::{
        Evidence,
        coverage::{Coverage, CoverageNotes},
    },
    id::BatchId,
    import::verdict::Verdict,
    person::{Facts, PastJob, Person, decision::Decision},
};

/// Somebody on a removal list, frozen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPerson {
    /// What the export said.
    pub facts: Facts,
    /// Keys of the chosen reasons.
    pub reasons: Vec<String>,
    /// The reason in the member's own words.
    #[serde(default)]
    pub own_reason: String,
    /// The member's note.
    pub note: String,
    /// When the member decided.
    pub decided_at: Option<Timestamp>,
    /// What exports knew of the tie, recommendations in full.
    #[serde(default)]
    pub evidence: Evidence,
    /// What the files could speak of.
    #[serde(default)]
    pub coverage: CoverageNotes,
    /// Jobs that earlier exports showed, latest first.
    #[serde(default)]
    pub past_jobs: Vec<PastJob>,
}

impl ListedPerson {
    /// Freezes somebody as they are now.
    #[must_use]
    pub fn of(person: &Person, coverage: &Coverage) -> Self {
        Self {
            facts: person.facts.clone(),
            reasons: person.state.reasons.chosen().map(|reason| reason.key().to_owned()).collect(),
            own_reason: person.state.reasons.own_words.clone(),
            note: person.state.note.clone(),
            decided_at: person.state.decided_at,
            evidence: (*person.evidence).clone(),
            coverage: coverage.notes(&person.facts, &person.evidence),
            past_jobs: person.past_jobs.clone(),
        }
    }

    /// The reasons as words: labels first, own words last.
    #[must_use]
    pub fn reasons_in_words(&self) -> String {
        crate::model::person::reason::Reasons::from_keys(&self.reasons.join(" "), self.own_reason.clone()).in_words()
    }
}

/// Somebody on a list, as they stand now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListEntry {
    /// What is known of them; of a batch, as it was frozen.
    pub person: ListedPerson,
    /// How they stand now.
    pub status: ListStatus,
}

/// How somebody on a list stands now: a list that is taken away must not name for removal whoever stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListStatus {
    /// What the member chose for them.
    pub decision: Decision,
    /// The day from which on to look again, if they are to be decided later.
    pub later_until: Option<Date>,
    /// Whether they are locked against removal.
    pub is_protected: bool,
    /// The finalized batch they are in, or were in.
    pub batch: Option<BatchId>,
    /// How far their task is; none before a batch was finalized.
    pub task: Option<TaskState>,
    /// When the member last said so.
    pub acted_at: Option<Timestamp>,
    /// What the newest export that spoke of them said.
    pub verdict: Option<Verdict>,
    /// Whether the newest export no longer holds them.
    pub is_gone: bool,
    /// That others among the connections bear the name, and what tells them apart.
    pub namesakes: Option<String>,
}

impl ListStatus {
    /// Whether they stay after all, so that they are not to be removed any more.
    #[must_use]
    pub fn stays(&self) -> bool {
        self.task == Some(TaskState::ChangedMind)
    }

    /// Whether nothing is left to do at LinkedIn.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_gone || self.task == Some(TaskState::Done)
    }

    /// For people: "to do", "done", "gone", "draft".
    #[must_use]
    pub fn in_words(&self) -> &'static str {
        match self.task {
            Some(state) if self.is_gone && state.is_open() => "gone",
            Some(state) => state.label(),
            None => "draft",
        }
    }
}

/// The people that a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListSource {
    /// The Remove pane as it stands.
    Draft,
    /// A finalized batch.
    Batch(BatchId),
    /// All connections, those who stay and those who are to go.
    Everyone,
}

/// A list ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemovalList {
    /// Where it comes from.
    pub source: ListSource,
    /// The local time at which it is written.
    pub time: LocalTime,
    /// When the batch was finalized; none for a draft.
    pub finalized_at: Option<Timestamp>,
    /// The people, by name.
    pub people: Vec<ListEntry>,
}

impl RemovalList {
    /// Said above a list that must not be acted on yet.
    pub const DRAFT_WORDS: &'static str = "A draft: the checklist has not been passed, and nobody is to be removed yet.";

    /// Those who are on it to be removed: not those who stay after all.
    pub fn to_remove(&self) -> impl Iterator<Item = &ListEntry> {
        self.people.iter().filter(|entry| !entry.status.stays())
    }

    /// Those who were on it and stay after all.
    pub fn staying(&self) -> impl Iterator<Item = &ListEntry> {
        self.people.iter().filter(|entry| entry.status.stays())
    }

    /// A heading: "Removal list, batch 3" or "Removal list, draft".
    #[must_use]
    pub fn title(&self) -> String {
        match self.source {
            ListSource::Draft => "Removal list, draft".to_owned(),
            ListSource::Batch(BatchId(number)) => format!("Removal list, batch {number}"),
            ListSource::Everyone => "All connections".to_owned(),
        }
    }

    /// The local day of a time.
    #[must_use]
    pub fn day_of(&self, at: Timestamp) -> Date {
        self.time.day_of(at)
    }
}

/// The shapes that a list can be written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListFormat {
    /// A page to print, with boxes to tick.
    #[default]
    Html,
    /// A table for a spreadsheet.
    Csv,
    /// A task list in plain text.
    Markdown,
    /// For other programs.
    Json,
}

impl ListFormat {
    /// All of them, in the order of the dialog.
    pub const ALL: [Self; 4] = [Self::Html, Self::Csv, Self::Markdown, Self::Json];

    /// The name as the dialog shows it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Html => "Printable page",
            Self::Csv => "Spreadsheet (CSV)",
            Self::Markdown => "Markdown",
            Self::Json => "JSON",
        }
    }

    /// The end of the file's name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Json => "json",
        }
    }

    /// Reads back [`ListFormat::extension`].
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }

    /// The format that a file's name asks for.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        path.extension().and_then(|end| end.to_str()).and_then(Self::from_extension)
    }
}
