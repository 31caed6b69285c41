//! The box with a tick, and the row that is ticked as a whole.

use egui::{CornerRadius, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::name_text;
use crate::ui::theme::{self, GAP, size, tokens};

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

/// A box to tick with its words beside it, ticked by either.
pub fn labelled(ui: &mut Ui, is_ticked: bool, label: &str) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_ticked, label));
    super::reveal_when_focused(&response);
    let square = Rect::from_center_size(pos2(rect.left() + 9.0, rect.center().y), vec2(17.0, 17.0));
    paint(ui, square, is_ticked, response.hovered());
    let (left, font) = (rect.left() + 26.0, theme::regular(size::SECOND));
    let line = name_text::line(ui.painter(), label, font.clone(), tokens.text, (rect.right() - left).max(20.0));
    name_text::paint(ui.painter(), pos2(left, rect.center().y - line.galley.size().y / 2.0), line.galley, label, &font, tokens.text);
    if response.has_focus() {
        ui.painter().rect_stroke(square.expand(2.0), CornerRadius::same(6), Stroke::new(2.0, tokens.accent), StrokeKind::Middle);
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

/// A narrow row over the whole width, ticked by a click anywhere on it.
pub struct Row<'r> {
    /// Whether it is ticked.
    pub is_ticked: bool,
    /// What it says; cut off where it is too long, and told in full by the pointer.
    pub label: &'r str,
    /// A figure at its end.
    pub end: &'r str,
    /// Whether it is told more quietly than the others.
    pub is_muted: bool,
}

impl Row<'_> {
    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        const HEIGHT: f32 = 25.0;
        let tokens = tokens(ui);
        let Self { is_ticked, label, end, is_muted } = self;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_ticked, format!("{label}, {end}")));
        super::reveal_when_focused(&response);
        let (inner, round) = (rect.shrink2(vec2(6.0, 0.5)), CornerRadius::same(5));
        if is_ticked || response.hovered() {
            ui.painter().rect_filled(inner, round, if is_ticked { tokens.selected } else { tokens.hover });
        }
        if response.has_focus() {
            ui.painter().rect_stroke(inner, round, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
        }
        let (left, middle) = (rect.left() + GAP + 14.0, rect.center().y);
        if is_ticked {
            let (sign, at) = (egui_material_icons::icons::ICON_CHECK.codepoint, pos2(rect.left() + GAP + 4.0, middle));
            ui.painter().text(at, egui::Align2::CENTER_CENTER, sign, theme::icon(14.0), tokens.accent);
        }
        let end = ui.painter().layout_no_wrap(end.to_owned(), theme::regular(size::SECOND), tokens.muted);
        let font = if is_ticked { theme::semibold(size::SECOND) } else { theme::regular(size::SECOND) };
        let color = if is_muted { tokens.muted } else { tokens.text };
        let line = name_text::line(ui.painter(), label, font.clone(), color, (rect.right() - left - end.size().x - GAP - 8.0).max(20.0));
        let is_cut_off = line.is_cut_off;
        name_text::paint(ui.painter(), pos2(left, middle - line.galley.size().y / 2.0), line.galley, label, &font, color);
        ui.painter().galley(pos2(rect.right() - GAP - end.size().x, middle - end.size().y / 2.0), end, tokens.muted);
        if is_cut_off { response.on_hover_text(label) } else { response }
    }
}
