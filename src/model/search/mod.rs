//! Search as people type it: ignoring case and accents, every word somewhere, in any order.

pub mod condition;
pub mod index;

use memchr::memmem::Finder;

use crate::model::{
    evidence::{EvidenceKind, coverage::Coverage},
    search::condition::{Condition, Subject, Word},
    text::folding::fold,
};

/// What somebody typed, made ready: every term must be found, and every condition be met.
#[derive(Debug, Default)]
pub struct Query {
    /// Longest first.
    terms: Vec<Finder<'static>>,
    conditions: Vec<Condition>,
    /// Words that conditions imply.
    prefilters: Vec<Finder<'static>>,
    unclear: Vec<String>,
}

impl Query {
    /// Splits at blanks; words in double quotes stay together, also behind a colon.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut query = Self::default();
        let folded = fold(typed);
        let (mut word, mut is_quoted, mut was_quoted) = (String::new(), false, false);
        for c in folded.chars().chain([' ']) {
            match c {
                // Also in the middle of a word: `company:"blue heron"`.
                '"' if is_quoted || word.is_empty() || word.ends_with(':') || word.ends_with(":=") => {
                    was_quoted |= !is_quoted && word.is_empty();
                    is_quoted = !is_quoted;
                }
                '"' => {}
                c if c.is_whitespace() && !is_quoted => {
                    query.take(std::mem::take(&mut word).trim(), was_quoted);
                    was_quoted = false;
                }
                c => word.push(c),
            }
        }
        query.take(word.trim(), was_quoted);
        // The longest term is the rarest on the whole, so it goes first.
        query.terms.sort_by_key(|term| std::cmp::Reverse(term.needle().len()));
        query.prefilters.sort_by_key(|term| std::cmp::Reverse(term.needle().len()));
        query.conditions.sort_by_key(Condition::looks_at_text);
        query
    }

    /// Splits what is being typed, as [`Query::parse`] does: a condition of which only the beginning stands there, at the end, is waited for.
    /// Never for what is acted on unseen: half a condition would find everybody.
    #[must_use]
    pub fn parse_typed(typed: &str) -> Self {
        let last = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_begun = last.split_once(':').is_some_and(|(key, value)| {
            let key = key.strip_prefix('-').unwrap_or(key);
            !key.is_empty() && key.chars().all(char::is_alphabetic) && value.chars().all(|c| matches!(c, '<' | '>' | '='))
        });
        Self::parse(if is_begun { &typed[..typed.len() - last.len()] } else { typed })
    }

    /// Words alone: nothing in them is a condition.
    #[must_use]
    pub fn parse_words(typed: &str) -> Self {
        let terms = fold(typed).split_whitespace().map(|word| Finder::new(word).into_owned()).collect();
        Self { terms, ..Self::default() }
    }

    fn take(&mut self, word: &str, was_quoted: bool) {
        if word.is_empty() {
            return;
        }
        match if was_quoted { Word::Text } else { Condition::read(word) } {
            Word::Condition(condition) => {
                self.prefilters.extend(condition.needle());
                self.conditions.push(condition);
            }
            Word::Unclear => self.unclear.push(word.to_owned()),
            Word::Text => self.terms.push(Finder::new(word).into_owned()),
        }
    }

    /// Whether nothing was asked, so that everybody matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.conditions.is_empty() && self.unclear.is_empty()
    }

    /// Words that look like conditions and are not understood; nobody meets them.
    #[must_use]
    pub fn unclear(&self) -> &[String] {
        &self.unclear
    }

    /// Whether somebody meets every condition. `folded` is their text in the search index.
    #[inline]
    pub(super) fn conditions_hold(&self, subject: &Subject<'_>, coverage: &Coverage) -> bool {
        // What is not understood finds nobody, rather than everybody.
        self.unclear.is_empty() && self.conditions.iter().all(|condition| condition.holds(subject, coverage))
    }

    /// The first kind of evidence that a condition asks about.
    #[must_use]
    pub fn evidence(&self) -> Option<EvidenceKind> {
        self.conditions.iter().find_map(Condition::evidence)
    }

    /// The kinds of evidence that conditions ask about.
    pub fn evidence_kinds(&self) -> impl Iterator<Item = EvidenceKind> + '_ {
        self.conditions.iter().filter_map(Condition::evidence)
    }

    /// Whether somebody is left out only because no export tells what a condition asks: all else holds.
    pub(super) fn is_untold(&self, is_kind_untold: impl Fn(EvidenceKind) -> bool, subject: &Subject<'_>, coverage: &Coverage) -> bool {
        let is_untold = |condition: &Condition| condition.evidence().is_some_and(&is_kind_untold);
        self.unclear.is_empty() && self.conditions.iter().any(is_untold) && self.conditions.iter().all(|one| is_untold(one) || one.holds(subject, coverage))
    }

    pub(super) fn has_conditions(&self) -> bool {
        !self.conditions.is_empty() || !self.unclear.is_empty()
    }

    /// Everything that must be found somewhere in a text, what conditions imply included.
    pub(super) fn needles(&self) -> impl Iterator<Item = &Finder<'static>> {
        self.terms.iter().chain(&self.prefilters)
    }

    /// Whether every term is in this folded text.
    #[must_use]
    pub fn matches(&self, folded: &str) -> bool {
        self.needles().all(|term| term.find(folded.as_bytes()).is_some())
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
            ("Ana “Nina” Quorn", "ana \"nina\" quorn"),
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
        for quoted in ["“heron mills”", "„heron mills“", "«heron mills»", "company:“mills heron”"] {
            assert_eq!(quoted.starts_with("company"), !Query::parse(quoted).matches(&fold("Zelie Quorn\nBlue Heron Mills")), "{quoted}");
        }
    }

    #[test]
    fn conditions_stand_between_words() {
        let query = Query::parse("mills messages:0 company:\"Blue Heron\" has: \"has:note\"");
        assert_eq!((query.terms.len(), query.conditions.len(), query.unclear()), (2, 2, ["has:".to_owned()].as_slice()));
    }

    #[test]
    fn half_a_condition_is_waited_for_while_it_is_typed() {
        for begun in ["company:", "mills -has:", "last:<", "messages:>=", "name:mills connected:"] {
            assert!(Query::parse_typed(begun).unclear().is_empty(), "{begun}");
            assert!(!Query::parse(begun).unclear().is_empty(), "what is acted on is read in full: {begun}");
        }
        for wrong in ["company: ", "messages:x", "has:nothing"] {
            assert!(!Query::parse_typed(wrong).unclear().is_empty(), "{wrong}");
        }
        assert!(Query::parse_typed("mills company:").matches("blue heron mills"));
    }
}
