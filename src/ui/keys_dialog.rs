//! The shortcut sheet: the keys of the page that is shown, and those that hold everywhere, side by side.

use egui::Ui;

use super::{
    action::Page,
    help_dialog::{keys_of, pairs_ui},
    palette_dialog::scope_of,
    ui_command::Scope,
    widgets::{button::Button, card, dialog},
};

/// From this width on, in points, the two lists stand side by side.
const WIDE_ENOUGH: f32 = 760.0;

/// Draws the sheet. Returns whether it is done.
pub(super) fn keys_dialog(ui: &Ui, page: Page) -> bool {
    let scopes: Vec<Scope> = scope_of(page).into_iter().chain([Scope::Everywhere]).collect();
    let width = if scopes.len() > 1 { 860.0 } else { 460.0 };
    let shown = dialog::show(
        ui,
        "keys",
        "Keys",
        width,
        |ui| {
            let part = |ui: &mut Ui, scope: Scope| {
                card::heading(ui, scope.title());
                pairs_ui(ui, scope.title(), &keys_of(ui, scope));
            };
            if ui.available_width() < WIDE_ENOUGH {
                for scope in scopes {
                    part(ui, scope);
                    ui.add_space(8.0);
                }
            } else {
                ui.columns(scopes.len(), |columns| {
                    for (ui, scope) in columns.iter_mut().zip(scopes) {
                        part(ui, scope);
                    }
                });
            }
        },
        |ui| Button::primary("Close").show(ui).clicked(),
    );
    shown.foot || shown.is_confirmed || shown.wants_to_close
}
