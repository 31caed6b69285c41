//! A picture of figures as bars: standing for years, lying for words. Hovered it tells a bar, clicked it chooses one; by
//! keyboard the arrows go from bar to bar, and Enter chooses.

use std::ops::RangeInclusive;

use egui::{
    Align2, Color32, CursorIcon, EventFilter, Id, Key, Modifiers, Rangef, Rect, Response, RichText, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, pos2,
    vec2,
};
use egui_plot::{AxisHints, Bar as PlotBar, BarChart, GridMark, HPlacement, Plot, PlotPoint};

use crate::model::{
    insight::picture::{Chart, ChartKind, Series, bar_in_words},
    text::display_text::with_thousands,
};
use crate::ui::theme::{self, Tokens, size, tokens};

/// What became of a picture in this frame.
#[derive(Debug)]
pub struct Shown {
    /// Where it stands, for taking it away.
    pub rect: Rect,
    /// The bar that was clicked.
    pub clicked: Option<usize>,
}

/// The colour of a series.
#[must_use]
pub fn color(tokens: &Tokens, series: Series) -> Color32 {
    match series {
        Series::People | Series::Kept | Series::Sent => tokens.accent,
        Series::Leaving => tokens.parting,
        Series::Removed => tokens.muted,
        Series::Received => tokens.second,
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
            let (rect, _) = ui.allocate_exact_size(vec2(11.0, 16.0), egui::Sense::hover());
            ui.painter().rect_filled(Rect::from_center_size(rect.center(), vec2(10.0, 10.0)), 2.0, color(tokens, *series));
            ui.add_space(-8.0);
            ui.label(RichText::new(series.label()).font(theme::regular(size::SECOND)).color(tokens.muted));
        }
    });
}

/// Height that a picture asks for.
#[expect(clippy::cast_precision_loss, reason = "bars are few")]
fn height(picture: &Chart, is_small: bool) -> f32 {
    match (picture.kind.is_horizontal(), is_small) {
        (true, false) => picture.bars.len() as f32 * 26.0 + 12.0,
        (true, true) => picture.bars.len() as f32 * 18.0 + 8.0,
        (false, false) => 190.0,
        (false, true) => 96.0,
    }
}

fn plain<'a>(axis: AxisHints<'a>, tokens: &Tokens) -> AxisHints<'a> {
    axis.label_spacing(Rangef::new(1.0, 14.0)).tick_label_color(tokens.muted).tick_label_font(theme::regular(size::SMALL))
}

/// Room for the words of lying bars.
const WORDS: f32 = 156.0;

/// The number that a picture has in egui.
#[must_use]
pub fn focus_id(kind: ChartKind, is_small: bool) -> Id {
    Id::unique(("picture", kind, is_small))
}

/// Draws it as wide as there is room. `chosen` is the bar whose people are looked at.
pub fn show(ui: &mut Ui, picture: &Chart, chosen: Option<usize>, is_small: bool) -> Shown {
    let tokens = tokens(ui);
    let is_horizontal = picture.kind.is_horizontal();
    let last = picture.bars.len().saturating_sub(1);
    #[expect(clippy::cast_precision_loss, reason = "counts of people and bars are far from 2^52")]
    let number = |count: usize| count as f64;
    let (count, highest) = (number(picture.bars.len()), number(picture.highest().max(1)));
    let id = focus_id(picture.kind, is_small);
    // The bar under the pointer, as the last frame saw it: it is drawn before the pointer is asked.
    let hovered: Option<usize> = ui.data(|data| data.get_temp(id).flatten());
    let by_key = if ui.memory(|memory| memory.has_focus(id)) { Some(go_by_key(ui, id, picture, chosen)) } else { None }.flatten();
    let told = by_key.or(hovered);
    let argument = |at: usize| number(if is_horizontal { last - at } else { at });
    let charts: Vec<BarChart> = picture
        .series
        .iter()
        .enumerate()
        .map(|(part, series)| {
            let bars = picture.bars.iter().enumerate().map(|(at, bar)| {
                let below: usize = bar.values.iter().take(part).sum();
                let value = bar.values.get(part).copied().unwrap_or_default();
                let is_lit = told == Some(at) || chosen == Some(at);
                // What goes has one colour wherever it is counted.
                let fill = match (picture.kind, bar.label.as_str()) {
                    (ChartKind::LookedAt, "In Remove") => tokens.parting,
                    (ChartKind::LookedAt, "In a finalized batch") => tokens.muted,
                    _ => color(tokens, *series),
                };
                let fill = if is_lit || chosen.is_none() && told.is_none() { fill } else { fill.gamma_multiply(0.72) };
                PlotBar::new(argument(at), number(value)).base_offset(number(below)).width(0.72).fill(fill)
            });
            let chart = BarChart::new(series.label(), bars.collect()).allow_hover(false).color(color(tokens, *series));
            if is_horizontal { chart.horizontal() } else { chart }
        })
        .collect();
    let label = |at: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "marks stand on bars")]
        let at = at.round().max(0.0) as usize;
        let at = if is_horizontal { last.checked_sub(at)? } else { at };
        picture.bars.get(at).map(|bar| bar.label.as_str())
    };
    let years_apart = {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few years")]
        let fit = (ui.available_width() / 44.0).max(1.0) as usize;
        picture.bars.len().div_ceil(fit).max(1)
    };
    let every_bar = move |input: egui_plot::GridInput, step: usize| -> Vec<GridMark> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "marks stand on bars")]
        let (from, to) = (input.bounds.0.ceil().max(0.0) as usize, input.bounds.1.floor().max(0.0) as usize);
        #[expect(clippy::cast_precision_loss, reason = "bars are few")]
        (from..=to.min(2000)).filter(|at| at.is_multiple_of(step)).map(|at| GridMark { value: at as f64, step_size: step as f64 }).collect()
    };
    let figures = |mark: GridMark, _: &RangeInclusive<f64>| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counts of people")]
        if mark.value >= 0.0 && mark.value.fract() == 0.0 { with_thousands(mark.value as usize) } else { String::new() }
    };
    let names = |mark: GridMark, _: &RangeInclusive<f64>| label(mark.value).map(|label| cut(label, 24)).unwrap_or_default();
    let mut plot = Plot::new(id)
        .width(ui.available_width())
        .height(height(picture, is_small))
        .show_background(false)
        .show_crosshair(false)
        .show_grid([false, !is_horizontal && !is_small])
        .grid_color(tokens.line)
        .allow_drag(false)
        .allow_zoom(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(false)
        .set_margin_fraction(vec2(0.0, 0.0))
        .sense(egui::Sense::hover());
    plot = if is_horizontal {
        plot.default_x_bounds(0.0, highest * 1.08)
            .default_y_bounds(-0.5, count - 0.5)
            .y_grid_spacer(move |input| every_bar(input, 1))
            .custom_x_axes(Vec::new())
            .custom_y_axes(vec![plain(AxisHints::new_y().placement(HPlacement::Left).min_thickness(WORDS), tokens).formatter(names)])
    } else {
        plot.default_x_bounds(-0.5, count - 0.5)
            .default_y_bounds(0.0, highest * 1.12)
            .x_grid_spacer(move |input| every_bar(input, years_apart))
            .custom_x_axes(vec![plain(AxisHints::new_x(), tokens).formatter(names)])
            .custom_y_axes(if is_small { Vec::new() } else { vec![plain(AxisHints::new_y().min_thickness(34.0), tokens).formatter(figures)] })
    };
    let shown = plot.show(ui, |plot| {
        // What was counted has changed: so have the bounds.
        plot.set_plot_bounds_x(if is_horizontal { 0.0..=highest * 1.08 } else { -0.5..=count - 0.5 });
        plot.set_plot_bounds_y(if is_horizontal { -0.5..=count - 0.5 } else { 0.0..=highest * 1.12 });
        for chart in charts {
            plot.bar_chart(chart);
        }
    });
    // With a number of its own the keyboard stays on it, whatever comes and goes above.
    let response = ui.interact(shown.response.rect, id, egui::Sense::click());
    let under_pointer = response.hover_pos().and_then(|pos| {
        let point = shown.transform.value_from_position(pos);
        let along = if is_horizontal { point.y } else { point.x };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a bar's number")]
        let at = (along.round() >= 0.0).then(|| along.round() as usize)?;
        let at = if is_horizontal { last.checked_sub(at)? } else { at };
        picture.bars.get(at).is_some_and(|bar| bar.total() > 0).then_some(at)
    });
    if under_pointer != hovered {
        ui.data_mut(|data| data.insert_temp(id, under_pointer));
        ui.ctx().request_repaint();
    }
    if is_horizontal {
        totals(ui, picture, &shown.transform, argument, is_small);
    }
    super::reveal_when_focused(&response);
    let keyed = by_key.and_then(|at| picture.bars.get(at));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, picture.in_words()));
    // The keyboard and a pointer at rest elsewhere do not quarrel: a click is where the pointer is, Enter where the keys are.
    let is_by_pointer = response.clicked_by(egui::PointerButton::Primary) && response.interact_pointer_pos().is_some();
    let clicked = if is_by_pointer {
        under_pointer
    } else if response.clicked() {
        by_key
    } else {
        None
    };
    let rect = response.rect;
    if response.has_focus() {
        ui.painter().rect_stroke(rect, theme::RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Outside);
    }
    if let (Some(at), Some(bar)) = (by_key, keyed) {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_value(row_in_words(picture, bar));
            node.set_live(egui::accesskit::Live::Polite);
        });
        let (along, high) = (argument(at), number(bar.total()));
        let place = shown.transform.position_from_point(&if is_horizontal { PlotPoint::new(high, along) } else { PlotPoint::new(along, high) });
        let anchor = Rect::from_center_size(place, vec2(8.0, 8.0));
        egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, anchor).show(|ui| tell_ui(ui, picture, bar));
    } else if let Some(bar) = under_pointer.and_then(|at| picture.bars.get(at)) {
        tell(&response.on_hover_cursor(CursorIcon::PointingHand), picture, bar);
    }
    Shown { rect, clicked }
}

/// The figure behind each lying bar.
fn totals(ui: &Ui, picture: &Chart, transform: &egui_plot::PlotTransform, argument: impl Fn(usize) -> f64, is_small: bool) {
    let tokens = tokens(ui);
    let font = theme::regular(if is_small { 10.5 } else { size::SMALL });
    for (at, bar) in picture.bars.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "counts of people")]
        let end = transform.position_from_point(&PlotPoint::new(bar.total() as f64, argument(at)));
        let words = if bar.total() == 0 && bar.values.len() > 1 { String::new() } else { with_thousands(bar.total()) };
        ui.painter().text(pos2(end.x + 6.0, end.y), Align2::LEFT_CENTER, words, font.clone(), tokens.muted);
    }
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

fn tell(response: &Response, picture: &Chart, bar: &crate::model::insight::picture::Bar) {
    response.clone().on_hover_ui_at_pointer(|ui| tell_ui(ui, picture, bar));
}

fn tell_ui(ui: &mut Ui, picture: &Chart, bar: &crate::model::insight::picture::Bar) {
    let tokens = tokens(ui);
    ui.label(RichText::new(&bar.label).font(theme::semibold(size::BODY)).color(tokens.text));
    for (series, value) in picture.series.iter().zip(&bar.values).filter(|(_, value)| **value > 0) {
        ui.label(RichText::new(format!("{}: {}", series.label(), with_thousands(*value))).font(theme::regular(size::SECOND)).color(tokens.text));
    }
    ui.label(RichText::new(with_evidence(bar)).font(theme::regular(size::SMALL)).color(tokens.muted));
}

/// "With 2 of them there are messages or a recommendation". Of whom nothing is known, nothing is counted.
#[must_use]
pub fn with_evidence(bar: &crate::model::insight::picture::Bar) -> String {
    match bar.with_evidence {
        0 => "No messages or recommendations are known".to_owned(),
        count => format!("{} have messages or a recommendation", with_thousands(count)),
    }
}

/// What a row of the table says aloud.
#[must_use]
pub fn row_in_words(picture: &Chart, bar: &crate::model::insight::picture::Bar) -> String {
    format!("{}: {}", bar.label, bar_in_words(&picture.series, bar))
}

fn cut(label: &str, most: usize) -> String {
    if label.chars().count() <= most { label.to_owned() } else { label.chars().take(most - 1).chain(['…']).collect() }
}
