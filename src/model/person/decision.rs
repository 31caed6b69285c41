//! What the member chose for a person, and the pane that follows from it.

use serde::{Deserialize, Serialize};

/// What the member chose for a person. Everybody starts undecided, which is in Keep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Not looked at yet.
    #[default]
    Undecided,
    /// Stays, by the member's own choice.
    Keep,
    /// Is to be removed with the next batch.
    Remove,
    /// Stays connected, and is to be unfollowed by hand; stays in Keep.
    Unfollow,
    /// Is to be looked at again from a certain day on; stays in Keep until then.
    Later,
}

impl Decision {
    /// The word that the workspace stores.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Keep => "keep",
            Self::Remove => "remove",
            Self::Unfollow => "unfollow",
            Self::Later => "later",
        }
    }

    /// Reads back [`Decision::key`]; an unknown word counts as undecided, so that nobody is removed by a typing slip.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        match key {
            "keep" => Self::Keep,
            "remove" => Self::Remove,
            "unfollow" => Self::Unfollow,
            "later" => Self::Later,
            _ => Self::Undecided,
        }
    }
}

/// One of the two columns of Review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pane {
    /// Everyone not decided "remove".
    #[default]
    Keep,
    /// Those who are to go.
    Remove,
}

impl Pane {
    /// Both, left to right.
    pub const BOTH: [Self; 2] = [Self::Keep, Self::Remove];

    /// The name as the window shows it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Keep => "Keep",
            Self::Remove => "Remove",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Keep => Self::Remove,
            Self::Remove => Self::Keep,
        }
    }
}
