//! Near misses: what may have been meant by a search that finds nobody. A word that nobody's name, company or position
//! holds is held against those that somebody's does.

use std::collections::BTreeSet;

use super::{
    field::most_slips,
    syntax::{Expr, words_at_the_top},
};
use crate::model::text::folding;

/// The words of names, companies and positions, folded, each once.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(BTreeSet<String>);

/// So many are near to one word.
const MOST: usize = 3;

/// So many searches are tried: not all of them find somebody.
const MOST_TRIED: usize = 12;

/// A longer word is none that anybody mistyped.
const MOST_LETTERS: usize = 40;

/// Two words of so many letters may be told apart by one; shorter ones are other words.
const LEAST_LETTERS: usize = 4;

impl Vocabulary {
    /// Takes in a name, a company or a position: its words, and what a Latin keyboard types for them.
    pub fn add(&mut self, text: &str) {
        for word in folding::searchable(text).split(|c: char| !c.is_alphanumeric()) {
            if word.chars().count() >= LEAST_LETTERS && !self.0.contains(word) {
                self.0.insert(word.to_owned());
            }
        }
    }

    /// The words nearest to one that none of them holds; nothing for one that is there, or too short.
    fn nearest(&self, typed: &str) -> Vec<&str> {
        let letters = typed.chars().count();
        if !(LEAST_LETTERS..=MOST_LETTERS).contains(&letters) || self.0.iter().any(|word| word.contains(typed)) {
            return Vec::new();
        }
        let most = most_slips(typed);
        let mut near: Vec<(usize, bool, &str)> = self
            .0
            .iter()
            .filter_map(|word| {
                // Half a word is near to one that begins so.
                let beginning = |count: usize| word.get(..word.char_indices().nth(count).map_or(word.len(), |(at, _)| at)).unwrap_or_default();
                let slips = strsim::osa_distance(typed, beginning(letters)).min(strsim::osa_distance(typed, beginning(letters + most)));
                // What is known to be right most of the time is how a word begins.
                let begins_otherwise = typed.chars().next() != word.chars().next();
                (slips <= most).then_some((slips, begins_otherwise, word.as_str()))
            })
            .collect();
        near.sort_unstable();
        near.into_iter().take(MOST).map(|(_, _, word)| word).collect()
    }

    /// Searches that may have been meant, nearest first. Nothing where every word is there: then it is their being together, or
    /// a condition, that nobody meets.
    #[must_use]
    pub fn near_misses(&self, typed: &str) -> Vec<String> {
        let mut searches = vec![typed.to_owned()];
        let mut is_changed = false;
        // From the end, so that what stands before keeps its place.
        for (at, expr) in words_at_the_top(typed).unwrap_or_default().into_iter().rev() {
            let (field, words) = match &expr {
                Expr::Term(phrase) => (None, phrase.words()),
                Expr::Condition(condition) => match condition.text() {
                    Some((field, words)) => (Some(field), words),
                    None => continue,
                },
                _ => continue,
            };
            // Of each word those that are near, and itself: it may stand in a note, where nobody looks here.
            let mut phrases = vec![String::new()];
            for part in words.split_inclusive(|c: char| !c.is_alphanumeric()) {
                let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
                let behind = part.get(word.len()..).unwrap_or_default();
                let mut alternatives = self.nearest(word);
                is_changed |= !alternatives.is_empty();
                alternatives.push(word);
                phrases = phrases.iter().flat_map(|phrase| alternatives.iter().map(move |word| format!("{phrase}{word}{behind}"))).take(MOST_TRIED).collect();
            }
            let written = |phrase: &String| {
                let quoted = if phrase.contains(|c: char| !c.is_alphanumeric()) { format!("\"{phrase}\"") } else { phrase.clone() };
                field.map_or_else(|| quoted.clone(), |field| format!("{field}:{quoted}"))
            };
            if phrases != [words] && !phrases.is_empty() {
                // What was typed stays as it was, where its words stay.
                let replaced = |search: &String, phrase: &String| {
                    if phrase == words {
                        return search.clone();
                    }
                    let mut search = search.clone();
                    search.replace_range(at.clone(), &written(phrase));
                    search
                };
                searches = phrases.iter().flat_map(|phrase| searches.iter().map(|search| replaced(search, phrase))).take(MOST_TRIED).collect();
            }
        }
        searches.retain(|search| search != typed);
        if is_changed { searches } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vocabulary() -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for text in ["Zélie Quorn", "Quentin Hesselgrave", "Blue Heron Mills", "Kite & Lantern", "Иванов", "Ann Lee"] {
            vocabulary.add(text);
        }
        vocabulary
    }

    #[test]
    fn a_slip_is_told_from_another_word() {
        let near = |typed: &str| vocabulary().near_misses(typed);
        assert_eq!(near("Qourn"), ["quorn"]);
        assert_eq!(near("hesslegr"), ["hesselgrave"], "half a word");
        assert_eq!(near("ivanof"), ["ivanov"]);
        assert_eq!(near("zelie qourn -mils is:kept"), ["zelie quorn -mils is:kept"], "all else stays as it was typed");
        assert_eq!(near("\"blue hernon\" company:lantren")[0], "\"blue heron\" company:lantern");
        // A word that nobody bears may be in a note: it is left alone, too.
        assert!(near("zebra qourn").contains(&"zebra quorn".to_owned()) && near("kites qourn").contains(&"kites quorn".to_owned()));
        assert_eq!(near(&"q".repeat(9_000)), [""; 0]);
        // What is there, what is short, and what is far from all.
        for none in ["quorn", "mill", "lea", "zebra", "quorn mills", "messages:0", "", "qourn OR zebra"] {
            assert_eq!(near(none), [""; 0], "{none}");
        }
    }
}
