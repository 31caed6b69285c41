//! What an import found, used, ignored and would change: told before anything is written, and kept afterwards.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::model::import::export_status::{ExportStatus, Suspicion};
use crate::model::{
    id::ImportId,
    import::{file_kind::FileKind, parsed::KindCount, verdict::Verdict},
    matching::contact::Owner,
    text::date_text,
};

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// Its number.
    pub id: ImportId,
    /// How it stands to those before it.
    pub standing: ExportStatus,
    /// When it was made.
    pub at: Timestamp,
    /// What was given: file names.
    pub source: String,
    /// What was found.
    pub report: ImportReport,
}

/// What a file was used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileRole {
    /// It tells what is so now.
    #[default]
    Today,
    /// A list of connections of an earlier day: it tells nobody who is connected.
    History,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileUsed {
    /// Its name; inside an archive, the path there.
    pub name: String,
    /// What its header says it is.
    pub kind: FileKind,
    /// The text encoding that was found, for example "UTF-8".
    pub encoding: String,
    /// The character between cells, in words: "comma", "semicolon" or "tab".
    pub delimiter: String,
    /// Data rows read.
    pub rows: usize,
    /// What it was used for.
    #[serde(default)]
    pub role: FileRole,
    /// Of a list of connections: the day of its export, where a name tells it.
    #[serde(default)]
    pub exported_on: Option<Date>,
}

impl FileUsed {
    /// What it was used for, for people: "read", or "history, of 20 Jan 2024".
    #[must_use]
    pub fn use_in_words(&self) -> String {
        let day = self.exported_on.map(|day| format!(" of {}", date_text::day(day))).unwrap_or_default();
        match self.role {
            FileRole::Today => format!("read{}", if day.is_empty() { String::new() } else { format!(", the export{day}") }),
            FileRole::History => format!("history{}", if day.is_empty() { ", an older list".to_owned() } else { format!(", an older export{day}") }),
        }
    }
}

/// An encoding that a file may be in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodingChoice {
    /// Its name, for people, such as "Windows-1250".
    pub encoding: String,
    /// The first names in the file that are more than ASCII, as they would be read.
    pub names: Vec<String>,
}

/// A guess at the encoding of a list that is not in UTF-8.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncodingGuess {
    /// The file.
    pub file: String,
    /// What it may be in; the first is what it was read in.
    pub choices: Vec<EncodingChoice>,
}

/// A file that was left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileIgnored {
    /// Its name; inside an archive, the path there.
    pub name: String,
    /// Why, in words.
    pub reason: String,
}

/// A date cell that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnparsedDate {
    /// The file it stands in.
    pub file: String,
    /// Line number in that file, from 1.
    pub line: u64,
    /// The cell as it stood.
    pub text: String,
}

/// What an import found. The keys are the ones that `partwell import --json` prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a finding of its own")]
pub struct ImportReport {
    /// Whether the workspace knows all of it already: writing it would change nothing. Known in the preview alone.
    #[serde(skip)]
    pub brings_nothing: bool,
    /// Data rows below the header, in all files of connections.
    pub records: usize,
    /// Different people found.
    pub people: usize,
    /// Rows with a date but neither name nor link.
    pub ghost_rows: usize,
    /// Rows that were a second row of somebody already read.
    pub duplicates_merged: usize,
    /// Rows with neither name, link nor date.
    pub empty_rows: usize,
    /// People without a link that may be opened.
    pub without_link: usize,
    /// People whose date cell is empty.
    pub without_date: usize,
    /// Date cells that were not understood.
    pub dates_not_understood: usize,
    /// The first of them (at most [`ImportReport::MOST_ODD_DATES`]), with where they stand.
    pub dates_not_understood_at: Vec<UnparsedDate>,
    /// Dates before LinkedIn was, or in the future; not believed.
    #[serde(default)]
    pub dates_implausible: usize,
    /// The first of them (at most [`ImportReport::MOST_ODD_DATES`]), with where they stand.
    #[serde(default)]
    pub dates_implausible_at: Vec<UnparsedDate>,
    /// People who stand only in lists of earlier days among the files given: they count neither as connected nor as gone.
    #[serde(default)]
    pub only_in_history: usize,
    /// Whether the letters of a list are a guess.
    #[serde(default)]
    pub letters_are_guessed: bool,
    /// How many single cells of today's list of connections are a guess.
    #[serde(skip)]
    pub guessed_cells: usize,
    /// The encodings to choose from, where they are.
    #[serde(default)]
    pub encoding_guess: Option<EncodingGuess>,
    /// Rows with fewer cells than the header.
    pub incomplete_rows: usize,
    /// Rows with more cells than the header; the surplus is left out.
    pub surplus_rows: usize,
    /// The encoding of the first file of connections.
    pub encoding: String,
    /// Files that people were read from.
    pub files_used: Vec<FileUsed>,
    /// Files left alone, with the reason.
    pub files_ignored: Vec<FileIgnored>,
    /// Archive entries whose names are unsafe (absolute, `..`, backslash, drive letter); ignored.
    pub unsafe_entries: usize,
    /// What else the person should know, a sentence each.
    pub warnings: Vec<String>,
    /// The latest "Connected On" in the export.
    pub newest_connection: Option<Date>,
    /// People the workspace did not know.
    pub added: usize,
    /// People whose facts differ from what the workspace knew.
    pub changed: usize,
    /// People who are as they were.
    pub unchanged: usize,
    /// People who were connected and are not in this export.
    pub gone: usize,
    /// People who were gone and are in this export again (counted among the changed, too).
    pub returned: usize,
    /// Whose export it is, as far as its files tell.
    #[serde(default)]
    pub owner: Option<Owner>,
    /// The day of the export: from the archive's name, else the latest day in it.
    #[serde(default)]
    pub export_date: Option<Date>,
    /// The day of the export as the archive's name tells it.
    #[serde(default)]
    pub named_on: Option<Date>,
    /// How this export stands to those before it, and so what may be concluded from it.
    #[serde(default)]
    pub standing: ExportStatus,
    /// Why nothing is concluded, where it is not.
    #[serde(default)]
    pub suspicions: Vec<Suspicion>,
    /// People whose known spelling was kept, since the one in this export is the same in a wrong encoding.
    #[serde(default)]
    pub names_kept: usize,
    /// Whether there are suspicions: then nothing is concluded.
    #[serde(default)]
    pub suspected_cut_short: bool,
    /// Whether the list of connections breaks off within a row.
    #[serde(default)]
    pub ends_in_mid_row: bool,
    /// Tells the list of connections again, letter for letter; empty in reports made before this was kept.
    #[serde(default)]
    pub digest: String,
    /// People who were connected and are not in this export, whatever is concluded from that.
    #[serde(default)]
    pub missing: usize,
    /// How many of each verdict this export gives.
    #[serde(default)]
    pub verdicts: BTreeMap<Verdict, usize>,
    /// Ghost rows by day.
    #[serde(default, skip_serializing)]
    pub ghost_days: BTreeMap<Date, usize>,
    /// How the rows of each other kind of file fared.
    #[serde(flatten)]
    pub kinds: BTreeMap<FileKind, KindCount>,
}

impl ImportReport {
    /// At most this many odd dates are listed one by one.
    pub const MOST_ODD_DATES: usize = 100;
}
