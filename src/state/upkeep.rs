//! What the page of settings knows of backups, and what is told when something was done to the workspace as a whole.

use std::path::PathBuf;

use super::{State, loaded::Loaded};
use crate::{
    event::{BackupList, Event, Forgetting, Problem},
    model::text::display_text::{count, with_thousands},
};

/// The workspace as a whole.
#[derive(Debug, Default)]
pub struct Upkeep {
    /// The backups, and what it holds.
    pub backups: Loaded<BackupList>,
    /// What stood there before a backup was put back, to be put back in turn.
    pub restored_from: Option<PathBuf>,
}

impl State {
    /// Takes in what came of work on the workspace as a whole.
    pub(super) fn take_upkeep(&mut self, event: Event) {
        match event {
            Event::BackupsLoaded(backups) => self.upkeep.backups.set((), backups),
            Event::BackedUp { .. } => self.say("A backup was made and found sound"),
            Event::Restored { backup, before } => {
                let is_undone = self.upkeep.restored_from.as_ref() == Some(&backup);
                self.upkeep.restored_from = before.filter(|_| !is_undone);
                self.say(if is_undone { "Undone: everything is as it was before the backup was put back" } else { "The backup was put back" });
            }
            Event::Copied { path, contents } => {
                self.say(format!("Copied to {}: {}", self.place_in_words(&path), contents.in_words()));
                self.message.written = Some(path);
            }
            Event::FullyExported(full) => {
                self.say(format!(
                    "Wrote {} in {} to {}",
                    count(usize::try_from(full.rows).unwrap_or(usize::MAX), "row", "rows"),
                    count(full.tables, "table", "tables"),
                    self.place_in_words(&full.folder)
                ));
                self.message.written = Some(full.folder);
            }
            Event::PersonForgotten(forgetting) => {
                // Undo must not bring them back, and the backup that it would need may be gone.
                self.upkeep.restored_from = None;
                // Who it was stands nowhere any more, this message aside.
                self.upkeep.backups.outdate();
                let name = if self.hides_names() { "Somebody".to_owned() } else { forgetting.name.clone() };
                self.say(format!("{name} was forgotten{}", deleted_in_words(&forgetting)));
                if let Some(rest) = forgotten_in_words(&forgetting) {
                    self.problems.push_back(rest);
                }
            }
            _ => {}
        }
    }
}

/// What became of the backups that held somebody who was forgotten, behind a sentence; empty where none was deleted.
#[must_use]
pub fn deleted_in_words(forgetting: &Forgetting) -> String {
    match (forgetting.deleted_backups, forgetting.is_backed_up_anew) {
        (0, _) => String::new(),
        (number, false) => format!(". {} deleted", count(number, "backup was", "backups were")),
        (number, true) => format!(". {} deleted, and a new one was made", count(number, "backup was", "backups were")),
    }
}

/// What still holds somebody who was forgotten; none where nothing does.
#[must_use]
pub fn forgotten_in_words(forgetting: &Forgetting) -> Option<Problem> {
    let mut still: Vec<String> = Vec::new();
    let mut to_do = String::new();
    if let Some(first) = forgetting.in_backups.first() {
        still.push(count(forgetting.in_backups.len(), "backup", "backups"));
        let folder = first.parent().unwrap_or(first).display();
        to_do = format!("Delete those backups yourself when you no longer need them: they are in {folder}. ");
    }
    still.extend(forgetting.named_in.iter().map(|(what, number)| match (*what, *number) {
        ("focus", _) => "your focus".to_owned(),
        (what, 1) => format!("1 {what}"),
        ("entry of your journal", number) => format!("{} entries of your journal", with_thousands(number)),
        (what, number) => format!("{} {what}s", with_thousands(number)),
    }));
    if !forgetting.is_tidied {
        return Some(Problem::new(
            "They were forgotten, and traces may be left in the file",
            "Everything that Partwell knew of them is deleted. There was no room to write the file anew, so parts of what was deleted may still be in it.",
            "Make room, and copy the workspace to another place: the copy holds nothing of them.",
        ));
    }
    if still.is_empty() {
        return None;
    }
    Some(Problem::new(
        "The name still stands elsewhere",
        format!("Everything else that Partwell knew of them is deleted. They are still named in: {}.", still.join(", ")),
        format!("{to_do}Change texts of your own where they are. If they are still a connection, your next import adds them again."),
    ))
}
