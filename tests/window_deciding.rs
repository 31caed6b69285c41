//! Deciding in the lists of Review: keep is a decision, keys go on by themselves, ticks, one click.

use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use partwell::model::{
    person::decision::{Decision, Pane},
    settings::{RowClick, Settings},
};

use crate::support::window::Window;

fn decisions(window: &Window) -> Vec<(String, Decision)> {
    let mut people: Vec<(String, Decision)> =
        window.harness.state().state().people().iter().map(|person| (person.facts.first_name.to_string(), person.state.decision)).collect();
    people.sort_by(|a, b| a.0.cmp(&b.0));
    people
}

fn decided(window: &Window, decision: Decision) -> usize {
    decisions(window).iter().filter(|(_, of)| *of == decision).count()
}

fn focused(window: &Window) -> String {
    window.harness.state().state().focused().map(|person| person.facts.first_name.to_string()).unwrap_or_default()
}

#[test]
fn keep_is_a_decision_and_goes_on() {
    let mut window = Window::with_people(12);
    assert!(window.has("12 · 12 not looked at yet"));
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::K);
    window.key(Key::K);
    assert_eq!((decided(&window, Decision::Keep), focused(&window)), (2, names[2].clone()));
    assert!(window.has("12 · 10 not looked at yet") && window.has(&format!("Kept: {} Quorn1", names[1])));
    // X, like Enter and Right, removes and goes on.
    window.key(Key::X);
    assert_eq!((decided(&window, Decision::Remove), focused(&window)), (1, names[3].clone()));
    window.key(Key::U);
    window.key(Key::P);
    assert_eq!((decided(&window, Decision::Unfollow), focused(&window)), (1, names[5].clone()));
    // Those who are left are found, and go from sight as they are decided.
    window.type_into("Search Keep", "is:undecided");
    assert_eq!(window.names(Pane::Keep).len(), 8);
    window.key(Key::Enter);
    window.key(Key::K);
    assert_eq!(window.names(Pane::Keep).len(), 7);
    // What is taken back is shown again, and keys go on there.
    window.type_into("Search Keep", " ");
    window.click("Clear: Search Keep");
    window.key_with(Modifiers::COMMAND, Key::Z);
    let back = focused(&window);
    window.key(Key::K);
    assert_eq!(decisions(&window).iter().find(|(name, _)| *name == back).unwrap().1, Decision::Keep);
}

#[test]
fn nobody_is_skipped_where_the_decided_leave_or_change_their_place() {
    let mut window = Window::with_people(9);
    // They go from sight as they are decided.
    window.type_into("Search Keep", "is:undecided");
    let names = window.names(Pane::Keep);
    window.key(Key::Enter);
    assert_eq!(focused(&window), names[0]);
    window.key(Key::K);
    assert_eq!(focused(&window), names[1]);
    window.key(Key::X);
    assert_eq!(focused(&window), names[2]);
    window.key(Key::K);
    assert_eq!(window.names(Pane::Keep), names[3..]);
    // They go to another place in the order.
    let mut window = Window::with_people(9);
    window.click_starting("Sort Keep: ");
    window.click("Last decided");
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    for next in &names[1..4] {
        window.key(Key::K);
        assert_eq!(focused(&window), *next);
    }
}

#[test]
fn who_is_kept_by_choice_is_told_in_the_row() {
    let mut window = Window::with_people(3);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::K);
    assert!(window.label_starting(&names[0]).contains(", kept"));
    // In Remove, K brings back.
    window.key(Key::X);
    window.list(Pane::Remove).get_by_label_contains(&names[1]).click();
    window.settle();
    window.key(Key::K);
    assert_eq!((window.total(Pane::Remove), decided(&window, Decision::Keep)), (0, 2));
    window.click_with(&names[2], Modifiers::NONE);
    window.key(Key::K);
    assert!(window.has("3 people · all looked at"));
}

#[test]
fn no_key_is_lost_however_fast_they_come() {
    let mut window = Window::with_people(40);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    // Several in one frame, and more before the first is committed.
    for _ in 0..4 {
        for key in [Key::X, Key::X, Key::K, Key::ArrowDown, Key::X] {
            for pressed in [true, false] {
                window.harness.input_mut().events.push(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE });
            }
        }
        window.harness.step();
    }
    window.settle();
    assert_eq!((decided(&window, Decision::Remove), decided(&window, Decision::Keep)), (12, 4));
    let undecided: Vec<String> = decisions(&window).into_iter().filter(|(_, of)| *of == Decision::Undecided).map(|(name, _)| name).collect();
    // Each arrow passed over one.
    for passed in [3, 8, 13, 18] {
        assert!(undecided.contains(&names[passed]), "{passed}");
    }
    assert_eq!(focused(&window), names[20]);
}

#[test]
fn several_are_kept_at_once_and_going_on_can_be_switched_off() {
    let mut window = Window::with_people(10);
    let names = window.names(Pane::Keep);
    window.click_with(&names[2], Modifiers::NONE);
    window.click_with(&names[4], Modifiers::SHIFT);
    window.key(Key::K);
    assert_eq!((decided(&window, Decision::Keep), focused(&window)), (3, names[5].clone()));
    window.click("Menu");
    window.click("Rows and clicks");
    window.click("Go on to the next after each decision");
    window.click_with(&names[7], Modifiers::NONE);
    window.key(Key::K);
    assert_eq!((decided(&window, Decision::Keep), focused(&window)), (4, names[7].clone()));
}

#[test]
fn a_click_can_tick_or_move() {
    let mut window = Window::with_people(10);
    let names = window.names(Pane::Keep);
    window.click("Menu");
    window.click("Rows and clicks");
    window.click(RowClick::Ticks.label());
    for name in [&names[1], &names[3], &names[4], &names[3]] {
        window.click_with(name, Modifiers::NONE);
    }
    assert_eq!(window.selected(Pane::Keep), 2);
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    assert_eq!(window.selected(Pane::Keep), 2);
    window.key(Key::Space);
    assert_eq!(window.selected(Pane::Keep), 3, "the cursor moves without taking ticks off");
    window.click("Move selected to Remove");
    assert_eq!((window.total(Pane::Remove), window.selected(Pane::Remove), window.selected(Pane::Keep)), (3, 0, 0));
    // Without a tick, keys are about the one under the cursor.
    window.click_with(&names[0], Modifiers::NONE);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::K);
    assert_eq!(decided(&window, Decision::Keep), 1);
    window.click("Menu");
    window.click("Rows and clicks");
    window.click(RowClick::Moves.label());
    window.click_with(&names[9], Modifiers::NONE);
    assert_eq!(window.total(Pane::Remove), 4);
    let list = window.harness.get_by_role_and_label(Role::ListBox, "Remove list");
    list.query_all_by_label_contains(names[9].as_str()).next().unwrap().click();
    window.settle();
    assert_eq!(window.total(Pane::Remove), 3);
    // It is remembered.
    let window = window.reopened();
    let settings: &Settings = &window.harness.state().state().settings;
    assert_eq!(settings.row_click, RowClick::Moves);
}

// In the product book: R15.
#[test]
fn reasons_are_given_by_digits_and_given_again() {
    let mut window = Window::with_people(6);
    let reasons = |window: &Window, name: &str| {
        let state = window.harness.state().state();
        state.people().iter().find(|person| person.facts.first_name == name).unwrap().state.reasons.in_words()
    };
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key_with(Modifiers::SHIFT, Key::Enter);
    assert!(window.has("Reasons to part with"));
    for key in [Key::Num1, Key::Num3, Key::Num5, Key::Num1] {
        window.key(key);
    }
    // Enter on a chip saves; Space would choose it.
    window.key(Key::Enter);
    assert!(!window.has("Reasons to part with"));
    let given = reasons(&window, &names[0]);
    assert_eq!(given, "Outdated tie; Hardly or never knew them");
    window.click_with(&names[3], Modifiers::NONE);
    window.key(Key::R);
    window.click(&format!("Same as last: {given}"));
    // A digit in one's own words is a digit.
    window.type_into("Reason in your own words", "1");
    window.key(Key::Enter);
    assert_eq!(reasons(&window, &names[3]), format!("{given}; 1"));
}

#[test]
fn several_who_are_selected_are_told_together() {
    let mut window = Window::with_people(6);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    // A bare list of connections tells nothing of messages: that is not none.
    assert!(window.has("3 selected") && window.has("Messages: not known") && window.has("3 not looked at yet"));
    window.click("Keep 3 people");
    assert_eq!(decided(&window, Decision::Keep), 3);
    // One person alone has their card again, with the decision that was made.
    window.click_with(&names[0], Modifiers::NONE);
    assert!(window.has("What the export says"));
}

#[test]
fn groups_have_heads_that_select_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    let rows: Vec<String> = (0..12)
        .map(|i| format!("P{i:02},Quorn,https://www.linkedin.com/in/p-{i}-example,,{},Dyer,{:02} Jan 20{}", ["Mills", "Kite", ""][i % 3], 1 + i, 10 + i / 6))
        .collect();
    std::fs::write(&path, format!("{}\n{}", crate::support::H7, rows.join("\n"))).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(1280.0, 800.0));
    window.click("Import 12 people");
    // By year, as a new workspace is sorted: two years of six.
    window.click("Select 2010, 6");
    assert_eq!(window.selected(Pane::Keep), 6);
    window.click_starting("Sort Keep: ");
    window.click("Company");
    assert!(window.has("Select Kite, 4") && window.has("Select Mills, 4") && window.has("Select No company, 4"));
    window.click("Select Mills, 4");
    window.key(Key::X);
    assert_eq!(window.names(Pane::Remove), ["P00", "P03", "P06", "P09"]);
    window.click("Sort Keep: Company");
    window.click("Reversed");
    assert_eq!(window.names(Pane::Keep)[0], "P11");
    // It is remembered, and so is who was under the cursor.
    let name = window.names(Pane::Keep)[2].clone();
    window.click_with(&name, Modifiers::NONE);
    let window = window.reopened();
    assert_eq!((window.names(Pane::Keep)[0].as_str(), focused(&window)), ("P11", name));
}

#[test]
fn keys_work_from_the_first_moment_and_are_named() {
    let mut window = Window::with_people(8);
    let names = window.names(Pane::Keep);
    assert!(window.has("K keep · X remove · L later · Ctrl+Z undo"));
    assert_eq!(focused(&window), names[0], "the first has the focus after an import");
    window.key(Key::X);
    assert_eq!(window.names(Pane::Remove), [names[0].clone()]);
    assert!(!window.has("K keep · X remove"), "who has decided knows them");
    // After a bulk move a search that finds nobody any more says what happened.
    window.type_into("Search Keep", "person");
    window.key(Key::Enter);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::X);
    assert!(window.has("Nobody left who matches: 7 people moved") && !window.has("No match"));
}

#[test]
fn a_filter_says_of_how_many_it_cannot_tell() {
    let mut window = Window::with_people(9);
    window.type_into("Search Keep", "messages:0");
    assert!(window.names(Pane::Keep).is_empty() && window.has("9 not known"));
    window.click("Show the 9 not known in Keep");
    assert_eq!(window.names(Pane::Keep).len(), 9);
}

#[test]
fn the_same_export_again_is_nothing_new_and_one_that_lacks_nearly_everybody_is_no_main_button() {
    let mut window = Window::with_people(30);
    let text = crate::support::invented(30);
    let path = window.folder.path().join("again.csv");
    let drop_it = |window: &mut Window, text: &str| {
        std::fs::write(&path, text).unwrap();
        window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(path.clone())));
        window.settle();
    };
    drop_it(&mut window, &text);
    assert!(window.has("Nothing new") && !window.has("Import 30 people"));
    window.key(Key::Enter);
    assert!(!window.has("Nothing new"));
    let few: Vec<&str> = text.lines().take(5).collect();
    drop_it(&mut window, &few.join("\n"));
    assert!(window.has("all the same"));
    // The main button is the way out.
    window.key(Key::Enter);
    assert!(!window.has("people all the same"));
    assert_eq!(window.total(Pane::Keep), 30);
}
