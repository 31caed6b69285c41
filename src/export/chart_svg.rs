//! SVG: a picture as lines of text that any browser and word processor draws, at any size, without anything to load.

use std::fmt::Write;

use super::page::escaped;
use crate::model::{
    insight::{
        geometry::{Anchor, Area, Geometry, Label, Purpose, fitted, width_of},
        picture::{Caption, Chart, Series, bar_in_words},
    },
    text::display_text::sanitized,
};

/// How wide the picture is, in points.
const WIDTH: f32 = 760.0;

/// Free space around what is drawn.
const MARGIN: f32 = 20.0;

const TEXT: &str = "#1f2226";
const MUTED: &str = "#5e636b";
const LINE: &str = "#e4e4de";

/// The colour of a series on paper; the window's light colours.
fn fill(series: Series) -> &'static str {
    match series {
        Series::People | Series::Keep | Series::Kept | Series::Sent | Series::DecidedThen | Series::Joined => "#1e6f5b",
        Series::Leaving => "#c4604d",
        Series::Removed | Series::Nothing => "#9aa0a6",
        Series::Received | Series::Waiting | Series::JoinedAtOnce => "#3a69a3",
        Series::Undecided | Series::NotKnown | Series::Before | Series::Staying | Series::LeftThen => "#c9c9c0",
    }
}

/// The picture as a file: title, what the colours mean, bars, and where the figures come from.
#[must_use]
pub fn render(chart: &Chart, caption: &Caption) -> String {
    let geometry = Geometry::new(chart, WIDTH - MARGIN * 2.0, Purpose::File);
    let has_legend = chart.series.len() > 1;
    let top = if has_legend { 76.0 } else { 52.0 };
    let has_note = !chart.note.is_empty();
    let foot = top + geometry.height + if has_note { 48.0 } else { 28.0 };
    let height = foot + 18.0;
    let title = escaped(chart.kind.title());
    let mut svg = String::with_capacity(2048 + chart.bars.len() * 400);
    // Writing to a string does not fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         font-family=\"Inter, system-ui, sans-serif\" font-size=\"{}\" fill=\"{TEXT}\">\n<title>{title}</title>\n<desc>{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n<text x=\"{MARGIN}\" y=\"32\" font-size=\"17\" font-weight=\"600\">{title}</text>\n",
        geometry.letters,
        escaped(&chart.in_words()),
    );
    if has_legend {
        legend(&mut svg, chart, geometry.letters);
    }
    let _ = writeln!(svg, "<g transform=\"translate({MARGIN} {top})\">");
    for tick in &geometry.ticks {
        let (from, to) = geometry.scale;
        let _ = writeln!(svg, "<path d=\"M{from:.1} {0:.1}H{to:.1}\" stroke=\"{LINE}\"/>", tick.y);
        label(&mut svg, &tick.label, geometry.letters, MUTED);
    }
    for (bar, place) in chart.bars.iter().zip(&geometry.bars) {
        let _ = writeln!(svg, "<g><title>{}: {}</title>", escaped(&sanitized(&bar.label)), bar_in_words(&chart.series, bar));
        for (part, area) in place.parts.iter().enumerate() {
            rect(&mut svg, area, chart.kind.rounding(), fill(chart.meaning(bar, part)));
        }
        for (text, color) in place.name.iter().map(|name| (name, TEXT)).chain(place.figure.iter().map(|figure| (figure, MUTED))) {
            label(&mut svg, text, geometry.letters, color);
        }
        svg.push_str("</g>\n");
    }
    let left_out = if chart.left_out > 0 { format!("{}. ", chart.left_out_in_words()) } else { String::new() };
    svg.push_str("</g>\n");
    if has_note {
        let words = escaped(&fitted(&chart.note, 12.0, WIDTH - MARGIN * 2.0));
        let _ = writeln!(svg, "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"12\">{words}</text>", foot - 20.0);
    }
    let _ = writeln!(
        svg,
        "<text x=\"{MARGIN}\" y=\"{foot}\" font-size=\"11\" fill=\"{MUTED}\">{}</text>\n</svg>",
        escaped(&format!("{left_out}{}", caption.in_words()))
    );
    svg
}

fn legend(svg: &mut String, chart: &Chart, letters: f32) {
    let mut x = MARGIN;
    for series in &chart.series {
        rect(svg, &Area { left: x, top: 46.0, width: 11.0, height: 11.0 }, 1.5, fill(*series));
        let words = Label { x: x + 17.0, y: 51.5, anchor: Anchor::Start, room: WIDTH, text: series.label().to_owned() };
        label(svg, &words, letters, MUTED);
        x += 40.0 + width_of(series.label(), letters);
    }
}

fn rect(svg: &mut String, area: &Area, round: f32, color: &str) {
    if area.width > 0.0 && area.height > 0.0 {
        let Area { left, top, width, height } = area;
        let _ = writeln!(svg, "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"{round}\" fill=\"{color}\"/>");
    }
}

fn label(svg: &mut String, label: &Label, letters: f32, color: &str) {
    let anchor = match label.anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    // Programs differ in what they make of a baseline; a third of the letters' size below the middle all understand.
    let (x, y) = (label.x, label.y + letters * 0.35);
    let text = escaped(&fitted(&label.text, letters, label.room));
    let _ = writeln!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>");
}
