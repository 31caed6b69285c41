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

/// So many are offered for one word.
const MOST: usize = 3;

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
        if letters < LEAST_LETTERS || self.0.iter().any(|word| word.contains(typed)) {
            return Vec::new();
        }
        let most = most_slips(typed);
        let mut near: Vec<(usize, bool, &str)> = self
            .0
            .iter()
            .filter_map(|word| {
                let whole = strsim::osa_distance(typed, word);
                // Half a word is near to one that begins so.
                let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
                let begun = strsim::osa_distance(typed, word.get(..end).unwrap_or_default());
                let slips = whole.min(begun);
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
            let mut phrases = vec![words.to_owned()];
            for word in words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
                let near = self.nearest(word);
                if !near.is_empty() {
                    phrases = phrases.iter().flat_map(|phrase| near.iter().map(|near| phrase.replace(word, near))).take(MOST).collect();
                    is_changed = true;
                }
            }
            let written = |phrase: &String| {
                let quoted = if phrase.contains(|c: char| !c.is_alphanumeric()) { format!("\"{phrase}\"") } else { phrase.clone() };
                field.map_or_else(|| quoted.clone(), |field| format!("{field}:{quoted}"))
            };
            if phrases != [words] {
                let replaced = |search: &String, phrase: &String| {
                    let mut search = search.clone();
                    search.replace_range(at.clone(), &written(phrase));
                    search
                };
                searches = phrases.iter().flat_map(|phrase| searches.iter().map(|search| replaced(search, phrase))).take(MOST).collect();
            }
        }
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
        assert_eq!(near("\"blue hernon\" company:lantren"), ["\"blue heron\" company:lantern"]);
        // What is there, what is short, and what is far from all.
        for none in ["quorn", "mill", "lea", "zebra", "quorn mills", "messages:0", "", "qourn OR zebra"] {
            assert_eq!(near(none), [""; 0], "{none}");
        }
    }
}
