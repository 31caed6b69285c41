//! What may have been meant by a search that finds nobody: asked of the engine once, and offered where somebody is found by it.

use super::State;
use crate::model::{person::decision::Pane, search::Query};

/// What may have been meant by the last search that found nobody.
#[derive(Debug, Default)]
pub(super) struct NearMisses {
    of: Option<NearMissesOf>,
    /// Each with how many of the pane it finds, see [`State::near_misses`].
    meant: Vec<(String, usize)>,
}

/// The pane that a search finds nobody in, the search, and as of which change of the people.
pub type NearMissesOf = (Pane, String, u64);

impl State {
    /// Of which search is still to be asked what was meant: it finds nobody in the pane that keys go to. Not while names are
    /// hidden: what is meant would be one.
    #[must_use]
    pub fn wanted_near_misses(&self) -> Option<NearMissesOf> {
        let list = self.pane(self.active);
        let is_lost = list.is_searching() && list.rows().is_empty() && list.search_errors().is_empty() && list.total() > 0;
        let of = is_lost.then(|| (self.active, list.search().to_owned(), self.version))?;
        (self.near_misses.of.as_ref() != Some(&of) && !self.hides_names()).then_some(of)
    }

    pub(super) fn take_near_misses(&mut self, pane: Pane, search: String, meant: Vec<String>) {
        /// More are not read.
        const MOST_OFFERED: usize = 3;
        let counted = meant.into_iter().map(|meant| (self.count_found(pane, &meant), meant)).filter(|(count, _)| *count > 0);
        let meant = counted.map(|(count, meant)| (meant, count)).take(MOST_OFFERED).collect();
        self.near_misses = NearMisses { of: Some((pane, search, self.version)), meant };
    }

    /// Searches that may have been meant by a pane's own, with how many there each finds; those that find nobody are left out.
    #[must_use]
    pub fn near_misses(&self, pane: Pane) -> &[(String, usize)] {
        let are_of_it = self.near_misses.of.as_ref().is_some_and(|(of, search, _)| *of == pane && search == self.pane(pane).search());
        if are_of_it && !self.hides_names() { &self.near_misses.meant } else { &[] }
    }

    /// How many of a pane a search would find.
    fn count_found(&self, pane: Pane, search: &str) -> usize {
        let mut query = Query::parse(search);
        query.resolve(&self.people);
        query.find(&self.index).rows.intersection_count(self.rows_in(pane))
    }
}
