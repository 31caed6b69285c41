//! The box with a tick.

use egui::{CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::ui::theme::{self, tokens};

/// A box to tick. The label is for screen readers: the text stands beside it.
pub fn show(ui: &mut Ui, is_ticked: bool, label: &str) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_ticked, label));
    super::reveal_when_focused(&response);
    super::dialog::note_toggle(ui, &response);
    paint(ui, rect.shrink(1.5), is_ticked, response.hovered());
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(1.0), CornerRadius::same(6), Stroke::new(2.0, tokens.accent), StrokeKind::Middle);
    }
    response
}

/// Paints a box alone.
pub fn paint(ui: &Ui, square: Rect, is_ticked: bool, is_hovered: bool) {
    let tokens = tokens(ui);
    let round = CornerRadius::same(4);
    if is_ticked {
        ui.painter().rect_filled(square, round, tokens.accent);
        ui.painter().text(square.center(), egui::Align2::CENTER_CENTER, egui_material_icons::icons::ICON_CHECK.codepoint, theme::icon(15.0), tokens.on_accent);
    } else {
        let outline = if is_hovered { tokens.accent } else { tokens.muted };
        ui.painter().rect(square, round, tokens.card, Stroke::new(1.3, outline), StrokeKind::Inside);
    }
}
