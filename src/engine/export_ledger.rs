//! Export of the ledger: all of it, or the part that was chosen.

use std::path::Path;

use super::{CommandResult, Emit, Engine};
use crate::{
    event::{Event, Problem},
    export,
    model::{
        ledger::{EntryId, LedgerEntry},
        local_time::LocalTime,
        removal_list::ListFormat,
        watch::Watch,
    },
};

impl Engine {
    pub(super) fn export_ledger(
        &mut self,
        chosen: Option<&[EntryId]>,
        format: ListFormat,
        (path, may_replace): (&Path, bool),
        now: &LocalTime,
        watch: &mut dyn Watch,
        emit: Emit<'_>,
    ) -> CommandResult {
        self.refuse_own_files(path)?;
        watch.progressed("Writing the ledger", 0, None);
        let all = self.store.ledger()?;
        let entries: Vec<&LedgerEntry> = all.iter().filter(|entry| chosen.is_none_or(|chosen| chosen.contains(&entry.id))).collect();
        if entries.is_empty() {
            return Err(Problem::new("The ledger is empty", "Nothing was written.", "It fills when a batch is finalized."));
        }
        let bytes = export::ledger_bytes(&entries, format, now)
            .ok_or_else(|| Problem::new("The ledger is not written as Markdown", "Nothing was written.", "Choose a page, a spreadsheet or JSON."))?;
        if !may_replace && path.exists() {
            emit(Event::WouldReplace { path: path.to_owned() });
            return Ok(());
        }
        // Reading and putting it into words take longest; what is written is written whole.
        watch.progressed("Writing the ledger", 0, None);
        if watch.is_cancelled() {
            emit(Event::NothingDone("Stopped: nothing was written".to_owned()));
            return Ok(());
        }
        export::write_bytes(&bytes, path)?;
        emit(Event::LedgerExported { path: path.to_owned(), entries: entries.len() });
        Ok(())
    }
}
