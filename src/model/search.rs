//! Search as people type it: ignoring case and accents, every word somewhere, in any order.

use memchr::memmem::Finder;
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
            'ς' => out.push('σ'),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// What somebody typed, made ready: every term must be found.
#[derive(Debug, Default)]
pub struct Query {
    /// Longest first.
    pub(super) terms: Vec<Finder<'static>>,
}

impl Query {
    /// Splits at blanks; words in double quotes stay together.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut terms = Vec::new();
        for (i, part) in fold(typed).split('"').enumerate() {
            let is_quoted = i % 2 == 1;
            if is_quoted {
                if !part.trim().is_empty() {
                    terms.push(Finder::new(part.trim()).into_owned());
                }
            } else {
                terms.extend(part.split_whitespace().map(|term| Finder::new(term).into_owned()));
            }
        }
        // The longest term is the rarest on the whole, so it goes first.
        terms.sort_by_key(|term| std::cmp::Reverse(term.needle().len()));
        Self { terms }
    }

    /// Whether nothing was asked, so that everybody matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether every term is in this folded text.
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.terms.iter().all(|term| term.find(folded.as_bytes()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_case_and_accents() {
        for (text, folded) in [
            ("GARCÍA", "garcia"),
            ("Łukasz Ørsted", "lukasz orsted"),
            ("Straße", "strasse"),
            ("Nguyễn", "nguyen"),
            ("ﬁne", "fine"),
            ("O’Dell", "o'dell"),
            ("ΣΟΦΙΑΣ", "σοφιασ"),
            ("İpek", "ipek"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn every_word_must_be_found_in_any_order() {
        let query = Query::parse("  MILLS zélie ");
        assert!(query.matches(&fold("Zelie Quorn\nBlue Heron Mills")));
        assert!(!query.matches(&fold("Zelie Quorn\nKite & Lantern")));
        assert!(Query::parse("\"heron mills\"").matches(&fold("Blue Heron Mills")));
        assert!(!Query::parse("\"mills heron\"").matches(&fold("Blue Heron Mills")));
        assert!(Query::parse(" \" ").is_empty());
    }
}
