//! Invitations, letters, plan and workspaces in the window, as a person uses them.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use jiff::Timestamp;
use partwell::{
    model::{
        batch::task::TaskState,
        local_time::LocalTime,
        outreach::errand::ErrandKind,
        person::decision::{Decision, Pane},
    },
    worker::Clock,
};

use crate::support::{H7, archive, far_west, invented, window::Window, zip_of};

/// A clock of the day before the first snow, eleven hours behind.
fn clock() -> Clock {
    Clock::new(|| LocalTime::new(Timestamp::from_second(1_795_130_000).unwrap(), far_west()))
}

/// A window on the sample people.
fn sample() -> Window {
    let mut window = Window::open_at(tempfile::tempdir().unwrap(), Vec::new(), egui::vec2(1280.0, 800.0), clock());
    window.click("Try with sample people");
    window
}

fn errands(window: &Window, kind: ErrandKind) -> Vec<(String, TaskState)> {
    let outreach = window.harness.state().state().outreach.get().unwrap();
    outreach.errands_of(kind).map(|errand| (errand.name.clone(), errand.state)).collect()
}

#[test]
fn i1_invitations_are_put_on_the_list_and_withdrawn_by_keyboard_alone() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num6);
    assert!(window.is_in_list("Invitations"));
    window.key(Key::Space);
    let planned = errands(&window, ErrandKind::Withdraw);
    assert_eq!(planned, [("Leocadia Brambleforth".to_owned(), TaskState::ToDo)]);
    // The list of what is to do, and done.
    window.click_starting("Shown: Waiting");
    window.click_starting("On the list");
    assert!(window.has("Leocadia Brambleforth"));
    window.key(Key::C);
    assert!(window.has("Name copied: Leocadia Brambleforth"));
    window.key(Key::D);
    assert_eq!(errands(&window, ErrandKind::Withdraw), [("Leocadia Brambleforth".to_owned(), TaskState::Done)]);
    // The ledger tells it, and Undo takes it back.
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.click_starting("Letters and other steps");
    assert!(window.has("Invitation withdrawn"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Num6);
    assert_eq!(errands(&window, ErrandKind::Withdraw), [("Leocadia Brambleforth".to_owned(), TaskState::ToDo)]);
}

#[test]
fn i4_an_accident_becomes_a_list_to_withdraw_and_a_letter_to_those_who_connected() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num6);
    window.click_starting("Sent at once");
    window.click("Put 25 on the list to withdraw");
    assert_eq!(errands(&window, ErrandKind::Withdraw).len(), 25);
    assert!(!window.has("on the list to withdraw"), "all of them are");
    window.click("Letter to Ute Stüvenbrink");
    assert!(window.has("Letter: Sorry for the invitation"));
    window.click("Letter sent");
    assert_eq!(errands(&window, ErrandKind::Letter), [("Ute Stüvenbrink".to_owned(), TaskState::Done)]);
    // The ledger leads to them.
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.click_starting("Letters and other steps");
    window.key(Key::Enter);
    assert!(window.has_row(Pane::Keep, "Ute") || window.has_row(Pane::Remove, "Ute"));
}

#[test]
fn i3_advice_is_read_once_and_hidden_for_good() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num6);
    window.press("Hide: Be selective");
    assert!(!window.has("Hide: Be selective") && window.has("Hide: What withdrawing does"));
}

#[test]
fn e3_a_letter_is_filled_in_changed_by_hand_and_ticked_as_sent() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "estimates that hold");
    window.key(Key::Tab);
    window.key_with(Modifiers::COMMAND, Key::Num7);
    window.click_starting("Letter: Getting back in touch");
    window.click("Before parting");
    let text = |window: &Window| window.harness.get_by_role_and_label(Role::MultilineTextInput, "Letter").value().unwrap_or_default();
    assert!(text(&window).contains("Hello Femke") && text(&window).contains("my network here to estimates that hold"), "{}", text(&window));
    // What was written by hand stays while nothing else is asked for, and is looked over.
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Letter").focus();
    window.settle();
    window.harness.event(egui::Event::Text("\nYou never wrote. {company}".to_owned()));
    window.settle();
    assert!(window.has("“you never” may sound like blame") && window.has("{company} is still to be filled in"));
    window.click("Letter sent");
    assert!(!text(&window).contains("You never wrote."), "the next one is current: {}", text(&window));
    assert_eq!(errands(&window, ErrandKind::Letter), [("Femke Kiezelaar".to_owned(), TaskState::Done)]);
}

#[test]
fn a1_whom_one_follows_without_a_tie_becomes_a_list() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.click("Following");
    assert!(window.has("Ludovico Serravento") && !window.has("Baptiste Sambakessé"));
    window.click("Put all 4 on the list");
    assert_eq!(errands(&window, ErrandKind::UnfollowMember).len(), 4);
    assert!(window.has("Following · 4"));
    window.click_starting("Shown: Members without a tie");
    window.click_starting("Companies");
    window.key(Key::D);
    assert_eq!(errands(&window, ErrandKind::UnfollowCompany), [("Pellworth Group".to_owned(), TaskState::Done)]);
}

#[test]
fn a2_to_a8_what_is_done_instead_is_chosen_in_the_row_and_followed_up_on_the_work_list() {
    let mut window = Window::with_people(20);
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    window.key(Key::X);
    let id = window.harness.state().state().person_at(Pane::Remove, 0).unwrap().id;
    window.harness.get_by_role_and_label(Role::ListBox, "Remove list").get_by_label_contains(&format!("{first} ")).click_secondary();
    window.settle();
    window.click("Instead of removing");
    window.click("Engage less");
    assert_eq!(window.harness.state().state().person(id).unwrap().state.decision, Decision::Keep);
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.click_starting("What to do instead of removing");
    assert!(window.has(&first) && window.has("Not interested") && window.has("Hide your list of connections"));
    assert_eq!(errands(&window, ErrandKind::Alternative).len(), 1);
    window.key(Key::D);
    assert_eq!(errands(&window, ErrandKind::Alternative)[0].1, TaskState::Done);
}

#[test]
fn e2_the_checklist_leads_to_the_letter_and_back_and_offers_what_fits_instead() {
    let link = archive::LINK;
    let rows: String = format!("Zélie,Quorn,{link}zelie-example,,Mills,Dyer,08 Jan 2016\nTomas,Ferrowick,{link}tomas-example,,Mills,Buyer,07 Jan 2020\n");
    let mut messages = String::from(archive::M10);
    messages.push('\n');
    messages.push_str(&archive::message("1", archive::OWNER, ("Zélie Quorn", "zelie-example"), "2019-05-01 10:00:00", "INBOX"));
    messages.push_str(&archive::message("1", ("Zélie Quorn", "zelie-example"), archive::OWNER, "2019-05-02 10:00:00", "INBOX"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Complete_LinkedInDataExport_06-01-2026.zip");
    std::fs::write(&path, zip_of(&[("Connections.csv", format!("{H7}\n{rows}").as_bytes()), ("messages.csv", messages.as_bytes())])).unwrap();
    let mut window = Window::open_at(folder, vec![path], egui::vec2(1280.0, 800.0), clock());
    window.click("Import 2 people");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::X);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.press("Letter to Zélie Quorn");
    assert!(window.has("Letter: Before parting"));
    window.key(Key::Escape);
    assert!(window.has("Zélie Quorn: considered"), "back in the checklist");
    window.press("Instead: meet or call: Zélie Quorn");
    assert_eq!(window.total(Pane::Remove), 1);
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.click_starting("What to do instead of removing");
    assert_eq!(errands(&window, ErrandKind::Alternative), [("Zélie Quorn".to_owned(), TaskState::ToDo)]);
}

#[test]
fn p1_p2_p4_the_plan_is_written_and_told_by_keyboard() {
    let mut window = Window::with_people(20);
    window.key(Key::K);
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "natural dyes");
    window.key(Key::Enter);
    assert_eq!(window.harness.state().state().overview.focus, "natural dyes");
    window.type_into("New goal", "Feel lighter");
    window.key(Key::Enter);
    // The next one is typed right away.
    window.harness.event(egui::Event::Text("Write to five".to_owned()));
    window.settle();
    window.key(Key::Enter);
    window.click("Feel lighter");
    let goals = &window.harness.state().state().plan.get().unwrap().goals;
    assert_eq!(goals.iter().map(|goal| (goal.text.as_str(), goal.is_met)).collect::<Vec<_>>(), [("Feel lighter", true), ("Write to five", false)]);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Journal entry").focus();
    window.settle();
    window.harness.event(egui::Event::Text("Went well".to_owned()));
    window.settle();
    window.press("Save entry");
    assert!(window.has("Went well"));
    assert!(window.has("1 looked at") && window.has("20 connections"));
}

#[test]
fn l7_reminders_are_written_as_a_calendar_file() {
    let mut window = Window::with_people(20);
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.click("Save calendar file…");
    let path = window.folder.path().join("reviews.ics");
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the calendar file").focus();
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.event(egui::Event::Text(path.display().to_string()));
    window.settle();
    window.click("Save");
    assert!(std::fs::read_to_string(path).unwrap().contains("RRULE:FREQ=MONTHLY;INTERVAL=3"));
}

#[test]
fn workspaces_are_made_gone_over_to_and_never_mixed() {
    let mut window = Window::with_people(20);
    // A note that is being written belongs to the workspace in which it was begun.
    window.key(Key::N);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("of the first one");
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::K);
    window.harness.event(egui::Event::Text("workspaces".to_owned()));
    window.settle();
    window.key(Key::Enter);
    window.type_into("Whose network it is for", "Ida Roe/../x");
    window.click("Create the workspace");
    let state = || window.harness.state().state();
    assert!(state().is_first_start(), "nobody is in it");
    assert_eq!(state().workspace.file_name().unwrap(), "Ida Roe----x.partwell");
    assert_eq!(state().workspaces.len(), 2);
    let path = window.folder.path().join("Connections.csv");
    std::fs::write(&path, invented(3)).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(path)));
    window.settle();
    window.click("Import 3 people");
    window.click_starting("Workspace: Ida Roe");
    window.click("Open a");
    assert_eq!(window.total(Pane::Keep), 20);
    let noted = window.harness.state().state().people().iter().filter(|person| person.state.note == "of the first one").count();
    assert_eq!(noted, 1);
    // A file that is there is never taken for a new one.
    window.click_starting("Workspace: a");
    window.type_into("Whose network it is for", "a");
    window.click("Create the workspace");
    assert!(window.has("There is a file of that name already"));
    window.key(Key::Escape);
    assert_eq!(window.total(Pane::Keep), 20);
    // They are remembered.
    let window = window.reopened();
    assert_eq!(window.harness.state().state().workspaces.len(), 2);
}

#[test]
fn a_cover_sheet_is_written_read_and_taken_over_in_its_dialog() {
    let mut window = Window::with_people(20);
    window.key(Key::X);
    window.click("Menu");
    window.click("Cover sheet for a client…");
    window.click("A table for a spreadsheet");
    let path = window.folder.path().join("sheet.csv");
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the cover sheet").focus();
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.event(egui::Event::Text(path.display().to_string()));
    window.settle();
    window.click("Write the sheet");
    let table = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, table.replacen("\"\",\"\"\n", "\"keep\",\"an old friend\"\n", 1)).unwrap();
    assert!(window.has("Written."), "it stays open: the answers come back here");
    window.type_into("Path of the answers", &path.display().to_string());
    window.click("Read the answers");
    assert!(window.has("goes to Keep"));
    assert_eq!(window.total(Pane::Remove), 1, "nothing is changed before it is taken over");
    window.click("Take over 1 change");
    assert_eq!(window.total(Pane::Remove), 0);
}

#[test]
fn a_menu_that_is_open_has_the_keyboard_and_nothing_behind_it_acts() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num6);
    window.click("To withdraw…");
    for key in [Key::K, Key::D, Key::N, Key::X] {
        window.key(key);
    }
    assert_eq!(errands(&window, ErrandKind::Withdraw), []);
    // Its own keys are the arrows and Enter; the list has the keyboard again behind it.
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let planned = errands(&window, ErrandKind::Withdraw).len();
    assert!(planned > 1, "{planned}");
    assert!(window.is_in_list("Invitations"), "chosen by a key, it gives the keyboard back");
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.click_starting("Shown: Waiting");
    window.key(Key::Escape);
    window.key(Key::Space);
    assert_eq!(errands(&window, ErrandKind::Withdraw).len(), 1, "closed, it leaves the keyboard to the list");
    // The menu of a row in Review, where no list takes the keyboard by itself.
    let mut window = Window::with_people(20);
    let first = window.names(Pane::Keep)[0].clone();
    window.list(Pane::Keep).get_by_label_contains(&format!("{first} ")).click_secondary();
    window.settle();
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let before = (window.total(Pane::Keep), window.total(Pane::Remove));
    window.key(Key::X);
    assert_ne!((window.total(Pane::Keep), window.total(Pane::Remove)), before, "the list has the keyboard again");
}

/// What stands in a field of several lines.
fn written(window: &Window, name: &str) -> String {
    window.harness.get_by_role_and_label(Role::MultilineTextInput, name).value().unwrap_or_default()
}

fn write(window: &mut Window, name: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::MultilineTextInput, name).focus();
    window.settle();
    window.harness.event(egui::Event::Text(text.to_owned()));
    window.settle();
}

#[test]
fn what_was_written_in_a_letter_stays_whoever_is_looked_at_between() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num7);
    write(&mut window, "Letter", "BY HAND ");
    let go = |window: &mut Window, key: Key| {
        window.harness.get_by_role_and_label(Role::ListBox, "Letters").focus();
        window.settle();
        window.key(key);
    };
    go(&mut window, Key::ArrowDown);
    assert!(!written(&window, "Letter").contains("BY HAND"));
    go(&mut window, Key::ArrowUp);
    assert!(written(&window, "Letter").contains("BY HAND"));
    // Another text, and back.
    window.click_starting("Letter: ");
    window.click("Before parting");
    assert!(!written(&window, "Letter").contains("BY HAND"));
    window.click_starting("Letter: ");
    window.click("Getting back in touch");
    assert!(written(&window, "Letter").contains("BY HAND"));
    // Sent, it ends the silence, and the next one is current.
    window.click("Letter sent");
    assert!(!written(&window, "Letter").contains("BY HAND"), "{}", written(&window, "Letter"));
}

#[test]
fn a_text_is_kept_once_and_what_is_not_saved_is_not_lost() {
    let mut window = sample();
    window.key_with(Modifiers::COMMAND, Key::Num7);
    window.click("Texts");
    window.click("New text");
    window.harness.event(egui::Event::Text("Mine".to_owned()));
    window.settle();
    write(&mut window, "Text", "Hello {first_name}");
    window.click("Save text");
    window.click("Save text");
    let own = |window: &Window| window.harness.state().state().outreach.get().unwrap().letters.iter().filter(|letter| letter.title == "Mine").count();
    assert_eq!(own(&window), 1);
    write(&mut window, "Text", "AND MORE");
    window.click_starting("Before parting");
    assert!(window.has("not saved"));
    window.click_starting("Mine");
    assert!(written(&window, "Text").contains("AND MORE"));
    window.click("Save text");
    assert_eq!(own(&window), 1);
}

#[test]
fn the_focus_is_kept_whichever_way_the_page_is_left_and_goes_into_no_other_workspace() {
    let mut window = Window::with_people(20);
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "natural dyes");
    window.key_with(Modifiers::COMMAND, Key::Num1);
    assert_eq!(window.harness.state().state().overview.focus, "natural dyes");
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "other things");
    window.click("Menu");
    window.click("Open sample data");
    assert_ne!(window.harness.state().state().overview.focus, "other things");
    window.click("Use my own connections");
    assert!(window.harness.state().state().overview.focus.contains("other things"));
}

#[test]
fn an_entry_that_is_being_written_outlives_hidden_names_and_nothing_is_written_over_hidden_words() {
    let mut window = Window::with_people(20);
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "natural dyes");
    window.key(Key::Tab);
    write(&mut window, "Journal entry", "half a thought");
    window.key(Key::F9);
    assert!(window.harness.query_by_role_and_label(Role::MultilineTextInput, "Journal entry").is_none());
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.key(Key::F9);
    assert_eq!(written(&window, "Journal entry"), "half a thought");
    assert_eq!(window.harness.state().state().overview.focus, "natural dyes");
}
