//! The headless commands, over the same engine as the window. Exit codes: 0 done, 1 failed, 2 wrong usage.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command line speaks through its streams")]

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::{Args, Parser, Subcommand, ValueEnum, builder::TypedValueParser as _};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    command::Command,
    engine::Engine,
    event::{Event, ImportOutcome, OutcomePerson, Problem, Snapshot},
    export::{json_list::PersonRecord, ledger_csv, ledger_json::EntryRecord},
    model::{
        batch::{Answer, Answers, BatchId},
        checklist::{self, Surroundings},
        coverage::EvidenceKind,
        decision::Pane,
        evidence::{Direction, ImportId},
        evidence_text,
        import_options::ImportOptions,
        index::Order,
        ledger::LedgerEntry,
        pace::Progress,
        person::{Person, PersonId},
        profile_link,
        removal_list::{ListFormat, ListSource},
        report::ImportReport,
        search::Query,
        shown_text::{people as people_in_words, shown},
        task::{TaskKind, TaskState, WorkItem},
        verdict::{Standing, Verdict},
        watch::Unwatched,
    },
    worker,
};

/// A headless command waits this long for a workspace that another Partwell has open.
const PATIENCE: Duration = Duration::from_secs(10);

/// Names a workspace where `--workspace` does not.
pub const WORKSPACE_VARIABLE: &str = "PARTWELL_WORKSPACE";

/// What was asked on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "partwell",
    version,
    about = "Keep the connections that matter; part well with the rest.",
    long_about = "Keep the connections that matter; part well with the rest.\n\nWithout a command, the window opens; files named are imported there."
)]
pub struct Arguments {
    /// The workspace; made if it does not exist
    #[arg(long, global = true, value_name = "FILE", env = WORKSPACE_VARIABLE, value_parser = clap::builder::OsStringValueParser::new().map(PathBuf::from))]
    pub workspace: Option<PathBuf>,
    /// What to do without the window.
    #[command(subcommand)]
    pub task: Option<Task>,
    /// Exports to import in the window: Connections.csv, a ZIP archive or a folder
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// The headless commands, and the demonstration.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Import an export: Connections.csv, a ZIP archive or a folder
    Import {
        /// Files and folders, together one export
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Whose export it is, where the messages do not tell or tell it wrong: the last part of the profile's link
        #[arg(long, value_name = "SLUG")]
        owner: Option<String>,
        /// You have looked: this export is whole and the newest, even if many people are missing in it
        #[arg(long)]
        whole: bool,
        /// Keep what messages say in the workspace, too
        #[arg(long)]
        keep_message_texts: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// List people
    List {
        /// Only this pane
        #[arg(long)]
        pane: Option<PaneName>,
        /// Only those who match, as in the window's search field
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Show all that is known of one person: evidence with its sources, reasons, notes
    Show {
        /// The last part of the profile's link, or the whole link
        slug: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Move people to Keep or Remove
    Move {
        /// Where to
        #[arg(long)]
        to: PaneName,
        /// Whom
        #[command(flatten)]
        who: Who,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Finalize everybody in Remove as one batch
    Finalize {
        /// A JSON object: question id to "considered" or "`does_not_apply`", and "count" for more than 50 people
        #[arg(long, value_name = "FILE", required_unless_present = "answers_template", conflicts_with = "answers_template")]
        answers: Option<PathBuf>,
        /// Print that object for the draft, with null for each open question
        #[arg(long)]
        answers_template: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Write a removal list
    Export {
        /// The number of a batch, or "draft"
        #[arg(long, value_name = "N|draft", value_parser = parse_source)]
        batch: ListSource,
        /// The shape
        #[arg(long)]
        format: FormatName,
        /// Where to
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Show the work list: whom to remove or unfollow by hand
    Worklist {
        /// Only today's portion
        #[arg(long)]
        today: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Say what came of people on the work list
    Mark {
        /// The last part of each profile's link, or the whole link
        #[arg(required = true, value_name = "SLUG")]
        slugs: Vec<String>,
        /// What came of it
        #[command(flatten)]
        outcome: MarkedAs,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Show everybody ever finalized, and what happened since
    Ledger {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
        /// Print a table
        #[arg(long, conflicts_with = "json")]
        csv: bool,
    },
    /// Show what an import said of removals
    Verdicts {
        /// The number of the import; the newest where it is left out
        #[arg(long, value_name = "N")]
        import: Option<i64>,
        /// You have looked: the newest export, which looked cut short, is whole
        #[arg(long)]
        accept: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Show what an import changed: new people, gone, returned, other jobs
    Changes {
        /// The number of the import; the newest where it is left out
        #[arg(long, value_name = "N")]
        import: Option<i64>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Take an import back whole, also later, if nothing rests on it
    TakeBack {
        /// The number of the import
        #[arg(value_name = "N")]
        import: i64,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Take back the last operation
    Undo {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Do again what was taken back last
    Redo {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Show what was done, newest first
    History {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Check the integrity of the workspace
    Check {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Open the window with sample people, in a workspace of their own
    Demo,
}

/// Whom a move is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Who {
    /// Everybody who matches, as in the window's search field
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// These profiles: the last part of the link, or the whole link
    #[arg(long, value_name = "SLUG", num_args = 1..)]
    slug: Vec<String>,
}

/// What came of a task, as typed.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line, and one of them is given")]
pub struct MarkedAs {
    /// Done at LinkedIn
    #[arg(long)]
    done: bool,
    /// Passed over for now
    #[arg(long)]
    skipped: bool,
    /// LinkedIn's search did not find them
    #[arg(long)]
    not_found: bool,
    /// They stay after all: back to Keep
    #[arg(long)]
    changed_mind: bool,
    /// Back on the work list
    #[arg(long)]
    to_do: bool,
}

impl MarkedAs {
    fn state(&self) -> TaskState {
        match self {
            Self { done: true, .. } => TaskState::Done,
            Self { skipped: true, .. } => TaskState::Skipped,
            Self { not_found: true, .. } => TaskState::NotFound,
            Self { changed_mind: true, .. } => TaskState::ChangedMind,
            _ => TaskState::ToDo,
        }
    }
}

/// A pane, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PaneName {
    /// Everyone not decided "remove"
    Keep,
    /// Those who are to go
    Remove,
}

impl From<PaneName> for Pane {
    fn from(name: PaneName) -> Self {
        match name {
            PaneName::Keep => Self::Keep,
            PaneName::Remove => Self::Remove,
        }
    }
}

/// A format, as typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatName {
    /// A table for a spreadsheet
    Csv,
    /// A page to print, with boxes to tick
    Html,
    /// A task list in plain text
    Md,
    /// For other programs
    Json,
}

impl From<FormatName> for ListFormat {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Csv => Self::Csv,
            FormatName::Html => Self::Html,
            FormatName::Md => Self::Markdown,
            FormatName::Json => Self::Json,
        }
    }
}

fn parse_source(text: &str) -> Result<ListSource, String> {
    if text.eq_ignore_ascii_case("draft") {
        return Ok(ListSource::Draft);
    }
    text.parse().map(|number| ListSource::Batch(BatchId(number))).map_err(|_| "neither a number nor “draft”".to_owned())
}

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
        Task::Import { files, owner, whole, keep_message_texts, json } => {
            (json, import(workspace, files, ImportOptions { owner, is_whole: whole }, keep_message_texts))
        }
        Task::List { pane, search, json } => (json, list(workspace, pane.map(Pane::from), search.as_deref())),
        Task::Show { slug, json } => (json, show(workspace, &slug)),
        Task::Move { to, who, json } => (json, move_people(workspace, to.into(), &who)),
        Task::Finalize { answers: Some(path), json, .. } => (json, finalize(workspace, &path)),
        Task::Finalize { answers: None, .. } => (true, answers_template(workspace)),
        Task::Export { batch, format, output, json } => (json, export(workspace, batch, format.into(), &output)),
        Task::Worklist { today, json } => (json, worklist(workspace, today)),
        Task::Mark { slugs, outcome, json } => (json, mark(workspace, &slugs, outcome.state())),
        Task::Ledger { csv: true, .. } => (false, ledger(workspace, true)),
        Task::Ledger { json, .. } => (json, ledger(workspace, false)),
        Task::Verdicts { import, accept, json } => (json, verdicts(workspace, import, accept)),
        Task::Changes { import, json } => (json, changes(workspace, import)),
        Task::TakeBack { import, json } => (json, take_back(workspace, import)),
        Task::Undo { json } => (json, turn(workspace, Command::Undo)),
        Task::Redo { json } => (json, turn(workspace, Command::Redo)),
        Task::History { json } => (json, history(workspace)),
        Task::Check { json } => (json, check(workspace)),
        // The window is opened by whoever calls this.
        Task::Demo => return ExitCode::from(2),
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

fn import(workspace: &Path, files: Vec<PathBuf>, options: ImportOptions, keeps_message_texts: bool) -> Said {
    let mut session = Session::open(workspace)?;
    session.run(Command::PreviewImport { paths: files, options })?;
    let report = session
        .run(Command::CommitImport { keeps_message_texts })?
        .into_iter()
        .find_map(|event| match event {
            Event::Imported { report } => Some(report),
            _ => None,
        })
        .ok_or_else(|| Problem::new("Nothing was imported", "", "Try again."))?;
    Ok(Reply { text: report_in_words(&report), json: serde_json::to_value(&report).unwrap_or_default() })
}

fn report_in_words(report: &ImportReport) -> String {
    let mut text = format!(
        "{} people from {} rows: {} new, {} changed, {} as before, {} gone",
        report.people, report.records, report.added, report.changed, report.unchanged, report.gone
    );
    for (count, what) in [
        (report.ghost_rows, "ghost rows (a date, but no name and no link)"),
        (report.duplicates_merged, "duplicates merged"),
        (report.without_link, "people without a profile link"),
        (report.without_date, "people without a date"),
        (report.dates_not_understood, "dates not understood"),
        (report.incomplete_rows, "rows with too few cells"),
        (report.surplus_rows, "rows with too many cells"),
    ] {
        if count > 0 {
            let _ = write!(text, "\n  {count} {what}");
        }
    }
    for date in report.dates_not_understood_at.iter().take(5) {
        let _ = write!(text, "\n    line {}: {}", date.line, shown(&date.text));
    }
    for file in &report.files_used {
        let _ = write!(text, "\nread: {} ({}, {} rows)", shown(&file.name), file.encoding, file.rows);
    }
    for (kind, count) in report.kinds.iter().filter(|(_, count)| count.rows > 0) {
        let _ = write!(text, "\n{}: {} rows, {} of your connections", kind.label(), count.rows, count.matched);
        for (rows, what) in [(count.unmatched, "of others"), (count.ambiguous, "of names that several bear")] {
            if rows > 0 {
                let _ = write!(text, ", {rows} {what}");
            }
        }
        for (reason, rows) in &count.ignored {
            let _ = write!(text, ", {rows} left out ({})", reason.replace('_', " "));
        }
    }
    if let Some(owner) = &report.owner {
        let _ = write!(text, "\nowner: {} ({})", shown(&owner.name), owner.slug.as_deref().unwrap_or("no profile link"));
    }
    for file in &report.files_ignored {
        let _ = write!(text, "\nnot read: {} ({})", shown(&file.name), shown(&file.reason));
    }
    for warning in &report.warnings {
        let _ = write!(text, "\nnote: {}", shown(warning));
    }
    text
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

/// A condition that is not understood would be left out, and find more people than were meant.
fn refuse_unclear(search: Option<&str>) -> Result<(), Problem> {
    match Query::parse(search.unwrap_or_default()).unclear() {
        [] => Ok(()),
        [first, ..] => Err(Problem::new(
            format!("“{first}” is not understood"),
            "Nothing was done.",
            "Conditions look like messages:0, connected:<2016, last:>2024, has:recommendation, -has:company, invited:me. Put it in quotes to look for the text.",
        )),
    }
}

fn list(workspace: &Path, pane: Option<Pane>, search: Option<&str>) -> Said {
    refuse_unclear(search)?;
    let snapshot = Session::open(workspace)?.load()?;
    let chosen = chosen(&snapshot, pane, search);
    let people: Vec<PersonRecord<'_>> = chosen.iter().map(|person| PersonRecord::of(person, &snapshot.coverage)).collect();
    let mut text = String::new();
    for (person, record) in chosen.iter().zip(&people) {
        let _ = writeln!(
            text,
            "{}\t{}\t{}\t{}\t{}",
            record.pane,
            person.facts.name(),
            person.facts.work(),
            record.connected_on.as_deref().unwrap_or("-"),
            record.slug.unwrap_or("-")
        );
    }
    let _ = write!(text, "{}", people_in_words(people.len()));
    Ok(Reply { text, json: json!({ "people": people }) })
}

fn move_people(workspace: &Path, to: Pane, who: &Who) -> Said {
    let mut session = Session::open(workspace)?;
    let snapshot = session.load()?;
    refuse_unclear(who.search.as_deref())?;
    let person_ids = if let Some(search) = &who.search {
        if Query::parse(search).is_empty() {
            return Err(Problem::new("The search is empty", "It would mean everybody. Nobody was moved.", "Give a word to search for."));
        }
        chosen(&snapshot, Some(to.other()), Some(search)).into_iter().map(|person| person.id).collect()
    } else {
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
    Ok(Reply { text, json: json!({ "asked": asked, "moved": moved, "to": to, "remark": remark }) })
}

/// Somebody by what was typed: the slug, or the whole link.
fn person_of<'s>(snapshot: &'s Snapshot, typed: &str, kept: &str) -> Result<&'s Person, Problem> {
    let slug = profile_link::slug(typed).or_else(|| profile_link::normalise(typed));
    let person = snapshot.people.iter().find(|person| slug.is_some() && person.facts.slug == slug);
    person.ok_or_else(|| Problem::new(format!("Nobody has the profile {typed}"), kept, "partwell list --json shows every slug."))
}

fn show(workspace: &Path, typed: &str) -> Said {
    let snapshot = Session::open(workspace)?.load()?;
    let person = person_of(&snapshot, typed, "")?;
    let notes = snapshot.coverage.notes(&person.facts, &person.evidence);
    let mut json = serde_json::to_value(PersonRecord::of(person, &snapshot.coverage)).unwrap_or_default();
    if let Some(object) = json.as_object_mut() {
        object.insert("coverage".to_owned(), serde_json::to_value(&notes).unwrap_or_default());
        let jobs: Vec<Value> =
            person.past_jobs.iter().map(|job| json!({ "company": job.company, "position": job.position, "until": job.until.to_string() })).collect();
        object.insert("past_jobs".to_owned(), Value::Array(jobs));
    }
    Ok(Reply { text: person_in_words(person, &snapshot), json })
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
    line("Connected", &facts.connected_on.map(evidence_text::day).unwrap_or_default());
    line("Pane", person.state.pane().map_or("in a finalized batch", Pane::title));
    let nothing = |kind: EvidenceKind| evidence_text::nothing(kind, snapshot.coverage.of(kind, facts, evidence));
    match &evidence.messages {
        Some(messages) => {
            line("Messages", &evidence_text::messages(messages));
            line("Last word", &evidence_text::last_word(messages));
        }
        None => line("Messages", &nothing(EvidenceKind::Messages)),
    }
    match evidence.invitation() {
        Some(invitation) => {
            line("Invitation", &evidence_text::invitation(invitation));
            line("Its note", &shown(&invitation.note));
        }
        None => line("Invitation", &nothing(EvidenceKind::Invitations)),
    }
    if evidence.endorsements.is_empty() {
        line("Endorsements", &nothing(EvidenceKind::Endorsements));
    }
    for (direction, name) in [(Direction::Incoming, "Endorsed you for"), (Direction::Outgoing, "You endorsed them for")] {
        line(name, &shown(&evidence.skills(direction).collect::<Vec<_>>().join(", ")));
    }
    if evidence.recommendations.is_empty() {
        line("Recommendations", &nothing(EvidenceKind::Recommendations));
    }
    for (direction, name) in [(Direction::Incoming, "Recommended you"), (Direction::Outgoing, "You recommended them")] {
        for found in evidence.recommendations(direction) {
            let when = found.written_on.map(|day| format!("{}: ", evidence_text::day(day))).unwrap_or_default();
            line(name, &format!("{when}{}", shown(&found.text)));
        }
    }
    line("Your note at LinkedIn", &evidence.owner_note.as_ref().map(|note| shown(&note.text).into_owned()).unwrap_or_default());
    line("Note", &shown(&person.state.note));
    line("Reasons", &person.state.reasons.in_words());
    text
}

fn put_questions(snapshot: &Snapshot) -> (usize, Vec<checklist::PutQuestion>) {
    let draft = chosen(snapshot, Some(Pane::Remove), None);
    let around = Surroundings { everyone: &snapshot.people, coverage: &snapshot.coverage, owner_jobs: &snapshot.owner_jobs, today: snapshot.overview.today };
    (draft.len(), checklist::put(&draft, &around))
}

fn answers_template(workspace: &Path) -> Said {
    let snapshot = Session::open(workspace)?.load()?;
    let (count, put) = put_questions(&snapshot);
    if count == 0 {
        return Err(Problem::new("There is nobody in Remove", "A batch needs at least one person.", "partwell move --to remove --slug SLUG"));
    }
    let mut template: Map<String, Value> = put.iter().map(|put| (put.question.id.to_owned(), Value::Null)).collect();
    if count > checklist::TYPE_THE_COUNT_ABOVE {
        template.insert("count".to_owned(), Value::Null);
    }
    let json = Value::Object(template);
    Ok(Reply { text: pretty(&json), json })
}

fn read_answers(path: &Path) -> Result<(Answers, Option<usize>), Problem> {
    let wrong = |detail: String| {
        Problem::new(
            "The answers could not be read",
            format!("{}: {detail}. Nothing was finalized.", path.display()),
            "Start from what --answers-template prints.",
        )
    };
    let text = if path == Path::new("-") { std::io::read_to_string(std::io::stdin()) } else { std::fs::read_to_string(path) }
        .map_err(|error| wrong(error.to_string()))?;
    let object: Map<String, Value> = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
    let (mut answers, mut count) = (Answers::new(), None);
    for (id, value) in object {
        if id == "count" {
            count = match value {
                Value::Null => None,
                value => Some(value.as_u64().and_then(|n| usize::try_from(n).ok()).ok_or_else(|| wrong("“count” is not a number".to_owned()))?),
            };
        } else if !value.is_null() {
            let answer: Answer =
                serde_json::from_value(value).map_err(|_| wrong(format!("the answer to {id} is neither “considered” nor “does_not_apply”")))?;
            answers.insert(id, answer);
        }
    }
    Ok((answers, count))
}

fn finalize(workspace: &Path, path: &Path) -> Said {
    let (answers, count) = read_answers(path)?;
    let mut session = Session::open(workspace)?;
    let draft = chosen(session.load()?.as_ref(), Some(Pane::Remove), None).len();
    let count = match count {
        Some(count) => count,
        None if draft > checklist::TYPE_THE_COUNT_ABOVE => {
            return Err(Problem::new(
                "The count is missing",
                format!("There are {draft} people in Remove, more than {}. Nothing was finalized.", checklist::TYPE_THE_COUNT_ABOVE),
                "Add \"count\": N to the answers.",
            ));
        }
        None => draft,
    };
    let events = session.run(Command::Finalize { answers, count })?;
    let batch = events.into_iter().find_map(|event| match event {
        Event::Changed(changes) => changes.overview.batches.last().cloned(),
        _ => None,
    });
    let batch = batch.ok_or_else(|| Problem::new("Nothing was finalized", "", "Try again."))?;
    Ok(Reply {
        text: format!("Batch {} finalized with {}", batch.id.0, people_in_words(batch.people)),
        json: json!({ "batch": batch.id, "people": batch.people, "finalized_at": batch.finalized_at.to_string() }),
    })
}

fn export(workspace: &Path, source: ListSource, format: ListFormat, output: &Path) -> Said {
    let events = Session::open(workspace)?.run(Command::Export { source, format, path: output.to_owned(), may_replace: true })?;
    let people = events.into_iter().find_map(|event| if let Event::Exported { people, .. } = event { Some(people) } else { None }).unwrap_or_default();
    Ok(Reply {
        text: format!("{} written to {}", people_in_words(people), output.display()),
        json: json!({ "people": people, "output": output.to_string_lossy(), "format": format.extension() }),
    })
}

/// Whether a slug or link names this person.
fn is_named(asked: &str, slug: Option<&str>) -> bool {
    let asked = profile_link::slug(asked).or_else(|| profile_link::normalise(asked));
    asked.is_some() && asked.as_deref() == slug
}

fn work_items(session: &mut Session) -> Result<Vec<WorkItem>, Problem> {
    let events = session.run(Command::LoadWorkList)?;
    Ok(events.into_iter().find_map(|event| if let Event::WorkListLoaded(items) = event { Some(items) } else { None }).unwrap_or_default())
}

fn worklist(workspace: &Path, is_today: bool) -> Said {
    let mut session = Session::open(workspace)?;
    let snapshot = session.load()?;
    let items = work_items(&mut session)?;
    let now = worker::now();
    let progress = Progress::of(&items, snapshot.settings.pace, now.today, now.offset);
    let most = if is_today { progress.left_today } else { usize::MAX };
    // Whoever was passed over comes again at the end.
    let mut open: Vec<&WorkItem> = items.iter().filter(|item| item.is_open()).collect();
    open.sort_by_key(|item| item.state);
    open.truncate(most);
    let people: Vec<Value> = open
        .iter()
        .map(|item| {
            let facts = &item.listed.facts;
            json!({
                "slug": facts.slug, "name": facts.name(), "url": facts.link(), "work": facts.work(), "kind": item.kind, "batch": item.batch,
                "state": item.state, "acted_at": item.acted_at.map(|at| at.to_string()), "verdict": item.verdict,
                "reasons": item.listed.reasons, "own_reason": item.listed.own_reason, "note": item.listed.note,
            })
        })
        .collect();
    let mut text = String::new();
    for item in &open {
        let what = if item.kind == TaskKind::Unfollow { "unfollow" } else { "remove" };
        let _ = writeln!(text, "{what}\t{}\t{}\t{}", item.listed.facts.name(), item.listed.facts.work(), item.state.label());
    }
    let _ = write!(text, "{} done, {} open, {} left today", progress.done, progress.open, progress.left_today);
    if let Some(days) = progress.days {
        let _ = write!(text, ", about {days} {} at this pace", if days == 1 { "day" } else { "days" });
    }
    Ok(Reply { text, json: json!({ "people": people, "progress": progress, "pace": snapshot.settings.pace }) })
}

fn mark(workspace: &Path, slugs: &[String], state: TaskState) -> Said {
    let mut session = Session::open(workspace)?;
    let items = work_items(&mut session)?;
    let mut by_kind: BTreeMap<TaskKind, Vec<PersonId>> = BTreeMap::new();
    for asked in slugs {
        let found = items.iter().rev().filter(|item| is_named(asked, item.listed.facts.slug.as_deref())).min_by_key(|item| item.kind);
        let Some(item) = found else {
            return Err(Problem::new(format!("{asked} is not on the work list"), "Nothing was noted.", "partwell worklist shows who is."));
        };
        by_kind.entry(item.kind).or_default().push(item.person_id);
    }
    let marked = by_kind.values().map(Vec::len).sum::<usize>();
    for (kind, person_ids) in by_kind {
        session.run(Command::Mark { person_ids, kind, state })?;
    }
    Ok(Reply { text: format!("{}: {}", people_in_words(marked), state.label()), json: json!({ "marked": marked, "state": state }) })
}

fn ledger(workspace: &Path, is_table: bool) -> Said {
    let events = Session::open(workspace)?.run(Command::LoadLedger)?;
    let entries: Vec<LedgerEntry> =
        events.into_iter().find_map(|event| if let Event::LedgerLoaded { entries, .. } = event { Some(entries) } else { None }).unwrap_or_default();
    let all: Vec<&LedgerEntry> = entries.iter().collect();
    let text = if is_table {
        String::from_utf8_lossy(&ledger_csv::render(&all, worker::now().offset)).trim_end().to_owned()
    } else if entries.is_empty() {
        "The ledger is empty: no batch was finalized yet".to_owned()
    } else {
        let line = |entry: &LedgerEntry| {
            let verdict = entry.verdict().map_or("no verdict yet", Verdict::words);
            let taken_back = if entry.is_taken_back() { ", taken back" } else { "" };
            let day = entry.finalized_at.strftime("%Y-%m-%d");
            format!("{day}  batch {}  {}  {}  {verdict}{taken_back}", entry.batch.0, entry.listed.facts.name(), entry.state().label())
        };
        entries.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let records: Vec<EntryRecord<'_>> = entries.iter().map(EntryRecord::of).collect();
    Ok(Reply { text, json: json!({ "entries": records }) })
}

fn outcome(session: &mut Session, import: Option<i64>) -> Result<Box<ImportOutcome>, Problem> {
    let events = session.run(Command::LoadOutcome { import: import.map(ImportId) })?;
    events
        .into_iter()
        .find_map(|event| if let Event::OutcomeLoaded(outcome) = event { Some(outcome) } else { None })
        .ok_or_else(|| Problem::new("The workspace did not answer", "", "Try again."))
}

fn verdicts(workspace: &Path, import: Option<i64>, accepts: bool) -> Said {
    let mut session = Session::open(workspace)?;
    if accepts {
        let import = outcome(&mut session, import)?.import;
        session.run(Command::AcceptAsWhole { import })?;
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
    let is_suspect = outcome.standing == Standing::CutShort;
    let mut lines: Vec<String> = outcome.verdicts.iter().map(|told| format!("{}\t{}", told.verdict.words(), told.who.facts.name())).collect();
    match outcome.standing {
        Standing::CutShort => lines.push(format!(
            "{} missing in this export. It looks cut short, so nothing is concluded. If it is whole: partwell verdicts --accept",
            people_in_words(outcome.missing.len())
        )),
        Standing::Older => lines.push("This export is older than the newest one, so it concludes nothing".to_owned()),
        Standing::WithoutConnections => lines.push("This export has no list of connections, so it concludes nothing".to_owned()),
        Standing::Newest if lines.is_empty() => lines.push("Nothing to say: nobody is missing, and nobody who was to go is there".to_owned()),
        Standing::Newest => {}
    }
    let missing: Vec<Value> = outcome.missing.iter().map(named).collect();
    Ok(Reply {
        text: lines.join("\n"),
        json: json!({
            "import": outcome.import, "standing": outcome.standing, "suspected_cut_short": is_suspect, "verdicts": records, "missing": missing,
        }),
    })
}

fn named(person: &OutcomePerson) -> Value {
    json!({ "slug": person.facts.slug, "name": person.facts.name() })
}

fn changes(workspace: &Path, import: Option<i64>) -> Said {
    let outcome = outcome(&mut Session::open(workspace)?, import)?;
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
    Ok(Reply {
        text: lines.join("\n"),
        json: json!({
            "import": outcome.import, "standing": outcome.standing, "added": names(&outcome.added), "gone": names(&outcome.gone),
            "returned": names(&outcome.returned), "job_changed": jobs,
        }),
    })
}

fn take_back(workspace: &Path, import: i64) -> Said {
    Session::open(workspace)?.run(Command::TakeBackImport { import: ImportId(import) })?;
    Ok(Reply { text: format!("Import {import} was taken back"), json: json!({ "import": import }) })
}

fn turn(workspace: &Path, command: Command) -> Said {
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

fn history(workspace: &Path) -> Said {
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

fn check(workspace: &Path) -> Said {
    let wrong = Session::open(workspace)?.engine.check()?;
    if wrong.is_empty() {
        return Ok(Reply { text: "The workspace is sound".to_owned(), json: json!({ "sound": true, "wrong": [] }) });
    }
    Err(Problem::new("The workspace is not sound", wrong.join("; "), "Put a backup of it back, or export what you need and start a new one."))
}
