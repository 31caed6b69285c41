//! Bytes to model: reads what LinkedIn's export holds and says what it found. Knows nothing of the workspace.
//!
//! Files are known by their header, not by their name. Every kind of file has a [`reader::Reader`]; the readers
//! that only recognise their file say so in the report.

pub mod archive;
pub mod connections;
pub mod date;
pub mod error;
pub mod merge;
pub mod reader;
pub mod table;
pub mod text;

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
};

pub use error::ImportError;

use crate::model::{
    person::Facts,
    report::{FileIgnored, FileKind, FileUsed, ImportReport},
    watch::Watch,
};

/// An export, read: the people in it and what was found on the way.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Everybody in the export, once each.
    pub people: Vec<Facts>,
    /// What was found; the comparison with the workspace is still missing.
    pub report: ImportReport,
}

/// Reads files, archives and folders as one export.
///
/// # Errors
/// Says what is wrong with what was given, see [`ImportError`]; also when cancelled.
pub fn read_export(paths: &[PathBuf], watch: &mut dyn Watch) -> Result<Parsed, ImportError> {
    if paths.is_empty() {
        return Err(ImportError::NothingGiven);
    }
    read_containers(paths.iter().map(|path| archive::open(path)), watch)
}

/// Reads containers as one export.
///
/// # Errors
/// As [`read_export`].
pub fn read_containers(
    containers: impl IntoIterator<Item = Result<Box<dyn archive::Container>, ImportError>>,
    watch: &mut dyn Watch,
) -> Result<Parsed, ImportError> {
    let mut reading = Reading::default();
    for container in containers {
        reading.read_container(container?.as_mut(), watch)?;
    }
    reading.finish(watch)
}

/// Bytes of a member's beginning that are looked at to know its kind.
const HEAD_BYTES: usize = 64 * 1024;

#[derive(Default)]
struct Reading {
    report: ImportReport,
    files: Vec<reader::FileContent>,
    seen_contents: HashSet<(usize, u64)>,
    recognised: Vec<(FileKind, String)>,
    unknown: Vec<(String, Vec<String>)>,
    nested: Vec<String>,
    empty: Vec<String>,
    /// What would be told if no list of connections is found.
    troubles: Vec<ImportError>,
}

impl Reading {
    fn ignore(&mut self, name: &str, reason: impl Into<String>) {
        self.report.files_ignored.push(FileIgnored { name: name.to_owned(), reason: reason.into() });
    }

    fn read_container(&mut self, container: &mut dyn archive::Container, watch: &mut dyn Watch) -> Result<(), ImportError> {
        self.report.unsafe_entries += container.unsafe_entries();
        for (name, reason) in container.left_out() {
            self.ignore(&name, reason);
        }
        let names = container.names();
        for (i, name) in names.iter().enumerate() {
            if watch.is_cancelled() {
                return Err(ImportError::Cancelled);
            }
            watch.progressed("Looking through the files", i, Some(names.len()));
            self.read_member(container, i, name, names.len() == 1, watch)?;
        }
        Ok(())
    }

    fn read_member(&mut self, container: &mut dyn archive::Container, i: usize, name: &str, is_alone: bool, watch: &mut dyn Watch) -> Result<(), ImportError> {
        if let Some(reason) = archive::reason_to_skip(name).filter(|_| !is_alone) {
            self.ignore(name, reason);
            return Ok(());
        }
        let head = match container.head(i, HEAD_BYTES) {
            Ok(head) => head,
            // A member that is not needed may be damaged without spoiling the rest, but which one is needed is
            // not known before its head is read: the list of connections must never be passed over in silence.
            Err(error) if is_alone || archive::may_be_connections(name) => return Err(error),
            Err(error) => {
                self.ignore(name, format!("cannot be read ({error})"));
                self.troubles.push(error);
                return Ok(());
            }
        };
        match archive::sniff(&head) {
            archive::Content::Empty => {
                self.empty.push(name.to_owned());
                self.ignore(name, "empty");
                return Ok(());
            }
            archive::Content::Zip => {
                self.nested.push(name.to_owned());
                self.ignore(name, "an archive inside the archive: unpack it first");
                return Ok(());
            }
            archive::Content::Workbook if is_alone => return Err(ImportError::Workbook { name: name.to_owned() }),
            archive::Content::Workbook => {
                self.troubles.push(ImportError::Workbook { name: name.to_owned() });
                self.ignore(name, "an Excel workbook, not a text file");
                return Ok(());
            }
            archive::Content::Binary if is_alone => return Err(ImportError::NotText { name: name.to_owned() }),
            archive::Content::Binary => {
                self.ignore(name, "not a text file");
                return Ok(());
            }
            archive::Content::Text => {}
        }
        let is_whole_file = head.len() < HEAD_BYTES;
        let head_text = text::decode_head(&head, is_whole_file);
        let found = match table::find(&head_text) {
            Ok(found) => found,
            Err(columns) => {
                self.ignore(name, if columns.is_empty() { "no table in it".to_owned() } else { "no header that Partwell knows".to_owned() });
                self.unknown.push((name.to_owned(), columns));
                return Ok(());
            }
        };
        let reader = found.reader;
        self.recognised.push((reader.kind(), name.to_owned()));
        if let Some(reason) = reader.reason_not_to_read(name) {
            self.ignore(name, reason);
            return Ok(());
        }
        let bytes = container.whole(i)?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        if !self.seen_contents.insert((bytes.len(), hasher.finish())) {
            self.ignore(name, "the same content as a file already read");
            return Ok(());
        }
        let decoded = text::decode(&bytes, reader.kind() == FileKind::OutlookConnections);
        drop(bytes);
        let Ok(found) = table::find(&decoded.text) else {
            return Err(ImportError::NoHeader { name: name.to_owned(), columns: Vec::new() });
        };
        let content = reader.read(name, &found.table, watch)?;
        self.report.files_used.push(FileUsed {
            name: name.to_owned(),
            kind: reader.kind(),
            encoding: decoded.encoding.to_owned(),
            delimiter: found.table.delimiter_in_words().to_owned(),
            rows: content.counts.records,
        });
        self.files.push(content);
        Ok(())
    }

    fn finish(mut self, watch: &mut dyn Watch) -> Result<Parsed, ImportError> {
        if self.files.is_empty() {
            return Err(self.why_nothing_was_read());
        }
        if watch.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        self.report.encoding = self.report.files_used.first().map(|file| file.encoding.clone()).unwrap_or_default();
        let people = merge::merge(self.files, &mut self.report);
        if people.is_empty() {
            let name = self.report.files_used.first().map(|file| file.name.clone()).unwrap_or_default();
            return Err(ImportError::NoPeople { name, rows: self.report.records, ghost_rows: self.report.ghost_rows });
        }
        Ok(Parsed { people, report: self.report })
    }

    fn why_nothing_was_read(self) -> ImportError {
        // The list may be in what could not be read, whatever its name.
        if let Some(trouble) = self.troubles.into_iter().next() {
            return trouble;
        }
        if let Some((kind, name)) = self.recognised.first() {
            return if self.recognised.len() == 1 && self.unknown.is_empty() {
                ImportError::OnlyAnotherKind { name: name.clone(), kind: *kind }
            } else {
                ImportError::NoConnections { found: self.recognised.iter().map(|(_, name)| name.clone()).collect() }
            };
        }
        if let Some(name) = self.nested.into_iter().next() {
            return ImportError::NestedArchive { name };
        }
        match (self.unknown.len(), self.empty.len()) {
            (0, 0) => ImportError::NoConnections { found: self.report.files_ignored.into_iter().map(|file| file.name).collect() },
            (0, _) => ImportError::Empty { name: self.empty.into_iter().next().unwrap_or_default() },
            (1, _) => {
                let (name, columns) = self.unknown.into_iter().next().unwrap_or_default();
                ImportError::NoHeader { name, columns }
            }
            _ => ImportError::NoConnections { found: self.unknown.into_iter().map(|(name, _)| name).collect() },
        }
    }
}
