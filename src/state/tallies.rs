//! What is counted of everybody after each change. A change is mostly of one person: what can be kept is.

use std::collections::BTreeSet;

use super::State;
use crate::model::{
    import::parsed::OwnerJob,
    person::{Person, decision::Pane},
    search::{RowSet, index::Index, row_number},
    suggestion::{Suggestions, employers},
};

/// Counts over everybody.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    /// Those about whom nobody has decided, and those who are due.
    pub(super) open: RowSet,
    /// For every company how many of its people stand in Keep.
    pub(super) kept_at: Vec<u32>,
    /// Those who were counted there.
    counted: RowSet,
    /// How many of those in Remove recommended the member.
    pub(super) recommending: usize,
    /// The companies where the owner works, made comparable.
    pub(super) employers: BTreeSet<String>,
    /// Those whom rules suggest.
    pub(super) suggestions: Suggestions,
}

impl Tallies {
    /// Of everybody anew: as many as there are companies in this index, and nobody counted.
    pub(super) fn new(index: &Index, jobs: &[OwnerJob]) -> Self {
        Self { employers: employers(jobs), kept_at: index.count_companies(std::iter::empty()), counted: RowSet::with_capacity(index.len()), ..Self::default() }
    }

    /// Counts anew who stands where.
    pub(super) fn count(&mut self, [keep, remove]: &[RowSet; 2], index: &Index, today: jiff::civil::Date) {
        for row in self.counted.symmetric_difference(keep) {
            if let Some(count) = self.kept_at.get_mut(index.company_of(row_number(row)).unwrap_or_default() as usize) {
                *count = if keep.contains(row) { *count + 1 } else { count.saturating_sub(1) };
            }
        }
        self.counted.clone_from(keep);
        self.recommending = index.count_recommending(remove);
        self.open = index.standing().open(today);
    }
}

impl State {
    /// How many of those in Remove recommended the member.
    #[must_use]
    pub fn recommending(&self) -> usize {
        self.tallies.recommending
    }

    /// Whether nobody at this person's company would be left if they went: nobody else there stands in Keep.
    #[must_use]
    pub fn is_last_tie(&self, person: &Person) -> bool {
        let Some(company) = self.row_of.get(&person.id).and_then(|row| self.index.company_of(*row)) else { return false };
        let itself = u32::from(person.state.pane() == Some(Pane::Keep));
        self.tallies.kept_at.get(company as usize).is_some_and(|kept| *kept <= itself)
    }
}
