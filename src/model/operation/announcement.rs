//! What is told of operations: announcements, the list of the history, and what Undo and Redo would do.

use jiff::Timestamp;

use super::Operation;

/// A change of the workspace, to be announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// An operation was done.
    Done(Operation),
    /// It was taken back.
    Undone(Operation),
    /// It was done again.
    Redone(Operation),
    /// Several were taken back or done again, up to a point of the history.
    Restored {
        /// Whether the member stopped it on the way there.
        is_stopped: bool,
    },
}

impl Announcement {
    /// In a sentence.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Done(operation) => operation.describe_past(),
            Self::Undone(operation) => format!("Undone: {}", operation.describe()),
            Self::Redone(operation) => format!("Redone: {}", operation.describe()),
            Self::Restored { is_stopped: false } => "Restored another point of the history".to_owned(),
            Self::Restored { is_stopped: true } => "Stopped on the way to another point of the history".to_owned(),
        }
    }

    /// Whether it decides about people who may stay where they are, see [`Operation::is_decision`].
    #[must_use]
    pub fn is_decision(&self) -> bool {
        matches!(self, Self::Done(operation) if operation.is_decision())
    }

    /// Whether it decides about people, wherever they stand afterwards: then triage goes on.
    #[must_use]
    pub fn is_triage(&self) -> bool {
        self.is_decision() || matches!(self, Self::Done(Operation::Move { .. }))
    }

    /// Whether it is a step taken back.
    #[must_use]
    pub fn is_undone(&self) -> bool {
        matches!(self, Self::Undone(_))
    }

    /// Whether it is about the history itself rather than something new.
    #[must_use]
    pub fn is_of_history(&self) -> bool {
        !matches!(self, Self::Done(_))
    }

    /// The announcement without names of people or files.
    #[must_use]
    pub fn redacted(&self) -> Self {
        match self {
            Self::Done(operation) => Self::Done(operation.redacted()),
            Self::Undone(operation) => Self::Undone(operation.redacted()),
            Self::Redone(operation) => Self::Redone(operation.redacted()),
            Self::Restored { .. } => self.clone(),
        }
    }
}

/// What Undo and Redo would do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoState {
    /// The operation that Undo would take back.
    pub undo: Option<Operation>,
    /// The operation that Redo would do again.
    pub redo: Option<Operation>,
    /// The number of the last step that was ever noted; 0 where there is none.
    pub last_operation: i64,
}

/// One step of the history, with its place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its number; grows with time.
    pub id: i64,
    /// When it was done.
    pub at: Timestamp,
    /// What was done.
    pub operation: Operation,
    /// Whether it was taken back and does not hold now.
    pub is_undone: bool,
    /// Whether it can still be taken back or done again. Steps of an earlier version of the workspace may not.
    pub can_turn: bool,
}
