//! Import: an export that was read and compared is written, in one transaction.

use jiff::Timestamp;

use super::{import_export::PendingImport, write_evidence::write_evidence};
use crate::{
    event::Problem,
    import::{ImportError, messages::MessageRow, read_message_texts},
    model::{
        evidence::{Direction, MessageText},
        id::{ImportId, PersonId},
        import::{export_status::ExportStatus, report::ImportReport, verdict::Verdict},
        local_time::LocalTime,
        matching::{
            contact::{Contact, Owner, name_key},
            import_plan::ImportPlan,
            matcher::{Matcher, PersonRef},
            message_archive::split_names,
        },
        operation::Operation,
        person::{PastJob, decision::Decision, profile_link},
        progress::ProgressSink,
    },
    store::{
        Edit, Store, StoreError,
        verdicts::{ChangeKind, StoredChange, StoredVerdict},
    },
};

const ROWS_PER_STEP: usize = 500;

/// Why writing stopped.
enum WriteError {
    Import(ImportError),
    Store(StoreError),
}

impl From<ImportError> for WriteError {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<WriteError> for Problem {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Import(error) => error.into(),
            WriteError::Store(error) => error.into(),
        }
    }
}

impl PendingImport {
    /// Writes it as one operation. Returns the report and whether anything was written.
    pub(super) fn write(self, store: &mut Store, keeps_message_texts: bool, now: &LocalTime, progress: &mut dyn ProgressSink) -> Result<ImportReport, Problem> {
        let Self { source, plan, evidence, report, message_files, latest } = self;
        let operation = Operation::Import { people: report.people, source: source.clone() };
        let total = plan.added.len() + plan.changed.len() + plan.missing.len() + plan.verdicts_of.len() + evidence.len();
        let is_first = store.newest_import()?.is_none();
        let ((), _) = store.transact(now.at, &operation, |edit| -> Result<(), WriteError> {
            let import = edit.insert_import(now.at, &source, &report)?;
            let mut steps = Steps { done: 0, total, progress };
            let ids = edit.insert_people(import, &plan.added, &mut |done| steps.reach(done))?;
            steps.done = plan.added.len();
            write_changed(&plan, edit, import, now, &mut steps)?;
            let twin = |whom: Option<&PersonRef>| match whom? {
                PersonRef::Known(id) => Some(*id),
                PersonRef::Added(at) => ids.get(*at).copied(),
            };
            write_missing(&plan, edit, import, report.standing, &twin, &mut steps)?;
            if !is_first {
                write_verdicts(&plan, edit, import, &twin, now, &mut steps)?;
            }
            write_evidence(&evidence, edit, import, &ids, || steps.next())?;
            // Without an owner nobody knows who wrote to whom.
            if keeps_message_texts && report.owner.is_some() {
                let keeper = TextKeeper { edit, import, ids: &ids, matcher: &evidence.matcher, owner: report.owner.as_ref() };
                let mut failed = None;
                read_message_texts(&message_files, latest, steps.progress, &mut |row| {
                    keeper.keep(row).map_err(|error| {
                        failed = Some(error);
                        ImportError::Cancelled
                    })
                })
                .map_err(|error| failed.map_or(WriteError::Import(error), WriteError::Store))?;
            }
            Ok(())
        })?;
        // What was committed is made, whether or not the log can be emptied now: the next opening does it.
        let _ = store.checkpoint();
        Ok(report)
    }
}

/// How far writing is.
struct Steps<'p> {
    done: usize,
    total: usize,
    progress: &'p mut dyn ProgressSink,
}

impl Steps<'_> {
    /// One more row is written.
    fn next(&mut self) -> Result<(), WriteError> {
        self.done += 1;
        self.reach(self.done)
    }

    /// So many rows are written. An error when the member wants to stop.
    fn reach(&mut self, done: usize) -> Result<(), WriteError> {
        if done.is_multiple_of(ROWS_PER_STEP) {
            self.progress.report("Writing to the workspace", done, Some(self.total));
            if self.progress.is_cancelled() {
                return Err(WriteError::Import(ImportError::Cancelled));
            }
        }
        Ok(())
    }
}

/// Writes whom the export says something else of.
fn write_changed(plan: &ImportPlan, edit: Edit<'_>, import: ImportId, now: &LocalTime, steps: &mut Steps<'_>) -> Result<(), WriteError> {
    for changed in &plan.changed {
        steps.next()?;
        if let Some((company, position)) = &changed.past_job {
            edit.keep_past_job(changed.id, &past_job(company, position, now.at))?;
        }
        edit.update_person(changed.id, &changed.facts)?;
        let note = |kind, was: &str, is_now: String| {
            let change = StoredChange { person_id: changed.id, kind, was: was.to_owned(), is_now };
            edit.insert_change(import, &change)
        };
        if changed.is_back {
            // On another day, it is another tie.
            note(ChangeKind::Returned, "", if changed.is_on_another_day { "another day".to_owned() } else { String::new() })?;
        }
        if changed.has_other_job {
            note(ChangeKind::Job, &changed.work_before, changed.facts.work())?;
        }
    }
    Ok(())
}

/// Who is the new one that a verdict or a gap may be about.
type TwinOf<'t> = &'t dyn Fn(Option<&PersonRef>) -> Option<PersonId>;

/// Writes whom the export does not hold: gone, or only missing where it looks cut short.
fn write_missing(
    plan: &ImportPlan,
    edit: Edit<'_>,
    import: ImportId,
    standing: ExportStatus,
    twin: TwinOf<'_>,
    steps: &mut Steps<'_>,
) -> Result<(), WriteError> {
    for id in &plan.missing {
        steps.next()?;
        if standing == ExportStatus::CutShort {
            edit.insert_missing(import, *id, twin(plan.possible_duplicates.get(id).and_then(Option::as_ref)))?;
        } else if plan.gone.contains(id) {
            mark_gone(edit, import, *id)?;
        }
    }
    Ok(())
}

/// Writes what the export says of removals.
fn write_verdicts(plan: &ImportPlan, edit: Edit<'_>, import: ImportId, twin: TwinOf<'_>, now: &LocalTime, steps: &mut Steps<'_>) -> Result<(), WriteError> {
    for told in &plan.verdicts_of {
        steps.next()?;
        let batch = told.plan.map(|plan| plan.batch);
        let verdict = StoredVerdict { person_id: told.id, batch, verdict: told.verdict, other: twin(told.twin.as_ref()) };
        record(edit, import, &verdict, told.is_new_tie, now.at)?;
    }
    Ok(())
}

/// Notes that somebody is not in the newest export.
pub(super) fn mark_gone(edit: Edit<'_>, import: ImportId, id: PersonId) -> Result<(), StoreError> {
    edit.mark_gone(id)?;
    edit.insert_change(import, &StoredChange { person_id: id, kind: ChangeKind::Gone, was: String::new(), is_now: String::new() })
}

/// Records a verdict and what follows from it: whoever was to go, went and is connected anew (`is_new_tie`), stands in
/// Review again. Whoever was only out of sight is still to go.
pub(super) fn record(edit: Edit<'_>, import: ImportId, verdict: &StoredVerdict, is_new_tie: bool, at: Timestamp) -> Result<(), StoreError> {
    edit.insert_verdict(import, verdict)?;
    if verdict.verdict == Verdict::Returned && verdict.batch.is_some() && is_new_tie {
        edit.release(verdict.person_id, Decision::Undecided, at)?;
    }
    Ok(())
}

/// Keeps what messages say, for those they were exchanged with.
struct TextKeeper<'k> {
    edit: Edit<'k>,
    import: ImportId,
    ids: &'k [PersonId],
    matcher: &'k Matcher,
    owner: Option<&'k Owner>,
}

impl TextKeeper<'_> {
    fn is_owner(&self, contact: &Contact) -> bool {
        self.owner.is_some_and(|owner| match (&owner.slug, &contact.slug) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => name_key(&owner.name) == name_key(&contact.name),
        })
    }

    fn keep(&self, row: &MessageRow<'_>) -> Result<(), StoreError> {
        let named = |slug: Option<String>, name: &str| Contact { slug, name: name.to_owned(), company: String::new() };
        let sender = named(profile_link::slug(row.sender_url), row.from);
        let (direction, others) = if self.is_owner(&sender) {
            let slugs: Vec<String> = row.recipient_urls.split(',').filter_map(profile_link::slug).collect();
            let others: Vec<Contact> = if slugs.is_empty() {
                split_names(row.to, |key| self.matcher.is_name_known(key)).iter().map(|name| named(None, name)).collect()
            } else {
                slugs.into_iter().map(|slug| named(Some(slug), "")).collect()
            };
            (Direction::Outgoing, others)
        } else {
            (Direction::Incoming, vec![sender])
        };
        let text = MessageText { second: row.second, direction, subject: row.subject.to_owned(), body: row.content.to_owned() };
        if text.body.trim().is_empty() {
            return Ok(());
        }
        for contact in others.iter().filter(|contact| !self.is_owner(contact)) {
            let id = match self.matcher.whom(contact) {
                Some(PersonRef::Known(id)) => Some(id),
                Some(PersonRef::Added(at)) => self.ids.get(at).copied(),
                None => None,
            };
            if let Some(id) = id {
                self.edit.insert_message_text(self.import, id, &text)?;
            }
        }
        Ok(())
    }
}

fn past_job(company: &str, position: &str, until: Timestamp) -> PastJob {
    PastJob { company: company.to_owned(), position: position.to_owned(), until }
}
