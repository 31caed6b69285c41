//! The backups of the workspace as a card: how they are made, which there are, and putting one back.

use egui::Ui;
use egui_material_icons::icons;

use super::{
    action::Inbox,
    backup_row::backup_row_ui,
    theme::{self, size, tokens},
    widgets::{button::Button, card, name_text},
};
use crate::{
    command::Command,
    event::BackupList,
    model::{
        backup::MOST_BYTES,
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
            "Partwell makes one before each import, each batch and each update, and before the first change of a day, and reads it back to be sure that it is whole. All of the last two days are kept, then one per day, week and month, up to {} in total.",
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
        card::muted(ui, "There are none now: the next comes with your next change.");
        return;
    }
    let shown = if *shows_all { list.backups.len() } else { SHOWN };
    for backup in list.backups.iter().take(shown) {
        ui.separator();
        let when = date_text::day_and_time(state.overview.time.date_time_of(backup.at));
        if backup_row_ui(ui, backup, &when, "What is here now becomes a backup first, so this can be undone", may_write) {
            inbox.send(Command::Restore { backup: backup.path.clone() });
        }
    }
    if list.backups.len() > SHOWN {
        let label = if *shows_all { "Show fewer".to_owned() } else { format!("Show all {}", list.backups.len()) };
        if Button::quiet(&label).at_edge().show(ui).clicked() {
            *shows_all = !*shows_all;
        }
    }
    if !state.hides_names() {
        name_text::wrapped(ui, &format!("They are in {}", list.folder.display()), theme::regular(size::SMALL), tokens(ui).muted);
    }
}
