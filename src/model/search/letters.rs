//! Letters: who has which one anywhere in a name, a company, a position or an address. The first letter that somebody types is in
//! nearly every text, so a look for it costs most; worked out beside the screen, it costs nothing.

use std::sync::{Arc, OnceLock};

use super::column::{Column, RowSet, row_number};

/// `a` to `z`, and the digits.
const LETTERS: usize = 36;

/// The place of a letter among them; none for others.
fn place(letter: u8) -> Option<usize> {
    match letter {
        b'a'..=b'z' => Some(usize::from(letter - b'a')),
        b'0'..=b'9' => Some(26 + usize::from(letter - b'0')),
        _ => None,
    }
}

/// The letters of everybody.
#[derive(Debug, Default)]
pub(super) struct Letters {
    columns: Vec<Arc<Column>>,
    rows: usize,
    found: OnceLock<Vec<RowSet>>,
}

impl Letters {
    /// Those of these columns; nothing is worked out yet.
    pub(super) fn new(columns: Vec<Arc<Column>>, rows: usize) -> Self {
        Self { columns, rows, found: OnceLock::new() }
    }

    /// Works them out. Not on the screen's thread.
    pub(super) fn work_out(&self) {
        self.found.get_or_init(|| {
            let mut masks = vec![0_u64; self.rows];
            for column in &self.columns {
                for number in 0..row_number(column.len()) {
                    let mask = column.text(number).bytes().filter_map(place).fold(0, |mask, place| mask | 1 << place);
                    for row in column.rows_of(number) {
                        if let Some(slot) = masks.get_mut(*row as usize) {
                            *slot |= mask;
                        }
                    }
                }
            }
            let mut found = vec![RowSet::with_capacity(self.rows); LETTERS];
            for (row, mask) in masks.into_iter().enumerate() {
                let mut left = mask;
                while left != 0 {
                    if let Some(rows) = found.get_mut(left.trailing_zeros() as usize) {
                        rows.insert(row);
                    }
                    left &= left - 1;
                }
            }
            found
        });
    }

    /// Who has a letter; none where that is not worked out, or the words are more than one.
    pub(super) fn rows(&self, words: &str) -> Option<&RowSet> {
        let [letter] = words.as_bytes() else { return None };
        self.found.get()?.get(place(*letter)?)
    }
}
