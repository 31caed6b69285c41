//! What a list says when it is empty.

use egui::{Align, Label, Layout, RichText, Ui};

use crate::ui::theme::{self, size, tokens};

/// An icon, a title and a sentence in the middle of what is left.
pub fn show(ui: &mut Ui, symbol: egui_material_icons::MaterialIcon, title: &str, words: &str) {
    show_with(ui, symbol, title, words, |_| {});
}

/// Shows that there is nothing, with the way out below.
pub fn show_with(ui: &mut Ui, symbol: egui_material_icons::MaterialIcon, title: &str, words: &str, way_out: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        let height = ui.available_height();
        ui.add_space((height * 0.28 - 20.0).max(6.0));
        // In a low place the words matter more.
        if height > 150.0 {
            super::icon::show(ui, symbol, 34.0, tokens.muted);
            ui.add_space(4.0);
        }
        ui.label(RichText::new(title).font(theme::semibold(size::TITLE)).color(tokens.text));
        let width = (ui.available_width() - 48.0).clamp(120.0, 300.0);
        ui.allocate_ui_with_layout(egui::vec2(width, 60.0), Layout::top_down(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted)).wrap());
        });
        ui.add_space(10.0);
        way_out(ui);
    });
}
