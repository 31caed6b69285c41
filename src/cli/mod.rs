//! The headless commands, over the same engine as the window. Exit codes: 0 done, 1 failed, 2 wrong usage.

mod arguments;
mod batches;
mod context;
mod cover_sheet;
mod facets;
mod json_schema;
mod match_list;
mod operations;
mod outcomes;
mod outreach;
mod people;
mod plan;
mod queues;
mod suggest;
mod upkeep;
mod upkeep_arguments;
mod values;
mod views;

use std::{
    io::{self, Write as _},
    path::Path,
    process::ExitCode,
    time::Duration,
};

use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{
    batch::removal_list::ListSource, import::import_options::ImportOptions, person::decision::Pane, search::order::Order, text::display_text::sanitized,
};
use crate::{
    command::Command,
    engine::Engine,
    event::{Event, Problem, Settlement, Snapshot},
    model::{person::Person, progress::NoProgress, search::Query},
    worker,
};

pub use arguments::{Arguments, JSON_HELP, Task, WORKSPACE_VARIABLE};
pub use upkeep_arguments::Upkeep;
pub use values::{Among, FormatName, MarkedAs, PaneName, Who};

/// A headless command waits this long for a workspace that another Partwell has open.
const TIMEOUT: Duration = Duration::from_secs(10);

/// What a command says when it is done: for people, and for programs.
struct CliOutput {
    text: String,
    json: Value,
}

type CliResult = Result<CliOutput, Problem>;

/// Runs a headless command.
#[must_use]
pub fn run(task: Task, workspace: &Path) -> ExitCode {
    let (wants_json, said) = match task {
        Task::Json { schema: false } => (false, Ok(CliOutput { text: JSON_HELP.trim_end().to_owned(), json: Value::Null })),
        Task::Json { schema: true } => (true, Ok(CliOutput { text: String::new(), json: json_schema::whole() })),
        Task::Import { files, owner, whole, encoding, keep_message_texts, json } => {
            (json, people::import(workspace, files, ImportOptions { owner, is_whole: whole, encoding }, keep_message_texts))
        }
        Task::List { among: Among { pane, search }, json } => {
            let mut out = io::BufWriter::new(io::stdout());
            return match people::list(workspace, pane.map(Pane::from), search.as_deref(), json, &mut out) {
                Ok(written) => printed(written.and_then(|()| out.flush()), true),
                Err(problem) => refused(&problem, json),
            };
        }
        Task::Show { slug, json } => (json, people::show(workspace, &slug)),
        Task::Match { file, json } => (json, match_list::match_list(workspace, file)),
        Task::Suggest { on, off, json } => (json, suggest::suggest(workspace, on.as_deref(), off.as_deref())),
        Task::Context { slug, json } => (json, context::context(workspace, &slug)),
        Task::Move { to, mut who, more, json } => {
            who.slug.extend(more);
            (json, people::move_people(workspace, to.into(), &who))
        }
        Task::Finalize { answers: Some(path), json, .. } => (json, batches::finalize(workspace, &path)),
        Task::Finalize { answers: None, .. } => (true, batches::answers_template(workspace)),
        Task::Export { batch, search, format, output, force, json, .. } => {
            (json, batches::export(workspace, batch.unwrap_or(ListSource::Everyone), search.as_deref(), format.into(), &output, force))
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
        Task::Views { add, query, delete, json } => (json, views::views(workspace, add.zip(query), delete.as_deref())),
        Task::Invitations { json } => (json, outreach::invitations(workspace)),
        Task::Follows { json } => (json, outreach::follows(workspace)),
        Task::Letter { slug: Some(slug), template, fact, sent, json, .. } => (json, outreach::letter(workspace, &slug, &template, fact, sent)),
        Task::Letter { json, .. } => (json, outreach::letters(workspace)),
        Task::Remind { ics, every, from, force, json } => (json, plan::remind(workspace, &ics, every, from, force)),
        Task::Plan { focus, json } => (json, plan::plan(workspace, focus)),
        Task::CoverSheet { read: Some(file), take, json, .. } => (json, cover_sheet::read_cover_sheet(workspace, &file, take)),
        Task::CoverSheet { output, force, json, .. } => (json, cover_sheet::write_cover_sheet(workspace, &output.unwrap_or_default(), force)),
        Task::Explain { query, json } => (json, Ok(people::explain(&query))),
        Task::Queues { json } => (json, queues::queues(workspace)),
        Task::Facets { among: Among { pane, search }, json } => (json, facets::facets(workspace, pane.map(Pane::from), search.as_deref())),
        Task::Titles { title, json } => (json, Ok(facets::titles(workspace, title.as_deref()))),
        Task::Upkeep(task) => match upkeep::run(task, workspace) {
            Ok(answer) => answer,
            Err(ended) => return ended,
        },
        Task::Check { json } => (json, operations::check(workspace)),
        // The window is opened by whoever calls this.
        Task::Demo | Task::Gallery => return ExitCode::from(2),
    };
    match said {
        Ok(answer) if wants_json => print(&pretty(&answer.json), true),
        Ok(answer) => print(&answer.text, true),
        Err(problem) => refused(&problem, wants_json),
    }
}

/// Says something on standard error. Where that is closed or full, nobody listens, and all else goes on.
pub fn say(words: &str) {
    let _ = writeln!(io::stderr(), "{words}");
}

fn in_words(problem: &Problem) -> String {
    [&problem.title, &problem.detail, &problem.hint].map(|words| sanitized(words)).join("\n")
}

fn refused(problem: &Problem, wants_json: bool) -> ExitCode {
    if wants_json {
        return print(&pretty(&json!({ "error": problem })), false);
    }
    say(&in_words(problem));
    ExitCode::FAILURE
}

fn print(words: &str, is_done: bool) -> ExitCode {
    let mut stdout = io::stdout();
    printed(writeln!(stdout, "{words}").and_then(|()| stdout.flush()), is_done)
}

/// A reader that has gone away (`partwell list | head`) is no failure; anything else is.
fn printed(written: io::Result<()>, is_done: bool) -> ExitCode {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(&format!("It could not be printed: {error}. Whatever was done is done."));
            ExitCode::FAILURE
        }
        _ if is_done => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// An engine and what it answered.
struct Session {
    engine: Engine,
}

impl Session {
    /// For an import, which alone makes a workspace where none is.
    fn open_or_make(workspace: &Path) -> Result<Self, Problem> {
        Ok(Self { engine: Engine::open(workspace, TIMEOUT)? })
    }

    /// For commands that change something.
    fn open_to_change(workspace: &Path) -> Result<Self, Problem> {
        Ok(Self { engine: Engine::open_existing(workspace, TIMEOUT)? })
    }

    /// For commands that only read: also where nothing can be written.
    fn open_to_read(workspace: &Path) -> Result<Self, Problem> {
        let engine = match Engine::open_existing(workspace, TIMEOUT) {
            Err(problem) if problem.can_be_read => Engine::open_for_reading(workspace)?,
            opened => opened?,
        };
        Ok(Self { engine })
    }

    /// Runs a command; a failure becomes an error.
    fn run(&mut self, command: Command) -> Result<Vec<Event>, Problem> {
        Ok(self.settled(command)?.0)
    }

    /// Runs a command, and returns its events with what came of it.
    fn settled(&mut self, command: Command) -> Result<(Vec<Event>, Settlement), Problem> {
        let mut events = Vec::new();
        let settlement = self.engine.run(command, &worker::now(), &mut NoProgress, &mut |event| events.push(event));
        let mut kept = Vec::with_capacity(events.len());
        for event in events {
            match event {
                Event::Failed(problem) => return Err(problem),
                Event::Noticed(problem) => say(&in_words(&problem)),
                event => kept.push(event),
            }
        }
        Ok((kept, settlement))
    }

    fn load(&mut self) -> Result<Box<Snapshot>, Problem> {
        self.loaded(Command::Load)
    }

    /// The same without people but those who have these profiles.
    fn load_only(&mut self, slugs: Vec<String>) -> Result<Box<Snapshot>, Problem> {
        self.loaded(Command::LoadOnly { slugs })
    }

    fn loaded(&mut self, command: Command) -> Result<Box<Snapshot>, Problem> {
        self.run(command)?
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
    chosen_rows(snapshot, pane, search).into_iter().filter_map(|row| snapshot.people.get(row as usize)).collect()
}

/// The same as rows.
fn chosen_rows(snapshot: &Snapshot, pane: Option<Pane>, search: Option<&str>) -> Vec<u32> {
    let mut query = Query::parse(search.unwrap_or_default());
    query.resolve(&snapshot.people);
    let found = query.find(&snapshot.index).rows;
    let stands = |row: u32| pane.is_none() || snapshot.people.get(row as usize).is_some_and(|person| person.state.pane() == pane);
    snapshot.index.rows(Order::Name).iter().copied().filter(|row| found.contains(*row as usize) && stands(*row)).collect()
}
