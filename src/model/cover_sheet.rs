//! The cover sheet for a client: what is proposed, with the evidence of each tie but without private messages, to be answered
//! keep or remove; and the answers on their way back, held against the workspace before anything is taken over.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    evidence::{coverage::Coverage, evidence_text},
    id::{PersonId, TextMap},
    local_time::LocalTime,
    matching::contact::name_key,
    person::{Person, decision::Pane, reason::Reason},
    text::{date_text::day, display_text::sanitized},
};

/// The sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverSheet {
    /// Whose network it is; empty where no file tells it.
    pub owner: String,
    /// What the network is for; empty where it was not said.
    pub focus: String,
    /// The day it was made.
    pub made_on: Date,
    /// Those who are proposed to be removed, in the order of the list.
    pub proposals: Vec<Proposal>,
}

/// Somebody who is proposed to be removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Tells them from others: the last part of the profile's link, or `name:` and the name.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Position and company.
    pub work: String,
    /// Since when they are connected.
    pub connected: String,
    /// Why they are proposed.
    pub reasons: String,
    /// What is known of the tie, in figures: nothing that anybody wrote.
    pub tie: String,
}

/// What tells somebody on a sheet from others.
#[must_use]
pub fn key_of(person: &Person) -> String {
    person.facts.slug.as_ref().map_or_else(|| format!("name:{}", name_key(&person.facts.name())), ToString::to_string)
}

impl CoverSheet {
    /// The sheet of everybody in Remove.
    #[must_use]
    pub fn of(people: &[Person], coverage: &Coverage, owner: String, focus: String, time: &LocalTime) -> Self {
        let mut leaving: Vec<&Person> = people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
        leaving.sort_by_key(|person| (name_key(&person.facts.name()), person.id));
        let proposals = leaving.into_iter().map(|person| Proposal {
            key: key_of(person),
            name: sanitized(&person.facts.name()).into_owned(),
            work: sanitized(&person.facts.work()).into_owned(),
            connected: person.facts.connected_on.map(day).unwrap_or_default(),
            // Own words were written for nobody else.
            reasons: person.state.reasons.chosen().map(Reason::label).collect::<Vec<_>>().join("; "),
            tie: evidence_text::summary(&person.evidence, &coverage.notes(&person.facts, &person.evidence), time),
        });
        Self { owner, focus, made_on: time.today, proposals: proposals.collect() }
    }
}

/// What the client answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CoverAnswer {
    /// They stay.
    Keep,
    /// They go.
    Remove,
}

impl CoverAnswer {
    /// Reads what somebody wrote into the cell: the word, in any case, or its first letter.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().trim_end_matches(['.', '!']).to_lowercase().as_str() {
            "keep" | "k" => Some(Self::Keep),
            "remove" | "r" => Some(Self::Remove),
            _ => None,
        }
    }

    /// The pane that it means.
    #[must_use]
    pub fn pane(self) -> Pane {
        match self {
            Self::Keep => Pane::Keep,
            Self::Remove => Pane::Remove,
        }
    }
}

/// A row of a sheet that came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnsweredRow {
    /// The row of the table that it is, the header being the first.
    pub row: usize,
    /// Who it is about, see [`Proposal::key`].
    pub key: String,
    /// The name in the row.
    pub name: String,
    /// What stands in the cell of the answer.
    pub answer: String,
    /// What the client added.
    pub comment: String,
}

/// What an answer would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverChange {
    /// Who it is about.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// Where they stand now.
    pub is_in: Pane,
    /// What was answered; none where only a comment was made.
    pub answer: Option<CoverAnswer>,
    /// What the client added; may be empty.
    pub comment: String,
}

impl CoverChange {
    /// Whether somebody changes their pane by it.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.answer.is_some_and(|answer| answer.pane() != self.is_in)
    }
}

/// A sheet that came back, held against the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverReading {
    /// What it would change, in the order of the file.
    pub changes: Vec<CoverChange>,
    /// How many answers say what is so already.
    pub same: usize,
    /// Names of rows without an answer.
    pub open: Vec<String>,
    /// Rows whose answer is neither keep nor remove: the row, the name, and what stands there.
    pub not_understood: Vec<(usize, String, String)>,
    /// Names of those whom the workspace does not have in Keep or Remove: finalized since, gone, or another client's.
    pub unknown: Vec<String>,
}

impl CoverReading {
    /// Holds the rows against everybody who is connected. Of two rows about one person the later one counts.
    #[must_use]
    pub fn of(rows: &[AnsweredRow], people: &[Person]) -> Self {
        let mut by_key: TextMap<String, &Person> = TextMap::default();
        for person in people.iter().filter(|person| person.state.pane().is_some()) {
            by_key.insert(key_of(person), person);
        }
        let mut last: TextMap<&str, usize> = TextMap::default();
        for (at, row) in rows.iter().enumerate() {
            last.insert(row.key.as_str(), at);
        }
        let mut reading = Self::default();
        for (at, row) in rows.iter().enumerate().filter(|(at, row)| last.get(row.key.as_str()) == Some(at)) {
            let _ = at;
            let name = sanitized(&row.name).into_owned();
            let Some(person) = by_key.get(&row.key) else {
                reading.unknown.push(name);
                continue;
            };
            let answer = CoverAnswer::read(&row.answer);
            let comment = row.comment.trim().to_owned();
            if answer.is_none() && !row.answer.trim().is_empty() {
                reading.not_understood.push((row.row, name.clone(), sanitized(row.answer.trim()).into_owned()));
            } else if answer.is_none() {
                reading.open.push(name.clone());
            }
            let change = CoverChange {
                person_id: person.id,
                name: person.facts.name(),
                is_in: person.state.pane().unwrap_or_default(),
                answer,
                // What was taken over before is not taken over twice.
                comment: if person.state.note.contains(&comment) { String::new() } else { comment },
            };
            if change.moves() || !change.comment.is_empty() {
                reading.changes.push(change);
            } else if answer.is_some() {
                reading.same += 1;
            }
        }
        reading
    }

    /// Whether it is probably the sheet of somebody else's network: more than half of it is unknown here.
    #[must_use]
    pub fn is_of_another(&self) -> bool {
        let known = self.changes.len() + self.same + self.open.len() + self.not_understood.len();
        self.unknown.len() > known
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::person::{Facts, decision::Decision};

    fn person(id: i64, slug: &str, decision: Decision) -> Person {
        let facts = Facts { first_name: slug.into(), last_name: "Roe".into(), slug: Some(slug.into()), ..Facts::default() };
        let mut person = Person::new(PersonId(id), facts);
        person.state.decision = decision;
        person
    }

    fn row(key: &str, answer: &str, comment: &str) -> AnsweredRow {
        AnsweredRow { row: 2, key: key.into(), name: key.into(), answer: answer.into(), comment: comment.into() }
    }

    #[test]
    fn answers_are_read_in_any_case_and_nothing_else_is_taken_for_one() {
        for (text, answer) in
            [("keep", Some(CoverAnswer::Keep)), (" REMOVE. ", Some(CoverAnswer::Remove)), ("k", Some(CoverAnswer::Keep)), ("yes", None), ("", None)]
        {
            assert_eq!(CoverAnswer::read(text), answer, "{text}");
        }
    }

    #[test]
    fn what_would_change_is_told_apart_from_what_is_so_what_is_open_and_whom_nobody_knows() {
        let mut noted = person(4, "dov", Decision::Remove);
        noted.state.note = "Client: my cousin".into();
        let people = [person(1, "ana", Decision::Remove), person(2, "bea", Decision::Remove), person(3, "cid", Decision::Undecided), noted];
        let rows = [
            row("ana", "remove", ""),
            row("ana", "Keep", "an old friend"),
            row("bea", "remove", ""),
            row("cid", "perhaps", ""),
            row("dov", "", "my cousin"),
            row("eve", "keep", ""),
        ];
        let reading = CoverReading::of(&rows, &people);
        let [change] = reading.changes.as_slice() else { panic!("{reading:?}") };
        assert_eq!((change.person_id, change.answer, change.moves(), change.comment.as_str()), (PersonId(1), Some(CoverAnswer::Keep), true, "an old friend"));
        assert_eq!((reading.same, reading.open.as_slice(), reading.unknown.as_slice()), (1, &["dov".to_owned()][..], &["eve".to_owned()][..]));
        assert_eq!(reading.not_understood, [(2, "cid".to_owned(), "perhaps".to_owned())]);
        assert!(!reading.is_of_another());
        assert!(CoverReading::of(&[row("x", "keep", ""), row("y", "keep", "")], &people).is_of_another());
    }

    #[test]
    fn nothing_that_anybody_wrote_stands_on_the_sheet() {
        let mut one = person(1, "ana", Decision::Remove);
        one.state.note = "SECRET note".into();
        one.state.reasons.own_words = "SECRET reason".into();
        one.evidence.invitations.push(crate::model::evidence::Invitation {
            direction: crate::model::evidence::Direction::Incoming,
            sent_at: None,
            note: "SECRET words".into(),
            source: crate::model::evidence::Source::default(),
        });
        let time = LocalTime::new("2026-11-05T13:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let sheet = CoverSheet::of(&[one, person(2, "bea", Decision::Keep)], &Coverage::default(), "Ada".into(), String::new(), &time);
        assert_eq!(sheet.proposals.len(), 1);
        assert!(!format!("{sheet:?}").contains("SECRET"), "{sheet:?}");
    }
}
