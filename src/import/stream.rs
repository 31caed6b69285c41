//! Rows from a stream, for files too large to be held: one record at a time, whatever the file's length.
//!
//! A record ends at a line end outside quotes. A quote that is never closed cannot swallow the rest of the file: its
//! line is read by itself, and reading goes on behind it.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use csv_core::{ReadRecordResult, ReaderBuilder};
use encoding_rs::{Decoder, Encoding};

use super::{ImportError, reader, table::Header};

/// Longer than any record: the longest message seen has 4,850 letters.
const LONGEST_RECORD: usize = 512 * 1024;
const CHUNK: usize = 256 * 1024;
/// The header stands within this many records.
const RECORDS_TO_LOOK_AT: usize = 14;

/// Why reading stopped.
#[derive(Debug)]
pub enum StreamError {
    /// For a reason to be told.
    Import(ImportError),
    /// The bytes are not the UTF-8 that they were taken for: to be read again in another encoding.
    NotUtf8,
}

impl From<ImportError> for StreamError {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

/// Bytes of any encoding as UTF-8.
struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    is_at_end: bool,
}

/// Turns a stream into UTF-8. A byte-order mark is left out.
pub fn transcoded<'r>(inner: impl Read + 'r, encoding: &'static Encoding) -> impl Read + 'r {
    Transcoded { inner, decoder: encoding.new_decoder_with_bom_removal(), raw: vec![0; CHUNK], text: Vec::new(), given: 0, is_at_end: false }
}

impl<R: Read> Read for Transcoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.is_at_end {
            let got = self.inner.read(&mut self.raw)?;
            self.is_at_end = got == 0;
            let raw = self.raw.get(..got).unwrap_or_default();
            let room = self.decoder.max_utf8_buffer_length(got).unwrap_or(got * 3 + 16);
            self.text.resize(room, 0);
            let (_, _, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.is_at_end);
            self.text.truncate(written);
            self.given = 0;
        }
        let waiting = self.text.get(self.given..).unwrap_or_default();
        let count = waiting.len().min(out.len());
        if let (Some(to), Some(from)) = (out.get_mut(..count), waiting.get(..count)) {
            to.copy_from_slice(from);
        }
        self.given += count;
        Ok(count)
    }
}

/// A stream of old Macs, with CR for line ends.
pub struct ReturnsAsLines<R>(pub R);

impl<R: Read> Read for ReturnsAsLines<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let got = self.0.read(out)?;
        for byte in out.iter_mut().take(got).filter(|byte| **byte == b'\r') {
            *byte = b'\n';
        }
        Ok(got)
    }
}

/// The cells of one record.
#[derive(Debug, Default)]
pub struct Cells {
    text: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    /// Line number in the file, from 1.
    pub line: u64,
    /// Set where the line was read by itself, behind a quote that is never closed.
    pub is_broken: bool,
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
        let Some(column) = column.filter(|column| *column < self.count) else { return "" };
        let from = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let to = self.ends.get(column).copied().unwrap_or(from);
        // Each record is checked as a whole; cells end where a delimiter or quote stood, never inside a letter.
        self.text.get(from..to).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.count).map(|column| self.cell(Some(column)))
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
}

/// Where a record stands in the buffer.
struct Found {
    from: usize,
    to: usize,
    line: u64,
    is_broken: bool,
}

impl<'r> Records<'r> {
    fn new(source: Box<dyn Read + 'r>) -> Self {
        Self { source, buffer: vec![0; CHUNK], start: 0, filled: 0, is_at_end: false, line: 1, read: 0 }
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
        self.filled += got;
        self.read += got as u64;
        Ok(())
    }

    fn bytes(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Takes the record that ends at `end`.
    fn take(&mut self, end: usize, is_broken: bool) -> Found {
        let found = Found { from: self.start, to: end, line: self.line, is_broken };
        self.line += memchr::memchr_iter(b'\n', self.bytes(self.start, end)).count() as u64;
        self.start = end;
        found
    }

    /// The end of the first line from the start on.
    fn end_of_line(&self) -> usize {
        memchr::memchr(b'\n', self.bytes(self.start, self.filled)).map_or(self.filled, |at| self.start + at + 1)
    }

    fn next(&mut self) -> io::Result<Option<Found>> {
        let (mut seen, mut is_quoted) = (0, false);
        loop {
            let mut end = None;
            for at in memchr::memchr2_iter(b'"', b'\n', self.bytes(self.start + seen, self.filled)) {
                let place = self.start + seen + at;
                if self.buffer.get(place) == Some(&b'"') {
                    is_quoted = !is_quoted;
                } else if !is_quoted {
                    end = Some(place + 1);
                    break;
                }
            }
            if let Some(end) = end {
                return Ok(Some(self.take(end, false)));
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
                return Ok(Some(self.take(end, true)));
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

/// A table read from a stream.
pub struct StreamedTable<'r> {
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
    /// The column that holds a date in every row, which tells a row from a line of a message.
    date: Option<usize>,
    /// Records that are UTF-8 and more than ASCII.
    true_utf_8: usize,
    /// Records that are not UTF-8 although others are.
    odd_letters: usize,
}

impl<'r> StreamedTable<'r> {
    /// Finds the header again that the file's beginning showed.
    ///
    /// # Errors
    /// When the stream cannot be read, or the header is not there.
    pub fn open(source: Box<dyn Read + 'r>, delimiter: u8, name: &str) -> Result<Self, StreamError> {
        let build = |quoting: bool| ReaderBuilder::new().delimiter(delimiter).quoting(quoting).build();
        let mut table = Self {
            header: Header::default(),
            records: Records::new(source),
            delimiter,
            name: name.to_owned(),
            cells: Cells::default(),
            trial: Cells::default(),
            quoting: build(true),
            plain: build(false),
            date: None,
            true_utf_8: 0,
            odd_letters: 0,
        };
        for _ in 0..RECORDS_TO_LOOK_AT {
            if !table.advance()? {
                break;
            }
            let header = Header::of(table.cells.all());
            if reader::for_header(&header).is_some() {
                table.date = header.column(&["date"]);
                table.header = header;
                return Ok(table);
            }
        }
        Err(ImportError::NoHeader { name: name.to_owned(), columns: Vec::new() }.into())
    }

    /// The delimiter, for people.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Bytes read so far, unpacked.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.records.read
    }

    /// How many records are in another encoding than the rest.
    #[must_use]
    pub fn odd_letters(&self) -> usize {
        self.odd_letters
    }

    /// The next row.
    ///
    /// # Errors
    /// When the stream cannot be read, or is not the text it was taken for.
    pub fn next_row(&mut self) -> Result<Option<&Cells>, StreamError> {
        Ok(if self.advance()? { Some(&self.cells) } else { None })
    }

    fn failed(&self, error: &io::Error) -> StreamError {
        ImportError::DamagedArchive { name: self.name.clone(), why: error.to_string() }.into()
    }

    fn advance(&mut self) -> Result<bool, StreamError> {
        loop {
            let Some(mut found) = self.records.next().map_err(|error| self.failed(&error))? else { return Ok(false) };
            let left = self.split(&found)?;
            if left > 0 {
                // A quote in the middle of a cell is a letter, so the record ended before.
                found.to -= left;
                self.records.give_back(&found, found.to);
            }
            let width = self.header.width();
            // Two quotes that belong to different rows make one record of all between them.
            let has_many_lines = !found.is_broken && memchr::memchr(b'\n', trimmed(self.records.bytes(found.from, found.to))).is_some();
            if width > 1 && has_many_lines && self.holds_another_row(&found, width) {
                found = self.records.cut_to_first_line(&found);
                self.split(&found)?;
            }
            // A blank line is no record.
            if self.cells.len() > 1 || !self.cells.cell(Some(0)).is_empty() {
                return Ok(true);
            }
        }
    }

    /// Whether a line behind the first reads as a whole row by itself, its date included: then two quotes of different
    /// rows made one record of all between them.
    fn holds_another_row(&mut self, found: &Found, width: usize) -> bool {
        let Self { records, trial, quoting, date, delimiter, .. } = self;
        let record = records.bytes(found.from, found.to);
        record.split(|byte| *byte == b'\n').skip(1).any(|line| {
            // Most lines of most messages are no rows at the first glance.
            memchr::memchr_iter(*delimiter, line).count() + 1 >= width && {
                split_into(trial, quoting, trimmed(line));
                trial.count == width && date.is_none_or(|date| super::date::second_of(trial.cell(Some(date)).trim()).is_some())
            }
        })
    }

    /// Splits a record into cells. Answers how many bytes at its end belong to further records.
    fn split(&mut self, found: &Found) -> Result<usize, StreamError> {
        let Self { records, cells, trial, quoting, plain, date, true_utf_8, odd_letters, .. } = self;
        let whole = records.bytes(found.from, found.to);
        let record = trimmed(whole);
        let line_end = whole.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let is_at_end = records.is_at_end && found.to == records.filled;
        let text: Cow<'_, [u8]> = match std::str::from_utf8(record) {
            Ok(text) => {
                *true_utf_8 += usize::from(!text.is_ascii());
                Cow::Borrowed(record)
            }
            // The file may be cut in the middle of its last letter.
            Err(error) if is_at_end && error.error_len().is_none() => Cow::Owned(String::from_utf8_lossy(record).into_owned().into_bytes()),
            // A stray byte in a file that has shown to be UTF-8 does not make all of it another encoding.
            Err(_) if *true_utf_8 > 0 => {
                *odd_letters += 1;
                Cow::Owned(encoding_rs::WINDOWS_1252.decode_without_bom_handling(record).0.into_owned().into_bytes())
            }
            Err(_) => return Err(StreamError::NotUtf8),
        };
        cells.line = found.line;
        cells.is_broken = found.is_broken;
        let mut left = split_into(cells, quoting, &text);
        if left > 0 && matches!(text, Cow::Owned(_)) {
            // Decoded it has another length; quotes and line ends are the same bytes in both.
            left = split_into(trial, quoting, record);
        }
        if found.is_broken {
            // The quotes before the one that is never closed are good, as long as a date stands where it belongs.
            let is_dated = date.is_some_and(|date| super::date::second_of(cells.cell(Some(date)).trim()).is_some());
            if !is_dated {
                split_into(cells, plain, &text);
            }
            return Ok(0);
        }
        // The line end was taken off before. Whatever happens, reading goes on behind the place where it began.
        Ok(if left == 0 || left >= record.len() { 0 } else { left + line_end })
    }
}

/// Splits one record. Answers how many bytes are left behind its end.
fn split_into(cells: &mut Cells, csv: &mut csv_core::Reader, record: &[u8]) -> usize {
    let mut record = record;
    csv.reset();
    // A cell is never longer than what it is cut from.
    if cells.text.len() < record.len() + 8 {
        cells.text.resize(record.len() + 8, 0);
    }
    if cells.ends.is_empty() {
        cells.ends.resize(32, 0);
    }
    let (mut written, mut count) = (0, 0);
    while let (Some(text), Some(ends)) = (cells.text.get_mut(written..), cells.ends.get_mut(count..)) {
        let (result, read, wrote, ended) = csv.read_record(record, text, ends);
        record = record.get(read..).unwrap_or_default();
        written += wrote;
        count += ended;
        match result {
            ReadRecordResult::OutputEndsFull => cells.ends.resize(cells.ends.len() * 2, 0),
            ReadRecordResult::OutputFull => cells.text.resize(cells.text.len() * 2, 0),
            // An empty input says that the record ends here.
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::Record | ReadRecordResult::End => break,
        }
    }
    cells.count = count;
    record.len()
}

fn trimmed(record: &[u8]) -> &[u8] {
    let mut record = record;
    while let [rest @ .., b'\n' | b'\r'] = record {
        record = rest;
    }
    while let [b'\n' | b'\r', rest @ ..] = record {
        record = rest;
    }
    record.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(record)
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

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut all = None;
        // However the bytes come, the rows are the same.
        for step in [1, 3, 7, 1 << 20] {
            let mut table = StreamedTable::open(Box::new(Drip(text.as_bytes(), step)), b',', "x").unwrap_or_else(|_| panic!("no header"));
            let mut rows = Vec::new();
            while let Some(row) = table.next_row().unwrap() {
                rows.push((row.line, row.all().map(str::to_owned).collect::<Vec<_>>()));
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
    fn letters_of_another_encoding_do_not_hold_up_the_reading() {
        // A quote in the middle of a cell ends the record early, and every letter behind it grows when it is decoded.
        let odd = [0xE9; 40];
        let text = [HEADER.as_bytes(), "1,Zélie,d,x\n2,A\",d\n3,".as_bytes(), &odd, b"\",d,x\n", "4,Zoë,d,x\n".as_bytes()].concat();
        let mut table = StreamedTable::open(Box::new(&text[..]), b',', "x").unwrap_or_else(|_| panic!("no header"));
        let mut numbers = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            numbers.push(row.cell(Some(0)).to_owned());
            assert!(numbers.len() < 10, "{numbers:?}");
        }
        assert_eq!(numbers, ["1", "2", "3", "4"]);
    }

    #[test]
    fn other_encodings_are_streamed_too() {
        let text = format!("{HEADER}1,Zélie 🌿,d,x\n");
        let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let mut out = String::new();
        transcoded(Drip(&bytes, 5), encoding_rs::UTF_16LE).read_to_string(&mut out).unwrap();
        assert_eq!(out, text);
        // One stray byte in UTF-8 concerns its own record alone.
        let text = ["CONVERSATION ID,FROM,DATE\n1,Zélie,d\n2,".as_bytes(), b"Z\xE9lie,d\n3,Zo\xC3\xAB,d\n"].concat();
        let mut table = StreamedTable::open(Box::new(&text[..]), b',', "x").unwrap_or_else(|_| panic!("no header"));
        let mut names = Vec::new();
        while let Some(row) = table.next_row().unwrap() {
            names.push(row.cell(Some(1)).to_owned());
        }
        assert_eq!((names, table.odd_letters()), (vec!["Zélie".to_owned(), "Zélie".into(), "Zoë".into()], 1));
        assert!(matches!(
            StreamedTable::open(Box::new(&b"CONVERSATION ID,FROM,DATE\n1,Z\xE9lie,d\n"[..]), b',', "x").and_then(|mut table| table.next_row().map(|_| ())),
            Err(StreamError::NotUtf8)
        ));
    }
}
