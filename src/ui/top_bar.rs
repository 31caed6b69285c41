//! The bar above: pages on the left, import and the menu on the right.

use std::cell::{Cell, RefCell};

use egui::{Frame, Margin, Panel, RichText, Stroke, Ui, accesskit::Role};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, Page},
    review_panel,
    theme::{self, size, tokens},
    ui_command::UiCommand,
    widgets::{
        bar,
        button::{Button, Tone},
        landmark, menu,
    },
};
use crate::{
    model::{
        settings::{Appearance, RowClick, Settings},
        text::{date_text, display_text::with_thousands},
    },
    state::{State, stage::Stage},
};

/// Draws the bar.
pub(super) fn bar_ui(ui: &mut Ui, state: &State, page: Page, overlays_details: bool, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let frame = Frame::new().fill(tokens.card).inner_margin(Margin::symmetric(16, 9));
    let bar = Panel::top("top bar").frame(frame).show_separator_line(false).show(ui, |ui| {
        landmark::name(ui, Role::Navigation, "Pages");
        let whole = ui.available_width();
        let (taken, inbox) = (Cell::new(0.0), RefCell::new(inbox));
        bar::show(
            ui,
            "top",
            theme::CONTROL_HEIGHT,
            |ui| {
                mark_ui(ui, state, &mut inbox.borrow_mut());
                if state.stage == Stage::Ready && !state.is_first_start() {
                    pages_ui(ui, state, page, &mut inbox.borrow_mut());
                } else if state.stage == Stage::Ready && page == Page::Settings {
                    // There are no other pages yet, or none any more.
                    if Button::quiet("Back").with_icon(icons::ICON_ARROW_BACK).show(ui).clicked() {
                        inbox.borrow_mut().push(Action::Show(Page::Review));
                    }
                }
                taken.set(ui.min_rect().width());
            },
            |ui| right_ui(ui, state, page, overlays_details, whole - taken.get(), &mut inbox.borrow_mut()),
        );
    });
    ui.painter().hline(bar.response.rect.x_range(), bar.response.rect.bottom(), Stroke::new(1.0, tokens.line));
}

/// A longer name of a workspace would leave the pages no room.
const MOST_LETTERS: usize = 18;

/// The name of the program; where there are several workspaces, that of the one that is open, which leads to the others.
fn mark_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    if state.workspaces.len() < 2 || state.is_sample || state.hides_names() || state.stage != Stage::Ready {
        ui.label(RichText::new("Partwell").font(theme::semibold(16.0)).color(tokens(ui).text));
        ui.add_space(10.0);
        return;
    }
    let title = state.workspace_title();
    let short: String = if title.chars().count() > MOST_LETTERS { title.chars().take(MOST_LETTERS - 1).chain(['…']).collect() } else { title.clone() };
    let name = format!("Workspace: {title}");
    let button = Button::new(&short).with_icon(icons::ICON_UNFOLD_MORE).named(&name);
    if button.show(ui).on_hover_text("Go over to another workspace").clicked() {
        inbox.push(Action::Open(Dialog::Workspaces));
    }
}

/// A window narrower than this has the pages in a menu.
const WIDE_ENOUGH_FOR_PAGES: f32 = 790.0;

/// What the buttons on the right need, and the menu of the pages that do not fit.
const ROOM_ON_THE_RIGHT: f32 = 320.0;

/// The pages: side by side as far as there is room, the others in a menu at the end; all of them in one where hardly any fits.
fn pages_ui(ui: &mut Ui, state: &State, page: Page, inbox: &mut Inbox) {
    let waiting = state.overview.waiting;
    let words = |of: Page| {
        let title = of.title();
        if of == Page::WorkList && waiting > 0 {
            (format!("{title} · {}", with_thousands(waiting)), format!("{title}, {} waiting", with_thousands(waiting)))
        } else {
            (title.to_owned(), title.to_owned())
        }
    };
    let item = |ui: &mut Ui, other: Page, inbox: &mut Inbox| {
        let key = UiCommand::of_page(other).map(|command| command.key_name(ui)).unwrap_or_default();
        if ui.add(egui::Button::selectable(other == page, words(other).0).shortcut_text(key)).clicked() {
            inbox.push(Action::Show(other));
            ui.close();
        }
    };
    if ui.content_rect().width() < WIDE_ENOUGH_FOR_PAGES {
        let (label, _) = words(page);
        let button = Button::quiet(&label).tone(Tone::Current).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("Page: {}", page.title())).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_min_width(180.0);
            for other in Page::ALL {
                item(ui, other, inbox);
            }
        });
        return;
    }
    let mut room = ui.content_rect().width() - ui.cursor().left() - ROOM_ON_THE_RIGHT;
    let gap = ui.spacing().item_spacing.x;
    let mut shown = 0;
    for other in Page::ALL {
        let (label, name) = words(other);
        let tone = if other == page { Tone::Current } else { Tone::Quiet };
        let button = Button::quiet(&label).tone(tone).named(&name);
        room -= button.width(ui) + gap;
        if room < 0.0 {
            break;
        }
        shown += 1;
        if button.show(ui).clicked() {
            inbox.push(Action::Show(other));
        }
    }
    let others: Vec<Page> = Page::ALL.into_iter().skip(shown).collect();
    if others.is_empty() {
        return;
    }
    let current = others.iter().find(|other| **other == page);
    let (label, tone) = current.map_or(("More", Tone::Quiet), |other| (other.title(), Tone::Current));
    let button = Button::quiet(label).tone(tone).with_icon(icons::ICON_EXPAND_MORE).named(&format!("More pages: {label}")).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_min_width(180.0);
        for other in others {
            item(ui, other, inbox);
        }
    });
}

/// The way from an empty page to where the work begins.
pub(super) fn to_review_ui(ui: &mut Ui, inbox: &mut Inbox) {
    if Button::new("Go to Review").with_key(&UiCommand::ShowReview.key_name(ui)).show(ui).clicked() {
        inbox.push(Action::Show(Page::Review));
    }
}

/// What stands on the right, in `room` points.
fn right_ui(ui: &mut Ui, state: &State, page: Page, overlays_details: bool, room: f32, inbox: &mut Inbox) {
    if state.stage != Stage::Ready {
        return;
    }
    if !state.is_first_start() {
        importing_ui(ui, state, page, overlays_details, room, inbox);
    }
    let menu = Button::icon_only(icons::ICON_MENU, "Menu").show(ui);
    let most_height = (ui.content_rect().height() - 90.0).max(120.0);
    menu::below(&menu).show(|ui| {
        egui::ScrollArea::vertical().max_height(most_height).min_scrolled_height(most_height).show(ui, |ui| menu_ui(ui, state, page, inbox));
    });
}

/// A bar narrower than this beside the pages has no room for the day of the newest connection.
const WIDE_ENOUGH_FOR_DAY: f32 = 370.0;

fn importing_ui(ui: &mut Ui, state: &State, page: Page, overlays_details: bool, room: f32, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    if let Some(last) = state.overview.last_import.as_ref().filter(|_| room > WIDE_ENOUGH_FOR_DAY) {
        let words = match last.newest_connection {
            Some(day) => format!("Connections up to {}", date_text::day(day)),
            None => format!("Imported {}", date_text::day(state.overview.time.day_of(last.at))),
        };
        ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted))
            .on_hover_text("The latest connection in the newest export that you imported");
    }
    if Button::new("Import…").show(ui).clicked() {
        inbox.push(Action::Open(Dialog::Import));
    }
    // Only Review has details beside it.
    if page == Page::Review {
        let has_room = review_panel::has_room_for_details(ui.content_rect().width());
        let is_covered = has_room && review_panel::hides_details(ui.content_rect().width(), &state.settings);
        let is_shown = if has_room { state.settings.shows_details && !is_covered } else { overlays_details };
        let (icon, name) = if is_shown { (icons::ICON_RIGHT_PANEL_CLOSE, "Hide details") } else { (icons::ICON_RIGHT_PANEL_OPEN, "Show details") };
        if Button::icon_only(icon, name).show(ui).clicked() {
            // What stands in their place goes.
            let shows_facets = state.settings.shows_facets && !is_covered;
            inbox.push(if has_room {
                Action::Set(Settings { shows_details: !is_shown, shows_facets, ..state.settings.clone() })
            } else {
                Action::PeekDetails(!is_shown)
            });
        }
    }
}

fn menu_ui(ui: &mut Ui, state: &State, page: Page, inbox: &mut Inbox) {
    ui.set_min_width(230.0);
    let item = |ui: &mut Ui, command: UiCommand, label: &str, inbox: &mut Inbox| {
        let (button, key) = (egui::Button::new(label), command.key_name(ui));
        if ui.add_enabled(command.is_allowed(state), if key.is_empty() { button } else { button.shortcut_text(key) }).clicked() {
            command.send(ui, state, page, inbox);
            ui.close();
        }
    };
    for group in [
        &[
            UiCommand::Import,
            UiCommand::ImportReports,
            UiCommand::MatchList,
            UiCommand::Suggestions,
            UiCommand::ExportDraft,
            UiCommand::ExportEveryone,
            UiCommand::CoverSheet,
        ][..],
        &[UiCommand::Undo, UiCommand::Redo, UiCommand::History],
    ] {
        for command in group {
            item(ui, *command, command.label(), inbox);
        }
        ui.separator();
    }
    item(ui, UiCommand::HideNames, if state.hides_names() { "Show names" } else { UiCommand::HideNames.label() }, inbox);
    ui.separator();
    // Choices that are made once stand behind one word each, so that the menu fits a small window.
    ui.menu_button("Rows and clicks", |ui| rows_ui(ui, &state.settings, inbox));
    ui.menu_button("Appearance", |ui| appearance_ui(ui, &state.settings, inbox));
    ui.separator();
    for command in [
        UiCommand::ShowSettings,
        UiCommand::Workspaces,
        if state.is_sample { UiCommand::CloseSample } else { UiCommand::OpenSample },
        UiCommand::Palette,
        UiCommand::KeySheet,
        UiCommand::Help,
        UiCommand::Quit,
    ] {
        item(ui, command, command.label(), inbox);
    }
}

/// What a click in a row does, and whether a decision goes on to the next.
fn rows_ui(ui: &mut Ui, settings: &Settings, inbox: &mut Inbox) {
    for row_click in RowClick::ALL {
        if menu::choice(ui, row_click == settings.row_click, row_click.label()).clicked() {
            inbox.push(Action::Set(Settings { row_click, ..settings.clone() }));
            ui.close();
        }
    }
    ui.separator();
    let advances = settings.advances;
    if menu::choice(ui, advances, "Go on to the next after each decision").clicked() {
        inbox.push(Action::Set(Settings { advances: !advances, ..settings.clone() }));
        ui.close();
    }
}

/// Light or dark, how much moves, and how large all of it is.
fn appearance_ui(ui: &mut Ui, settings: &Settings, inbox: &mut Inbox) {
    ui.set_min_width(180.0);
    for appearance in Appearance::ALL {
        if menu::choice(ui, appearance == settings.appearance, appearance.label()).clicked() {
            inbox.push(Action::Set(Settings { appearance, ..settings.clone() }));
            ui.close();
        }
    }
    ui.separator();
    let calm = settings.reduces_motion;
    if menu::choice(ui, calm, "Reduce motion").clicked() {
        inbox.push(Action::Set(Settings { reduces_motion: !calm, ..settings.clone() }));
        ui.close();
    }
    ui.separator();
    for (label, shortcut) in [
        ("Larger", egui::gui_zoom::kb_shortcuts::ZOOM_IN),
        ("Smaller", egui::gui_zoom::kb_shortcuts::ZOOM_OUT),
        ("Normal size", egui::gui_zoom::kb_shortcuts::ZOOM_RESET),
    ] {
        if ui.add(egui::Button::new(label).shortcut_text(ui.ctx().format_shortcut(&shortcut))).clicked() {
            let zoom = ui.ctx().zoom_factor();
            ui.ctx().set_zoom_factor(match label {
                "Larger" => (zoom + 0.1).min(3.0),
                "Smaller" => (zoom - 0.1).max(0.5),
                _ => 1.0,
            });
        }
    }
}
