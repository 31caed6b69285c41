//! The bar below: what was done, whether it is saved, and how to take it back.

use egui::{Align, Frame, Layout, Margin, Panel, Rect, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, vec2};

use super::{
    action::Inbox,
    theme::{self, size, tokens},
    ui_command::{UiCommand, undo_command},
    widgets::{key_cap::KeyCap, landmark, name_text},
};
use crate::{
    command::Command,
    state::{State, stage::Stage},
};

/// Height of what stands in the bar, in points.
const HEIGHT: f32 = 20.0;

/// Takes the bar's place, before what stands above it takes the rest.
pub(super) fn place_ui(ui: &mut Ui) -> Rect {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(16, 5));
    let bar = Panel::bottom("status bar")
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover()).0);
    ui.painter().hline(bar.response.rect.x_range(), bar.response.rect.top(), Stroke::new(1.0, tokens.line));
    bar.inner
}

/// Draws what stands in it: last, so that Tab and screen readers come to it after the page.
pub(super) fn bar_ui(ui: &mut Ui, place: Rect, state: &State, is_busy: bool, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ui.scope_builder(UiBuilder::new().id_salt("status").max_rect(place), |ui| {
        landmark::name(ui, Role::ContentInfo, "Status");
        let words = |text: &str| RichText::new(text).font(theme::regular(size::SECOND)).color(tokens.muted);
        ui.horizontal(|ui| {
            ui.set_height(HEIGHT);
            ui.spacing_mut().item_spacing.x = 14.0;
            if state.is_for_reading {
                ui.label(words("Nothing is written"));
            } else if state.stage == Stage::Ready {
                ui.label(words(if is_busy { "Saving…" } else { "Saved" }));
                if state.upkeep.restored_from.is_some() {
                    link_ui(ui, "Undo: put the backup back", &UiCommand::Undo.key_name(ui), undo_command(state), inbox);
                } else if let Some(operation) = &state.overview.undo_state.undo {
                    link_ui(ui, &format!("Undo: {}", lower_first(&operation.describe())), &UiCommand::Undo.key_name(ui), Command::Undo, inbox);
                }
                if let Some(operation) = &state.overview.undo_state.redo {
                    link_ui(ui, &format!("Redo: {}", lower_first(&operation.describe())), &UiCommand::Redo.key_name(ui), Command::Redo, inbox);
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.available_width() > 420.0 {
                    ui.label(words("No connection to the internet, by design"));
                }
                if !state.message.text.is_empty() {
                    let response = name_text::label(ui, &state.message.text, theme::regular(size::SECOND), tokens.text);
                    // Screen readers say it when it changes.
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
                }
            });
        });
    });
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|c| c.to_lowercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn link_ui(ui: &mut Ui, text: &str, key: &str, command: Command, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    // A name may be long.
    let line = name_text::line(ui.painter(), text, theme::regular(size::SECOND), tokens.muted, (ui.available_width() * 0.5).min(360.0));
    let (galley, is_cut_off) = (line.galley, line.is_cut_off);
    let cap = KeyCap::new(ui.painter(), key, 10.5, tokens.muted);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(galley.size().x + cap.width() + 6.0, 20.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let color = if response.hovered() || response.has_focus() { tokens.accent } else { tokens.muted };
    let text_end = rect.left() + galley.size().x;
    ui.painter().galley_with_override_text_color(egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, color);
    cap.paint(ui.painter(), text_end + 6.0, rect.center().y, if response.has_focus() { tokens.accent } else { tokens.outline });
    if response.has_focus() {
        ui.painter().rect_stroke(rect.expand2(vec2(4.0, 0.0)), theme::RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    if response.clicked() {
        inbox.send(command);
    }
    if is_cut_off {
        response.on_hover_text(text);
    }
}
