//! The guard against formulas: an apostrophe before whatever a spreadsheet would run, and taking it off again.
//!
//! A spreadsheet that is told to split at other characters than the file does makes cells out of the middle of a cell. So
//! the guard stands behind every separator, quote and line break inside a cell, too.

use std::borrow::Cow;

/// Characters that make a spreadsheet take a cell for a formula, the full-width ones included.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet would run a cell that begins so.
#[must_use]
pub fn starts_a_formula(cell: &str) -> bool {
    cell.starts_with(FORMULA_STARTS)
}

/// What another program may take for the end of a cell.
fn may_end_a_cell(c: char) -> bool {
    matches!(c, ',' | ';' | '\t' | '|' | '"' | '\n' | '\r')
}

/// Whether what begins here is a formula, behind any number of apostrophes: one more is put before it, so that taking one
/// off always gives it back.
fn is_at_risk(rest: &str) -> bool {
    starts_a_formula(rest.trim_start_matches('\''))
}

/// A cell that no spreadsheet runs, at whatever it splits.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let mut guarded = String::new();
    let mut done = 0;
    let mut may_begin = true;
    for (at, c) in cell.char_indices() {
        if may_begin && cell.get(at..).is_some_and(is_at_risk) {
            guarded.push_str(cell.get(done..at).unwrap_or_default());
            guarded.push('\'');
            done = at;
        }
        may_begin = may_end_a_cell(c);
    }
    if guarded.is_empty() {
        return Cow::Borrowed(cell);
    }
    guarded.push_str(cell.get(done..).unwrap_or_default());
    Cow::Owned(guarded)
}

/// Takes off what [`guarded`] put on.
#[must_use]
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    let mut plain = String::new();
    let mut done = 0;
    let mut may_begin = true;
    for (at, c) in cell.char_indices() {
        if may_begin && c == '\'' && cell.get(at..).is_some_and(is_at_risk) {
            plain.push_str(cell.get(done..at).unwrap_or_default());
            done = at + 1;
            // What follows begins where the apostrophe stood, and was looked at with it.
            may_begin = false;
            continue;
        }
        may_begin = may_end_a_cell(c);
    }
    if done == 0 {
        return Cow::Borrowed(cell);
    }
    plain.push_str(cell.get(done..).unwrap_or_default());
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_place_where_a_cell_may_begin_is_guarded() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("Engineer;=1+1;x", "Engineer;'=1+1;x"),
            ("a\t@b", "a\t'@b"),
            ("say \"=1\"", "say \"'=1\""),
            ("two\n- lines", "two\n'- lines"),
            ("'=1", "''=1"),
            ("O'Dell, plain; text", "O'Dell, plain; text"),
            ("3 - 4", "3 - 4"),
        ] {
            assert_eq!(guarded(cell), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn a_guard_is_taken_off_exactly(cell in "[-=+@'\"a;,|\t\n\r＝é ]{0,12}") {
            let safe = guarded(&cell);
            prop_assert_eq!(unguarded(&safe), cell.as_str());
            for part in safe.split([',', ';', '\t', '|', '"', '\n', '\r']) {
                prop_assert!(!part.starts_with(['=', '+', '-', '@', '＝']), "{:?}", safe);
            }
        }
    }
}
