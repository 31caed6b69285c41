//! What is known of whether something holds, for everybody at once. What no export tells may hold, and meets no condition all the
//! same.

use std::sync::Arc;

use super::column::{RowSet, row_number};

/// What is known of whether something holds. What no export tells may hold, and meets no condition all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    /// It does not hold.
    No,
    /// There is nothing to hold it against: no day, no invitation.
    Unclear,
    /// No export tells.
    Untold,
    /// It holds.
    Yes,
}

impl Truth {
    pub(super) fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }
}

/// For every row whether something holds, as sets that lie in each other. Where everything is known they are one.
#[derive(Clone, Debug)]
pub(super) struct Truths {
    /// Where it holds.
    yes: Arc<RowSet>,
    /// Where it holds, and where no export tells.
    at_least_untold: Arc<RowSet>,
    /// The same, and where there is nothing to hold it against: all rows but those where it does not hold.
    not_no: Arc<RowSet>,
}

impl Truths {
    /// Where everything is known: it holds for these and for nobody else.
    pub(super) fn known(yes: Arc<RowSet>) -> Self {
        Self { at_least_untold: Arc::clone(&yes), not_no: Arc::clone(&yes), yes }
    }

    /// It holds for nobody, or for everybody.
    pub(super) fn all(holds: bool, rows: usize) -> Self {
        let mut rows = RowSet::with_capacity(rows);
        if holds {
            rows.insert_range(..);
        }
        Self::known(Arc::new(rows))
    }

    /// Row by row.
    pub(super) fn each(rows: usize, truth: impl Fn(u32) -> Truth) -> Self {
        let nobody = || RowSet::with_capacity(rows);
        let (mut yes, mut untold, mut unclear) = (nobody(), None, None);
        for row in 0..rows {
            match truth(row_number(row)) {
                Truth::No => {}
                Truth::Yes => yes.insert(row),
                Truth::Untold => untold.get_or_insert_with(nobody).insert(row),
                Truth::Unclear => unclear.get_or_insert_with(nobody).insert(row),
            }
        }
        let yes = Arc::new(yes);
        let with = |set: &Arc<RowSet>, more: Option<RowSet>| more.map_or_else(|| Arc::clone(set), |more| Arc::new(&**set | &more));
        let at_least_untold = with(&yes, untold);
        let not_no = with(&at_least_untold, unclear);
        Self { yes, at_least_untold, not_no }
    }

    fn is_known(&self) -> bool {
        Arc::ptr_eq(&self.yes, &self.not_no)
    }

    /// Both by `join`, which goes for the sets one by one.
    fn joined(&self, other: &Self, join: impl Fn(&RowSet, &RowSet) -> RowSet) -> Self {
        let yes = Arc::new(join(&self.yes, &other.yes));
        if self.is_known() && other.is_known() {
            return Self::known(yes);
        }
        Self { yes, at_least_untold: Arc::new(join(&self.at_least_untold, &other.at_least_untold)), not_no: Arc::new(join(&self.not_no, &other.not_no)) }
    }

    /// Of both together.
    pub(super) fn and(&self, other: &Self) -> Self {
        self.joined(other, |a, b| a & b)
    }

    /// Of one or the other.
    pub(super) fn or(&self, other: &Self) -> Self {
        self.joined(other, |a, b| a | b)
    }

    /// Of the opposite. What is not known of the one is not known of the other.
    pub(super) fn negated(&self) -> Self {
        let without = |set: &RowSet| {
            let mut others = set.clone();
            others.toggle_range(..);
            others
        };
        let yes = without(&self.not_no);
        if self.is_known() {
            return Self::known(Arc::new(yes));
        }
        let mut at_least_untold = (*self.at_least_untold).clone();
        at_least_untold.difference_with(&self.yes);
        at_least_untold.union_with(&yes);
        Self { at_least_untold: Arc::new(at_least_untold), not_no: Arc::new(without(&self.yes)), yes: Arc::new(yes) }
    }

    /// Where it holds.
    pub(super) fn yes(&self) -> &Arc<RowSet> {
        &self.yes
    }

    /// Where it may hold, and no export tells.
    pub(super) fn untold(&self) -> RowSet {
        let mut untold = (*self.at_least_untold).clone();
        untold.difference_with(&self.yes);
        untold
    }
}
