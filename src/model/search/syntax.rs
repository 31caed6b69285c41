//! The language of searches: words, quoted phrases and conditions, all of which must hold; `OR`, parentheses, and a leading
//! minus that turns anything round.
//!
//! Any text is a search: what is not closed is closed at the end, what stands alone is left out, and what looks like a
//! condition and is none is told with its place.

use std::{fmt, iter::Peekable, ops::Range, sync::Arc, vec::IntoIter};

use super::{
    column::RowSet,
    condition::{Condition, Phrase, Word},
    index::Index,
    truths::Truths,
};
use crate::model::{evidence::EvidenceKind, text::folding::fold};

/// A search, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expr {
    /// All of these; everybody where there is none.
    And(Vec<Expr>),
    /// At least one of these.
    Or(Vec<Expr>),
    /// The opposite.
    Not(Box<Expr>),
    /// Words somewhere in the text.
    Term(Phrase),
    /// A condition.
    Condition(Condition),
    /// Looks like a condition and is none: nobody, rather than everybody.
    Nobody,
}

/// A word that looks like a condition and is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where it stands in what was typed, in bytes.
    pub at: Range<usize>,
    /// The word as it was typed.
    pub word: String,
    /// What was meant, where something is near; it can take the word's place.
    pub meant: Option<String>,
}

/// Groups within groups beyond this are not understood.
const MOST_DEPTH: usize = 32;

/// A piece of what was typed.
#[derive(Debug)]
enum Token {
    Open { at: Range<usize>, is_negated: bool },
    Close,
    Or,
    Word { at: Range<usize>, is_negated: bool, is_quoted: bool, folded: String },
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// What was typed, cut into pieces.
struct Cut {
    tokens: Vec<Token>,
    /// What closes everything that was left open.
    end: String,
}

fn cut(typed: &str) -> Cut {
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    let mut has_open_quote = false;
    let mut rest = typed.char_indices().peekable();
    while let Some(&(from, first)) = rest.peek() {
        if first.is_whitespace() {
            rest.next();
            continue;
        }
        if first == ')' && depth > 0 {
            rest.next();
            depth -= 1;
            tokens.push(Token::Close);
            continue;
        }
        // A minus alone, or before a blank, is a word.
        let is_negated = first == '-' && typed.get(from + 1..).and_then(|after| after.chars().next()).is_some_and(|next| !next.is_whitespace() && next != '-');
        if is_negated {
            rest.next();
        }
        if let Some((at, _)) = rest.next_if(|(_, c)| *c == '(') {
            depth += 1;
            tokens.push(Token::Open { at: from..at + 1, is_negated });
            continue;
        }
        let (mut word, mut is_open, mut was_quoted, mut end) = (String::new(), false, false, from);
        while let Some(&(at, c)) = rest.peek() {
            if !is_open && (c.is_whitespace() || (c == ')' && depth > 0)) {
                break;
            }
            rest.next();
            end = at + c.len_utf8();
            // Also in the middle of a word: `company:"blue heron"`. By the folded word: what cannot be seen does not count, and a
            // wide colon is one.
            if is_quotation_mark(c) {
                let folded = fold(&word);
                if is_open || folded.is_empty() || folded.ends_with(':') || folded.ends_with(":=") {
                    was_quoted |= !is_open && folded.is_empty();
                    is_open = !is_open;
                }
                continue;
            }
            word.push(c);
        }
        has_open_quote |= is_open;
        if word == "OR" && !was_quoted && !is_negated {
            tokens.push(Token::Or);
            continue;
        }
        // Quotation marks may come out of folding, too.
        let folded = fold(&word).replace('"', "").trim().to_owned();
        if !folded.is_empty() {
            tokens.push(Token::Word { at: from..end, is_negated, is_quoted: was_quoted, folded });
        }
    }
    let quote = if has_open_quote { "\"" } else { "" };
    Cut { tokens, end: format!("{quote}{}", ")".repeat(depth)) }
}

struct Parser<'t> {
    typed: &'t str,
    tokens: Peekable<IntoIter<Token>>,
    errors: Vec<QueryError>,
}

impl Parser<'_> {
    /// Everything up to the end of a group.
    fn any(&mut self) -> Expr {
        let mut parts = Vec::new();
        loop {
            let part = self.all();
            // An OR with nothing on one side is none.
            if part != Expr::And(Vec::new()) {
                parts.push(part);
            }
            if self.tokens.next_if(|token| matches!(token, Token::Or)).is_none() {
                break;
            }
        }
        match parts.len() {
            0 => Expr::And(Vec::new()),
            1 => parts.remove(0),
            _ => Expr::Or(parts),
        }
    }

    fn all(&mut self) -> Expr {
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.next_if(|token| !matches!(token, Token::Or | Token::Close)) {
            let part = match token {
                Token::Open { is_negated, .. } => {
                    let inside = self.any();
                    self.tokens.next_if(|token| matches!(token, Token::Close));
                    // An empty group asks nothing, also the other way round.
                    if inside == Expr::And(Vec::new()) {
                        continue;
                    }
                    if is_negated { not(inside) } else { inside }
                }
                Token::Word { at, is_negated, is_quoted, folded } => self.word(at, is_negated, is_quoted, &folded),
                Token::Or | Token::Close => continue,
            };
            match part {
                Expr::And(inside) => parts.extend(inside),
                part => parts.push(part),
            }
        }
        if parts.len() == 1 { parts.remove(0) } else { Expr::And(parts) }
    }

    fn word(&mut self, at: Range<usize>, is_negated: bool, is_quoted: bool, folded: &str) -> Expr {
        let read = if is_quoted { Word::Text } else { Condition::read(folded) };
        let part = match read {
            Word::Text => Expr::Term(Phrase::new(folded)),
            Word::Condition(condition) => Expr::Condition(condition),
            Word::Unclear(meant) => {
                let word = self.typed.get(at.clone()).unwrap_or_default().to_owned();
                let sign = if is_negated { "-" } else { "" };
                self.errors.push(QueryError { at, word, meant: meant.map(|meant| format!("{sign}{meant}")) });
                return Expr::Nobody;
            }
        };
        if is_negated { not(part) } else { part }
    }
}

/// The opposite; twice is none.
fn not(expr: Expr) -> Expr {
    match expr {
        Expr::Condition(condition) => Expr::Condition(condition.negated()),
        Expr::Not(inside) => *inside,
        Expr::Nobody => Expr::Nobody,
        other => Expr::Not(Box::new(other)),
    }
}

/// Where groups stand within groups beyond what is understood. Read on without them, a search could mean the opposite.
fn too_deep(tokens: &[Token]) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    tokens.iter().find_map(|token| {
        match token {
            Token::Open { .. } => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Or | Token::Word { .. } => {}
        }
        if let Token::Open { at, .. } = token { (depth > MOST_DEPTH).then(|| at.clone()) } else { None }
    })
}

/// Reads a search, with the words that are not understood.
pub(super) fn parse(typed: &str) -> (Expr, Vec<QueryError>) {
    let tokens = cut(typed).tokens;
    if let Some(at) = too_deep(&tokens) {
        let word = typed.get(at.clone()).unwrap_or_default().to_owned();
        return (Expr::Nobody, vec![QueryError { at, word, meant: None }]);
    }
    let mut parser = Parser { typed, tokens: tokens.into_iter().peekable(), errors: Vec::new() };
    let mut parts = Vec::new();
    // What closes more than was opened closes nothing.
    while parser.tokens.peek().is_some() {
        match parser.any() {
            Expr::And(inside) => parts.extend(inside),
            part => parts.push(part),
        }
        parser.tokens.next_if(|token| matches!(token, Token::Close));
    }
    let expr = if parts.len() == 1 { parts.remove(0) } else { Expr::And(parts) };
    (expr, parser.errors)
}

/// The words that all must hold, with their places; none where it is enough that one of several holds. Groups are left out.
pub(super) fn words_at_the_top(typed: &str) -> Option<Vec<(Range<usize>, Expr)>> {
    if matches!(parse(typed).0, Expr::Or(_)) {
        return None;
    }
    let mut depth = 0_usize;
    let mut words = Vec::new();
    for token in cut(typed).tokens {
        match token {
            Token::Open { .. } => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Word { at, .. } if depth == 0 => words.push((at.clone(), parse(typed.get(at).unwrap_or_default()).0)),
            Token::Word { .. } | Token::Or => {}
        }
    }
    Some(words)
}

/// What was typed, with everything closed that was left open.
pub(super) fn closed(typed: &str) -> String {
    format!("{}{}", typed.trim(), cut(typed).end)
}

impl Expr {
    /// Of everybody whether it holds, and where that cannot be told, why not. `find` tells in whose texts words stand.
    pub(super) fn truths(&self, index: &Index, find: &dyn Fn(&Phrase) -> Arc<RowSet>) -> Truths {
        let all = |parts: &[Self], join: fn(&Truths, &Truths) -> Truths| parts.iter().map(|part| part.truths(index, find)).reduce(|a, b| join(&a, &b));
        match self {
            Self::And(parts) => all(parts, Truths::and).unwrap_or_else(|| Truths::all(true, index.len())),
            Self::Or(parts) => all(parts, Truths::or).unwrap_or_else(|| Truths::all(false, index.len())),
            Self::Not(inside) => inside.truths(index, find).negated(),
            Self::Term(phrase) => Truths::known(find(phrase)),
            Self::Condition(condition) => condition.truths(index),
            Self::Nobody => Truths::all(false, index.len()),
        }
    }

    /// Every condition in it.
    pub(super) fn each_condition(&mut self, act: &mut dyn FnMut(&mut Condition)) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter_mut().for_each(|part| part.each_condition(act)),
            Self::Not(inside) => inside.each_condition(act),
            Self::Condition(condition) => act(condition),
            Self::Term(_) | Self::Nobody => {}
        }
    }

    /// The kinds of evidence that it asks about.
    pub(super) fn evidence(&self, found: &mut Vec<EvidenceKind>) {
        match self {
            Self::And(parts) | Self::Or(parts) => parts.iter().for_each(|part| part.evidence(found)),
            Self::Not(inside) => inside.evidence(found),
            Self::Condition(condition) => found.extend(condition.evidence()),
            Self::Term(_) | Self::Nobody => {}
        }
    }
}

impl fmt::Display for Expr {
    /// As it is typed: what is read back is the same.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    let space = if at > 0 { " " } else { "" };
                    if matches!(part, Self::Or(_)) { write!(formatter, "{space}({part})")? } else { write!(formatter, "{space}{part}")? }
                }
                Ok(())
            }
            Self::Or(parts) => {
                for (at, part) in parts.iter().enumerate() {
                    let or = if at > 0 { " OR " } else { "" };
                    if matches!(part, Self::Or(_)) { write!(formatter, "{or}({part})")? } else { write!(formatter, "{or}{part}")? }
                }
                Ok(())
            }
            Self::Not(inside) => match &**inside {
                Self::Term(_) => write!(formatter, "-{inside}"),
                _ => write!(formatter, "-({inside})"),
            },
            Self::Term(phrase) => {
                let words = phrase.words();
                let is_plain = !words.starts_with('-') && !words.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':'));
                if is_plain { formatter.write_str(words) } else { write!(formatter, "\"{words}\"") }
            }
            Self::Condition(condition) => write!(formatter, "{condition}"),
            Self::Nobody => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
