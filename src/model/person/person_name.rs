//! Names of people: the one that LinkedIn's search finds, and whether two spellings may be one name.

use unicode_segmentation::UnicodeSegmentation;

use crate::model::text::folding;
use crate::model::{person::Facts, text::display_text::sanitized};

/// What may stand before a name, folded, without full stops.
const TITLES: [&str; 22] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "mx",
    "sir",
    "dame",
    "rev",
    "ing",
    "dipl-ing",
    "dipl",
    "mag",
    "dott",
    "dottssa",
    "ir",
    "drs",
    "lic",
    "eng",
    "er",
    "adv",
];

/// What people put behind their name without a comma, folded, without full stops.
const CREDENTIALS: [&str; 30] = [
    "phd", "mba", "msc", "bsc", "ma", "ba", "md", "jd", "llm", "llb", "cpa", "cfa", "pmp", "pe", "rn", "esq", "cissp", "cisa", "pmi-acp", "acca", "shrm-cp",
    "shrm-scp", "sphr", "phr", "psm", "cspo", "frsa", "mcips", "cfe", "dba",
];

fn bare(word: &str) -> String {
    folding::fold(word).chars().filter(|c| !matches!(c, '.' | ',')).collect()
}

/// Whether a word is how somebody wishes to be called: `she/her`.
fn is_pronouns(word: &str) -> bool {
    let word = bare(word);
    word.contains('/')
        && word.split('/').all(|part| matches!(part, "he" | "him" | "his" | "she" | "her" | "hers" | "they" | "them" | "theirs" | "ze" | "hir" | "any" | "all"))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' | '{' | '（' => depth += 1,
            ')' | ']' | '}' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// The words of a name that name somebody: no title before it, no credentials, pronouns, brackets or emoji.
fn words(facts: &Facts) -> Vec<String> {
    let mut words = Vec::new();
    for cell in [&facts.first_name, &facts.last_name] {
        let cell = without_brackets(&sanitized(cell));
        // What stands behind a comma, a dash or a bar is what they are, not who.
        let cell = cell.split([',', '|', '•', '·']).next().unwrap_or_default().split(" - ").next().unwrap_or_default().to_owned();
        for word in cell.split_whitespace() {
            let word: String = word
                .graphemes(true)
                .filter(|letter| letter.chars().next().is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '/')))
                .collect();
            let word = word.trim_matches(['-', '/']).to_owned();
            if !word.is_empty() && word.chars().any(char::is_alphanumeric) && !is_pronouns(&word) {
                words.push(word);
            }
        }
    }
    let titles = words.iter().take_while(|word| TITLES.contains(&bare(word).as_str())).count();
    if titles < words.len() {
        words.drain(..titles);
    }
    // The first word is never a credential: somebody may be called Ma.
    while words.len() > 1 && words.last().is_some_and(|word| CREDENTIALS.contains(&bare(word).as_str())) && words.len() > 2 {
        words.pop();
    }
    words
}

/// The name that LinkedIn's own search finds; the whole name where nothing else is left of it.
#[must_use]
pub fn searchable(facts: &Facts) -> String {
    let name = words(facts).join(" ");
    if name.is_empty() { facts.name() } else { name }
}

/// A name made comparable: two people of one key may be one person, and are hard to tell apart by name. Empty for a person
/// without a name. Initials do not count.
#[must_use]
pub fn key(facts: &Facts) -> String {
    // Nearly every name: two or more plain words, none of which is a title or a credential.
    let is_plain = |cell: &str| cell.chars().all(|c| c.is_alphabetic() || c == ' ');
    if is_plain(&facts.first_name) && is_plain(&facts.last_name) {
        let mut name = folding::fold(&facts.first_name);
        name.push(' ');
        folding::fold_into(&facts.last_name, &mut name);
        let words: Vec<&str> = name.split_ascii_whitespace().collect();
        let is_usual = |word: &&str| word.chars().nth(1).is_some() && !TITLES.contains(word) && !CREDENTIALS.contains(word);
        if words.len() >= 2 && words.iter().all(is_usual) {
            return words.join(" ");
        }
    }
    key_of_words(facts)
}

fn key_of_words(facts: &Facts) -> String {
    let words: Vec<String> = words(facts).iter().map(|word| bare(word)).collect();
    let long: Vec<&str> = words.iter().map(String::as_str).filter(|word| word.chars().count() > 1 || !word.is_ascii()).collect();
    if long.len() >= 2 { long.join(" ") } else { words.join(" ") }
}

/// How much of a text looks as if it had been read in the wrong encoding: letters and signs beyond ASCII side by side with
/// what no word has there.
fn oddness(text: &str) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let mut odd = 0;
    for (i, c) in letters.iter().enumerate() {
        let neighbours = [i.checked_sub(1).and_then(|before| letters.get(before)), letters.get(i + 1)];
        let touches = |test: fn(&char) -> bool| neighbours.iter().flatten().any(|c| test(c));
        odd += match c {
            '\u{FFFD}' => 5,
            '\u{80}'..='\u{9F}' => 3,
            // Marks that stand by themselves, as no keyboard writes them.
            '\u{2C6}'..='\u{2DD}' => 2,
            c if c.is_ascii() || c.is_alphabetic() => 0,
            '’' | '‘' | '·' | '-' => 0,
            // A sign within a word.
            '\u{A1}'..='\u{BF}'
            | '×'
            | '÷'
            | '†'
            | '‡'
            | '‰'
            | '™'
            | '€'
            | '„'
            | '…'
            | '‹'
            | '›'
            | '“'
            | '”'
            | '•'
            | '–'
            | '—'
            | '‚'
            | '⁄'
            | '\u{2200}'..='\u{22FF}'
            | '\u{2500}'..='\u{25CA}' => usize::from(touches(|c| c.is_alphabetic())) * 2,
            _ => 0,
        };
        // A capital in the middle of a word.
        let before = i.checked_sub(1).and_then(|before| letters.get(before)).is_some_and(|c| c.is_alphabetic());
        odd += usize::from(!c.is_ascii() && c.is_uppercase() && before && letters.get(i + 1).is_some_and(|c| c.is_lowercase()));
        // Two accented letters of western Europe side by side: hardly any word has them.
        let is_western = |c: &char| matches!(c, '\u{C0}'..='\u{FF}');
        odd += usize::from(is_western(c) && letters.get(i + 1).is_some_and(is_western));
    }
    odd
}

/// The script of a letter, as far as words keep to one: Latin, or a number for another.
fn script(c: char) -> Option<u8> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' => 0,
        '\u{370}'..='\u{3FF}' => 1,
        '\u{400}'..='\u{52F}' => 2,
        '\u{590}'..='\u{6FF}' => 3,
        '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' => 4,
        _ => return None,
    })
}

/// Whether letters of two scripts stand side by side in one word.
fn mixes_scripts(text: &str) -> bool {
    let letters: Vec<Option<u8>> = text.chars().map(script).collect();
    letters.windows(2).any(|pair| matches!(pair, [Some(a), Some(b)] if a != b))
}

/// Whether `new` is `old` with a question mark for every letter that a program could not write.
fn has_lost_letters(new: &str, old: &str) -> bool {
    let is_lost = |(new, old): (char, char)| new == old || (new == '?' && !old.is_ascii());
    new.contains('?') && new.chars().count() == old.chars().count() && new.chars().zip(old.chars()).all(is_lost)
}

/// Whether `new` is `old` read in a wrong encoding: the same ASCII letters in the same places, other letters elsewhere, and
/// less of a word than before. `is_guess` says that the letters of the new file are a guess; then those that were known stay.
#[must_use]
pub fn is_garbled(new: &str, old: &str, is_guess: bool) -> bool {
    if new == old || old.is_ascii() {
        return false;
    }
    if has_lost_letters(new, old) {
        return true;
    }
    if new.is_ascii() {
        return false;
    }
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let (new_plain, old_plain) = (plain(new), plain(old));
    if is_guess && new_plain == old_plain && oddness(old) == 0 && !mixes_scripts(old) {
        return true;
    }
    if folding::fold(new) == folding::fold(old) {
        return false;
    }
    let is_worse = oddness(new) > oddness(old) || (mixes_scripts(new) && !mixes_scripts(old));
    if new_plain == old_plain {
        return is_worse;
    }
    // A wrong encoding may take the letter behind for a part of one of its own.
    let has_swallowed = new_plain.len() < old_plain.len() && old_plain.len() - new_plain.len() <= 2 && {
        let mut rest = old_plain.chars();
        new_plain.chars().all(|letter| rest.any(|other| other == letter))
    };
    has_swallowed && is_worse && (is_guess || mixes_scripts(new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(first: &str, last: &str) -> Facts {
        Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() }
    }

    #[test]
    fn the_name_that_search_finds_has_no_decoration() {
        for (first, last, expected) in [
            ("Zélie", "Quorn, PhD, MBA", "Zélie Quorn"),
            ("🌿 Mira", "Ash (she/her)", "Mira Ash"),
            ("Dr. Ilse", "Brandt", "Ilse Brandt"),
            ("Tomas", "O'Dell-Fenn she/her", "Tomas O'Dell-Fenn"),
            ("Anna Maria", "Holt MBA", "Anna Maria Holt"),
            ("Ma", "Lin", "Ma Lin"),
            ("王", "伟", "王 伟"),
            ("👩\u{200D}🔬", "🌿", "👩\u{200D}🔬 🌿"),
            ("Jan", "Kees | Speaker", "Jan Kees"),
        ] {
            assert_eq!(searchable(&named(first, last)), expected, "{first} {last}");
        }
    }

    #[test]
    fn credentials_and_initials_do_not_make_another_name() {
        assert_eq!(key(&named("Zélie", "Quorn")), key(&named("Dr. ZELIE A.", "Quorn, PhD")));
        assert_ne!(key(&named("Zélie", "Quorn")), key(&named("Zélie", "Quarn")));
        assert_ne!(key(&named("Kumar", "S")), key(&named("Kumar", "T")));
        assert_eq!(key(&named("", "")), "");
    }

    #[test]
    fn a_garbled_name_is_told_from_another_one() {
        for (new, old) in [
            ("£ukasz", "Łukasz"),
            ("Z\u{FFFD}lie", "Zélie"),
            ("Èâàí", "Иван"),
            ("ZŽlie", "Zélie"),
            ("MÃ¼ller", "Müller"),
            ("Î°", "伟"),
            ("Z?lie", "Zélie"),
            ("?? ??", "山田 花子"),
            ("MichaÅ‚", "Michał"),
            ("KÅ‚os", "Kłos"),
            ("M√ºller", "Müller"),
            ("≈Åukasz", "Łukasz"),
            ("Z├⌐lie", "Zélie"),
            ("MГјller", "Müller"),
            ("≈ukasz", "Łukasz"),
            ("BГ¤ckerei", "Bäckerei"),
        ] {
            assert!(is_garbled(new, old, false), "{new}: {} {}", oddness(new), oddness(old));
            assert!(!is_garbled(old, new, false), "{old}");
        }
        for (new, old) in [
            ("José", "Jose"),
            ("Jose", "José"),
            ("Zoë", "Zoe"),
            ("Łukasz", "Lukasz"),
            ("Müller", "Mueller"),
            ("Zélie", "Zèlie"),
            ("Who?", "Zélie"),
            ("Café?", "Café"),
            ("Ana", "Zoë"),
        ] {
            assert!(!is_garbled(new, old, false), "{new}");
        }
        // What is a guess takes no known letter's place.
        assert!(is_garbled("MĹyn", "Młyn", true) && !is_garbled("Čapek", "Ćapek", false) && is_garbled("舥kasz", "Łukasz", true));
        assert!(!is_garbled("Łukasz", "£ukasz", true), "but a good one takes a garbled one's");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// The short way of plain names leads where the long one does.
        #[test]
        fn the_short_way_to_a_key_is_no_other(first in "[a-zA-ZéßØıЙ美ヅ가ئ ]{0,6}|Dr|PhD|Ma", last in "[a-zA-ZéßØıЙ美ヅ가ئ ]{0,8}|MBA|Mr X|Li Po") {
            let facts = Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() };
            proptest::prop_assert_eq!(key(&facts), key_of_words(&facts));
        }
    }
}
