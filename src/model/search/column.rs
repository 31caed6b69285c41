//! A column: one field of everybody, each distinct text folded and kept once, with the rows that have it. A word is looked for in
//! the distinct texts alone, which are far fewer than people where people share companies and positions.

use std::hash::Hash;

use fixedbitset::FixedBitSet;
use memchr::memmem::Finder;

use crate::model::{id::TextMap, text::folding};

/// Rows, as a set.
pub type RowSet = FixedBitSet;

/// One field of everybody.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// The distinct texts, folded, each with a line end behind it.
    text: String,
    /// For every text where it ends, its line end included.
    ends: Vec<u32>,
    /// For every text where its rows begin, and at last how many there are of all.
    starts: Vec<u32>,
    /// The rows, text by text.
    rows: Vec<u32>,
    /// For every row the number of its text.
    text_of: Vec<u32>,
}

/// What stands between texts must not stand in one.
const END: char = '\n';

/// A text that is folded for being searched: once more as a Latin keyboard types it, where it is written in other letters.
pub(super) fn make_searchable(text: &mut String, start: usize) {
    if text.get(start..).is_some_and(|line| line.contains([END, folding::LATIN])) {
        let line = text.split_off(start).replace([END, folding::LATIN], " ");
        text.push_str(&line);
    }
    if let Some(latin) = text.get(start..).and_then(folding::latin) {
        text.push(folding::LATIN);
        text.push_str(&latin);
    }
}

/// A folded text without what stands there in Latin letters.
pub(super) fn itself(text: &str) -> &str {
    text.split_once(folding::LATIN).map_or(text, |(itself, _)| itself)
}

impl Column {
    /// Builds it of what tells the texts of the rows apart, in their order. `write` folds the text of one.
    pub(super) fn build<K: Copy + Eq + Hash>(keys: impl ExactSizeIterator<Item = K>, mut write: impl FnMut(K, &mut String)) -> Self {
        let mut column = Self { text_of: Vec::with_capacity(keys.len()), ..Self::default() };
        let mut known: TextMap<K, u32> = TextMap::default();
        for key in keys {
            let number = *known.entry(key).or_insert_with(|| {
                let start = column.text.len();
                write(key, &mut column.text);
                make_searchable(&mut column.text, start);
                column.text.push(END);
                column.ends.push(row_number(column.text.len()));
                row_number(column.ends.len() - 1)
            });
            column.text_of.push(number);
        }
        column.starts = vec![0; column.ends.len() + 1];
        for number in &column.text_of {
            if let Some(count) = column.starts.get_mut(*number as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut column.starts {
            sum += *start;
            *start = sum;
        }
        column.rows = vec![0; column.text_of.len()];
        let mut next = column.starts.clone();
        for (row, number) in (0..).zip(&column.text_of) {
            if let Some(next) = next.get_mut(*number as usize)
                && let Some(slot) = column.rows.get_mut(*next as usize)
            {
                *slot = row;
                *next += 1;
            }
        }
        column
    }

    /// How many distinct texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A text by its number.
    pub(super) fn text(&self, number: u32) -> &str {
        let start = (number as usize).checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(number as usize).copied().unwrap_or(start);
        self.text.get(start as usize..(end as usize).saturating_sub(1)).unwrap_or_default()
    }

    /// The number of a row's text.
    pub(super) fn text_of(&self, row: u32) -> u32 {
        self.text_of.get(row as usize).copied().unwrap_or_default()
    }

    /// The rows that have a text.
    pub(super) fn rows_of(&self, number: u32) -> &[u32] {
        let place = |number: usize| self.starts.get(number).copied().unwrap_or_default() as usize;
        self.rows.get(place(number as usize)..place(number as usize + 1)).unwrap_or_default()
    }

    /// The text of a row.
    pub(super) fn of(&self, row: u32) -> &str {
        self.text(self.text_of(row))
    }

    /// Adds the rows in whose text this stands.
    pub(super) fn find(&self, needle: &Finder<'_>, found: &mut RowSet) {
        // Nothing is found across two texts.
        if memchr::memchr(b'\n', needle.needle()).is_some() {
            return;
        }
        let bytes = self.text.as_bytes();
        let (mut from, mut number) = (0, 0_usize);
        while let Some(hit) = bytes.get(from..).and_then(|rest| needle.find(rest)) {
            let at = from + hit;
            // Mostly the next text or one soon after it; else far away.
            let mut steps = 0;
            while self.ends.get(number).is_some_and(|end| *end as usize <= at) {
                number += 1;
                steps += 1;
                if steps == 8 {
                    number += self.ends.get(number..).unwrap_or_default().partition_point(|end| *end as usize <= at);
                }
            }
            for row in self.rows_of(row_number(number)) {
                found.insert(*row as usize);
            }
            let Some(end) = self.ends.get(number) else { break };
            from = *end as usize;
        }
    }

    /// Adds the rows of whose text this holds.
    pub(super) fn find_whole(&self, holds: impl Fn(&str) -> bool, found: &mut RowSet) {
        for number in (0..row_number(self.len())).filter(|number| holds(self.text(*number))) {
            for row in self.rows_of(number) {
                found.insert(*row as usize);
            }
        }
    }
}

/// Row numbers and offsets fit 32 bits: a workspace of four billion bytes of names does not exist.
#[must_use]
pub fn row_number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(texts: &[&str]) -> Column {
        Column::build(texts.iter().copied(), folding::fold_into)
    }

    #[test]
    fn each_text_is_kept_once_with_its_rows() {
        let column = column(&["Kite", "", "Mill", "Kite", "kite", "Иван"]);
        assert_eq!((column.len(), column.of(3), column.of(1), column.of(5)), (5, "kite", "", "иван\u{1}ivan"));
        assert_eq!((column.rows_of(0), column.rows_of(2), column.rows_of(99)), (&[0, 3][..], &[2][..], &[][..]));
    }

    #[test]
    fn what_is_found_is_what_a_look_at_each_text_finds() {
        let texts: Vec<String> = (0..400).map(|i| ["mill", "", "an mill\n", "ank", "m"][i % 5].repeat(1 + i % 3) + &"x".repeat(i % 7)).collect();
        let column = column(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for needle in ["m", "mill", "llm", "xx", "an ", "z", "\n", "l\na", "kx"] {
            let mut found = RowSet::with_capacity(texts.len());
            column.find(&Finder::new(needle), &mut found);
            let each: Vec<usize> = (0..texts.len()).filter(|row| column.of(row_number(*row)).contains(needle)).collect();
            assert_eq!(found.ones().collect::<Vec<_>>(), each, "{needle:?}");
        }
    }
}
