//! Commands about operations: undo, redo, history; and the check of the workspace.

use std::path::Path;

use serde_json::json;

use super::{PATIENCE, Reply, Said, Session, in_words, say};
use crate::{
    command::Command,
    engine::Engine,
    event::{Checked, Event, Problem},
};

pub(super) fn turn(workspace: &Path, command: Command) -> Said {
    let mut session = Session::open_to_change(workspace)?;
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
    let events = Session::open_to_read(workspace)?.run(Command::LoadHistory)?;
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
    let Checked { wrong, remarks } = Engine::check_file(workspace, PATIENCE)?;
    for remark in remarks {
        say(&in_words(&remark));
    }
    if wrong.is_empty() {
        return Ok(Reply { text: "The workspace is sound".to_owned(), json: json!({ "sound": true, "wrong": [] }) });
    }
    Err(Problem::new(
        "The workspace is not sound",
        wrong.join("; "),
        "Nothing more is written to it. Export what you need, and put a backup of it back; a check of that one opens it again.",
    ))
}
