//! The bar above: pages on the left, import and the menu on the right.

use egui::{Align, Frame, Layout, Margin, Panel, Popup, RichText, Stroke, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, Page},
    keys,
    theme::{self, size, tokens},
    widgets::button::{Button, Tone},
};
use crate::{
    command::Command,
    model::{
        settings::{Appearance, Settings},
        shown_text::grouped,
    },
    state::{Stage, State},
};

/// Draws the bar.
pub(super) fn bar_ui(ui: &mut Ui, state: &State, page: Page, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(16, 9));
    let bar = Panel::top("top bar").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.set_height(theme::CONTROL_HEIGHT);
            ui.label(RichText::new("Partwell").font(theme::semibold(16.0)).color(tokens.text));
            ui.add_space(10.0);
            if state.stage == Stage::Ready && !state.is_first_start() {
                for other in Page::ALL {
                    let title = other.title();
                    let tone = if other == page { Tone::Current } else { Tone::Quiet };
                    let waiting = state.overview.waiting;
                    let (label, name) = if other == Page::WorkList && waiting > 0 {
                        (format!("{title} · {}", grouped(waiting)), format!("{title}, {} waiting", grouped(waiting)))
                    } else {
                        (title.to_owned(), title.to_owned())
                    };
                    if Button::quiet(&label).tone(tone).named(&name).show(ui).clicked() {
                        inbox.push(Action::Show(other));
                    }
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| right_ui(ui, state, inbox));
        });
    });
    ui.painter().hline(bar.response.rect.x_range(), bar.response.rect.bottom(), Stroke::new(1.0, tokens.line));
}

fn right_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    if state.stage != Stage::Ready {
        return;
    }
    let menu = Button::icon_only(icons::ICON_MENU, "Menu").show(ui);
    Popup::menu(&menu).show(|ui| menu_ui(ui, state, inbox));
    if state.is_first_start() {
        return;
    }
    let (icon, name) =
        if state.settings.shows_details { (icons::ICON_RIGHT_PANEL_CLOSE, "Hide details") } else { (icons::ICON_RIGHT_PANEL_OPEN, "Show details") };
    if Button::icon_only(icon, name).show(ui).clicked() {
        inbox.push(Action::Set(Settings { shows_details: !state.settings.shows_details, ..state.settings.clone() }));
    }
    if Button::new("Import…").show(ui).clicked() {
        inbox.push(Action::Open(Dialog::Import));
    }
    if let Some(last) = &state.overview.last_import {
        let words = match last.newest_connection {
            Some(day) => format!("Connections up to {}", day.strftime("%-d %b %Y")),
            None => format!("Imported {}", last.at.strftime("%-d %b %Y")),
        };
        if ui.available_width() > 190.0 {
            ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted))
                .on_hover_text("The latest connection in the newest export that you imported");
        }
    }
}

fn menu_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    ui.set_min_width(230.0);
    let mut item = |ui: &mut Ui, label: &str, key: &str, is_enabled: bool, action: Action| {
        let button = egui::Button::new(label);
        if ui.add_enabled(is_enabled, if key.is_empty() { button } else { button.shortcut_text(key) }).clicked() {
            inbox.push(action);
            ui.close();
        }
    };
    let has_people = !state.is_first_start();
    item(ui, "Import…", &keys::name(ui, keys::IMPORT), true, Action::Open(Dialog::Import));
    item(ui, "Reports of imports…", "", has_people, Action::Open(Dialog::Imports));
    ui.separator();
    let undo = &state.overview.undo_state;
    item(ui, "Undo", &keys::name(ui, keys::UNDO), undo.undo.is_some(), Action::Send(Command::Undo));
    item(ui, "Redo", &keys::name(ui, keys::REDO), undo.redo.is_some(), Action::Send(Command::Redo));
    item(ui, "History…", &keys::name(ui, keys::HISTORY), has_people, Action::Open(Dialog::History));
    ui.separator();
    let hides = state.hides_names();
    item(ui, if hides { "Show names" } else { "Hide names" }, &keys::name(ui, keys::HIDE), has_people, Action::HideNames(!hides));
    ui.separator();
    let calm = state.settings.reduces_motion;
    if ui.selectable_label(calm, "Reduce motion").clicked() {
        inbox.push(Action::Set(Settings { reduces_motion: !calm, ..state.settings.clone() }));
        ui.close();
    }
    ui.separator();
    for appearance in Appearance::ALL {
        let is_current = appearance == state.settings.appearance;
        if ui.selectable_label(is_current, format!("Look: {}", appearance.label().to_lowercase())).clicked() {
            inbox.push(Action::Set(Settings { appearance, ..state.settings.clone() }));
            ui.close();
        }
    }
    ui.separator();
    if state.is_sample {
        item_plain(ui, "Leave the sample people", Action::Send(Command::LeaveSample), inbox);
    } else {
        item_plain(ui, "Look at sample people", Action::Send(Command::OpenSample), inbox);
    }
    item_plain(ui, "Help…", Action::Open(Dialog::Help), inbox);
}

fn item_plain(ui: &mut Ui, label: &str, action: Action, inbox: &mut Inbox) {
    if ui.button(label).clicked() {
        inbox.push(action);
        ui.close();
    }
}
