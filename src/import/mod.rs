//! Bytes to model: reads what LinkedIn's export holds and says what it found. Knows nothing of the workspace.
//!
//! Files are known by their header, not by their name. Every kind of file has a [`reader::Reader`]; the readers
//! that only recognise their file say so in the report.

pub mod archive;
pub mod connections;
pub mod date;
pub mod endorsements;
pub mod error;
pub mod invitations;
pub mod merge;
pub mod messages;
pub mod owner_files;
pub mod reader;
pub mod recommendations;
pub mod stream;
pub mod table;
pub mod text;

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    path::PathBuf,
};

pub use error::ImportError;

use jiff::civil::Date;

use crate::model::{
    gathered::Gathered,
    person::Facts,
    report::{FileIgnored, FileKind, FileUsed, ImportReport},
    watch::Watch,
};
use messages::MessageRow;
use reader::HalfRow;
use stream::{StreamError, StreamedTable};

/// An export, read: the people in it and what was found on the way.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Everybody in the export, once each.
    pub people: Vec<Facts>,
    /// What its other files say of ties.
    pub gathered: Gathered,
    /// What was found; the comparison with the workspace is still missing.
    pub report: ImportReport,
    /// Rows in which a list breaks off.
    pub half_rows: Vec<HalfRow>,
    /// Whether no list of connections has a column for companies: then it says nothing of them ...
    pub lacks_companies: bool,
    /// ... and of positions.
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
    /// Which of the paths given holds it.
    container: usize,
    name: String,
    is_windows: bool,
}

/// Reads files, archives and folders as one export.
///
/// # Errors
/// Says what is wrong with what was given, see [`ImportError`]; also when cancelled.
pub fn read_export(paths: &[PathBuf], watch: &mut dyn Watch) -> Result<Parsed, ImportError> {
    if paths.is_empty() {
        return Err(ImportError::NothingGiven);
    }
    let mut reading = Reading { is_one: paths.len() == 1, ..Reading::default() };
    for (number, path) in paths.iter().enumerate() {
        let mut container = archive::open(path)?;
        reading.container = number;
        reading.exported_on = path.file_name().and_then(|name| archive::export_day(&name.to_string_lossy()));
        reading.newest_named = reading.newest_named.max(reading.exported_on);
        reading.read_container(container.as_mut(), watch)?;
    }
    reading.finish(watch)
}

/// Reads the messages of an export once more, with what they say, for whoever keeps the texts. `files` are those that
/// were read.
///
/// # Errors
/// As [`read_export`]; also what `each` returns.
pub fn read_message_texts(
    paths: &[PathBuf],
    files: &[MessageFile],
    watch: &mut dyn Watch,
    each: &mut dyn FnMut(&MessageRow<'_>) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    for file in files {
        let changed = || ImportError::Unreadable { name: file.name.clone(), why: "it changed since it was read first".into() };
        let mut container = archive::open(paths.get(file.container).ok_or_else(changed)?)?;
        let i = container.names().iter().position(|name| *name == file.name).ok_or_else(changed)?;
        let beginning = Beginning::of(&container.head(i, HEAD_BYTES)?);
        let size = container.size(i);
        let encoding = if file.is_windows { Some(encoding_rs::WINDOWS_1252) } else { beginning.encoding };
        let read = beginning.open(container.as_mut(), i, &file.name, encoding).and_then(|mut table| messages::read_each(&mut table, size, watch, each));
        match read {
            Ok(_) => {}
            Err(StreamError::Import(error)) => return Err(error),
            Err(StreamError::NotUtf8) => return Err(changed()),
        }
    }
    Ok(())
}

const WINDOWS: &str = "Windows-1252";

/// What a file's beginning says of how to stream it.
struct Beginning {
    encoding: Option<&'static encoding_rs::Encoding>,
    has_lone_returns: bool,
    delimiter: u8,
}

impl Beginning {
    fn of(head: &[u8]) -> Self {
        let text = text::decode_head(head, head.len() < HEAD_BYTES);
        Self {
            encoding: text::utf_16(head),
            has_lone_returns: head.contains(&b'\r') && !head.contains(&b'\n'),
            delimiter: table::find(&text).map_or(b',', |found| found.table.delimiter()),
        }
    }

    /// Opens a member as rows, in this encoding or as UTF-8.
    fn open<'c>(
        &self,
        container: &'c mut dyn archive::Container,
        member: usize,
        name: &str,
        encoding: Option<&'static encoding_rs::Encoding>,
    ) -> Result<StreamedTable<'c>, StreamError> {
        let mut source = container.stream(member)?;
        if let Some(encoding) = encoding {
            source = Box::new(stream::transcoded(source, encoding));
        }
        if self.has_lone_returns {
            source = Box::new(stream::ReturnsAsLines(source));
        }
        StreamedTable::open(source, self.delimiter, name)
    }
}

/// Reads containers as one export.
///
/// # Errors
/// As [`read_export`].
pub fn read_containers(
    containers: impl IntoIterator<Item = Result<Box<dyn archive::Container>, ImportError>>,
    watch: &mut dyn Watch,
) -> Result<Parsed, ImportError> {
    let mut reading = Reading { is_one: true, ..Reading::default() };
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
    gathered: Gathered,
    /// Whether only one file, folder or archive was given.
    is_one: bool,
    /// Which of those given is being read.
    container: usize,
    /// The day that its name tells.
    exported_on: Option<Date>,
    /// The latest of these days.
    newest_named: Option<Date>,
    message_files: Vec<MessageFile>,
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
            self.read_member(container, i, name, self.is_one && names.len() == 1, watch)?;
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
        let (reader, delimiter) = (found.reader, found.table.delimiter());
        self.recognised.push((reader.kind(name), name.to_owned()));
        if let Some(reason) = reader.reason_not_to_read(name) {
            self.ignore(name, reason);
            return Ok(());
        }
        let is_needed = matches!(reader.kind(name), FileKind::Connections | FileKind::OutlookConnections);
        let read = if reader.is_streamed() {
            read_streamed(container, i, name, &head, reader, watch).map(Some)
        } else {
            self.read_whole(container, i, name, reader, watch)
        };
        let (content, encoding) = match read {
            Ok(Some(read)) => read,
            Ok(None) => return Ok(()),
            Err(error) if is_needed || matches!(error, ImportError::Cancelled) => return Err(error),
            // Evidence that cannot be read must not keep the people from being read.
            Err(error) => {
                self.report.warnings.push(format!("{name} cannot be read, so what it knows is missing: {error}."));
                self.ignore(name, format!("cannot be read ({error})"));
                return Ok(());
            }
        };
        if reader.is_streamed() && content.gathered.correspondence.iter().any(|mail| !mail.is_empty() && self.gathered.correspondence.contains(mail)) {
            self.ignore(name, "the same content as a file already read");
            return Ok(());
        }
        self.report.files_used.push(FileUsed {
            name: name.to_owned(),
            kind: content.kind.unwrap_or_else(|| reader.kind(name)),
            encoding: encoding.to_owned(),
            delimiter: table::delimiter_in_words(delimiter).to_owned(),
            rows: content.rows,
        });
        if is_needed {
            self.files.push(content);
            return Ok(());
        }
        if reader.is_streamed() {
            self.message_files.push(MessageFile { container: self.container, name: name.to_owned(), is_windows: encoding == WINDOWS });
        }
        let mut gathered = content.gathered;
        for file in &mut gathered.files {
            file.exported_on = self.exported_on;
        }
        self.report.warnings.extend(content.warnings);
        self.gathered.add(gathered);
        Ok(())
    }

    /// Reads a file that fits in memory; nothing if it was read before.
    fn read_whole(
        &mut self,
        container: &mut dyn archive::Container,
        i: usize,
        name: &str,
        reader: &'static dyn reader::Reader,
        watch: &mut dyn Watch,
    ) -> Result<Option<(reader::FileContent, &'static str)>, ImportError> {
        let bytes = container.whole(i)?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        if !self.seen_contents.insert((bytes.len(), hasher.finish())) {
            self.ignore(name, "the same content as a file already read");
            return Ok(None);
        }
        let decoded = text::decode(&bytes, reader.kind(name) == FileKind::OutlookConnections);
        drop(bytes);
        let Ok(found) = table::find(&decoded.text) else {
            return Err(ImportError::NoHeader { name: name.to_owned(), columns: Vec::new() });
        };
        Ok(Some((reader.read(name, &found.table, watch)?, decoded.encoding)))
    }

    fn finish(mut self, watch: &mut dyn Watch) -> Result<Parsed, ImportError> {
        if watch.is_cancelled() {
            return Err(ImportError::Cancelled);
        }
        let gathered = std::mem::take(&mut self.gathered);
        let message_files = std::mem::take(&mut self.message_files);
        let newest_named = self.newest_named;
        if self.files.is_empty() {
            if gathered.files.is_empty() {
                return Err(self.why_nothing_was_read());
            }
            let report = std::mem::take(&mut self.report);
            let files_ignored = report.files_ignored.clone();
            let error = Reading { report: ImportReport { files_ignored, ..ImportReport::default() }, ..self }.why_nothing_was_read();
            let report = dated(report, newest_named, &gathered);
            return Ok(Parsed { gathered, report, message_files, without_connections: Some(error), ..Parsed::default() });
        }
        let first = self.report.files_used.iter().find(|file| matches!(file.kind, FileKind::Connections | FileKind::OutlookConnections));
        let (name, encoding) = first.map(|file| (file.name.clone(), file.encoding.clone())).unwrap_or_default();
        self.report.encoding = encoding;
        let half_rows = self.files.iter_mut().filter_map(|file| file.half_row.take()).collect();
        let lacks_companies = !self.files.iter().any(|file| file.has_companies);
        let lacks_positions = !self.files.iter().any(|file| file.has_positions);
        let people = merge::merge(self.files, &mut self.report);
        if people.is_empty() {
            return Err(ImportError::NoPeople { name, rows: self.report.records, ghost_rows: self.report.ghost_rows });
        }
        let report = dated(self.report, newest_named, &gathered);
        Ok(Parsed { people, gathered, report, half_rows, lacks_companies, lacks_positions, message_files, without_connections: None })
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

/// The day of the export, and what else the report says of its files.
fn dated(mut report: ImportReport, named: Option<Date>, gathered: &Gathered) -> ImportReport {
    report.export_date = named;
    report.named_on = named;
    report.kinds.clone_from(&gathered.counts);
    for file in &gathered.files {
        let count = report.kinds.entry(file.kind).or_default();
        count.from = [count.from, file.from].into_iter().flatten().min();
        count.to = count.to.max(file.to);
    }
    report
}

/// Reads a file row by row. What is not UTF-8 is read again as Windows-1252.
fn read_streamed(
    container: &mut dyn archive::Container,
    i: usize,
    name: &str,
    head: &[u8],
    reader: &'static dyn reader::Reader,
    watch: &mut dyn Watch,
) -> Result<(reader::FileContent, &'static str), ImportError> {
    let beginning = Beginning::of(head);
    let size = container.size(i);
    let mut read = |encoding: Option<&'static encoding_rs::Encoding>, watch: &mut dyn Watch| {
        beginning.open(&mut *container, i, name, encoding).and_then(|mut table| reader.read_stream(name, &mut table, size, watch))
    };
    let encoding_name = match beginning.encoding {
        Some(encoding) if encoding == encoding_rs::UTF_16LE => "UTF-16LE",
        Some(_) => "UTF-16BE",
        None if head.starts_with(b"\xEF\xBB\xBF") => "UTF-8 with byte-order mark",
        None => "UTF-8",
    };
    match read(beginning.encoding, watch) {
        Ok(content) => Ok((content, encoding_name)),
        Err(StreamError::Import(error)) => Err(error),
        Err(StreamError::NotUtf8) => match read(Some(encoding_rs::WINDOWS_1252), watch) {
            Ok(content) => Ok((content, WINDOWS)),
            Err(StreamError::Import(error)) => Err(error),
            Err(StreamError::NotUtf8) => Err(ImportError::NotText { name: name.to_owned() }),
        },
    }
}
