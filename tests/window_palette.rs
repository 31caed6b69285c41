//! The command palette and the sheet of keys: one table of commands, by name and by key.

use egui::{Event, Key, Modifiers};
use partwell::model::person::decision::{Decision, Pane};

use crate::support::window::Window;

/// Opens the palette, types this and takes the first that fits.
fn choose(window: &mut Window, typed: &str) {
    window.key_with(Modifiers::COMMAND, Key::K);
    assert!(window.has("What do you want to do?"));
    window.harness.event(Event::Text(typed.to_owned()));
    window.settle();
    window.key(Key::Enter);
    window.settle();
    assert!(!window.has("What do you want to do?"));
}

fn decision_of(window: &Window, name: &str) -> Decision {
    let people = window.harness.state().state().people();
    people.iter().find(|person| person.facts.first_name == name).map(|person| person.state.decision).unwrap()
}

#[test]
fn a_command_of_the_list_does_what_its_key_does() {
    let mut window = Window::with_people(4);
    let names = window.names(Pane::Keep);
    window.key(Key::Home);
    choose(&mut window, "move to rem");
    assert_eq!((window.total(Pane::Remove), decision_of(&window, &names[0])), (1, Decision::Remove));
    // The keyboard is where it was: the next key decides about the next person.
    window.key(Key::U);
    assert_eq!(decision_of(&window, &names[1]), Decision::Unfollow);
    choose(&mut window, "undo");
    assert_eq!(decision_of(&window, &names[1]), Decision::Undecided);
    choose(&mut window, "select all");
    assert_eq!(window.selected(Pane::Keep), 3);
}

#[test]
fn pages_dialogs_and_queues_are_found_by_their_names() {
    let mut window = Window::with_people(3);
    choose(&mut window, "insi");
    assert_eq!(window.harness.state().state().settings.page, "insights");
    choose(&mut window, "history");
    assert!(window.has("History"));
    window.key(Key::Escape);
    choose(&mut window, "never a word");
    let state = window.harness.state().state();
    assert_eq!((state.settings.page.as_str(), state.pane(Pane::Keep).search()), ("review", "messages:0 connected:>5y"));
    // In Triage a command of Triage, and a queue stays there.
    choose(&mut window, "triage");
    choose(&mut window, "not looked");
    let state = window.harness.state().state();
    assert_eq!((state.settings.page.as_str(), state.pane(Pane::Keep).search()), ("triage", "is:undecided"));
    let name = state.focused().unwrap().facts.first_name.to_string();
    choose(&mut window, "remove");
    assert_eq!(decision_of(&window, &name), Decision::Remove);
    // What nothing is called does nothing, and Esc leads back.
    window.key_with(Modifiers::COMMAND, Key::K);
    window.harness.event(Event::Text("zebra".to_owned()));
    window.settle();
    window.key(Key::Enter);
    assert!(window.has("Nothing is called “zebra”. Fewer letters may help."));
    window.key(Key::Escape);
    assert!(!window.has("What do you want to do?"));
    window.key(Key::X);
    assert_eq!(window.total(Pane::Remove), 2);
}

#[test]
fn a_question_mark_shows_the_keys_of_the_page_and_is_written_in_a_field() {
    let mut window = Window::with_people(3);
    window.key(Key::Home);
    window.key(Key::Questionmark);
    assert!(window.has("Keys in a list") && window.has("Keys everywhere") && !window.has("Keys in Triage"));
    window.key(Key::Escape);
    window.key(Key::T);
    window.key(Key::Questionmark);
    assert!(window.has("Keys in Triage") && !window.has("Keys in a list"));
    window.key(Key::Escape);
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.harness.event(Event::Text("?".to_owned()));
    window.key(Key::Questionmark);
    assert!(!window.has("Keys in a list"));
    assert_eq!(window.harness.state().state().pane(Pane::Keep).search(), "?");
}
