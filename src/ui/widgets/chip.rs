//! Chips: short words in a rounded box, with a cross or without.

use std::sync::Arc;

use egui::{Color32, CornerRadius, Galley, Pos2, Rect, Response, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

use super::name_text;
use crate::ui::theme::{self, size, tokens};

const HEIGHT: f32 = 24.0;
const MOST_WIDTH: f32 = 240.0;
/// Room for the cross, which is as tall as the chip.
const CROSS_WIDTH: f32 = 26.0;
const ROUND: CornerRadius = CornerRadius::same(12);

/// A chip that only tells.
pub fn show(ui: &mut Ui, text: &str) -> Response {
    let tokens = tokens(ui);
    let galley = name_text::line(ui.painter(), text, theme::regular(size::SECOND), tokens.text, MOST_WIDTH).galley;
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 20.0, HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, ROUND, tokens.sunken);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.text);
    response
}

/// A chip with a cross: somebody or something that can be taken out. `more` tells two of one name apart. Only the cross
/// acts, so that nobody is taken out by a stray click. Returns true when it was.
pub fn removable(ui: &mut Ui, text: &str, more: &str, action: &str) -> bool {
    let tokens = tokens(ui);
    let galley = name_text::line(ui.painter(), text, theme::regular(size::SECOND), tokens.text, MOST_WIDTH).galley;
    let (rect, chip) = ui.allocate_exact_size(vec2(galley.size().x + 38.0, HEIGHT), Sense::hover());
    let cross_rect = Rect::from_min_max(egui::pos2(rect.right() - CROSS_WIDTH, rect.top()), rect.max);
    let cross = ui.interact(cross_rect, chip.id.with("cross"), Sense::click());
    cross.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{text}: {action}")));
    super::reveal_when_focused(&cross);
    ui.painter().rect_filled(rect, ROUND, tokens.sunken);
    if cross.hovered() || cross.has_focus() {
        ui.painter().circle_filled(cross_rect.center() - vec2(1.0, 0.0), 9.0, tokens.selected);
    }
    if cross.has_focus() {
        ui.painter().circle_stroke(cross_rect.center() - vec2(1.0, 0.0), 10.0, egui::Stroke::new(2.0, tokens.accent));
    }
    ui.painter().galley(egui::pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0), galley, tokens.text);
    let color = if cross.hovered() { tokens.text } else { tokens.muted };
    let icon = egui_material_icons::icons::ICON_CLOSE.codepoint;
    ui.painter().text(cross_rect.center() - vec2(1.0, 0.0), egui::Align2::CENTER_CENTER, icon, theme::icon(14.0), color);
    chip.on_hover_text(if more.is_empty() { text.to_owned() } else { format!("{text}\n{more}") });
    cross.on_hover_text(crate::model::evidence::evidence_text::upper_first(action)).clicked()
}

/// A chip that can be chosen or not. `key` is the digit that chooses it; empty without one.
pub fn choice(ui: &mut Ui, text: &str, key: &str, is_chosen: bool, is_mixed: bool) -> Response {
    let tokens = tokens(ui);
    let mark = if is_chosen {
        egui_material_icons::icons::ICON_CHECK
    } else if is_mixed {
        egui_material_icons::icons::ICON_REMOVE
    } else {
        egui_material_icons::icons::ICON_ADD
    };
    let color = if is_chosen { tokens.accent } else { tokens.text };
    let font = if is_chosen { theme::semibold(size::SECOND) } else { theme::regular(size::SECOND) };
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let key = ui.painter().layout_no_wrap(key.to_owned(), theme::regular(size::SMALL), tokens.muted);
    let key_width = if key.is_empty() { 0.0 } else { key.size().x + 8.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 40.0 + key_width, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_chosen, text));
    super::reveal_when_focused(&response);
    super::dialog::note_toggle(ui, &response);
    let is_hot = response.hovered() || response.has_focus();
    let fill = if is_chosen {
        tokens.selected
    } else if is_hot {
        tokens.hover
    } else {
        tokens.card
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(14),
        fill,
        egui::Stroke::new(1.0, if is_chosen { tokens.accent } else { tokens.control }),
        egui::StrokeKind::Inside,
    );
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand(1.5), CornerRadius::same(15), egui::Stroke::new(2.0, tokens.accent), egui::StrokeKind::Middle);
    }
    ui.painter().text(egui::pos2(rect.left() + 18.0, rect.center().y), egui::Align2::CENTER_CENTER, mark.codepoint, theme::icon(14.0), color);
    ui.painter().galley(egui::pos2(rect.left() + 29.0, rect.center().y - galley.size().y / 2.0), galley, color);
    ui.painter().galley(egui::pos2(rect.right() - 10.0 - key.size().x, rect.center().y - key.size().y / 2.0), key, tokens.muted);
    response
}

/// A small mark with a few letters, laid out, so that its width is known before it is painted.
#[derive(Debug)]
pub struct Mark {
    icon: Arc<Galley>,
    text: Option<Arc<Galley>>,
    fill: Color32,
    color: Color32,
    /// At least so much room is taken, the mark at its right.
    column: f32,
}

impl Mark {
    /// Lays out a mark; `text` may be empty.
    pub fn new(ui: &Ui, icon: egui_material_icons::MaterialIcon, text: &str, fill: Color32, color: Color32) -> Self {
        let painter = ui.painter();
        Self {
            icon: painter.layout_no_wrap(icon.codepoint.to_owned(), theme::icon(13.5), color),
            text: (!text.is_empty()).then(|| painter.layout_no_wrap(text.to_owned(), theme::regular(size::SMALL), color)),
            fill,
            color,
            column: 0.0,
        }
    }

    /// Takes at least so much room, so that marks of one kind stand below each other.
    pub fn widen(&mut self, column: f32) {
        self.column = column;
    }

    /// Leaves the letters out; the icon must say it alone.
    pub fn shorten(&mut self) {
        self.text = None;
    }

    /// How wide it is, with the gap to the next.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.own_width().max(self.column)
    }

    fn own_width(&self) -> f32 {
        self.icon.size().x + self.text.as_ref().map_or(0.0, |text| text.size().x + 4.0) + 12.0 + 5.0
    }

    /// Paints it so that it ends at `right`. Returns where the next one to its left may end.
    pub fn paint(self, ui: &Ui, right: f32, center_y: f32) -> f32 {
        let (width, taken) = (self.own_width() - 5.0, self.width());
        let rect = Rect::from_min_size(Pos2::new(right - width, center_y - 10.0), vec2(width, 20.0));
        ui.painter().rect_filled(rect, CornerRadius::same(10), self.fill);
        let icon_width = self.icon.size().x;
        ui.painter().galley(Pos2::new(rect.left() + 6.0, center_y - self.icon.size().y / 2.0), self.icon, self.color);
        if let Some(text) = self.text {
            ui.painter().galley(Pos2::new(rect.left() + 6.0 + icon_width + 4.0, center_y - text.size().y / 2.0), text, self.color);
        }
        right - taken
    }
}
