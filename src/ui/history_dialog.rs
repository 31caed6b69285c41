//! History: what was done, newest first, and the way back to any point.

use egui::{Align, Layout, RichText, ScrollArea, Ui};

use super::{
    action::Inbox,
    theme::{self, size, tokens},
    widgets::{bar, button::Button, card, dialog, name_text},
};
use crate::{command::Command, state::State};

const RETURN: &str = "Return to here";

/// Draws the dialog. Answers whether it is done.
pub(super) fn history_dialog(ui: &Ui, state: &State, inbox: &mut Inbox) -> bool {
    let shown = dialog::show(
        ui,
        "history",
        "History",
        620.0,
        |ui| {
            let Some(operations) = &state.history else {
                card::muted(ui, "A moment …");
                return;
            };
            if operations.is_empty() {
                card::muted(ui, "Nothing was done yet.");
                return;
            }
            card::muted(ui, "Everything can be taken back and done again, also after a restart.");
            ui.add_space(6.0);
            let height = 36.0;
            let current = operations.iter().find(|operation| !operation.is_undone).map(|operation| operation.id);
            ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show_rows(ui, height, operations.len(), |ui, rows| {
                for operation in operations.get(rows).unwrap_or_default() {
                    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width() - 14.0, height), egui::Sense::hover());
                    bar::within(
                        ui,
                        rect,
                        operation.id,
                        |ui| {
                            let color = if operation.is_undone { tokens(ui).muted } else { tokens(ui).text };
                            let words = if operation.is_undone { format!("{} (taken back)", operation.name) } else { operation.name.clone() };
                            name_text::label(ui, &words, theme::regular(size::BODY), color);
                        },
                        |ui| {
                            let at = operation.local.strftime("%-d %b %Y, %H:%M").to_string();
                            // In columns, whatever the figures are wide.
                            ui.allocate_ui_with_layout(egui::vec2(132.0, height), Layout::right_to_left(Align::Center), |ui| {
                                ui.label(RichText::new(at).font(theme::regular(size::SECOND)).color(tokens(ui).muted));
                            });
                            let name = format!("Return to: {}", operation.name);
                            if Some(operation.id) == current {
                                let width = Button::quiet(RETURN).width(ui);
                                ui.allocate_ui_with_layout(egui::vec2(width, height), Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
                                    ui.label(RichText::new("You are here").font(theme::semibold(size::SECOND)).color(tokens(ui).accent));
                                });
                            } else if Button::quiet(RETURN).named(&name).show(ui).clicked() {
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
