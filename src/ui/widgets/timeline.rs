//! A small line of time with a dot for everything that happened.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2};
use jiff::civil::Date;

use crate::ui::theme::{self, size, tokens};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub day: Date,
    /// In a word, for the label: `connected`.
    pub word: &'static str,
    /// In full, for the tooltip: `They recommended you, 18 Jun 2019`.
    pub words: String,
    /// Whether it weighs more than the rest.
    pub is_grave: bool,
}

/// Days since the year 0, near enough for a picture.
fn days(day: Date) -> f32 {
    f32::from(day.year()) * 365.25 + f32::from(day.day_of_year())
}

/// Draws the line as wide as there is room. Labels that would touch are left out; every dot has its tooltip, and screen
/// readers get it all as one sentence.
pub fn show(ui: &mut Ui, happenings: &[Happening]) {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::hover());
    let told: Vec<&str> = happenings.iter().map(|happening| happening.words.as_str()).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Timeline: {}", told.join("; "))));
    let (Some(first), Some(last)) =
        (happenings.iter().map(|happening| days(happening.day)).reduce(f32::min), happenings.iter().map(|happening| days(happening.day)).reduce(f32::max))
    else {
        return;
    };
    let line = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top() + 11.0), pos2(rect.right() - 8.0, rect.top() + 11.0));
    ui.painter().rect_filled(line.expand2(vec2(8.0, 1.0)), CornerRadius::same(1), tokens.line);
    let place = |day: Date| if last > first { line.left() + line.width() * (days(day) - first) / (last - first) } else { line.left() };
    let mut free_from = rect.left();
    for (i, happening) in happenings.iter().enumerate() {
        let center = pos2(place(happening.day), line.center().y);
        let color = if happening.is_grave { tokens.care } else { tokens.accent };
        ui.painter().circle_filled(center, 4.5, color);
        ui.painter().circle_stroke(center, 5.0, Stroke::new(1.5, tokens.card));
        let dot = ui.interact(Rect::from_center_size(center, vec2(14.0, 18.0)), ui.scope_id().with(("happening", i)), Sense::hover());
        // Several on one spot are told together.
        let here: Vec<&str> = happenings.iter().filter(|other| (place(other.day) - center.x).abs() < 6.0).map(|other| other.words.as_str()).collect();
        dot.on_hover_text(here.join("\n"));
        let label = format!("{} {}", happening.day.year(), happening.word);
        let galley = ui.painter().layout_no_wrap(label, theme::regular(size::SMALL - 0.5), tokens.muted);
        let left = (center.x - galley.size().x / 2.0).clamp(rect.left(), (rect.right() - galley.size().x).max(rect.left()));
        if left >= free_from {
            free_from = left + galley.size().x + 8.0;
            let anchor = Align2::LEFT_TOP.anchor_size(pos2(left, line.bottom() + 8.0), galley.size());
            ui.painter().galley(anchor.min, galley, tokens.muted);
        }
    }
}
