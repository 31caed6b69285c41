//! Selection and cursor, as in a file manager.

use super::*;
use crate::model::person::Facts;
use crate::model::search::row_number;

struct List {
    people: Vec<Person>,
    index: Index,
    row_of: PersonMap<u32>,
    rows_in: RowSet,
    pane: PaneState,
}

impl List {
    fn of(count: i64) -> Self {
        let people: Vec<Person> =
            (0..count).map(|id| Person::new(PersonId(id), Facts { first_name: format!("P{id:03}").into(), ..Facts::default() })).collect();
        let index = Index::build(&people, &crate::model::evidence::coverage::Coverage::default(), &crate::model::local_time::LocalTime::default());
        let row_of = people.iter().enumerate().map(|(row, person)| (person.id, row_number(row))).collect();
        let mut rows_in = RowSet::with_capacity(people.len());
        rows_in.insert_range(..);
        let mut list = Self { people, index, row_of, rows_in, pane: PaneState::default() };
        list.refresh();
        list
    }

    fn refresh(&mut self) {
        let network = Network { people: &self.people, named: &self.people, index: &self.index, index_version: 0, rows_in: &self.rows_in, row_of: &self.row_of };
        self.pane.refresh(&network);
    }

    fn select(&mut self, select: Select) {
        self.pane.select(select, &self.people, &self.row_of);
    }

    fn selected(&self) -> Vec<i64> {
        let mut ids: Vec<i64> = self.pane.selected.iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids
    }
}

#[test]
fn selection_is_as_in_a_file_manager() {
    let mut list = List::of(10);
    list.select(Select::Only(PersonId(3)));
    list.select(Select::RangeTo(PersonId(6)));
    assert_eq!(list.selected(), [3, 4, 5, 6]);
    list.select(Select::RangeTo(PersonId(1)));
    assert_eq!(list.selected(), [1, 2, 3]);
    list.select(Select::Toggle(PersonId(9)));
    list.select(Select::Toggle(PersonId(2)));
    assert_eq!(list.selected(), [1, 3, 9]);
    list.select(Select::Step { by: 1, extends: true });
    assert_eq!(list.selected(), [2, 3]);
    list.select(Select::ToEnd { is_last: true, extends: true });
    assert_eq!(list.selected(), (2..10).collect::<Vec<_>>());
    list.select(Select::All);
    assert_eq!(list.pane.selected_count(), 10);
    list.select(Select::Nothing);
    assert_eq!(list.pane.selected_count(), 0);
}

#[test]
fn ticks_stay_while_the_cursor_moves() {
    let mut list = List::of(6);
    list.select(Select::Only(PersonId(1)));
    list.pane.use_ticks(true);
    assert_eq!(list.selected(), [0_i64; 0], "a selection is no tick");
    list.select(Select::ToggleCursor);
    list.select(Select::Step { by: 2, extends: false });
    list.select(Select::ToggleCursor);
    list.select(Select::Step { by: 1, extends: false });
    assert_eq!((list.selected(), list.pane.cursor()), (vec![1, 3], Some(PersonId(4))));
    list.select(Select::PastSelected);
    assert_eq!((list.selected(), list.pane.cursor()), (vec![], Some(PersonId(4))), "they have done their work");
    list.select(Select::PastSelected);
    assert_eq!(list.pane.cursor(), Some(PersonId(5)));
}

#[test]
fn after_a_decision_the_one_behind_the_last_selected_comes() {
    let mut list = List::of(6);
    list.select(Select::Only(PersonId(1)));
    list.select(Select::Toggle(PersonId(3)));
    list.select(Select::PastSelected);
    assert_eq!((list.selected(), list.pane.cursor()), (vec![4], Some(PersonId(4))));
    list.select(Select::ToEnd { is_last: true, extends: false });
    list.select(Select::PastSelected);
    assert_eq!((list.selected(), list.pane.cursor()), (vec![5], Some(PersonId(5))), "the last stays");
}

#[test]
fn the_cursor_goes_to_whoever_comes_next() {
    let mut list = List::of(6);
    list.select(Select::Only(PersonId(2)));
    list.rows_in.set(2, false);
    list.refresh();
    assert_eq!((list.pane.cursor(), list.selected()), (Some(PersonId(3)), vec![3]));
    list.select(Select::ToEnd { is_last: true, extends: false });
    list.rows_in.set(5, false);
    list.refresh();
    assert_eq!(list.pane.cursor(), Some(PersonId(4)));
    list.rows_in.clear();
    list.refresh();
    assert_eq!(list.pane.cursor(), None);
}

#[test]
fn who_is_not_shown_is_not_selected() {
    let mut list = List::of(20);
    list.select(Select::All);
    list.pane.set_search("p01".to_owned());
    list.refresh();
    assert_eq!(list.selected(), (10..20).collect::<Vec<_>>());
    assert_eq!((list.pane.rows().len(), list.pane.total()), (10, 20));
}

/// Typed letter by letter, a search shows whom it shows when it is given at once: also where a letter more brings people back.
#[test]
fn a_search_shows_the_same_however_it_is_typed() {
    for typed in ["p01 OR p02", "p0 -p01", "(p01 OR p02) p", "p01 O", "\"p01 p", "p01 (", "p1 -(p1 OR name:p2)", "p03 name:p0"] {
        let mut typing = List::of(300);
        let letters: Vec<char> = typed.chars().collect();
        for end in 1..=letters.len() {
            let text: String = letters[..end].iter().collect();
            typing.pane.set_search(text.clone());
            typing.refresh();
            let mut at_once = List::of(300);
            at_once.pane.set_search(text.clone());
            at_once.refresh();
            assert_eq!(typing.pane.rows(), at_once.pane.rows(), "{text:?}");
        }
    }
}

/// What the screen worked out of one workspace is never taken for that of the next.
#[test]
fn another_workspace_never_has_a_version_that_was_seen() {
    let [one, other] = [(), ()].map(|()| {
        let mut state = crate::state::State::default();
        state.refresh();
        state.version
    });
    assert_ne!(one, other);
}

/// Those decided about last come first, the others by name behind them; turned round, the other way.
#[test]
fn who_was_decided_about_last_comes_first() {
    let mut list = List::of(5);
    for (row, at) in [(3, 5), (1, 9), (4, 5)] {
        list.people[row].state.decided_at = Some(jiff::Timestamp::from_second(at).unwrap());
        list.index.update(row_number(row), &list.people[row], true);
    }
    list.pane.order = Order::LastDecided;
    list.refresh();
    assert_eq!(list.pane.rows(), [1, 3, 4, 0, 2]);
    list.people[1].state.decided_at = None;
    list.index.update(1, &list.people[1], true);
    list.pane.is_reversed = true;
    list.refresh();
    assert_eq!(list.pane.rows(), [2, 1, 0, 4, 3]);
}
