//! A small line of time with a dot for everything that happened.

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, WidgetInfo, accesskit::Role, pos2, vec2};
use jiff::civil::Date;

use crate::ui::theme::{self, size, tokens};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The day it happened.
    pub day: Date,
    /// In a word, for the label: `connected`.
    pub word: &'static str,
    /// In full, for the tooltip: `They recommended you, 18 Jun 2019`.
    pub words: String,
    /// Whether it weighs more than the rest.
    pub is_grave: bool,
}

/// Dots nearer than this are one.
const SPOT: f32 = 12.0;

/// Days since the year 0, near enough for a picture.
fn days(day: Date) -> f32 {
    f32::from(day.year()) * 365.25 + f32::from(day.day_of_year())
}

/// Where the line ends, and what is said there: "silent for 15 years".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineEnd {
    /// The local day that it is.
    pub today: Date,
    /// What has held since the last thing that happened.
    pub words: String,
}

/// Draws the line as wide as there is room, up to today. Labels that would touch are left out; every dot has its tooltip, and screen
/// readers get it all as one sentence.
pub fn show(ui: &mut Ui, happenings: &[Happening], end: &LineEnd) {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 42.0), Sense::hover());
    let told: Vec<&str> = happenings.iter().map(|happening| happening.words.as_str()).collect();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Timeline: {}; {}", told.join("; "), end.words)));
    let all = || happenings.iter().map(|happening| days(happening.day));
    let (Some(first), Some(newest)) = (all().reduce(f32::min), all().reduce(f32::max)) else { return };
    let last = newest.max(days(end.today));
    let line = Rect::from_min_max(pos2(rect.left() + 8.0, rect.top() + 11.0), pos2(rect.right() - 8.0, rect.top() + 11.0));
    let at = |day: f32| if last > first { line.left() + line.width() * (day - first) / (last - first) } else { line.left() };
    let place = |day: Date| at(days(day));
    // What was, and what has been since.
    ui.painter().rect_filled(Rect::from_min_max(line.min - vec2(8.0, 1.0), pos2(at(newest), line.bottom() + 1.0)), CornerRadius::same(1), tokens.muted);
    ui.painter().rect_filled(Rect::from_min_max(pos2(at(newest), line.top() - 1.0), line.max + vec2(8.0, 1.0)), CornerRadius::same(1), tokens.line);
    // What lies on one spot is one dot, told together.
    let mut spots: Vec<(f32, Vec<&Happening>)> = Vec::new();
    for happening in happenings {
        let x = place(happening.day);
        match spots.last_mut() {
            Some((at, here)) if x - *at < SPOT => here.push(happening),
            _ => spots.push((x, vec![happening])),
        }
    }
    let label = |here: &[&Happening]| {
        let told = here.iter().find(|happening| happening.is_grave).or(here.first());
        let words = told.map_or_else(String::new, |told| format!("{} {}", told.day.year(), told.word));
        let words = if here.len() > 1 { format!("{words} +{}", here.len() - 1) } else { words };
        ui.painter().layout_no_wrap(words, theme::regular(size::SMALL - 0.5), tokens.muted)
    };
    let label_left = |x: f32, width: f32| (x - width / 2.0).clamp(rect.left(), (rect.right() - width).max(rect.left()));
    // What has been since stands at the end; of the others the last tells most, so the rest make room for both.
    let tail = ui.painter().layout_no_wrap(end.words.clone(), theme::regular(size::SMALL - 0.5), tokens.muted);
    let tail_left = rect.right() - tail.size().x;
    ui.painter().galley(pos2(tail_left, line.bottom() + 8.0), tail, tokens.muted);
    let last_label = spots.last().map(|(x, here)| {
        let width = label(here).size().x;
        label_left(*x, width).min(tail_left - width - 10.0)
    });
    let last_left = last_label.filter(|left| *left >= rect.left());
    let mut free_from = rect.left();
    for (i, (x, here)) in spots.iter().enumerate() {
        let center = pos2(*x, line.center().y);
        let color = if here.iter().any(|happening| happening.is_grave) { tokens.care } else { tokens.accent };
        ui.painter().circle_filled(center, if here.len() > 1 { 6.0 } else { 4.5 }, color);
        ui.painter().circle_stroke(center, if here.len() > 1 { 6.5 } else { 5.0 }, Stroke::new(1.5, tokens.card));
        let dot = ui.interact(Rect::from_center_size(center, vec2(14.0, 18.0)), ui.scope_id().with(("happening", i)), Sense::hover());
        dot.on_hover_text(here.iter().map(|happening| happening.words.as_str()).collect::<Vec<_>>().join("\n"));
        let galley = label(here);
        let is_last = i + 1 == spots.len();
        let left = last_left.filter(|_| is_last).unwrap_or_else(|| label_left(center.x, galley.size().x));
        let room = last_left.unwrap_or(tail_left);
        if (is_last && last_left.is_some()) || (left >= free_from && left + galley.size().x + 8.0 <= room) {
            free_from = left + galley.size().x + 8.0;
            let anchor = Align2::LEFT_TOP.anchor_size(pos2(left, line.bottom() + 8.0), galley.size());
            ui.painter().galley(anchor.min, galley, tokens.muted);
        }
    }
}
