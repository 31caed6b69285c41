//! The real app, drawn headless and driven through its accessibility labels.

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use partwell::model::{batch::removal_list::ListFormat, person::decision::Pane};
use partwell::state::stage::ImportStage;

use crate::support::{
    H7, invented,
    window::{Dropped, Window},
};

#[test]
fn first_start_explains_and_sample_people_live_apart() {
    let mut window = Window::open(Vec::new());
    assert!(window.has("Keep the connections that matter"));
    assert!(window.has("If you see a box") && window.has("If there is no such box"));
    window.click("Try with sample people");
    assert!(window.harness.state().state().is_sample);
    // As after some weeks of use: no page is empty.
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (391, 4));
    for (key, words) in [(Key::Num2, "5 remaining"), (Key::Num3, "Gone as planned"), (Key::Num4, "in finalized batches"), (Key::Num5, "Still connected")] {
        window.key_with(Modifiers::COMMAND, key);
        assert!(window.has(words), "{words}");
    }
    // A tour of four steps, to be put away.
    assert!(window.has("1 of 4"));
    for step in ["2 of 4", "3 of 4", "4 of 4"] {
        window.click("Next step of the tour");
        assert!(window.has(step), "{step}");
    }
    window.click("Put the tour away");
    assert!(!window.has("of 4"));
    // One's own export goes to one's own workspace, also from here.
    let path = window.folder.path().join("own.csv");
    std::fs::write(&path, invented(3)).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.settle();
    window.click("Import 3 people");
    assert!(!window.harness.state().state().is_sample);
    assert_eq!(window.total(Pane::Keep), 3);
}

#[test]
fn a_typed_path_is_previewed_and_imported() {
    let mut window = Window::open(Vec::new());
    let path = window.folder.path().join("my export.csv");
    std::fs::write(&path, format!("{H7}\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,someday\n,,,,,,08 Jan 2024\n")).unwrap();
    window.type_into("Path of the export", &format!("\"{}\"", path.display()));
    window.click("Import this path");
    assert!(matches!(window.harness.state().state().import, ImportStage::Previewed { .. }));
    assert!(window.has("Nothing is written yet") && window.has("ghost row") && window.has("Line 2: “someday”"));
    assert_eq!(window.total(Pane::Keep), 0);
    window.click("Cancel");
    assert_eq!(window.harness.state().state().import, ImportStage::None);
    assert!(window.harness.state().state().is_first_start());
    window.click("Import this path");
    window.click("Import 1 person");
    assert_eq!(window.total(Pane::Keep), 1);
    assert!(window.has("Zélie Quorn"));
}

#[test]
fn a_dropped_file_is_previewed_and_a_bad_one_is_explained() {
    let mut window = Window::open(Vec::new());
    let path = window.folder.path().join("holiday.csv");
    std::fs::write(&path, "Species,Height\nOak,20\n").unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path.clone())));
    window.settle();
    assert!(window.has("no header that Partwell knows") && window.has("Species, Height"));
    window.click("Close");
    assert!(window.harness.state().state().problems.is_empty());
    std::fs::write(&path, invented(3)).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.settle();
    window.key(Key::Enter);
    assert_eq!(window.total(Pane::Keep), 3);
}

// In the product book: F3.
#[test]
fn the_list_narrows_at_each_key() {
    let mut window = Window::with_people(300);
    window.type_into("Search Keep", "PERSON0001");
    assert_eq!(window.names(Pane::Keep).len(), 10);
    window.type_into("Search Keep", "2");
    assert_eq!(window.names(Pane::Keep), ["Person00012"]);
    assert!(window.has("1 of 300 people"));
    window.type_into("Search Keep", "zzz");
    assert!(window.has("No match"));
    window.click("Clear: Search Keep");
    assert_eq!(window.names(Pane::Keep).len(), 300);
}

#[test]
fn a_click_selects_one_and_ctrl_adds_or_takes_away() {
    let mut window = Window::with_people(40);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.click_with(&names[5], Modifiers::NONE);
    assert_eq!(window.selected(Pane::Keep), 1);
    window.click_with(&names[3], Modifiers::COMMAND);
    window.click_with(&names[7], Modifiers::COMMAND);
    assert_eq!(window.selected(Pane::Keep), 3);
    window.click_with(&names[3], Modifiers::COMMAND);
    assert_eq!(window.selected(Pane::Keep), 2);
}

// In the product book: F4.
#[test]
fn shift_selects_a_range_and_the_button_moves_it() {
    let mut window = Window::with_people(40);
    let names = window.names(Pane::Keep);
    window.click_with(&names[1], Modifiers::NONE);
    window.click_with(&names[4], Modifiers::SHIFT);
    assert_eq!(window.selected(Pane::Keep), 4);
    window.click("Move selected to Remove");
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (36, 4));
    let mut moved = names[1..=4].to_vec();
    moved.sort();
    assert_eq!(window.names(Pane::Remove), moved);
    // Those who came stay selected, so the way back is one click.
    assert_eq!(window.selected(Pane::Remove), 4);
    window.click("Move selected to Keep");
    assert_eq!(window.total(Pane::Remove), 0);
    assert_eq!(window.names(Pane::Keep), names);
}

#[test]
fn dragging_moves_the_selection_and_a_drop_outside_does_nothing() {
    let mut window = Window::with_people(40);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.click_with(&names[2], Modifiers::SHIFT);
    let (row, remove) = (window.center(Pane::Keep, &names[1]), window.list(Pane::Remove).rect().center());
    // Half-way the note beside the pointer says how many.
    window.harness.drag_at(row);
    window.harness.run_ok();
    for i in 1_u8..=8 {
        window.harness.hover_at(row + (remove - row) * (f32::from(i) / 8.0));
        window.harness.run_ok();
    }
    assert!(window.has("3 people → Remove"));
    window.harness.drop_at(egui::pos2(640.0, 20.0));
    window.settle();
    assert_eq!(window.total(Pane::Remove), 0, "a drop outside does nothing");
    window.drag(row, remove);
    assert_eq!(window.total(Pane::Remove), 3);
    // A row that is not selected is dragged alone.
    let (row, keep) = (window.center(Pane::Remove, &names[1]), window.list(Pane::Keep).rect().center());
    window.list(Pane::Remove).click();
    window.settle();
    window.drag(row, keep);
    assert_eq!(window.total(Pane::Remove), 2);
}

#[test]
fn a_pane_scrolls_while_something_is_dragged_near_its_edge() {
    let mut window = Window::with_people(300);
    let names = window.names(Pane::Keep);
    let list = window.list(Pane::Keep).rect();
    let row = window.center(Pane::Keep, &names[1]);
    window.harness.drag_at(row);
    window.harness.run_ok();
    for y in [100.0, 250.0, 400.0] {
        window.harness.hover_at(egui::pos2(row.x, list.top() + y));
        window.harness.run_ok();
    }
    for _ in 0..60 {
        window.harness.hover_at(egui::pos2(row.x, list.bottom() - 4.0));
        window.harness.step();
    }
    assert!(!window.has_row(Pane::Keep, &names[1]), "the first rows scrolled out of sight");
    let remove = window.list(Pane::Remove).rect().center();
    for _ in 0..4 {
        window.harness.hover_at(remove);
        window.harness.run_ok();
    }
    window.harness.drop_at(remove);
    window.settle();
    assert_eq!(window.names(Pane::Remove), [names[1].clone()], "the row that scrolled away arrives");
}

#[test]
fn double_click_and_context_menu_move() {
    let mut window = Window::with_people(40);
    let names = window.names(Pane::Keep);
    let at = window.center(Pane::Keep, &names[0]);
    for _ in 0..2 {
        window.harness.drag_at(at);
        window.harness.step();
        window.harness.drop_at(at);
        window.harness.step();
    }
    window.settle();
    assert_eq!(window.names(Pane::Remove), [names[0].clone()]);
    window.list(Pane::Keep).get_by_label_contains(&format!("{} ", names[3])).click_secondary();
    window.settle();
    assert!(window.has("Copy link") && window.has("they may see your visit"));
    window.click_starting("Move to Remove");
    assert_eq!(window.total(Pane::Remove), 2);
}

// In the product book: F2.
#[test]
fn the_whole_way_by_keyboard_alone() {
    let mut window = Window::with_people(30);
    let names = window.names(Pane::Keep);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.key(Key::ArrowDown);
    assert_eq!(window.selected(Pane::Keep), 1);
    window.key(Key::Enter);
    window.key(Key::Enter);
    window.key(Key::ArrowRight);
    assert_eq!(window.names(Pane::Remove).len(), 3);
    // The next person is under the cursor each time.
    let mut first_three = names[..3].to_vec();
    first_three.sort();
    assert_eq!(window.names(Pane::Remove), first_three);
    // Tab passes the other list without taking its people into view.
    let focused = window.harness.state().state().focused().unwrap().id;
    window.key(Key::Tab);
    assert_eq!(window.harness.state().state().focused().unwrap().id, focused);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.key(Key::ArrowDown);
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.selected(Pane::Keep), 3);
    window.key(Key::P);
    assert_eq!(window.selected(Pane::Keep), 1, "a decision goes on to the next person");
    window.key(Key::ArrowUp);
    window.key(Key::Enter);
    assert!(window.has("protected"), "a lock refuses the move");
    window.key(Key::Escape);
    assert!(window.harness.state().state().problems.is_empty());
    assert_eq!(window.total(Pane::Remove), 3);
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.total(Pane::Remove), 2);
    window.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.total(Pane::Remove), 3);
    window.key_with(Modifiers::COMMAND, Key::A);
    assert_eq!(window.selected(Pane::Keep), 27);
    // The checklist, and the batch.
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert!(window.has("Part with 3 people?"));
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert!(window.has("Part with 3 people?"), "it refuses by keyboard, too");
    assert!(!window.has("Afterwards: stay discreet"), "nothing in so small a batch touches it");
    for _ in 0..5 {
        window.key(Key::X);
    }
    assert!(window.has("All is answered"));
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.harness.state().state().overview.batches.len(), 1);
    assert!(window.has("Export the list of batch 1"));
    window.key(Key::Escape);
    assert!(!window.has("Export the list of batch 1"));
}

// In the product book: R15.
#[test]
fn reasons_and_a_note_are_given_and_kept() {
    let mut window = Window::with_people(20);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.click_with(&names[2], Modifiers::SHIFT);
    window.key(Key::R);
    assert!(window.has("Reasons to part with 3 people"));
    window.click("Outdated tie");
    window.type_into("Reason in your own words", "long ago");
    window.key_with(Modifiers::COMMAND, Key::Enter);
    let given = window.harness.state().state().people().iter().filter(|person| person.state.reasons.in_words() == "Outdated tie; long ago").count();
    assert_eq!(given, 3);
    window.click_with(&names[5], Modifiers::NONE);
    window.key(Key::N);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("met in Ghent");
    window.settle();
    // Looking at somebody else saves it.
    window.click_with(&names[6], Modifiers::NONE);
    window.type_into("Search Keep", "ghent");
    assert_eq!(window.names(Pane::Keep), [names[5].clone()]);
}

#[test]
fn undo_belongs_to_a_text_field_while_it_has_the_keyboard() {
    let mut window = Window::with_people(20);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::Enter);
    window.type_into("Search Keep", "x");
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.total(Pane::Remove), 1);
}

#[test]
fn the_checklist_refuses_then_passes_and_the_list_is_taken_away() {
    let mut window = Window::with_people(30);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.click_with(&names[3], Modifiers::SHIFT);
    window.key(Key::Enter);
    window.click("Finalize batch…");
    assert!(window.has("Part with 4 people?"));
    window.click("Finalize 4 people");
    assert!(window.has("Part with 4 people?") && window.has("2 open: go there"), "it refuses while a card is open");
    // Somebody goes back to Keep from inside.
    window.click("Everybody in this batch: 4 people");
    window.click_starting("send back to Keep");
    assert!(window.has("Part with 3 people?"));
    assert_eq!(window.total(Pane::Remove), 3);
    window.press("Not everything about them is known: considered");
    assert!(window.has("1 open: go there"));
    window.answer_all();
    assert!(window.has("All is answered"));
    window.click("Finalize 3 people");
    assert_eq!((window.total(Pane::Remove), window.harness.state().state().overview.batches.len()), (0, 1));
    assert!(window.has("Export the list of batch 1"));
    window.click(ListFormat::Csv.label());
    let path = window.folder.path().join("mine.csv");
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the list").focus();
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the list").type_text(&path.display().to_string());
    window.settle();
    std::fs::write(&path, "mine").unwrap();
    window.click("Write the list");
    assert!(window.has("There is a file of that name already"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    window.click("Replace the file");
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert!(text.starts_with("\u{FEFF}First Name,Last Name,URL"));
    assert_eq!(window.harness.state().state().settings.export_format, ListFormat::Csv);
    // And Undo takes the batch back.
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!((window.total(Pane::Remove), window.harness.state().state().overview.batches.len()), (3, 0));
}

#[test]
fn more_than_fifty_people_want_their_count_typed() {
    let mut window = Window::with_people(60);
    window.key_with(Modifiers::COMMAND, Key::F);
    window.key(Key::ArrowDown);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Enter);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.answer_all();
    assert!(window.has("Count to type: go there"));
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Count of people").is_focused(), "the keyboard is there already");
    window.click("Finalize 60 people");
    assert_eq!(window.harness.state().state().overview.batches.len(), 0);
    window.type_into("Count of people", "60");
    window.click("Finalize 60 people");
    assert_eq!(window.harness.state().state().overview.batches.len(), 1);
}

#[test]
fn selection_and_scroll_position_survive_an_import() {
    let mut window = Window::with_people(300);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::End);
    window.key_with(Modifiers::SHIFT, Key::ArrowUp);
    // A row more comes before them, so the very last one may slip below the edge.
    let last = names[names.len() - 3].clone();
    assert!(window.has_row(Pane::Keep, &last));
    let path = window.folder.path().join("again.csv");
    std::fs::write(&path, invented(301)).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
    window.settle();
    window.click_starting("Import 301 people");
    assert!(window.has("Import 2") && window.has("New, not looked at yet · 1"));
    window.click("Review");
    assert_eq!((window.total(Pane::Keep), window.selected(Pane::Keep)), (301, 2));
    assert!(window.has_row(Pane::Keep, &last), "the list stands where it stood");
}

#[test]
fn history_is_shown_and_any_point_can_be_returned_to() {
    let mut window = Window::with_people(10);
    let names = window.names(Pane::Keep);
    for name in &names[..3] {
        window.click_with(name, Modifiers::NONE);
        window.key(Key::Enter);
    }
    window.key_with(Modifiers::COMMAND, Key::H);
    assert!(window.has("You are here"));
    window.click("Return to: Import 10 people");
    assert_eq!(window.total(Pane::Remove), 0);
    window.key(Key::Escape);
    assert!(!window.has("You are here"));
}

#[test]
fn a_workspace_that_cannot_be_opened_is_explained() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.partwell"), "just text").unwrap();
    let window = Window::open_in(folder, Vec::new(), vec2(900.0, 600.0));
    assert!(window.has("This file is not a workspace"));
}

#[test]
fn the_small_window_holds_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, invented(30)).unwrap();
    let mut window = Window::open_in(folder, vec![path], vec2(760.0, 480.0));
    window.click("Import 30 people");
    // The pages stand in a menu there, and the details over the other pane.
    window.click("Page: Review");
    window.click_starting("Work list");
    assert!(window.has("Nothing to do yet"));
    window.key_with(Modifiers::COMMAND, Key::Num3);
    assert!(window.has("The ledger is empty"));
    window.key_with(Modifiers::COMMAND, Key::Num5);
    assert!(window.has("Your first import: 30 people."));
    window.key_with(Modifiers::COMMAND, Key::Num1);
    let name = window.names(Pane::Keep)[0].clone();
    window.click_with(&name, Modifiers::NONE);
    assert!(!window.has("What the export says"));
    window.click("Show details");
    assert!(window.has("What the export says") && window.harness.query_by_label("Remove list").is_none());
    window.click("Hide details");
    assert!(!window.has("What the export says") && window.harness.query_by_label("Remove list").is_some());
    window.key(Key::F1);
    assert!(window.has("Keys in a list"));
}

const LINK: &str = "https://www.linkedin.com/in/";

/// An archive: Zélie recommended the owner and wrote, Tomas was only invited, Ilse is a stranger; two are like nobody.
fn archive() -> Vec<u8> {
    let connections = format!(
        "{H7}\nZélie,Quorn,{LINK}zelie-example,zelie@example.org,Blue Heron Mills,Dyer,08 Jan 2024\nTomas,Ferrowick,{LINK}tomas-example,,Pellworth,Buyer,07 Jan 2024\nIlse,Brandt,{LINK}ilse-example,,,,06 Jan 2010\nMira,Valmosa,{LINK}mira-example,,Pellworth,Clerk,05 Jan 2010\n"
    );
    let message = |from: &str, from_slug: &str, to: &str, to_slug: &str, day: u8| {
        format!("c,{from},{LINK}{from_slug},{to},{LINK}{to_slug},2024-03-{day:02} 11:43:11 UTC,The samples are blue,INBOX\n")
    };
    let messages = format!(
        "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n{}{}{}",
        message("Ada Owner", "ada-example", "Zélie Quorn", "zelie-example", 2),
        message("Zélie Quorn", "zelie-example", "Ada Owner", "ada-example", 3),
        message("Sam Stranger", "sam-example", "Ada Owner", "ada-example", 4).replace("c,Sam", "s,Sam").replace("2024-", "2011-"),
    );
    let invitations = format!(
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nAda Owner,Tomas Ferrowick,\"1/7/24, 3:05 PM\",,OUTGOING,{LINK}ada-example,{LINK}tomas-example\n"
    );
    let recommendations =
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nZélie,Quorn,Mills,Dyer,Kept every promise.,\"06/18/19, 10:05 AM\",VISIBLE\n";
    let positions = "Company Name,Title,Description,Location,Started On,Finished On\nPellworth,Buyer,,,2018,\n";
    crate::support::zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        ("messages.csv", messages.as_bytes()),
        ("Invitations.csv", invitations.as_bytes()),
        ("Recommendations_Received.csv", recommendations.as_bytes()),
        ("Positions.csv", positions.as_bytes()),
    ])
}

impl Window {
    /// A window with the archive previewed, not yet imported.
    fn with_archive_previewed() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Complete_LinkedInDataExport_06-01-2024.zip");
        std::fs::write(&path, archive()).unwrap();
        Self::open_in(folder, vec![path], vec2(1280.0, 900.0))
    }

    fn with_archive() -> Self {
        let mut window = Self::with_archive_previewed();
        window.click("Import 4 people");
        window
    }

    /// What a screen reader says of somebody's row in Keep.
    pub(crate) fn row(&self, name: &str) -> String {
        self.list(Pane::Keep).get_by_label_contains(&format!("{name} ")).accesskit_node().label().unwrap_or_default()
    }

    fn is_above(&self, label: &str, other: &str) -> bool {
        self.harness.get_by_label_contains(label).rect().top() < self.harness.get_by_label_contains(other).rect().top()
    }
}

#[test]
fn rows_tell_the_evidence() {
    let window = Window::with_archive();
    assert!(window.row("Zélie").contains("they recommended you, 2 messages, last 3 Mar 2024"), "{}", window.row("Zélie"));
    assert!(window.row("Tomas").contains("you invited them, 7 Jan 2024"), "{}", window.row("Tomas"));
    assert!(!window.row("Ilse").contains("message"));
}

#[test]
fn the_detail_panel_tells_none_from_not_known() {
    let mut window = Window::with_archive();
    window.click_with("Zélie", Modifiers::NONE);
    assert!(window.has("1 from you · 1 from them") && window.has("theirs, 3 Mar 2024"));
    assert!(window.has("“Kept every promise.”") && window.has("Timeline: They recommended you, 18 Jun 2019; Connected, 8 Jan 2024"));
    assert!(window.has("not known: no export held endorsements"));
    window.press("Where this comes from");
    assert!(window.has("messages.csv"));
    assert!(window.has("What you would lose"), "a recommendation weighs in either pane");
    window.click_with("Tomas", Modifiers::NONE);
    assert!(window.has("none in the export of 1 Jun 2024"));
    window.click_with("Ilse", Modifiers::NONE);
    assert!(window.has("not known: the file begins 4 Mar 2011") && window.has("not known: the file begins 7 Jan 2024"));
}

#[test]
fn in_remove_the_losses_stand_first() {
    let mut window = Window::with_archive();
    window.click_with("Zélie", Modifiers::NONE);
    window.key(Key::Enter);
    window.list(Pane::Remove).get_by_label_contains("Zélie ").click();
    window.settle();
    assert!(window.is_above("What you would lose", "The tie"));
    assert!(window.has("Your last tie to") && window.has("Their address") && window.has("saved in full when the batch is finalized"));
    window.click("Copy: A recommendation they wrote for you");
    assert_eq!(window.harness.state().state().message.text, "Recommendation copied");
    // Somebody of whom nothing is known loses nothing but the tie; Tomas is not the last at Pellworth.
    window.click_with("Tomas", Modifiers::NONE);
    window.key(Key::Enter);
    window.list(Pane::Remove).get_by_label_contains("Tomas ").click();
    window.settle();
    assert!(window.has("Nothing that your exports know of"));
}

#[test]
fn filters_are_written_into_the_search_and_orders_go_by_evidence() {
    let mut window = Window::with_archive();
    window.click("Filter Keep");
    window.click("With a recommendation");
    assert_eq!(window.harness.state().state().pane(Pane::Keep).search(), "has:recommendation");
    assert_eq!(window.names(Pane::Keep).len(), 1);
    window.click("Filter Keep");
    window.click("With a recommendation");
    assert_eq!(window.names(Pane::Keep).len(), 4);
    window.click("Filter Keep");
    window.click("Never wrote to each other");
    // Ilse and Mira connected before the first message of the file, so of them it is not known.
    assert_eq!(window.names(Pane::Keep), ["Tomas"]);
    window.type_into("Search Keep", " messages:many");
    assert!(window.has("“messages:many” is not understood"));
    window.harness.get_by_label("Clear: Search Keep").click();
    window.settle();
    window.harness.get_by_label_contains("Sort Keep").click();
    window.settle();
    window.click("Most messages");
    let first = window.harness.state().state().person_at(Pane::Keep, 0).unwrap().facts.first_name.clone();
    assert_eq!(first, "Zélie");
}

#[test]
fn the_checklist_names_who_causes_a_question_and_lets_them_out() {
    let mut window = Window::with_archive();
    window.key_with(Modifiers::COMMAND, Key::F);
    window.key(Key::ArrowDown);
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Enter);
    window.click("Finalize batch…");
    // A recommendation goes with one of four, two work at the same place: each has a card.
    assert!(window.has("They recommended you. LinkedIn takes that down for good; the text is saved with the batch."));
    assert_eq!(window.harness.query_all_by_label_contains("They work where you work now").count(), 2);
    window.click("Show the text");
    assert!(window.has("Kept every promise."));
    window.press(&window.label_starting("Why these: "));
    window.press("Say on each card why it is asked");
    assert!(window.has("Asked when one of you recommended the other and it stands, and when no export tells."));
    window.press("Protect Mira Valmosa");
    assert!(window.has("Part with 3 people?") && window.harness.query_all_by_label_contains("They work where you work now").count() == 1);
    window.press("Later: Tomas Ferrowick");
    window.key(Key::Tab);
    window.key(Key::Enter);
    assert!(window.has("Part with 2 people?") && !window.has("They work where you work now"));
    window.press("Back to Keep: Zélie Quorn");
    assert!(window.has("Part with 1 person?") && !window.has("They recommended you"));
    window.key(Key::Escape);
    let state =
        |window: &Window, name: &str| window.harness.state().state().people().iter().find(|person| person.facts.first_name == name).unwrap().state.clone();
    assert!(state(&window, "Mira").is_protected);
    assert!(state(&window, "Tomas").later_until.is_some() && window.row("Tomas").contains("later, on"));
}

#[test]
fn the_checklist_takes_back_by_undo_and_folds_what_is_answered() {
    let mut window = Window::with_archive();
    for name in ["Zélie", "Tomas"] {
        window.click_with(name, Modifiers::NONE);
        window.key(Key::Enter);
    }
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert!(window.has("Part with 2 people?"));
    let (row, considered) = ("Back to Keep: Zélie Quorn", "Zélie Quorn: considered");
    // The keyboard begins at the first card, the gravest.
    assert!(window.harness.get_by_label(considered).is_focused());
    window.key(Key::C);
    assert!(!window.has(row), "what is answered is folded");
    window.click("Zélie Quorn: look");
    assert!(window.has("They recommended you"), "and can be looked at");
    // Whoever comes in addition leaves answers about others as they are, and says where they are new.
    window.answer_all();
    assert!(window.has("All is answered"));
    window.key(Key::Escape);
    window.click_with("Mira", Modifiers::NONE);
    window.key(Key::Enter);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert!(window.has("Part with 3 people?") && !window.has(row), "the answer about her holds");
    assert!(window.has("Open again: Mira Valmosa is new here."));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Part with 2 people?"));
    // Who is sent back by mistake comes again, and is asked about again.
    window.click(considered);
    window.press(row);
    assert!(window.has("Part with 1 person?") && !window.has("They recommended you"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(window.has("Part with 2 people?") && window.has(row));
}

#[test]
fn somebody_is_put_off_by_keyboard() {
    let mut window = Window::with_archive();
    window.click_with("Tomas", Modifiers::NONE);
    window.key(Key::L);
    assert!(window.has("Look at Tomas Ferrowick again"));
    window.key(Key::Tab);
    window.key(Key::Enter);
    let tomas = window.harness.state().state().people().iter().find(|person| person.facts.first_name == "Tomas").unwrap().state.clone();
    assert!(tomas.later_until.is_some() && window.row("Tomas").contains("later, on"));
    window.key_with(Modifiers::COMMAND, Key::Z);
    assert!(!window.row("Tomas").contains("later, on"));
}

#[test]
fn the_import_dialog_opens_over_the_first_page() {
    let mut window = Window::open(Vec::new());
    window.key_with(Modifiers::COMMAND, Key::O);
    assert!(window.has("Import an export"));
    window.key(Key::Escape);
    assert!(!window.has("Import an export"));
}

#[test]
fn a_batch_keeps_the_recommendations_in_full() {
    let mut window = Window::with_archive();
    window.click_with("Zélie", Modifiers::NONE);
    window.key(Key::Enter);
    window.click("Finalize batch…");
    // A recommendation goes with her: that is not answered together with what is light.
    if window.has("that weigh less") {
        window.click_starting("that weigh less");
    }
    assert!(!window.has("All is answered"));
    window.answer_all();
    window.click("Finalize 1 person");
    window.key(Key::Escape);
    assert!(window.has("they recommended you · 2 messages, last 3 Mar 2024"));
    window.click_starting("View: One by one");
    window.click("Batch 1 · 1 person");
    window.click("Saved recommendation: Zélie Quorn");
    assert!(window.has("Kept every promise."));
}

#[test]
fn the_preview_tells_whose_export_it_is_and_what_the_files_know() {
    let mut window = Window::with_archive_previewed();
    assert!(window.has("This is the export of Ada Owner."));
    assert!(window.has("2 of 3 rows about your connections · 1 of others"));
    window.click_starting("Unmatched people: 1");
    assert!(window.has("Sam Stranger · 1 row · not among your connections"));
    // The owner is set right: everything is counted for them.
    window.click("The owner is not right");
    window.harness.get_by_role_and_label(Role::TextInput, "Your profile link").focus();
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Your profile link").type_text("zelie-example");
    window.settle();
    window.click("Read again");
    assert!(window.has("This is the export of Zélie Quorn."));
    window.harness.get_by_role_and_label(Role::TextInput, "Your profile link").focus();
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Your profile link").type_text("https://www.linkedin.com/in/ada-example");
    window.settle();
    window.click("Read again");
    assert!(window.has("This is the export of Ada Owner."));
    window.harness.get_by_role_and_label(Role::CheckBox, "Keep what messages say, too").click_accesskit();
    window.settle();
    window.click("Import 4 people");
    window.click_with("Zélie", Modifiers::NONE);
    window.click_starting("2 messages in full");
    assert!(window.has("The samples are blue"));
}

/// A path that cannot be read is told where it was typed, with what was typed, on the first page and in the dialog.
#[test]
fn a_wrong_path_is_told_where_it_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, format!("{H7}\nMira,Quorn,https://www.linkedin.com/in/mira-example,,Kite,Dyer,01 Jan 2020")).unwrap();
    let wrong = folder.path().join("Konnections.csv");
    let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    let typed = |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, "Path of the export").accesskit_node().value().unwrap_or_default();
    window.type_into("Path of the export", &wrong.display().to_string());
    window.key(Key::Enter);
    let told = |window: &Window| window.harness.query_all_by_label_contains("Konnections.csv").any(|node| node.accesskit_node().role() == Role::Label);
    assert!(told(&window) && window.harness.state().state().problems.is_empty(), "told, and not once more in a dialog");
    assert_eq!(typed(&window), wrong.display().to_string());
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the export").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Path of the export", &path.display().to_string());
    window.key(Key::Enter);
    window.click("Import 1 person");
    // In the dialog it is the same, and closing it forgets what went wrong.
    window.key_with(Modifiers::COMMAND, Key::O);
    window.type_into("Path of the export", &wrong.display().to_string());
    window.key(Key::Enter);
    assert_eq!(typed(&window), wrong.display().to_string());
    assert!(window.harness.state().state().problems.is_empty() && told(&window));
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::O);
    assert_eq!(typed(&window), "");
    assert!(!told(&window));
}

/// The sample is left only for something that can be imported.
#[test]
fn a_failed_import_leaves_the_sample_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, format!("{H7}\nMira,Quorn,https://www.linkedin.com/in/mira-example,,Kite,Dyer,01 Jan 2020")).unwrap();
    let wrong = folder.path().join("Konnections.csv");
    let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    window.click("Try with sample people");
    window.key_with(Modifiers::COMMAND, Key::O);
    window.type_into("Path of the export", &wrong.display().to_string());
    window.key(Key::Enter);
    assert!(window.harness.state().state().is_sample && window.has("Konnections.csv"));
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the export").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Path of the export", &path.display().to_string());
    window.key(Key::Enter);
    window.click("Import 1 person");
    let state = window.harness.state().state();
    assert!(!state.is_sample && state.people().len() == 1);
}
