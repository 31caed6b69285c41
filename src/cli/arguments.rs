//! What can be asked on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, builder::TypedValueParser as _};

use crate::model::{
    batch::BatchId,
    decision::Pane,
    removal_list::{ListFormat, ListSource},
    task::TaskState,
};

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
        /// The number of the import; the last one where it is left out
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
        /// The number of the import; the last one where it is left out
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
    /// Open the window with all widgets in all their states, for developers
    #[command(hide = true)]
    Gallery,
}

/// Whom a move is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Who {
    /// Everybody who matches, as in the window's search field
    #[arg(long, value_name = "TEXT")]
    pub(super) search: Option<String>,
    /// These profiles: the last part of the link, or the whole link
    #[arg(long, value_name = "SLUG", num_args = 1..)]
    pub(super) slug: Vec<String>,
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
    pub(super) fn state(&self) -> TaskState {
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
