//! A banner: a sentence over the whole width that holds for everything below, with what can be done about it.

use egui::{Align, Frame, Layout, Margin, Panel, Ui};

use super::name_text;
use crate::ui::theme::{self, size, tokens};

/// Shows it at the top of what is left of `ui`; `buttons` come from the right.
pub fn show(ui: &mut Ui, id: &'static str, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(tokens(ui).care_soft).inner_margin(Margin::symmetric(16, 4));
    Panel::top(id).frame(frame).show_separator_line(false).show(ui, |ui| content(ui, words, buttons));
}

/// What stands in it, wherever it stands.
pub fn content(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.set_height(theme::CONTROL_HEIGHT);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            buttons(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                name_text::label(ui, words, theme::regular(size::BODY), tokens(ui).care);
            });
        });
    });
}
