//! The whole workspace as rows, for open formats and back: which tables there are, and what a cell holds.

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Whether it holds whole numbers; else texts.
    pub is_integer: bool,
    /// Whether each row has it.
    pub is_required: bool,
    /// Whether it tells one row from others.
    pub is_key: bool,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// How many rows it has.
    pub rows: u64,
    /// The check value of its rows, in hexadecimal; empty where there is none.
    pub check_value: String,
}

/// What a salvage brought out of one kind of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// What it is, in words, such as “notes”.
    pub what: String,
    /// Rows that were read and kept.
    pub kept: u64,
    /// Rows that are known to have been there and could not be read, or fit nothing.
    pub lost: u64,
    /// Whether they are what was written, for certain.
    pub is_as_written: bool,
    /// Whether it is only how the window stood, which nobody misses.
    pub is_of_the_window: bool,
}

/// An absent value in a CSV.
pub const NULL: &str = "\\N";

/// The file that describes the others.
pub const DESCRIPTION: &str = "datapackage.json";

/// A text as it is written: one that looks like an absent value, or like one that was escaped, gets one more backslash.
#[must_use]
pub fn escaped(text: &str) -> std::borrow::Cow<'_, str> {
    if looks_absent(text) { format!("\\{text}").into() } else { text.into() }
}

/// Takes off what [`escaped`] put on. None for an absent value.
#[must_use]
pub fn unescaped(text: &str) -> Option<&str> {
    match text.strip_prefix('\\') {
        _ if text == NULL => None,
        Some(rest) if looks_absent(rest) => Some(rest),
        _ => Some(text),
    }
}

/// Backslashes and an N.
fn looks_absent(text: &str) -> bool {
    text.strip_suffix('N').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|letter| letter == '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_comes_back_and_none_is_taken_for_nothing() {
        for text in ["", "N", "\\", "\\N", "\\\\N", "\\\\\\N", "\\n", "a\\N", "\\Na"] {
            let written = escaped(text);
            assert_ne!(written, NULL);
            assert_eq!(unescaped(&written), Some(text));
        }
        assert_eq!(unescaped(NULL), None);
    }
}
