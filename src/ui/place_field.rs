//! The field for a place to write to, with the system's dialog beside it and a word of care where a file is there already.

use std::path::PathBuf;

use egui::{Id, Key, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{button::Button, field},
};

/// Draws it. Answers whether Enter was pressed in it.
pub(super) fn place_ui(ui: &mut Ui, path: &mut String, name: &str, would_replace: bool, inbox: &mut Inbox) -> bool {
    let mut is_entered = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 118.0).max(160.0);
        let response = field::line(ui, Id::unique("place").with(name), path, name, "", width, false);
        is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if Button::new("Choose…").with_icon(icons::ICON_FOLDER_OPEN).named("Choose where to write…").show(ui).clicked() {
            inbox.push(Action::ChoosePlace(PathBuf::from(path.trim())));
        }
    });
    if would_replace {
        ui.label(
            RichText::new("There is a file of that name already. Write once more to replace it, or choose another name.")
                .font(theme::regular(size::SECOND))
                .color(tokens(ui).care),
        );
    }
    is_entered
}
