//! What the page of the plan keeps between frames.

use super::action::Inbox;
use crate::{
    model::{
        id::BatchId,
        plan::{Goal, JournalEntry, Measure},
    },
    state::{State, loaded::Data},
};

/// What the page remembers.
#[derive(Debug)]
pub(super) struct PlanDraft {
    /// The focus as it is typed, and the kept one that it began with.
    pub(super) focus: String,
    focus_of: Option<(String, bool)>,
    pub(super) goal: GoalDraft,
    pub(super) entry: EntryDraft,
    /// Months until the next review, by their place in the menu.
    pub(super) every: usize,
    pub(super) first: String,
}

impl Default for PlanDraft {
    fn default() -> Self {
        // Every three months is what most people keep up.
        Self { focus: String::new(), focus_of: None, goal: GoalDraft::default(), entry: EntryDraft::default(), every: 2, first: String::new() }
    }
}

/// A goal that is being written.
#[derive(Debug, Default)]
pub(super) struct GoalDraft {
    pub(super) text: String,
    pub(super) measure: Option<Measure>,
    pub(super) target: String,
}

impl GoalDraft {
    /// The goal, once it is whole.
    pub(super) fn goal(&self) -> Option<Goal> {
        let text = self.text.trim().to_owned();
        match self.measure {
            Some(measure) => Some(Goal { text, measure: Some((measure, self.target.trim().parse().ok()?)), is_met: false }),
            None => (!text.is_empty()).then_some(Goal { text, ..Goal::default() }),
        }
    }
}

/// An entry of the journal that is being written.
#[derive(Debug, Default)]
pub(super) struct EntryDraft {
    /// The number of the entry that is changed; 0 for a new one.
    pub(super) id: i64,
    pub(super) day: String,
    pub(super) feeling: String,
    pub(super) text: String,
    pub(super) batch: Option<BatchId>,
}

impl EntryDraft {
    /// Begins to change an entry.
    pub(super) fn of(entry: &JournalEntry) -> Self {
        Self { id: entry.id, day: entry.day.to_string(), feeling: entry.feeling.clone(), text: entry.text.clone(), batch: entry.batch }
    }
}

impl PlanDraft {
    /// Asks for what is shown, and takes the focus over where it is another one.
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Plan);
        let kept = (state.overview.focus.clone(), state.hides_names());
        if self.focus_of.as_ref() != Some(&kept) {
            self.focus.clone_from(&kept.0);
            self.focus_of = Some(kept);
        }
        if self.entry.day.is_empty() {
            self.entry.day = state.overview.time.today.to_string();
        }
        if state.hides_names() {
            // What stands for hidden words must not be written over them.
            self.entry = EntryDraft { day: state.overview.time.today.to_string(), ..EntryDraft::default() };
        }
    }
}
