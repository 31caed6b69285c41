//! Editing: one condition more, or one less, in what somebody typed. All else stays as it was typed.

use super::syntax::{Expr, closed, parse, words_at_the_top};
use crate::model::text::folding::fold;

/// Whether a search asks this condition of everybody whom it finds.
#[must_use]
pub fn has(typed: &str, condition: &str) -> bool {
    let (wanted, _) = parse(condition);
    words_at_the_top(typed).is_some_and(|words| words.iter().any(|(_, word)| *word == wanted))
}

/// The conditions that a search asks of everybody whom it finds, each as it could be typed.
#[must_use]
pub fn conditions(typed: &str) -> Vec<String> {
    let words = words_at_the_top(typed).unwrap_or_default();
    words.into_iter().filter(|(_, word)| matches!(word, Expr::Condition(_))).map(|(_, word)| word.to_string()).collect()
}

/// The condition that the whole of a field of words is this. A search has no way to write a quotation mark, and counts none in
/// what it finds; folded, every kind of them is the same.
#[must_use]
pub fn exactly(field: &str, text: &str) -> String {
    let folded = fold(text);
    let words = if folded.contains('"') { folded.replace('"', "") } else { text.to_owned() };
    format!("{field}:=\"{words}\"")
}

/// The search with this condition for all whom it finds: also where it finds one or the other.
#[must_use]
pub fn with(typed: &str, condition: &str) -> String {
    let closed = closed(typed);
    if closed.is_empty() {
        return condition.to_owned();
    }
    if words_at_the_top(typed).is_none() { format!("({closed}) {condition}") } else { format!("{closed} {condition}") }
}

/// The search without this condition; where it is one of several alternatives it stays.
#[must_use]
pub fn without(typed: &str, condition: &str) -> String {
    let (wanted, _) = parse(condition);
    let mut left = typed.to_owned();
    for (at, _) in words_at_the_top(typed).unwrap_or_default().into_iter().filter(|(_, word)| *word == wanted).rev() {
        // With the blank behind it, or else the one before.
        let end = typed.get(at.end..).map_or(at.end, |after| at.end + (after.len() - after.trim_start().len()));
        left.replace_range(at.start..end, "");
    }
    left.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_more_holds_for_all_whom_a_search_finds() {
        for (typed, now) in [
            ("", "is:undecided"),
            ("mills", "mills is:undecided"),
            ("kite OR mills", "(kite OR mills) is:undecided"),
            ("(kite OR mills) dyer", "(kite OR mills) dyer is:undecided"),
            ("\"Blue  Heron\" ", "\"Blue  Heron\" is:undecided"),
            // What is not closed must not take it in.
            ("\"blue heron", "\"blue heron\" is:undecided"),
            ("(kite OR mills", "((kite OR mills)) is:undecided"),
            ("a -(b c", "a -(b c) is:undecided"),
        ] {
            assert_eq!(with(typed, "is:undecided"), now, "{typed}");
            assert!(has(now, "is:undecided"), "{now}");
        }
    }

    #[test]
    fn a_condition_less_leaves_all_else_as_it_was_typed() {
        for (typed, now) in [
            ("is:undecided", ""),
            ("Mills is:undecided \"Blue  Heron\"", "Mills \"Blue  Heron\""),
            ("é IS:undecided", "é"),
            ("is:undecided a is:undecided", "a"),
            ("-is:undecided", "-is:undecided"),
            // An alternative is no condition of all.
            ("a OR is:undecided", "a OR is:undecided"),
            ("(a OR is:undecided) b", "(a OR is:undecided) b"),
        ] {
            assert_eq!(without(typed, "is:undecided"), now, "{typed}");
        }
        assert_eq!(conditions("mills company:=\"Blue  Heron\" -has:note (is:kept OR a)"), ["company:=\"blue  heron\"", "-has:note"]);
        assert!(!has("a OR is:undecided", "is:undecided") && !has("-is:undecided", "is:undecided"));
    }
}
