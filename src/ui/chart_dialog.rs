//! Saving a picture: in which shape, and where.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{
    action::Inbox,
    destination::{Destination, foot_ui},
    widgets::{
        button::{Button, Tone},
        card, dialog,
    },
};
use crate::model::insight::picture::{Chart, ChartFormat};
use crate::{command::Export, model::settings::Settings, state::State};

/// A picture and the place that is being chosen for it.
#[derive(Debug)]
pub(super) struct ChartDraft {
    chart: Chart,
    format: ChartFormat,
    to: Destination,
    has_focused: bool,
}

impl ChartDraft {
    /// Starts with the folder of the last time.
    #[must_use]
    pub(super) fn new(chart: Chart, settings: &Settings, fallback_folder: &Path) -> Self {
        let folder = if settings.export_folder.is_empty() { fallback_folder.to_owned() } else { PathBuf::from(&settings.export_folder) };
        let format = ChartFormat::Png;
        let path = folder.join(format!("{}.{}", chart.kind.file_stem(), ending(format)));
        Self { chart, format, to: Destination::new(&path), has_focused: false }
    }

    /// Takes the place that the system's dialog gave.
    pub(super) fn place(&mut self, path: &Path) {
        self.to.set(path);
    }

    fn choose(&mut self, format: ChartFormat) {
        self.format = format;
        if let Some(path) = self.to.path() {
            self.to.set(&path.with_extension(ending(format)));
        }
    }
}

fn ending(format: ChartFormat) -> &'static str {
    match format {
        ChartFormat::Png => "png",
        ChartFormat::Svg => "svg",
    }
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
            let warning = if draft.chart.kind.names_companies() { " It names companies: look before you pass it on." } else { "" };
            card::muted(ui, format!("“{}”.{warning}", draft.chart.kind.title()));
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                for (format, label) in [(ChartFormat::Png, "PNG, for mail and slides"), (ChartFormat::Svg, "SVG, for any size")] {
                    let tone = if format == draft.format { Tone::Current } else { Tone::Plain };
                    let response = Button::new(label).tone(tone).show(ui);
                    ui.accesskit_node_builder(response.id, |node| node.set_selected(format == draft.format));
                    if response.clicked() {
                        draft.choose(format);
                    }
                }
            });
            ui.add_space(8.0);
            is_entered = draft.to.field_ui(ui, "Path of the picture", inbox);
        },
        |ui| foot_ui(ui, is_ready, would_replace, has_focused),
    );
    if (shown.foot.0 || shown.is_confirmed || is_entered) && is_ready {
        draft.to.send(Export::Chart { chart: Box::new(draft.chart.clone()), format: draft.format }, inbox);
    }
    shown.foot.1 || shown.wants_to_close
}
