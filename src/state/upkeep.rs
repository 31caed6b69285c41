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
            Event::Restored { before } => {
                self.upkeep.restored_from = before;
                self.say("The backup was put back");
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
                // Who it was stands nowhere any more, this message aside.
                self.upkeep.backups.outdate();
                let name = if self.hides_names() { "Somebody".to_owned() } else { forgetting.name.clone() };
                self.say(format!("{name} was forgotten"));
                if let Some(rest) = forgotten_in_words(&forgetting) {
                    self.problems.push_back(rest);
                }
            }
            _ => {}
        }
    }
}

/// What still holds somebody who was forgotten; none where nothing does.
#[must_use]
pub fn forgotten_in_words(forgetting: &Forgetting) -> Option<Problem> {
    let mut still: Vec<String> = Vec::new();
    if !forgetting.in_backups.is_empty() {
        still.push(format!("{} made before", count(forgetting.in_backups.len(), "backup", "backups")));
    }
    still.extend(forgetting.named_in.iter().map(|(what, number)| match (*what, *number) {
        ("focus", _) => "your focus".to_owned(),
        (what, 1) => format!("1 {what}"),
        ("entry of your journal", number) => format!("{} entries of your journal", with_thousands(number)),
        (what, number) => format!("{} {what}s", with_thousands(number)),
    }));
    if still.is_empty() {
        return None;
    }
    Some(Problem::new(
        "The name still stands elsewhere",
        format!("Everything that Partwell knew of them is deleted. They are still named in: {}.", still.join(", ")),
        "Delete those backups in the settings once you need them no more, and change texts of your own where they stand. Whoever is in your next export comes back with it.",
    ))
}
