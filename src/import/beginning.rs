//! What the beginning of a large file says, before its rows come from a stream.

use encoding_rs::Encoding;
use jiff::civil::Date;

use super::{
    container,
    date::{self, DayMonthOrder},
    records::{ReadError, Rows},
    registry, stream,
    text::{self, Letters},
};

/// What a file's beginning says of how to stream it.
pub(super) struct Beginning {
    utf_16: Option<&'static Encoding>,
    has_mark: bool,
    has_lone_returns: bool,
    delimiter: u8,
    /// The order of day and month that its first rows show.
    pub(super) order: Option<DayMonthOrder>,
}

impl Beginning {
    /// Looks at a beginning; no day after `latest` is believed.
    pub(super) fn of(head: &[u8], latest: Date) -> Self {
        let text = text::head_as_utf_8(head);
        let delimiter = registry::find(&text).map_or(b',', |found| found.delimiter);
        Self {
            utf_16: text::utf_16(head),
            has_mark: head.starts_with(b"\xEF\xBB\xBF"),
            has_lone_returns: head.contains(&b'\r') && !head.contains(&b'\n'),
            delimiter,
            order: order_in(&text, delimiter, latest),
        }
    }

    /// Opens a member as rows, in these letters or as UTF-8.
    pub(super) fn open<'c>(
        &self,
        container: &'c mut dyn container::Container,
        member: usize,
        name: &str,
        letters: Option<Letters>,
    ) -> Result<Rows<'c>, ReadError> {
        let mut source = container.stream(member)?;
        if let Some(encoding) = self.utf_16 {
            source = Box::new(stream::transcoded(source, encoding));
        }
        if self.has_lone_returns {
            source = Box::new(stream::ReturnsAsLines(source));
        }
        Rows::open(source, self.delimiter, name, letters, &registry::is_known)
    }

    /// The encoding, as the report names it.
    pub(super) fn encoding_label(&self) -> String {
        match self.utf_16 {
            Some(encoding) => encoding.name().to_owned(),
            None => utf_8_label(self.has_mark),
        }
    }
}

/// UTF-8 as the report names it.
pub(super) fn utf_8_label(has_mark: bool) -> String {
    if has_mark { "UTF-8 with byte-order mark" } else { "UTF-8" }.to_owned()
}

/// The order of day and month that the first rows of a file show.
fn order_in(head: &[u8], delimiter: u8, latest: Date) -> Option<DayMonthOrder> {
    let mut rows = Rows::open(Box::new(head), delimiter, "", Some(Letters::REPLACED), &registry::is_known).ok()?;
    let date = rows.header.column(&["date"]);
    let mut days: Vec<String> = Vec::new();
    while let Ok(Some(row)) = rows.next_row() {
        days.push(row.cell(date).to_owned());
    }
    date::order_of(&days.iter().map(String::as_str), latest)
}
