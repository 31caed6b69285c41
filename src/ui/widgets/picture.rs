//! A picture of figures as bars: standing for years, lying for words. Hovered it tells a bar, clicked it chooses one; by
//! keyboard the arrows go from bar to bar, and Enter chooses.

use egui::{
    Align2, Color32, CursorIcon, EventFilter, Id, Key, Modifiers, Rangef, Rect, Response, RichText, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role,
    pos2, vec2,
};

use super::name_text;
use crate::model::{
    insight::{
        geometry::{Anchor, Area, Geometry, Label, Purpose},
        picture::{Bar, Chart, ChartKind, Series, bar_in_words},
    },
    text::display_text::with_thousands,
};
use crate::ui::theme::{self, Tokens, size, tokens};

/// The colour of a series.
#[must_use]
pub fn color(tokens: &Tokens, series: Series) -> Color32 {
    match series {
        Series::People | Series::Keep | Series::Kept | Series::Sent | Series::DecidedThen | Series::Joined => tokens.accent,
        Series::Leaving => tokens.parting,
        Series::Removed | Series::Nothing => tokens.muted,
        Series::Received | Series::Waiting | Series::JoinedAtOnce => tokens.second,
        Series::Undecided | Series::NotKnown | Series::Before | Series::Staying | Series::LeftThen => tokens.outline,
    }
}

/// What the parts of the bars mean: a word beside each colour.
pub fn legend(ui: &mut Ui, picture: &Chart) {
    if picture.series.len() < 2 {
        return;
    }
    let tokens = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(14.0, 2.0);
        for series in &picture.series {
            // Word and colour stay together where the line breaks.
            let words = ui.painter().layout_no_wrap(series.label().to_owned(), theme::regular(size::SECOND), tokens.muted);
            let (rect, response) = ui.allocate_exact_size(vec2(17.0 + words.size().x, words.size().y), egui::Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, series.label()));
            let square = Rect::from_center_size(rect.left_center() + vec2(5.0, 0.0), vec2(10.0, 10.0));
            ui.painter().rect_filled(square, 2.0, color(tokens, *series));
            ui.painter().galley(rect.left_top() + vec2(17.0, 0.0), words, tokens.muted);
        }
    });
}

/// The number that a picture has in egui.
#[must_use]
pub fn focus_id(kind: ChartKind, is_small: bool) -> Id {
    Id::unique(("picture", kind, is_small))
}

/// Draws it as wide as there is room. `chosen` is the bar whose people are looked at. Returns the bar that was clicked.
pub fn show(ui: &mut Ui, chart: &Chart, chosen: Option<usize>, is_small: bool) -> Option<usize> {
    let tokens = tokens(ui);
    let geometry = Geometry::new(chart, ui.available_width(), if is_small { Purpose::Glance } else { Purpose::Page });
    let (rect, _) = ui.allocate_exact_size(vec2(geometry.width, geometry.height), egui::Sense::hover());
    let id = focus_id(chart.kind, is_small);
    // With a number of its own the keyboard stays on it, whatever comes and goes above.
    let response = ui.interact(rect, id, egui::Sense::click());
    let by_key = if response.has_focus() { go_by_key(ui, id, chart, chosen) } else { None };
    let under_pointer = response
        .hover_pos()
        .and_then(|pos| geometry.bar_at(pos.x - rect.left(), pos.y - rect.top()))
        .filter(|at| chart.bars.get(*at).is_some_and(|bar| bar.total() > 0));
    paint(ui, rect, chart, &geometry, (by_key.or(under_pointer), chosen));
    super::reveal_when_focused(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, chart.in_words()));
    // The keyboard and a pointer at rest elsewhere do not quarrel: a click is where the pointer is, Enter where the keys are.
    let is_by_pointer = response.clicked_by(egui::PointerButton::Primary) && response.interact_pointer_pos().is_some();
    let clicked = if is_by_pointer {
        under_pointer
    } else if response.clicked() {
        by_key
    } else {
        None
    };
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Outside);
    }
    let bar_of = |at: Option<usize>| at.and_then(|at| Some((chart.bars.get(at)?, geometry.bars.get(at)?)));
    if let Some((bar, place)) = bar_of(by_key) {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_value(row_in_words(chart, bar));
            node.set_live(egui::accesskit::Live::Polite);
        });
        let end = place.parts.last().map_or(Rect::ZERO, rect_of);
        let end = if chart.kind.is_horizontal() { end.right_center() } else { end.center_top() };
        let anchor = Rect::from_center_size(end + rect.min.to_vec2(), vec2(8.0, 8.0));
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, anchor).show(|ui| tell_ui(ui, chart, bar));
    } else if let Some((bar, _)) = bar_of(under_pointer) {
        tell(&response.on_hover_cursor(CursorIcon::PointingHand), chart, bar);
    }
    clicked
}

/// Paints it. `told` is the bar under the pointer or the keys, then the one whose people are looked at.
fn paint(ui: &Ui, rect: Rect, chart: &Chart, geometry: &Geometry, (told, chosen): (Option<usize>, Option<usize>)) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let tokens = tokens(ui);
    let origin = rect.min.to_vec2();
    let font = theme::regular(geometry.letters);
    for tick in &geometry.ticks {
        ui.painter().hline(Rangef::new(geometry.scale.0 + origin.x, geometry.scale.1 + origin.x), tick.y + origin.y, Stroke::new(1.0, tokens.line));
        label(ui, origin, &tick.label, &font, tokens.muted);
    }
    for (at, (bar, place)) in chart.bars.iter().zip(&geometry.bars).enumerate() {
        let is_lit = told == Some(at) || chosen == Some(at) || (told.is_none() && chosen.is_none());
        for (part, area) in place.parts.iter().enumerate() {
            let fill = color(tokens, chart.meaning(bar, part));
            ui.painter().rect_filled(rect_of(area).translate(origin), chart.kind.rounding(), if is_lit { fill } else { fill.gamma_multiply(0.72) });
        }
        for text in place.name.iter().chain(&place.figure) {
            label(ui, origin, text, &font, tokens.muted);
        }
    }
}

fn rect_of(area: &Area) -> Rect {
    Rect::from_min_size(pos2(area.left, area.top), vec2(area.width, area.height))
}

fn label(ui: &Ui, origin: Vec2, label: &Label, font: &egui::FontId, color: Color32) {
    let galley = name_text::line(ui.painter(), &label.text, font.clone(), color, label.room).galley;
    let align = match label.anchor {
        Anchor::Start => Align2::LEFT_CENTER,
        Anchor::Middle => Align2::CENTER_CENTER,
        Anchor::End => Align2::RIGHT_CENTER,
    };
    let at = align.anchor_size(pos2(label.x, label.y) + origin, galley.size());
    ui.painter().galley(at.min, galley, color);
}

/// Which bar the keyboard is at: none before the first arrow, unless one is chosen. Bars of nobody are passed over.
fn go_by_key(ui: &Ui, id: Id, picture: &Chart, chosen: Option<usize>) -> Option<usize> {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, tab: false };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let place = id.with("by key");
    let full: Vec<usize> = picture.bars.iter().enumerate().filter(|(_, bar)| bar.total() > 0).map(|(at, _)| at).collect();
    let before = ui.data(|data| data.get_temp::<usize>(place)).or(chosen).and_then(|at| full.iter().position(|bar| *bar == at));
    let mut now = before;
    let last = full.len().checked_sub(1)?;
    ui.input_mut(|input| {
        for (keys, step) in [([Key::ArrowRight, Key::ArrowDown], 1_isize), ([Key::ArrowLeft, Key::ArrowUp], -1)] {
            for key in keys {
                for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                    now = Some(now.map_or(if step > 0 { 0 } else { last }, |at| at.saturating_add_signed(step).min(last)));
                }
            }
        }
        for (key, end) in [(Key::Home, 0), (Key::End, last)] {
            if input.consume_key(Modifiers::NONE, key) {
                now = Some(end);
            }
        }
    });
    let at = now.and_then(|at| full.get(at).copied());
    if now != before
        && let Some(at) = at
    {
        ui.data_mut(|data| data.insert_temp(place, at));
    }
    at
}

fn tell(response: &Response, picture: &Chart, bar: &Bar) {
    response.clone().on_hover_ui_at_pointer(|ui| tell_ui(ui, picture, bar));
}

fn tell_ui(ui: &mut Ui, picture: &Chart, bar: &Bar) {
    let tokens = tokens(ui);
    ui.label(RichText::new(&bar.label).font(theme::semibold(size::BODY)).color(tokens.text));
    for (series, value) in picture.series.iter().zip(&bar.values).filter(|(_, value)| **value > 0) {
        ui.label(RichText::new(format!("{}: {}", series.label(), with_thousands(*value))).font(theme::regular(size::SECOND)).color(tokens.text));
    }
    if picture.kind.counts_evidence() {
        ui.label(RichText::new(with_evidence(bar)).font(theme::regular(size::SMALL)).color(tokens.muted));
    }
}

/// "With 2 of them there are messages or a recommendation". Of whom nothing is known, nothing is counted.
#[must_use]
pub fn with_evidence(bar: &Bar) -> String {
    match bar.with_evidence {
        0 => "No messages or recommendations are known".to_owned(),
        1 => "1 has messages or a recommendation".to_owned(),
        count => format!("{} have messages or a recommendation", with_thousands(count)),
    }
}

/// What a row of the table says aloud.
#[must_use]
pub fn row_in_words(picture: &Chart, bar: &Bar) -> String {
    format!("{}: {}", bar.label, bar_in_words(&picture.series, bar))
}
