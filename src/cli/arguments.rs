//! What can be asked on the command line.

use std::{ffi::OsString, path::PathBuf};

use clap::{CommandFactory as _, Parser, Subcommand, builder::TypedValueParser as _};

use super::upkeep_arguments::Upkeep;
use super::values::{Among, FormatName, MarkedAs, PaneName, Who, parse_source};
use crate::model::batch::removal_list::ListSource;

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
    /// The workspace; an import makes it if it does not exist
    #[arg(long, global = true, value_name = "FILE", env = WORKSPACE_VARIABLE, value_parser = clap::builder::OsStringValueParser::new().map(PathBuf::from))]
    pub workspace: Option<PathBuf>,
    /// What to do without the window.
    #[command(subcommand)]
    pub task: Option<Task>,
    /// Exports to import in the window: Connections.csv, a ZIP archive or a folder
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// The keys of everything that is printed with `--json`; a test holds it against the real output.
pub const JSON_HELP: &str = include_str!("json_help.txt");

/// The headless commands, and the demonstration.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// The keys of what is printed with --json
    #[command(about = "Tell the keys of what is printed with --json", long_about = JSON_HELP)]
    Json {
        /// Print a JSON Schema of all of it, and of the files that are exported as JSON
        #[arg(long)]
        schema: bool,
    },
    /// Import an export: Connections.csv, a ZIP archive or a folder
    Import {
        /// Files and folders, together one export
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Whose export it is, where the messages do not tell or tell it wrong: the last part of the profile's link
        #[arg(long, value_name = "SLUG", allow_hyphen_values = true)]
        owner: Option<String>,
        /// You have looked: this export is whole and the newest, even if many people are missing in it
        #[arg(long)]
        whole: bool,
        /// The encoding of files that are not in UTF-8, such as Windows-1250 or "Mac Roman"; else it is guessed
        #[arg(long, value_name = "NAME")]
        encoding: Option<String>,
        /// Keep what messages say in the workspace, too
        #[arg(long)]
        keep_message_texts: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// The workspace as a whole.
    #[command(flatten)]
    Upkeep(Upkeep),
    /// List people
    List {
        /// The people that are told of
        #[command(flatten)]
        among: Among,
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
    /// Tell how you know somebody: what you did when you connected, who else came then, how it began
    Context {
        /// The last part of the profile's link, or the whole link
        slug: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Tell whom the lines of a list mean: names, profile links or addresses, a CSV or a vCard
    Match {
        /// The list
        file: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Move people to Keep or Remove
    Move {
        /// The pane they go to
        #[arg(long)]
        to: PaneName,
        /// The people to move
        #[command(flatten)]
        who: Who,
        /// More of them, behind the first --slug. Not part of that option, which would take the next option for a profile.
        #[arg(value_name = "SLUG", hide = true, requires = "slug")]
        more: Vec<String>,
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
    /// Write a removal list, or all connections
    Export {
        /// The number of a batch, or "draft"
        #[arg(long, value_name = "N|draft", value_parser = parse_source, required_unless_present = "all")]
        batch: Option<ListSource>,
        /// All connections instead, with a column Keep or Remove
        #[arg(long, conflicts_with = "batch")]
        all: bool,
        /// Of all connections only those who match, as in the window's search field
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true, requires = "all")]
        search: Option<String>,
        /// Replace a file that is there already
        #[arg(long)]
        force: bool,
        /// The format of the file
        #[arg(long)]
        format: FormatName,
        /// The file to write
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
    /// Tell which invitations still wait, which were received, and which were sent at once by accident
    Invitations {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Tell whom you follow, members and companies, by name
    Follows {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Fill in a letter to somebody, or list the letters there are
    Letter {
        /// The last part of the profile's link, or the whole link
        #[arg(value_name = "SLUG", required_unless_present = "list")]
        slug: Option<String>,
        /// The name of the letter, as --list tells it
        #[arg(long, value_name = "NAME", default_value = "reconnect")]
        template: String,
        /// Which of the facts it remembers, from 1; see them with --json
        #[arg(long, value_name = "N")]
        fact: Option<usize>,
        /// Tick it as sent
        #[arg(long)]
        sent: bool,
        /// List the letters instead
        #[arg(long, conflicts_with_all = ["slug", "fact", "sent"])]
        list: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Write reminders to review your network, as a calendar file
    Remind {
        /// The calendar file to write
        #[arg(long, value_name = "FILE")]
        ics: PathBuf,
        /// Months from one review to the next; 0 for once
        #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(u32).range(0..=120))]
        every: Option<u32>,
        /// The first day, such as 2027-01-31
        #[arg(long, value_name = "DAY")]
        from: Option<jiff::civil::Date>,
        /// Replace a file that is there already
        #[arg(long)]
        force: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Tell your focus, goals and journal, and what came of the work so far
    Plan {
        /// Say what your network is for; an empty text takes it away
        #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
        focus: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Write what is proposed for a client to answer, or read the answers back
    CoverSheet {
        /// The file to write: a form (.html) or a table (.csv)
        #[arg(long, value_name = "FILE", required_unless_present = "read", conflicts_with = "read")]
        output: Option<PathBuf>,
        /// The table that came back; what it changes is told
        #[arg(long, value_name = "FILE")]
        read: Option<PathBuf>,
        /// Take over what the table changes
        #[arg(long, requires = "read")]
        take: bool,
        /// Replace a file that is there already
        #[arg(long, requires = "output")]
        force: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Show the saved views, save one or delete one
    Views {
        /// Save a view of this name; one of the same name is replaced
        #[arg(long, value_name = "NAME", requires = "query", conflicts_with = "delete")]
        add: Option<String>,
        /// What the view searches for
        #[arg(long, value_name = "QUERY", requires = "add", allow_hyphen_values = true)]
        query: Option<String>,
        /// Delete the view of this name
        #[arg(long, value_name = "NAME")]
        delete: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Count the ready-made queues: searches for those whom people decide about first
    Queues {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Tell whom queues and views suggest to remove, and what speaks against it; none suggests at first
    Suggest {
        /// Have this queue or view suggest
        #[arg(long, value_name = "NAME", conflicts_with = "off")]
        on: Option<String>,
        /// Have it suggest no more
        #[arg(long, value_name = "NAME")]
        off: Option<String>,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Tell how a search is read, and what of it is not understood; no workspace is opened
    Explain {
        /// The search
        #[arg(value_name = "QUERY", allow_hyphen_values = true)]
        query: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Count those who match by company, year, kind of work, seniority, evidence and decision
    Facets {
        /// The people that are told of
        #[command(flatten)]
        among: Among,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Tell what the words of a job title say; without one, print the list of words that titles are read by
    #[command(
        long_about = "Tell what the words of a job title say; without one, print the list of words that titles are read by.\n\nTo read titles by a list of your own, write it to partwell-titles.txt beside the workspace and change it there."
    )]
    Titles {
        /// The title
        #[arg(value_name = "TITLE", allow_hyphen_values = true)]
        title: Option<String>,
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

impl Arguments {
    /// Reads the command line. What begins with a hyphen and is no option is a profile: some begin so.
    #[must_use]
    pub fn read() -> Self {
        let mut arguments: Vec<OsString> = std::env::args_os().collect();
        // `help json --schema` is asked like `help json`, and is no text of help.
        if matches!(arguments.as_slice(), [_, help, json, schema] if help == "help" && json == "json" && schema == "--schema") {
            arguments.remove(1);
        }
        Self::parse_from(with_profiles_behind(arguments))
    }
}

/// The arguments with those that are profiles, and look like options, behind `--`.
fn with_profiles_behind(arguments: Vec<OsString>) -> Vec<OsString> {
    let whole = Arguments::command();
    let text = |argument: &OsString| argument.to_string_lossy().into_owned();
    let task = arguments.iter().skip(1).find_map(|argument| whole.find_subcommand(argument));
    let Some(task) = task.filter(|task| matches!(task.get_name(), "show" | "mark" | "move" | "letter")) else { return arguments };
    let option = |name: &str| {
        whole.get_arguments().chain(task.get_arguments()).find(|known| known.get_long() == Some(name)).map(|known| known.get_action().takes_values())
    };
    let (mut before, mut behind, mut rest) = (Vec::new(), Vec::new(), arguments.into_iter());
    while let Some(argument) = rest.next() {
        let word = text(&argument);
        if word == "--" {
            behind.extend(rest);
            break;
        }
        let name = word.strip_prefix("--").map(|word| word.split('=').next().unwrap_or_default().to_owned());
        match name.as_deref().map(option) {
            Some(Some(takes_value)) => {
                before.push(argument);
                if takes_value && !word.contains('=') {
                    before.extend(rest.next());
                }
            }
            Some(None) if !matches!(name.as_deref(), Some("help" | "version")) => behind.push(argument),
            None if word.len() > 2 && word.starts_with('-') => behind.push(argument),
            _ => before.push(argument),
        }
    }
    if !behind.is_empty() {
        before.push("--".into());
        before.extend(behind);
    }
    before
}

#[cfg(test)]
mod tests;
