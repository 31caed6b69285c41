//! Saving a picture: in which shape, and where.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{
    action::Inbox,
    destination::Destination,
    widgets::{
        button::{Button, Tone},
        card, dialog,
    },
};
use crate::model::insight::picture::{Chart, ChartFormat, Pixels};
use crate::{command::Export, model::settings::Settings, state::State};

/// A picture and the place that is being chosen for it.
#[derive(Debug)]
pub(super) struct ChartDraft {
    picture: Chart,
    /// The points as the screen showed them; without them only a drawing can be written.
    pixels: Option<Pixels>,
    is_png: bool,
    to: Destination,
    has_focused: bool,
}

impl ChartDraft {
    /// Starts with the folder of the last time.
    #[must_use]
    pub(super) fn new(picture: Chart, pixels: Option<Pixels>, settings: &Settings, fallback_folder: &Path) -> Self {
        let folder = if settings.export_folder.is_empty() { fallback_folder.to_owned() } else { PathBuf::from(&settings.export_folder) };
        let is_png = pixels.is_some();
        let path = folder.join(format!("{}.{}", picture.kind.file_stem(), ending(is_png)));
        Self { picture, pixels, is_png, to: Destination::new(&path), has_focused: false }
    }

    /// Takes the place that the system's dialog gave.
    pub(super) fn place(&mut self, path: &Path) {
        self.to.set(path);
    }

    fn choose(&mut self, is_png: bool) {
        self.is_png = is_png;
        if let Some(path) = self.to.path() {
            self.to.set(&path.with_extension(ending(is_png)));
        }
    }
}

fn ending(is_png: bool) -> &'static str {
    if is_png { "png" } else { "svg" }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn chart_dialog(ui: &Ui, state: &State, draft: &mut ChartDraft, inbox: &mut Inbox) -> bool {
    // Written: done. Refused: the dialog stays, with the reason above it.
    if draft.to.follow(state) {
        return true;
    }
    let (is_ready, would_replace) = (draft.to.path().is_some(), draft.to.would_replace());
    let has_focused = std::mem::replace(&mut draft.has_focused, true);
    let mut is_entered = false;
    let shown = dialog::show(
        ui,
        "picture",
        "Save the picture",
        560.0,
        |ui| {
            card::muted(ui, format!("“{}”. It may name companies: look before you pass it on.", draft.picture.kind.title()));
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                for (is_png, label) in [(true, "PNG, as on the screen"), (false, "SVG, for any size")] {
                    if is_png && draft.pixels.is_none() {
                        continue;
                    }
                    let tone = if is_png == draft.is_png { Tone::Current } else { Tone::Plain };
                    let response = Button::new(label).tone(tone).show(ui);
                    ui.accesskit_node_builder(response.id, |node| node.set_selected(is_png == draft.is_png));
                    if response.clicked() {
                        draft.choose(is_png);
                    }
                }
            });
            ui.add_space(8.0);
            is_entered = draft.to.field_ui(ui, "Path of the picture", inbox);
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            let saves = Button::primary(if would_replace { "Replace the file" } else { "Save" }).enabled_if(is_ready).show(ui);
            if !has_focused {
                saves.request_focus();
            }
            (saves.clicked(), cancels)
        },
    );
    if (shown.foot.0 || shown.is_confirmed || is_entered) && is_ready {
        let shape = match (&draft.pixels, draft.is_png) {
            (Some(pixels), true) => ChartFormat::Png(pixels.clone()),
            _ => ChartFormat::Svg,
        };
        draft.to.send(Export::Chart { picture: Box::new(draft.picture.clone()), shape }, inbox);
    }
    shown.foot.1 || shown.wants_to_close
}
