//! A backup as a row: when and why it was made, what it holds, and a button that puts it back.

use egui::Ui;

use super::{
    theme::{self, size, tokens},
    widgets::{bar, button::Button, name_text},
};
use crate::model::{backup::Backup, text::display_text::sizes_in_words};

/// Draws the row. `when` is when it was made, in words; `tip` says what becomes of what is here now. Returns whether it is to be
/// put back.
pub(super) fn backup_row_ui(ui: &mut Ui, backup: &Backup, when: &str, tip: &str, can_be_put_back: bool) -> bool {
    let tokens = tokens(ui);
    let mut is_wanted = false;
    bar::show(
        ui,
        ("backup", &backup.path),
        theme::CONTROL_HEIGHT + 12.0,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                name_text::label(ui, &format!("{when} · {}", backup.reason.words()), theme::semibold(size::SECOND), tokens.text);
                let holds = backup.contents.map_or_else(|| "cannot be read".to_owned(), |contents| contents.in_words());
                name_text::label(ui, &format!("{holds} · {}", sizes_in_words(backup.bytes)), theme::regular(size::SECOND), tokens.muted);
            });
        },
        |ui| {
            let name = format!("Put back the backup of {when}");
            let button = Button::new("Put back").named(&name).enabled_if(can_be_put_back && backup.contents.is_some());
            is_wanted = button.show(ui).on_hover_text(tip).clicked();
        },
    );
    is_wanted
}
