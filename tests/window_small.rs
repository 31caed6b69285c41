//! The work list beside the browser: a small window, a warning of LinkedIn's, and the count that its page should show.

use egui::{Event, Key, Modifiers};
use partwell::model::batch::task::TaskState;

use crate::window_after::{with_a_batch, work_states};

// In the product book: W10.
#[test]
fn done_copies_the_next_name_with_the_same_key() {
    let (mut window, names) = with_a_batch();
    window.key(Key::M);
    assert!(!window.has("Insights") && window.has("0 of 3 today") && window.has("Copy name"));
    let said = |window: &crate::support::window::Window| window.harness.state().state().message.text.clone();
    window.key(Key::Enter);
    assert!(said(&window).starts_with(&format!("Name copied: {}", names[0])) && window.has("Done, next name"));
    // A second Enter without having been away is a slip.
    window.key(Key::Enter);
    assert_eq!(work_states(&window), [TaskState::ToDo; 3]);
    window.go_away_and_come_back();
    window.key(Key::Enter);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::ToDo, TaskState::ToDo]);
    assert!(window.has("Done, next name") && window.has(&names[1]) && !window.has(&names[0]), "the next name is copied already");
    window.go_away_and_come_back();
    window.key(Key::Enter);
    window.key(Key::N);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::Done, TaskState::NotFound]);
    assert!(window.has("Nobody waits any more."));
    // Esc gives the whole window back, where the count is checked.
    window.key(Key::Escape);
    assert!(
        window.has("Insights") && window.has("LinkedIn's page of connections should show 28 now: 30 in your newest export, without the 2 you marked as done.")
    );
    window.type_into("How many LinkedIn shows", "29 connections");
    assert!(window.has("1 more: as many may not have been removed"));
}

#[test]
fn another_page_makes_the_window_whole_again() {
    let (mut window, _) = with_a_batch();
    window.key(Key::M);
    assert!(!window.has("Insights"));
    window.key_with(Modifiers::COMMAND, Key::Num1);
    assert!(window.has("Insights") && window.has("Search Keep"));
    window.key_with(Modifiers::COMMAND, Key::Num2);
    assert!(window.has("Insights"), "it does not become small by itself");
}

// In the product book: W8.
#[test]
fn a_warning_lets_the_list_rest_and_go_on_more_slowly() {
    let (mut window, _) = with_a_batch();
    window.key(Key::W);
    window.harness.event(Event::Text("You have been very busy".to_owned()));
    window.settle();
    window.click("Rest 3 days");
    window.click("Let it rest");
    let settings = window.harness.state().state().settings.clone();
    let today = window.harness.state().state().overview.time.today;
    assert_eq!((settings.pace.a_day, settings.pace.rests_until), (Some(10), Some(today.saturating_add(jiff::Span::new().days(3)))));
    assert_eq!(settings.warnings.all[0].said, "You have been very busy");
    assert!(window.has("LinkedIn warned you: the list rests") && window.has("It said: “You have been very busy”."));
    // Nothing is done while it rests, by no key; also after a restart.
    window.key(Key::D);
    let mut window = window.reopened();
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.key(Key::D);
    assert_eq!(work_states(&window), [TaskState::ToDo; 3]);
    window.click("Keep going");
    window.key(Key::D);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::ToDo, TaskState::ToDo]);
}

#[test]
fn a_dialog_over_the_small_window_is_closed_alone() {
    let (mut window, _) = with_a_batch();
    window.key(Key::M);
    for open in [Key::W, Key::Questionmark] {
        window.key(open);
        window.key(Key::Escape);
        assert!(!window.has("Insights") && window.has("Copy name"), "{open:?}");
    }
}
