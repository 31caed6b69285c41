//! A batch: the people who were finalized together, frozen as they were then.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{checklist::QuestionId, person::PersonId, removal_list::ListedPerson};

/// The number of a batch, counted from 1; also how the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchId(pub i64);

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

/// A finalized batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// When it was finalized.
    pub finalized_at: Timestamp,
    /// What was answered.
    pub answers: Answers,
    /// The people, as they were known then.
    pub people: Vec<BatchPerson>,
}

/// Somebody in a finalized batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchPerson {
    /// Who.
    pub person_id: PersonId,
    /// What was known of them, and why they were to go.
    pub listed: ListedPerson,
}
