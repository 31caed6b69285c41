//! Groups as one card in Triage: decided together but for those who are spared.

use egui::{Key, Modifiers, vec2};
use partwell::model::person::decision::{Decision, Pane};
use tempfile::TempDir;

use crate::support::{H7, archive::LINK, window::Window, zip_of};

/// Five at Mills, of whom one recommended the member, three at Kite, and two who share nothing.
fn window() -> Window {
    let of = |name: &str, company: &str, day: usize| format!("{name},Quorn,{LINK}{name}-example,,{company},Dyer,{day:02} Jan 2020\n");
    let mills = ["Abe", "Bea", "Cleo", "Dov", "Eli"].iter().enumerate().map(|(day, name)| of(name, "Mills", day + 1));
    let kite = ["Fay", "Gus", "Hal"].iter().enumerate().map(|(day, name)| of(name, "Kite", day + 11));
    let rows: Vec<String> = mills.chain(kite).chain([of("Ida", "", 21), of("Jon", "Alone", 22)]).collect();
    let recommended =
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nDov,Quorn,Mills,Dyer,Kept every promise,\"06/18/20, 10:05 AM\",VISIBLE\n";
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("Complete_LinkedInDataExport_06-07-2023.zip");
    let archive = zip_of(&[("Connections.csv", format!("{H7}\n{}", rows.concat()).as_bytes()), ("Recommendations_Received.csv", recommended.as_bytes())]);
    std::fs::write(&path, archive).unwrap();
    let mut window = Window::open_in(folder, vec![path], vec2(1280.0, 800.0));
    window.click("Import 10 people");
    window.key(Key::Home);
    window.key(Key::T);
    window.key(Key::B);
    window
}

fn names_of(window: &Window, decision: Decision) -> Vec<String> {
    let people = window.harness.state().state().people();
    let mut names: Vec<String> = people.iter().filter(|person| person.state.decision == decision).map(|person| person.facts.first_name.to_string()).collect();
    names.sort_unstable();
    names
}

// In the product book: F19.
#[test]
fn a_group_is_decided_but_for_who_is_ticked_protected_or_recommended() {
    let mut window = window();
    assert!(window.has("Mills: 5 people, no export tells who wrote, 1 recommended you."), "the largest comes first");
    window.click_starting("Bea Quorn ·");
    window.key(Key::X);
    assert_eq!(names_of(&window, Decision::Remove), ["Abe", "Cleo", "Eli"]);
    // The next group is there, with one key; those who were spared stay undecided.
    assert!(window.has("Kite: 3 people"));
    window.key(Key::K);
    assert_eq!(names_of(&window, Decision::Keep), ["Fay", "Gus", "Hal"]);
    // Of Mills two are left, one of whom is spared anyway.
    assert!(window.has("Mills: 2 people"));
    window.key(Key::X);
    assert_eq!(names_of(&window, Decision::Remove), ["Abe", "Bea", "Cleo", "Eli"]);
    assert!(window.has("No groups here"));
    // Undo brings each group back, and its place.
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Mills: 2 people"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Kite: 3 people"));
}

#[test]
fn groups_are_skipped_stepped_into_and_gone_through_in_other_ways() {
    let mut window = window();
    window.key(Key::Space);
    assert!(window.has("Kite: 3 people"));
    window.key(Key::Space);
    assert!(window.has("Kite: 3 people"), "behind the last there is none");
    window.key(Key::ArrowLeft);
    assert!(window.has("Mills: 5 people"));
    // Another way: everybody came in one year.
    for _ in 0..3 {
        window.key(Key::B);
    }
    assert!(window.has("Connected in 2020: 10 people"));
    window.key(Key::B);
    assert!(window.harness.state().state().settings.triage.groups_by.is_none());
    window.key(Key::B);
    window.key(Key::Space);
    window.key(Key::Enter);
    // Inside, they are looked at one by one.
    assert_eq!(window.harness.state().state().pane(Pane::Keep).search(), "company:=\"Kite\"");
    assert_eq!(window.harness.state().state().focused().unwrap().facts.first_name, "Fay");
    window.key(Key::X);
    assert_eq!(
        (names_of(&window, Decision::Remove), window.harness.state().state().focused().unwrap().facts.first_name.as_str()),
        (vec!["Fay".to_owned()], "Gus")
    );
}

#[test]
fn the_end_of_a_sitting_decides_nothing_and_a_group_is_left_as_it_was_entered() {
    let mut window = window();
    window.key(Key::E);
    window.key(Key::X);
    assert!(window.has("That was this sitting") && names_of(&window, Decision::Remove).is_empty(), "no group is in sight");
    window.key(Key::Escape);
    window.key(Key::T);
    // Esc leads from the people of a group back to the groups, with what was searched for before.
    window.key(Key::Space);
    window.key(Key::Enter);
    assert!(window.has("Those found by company:=\"Kite\"") && window.has("Back to the groups"));
    window.key(Key::Escape);
    assert!(window.has("Kite: 3 people") && window.harness.state().state().pane(Pane::Keep).search().is_empty());
    assert_eq!(window.harness.state().state().settings.page, "triage");
    // Once nobody is left inside, the way back is offered.
    window.key(Key::Enter);
    for _ in 0..3 {
        window.key(Key::K);
    }
    assert!(window.has("Everybody here is decided"));
    window.key(Key::Escape);
    assert!(window.has("Mills: 5 people"));
}

#[test]
fn undo_of_a_group_that_was_put_off_leads_back_to_it() {
    let mut window = window();
    window.key(Key::L);
    window.key(Key::Enter);
    assert_eq!(names_of(&window, Decision::Later).len(), 4);
    assert!(window.has("Kite: 3 people"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Mills: 5 people"));
}

#[test]
fn while_titles_are_hidden_no_company_is_named_at_once() {
    let mut window = window();
    assert!(window.has("Mills: 5 people"));
    window.click("Judge without titles");
    assert!(window.has("A company: 5 people") && !window.has("Mills"));
    window.click("Judge without titles");
    assert!(window.has("Mills: 5 people"));
}
