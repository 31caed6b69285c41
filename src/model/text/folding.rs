//! Text made comparable: without case, accents and what cannot be seen.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Text folded for searching: compatibility-decomposed, accents and invisible characters dropped, the letters
/// that do not decompose spelled out, lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], appended to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in text.nfkd() {
        if is_combining_mark(c) {
            continue;
        }
        match c {
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ı' => out.push('i'),
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            // A curly apostrophe is what a file has, a straight one is what a keyboard gives.
            '’' | '‘' => out.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' => out.push('"'),
            'ς' => out.push('σ'),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// A field of the folded text, by its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Field {
    Name,
    Company,
    Position,
    Email,
    Note,
}

impl Field {
    /// The field in a row's folded text.
    pub(in crate::model) fn of(self, folded: &str) -> &str {
        let line = match self {
            Self::Name => 0,
            Self::Company => 1,
            Self::Position => 2,
            Self::Email => 3,
            Self::Note => 4,
        };
        let mut rest = folded;
        for _ in 0..line {
            rest = memchr::memchr(b'\n', rest.as_bytes()).and_then(|at| rest.get(at + 1..)).unwrap_or_default();
        }
        memchr::memchr(b'\n', rest.as_bytes()).and_then(|at| rest.get(..at)).unwrap_or(rest)
    }
}
