//! JSON: the ledger for other programs, with stable keys.

use schemars::{JsonSchema, SchemaGenerator};
use serde::Serialize;

use super::{evidence_json::EvidenceRecord, json_list::PersonRecord};
use crate::model::{batch::ledger::LedgerEntry, checklist::Answers};

/// A line of an entry.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "ledger_line")]
pub struct LineRecord {
    /// RFC 3339 in UTC.
    pub at: String,
    /// `finalized`, `taken_back`, a state of a task, a verdict, or `verdict_taken_back`.
    pub what: &'static str,
    /// Of a verdict: the number of the import, else null.
    pub import: Option<i64>,
}

/// An entry.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "ledger_entry")]
pub struct EntryRecord<'e> {
    /// Its number.
    pub id: i64,
    /// The batch, as it was numbered then.
    pub batch: i64,
    /// RFC 3339 in UTC.
    pub finalized_at: String,
    /// Whether the batch was taken back.
    pub taken_back: bool,
    /// What the member last said of it.
    pub state: &'static str,
    /// When that was, RFC 3339 in UTC, or null.
    pub acted_at: Option<String>,
    /// What the last export said, or null.
    pub verdict: Option<&'static str>,
    /// What was known of them then, evidence and reasons included.
    pub person: PersonRecord<'e>,
    /// The checklist of the batch.
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub answers: &'e Answers,
    /// Everything since, oldest first.
    pub lines: Vec<LineRecord>,
}

impl<'e> EntryRecord<'e> {
    /// Of this entry.
    #[must_use]
    pub fn of(entry: &'e LedgerEntry) -> Self {
        let listed = &entry.listed;
        Self {
            id: entry.id.0,
            batch: entry.batch.0,
            finalized_at: entry.finalized_at.to_string(),
            taken_back: entry.is_taken_back(),
            state: entry.state().key(),
            acted_at: entry.acted_at().map(|at| at.to_string()),
            verdict: entry.verdict().map(crate::model::import::verdict::Verdict::key),
            person: PersonRecord {
                pane: "finalized",
                batch: Some(entry.batch.0),
                reasons: listed.reasons.clone(),
                own_reason: &listed.own_reason,
                note: &listed.note,
                decision: "remove",
                decided_at: listed.decided_at.map(|at| at.to_string()),
                evidence: EvidenceRecord::of(&listed.evidence, &listed.coverage),
                ..PersonRecord::of_facts(&listed.facts)
            },
            answers: &entry.answers,
            lines: entry
                .lines
                .iter()
                .map(|line| LineRecord { at: line.at.to_string(), what: line.kind.key(), import: line.import.map(|import| import.0) })
                .collect(),
        }
    }
}

/// Adds what an entry looks like to the definitions: `ledger_entry`.
pub fn define(definitions: &mut SchemaGenerator) {
    definitions.subschema_for::<EntryRecord<'static>>();
}

/// These entries as one object.
#[must_use]
pub fn render(entries: &[&LedgerEntry]) -> String {
    let entries: Vec<EntryRecord<'_>> = entries.iter().map(|entry| EntryRecord::of(entry)).collect();
    serde_json::to_string_pretty(&serde_json::json!({ "entries": entries })).unwrap_or_default() + "\n"
}
