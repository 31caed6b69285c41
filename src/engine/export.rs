//! Export: writes a list of people, the ledger or a picture to a file, whole or not at all.

use std::{collections::BTreeMap, path::Path};

use jiff::civil::Date;

use super::{CommandResult, Emit, Engine};
use crate::model::{
    batch::{
        ledger::LedgerEntry,
        removal_list::{ListFormat, ListSource},
    },
    id::{EntryId, PersonId},
    insight::picture::{Caption, Chart, ChartFormat},
};
use crate::{
    command::Export,
    event::{Event, Exported, Problem, Settlement},
    export,
    model::{import::fingerprint::Fingerprint, local_time::LocalTime, progress::ProgressSink, reminder::ReviewReminder},
};

impl Engine {
    pub(super) fn export(
        &mut self,
        what: &Export,
        (path, may_replace): (&Path, bool),
        now: &LocalTime,
        progress: &mut dyn ProgressSink,
        emit: Emit<'_>,
    ) -> Result<Settlement, Problem> {
        const DOING: &str = "Writing the file";
        self.refuse_own_files(path)?;
        progress.report(DOING, 0, None);
        let (bytes, what) = match what {
            Export::List { source, format } => self.list_bytes(*source, None, *format, now)?,
            Export::People { person_ids, format } => self.list_bytes(ListSource::Everyone, Some(person_ids), *format, now)?,
            Export::Ledger { entries, format } => self.ledger_bytes(entries.as_deref(), *format, now)?,
            Export::CoverSheet { format } => self.cover_sheet_bytes(*format, now)?,
            Export::Reminders(reminder) => self.reminder_bytes(*reminder, now)?,
            Export::Chart { chart, format } => self.picture_bytes(chart, *format, now)?,
        };
        if !may_replace && path.exists() {
            return Ok(Settlement::WouldReplace);
        }
        // Reading and putting it into words take longest; what is written is written whole.
        progress.report(DOING, 0, None);
        if progress.is_cancelled() {
            emit(Event::NothingDone("Stopped: nothing was written".to_owned()));
            return Ok(Settlement::Done);
        }
        export::write_bytes(&bytes, path)?;
        emit(Event::Exported { what, path: path.to_owned() });
        Ok(Settlement::Done)
    }

    fn list_bytes(&self, source: ListSource, only: Option<&[PersonId]>, format: ListFormat, now: &LocalTime) -> Result<(Vec<u8>, Exported), Problem> {
        let list = self.removal_list(source, only, now)?;
        if list.people.is_empty() && only.is_some() {
            return Err(Problem::new("There is nobody to write", "An empty list was not written.", "Search for others."));
        }
        if list.people.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "An empty list was not written.", "Move those to Remove whom you want to part with."));
        }
        // A page or a note of everybody would be a list of nothing to do.
        if source == ListSource::Everyone && !matches!(format, ListFormat::Csv | ListFormat::Json) {
            return Err(Problem::new("Connections are written as a spreadsheet", "Nothing was written.", "Choose CSV or JSON."));
        }
        Ok((export::to_bytes(&list, format), Exported::List { people: list.people.len() }))
    }

    fn ledger_bytes(&self, chosen: Option<&[EntryId]>, format: ListFormat, now: &LocalTime) -> Result<(Vec<u8>, Exported), Problem> {
        let all = self.store.ledger()?;
        let entries: Vec<&LedgerEntry> = all.iter().filter(|entry| chosen.is_none_or(|chosen| chosen.contains(&entry.id))).collect();
        if entries.is_empty() {
            return Err(Problem::new("The ledger is empty", "Nothing was written.", "It fills when a batch is finalized."));
        }
        let bytes = export::ledger_bytes(&entries, format, now)
            .ok_or_else(|| Problem::new("The ledger is not written as Markdown", "Nothing was written.", "Choose a page, a spreadsheet or JSON."))?;
        Ok((bytes, Exported::Ledger { entries: entries.len() }))
    }

    /// The next reviews, and the days on which people are to be looked at again. No name is among them: a calendar is shared easily.
    fn reminder_bytes(&self, reminder: ReviewReminder, now: &LocalTime) -> Result<(Vec<u8>, Exported), Problem> {
        let mut due: BTreeMap<Date, usize> = BTreeMap::new();
        for person in self.store.connected_people()? {
            if let Some(until) = person.state.later_until.filter(|until| *until > now.today) {
                *due.entry(until).or_default() += 1;
            }
        }
        let days = due.len() + 1;
        // No two workspaces began at one moment, and it stays when the file is moved.
        let mut of = Fingerprint::default();
        if let Some(first) = self.store.imports()?.iter().map(|import| import.at).min() {
            of.take(&first.to_string());
        }
        Ok((export::calendar::bytes(reminder, &due, of.number(), now.at), Exported::Reminders { days }))
    }

    fn picture_bytes(&self, chart: &Chart, format: ChartFormat, now: &LocalTime) -> Result<(Vec<u8>, Exported), Problem> {
        if chart.is_empty() {
            return Err(Problem::new("There is nothing in this picture", "Nothing was written.", "It fills as you import and decide."));
        }
        Ok((export::picture_bytes(chart, &self.caption(now)?, format)?, Exported::Chart))
    }

    fn caption(&self, now: &LocalTime) -> Result<Caption, Problem> {
        let newest_connection = self.store.last_import()?.and_then(|(_, newest)| newest);
        Ok(Caption { drawn_on: now.today, newest_connection, is_sample: self.is_sample })
    }

    pub(super) fn draw_chart(&self, chart: &Chart, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let pixels = export::chart_png::render(chart, &self.caption(now)?)
            .map_err(|why| Problem::new("The picture could not be drawn", format!("{why}. Nothing was copied."), "Save it as SVG instead."))?;
        emit(Event::ChartDrawn { kind: chart.kind, pixels });
        Ok(())
    }

    /// A list must never take the place of the workspace or of the files that SQLite and the lock keep beside it.
    /// What is open here is never written over.
    fn refuse_own_files(&self, path: &Path) -> CommandResult {
        if export::holds_a_database(path) {
            return Err(Problem::new(
                "That file is a workspace, or another database",
                format!("{} was not touched, and nothing was written.", path.display()),
                "Choose another name.",
            ));
        }
        self.refuse_workspace_files(path)
    }

    /// The same for a copy, which may replace an earlier one.
    pub(super) fn refuse_workspace_files(&self, path: &Path) -> CommandResult {
        let Some(name) = path.file_name() else { return Ok(()) };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let (Ok(folder), Some(own_folder), Some(own_name)) = (folder.canonicalize(), self.store.path().parent(), self.store.path().file_name()) else {
            return Ok(());
        };
        let is_own_name =
            name.to_string_lossy().strip_prefix(&*own_name.to_string_lossy()).is_some_and(|rest| matches!(rest, "" | "-wal" | "-shm" | "-journal" | ".lock"));
        if is_own_name && own_folder.canonicalize().is_ok_and(|own| own == folder) {
            return Err(Problem::new(
                "That is the workspace itself",
                format!("{} holds your decisions. Nothing was written.", path.display()),
                "Choose another name.",
            ));
        }
        Ok(())
    }
}
