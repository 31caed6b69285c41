//! Files that are dropped on the window.

use std::path::PathBuf;

use egui::Ui;

use super::{
    action::Inbox,
    theme::{self, tokens},
};
use crate::{
    command::Command,
    model::import::import_options::ImportOptions,
    state::{
        State,
        stage::{ImportStage, Stage},
    },
};

/// The files that were dropped in this frame, by their paths.
pub(super) fn dropped(ui: &Ui) -> Vec<PathBuf> {
    ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).filter(|path| !path.as_os_str().is_empty()).collect())
}

/// Previews an export that was dropped.
pub(super) fn import(ui: &Ui, state: &State, inbox: &mut Inbox) {
    let paths = dropped(ui);
    if !paths.is_empty() && state.stage == Stage::Ready && state.import == ImportStage::None {
        inbox.send(Command::PreviewImport { paths, options: ImportOptions::default() });
    }
}

/// While something is held over the window: what letting go of it does.
pub(super) fn hint(ui: &Ui, words: &str) {
    if !ui.input(|input| input.raw.hovered_files.is_empty()) {
        let tokens = tokens(ui);
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Tooltip, egui::Id::unique("drop hint")));
        let rect = ui.ctx().content_rect();
        painter.rect_filled(rect, 0.0, tokens.backdrop);
        painter.text(rect.center(), egui::Align2::CENTER_CENTER, words, theme::semibold(28.0), theme::ON_AVATAR);
    }
}
