//! Text to rows: finds the header among the first records, whatever the delimiter, and reads what follows.

use csv::{ReaderBuilder, StringRecord};

use super::reader::{self, Reader};

/// The header stands within this many records (LinkedIn's preamble is two, users add blank ones).
const RECORDS_TO_LOOK_AT: usize = 14;
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// The names of the columns, made comparable: lower case, without blanks and quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    cells: Vec<String>,
}

impl Header {
    /// Of these cells.
    pub fn of<'c>(cells: impl IntoIterator<Item = &'c str>) -> Self {
        let normal =
            |cell: &str| cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '\u{FEFF}' | '_')).flat_map(char::to_lowercase).collect();
        Self { cells: cells.into_iter().map(normal).collect() }
    }

    /// Where the first column of any of these names stands.
    #[must_use]
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        self.cells.iter().position(|cell| names.contains(&cell.as_str()))
    }

    /// Whether there is a column of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.column(&[name]).is_some()
    }

    /// How many columns there are, empty ones at the end not counted.
    #[must_use]
    pub fn width(&self) -> usize {
        self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1)
    }
}

/// A header and where its rows begin.
#[derive(Debug)]
pub struct Table<'t> {
    /// The names of the columns.
    pub header: Header,
    text: &'t str,
    delimiter: u8,
    first_row_at: usize,
}

/// A table whose header a reader knows.
pub struct Found<'t> {
    /// The table.
    pub table: Table<'t>,
    /// Who can read it.
    pub reader: &'static dyn Reader,
}

/// A data row.
#[derive(Debug, Default)]
pub struct Row {
    /// Line number in the file, from 1.
    pub line: u64,
    /// The cells.
    pub cells: StringRecord,
}

impl Row {
    /// A cell; empty where the row is short.
    #[must_use]
    pub fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).unwrap_or_default()
    }
}

/// Counts lines from the start of a text; asked with growing offsets.
struct LineCounter<'t> {
    text: &'t str,
    counted_to: usize,
    line: u64,
}

impl LineCounter<'_> {
    fn line_at(&mut self, offset: usize) -> u64 {
        let between = self.text.as_bytes().get(self.counted_to..offset).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.counted_to = offset;
        self.line
    }
}

/// Finds the header that some reader knows.
///
/// # Errors
/// The columns of the first record that looks like a header, or nothing if none does.
pub fn find(text: &str) -> Result<Found<'_>, Vec<String>> {
    let mut columns_seen: Vec<String> = Vec::new();
    for delimiter in DELIMITERS {
        let mut csv = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        for _ in 0..RECORDS_TO_LOOK_AT {
            if !matches!(csv.read_record(&mut record), Ok(true)) {
                break;
            }
            let mut header = Header::of(&record);
            let mut reader = reader::for_header(&header);
            if reader.is_none() && record.len() == 1 {
                // The header itself may be wrapped in one pair of quotes.
                if let Some(inner) = unwrap_record(&record, delimiter, 2) {
                    header = Header::of(&inner);
                    reader = reader::for_header(&header);
                }
            }
            if let Some(reader) = reader {
                let first_row_at = usize::try_from(csv.position().byte()).unwrap_or(text.len()).min(text.len());
                return Ok(Found { table: Table { header, text, delimiter, first_row_at }, reader });
            }
            if record.len() > columns_seen.len() && record.len() > 1 && record.iter().filter(|cell| !cell.trim().is_empty()).count() > 1 {
                columns_seen = record.iter().take(12).map(|cell| cell.trim().chars().take(40).collect()).collect();
            }
        }
    }
    Err(columns_seen)
}

/// A record of one cell that holds the delimiter is a whole row in one pair of quotes.
fn unwrap_record(record: &StringRecord, delimiter: u8, at_least: usize) -> Option<StringRecord> {
    let first = record.get(0)?;
    if !first.as_bytes().contains(&delimiter) || record.iter().skip(1).any(|cell| !cell.is_empty()) {
        return None;
    }
    let inner = one_record(first, delimiter)?;
    (inner.len() >= at_least).then_some(inner)
}

fn one_record(line: &str, delimiter: u8) -> Option<StringRecord> {
    let mut csv = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(line.as_bytes());
    let mut record = StringRecord::new();
    matches!(csv.read_record(&mut record), Ok(true)).then_some(record)
}

/// A delimiter, for people.
#[must_use]
pub fn delimiter_in_words(delimiter: u8) -> &'static str {
    match delimiter {
        b';' => "semicolon",
        b'\t' => "tab",
        _ => "comma",
    }
}

impl Table<'_> {
    /// The delimiter, for people.
    #[must_use]
    pub fn delimiter_in_words(&self) -> &'static str {
        delimiter_in_words(self.delimiter)
    }

    /// The byte between cells.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Whether the text ends with a line break.
    #[must_use]
    pub fn ends_with_line_break(&self) -> bool {
        self.text.ends_with(['\n', '\r'])
    }

    /// Size of the text, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Calls `each` for every row until it answers false. Returns the lines at which a quote was opened and never
    /// closed; the rows behind such a quote are read all the same.
    ///
    /// `cells_have_line_breaks` says whether this kind of file has line breaks inside cells by nature.
    pub fn rows(&self, cells_have_line_breaks: bool, mut each: impl FnMut(&Row) -> bool) -> Vec<u64> {
        let mut broken_quotes = Vec::new();
        let Some(body) = self.text.get(self.first_row_at..) else { return broken_quotes };
        let width = self.header.width();
        let mut csv = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(body.as_bytes());
        let mut row = Row::default();
        let mut lines = LineCounter { text: self.text, counted_to: 0, line: 1 };
        let byte = |position: &csv::Position| usize::try_from(position.byte()).unwrap_or(body.len()).min(body.len());
        loop {
            let starts_at = byte(csv.position());
            match csv.read_record(&mut row.cells) {
                Ok(true) => {}
                Ok(false) => break,
                // The text is valid UTF-8 and rows may differ in width, so nothing is left that could fail; a row
                // that does is left out.
                Err(_) => continue,
            }
            let raw = body.get(starts_at..byte(csv.position())).unwrap_or_default();
            let record = raw.trim_start_matches(['\r', '\n']);
            row.line = lines.line_at(self.first_row_at + starts_at + raw.len() - record.len());
            let is_last = byte(csv.position()) >= body.len();
            let record = record.trim_end_matches(['\r', '\n']);
            if !cells_have_line_breaks
                && (record.contains('\n') || is_last)
                && let Some(rows) = self.split_at_a_broken_quote(record, row.line, row.cells.len())
            {
                broken_quotes.push(row.line);
                if !rows.iter().all(&mut each) {
                    return broken_quotes;
                }
                continue;
            }
            if width > 1
                && let Some(inner) = unwrap_record(&row.cells, self.delimiter, if row.cells.len() == 1 { 2 } else { width })
            {
                row.cells = inner;
            }
            if !each(&row) {
                break;
            }
        }
        broken_quotes
    }

    /// A quote that is never closed swallows the lines behind it. If any of these looks like a row of its own, each
    /// line is read by itself. Rows may be much shorter than the header, so half of its width is a row then.
    fn split_at_a_broken_quote(&self, raw: &str, first_line: u64, cells: usize) -> Option<Vec<Row>> {
        let width = self.header.width();
        let is_odd = raw.matches('"').count() % 2 == 1;
        // A closed quote around a few lines may well be one cell; then only a full row speaks against it.
        let enough = if is_odd || raw.lines().count() > 4 { width.div_ceil(2) } else { width };
        let looks_like_a_row = |line: &str| one_record(line, self.delimiter).is_some_and(|record| record.len() >= enough.max(2));
        let is_swallowing = raw.lines().skip(1).any(looks_like_a_row);
        // On the last line nothing is left to swallow but the cells behind the quote.
        let is_cut = !raw.contains('\n') && is_odd && cells < width && raw.matches(char::from(self.delimiter)).count() + 1 > cells;
        if width < 2 || !(is_swallowing || is_cut) {
            return None;
        }
        let mut rows = Vec::new();
        for (i, line) in raw.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            // The line with the broken quote is split plainly, its quotes taken as letters.
            let has_odd_quotes = line.matches('"').count() % 2 == 1;
            let mut csv =
                ReaderBuilder::new().has_headers(false).flexible(true).quoting(!has_odd_quotes).delimiter(self.delimiter).from_reader(line.as_bytes());
            let mut cells = StringRecord::new();
            if matches!(csv.read_record(&mut cells), Ok(true)) {
                rows.push(Row { line: first_line + i as u64, cells });
            }
        }
        Some(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (Vec<Vec<String>>, Vec<u64>) {
        let Ok(found) = find(text) else { panic!("no header in {text}") };
        let mut rows = Vec::new();
        let broken = found.table.rows(false, |row| {
            rows.push(row.cells.iter().map(str::to_owned).collect());
            true
        });
        (rows, broken)
    }

    #[test]
    fn a_quote_that_is_never_closed_does_not_swallow_the_rest() {
        let text = "First Name,Last Name,Connected On\nMira,\"Quorn,08 Jan 2024\nTomas,Ferrowick,07 Jan 2024\nIlse,\"Brandt, PhD\",06 Jan 2024\n";
        let (rows, broken) = rows(text);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[1], ["Tomas", "Ferrowick", "07 Jan 2024"]);
        assert_eq!(rows[2], ["Ilse", "Brandt, PhD", "06 Jan 2024"]);
        assert_eq!(broken, [2]);
    }

    #[test]
    fn a_row_in_one_pair_of_quotes_is_read_again() {
        let text = "First Name,Last Name,Connected On\n\"Mira,\"\"Quorn, PhD\"\",08 Jan 2024\"\n\"A, B\",,\n";
        let (rows, _) = rows(text);
        assert_eq!(rows[0], ["Mira", "Quorn, PhD", "08 Jan 2024"]);
        assert_eq!(rows[1], ["A, B", "", ""]);
    }

    #[test]
    fn line_numbers_are_those_of_an_editor() {
        for newline in ["\n", "\r\n"] {
            let text = ["Notes:", "\"two", "lines\"", "", "First Name,Last Name,Connected On", "A,B,x", "", "C,\"D", "E\",y", "F,G,z"].join(newline);
            let Ok(found) = find(&text) else { panic!("no header") };
            let mut lines = Vec::new();
            found.table.rows(false, |row| {
                lines.push(row.line);
                true
            });
            assert_eq!(lines, [6, 8, 10], "{newline:?}");
        }
    }

    #[test]
    fn the_columns_that_were_found_are_told() {
        assert_eq!(find("Species,Height\nOak,20\n").err(), Some(vec!["Species".to_owned(), "Height".to_owned()]));
        assert_eq!(find("just words").err(), Some(Vec::new()));
    }
}
