//! Advice beside a list: each once, and hidden for good once it was read.

use egui::{Frame, Margin, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card,
    },
};
use crate::{
    model::{
        outreach::advice::{ADVICE, AdvicePlace},
        settings::Settings,
    },
    state::State,
};

/// The advice that fits a list, as far as it was not hidden.
pub(super) fn advice_ui(ui: &mut Ui, state: &State, place: AdvicePlace, inbox: &mut Inbox) {
    let hidden = &state.settings.outreach.hidden_advice;
    for advice in ADVICE.iter().filter(|advice| advice.place == place && !hidden.iter().any(|key| key == advice.key)) {
        Frame::new().fill(tokens(ui).sunken).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            bar::show(
                ui,
                advice.key,
                theme::CONTROL_HEIGHT,
                |ui| card::heading(ui, advice.title),
                |ui| {
                    if Button::icon_only(icons::ICON_CLOSE, &format!("Hide: {}", advice.title)).tone(Tone::Quiet).show(ui).clicked() {
                        let mut settings: Settings = state.settings.clone();
                        settings.outreach.hidden_advice.push(advice.key.to_owned());
                        inbox.push(Action::Set(settings));
                    }
                },
            );
            ui.label(RichText::new(advice.words).font(theme::regular(size::SECOND)).color(tokens(ui).text));
            if let Some(confidence) = advice.confidence {
                card::muted(ui, confidence.source());
            }
        });
        ui.add_space(6.0);
    }
}
