//! Search as people type it: ignoring case and accents, every word somewhere, in any order; with conditions, `OR`, parentheses and
//! a minus.

mod column;
pub mod completion;
pub mod condition;
pub mod editing;
pub mod facet;
pub mod field;
pub mod index;
mod letters;
pub mod near;
pub mod neighbours;
pub mod order;
mod row_facts;
pub mod standing;
mod syntax;
mod tally;
mod truths;
mod value;
pub mod view;

use std::sync::Arc;

use memchr::memmem::Finder;

pub use column::{RowSet, row_number};
pub use syntax::QueryError;

use crate::model::{
    evidence::EvidenceKind,
    person::Person,
    search::{condition::Phrase, index::Index, syntax::Expr},
    text::folding::fold,
};

/// What a search is read as: its parts, all of which must hold, each as it could be typed; and what is not understood.
#[must_use]
pub fn explain(typed: &str) -> (Vec<String>, Vec<QueryError>) {
    let (expr, errors) = syntax::parse(typed);
    let parts = if let Expr::And(parts) = expr { parts } else { vec![expr] };
    (parts.iter().map(ToString::to_string).filter(|part| !part.is_empty()).collect(), errors)
}

/// What somebody typed, made ready.
#[derive(Debug)]
pub struct Query {
    expr: Expr,
    /// The kinds of evidence that are asked about, in the order in which they are.
    evidence: Vec<EvidenceKind>,
    errors: Vec<QueryError>,
    /// The profile whose day it asks about, where nobody has it or the day is not known.
    unresolved: Option<String>,
}

impl Default for Query {
    /// Everybody.
    fn default() -> Self {
        Self { expr: Expr::And(Vec::new()), evidence: Vec::new(), errors: Vec::new(), unresolved: None }
    }
}

/// Whom a search finds.
#[derive(Debug)]
pub struct Found {
    /// Those of whom it holds.
    pub rows: Arc<RowSet>,
    /// Those who are left out only because no export tells what is asked: all else holds.
    pub untold: RowSet,
}

impl Query {
    /// Reads what was typed. See the table of fields ([`field::FIELDS`]) for the conditions.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let (expr, errors) = syntax::parse(typed);
        let mut evidence = Vec::new();
        expr.evidence(&mut evidence);
        Self { expr, evidence, errors, unresolved: None }
    }

    /// Reads what is being typed, as [`Query::parse`] does: a condition of which only the beginning stands there, at the end, is
    /// waited for. Never for what is acted on unseen: half a condition would find everybody.
    #[must_use]
    pub fn parse_typed(typed: &str) -> Self {
        let last = typed.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let is_begun = last.split_once(':').is_some_and(|(key, value)| {
            let key = key.strip_prefix('-').unwrap_or(key);
            !key.is_empty()
                && key.chars().all(|c| c.is_alphabetic() || c == '-')
                && (value.chars().all(|c| matches!(c, '<' | '>' | '=')) || (key == "since" && "import:".starts_with(value)))
        });
        Self::parse(if is_begun { &typed[..typed.len() - last.len()] } else { typed })
    }

    /// Whether it asks whom rules suggest.
    #[must_use]
    pub fn asks_of_suggestions(&mut self) -> bool {
        let mut asks = false;
        self.expr.each_condition(&mut |condition| asks |= condition.asks_of_suggestions());
        asks
    }

    /// Looks up what only the network tells: the day on which somebody whom the search names connected. Before it is asked of
    /// anybody, and anew with another network.
    pub fn resolve(&mut self, people: &[Person]) {
        let mut is_unresolved = false;
        self.expr.each_condition(&mut |condition| is_unresolved |= condition.is_unresolved());
        if !is_unresolved {
            return;
        }
        let is_it = |person: &&Person, slug: &str| person.facts.slug.as_deref() == Some(slug);
        // Links with other letters than a search has; few do.
        let is_it_folded = |person: &&Person, slug: &str| person.facts.slug.as_ref().is_some_and(|own| !own.is_ascii() && fold(own) == slug);
        let person_of = |slug: &str| people.iter().find(|person| is_it(person, slug)).or_else(|| people.iter().find(|person| is_it_folded(person, slug)));
        let day_of = |slug: &str| person_of(slug).and_then(|person| person.facts.connected_on);
        let mut unresolved = None;
        self.expr.each_condition(&mut |condition| {
            condition.resolve(&day_of);
            unresolved = unresolved.take().or_else(|| condition.unresolved().map(str::to_owned));
        });
        self.unresolved = unresolved;
    }

    /// The profile whose day it asks about, where nobody has it or the day is not known: then nobody is found by it.
    #[must_use]
    pub fn unresolved(&self) -> Option<&str> {
        self.unresolved.as_deref()
    }

    /// Whether nothing was asked, so that everybody matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty() && self.expr == Expr::And(Vec::new())
    }

    /// Words that look like conditions and are not understood; nobody meets them.
    #[must_use]
    pub fn errors(&self) -> &[QueryError] {
        &self.errors
    }

    /// The first kind of evidence that a condition asks about.
    #[must_use]
    pub fn evidence(&self) -> Option<EvidenceKind> {
        self.evidence.first().copied()
    }

    /// Whom it finds. What is not understood finds nobody, rather than everybody.
    #[must_use]
    pub fn find(&self, index: &Index) -> Found {
        self.find_with(index, &|phrase| index.find_term(phrase.words(), phrase.finder()))
    }

    /// Whom it finds where words are looked for in these texts, folded, one for each row; conditions by the index.
    #[must_use]
    pub fn find_in_texts(&self, index: &Index, texts: &[String]) -> Found {
        self.find_with(index, &|phrase| {
            let mut found = index.nobody();
            texts.iter().enumerate().filter(|(_, text)| phrase.is_in(text)).for_each(|(row, _)| found.insert(row));
            Arc::new(found)
        })
    }

    fn find_with(&self, index: &Index, find: &dyn Fn(&Phrase) -> Arc<RowSet>) -> Found {
        if !self.errors.is_empty() {
            return Found { rows: Arc::new(index.nobody()), untold: index.nobody() };
        }
        let truths = self.expr.truths(index, find);
        Found { rows: Arc::clone(truths.yes()), untold: truths.untold() }
    }
}

/// Words alone, for lists that have no conditions: all of them must be in a text, in any order.
#[derive(Debug, Default)]
pub struct Words(Vec<Finder<'static>>);

impl Words {
    /// Reads what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        Self(fold(typed).split_whitespace().map(|word| Finder::new(word).into_owned()).collect())
    }

    /// Whether nothing was asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word is in this folded text.
    #[must_use]
    pub fn match_text(&self, folded: &str) -> bool {
        self.0.iter().all(|word| word.find(folded.as_bytes()).is_some())
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

    fn finds(typed: &str, first_name: &str, company: &str) -> bool {
        let facts = crate::model::person::Facts { first_name: first_name.into(), company: company.into(), ..Default::default() };
        let index = Index::build(
            &[Person::new(crate::model::id::PersonId(1), facts)],
            &crate::model::evidence::coverage::Coverage::default(),
            &crate::model::local_time::LocalTime::default(),
        );
        Query::parse(typed).find(&index).rows.contains(0)
    }

    #[test]
    fn every_word_must_be_found_in_any_order() {
        assert!(finds("  MILLS zélie ", "Zelie Quorn", "Blue Heron Mills"));
        assert!(!finds("  MILLS zélie ", "Zelie Quorn", "Kite & Lantern"));
        assert!(finds("\"heron mills\"", "", "Blue Heron Mills"));
        assert!(!finds("\"mills heron\"", "", "Blue Heron Mills"));
        assert!(Query::parse(" \" ").is_empty());
        for quoted in ["“heron mills”", "„heron mills“", "«heron mills»", "company:“mills heron”"] {
            assert_eq!(quoted.starts_with("company"), !finds(quoted, "", "Blue Heron Mills"), "{quoted}");
        }
    }

    #[test]
    fn conditions_stand_between_words() {
        let query = Query::parse("mills messages:0 company:\"Blue Heron\" has: \"has:note\"");
        assert_eq!(query.errors().iter().map(|error| error.word.as_str()).collect::<Vec<_>>(), ["has:"]);
        let (parts, _) = explain("mills messages:0 company:\"Blue Heron\" \"has:note\"");
        assert_eq!(parts, ["mills", "messages:0", "company:\"blue heron\"", "\"has:note\""]);
    }

    #[test]
    fn half_a_condition_is_waited_for_while_it_is_typed() {
        for begun in ["since:", "since:imp", "since:import:", "company:", "mills -has:", "last:<", "messages:>=", "name:mills connected:"] {
            assert!(Query::parse_typed(begun).errors().is_empty(), "{begun}");
            assert!(!Query::parse(begun).errors().is_empty(), "what is acted on is read in full: {begun}");
        }
        for wrong in ["since:import:0", "since:import:-4", "since:x", "company: ", "messages:x", "has:nothing"] {
            assert!(!Query::parse_typed(wrong).errors().is_empty(), "{wrong}");
        }
    }
}
