//! Commands about operations: undo, redo, history; and the check of the workspace.

use std::path::Path;

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, TIMEOUT, in_words, say};
use crate::model::text::date_text;
use crate::{
    command::Command,
    engine::Engine,
    event::{Checked, Event, Problem},
    model::operation::HistoryEntry,
    worker,
};

pub(super) fn turn(workspace: &Path, command: Command) -> CliResult {
    let mut session = Session::open_to_change(workspace)?;
    let mut before = session.load_only(Vec::new())?;
    let names = std::mem::take(&mut before.overview.undo_state);
    let (operation, done) = if command == Command::Undo { (names.undo, "Undone") } else { (names.redo, "Redone") };
    let Some(operation) = operation else {
        let what = if command == Command::Undo { "undo" } else { "redo" };
        return Err(Problem::new(format!("There is nothing to {what}"), "Nothing was changed.", "partwell history shows what was done."));
    };
    session.run(command)?;
    let name = operation.describe();
    Ok(CliOutput { text: format!("{done}: {name}"), json: json!({ "name": name, "operation": operation }) })
}

pub(super) fn history(workspace: &Path) -> CliResult {
    let events = Session::open_to_read(workspace)?.run(Command::LoadHistory)?;
    let entries = events.into_iter().find_map(|event| if let Event::HistoryLoaded(entries) = event { Some(entries) } else { None }).unwrap_or_default();
    let now = worker::now();
    let line = |entry: &HistoryEntry| {
        let mark = match entry {
            HistoryEntry { is_undone: true, .. } => "  (undone)",
            HistoryEntry { can_turn: false, .. } => "  (can no longer be undone)",
            _ => "",
        };
        format!("{}  {}{mark}", date_text::sortable_day_and_time(now.date_time_of(entry.at)), entry.operation.describe())
    };
    let mut lines: Vec<String> = entries.iter().map(line).collect();
    if lines.is_empty() {
        lines.push("Nothing was done yet".to_owned());
    }
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "operations": entries.iter().map(told).collect::<Vec<_>>() }) })
}

/// A step of the history as JSON.
fn told(entry: &HistoryEntry) -> Value {
    json!({
        "id": entry.id,
        "at": entry.at,
        "name": entry.operation.describe(),
        "operation": entry.operation,
        "is_undone": entry.is_undone,
        "can_turn": entry.can_turn,
    })
}

pub(super) fn check(workspace: &Path) -> CliResult {
    let Checked { wrong, remarks } = Engine::check_file(workspace, TIMEOUT)?;
    for remark in remarks {
        say(&in_words(&remark));
    }
    if wrong.is_empty() {
        return Ok(CliOutput { text: "No problems found".to_owned(), json: json!({ "sound": true, "wrong": [] }) });
    }
    Err(Problem::new(
        "Problems were found in the workspace",
        wrong.join("; "),
        "Nothing more is written to it. Export what you need, and put a backup of it back; a check of that one opens it again.",
    ))
}
