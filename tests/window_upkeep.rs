//! Settings and the ends of a workspace, in the window: backups are made and put back, copies written, somebody is forgotten, the
//! workspace is erased; and what the window offers where it cannot be opened.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use partwell::model::person::decision::Pane;

use crate::support::{Desk, invented, window::Window};

fn settings(window: &mut Window) {
    window.key_with(Modifiers::COMMAND, Key::Num9);
    assert!(window.has("Back up now"));
}

fn move_first(window: &mut Window) {
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.list(Pane::Keep).focus();
    window.settle();
    window.key(Key::Home);
    window.key(Key::Enter);
}

// In the product book: T2.
fn forget_first(window: &mut Window) {
    let first = window.names(Pane::Keep)[0].clone();
    window.list(Pane::Keep).get_by_label_contains(&format!("{first} ")).click_secondary();
    window.settle();
    window.click_starting("Forget for good…");
    assert!(window.has("This also clears your undo history"));
    window.click("Forget for good");
    assert!(window.has("was forgotten"));
}

/// A workspace of sixty people and one backup, closed, where a window looks for its own; with its bytes.
fn closed_with_a_backup() -> (tempfile::TempDir, std::path::PathBuf, Vec<u8>) {
    let mut desk = Desk::new();
    desk.import_bytes(invented(60)).unwrap();
    desk.run(partwell::command::Command::BackUp).unwrap();
    let (workspace, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    for ending in ["", ".backups", ".lock"] {
        let _ = std::fs::rename(format!("{}{ending}", workspace.display()), folder.path().join(format!("a.partwell{ending}")));
    }
    let path = folder.path().join("a.partwell");
    let bytes = std::fs::read(&path).unwrap();
    (folder, path, bytes)
}

#[test]
fn a_backup_is_made_and_put_back_and_that_is_undone() {
    let mut window = Window::with_people(4);
    settings(&mut window);
    assert!(window.has("4 people, 0 decided, 0 batches, 0 notes.") && window.has("There are none now"));
    window.click("Back up now");
    assert!(window.has("When you asked for it") && window.has("A backup was made and found sound"));
    window.click("Back up now");
    assert!(window.has("The newest backup holds the very same"));
    move_first(&mut window);
    assert_eq!(window.total(Pane::Remove), 1);
    settings(&mut window);
    window.click_starting("Put back the backup of");
    assert!(window.has("The backup was put back"));
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (4, 0));
    window.click("Undo putting the backup back");
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (3, 1));
    // It goes on from there, also after a restart.
    let mut window = window.reopened();
    assert_eq!(window.total(Pane::Remove), 1);
    settings(&mut window);
    assert!(window.has("Before a backup was put back"));
}

/// Four people, a backup of them, one moved after it, and the backup put back.
fn with_backup_put_back() -> Window {
    let mut window = Window::with_people(4);
    settings(&mut window);
    window.click("Back up now");
    move_first(&mut window);
    settings(&mut window);
    window.click_starting("Put back the backup of");
    window
}

/// Who put back the wrong one reaches for Ctrl+Z.
#[test]
fn undo_takes_back_the_putting_back_before_anything_that_was_done_earlier() {
    let mut window = with_backup_put_back();
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (4, 0));
    assert!(window.has("Undo: put the backup back"));
    window.key_with(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (3, 1));
    assert!(window.has("Undone: everything is as it was before the backup was put back"));
    window.key_with(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (4, 0), "then it takes back the move");
    // With a step after it, it takes back that step.
    window.click_starting("Put back the backup of");
    move_first(&mut window);
    window.key_with(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (4, 0));
}

/// What was there before a backup was put back still holds whoever is forgotten after that.
#[test]
fn undo_brings_nobody_back_who_was_forgotten() {
    let mut window = with_backup_put_back();
    assert!(window.has("Undo: put the backup back"));
    window.key_with(Modifiers::COMMAND, Key::Num1);
    forget_first(&mut window);
    assert!(!window.has("Undo: put the backup back"));
    window.key_with(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(window.total(Pane::Keep), 3);
}

/// Taking back the very import leaves an empty page: from there Redo and the backups are still at hand.
#[test]
fn where_nothing_is_left_redo_and_the_backups_are_reached_all_the_same() {
    let mut window = Window::with_people(4);
    settings(&mut window);
    window.click("Back up now");
    window.key_with(egui::Modifiers::COMMAND, egui::Key::Z);
    assert!(window.harness.state().state().is_first_start());
    settings(&mut window);
    assert!(window.has("When you asked for it"));
    window.key_with(egui::Modifiers::COMMAND, egui::Key::Num1);
    window.key_with(egui::Modifiers::COMMAND | egui::Modifiers::SHIFT, egui::Key::Z);
    assert_eq!(window.total(Pane::Keep), 4);
}

/// A file whose beginning is destroyed is known by nothing any more: its backups are offered all the same.
#[test]
fn a_workspace_without_its_beginning_is_replaced_by_a_backup() {
    let (folder, path, mut bytes) = closed_with_a_backup();
    bytes[..200].fill(0);
    std::fs::write(&path, &bytes).unwrap();
    let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    assert!(window.has("This file is not a workspace"));
    window.click_starting("Put back the backup of");
    assert_eq!(window.total(Pane::Keep), 60);
}

#[test]
fn a_copy_and_everything_in_open_formats_are_written_where_one_says() {
    let mut window = Window::with_people(3);
    settings(&mut window);
    window.click("Copy the workspace to…");
    let copy = window.folder.path().join("copy.partwell");
    window.type_into("Path of the copy", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Path of the copy", &copy.display().to_string());
    window.click("Save");
    assert!(window.has("Copied to") && copy.is_file());
    window.click("Export everything to a folder…");
    let folder = window.folder.path().join("full");
    window.type_into("Path of the new folder", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Path of the new folder", &folder.display().to_string());
    window.click("Save");
    assert!(folder.join("datapackage.json").is_file() && folder.join("person.csv").is_file());
}

#[test]
fn somebody_is_forgotten_from_the_menu_of_their_row() {
    let mut window = Window::with_people(3);
    let first = window.names(Pane::Keep)[0].clone();
    forget_first(&mut window);
    assert_eq!(window.total(Pane::Keep), 2);
    assert!(!window.names(Pane::Keep).contains(&first));
}

#[test]
fn a_workspace_is_erased_only_after_its_name_was_typed_and_one_can_begin_anew() {
    let mut window = Window::with_people(3);
    settings(&mut window);
    window.click("Back up now");
    window.click("Erase this workspace…");
    assert!(window.has("It holds 3 people"));
    // Without the name nothing happens, by key and by click.
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.click("Erase it for good");
    assert!(window.has("Type its name to go on"));
    window.type_into("Name of the workspace", "b");
    window.click("Erase it for good");
    assert!(window.has("Type its name to go on: a"));
    window.type_into("Name of the workspace", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Name of the workspace", "a");
    window.click("Erase it for good");
    assert!(window.has("The workspace was erased"));
    let left: Vec<String> = std::fs::read_dir(window.folder.path()).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert!(!left.iter().any(|file| file.contains(".partwell") && !file.contains("window.json")), "{left:?}");
    window.click("Start again");
    assert!(window.harness.query_by_role_and_label(Role::Button, "Open sample data").is_some() || window.has("Import"));
}

#[test]
fn a_damaged_workspace_is_replaced_by_a_backup_or_read_into_a_new_one() {
    for way in ["Put back the backup of", "Read what can be read into a new workspace"] {
        let (folder, path, mut bytes) = closed_with_a_backup();
        let place = memchr::memmem::find(&bytes, b"Quorn33").unwrap();
        bytes[place] ^= 1;
        std::fs::write(&path, &bytes).unwrap();
        let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
        assert!(window.has("The workspace is damaged") && window.has("60 people, 0 decided, 0 batches, 0 notes"));
        window.click_starting(way);
        assert_eq!(window.total(Pane::Keep), 60, "{way}");
        let kept: Vec<_> = std::fs::read_dir(window.folder.path()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
        assert!(kept.iter().any(|path| std::fs::read(path).unwrap() == bytes), "{way}: the damaged file is kept as it was");
        if way.starts_with("Read") {
            assert!(window.has("This is what could be read") && window.has("Not certain to be all, or as it was written: people"));
        }
    }
}

/// A name that would read as another is shown in the order of its letters, and a mark says that something was taken out.
#[test]
fn a_name_that_is_disguised_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    let rows = [
        "Mira,\u{202E}nrouQ\u{200B},https://www.linkedin.com/in/mira-example,,Mills,Dyer,08 Jan 2024",
        "Ada,Quorn,https://www.linkedin.com/in/ada-example,,Mills,Dyer,09 Jan 2024",
    ];
    std::fs::write(&path, format!("{}\n{}\n", crate::support::H7, rows.join("\n"))).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(1280.0, 800.0));
    window.click("Import 2 people");
    for (name, is_told) in [("Mira nrouQ,", true), ("Ada Quorn,", false)] {
        window.click_with(name, Modifiers::NONE);
        assert_eq!(window.has("invisible characters"), is_told, "{name}");
    }
}

#[test]
fn files_of_a_start_wait_for_a_workspace_that_does_not_open() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, export) = (folder.path().join("a.partwell"), folder.path().join("Connections.csv"));
    std::fs::write(&export, invented(4)).unwrap();
    std::fs::write(&workspace, "somebody's table, of many columns").unwrap();
    let mut window = Window::open_in(folder, vec![export], egui::vec2(1280.0, 800.0));
    assert!(window.has("Try again") && !window.has("Reading the export"), "the way out is open");
    std::fs::remove_file(workspace).unwrap();
    window.click("Try again");
    window.click("Import 4 people");
    assert!(window.has("Person00000 Quorn0"));
}
