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

// In the product book: F14, F15.
#[test]
fn a_list_from_outside_is_looked_up_and_selected_protected_or_spared() {
    let mut window = Window::with_people(6);
    let people: Vec<(String, String)> =
        window.harness.state().state().people().iter().map(|person| (person.facts.first_name.to_string(), person.facts.name())).collect();
    // One of them stands in Remove already, and a search hides all of them.
    window.key(Key::Home);
    let first = window.names(Pane::Keep)[0].clone();
    window.key(Key::X);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.harness.event(Event::Text("zebra".to_owned()));
    window.settle();
    window.key(Key::Escape);
    let names: Vec<&String> = people.iter().map(|(_, name)| name).take(3).collect();
    let look_up = |window: &mut Window, text: String| {
        window.key_with(Modifiers::COMMAND, Key::L);
        window.harness.event(Event::Text(text));
        window.settle();
        window.click("Look them up");
    };
    look_up(&mut window, format!("{}\nNobody Atall\n- {}, Somewhere\n{}", names[0].to_uppercase(), names[1], names[2]));
    assert!(window.has("3 people clearly meant") && window.has("1 line names nobody among your connections"));
    window.click("Select them");
    assert!(window.harness.state().state().pane(Pane::Keep).search().is_empty());
    let in_remove = usize::from(people.iter().take(3).any(|(name, _)| *name == first));
    assert_eq!((window.selected(Pane::Keep), window.selected(Pane::Remove)), (3 - in_remove, in_remove));
    look_up(&mut window, format!("{}\n{}", names[1], names[2]));
    window.click("Protect them");
    let protected = |window: &Window| window.harness.state().state().people().iter().filter(|person| person.state.is_protected).count();
    assert_eq!((protected(&window), window.has("Who is meant")), (2, false));
    // Those who are spared are who was meant, and who is protected.
    let rest = window.total(Pane::Keep) - window.names(Pane::Keep).iter().filter(|name| people[..3].iter().any(|(first, _)| first == *name)).count();
    look_up(&mut window, names[0].clone());
    window.click(&format!("Move the other {rest} that Keep shows to Remove"));
    assert_eq!(window.names(Pane::Keep).len(), window.total(Pane::Keep));
    assert!(window.names(Pane::Keep).iter().all(|name| people[..3].iter().any(|(first, _)| first == name)));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.total(Pane::Keep), 5);
}
