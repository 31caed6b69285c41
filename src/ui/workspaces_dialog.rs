//! Workspaces: which there are, going over to another, a new one, and what this one is called.

use std::path::{Path, PathBuf};

use egui::{Id, Key, RichText, ScrollArea, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, WorkspaceAction},
    file_dialog::Ask,
    theme::{self, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card, dialog, field, name_text,
    },
};
use crate::{model::known_workspace::KnownWorkspace, state::State};

/// What is typed in the dialog.
#[derive(Debug, Default)]
pub(super) struct WorkspacesDraft {
    /// The name of a new one.
    new_name: String,
    /// Whether the field of the name had the keyboard once.
    has_begun: bool,
    /// What this one is called, and what it was when the dialog was opened.
    name: Option<String>,
}

impl WorkspacesDraft {
    /// The file of a new workspace: beside this one, named after whom it is for.
    fn path(&self, beside: &Path) -> Option<PathBuf> {
        // Letters and figures alone: a name must not lead to another folder.
        let stem: String = self.new_name.trim().chars().map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '\'') { c } else { '-' }).collect();
        let stem = stem.trim().to_owned();
        (!stem.is_empty()).then(|| beside.with_file_name(format!("{stem}.partwell")))
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn workspaces_dialog(ui: &Ui, state: &State, draft: &mut WorkspacesDraft, inbox: &mut Inbox) -> bool {
    let mut is_done = false;
    let shown = dialog::show(
        ui,
        "workspaces",
        "Workspaces",
        560.0,
        |ui| {
            card::muted(ui, "One file for each person you do this for. Workspaces never share data.");
            if state.hides_names() {
                card::muted(ui, "Their names are hidden, as names are. Show names (F9) to go over to another.");
                return;
            }
            ui.add_space(6.0);
            ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
                for known in &state.workspaces {
                    is_done |= row_ui(ui, state, known, inbox);
                }
            });
            ui.add_space(8.0);
            is_done |= new_ui(ui, state, draft, inbox);
            ui.add_space(4.0);
            if Button::quiet("Open another file…").with_icon(icons::ICON_FOLDER_OPEN).at_edge().show(ui).clicked() {
                inbox.push(Action::Choose(Ask::Workspace));
                is_done = true;
            }
            ui.add_space(8.0);
            name_ui(ui, state, draft, inbox);
        },
        |ui| Button::new("Close").show(ui).clicked(),
    );
    is_done || shown.foot || shown.is_confirmed || shown.wants_to_close
}

/// A workspace, and the way there. Returns whether it is gone over to.
fn row_ui(ui: &mut Ui, state: &State, known: &KnownWorkspace, inbox: &mut Inbox) -> bool {
    let tokens = tokens(ui);
    let is_this = known.path == state.workspace;
    let title = known.title();
    let ((), goes) = bar::show(
        ui,
        ("workspace", &known.path),
        theme::CONTROL_HEIGHT + 6.0,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                name_text::label(ui, &title, theme::semibold(size::BODY), tokens.text);
                name_text::label(ui, &known.path.to_string_lossy(), theme::regular(size::SECOND), tokens.muted);
            });
        },
        |ui| {
            if is_this {
                ui.label(RichText::new("open").font(theme::semibold(size::SECOND)).color(tokens.accent));
                return false;
            }
            if Button::icon_only(icons::ICON_CLOSE, &format!("Forget {title}: the file stays")).tone(Tone::Quiet).show(ui).clicked() {
                inbox.push(Action::Workspaces(WorkspaceAction::Forget(known.path.clone())));
            }
            let goes = Button::new("Open").named(&format!("Open {title}")).show(ui).clicked();
            if goes {
                inbox.push(Action::Workspaces(WorkspaceAction::Open(known.path.clone())));
            }
            goes
        },
    );
    goes
}

/// A new workspace, named after whom it is for. Returns whether one is made.
fn new_ui(ui: &mut Ui, state: &State, draft: &mut WorkspacesDraft, inbox: &mut Inbox) -> bool {
    card::heading(ui, "A new workspace");
    let mut is_made = false;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 110.0).max(160.0);
        let response = field::line(ui, Id::unique("new workspace"), &mut draft.new_name, "Whose network it is for", "Ida Roe", width, false);
        if !std::mem::replace(&mut draft.has_begun, true) {
            response.request_focus();
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = draft.path(&state.workspace);
        let is_clicked = Button::new("Create").named("Create the workspace").enabled_if(path.is_some()).show(ui).clicked();
        if let Some(path) = path.filter(|_| is_clicked || is_entered) {
            inbox.push(Action::Workspaces(WorkspaceAction::Create { path, name: draft.new_name.clone() }));
            is_made = true;
        }
    });
    if let Some(path) = draft.path(&state.workspace) {
        card::muted(ui, path.to_string_lossy());
    }
    is_made
}

/// What this one is called.
fn name_ui(ui: &mut Ui, state: &State, draft: &mut WorkspacesDraft, inbox: &mut Inbox) {
    if state.is_sample || state.workspaces.iter().all(|known| known.path != state.workspace) {
        return;
    }
    card::heading(ui, "Name of this workspace");
    let name = draft.name.get_or_insert_with(|| state.workspace_title());
    let width = ui.available_width();
    let response = field::line(ui, Id::unique("workspace name"), name, "Name of this workspace", "", width, false);
    if response.lost_focus() && *name != state.workspace_title() {
        inbox.push(Action::Workspaces(WorkspaceAction::Rename(name.clone())));
    }
}
