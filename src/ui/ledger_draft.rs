//! What the ledger page keeps between frames.

use super::action::Inbox;
use crate::{
    model::{
        batch::ledger::{LedgerFilter, LedgerTexts},
        id::{EntryId, PersonId},
    },
    state::{
        State,
        loaded::{Data, Ledger},
    },
};

/// The parts of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum LedgerTab {
    /// Everybody ever finalized.
    #[default]
    Everybody,
    /// Whom to invite again.
    InviteAgain,
    /// Letters, invitations and what else was done by hand.
    Steps,
}

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct LedgerDraft {
    pub(super) filter: LedgerFilter,
    pub(super) chosen: Option<EntryId>,
    /// Whose entry the right side showed in the last frame.
    pub(super) shown: Option<EntryId>,
    pub(super) tab: LedgerTab,
    /// The row of the steps that is current.
    pub(super) step: usize,
    /// What the rows below were worked out from.
    pub(super) of: Option<(u64, LedgerFilter)>,
    pub(super) rows: Vec<usize>,
    /// What is searched through, and of which ledger.
    texts: LedgerTexts,
    texts_of: Option<u64>,
    /// Where the search has words that are not understood.
    pub(super) marks: Vec<std::ops::Range<usize>>,
    pub(super) note: String,
    pub(super) due: String,
    pub(super) note_of: Option<(PersonId, bool)>,
}

impl LedgerDraft {
    pub(super) fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Ledger);
        let Some(ledger) = state.ledger.get() else { return };
        let of = Some((state.ledger.arrivals(), self.filter.clone()));
        if self.of != of {
            let place = |id: EntryId| ledger.entries.binary_search_by_key(&id, |entry| entry.id).unwrap_or(0);
            // Only once somebody searches, and then once for each ledger that arrives.
            if !self.filter.search.is_empty() && self.texts_of != Some(state.ledger.arrivals()) {
                self.texts = LedgerTexts::of(&ledger.entries, &state.coverage, &state.overview.time);
                self.texts_of = Some(state.ledger.arrivals());
            }
            self.rows = self.filter.apply(&ledger.entries, &self.texts, &state.overview.time).into_iter().map(|entry| place(entry.id)).collect();
            self.marks = self.filter.errors().into_iter().map(|error| error.at).collect();
            self.of = of;
        }
    }
}

impl LedgerDraft {
    /// Leaves the list of those to invite again.
    pub(super) fn show_everybody(&mut self) {
        self.tab = LedgerTab::Everybody;
    }

    /// The row that is current: the chosen one while it is shown, else the first.
    pub(super) fn current(&self, ledger: &Ledger) -> Option<usize> {
        let chosen = self.chosen.and_then(|id| self.rows.iter().position(|row| ledger.entries.get(*row).is_some_and(|entry| entry.id == id)));
        chosen.or(if self.rows.is_empty() { None } else { Some(0) })
    }
}
