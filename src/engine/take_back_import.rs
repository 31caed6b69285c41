//! Taking an import back later: as long as nothing that was done since rests on it.

use super::{CommandResult, Emit, Engine, nothing_done};
use crate::model::id::ImportId;
use crate::{
    event::Problem,
    model::{
        local_time::LocalTime,
        operation::{Announcement, Operation},
        progress::ProgressSink,
        text::display_text::with_thousands,
    },
    store::StoreError,
};

impl Engine {
    pub(super) fn take_back_import(&mut self, import: ImportId, now: &LocalTime, progress: &mut dyn ProgressSink, emit: Emit<'_>) -> CommandResult {
        let Some(operation) = self.store.operation_of_import(import)? else {
            if self.store.imports()?.iter().all(|made| made.id != import) {
                return Err(Problem::new(
                    format!("There is no import {}", import.0),
                    "It was taken back already, or never made. Nothing was changed.",
                    "The list of imports shows which there are.",
                ));
            }
            return Err(Problem::new(
                format!("Import {} cannot be taken back any more", import.0),
                "It was made too long ago: the history keeps the last steps only. Nothing was changed.",
                "The reports of imports show what it brought.",
            ));
        };
        let rests_on_it = self.store.dependents_of(operation, import)?;
        if !rests_on_it.is_empty() {
            let words: Vec<String> = rests_on_it.iter().map(|(count, what)| format!("{} {what}", with_thousands(*count))).collect();
            return Err(Problem::new(
                "Something was done since that rests on it",
                format!("It would be lost: {}. Nothing was taken back.", words.join(", ")),
                "Take those back first; the history shows them.",
            ));
        }
        let taking_back = Operation::TakeBackImport { import };
        match self.store.take_back(now.at, &taking_back, operation, progress) {
            Err(StoreError::Stopped) => nothing_done("Stopped: nothing was taken back".to_owned(), emit),
            touched => self.announce(Announcement::Done(taking_back), String::new(), &touched?, now, emit),
        }
    }
}
