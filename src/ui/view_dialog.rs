//! Saving a search as a view: its name.

use egui::{Id, Key, Ui};

use super::{
    action::{Action, Inbox},
    widgets::{button::Button, card, dialog, field},
};
use crate::{
    model::{
        search::view::{self, View},
        settings::Settings,
    },
    state::State,
};

/// The search, and the name that it is given.
#[derive(Debug)]
pub(super) struct ViewDraft {
    query: String,
    name: String,
    is_fresh: bool,
}

impl ViewDraft {
    /// For this search, which is a name as good as any.
    pub(super) fn new(query: String) -> Self {
        Self { name: query.clone(), query, is_fresh: true }
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn view_dialog(ui: &Ui, state: &State, draft: &mut ViewDraft, inbox: &mut Inbox) -> bool {
    let mut is_entered = false;
    let has_name = !draft.name.trim().is_empty();
    let shown = dialog::show(
        ui,
        "view",
        "Save this search as a view",
        460.0,
        |ui| {
            card::muted(ui, format!("{} · in the filter menu of both panes, and by Alt and its number.", draft.query));
            ui.add_space(6.0);
            let response = field::line(ui, Id::unique("name of a view"), &mut draft.name, "Name of the view", "Name", ui.available_width(), false);
            if std::mem::take(&mut draft.is_fresh) {
                response.request_focus();
            }
            is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            (Button::primary("Save").enabled_if(has_name).show(ui).clicked(), cancels)
        },
    );
    let name = draft.name.trim();
    if (shown.foot.0 || shown.is_confirmed || is_entered) && !name.is_empty() {
        let mut views = state.settings.views.clone();
        view::save(&mut views, View { name: name.to_owned(), query: draft.query.clone() });
        inbox.push(Action::Set(Settings { views, ..state.settings.clone() }));
        return true;
    }
    shown.foot.1 || shown.wants_to_close
}
