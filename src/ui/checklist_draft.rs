//! What the checklist keeps between frames: answers, and what is folded.

use std::collections::HashSet;

use egui::Id;

use crate::{
    model::checklist::{Answers, AskedQuestion, QuestionId},
    state::State,
};

/// Which of a question's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Whose {
    /// Those who cause it.
    Known,
    /// Those of whom no export tells.
    Unknown,
}

/// Answers that are being given.
#[derive(Debug, Default)]
pub(super) struct ChecklistDraft {
    pub(super) answers: Answers,
    pub(super) count: String,
    pub(super) asked: Vec<AskedQuestion>,
    pub(super) version: Option<u64>,
    pub(super) shows_everybody: bool,
    pub(super) unfolded: HashSet<(QuestionId, Whose)>,
    /// Questions whose people were asked for although they stand folded.
    pub(super) opened: HashSet<(QuestionId, Whose)>,
    pub(super) is_fresh: bool,
    /// Questions that were answered when the dialog was put away.
    pub(super) folded: HashSet<QuestionId>,
    /// Whether each question says when it is asked.
    pub(super) shows_rules: bool,
    /// The boxes of the questions.
    pub(super) checks: HashSet<Id>,
    /// What has the keyboard and takes keys: a box, the count, a menu. With none, keys mean the first open question.
    pub(super) takes_keys: Option<Id>,
}

impl ChecklistDraft {
    /// Answers were given for these people: for others they are asked anew.
    pub(super) fn reopen(&mut self, state: &State) {
        if self.version != Some(state.version) {
            *self = Self { shows_rules: self.shows_rules, ..Self::default() };
        }
        self.folded = self.answers.keys().copied().collect();
        self.is_fresh = true;
    }

    /// The questions change when people are sent back, or come again by Undo; they are worked out once per change.
    pub(super) fn follow(&mut self, state: &State) {
        if self.version == Some(state.version) {
            return;
        }
        let is_first = self.version.is_none();
        self.version = Some(state.version);
        let before = std::mem::replace(&mut self.asked, state.asked_questions());
        if is_first {
            return;
        }
        // An answer was given for the people it was given for. Whoever is new to a question opens it again.
        for asked in &self.asked {
            let known = before.iter().find(|known| known.question.id == asked.question.id);
            if known.is_none_or(|known| asked.people.iter().any(|id| !known.people.contains(id)) || asked.unknown.iter().any(|id| !known.unknown.contains(id)))
            {
                self.answers.remove(&asked.question.id);
                self.folded.remove(&asked.question.id);
            }
        }
    }
}
