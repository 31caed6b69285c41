//! Cards and headings.

use egui::{Frame, Label, Margin, RichText, Stroke, Ui};

use crate::ui::theme::{self, CARD_RADIUS, Tokens, size};

/// A card: what stands on the page.
pub fn frame(tokens: &Tokens) -> Frame {
    Frame::new().fill(tokens.card).stroke(Stroke::new(1.0, tokens.line)).corner_radius(CARD_RADIUS)
}

/// A box that asks for care.
pub fn care_frame(tokens: &Tokens) -> Frame {
    Frame::new().fill(tokens.care_soft).corner_radius(theme::RADIUS).inner_margin(Margin::same(10))
}

/// A heading in small capitals.
pub fn heading(ui: &mut Ui, text: &str) {
    let color = theme::tokens(ui).muted;
    let shown = RichText::new(text.to_uppercase()).font(theme::semibold(size::SMALL)).color(color).extra_letter_spacing(0.5);
    let response = ui.add(Label::new(shown));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, text));
}

/// Muted text that wraps.
pub fn muted(ui: &mut Ui, text: impl Into<String>) {
    let color = theme::tokens(ui).muted;
    ui.add(Label::new(RichText::new(text).font(theme::regular(size::SECOND)).color(color)).wrap().halign(egui::Align::Min));
}

/// Text that wraps.
pub fn words(ui: &mut Ui, text: impl Into<String>) {
    let color = theme::tokens(ui).text;
    ui.add(Label::new(RichText::new(text).font(theme::regular(size::BODY)).color(color)).wrap());
}
