//! SVG: a picture as lines of text that any browser and word processor draws, at any size, without anything to load.

use std::fmt::Write;

use super::html_list::escaped;
use crate::model::{
    insight::picture::{Bar, Chart, Series, bar_in_words},
    text::display_text::{sanitized, with_thousands},
};

const WIDTH: usize = 760;
const LEFT: usize = 20;
const TOP: usize = 74;
const ROW: usize = 30;
/// Room for words on the left of lying bars.
const WORDS: usize = 190;
const STANDING_HEIGHT: usize = 260;

/// The colour of a series on paper; the window's light colours.
fn fill(series: Series) -> &'static str {
    match series {
        Series::People | Series::Kept | Series::Sent => "#1e6f5b",
        Series::Leaving => "#c4604d",
        Series::Removed => "#9aa0a6",
        Series::Received => "#3a69a3",
    }
}

/// The picture as a file.
#[must_use]
pub fn render(picture: &Chart) -> String {
    let bars_height = if picture.kind.is_horizontal() { picture.bars.len() * ROW } else { STANDING_HEIGHT + 24 };
    let height = TOP + bars_height + 24;
    let mut svg = String::with_capacity(2048 + picture.bars.len() * 400);
    // Writing to a string does not fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" role=\"img\" \
         font-family=\"Inter, system-ui, sans-serif\" font-size=\"12\" fill=\"#1f2226\">\n<title>{}</title>\n<desc>{}</desc>\n\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n<text x=\"{LEFT}\" y=\"32\" font-size=\"17\" font-weight=\"600\">{}</text>\n",
        escaped(picture.kind.title()),
        escaped(&picture.in_words()),
        escaped(picture.kind.title())
    );
    legend(&mut svg, picture);
    if picture.kind.is_horizontal() {
        horizontal(&mut svg, picture);
    } else {
        vertical(&mut svg, picture);
    }
    svg.push_str("</svg>\n");
    svg
}

fn legend(svg: &mut String, picture: &Chart) {
    if picture.series.len() < 2 {
        return;
    }
    let mut x = LEFT;
    for series in &picture.series {
        let _ = writeln!(
            svg,
            "<rect x=\"{x}\" y=\"46\" width=\"11\" height=\"11\" rx=\"2\" fill=\"{}\"/><text x=\"{}\" y=\"56\" fill=\"#5e636b\">{}</text>",
            fill(*series),
            x + 17,
            series.label()
        );
        x += 40 + series.label().len() * 7;
    }
}

/// How long a part is in a space that the longest bar fills.
fn length(value: usize, highest: usize, space: usize) -> usize {
    (value * space).checked_div(highest).unwrap_or_default()
}

fn part(svg: &mut String, (x, y): (usize, usize), (width, height): (usize, usize), series: Series) {
    if width > 0 && height > 0 {
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", fill(series));
    }
}

fn open_bar(svg: &mut String, picture: &Chart, bar: &Bar) {
    let _ = writeln!(svg, "<g><title>{}: {}</title>", escaped(&sanitized(&bar.label)), bar_in_words(&picture.series, bar));
}

fn horizontal(svg: &mut String, picture: &Chart) {
    let (highest, space) = (picture.highest(), WIDTH - LEFT * 2 - WORDS - 60);
    for (row, bar) in picture.bars.iter().enumerate() {
        let y = TOP + row * ROW;
        open_bar(svg, picture, bar);
        let label: String = sanitized(&bar.label).chars().take(28).collect();
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>", LEFT + WORDS - 10, y + 15, escaped(&label));
        let mut x = LEFT + WORDS;
        for (series, value) in picture.series.iter().zip(&bar.values) {
            let width = length(*value, highest, space);
            part(svg, (x, y + 2), (width, ROW - 12), *series);
            x += width;
        }
        let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\" fill=\"#5e636b\">{}</text></g>", x + 8, y + 15, with_thousands(bar.total()));
    }
}

fn vertical(svg: &mut String, picture: &Chart) {
    let count = picture.bars.len().max(1);
    let (highest, slot) = (picture.highest(), ((WIDTH - LEFT * 2) / count).max(1));
    let bottom = TOP + STANDING_HEIGHT;
    // So many years may stand side by side that their names do not.
    let every = (count * 38).div_ceil(WIDTH - LEFT * 2).max(1);
    for (column, bar) in picture.bars.iter().enumerate() {
        let x = LEFT + column * slot;
        open_bar(svg, picture, bar);
        let mut y = bottom;
        for (series, value) in picture.series.iter().zip(&bar.values) {
            let height = length(*value, highest, STANDING_HEIGHT - 20);
            y -= height;
            part(svg, (x + slot / 8, y), ((slot - slot / 4).max(1), height), *series);
        }
        if column.is_multiple_of(every) {
            let middle = x + slot / 2;
            let _ = writeln!(svg, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" fill=\"#5e636b\">{}</text>", bottom + 17, escaped(&bar.label));
            if slot >= 24 && bar.total() > 0 {
                let _ = writeln!(svg, "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>", y.saturating_sub(5), with_thousands(bar.total()));
            }
        }
        svg.push_str("</g>\n");
    }
    let _ = writeln!(svg, "<path d=\"M{LEFT} {bottom}H{}\" stroke=\"#d4d4cd\"/>", WIDTH - LEFT);
}
