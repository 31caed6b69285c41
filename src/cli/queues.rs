//! The ready-made queues on the command line.

use std::path::Path;

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, chosen_rows};
use crate::{
    event::{Problem, Snapshot},
    model::{queue, text::display_text::with_thousands},
};

/// The search of a queue.
pub(super) fn search_of(snapshot: &Snapshot, name: &str) -> Result<String, Problem> {
    queue::of_name(&snapshot.queues, name)
        .map(|queue| queue.query.clone())
        .ok_or_else(|| Problem::new(format!("There is no queue {name}"), "Nothing was changed.", "partwell queues shows them."))
}

/// Tells each with how many it finds, and how many of them nobody has decided about.
pub(super) fn queues(workspace: &Path) -> CliResult {
    let snapshot = Session::open_to_read(workspace)?.load()?;
    let mut lines = Vec::new();
    let mut found: Vec<Value> = Vec::new();
    let open = snapshot.index.standing().open(snapshot.overview.time.today);
    for queue in &snapshot.queues {
        let rows = chosen_rows(&snapshot, None, Some(&queue.query));
        let left = rows.iter().filter(|row| open.contains(**row as usize)).count();
        lines.push(format!("{:>9}  {}  ({})", with_thousands(rows.len()), queue.name, queue.query));
        found.push(json!({ "name": queue.name, "query": queue.query, "count": rows.len(), "undecided": left }));
    }
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "queues": found }) })
}
