//! The cover sheet on the command line: written for a client, and read back.

use std::path::Path;

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, plan::refuse_replacing};
use crate::{
    command::{Command, Export},
    event::{Event, Exported, Problem},
    model::{
        batch::removal_list::ListFormat,
        cover_sheet::{CoverChange, CoverReading},
        text::display_text::{count, people as people_in_words, sanitized, with_thousands},
    },
};

/// Writes the cover sheet for a client.
pub(super) fn write_cover_sheet(workspace: &Path, path: &Path, force: bool) -> CliResult {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format = match ending.as_str() {
        "html" | "htm" => ListFormat::Html,
        "csv" => ListFormat::Csv,
        _ => return Err(Problem::new("A cover sheet is a form or a table", "Nothing was written.", "Name a file that ends in .html or .csv.")),
    };
    let mut session = Session::open_to_read(workspace)?;
    let (events, settlement) = session.settled(Command::Export { what: Export::CoverSheet { format }, path: path.to_owned(), may_replace: force })?;
    refuse_replacing(settlement, path)?;
    let people = events.iter().find_map(|event| if let Event::Exported { what: Exported::CoverSheet { people }, .. } = event { Some(*people) } else { None });
    let people = people.unwrap_or_default();
    Ok(CliOutput {
        text: format!("{} proposed on {}", people_in_words(people), path.display()),
        json: json!({ "people": people, "output": path.to_string_lossy(), "changes": null, "same": null, "open": null, "not_understood": null, "locked": null, "ambiguous": null, "settled": null, "unknown": null, "is_taken": null }),
    })
}

/// Tells what a cover sheet that came back changes, and takes it over where that is asked for.
pub(super) fn read_cover_sheet(workspace: &Path, path: &Path, takes: bool) -> CliResult {
    let mut session = if takes { Session::open_to_change(workspace)? } else { Session::open_to_read(workspace)? };
    let snapshot = session.load()?;
    let events = session.run(Command::ReadCoverSheet { path: path.to_owned() })?;
    let reading: CoverReading =
        events.into_iter().find_map(|event| if let Event::CoverSheetRead(reading) = event { Some(reading) } else { None }).unwrap_or_default();
    let slug = |change: &CoverChange| {
        snapshot.people.iter().find(|person| person.id == change.person_id).and_then(|person| person.facts.slug.as_ref().map(ToString::to_string))
    };
    let changes: Vec<Value> = reading
        .changes
        .iter()
        .map(|change| json!({ "slug": slug(change), "name": change.name, "is_in": change.is_in.title().to_lowercase(), "answer": change.answer, "comment": change.comment }))
        .collect();
    let mut lines: Vec<String> = reading
        .changes
        .iter()
        .map(|change| {
            let moved = if change.moves() { format!(" goes to {}", change.answer.map_or("", |answer| answer.pane().title())) } else { String::new() };
            let comment = if change.comment.is_empty() { String::new() } else { format!(" (“{}”)", sanitized(&change.comment)) };
            format!("{}{moved}{comment}", sanitized(&change.name))
        })
        .collect();
    lines.push(format!(
        "{} as they are, {} open, {} not understood, {} protected, {} of names that several bear, {} finalized or gone, {} never here",
        with_thousands(reading.same),
        with_thousands(reading.open.len()),
        with_thousands(reading.not_understood.len()),
        with_thousands(reading.locked.len()),
        with_thousands(reading.ambiguous.len()),
        with_thousands(reading.settled.len()),
        with_thousands(reading.unknown.len())
    ));
    let is_taken = takes && !reading.changes.is_empty();
    if is_taken {
        session.run(Command::TakeCoverAnswers { changes: reading.changes.clone() })?;
        lines.push(format!("Taken over: {}", count(reading.changes.len(), "change", "changes")));
    } else if !reading.changes.is_empty() {
        lines.push("Nothing was changed: add --take to take it over".to_owned());
    }
    let not_understood: Vec<Value> = reading.not_understood.iter().map(|(row, name, text)| json!({ "row": row, "name": name, "text": text })).collect();
    let json = json!({
        "people": null, "output": null, "changes": changes, "same": reading.same, "open": reading.open, "not_understood": not_understood,
        "locked": reading.locked, "ambiguous": reading.ambiguous, "settled": reading.settled, "unknown": reading.unknown, "is_taken": is_taken,
    });
    Ok(CliOutput { text: lines.join("\n"), json })
}
