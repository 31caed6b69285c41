//! Text from the outside world on one line: cut off with an ellipsis, right-to-left words in their right order.
//!
//! egui shapes each run of a font by itself and sets the runs from left to right, so a name of several Arabic or
//! Hebrew words would stand the wrong way round. Here such text is cut into words in the order of the eye.

use std::sync::Arc;

use egui::{
    Color32, FontId, Galley, Painter, Pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};
use unicode_bidi::{BidiClass, BidiInfo, bidi_class};
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::theme;

fn is_right_to_left(c: char) -> bool {
    c > '\u{590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Cuts text where letters and what stands between them meet: blanks, hyphens and the like are pieces of their own, since
/// another font may hold them.
fn words_of(text: &str) -> Vec<String> {
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(bidi_class(c), BidiClass::NSM | BidiClass::R | BidiClass::AL);
    let mut words: Vec<String> = Vec::new();
    let mut was_between = None;
    for c in text.chars() {
        let now = is_between(c);
        match words.last_mut() {
            Some(last) if was_between == Some(now) && !now => last.push(c),
            // A bracket opens to the other side there.
            _ => words.push(
                match c {
                    '(' => ')',
                    ')' => '(',
                    '[' => ']',
                    ']' => '[',
                    other => other,
                }
                .to_string(),
            ),
        }
        was_between = Some(now);
    }
    words
}

/// The pieces of a line from left to right, as a reader sees them. Empty if the text needs no reordering.
fn visual_pieces(text: &str) -> Vec<String> {
    if !text.chars().any(is_right_to_left) {
        return Vec::new();
    }
    let bidi = BidiInfo::new(text, None);
    let mut pieces = Vec::new();
    for paragraph in &bidi.paragraphs {
        let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let Some(piece) = text.get(run.clone()) else { continue };
            if levels.get(run.start).is_some_and(unicode_bidi::Level::is_rtl) {
                // Each word is shaped by itself; the words, and what joins them, stand in reverse.
                pieces.extend(words_of(piece).into_iter().rev());
            } else {
                pieces.push(piece.to_owned());
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// One line, laid out.
#[derive(Clone, Debug)]
pub struct FittedLine {
    /// The picture.
    pub galley: Arc<Galley>,
    /// Whether something had to be left out.
    pub is_cut_off: bool,
}

/// Lays out one line, at most `width` points wide.
#[must_use]
pub fn line(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> FittedLine {
    let width = width.max(0.0);
    let pieces = visual_pieces(text);
    if pieces.is_empty() {
        let mut job = LayoutJob { wrap: TextWrapping::truncate_at_width(width), ..LayoutJob::default() };
        job.append(text, 0.0, TextFormat::simple(font, color));
        let galley = painter.layout_job(job);
        return FittedLine { is_cut_off: galley.elided, galley };
    }
    let whole = laid_out(painter, &pieces, &font, color);
    if whole.size().x <= width {
        return FittedLine { galley: whole, is_cut_off: false };
    }
    // Such a line ends at its left side, so the end of the text is taken off, not the end of the picture.
    let letters: Vec<&str> = text.graphemes(true).collect();
    let (mut fits, mut too_many) = (0, letters.len());
    let cut = |count: usize| visual_pieces(&format!("{}…", letters.get(..count).unwrap_or_default().concat()));
    while fits + 1 < too_many {
        let middle = usize::midpoint(fits, too_many);
        if laid_out(painter, &cut(middle), &font, color).size().x <= width {
            fits = middle;
        } else {
            too_many = middle;
        }
    }
    let pieces = cut(fits);
    let pieces = if pieces.is_empty() { vec!["…".to_owned()] } else { pieces };
    FittedLine { galley: laid_out(painter, &pieces, &font, color), is_cut_off: true }
}

fn laid_out(painter: &Painter, pieces: &[String], font: &FontId, color: Color32) -> Arc<Galley> {
    let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), ..LayoutJob::default() };
    for piece in pieces {
        job.append(piece, 0.0, TextFormat::simple(font.clone(), color));
    }
    painter.layout_job(job)
}

/// How far a second print stands from the first, in points: as heavy as the typeface's own semibold.
const SECOND_PRINT: f32 = 0.5;

/// Paints a line. Fonts of the system come in one weight: what another script would have regular beside a semibold name is
/// printed twice, a hair apart.
pub fn paint(painter: &Painter, at: Pos2, galley: Arc<Galley>, text: &str, font: &FontId, color: Color32) {
    if font.family == theme::semibold(font.size).family && is_of_other_script(text) {
        painter.galley(at + vec2(SECOND_PRINT, 0.0), Arc::clone(&galley), color);
    }
    painter.galley(at, galley, color);
}

/// Whether no letter of a text is in the program's own typeface, which has Latin, Greek and Cyrillic.
fn is_of_other_script(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| c > '\u{52F}')
}

/// A label on one line whose tooltip holds the whole text if it is cut off.
#[expect(clippy::needless_pass_by_value, reason = "fonts are made where they are used")]
pub fn label(ui: &mut egui::Ui, text: &str, font: FontId, color: Color32) -> egui::Response {
    let FittedLine { galley, is_cut_off } = line(ui.painter(), text, font.clone(), color, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    paint(ui.painter(), rect.min, galley, text, &font, color);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, text));
    if is_cut_off { response.on_hover_text(text) } else { response }
}

/// A name on one line that leads somewhere; `leads` is what screen readers say.
pub fn link(ui: &mut egui::Ui, text: &str, leads: &str) -> egui::Response {
    let tokens = theme::tokens(ui);
    let font = theme::semibold(theme::size::BODY);
    let FittedLine { galley, .. } = line(ui.painter(), text, font.clone(), tokens.text, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, leads));
    super::reveal_when_focused(&response);
    let is_lit = response.hovered() || response.has_focus();
    let color = if is_lit { tokens.accent } else { tokens.text };
    if is_lit {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(1.0, color));
        let galley = line(ui.painter(), text, font.clone(), color, ui.available_width().max(rect.width())).galley;
        paint(ui.painter(), rect.min, galley, text, &font, color);
    } else {
        paint(ui.painter(), rect.min, galley, text, &font, color);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(leads)
}

/// A label that takes as many lines as it needs. Right-to-left text stays on one: its lines would be out of order.
pub fn wrapped(ui: &mut egui::Ui, text: &str, font: FontId, color: Color32) {
    if visual_pieces(text).is_empty() && (!is_of_other_script(text) || font.family != theme::semibold(font.size).family) {
        ui.add(egui::Label::new(egui::RichText::new(text).font(font).color(color)).wrap());
    } else {
        label(ui, text, font, color);
    }
}

#[cfg(test)]
mod tests {
    use super::visual_pieces;

    #[test]
    fn words_of_a_right_to_left_name_stand_in_the_order_of_the_eye() {
        let words = |text: &str| visual_pieces(text).into_iter().filter(|piece| piece != " ").collect::<Vec<_>>();
        assert_eq!(words("ליאור בן ארזי"), ["ארזי", "בן", "ליאור"]);
        assert_eq!(words("Mira Quorn"), Vec::<String>::new());
        // What joins two words stands between them still.
        assert_eq!(words("איתמר בן-ערבות"), ["ערבות", "-", "בן", "איתמר"]);
        // A Latin word inside keeps its own direction.
        assert_eq!(visual_pieces("ליאור (Lior) ארזי").concat().matches("Lior").count(), 1);
    }
}
