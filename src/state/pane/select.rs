//! The selection of a list, and its cursor, as in a file manager.

use super::PaneState;
use crate::model::{
    id::{PersonId, PersonMap, PersonSet},
    person::Person,
};

/// An action on the selection, as in a file manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Select {
    /// Only this one: a plain click.
    Only(PersonId),
    /// This one too, or not any more: Ctrl or Cmd and a click.
    Toggle(PersonId),
    /// From the anchor to this one: Shift and a click.
    RangeTo(PersonId),
    /// The cursor goes so many places; with Shift the selection grows along.
    Step {
        /// Places down; up if negative.
        by: isize,
        /// Whether the selection grows.
        extends: bool,
    },
    /// The cursor goes to the first or the last.
    ToEnd {
        /// To the last; else to the first.
        is_last: bool,
        /// Whether the selection grows.
        extends: bool,
    },
    /// The one under the cursor too, or not any more: Space.
    ToggleCursor,
    /// The one after the last that is selected; the last stays.
    PastSelected,
    /// The group that begins at this place.
    Group(usize),
    /// All that the list shows.
    All,
    /// Nobody.
    Nothing,
    /// Only makes the pane the active one, with a cursor if it can have one.
    Enter,
}

impl PaneState {
    pub(super) fn place_of(&self, id: PersonId, row_of: &PersonMap<u32>) -> Option<usize> {
        let row = row_of.get(&id)?;
        self.rows.iter().position(|other| other == row)
    }

    /// Selects those of these people whom the list shows, and nobody else; the cursor goes to the first.
    pub(in crate::state) fn select_these(&mut self, these: &PersonSet, people: &[Person]) {
        self.selection += 1;
        let id = |row: &u32| people.get(*row as usize).map(|person| person.id).filter(|id| these.contains(id));
        self.selected = self.rows.iter().filter_map(id).collect();
        if let Some((place, first)) = self.rows.iter().enumerate().find_map(|(place, row)| Some((place, id(row)?))) {
            (self.cursor, self.cursor_place, self.anchor) = (Some(first), place, Some(first));
            self.reveal += 1;
        }
    }

    pub(in crate::state) fn select(&mut self, select: Select, people: &[Person], row_of: &PersonMap<u32>) {
        self.selection += 1;
        let last = self.rows.len().saturating_sub(1);
        match select {
            Select::Only(id) => {
                if !self.has_ticks {
                    self.selected = std::iter::once(id).collect();
                }
                self.anchor = Some(id);
                self.put_cursor(id, row_of);
            }
            Select::Toggle(id) => {
                if !self.selected.remove(&id) {
                    self.selected.insert(id);
                }
                self.anchor = Some(id);
                self.put_cursor(id, row_of);
            }
            Select::RangeTo(id) => {
                if let Some(place) = self.place_of(id, row_of) {
                    self.extend_to(place, people, row_of);
                }
            }
            Select::Step { by, extends } => {
                let place = if self.cursor.is_some() { self.cursor_place.saturating_add_signed(by).min(last) } else { 0 };
                self.go(place, extends, people, row_of);
            }
            Select::ToEnd { is_last, extends } => self.go(if is_last { last } else { 0 }, extends, people, row_of),
            Select::ToggleCursor => {
                if let Some(id) = self.cursor {
                    self.select(Select::Toggle(id), people, row_of);
                }
            }
            // The ticks have done their work.
            Select::PastSelected if self.has_ticks && !self.selected.is_empty() => self.selected.clear(),
            Select::PastSelected if self.has_ticks => self.select(Select::Step { by: 1, extends: false }, people, row_of),
            Select::PastSelected => {
                let is_selected = |row: &u32| people.get(*row as usize).is_some_and(|person| self.selected.contains(&person.id));
                if let Some(place) = self.rows.iter().rposition(is_selected) {
                    self.go((place + 1).min(last), false, people, row_of);
                }
            }
            Select::All => {
                self.selected = self.rows.iter().filter_map(|row| people.get(*row as usize)).map(|person| person.id).collect();
                if self.cursor.is_none() {
                    self.cursor = self.id_at(0, people);
                    self.cursor_place = 0;
                }
            }
            Select::Group(first) => {
                let end = self.groups.iter().find(|group| group.first == first).map_or(first, |group| first + group.count);
                if !self.has_ticks {
                    self.selected.clear();
                }
                self.selected.extend(self.rows.get(first..end).unwrap_or_default().iter().filter_map(|row| people.get(*row as usize)).map(|one| one.id));
                self.anchor = self.id_at(first, people);
                if let Some(id) = self.anchor {
                    self.cursor = Some(id);
                    self.cursor_place = first;
                }
            }
            Select::Nothing => self.selected.clear(),
            Select::Enter => {
                if self.cursor.is_none()
                    && let Some(id) = self.id_at(0, people)
                {
                    self.put_cursor(id, row_of);
                    self.anchor = Some(id);
                }
                if self.selected.is_empty()
                    && !self.has_ticks
                    && let Some(id) = self.cursor
                {
                    self.selected.insert(id);
                }
            }
        }
    }

    fn id_at(&self, place: usize, people: &[Person]) -> Option<PersonId> {
        self.rows.get(place).and_then(|row| people.get(*row as usize)).map(|person| person.id)
    }

    fn put_cursor(&mut self, id: PersonId, row_of: &PersonMap<u32>) {
        self.cursor = Some(id);
        self.cursor_place = self.place_of(id, row_of).unwrap_or(0);
        self.reveal += 1;
    }

    fn go(&mut self, place: usize, extends: bool, people: &[Person], row_of: &PersonMap<u32>) {
        if extends {
            self.extend_to(place, people, row_of);
        } else if let Some(id) = self.id_at(place, people) {
            self.select(Select::Only(id), people, row_of);
        }
    }

    fn extend_to(&mut self, place: usize, people: &[Person], row_of: &PersonMap<u32>) {
        let anchor = self.anchor.or(self.cursor).and_then(|id| self.place_of(id, row_of)).unwrap_or(place);
        let (from, to) = if anchor <= place { (anchor, place) } else { (place, anchor) };
        self.selected = self.rows.get(from..=to).unwrap_or_default().iter().filter_map(|row| people.get(*row as usize)).map(|person| person.id).collect();
        self.anchor = self.id_at(anchor, people);
        if let Some(id) = self.id_at(place, people) {
            self.cursor = Some(id);
            self.cursor_place = place;
            self.reveal += 1;
        }
    }
}
