//! The seam between files and their readers: who knows a header, and who reads what stands below it.

use super::{
    ImportError,
    connections::{Connections, OutlookConnections},
    table::{Header, Table},
};
use crate::model::{
    person::Facts,
    report::{FileKind, OddDate},
    watch::Watch,
};

/// Counts of one file, for the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Data rows.
    pub records: usize,
    /// Rows with only a date.
    pub ghost_rows: usize,
    /// Rows with nothing to go by.
    pub empty_rows: usize,
    /// Rows with fewer cells than the header.
    pub incomplete_rows: usize,
    /// Rows with more cells than the header.
    pub surplus_rows: usize,
    /// Cells whose letters had been encoded twice and were set right.
    pub undoubled_cells: usize,
}

/// What a reader took from one file.
#[derive(Clone, Debug, Default)]
pub struct FileContent {
    /// One entry per row that names somebody, in the order of the file.
    pub people: Vec<Facts>,
    /// Its counts.
    pub counts: Counts,
    /// Dates that were not understood.
    pub odd_dates: Vec<OddDate>,
    /// What else should be known.
    pub warnings: Vec<String>,
}

/// Knows one kind of file.
pub trait Reader: Sync {
    /// Which kind.
    fn kind(&self) -> FileKind;
    /// Whether a header is of this kind.
    fn knows(&self, header: &Header) -> bool;
    /// Why the file is recognised but not read, if so.
    fn reason_not_to_read(&self, name: &str) -> Option<String>;
    /// Reads the rows.
    ///
    /// # Errors
    /// When cancelled.
    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError>;
}

/// Recognises a kind of file that is not read yet, or never.
struct Recognised {
    kind: FileKind,
    /// Columns that together make this kind.
    columns: &'static [&'static str],
    reason: &'static str,
}

impl Reader for Recognised {
    fn kind(&self) -> FileKind {
        self.kind
    }

    fn knows(&self, header: &Header) -> bool {
        self.columns.iter().all(|column| header.has(column))
    }

    fn reason_not_to_read(&self, _name: &str) -> Option<String> {
        Some(format!("{}: {}", self.kind.label(), self.reason))
    }

    fn read(&self, _name: &str, _table: &Table<'_>, _watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        Ok(FileContent::default())
    }
}

const NOT_YET: &str = "found, not read yet";

const fn not_yet(kind: FileKind, columns: &'static [&'static str]) -> Recognised {
    Recognised { kind, columns, reason: NOT_YET }
}

/// All readers; the first that knows a header has it.
static READERS: [&dyn Reader; 13] = [
    &Connections,
    &OutlookConnections,
    &not_yet(FileKind::Messages, &["from", "date", "conversationid"]),
    &not_yet(FileKind::Messages, &["from", "to", "date", "direction", "folder"]),
    &not_yet(FileKind::Invitations, &["from", "to", "sentat", "direction"]),
    &not_yet(FileKind::EndorsementsReceived, &["endorsementdate", "skillname", "endorserfirstname"]),
    &not_yet(FileKind::EndorsementsGiven, &["endorsementdate", "skillname", "endorseefirstname"]),
    &not_yet(FileKind::Recommendations, &["firstname", "lastname", "text", "creationdate"]),
    &not_yet(FileKind::Notes, &["connectionprofileurl", "note"]),
    &not_yet(FileKind::Positions, &["companyname", "title", "startedon"]),
    &not_yet(FileKind::Profile, &["firstname", "lastname", "headline", "summary"]),
    &Recognised {
        kind: FileKind::AddressBook,
        columns: &["source", "firstname", "lastname", "phonenumbers"],
        reason: "other people's private data, never read",
    },
    &Recognised { kind: FileKind::AddressBook, columns: &["firstname", "lastname", "phonenumbers"], reason: "other people's private data, never read" },
];

/// Whoever knows this header.
#[must_use]
pub fn for_header(header: &Header) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.knows(header))
}
