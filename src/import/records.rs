//! Rows from bytes, for files small and large alike: one record at a time, whatever the file's length.
//!
//! A record ends at a line end outside quotes, so a quoted cell may hold any number of lines. A quote is taken for a
//! broken one only where quotes do not balance by the end of the file, where what they enclose is not written as CSV
//! is, or where a line inside reads as a whole row of its own. Then its line is read by itself, and reading goes on
//! behind it.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use csv_core::ReaderBuilder;

use super::{
    ImportError,
    cells::{Cells, split_into},
    date,
    record_cutter::{Found, Records},
    table::{Header, RECORDS_TO_LOOK_AT},
    text::Letters,
};
use crate::model::{
    person::profile_link,
    text::display_text::{count, with_thousands},
};

/// So many places are named one by one.
const MOST_LINES_NAMED: usize = 5;

/// Why reading stopped.
#[derive(Debug)]
pub enum ReadError {
    /// For a reason to be told.
    Import(ImportError),
    /// The bytes are not the UTF-8 that they were taken for: to be read again with a guess at their encoding.
    NotUtf8,
}

impl From<ImportError> for ReadError {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

/// What shows that a line is a row of its own.
#[derive(Clone, Copy, Debug)]
enum RowSign {
    /// A date in this column.
    Date(usize),
    /// A profile link in this column.
    Link(usize),
}

impl RowSign {
    fn of(header: &Header) -> Option<Self> {
        const DATES: &[&str] = &["date", "connectedon", "sentat", "endorsementdate", "creationdate", "recommendationdate", "createdon", "startedon"];
        const LINKS: &[&str] = &["url", "profileurl", "profilelink", "connectionprofileurl"];
        header.column(DATES).map(Self::Date).or_else(|| header.column(LINKS).map(Self::Link))
    }

    fn is_in(self, cells: &Cells) -> bool {
        match self {
            Self::Date(column) => date::is_date(cells.cell(Some(column))),
            Self::Link(column) => profile_link::slug(cells.cell(Some(column))).is_some(),
        }
    }
}

/// The rows of one file, below its header.
pub struct Rows<'r> {
    /// The names of the columns.
    pub header: Header,
    records: Records<'r>,
    delimiter: u8,
    name: String,
    cells: Cells,
    /// For looking at single lines.
    trial: Cells,
    quoting: csv_core::Reader,
    plain: csv_core::Reader,
    sign: Option<RowSign>,
    letters: Option<Letters>,
    /// Behind a preamble in the middle of a file, up to the header that follows it.
    is_in_preamble: bool,
    broken_at: Vec<u64>,
    doubtful_at: Vec<u64>,
    doubtful_cells: usize,
    /// Cells in UTF-8 in a file that is not.
    doubled_cells: usize,
    /// Cells of which only the beginning was kept.
    cut_cells: usize,
}

impl<'r> Rows<'r> {
    /// Rows of bytes that are UTF-8, or of the letters given. Their header is still to be found.
    fn new(source: Box<dyn Read + 'r>, delimiter: u8, name: &str, letters: Option<Letters>) -> Self {
        let build = |quoting: bool| ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        Self {
            header: Header::default(),
            records: Records::new(source),
            delimiter,
            name: name.to_owned(),
            cells: Cells::default(),
            trial: Cells::default(),
            quoting: build(true),
            plain: build(false),
            sign: None,
            letters,
            is_in_preamble: false,
            broken_at: Vec::new(),
            doubtful_at: Vec::new(),
            doubtful_cells: 0,
            doubled_cells: 0,
            cut_cells: 0,
        }
    }

    /// Finds the header for which `is_known` holds among the first records. Without `letters`, bytes that are not UTF-8 are
    /// an error.
    ///
    /// # Errors
    /// When the stream cannot be read, or the header is not there; then the widest record seen is told.
    pub fn open(
        source: Box<dyn Read + 'r>,
        delimiter: u8,
        name: &str,
        letters: Option<Letters>,
        is_known: &dyn Fn(&Header) -> bool,
    ) -> Result<Self, ReadError> {
        let mut rows = Self::new(source, delimiter, name, letters);
        let mut columns: Vec<String> = Vec::new();
        for _ in 0..RECORDS_TO_LOOK_AT {
            if !rows.advance()? {
                break;
            }
            let header = Header::of(rows.cells.iter());
            if is_known(&header) {
                rows.sign = RowSign::of(&header);
                rows.header = header;
                return Ok(rows);
            }
            if rows.cells.len() > columns.len() && rows.cells.iter().filter(|cell| !cell.trim().is_empty()).count() > 1 {
                columns = rows.cells.iter().take(12).map(|cell| cell.trim().chars().take(40).collect()).collect();
            }
        }
        Err(ImportError::NoHeader { name: name.to_owned(), columns }.into())
    }

    /// The byte between cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Bytes read so far, unpacked.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.records.read
    }

    /// Whether what was read so far ends with a line break; zeros that pad a file do not count.
    #[must_use]
    pub fn ends_with_line_break(&self) -> bool {
        matches!(self.records.last_byte, b'\n' | b'\r')
    }

    /// Whether the last line with a broken quote is this one.
    #[must_use]
    pub fn broke_last_at(&self, line: u64) -> bool {
        self.broken_at.last() == Some(&line)
    }

    /// How many cells were in UTF-8 in a file that is not: letters that were encoded twice, and are right now.
    #[must_use]
    pub fn doubled_cells(&self) -> usize {
        self.doubled_cells
    }

    /// How many cells are a guess, in a file whose letters are known otherwise.
    #[must_use]
    pub fn doubtful_cells(&self) -> usize {
        self.doubtful_cells
    }

    /// What the person should know of how the rows were read, a sentence each.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let name = &self.name;
        let mut words: Vec<String> = self
            .broken_at
            .iter()
            .take(MOST_LINES_NAMED)
            .map(|line| format!("{name}, line {line}: a quotation mark is opened and never closed. The lines after it were read one by one."))
            .collect();
        if self.doubtful_cells > 0 {
            let lines: Vec<String> = self.doubtful_at.iter().map(u64::to_string).collect();
            let more = if self.doubtful_cells > lines.len() { " and more" } else { "" };
            let cells = if self.doubtful_cells == 1 { "1 cell is".to_owned() } else { format!("{} cells are", with_thousands(self.doubtful_cells)) };
            words.push(format!("{name}: {cells} in another encoding than the rest (line {}{more}); their letters are a guess.", lines.join(", ")));
        }
        if self.cut_cells > 0 {
            words.push(format!(
                "{name}: {} longer than anything that is written at LinkedIn; only the beginning was kept.",
                count(self.cut_cells, "cell is", "cells are")
            ));
        }
        match self.doubled_cells {
            0 => {}
            1 => words.push(format!("{name}: 1 cell with letters encoded twice (such as “Ã¶” for “ö”) was set right.")),
            many => words.push(format!("{name}: {} cells with letters encoded twice (such as “Ã¶” for “ö”) were set right.", with_thousands(many))),
        }
        words
    }

    /// The next row.
    ///
    /// # Errors
    /// When the stream cannot be read, or is not the text it was taken for.
    pub fn next_row(&mut self) -> Result<Option<&Cells>, ReadError> {
        while self.advance()? {
            // Files that were put one behind the other repeat what stands above their rows: that is nobody.
            let first = self.cells.cell(Some(0)).trim_start_matches('\u{FEFF}').trim();
            if self.is_in_preamble && (self.cells.is_alone() || self.cells.is_unwrapped) {
                continue;
            }
            if first.eq_ignore_ascii_case("notes:") && self.cells.is_alone() {
                self.is_in_preamble = true;
                continue;
            }
            self.is_in_preamble = false;
            if self.header.starts_with(first) && Header::of(self.cells.iter()).is_same_as(&self.header) {
                continue;
            }
            if self.cells.is_broken {
                self.broken_at.push(self.cells.line);
            }
            self.cut_cells += self.cells.cut_long();
            return Ok(Some(&self.cells));
        }
        Ok(None)
    }

    fn failed(&self, error: &io::Error) -> ReadError {
        super::container::unpack_error(&self.name, error).into()
    }

    fn advance(&mut self) -> Result<bool, ReadError> {
        loop {
            let Some(mut found) = self.records.next().map_err(|error| self.failed(&error))? else { return Ok(false) };
            let left = self.split(&found)?;
            if left > 0 {
                // A quote in the middle of a cell is a letter, so the record ended before.
                found.to -= left;
                self.records.give_back(&found, found.to);
            }
            if !found.is_broken && self.is_two_records(&found) {
                found = self.records.cut_to_first_line(&found);
                self.split(&found)?;
            }
            self.take_whole_row_in_quotes();
            // A blank line is no record.
            if self.cells.len() > 1 || !self.cells.cell(Some(0)).is_empty() {
                return Ok(true);
            }
        }
    }

    /// Whether a record of several lines is made of two quotes that belong to different rows: it is not written as CSV is,
    /// or a line behind the first reads as a whole row by itself.
    fn is_two_records(&mut self, found: &Found) -> bool {
        let width = self.header.width();
        let Self { records, trial, quoting, sign, delimiter, .. } = self;
        if width < 2 || found.lines < 2 && !records.is_at_end {
            return false;
        }
        let record = trimmed(records.bytes(found.from, found.to));
        if memchr::memchr(b'\n', record).is_none() {
            return false;
        }
        if !is_written_as_csv(record, *delimiter) {
            return true;
        }
        let Some(sign) = *sign else { return false };
        record.split(|byte| *byte == b'\n').skip(1).any(|line| {
            // Most lines of most texts are no rows at the first glance. One with half a quote is the end of a cell.
            memchr::memchr_iter(*delimiter, line).count() + 1 >= width && memchr::memchr_iter(b'"', line).count().is_multiple_of(2) && {
                split_into(trial, quoting, trimmed(line));
                trial.count == width && sign.is_in(trial)
            }
        })
    }

    /// A record of one cell that holds the delimiter is a whole row in one pair of quotes.
    fn take_whole_row_in_quotes(&mut self) {
        let width = self.header.width();
        if width == 1 || self.cells.is_empty() || !self.cells.is_alone() {
            return;
        }
        let Self { cells, trial, quoting, delimiter, .. } = self;
        let Some(first) = cells.bytes(0).filter(|first| first.contains(delimiter)) else { return };
        let least = if cells.count == 1 { 2 } else { width.max(2) };
        split_into(trial, quoting, first);
        if trial.count >= least {
            (trial.line, trial.is_broken, trial.is_doubtful) = (cells.line, cells.is_broken, cells.is_doubtful);
            std::mem::swap(cells, trial);
            cells.is_unwrapped = true;
        }
    }

    /// Splits a record into cells. Returns how many bytes at its end belong to further records.
    fn split(&mut self, found: &Found) -> Result<usize, ReadError> {
        let Self { records, cells, quoting, plain, sign, letters, doubtful_at, doubtful_cells, doubled_cells, .. } = self;
        let whole = records.bytes(found.from, found.to);
        let record = trimmed(whole);
        // What was taken off the end: line ends, and zeros that pad the file.
        let tail = whole.len() - whole.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r' | 0)).map_or(0, |last| last + 1);
        let is_at_end = records.is_at_end && found.to == records.filled;
        // A zero byte is no text, and cuts strings short in programs written in C.
        let has_zeros = records.has_zeros && memchr::memchr(0, record).is_some();
        let text: Cow<'_, [u8]> = if has_zeros { Cow::Owned(without_zeros(record)) } else { Cow::Borrowed(record) };
        cells.line = found.line;
        cells.is_broken = found.is_broken;
        (cells.is_doubtful, cells.is_unwrapped) = (false, false);
        let mut left = split_into(cells, quoting, &text);
        if has_zeros {
            // Each zero became three bytes; where the record ends is the same place in both.
            left = if left == 0 { 0 } else { split_into(&mut self.trial, quoting, record) };
        }
        // The quotes before the one that is never closed are good, as long as a row shows by its date or link.
        if found.is_broken && !sign.is_some_and(|sign| sign.is_in(cells)) {
            split_into(cells, plain, &text);
        }
        if !cells.raw.is_empty() || letters.is_some_and(|letters| !letters.prefers_utf_8) {
            let letters = match letters {
                Some(letters) => *letters,
                // The file may be cut in the middle of its last letter.
                None if is_at_end && ends_in_a_letter(record) => Letters::REPLACED,
                None => return Err(ReadError::NotUtf8),
            };
            let (guessed, utf_8) = cells.decode(letters);
            *doubled_cells += if letters.are_exceptions { 0 } else { utf_8 };
            if letters.are_exceptions && guessed > 0 {
                cells.is_doubtful = true;
                *doubtful_cells += guessed;
                if doubtful_at.len() < MOST_LINES_NAMED && doubtful_at.last() != Some(&found.line) {
                    doubtful_at.push(found.line);
                }
            }
        } else if letters.is_some_and(|letters| !letters.are_exceptions) && !record.is_ascii() {
            *doubled_cells += 1;
        }
        *doubled_cells += cells.undouble();
        if found.is_broken {
            return Ok(0);
        }
        // Whatever happens, reading goes on behind the place where it began.
        Ok(if left == 0 || left >= record.len() { 0 } else { left + tail })
    }
}

/// Whether every quote opens a cell, closes one, or is doubled inside one.
fn is_written_as_csv(record: &[u8], delimiter: u8) -> bool {
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'));
    let mut at = 0;
    let mut is_quoted = false;
    while let Some(next) = record.get(at..).and_then(|rest| memchr::memchr(b'"', rest)).map(|found| at + found) {
        at = next + 1;
        if !is_quoted {
            if !is_end(next.checked_sub(1).and_then(|before| record.get(before))) {
                return false;
            }
            is_quoted = true;
        } else if record.get(next + 1) == Some(&b'"') {
            at = next + 2;
        } else {
            if !is_end(record.get(next + 1)) {
                return false;
            }
            is_quoted = false;
        }
    }
    !is_quoted
}

fn trimmed(record: &[u8]) -> &[u8] {
    let mut record = record;
    while let [rest @ .., b'\n' | b'\r' | 0] = record {
        record = rest;
    }
    while let [b'\n' | b'\r', rest @ ..] = record {
        record = rest;
    }
    record.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(record)
}

fn without_zeros(record: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(record.len() + 16);
    for byte in record {
        if *byte == 0 { out.extend_from_slice("\u{FFFD}".as_bytes()) } else { out.push(*byte) }
    }
    out
}

/// Whether a record is UTF-8 up to a last letter of which bytes are missing.
fn ends_in_a_letter(record: &[u8]) -> bool {
    std::str::from_utf8(record).is_err_and(|error| error.error_len().is_none() && error.valid_up_to() > 0)
}

#[cfg(test)]
mod tests;
