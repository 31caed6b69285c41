//! Answers to the questions of the checklist.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::QuestionId;

/// How a question of the checklist was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The member thought about it.
    Considered,
    /// It has nothing to do with this batch.
    DoesNotApply,
}

impl Answer {
    /// For people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Considered => "considered",
            Self::DoesNotApply => "does not apply",
        }
    }
}

/// Question id (such as `C1`) to answer.
pub type Answers = BTreeMap<QuestionId, Answer>;
