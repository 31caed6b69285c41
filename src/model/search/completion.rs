//! Completion: what a word of a search that is being typed may become.

use std::ops::Range;

use super::field::{self, FIELDS, ValueKind};
use crate::model::text::folding::fold;

/// What can stand in the place of the word at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The place of the word, in bytes.
    pub at: Range<usize>,
    /// The word that it becomes.
    pub text: String,
    /// What that finds.
    pub about: &'static str,
}

/// Fewer letters than these are the beginning of too much.
const LEAST_LETTERS: usize = 3;

/// What the word before the cursor (in bytes) may become: the name of a field, or one of the words behind it. Nothing for words
/// that are text, and for what is whole already.
#[must_use]
pub fn complete(typed: &str, cursor: usize) -> Vec<Completion> {
    let Some(before) = typed.get(..cursor) else { return Vec::new() };
    let start = before
        .rfind(|c: char| c.is_whitespace() || c == '(')
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = before.get(start..).unwrap_or_default();
    let (sign, word) = word.strip_prefix('-').map_or(("", word), |word| ("-", word));
    let folded = fold(word);
    let into = |text: String, about: &'static str| Completion { at: start..cursor, text: format!("{sign}{text}"), about };
    match folded.split_once(':') {
        None if folded.chars().count() < LEAST_LETTERS => Vec::new(),
        None => FIELDS.iter().filter(|field| field.name.starts_with(&folded)).map(|field| into(format!("{}:", field.name), field.finds)).collect(),
        Some((key, value)) => {
            let Some((field, ValueKind::OneOf(words))) = field::of_name(key).map(|field| (field, field.value)) else { return Vec::new() };
            let fits = words.iter().filter(|word| word.starts_with(value) && **word != value);
            fits.map(|word| into(format!("{}:{word}", field.name), field.finds)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(typed: &str) -> Vec<String> {
        complete(typed, typed.len()).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn fields_and_their_words_are_completed_and_text_is_not() {
        assert_eq!(texts("com"), ["company:"]);
        assert_eq!(texts("mills -mes"), ["-messages:"]);
        assert_eq!(texts("(las"), ["last:", "last-by:"]);
        assert_eq!(texts("is:un"), ["is:undecided", "is:unfollow"]);
        assert_eq!(texts("-invited:"), ["-invited:me", "-invited:them"]);
        for none in ["co", "mira", "is:undecided", "company:", "company:ac", "last:>2", "", "\"com", "zebra:"] {
            assert_eq!(texts(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn the_word_at_the_cursor_is_the_one_that_is_completed() {
        let typed = "é com mills";
        let [one] = &complete(typed, 6)[..] else { panic!("one") };
        let mut done = typed.to_owned();
        done.replace_range(one.at.clone(), &one.text);
        assert_eq!(done, "é company: mills");
        // A cursor that is nowhere in the text completes nothing.
        assert!(complete(typed, 1).is_empty() && complete(typed, 99).is_empty());
    }
}
