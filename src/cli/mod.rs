//! The headless commands, over the same engine as the window. Exit codes: 0 done, 1 failed, 2 wrong usage.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks through its streams")]

mod arguments;
mod batches;
mod operations;
mod outcomes;
mod people;

use std::{io::Write as _, path::Path, process::ExitCode, time::Duration};

use serde::Serialize;
use serde_json::{Value, json};

pub use arguments::{Arguments, FormatName, MarkedAs, PaneName, Task, WORKSPACE_VARIABLE, Who};

use crate::{
    command::Command,
    engine::Engine,
    event::{Event, Problem, Snapshot},
    model::{
        decision::Pane, import_options::ImportOptions, index::Order, person::Person, removal_list::ListSource, search::Query, shown_text::shown,
        watch::Unwatched,
    },
    worker,
};

/// A headless command waits this long for a workspace that another Partwell has open.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a command says when it is done: for people, and for programs.
struct Reply {
    text: String,
    json: Value,
}

type Said = Result<Reply, Problem>;

/// Runs a headless command.
#[must_use]
pub fn run(task: Task, workspace: &Path) -> ExitCode {
    let (wants_json, said) = match task {
        Task::Import { files, owner, whole, encoding, keep_message_texts, json } => {
            (json, people::import(workspace, files, ImportOptions { owner, is_whole: whole, encoding }, keep_message_texts))
        }
        Task::List { pane, search, json } => (json, people::list(workspace, pane.map(Pane::from), search.as_deref())),
        Task::Show { slug, json } => (json, people::show(workspace, &slug)),
        Task::Move { to, mut who, more, json } => {
            who.slug.extend(more);
            (json, people::move_people(workspace, to.into(), &who))
        }
        Task::Finalize { answers: Some(path), json, .. } => (json, batches::finalize(workspace, &path)),
        Task::Finalize { answers: None, .. } => (true, batches::answers_template(workspace)),
        Task::Export { batch, format, output, force, json, .. } => {
            (json, batches::export(workspace, batch.unwrap_or(ListSource::Everyone), format.into(), &output, force))
        }
        Task::Worklist { today, json } => (json, batches::worklist(workspace, today)),
        Task::Mark { slugs, outcome, json } => (json, batches::mark(workspace, &slugs, outcome.state())),
        Task::Ledger { csv: true, .. } => (false, outcomes::ledger(workspace, true)),
        Task::Ledger { json, .. } => (json, outcomes::ledger(workspace, false)),
        Task::Verdicts { import, accept, json } => (json, outcomes::verdicts(workspace, import, accept)),
        Task::Changes { import, json } => (json, outcomes::changes(workspace, import)),
        Task::TakeBack { import, json } => (json, outcomes::take_back(workspace, import)),
        Task::Undo { json } => (json, operations::turn(workspace, Command::Undo)),
        Task::Redo { json } => (json, operations::turn(workspace, Command::Redo)),
        Task::History { json } => (json, operations::history(workspace)),
        Task::Check { json } => (json, operations::check(workspace)),
        // The window is opened by whoever calls this.
        Task::Demo | Task::Gallery => return ExitCode::from(2),
    };
    let (is_done, out) = match said {
        Ok(answer) if wants_json => (true, pretty(&answer.json)),
        Ok(answer) => (true, answer.text),
        Err(problem) if wants_json => (false, pretty(&json!({ "error": problem }))),
        Err(problem) => {
            eprintln!("{}\n{}\n{}", shown(&problem.title), shown(&problem.detail), shown(&problem.hint));
            return ExitCode::FAILURE;
        }
    };
    // A reader that has gone away (`partwell list | head`) is no failure; anything else is.
    let mut stdout = std::io::stdout();
    if let Err(error) = writeln!(stdout, "{out}").and_then(|()| stdout.flush())
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        eprintln!("What was done is done, but it could not be printed: {error}");
        return ExitCode::FAILURE;
    }
    if is_done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// An engine and what it answered.
struct Session {
    engine: Engine,
}

impl Session {
    fn open(workspace: &Path) -> Result<Self, Problem> {
        Ok(Self { engine: Engine::open(workspace, PATIENCE)? })
    }

    /// Runs a command; a failure becomes an error.
    fn run(&mut self, command: Command) -> Result<Vec<Event>, Problem> {
        let mut events = Vec::new();
        self.engine.run(command, worker::now(), &mut Unwatched, &mut |event| events.push(event));
        let mut kept = Vec::with_capacity(events.len());
        for event in events {
            if let Event::Failed(problem) = event {
                return Err(problem);
            }
            kept.push(event);
        }
        Ok(kept)
    }

    fn load(&mut self) -> Result<Box<Snapshot>, Problem> {
        self.run(Command::Load)?
            .into_iter()
            .find_map(|event| match event {
                Event::Loaded(snapshot) => Some(snapshot),
                _ => None,
            })
            .ok_or_else(|| Problem::new("The workspace did not answer", "", "Try again."))
    }
}

/// Everybody in a pane who matches, by name.
fn chosen<'s>(snapshot: &'s Snapshot, pane: Option<Pane>, search: Option<&str>) -> Vec<&'s Person> {
    let query = Query::parse(search.unwrap_or_default());
    let rows = snapshot.index.rows(Order::Name).iter().filter(|row| snapshot.index.matches(**row, &query));
    rows.filter_map(|row| Some((*row, snapshot.people.get(*row as usize)?)))
        .filter(|(row, person)| (pane.is_none() || person.state.pane() == pane) && snapshot.index.meets(*row, person, &query, &snapshot.coverage))
        .map(|(_, person)| person)
        .collect()
}
