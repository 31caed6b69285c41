//! Settings: where the workspace is, its backups, copies of it, pace and look, what is stored and how to check that, and the ends
//! of a workspace.

use egui::{Margin, RichText, ScrollArea, Ui, UiBuilder};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    backup_card,
    theme::{self, GAP, size, tokens},
    widgets::{button::Button, card, check, chip, columns, name_text},
};
use crate::{
    event::BackupList,
    model::{
        batch::pace::Pace,
        settings::{Appearance, Settings},
    },
    state::{State, loaded::Data},
};

/// From this width on, in points, the cards stand side by side.
const WIDE: f32 = 860.0;

/// What one can choose to handle a day, and none for all at once.
const PACES: [Option<u32>; 5] = [Some(10), Some(25), Some(50), Some(100), None];

/// What the page remembers.
#[derive(Debug, Default)]
pub(super) struct SettingsDraft {
    shows_all: bool,
}

/// The cards of the page, in their order.
#[derive(Clone, Copy)]
enum Part {
    Workspace,
    Backups,
    Look,
    Copies,
    Stored,
    Ends,
}

/// Draws the page.
pub(super) fn settings_ui(ui: &mut Ui, state: &State, draft: &mut SettingsDraft, inbox: &mut Inbox) {
    inbox.need(state, Data::Backups);
    let area = theme::page_area(ui);
    let list = state.upkeep.backups.get();
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        ScrollArea::vertical().id_salt("settings").auto_shrink([false, false]).show(ui, |ui| {
            let parts = [Part::Workspace, Part::Backups, Part::Look, Part::Copies, Part::Stored, Part::Ends];
            let count = if ui.available_width() >= WIDE { 2 } else { 1 };
            let height = |part: &Part| match part {
                Part::Workspace => 190.0,
                Part::Backups => 430.0,
                Part::Look => 260.0,
                Part::Copies => 240.0,
                Part::Stored => 330.0,
                Part::Ends => 200.0,
            };
            columns::show(ui, count, GAP, parts, height, |ui, part| {
                card::frame(tokens(ui)).inner_margin(Margin::symmetric(18, 14)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 6.0;
                    match part {
                        Part::Workspace => workspace_ui(ui, state, list, inbox),
                        Part::Backups => backup_card::backups_ui(ui, state, list, &mut draft.shows_all, inbox),
                        Part::Look => look_ui(ui, &state.settings, inbox),
                        Part::Copies => copies_ui(ui, inbox),
                        Part::Stored => stored_ui(ui),
                        Part::Ends => ends_ui(ui, state, inbox),
                    }
                });
                ui.add_space(4.0);
            });
        });
    });
}

fn workspace_ui(ui: &mut Ui, state: &State, list: Option<&BackupList>, inbox: &mut Inbox) {
    card::heading(ui, "This workspace");
    let color = tokens(ui).text;
    if state.hides_names() {
        card::words(ui, "Its name and place are hidden, as names are.");
    } else {
        name_text::label(ui, &state.workspace_title(), theme::semibold(size::BODY), color);
        name_text::wrapped(ui, &state.workspace.to_string_lossy(), theme::regular(size::SECOND), tokens(ui).muted);
    }
    if let Some(list) = list {
        card::words(ui, format!("{}.", list.contents.in_words()));
    }
    if state.is_sample {
        card::muted(ui, "These are the sample people, in a file of their own.");
    } else if let Some(place) = list.and_then(|list| list.place.as_ref()) {
        card::care_frame(tokens(ui)).show(ui, |ui| card::words(ui, format!("{}. {} {}", place.title, place.detail, place.hint)));
    }
    ui.horizontal_wrapped(|ui| {
        if Button::new("Workspaces…").with_icon(icons::ICON_FOLDER_OPEN).show(ui).clicked() {
            inbox.push(Action::Open(Dialog::Workspaces));
        }
        if !state.hides_names() && Button::quiet("Copy its path").with_icon(icons::ICON_CONTENT_COPY).show(ui).clicked() {
            ui.ctx().copy_text(state.workspace.to_string_lossy().into_owned());
            inbox.push(Action::Say("Path copied".to_owned()));
        }
    });
}

fn copies_ui(ui: &mut Ui, inbox: &mut Inbox) {
    card::heading(ui, "Copies of your own");
    card::muted(ui, "A backup on the same disk goes when the disk goes. Keep a copy elsewhere, too: on a stick, or another computer.");
    if Button::new("Copy the workspace to…").with_icon(icons::ICON_FILE_COPY).show(ui).clicked() {
        inbox.push(Action::Open(Dialog::CopyWorkspace));
    }
    card::muted(ui, "One file that Partwell opens, read once more after it was written to be sure that it holds the same.");
    if Button::new("Export everything to a folder…").with_icon(icons::ICON_FOLDER_ZIP).show(ui).clicked() {
        inbox.push(Action::Open(Dialog::ExportFull));
    }
    card::muted(ui, "Tables as CSV, described in JSON, for any other program. “partwell full-import” makes a workspace of them again, without loss.");
}

fn look_ui(ui: &mut Ui, settings: &Settings, inbox: &mut Inbox) {
    card::heading(ui, "Pace and look");
    card::muted(ui, "People to handle a day on the work list. LinkedIn publishes no limit; this is our own caution.");
    ui.horizontal_wrapped(|ui| {
        for a_day in PACES {
            let label = a_day.map_or_else(|| "All".to_owned(), |a_day| a_day.to_string());
            if chip::choice(ui, &label, "", settings.pace.a_day == a_day, false).clicked() {
                inbox.push(Action::Set(Settings { pace: Pace { a_day, ..settings.pace }, ..settings.clone() }));
            }
        }
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        for appearance in Appearance::ALL {
            if chip::choice(ui, appearance.label(), "", settings.appearance == appearance, false).clicked() {
                inbox.push(Action::Set(Settings { appearance, ..settings.clone() }));
            }
        }
    });
    if check::labelled(ui, settings.reduces_motion, "Reduce motion").clicked() {
        inbox.push(Action::Set(Settings { reduces_motion: !settings.reduces_motion, ..settings.clone() }));
    }
    if check::labelled(ui, settings.advances, "Go on to the next after each decision").clicked() {
        inbox.push(Action::Set(Settings { advances: !settings.advances, ..settings.clone() }));
    }
}

fn stored_ui(ui: &mut Ui) {
    card::heading(ui, "What is stored, and what is not");
    for line in [
        "The people of your exports, what the files tell of the tie, and what you decide and write: in this one file and its backups, for you alone to read.",
        "The text of messages, only if you ask for it when importing. When messages were sent is always kept.",
        "Not stored: your LinkedIn password, your address book, or anything about anybody that is not in your files.",
        "Nothing leaves this computer: Partwell has no code that opens a connection to the internet.",
    ] {
        ui.horizontal_top(|ui| {
            ui.label(RichText::new("·").font(theme::semibold(size::BODY)).color(tokens(ui).muted));
            card::words(ui, line);
        });
    }
    card::muted(
        ui,
        "See for yourself: “partwell doctor” reads every row, any SQLite program opens the file, and the README tells how to watch that nothing is sent.",
    );
}

fn ends_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    card::heading(ui, "The end");
    card::muted(ui, "To forget one person for good, choose “Forget for good…” in the menu of their row in Review.");
    card::muted(ui, "To end all of it, erase the workspace: its file, its backups, and everything that Partwell keeps beside it. That cannot be undone.");
    let may = !state.is_sample && !state.is_for_reading && !state.hides_names();
    if Button::new("Erase this workspace…").with_icon(icons::ICON_DELETE_FOREVER).enabled_if(may).show(ui).clicked() {
        inbox.push(Action::Open(Dialog::Erase));
    }
}
