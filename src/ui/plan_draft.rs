//! What the page of the plan keeps between frames.

use super::action::Inbox;
use crate::{
    command::Command,
    model::{
        id::BatchId,
        plan::{Goal, JournalEntry, Measure},
        ticket::Ticket,
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
    /// Whether a first day was proposed; cleared by hand, it stays empty.
    pub(super) has_begun_first: bool,
    /// Whether the day of a new entry was proposed; cleared by hand, it stays empty.
    has_begun_entry: bool,
    /// The focus and the entry that were being written when names were hidden.
    put_aside: Option<(Option<String>, EntryDraft)>,
    /// Goals that were sent to be kept and are not told of yet.
    pub(super) goals_sent: Option<Ticket>,
}

impl Default for PlanDraft {
    fn default() -> Self {
        // Every three months is what most people keep up.
        Self {
            focus: String::new(),
            focus_of: None,
            goal: GoalDraft::default(),
            entry: EntryDraft::default(),
            every: 2,
            first: String::new(),
            has_begun_first: false,
            has_begun_entry: false,
            put_aside: None,
            goals_sent: None,
        }
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
        let hides_names = state.hides_names();
        if hides_names && self.put_aside.is_none() {
            // What stands for hidden words must not be written over them, and what was being written is no kept word yet.
            self.put_aside = Some((self.unsaved_focus(), std::mem::take(&mut self.entry)));
        }
        let kept = (state.overview.focus.clone(), hides_names);
        if self.focus_of.as_ref() != Some(&kept) {
            self.focus.clone_from(&kept.0);
            self.focus_of = Some(kept);
        }
        if !hides_names && let Some((focus, entry)) = self.put_aside.take() {
            self.entry = entry;
            self.focus = focus.unwrap_or_else(|| std::mem::take(&mut self.focus));
        }
        if !self.has_begun_entry {
            self.has_begun_entry = true;
            self.entry.day = state.overview.time.today.to_string();
        }
    }

    /// The focus as it is typed, where it is not what is kept.
    fn unsaved_focus(&self) -> Option<String> {
        let (kept, is_hidden) = self.focus_of.as_ref()?;
        (!is_hidden && self.focus.trim() != kept).then(|| self.focus.clone())
    }

    /// Sends what is being written, where it is whole at any time: the focus.
    pub(super) fn flush(&mut self, inbox: &mut Inbox) {
        if let Some(focus) = self.unsaved_focus() {
            self.focus_of = Some((focus.trim().to_owned(), false));
            inbox.send(Command::SetFocus { focus });
        }
    }
}
