//! JSON: the list for other programs, with stable keys.

use serde::Serialize;

use super::evidence_json::EvidenceRecord;
use crate::model::{
    coverage::Coverage,
    decision::Pane,
    person::{Facts, Person},
    removal_list::{ListSource, ListedPerson, RemovalList},
};

/// Somebody, as every JSON output of Partwell describes them.
#[derive(Debug, Default, Serialize)]
pub struct PersonRecord<'p> {
    /// Normalised profile slug, or null.
    pub slug: Option<&'p str>,
    /// As in the export.
    pub first_name: &'p str,
    /// As in the export.
    pub last_name: &'p str,
    /// Only a link that may be opened, or null.
    pub url: Option<&'p str>,
    /// As in the export; empty where it says nothing.
    pub email: &'p str,
    /// As in the export.
    pub company: &'p str,
    /// As in the export.
    pub position: &'p str,
    /// `YYYY-MM-DD`, or null.
    pub connected_on: Option<String>,
    /// `keep`, `remove` or `finalized`.
    pub pane: &'static str,
    /// The finalized batch, or null.
    pub batch: Option<i64>,
    /// Whether a lock keeps them from Remove.
    pub protected: bool,
    /// Keys of the chosen reasons.
    pub reasons: Vec<String>,
    /// The reason in own words; empty where there is none.
    pub own_reason: &'p str,
    /// The member's note; empty where there is none.
    pub note: &'p str,
    /// `undecided`, `keep`, `remove`, `unfollow` or `later`.
    pub decision: &'static str,
    /// When it was decided, RFC 3339 in UTC, or null.
    pub decided_at: Option<String>,
    /// The day from which on to look again, `YYYY-MM-DD`, or null.
    pub later_until: Option<String>,
    /// What exports know of the tie.
    #[serde(flatten)]
    pub evidence: EvidenceRecord<'p>,
}

impl<'p> PersonRecord<'p> {
    /// What the export says of somebody; the rest is filled in by whoever knows it.
    pub(super) fn of_facts(facts: &'p Facts) -> Self {
        Self {
            slug: facts.slug.as_deref(),
            first_name: &facts.first_name,
            last_name: &facts.last_name,
            url: facts.link(),
            email: &facts.email,
            company: &facts.company,
            position: &facts.position,
            connected_on: facts.connected_on.map(|day| day.to_string()),
            ..Self::default()
        }
    }

    /// Somebody as they are now.
    #[must_use]
    pub fn of(person: &'p Person, coverage: &Coverage) -> Self {
        let state = &person.state;
        Self {
            pane: match state.pane() {
                Some(Pane::Keep) => "keep",
                Some(Pane::Remove) => "remove",
                None => "finalized",
            },
            batch: state.batch.map(|batch| batch.0),
            protected: state.is_protected,
            reasons: state.reasons.chosen().map(|reason| reason.key().to_owned()).collect(),
            own_reason: &state.reasons.own_words,
            note: &state.note,
            decision: state.decision.key(),
            decided_at: state.decided_at.map(|at| at.to_string()),
            later_until: state.later_until.map(|day| day.to_string()),
            evidence: EvidenceRecord::of(&person.evidence, &coverage.notes(&person.facts, &person.evidence)),
            ..Self::of_facts(&person.facts)
        }
    }

    fn listed(person: &'p ListedPerson, source: ListSource) -> Self {
        let (pane, batch) = match source {
            ListSource::Draft => ("remove", None),
            ListSource::Batch(id) => ("finalized", Some(id.0)),
        };
        Self {
            pane,
            batch,
            reasons: person.reasons.clone(),
            own_reason: &person.own_reason,
            note: &person.note,
            decision: "remove",
            decided_at: person.decided_at.map(|at| at.to_string()),
            evidence: EvidenceRecord::of(&person.evidence, &person.coverage),
            ..Self::of_facts(&person.facts)
        }
    }
}

#[derive(Serialize)]
struct ListRecord<'p> {
    title: String,
    batch: Option<i64>,
    made_on: String,
    finalized_at: Option<String>,
    people: Vec<PersonRecord<'p>>,
}

/// The list as one object.
#[must_use]
pub fn render(list: &RemovalList) -> String {
    let record = ListRecord {
        title: list.title(),
        batch: match list.source {
            ListSource::Draft => None,
            ListSource::Batch(id) => Some(id.0),
        },
        made_on: list.made_on.to_string(),
        finalized_at: list.finalized_at.map(|at| at.to_string()),
        people: list.people.iter().map(|person| PersonRecord::listed(person, list.source)).collect(),
    };
    // Strings, numbers and lists always serialise.
    serde_json::to_string_pretty(&record).unwrap_or_default() + "\n"
}
