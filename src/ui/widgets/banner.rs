//! A banner: a sentence over the whole width that holds for everything below, with what can be done about it.

use egui::{Frame, Label, Margin, Panel, RichText, Ui, accesskit::Role};

use super::{bar, landmark};
use crate::ui::theme::{self, size, tokens};

/// Shows it at the top of what is left of `ui`; `buttons` stand at its end.
pub fn show(ui: &mut Ui, id: &'static str, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(tokens(ui).care_soft).inner_margin(Margin::symmetric(16, 4));
    Panel::top(id).frame(frame).show_separator_line(false).show(ui, |ui| {
        landmark::name(ui, Role::Region, "Notice");
        content(ui, words, buttons);
    });
}

/// What stands in it, wherever it stands. Where the buttons leave too little room for one line, the words take two: how high
/// they are was measured the last time, as the width of the buttons is.
pub fn content(ui: &mut Ui, words: &str, buttons: impl FnOnce(&mut Ui)) {
    let id = ui.next_auto_id().with(("banner", words));
    let height = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(theme::CONTROL_HEIGHT);
    let start = |ui: &mut Ui| {
        let text = RichText::new(words).font(theme::regular(size::BODY)).color(tokens(ui).care);
        ui.add(Label::new(text).wrap().halign(egui::Align::Min)).rect.height()
    };
    let (used, ()) = bar::show(ui, words, height, start, buttons);
    let wanted = used.max(theme::CONTROL_HEIGHT);
    if (wanted - height).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, wanted));
        ui.ctx().request_discard("the words of a banner have another height");
        ui.ctx().request_repaint();
    }
}
