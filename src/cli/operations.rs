//! Commands about operations: undo, redo, history; and the check of the workspace.

use std::path::Path;

use serde_json::json;

use super::{Reply, Said, Session};
use crate::{
    command::Command,
    event::{Event, Problem},
};

pub(super) fn turn(workspace: &Path, command: Command) -> Said {
    let mut session = Session::open(workspace)?;
    let mut before = session.load()?;
    let names = std::mem::take(&mut before.overview.undo_state);
    let (name, done) = if command == Command::Undo { (names.undo, "Undone") } else { (names.redo, "Done again") };
    let Some(name) = name else {
        let what = if command == Command::Undo { "undo" } else { "do again" };
        return Err(Problem::new(format!("There is nothing to {what}"), "Nothing was changed.", "partwell history shows what was done."));
    };
    session.run(command)?;
    Ok(Reply { text: format!("{done}: {name}"), json: json!({ "name": name }) })
}

pub(super) fn history(workspace: &Path) -> Said {
    let events = Session::open(workspace)?.run(Command::LoadHistory)?;
    let operations =
        events.into_iter().find_map(|event| if let Event::HistoryLoaded(operations) = event { Some(operations) } else { None }).unwrap_or_default();
    let mut lines: Vec<String> = operations
        .iter()
        .map(|operation| format!("{}  {}{}", operation.local.strftime("%Y-%m-%d %H:%M"), operation.name, if operation.is_undone { "  (undone)" } else { "" }))
        .collect();
    if lines.is_empty() {
        lines.push("Nothing was done yet".to_owned());
    }
    Ok(Reply { text: lines.join("\n"), json: json!({ "operations": operations }) })
}

pub(super) fn check(workspace: &Path) -> Said {
    let wrong = Session::open(workspace)?.engine.check()?;
    if wrong.is_empty() {
        return Ok(Reply { text: "The workspace is sound".to_owned(), json: json!({ "sound": true, "wrong": [] }) });
    }
    Err(Problem::new("The workspace is not sound", wrong.join("; "), "Put a backup of it back, or export what you need and start a new one."))
}
