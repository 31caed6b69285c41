//! What was done, in a toast with a way back or on.

use egui::Ui;

use super::{action::Inbox, ui_command::UiCommand, widgets::toast};
use crate::{command::Command, state::State};

/// Tells what was written, with a way to open it, or what was done to many, with Undo. What was done to one stands in the status
/// line alone.
pub(super) fn show(ui: &Ui, state: &State, shown: &mut toast::Toast, inbox: &mut Inbox) {
    let message = &state.message;
    let key = UiCommand::Undo.key_name(ui);
    let undo = toast::Offer { label: "Undo", name: "Undo what was just done", key: &key };
    let open = toast::Offer { label: "Open", name: "Open what was written", key: "" };
    let written = message.written.as_ref().filter(|_| !state.hides_names()).and_then(|path| path.file_name());
    let written = written.map(|name| format!("Written: {}", name.to_string_lossy()));
    let (words, offer) = match (&message.written, message.is_larger) {
        (Some(_), _) => (written.as_deref().unwrap_or(message.text.as_str()), open),
        (None, true) => (message.text.as_str(), undo),
        (None, false) => ("", undo),
    };
    if toast::show(ui, shown, message.number, words, offer) {
        match &message.written {
            Some(path) => {
                if let Some(address) = std::path::absolute(path).ok().and_then(|path| url::Url::from_file_path(path).ok()) {
                    ui.ctx().open_url(egui::OpenUrl::new_tab(address));
                }
            }
            None => {
                inbox.send(Command::Undo);
            }
        }
    }
}
