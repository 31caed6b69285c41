//! Counting people by what facets tell apart, in one pass: each thing is a small number for every row, and a count for every number.

use std::hash::Hash;

use super::{
    column::{RowSet, row_number},
    row_facts::Mark,
};
use crate::model::id::TextMap;

/// A value for every row, each distinct one kept once.
#[derive(Debug)]
pub(super) struct Numbered<T> {
    /// For every row the number of its value.
    of: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { of: Vec::new(), values: Vec::new() }
    }
}

impl<T: Copy + Eq + Hash> Numbered<T> {
    /// Numbers the values of the rows, in their order.
    pub(super) fn build(values: impl Iterator<Item = T>) -> Self {
        let mut numbered = Self::default();
        let mut known: TextMap<T, u32> = TextMap::default();
        for value in values {
            numbered.of.push(*known.entry(value).or_insert_with(|| {
                numbered.values.push(value);
                row_number(numbered.values.len() - 1)
            }));
        }
        numbered
    }

    /// The value of a row; none where there is no such row.
    #[inline]
    pub(super) fn get(&self, row: u32) -> Option<T> {
        self.of.get(row as usize).and_then(|number| self.values.get(*number as usize)).copied()
    }

    /// The values, with how many have each.
    pub(super) fn counted<'n>(&'n self, counts: &'n [u32]) -> impl Iterator<Item = (T, usize)> + 'n {
        self.values.iter().copied().zip(counts.iter().map(|count| *count as usize))
    }

    fn no_counts(&self) -> Vec<u32> {
        vec![0; self.values.len()]
    }
}

/// How many of some rows there are of each number.
#[derive(Debug)]
pub(super) struct Tally {
    /// By the number of the company; first those without one.
    pub companies: Vec<u32>,
    /// By the number of the year, as in [`Numbered`].
    pub years: Vec<u32>,
    /// By the number of what the title says.
    pub titles: Vec<u32>,
    /// By mark.
    pub marks: [u32; Mark::ALL],
}

/// What is counted: a number for every row.
pub(super) struct Counted<'n, Y, T> {
    pub companies: &'n [u32],
    /// How many companies there are, none for those without.
    pub company_count: usize,
    pub years: &'n Numbered<Y>,
    pub titles: &'n Numbered<T>,
    pub marks: &'n [Mark],
}

impl<Y: Copy + Eq + Hash, T: Copy + Eq + Hash> Counted<'_, Y, T> {
    /// Counts these rows.
    pub(super) fn tally(&self, rows: &RowSet) -> Tally {
        let mut companies = vec![0; self.company_count + 1];
        let (mut years, mut titles, mut marks) = (self.years.no_counts(), self.titles.no_counts(), [0; Mark::ALL]);
        for row in rows.ones() {
            one_more(&mut companies, self.companies.get(row).copied());
            one_more(&mut years, self.years.of.get(row).copied());
            one_more(&mut titles, self.titles.of.get(row).copied());
            one_more(&mut marks, self.marks.get(row).map(|mark| u32::from(mark.0)));
        }
        Tally { companies, years, titles, marks }
    }
}

#[inline]
fn one_more(counts: &mut [u32], number: Option<u32>) {
    if let Some(count) = number.and_then(|number| counts.get_mut(number as usize)) {
        *count += 1;
    }
}
