//! Finding people in the window: narrowing down, and what may have been meant.

use std::fmt::Write as _;

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use partwell::model::{person::decision::Pane, search::order::Order};

use crate::support::window::Window;

fn search(window: &Window, pane: Pane) -> String {
    window.harness.state().state().pane(pane).search().to_owned()
}

/// People of three companies and some kinds of work.
fn window() -> Window {
    let mut window = Window::open(Vec::new());
    let titles = ["Talent Sourcer", "Dyer", "Head of Sales", "", "Senior Recruiter"];
    let companies = ["Kite & Lantern", "Blue Heron Mills", ""];
    let mut text = crate::support::H7.to_owned();
    for i in 0..30 {
        let (company, title) = (companies[i % 3], titles[i % 5]);
        write!(text, "\nPerson{i:02},Quorn,https://www.linkedin.com/in/p-{i:02}-example,,{company},{title},{:02} Jan {}", 1 + i % 28, 2016 + i % 4).unwrap();
    }
    window.import(&text, "Import 30 people");
    window
}

#[test]
fn narrowing_down_writes_conditions_that_can_be_taken_back() {
    let mut window = window();
    window.click_with("Person00", Modifiers::NONE);
    window.key(Key::F);
    assert!(window.has("Narrow down Keep") && window.has("Kite & Lantern, 10") && window.has("No company, 10"));
    window.click("Recruiting, 12");
    assert_eq!((search(&window, Pane::Keep).as_str(), window.names(Pane::Keep).len()), ("role:recruiting", 12));
    // The counts follow, and what is chosen stands there as chosen.
    window.click("Kite & Lantern, 4");
    assert_eq!((search(&window, Pane::Keep).as_str(), window.names(Pane::Keep).len()), ("role:recruiting company:=\"Kite & Lantern\"", 4));
    window.click("Recruiting, 4");
    assert_eq!((search(&window, Pane::Keep).as_str(), window.names(Pane::Keep).len()), ("company:=\"Kite & Lantern\"", 10));
    // Where nobody is left, what is asked for can be taken back there.
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Search Keep", "company:=\"Kite & Lantern\" is:to-remove");
    assert!(window.has("The list shows no one."));
    window.click("is:to-remove, 0");
    assert_eq!((search(&window, Pane::Keep).as_str(), window.names(Pane::Keep).len()), ("company:=\"Kite & Lantern\"", 10));
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Search Keep", "same-day:nobody-known");
    assert!(window.has("Nobody among your connections has the profile “nobody-known”"));
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Search Keep", "company:=\"Kite & Lantern\"");
    // Of the pane that keys go to.
    window.click_with("Person00", Modifiers::NONE);
    window.key(Key::X);
    assert!(window.has("Kite & Lantern, 9"));
    window.list(Pane::Remove).get_by_label_contains("Person00 ").click();
    window.settle();
    assert!(window.has("Narrow down Remove") && window.has("Kite & Lantern, 1") && !window.has("Decision"));
    // Folded facets and the column itself are remembered.
    window.click("Year");
    assert!(!window.has("2016, 1"));
    let mut window = window.reopened();
    assert!(window.has("Year") && !window.has("2016, 8") && window.has("Kite & Lantern, 9"));
    window.click("Close: narrow down");
    assert!(!window.has("Narrow down Keep"));
    window.click("Filter Keep");
    window.click_starting("Narrow down…");
    assert!(window.has("Narrow down Keep"));
}

/// In a narrow window the column stands where the details do; whoever asks for these gets them.
#[test]
fn in_a_narrow_window_the_column_and_the_details_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, crate::support::invented(9)).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(900.0, 600.0));
    window.click("Import 9 people");
    window.click_with("Person00000", Modifiers::NONE);
    assert!(window.has("Hide details") && window.has("First imported"));
    window.key(Key::F);
    assert!(window.has("Narrow down Keep") && window.has("Show details") && !window.has("First imported"));
    window.click("Show details");
    assert!(!window.has("Narrow down Keep") && window.has("Hide details") && window.has("First imported"));
}

#[test]
fn a_slip_in_a_name_is_told_with_what_was_meant() {
    let mut window = window();
    window.type_into("Search Keep", "quron lantrn");
    assert!(window.names(Pane::Keep).is_empty() && window.has("Nobody here matches. Did you mean:"));
    window.click("Search for quorn lantern");
    assert_eq!((search(&window, Pane::Keep).as_str(), window.names(Pane::Keep).len()), ("quorn lantern", 10));
    // Where nothing is near, nothing is offered.
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Search Keep", "zzyzxq");
    assert!(window.has("Nobody here matches. Case and accents do not matter; every word must be found, every condition met. Unknown facts never match."));
}

#[test]
fn people_are_sorted_and_grouped_by_what_their_titles_say() {
    let mut window = window();
    window.click("Sort Keep: Oldest connection");
    // The heading in the details is called so, too.
    window.harness.get_all_by_label("Kind of work").next().unwrap().click();
    window.settle();
    let state = window.harness.state().state();
    let groups = |state: &partwell::state::State| {
        state.pane(Pane::Keep).groups().iter().map(|group| (state.group_label(Pane::Keep, *group), group.count)).collect::<Vec<_>>()
    };
    assert_eq!(state.pane(Pane::Keep).order, Order::Role);
    assert_eq!(groups(state), [("Recruiting".to_owned(), 12), ("Sales".to_owned(), 6), ("Not told by the position".to_owned(), 12)]);
    // Whoever is looked at is told with the word that says it.
    window.click_with("Person00", Modifiers::NONE);
    assert!(window.has("Recruiting by the word “Talent Sourcer”"));
    let _ = window.harness.get_by_label("Sort Keep: Kind of work");
}
