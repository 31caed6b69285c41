//! Search as people type it: ignoring case and accents, every word somewhere, in any order; with conditions, `OR`, parentheses and
//! a minus.

pub mod completion;
pub mod condition;
pub mod editing;
pub mod facet;
pub mod field;
pub mod index;
pub mod near;
mod syntax;
mod value;
pub mod view;

use memchr::memmem::Finder;

pub use syntax::QueryError;

use crate::model::{
    evidence::{EvidenceKind, coverage::Coverage},
    person::Person,
    search::{
        condition::{Condition, Subject, Truth},
        syntax::Expr,
    },
    text::folding::fold,
};

/// What a search is read as: its parts, all of which must hold, each as it could be typed; and what is not understood.
#[must_use]
pub fn explain(typed: &str) -> (Vec<String>, Vec<QueryError>) {
    let (expr, errors) = syntax::parse(typed);
    let parts = if let Expr::And(parts) = expr { parts } else { vec![expr] };
    (parts.iter().map(ToString::to_string).filter(|part| !part.is_empty()).collect(), errors)
}

/// What somebody typed, made ready: every term must be found, and every condition be met.
#[derive(Debug, Default)]
pub struct Query {
    /// Longest first.
    terms: Vec<Finder<'static>>,
    conditions: Vec<Condition>,
    /// Everything that is more than a condition: alternatives, and the opposite of words and groups.
    groups: Vec<Expr>,
    /// Words that conditions imply.
    prefilters: Vec<Finder<'static>>,
    /// The kinds of evidence that are asked about, in the order in which they are.
    evidence: Vec<EvidenceKind>,
    errors: Vec<QueryError>,
}

impl Query {
    /// Reads what was typed. See the table of fields ([`field::FIELDS`]) for the conditions.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let (expr, errors) = syntax::parse(typed);
        let mut query = Self { errors, ..Self::default() };
        expr.evidence(&mut query.evidence);
        match expr {
            Expr::And(parts) => parts.into_iter().for_each(|part| query.take(part)),
            part => query.take(part),
        }
        // The longest term is the rarest on the whole, so it goes first.
        query.terms.sort_by_key(|term| std::cmp::Reverse(term.needle().len()));
        query.prefilters.sort_by_key(|term| std::cmp::Reverse(term.needle().len()));
        query.conditions.sort_by_key(Condition::looks_at_text);
        query
    }

    /// Reads what is being typed, as [`Query::parse`] does: a condition of which only the beginning stands there, at the end, is
    /// waited for. Never for what is acted on unseen: half a condition would find everybody.
    #[must_use]
    pub fn parse_typed(typed: &str) -> Self {
        let last = typed.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let is_begun = last.split_once(':').is_some_and(|(key, value)| {
            let key = key.strip_prefix('-').unwrap_or(key);
            !key.is_empty() && key.chars().all(|c| c.is_alphabetic() || c == '-') && value.chars().all(|c| matches!(c, '<' | '>' | '='))
        });
        Self::parse(if is_begun { &typed[..typed.len() - last.len()] } else { typed })
    }

    /// Words alone: nothing in them is a condition.
    #[must_use]
    pub fn parse_words(typed: &str) -> Self {
        let terms = fold(typed).split_whitespace().map(|word| Finder::new(word).into_owned()).collect();
        Self { terms, ..Self::default() }
    }

    /// Looks up what only the network tells: the day on which somebody whom the search names connected. Before it is asked of
    /// anybody, and anew with another network.
    pub fn resolve(&mut self, people: &[Person]) {
        let mut is_unresolved = self.conditions.iter().any(Condition::is_unresolved);
        self.groups.iter_mut().for_each(|group| group.each_condition(&mut |condition| is_unresolved |= condition.is_unresolved()));
        if !is_unresolved {
            return;
        }
        let is_it = |person: &Person, slug: &str| person.facts.slug.as_ref().is_some_and(|own| own == slug || fold(own) == slug);
        let day_of = |slug: &str| people.iter().find(|person| is_it(person, slug)).and_then(|person| person.facts.connected_on);
        self.conditions.iter_mut().for_each(|condition| condition.resolve(&day_of));
        self.groups.iter_mut().for_each(|group| group.each_condition(&mut |condition| condition.resolve(&day_of)));
    }

    fn take(&mut self, part: Expr) {
        match part {
            Expr::Term(phrase) => self.terms.push(phrase.finder().clone()),
            Expr::Condition(condition) => {
                self.prefilters.extend(condition.needle());
                self.conditions.push(condition);
            }
            // Told as an error.
            Expr::Nobody => {}
            group => self.groups.push(group),
        }
    }

    /// Whether nothing was asked, so that everybody matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && !self.has_conditions()
    }

    /// Whether it finds nobody whom another one does not find: both are words alone, and each word of the other is in one of its
    /// own. A condition can let more people in as it is typed on: `messages:1`, `messages:12`; so can what stands behind a minus,
    /// and `OR`, which was a word until it was typed to its end.
    #[must_use]
    pub fn narrows(&self, before: &Self) -> bool {
        let is_in = |word: &Finder<'static>| self.terms.iter().any(|own| word.find(own.needle()).is_some());
        !self.has_conditions() && !before.has_conditions() && before.terms.iter().all(is_in)
    }

    /// Words that look like conditions and are not understood; nobody meets them.
    #[must_use]
    pub fn errors(&self) -> &[QueryError] {
        &self.errors
    }

    /// Whether somebody meets every condition. `folded` is their text in the search index.
    #[inline]
    pub(super) fn conditions_hold(&self, subject: &Subject<'_>, coverage: &Coverage) -> bool {
        // What is not understood finds nobody, rather than everybody.
        self.errors.is_empty()
            && self.conditions.iter().all(|condition| condition.holds(subject, coverage))
            && self.groups.iter().all(|group| group.truth(subject, coverage) == Truth::Yes)
    }

    /// The first kind of evidence that a condition asks about.
    #[must_use]
    pub fn evidence(&self) -> Option<EvidenceKind> {
        self.evidence.first().copied()
    }

    /// The kinds of evidence that conditions ask about.
    pub fn evidence_kinds(&self) -> impl Iterator<Item = EvidenceKind> + '_ {
        self.evidence.iter().copied()
    }

    /// Whether somebody is left out only because no export tells what is asked: all else holds.
    pub(super) fn is_untold(&self, subject: &Subject<'_>, coverage: &Coverage) -> bool {
        let conditions = self.conditions.iter().map(|condition| condition.truth(subject, coverage));
        let groups = self.groups.iter().map(|group| group.truth(subject, coverage));
        self.errors.is_empty() && conditions.chain(groups).min() == Some(Truth::Untold)
    }

    pub(super) fn has_conditions(&self) -> bool {
        !self.conditions.is_empty() || !self.groups.is_empty() || !self.errors.is_empty()
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
        assert_eq!(
            (query.terms.len(), query.conditions.len(), query.errors().iter().map(|error| error.word.as_str()).collect::<Vec<_>>()),
            (2, 2, vec!["has:"])
        );
    }

    #[test]
    fn half_a_condition_is_waited_for_while_it_is_typed() {
        for begun in ["company:", "mills -has:", "last:<", "messages:>=", "name:mills connected:"] {
            assert!(Query::parse_typed(begun).errors().is_empty(), "{begun}");
            assert!(!Query::parse(begun).errors().is_empty(), "what is acted on is read in full: {begun}");
        }
        for wrong in ["company: ", "messages:x", "has:nothing"] {
            assert!(!Query::parse_typed(wrong).errors().is_empty(), "{wrong}");
        }
        assert!(Query::parse_typed("mills company:").matches("blue heron mills"));
    }
}
