//! What a client answers to a proposal, and what it would change.

use serde::{Deserialize, Serialize};

use crate::model::{id::PersonId, person::decision::Pane};

/// The line that a comment makes in somebody's note.
#[must_use]
pub fn comment_line(comment: &str) -> String {
    format!("Client: {}", comment.trim().replace("\r\n", "\n").replace('\0', ""))
}

/// Whether a note has the comment already, as lines of its own.
#[must_use]
pub fn has_comment(note: &str, comment: &str) -> bool {
    format!("\n{}\n", note.trim().replace("\r\n", "\n")).contains(&format!("\n{}\n", comment_line(comment)))
}

/// What the client answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverAnswer {
    /// They stay.
    Keep,
    /// They go.
    Remove,
}

impl CoverAnswer {
    /// Reads what somebody wrote into the cell: the word, in any case, or its first letter.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().trim_end_matches(['.', '!']).to_lowercase().as_str() {
            "keep" | "k" => Some(Self::Keep),
            "remove" | "r" => Some(Self::Remove),
            _ => None,
        }
    }

    /// The pane that it means.
    #[must_use]
    pub fn pane(self) -> Pane {
        match self {
            Self::Keep => Pane::Keep,
            Self::Remove => Pane::Remove,
        }
    }
}

/// A row of a sheet that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnsweredRow {
    /// The row of the table that it is, the header being the first.
    pub row: usize,
    /// Who it is about, see [`super::Proposal::key`].
    pub key: String,
    /// The name in the row.
    pub name: String,
    /// What stands in the cell of the answer.
    pub answer: String,
    /// What the client added.
    pub comment: String,
}

/// What an answer would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverChange {
    /// Who it is about.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// Where they stand now.
    pub is_in: Pane,
    /// What was answered; none where only a comment was made.
    pub answer: Option<CoverAnswer>,
    /// What the client added; may be empty.
    pub comment: String,
    /// Whether they are protected: then they stay, whatever was answered.
    pub is_protected: bool,
}

impl CoverChange {
    /// Whether somebody changes their pane by it.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.answer.is_some_and(|answer| answer.pane() != self.is_in) && !self.is_locked()
    }

    /// Whether they would go and are protected.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.is_protected && self.answer == Some(CoverAnswer::Remove)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_any_case_and_nothing_else_is_taken_for_one() {
        for (text, answer) in
            [("keep", Some(CoverAnswer::Keep)), (" REMOVE. ", Some(CoverAnswer::Remove)), ("k", Some(CoverAnswer::Keep)), ("yes", None), ("", None)]
        {
            assert_eq!(CoverAnswer::read(text), answer, "{text}");
        }
    }

    #[test]
    fn a_comment_counts_as_taken_only_as_a_line_of_its_own() {
        assert!(has_comment("SECRET\nClient: my cousin\nmore", "my cousin") && has_comment("Client: two\nlines", "two\r\nlines"));
        assert!(!has_comment("Client: my cousin Ada", "my cousin") && !has_comment("my cousin", "my cousin"));
    }
}
