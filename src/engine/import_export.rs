//! Import: an export is read and compared first, written in one transaction then, or put away.

use std::path::PathBuf;

use jiff::Timestamp;

use super::{Done, Emit, Engine, import_plan::ImportPlan};
use crate::{
    event::{Event, Problem},
    import::{ImportError, Parsed, read_export},
    model::{moment::Moment, person::PastJob, report::ImportReport, shown_text::people as people_in_words, watch::Watch},
    store::{Store, StoreError, imports, people},
};

const ROWS_PER_STEP: usize = 500;

/// An export that was read and compared, not yet written.
#[derive(Debug)]
pub(super) struct PendingImport {
    source: String,
    plan: ImportPlan,
    report: ImportReport,
}

/// Why writing stopped.
enum WriteError {
    Cancelled,
    Store(StoreError),
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Cancelled => ImportError::Cancelled.into(),
            WriteError::Store(error) => error.into(),
        }
    }
}

impl PendingImport {
    /// Compares an export with the workspace.
    pub(super) fn compare(source: String, parsed: Parsed, store: &Store) -> Result<Self, Problem> {
        let Parsed { people, mut report } = parsed;
        if let Some((_, Some(known_until))) = store.last_import()?
            && let Some(newest) = report.newest_connection
            && newest < known_until
        {
            report.warnings.push(format!(
                "This export looks older than the one you have: its latest connection is of {}, yours of {}. People who connected since would count as gone.",
                newest.strftime("%-d %b %Y"),
                known_until.strftime("%-d %b %Y")
            ));
        }
        let known = store.known_people()?;
        let connected = known.iter().filter(|person| person.is_connected).count();
        let plan = ImportPlan::compare(&known, people, &mut report);
        if report.gone > 20 && report.gone * 5 > connected {
            report.warnings.push(format!(
                "{} of the {connected} people you have are not in this export, far more than usually leave. Is it whole, and is it yours? Undo would bring them back.",
                report.gone
            ));
        }
        Ok(Self { source, plan, report })
    }

    /// Writes it as one operation. Returns the report and whether anything was written.
    pub(super) fn write(self, store: &mut Store, now: Moment, watch: &mut dyn Watch) -> Result<ImportReport, Problem> {
        let Self { source, plan, report } = self;
        let name = format!("Import {}", people_in_words(report.people));
        let total = plan.added.len() + plan.changed.len() + plan.gone.len();
        let ((), _) = store.transact(now.at, &name, |transaction| -> Result<(), WriteError> {
            let import_id = imports::insert_import(transaction, now.at, &source, &report)?;
            let mut step = |done: usize| {
                if done.is_multiple_of(ROWS_PER_STEP) {
                    watch.progressed("Writing to the workspace", done, Some(total));
                    if watch.is_cancelled() {
                        return Err(WriteError::Cancelled);
                    }
                }
                Ok(())
            };
            people::insert_people(transaction, import_id, &plan.added, &mut step)?;
            let mut done = plan.added.len();
            for changed in &plan.changed {
                step(done)?;
                if let Some((company, position)) = &changed.past_job {
                    people::keep_past_job(transaction, changed.id, &past_job(company, position, now.at))?;
                }
                people::update_person(transaction, changed.id, &changed.facts)?;
                done += 1;
            }
            for id in &plan.gone {
                step(done)?;
                people::mark_gone(transaction, *id)?;
                done += 1;
            }
            Ok(())
        })?;
        store.checkpoint()?;
        Ok(report)
    }
}

fn past_job(company: &str, position: &str, until: Timestamp) -> PastJob {
    PastJob { company: company.to_owned(), position: position.to_owned(), until }
}

impl Engine {
    pub(super) fn preview_import(&mut self, paths: &[PathBuf], watch: &mut dyn Watch, emit: Emit<'_>) -> Done {
        self.pending_import = None;
        let parsed = match read_export(paths, watch) {
            Err(ImportError::Cancelled) => {
                emit(Event::ImportDiscarded);
                return Ok(());
            }
            parsed => parsed?,
        };
        let names: Vec<String> =
            paths.iter().map(|path| path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())).collect();
        watch.progressed("Comparing with the workspace", 0, None);
        let pending = PendingImport::compare(names.join(", "), parsed, &self.store)?;
        emit(Event::ImportPreviewed { source: pending.source.clone(), report: Box::new(pending.report.clone()) });
        self.pending_import = Some(pending);
        Ok(())
    }

    pub(super) fn commit_import(&mut self, now: Moment, watch: &mut dyn Watch, emit: Emit<'_>) -> Done {
        let pending =
            self.pending_import.take().ok_or_else(|| Problem::new("There is nothing to import", "No export was read before.", "Choose a file first."))?;
        if watch.is_cancelled() {
            emit(Event::ImportDiscarded);
            return Ok(());
        }
        match pending.write(&mut self.store, now, watch) {
            // Cancelled by the person: not a failure.
            Err(_) if watch.is_cancelled() => {
                emit(Event::ImportDiscarded);
                Ok(())
            }
            Err(problem) => Err(problem),
            Ok(report) => {
                // Whoever shows people asks for them next; a command line does not.
                emit(Event::Imported { report: Box::new(report) });
                Ok(())
            }
        }
    }

    pub(super) fn discard_import(&mut self, emit: Emit<'_>) {
        self.pending_import = None;
        emit(Event::ImportDiscarded);
    }
}
