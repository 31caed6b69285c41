//! A batch: the people who were finalized together, frozen as they were then.

pub mod expected_count;
pub mod ledger;
pub mod marking;
pub mod pace;
pub mod removal_list;
pub mod task;
pub mod work_item;

use jiff::Timestamp;

use crate::model::{
    batch::removal_list::ListedPerson,
    checklist::Answers,
    id::{BatchId, PersonId},
};

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
    /// The person's number in the workspace.
    pub person_id: PersonId,
    /// What was known of them, and why they were to go.
    pub listed: ListedPerson,
}
