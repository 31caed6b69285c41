//! Rows from bytes, for files small and large alike: one record at a time, whatever the file's length.
//!
//! A record ends at a line end outside quotes, so a quoted cell may hold any number of lines. A quote is taken for a
//! broken one only where quotes do not balance by the end of the file, where what they enclose is not written as CSV
//! is, or where a line inside reads as a whole row of its own. Then its line is read by itself, and reading goes on
//! behind it.

use std::{
    borrow::Cow,
    io::{self, Read},
    ops::Range,
};

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::{
    ImportError, date,
    table::{Header, RECORDS_TO_LOOK_AT},
    text::Letters,
};
use crate::model::person::profile_link;

/// Longer than any record: the longest message seen has 4,850 letters.
const LONGEST_RECORD: usize = 512 * 1024;
const CHUNK: usize = 256 * 1024;
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

/// The cells of one record.
#[derive(Debug, Default)]
pub struct Cells {
    /// The cells one behind the other; empty as long as they are `raw`.
    text: String,
    /// The same before their letters are known; empty afterwards.
    raw: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// Line number in the file, from 1.
    pub line: u64,
    /// Set where the line was read by itself, behind a quote that is never closed.
    pub is_broken: bool,
    /// Set where letters of a cell are a guess, since they do not fit the file's encoding.
    pub is_doubtful: bool,
    /// Set where the whole row stood in one pair of quotes.
    is_unwrapped: bool,
}

impl Cells {
    /// How many cells the record has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// A cell; empty where the row is short.
    #[must_use]
    pub fn cell(&self, column: Option<usize>) -> &str {
        let Some(place) = column.and_then(|column| self.place(column)) else { return "" };
        // Letters are checked, or decoded, for the whole record at once; that a cell is asked for before is rare.
        if self.raw.is_empty() { self.text.get(place) } else { self.raw.get(place).and_then(|bytes| std::str::from_utf8(bytes).ok()) }.unwrap_or_default()
    }

    fn place(&self, column: usize) -> Option<Range<usize>> {
        if column >= self.count {
            return None;
        }
        let from = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some(from..*self.ends.get(column)?)
    }

    fn bytes(&self, column: usize) -> Option<&[u8]> {
        let all = if self.raw.is_empty() { self.text.as_bytes() } else { &self.raw };
        all.get(self.place(column)?)
    }

    /// An empty buffer to split into, as long as this at least.
    fn buffer(&mut self, least: usize) -> Vec<u8> {
        let mut buffer = if self.raw.is_empty() { std::mem::take(&mut self.text).into_bytes() } else { std::mem::take(&mut self.raw) };
        buffer.resize(least, 0);
        buffer
    }

    /// Takes what was split, as text where it is UTF-8 in every cell.
    fn take(&mut self, split: Vec<u8>) {
        (self.text, self.raw) = (String::new(), Vec::new());
        match String::from_utf8(split) {
            Ok(text) if self.ends.iter().take(self.count).all(|end| text.is_char_boundary(*end)) => self.text = text,
            Ok(text) => self.raw = text.into_bytes(),
            Err(error) => self.raw = error.into_bytes(),
        }
    }

    /// All cells, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.count).map(|column| self.cell(Some(column)))
    }

    /// Whether no cell holds more than blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.iter().all(|cell| cell.trim().is_empty())
    }

    /// Sets right what was encoded twice. Returns in how many cells.
    fn undouble(&mut self) -> usize {
        let text = self.text.as_bytes();
        // The letters that such cells begin with, as UTF-8; most rows have none of them.
        if !memchr::memchr_iter(0xC3, text).any(|at| text.get(at + 1).is_some_and(|next| matches!(next, 0x82..=0x85 | 0xA2))) {
            return 0;
        }
        let mut cells: Vec<Cow<'_, str>> = Vec::with_capacity(self.count);
        let mut undoubled = 0;
        for cell in self.iter() {
            match super::text::undouble(cell) {
                Some(plain) => {
                    undoubled += 1;
                    cells.push(Cow::Owned(plain));
                }
                None => cells.push(Cow::Borrowed(cell)),
            }
        }
        if undoubled == 0 {
            return 0;
        }
        let (mut text, mut ends) = (String::with_capacity(self.text.len()), Vec::with_capacity(self.count));
        for cell in cells {
            text.push_str(&cell);
            ends.push(text.len());
        }
        (self.text, self.ends) = (text, ends);
        undoubled
    }

    fn is_alone(&self) -> bool {
        self.iter().skip(1).all(|cell| cell.trim().is_empty())
    }

    /// Puts text in the place of bytes that are not UTF-8, cell by cell. Returns how many cells are a guess, and how many are
    /// UTF-8 beyond ASCII.
    fn decode(&mut self, letters: Letters) -> (usize, usize) {
        let (mut guessed, mut utf_8) = (0, 0);
        let (mut text, mut ends) = (String::with_capacity(self.raw.len() + self.text.len()), Vec::with_capacity(self.count));
        for column in 0..self.count {
            let bytes = self.bytes(column).unwrap_or_default();
            let (cell, is_guess) = letters.decode_cell(bytes);
            guessed += usize::from(is_guess && !bytes.is_ascii());
            utf_8 += usize::from(!is_guess && !bytes.is_ascii());
            text.push_str(&cell);
            ends.push(text.len());
        }
        (self.text, self.ends) = (text, ends);
        self.raw = Vec::new();
        (guessed, utf_8)
    }
}

/// Cuts a stream into records.
struct Records<'r> {
    source: Box<dyn Read + 'r>,
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    is_at_end: bool,
    line: u64,
    read: u64,
    /// The last byte that is no padding.
    last_byte: u8,
    /// Whether a zero byte was read.
    has_zeros: bool,
}

/// Where a record stands in the buffer.
struct Found {
    from: usize,
    to: usize,
    line: u64,
    /// Line breaks in it, that at its end included.
    lines: u64,
    is_broken: bool,
}

impl<'r> Records<'r> {
    fn new(source: Box<dyn Read + 'r>) -> Self {
        Self { source, buffer: vec![0; CHUNK], start: 0, filled: 0, is_at_end: false, line: 1, read: 0, last_byte: b'\n', has_zeros: false }
    }

    /// Reads on. Moves what is not used yet to the front first.
    fn fill(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.start = 0;
        }
        if self.filled == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let room = self.buffer.get_mut(self.filled..).unwrap_or_default();
        let got = loop {
            match self.source.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                got => break got?,
            }
        };
        self.is_at_end = got == 0;
        self.has_zeros = self.has_zeros || memchr::memchr(0, room.get(..got).unwrap_or_default()).is_some();
        if let Some(last) = room.get(..got).and_then(|new| new.iter().rev().find(|byte| **byte != 0)) {
            self.last_byte = *last;
        }
        self.filled += got;
        self.read += got as u64;
        Ok(())
    }

    fn bytes(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Takes the record that ends at `end`.
    fn take(&mut self, end: usize, is_broken: bool) -> Found {
        let lines = memchr::memchr_iter(b'\n', self.bytes(self.start, end)).count() as u64;
        self.take_lines(end, lines, is_broken)
    }

    /// The same where the line breaks in it are counted.
    fn take_lines(&mut self, end: usize, lines: u64, is_broken: bool) -> Found {
        let found = Found { from: self.start, to: end, line: self.line, lines, is_broken };
        self.line += lines;
        self.start = end;
        found
    }

    /// The end of the first line from the start on.
    fn end_of_line(&self) -> usize {
        memchr::memchr(b'\n', self.bytes(self.start, self.filled)).map_or(self.filled, |at| self.start + at + 1)
    }

    fn next(&mut self) -> io::Result<Option<Found>> {
        let (mut seen, mut lines, mut is_quoted) = (0, 0, false);
        loop {
            let mut end = None;
            for at in memchr::memchr2_iter(b'"', b'\n', self.bytes(self.start + seen, self.filled)) {
                let place = self.start + seen + at;
                if self.buffer.get(place) == Some(&b'"') {
                    is_quoted = !is_quoted;
                    continue;
                }
                lines += 1;
                if !is_quoted {
                    end = Some(place + 1);
                    break;
                }
            }
            if let Some(end) = end {
                return Ok(Some(self.take_lines(end, lines, false)));
            }
            seen = self.filled - self.start;
            if self.is_at_end {
                if seen == 0 {
                    return Ok(None);
                }
                let end = if is_quoted { self.end_of_line() } else { self.filled };
                return Ok(Some(self.take(end, is_quoted)));
            }
            if seen > LONGEST_RECORD {
                let end = self.end_of_line();
                return Ok(Some(self.take(end, is_quoted)));
            }
            self.fill()?;
        }
    }

    /// Takes only the first line of what was taken as one record.
    fn cut_to_first_line(&mut self, found: &Found) -> Found {
        self.start = found.from;
        self.line = found.line;
        let end = self.end_of_line().min(found.to);
        self.take(end, true)
    }

    /// Gives back what was taken behind the end of a record.
    fn give_back(&mut self, found: &Found, end: usize) {
        self.start = found.from;
        self.line = found.line;
        self.take(end, false);
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
            let cells = if self.doubtful_cells == 1 { "1 cell is".to_owned() } else { format!("{} cells are", self.doubtful_cells) };
            words.push(format!("{name}: {cells} in another encoding than the rest (line {}{more}); their letters are a guess.", lines.join(", ")));
        }
        match self.doubled_cells {
            0 => {}
            1 => words.push(format!("{name}: 1 cell with letters encoded twice (such as “Ã¶” for “ö”) was set right.")),
            many => words.push(format!("{name}: {many} cells with letters encoded twice (such as “Ã¶” for “ö”) were set right.")),
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
            return Ok(Some(&self.cells));
        }
        Ok(None)
    }

    fn failed(&self, error: &io::Error) -> ReadError {
        super::archive::unpack_error(&self.name, error).into()
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

/// Splits one record. Returns how many bytes are left behind its end.
fn split_into(cells: &mut Cells, csv: &mut csv_core::Reader, record: &[u8]) -> usize {
    let mut record = record;
    csv.reset();
    // A cell is never longer than what it is cut from.
    let mut buffer = cells.buffer(record.len() + 8);
    if cells.ends.len() < 32 {
        cells.ends.resize(32, 0);
    }
    let (mut written, mut count) = (0, 0);
    while let (Some(text), Some(ends)) = (buffer.get_mut(written..), cells.ends.get_mut(count..)) {
        let (result, read, wrote, ended) = csv.read_record(record, text, ends);
        record = record.get(read..).unwrap_or_default();
        written += wrote;
        count += ended;
        match result {
            ReadRecordResult::OutputEndsFull => cells.ends.resize(cells.ends.len() * 2, 0),
            ReadRecordResult::OutputFull => buffer.resize(buffer.len() * 2, 0),
            // An empty input says that the record ends here.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    cells.count = count;
    buffer.truncate(written);
    cells.take(buffer);
    record.len()
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
mod tests {
    use super::*;

    const HEADER: &str = "CONVERSATION ID,FROM,DATE,CONTENT\n";

    /// Gives the bytes a few at a time.
    struct Drip<'b>(&'b [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(self.1).min(out.len());
            let (now, later) = self.0.split_at(count);
            out[..count].copy_from_slice(now);
            self.0 = later;
            Ok(count)
        }
    }

    fn open<'r>(source: Box<dyn Read + 'r>, letters: Option<Letters>) -> Result<Rows<'r>, ReadError> {
        Rows::open(source, b',', "x", letters, &super::super::registry::is_known)
    }

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut all = None;
        // However the bytes come, the rows are the same.
        for step in [1, 3, 7, 1 << 20] {
            let mut table = open(Box::new(Drip(text.as_bytes(), step)), None).unwrap_or_else(|_| panic!("no header"));
            let mut rows = Vec::new();
            while let Some(row) = table.next_row().unwrap() {
                rows.push((row.line, row.iter().map(str::to_owned).collect::<Vec<_>>()));
            }
            assert_eq!(*all.get_or_insert_with(|| rows.clone()), rows, "{step}");
        }
        all.unwrap()
    }

    #[test]
    fn cells_with_line_breaks_stay_one_row() {
        let rows = rows(&format!("{HEADER}\"1\",\"A, B\",\"d\",\"two\nlines \"\"quoted\"\"\"\r\n\n2,C,d,\n"));
        assert_eq!(
            rows,
            [(2, vec!["1".into(), "A, B".into(), "d".into(), "two\nlines \"quoted\"".into()]), (5, vec!["2".into(), "C".into(), "d".into(), String::new()])]
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_takes_its_own_line_only() {
        let names = |text: &str| rows(&format!("{HEADER}{text}")).into_iter().map(|(_, cells)| cells[1].clone()).collect::<Vec<_>>();
        assert_eq!(names("1,\"A,d,x\n2,B,d,x\n3,C,d,x"), ["\"A", "B", "C"]);
        // Two of them make one record of all between.
        assert_eq!(names("1,A\",d,x\n2,B,d,x\n3,C\",d,x\n4,D,d,x\n"), ["A\"", "B", "C\"", "D"]);
        let at = "2024-03-02 10:00:00 UTC";
        let row = |n: usize, text: &str| format!("{n},P{n},{at},{text}\n");
        let text = [row(1, "\"hi"), row(2, "x"), row(3, "x"), row(4, "\"hi"), row(5, "x")].concat();
        assert_eq!(names(&text), ["P1", "P2", "P3", "P4", "P5"]);
        let long = "x".repeat(700);
        let many = (0..1500).map(|i| format!("{i},P{i},d,{long}\n")).collect::<Vec<_>>().concat();
        assert_eq!(names(&format!("1,\"A,d,x\n{many}")).len(), 1501);
    }

    #[test]
    fn letters_of_another_encoding_concern_their_own_cell() {
        // A quote in the middle of a cell ends the record early, and every letter behind it grows when it is decoded.
        let odd = [0xE9; 40];
        let text = [HEADER.as_bytes(), "1,Zélie,d,x\n2,A\",d\n3,".as_bytes(), &odd, b"\",d,x\n", "4,Zoë,d,x\n".as_bytes()].concat();
        let letters = Letters { fallback: encoding_rs::WINDOWS_1252, prefers_utf_8: true, are_exceptions: true };
        let mut table = open(Box::new(&text[..]), Some(letters)).unwrap_or_else(|_| panic!("no header"));
        let mut names = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            names.push(row.cell(Some(1)).to_owned());
            assert!(names.len() < 10, "{names:?}");
        }
        assert_eq!(names, ["Zélie".to_owned(), "A\"".into(), format!("{}\"", "é".repeat(40)), "Zoë".into()]);
        assert!(table.warnings().iter().any(|words| words.contains("1 cell") && words.contains("line 4")), "{:?}", table.warnings());
        assert!(matches!(open(Box::new(&text[..]), None).map(|mut table| (0..9).find_map(|_| table.next_row().err())), Ok(Some(ReadError::NotUtf8))));
    }

    #[test]
    fn halves_of_a_letter_in_two_cells_are_no_letter() {
        let text = [HEADER.as_bytes(), b"1,\xC3,\xA9,x\n"].concat();
        assert!(matches!(open(Box::new(&text[..]), None).map(|mut table| table.next_row().is_err()), Ok(true)));
        let letters = Letters { fallback: encoding_rs::WINDOWS_1252, prefers_utf_8: true, are_exceptions: true };
        let mut table = open(Box::new(&text[..]), Some(letters)).unwrap_or_else(|_| panic!("no header"));
        let row = table.next_row().unwrap().unwrap();
        assert_eq!(row.iter().collect::<Vec<_>>(), ["1", "Ã", "©", "x"]);
    }

    #[test]
    fn other_encodings_are_streamed_too() {
        let text = format!("{HEADER}1,Zélie 🌿,d,x\n");
        let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        super::super::stream::transcoded(Drip(&bytes, 5), encoding_rs::UTF_16LE).read_to_string(&mut out).unwrap();
        assert_eq!(out, text);
    }

    #[test]
    fn a_cell_of_many_lines_is_one_cell_whatever_stands_in_it() {
        let note = "Fair 2023\n- wants samples\n- blue, green, red, and more\n\n2024-03-02 10:00:00 UTC";
        let rows = rows(&format!("{HEADER}1,A,d,\"{note}\"\n2,B,d,x\n"));
        assert_eq!(rows, [(2, vec!["1".into(), "A".into(), "d".into(), note.into()]), (7, vec!["2".into(), "B".into(), "d".into(), "x".into()])]);
        // What ends like a row is the end of a cell, as long as it holds half a quote.
        let text = format!("{HEADER}1,A,d,\"x\n2,B,2024-03-02 10:00:00 UTC,end\"\n3,C,d,x\n");
        assert_eq!(super::tests::rows(&text).len(), 2);
    }

    #[test]
    fn two_quotes_of_two_rows_do_not_swallow_what_is_between_or_behind() {
        let names = |text: &str| rows(&format!("{HEADER}{text}")).into_iter().map(|(_, cells)| cells[1].clone()).collect::<Vec<_>>();
        assert_eq!(names("\"1,A,d,x\n\"2,B,d,x\n3,C,d,x\n"), ["A", "B", "C"]);
    }

    #[test]
    fn what_stands_above_rows_is_nobody_in_the_middle_of_a_file_either() {
        let text = format!("{HEADER}1,A,d,x\n\nNotes:\n\"Some words, with commas, and more\"\n\n\u{FEFF}{HEADER}2,B,d,x\n");
        assert_eq!(rows(&text).len(), 2);
    }

    #[test]
    fn zeros_that_pad_a_file_cost_nothing() {
        let text = format!("{HEADER}1,A,d,x\n2,B,d,y{}", "\0".repeat(9));
        assert_eq!(rows(&text)[1].1, ["2", "B", "d", "y"]);
        assert_eq!(rows(&format!("{HEADER}1,A\0,d,x\n"))[0].1[1], "A\u{FFFD}");
    }

    #[test]
    fn a_row_in_one_pair_of_quotes_is_read_again() {
        let rows = rows(&format!("{HEADER}\"1,\"\"A, B\"\",d,x\"\n\"A, B\",,,\n"));
        assert_eq!(rows[0].1, ["1", "A, B", "d", "x"]);
        assert_eq!(rows[1].1, ["A, B", "", "", ""]);
    }

    #[test]
    fn line_numbers_are_those_of_an_editor() {
        for newline in ["\n", "\r\n"] {
            let text = ["Notes:", "\"two", "lines\"", "", HEADER.trim_end(), "A,B,d,x", "", "C,\"D", "E\",d,y", "F,G,d,z"].join(newline);
            assert_eq!(rows(&text).into_iter().map(|(line, _)| line).collect::<Vec<_>>(), [6, 8, 10], "{newline:?}");
        }
    }
}
