//! Saving review reminders: where to.

use std::path::{Path, PathBuf};

use egui::Ui;

use super::{
    action::Inbox,
    destination::{Destination, foot_ui},
    widgets::{card, dialog},
};
use crate::{
    command::Export,
    model::{reminder::ReviewReminder, settings::Settings, text::date_text::day},
    state::State,
};

/// Reminders, and the place that is being chosen for them.
#[derive(Debug)]
pub(super) struct ReminderDraft {
    reminder: ReviewReminder,
    to: Destination,
    has_focused: bool,
}

impl ReminderDraft {
    /// Starts with the folder of the last time.
    pub(super) fn new(reminder: ReviewReminder, settings: &Settings, fallback_folder: &Path) -> Self {
        let folder = if settings.export_folder.is_empty() { fallback_folder.to_owned() } else { PathBuf::from(&settings.export_folder) };
        Self { reminder, to: Destination::new(&folder.join("partwell-reviews.ics")), has_focused: false }
    }

    /// Takes the place that the system's dialog gave.
    pub(super) fn place(&mut self, path: &Path) {
        self.to.set(path);
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn reminder_dialog(ui: &Ui, state: &State, draft: &mut ReminderDraft, inbox: &mut Inbox) -> bool {
    if draft.to.follow(state) {
        return true;
    }
    let (is_ready, would_replace) = (draft.to.path().is_some(), draft.to.would_replace());
    let has_focused = std::mem::replace(&mut draft.has_focused, true);
    let mut is_entered = false;
    let shown = dialog::show(
        ui,
        "reminders",
        "Save review reminders",
        560.0,
        |ui| {
            card::muted(
                ui,
                format!("From {} on, {}. Open the file with your calendar, or import it there.", day(draft.reminder.first), draft.reminder.in_words()),
            );
            ui.add_space(8.0);
            is_entered = draft.to.field_ui(ui, "Path of the calendar file", inbox);
        },
        |ui| foot_ui(ui, is_ready, would_replace, has_focused),
    );
    if (shown.foot.0 || shown.is_confirmed || is_entered) && is_ready {
        draft.to.send(Export::Reminders(draft.reminder), inbox);
    }
    shown.foot.1 || shown.wants_to_close
}
