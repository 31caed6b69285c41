//! Evidence: what exports know of the tie to one person. Each fact says which import it comes from.

pub mod coverage;
pub mod evidence_text;
pub mod message_log;

use std::ops::{Deref, DerefMut};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use crate::model::{id::ImportId, import::file_kind::FileKind};

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The import that brought it.
    pub import: ImportId,
    /// The day of that export.
    pub exported_on: Date,
}

/// Which way something went between the owner of the export and the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// From the person to the owner: received.
    Incoming,
    /// From the owner to the person: sent, given.
    Outgoing,
}

impl Direction {
    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// Reads back [`Direction::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Incoming, Self::Outgoing].into_iter().find(|direction| direction.key() == key)
    }
}

/// The messages exchanged with a person, counted. Drafts, advertisements, the spam folder and LinkedIn's own
/// assistants are not among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Messages {
    /// From the owner to this person alone.
    pub sent: usize,
    /// From this person to the owner alone.
    pub received: usize,
    /// Of either of the two, in conversations of three and more.
    pub group: usize,
    /// The first of all of them.
    pub first: Timestamp,
    /// The last of all of them.
    pub last: Timestamp,
    /// Who wrote the last one: outgoing is the owner.
    pub last_by: Direction,
    /// Whether the last one went to a group.
    #[serde(default)]
    pub last_in_group: bool,
    /// The last of those between the two alone; what goes to a group is no contact with each who reads it.
    #[serde(default)]
    pub last_direct: Option<Timestamp>,
    /// The last one that the person wrote to the owner alone.
    #[serde(default)]
    pub last_received: Option<Timestamp>,
    /// Where this comes from.
    pub source: Source,
}

impl Messages {
    /// All messages, group conversations included.
    #[must_use]
    pub fn total(&self) -> usize {
        self.sent + self.received + self.group
    }

    /// Messages between the two alone.
    #[must_use]
    pub fn direct(&self) -> usize {
        self.sent + self.received
    }

    /// So many between the two alone, all of them at one time: for tests. Where the other wrote any, the last one is theirs.
    #[cfg(test)]
    pub(crate) fn at(time: &str, sent: usize, received: usize) -> Self {
        let at = time.parse().unwrap();
        let last_by = if received > 0 { Direction::Incoming } else { Direction::Outgoing };
        Self {
            sent,
            received,
            group: 0,
            first: at,
            last: at,
            last_by,
            last_in_group: false,
            last_direct: Some(at),
            last_received: (received > 0).then_some(at),
            source: Source::default(),
        }
    }

    /// Who wrote the last one between the two alone; none where there is none.
    #[must_use]
    pub fn last_direct_by(&self) -> Option<Direction> {
        let last = self.last_direct?;
        Some(if self.last_received == Some(last) { Direction::Incoming } else { Direction::Outgoing })
    }

    /// Whether both wrote to each other: a conversation, not a monologue.
    #[must_use]
    pub fn is_two_way(&self) -> bool {
        self.sent > 0 && self.received > 0
    }

    /// When the two last wrote to each other alone. Batches frozen before that was noted know only the last of all.
    #[must_use]
    pub fn last_contact(&self) -> Option<Timestamp> {
        self.last_direct.or_else(|| (self.direct() > 0 && !self.last_in_group).then_some(self.last))
    }

    /// When they last wrote to the owner alone; none where they did not. Batches frozen before that was noted know it where
    /// the last message of all was theirs.
    #[must_use]
    pub fn last_received(&self) -> Option<Timestamp> {
        let old = || (self.last_by == Direction::Incoming && !self.last_in_group && self.received > 0).then_some(self.last);
        self.last_received.or_else(old)
    }
}

/// An invitation to connect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Outgoing: the owner invited.
    pub direction: Direction,
    /// When; the file states no time zone.
    pub sent_at: Option<DateTime>,
    /// What was written with it; mostly empty.
    pub note: String,
    /// Where this comes from.
    pub source: Source,
}

/// A skill that one confirmed of the other. Only accepted ones are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endorsement {
    /// Incoming: they endorsed the owner.
    pub direction: Direction,
    /// The skill.
    pub skill: String,
    /// The day of the endorsement, if the file tells one.
    pub endorsed_on: Option<Date>,
    /// Where this comes from.
    pub source: Source,
}

/// A recommendation with its full text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Incoming: they recommended the owner.
    pub direction: Direction,
    /// The whole text.
    pub text: String,
    /// When it was written.
    pub written_on: Option<Date>,
    /// The person's company, as the file has it.
    pub company: String,
    /// The person's job title, as the file has it.
    pub job_title: String,
    /// LinkedIn's word for whether it is shown, such as `VISIBLE`; empty where it gives none.
    pub status: String,
    /// Where this comes from.
    pub source: Source,
}

/// A message with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageText {
    /// Seconds since 1970, UTC.
    pub second: i64,
    /// Outgoing: the owner wrote it.
    pub direction: Direction,
    /// Its subject; mostly empty.
    pub subject: String,
    /// What it says.
    pub body: String,
}

impl MessageText {
    /// When it was written; none where no calendar has that second.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.second).ok()
    }

    /// All that it says, its subject first where it has one.
    #[must_use]
    pub fn text(&self) -> String {
        if self.subject.trim().is_empty() { self.body.clone() } else { format!("{}\n{}", self.subject, self.body) }
    }
}

/// A note that the owner wrote about a connection at LinkedIn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerNote {
    /// The text.
    pub text: String,
    /// When it was written or last changed.
    pub written_on: Option<Date>,
    /// Where this comes from.
    pub source: Source,
}

/// All that is known of the tie to one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// Messages; none is not the same as not known, see [`coverage::Coverage`].
    pub messages: Option<Messages>,
    /// Invitations, latest first.
    pub invitations: Vec<Invitation>,
    /// Endorsements, by skill.
    pub endorsements: Vec<Endorsement>,
    /// Recommendations, latest first.
    pub recommendations: Vec<Recommendation>,
    /// The owner's own note.
    pub owner_note: Option<OwnerNote>,
    /// Kinds of which rows name this person and others of the same name, so that nobody can say whom they mean.
    pub ambiguous: Vec<EvidenceKind>,
}

/// No evidence.
static NONE: Evidence =
    Evidence { messages: None, invitations: Vec::new(), endorsements: Vec::new(), recommendations: Vec::new(), owner_note: None, ambiguous: Vec::new() };

/// The evidence of one person in a list of thousands: of most nothing is known, and then it takes eight bytes.
#[derive(Clone, Debug, Default)]
pub struct SparseEvidence(Option<Box<Evidence>>);

impl Deref for SparseEvidence {
    type Target = Evidence;

    fn deref(&self) -> &Evidence {
        self.0.as_deref().unwrap_or(&NONE)
    }
}

impl DerefMut for SparseEvidence {
    fn deref_mut(&mut self) -> &mut Evidence {
        self.0.get_or_insert_default()
    }
}

impl From<Evidence> for SparseEvidence {
    fn from(evidence: Evidence) -> Self {
        Self((evidence != NONE).then(|| Box::new(evidence)))
    }
}

impl PartialEq for SparseEvidence {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SparseEvidence {}

impl Recommendation {
    /// Whether it stands at LinkedIn, shown or hidden: one that was never accepted, or was taken back, goes with nobody.
    #[must_use]
    pub fn stands(&self) -> bool {
        // A word that is not known, or a cell that slipped, must not hide what may be lost.
        const NOT_STANDING: [&str; 10] = ["pending", "requested", "draft", "declined", "rejected", "ignored", "deleted", "closed", "withdrawn", "revoked"];
        let status = self.status.trim();
        !NOT_STANDING.iter().any(|word| status.eq_ignore_ascii_case(word))
    }
}

impl Evidence {
    /// Whether nothing at all is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.messages.is_none() && self.invitations.is_empty() && self.endorsements.is_empty() && self.recommendations.is_empty() && self.owner_note.is_none()
    }

    /// The invitation that led to the tie: the latest one.
    #[must_use]
    pub fn invitation(&self) -> Option<&Invitation> {
        self.invitations.first()
    }

    /// How many endorsements went this way.
    #[must_use]
    pub fn endorsements(&self, direction: Direction) -> usize {
        self.endorsements.iter().filter(|endorsement| endorsement.direction == direction).count()
    }

    /// The skills endorsed this way.
    pub fn skills(&self, direction: Direction) -> impl Iterator<Item = &str> {
        self.endorsements.iter().filter(move |endorsement| endorsement.direction == direction).map(|endorsement| endorsement.skill.as_str())
    }

    /// The recommendations that went this way and stand.
    pub fn recommendations(&self, direction: Direction) -> impl Iterator<Item = &Recommendation> {
        self.standing_recommendations().filter(move |recommendation| recommendation.direction == direction)
    }

    /// The recommendations that stand, either way.
    pub fn standing_recommendations(&self) -> impl Iterator<Item = &Recommendation> {
        self.recommendations.iter().filter(|recommendation| recommendation.stands())
    }

    /// Whether one of the two recommended the other, and it stands.
    #[must_use]
    pub fn has_recommendation(&self) -> bool {
        self.standing_recommendations().next().is_some()
    }

    /// Messages between the two alone; 0 where none are known. This is the number of messages wherever one is told: groups
    /// stand beside it.
    #[must_use]
    pub fn message_count(&self) -> usize {
        self.messages.as_ref().map_or(0, Messages::direct)
    }

    /// When the two last wrote to each other alone.
    #[must_use]
    pub fn last_contact(&self) -> Option<Timestamp> {
        self.messages.as_ref().and_then(Messages::last_contact)
    }

    /// Whether there is real history: a conversation, a recommendation, or a note the owner took.
    #[must_use]
    pub fn has_history(&self) -> bool {
        self.messages.as_ref().is_some_and(Messages::is_two_way) || self.has_recommendation() || self.owner_note.is_some()
    }

    /// For sorting by least evidence first: recommendations speak louder than messages, these louder than
    /// endorsements, and an invitation speaks last. No more than an order: it is shown nowhere as a figure.
    #[must_use]
    pub fn weight(&self) -> (usize, usize, usize, usize) {
        (
            self.standing_recommendations().count() + usize::from(self.owner_note.is_some()),
            self.message_count(),
            self.endorsements.len(),
            self.invitations.len(),
        )
    }
}

/// A kind of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Messages.
    Messages,
    /// Who invited whom.
    Invitations,
    /// Endorsements, both ways.
    Endorsements,
    /// Recommendations, both ways.
    Recommendations,
}

impl EvidenceKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Messages, Self::Invitations, Self::Endorsements, Self::Recommendations];

    /// In the middle of a sentence; also the word in the workspace.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Invitations => "invitations",
            Self::Endorsements => "endorsements",
            Self::Recommendations => "recommendations",
        }
    }

    /// Reads back [`EvidenceKind::noun`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.noun() == key)
    }

    /// The kind that a file holds.
    #[must_use]
    pub fn of_file(file: FileKind) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.files().contains(&file))
    }

    /// The files that hold it.
    #[must_use]
    pub fn files(self) -> &'static [FileKind] {
        match self {
            Self::Messages => &[FileKind::Messages],
            Self::Invitations => &[FileKind::Invitations],
            Self::Endorsements => &[FileKind::EndorsementsReceived, FileKind::EndorsementsGiven],
            Self::Recommendations => &[FileKind::RecommendationsReceived, FileKind::RecommendationsGiven],
        }
    }

    /// The files that hold what went this way.
    #[must_use]
    pub fn files_of(self, direction: Direction) -> &'static [FileKind] {
        match self.files() {
            [received, given] => std::slice::from_ref(if direction == Direction::Incoming { received } else { given }),
            files => files,
        }
    }

    /// Whether any of it is known of somebody.
    #[must_use]
    pub fn is_in(self, evidence: &Evidence) -> bool {
        match self {
            // Whoever only read what went to a group was not written to.
            Self::Messages => evidence.messages.is_some(),
            Self::Invitations => !evidence.invitations.is_empty(),
            Self::Endorsements => !evidence.endorsements.is_empty(),
            Self::Recommendations => evidence.has_recommendation(),
        }
    }

    /// Messages and invitations are logs that begin somewhere. Endorsements and recommendations are lists of all
    /// that stand, so nothing lies before them.
    fn is_a_log(self) -> bool {
        matches!(self, Self::Messages | Self::Invitations)
    }
}
