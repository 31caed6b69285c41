//! After the batch, in the window: work list, ledger and what changed, through accessibility labels.

use egui::{
    Key, Modifiers,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{NodeT, Queryable};
use partwell::model::{batch::task::TaskState, person::decision::Pane};

use crate::support::{
    invented,
    window::{Dropped, Window},
};

/// Finalizes the first so many of Keep, by keyboard alone. Gives their names, sorted.
pub(crate) fn finalize(window: &mut Window, count: usize) -> Vec<String> {
    let mut names = window.names(Pane::Keep)[..count].to_vec();
    names.sort();
    let batches = window.harness.state().state().overview.batches.len();
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.key(Key::ArrowDown);
    window.key(Key::Home);
    for _ in 1..count {
        window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    }
    window.key(Key::Enter);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.harness.state().state().overview.batches.len(), batches + 1);
    // The list is offered; it can be taken away later.
    window.key(Key::Escape);
    names
}

/// A window with 30 people, of whom the first three are finalized, on the work list.
pub(crate) fn with_a_batch() -> (Window, Vec<String>) {
    let mut window = Window::with_people(30);
    let names = finalize(&mut window, 3);
    (window, names)
}

pub(crate) fn work_states(window: &Window) -> Vec<TaskState> {
    let mut items = window.harness.state().state().work_list.get().unwrap().clone();
    items.sort_by_key(|item| item.listed.facts.name());
    items.iter().map(|item| item.state).collect()
}

// In the product book: W1, W3.
#[test]
fn the_work_list_is_carried_out_by_keyboard_with_two_keys_a_person() {
    let (mut window, names) = with_a_batch();
    assert!(window.has("0 of 3 done") && window.has("3 remaining, all of them today"));
    let copied = |window: &Window| window.harness.state().state().message.text.clone();
    window.key(Key::Enter);
    assert!(copied(&window).starts_with(&format!("Name copied: {}", names[0])), "{}", copied(&window));
    assert!(window.has("Paste the name into the search field above your connections"));
    // Four quick Enters mark nobody: one must have been away at LinkedIn first.
    for _ in 0..3 {
        window.key(Key::Enter);
    }
    assert_eq!(work_states(&window), [TaskState::ToDo; 3]);
    assert!(copied(&window).contains("Enter means done once you come back"));
    window.go_away_and_come_back();
    window.key(Key::Enter);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::ToDo, TaskState::ToDo]);
    assert!(window.has("1 of 3 done"));
    // The next one is there already.
    window.key(Key::S);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::Skipped, TaskState::ToDo]);
    window.key(Key::K);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::Skipped, TaskState::ChangedMind]);
    assert_eq!(window.total(Pane::Keep), 28);
    // Whoever was skipped comes again.
    window.key(Key::N);
    assert_eq!(work_states(&window)[1], TaskState::NotFound);
    assert!(window.has("Nothing waits any more") && window.has("1 person marked as done, 1 not found, 1 stays after all."));
    assert!(window.has("1 of 1 done"), "who was not found is not done");
    // They can be looked for once more.
    window.press("Look for the one who was not found once more");
    assert_eq!(work_states(&window)[1], TaskState::ToDo);
    window.key_with(Modifiers::COMMAND, Key::Z);
    // A slip is put right from the list of what was dealt with, and by Undo.
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(work_states(&window)[1], TaskState::Skipped);
    window.click_starting(&format!("Put back on the work list: {}", names[0]));
    assert_eq!(work_states(&window)[0], TaskState::ToDo);
    // The steps can be put away.
    assert!(window.has("Search by name"));
    window.click("Hide On a computer");
    assert!(!window.has("Search by name") && !window.harness.state().state().settings.shows_steps);
}

// In the product book: W5.
#[test]
fn the_pace_holds_back_and_can_be_changed() {
    let (mut window, _) = with_a_batch();
    window.click("Pace: 25 a day");
    assert!(window.has("LinkedIn publishes no limit on removals"));
    window.click("10 a day");
    assert_eq!(window.harness.state().state().settings.pace.a_day, Some(10));
    assert!(window.has("0 of 3 done"));
    window.click("Time box: 20 min");
    window.click("Remind me after 10 minutes");
    assert_eq!(window.harness.state().state().settings.pace.minutes, Some(10));
}

#[test]
fn somebody_is_marked_to_unfollow_and_stands_on_the_work_list() {
    let mut window = Window::with_people(20);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::U);
    assert!(window.row(&names[0]).contains("to unfollow"));
    window.key_with(Modifiers::COMMAND, Key::Num2);
    assert!(window.has("to unfollow") && window.has("Unfollowed"));
    window.key(Key::D);
    assert_eq!(work_states(&window), [TaskState::Done]);
    window.key_with(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.total(Pane::Keep), 20);
}

// In the product book: L3.
#[test]
fn a_later_export_tells_what_changed_and_the_ledger_remembers() {
    let (mut window, names) = with_a_batch();
    window.key(Key::D);
    window.key(Key::D);
    // The first went, the second did not; one more joined.
    let text = invented(31);
    let gone = names[0].split(' ').next().unwrap().to_owned();
    let text: Vec<&str> = text.lines().filter(|line| !line.starts_with(&format!("{gone},"))).collect();
    window.import(&text.join("\n"), "Import 30 people");
    assert!(window.has("Gone as planned · 1") && window.has("Still connected · 1"));
    // One key brings whoever is still connected back.
    window.key(Key::B);
    assert!(window.has("back on the work list"));
    assert!(window.harness.state().state().message.text.starts_with("Put back on the work list"));
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert!(window.has("Everybody · 3") && window.has("Gone as planned"));
    window.click("Verdict: Any verdict");
    window.harness.query_all_by_role_and_label(Role::Button, "Gone as planned").last().unwrap().click();
    window.settle();
    window.click_starting(&format!("{gone} "));
    assert!(window.has("What is left over") && window.has("Done at LinkedIn"));
    window.harness.get_by_role_and_label(Role::CheckBox, "The old message thread").click_accesskit();
    window.settle();
    assert_eq!(window.harness.state().state().ledger.get().unwrap().tidied.len(), 1);
    window.type_into("Note for the invitation", "after the fair");
    window.press("Invite again: in a month");
    assert!(window.has("Invite again · 1"));
    window.click("Invite again · 1");
    assert!(window.has("0 of 20 this week") && window.has("after the fair"));
    window.click_starting("Sent: ");
    assert!(window.has("1 of 20 this week"));
}

#[test]
fn an_export_that_looks_cut_short_is_explained_and_accepted() {
    let mut window = Window::with_people(100);
    let text = invented(100);
    let lines: Vec<&str> = text.lines().collect();
    // Every third of them is missing.
    let kept: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| *i < 4 || i % 3 != 0).map(|(_, line)| *line).collect();
    let path = window.folder.path().join("short.csv");
    std::fs::write(&path, kept.join("\n")).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.settle();
    assert!(window.has("The export is complete: mark missing people as gone") && window.has("than one in ten"));
    window.click_starting("Import 6");
    assert!(window.has("This export looks incomplete"));
    assert_eq!(window.total(Pane::Keep), 100);
    window.click("The export is complete: mark missing people as gone");
    assert!(window.total(Pane::Keep) < 80 && window.has("Gone without you"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.total(Pane::Keep), 100);
}

/// The list without those lines that contain one of these.
fn without(text: &str, gone: &[&str]) -> String {
    text.lines().filter(|line| !gone.iter().any(|part| line.contains(part))).collect::<Vec<_>>().join("\n")
}

#[test]
fn todays_portion_holds_back_until_one_goes_on_all_the_same() {
    let mut window = Window::with_people(30);
    finalize(&mut window, 12);
    window.click("Pace: 25 a day");
    window.click("10 a day");
    assert!(window.has("0 of 10 done") && window.has("12 remaining, the last one tomorrow at this pace"));
    window.tab_into("Work list");
    for _ in 0..10 {
        window.key(Key::D);
    }
    assert!(window.has("Today's portion is done") && window.has("10 of 10 done"));
    let done = |window: &Window| work_states(window).iter().filter(|state| **state == TaskState::Done).count();
    window.key(Key::D);
    assert_eq!(done(&window), 10, "a key too many does nothing");
    assert!(window.has("Choose “Keep going”"), "but says why");
    window.tab_to("Keep going");
    window.key(Key::Enter);
    window.tab_into("Work list");
    window.key(Key::D);
    assert_eq!(done(&window), 11);
}

#[test]
fn several_batches_wait_in_one_list_that_goes_on_where_it_stopped() {
    let mut window = Window::with_people(30);
    let first = finalize(&mut window, 3);
    let second = finalize(&mut window, 2);
    assert!(window.has("5 remaining"));
    window.key(Key::D);
    window.key(Key::S);
    let mut window = window.reopened();
    window.key_with(Modifiers::COMMAND, Key::Num2);
    // The one who comes next, then those of the second batch, and last whoever was skipped.
    let waits: Vec<String> = {
        let list = window.harness.get_by_role_and_label(Role::ListBox, "Work list");
        list.query_all_by_role(Role::ListBoxOption).filter_map(|row| row.accesskit_node().label()).collect()
    };
    let expected = [&first[2], &second[0], &second[1], &first[1]];
    assert_eq!(waits.len(), 4, "{waits:?}");
    for (row, name) in waits.iter().zip(expected) {
        assert!(row.starts_with(name.as_str()), "{row}: {name}");
    }
    assert!(waits[3].contains("skipped before"));
    window.key(Key::Enter);
    assert!(window.harness.state().state().message.text.contains(&first[2]));
}

#[test]
fn a_session_is_reminded_of_a_pause_and_can_be_paused() {
    let (mut window, _) = with_a_batch();
    window.key(Key::Enter);
    assert!(window.has("Time box: 0 of 20 min") && !window.has("minutes are over"));
    let now = window.harness.ctx.input(|input| input.time);
    window.harness.input_mut().time = Some(now + 20.0 * 60.0 + 1.0);
    window.settle();
    assert!(window.has("20 minutes are over"));
    window.tab_to("As many minutes once more");
    window.key(Key::Enter);
    assert!(!window.has("minutes are over"));
    window.harness.input_mut().time = Some(now + 40.0 * 60.0 + 5.0);
    window.settle();
    window.tab_to("Pause the session");
    window.key(Key::Enter);
    assert!(!window.has("minutes are over") && window.has("Time box: 20 min"));
}

#[test]
fn somebody_under_another_link_is_joined_only_when_one_says_so() {
    let (mut window, _) = with_a_batch();
    let person = window.names(Pane::Keep)[10].clone();
    let number = person.trim_start_matches("Person").split(' ').next().unwrap().to_owned();
    let moved = invented(30).replace(&format!("/in/person-{number}-example"), "/in/quite-another-example");
    window.import(&moved, "Import 30 people");
    assert!(window.has("Unclear · 1") && window.has("under another link"));
    assert_eq!(window.total(Pane::Keep), 28, "nothing is concluded of the old one, and the new one is there");
    window.press(&window.label_starting("The same person: "));
    assert!(!window.has("Unclear · 1"));
    assert_eq!(window.total(Pane::Keep), 27);
    let joined: Vec<_> = window.harness.state().state().people().iter().filter(|one| one.facts.first_name == person).collect();
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].facts.slug.as_deref(), Some("quite-another-example"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Unclear · 1"));
}

// In the product book: L4.
#[test]
fn a_new_job_calls_somebody_out_of_remove_and_an_import_is_taken_back() {
    let mut window = Window::with_people(30);
    let finalized = finalize(&mut window, 1);
    window.key_with(Modifiers::COMMAND, Key::Num1);
    let in_draft = window.names(Pane::Keep)[4].clone();
    window.click_with(&in_draft, Modifiers::NONE);
    window.key(Key::Enter);
    assert_eq!(window.total(Pane::Remove), 1);
    let mut text = invented(31);
    for name in [&finalized[0], &in_draft] {
        let number: usize = name.trim_start_matches("Person").parse().unwrap();
        text = text.replace(&format!("person-{number:05}-example,,Company {},Dyer", number % 200), &format!("person-{number:05}-example,,New Hall,Director"));
    }
    window.import(&text, "Import 31 people");
    assert!(window.has("In Remove, and in a new job: another look? · 2") && window.has("New Hall"));
    window.press(&window.label_starting(&format!("Back to Keep: {in_draft}")));
    assert_eq!((window.total(Pane::Remove), window.total(Pane::Keep)), (0, 30));
    window.press(&window.label_starting(&format!("Back to Keep: {}", finalized[0])));
    assert_eq!(window.total(Pane::Keep), 31);
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Z);
    // While something rests on the import it is not taken back.
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.click_with("Person00030", Modifiers::NONE);
    window.key(Key::P);
    window.key_with(Modifiers::COMMAND, Key::Num5);
    window.press("Take this import back");
    let said = window.harness.state().state().problems.front().map(|problem| problem.detail.clone()).unwrap_or_default();
    assert!(!said.is_empty(), "what would be lost is said");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.press("Take this import back");
    assert!(window.harness.state().state().problems.is_empty());
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (28, 1));
    let person = |window: &Window, name: &str| window.harness.state().state().people().iter().find(|one| one.facts.first_name == name).unwrap().facts.clone();
    assert_eq!(person(&window, &in_draft).position, "Dyer");
    // Also that is one step.
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(person(&window, &in_draft).position, "Director");
}

/// Somebody may stand in two parts of the page, with other buttons in each: all of them stay in sight.
#[test]
fn who_stands_on_the_page_twice_has_each_button_in_its_place() {
    let mut window = Window::with_people(30);
    let finalized = finalize(&mut window, 2);
    // Not found: such people can still go back to Keep, which those who were removed cannot.
    for _ in 0..2 {
        window.key(Key::N);
    }
    let number: usize = finalized[0].trim_start_matches("Person").parse().unwrap();
    let text =
        invented(31).replace(&format!("person-{number:05}-example,,Company {},Dyer", number % 200), &format!("person-{number:05}-example,,New Hall,Director"));
    window.import(&text, "Import 31 people");
    for start in ["Back to Keep: ", "Back on the work list: "] {
        let label = window.label_starting(&format!("{start}{}", finalized[0]));
        let rect = window.harness.get_by_label(&label).rect();
        assert!(rect.right() < 1280.0 && rect.width() > 60.0, "{label} at {rect:?}");
    }
}

#[test]
fn an_older_export_is_said_to_be_one() {
    let mut window = Window::with_people(60);
    let older = without(&invented(60), &["28 Jan 2020", "27 Jan 2020"]);
    let path = window.folder.path().join("older.csv");
    std::fs::write(&path, older).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.settle();
    assert!(window.has("This export is older than the newest one you have"));
    window.click("Import evidence");
    assert!(window.has("It changed nobody"));
    assert_eq!(window.total(Pane::Keep), 60);
}

// In the product book: L6, L11.
#[test]
fn the_ledger_is_read_searched_and_tidied_by_keyboard_alone() {
    let (mut window, names) = with_a_batch();
    for _ in 0..3 {
        window.key(Key::D);
    }
    let gone: Vec<String> = names.iter().map(|name| format!("{name},")).collect();
    let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
    window.import(&without(&invented(30), &gone), "Import 27 people");
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert!(window.is_in_list("Ledger"));
    let shown = |window: &Window, name: &str| {
        window
            .harness
            .query_all_by_role(Role::ListBoxOption)
            .any(|row| row.accesskit_node().toggled() == Some(Toggled::True) && row.accesskit_node().label().unwrap_or_default().starts_with(name))
    };
    assert!(shown(&window, &names[0]));
    window.key(Key::ArrowDown);
    assert!(shown(&window, &names[1]));
    window.key(Key::End);
    assert!(shown(&window, &names[2]));
    window.key_with(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role_and_label(Role::TextInput, "Search the ledger").type_text(&names[1]);
    window.settle();
    assert!(shown(&window, &names[1]) && !window.has(&format!("{} ", names[0])));
    window.tab_to("The old message thread");
    window.key(Key::Space);
    assert_eq!(window.harness.state().state().ledger.get().unwrap().tidied.len(), 1);
    window.tab_to("Day from which to invite");
    window.harness.get_by_role_and_label(Role::TextInput, "Day from which to invite").type_text("2027-03-01");
    window.settle();
    window.tab_to("Invite again: from that day");
    window.key(Key::Enter);
    assert!(window.has("from 1 Mar 2027 on"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(!window.has("from 1 Mar 2027 on"));
    // They are there again, and the list of invitations knows it.
    window.key_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.import(&invented(32), "Import 32 people");
    assert!(window.has("Connected again · 3"));
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.click("Invite again · 1");
    assert!(window.has("connected again"));
}

#[test]
fn pages_without_anything_say_what_they_are_for() {
    let mut window = Window::with_people(3);
    for (key, words) in [(Key::Num2, "Nothing to do yet"), (Key::Num3, "The ledger is empty"), (Key::Num5, "Your first import")] {
        window.key_with(Modifiers::COMMAND, key);
        assert!(window.has(words), "{words}");
    }
}

#[test]
fn a_key_that_is_held_and_a_click_too_many_mark_nobody() {
    let (mut window, names) = with_a_batch();
    let held = |window: &mut Window, key: Key| {
        for repeat in [false, true, true, true] {
            let event = egui::Event::Key { key, physical_key: None, pressed: true, repeat, modifiers: Modifiers::NONE };
            window.harness.event(event);
            window.settle();
        }
        window.harness.event(egui::Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE });
        window.settle();
    };
    held(&mut window, Key::Enter);
    assert_eq!(work_states(&window), [TaskState::ToDo; 3], "the name is copied, and nobody is done");
    held(&mut window, Key::D);
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::ToDo, TaskState::ToDo]);
    // Where "Copy name" stood, nothing else stands after it.
    let place = window.harness.get_by_label("Copy name").rect().center();
    for _ in 0..2 {
        window.harness.drag_at(place);
        window.harness.drop_at(place);
        window.settle();
    }
    assert_eq!(work_states(&window), [TaskState::Done, TaskState::ToDo, TaskState::ToDo]);
    assert!(window.harness.state().state().message.text.contains(&names[1]));
    assert!(window.harness.get_by_label("Copy name").rect().contains(place));
}

#[test]
fn the_work_list_goes_on_where_it_stopped_also_after_a_pause_and_another_day() {
    let mut window = Window::with_people(30);
    let names = finalize(&mut window, 4);
    window.tab_into("Work list");
    window.key(Key::ArrowDown);
    window.key(Key::D);
    assert!(window.has("Work list, 3 waiting"));
    window.click("Time box: 0 of 20 min");
    window.click("Pause");
    let mut window = window.reopened();
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.key(Key::Enter);
    assert!(window.harness.state().state().message.text.contains(&names[2]), "{}", window.harness.state().state().message.text);
}

#[test]
fn inviting_again_can_be_noted_from_the_day_of_the_removal() {
    let (mut window, names) = with_a_batch();
    window.key(Key::D);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    // Who was not removed yet is not to be invited again.
    window.click_starting(&format!("{} ", names[1]));
    assert!(!window.has("Note for the invitation"));
    window.click_starting(&format!("{} ", names[0]));
    window.type_into("Note for the invitation", "after the fair");
    window.press("Invite again: in a month");
    window.click("Invite again · 1");
    // No export has shown it yet: they are not connected again.
    assert!(window.has("after the fair") && !window.has("connected again"));
    window.click_starting("Sent: ");
    assert!(window.has("1 of 20 this week") && !window.has("connected again"));
}
