//! Values of arguments: whom a command is about, and words for panes, formats and what came of a task.

use clap::{Args, ValueEnum};

use crate::model::{
    batch::{
        removal_list::{ListFormat, ListSource},
        task::TaskState,
    },
    id::BatchId,
    person::decision::Pane,
};

/// Of whom something is told: of everybody, where nothing is said.
#[derive(Debug, Args)]
pub struct Among {
    /// Only this pane
    #[arg(long)]
    pub(super) pane: Option<PaneName>,
    /// Only those who match, as in the window's search field
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
}

/// Whom a move is about.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Who {
    /// Everybody who matches, as in the window's search field
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) search: Option<String>,
    /// Everybody in this queue: see partwell queues
    #[arg(long, value_name = "NAME")]
    pub(super) queue: Option<String>,
    /// These profiles: the last part of the link, or the whole link
    #[arg(long, value_name = "SLUG", allow_hyphen_values = true)]
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

pub(super) fn parse_source(text: &str) -> Result<ListSource, String> {
    if text.eq_ignore_ascii_case("draft") {
        return Ok(ListSource::Draft);
    }
    text.parse().map(|number| ListSource::Batch(BatchId(number))).map_err(|_| "neither a number nor “draft”".to_owned())
}
