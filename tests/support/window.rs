//! The real app, drawn headless and driven through its accessibility labels.

use std::path::{Path, PathBuf};

use egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use partwell::model::person::decision::Pane;
use partwell::{
    app::{App, Start},
    worker::Clock,
};
use tempfile::TempDir;

use super::invented;

pub(crate) struct Window {
    pub(crate) folder: TempDir,
    pub(crate) harness: Harness<'static, App>,
}

impl Window {
    /// A window on a workspace in a folder of its own, with these files to import.
    pub(crate) fn open(files: Vec<PathBuf>) -> Self {
        Self::open_in(tempfile::tempdir().unwrap(), files, vec2(1280.0, 800.0))
    }

    pub(crate) fn open_in(folder: TempDir, files: Vec<PathBuf>, size: egui::Vec2) -> Self {
        Self::open_at(folder, files, size, Clock::default())
    }

    /// The same by a clock of its own.
    pub(crate) fn open_at(folder: TempDir, files: Vec<PathBuf>, size: egui::Vec2, clock: Clock) -> Self {
        let workspace = folder.path().join("a.partwell");
        let harness = Harness::builder()
            .with_size(size)
            .with_step_dt(0.05)
            .allow_missing_glyphs()
            .build_eframe(move |cc| App::new(&cc.egui_ctx, Start { workspace, files: files.clone(), clock: clock.clone(), ..Start::default() }));
        let mut window = Self { folder, harness };
        window.settle();
        // A caret stands still in a harness, whatever moment it is; the program begins with one that blinks.
        window.harness.ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = false);
        window.settle();
        window
    }

    /// A window with this many people, already imported.
    pub(crate) fn with_people(count: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Connections.csv");
        std::fs::write(&path, invented(count)).unwrap();
        let mut window = Self::open_in(folder, vec![path], vec2(1280.0, 800.0));
        window.click(&format!("Import {count} people"));
        window
    }

    /// Closes the window and opens another on the same workspace.
    pub(crate) fn reopened(self) -> Self {
        let Self { folder, mut harness } = self;
        eframe::App::on_exit(harness.state_mut(), None);
        drop(harness);
        Self::open_in(folder, Vec::new(), vec2(1280.0, 800.0))
    }

    /// Drops a file with this text on the window, and imports it by the button that begins so.
    pub(crate) fn import(&mut self, text: &str, button: &str) {
        let path = self.folder.path().join("Connections.csv");
        std::fs::write(&path, text).unwrap();
        self.harness.input_mut().dropped_files.push(std::sync::Arc::new(Dropped(path)));
        self.settle();
        self.click_starting(button);
    }

    /// Whether the list of this name, or a row in it, has the keyboard.
    pub(crate) fn is_in_list(&self, name: &str) -> bool {
        let list = self.harness.get_by_role_and_label(Role::ListBox, name);
        list.is_focused() || list.children_recursive().any(|row| row.is_focused())
    }

    /// Presses Tab until the list of this name has the keyboard.
    pub(crate) fn tab_into(&mut self, name: &str) {
        for _ in 0..90 {
            if self.is_in_list(name) {
                return;
            }
            self.key(Key::Tab);
        }
        panic!("Tab never reaches {name}");
    }

    /// Draws and lets the engine answer until nothing is under way.
    pub(crate) fn settle(&mut self) {
        for _ in 0..50 {
            self.harness.run_ok();
            if !self.harness.state().is_busy() {
                self.harness.run_ok();
                if !self.harness.state().is_busy() {
                    return;
                }
            }
            self.harness.state_mut().wait_until_settled();
        }
        panic!("the window does not come to rest");
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.settle();
    }

    pub(crate) fn list(&self, pane: Pane) -> egui_kittest::Node<'_> {
        let name = match pane {
            Pane::Keep => "Keep list",
            Pane::Remove => "Remove list",
        };
        self.harness.get_by_role_and_label(Role::ListBox, name)
    }

    /// Clicks a row of Keep, by first name.
    pub(crate) fn click_with(&mut self, name: &str, modifiers: Modifiers) {
        self.list(Pane::Keep).get_by_label_contains(&format!("{name} ")).click_modifiers(modifiers);
        self.settle();
    }

    /// Another window has the keyboard for a while.
    pub(crate) fn go_away_and_come_back(&mut self) {
        for is_focused in [false, true] {
            self.harness.input_mut().focused = is_focused;
            self.harness.input_mut().events.push(egui::Event::WindowFocused(is_focused));
            self.settle();
        }
    }

    /// Whether a row is in sight, by first name.
    pub(crate) fn has_row(&self, pane: Pane, name: &str) -> bool {
        self.list(pane).query_by_label_contains(&format!("{name} ")).is_some()
    }

    /// Presses a button that may be scrolled out of sight, as a screen reader does.
    pub(crate) fn press(&mut self, label: &str) {
        self.harness.get_by_label(label).click_accesskit();
        self.settle();
    }

    /// The first whose label contains this.
    pub(crate) fn click_starting(&mut self, label: &str) {
        let node = self.harness.query_all_by_label_contains(label).next();
        node.unwrap_or_else(|| panic!("nothing is called {label}")).click();
        self.settle();
    }

    /// The whole name of the first that begins so.
    pub(crate) fn label_starting(&self, start: &str) -> String {
        let labels = self.harness.query_all_by_label_contains(start).filter_map(|node| node.accesskit_node().label());
        labels.into_iter().find(|label| label.starts_with(start)).unwrap_or_else(|| panic!("nothing is called {start}"))
    }

    pub(crate) fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    pub(crate) fn key_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// Presses Tab until something of this name has the keyboard.
    pub(crate) fn tab_to(&mut self, label: &str) {
        for _ in 0..90 {
            if self.harness.query_all_by_label(label).any(|node| node.is_focused()) {
                return;
            }
            self.key(Key::Tab);
        }
        panic!("Tab never reaches {label}");
    }

    /// Puts aside what may be put aside together, in each group that is there, and answers the rest one by one.
    pub(crate) fn answer_all(&mut self) {
        let open = |window: &Self| {
            let nodes = window.harness.query_all_by_label_contains(": does not apply");
            { nodes }.find_map(|node| node.accesskit_node().label())
        };
        while let Some(card) = open(self) {
            self.press(&card);
        }
    }

    pub(crate) fn type_into(&mut self, field: &str, text: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, field).focus();
        self.settle();
        self.harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
        self.settle();
    }

    pub(crate) fn total(&self, pane: Pane) -> usize {
        self.harness.state().state().pane(pane).total()
    }

    pub(crate) fn selected(&self, pane: Pane) -> usize {
        self.harness.state().state().pane(pane).selected_count()
    }

    pub(crate) fn names(&self, pane: Pane) -> Vec<String> {
        let state = self.harness.state().state();
        (0..state.pane(pane).rows().len()).filter_map(|place| state.person_at(pane, place)).map(|person| person.facts.first_name.to_string()).collect()
    }

    pub(crate) fn center(&self, pane: Pane, name: &str) -> egui::Pos2 {
        self.list(pane).get_by_label_contains(&format!("{name} ")).rect().center()
    }

    pub(crate) fn drag(&mut self, from: egui::Pos2, to: egui::Pos2) {
        self.harness.drag_at(from);
        self.harness.run_ok();
        for i in 1_u8..=8 {
            self.harness.hover_at(from + (to - from) * (f32::from(i) / 8.0));
            self.harness.run_ok();
        }
        self.harness.drop_at(to);
        self.settle();
    }
}

#[derive(Debug)]
pub(crate) struct Dropped(pub(crate) PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("only the path is used".to_owned())
    }
}
