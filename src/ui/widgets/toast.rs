//! A toast: what a larger action just did, with the way back, for some seconds. It waits while the pointer is on it, and stands
//! over the status bar and the gap above it, which say the same or nothing: it covers no row.

use egui::{Align, Align2, Area, Frame, Id, Layout, Margin, Order, Ui, accesskit::Role, vec2};
use egui_material_icons::icons;

use super::{
    button::{Button, Tone},
    name_text,
};
use crate::ui::theme::{self, size, tokens};

/// Seconds that it stays.
const STAYS: f64 = 8.0;

/// What is remembered between frames.
#[derive(Debug, Default)]
pub struct Toast {
    number: u64,
    /// When it goes, in seconds of the window; none: it is not shown.
    goes_at: Option<f64>,
}

/// What can be done about what a toast tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer<'o> {
    /// The word on the button.
    pub label: &'o str,
    /// What screen readers say.
    pub name: &'o str,
    /// The key that does it, too; may be empty.
    pub key: &'o str,
}

/// Shows `words` since their `number` came up. Returns whether what it offers was chosen.
pub fn show(ui: &Ui, toast: &mut Toast, number: u64, words: &str, offer: Offer<'_>) -> bool {
    let now = ui.input(|input| input.time);
    if toast.number != number {
        toast.number = number;
        toast.goes_at = (!words.is_empty()).then_some(now + STAYS);
    }
    let Some(goes_at) = toast.goes_at.filter(|goes_at| now < *goes_at) else {
        toast.goes_at = None;
        return false;
    };
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64((goes_at - now).max(0.05)));
    let mut is_chosen = false;
    let area = Area::new(Id::unique("toast")).order(Order::Middle).anchor(Align2::LEFT_BOTTOM, vec2(theme::GAP, -1.0)).interactable(true);
    let shown = area.show(ui.ctx(), |ui| {
        let (chosen, close) = content(ui, words, offer);
        is_chosen = chosen;
        if close {
            toast.goes_at = None;
        }
    });
    if shown.response.contains_pointer() && toast.goes_at.is_some() {
        toast.goes_at = Some(now + STAYS / 2.0);
    }
    if is_chosen {
        toast.goes_at = None;
    }
    is_chosen
}

/// What stands in it, wherever it stands. Returns whether what it offers was chosen, and whether it is to go.
pub fn content(ui: &mut Ui, words: &str, offer: Offer<'_>) -> (bool, bool) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.text).corner_radius(theme::CARD_RADIUS).shadow(ui.visuals().popup_shadow).inner_margin(Margin::symmetric(14, 4));
    frame
        .show(ui, |ui| {
            ui.set_max_width(440.0);
            let shown = ui.horizontal(|ui| {
                ui.set_height(theme::CONTROL_HEIGHT);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.set_max_width(300.0);
                    name_text::label(ui, words, theme::semibold(size::BODY), tokens.card);
                });
                let button = Button::new(offer.label).named(offer.name);
                let chosen = if offer.key.is_empty() { button } else { button.with_key(offer.key) }.show(ui).clicked();
                (chosen, Button::icon_only(icons::ICON_CLOSE, "Close the message").tone(Tone::Plain).show(ui).clicked())
            });
            ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_role(Role::Status));
            shown.inner
        })
        .inner
}
