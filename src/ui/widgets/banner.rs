//! A banner: a sentence over the whole width that holds for everything below, with what can be done about it.

use egui::{Frame, Margin, Panel, Ui};

use super::{bar, name_text};
use crate::ui::theme::{self, size, tokens};

/// Shows it at the top of what is left of `ui`; `buttons` stand at its end.
pub fn show(ui: &mut Ui, id: &'static str, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(tokens(ui).care_soft).inner_margin(Margin::symmetric(16, 4));
    Panel::top(id).frame(frame).show_separator_line(false).show(ui, |ui| content(ui, words, buttons));
}

/// What stands in it, wherever it stands.
pub fn content(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let start = |ui: &mut Ui| name_text::label(ui, words, theme::regular(size::BODY), tokens(ui).care);
    bar::show(ui, words, theme::CONTROL_HEIGHT, start, buttons);
}
