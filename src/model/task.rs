//! A task of the work list: somebody to remove, or to unfollow, by hand at LinkedIn.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{batch::BatchId, person::PersonId, removal_list::ListedPerson, verdict::Verdict};
use crate::model::{date_text, local_time::LocalTime};

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Waits.
    #[default]
    ToDo,
    /// Was done at LinkedIn, as the member says.
    Done,
    /// Passed over for now; comes again at the end.
    Skipped,
    /// LinkedIn's search did not find them.
    NotFound,
    /// They stay after all.
    ChangedMind,
}

impl TaskState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::ToDo, Self::Done, Self::Skipped, Self::NotFound, Self::ChangedMind];

    /// The word in the workspace, in the ledger and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ToDo => "to_do",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::NotFound => "not_found",
            Self::ChangedMind => "changed_mind",
        }
    }

    /// Reads back [`TaskState::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// For people, after a name: "done".
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::ToDo => "to do",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::NotFound => "not found",
            Self::ChangedMind => "stays after all",
        }
    }

    /// Whether it still wants something of the member.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::ToDo | Self::Skipped)
    }
}

/// What a task is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Remove the connection.
    Remove,
    /// Stay connected, and see no more posts.
    Unfollow,
}

/// Somebody on the work list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkItem {
    /// Who.
    pub person_id: PersonId,
    /// What to do.
    pub kind: TaskKind,
    /// The batch; none for unfollowing.
    pub batch: Option<BatchId>,
    /// How far it is.
    pub state: TaskState,
    /// When the member last said so.
    pub acted_at: Option<Timestamp>,
    /// Whether the newest export holds them.
    pub is_connected: bool,
    /// Whether it is still meant: they are in this batch now, or still to be unfollowed. Else it is history.
    pub is_current: bool,
    /// The slug of their link when the batch was finalized; it may be another one now.
    pub former_slug: Option<String>,
    /// What the newest export that spoke of them said.
    pub verdict: Option<Verdict>,
    /// What was known of them when the batch was finalized; of somebody to unfollow, what is known now.
    pub listed: ListedPerson,
}

impl WorkItem {
    /// How it stands, for people: "done, 8 Jan 2024", "gone", "stays after all".
    #[must_use]
    pub fn in_words(&self, time: &LocalTime) -> String {
        if self.state.is_open() && !self.is_connected {
            return "gone".to_owned();
        }
        let day = self.acted_at.map(|at| format!(", {}", date_text::day(time.day_of(at)))).unwrap_or_default();
        format!("{}{day}", self.state.label())
    }

    /// Whether it still wants something of the member. Whoever has gone wants nothing, nor what is history.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state.is_open() && self.is_connected && self.is_current
    }
}
