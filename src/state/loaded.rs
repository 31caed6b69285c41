//! What a page loads when it is shown, and once more after a change of what it shows.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::{
    batch::ledger::{InviteAgain, LedgerEntry},
    id::{BatchId, ImportId, PersonId, PersonMap},
    touched::DataTouched,
};

/// What a page can need beyond the rows of Review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// The list of operations.
    History,
    /// The reports of all imports.
    Imports,
    /// A batch with its people.
    Batch(BatchId),
    /// The work list.
    WorkList,
    /// The ledger, and whom to invite again.
    Ledger,
    /// What an import said and changed; none for the newest that tells who is connected.
    Outcome(Option<ImportId>),
    /// The charts of the network and of the draft.
    Insights,
    /// Invitations, whom the owner follows, errands and letters.
    Outreach,
    /// Focus, goals, journal, and what came of them.
    Plan,
    /// The backups, and what the workspace holds.
    Backups,
}

impl Data {
    /// Whether a change of this data makes it old.
    #[must_use]
    pub fn shows(self, touched: DataTouched) -> bool {
        let DataTouched { decisions, notes, batches, tasks, imports, invitations, errands, plan } = touched;
        match self {
            // Every change is a step of it.
            Self::History | Self::Backups => true,
            Self::Imports => imports,
            Self::Batch(_) => batches || imports,
            Self::WorkList => decisions || notes || batches || tasks || imports,
            Self::Ledger => batches || tasks || imports || invitations,
            Self::Outreach => imports || errands,
            Self::Plan => decisions || batches || tasks || imports || invitations || errands || plan,
            Self::Outcome(_) | Self::Insights => decisions || batches || tasks || imports,
        }
    }
}

/// The next arrival. One count for all of them and for as long as the program runs: another state that begins anew never has
/// a number that was seen before.
static ARRIVALS: AtomicU64 = AtomicU64::new(1);

fn next_arrival() -> u64 {
    ARRIVALS.fetch_add(1, Ordering::Relaxed)
}

/// Something that is loaded when it is needed: the old value stands until the new one is there. `K` tells several of a kind
/// apart.
#[derive(Debug)]
pub struct Loaded<T, K = ()> {
    value: Option<T>,
    key: Option<K>,
    is_old: bool,
    asked: Option<K>,
    arrivals: u64,
}

impl<T, K> Default for Loaded<T, K> {
    fn default() -> Self {
        Self { value: None, key: None, is_old: true, asked: None, arrivals: 0 }
    }
}

impl<T, K: Copy + PartialEq> Loaded<T, K> {
    /// The value, once it was loaded; it may be old.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        self.value.as_ref()
    }

    /// The value, unless it is old.
    #[must_use]
    pub fn current(&self) -> Option<&T> {
        self.value.as_ref().filter(|_| !self.is_old)
    }

    /// Grows with each value that arrives: whoever derives something from it does that once for each.
    #[must_use]
    pub fn arrivals(&self) -> u64 {
        self.arrivals
    }

    /// Whether it has to be asked for: it is not there, old, or another one, and nobody asked yet.
    #[must_use]
    pub fn is_wanted(&self, key: K) -> bool {
        self.asked != Some(key) && (self.is_old || self.key != Some(key))
    }

    /// Notes that it was asked for.
    pub(super) fn ask(&mut self, key: K) {
        self.asked = Some(key);
    }

    /// Takes in an answer. `key` is what it answers: another one may have been asked for since.
    pub(super) fn set(&mut self, key: K, value: T) {
        self.value = Some(value);
        self.key = Some(key);
        self.asked = self.asked.filter(|asked| *asked != key);
        self.is_old = false;
        self.arrivals = next_arrival();
    }

    /// What it shows was changed.
    pub(super) fn outdate(&mut self) {
        self.is_old = true;
        self.asked = None;
    }

    /// Nothing of it may be shown any more.
    pub(super) fn forget(&mut self) {
        *self = Self { arrivals: next_arrival(), ..Self::default() };
    }
}

/// The ledger and what goes with it.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Everybody ever finalized, oldest first.
    pub entries: Vec<LedgerEntry>,
    /// Of everybody the workspace knows, whether the newest export holds them.
    pub is_connected: PersonMap<bool>,
    /// Whom to invite again.
    pub invitations: Vec<InviteAgain>,
    /// Leftovers that were tidied: by person, the key.
    pub tidied: Vec<(PersonId, String)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_asked_for_once_and_once_more_after_a_change() {
        let mut loaded: Loaded<&str, u8> = Loaded::default();
        assert!(loaded.is_wanted(1));
        loaded.ask(1);
        assert!(!loaded.is_wanted(1) && loaded.is_wanted(2));
        loaded.set(1, "one");
        assert!(!loaded.is_wanted(1) && loaded.current() == Some(&"one"));
        loaded.outdate();
        assert!(loaded.is_wanted(1) && loaded.get() == Some(&"one") && loaded.current().is_none());
        // Another one of the kind is another matter.
        loaded.ask(2);
        loaded.set(2, "two");
        assert!(loaded.is_wanted(1) && !loaded.is_wanted(2));
        let before = loaded.arrivals();
        loaded.forget();
        assert!(loaded.get().is_none() && loaded.is_wanted(2) && loaded.arrivals() > before);
        // Another state begins anew, and its answers are told from those of the one before.
        let mut other: Loaded<&str, u8> = Loaded::default();
        other.set(1, "one");
        assert!(other.arrivals() > loaded.arrivals());
    }

    #[test]
    fn an_answer_is_not_taken_for_that_of_a_later_question() {
        let mut loaded: Loaded<&str, u8> = Loaded::default();
        loaded.ask(1);
        loaded.ask(2);
        loaded.set(1, "one");
        assert!(!loaded.is_wanted(1) && !loaded.is_wanted(2), "two is under way");
        loaded.set(2, "two");
        assert!(!loaded.is_wanted(2) && loaded.is_wanted(1) && loaded.get() == Some(&"two"));
    }

    #[test]
    fn a_move_leaves_the_ledger_and_a_note_the_charts_as_they_are() {
        let moved = DataTouched { decisions: true, ..DataTouched::default() };
        assert!(!Data::Ledger.shows(moved) && !Data::Imports.shows(moved) && Data::WorkList.shows(moved) && Data::Insights.shows(moved));
        let noted = DataTouched { notes: true, ..DataTouched::default() };
        assert!(!Data::Insights.shows(noted) && !Data::Ledger.shows(noted) && Data::WorkList.shows(noted) && Data::History.shows(noted));
    }
}
