//! People under way from one pane to the other by mouse.

use egui::{Area, DragAndDrop, Frame, Id, Margin, Order, Stroke, Ui, vec2};

use crate::{
    model::{id::PersonId, person::decision::Pane, text::display_text},
    ui::theme::{self, RADIUS, size, tokens},
};

/// What is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DragPeople {
    /// Where they come from.
    pub from: Pane,
    /// Who.
    pub ids: Vec<PersonId>,
}

/// Points from an edge within which a list scrolls by itself.
const EDGE: f32 = 44.0;
/// Points a second at the very edge.
const FASTEST: f32 = 1100.0;

/// Scrolls the list while something is dragged near its upper or lower edge. Called inside the scroll area.
pub(super) fn scroll_near_edge(ui: &Ui, visible: egui::Rect) {
    if !DragAndDrop::has_payload_of_type::<DragPeople>(ui) {
        return;
    }
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()).filter(|pointer| visible.x_range().contains(pointer.x)) else { return };
    let above = (visible.top() + EDGE - pointer.y) / EDGE;
    let below = (pointer.y - visible.bottom() + EDGE) / EDGE;
    let speed = above.clamp(0.0, 1.0) - below.clamp(0.0, 1.0);
    if speed != 0.0 {
        // A slow frame must not make the list jump.
        let seconds = ui.input(|input| input.stable_dt).min(0.05);
        ui.scroll_with_delta_animation(vec2(0.0, speed * FASTEST * seconds), egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

/// What lies over this pane and would be dropped here.
pub(super) fn over(ui: &Ui, pane: Pane, card: egui::Rect) -> Option<std::sync::Arc<DragPeople>> {
    let payload = DragAndDrop::payload::<DragPeople>(ui)?;
    let pointer = ui.input(|input| input.pointer.latest_pos())?;
    (payload.from != pane && card.contains(pointer)).then_some(payload)
}

/// A note beside the pointer that says how many, and where they would go.
pub(super) fn preview(ui: &Ui, target: Option<Pane>) {
    let Some(payload) = DragAndDrop::payload::<DragPeople>(ui) else { return };
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let tokens = tokens(ui);
    let who = display_text::people(payload.ids.len());
    let words = match target {
        Some(pane) => format!("{who} → {}", pane.title()),
        None => who,
    };
    let outline = if target.is_some() { tokens.accent } else { tokens.outline };
    Area::new(Id::unique("drag preview")).order(Order::Tooltip).interactable(false).fixed_pos(pointer + vec2(14.0, 12.0)).show(ui.ctx(), |ui| {
        Frame::new()
            .fill(tokens.card)
            .stroke(Stroke::new(1.5, outline))
            .corner_radius(RADIUS)
            .shadow(ui.visuals().popup_shadow)
            .inner_margin(Margin::symmetric(12, 8))
            .show(ui, |ui| ui.add(egui::Label::new(egui::RichText::new(words).font(theme::semibold(size::BODY)).color(tokens.text)).extend()));
    });
    ui.ctx().set_cursor_icon(if target.is_some() { egui::CursorIcon::Grabbing } else { egui::CursorIcon::NoDrop });
}
