//! Text made comparable: without case, accents and what cannot be seen.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::display_text::sanitized;

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

/// Stands between a field and the same in Latin letters. Nobody types it, and the index takes it out of what files hold.
pub(in crate::model) const LATIN: char = '\u{1}';

/// Folded text as a Latin keyboard types it, where it has other letters: `иванов` as `ivanov`, `陳美玲` as `chenmeiling` and as
/// `chen mei ling`. None where it is Latin already.
#[must_use]
pub fn latin(folded: &str) -> Option<String> {
    // Signs and pictures are no letters: a rocket is not found by its name.
    let is_other = |c: char| !c.is_ascii() && c.is_alphabetic();
    if !folded.contains(is_other) {
        return None;
    }
    let (mut joined, mut parted) = (String::with_capacity(folded.len()), String::with_capacity(folded.len()));
    for c in folded.chars() {
        let letters = if is_other(c) { deunicode::deunicode_char(c) } else { None };
        match letters {
            // A letter that nobody can spell out stays.
            None => {
                joined.push(c);
                parted.push(c);
            }
            // The signs of some scripts are words, and told with a blank behind them.
            Some(letters) => {
                // Signs of softness and the like nobody types.
                let lower: String = letters.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
                joined.push_str(lower.trim_end());
                parted.push_str(&lower);
            }
        }
    }
    let parted = parted.split_whitespace().collect::<Vec<_>>().join(" ");
    if joined == folded {
        return None;
    }
    Some(if parted == joined { joined } else { format!("{joined}{LATIN}{parted}") })
}

/// The name of a company made comparable: however it is spelled, and in whatever quotation marks. Empty where none is told.
#[must_use]
pub fn company_key(company: &str) -> String {
    let folded = fold(&sanitized(company));
    if folded.contains('"') { sanitized(&folded.replace('"', "")).into_owned() } else { folded }
}

/// Text folded for being searched by words: as it is, and once more as a Latin keyboard types it.
#[must_use]
pub fn searchable(text: &str) -> String {
    let mut folded = fold(text);
    if let Some(latin) = latin(&folded) {
        folded.push('\n');
        folded.push_str(&latin);
    }
    folded
}

/// A field of words that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Field {
    Name,
    Company,
    Position,
    Email,
    Note,
}

impl Field {
    /// All of them.
    pub(in crate::model) const ALL: [Self; 5] = [Self::Name, Self::Company, Self::Position, Self::Email, Self::Note];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_scripts_are_spelled_as_a_latin_keyboard_types_them() {
        for (name, typed) in
            [("Иванов", "ivanov"), ("Μελισσουργάκος", "melissourgakos"), ("陳美玲", "chenmeiling"), ("陳美玲", "chen mei ling"), ("محمد", "mhmd")]
        {
            let latin = latin(&fold(name)).unwrap_or_default();
            assert!(latin.split(LATIN).any(|spelled| spelled == typed), "{name}: {latin:?}");
        }
        for name in ["Müller", "O’Dell", "Quorn, PhD", "Sales 🚀 lead", "A—B", ""] {
            assert_eq!(latin(&fold(name)), None, "{name}");
        }
    }
}
