//! What can be rescued of a workspace that could not be opened: a backup in its place, or what can be read in a new one.

use egui::Ui;
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, WorkspaceAction},
    backup_row::backup_row_ui,
    widgets::{button::Button, card},
};
use crate::{event::Problem, model::text::date_text, state::State};

/// Backups that are offered; all others are in their folder.
const MOST_BACKUPS: usize = 4;

/// What can take the place of a damaged or lost workspace.
pub(super) fn rescue_ui(ui: &mut Ui, problem: &Problem, state: &State, inbox: &mut Inbox) {
    if problem.backups.is_empty() && !problem.is_damage {
        return;
    }
    ui.add_space(14.0);
    card::heading(ui, "What can be rescued");
    for backup in problem.backups.iter().filter(|backup| backup.contents.is_some()).take(MOST_BACKUPS) {
        let when = date_text::day_and_time(state.overview.time.date_time_of(backup.at));
        if backup_row_ui(ui, backup, &when, "The file that is there now is kept beside it", true) {
            inbox.push(Action::Workspaces(WorkspaceAction::PutBack(backup.path.clone())));
        }
    }
    if problem.is_damage && !state.hides_names() {
        if Button::new("Read what can be read into a new workspace").with_icon(icons::ICON_HEALING).show(ui).clicked() {
            inbox.push(Action::Workspaces(WorkspaceAction::Salvage));
        }
        card::muted(ui, "The damaged file is only read. You are told what was rescued and what was lost.");
    }
}
