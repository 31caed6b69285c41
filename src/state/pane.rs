//! One of the two lists: what it shows, in which order, what is selected, and where the cursor stands.

pub(super) mod groups;
mod select;

use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::{
    id::{PersonId, PersonMap, PersonSet},
    search::{index::Index, order::Order},
};
use crate::model::{
    person::Person,
    search::{Query, QueryError, RowSet},
};

pub use groups::Group;
pub use select::Select;

/// One list.
#[derive(Debug, Default)]
pub struct PaneState {
    /// How it is sorted.
    pub order: Order,
    /// Whether it is sorted the other way round.
    pub is_reversed: bool,
    groups: Vec<Group>,
    /// How many a condition leaves out because no export tells of them.
    untold: usize,
    /// How many left this pane by the last change.
    pub(super) left: usize,
    search: String,
    query: Query,
    rows: Vec<u32>,
    /// The same rows as a set.
    found: RowSet,
    /// Of which index they are, in which order, and whether turned round.
    sorted: Option<(u64, Order, bool)>,
    version: u64,
    total: usize,
    selected: PersonSet,
    cursor: Option<PersonId>,
    cursor_place: usize,
    anchor: Option<PersonId>,
    reveal: u64,
    /// Whether the selection is made of ticks, which stay while the cursor moves.
    has_ticks: bool,
    /// Counts up whenever the selection may be another one.
    selection: u64,
}

/// Everybody, and what a list needs to know of them.
pub(super) struct Network<'n> {
    pub(super) people: &'n [Person],
    /// The same with their true links, for searches that name somebody.
    pub(super) named: &'n [Person],
    pub(super) index: &'n Index,
    /// Another one with each index.
    pub(super) index_version: u64,
    /// Those who stand in the pane.
    pub(super) rows_in: &'n RowSet,
    pub(super) row_of: &'n PersonMap<u32>,
}

/// One count for all lists and for as long as the program runs: another list, or another workspace, that begins anew never has a
/// number that was seen before.
pub(super) fn next_version() -> u64 {
    static VERSIONS: AtomicU64 = AtomicU64::new(1);
    VERSIONS.fetch_add(1, Ordering::Relaxed)
}

/// Those of all rows who were found, in the same order.
fn sorted_rows(found: &RowSet, all: &[u32]) -> Vec<u32> {
    let count = found.count_ones(..);
    if count == all.len() {
        return all.to_vec();
    }
    // Each is written and only those found are gone past: whether somebody is found cannot be foreseen, so nothing branches on it.
    let mut rows = vec![0; count + 1];
    let mut next = 0;
    for row in all {
        if let Some(slot) = rows.get_mut(next) {
            *slot = *row;
        }
        next += usize::from(found.contains(*row as usize));
    }
    rows.truncate(count);
    rows
}

impl PaneState {
    pub(super) fn new(order: Order, is_reversed: bool) -> Self {
        Self { order, is_reversed, ..Self::default() }
    }

    /// How many a condition leaves out because no export tells of them, and the search that shows those.
    #[must_use]
    pub fn untold(&self) -> Option<(usize, String)> {
        let kind = self.query.evidence().filter(|_| self.untold > 0)?;
        Some((self.untold, format!("unknown:{}", kind.noun())))
    }

    /// How many left this pane by the last change, if nobody searched since.
    #[must_use]
    pub fn left(&self) -> usize {
        self.left
    }

    /// The groups that its order makes, from the top; nothing where it makes none.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The rows that it shows, as positions in the list of people.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Another one whenever what the list shows may have changed.
    #[must_use]
    pub fn list_version(&self) -> u64 {
        self.version
    }

    /// The rows that it shows, as a set.
    #[must_use]
    pub fn found(&self) -> &RowSet {
        &self.found
    }

    /// How many people stand in the pane, search or not.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// What is searched for.
    #[must_use]
    pub fn search(&self) -> &str {
        &self.search
    }

    /// Words of the search that look like conditions and are not understood.
    #[must_use]
    pub fn search_errors(&self) -> &[QueryError] {
        self.query.errors()
    }

    /// The profile whose day is searched for, where nobody has it or the day is not known.
    #[must_use]
    pub fn unresolved_profile(&self) -> Option<&str> {
        self.query.unresolved()
    }

    /// Whether anything is searched for.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.query.is_empty()
    }

    /// How many are selected.
    #[must_use]
    pub fn selected_count(&self) -> usize {
        self.selected.len()
    }

    /// Those who are selected, in no order.
    pub fn selected_ids(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.selected.iter().copied()
    }

    /// Whether somebody is selected.
    #[must_use]
    pub fn is_selected(&self, id: PersonId) -> bool {
        self.selected.contains(&id)
    }

    /// Where the cursor stands.
    #[must_use]
    pub fn cursor(&self) -> Option<PersonId> {
        self.cursor
    }

    /// The cursor's place in the list.
    #[must_use]
    pub fn cursor_place(&self) -> Option<usize> {
        self.cursor.map(|_| self.cursor_place)
    }

    /// Counts up whenever the cursor's row should be scrolled into view.
    #[must_use]
    pub fn reveal(&self) -> u64 {
        self.reveal
    }

    /// Changes what the selection is made of. What was selected as in a file manager is no tick.
    pub(super) fn use_ticks(&mut self, has_ticks: bool) {
        if self.has_ticks != has_ticks {
            self.has_ticks = has_ticks;
            self.selected.clear();
        }
    }

    /// Counts up whenever the selection may be another one.
    #[must_use]
    pub fn selection(&self) -> u64 {
        self.selection
    }

    /// Whether the selection is made of ticks.
    #[must_use]
    pub fn has_ticks(&self) -> bool {
        self.has_ticks
    }

    pub(super) fn set_search(&mut self, text: String) {
        self.left = 0;
        self.query = Query::parse_typed(&text);
        self.search = text;
    }

    /// Works out anew what the list shows. The selection keeps those who are still shown; a cursor whose person left
    /// goes to whoever stands there now.
    pub(super) fn refresh(&mut self, network: &Network<'_>) {
        let Network { people, named, index, index_version, rows_in, row_of } = network;
        self.version = next_version();
        self.query.resolve(named);
        self.total = rows_in.count_ones(..);
        let mut found = (*rows_in).clone();
        self.untold = 0;
        if !self.query.is_empty() {
            let all = self.query.find(index);
            self.untold = all.untold.intersection_count(rows_in);
            found.intersect_with(&all.rows);
        }
        let sorted = (*index_version, self.order, self.is_reversed);
        // When somebody was decided about is what changes without a change of who is shown.
        let stays = self.found == found && self.sorted == Some(sorted) && self.order != Order::LastDecided;
        self.found = found;
        let old_rows = if stays { Vec::new() } else { self.sort_rows(people, index) };
        self.sorted = Some(sorted);
        let is_shown = |row: u32| self.found.contains(row as usize);
        let shows = |id: &PersonId| row_of.get(id).is_some_and(|row| is_shown(*row));
        let cursor_was_selected = self.cursor.is_some_and(|id| self.selected.contains(&id));
        if !self.selected.is_empty() {
            self.selected.retain(shows);
        }
        if self.anchor.is_some_and(|id| !shows(&id)) {
            self.anchor = None;
        }
        let Some(cursor) = self.cursor else { return };
        if shows(&cursor) {
            self.cursor_place = self.place_of(cursor, row_of).unwrap_or(0);
            return;
        }
        // Whoever stood before the cursor and is still here tells where it goes.
        let before = old_rows.iter().take(self.cursor_place).filter(|row| is_shown(**row)).count();
        self.cursor_place = before.min(self.rows.len().saturating_sub(1));
        self.cursor = self.rows.get(self.cursor_place).and_then(|row| people.get(*row as usize)).map(|person| person.id);
        if let Some(cursor) = self.cursor
            && cursor_was_selected
            && self.selected.is_empty()
            && !self.has_ticks
        {
            self.selected.insert(cursor);
        }
        self.anchor = self.cursor;
        self.reveal += 1;
    }

    /// Puts those who were found in order. Gives back the rows that stood there.
    fn sort_rows(&mut self, people: &[Person], index: &Index) -> Vec<u32> {
        let mut rows = sorted_rows(&self.found, index.rows(self.order));
        if self.order == Order::LastDecided {
            // Few are decided about at first, and those alone are looked at.
            let (mut decided, others): (Vec<u32>, Vec<u32>) = rows.iter().partition(|row| index.standing().ever_decided().contains(**row as usize));
            decided.sort_by_key(|row| std::cmp::Reverse(people.get(*row as usize).and_then(|person| person.state.decided_at)));
            decided.extend(others);
            rows = decided;
        }
        if self.is_reversed {
            rows.reverse();
        }
        self.groups = groups::groups(&rows, self.order, index);
        std::mem::replace(&mut self.rows, rows)
    }

    /// Selects people who have just come from the other pane, so that they are easily found and sent back.
    pub(super) fn welcome(&mut self, ids: &[PersonId]) {
        if self.has_ticks {
            return;
        }
        self.selection += 1;
        self.selected = ids.iter().copied().collect();
        self.anchor = ids.first().copied();
    }
}

#[cfg(test)]
mod tests;
