//! Cuts a stream into records, whatever its length.

use std::io::{self, Read};

/// Longer than any record: the longest message seen has 4,850 letters.
pub(super) const LONGEST_RECORD: usize = 512 * 1024;

pub(super) const CHUNK: usize = 256 * 1024;

/// Cuts a stream into records.
pub(super) struct Records<'r> {
    pub(super) source: Box<dyn Read + 'r>,
    pub(super) buffer: Vec<u8>,
    pub(super) start: usize,
    pub(super) filled: usize,
    pub(super) is_at_end: bool,
    pub(super) line: u64,
    pub(super) read: u64,
    /// The last byte that is no padding.
    pub(super) last_byte: u8,
    /// Whether a zero byte was read.
    pub(super) has_zeros: bool,
}

/// Where a record stands in the buffer.
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) line: u64,
    /// Line breaks in it, that at its end included.
    pub(super) lines: u64,
    pub(super) is_broken: bool,
}

impl<'r> Records<'r> {
    pub(super) fn new(source: Box<dyn Read + 'r>) -> Self {
        Self { source, buffer: vec![0; CHUNK], start: 0, filled: 0, is_at_end: false, line: 1, read: 0, last_byte: b'\n', has_zeros: false }
    }

    /// Reads on. Moves what is not used yet to the front first.
    pub(super) fn fill(&mut self) -> io::Result<()> {
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

    pub(super) fn bytes(&self, from: usize, to: usize) -> &[u8] {
        self.buffer.get(from..to).unwrap_or_default()
    }

    /// Takes the record that ends at `end`.
    pub(super) fn take(&mut self, end: usize, is_broken: bool) -> Found {
        let lines = memchr::memchr_iter(b'\n', self.bytes(self.start, end)).count() as u64;
        self.take_lines(end, lines, is_broken)
    }

    /// Cuts a record whose line breaks are counted already.
    pub(super) fn take_lines(&mut self, end: usize, lines: u64, is_broken: bool) -> Found {
        let found = Found { from: self.start, to: end, line: self.line, lines, is_broken };
        self.line += lines;
        self.start = end;
        found
    }

    /// The end of the first line from the start on.
    pub(super) fn end_of_line(&self) -> usize {
        memchr::memchr(b'\n', self.bytes(self.start, self.filled)).map_or(self.filled, |at| self.start + at + 1)
    }

    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
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
    pub(super) fn cut_to_first_line(&mut self, found: &Found) -> Found {
        self.start = found.from;
        self.line = found.line;
        let end = self.end_of_line().min(found.to);
        self.take(end, true)
    }

    /// Gives back what was taken behind the end of a record.
    pub(super) fn give_back(&mut self, found: &Found, end: usize) {
        self.start = found.from;
        self.line = found.line;
        self.take(end, false);
    }
}
