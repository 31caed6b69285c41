//! Import: an export is read and compared first, written in one transaction then, or put away.

use std::{collections::HashMap, path::PathBuf};

use compact_str::ToCompactString as _;
use jiff::civil::Date;

use super::{CommandResult, Emit, Engine};
use crate::model::import::export_status::{CUT_SHORT_RULE, ExportStatus, Suspicion};
use crate::{
    event::{Event, Problem},
    import::{ImportError, MessageFile, Parsed, ReadOptions, read_export},
    model::{
        backup::BackupReason,
        id::{ImportId, PersonMap, PersonSet},
        import::{fingerprint::Fingerprint, import_options::ImportOptions, report::ImportReport},
        local_time::LocalTime,
        matching::{
            KnownEvidence,
            evidence_plan::EvidencePlan,
            import_plan::{Before, ImportPlan},
            known_person::KnownPerson,
            matcher::{Candidate, Matcher, PersonRef},
        },
        person::{Facts, profile_link},
        progress::ProgressSink,
        text::display_text::{people as people_in_words, with_thousands},
    },
    store::{Store, StoreError},
};

/// An export that was read and compared, not yet written.
#[derive(Debug)]
pub(super) struct PendingImport {
    pub(super) source: String,
    pub(super) plan: ImportPlan,
    pub(super) evidence: EvidencePlan,
    pub(super) report: ImportReport,
    /// Where its messages are: their texts are read once more if they are to be kept.
    pub(super) message_files: Vec<MessageFile>,
    /// The last day that was believed.
    pub(super) latest: Date,
}

/// The last day that may be believed in a file: tomorrow, since clocks differ.
pub(super) fn latest_day(today: Date) -> Date {
    today.tomorrow().unwrap_or(today)
}

impl PendingImport {
    /// Compares an export with the workspace. `named_owner` is the slug that the person gave for the owner, `is_whole`
    /// their word that the export is whole and the newest.
    pub(super) fn compare(source: String, parsed: Parsed, named_owner: Option<&str>, is_whole: bool, now: &LocalTime, store: &Store) -> Result<Self, Problem> {
        let Parsed { people, parsed, mut report, truncated_rows, lacks_companies, lacks_positions, message_files, without_connections } = parsed;
        let days = parsed.files.iter().filter_map(|file| file.to).chain(report.newest_connection);
        report.export_date = report.export_date.or(days.max()).or(Some(now.today));
        report.digest = digest(people.iter().chain(truncated_rows.iter().map(|half| &half.as_it_stands)));
        let is_a_bare_list = parsed.files.is_empty() && parsed.counts.is_empty();
        let connected = store.count_connected()?;
        // The very list that everybody stands in: there is nobody to compare.
        let is_unchanged = is_a_bare_list
            && !is_whole
            && without_connections.is_none()
            && truncated_rows.is_empty()
            && connected == people.len()
            && store.stands_as_imported(&report.digest, report.named_on)?;
        let known = if is_unchanged { Vec::new() } else { store.known_people()? };
        let mut plan = match without_connections {
            None if is_unchanged => {
                report.unchanged = connected;
                ImportPlan::default()
            }
            None => ImportPlan::compare(
                &known,
                people,
                truncated_rows,
                &Before {
                    plans: store.plans()?,
                    marks: store.marks()?,
                    believed: store.last_trusted_before(ImportId(i64::MAX))?,
                    returned_since: store.returned_since_trusted(ImportId(i64::MAX))?,
                    lacks_companies,
                    lacks_positions,
                    is_the_same: store.matches_last_trusted(&report.digest)?,
                    is_whole,
                    unclear: store.unclear_people()?,
                    now: now.clone(),
                },
                &mut report,
            ),
            Some(error) if connected == 0 => return Err(error.into()),
            Some(_) => {
                report.warnings.push("There is no list of connections in it, so nobody is new or gone. What it knows of your connections is added.".to_owned());
                report.standing = ExportStatus::WithoutConnections;
                ImportPlan::default()
            }
        };
        let evidence = if is_a_bare_list {
            EvidencePlan::default()
        } else {
            EvidencePlan::compare(parsed, Matcher::new(candidates(&known, &plan, report.standing)), &known_evidence(store)?, named_owner, &mut report)
        };
        // Whose export it is was found out on the way.
        if let Some(suspicion) =
            evidence.another_owner.clone().filter(|_| !is_whole && matches!(report.standing, ExportStatus::Newest | ExportStatus::CutShort))
        {
            plan.suspend(suspicion, &mut report);
        }
        report.warnings.splice(0..0, standing_in_words(&report, connected));
        if report.standing == ExportStatus::Newest && store.is_repeated(&report.digest)? {
            report.warnings.push(
                "You imported this very list before, and another one since. If it is an old file, cancel this import: people who went in between would count as connected again.".to_owned(),
            );
        }
        if report.names_kept > 0 {
            report
                .warnings
                .push(format!("The letters of {} look garbled in this file, so the spelling that was known is kept.", people_in_words(report.names_kept)));
        }
        // Other files may tell which times they cover, whose export it is, and where the member works: they are written.
        report.brings_nothing = report.standing == ExportStatus::Newest
            && is_a_bare_list
            && connected > 0
            && plan.added.len() + plan.changed.len() + plan.missing.len() + plan.verdicts_of.len() + evidence.len() == 0;
        Ok(Self { source, plan, evidence, report, message_files, latest: latest_day(now.today) })
    }
}

/// Tells a list of connections again, letter for letter.
fn digest<'f>(people: impl Iterator<Item = &'f Facts>) -> String {
    let mut fingerprint = Fingerprint::default();
    for facts in people {
        let day = facts.connected_on.map(|day| day.to_compact_string()).unwrap_or_default();
        for cell in [&facts.first_name, &facts.last_name, &facts.url, &facts.email, &facts.company, &facts.position, &facts.connected_on_text, &day] {
            fingerprint.take(cell);
        }
    }
    format!("{:016x}", fingerprint.number())
}

/// What must be said of an export that is not simply the newest.
fn standing_in_words(report: &ImportReport, connected: usize) -> Option<String> {
    match report.standing {
        ExportStatus::CutShort => Some(format!("{} {CUT_SHORT_RULE}", suspicion_in_words(report, connected))),
        ExportStatus::Older => Some(
            "This export is older than the newest one you have. It changes nobody: who is connected, and what they do, stays as it is. What it knows of messages and recommendations is added. If it is the newest all the same, say so before you import.".to_owned(),
        ),
        ExportStatus::Newest | ExportStatus::WithoutConnections => None,
    }
}

fn suspicion_in_words(report: &ImportReport, connected: usize) -> String {
    let missing = match report.missing {
        0 => "nobody you have is missing".to_owned(),
        1 => format!("1 person of the {} you have is missing", with_thousands(connected)),
        many => format!("{} of the {} you have are missing", people_in_words(many), with_thousands(connected)),
    };
    let owner =
        report.suspicions.iter().find_map(|suspicion| if let Suspicion::AnotherOwner { known, found } = suspicion { Some((known, found)) } else { None });
    if let Some((known, found)) = owner {
        return format!(
            "This looks like the export of {found}, and this workspace holds the network of {known}: {missing}. Nothing is concluded from it. If it is somebody else's, cancel this import and give them a workspace of their own; if it is yours, say so with your profile link."
        );
    }
    let (what, next) = if report.suspicions.contains(&Suspicion::EndsInMidRow) {
        (format!("The list of connections ends in the middle of a row, and {missing}."), "It looks incomplete")
    } else if report.suspicions.contains(&Suspicion::NobodyKnown) {
        (format!("Nobody you have is in this list: {missing}."), "It may be somebody else's")
    } else if report.suspicions.contains(&Suspicion::LastInOrderMissing) {
        (format!("{missing}, and they all stand behind everybody else in one order, as in a sorted list that was cut."), "It looks incomplete")
    } else {
        (format!("{missing}, more than you planned to remove."), "It looks incomplete, or is not yours")
    };
    format!("{what} {next}, so nobody counts as gone. Get the export once more, or say that it is complete.")
}

fn known_evidence(store: &Store) -> Result<KnownEvidence, StoreError> {
    Ok(KnownEvidence { evidence: store.all_evidence()?, logs: store.message_logs()?, owner: store.owner()? })
}

/// Everybody as they will be once the import is written.
fn candidates<'c>(known: &'c [KnownPerson], plan: &'c ImportPlan, standing: ExportStatus) -> impl Iterator<Item = Candidate<'c>> {
    let changed: PersonMap<_> = plan.changed.iter().map(|changed| (changed.id, &changed.facts)).collect();
    let gone: PersonSet = if standing == ExportStatus::Newest { plan.gone.clone() } else { PersonSet::default() };
    let known = known.iter().map(move |person| {
        let facts = changed.get(&person.id).copied();
        let is_connected = facts.is_some() || (person.is_connected && !gone.contains(&person.id));
        Candidate { whom: PersonRef::Known(person.id), facts: facts.unwrap_or(&person.facts), is_connected }
    });
    known.chain(plan.added.iter().enumerate().map(|(at, facts)| Candidate { whom: PersonRef::Added(at), facts, is_connected: true }))
}

impl Engine {
    pub(super) fn preview_import(
        &mut self,
        paths: Vec<PathBuf>,
        options: &ImportOptions,
        now: &LocalTime,
        progress: &mut dyn ProgressSink,
        emit: Emit<'_>,
    ) -> CommandResult {
        self.pending_import = None;
        let named_owner = match options.owner.as_deref().map(str::trim).filter(|typed| !typed.is_empty()) {
            None => None,
            Some(typed) => Some(profile_link::typed(typed).ok_or_else(|| {
                Problem::new(format!("“{typed}” is not a profile link"), "Nothing was read.", "Enter the last part of your profile URL, or the whole of it.")
            })?),
        };
        // Names of people who are known, read only if a file is in an encoding that must be guessed.
        let mut names: Option<HashMap<String, String>> = None;
        // One's own people are never mixed with invented ones, and the sample is left only for something that can be imported.
        let own = if self.is_sample { Some(self.open_own()?) } else { None };
        let store = own.as_ref().unwrap_or(&self.store);
        let mut known_name = |slug: &str| {
            let names = names.get_or_insert_with(|| {
                let known = store.known_people().unwrap_or_default();
                known.into_iter().filter_map(|person| Some((person.facts.slug.as_deref()?.to_owned(), person.facts.name()))).collect()
            });
            names.get(slug).cloned()
        };
        let read_options = ReadOptions { latest: latest_day(now.today), encoding: options.encoding.as_deref(), known_name: &mut known_name };
        let parsed = match read_export(&paths, read_options, progress) {
            Err(ImportError::Cancelled) => {
                emit(Event::ImportDiscarded);
                return Ok(());
            }
            parsed => parsed?,
        };
        let names: Vec<String> =
            paths.iter().map(|path| path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())).collect();
        progress.report("Comparing with the workspace", 0, None);
        let pending = PendingImport::compare(names.join(", "), parsed, named_owner.as_deref(), options.is_whole, now, store)?;
        if let Some(own) = own {
            (self.store, self.is_sample) = (own, false);
            self.load(now, emit)?;
        }
        emit(Event::ImportPreviewed { paths, options: options.clone(), source: pending.source.clone(), report: Box::new(pending.report.clone()) });
        self.pending_import = Some(pending);
        Ok(())
    }

    pub(super) fn commit_import(&mut self, keeps_message_texts: bool, now: &LocalTime, progress: &mut dyn ProgressSink, emit: Emit<'_>) -> CommandResult {
        let pending =
            self.pending_import.take().ok_or_else(|| Problem::new("There is nothing to import", "No export was read before.", "Choose a file first."))?;
        if progress.is_cancelled() {
            emit(Event::ImportDiscarded);
            return Ok(());
        }
        self.back_up_before(BackupReason::BeforeImport, now, emit)?;
        match pending.write(&mut self.store, keeps_message_texts, now, progress) {
            // Cancelled by the person: not a failure.
            Err(_) if progress.is_cancelled() => {
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
