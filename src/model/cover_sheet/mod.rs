//! The cover sheet for a client: what is proposed, with the evidence of each tie but without private messages, to be answered
//! keep or remove; and the answers on their way back, held against the workspace before anything is taken over.

mod answer;
mod key;
mod reading;

pub use answer::{AnsweredRow, CoverAnswer, CoverChange, comment_line, has_comment};
pub use key::key_of;
pub use reading::CoverReading;

use jiff::civil::Date;

use crate::model::{
    evidence::{coverage::Coverage, evidence_text},
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
    /// Tells them from others, see [`key_of`].
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

impl CoverSheet {
    /// The sheet of everybody in Remove.
    #[must_use]
    pub fn of(people: &[Person], coverage: &Coverage, owner: String, focus: String, time: &LocalTime) -> Self {
        let mut leaving: Vec<&Person> = people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
        leaving.sort_by_key(|person| (name_key(&person.facts.name()), person.id));
        let proposals = leaving.into_iter().map(|person| Proposal {
            key: key_of(&person.facts),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        id::PersonId,
        person::{Facts, decision::Decision},
    };

    pub(super) fn person(id: i64, slug: &str, decision: Decision) -> Person {
        let facts = Facts { first_name: slug.into(), last_name: "Roe".into(), slug: Some(slug.into()), ..Facts::default() };
        let mut person = Person::new(PersonId(id), facts);
        person.state.decision = decision;
        person
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
