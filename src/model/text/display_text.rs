//! Text from a file made fit for the eye: trimmed, without invisible characters that could disguise it.

use std::borrow::Cow;

/// Characters that turn the direction of text around, hide in it, or steer a terminal.
#[must_use]
pub fn is_disguise(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{061C}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
}

/// Whether a text holds what [`sanitized`] takes out of it: whoever wrote it may want it read as something else.
#[must_use]
pub fn is_disguised(text: &str) -> bool {
    text.trim().chars().any(is_disguise)
}

/// A cell as it may be painted: ends trimmed, line breaks and tabs as blanks, direction overrides and other
/// disguises taken out. The zero-width joiners stay: several scripts and emoji need them.
#[must_use]
pub fn sanitized(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.chars().any(|c| is_disguise(c) || matches!(c, '\n' | '\r' | '\t')) {
        let clean: String = trimmed.chars().filter(|c| !is_disguise(*c)).map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).collect();
        return Cow::Owned(clean.trim().to_owned());
    }
    Cow::Borrowed(trimmed)
}

/// `30000` as `30,000`.
#[must_use]
pub fn with_thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The size of a file: "640 KB", "17 MB", "1.4 GB", by thousands.
#[must_use]
pub fn sizes_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", (bytes + 500_000) / 1_000_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10),
    }
}

/// "1 person", "30,000 people".
#[must_use]
pub fn people(count: usize) -> String {
    self::count(count, "person", "people")
}

/// "1 row", "30,000 rows".
#[must_use]
pub fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", with_thousands(count)) }
}

/// A sentence with its full stop. What ends in a name may end in one already: "Nobody would be left at Kite Inc."
#[must_use]
pub fn sentence(words: impl Into<String>) -> String {
    let mut words = words.into();
    if !words.trim_end_matches(['"', '”', '’', ')']).ends_with(['.', '!', '?', '…', '。', '！', '？', '।']) {
        words.push('.');
    }
    words
}

/// `5` as "five", up to twelve; larger numbers in figures.
#[must_use]
pub fn number(number: impl TryInto<usize>) -> String {
    const WORDS: [&str; 13] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let number = number.try_into().unwrap_or_default();
    WORDS.get(number).map_or_else(|| with_thousands(number), |word| (*word).to_owned())
}

/// One in so many: "half", "a third", "a tenth"; rarer ones in figures.
#[must_use]
pub fn share(one_in: usize) -> String {
    const WORDS: [(usize, &str); 5] = [(2, "half"), (3, "a third"), (4, "a quarter"), (5, "a fifth"), (10, "a tenth")];
    WORDS.iter().find(|(of, _)| *of == one_in).map_or_else(|| format!("one in {}", number(one_in)), |(_, word)| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use crate::model::text::display_text::{is_disguised, sanitized, sentence, with_thousands};

    #[test]
    fn direction_overrides_never_reach_the_painter() {
        assert!(is_disguised("Mira\u{202E}nrouQ") && is_disguised("a\u{200B}b") && !is_disguised(" Mira\tQuorn ") && !is_disguised("می\u{200C}خواهم"));
        assert_eq!(sanitized("  Mira\u{202E}nrouQ \u{200B} "), "MiranrouQ");
        assert_eq!(sanitized("two\nlines"), "two lines");
        assert_eq!(sanitized("👩\u{200D}🔬"), "👩\u{200D}🔬");
    }

    #[test]
    fn no_sentence_ends_in_two_full_stops() {
        for (words, ends) in
            [("at Kite", "at Kite."), ("at Kite Inc.", "at Kite Inc."), ("at “Kite Inc.”", "at “Kite Inc.”"), ("at Yahoo!", "at Yahoo!"), ("", ".")]
        {
            assert_eq!(sentence(words), ends);
        }
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(["7", "999", "1,000", "30,000", "1,234,567"], [7, 999, 1000, 30_000, 1_234_567].map(with_thousands).as_slice());
    }
}
