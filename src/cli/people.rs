//! Commands about people: import, list, show, move.

use std::{
    fmt::Write as _,
    io,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, Who, chosen, queues};
use crate::{
    command::Command,
    event::{Event, Problem, Snapshot},
    export::json_list::PersonRecord,
    import::ImportError,
    model::{
        evidence::{Direction, EvidenceKind, evidence_text},
        import::{import_options::ImportOptions, report::ImportReport},
        person::{Person, decision::Pane, profile_link},
        search::{self, Query},
        text::{
            date_text,
            display_text::{self, people as people_in_words, sanitized, with_thousands},
        },
    },
};

pub(super) fn import(workspace: &Path, files: Vec<PathBuf>, options: ImportOptions, keeps_message_texts: bool) -> CliResult {
    // What cannot be imported is worth no workspace.
    if let Some(missing) = files.iter().find(|file| matches!(file.try_exists(), Ok(false))) {
        return Err(ImportError::NotFound { path: missing.clone() }.into());
    }
    let mut session = Session::open_or_make(workspace)?;
    session.run(Command::PreviewImport { paths: files, options })?;
    let report = session
        .run(Command::CommitImport { keeps_message_texts })?
        .into_iter()
        .find_map(|event| match event {
            Event::Imported { report } => Some(report),
            _ => None,
        })
        .ok_or_else(|| Problem::new("Nothing was imported", "", "Try again."))?;
    Ok(CliOutput { text: report_in_words(&report), json: serde_json::to_value(&report).unwrap_or_default() })
}

fn report_in_words(report: &ImportReport) -> String {
    let mut text = format!(
        "{} from {}: {} new, {} changed, {} as before, {} gone",
        display_text::people(report.people),
        display_text::count(report.records, "row", "rows"),
        with_thousands(report.added),
        with_thousands(report.changed),
        with_thousands(report.unchanged),
        with_thousands(report.gone)
    );
    for (count, one, many) in [
        (report.ghost_rows, "ghost row (a date, but no name and no link)", "ghost rows (a date, but no name and no link)"),
        (report.duplicates_merged, "duplicate merged", "duplicates merged"),
        (report.without_link, "person without a profile link", "people without a profile link"),
        (report.without_date, "person without a date", "people without a date"),
        (report.dates_not_understood, "date not understood", "dates not understood"),
        (report.dates_implausible, "date before LinkedIn was, or in the future", "dates before LinkedIn was, or in the future"),
        (report.only_in_history, "person only in an older list: neither connected nor gone", "people only in an older list: neither connected nor gone"),
        (report.incomplete_rows, "row with too few cells", "rows with too few cells"),
        (report.surplus_rows, "row with too many cells", "rows with too many cells"),
    ] {
        if count > 0 {
            let _ = write!(text, "\n  {} {}", with_thousands(count), if count == 1 { one } else { many });
        }
    }
    for date in report.dates_not_understood_at.iter().chain(&report.dates_implausible_at).take(5) {
        let _ = write!(text, "\n    line {}: {}", date.line, sanitized(&date.text));
    }
    for file in &report.files_used {
        let _ = write!(text, "\n{}: {} ({}, {})", file.use_in_words(), sanitized(&file.name), file.encoding, display_text::count(file.rows, "row", "rows"));
    }
    for (kind, count) in report.kinds.iter().filter(|(_, count)| count.rows > 0) {
        let _ = write!(text, "\n{}: {}", kind.label(), display_text::count(count.rows, "row", "rows"));
        if !kind.is_about_owner() {
            let _ = write!(text, ", {} of your connections", with_thousands(count.matched));
        }
        if let Some((from, to)) = count.from.zip(count.to) {
            let _ = write!(text, ", {from} to {to}");
        }
        for (rows, what) in [(count.unmatched, "of others"), (count.ambiguous, "with ambiguous names")] {
            if rows > 0 {
                let _ = write!(text, ", {} {what}", with_thousands(rows));
            }
        }
        for (reason, rows) in &count.ignored {
            let _ = write!(text, ", {} left out ({})", with_thousands(*rows), reason.replace('_', " "));
        }
    }
    if let Some(owner) = &report.owner {
        let _ = write!(text, "\nowner: {} ({})", sanitized(&owner.name), owner.slug.as_deref().unwrap_or("no profile link"));
    }
    for file in &report.files_ignored {
        let _ = write!(text, "\nnot read: {} ({})", sanitized(&file.name), sanitized(&file.reason));
    }
    for warning in &report.warnings {
        let _ = write!(text, "\nnote: {}", sanitized(warning));
    }
    text
}

/// How a search is read.
pub(super) fn explain(typed: &str) -> CliOutput {
    let (understood, errors) = search::explain(typed);
    let mut text = if understood.is_empty() && errors.is_empty() { "everybody".to_owned() } else { understood.join("\n") };
    for error in &errors {
        let meant = error.meant.as_ref().map(|meant| format!("; was {meant} meant?")).unwrap_or_default();
        let _ = write!(text, "{}not understood: {}{meant}", if text.is_empty() { "" } else { "\n" }, error.word);
    }
    let errors: Vec<Value> = errors.iter().map(|error| json!({ "at": error.at.start, "word": error.word, "meant": error.meant })).collect();
    CliOutput { text, json: json!({ "understood": understood, "errors": errors }) }
}

/// A condition that is not understood would be left out, and find more people than were meant.
pub(super) fn refuse_unclear(search: Option<&str>) -> Result<(), Problem> {
    match Query::parse(search.unwrap_or_default()).errors() {
        [] => Ok(()),
        [first, ..] => Err(Problem::new(
            format!("“{}” is not understood", first.word),
            "Nothing was done.",
            match &first.meant {
                Some(meant) => format!("Was {meant} meant? Put it in quotes to look for the text."),
                None => "Conditions look like messages:0, connected:<2016, last:>2y, has:recommendation, -has:company, invited:me. Put it in quotes to look for the text.".to_owned(),
            },
        )),
    }
}

/// Writes those who are chosen, one after the other: a large network needs no room twice.
pub(super) fn list(workspace: &Path, pane: Option<Pane>, search: Option<&str>, wants_json: bool, out: &mut impl io::Write) -> Result<io::Result<()>, Problem> {
    refuse_unclear(search)?;
    let snapshot = Session::open_to_read(workspace)?.load()?;
    let chosen = chosen(&snapshot, pane, search);
    Ok(if wants_json { list_as_json(&snapshot, &chosen, out) } else { list_as_text(&snapshot, &chosen, out) })
}

fn list_as_json(snapshot: &Snapshot, chosen: &[&Person], out: &mut impl io::Write) -> io::Result<()> {
    struct Records<'r>(&'r Snapshot, &'r [&'r Person]);
    impl serde::Serialize for Records<'_> {
        fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.1.iter().map(|person| PersonRecord::of(person, &self.0.coverage)))
        }
    }
    serde_json::to_writer_pretty(&mut *out, &std::collections::BTreeMap::from([("people", Records(snapshot, chosen))]))?;
    writeln!(out)
}

fn list_as_text(snapshot: &Snapshot, chosen: &[&Person], out: &mut impl io::Write) -> io::Result<()> {
    for person in chosen {
        let record = PersonRecord::of(person, &snapshot.coverage);
        let day = record.connected_on.as_deref().unwrap_or("-");
        writeln!(out, "{}\t{}\t{}\t{day}\t{}", record.pane, person.facts.name(), person.facts.work(), record.slug.unwrap_or("-"))?;
    }
    writeln!(out, "{}", people_in_words(chosen.len()))
}

pub(super) fn move_people(workspace: &Path, to: Pane, who: &Who) -> CliResult {
    let mut session = Session::open_to_change(workspace)?;
    refuse_unclear(who.search.as_deref())?;
    let person_ids = if let Some(name) = &who.queue {
        let snapshot = session.load()?;
        let search = queues::search_of(&snapshot, name)?;
        chosen(&snapshot, Some(to.other()), Some(&search)).into_iter().map(|person| person.id).collect()
    } else if let Some(search) = &who.search {
        if Query::parse(search).is_empty() {
            return Err(Problem::new("The search is empty", "It would mean everybody. Nobody was moved.", "Give a word to search for."));
        }
        let snapshot = session.load()?;
        chosen(&snapshot, Some(to.other()), Some(search)).into_iter().map(|person| person.id).collect()
    } else {
        let snapshot = session.load_only(who.slug.iter().filter_map(|typed| profile_link::typed(typed)).collect())?;
        let mut ids = Vec::new();
        for typed in &who.slug {
            ids.push(person_of(&snapshot, typed, "Nobody was moved.")?.id);
        }
        ids
    };
    let asked = person_ids.len();
    let events = session.run(Command::Move { person_ids, to })?;
    let (mut moved, mut remark) = (0, String::new());
    for event in events {
        match event {
            Event::Changed(changes) => {
                moved = changes.people.len();
                remark = changes.remark;
            }
            Event::NothingDone(said) => remark = said,
            _ => {}
        }
    }
    let mut text = format!("{} moved to {}", people_in_words(moved), to.title());
    if !remark.is_empty() {
        let _ = write!(text, ". {remark}");
    }
    Ok(CliOutput { text, json: json!({ "asked": asked, "moved": moved, "to": to, "remark": remark }) })
}

/// Somebody by what was typed: the slug, or the whole link.
pub(super) fn person_of<'s>(snapshot: &'s Snapshot, typed: &str, kept: &str) -> Result<&'s Person, Problem> {
    let slug = profile_link::typed(typed);
    let person = snapshot.people.iter().find(|person| slug.is_some() && person.facts.slug.as_deref() == slug.as_deref());
    person.ok_or_else(|| Problem::new(format!("Nobody has the profile {typed}"), kept, "partwell list --json shows every slug."))
}

pub(super) fn show(workspace: &Path, typed: &str) -> CliResult {
    let snapshot = Session::open_to_read(workspace)?.load_only(profile_link::typed(typed).into_iter().collect())?;
    let person = person_of(&snapshot, typed, "")?;
    let notes = snapshot.coverage.notes(&person.facts, &person.evidence);
    let mut json = serde_json::to_value(PersonRecord::of(person, &snapshot.coverage)).unwrap_or_default();
    if let Some(object) = json.as_object_mut() {
        object.insert("coverage".to_owned(), serde_json::to_value(&notes).unwrap_or_default());
        let jobs: Vec<Value> =
            person.past_jobs.iter().map(|job| json!({ "company": job.company, "position": job.position, "until": job.until.to_string() })).collect();
        object.insert("past_jobs".to_owned(), Value::Array(jobs));
    }
    Ok(CliOutput { text: person_in_words(person, &snapshot), json })
}

fn person_in_words(person: &Person, snapshot: &Snapshot) -> String {
    let (facts, evidence) = (&person.facts, &person.evidence);
    let mut text = facts.name();
    let mut line = |name: &str, words: &str| {
        if !words.is_empty() {
            let _ = write!(text, "\n{name}: {words}");
        }
    };
    line("Work", &facts.work());
    line("Connected", &facts.connected_on.map(date_text::day).unwrap_or_default());
    line("Pane", person.state.pane().map_or("in a finalized batch", Pane::title));
    let nothing = |kind: EvidenceKind| evidence_text::nothing(kind, snapshot.coverage.of(kind, facts, evidence));
    match &evidence.messages {
        Some(messages) => {
            line("Messages", &evidence_text::messages(messages));
            line("Last word", &evidence_text::last_word(messages, &snapshot.overview.time));
        }
        None => line("Messages", &nothing(EvidenceKind::Messages)),
    }
    match evidence.invitation() {
        Some(invitation) => {
            line("Invitation", &evidence_text::invitation(invitation));
            line("Its note", &sanitized(&invitation.note));
        }
        None => line("Invitation", &nothing(EvidenceKind::Invitations)),
    }
    if evidence.endorsements.is_empty() {
        line("Endorsements", &nothing(EvidenceKind::Endorsements));
    }
    for (direction, name) in [(Direction::Incoming, "Endorsed you for"), (Direction::Outgoing, "You endorsed them for")] {
        line(name, &sanitized(&evidence.skills(direction).collect::<Vec<_>>().join(", ")));
    }
    if evidence.recommendations.is_empty() {
        line("Recommendations", &nothing(EvidenceKind::Recommendations));
    }
    for (direction, name) in [(Direction::Incoming, "Recommended you"), (Direction::Outgoing, "You recommended them")] {
        for found in evidence.recommendations(direction) {
            let when = found.written_on.map(|day| format!("{}: ", date_text::day(day))).unwrap_or_default();
            line(name, &format!("{when}{}", sanitized(&found.text)));
        }
    }
    line("Your note at LinkedIn", &evidence.owner_note.as_ref().map(|note| sanitized(&note.text).into_owned()).unwrap_or_default());
    line("Note", &sanitized(&person.state.note));
    line("Reasons", &person.state.reasons.in_words());
    text
}
