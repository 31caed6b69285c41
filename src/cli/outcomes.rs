//! Commands about what came of it: the ledger, verdicts, what an import changed.

use std::path::Path;

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session};
use crate::model::import::export_status::ExportStatus;
use crate::model::{batch::ledger::LedgerEntry, id::ImportId, import::verdict::Verdict, text::display_text::people as people_in_words};
use crate::{
    command::Command,
    event::{Event, ImportOutcome, OutcomePerson, Problem},
    export::{ledger_csv, ledger_json::EntryRecord},
    worker,
};

pub(super) fn ledger(workspace: &Path, is_table: bool) -> CliResult {
    let events = Session::open_to_read(workspace)?.run(Command::LoadLedger)?;
    let entries: Vec<LedgerEntry> =
        events.into_iter().find_map(|event| if let Event::LedgerLoaded { entries, .. } = event { Some(entries) } else { None }).unwrap_or_default();
    let all: Vec<&LedgerEntry> = entries.iter().collect();
    let text = if is_table {
        String::from_utf8_lossy(&ledger_csv::render(&all, &worker::now())).trim_start_matches('\u{FEFF}').trim_end().to_owned()
    } else if entries.is_empty() {
        "The ledger is empty: no batch was finalized yet".to_owned()
    } else {
        let line = |entry: &LedgerEntry| {
            let verdict = entry.verdict().map_or("no verdict yet", Verdict::words);
            let taken_back = if entry.is_taken_back() { ", taken back" } else { "" };
            let day = worker::now().day_of(entry.finalized_at);
            format!("{day}  batch {}  {}  {}  {verdict}{taken_back}", entry.batch.0, entry.listed.facts.name(), entry.state().label())
        };
        entries.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let records: Vec<EntryRecord<'_>> = entries.iter().map(EntryRecord::of).collect();
    Ok(CliOutput { text, json: json!({ "entries": records }) })
}

fn outcome(session: &mut Session, import: Option<i64>) -> Result<Box<ImportOutcome>, Problem> {
    let events = session.run(Command::LoadOutcome { import: import.map(ImportId) })?;
    events
        .into_iter()
        .find_map(|event| if let Event::OutcomeLoaded { outcome, .. } = event { Some(outcome) } else { None })
        .ok_or_else(|| Problem::new("The workspace did not answer", "", "Try again."))
}

pub(super) fn verdicts(workspace: &Path, import: Option<i64>, accepts: bool) -> CliResult {
    let mut session = if accepts { Session::open_to_change(workspace)? } else { Session::open_to_read(workspace)? };
    if accepts {
        let import = outcome(&mut session, import)?.import;
        session.run(Command::AcceptExport { import })?;
    }
    let outcome = outcome(&mut session, import)?;
    let records: Vec<Value> = outcome
        .verdicts
        .iter()
        .map(|told| {
            json!({
                "slug": told.who.facts.slug, "name": told.who.facts.name(), "verdict": told.verdict, "batch": told.batch,
                "same_as": told.other.as_ref().map(|other| other.facts.slug.clone()), "before_done": told.is_before_done,
            })
        })
        .collect();
    let is_suspect = outcome.standing == ExportStatus::CutShort;
    let mut lines: Vec<String> = outcome.verdicts.iter().map(|told| format!("{}\t{}", told.verdict.words(), told.who.facts.name())).collect();
    match outcome.standing {
        ExportStatus::CutShort => lines.push(format!(
            "{} missing in this export. It looks incomplete, so nothing is concluded. If it is complete: partwell verdicts --accept",
            people_in_words(outcome.missing.len())
        )),
        ExportStatus::Older => lines.push("This export is older than the newest one, so it concludes nothing".to_owned()),
        ExportStatus::WithoutConnections => lines.push("This export has no list of connections, so it concludes nothing".to_owned()),
        ExportStatus::Newest if lines.is_empty() => lines.push("Nothing to say: nobody is missing, and nobody who was to go is there".to_owned()),
        ExportStatus::Newest => {}
    }
    let missing: Vec<Value> = outcome.missing.iter().map(named).collect();
    Ok(CliOutput {
        text: lines.join("\n"),
        json: json!({
            "import": outcome.import, "standing": outcome.standing, "suspected_cut_short": is_suspect, "verdicts": records, "missing": missing,
        }),
    })
}

fn named(person: &OutcomePerson) -> Value {
    json!({ "slug": person.facts.slug, "name": person.facts.name() })
}

pub(super) fn changes(workspace: &Path, import: Option<i64>) -> CliResult {
    let outcome = outcome(&mut Session::open_to_read(workspace)?, import)?;
    let mut lines = vec![format!(
        "{} new, {} gone, {} returned, {} in another job",
        outcome.added.len(),
        outcome.gone.len(),
        outcome.returned.len(),
        outcome.job_changed.len()
    )];
    for (what, people) in [("gone", &outcome.gone), ("returned", &outcome.returned)] {
        lines.extend(people.iter().map(|person| format!("{what}\t{}", person.facts.name())));
    }
    if !outcome.is_first {
        lines.extend(outcome.added.iter().map(|person| format!("new\t{}", person.facts.name())));
    }
    lines.extend(outcome.job_changed.iter().map(|change| format!("job\t{}\t{} -> {}", change.who.facts.name(), change.was, change.is_now)));
    let names = |people: &[OutcomePerson]| people.iter().map(named).collect::<Vec<_>>();
    let jobs: Vec<Value> = outcome
        .job_changed
        .iter()
        .map(|change| {
            json!({ "slug": change.who.facts.slug, "name": change.who.facts.name(), "from": change.was, "to": change.is_now, "leaving": change.is_leaving })
        })
        .collect();
    Ok(CliOutput {
        text: lines.join("\n"),
        json: json!({
            "import": outcome.import, "standing": outcome.standing, "added": names(&outcome.added), "gone": names(&outcome.gone),
            "returned": names(&outcome.returned), "job_changed": jobs,
        }),
    })
}

pub(super) fn take_back(workspace: &Path, import: i64) -> CliResult {
    Session::open_to_change(workspace)?.run(Command::TakeBackImport { import: ImportId(import) })?;
    Ok(CliOutput { text: format!("Import {import} was taken back"), json: json!({ "import": import }) })
}
