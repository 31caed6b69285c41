//! One of the two lists: what it shows, in which order, what is selected, and where the cursor stands.

mod groups;
mod select;

use std::{
    cell::RefCell,
    sync::atomic::{AtomicU64, Ordering},
};

use crate::model::{
    evidence::coverage::Coverage,
    id::{PersonId, PersonMap, PersonSet},
    person::decision::Pane,
    search::index::{Index, Order},
};
use crate::model::{
    person::Person,
    search::{Query, QueryError},
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
    version: u64,
    total: usize,
    selected: PersonSet,
    cursor: Option<PersonId>,
    cursor_place: usize,
    anchor: Option<PersonId>,
    reveal: u64,
    is_narrowing: bool,
    /// Whether the selection is made of ticks, which stay while the cursor moves.
    has_ticks: bool,
    /// Counts up whenever the selection may be another one.
    selection: u64,
}

/// Everybody, and what a list needs to know of them.
pub(super) struct Network<'n> {
    pub(super) people: &'n [Person],
    pub(super) index: &'n Index,
    pub(super) pane_of: &'n [Option<Pane>],
    pub(super) row_of: &'n PersonMap<u32>,
    pub(super) coverage: &'n Coverage,
}

/// One count for all lists and for as long as the program runs: another list that begins anew never has a number that was
/// seen before.
fn next_version() -> u64 {
    static VERSIONS: AtomicU64 = AtomicU64::new(1);
    VERSIONS.fetch_add(1, Ordering::Relaxed)
}

pub(super) fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
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
        // One letter more of words alone can only take people away, so only those who are shown need a look.
        let query = Query::parse_typed(&text);
        self.is_narrowing = !self.query.is_empty() && query.narrows(&self.query);
        self.left = 0;
        self.query = query;
        self.search = text;
    }

    /// Works out anew what the list shows. The selection keeps those who are still shown; a cursor whose person left
    /// goes to whoever stands there now.
    pub(super) fn refresh(&mut self, pane: Pane, network: &Network<'_>) {
        let Network { people, index, pane_of, row_of, coverage } = network;
        self.version = next_version();
        self.query.resolve(people);
        let meets = |row: u32| people.get(row as usize).is_some_and(|person| index.meets(row, person, &self.query, coverage));
        // Who is left out is told from who is only not known while they are looked at: a second look would cost as much again.
        let asks_evidence = self.query.evidence().is_some();
        let untold = RefCell::new(Vec::new());
        let is_untold = |row: u32| {
            self.query.evidence_kinds().any(|kind| index.is_kind_untold(row, kind))
                && people.get(row as usize).is_some_and(|person| index.is_untold(row, person, &self.query, coverage))
        };
        let is_here = |row: u32| {
            if pane_of.get(row as usize).copied().flatten() != Some(pane) {
                return false;
            }
            let holds = meets(row);
            if asks_evidence && !holds && is_untold(row) {
                untold.borrow_mut().push(row);
            }
            holds
        };
        let old_rows = std::mem::take(&mut self.rows);
        self.total = pane_of.iter().filter(|other| **other == Some(pane)).count();
        // A long list is faster looked through in the order of memory than in its own.
        let is_short = old_rows.len() * 8 < people.len();
        self.rows = if std::mem::take(&mut self.is_narrowing) && is_short {
            old_rows.iter().copied().filter(|row| is_here(*row) && index.matches(*row, &self.query)).collect()
        } else if self.query.is_empty() {
            index.rows(self.order).iter().copied().filter(|row| is_here(*row)).collect()
        } else {
            let matches = index.all_matches(&self.query, is_here);
            index.rows(self.order).iter().copied().filter(|row| matches.get(*row as usize) == Some(&true)).collect()
        };
        if self.order == Order::LastDecided {
            let decided = |row: &u32| people.get(*row as usize).and_then(|person| person.state.decided_at);
            self.rows.sort_by_key(|row| std::cmp::Reverse(decided(row)));
        }
        if self.is_reversed {
            self.rows.reverse();
        }
        let mut untold = untold.into_inner();
        // A row whose note has changed is looked at twice.
        untold.sort_unstable();
        untold.dedup();
        self.untold = untold.len();
        self.groups = groups::groups(&self.rows, self.order, people, index);
        let mut is_shown = vec![false; people.len()];
        for row in &self.rows {
            if let Some(flag) = is_shown.get_mut(*row as usize) {
                *flag = true;
            }
        }
        let shows = |id: &PersonId| row_of.get(id).and_then(|row| is_shown.get(*row as usize)).copied().unwrap_or_default();
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
        let before = old_rows.iter().take(self.cursor_place).filter(|row| is_shown.get(**row as usize) == Some(&true)).count();
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
