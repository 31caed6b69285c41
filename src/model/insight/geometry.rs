//! Where the parts of a chart stand: worked out once, painted by the window and written to files alike.
//!
//! All lengths are points, the origin is the upper left corner, and y grows downwards.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{
    insight::picture::Chart,
    text::display_text::{sanitized, with_thousands},
};

/// What a chart is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A card of a page: the pointer tells figures.
    Page,
    /// A glance in a dialog.
    Glance,
    /// A file: nothing tells figures but the picture.
    File,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Area {
    /// Its left side.
    pub left: f32,
    /// Its upper side.
    pub top: f32,
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
}

impl Area {
    /// Its right side.
    #[must_use]
    pub fn right(&self) -> f32 {
        self.left + self.width
    }

    /// Its lower side.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.top + self.height
    }
}

/// Which side of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The place of its anchor, from the left.
    pub x: f32,
    /// The middle of its height, from the top.
    pub y: f32,
    /// What of it stands there.
    pub anchor: Anchor,
    /// How much room it has. What a font makes wider is to be cut off.
    pub room: f32,
    /// The whole text.
    pub text: String,
}

/// Where a bar stands.
#[derive(Clone, Debug, PartialEq)]
pub struct BarPlace {
    /// Everything that belongs to it, from its name to the end of the scale: what a pointer is asked for.
    pub slot: Area,
    /// Its parts, in the order of [`Chart::series`]; those of nothing have no length.
    pub parts: Vec<Area>,
    /// Its name. Where bars stand close, not every one is named.
    pub name: Option<Label>,
    /// How much it is, where there is room to say so.
    pub figure: Option<Label>,
}

/// A line of the scale behind standing bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Its height in the picture.
    pub y: f32,
    /// The figure beside it.
    pub label: Label,
}

/// A chart, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// How wide it is.
    pub width: f32,
    /// How high it is.
    pub height: f32,
    /// The size of its letters.
    pub letters: f32,
    /// Its bars, in the order of [`Chart::bars`].
    pub bars: Vec<BarPlace>,
    /// The scale; nothing where bars lie, as each tells its figure.
    pub ticks: Vec<Tick>,
    /// Where the lines of the scale begin and end.
    pub scale: (f32, f32),
}

/// Height of the field of standing bars, by purpose.
fn field_height(purpose: Purpose) -> f32 {
    match purpose {
        Purpose::Page => 150.0,
        Purpose::Glance => 74.0,
        Purpose::File => 260.0,
    }
}

/// No picture is narrower; what shows it cuts it off.
const LEAST_WIDTH: f32 = 180.0;

/// What the longest lying bar has in any case.
const LEAST_BAR: f32 = 24.0;

/// The width of a figure for each point of its letters. Digits of the typeface are that wide, and a little is for the end.
const DIGIT: f32 = 0.64;

/// How wide a text is in about, in points, before any font has been asked.
#[must_use]
pub fn width_of(text: &str, letters: f32) -> f32 {
    text.chars()
        .map(|c| match c {
            // Ideographs, kana, hangul and pictures take a square.
            '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE6F}' => letters,
            '\u{FF00}'..='\u{FF60}' | '\u{1F300}'..='\u{1FAFF}' => letters * 1.2,
            'i' | 'l' | 'j' | '.' | ',' | ' ' | '\'' | '|' => letters * 0.3,
            'm' | 'w' | 'M' | 'W' | '@' => letters * 0.9,
            'A'..='Z' => letters * 0.7,
            _ => letters * 0.6,
        })
        .sum()
}

/// A text that fits into `room` in about; what was cut off is told by an ellipsis.
#[must_use]
pub fn fitted(text: &str, letters: f32, room: f32) -> String {
    if width_of(text, letters) <= room {
        return text.to_owned();
    }
    let mut cut = String::new();
    let mut width = width_of("…", letters);
    for letter in text.graphemes(true) {
        width += width_of(letter, letters);
        if width > room {
            break;
        }
        cut.push_str(letter);
    }
    format!("{}…", cut.trim_end())
}

impl Geometry {
    /// Lays a chart out, `width` points wide.
    #[must_use]
    pub fn new(chart: &Chart, width: f32, purpose: Purpose) -> Self {
        let width = width.max(LEAST_WIDTH);
        if chart.kind.is_horizontal() { lying(chart, width, purpose) } else { standing(chart, width, purpose) }
    }

    /// The bar that a place belongs to.
    #[must_use]
    pub fn bar_at(&self, x: f32, y: f32) -> Option<usize> {
        let is_in = |slot: &Area| x >= slot.left && x < slot.right() && y >= slot.top && y < slot.bottom();
        self.bars.iter().position(|bar| is_in(&bar.slot))
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people and messages are far from 2^23 points of a screen")]
fn number(count: usize) -> f32 {
    count as f32
}

/// The parts of a bar one after the other: where each begins and how long it is.
fn parts(values: &[usize], points: f32) -> impl Iterator<Item = (f32, f32)> {
    let mut below = 0.0;
    values.iter().map(move |value| {
        let length = number(*value) * points;
        let begins = below;
        below += length;
        (begins, length)
    })
}

fn lying(chart: &Chart, width: f32, purpose: Purpose) -> Geometry {
    let (row, letters) = match purpose {
        Purpose::Glance => (18.0, 10.5),
        Purpose::Page => (26.0, 12.0),
        Purpose::File => (30.0, 12.0),
    };
    let thickness = row * 0.72;
    let gap = 8.0;
    let highest = chart.highest().max(1);
    let figures = number(with_thousands(highest).len()) * letters * DIGIT + gap;
    let names = (width * 0.3).clamp(60.0, 200.0).min(width - figures - gap - LEAST_BAR);
    let left = names + gap;
    let points = (width - left - figures).max(1.0) / number(highest);
    let bars = chart.bars.iter().enumerate().map(|(at, bar)| {
        let slot = Area { left: 0.0, top: number(at) * row, width, height: row };
        let y = slot.top + row / 2.0;
        let end = left + number(bar.total()) * points;
        BarPlace {
            slot,
            parts: parts(&bar.values, points)
                .map(|(begins, length)| Area { left: left + begins, top: y - thickness / 2.0, width: length, height: thickness })
                .collect(),
            name: Some(Label { x: names, y, anchor: Anchor::End, room: names, text: sanitized(&bar.label).into_owned() }),
            figure: Some(Label { x: end + gap * 0.75, y, anchor: Anchor::Start, room: width - end - gap * 0.75, text: with_thousands(bar.total()) }),
        }
    });
    Geometry { width, height: number(chart.bars.len()) * row, letters, bars: bars.collect(), ticks: Vec::new(), scale: (left, width) }
}

/// Between the lines of a scale up to `highest`: 1, 2 or 5 and noughts, so that there are at most five lines.
fn step(highest: usize) -> usize {
    let mut ten = 1_usize;
    loop {
        for step in [ten, ten.saturating_mul(2), ten.saturating_mul(5)] {
            if highest / step <= 4 {
                return step;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// The name below each bar. Where bars share one, as the quarters of a year do, it stands below the first of them.
fn names_below(chart: &Chart) -> Vec<Option<&str>> {
    if !chart.kind.shares_names() {
        return chart.bars.iter().map(|bar| Some(bar.label.as_str())).collect();
    }
    let mut before = None;
    let mut name_of = |label: &'_ str| -> Option<usize> {
        let year = label.rsplit(' ').next()?;
        let is_new = before.as_deref() != Some(year);
        before = Some(year.to_owned());
        is_new.then_some(label.len() - year.len())
    };
    chart.bars.iter().map(|bar| name_of(&bar.label).and_then(|at| bar.label.get(at..))).collect()
}

fn standing(chart: &Chart, width: f32, purpose: Purpose) -> Geometry {
    let letters = if purpose == Purpose::Glance { 10.5 } else { 12.0 };
    let highest = chart.highest().max(1);
    // What stands over the highest bar, or the upper half of the figure beside it.
    let top = if purpose == Purpose::File { 20.0 } else { 8.0 };
    let field = field_height(purpose);
    let base = top + field;
    let gutter = if purpose == Purpose::Glance { 0.0 } else { number(with_thousands(highest).len()) * letters * DIGIT + 10.0 };
    let slot_width = (width - gutter) / number(chart.bars.len().max(1));
    let points = field / number(highest);
    let names = names_below(chart);
    let shared = if chart.kind.shares_names() { 4 } else { 1 };
    // So many years may stand side by side that their names do not.
    let longest = names.iter().flatten().map(|name| width_of(name, letters)).fold(0.0, f32::max) + letters;
    let mut every = 1;
    while slot_width * number(every * shared) < longest && every < chart.bars.len() {
        every += 1;
    }
    let mut met = 0;
    let names: Vec<Option<&str>> = names
        .into_iter()
        .map(|name| {
            let is_told = name.is_some() && met % every == 0;
            met += usize::from(name.is_some());
            name.filter(|_| is_told)
        })
        .collect();
    let bars = chart.bars.iter().zip(names).enumerate().map(|(at, (bar, name))| {
        let slot = Area { left: gutter + number(at) * slot_width, top: 0.0, width: slot_width, height: base + letters * 1.8 };
        let middle = slot.left + slot_width / 2.0;
        let thickness = if chart.kind.shares_names() { slot_width } else { (slot_width * 0.72).min(64.0) };
        let figure = with_thousands(bar.total());
        let has_room = bar.total() > 0 && purpose == Purpose::File && width_of(&figure, letters) <= slot_width;
        let room = slot_width * number(every * shared);
        BarPlace {
            slot,
            parts: parts(&bar.values, points)
                .map(|(begins, length)| Area { left: middle - thickness / 2.0, top: base - begins - length, width: thickness, height: length })
                .collect(),
            name: name.map(|name| {
                // Names at the edges stay inside.
                let half = width_of(name, letters) / 2.0;
                let x = middle.min(width - half).max(half.min(width / 2.0));
                Label { x, y: base + letters * 1.1, anchor: Anchor::Middle, room, text: sanitized(name).into_owned() }
            }),
            figure: has_room.then(|| Label {
                x: middle,
                y: base - number(bar.total()) * points - letters * 0.8,
                anchor: Anchor::Middle,
                room: slot_width,
                text: figure,
            }),
        }
    });
    let step = step(highest);
    let ticks = (0..=highest / step).map(|line| {
        let y = base - number(line * step) * points;
        Tick { y, label: Label { x: gutter - 8.0, y, anchor: Anchor::End, room: gutter - 8.0, text: with_thousands(line * step) } }
    });
    let ticks = if purpose == Purpose::Glance { Vec::new() } else { ticks.collect() };
    Geometry { width, height: base + letters * 1.8, letters, bars: bars.collect(), ticks, scale: (gutter, width) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::insight::picture::{Bar, ChartKind, Series};

    fn chart(kind: ChartKind, bars: &[(&str, [usize; 2])]) -> Chart {
        let bars = bars.iter().map(|(label, values)| Bar { label: (*label).to_owned(), values: values.to_vec(), ..Bar::default() }).collect();
        Chart::new(kind, &[Series::Keep, Series::Leaving], bars)
    }

    fn is_inside(geometry: &Geometry, label: &Label) -> bool {
        let wide = width_of(&fitted(&label.text, geometry.letters, label.room), geometry.letters);
        let left = match label.anchor {
            Anchor::Start => label.x,
            Anchor::Middle => label.x - wide / 2.0,
            Anchor::End => label.x - wide,
        };
        left >= -0.01 && left + wide <= geometry.width + 0.01 && label.y >= 0.0 && label.y <= geometry.height
    }

    /// Nothing leaves the picture, however large the figures and long the names.
    #[test]
    fn nothing_leaves_the_picture() {
        let long = "Blue Heron Mills and Sons of the Upper Valley".repeat(6);
        for purpose in [Purpose::Page, Purpose::Glance, Purpose::File] {
            for width in [60.0, 180.0, 330.0, 519.0, 760.0, 2000.0] {
                for highest in [1, 7, 29_506, 1_000_000] {
                    for kind in [ChartKind::Companies, ChartKind::Years] {
                        let (first, last) = if kind == ChartKind::Years { ("2003", "2026") } else { (long.as_str(), "三菱商事株式会社") };
                        let chart = chart(kind, &[(first, [highest, 0]), ("2004", [0, 0]), (last, [highest / 2, highest - highest / 2])]);
                        let geometry = Geometry::new(&chart, width, purpose);
                        for bar in &geometry.bars {
                            for label in bar.name.iter().chain(&bar.figure) {
                                assert!(is_inside(&geometry, label), "{label:?} at {width} for {purpose:?}");
                            }
                            for part in &bar.parts {
                                assert!(
                                    part.left >= 0.0 && part.right() <= geometry.width + 0.01 && part.top >= -0.01 && part.bottom() <= geometry.height,
                                    "{part:?}"
                                );
                            }
                        }
                        assert!(geometry.ticks.iter().all(|tick| is_inside(&geometry, &tick.label)), "{width} {highest} {:?}", geometry.ticks);
                    }
                }
            }
        }
    }

    #[test]
    fn parts_stand_one_on_the_other_and_are_as_long_as_they_count() {
        let geometry = Geometry::new(&chart(ChartKind::Years, &[("2020", [30, 10]), ("2021", [0, 20])]), 500.0, Purpose::Page);
        let [kept, leaving] = geometry.bars[0].parts[..] else { panic!("two parts") };
        assert!((kept.height / leaving.height - 3.0).abs() < 0.01 && (leaving.bottom() - kept.top).abs() < 0.01);
        assert!((geometry.bars[1].parts[1].height / leaving.height - 2.0).abs() < 0.01);
        // The scale reads the same: the bar of 40 ends at its line.
        let forty = geometry.ticks.iter().find(|tick| tick.label.text == "40").unwrap();
        assert!((forty.y - leaving.top).abs() < 0.01);
    }

    #[test]
    fn a_place_tells_its_bar() {
        for kind in [ChartKind::Years, ChartKind::Companies] {
            let geometry = Geometry::new(&chart(kind, &[("2020", [3, 1]), ("2021", [0, 2]), ("2022", [9, 0])]), 500.0, Purpose::Page);
            for (at, bar) in geometry.bars.iter().enumerate() {
                assert_eq!(geometry.bar_at(bar.slot.left + bar.slot.width / 2.0, bar.slot.top + bar.slot.height / 2.0), Some(at));
            }
            assert_eq!(geometry.bar_at(-1.0, 5.0), None);
        }
    }

    #[test]
    fn a_scale_has_few_lines_of_round_figures() {
        assert_eq!([1, 4, 5, 9, 21, 40, 99, 1_000, 29_506].map(step), [1, 1, 2, 2, 5, 10, 20, 500, 10_000]);
    }

    #[test]
    fn years_close_to_each_other_are_not_all_named() {
        let labels: Vec<String> = (1990..2026).map(|year| year.to_string()).collect();
        let bars: Vec<(&str, [usize; 2])> = labels.iter().map(|label| (label.as_str(), [1, 0])).collect();
        let geometry = Geometry::new(&chart(ChartKind::Years, &bars), 400.0, Purpose::Page);
        let named = geometry.bars.iter().filter(|bar| bar.name.is_some()).count();
        assert!((6..=12).contains(&named), "{named}");
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        assert_eq!(fitted("Acme", 12.0, 100.0), "Acme");
        let cut = fitted("Blue Heron Mills of the North", 12.0, 100.0);
        assert!(cut.ends_with('…') && width_of(&cut, 12.0) <= 100.0 && cut.starts_with("Blue Heron"), "{cut}");
    }
}
