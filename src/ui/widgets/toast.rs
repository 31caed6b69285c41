//! A toast: what a larger action just did, with the way back, for some seconds. It waits while the pointer is on it.

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

/// What was wished for in a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    None,
    /// Take back what it tells.
    Undo,
}

/// Shows `words` since their `number` came up. `key` is the shortcut of Undo.
pub fn show(ui: &Ui, toast: &mut Toast, number: u64, words: &str, key: &str) -> Wish {
    let now = ui.input(|input| input.time);
    if toast.number != number {
        toast.number = number;
        toast.goes_at = (!words.is_empty()).then_some(now + STAYS);
    }
    let Some(goes_at) = toast.goes_at.filter(|goes_at| now < *goes_at) else {
        toast.goes_at = None;
        return Wish::None;
    };
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64((goes_at - now).max(0.05)));
    let mut wish = Wish::None;
    let area = Area::new(Id::unique("toast")).order(Order::Middle).anchor(Align2::LEFT_BOTTOM, vec2(theme::GAP, -42.0)).interactable(true);
    let shown = area.show(ui.ctx(), |ui| {
        let (undo, close) = content(ui, words, key);
        if undo {
            wish = Wish::Undo;
        }
        if close {
            toast.goes_at = None;
        }
    });
    if shown.response.contains_pointer() && toast.goes_at.is_some() {
        toast.goes_at = Some(now + STAYS / 2.0);
    }
    if wish == Wish::Undo {
        toast.goes_at = None;
    }
    wish
}

/// What stands in it, wherever it stands. Answers whether Undo was pressed, and whether it is to go.
pub fn content(ui: &mut Ui, words: &str, key: &str) -> (bool, bool) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.text).corner_radius(theme::CARD_RADIUS).shadow(ui.visuals().popup_shadow).inner_margin(Margin::symmetric(14, 6));
    frame
        .show(ui, |ui| {
            ui.set_max_width(440.0);
            let shown = ui.horizontal(|ui| {
                ui.set_height(theme::CONTROL_HEIGHT);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.set_max_width(300.0);
                    name_text::label(ui, words, theme::semibold(size::BODY), tokens.card);
                });
                let undo = Button::new("Undo").named("Undo what was just done").with_key(key).show(ui).clicked();
                (undo, Button::icon_only(icons::ICON_CLOSE, "Close the message").tone(Tone::Plain).show(ui).clicked())
            });
            ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_role(Role::Status));
            shown.inner
        })
        .inner
}
