//! A task of the work list: somebody to remove, or to unfollow, by hand at LinkedIn.

use serde::{Deserialize, Serialize};

/// How far a task is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Waits to be done.
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
