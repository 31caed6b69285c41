//! First start: what the program does, how to get the export, and three ways in.

use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Stroke, Ui};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    import_dialog::{self, ImportDraft},
    theme::{self, CARD_RADIUS, size, tokens},
    widgets::{button::Button, card, icon},
};
use crate::command::Command;

const WIDTH: f32 = 860.0;

/// Draws the page.
pub(super) fn welcome_ui(ui: &mut Ui, draft: &mut ImportDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space((ui.available_height() * 0.09).clamp(14.0, 90.0));
            let width = WIDTH.min(ui.available_width() - 40.0);
            ui.allocate_ui_with_layout(egui::vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.label(RichText::new("Keep the connections that matter. Part well with the rest.").font(theme::semibold(26.0)).color(tokens.text));
                ui.add_space(4.0);
                ui.add(
                    Label::new(
                        RichText::new("Partwell reads the export that LinkedIn gives every member, lets you part your connections into keep and remove, asks the right questions, and gives you a list. You act on it by hand, in your own time.")
                            .font(theme::regular(15.0))
                            .color(tokens.muted),
                    )
                    .wrap(),
                );
                ui.add_space(20.0);
                let is_wide = width > 700.0;
                if is_wide {
                    ui.spacing_mut().item_spacing.x = 14.0;
                    ui.columns(2, |columns| {
                        if let [left, right] = columns {
                            bring_ui(left, draft, inbox);
                            get_ui(right);
                        }
                    });
                } else {
                    bring_ui(ui, draft, inbox);
                    ui.add_space(14.0);
                    get_ui(ui);
                }
                ui.add_space(18.0);
                ui.horizontal_wrapped(|ui| {
                    for (symbol, words) in [
                        (icons::ICON_LOCK, "Everything stays in one file on this computer"),
                        (icons::ICON_VOLUNTEER_ACTIVISM, "Nobody is moved unless you move them"),
                        (icons::ICON_UNDO, "Every decision can be undone"),
                    ] {
                        icon::show(ui, symbol, 16.0, tokens.accent);
                        ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted));
                        ui.add_space(14.0);
                    }
                });
            });
        });
    });
}

fn bring_ui(ui: &mut Ui, draft: &mut ImportDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    Frame::new().fill(tokens.card).stroke(Stroke::new(1.5, tokens.accent)).corner_radius(CARD_RADIUS).inner_margin(Margin::same(20)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(296.0);
        ui.with_layout(Layout::top_down(Align::Min), |ui| bring_content_ui(ui, draft, inbox));
    });
}

fn bring_content_ui(ui: &mut Ui, draft: &mut ImportDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ui.label(RichText::new("Drop your export here").font(theme::semibold(17.0)).color(tokens.text));
    card::muted(ui, "The ZIP archive from LinkedIn, a Connections.csv, or the unpacked folder. You see what is in it before anything is written.");
    ui.add_space(10.0);
    import_dialog::choose_ui(ui, "start", draft, inbox);
    ui.add_space(14.0);
    ui.separator();
    ui.add_space(6.0);
    card::muted(ui, "No export yet? Look around with some 400 invented people. They live in a workspace of their own.");
    if Button::new("Try with sample people").with_icon(icons::ICON_GROUPS).show(ui).clicked() {
        inbox.send(Command::OpenSample);
    }
}

fn get_ui(ui: &mut Ui) {
    let tokens = tokens(ui);
    card::frame(tokens).inner_margin(Margin::same(20)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(296.0);
        ui.label(RichText::new("How to get it from LinkedIn").font(theme::semibold(17.0)).color(tokens.text));
        ui.add_space(4.0);
        steps_ui(ui);
    });
}

/// The steps to the export, both variants.
pub(super) fn steps_ui(ui: &mut Ui) {
    let tokens = tokens(ui);
    for (number, words) in [
        "On a computer, open LinkedIn: Settings & Privacy > Data privacy > Get a copy of your data.",
        "If you see a box “Connections”, tick it and ask for the archive: it comes within minutes.",
        "If there is no such box, ask for the larger archive. It takes up to a day, and brings messages and more.",
        "LinkedIn sends an e-mail, often two. The link in it lives 72 hours.",
        "Download the ZIP file and bring it here. There is no need to unpack it.",
    ]
    .into_iter()
    .enumerate()
    {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.allocate_ui_with_layout(egui::vec2(16.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(16.0);
                ui.label(RichText::new(format!("{}", number + 1)).font(theme::semibold(size::BODY)).color(tokens.accent));
            });
            ui.add(Label::new(RichText::new(words).color(tokens.text)).wrap());
        });
    }
}
