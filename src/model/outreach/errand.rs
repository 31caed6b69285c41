//! Errands: what is done by hand at LinkedIn beside removing. Each names its subject as LinkedIn shows it, by link or name,
//! so that it outlives the import that told of it.

use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime},
};
use serde::{Deserialize, Serialize};

use crate::model::{batch::task::TaskState, id::PersonId, local_time::LocalTime, matching::contact::name_key};

/// What kind of errand it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrandKind {
    /// Withdraw an invitation that was sent.
    Withdraw,
    /// Answer or ignore an invitation that was received.
    Answer,
    /// Stop following a member.
    UnfollowMember,
    /// Stop following a company.
    UnfollowCompany,
    /// Send a letter; the detail is the key of its template.
    Letter,
    /// Do something instead of removing somebody; the detail is its id, such as `A2`.
    Alternative,
}

impl ErrandKind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Withdraw, Self::Answer, Self::UnfollowMember, Self::UnfollowCompany, Self::Letter, Self::Alternative];

    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Withdraw => "withdraw",
            Self::Answer => "answer",
            Self::UnfollowMember => "unfollow_member",
            Self::UnfollowCompany => "unfollow_company",
            Self::Letter => "letter",
            Self::Alternative => "alternative",
        }
    }

    /// Reads back [`ErrandKind::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What came of it, in a few words: "Withdrawn", "Letter sent".
    #[must_use]
    pub fn words(self, state: TaskState) -> &'static str {
        match (self, state) {
            (Self::Withdraw, TaskState::Done) => "Invitation withdrawn",
            (Self::Withdraw, TaskState::NotFound) => "No Withdraw button: expired or answered",
            (Self::Withdraw, TaskState::ToDo) => "Invitation to withdraw",
            (Self::Answer, TaskState::Done) => "Invitation handled",
            (Self::Answer, TaskState::ToDo) => "Invitation to handle",
            (Self::UnfollowMember | Self::UnfollowCompany, TaskState::Done) => "Unfollowed",
            (Self::UnfollowMember | Self::UnfollowCompany, TaskState::ToDo) => "To unfollow",
            (Self::Letter, TaskState::Done) => "Letter sent",
            (Self::Letter, TaskState::ToDo) => "Letter to write",
            (Self::Alternative, TaskState::Done) => "Done instead of removing",
            (Self::Alternative, TaskState::ToDo) => "To do instead of removing",
            (_, TaskState::Skipped) => "Skipped",
            (_, TaskState::NotFound) => "Not found at LinkedIn",
            (_, TaskState::ChangedMind) => "Left as it is",
        }
    }
}

/// What tells an errand from all others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrandKey {
    /// Its kind.
    pub kind: ErrandKind,
    /// Its subject, made comparable: a profile's slug or a name, of an invitation with the time at which it was sent.
    pub subject: String,
    /// The template of a letter, the id of an alternative, of namesakes invited at one time a number; else empty.
    pub detail: String,
}

impl ErrandKey {
    /// The errand of this kind about somebody with this profile or name.
    #[must_use]
    pub fn about(kind: ErrandKind, slug: Option<&str>, name: &str, detail: impl Into<String>) -> Self {
        Self { kind, subject: slug.map_or_else(|| name_key(name), str::to_owned), detail: detail.into() }
    }

    /// The errand about an invitation to or from somebody with this profile or name.
    #[must_use]
    pub fn of_invitation(kind: ErrandKind, slug: Option<&str>, name: &str, sent_at: Option<DateTime>) -> Self {
        let who = slug.map_or_else(|| name_key(name), str::to_owned);
        Self { kind, subject: format!("{who} {}", sent_at.map(|at| at.to_string()).unwrap_or_default()), detail: String::new() }
    }

    /// When the invitation was sent that the errand is about; none where no file told it.
    #[must_use]
    pub fn sent_at(&self) -> Option<DateTime> {
        self.subject.rsplit(' ').next()?.parse().ok()
    }
}

/// An errand as it is put on a list: what tells it from others, and what LinkedIn shows of its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedErrand {
    /// What tells it from others.
    pub key: ErrandKey,
    /// The name as LinkedIn shows it.
    pub name: String,
    /// The last part of the profile's link, where it is known.
    pub slug: Option<String>,
}

/// Something to do by hand at LinkedIn, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// What tells it from others.
    pub key: ErrandKey,
    /// The name as LinkedIn shows it.
    pub name: String,
    /// The last part of the profile's link, where it is known.
    pub slug: Option<String>,
    /// Who it is about, if the workspace knows them.
    pub person_id: Option<PersonId>,
    /// What came of it.
    pub state: TaskState,
    /// When the member said so; none while it waits.
    pub acted_at: Option<Timestamp>,
}

/// LinkedIn lets the same person be invited again after up to three weeks.
const DAYS_UNTIL_AGAIN: i32 = 21;

/// The day from which somebody can be invited again at the latest, whose invitation was withdrawn on this day.
#[must_use]
pub fn again_from(withdrawn_on: Date) -> Date {
    withdrawn_on.saturating_add(DAYS_UNTIL_AGAIN.days())
}

impl Errand {
    /// The day on which it was done; none where it was not.
    #[must_use]
    pub fn done_on(&self, time: &LocalTime) -> Option<Date> {
        self.acted_at.filter(|_| self.state == TaskState::Done).map(|at| time.day_of(at))
    }
}

/// What happened to an errand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrandEvent {
    /// It was put on a list, or something came of it.
    Acted(TaskState),
    /// It was taken off its list, by Undo or by hand.
    TakenBack,
}

impl ErrandEvent {
    /// Reads the word in the workspace.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "taken_back" { Some(Self::TakenBack) } else { TaskState::from_key(key).map(Self::Acted) }
    }

    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Acted(state) => state.key(),
            Self::TakenBack => "taken_back",
        }
    }
}

/// A line of the ledger of errands; lines are only ever added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrandLine {
    /// When it happened.
    pub at: Timestamp,
    /// The errand.
    pub key: ErrandKey,
    /// The name as it was then.
    pub name: String,
    /// What happened to it.
    pub event: ErrandEvent,
}

impl ErrandLine {
    /// In a few words: "Invitation withdrawn".
    #[must_use]
    pub fn words(&self) -> &'static str {
        match self.event {
            ErrandEvent::Acted(state) => self.key.kind.words(state),
            ErrandEvent::TakenBack => "That was taken back",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for kind in ErrandKind::ALL {
            assert_eq!(ErrandKind::from_key(kind.key()), Some(kind));
        }
        for event in TaskState::ALL.map(ErrandEvent::Acted).into_iter().chain([ErrandEvent::TakenBack]) {
            assert_eq!(ErrandEvent::from_key(event.key()), Some(event));
        }
    }

    #[test]
    fn i1_whoever_was_withdrawn_can_be_invited_again_after_three_weeks() {
        assert_eq!(again_from("2026-11-20".parse().unwrap()), "2026-12-11".parse().unwrap());
    }
}
