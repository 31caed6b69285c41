//! The fields that a search can name: one table for the parser, the help, the errors and the command line.

use crate::model::person::title::{Role, Seniority};

/// What the value of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// Words in a field; behind `=` the whole of it.
    Text,
    /// A number, with a sign or from one to another.
    Number,
    /// A day, a month, a year, or how long ago.
    Date,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// `import:` and the number of an import.
    Import,
    /// The last part of a profile's link.
    Slug,
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// What stands before the colon.
    pub name: &'static str,
    /// What stands behind it.
    pub value: ValueKind,
    /// An example or two, for the help.
    pub example: &'static str,
    /// What it finds, for the help.
    pub finds: &'static str,
}

impl FieldSpec {
    /// What it finds, with the words that can stand behind it.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.value {
            ValueKind::OneOf(words) if words.len() > 2 => format!("{}: {}", self.finds, words.join(", ")),
            _ => self.finds.to_owned(),
        }
    }
}

const WHO: ValueKind = ValueKind::OneOf(&["me", "them"]);

/// The words behind `has:`.
const HAS: ValueKind = ValueKind::OneOf(&[
    "messages",
    "recommendation",
    "endorsement",
    "invitation",
    "company",
    "position",
    "email",
    "note",
    "reason",
    "lock",
    "later",
    "unfollow",
    "newjob",
    "date",
    "role",
    "seniority",
]);

/// The words behind `unknown:`.
const EVIDENCE: ValueKind = ValueKind::OneOf(&["messages", "recommendation", "endorsement", "invitation"]);

/// The words behind `is:`.
const IS: ValueKind = ValueKind::OneOf(&[
    "undecided",
    "decided",
    "kept",
    "to-remove",
    "due",
    "protected",
    "later",
    "unfollow",
    "suggested",
    "rediscovered",
    "connected-before",
    "only-pitched",
]);

const fn field(name: &'static str, value: ValueKind, example: &'static str, finds: &'static str) -> FieldSpec {
    FieldSpec { name, value, example, finds }
}

/// All of them, in the order of the help.
pub const FIELDS: [FieldSpec; 23] = [
    field("name", ValueKind::Text, "name:quorn", "words in the name"),
    field("company", ValueKind::Text, "company:acme   company:=\"Acme\"", "words in the company; behind = the whole of it, as in every field of words"),
    field("position", ValueKind::Text, "position:\"head of\"", "words in the position"),
    field("email", ValueKind::Text, "email:example.org", "words in the e-mail address"),
    field("note", ValueKind::Text, "note:fair", "words in your note"),
    field("reason", ValueKind::Text, "reason:clutter   reason:=\"Clutter\"", "words in the reasons given"),
    field("connected", ValueKind::Date, "connected:<2016   connected:2019..2021   connected:*-05-14", "since when you are connected; * is any year"),
    field(
        "decided",
        ValueKind::Date,
        "decided:<2026-05   -decided:<6m",
        "when you last decided about them; -decided:<6m is whom you have not looked at for half a year",
    ),
    field("messages", ValueKind::Number, "messages:0   messages:>5   messages:2..10", "how many messages went to and fro, groups left out"),
    field("sent", ValueKind::Number, "sent:>0", "how many you wrote to them alone"),
    field("received", ValueKind::Number, "received:0", "how many they wrote to you alone"),
    field("first", ValueKind::Date, "first:<2015", "when the first message was, groups included"),
    field("last", ValueKind::Date, "last:<2020   last:>2y   last:<30d", "when the last message between the two of you was; >2y is more than two years ago"),
    field("last-by", WHO, "last-by:me   last-by:them", "who wrote the last one between the two of you"),
    field("invited", WHO, "invited:me   invited:them", "who invited whom"),
    field("has", HAS, "has:recommendation   -has:company", "what there is"),
    field("unknown", EVIDENCE, "unknown:messages", "of whom no export tells"),
    field("is", IS, "is:undecided   is:due", "what you made of them"),
    field("role", ValueKind::OneOf(&Role::WORDS), "role:recruiting   -role:sales", "the kind of work, by the words of the position"),
    field("seniority", ValueKind::OneOf(&Seniority::WORDS), "seniority:director", "the level, by the words of the position"),
    field("since", ValueKind::Import, "since:import:3", "who came with that import, or with a later one"),
    field("same-day", ValueKind::Slug, "same-day:mira-quorn", "who connected on the same day as somebody, named by the last part of the profile's link"),
    field("job", ValueKind::OneOf(&["changed"]), "job:changed", "who is in another job since an earlier import"),
];

/// The field of this name.
#[must_use]
pub fn of_name(name: &str) -> Option<&'static FieldSpec> {
    FIELDS.iter().find(|field| field.name == name)
}

/// Letters that may differ between what was typed and what was meant: none in a word so short that another is as near.
pub(super) fn most_slips(word: &str) -> usize {
    match word.chars().count() {
        ..=3 => 0,
        4..=5 => 1,
        _ => 2,
    }
}

/// The word that was meant, if one is near; nothing is guessed from two letters.
pub(super) fn nearest<'w>(typed: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    const LEAST_LETTERS: usize = 3;
    if typed.chars().count() < LEAST_LETTERS {
        return None;
    }
    let near = words.map(|word| (strsim::osa_distance(typed, word), word)).filter(|(slips, word)| *slips <= most_slips(word));
    near.min_by_key(|(slips, _)| *slips).map(|(_, word)| word)
}

/// Whether a condition, as it is written, asks of what the member made of somebody: what exports tell does not change by that.
pub(super) fn asks_of_state(condition: &str) -> bool {
    match condition.trim_start_matches('-').split_once(':') {
        Some(("is", value)) => !matches!(value, "connected-before" | "only-pitched"),
        Some(("has", value)) => matches!(value, "note" | "notes" | "reason" | "reasons" | "lock" | "later" | "unfollow"),
        Some((field, _)) => matches!(field, "note" | "reason" | "decided"),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_found_and_nothing_else_is_guessed() {
        let field = |typed: &str| nearest(typed, FIELDS.iter().map(|field| field.name));
        for (typed, meant) in [("compnay", Some("company")), ("mesages", Some("messages")), ("postion", Some("position")), ("conected", Some("connected"))] {
            assert_eq!(field(typed), meant, "{typed}");
        }
        for typed in ["https", "c", "re", "zebra", "at", "iss", "rob", "hash"] {
            assert_eq!(field(typed), None, "{typed}");
        }
    }

    #[test]
    fn names_are_there_once_and_every_example_is_understood() {
        for (at, field) in FIELDS.iter().enumerate() {
            assert!(FIELDS.iter().skip(at + 1).all(|other| other.name != field.name), "{}", field.name);
            let query = crate::model::search::Query::parse(field.example);
            assert!(query.errors().is_empty() && field.example.contains(field.name), "{}: {:?}", field.example, query.errors());
            if let ValueKind::OneOf(words) = field.value {
                for word in words {
                    assert!(crate::model::search::Query::parse(&format!("{}:{word}", field.name)).errors().is_empty(), "{}:{word}", field.name);
                }
            }
        }
    }

    /// The README tells of every field, in the words of this table.
    #[test]
    fn the_readme_has_the_table() {
        const README: &str = include_str!("../../../README.md");
        let code = |example: &str| example.split("   ").map(|one| format!("`{one}`")).collect::<Vec<_>>().join(" ");
        let table: Vec<String> = FIELDS.iter().map(|field| format!("| {} | {} |", code(field.example), field.in_words())).collect();
        assert!(README.contains(&table.join("\n")), "the table of the README is to read:\n{}", table.join("\n"));
    }
}
