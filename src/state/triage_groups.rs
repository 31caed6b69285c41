//! The groups that Triage goes through.

use super::State;
use crate::model::triage_group::{self, GroupKind, TriageGroup};

impl State {
    /// The groups of those who are still to be gone through, the largest first. Walks through all of them: ask once per change.
    #[must_use]
    pub fn triage_groups(&self, kind: GroupKind) -> Vec<TriageGroup> {
        let mut rows = self.pane(self.active).found().clone();
        if !self.triages_everybody() {
            rows.intersect_with(&self.tallies.open);
        }
        // Protected people count as decided, and stand on the card of their group all the same.
        let mut shown = triage_group::groups(kind, &rows, &self.index);
        if self.triages_everybody() {
            return shown;
        }
        let mut protected = self.pane(self.active).found().clone();
        protected.intersect_with(self.index.standing().protected());
        protected.intersect_with(&self.index.standing().undecided());
        for row in protected.ones().map(crate::model::search::row_number) {
            if let Some(key) = triage_group::key_of(kind, row, &self.index)
                && let Some(group) = shown.iter_mut().find(|group| group.key == key)
            {
                let place = group.rows.partition_point(|other| *other < row);
                group.rows.insert(place, row);
            }
        }
        shown
    }
}
