//! Model to bytes: removal lists, one file per format. Knows nothing of the workspace.

pub mod calendar;
pub mod chart_png;
pub mod chart_svg;
pub mod cover_sheet;
pub mod csv_list;
pub mod evidence_json;
pub mod full;
pub mod html_list;
pub mod json_list;
pub mod ledger_csv;
pub mod ledger_html;
pub mod ledger_json;
pub mod markdown_list;
mod page;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use crate::model::local_time::LocalTime;
use crate::model::{
    batch::{
        ledger::LedgerEntry,
        removal_list::{ListFormat, ListStatus, RemovalList},
    },
    insight::picture::{Caption, Chart, ChartFormat},
    text::date_text,
};

/// Why a list could not be written. What was at its place before is still there.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The disk is full.
    #[error("the disk is full")]
    Full {
        /// Where it should have gone.
        path: PathBuf,
    },
    /// Not allowed.
    #[error("{} may not be written", path.display())]
    Denied {
        /// Where it should have gone.
        path: PathBuf,
    },
    /// The folder does not exist.
    #[error("{} does not exist", path.display())]
    NoFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Anything else.
    #[error("{}: {why}", path.display())]
    Failed {
        /// Where it should have gone.
        path: PathBuf,
        /// The system's words.
        why: String,
    },
}

/// Writes a list, whole or not at all: beside its place first, then moved there.
///
/// # Errors
/// See [`ExportError`].
pub fn write(list: &RemovalList, format: ListFormat, path: &Path) -> Result<(), ExportError> {
    write_bytes(&to_bytes(list, format), path)
}

/// Writes a file, whole or not at all: beside its place first, then moved there.
///
/// # Errors
/// See [`ExportError`].
pub fn write_bytes(bytes: &[u8], path: &Path) -> Result<(), ExportError> {
    let failed = |error: io::Error| failure(path, &error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(ExportError::NoFolder { path: folder.to_owned() });
    }
    if path.exists() && !path.is_file() {
        return Err(ExportError::Failed { path: path.to_owned(), why: "it is not a regular file".to_owned() });
    }
    clear_leftovers(folder);
    // The temporary file is readable by its owner alone, and so is the list: it says who is to go, and why.
    let mut file = tempfile::Builder::new().prefix(LEFTOVER).rand_bytes(LEFTOVER_LETTERS).tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    #[cfg(unix)]
    if let Ok(folder) = std::fs::File::open(folder) {
        // The rename is durable once the folder is.
        folder.sync_all().map_err(failed)?;
    }
    Ok(())
}

/// What the system said, as an error of writing there.
fn failure(path: &Path, error: &io::Error) -> ExportError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => ExportError::Full { path: path.to_owned() },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => ExportError::Denied { path: path.to_owned() },
        io::ErrorKind::NotFound => ExportError::NoFolder { path: path.parent().unwrap_or(path).to_owned() },
        _ => ExportError::Failed { path: path.to_owned(), why: error.to_string() },
    }
}

/// How a file is called while it is being written: this and some letters.
const LEFTOVER: &str = ".partwell-";
const LEFTOVER_LETTERS: usize = 6;

/// Takes away what was being written here when the power or a kill came between, an hour ago or more: it holds names.
fn clear_leftovers(folder: &Path) {
    let is_leftover = |entry: &std::fs::DirEntry| {
        let name = entry.file_name();
        let letters = name.to_str().and_then(|name| name.strip_prefix(LEFTOVER));
        let is_old = || Some(entry.metadata().ok()?.modified().ok()?.elapsed().ok()? > std::time::Duration::from_hours(1));
        letters.is_some_and(|letters| letters.len() == LEFTOVER_LETTERS && letters.chars().all(|letter| letter.is_ascii_alphanumeric()))
            && is_old() == Some(true)
    };
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten().filter(is_leftover) {
        // What cannot be taken away stays; the list is what was asked for.
        let _ = if entry.path().is_dir() { full::clear_half(&entry.path()) } else { std::fs::remove_file(entry.path()) };
    }
}

/// Whether a file is an SQLite database: a workspace, or a backup of one. No list ever takes its place.
#[must_use]
pub fn holds_a_database(path: &Path) -> bool {
    let mut magic = [0; 16];
    path.is_file() && std::fs::File::open(path).and_then(|mut file| io::Read::read_exact(&mut file, &mut magic)).is_ok() && magic == *b"SQLite format 3\0"
}

/// The list in this format.
#[must_use]
pub fn to_bytes(list: &RemovalList, format: ListFormat) -> Vec<u8> {
    match format {
        ListFormat::Csv => csv_list::render(list),
        ListFormat::Html => html_list::render(list).into_bytes(),
        ListFormat::Markdown => markdown_list::render(list).into_bytes(),
        ListFormat::Json => json_list::render(list).into_bytes(),
    }
}

/// Entries of the ledger in this format; there is none for Markdown.
#[must_use]
pub fn ledger_bytes(entries: &[&LedgerEntry], format: ListFormat, time: &LocalTime) -> Option<Vec<u8>> {
    match format {
        ListFormat::Csv => Some(ledger_csv::render(entries, time)),
        ListFormat::Html => Some(ledger_html::render(entries, time).into_bytes()),
        ListFormat::Json => Some(ledger_json::render(entries).into_bytes()),
        ListFormat::Markdown => None,
    }
}

/// A picture in this shape.
///
/// # Errors
/// When it cannot be drawn.
pub fn picture_bytes(chart: &Chart, caption: &Caption, format: ChartFormat) -> Result<Vec<u8>, ExportError> {
    match format {
        ChartFormat::Svg => Ok(chart_svg::render(chart, caption).into_bytes()),
        ChartFormat::Png => chart_png::to_bytes(chart, caption).map_err(|why| ExportError::Failed { path: chart.kind.file_stem().into(), why }),
    }
}

/// How somebody on a list stands: "done, 8 Jan 2024 · Gone as planned".
fn status_in_words(status: &ListStatus, list: &RemovalList) -> String {
    let day = status.acted_at.map(|at| format!(", {}", day_in_words(list.day_of(at)))).unwrap_or_default();
    let verdict = status.verdict.map(|verdict| format!(" · {}", verdict.words())).unwrap_or_default();
    format!("{}{day}{verdict}", status.in_words())
}

/// `8 Jan 2024`, for reading.
fn day_in_words(day: Date) -> String {
    date_text::day(day)
}
