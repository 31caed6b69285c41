//! A figure with its words on a tile. One that leads somewhere is a button; any other only tells.

use egui::{Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

use super::name_text;
use crate::{
    model::text::display_text::with_thousands,
    ui::theme::{self, GAP, size, tokens},
};

/// Height of a tile, in points.
const HEIGHT: f32 = 62.0;

/// Space beside what a tile says, in points.
const MARGIN: f32 = 14.0;

/// So wide a tile is at least, so that its words are read whole.
const LEAST_WIDTH: f32 = 158.0;

/// How wide each of so many tiles is in what is left of `ui`, as many beside each other as are read whole.
#[must_use]
pub fn width_of(ui: &Ui, count: usize) -> f32 {
    let room = ui.available_width() + GAP;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of figures")]
    let columns = ((room / (LEAST_WIDTH + GAP)) as usize).clamp(1, count.max(1));
    #[expect(clippy::cast_precision_loss, reason = "a handful of figures")]
    let columns = columns as f32;
    (room / columns - GAP).floor()
}

/// Draws a tile of this width. Returns whether it was chosen; one that leads nowhere never is.
pub fn show(ui: &mut Ui, width: f32, count: usize, words: &str, leads: bool) -> bool {
    tile(ui, width, count, words, leads, None)
}

/// A tile that filters what stands below it, for as long as it is chosen.
pub fn choice(ui: &mut Ui, width: f32, count: usize, words: &str, leads: bool, is_chosen: bool) -> bool {
    tile(ui, width, count, words, leads, Some(is_chosen))
}

fn tile(ui: &mut Ui, width: f32, count: usize, words: &str, leads: bool, is_chosen: Option<bool>) -> bool {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), if leads { Sense::click() } else { Sense::hover() });
    let role = if leads { Role::Button } else { Role::Label };
    let said = format!("{} {words}", with_thousands(count));
    response.widget_info(|| match is_chosen.filter(|_| leads) {
        Some(is_chosen) => WidgetInfo::selected(role, true, is_chosen, &said),
        None => WidgetInfo::labeled(role, true, &said),
    });
    let is_chosen = is_chosen == Some(true);
    let fill = if is_chosen {
        tokens.selected
    } else if leads && (response.hovered() || response.has_focus()) {
        tokens.hover
    } else {
        tokens.card
    };
    ui.painter().rect(rect, theme::CARD_RADIUS, fill, Stroke::new(1.0, if is_chosen { tokens.accent } else { tokens.line }), StrokeKind::Inside);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::CARD_RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    let room: Rect = rect.shrink2(vec2(MARGIN, 0.0));
    let figure = ui.painter().layout_no_wrap(with_thousands(count), theme::semibold(size::LARGE), tokens.text);
    ui.painter().galley(pos2(room.left(), room.top() + 10.0), figure, tokens.text);
    let line = name_text::line(ui.painter(), words, theme::regular(size::SECOND), tokens.muted, room.width());
    ui.painter().galley(pos2(room.left(), room.bottom() - 24.0), line.galley, tokens.muted);
    response.clicked()
}
