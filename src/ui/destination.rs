//! A file that is to be written: the field for its place, with the system's dialog beside it, and what came of writing.

use std::path::{Path, PathBuf};

use egui::{Id, Key, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    file_dialog::Ask,
    theme::{self, size, tokens},
    widgets::{button::Button, field},
};
use crate::{
    command::{Command, Export},
    event::Settlement,
    model::ticket::Ticket,
    state::State,
};

/// The buttons below the field: whether to write, and whether to leave it. Enter writes, unless somebody went elsewhere.
pub(super) fn foot_ui(ui: &mut Ui, is_ready: bool, would_replace: bool, has_focused: bool) -> (bool, bool) {
    let cancels = Button::new("Cancel").show(ui).clicked();
    let saves = Button::primary(if would_replace { "Replace the file" } else { "Save" }).enabled_if(is_ready).show(ui);
    if !has_focused {
        saves.request_focus();
    }
    (saves.clicked(), cancels)
}

/// The place that is being chosen for a file.
#[derive(Debug)]
pub(super) struct Destination {
    /// The path as it is typed.
    text: String,
    /// What was sent to be written, and where to.
    sent: Option<(Ticket, PathBuf)>,
    /// A file that is there already and was not replaced.
    existing: Option<PathBuf>,
}

impl Destination {
    /// Proposes a place.
    pub(super) fn new(path: &Path) -> Self {
        Self { text: path.to_string_lossy().into_owned(), sent: None, existing: None }
    }

    /// The path, once a file can be written there.
    pub(super) fn path(&self) -> Option<PathBuf> {
        let path = PathBuf::from(self.text.trim());
        (!self.text.trim().is_empty() && path.file_name().is_some()).then_some(path)
    }

    /// Takes another path.
    pub(super) fn set(&mut self, path: &Path) {
        self.text = path.to_string_lossy().into_owned();
    }

    /// Whether writing would replace a file; to be asked for once more then.
    pub(super) fn would_replace(&self) -> bool {
        self.existing.is_some() && self.existing == self.path()
    }

    /// Looks what came of writing. Returns whether the file was written.
    pub(super) fn follow(&mut self, state: &State) -> bool {
        let Some(settlement) = self.sent.as_ref().and_then(|(ticket, _)| state.settlement(*ticket)) else { return false };
        let path = self.sent.take().map(|(_, path)| path);
        if settlement == Settlement::WouldReplace {
            self.existing = path;
        }
        settlement == Settlement::Done
    }

    /// Sends it to be written. Once is enough until that is answered.
    pub(super) fn send(&mut self, what: Export, inbox: &mut Inbox) {
        self.send_as(|path, may_replace| Command::Export { what, path, may_replace }, inbox);
    }

    /// The same with a command of its own, made from the path and whether a file there may be replaced.
    pub(super) fn send_as(&mut self, command: impl FnOnce(PathBuf, bool) -> Command, inbox: &mut Inbox) {
        if let (Some(path), None) = (self.path(), &self.sent) {
            let ticket = inbox.send(command(path.clone(), self.would_replace()));
            self.sent = Some((ticket, path));
        }
    }

    /// Draws the field. Returns whether Enter was pressed in it.
    pub(super) fn field_ui(&mut self, ui: &mut Ui, name: &str, inbox: &mut Inbox) -> bool {
        let mut is_entered = false;
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 118.0).max(160.0);
            let response = field::line(ui, Id::unique("place").with(name), &mut self.text, name, "", width, false);
            is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if Button::new("Choose…").with_icon(icons::ICON_FOLDER_OPEN).named("Choose where to write…").show(ui).clicked() {
                inbox.push(Action::Choose(Ask::Place(PathBuf::from(self.text.trim()))));
            }
        });
        if self.would_replace() {
            ui.label(
                RichText::new("There is a file of that name already. Write once more to replace it, or choose another name.")
                    .font(theme::regular(size::SECOND))
                    .color(tokens(ui).care),
            );
        }
        is_entered
    }
}
