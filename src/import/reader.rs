//! The seam between files and their readers: what a reader is given, and what it takes from a file.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    ImportError,
    cells::Cells,
    date::DayMonthOrder,
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{
    import::{file_kind::FileKind, parsed::ParsedEvidence, report::UnparsedDate, truncated_row::TruncatedRow},
    person::Facts,
    progress::ProgressSink,
    text::display_text::with_thousands,
};

/// Rows between two looks at the cancel button.
const ROWS_PER_STEP: usize = 1000;

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
    /// Cells whose letters are a guess, in a file whose letters are known otherwise.
    pub guessed_cells: usize,
}

/// A list of people, as its reader took it from one file.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct PeopleList {
    /// One entry per row that names somebody, in the order of the file.
    pub people: Vec<Facts>,
    /// Its counts.
    pub counts: Counts,
    /// The date cells of ghost rows, as they stand, with their lines.
    pub ghost_dates: Vec<(String, u64)>,
    /// Ghost rows by day.
    pub ghost_days: BTreeMap<Date, usize>,
    /// Whether the file breaks off within its last row.
    pub ends_in_mid_row: bool,
    /// The row in which it breaks off: somebody is meant, but who, and with what, is not sure. Not among the people.
    pub truncated_row: Option<TruncatedRow>,
    /// Whether its header has a column of companies.
    pub has_companies: bool,
    /// Whether its header has a column of positions.
    pub has_positions: bool,
    /// Dates that were not understood.
    pub odd_dates: Vec<UnparsedDate>,
    /// Dates before LinkedIn was, or in the future.
    pub implausible_dates: Vec<UnparsedDate>,
    /// Whether its header is the one that LinkedIn gives a list of connections.
    pub has_own_header: bool,
    /// Whether its letters are a guess. Whoever opened the file knows, not its reader.
    pub letters_are_guessed: bool,
    /// Sentences for the report: what else the person should know of this file.
    pub warnings: Vec<String>,
}

/// What one file says of ties, as its reader took it.
#[derive(Clone, Debug, Default)]
pub struct EvidenceFile {
    /// The evidence.
    pub parsed: ParsedEvidence,
    /// Data rows.
    pub rows: usize,
    /// The kind, where the rows told it and not the header.
    pub kind: Option<FileKind>,
    /// Sentences for the report: what else the person should know of this file.
    pub warnings: Vec<String>,
}

/// A file whose rows are read.
#[derive(Clone, Copy, Debug)]
pub struct FileContext<'f> {
    /// Its name in the export.
    pub name: &'f str,
    /// About how many bytes it has, for telling progress.
    pub size: u64,
    /// No later day is believed.
    pub latest: Date,
    /// The order of day and month, of a file that is too long for looking at the whole column first.
    pub order: Option<DayMonthOrder>,
}

/// Reads one kind of file. How it is read, and whether, the registry says.
pub trait Reader: Sync {
    /// What it takes from a file: a [`PeopleList`] or an [`EvidenceFile`].
    type Content;
    /// Which kind; the name decides where two kinds have one header.
    fn kind(&self, name: &str) -> FileKind;
    /// Whether a header is of this kind.
    fn knows(&self, header: &Header) -> bool;
    /// Reads the rows.
    ///
    /// # Errors
    /// When cancelled, or when the rows cannot be read.
    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<Self::Content, ReadError>;
}

/// A reader of lists of people.
pub type PeopleReader = dyn Reader<Content = PeopleList>;
/// A reader of evidence.
pub type EvidenceReader = dyn Reader<Content = EvidenceFile>;

/// LinkedIn allows 30,000 connections; more rows than this are none of its.
pub const MOST_ROWS: usize = 1_000_000;

/// Refuses a file that would fill the memory row by row.
///
/// # Errors
/// [`ImportError::TooManyRows`].
pub fn must_be_few(rows: usize, name: &str) -> Result<(), ReadError> {
    if rows > MOST_ROWS { Err(ImportError::TooManyRows { name: name.to_owned(), most: with_thousands(MOST_ROWS) }.into()) } else { Ok(()) }
}

impl Rows<'_> {
    /// Counts the rows that are left, and refuses too many.
    ///
    /// # Errors
    /// [`ImportError::TooManyRows`], or when they cannot be read.
    pub(super) fn must_be_few(mut self, name: &str) -> Result<(), ReadError> {
        let mut rows = 0;
        while self.next_row()?.is_some() {
            rows += 1;
            must_be_few(rows, name)?;
        }
        Ok(())
    }
}

/// Calls `each` for every row of a small file of evidence, and gives what is the same for all kinds: rows and warnings.
///
/// # Errors
/// When cancelled, or when the rows cannot be read.
pub fn each_row(doing: &str, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink, mut each: impl FnMut(&Cells)) -> Result<EvidenceFile, ReadError> {
    let mut content = EvidenceFile::default();
    while let Some(row) = rows.next_row()? {
        content.rows += 1;
        if content.rows.is_multiple_of(ROWS_PER_STEP) {
            progress.report(doing, content.rows, None);
            if progress.is_cancelled() {
                return Err(ImportError::Cancelled.into());
            }
        }
        must_be_few(content.rows, doing)?;
        each(row);
    }
    content.warnings = rows.warnings();
    Ok(content)
}
