//! A row that leads somewhere, with a figure at its end: one of a column of choices.

use egui::{Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::name_text;
use crate::ui::theme::{self, RADIUS, size, tokens};

/// A row, before it is shown.
#[derive(Clone, Copy, Debug)]
pub struct CountRow<'r> {
    /// What it says; cut off where it is too long.
    pub label: &'r str,
    /// The figure.
    pub end: &'r str,
    /// What screen readers say of it.
    pub name: &'r str,
    /// Whether it is where one is.
    pub is_current: bool,
    /// Whether it is told more quietly than the others.
    pub is_muted: bool,
}

impl CountRow<'_> {
    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let Self { label, end, name, is_current, is_muted } = self;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 29.0), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, name));
        super::reveal_when_focused(&response);
        if is_current || response.hovered() {
            ui.painter().rect_filled(rect, RADIUS, if is_current { tokens.selected } else { tokens.hover });
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
        }
        let color = if is_muted { tokens.muted } else { tokens.text };
        let end = ui.painter().layout_no_wrap(end.to_owned(), theme::regular(size::SECOND), tokens.muted);
        let font = if is_current { theme::semibold(size::SECOND) } else { theme::regular(size::SECOND) };
        let line = name_text::line(ui.painter(), label, font.clone(), color, (rect.width() - end.size().x - 30.0).max(20.0));
        name_text::paint(ui.painter(), pos2(rect.left() + 8.0, rect.center().y - line.galley.size().y / 2.0), line.galley, label, &font, color);
        ui.painter().galley(pos2(rect.right() - 8.0 - end.size().x, rect.center().y - end.size().y / 2.0), end, tokens.muted);
        response
    }
}
