//! JSON: the list for other programs, with stable keys.

use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;

use super::evidence_json::EvidenceRecord;
use crate::model::person::{Facts, Person};
use crate::model::{
    batch::removal_list::{ListEntry, ListSource, RemovalList},
    evidence::coverage::Coverage,
    person::{
        decision::{Decision, Pane},
        person_name,
    },
};

/// Somebody, as every JSON output of Partwell describes them.
#[derive(Debug, Default, JsonSchema, Serialize)]
#[schemars(rename = "person")]
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
    #[schemars(extend("enum" = ["keep", "remove", "finalized"]))]
    pub pane: &'static str,
    /// The finalized batch, or null.
    pub batch: Option<i64>,
    /// Whether a lock keeps them from Remove.
    pub protected: bool,
    /// Whether the member is glad to have found them again; not known of somebody in a frozen list.
    pub rediscovered: Option<bool>,
    /// Keys of the chosen reasons.
    pub reasons: Vec<String>,
    /// The reason in own words; empty where there is none.
    pub own_reason: &'p str,
    /// The member's note; empty where there is none.
    pub note: &'p str,
    /// `undecided`, `keep`, `remove`, `unfollow` or `later`.
    #[schemars(extend("enum" = ["undecided", "keep", "remove", "unfollow", "later"]))]
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
            rediscovered: Some(state.is_rediscovered),
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

    fn listed(entry: &'p ListEntry) -> Self {
        let ListEntry { person, status } = entry;
        let pane = match (status.decision, status.task) {
            (Decision::Remove, Some(_)) => "finalized",
            (Decision::Remove, None) => "remove",
            _ => "keep",
        };
        Self {
            pane,
            batch: status.batch.map(|batch| batch.0),
            protected: status.is_protected,
            later_until: status.later_until.map(|day| day.to_string()),
            reasons: person.reasons.clone(),
            own_reason: &person.own_reason,
            note: &person.note,
            decision: status.decision.key(),
            decided_at: person.decided_at.map(|at| at.to_string()),
            evidence: EvidenceRecord::of(&person.evidence, &person.coverage),
            ..Self::of_facts(&person.facts)
        }
    }
}

/// Somebody on a list, with how they stand now.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "listed_person")]
struct EntryRecord<'p> {
    #[serde(flatten)]
    person: PersonRecord<'p>,
    /// `to_do`, `done`, `skipped`, `not_found` or `changed_mind`; null before a batch was finalized.
    #[schemars(extend("enum" = ["to_do", "done", "skipped", "not_found", "changed_mind", null]))]
    state: Option<&'static str>,
    /// When that was said, RFC 3339 in UTC, or null.
    acted_at: Option<String>,
    /// What the newest export that spoke of them said, or null.
    verdict: Option<&'static str>,
    /// Whether they are to be removed and still there.
    is_to_remove: bool,
    /// The name that LinkedIn's search finds.
    name_to_search: String,
    /// That others bear the name, and what tells them apart, or null.
    same_name: Option<&'p str>,
}

impl<'p> EntryRecord<'p> {
    fn of(entry: &'p ListEntry) -> Self {
        let status = &entry.status;
        Self {
            person: PersonRecord::listed(entry),
            state: status.task.map(crate::model::batch::task::TaskState::key),
            acted_at: status.acted_at.map(|at| at.to_string()),
            verdict: status.verdict.map(crate::model::import::verdict::Verdict::key),
            is_to_remove: status.task.is_some() && !status.stays() && !status.is_done(),
            name_to_search: person_name::searchable(&entry.person.facts),
            same_name: status.namesakes.as_deref(),
        }
    }
}

/// A list of people as a file.
#[derive(JsonSchema, Serialize)]
#[schemars(rename = "list_file")]
struct ListRecord<'p> {
    /// What it is called.
    title: String,
    /// The finalized batch; null for those who are in Remove, and for everyone.
    batch: Option<i64>,
    /// The day, `YYYY-MM-DD`.
    made_on: String,
    /// RFC 3339 in UTC, or null.
    finalized_at: Option<String>,
    /// Whether the checklist was passed; null where there is none.
    checklist_passed: Option<bool>,
    /// In the order of the list.
    people: Vec<EntryRecord<'p>>,
}

/// Adds what such a file looks like to the definitions: `list_file`, and `person` among what it is made of.
pub fn define(definitions: &mut SchemaGenerator) {
    definitions.subschema_for::<ListRecord<'static>>();
    definitions.subschema_for::<PersonRecord<'static>>();
}

/// The list as one object.
#[must_use]
pub fn render(list: &RemovalList) -> String {
    let record = ListRecord {
        title: list.title(),
        batch: match list.source {
            ListSource::Draft | ListSource::Everyone => None,
            ListSource::Batch(id) => Some(id.0),
        },
        checklist_passed: match list.source {
            ListSource::Draft => Some(false),
            ListSource::Batch(_) => Some(true),
            ListSource::Everyone => None,
        },
        made_on: list.time.today.to_string(),
        finalized_at: list.finalized_at.map(|at| at.to_string()),
        people: list.people.iter().map(EntryRecord::of).collect(),
    };
    // Strings, numbers and lists always serialise.
    serde_json::to_string_pretty(&record).unwrap_or_default() + "\n"
}
