//! History: what was done, newest first, and the way back to any point.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{
    action::Inbox,
    theme::{self, size, tokens},
    widgets::{bar, button::Button, card, dialog, name_text},
};
use crate::model::text::date_text;
use crate::{command::Command, state::State};

const RETURN: &str = "Return to here";

/// Draws the dialog. Returns whether it is done.
pub(super) fn history_dialog(ui: &Ui, state: &State, inbox: &mut Inbox) -> bool {
    let shown = dialog::show(
        ui,
        "history",
        "History",
        620.0,
        |ui| {
            let Some(operations) = state.history.get() else {
                card::muted(ui, "A moment …");
                return;
            };
            if operations.is_empty() {
                card::muted(ui, "Nothing was done yet.");
                return;
            }
            // What can no longer be undone is told before anybody tries.
            let fixed = operations.iter().position(|entry| !entry.can_turn);
            card::muted(
                ui,
                if fixed.is_some() {
                    "What was done with an earlier version of Partwell stays as it is. Everything since can be undone and redone, also after a restart."
                } else {
                    "Everything can be undone and redone, also after a restart."
                },
            );
            ui.add_space(6.0);
            let height = 36.0;
            let current = operations.iter().find(|operation| !operation.is_undone).map(|operation| operation.id);
            ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show_rows(ui, height, operations.len(), |ui, rows| {
                for (place, operation) in operations.iter().enumerate().skip(rows.start).take(rows.len()) {
                    let words = operation.operation.describe();
                    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width() - 14.0, height), egui::Sense::hover());
                    bar::within(
                        ui,
                        rect,
                        operation.id,
                        |ui| {
                            let color = if operation.is_undone { tokens(ui).muted } else { tokens(ui).text };
                            let told = if operation.is_undone { format!("{words} (undone)") } else { words.clone() };
                            name_text::label(ui, &told, theme::regular(size::BODY), color);
                        },
                        |ui| {
                            let at = date_text::day_and_time(state.overview.time.date_time_of(operation.at));
                            // In columns, whatever the figures are wide.
                            ui.allocate_ui_with_layout(egui::vec2(132.0, height), Layout::right_to_left(Align::Center), |ui| {
                                ui.label(RichText::new(at).font(theme::regular(size::SECOND)).color(tokens(ui).muted));
                            });
                            let name = format!("Return to: {words}");
                            if Some(operation.id) == current {
                                let width = Button::quiet(RETURN).width(ui);
                                ui.allocate_ui_with_layout(egui::vec2(width, height), Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
                                    ui.label(RichText::new("You are here").font(theme::semibold(size::SECOND)).color(tokens(ui).accent));
                                });
                            } else if (operation.can_turn || fixed == Some(place)) && Button::quiet(RETURN).named(&name).show(ui).clicked() {
                                inbox.send(Command::ReturnTo { operation_id: operation.id });
                            }
                        },
                    );
                }
            });
        },
        |ui| Button::primary("Close").show(ui).clicked(),
    );
    shown.foot || shown.is_confirmed || shown.wants_to_close
}
