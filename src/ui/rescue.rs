//! What can be rescued of a workspace that could not be opened: a backup in its place, or what can be read in a new one.

use egui::Ui;
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, WorkspaceAction},
    theme::{self, size, tokens},
    widgets::{bar, button::Button, card, name_text},
};
use crate::{event::Problem, state::State};

/// Backups that are offered; all others are in their folder.
const MOST_BACKUPS: usize = 4;

/// What can take the place of a damaged or lost workspace.
pub(super) fn rescue_ui(ui: &mut Ui, problem: &Problem, state: &State, inbox: &mut Inbox) {
    if problem.backups.is_empty() && !problem.is_damage {
        return;
    }
    ui.add_space(14.0);
    card::heading(ui, "What can be rescued");
    for (at, backup) in problem.backups.iter().take(MOST_BACKUPS).enumerate() {
        let Some(contents) = backup.contents else { continue };
        // The clock of the member is told with the workspace; until then a moment is told as it stands in the file's name.
        let when = backup.at.to_string().replace('T', " ").replace('Z', " UTC");
        bar::show(
            ui,
            ("backup", at),
            theme::CONTROL_HEIGHT + 12.0,
            |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    name_text::label(ui, &format!("{when} · {}", backup.reason.words()), theme::semibold(size::SECOND), tokens(ui).text);
                    name_text::label(ui, &contents.in_words(), theme::regular(size::SECOND), tokens(ui).muted);
                });
            },
            |ui| {
                let name = format!("Put back the backup of {when}");
                let button = Button::new("Put back").named(&name);
                if button.show(ui).on_hover_text("The file that is there now is kept beside it").clicked() {
                    inbox.push(Action::Workspaces(WorkspaceAction::PutBack(backup.path.clone())));
                }
            },
        );
    }
    if problem.is_damage && !state.hides_names() {
        if Button::new("Read what can be read into a new workspace").with_icon(icons::ICON_HEALING).show(ui).clicked() {
            inbox.push(Action::Workspaces(WorkspaceAction::Salvage));
        }
        card::muted(ui, "The damaged file is only read. What came over and what did not is told.");
    }
}
