//! The cells of one record.

use std::{borrow::Cow, ops::Range};

use csv_core::ReadRecordResult;

use super::text::Letters;

/// The longest cell, in bytes: LinkedIn lets nobody write a message a tenth as long.
pub(super) const LONGEST_CELL: usize = 100_000;

/// The cells of one record.
#[derive(Debug, Default)]
pub struct Cells {
    /// The cells one behind the other; empty as long as they are `raw`.
    pub(super) text: String,
    /// The cells as bytes, before the encoding is known; empty afterwards.
    pub(super) raw: Vec<u8>,
    pub(super) ends: Vec<usize>,
    pub(super) count: usize,
    /// Line number in the file, from 1.
    pub line: u64,
    /// Set where the line was read by itself, behind a quote that is never closed.
    pub is_broken: bool,
    /// Set where letters of a cell are a guess, since they do not fit the file's encoding.
    pub is_doubtful: bool,
    /// Set where the whole row stood in one pair of quotes.
    pub(super) is_unwrapped: bool,
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

    pub(super) fn place(&self, column: usize) -> Option<Range<usize>> {
        if column >= self.count {
            return None;
        }
        let from = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        Some(from..*self.ends.get(column)?)
    }

    pub(super) fn bytes(&self, column: usize) -> Option<&[u8]> {
        let all = if self.raw.is_empty() { self.text.as_bytes() } else { &self.raw };
        all.get(self.place(column)?)
    }

    /// An empty buffer to split into, as long as this at least.
    pub(super) fn buffer(&mut self, least: usize) -> Vec<u8> {
        let mut buffer = if self.raw.is_empty() { std::mem::take(&mut self.text).into_bytes() } else { std::mem::take(&mut self.raw) };
        buffer.resize(least, 0);
        buffer
    }

    /// Takes what was split, as text where it is UTF-8 in every cell.
    pub(super) fn take(&mut self, split: Vec<u8>) {
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
    pub(super) fn undouble(&mut self) -> usize {
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

    /// Cuts cells that are longer than anything that anybody writes at LinkedIn. Returns how many.
    pub(super) fn cut_long(&mut self) -> usize {
        if self.text.len() <= LONGEST_CELL {
            return 0;
        }
        let (mut text, mut ends, mut cut) = (String::with_capacity(LONGEST_CELL), Vec::with_capacity(self.count), 0);
        for cell in self.iter() {
            let end = cell.floor_char_boundary(LONGEST_CELL);
            cut += usize::from(end < cell.len());
            text.push_str(cell.get(..end).unwrap_or_default());
            ends.push(text.len());
        }
        if cut > 0 {
            (self.text, self.ends) = (text, ends);
        }
        cut
    }

    pub(super) fn is_alone(&self) -> bool {
        self.iter().skip(1).all(|cell| cell.trim().is_empty())
    }

    /// Puts text in the place of bytes that are not UTF-8, cell by cell. Returns how many cells are a guess, and how many are
    /// UTF-8 beyond ASCII.
    pub(super) fn decode(&mut self, letters: Letters) -> (usize, usize) {
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

/// Splits one record. Returns how many bytes are left behind its end.
pub(super) fn split_into(cells: &mut Cells, csv: &mut csv_core::Reader, record: &[u8]) -> usize {
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
