//! Evidence as every JSON output of Partwell describes it: null where it is not known, empty where there is none.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::evidence::{Direction, Evidence};
use crate::model::evidence::{
    EvidenceKind,
    coverage::{CoverageNotes, CoverageState},
};

/// Messages, counted.
#[derive(Debug, Default, JsonSchema, Serialize)]
#[schemars(rename = "messages")]
pub struct MessagesRecord {
    /// From the owner to this person alone.
    pub sent: usize,
    /// From this person to the owner alone.
    pub received: usize,
    /// Of either of the two, in conversations of three and more.
    pub group: usize,
    /// RFC 3339 in UTC, or null.
    pub first: Option<String>,
    /// RFC 3339 in UTC, or null.
    pub last: Option<String>,
    /// `owner` or `person`, or null.
    #[schemars(extend("enum" = ["owner", "person", null]))]
    pub last_by: Option<&'static str>,
    /// The last one between the two alone: RFC 3339 in UTC, or null.
    pub last_direct: Option<String>,
}

/// An invitation.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "invitation")]
pub struct InvitationRecord<'p> {
    /// `incoming` or `outgoing`.
    #[schemars(with = "String", extend("enum" = ["incoming", "outgoing"]))]
    pub direction: Direction,
    /// `YYYY-MM-DDTHH:MM:SS` of no stated zone, or null.
    pub sent_at: Option<String>,
    /// What was written with it; empty where there was nothing.
    pub note: &'p str,
}

/// Something that goes both ways.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "both_ways_of_{T}")]
pub struct BothWays<T> {
    /// From the person to the owner; null where no export had such a file.
    pub received: Option<Vec<T>>,
    /// From the owner to the person; null where no export had such a file.
    pub given: Option<Vec<T>>,
}

/// A recommendation.
#[derive(Debug, JsonSchema, Serialize)]
#[schemars(rename = "recommendation")]
pub struct RecommendationRecord<'p> {
    /// The whole text.
    pub text: &'p str,
    /// `YYYY-MM-DD`, or null.
    pub date: Option<String>,
}

/// All that is known of a tie.
#[derive(Debug, Default, JsonSchema, Serialize)]
pub struct EvidenceRecord<'p> {
    /// Null where no export can speak of it.
    pub messages: Option<MessagesRecord>,
    /// The latest one; null where none is known.
    pub invitation: Option<InvitationRecord<'p>>,
    /// Skills.
    pub endorsements: Option<BothWays<&'p str>>,
    /// Texts and days.
    pub recommendations: Option<BothWays<RecommendationRecord<'p>>>,
    /// What the owner noted at LinkedIn; null where nothing.
    pub owner_note: Option<&'p str>,
}

impl<'p> EvidenceRecord<'p> {
    /// Of this evidence; `coverage` says what the files can speak of.
    #[must_use]
    pub fn of(evidence: &'p Evidence, coverage: &CoverageNotes) -> Self {
        let note = |kind: EvidenceKind| coverage.get(&kind);
        let is_covered = |kind: EvidenceKind| note(kind).is_some_and(|note| note.state == CoverageState::Covered && !note.ambiguous) || kind.is_in(evidence);
        let has_way = |kind: EvidenceKind, direction: Direction| note(kind).is_none_or(|note| note.only.is_none_or(|only| only == direction));
        let messages = match &evidence.messages {
            Some(messages) => Some(MessagesRecord {
                sent: messages.sent,
                received: messages.received,
                group: messages.group,
                first: Some(messages.first.to_string()),
                last: Some(messages.last.to_string()),
                last_by: Some(if messages.last_by == Direction::Outgoing { "owner" } else { "person" }),
                last_direct: messages.last_contact().map(|at| at.to_string()),
            }),
            None => is_covered(EvidenceKind::Messages).then(MessagesRecord::default),
        };
        let skills = |direction| has_way(EvidenceKind::Endorsements, direction).then(|| evidence.skills(direction).collect());
        let texts = |direction| {
            has_way(EvidenceKind::Recommendations, direction).then(|| {
                let record = |found: &'p crate::model::evidence::Recommendation| RecommendationRecord {
                    text: &found.text,
                    date: found.written_on.map(|day| day.to_string()),
                };
                evidence.recommendations(direction).map(record).collect()
            })
        };
        Self {
            messages,
            invitation: evidence.invitation().map(|invitation| InvitationRecord {
                direction: invitation.direction,
                sent_at: invitation.sent_at.map(|at| at.to_string()),
                note: &invitation.note,
            }),
            endorsements: is_covered(EvidenceKind::Endorsements)
                .then(|| BothWays { received: skills(Direction::Incoming), given: skills(Direction::Outgoing) }),
            recommendations: is_covered(EvidenceKind::Recommendations)
                .then(|| BothWays { received: texts(Direction::Incoming), given: texts(Direction::Outgoing) }),
            owner_note: evidence.owner_note.as_ref().map(|note| note.text.as_str()),
        }
    }
}
