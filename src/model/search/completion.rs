//! Completion: what a word of a search that is being typed may become.

use std::ops::Range;

use super::field::{self, FIELDS, FieldSpec, ValueKind};
use crate::model::text::{display_text::people as people_in_words, folding::fold};

/// What can stand in the place of the word at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The place of the word, in bytes.
    pub at: Range<usize>,
    /// The word that it becomes.
    pub text: String,
    /// What that finds, or how many.
    pub about: String,
}

/// A value that somebody in a list has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedValue {
    /// The condition that finds them.
    pub condition: String,
    /// How many there are.
    pub count: usize,
}

/// Fewer letters than these are the beginning of too much.
const LEAST_LETTERS: usize = 4;

/// Where the word begins that ends at the end of what stands before the cursor. What is in quotation marks is one word.
fn word_start(before: &str) -> usize {
    let (mut start, mut is_quoted) = (0, false);
    for (at, letter) in before.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => start = at + 1,
            _ if letter.is_whitespace() && !is_quoted => start = at + letter.len_utf8(),
            _ => {}
        }
    }
    start
}

/// What the word before the cursor (in bytes) may become: the name of a field, or a value behind it. Nothing for words that are
/// text, and for what is whole already. `values` tells what there is in a field that begins so, folded, most frequent first.
#[must_use]
pub fn complete(typed: &str, cursor: usize, values: impl FnOnce(&FieldSpec, &str) -> Vec<CountedValue>) -> Vec<Completion> {
    let Some((before, behind)) = typed.get(..cursor).zip(typed.get(cursor..)) else { return Vec::new() };
    // In the middle of a word nothing is completed: its end would stay behind.
    if behind.starts_with(|c: char| !c.is_whitespace() && c != ')') {
        return Vec::new();
    }
    let start = word_start(before);
    let word = before.get(start..).unwrap_or_default();
    let (sign, word) = word.strip_prefix('-').map_or(("", word), |word| ("-", word));
    let folded = fold(word);
    let into = |text: &str, about: String| Completion { at: start..cursor, text: format!("{sign}{text}"), about };
    let Some((key, value)) = folded.split_once(':') else {
        let fits = FIELDS.iter().filter(|field| folded.chars().count() >= LEAST_LETTERS && field.name.starts_with(&folded));
        return fits.map(|field| into(&format!("{}:", field.name), field.finds.to_owned())).collect();
    };
    let Some(field) = field::of_name(key) else { return Vec::new() };
    let value = value.trim_start_matches(['=', '"']);
    let counted = values(field, value);
    if let ValueKind::OneOf(words) = field.value
        && counted.is_empty()
    {
        let fits = words.iter().filter(|word| word.starts_with(value) && **word != value);
        return fits.map(|word| into(&format!("{}:{word}", field.name), field.finds.to_owned())).collect();
    }
    if field.value == ValueKind::Import && "import:".starts_with(value) && value != "import:" {
        return vec![into(&format!("{}:import:", field.name), field.finds.to_owned())];
    }
    let is_whole = |one: &CountedValue| fold(&one.condition) == folded;
    counted.iter().filter(|one| !is_whole(one)).map(|one| into(&one.condition, people_in_words(one.count))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(typed: &str) -> Vec<String> {
        complete(typed, typed.len(), |_, _| Vec::new()).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn fields_and_their_words_are_completed_and_text_is_not() {
        assert_eq!(texts("comp"), ["company:"]);
        assert_eq!(texts("since:"), ["since:import:"]);
        assert_eq!(texts("mills -mess"), ["-messages:"]);
        assert_eq!(texts("(last"), ["last:", "last-by:"]);
        assert_eq!(texts("is:un"), ["is:undecided", "is:unfollow"]);
        assert_eq!(texts("-invited:"), ["-invited:me", "-invited:them"]);
        for none in ["co", "sam", "las", "since:import:", "mira", "is:undecided", "company:", "company:ac", "last:>2", "", "\"com", "zebra:"] {
            assert_eq!(texts(none), [""; 0], "{none}");
        }
    }

    #[test]
    fn values_are_offered_with_those_who_have_them() {
        let values = |field: &FieldSpec, begun: &str| {
            assert_eq!(field.name, "company");
            let all = [("company:=\"Kite & Lantern\"", 15), ("company:=\"Kitely\"", 2)];
            let fits = all.into_iter().filter(|(condition, _)| fold(condition).contains(begun));
            fits.map(|(condition, count)| CountedValue { condition: condition.to_owned(), count }).collect()
        };
        let offered = |typed: &str| complete(typed, typed.len(), values).into_iter().map(|one| (one.at.start, one.text, one.about)).collect::<Vec<_>>();
        assert_eq!(offered("mira -company:ki")[0], (5, "-company:=\"Kite & Lantern\"".to_owned(), "15 people".to_owned()));
        // A phrase that is not closed is one word.
        assert_eq!(offered("company:\"Kite & L").len(), 1);
        assert_eq!(offered("company:=\"Kite & Lantern\""), []);
    }

    #[test]
    fn the_word_at_the_cursor_is_the_one_that_is_completed() {
        let typed = "é comp mills";
        let complete = |cursor: usize| complete(typed, cursor, |_, _| Vec::new());
        let [one] = &complete(7)[..] else { panic!("one") };
        let mut done = typed.to_owned();
        done.replace_range(one.at.clone(), &one.text);
        assert_eq!(done, "é company: mills");
        // A cursor that is nowhere in the text completes nothing.
        assert!(complete(1).is_empty() && complete(99).is_empty());
        // In the middle of one its end would stay behind.
        assert!(complete(6).is_empty());
    }
}
