//! What a rule found in a batch.

use std::collections::HashSet;

use crate::model::id::PersonId;

/// What a rule found.
#[derive(Debug, Default)]
pub(super) struct Finding {
    /// The people who cause the question.
    pub(super) people: Vec<PersonId>,
    /// The people of whom no export tells whether they cause it.
    pub(super) unknown: Vec<PersonId>,
    /// What was found, in a sentence.
    pub(super) words: String,
}

impl Finding {
    /// One that no single person causes.
    pub(super) fn of_all(words: String) -> Self {
        Self { words, ..Self::default() }
    }

    /// Adds a sentence about people of whom something is not known.
    pub(super) fn add(&mut self, words: &str, unknown: Vec<PersonId>) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(words);
        let known: HashSet<PersonId> = self.people.iter().chain(&self.unknown).copied().collect();
        self.unknown.extend(unknown.into_iter().filter(|id| !known.contains(id)));
    }
}
