//! A letter to one person, over the page that led to it.

use egui::Ui;

use super::{
    action::Inbox,
    letter_editor::{LetterDraft, editor_ui},
    widgets::{button::Button, card, dialog},
};
use crate::state::{State, loaded::Data};

/// Draws the dialog. Returns whether it is done.
pub(super) fn letter_dialog(ui: &Ui, state: &State, draft: &mut LetterDraft, inbox: &mut Inbox) -> bool {
    inbox.need(state, Data::Outreach);
    let shown = dialog::show(
        ui,
        "letter",
        "Letter",
        620.0,
        |ui| match state.outreach.get() {
            Some(outreach) => _ = editor_ui(ui, state, outreach, draft, inbox),
            None => card::muted(ui, "A moment …"),
        },
        |ui| Button::new("Close").show(ui).clicked(),
    );
    shown.foot || shown.is_confirmed || shown.wants_to_close
}
