//! The header of a table: the names of its columns, made comparable.

/// The header stands within this many records (LinkedIn's preamble is two, users add blank ones).
pub(super) const RECORDS_TO_LOOK_AT: usize = 14;

/// The names of the columns, made comparable: lower case, without blanks and quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    cells: Vec<String>,
}

fn normal(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'' | '\u{FEFF}' | '_')).flat_map(char::to_lowercase).collect()
}

impl Header {
    /// Of these cells.
    pub fn of<'c>(cells: impl IntoIterator<Item = &'c str>) -> Self {
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

    /// Whether a cell may be the first name of a column; cheap, for asking of every row.
    pub(super) fn starts_with(&self, cell: &str) -> bool {
        self.cells.first().is_some_and(|first| {
            let begins = first.chars().next().zip(cell.chars().next()).is_some_and(|(a, b)| b.to_lowercase().eq([a]));
            begins && normal(cell) == *first
        })
    }

    /// Whether two headers name the same columns, empty ones at the end not counted.
    pub(super) fn is_same_as(&self, other: &Self) -> bool {
        self.cells.get(..self.width()) == other.cells.get(..other.width())
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_again_whatever_its_spelling() {
        let header = Header::of(["First Name", "Last Name", "Connected On", ""]);
        assert!(header.starts_with("first name") && !header.starts_with("Fiona"));
        assert!(header.is_same_as(&Header::of(["\u{FEFF}First Name", "LastName", "connected on"])));
        assert!(!header.is_same_as(&Header::of(["First Name", "Last Name"])));
    }
}
