//! Rules that suggest, in the window: nothing moves by itself, and what speaks against a suggestion stands beside it.

use egui::{Key, Modifiers, vec2};
use partwell::model::person::decision::{Decision, Pane};
use tempfile::TempDir;

use crate::support::{H7, archive::LINK, window::Window};

/// Three sellers, one of whom is the last tie to her company, and somebody else; of messages nothing is known.
fn window() -> Window {
    let people = [("Abe", "Vendor", "Sales Manager"), ("Bea", "Vendor", "Sales Manager"), ("Cleo", "Lone Ltd", "Account Executive"), ("Dov", "Vendor", "Dyer")];
    let rows: Vec<String> =
        people.iter().map(|(name, company, position)| format!("{name},Quorn,{LINK}{name}-example,,{company},{position},08 Jan 2024\n")).collect();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, format!("{H7}\n{}", rows.concat())).unwrap();
    let mut window = Window::open_in(folder, vec![path], vec2(1280.0, 800.0));
    window.click("Import 4 people");
    window
}

fn decision_of(window: &Window, name: &str) -> Decision {
    window.harness.state().state().people().iter().find(|person| person.facts.first_name == name).map(|person| person.state.decision).unwrap()
}

/// A view of sellers, switched on in the dialog.
fn with_rule() -> Window {
    let mut window = window();
    window.type_into("Search Keep", "role:sales");
    window.click("Filter Keep");
    window.click("Save this search as a view…");
    window.click("Save");
    window.key_with(Modifiers::COMMAND, Key::F);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::J);
    assert!(window.has("would suggest 3 people; no export tells who wrote to you"));
    window.click("role:sales");
    assert!(window.has("3 people suggested now"));
    window
}

#[test]
fn a_view_that_suggests_marks_people_and_moves_nobody() {
    let mut window = with_rule();
    window.key(Key::Escape);
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (4, 0));
    assert!(window.label_starting("Cleo Quorn,").contains("suggested for Remove by “role:sales”; against it: nobody else is left at Lone Ltd"));
    assert!(window.label_starting("Abe Quorn,").contains("nothing that is known speaks against it"));
    assert!(!window.label_starting("Dov Quorn,").contains("suggested"));
    // D dismisses, also for good; Undo brings it back.
    window.click_with("Abe", Modifiers::NONE);
    assert!(window.has("Suggested for Remove: “role:sales”"));
    window.key(Key::D);
    assert!(!window.label_starting("Abe Quorn,").contains("suggested") && decision_of(&window, "Abe") == Decision::Undecided);
    let mut window = window.reopened();
    assert!(!window.label_starting("Abe Quorn,").contains("suggested") && window.label_starting("Bea Quorn,").contains("suggested"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.label_starting("Abe Quorn,").contains("suggested"));
    // In Triage the card tells it, too.
    window.click_with("Cleo", Modifiers::NONE);
    window.key(Key::T);
    assert!(window.has("Against it: nobody else is left at Lone Ltd."));
    window.key(Key::D);
    assert!(!window.has("Against it") && window.harness.state().state().focused().unwrap().facts.first_name == "Cleo");
}

#[test]
fn all_with_nothing_against_them_are_accepted_at_once_and_the_others_stay() {
    let mut window = with_rule();
    assert!(window.has("1 person stays, for you to look at one by one"));
    window.click("Move the 2 with nothing against them to Remove");
    assert_eq!(window.names(Pane::Remove), ["Abe", "Bea"]);
    assert_eq!((decision_of(&window, "Cleo"), decision_of(&window, "Dov")), (Decision::Undecided, Decision::Undecided));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.total(Pane::Remove), 0);
    window.key_with(Modifiers::COMMAND, Key::J);
    window.click("Show them");
    assert_eq!((window.harness.state().state().pane(Pane::Keep).search(), window.names(Pane::Keep).len()), ("is:suggested", 3));
    // Switched off, it suggests nobody.
    window.key_with(Modifiers::COMMAND, Key::J);
    window.click("role:sales");
    assert!(!window.has("suggested now"));
}
