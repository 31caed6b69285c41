//! Triage in the window: one person at a time, by one key each, and the rules that culling programs learned the hard way.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use partwell::model::{
    person::decision::{Decision, Pane},
    settings::Settings,
};

use crate::support::window::Window;

fn state(window: &Window) -> &partwell::state::State {
    window.harness.state().state()
}

fn shown(window: &Window) -> String {
    state(window).focused().map(|person| person.facts.first_name.to_string()).unwrap_or_default()
}

fn decision_of(window: &Window, name: &str) -> Decision {
    state(window).people().iter().find(|person| person.facts.first_name == name).map(|person| person.state.decision).unwrap()
}

/// So many people in Triage, and their names in the order of the list.
fn in_triage(count: usize) -> (Window, Vec<String>) {
    let mut window = Window::with_people(count);
    let names = window.names(Pane::Keep);
    window.key(Key::Home);
    window.key(Key::T);
    assert_eq!(shown(&window), names[0]);
    (window, names)
}

// In the product book: F5.
#[test]
fn a_decision_costs_one_key_and_goes_on_to_the_next() {
    let (mut window, names) = in_triage(8);
    assert!(window.has("0 of 8"));
    for (key, decision) in [(Key::K, Decision::Keep), (Key::X, Decision::Remove), (Key::U, Decision::Unfollow)] {
        let name = shown(&window);
        window.key(key);
        assert_eq!(decision_of(&window, &name), decision, "{key:?}");
    }
    // Who is protected needs no other decision.
    window.key(Key::P);
    assert!(state(&window).people().iter().any(|person| person.facts.first_name == names[3] && person.state.is_protected));
    assert_eq!(shown(&window), names[4]);
    assert!(window.has("4 of 8"));
    // Later by the dialog: the first of its choices has the keyboard.
    window.key(Key::L);
    window.key(Key::Enter);
    assert_eq!((decision_of(&window, &names[4]), shown(&window)), (Decision::Later, names[5].clone()));
    // What is skipped stays, and the last one leads back to the one before.
    window.key(Key::Space);
    window.key(Key::Space);
    assert_eq!(shown(&window), names[7]);
    window.key(Key::K);
    assert_eq!(shown(&window), names[6], "never nobody, and never the first");
    window.key(Key::X);
    assert_eq!((shown(&window), decision_of(&window, &names[5])), (names[5].clone(), Decision::Undecided));
    window.key(Key::K);
    assert!(window.has("Everybody here is decided") && window.has("8 of 8"));
    assert!(window.has("Looked at") && window.has("Skipped"));
}

#[test]
fn undo_brings_the_person_and_the_place_back() {
    let (mut window, names) = in_triage(6);
    window.key(Key::Space);
    window.key(Key::X);
    assert_eq!((shown(&window), window.total(Pane::Remove)), (names[2].clone(), 1));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!((shown(&window), window.total(Pane::Remove)), (names[1].clone(), 0));
    assert!(window.has("0 of 6"));
    window.key(Key::K);
    assert_eq!((shown(&window), decision_of(&window, &names[1])), (names[2].clone(), Decision::Keep));
}

#[test]
fn keys_that_come_faster_than_they_are_saved_each_find_the_next_one() {
    let (mut window, names) = in_triage(7);
    for key in [Key::K, Key::X, Key::K, Key::X] {
        window.harness.key_press(key);
    }
    window.settle();
    let decided: Vec<Decision> = names.iter().map(|name| decision_of(&window, name)).collect();
    assert_eq!(decided[..4], [Decision::Keep, Decision::Remove, Decision::Keep, Decision::Remove]);
    assert_eq!((shown(&window), decided[4]), (names[4].clone(), Decision::Undecided));
}

#[test]
fn a_decision_that_hides_somebody_from_the_view_does_not_lose_the_place() {
    let mut window = Window::with_people(6);
    window.type_into("Search Keep", "is:undecided");
    let names = window.names(Pane::Keep);
    window.key(Key::Enter);
    window.key(Key::Home);
    window.key(Key::ArrowDown);
    window.key(Key::T);
    assert_eq!(shown(&window), names[1]);
    window.key(Key::K);
    window.key(Key::U);
    assert_eq!(shown(&window), names[3]);
    // Review stands at the same person.
    window.key(Key::Escape);
    assert_eq!((shown(&window), window.names(Pane::Keep).len()), (names[3].clone(), 4));
}

#[test]
fn the_same_decision_twice_harms_nothing_and_without_going_on_one_stays() {
    let (mut window, names) = in_triage(5);
    window.click("Go on by itself");
    window.key(Key::K);
    window.key(Key::K);
    assert_eq!((shown(&window), decision_of(&window, &names[0])), (names[0].clone(), Decision::Keep));
    assert_eq!(state(&window).settings.triage.sitting.as_ref().unwrap().kept, 1);
    window.key(Key::ArrowRight);
    assert_eq!(shown(&window), names[1]);
    window.key(Key::ArrowLeft);
    assert_eq!(shown(&window), names[1], "who is decided is passed over");
    window.click("Also those you decided");
    window.key(Key::ArrowLeft);
    assert_eq!(shown(&window), names[0]);
}

#[test]
fn the_last_decision_is_done_again_with_its_reasons() {
    let (mut window, names) = in_triage(6);
    window.key(Key::Period);
    assert_eq!(decision_of(&window, &names[0]), Decision::Undecided, "there is nothing to do again");
    window.key(Key::R);
    window.key(Key::Num1);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.key(Key::X);
    assert_eq!((decision_of(&window, &names[0]), shown(&window)), (Decision::Remove, names[1].clone()));
    window.key(Key::Period);
    window.key(Key::Period);
    let reasons = |name: &str| state(&window).people().iter().find(|person| person.facts.first_name == name).unwrap().state.reasons.clone();
    assert!(!reasons(&names[0]).is_empty());
    assert_eq!((reasons(&names[1]), reasons(&names[2])), (reasons(&names[0]), reasons(&names[0])));
    assert_eq!((decision_of(&window, &names[2]), shown(&window)), (Decision::Remove, names[3].clone()));
}

#[test]
fn a_whole_sitting_is_taken_back_in_one_step() {
    let mut window = Window::with_people(6);
    let names = window.names(Pane::Keep);
    window.click_with(&names[5], Modifiers::NONE);
    window.key(Key::P);
    window.key(Key::Home);
    window.key(Key::T);
    for key in [Key::K, Key::X, Key::Space, Key::X] {
        window.key(key);
    }
    window.key(Key::E);
    assert!(window.has("That was this sitting") && window.has("Go on with 2 people"));
    window.click("Take the whole sitting back");
    assert!(names[..5].iter().all(|name| decision_of(&window, name) == Decision::Undecided));
    assert!(state(&window).people().iter().any(|person| person.state.is_protected), "what came before it stays");
    assert!(state(&window).settings.triage.sitting.is_none());
}

#[test]
fn the_place_the_sitting_and_the_order_survive_a_restart() {
    let (mut window, _) = in_triage(9);
    window.click("In no order");
    window.key(Key::K);
    window.key(Key::X);
    let (person, seed) = (shown(&window), state(&window).settings.triage.seed);
    assert!(seed.is_some());
    let next = state(&window).triage_next(9);
    let mut window = window.reopened();
    assert!(window.has("This sitting"), "the page is shown again");
    assert_eq!((shown(&window), state(&window).settings.triage.seed, state(&window).triage_next(9)), (person, seed, next));
    let sitting = state(&window).settings.triage.sitting.clone().unwrap();
    assert_eq!((sitting.kept, sitting.removed), (1, 1));
    // All of them come, each once, whatever the order.
    let mut met = vec![shown(&window)];
    for _ in 0..6 {
        window.key(Key::K);
        met.push(shown(&window));
    }
    window.key(Key::K);
    met.sort();
    met.dedup();
    assert_eq!((met.len(), state(&window).undecided), (7, 0));
}

// In the product book: F11.
#[test]
fn titles_are_hidden_until_the_key_is_held() {
    let mut window = Window::open_in(tempfile::tempdir().unwrap(), Vec::new(), egui::vec2(1280.0, 900.0));
    let rows = "Mira,Quorn,https://www.linkedin.com/in/mira-example,mira@kite.example,Kite,Dyer,01 Jan 2024\nMira,Quorn,https://www.linkedin.com/in/mira-2-example,,Mills,Buyer,05 Feb 2024";
    window.import(&format!("{}\n{rows}\n", crate::support::H7), "Import 2 people");
    window.key_with(Modifiers::COMMAND, Key::T);
    let work = state(&window).focused().unwrap().facts.work();
    assert!(window.has(&work));
    window.click("Judge without titles");
    let hidden = "Position and company are hidden: hold H to see them";
    assert!(!window.has(&work) && window.has(hidden));
    // Nor does the company come in by another line: the last tie, the address, who bears the same name.
    assert!(!window.has("Kite") && !window.has("kite.example") && !window.has("Dyer"));
    assert!(window.has("Your last tie to") && window.has("Another connection has this name: hold H"));
    window.harness.key_down(Key::H);
    window.settle();
    assert!(window.has(&work));
    window.harness.key_up(Key::H);
    window.settle();
    assert!(window.has(hidden));
}

#[test]
fn a_note_is_written_beside_the_card_and_letters_in_it_decide_nothing() {
    let (mut window, names) = in_triage(3);
    window.key(Key::N);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("kept for luck");
    window.settle();
    window.key(Key::Escape);
    assert_eq!((shown(&window), decision_of(&window, &names[0])), (names[0].clone(), Decision::Undecided));
    assert!(window.has("This sitting"), "the key that leaves the note does not leave the page");
    window.key(Key::K);
    assert_eq!(shown(&window), names[1]);
    let note = state(&window).people().iter().find(|person| person.facts.first_name == names[0]).unwrap().state.note.clone();
    assert_eq!(note, "kept for luck");
}

#[test]
fn those_in_remove_are_gone_through_as_well() {
    let mut window = Window::with_people(5);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    for _ in 0..3 {
        window.key(Key::X);
    }
    let removed = window.names(Pane::Remove);
    window.tab_into("Remove list");
    window.key(Key::Home);
    window.key(Key::T);
    window.key(Key::Space);
    assert_eq!(shown(&window), removed[1]);
    window.key(Key::K);
    assert_eq!((shown(&window), window.total(Pane::Remove)), (removed[2].clone(), 2));
    assert_eq!(Settings::default().triage.sitting, None);
}

// In the product book: F18.
#[test]
fn who_was_found_again_makes_a_pile_of_their_own() {
    let (mut window, names) = in_triage(4);
    window.key(Key::G);
    assert!(window.has("Glad to have found again: ") && window.has("Found again"));
    assert_eq!(shown(&window), names[0], "it decides nothing");
    window.key(Key::K);
    assert_eq!(state(&window).settings.triage.sitting.as_ref().map(|sitting| (sitting.rediscovered, sitting.decided())), Some((1, 1)));
    window.key(Key::Escape);
    window.type_into("Search Keep", "is:rediscovered");
    assert_eq!(window.names(Pane::Keep), names[..1]);
    window.key(Key::Enter);
    window.key(Key::G);
    assert_eq!(window.names(Pane::Keep), Vec::<String>::new());
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.names(Pane::Keep), names[..1]);
}

#[test]
fn a_queue_is_gone_through_and_its_count_follows_every_decision() {
    let mut window = Window::open_in(tempfile::tempdir().unwrap(), Vec::new(), egui::vec2(1400.0, 900.0));
    let rows: Vec<String> = (0..6)
        .map(|i| format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,{},Dyer,0{} Jan 2024", if i % 2 == 0 { "Mills" } else { "" }, i + 1))
        .collect();
    window.import(&format!("{}\n{}\n", crate::support::H7, rows.join("\n")), "Import 6 people");
    window.key_with(Modifiers::COMMAND, Key::T);
    assert!(window.has("Everybody in Keep: 6 left") && window.has("Not looked at yet: 6 left"));
    // Without a file of messages nobody knows whether there were any: nobody is said never to have written.
    assert!(window.has("No company, no word: 0 left") && window.has("Wrote only to sell: 0 left"));
    window.click_starting("Not looked at yet");
    assert_eq!(state(&window).pane(Pane::Keep).search(), "is:undecided");
    let first = shown(&window);
    window.key(Key::K);
    assert_ne!(shown(&window), first, "keys reach the card");
    assert!(window.has("Not looked at yet: 5 left") && window.has("Everybody in Keep: 5 left"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Not looked at yet: 6 left"));
    window.click("Which queues are shown, in which order");
    window.click("Wrote only to sell");
    window.press("Move up: No company, no word");
    window.key(Key::Escape);
    assert!(!window.has("Wrote only to sell: "));
    // Also beside the lists of Review, in the same order; a click there shows them.
    window.key(Key::Escape);
    window.key(Key::F);
    window.click("Queues");
    let top = |window: &Window, label: &str| window.harness.query_all_by_label_contains(label).next().unwrap().rect().top();
    assert!(top(&window, "No company, no word: ") < top(&window, "Never a word, 5+ years: ") && !window.has("Wrote only to sell: "));
    window.click_starting("Never a word, 5+ years: ");
    assert_eq!(state(&window).pane(Pane::Keep).search(), "messages:0 connected:>5y");
    window.key_with(Modifiers::COMMAND, Key::T);
    window.click_starting("Everybody in Keep");
    assert_eq!(state(&window).pane(Pane::Keep).search(), "");
}

#[test]
fn a_sitting_that_was_ended_is_over_and_an_import_is_no_part_of_one() {
    let (mut window, names) = in_triage(6);
    window.key(Key::K);
    window.key(Key::E);
    assert!(window.has("That was this sitting"));
    window.key(Key::Escape);
    window.key(Key::T);
    assert_eq!(shown(&window), names[1]);
    assert!(window.has("0 of 5") && !window.has("That was this sitting"));
    window.key(Key::K);
    assert_eq!(state(&window).settings.triage.sitting.as_ref().map(|sitting| sitting.kept), Some(1));
    window.import(&crate::support::invented(9), "Import 9 people");
    assert!(state(&window).settings.triage.sitting.is_none());
}

#[test]
fn while_names_are_hidden_the_page_names_nobody() {
    let mut window = Window::open_in(tempfile::tempdir().unwrap(), Vec::new(), egui::vec2(1400.0, 900.0));
    window.click("Try with sample people");
    window.key_with(Modifiers::COMMAND, Key::T);
    assert!(window.has("Former employers: "));
    let companies: Vec<String> = state(&window).owner_past.jobs.iter().map(|job| job.company.clone()).filter(|company| !company.is_empty()).collect();
    assert!(!companies.is_empty());
    let names: Vec<String> = state(&window).triage_next(4).into_iter().filter_map(|id| state(&window).person(id)).map(|person| person.facts.name()).collect();
    window.key(Key::F9);
    assert!(!window.has("Former employers: ") && window.has("This sitting"));
    for told in companies.iter().chain(&names) {
        assert!(!window.has(told), "{told}");
    }
    // Keys go on.
    let first = shown(&window);
    window.key(Key::K);
    assert_ne!(shown(&window), first);
}

/// A quick pass takes the obvious; whom one passed over comes again, alone, once the others are through, also after a restart.
// In the product book: F17.
#[test]
fn the_second_pass_is_of_those_alone_who_were_passed_over() {
    let (mut window, names) = in_triage(7);
    for key in [Key::K, Key::Space, Key::X, Key::Space, Key::K] {
        window.key(key);
    }
    assert_eq!(shown(&window), names[5]);
    assert!(window.has("Maybes, for later"));
    let mut window = window.reopened();
    window.key_with(Modifiers::COMMAND, Key::T);
    assert_eq!(shown(&window), names[5]);
    // Back leads to everybody who is undecided, and forward past whom one passed over before.
    window.key(Key::ArrowLeft);
    assert_eq!(shown(&window), names[3]);
    window.key(Key::Space);
    assert_eq!(shown(&window), names[5]);
    window.key(Key::K);
    // The last one of the first pass is passed over, too: then all of these come, from the first.
    window.key(Key::Space);
    assert_eq!((shown(&window), state(&window).message.text.as_str()), (names[1].clone(), "Everybody else is decided. Now the 3 maybes alone"));
    assert!(window.has("Maybes, now alone"));
    window.key(Key::X);
    assert_eq!(shown(&window), names[3]);
    window.key(Key::X);
    assert_eq!(shown(&window), names[6]);
    window.key(Key::X);
    assert!(window.has("Everybody here is decided"));
}
