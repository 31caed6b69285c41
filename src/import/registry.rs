//! Which kinds of file there are, which header belongs to whom, and how each is read.

use super::{
    ImportError,
    connections::{Connections, OutlookConnections},
    endorsements::Endorsements,
    follows::{CompanyFollows, MemberFollows},
    invitations::Invitations,
    messages::Messages,
    own_list,
    owner_activities::{Education, Events, Learning},
    owner_files::{Notes, Positions, Profile},
    reader::{EvidenceReader, PeopleReader},
    recommendations::Recommendations,
    records::{ReadError, Rows},
    table::Header,
    text::Letters,
};
use crate::model::{evidence::Direction, import::file_kind::FileKind};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// How a kind of file is read.
pub enum FileReader {
    /// A list of people: it tells who is connected, and without one there is no import of people.
    People(&'static PeopleReader),
    /// Evidence, small enough to be held.
    Evidence(&'static EvidenceReader),
    /// Evidence that may be too large to be held, so that its rows come from a stream.
    Streamed(&'static EvidenceReader),
    /// Recognised, so that it can be named, and never read.
    Skipped {
        /// The kind of file.
        kind: FileKind,
        /// Whether a header is of this kind.
        knows: fn(&Header) -> bool,
        /// Why it is not read.
        reason: &'static str,
    },
}

impl FileReader {
    /// Whether a header is of this kind.
    #[must_use]
    pub fn knows(&self, header: &Header) -> bool {
        match self {
            Self::People(reader) => reader.knows(header),
            Self::Evidence(reader) | Self::Streamed(reader) => reader.knows(header),
            Self::Skipped { knows, .. } => knows(header),
        }
    }

    /// The kind of file; the name decides where two kinds have one header.
    #[must_use]
    pub fn kind(&self, name: &str) -> FileKind {
        match self {
            Self::People(reader) => reader.kind(name),
            Self::Evidence(reader) | Self::Streamed(reader) => reader.kind(name),
            Self::Skipped { kind, .. } => *kind,
        }
    }
}

const PRIVATE: &str = "Address book: other people's private data, never read";

/// All kinds; the first that knows a header has it.
static READERS: [FileReader; 17] = [
    FileReader::Skipped { kind: FileKind::OwnList, knows: own_list::is_own, reason: own_list::REASON },
    FileReader::People(&Connections),
    FileReader::People(&OutlookConnections),
    FileReader::Streamed(&Messages),
    FileReader::Evidence(&Invitations),
    FileReader::Evidence(&Endorsements { direction: Direction::Incoming }),
    FileReader::Evidence(&Endorsements { direction: Direction::Outgoing }),
    FileReader::Evidence(&Recommendations),
    FileReader::Evidence(&Notes),
    FileReader::Evidence(&Positions),
    FileReader::Evidence(&Education),
    FileReader::Evidence(&Events),
    FileReader::Evidence(&Learning),
    FileReader::Evidence(&MemberFollows),
    FileReader::Evidence(&CompanyFollows),
    FileReader::Evidence(&Profile),
    FileReader::Skipped { kind: FileKind::AddressBook, knows: is_address_book, reason: PRIVATE },
];

fn is_address_book(header: &Header) -> bool {
    ["firstname", "lastname", "phonenumbers"].iter().all(|column| header.has(column))
}

/// Whoever knows this header.
#[must_use]
pub fn for_header(header: &Header) -> Option<&'static FileReader> {
    READERS.iter().find(|reader| reader.knows(header))
}

/// Whether anybody knows this header.
#[must_use]
pub fn is_known(header: &Header) -> bool {
    for_header(header).is_some()
}

/// A header that a reader knows.
#[derive(Clone, Copy)]
pub struct Found {
    /// How what stands below it is read.
    pub reader: &'static FileReader,
    /// The byte between cells.
    pub delimiter: u8,
}

/// Finds the header that some reader knows in a file's beginning.
///
/// # Errors
/// The columns of the first record that looks like a header, or nothing if none does.
pub fn find(head: &[u8]) -> Result<Found, Vec<String>> {
    let mut columns_seen: Vec<String> = Vec::new();
    for delimiter in DELIMITERS {
        match Rows::open(Box::new(head), delimiter, "", Some(Letters::REPLACED), &is_known) {
            Ok(rows) => {
                if let Some(reader) = for_header(&rows.header) {
                    return Ok(Found { reader, delimiter });
                }
            }
            Err(ReadError::Import(ImportError::NoHeader { columns, .. })) if columns.len() > columns_seen.len() => columns_seen = columns,
            Err(_) => {}
        }
    }
    Err(columns_seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_that_were_found_are_told() {
        assert_eq!(find(b"Species,Height\nOak,20\n").err(), Some(vec!["Species".to_owned(), "Height".to_owned()]));
        assert_eq!(find(b"just words").err(), Some(Vec::new()));
    }
}
