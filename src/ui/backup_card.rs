//! The backups of the workspace as a card: how they are made, which there are, and putting one back.

use egui::Ui;
use egui_material_icons::icons;

use super::{
    action::Inbox,
    theme::{self, size, tokens},
    widgets::{bar, button::Button, card, name_text},
};
use crate::{
    command::Command,
    event::BackupList,
    model::{
        backup::{Backup, MOST_BYTES},
        text::{date_text, display_text::sizes_in_words},
    },
    state::State,
};

/// Backups that are shown at once; all others behind a button.
const SHOWN: usize = 6;

/// Draws the card.
pub(super) fn backups_ui(ui: &mut Ui, state: &State, list: Option<&BackupList>, shows_all: &mut bool, inbox: &mut Inbox) {
    card::heading(ui, "Backups");
    if state.is_sample {
        card::muted(ui, "Invented people need no backups.");
        return;
    }
    card::muted(
        ui,
        format!(
            "Partwell makes one before each import, each batch and each update, and before the first change of a day, and reads it to be sure that it is whole. All of two days are kept, then one a day, a week, a month: at most {} together.",
            sizes_in_words(MOST_BYTES)
        ),
    );
    if let Some(before) = &state.upkeep.restored_from {
        card::care_frame(tokens(ui)).show(ui, |ui| {
            card::words(ui, "A backup was put back. What was there before is a backup, too.");
            if Button::new("Undo").named("Undo putting the backup back").with_icon(icons::ICON_UNDO).show(ui).clicked() {
                inbox.send(Command::Restore { backup: before.clone() });
            }
        });
    }
    let may_write = !state.is_for_reading;
    if Button::new("Back up now").with_icon(icons::ICON_SAVE).enabled_if(may_write).show(ui).clicked() {
        inbox.send(Command::BackUp);
    }
    let Some(list) = list else {
        card::muted(ui, "A moment …");
        return;
    };
    if list.backups.is_empty() {
        card::muted(ui, "There are none yet: the first comes with your first change.");
        return;
    }
    let shown = if *shows_all { list.backups.len() } else { SHOWN };
    for (at, backup) in list.backups.iter().take(shown).enumerate() {
        ui.separator();
        backup_ui(ui, state, at, backup, may_write, inbox);
    }
    if list.backups.len() > SHOWN {
        let label = if *shows_all { "Show fewer".to_owned() } else { format!("Show all {}", list.backups.len()) };
        if Button::quiet(&label).at_edge().show(ui).clicked() {
            *shows_all = !*shows_all;
        }
    }
    if !state.hides_names() {
        name_text::wrapped(ui, &format!("They lie in {}", list.folder.display()), theme::regular(size::SMALL), tokens(ui).muted);
    }
}

fn backup_ui(ui: &mut Ui, state: &State, at: usize, backup: &Backup, may_write: bool, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let when = date_text::day_and_time(state.overview.time.date_time_of(backup.at));
    bar::show(
        ui,
        ("backup", at),
        theme::CONTROL_HEIGHT + 12.0,
        |ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                name_text::label(ui, &format!("{when} · {}", backup.reason.words()), theme::semibold(size::SECOND), tokens.text);
                let holds = backup.contents.map_or_else(|| "cannot be read".to_owned(), |contents| contents.in_words());
                name_text::label(ui, &format!("{holds} · {}", sizes_in_words(backup.bytes)), theme::regular(size::SECOND), tokens.muted);
            });
        },
        |ui| {
            let name = format!("Put back the backup of {when}");
            let button = Button::new("Put back").named(&name).enabled_if(may_write && backup.contents.is_some());
            if button.show(ui).on_hover_text("What is here now becomes a backup first, so this can be undone").clicked() {
                inbox.send(Command::Restore { backup: backup.path.clone() });
            }
        },
    );
}
