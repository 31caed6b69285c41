//! Bytes to model: reads what LinkedIn's export holds and says what it found. Knows nothing of the workspace.
//!
//! Files are known by their header, not by their name. Every kind of file has a [`reader::Reader`], and the
//! [`registry`] says how it is read; what is only recognised is named in the report. Of several lists of connections one is today's, see `lists`.

pub mod archive;
mod beginning;
pub mod cells;
pub mod connections;
pub mod container;
pub mod cover_answers;
pub mod date;
mod encoding_evidence;
pub mod endorsements;
pub mod error;
mod folder_files;
mod follows;
pub mod full;
pub mod invitations;
mod kept_file;
mod lists;
pub mod merge;
pub mod messages;
mod met_files;
pub mod outside_list;
mod own_list;
mod owner_activities;
pub mod owner_files;
pub mod reader;
mod reading;
pub mod recommendations;
mod record_cutter;
pub mod records;
pub mod registry;
pub mod stream;
pub mod table;
pub mod text;
mod zip_members;

use std::path::{Path, PathBuf};

use beginning::Beginning;
use jiff::civil::Date;
use messages::MessageRow;
use reader::FileContext;
use reading::{HEAD_BYTES, Reading};
use records::ReadError;
use text::Letters;

use crate::model::{
    import::{parsed::ParsedEvidence, report::ImportReport, truncated_row::TruncatedRow},
    person::Facts,
    progress::ProgressSink,
};

pub use error::ImportError;

/// An export, read: the people in it and what was found on the way.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Everybody in the export, once each.
    pub people: Vec<Facts>,
    /// What its other files say of ties.
    pub parsed: ParsedEvidence,
    /// What was found; the comparison with the workspace is still missing.
    pub report: ImportReport,
    /// Rows in which a list breaks off.
    pub truncated_rows: Vec<TruncatedRow>,
    /// Whether no list of connections has a column of companies: then the export says nothing of them.
    pub lacks_companies: bool,
    /// Whether no list of connections has a column of positions.
    pub lacks_positions: bool,
    /// The files of messages, for reading their texts.
    pub message_files: Vec<MessageFile>,
    /// Set if there was no list of connections: then `people` is empty, and the rest is of use only to a workspace
    /// that knows people already.
    pub without_connections: Option<ImportError>,
}

/// A file of messages that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFile {
    /// What holds it: a file, a folder or an archive.
    container: PathBuf,
    name: String,
    letters: Option<Letters>,
}

/// What is known before an export is read.
pub struct ReadOptions<'o> {
    /// The last day that may be believed: tomorrow, since clocks differ.
    pub latest: Date,
    /// The code page that the person chose for files that are not UTF-8, as [`text::label`] or the web names it.
    pub encoding: Option<&'o str>,
    /// Tells the name of somebody known by their slug, for telling code pages apart.
    pub known_name: &'o mut dyn FnMut(&str) -> Option<String>,
}

/// Reads files, archives and folders as one export.
///
/// # Errors
/// Says what is wrong with what was given, see [`ImportError`]; also when cancelled.
pub fn read_export(paths: &[PathBuf], options: ReadOptions<'_>, progress: &mut dyn ProgressSink) -> Result<Parsed, ImportError> {
    if paths.is_empty() {
        return Err(ImportError::NothingGiven);
    }
    let mut reading = Reading::new(options, paths.len() == 1)?;
    for path in paths {
        for (path, mut container) in archive::open(path)? {
            reading.read_container(&path, container.as_mut(), progress)?;
        }
    }
    reading.finish(progress)
}

/// Reads containers as one export.
///
/// # Errors
/// As [`read_export`].
pub fn read_containers(
    containers: impl IntoIterator<Item = Result<Box<dyn container::Container>, ImportError>>,
    options: ReadOptions<'_>,
    progress: &mut dyn ProgressSink,
) -> Result<Parsed, ImportError> {
    let mut reading = Reading::new(options, true)?;
    for container in containers {
        reading.read_container(Path::new(""), container?.as_mut(), progress)?;
    }
    reading.finish(progress)
}

/// Reads the messages of an export once more, with what they say, for whoever keeps the texts. `files` are those that
/// were read.
///
/// # Errors
/// As [`read_export`]; also what `each` returns.
pub fn read_message_texts(
    files: &[MessageFile],
    latest: Date,
    progress: &mut dyn ProgressSink,
    each: &mut dyn FnMut(&MessageRow<'_>) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    for file in files {
        let changed = || ImportError::Unreadable { name: file.name.clone(), why: "it changed since it was read first".into() };
        let mut container = archive::open_one(&file.container)?;
        let i = container.names().iter().position(|name| *name == file.name).ok_or_else(changed)?;
        let beginning = Beginning::of(&container.head(i, HEAD_BYTES)?, latest);
        let context = FileContext { name: &file.name, size: container.size(i), latest, order: beginning.order };
        let read = beginning.open(container.as_mut(), i, &file.name, file.letters).and_then(|mut rows| messages::read_each(context, &mut rows, progress, each));
        match read {
            Ok(_) => {}
            Err(ReadError::Import(error)) => return Err(error),
            Err(ReadError::NotUtf8) => return Err(changed()),
        }
    }
    Ok(())
}
