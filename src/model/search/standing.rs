//! Who still waits for a decision, as sets that are kept up to date: asked for after every decision, and never by a walk through
//! everybody.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::column::RowSet;
use crate::model::person::{PersonState, decision::Decision};

/// How rows stand, as far as that is asked for all the time.
#[derive(Debug, Default)]
pub struct Standing {
    /// Those of each decision, finalized or not.
    by_decision: [RowSet; DECISIONS],
    is_in_batch: RowSet,
    is_protected: RowSet,
    /// Those with a [`PersonState::decided_at`].
    ever_decided: RowSet,
    /// Those about whom a suggestion was dismissed.
    with_dismissals: BTreeSet<usize>,
    /// Who was put off, until when.
    put_off: BTreeMap<usize, Option<Date>>,
}

/// How many decisions there are.
const DECISIONS: usize = Decision::Later as usize + 1;

impl Standing {
    pub(super) fn with_capacity(rows: usize) -> Self {
        let nobody = || RowSet::with_capacity(rows);
        Self {
            by_decision: std::array::from_fn(|_| nobody()),
            is_in_batch: nobody(),
            is_protected: nobody(),
            ever_decided: nobody(),
            put_off: BTreeMap::new(),
            with_dismissals: BTreeSet::new(),
        }
    }

    /// Takes over how a row stands.
    pub(super) fn take(&mut self, row: usize, state: &PersonState) {
        for (number, rows) in self.by_decision.iter_mut().enumerate() {
            rows.set(row, state.decision as usize == number);
        }
        self.is_in_batch.set(row, state.batch.is_some());
        self.is_protected.set(row, state.is_protected);
        self.ever_decided.set(row, state.decided_at.is_some());
        if state.dismissed.is_empty() {
            self.with_dismissals.remove(&row);
        } else {
            self.with_dismissals.insert(row);
        }
        if state.decision == Decision::Later && state.batch.is_none() {
            self.put_off.insert(row, state.later_until);
        } else {
            self.put_off.remove(&row);
        }
    }

    /// The rows about whose people anybody ever decided, however it stands now.
    #[must_use]
    pub fn ever_decided(&self) -> &RowSet {
        &self.ever_decided
    }

    /// Those about whom a suggestion was dismissed.
    pub fn with_dismissals(&self) -> impl Iterator<Item = usize> + '_ {
        self.with_dismissals.iter().copied()
    }

    /// Those of whom this was decided, finalized or not.
    #[must_use]
    pub fn decided_as(&self, decision: Decision) -> &RowSet {
        let [undecided, keep, remove, unfollow, later] = &self.by_decision;
        match decision {
            Decision::Undecided => undecided,
            Decision::Keep => keep,
            Decision::Remove => remove,
            Decision::Unfollow => unfollow,
            Decision::Later => later,
        }
    }

    /// Those whom the member protects.
    #[must_use]
    pub fn protected(&self) -> &RowSet {
        &self.is_protected
    }

    /// Those in no batch about whom nobody has decided.
    #[must_use]
    pub fn undecided(&self) -> RowSet {
        let mut rows = self.decided_as(Decision::Undecided).clone();
        rows.difference_with(&self.is_in_batch);
        rows
    }

    /// Those who were put off until this day or an earlier one.
    #[must_use]
    pub fn due(&self, today: Date) -> RowSet {
        let mut due = RowSet::with_capacity(self.ever_decided.len());
        due.extend(self.put_off.iter().filter(|(_, until)| until.is_none_or(|until| until <= today)).map(|(row, _)| *row));
        due
    }

    /// Those about whom nobody has decided, or whom it is time to look at again. To protect somebody is a decision.
    #[must_use]
    pub fn open(&self, today: Date) -> RowSet {
        let mut open = self.undecided();
        open.difference_with(self.protected());
        open.union_with(&self.due(today));
        open
    }
}
