//! A copy of the whole workspace, as one file or as a folder in open formats: where to.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{
    action::Inbox,
    destination::{Destination, foot_ui},
    widgets::{card, dialog},
};
use crate::{command::Command, model::settings::Settings, state::State};

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CopyKind {
    /// A workspace like this one.
    Workspace,
    /// A folder of tables.
    Full,
}

/// The place that is being chosen.
#[derive(Debug)]
pub(super) struct CopyDraft {
    kind: CopyKind,
    to: Destination,
    has_focused: bool,
}

impl CopyDraft {
    /// Starts with the folder of the last time.
    pub(super) fn new(kind: CopyKind, state: &State, fallback_folder: &Path) -> Self {
        let Settings { export_folder, .. } = &state.settings;
        let folder = if export_folder.is_empty() { fallback_folder.to_owned() } else { PathBuf::from(export_folder) };
        let stem = state.workspace.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let day = state.overview.time.today;
        let name = match kind {
            CopyKind::Workspace => format!("{stem} {day}.partwell"),
            CopyKind::Full => format!("{stem} {day}"),
        };
        Self { kind, to: Destination::new(&folder.join(name)), has_focused: false }
    }

    /// Takes the place that the system's dialog gave.
    pub(super) fn place(&mut self, path: &Path) {
        self.to.set(path);
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn copy_dialog(ui: &Ui, state: &State, draft: &mut CopyDraft, inbox: &mut Inbox) -> bool {
    if draft.to.follow(state) {
        return true;
    }
    let (is_ready, would_replace) = (draft.to.path().is_some(), draft.to.would_replace());
    let has_focused = std::mem::replace(&mut draft.has_focused, true);
    let mut is_entered = false;
    let (title, words, field) = match draft.kind {
        CopyKind::Workspace => (
            "Copy the workspace",
            "All of it in one file, which Partwell opens as it is. Once it is written it is read again, to be sure that it holds the same.",
            "Path of the copy",
        ),
        CopyKind::Full => (
            "Export everything",
            "A new folder with one CSV a table and a description of them, for you alone to read. It holds every name and note: keep it as safe as the workspace.",
            "Path of the new folder",
        ),
    };
    let shown = dialog::show(
        ui,
        "copy",
        title,
        560.0,
        |ui| {
            card::muted(ui, words);
            ui.add_space(8.0);
            is_entered = draft.to.field_ui(ui, field, inbox);
        },
        |ui| foot_ui(ui, is_ready, would_replace, has_focused),
    );
    if (shown.foot.0 || shown.is_confirmed || is_entered) && is_ready {
        let kind = draft.kind;
        draft.to.send_as(
            |path, may_replace| match kind {
                CopyKind::Workspace => Command::CopyWorkspace { path, may_replace },
                CopyKind::Full => Command::ExportFull { folder: path },
            },
            inbox,
        );
    }
    shown.foot.1 || shown.wants_to_close
}
