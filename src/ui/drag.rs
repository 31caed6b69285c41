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
    /// The people dragged, in the order of their list.
    pub ids: Vec<PersonId>,
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
