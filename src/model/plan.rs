//! The plan: what the network is for, goals with a number or without, a journal, and what came of it.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::model::{id::BatchId, insight::picture::Chart};

/// What a goal counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Connections that were looked at: at least so many.
    LookedAt,
    /// Connections that were removed at LinkedIn: at least so many.
    Removed,
    /// Connections that are left: at most so many.
    NetworkSize,
    /// Letters that were sent: at least so many.
    LettersSent,
    /// Invitations that were withdrawn: at least so many.
    Withdrawn,
}

impl Measure {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::LookedAt, Self::Removed, Self::NetworkSize, Self::LettersSent, Self::Withdrawn];

    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::LookedAt => "looked_at",
            Self::Removed => "removed",
            Self::NetworkSize => "network_size",
            Self::LettersSent => "letters_sent",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads back [`Measure::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.key() == key)
    }

    /// As the menu shows it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::LookedAt => "Connections looked at",
            Self::Removed => "Connections removed",
            Self::NetworkSize => "Connections left, at most",
            Self::LettersSent => "Letters sent",
            Self::Withdrawn => "Invitations withdrawn",
        }
    }
}

/// A goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The member's own words; may be empty where something is counted.
    pub text: String,
    /// What is counted, and how many it should be; none for a goal without a number.
    pub measure: Option<(Measure, usize)>,
    /// Whether the member ticked it off; of a counted goal the count tells.
    pub is_met: bool,
}

impl Goal {
    /// Its words: the member's own, or what it counts.
    #[must_use]
    pub fn title(&self) -> String {
        match (self.text.trim(), self.measure) {
            ("", Some((measure, _))) => measure.label().to_owned(),
            (text, _) => text.to_owned(),
        }
    }

    /// How far it is: the count now and the target; none for a goal without a number.
    #[must_use]
    pub fn progress(&self, results: &PlanResults) -> Option<(usize, usize)> {
        self.measure.map(|(measure, target)| (results.of(measure), target))
    }

    /// Whether it is reached.
    #[must_use]
    pub fn is_reached(&self, results: &PlanResults) -> bool {
        match self.measure {
            Some((Measure::NetworkSize, most)) => results.connected <= most,
            Some((measure, least)) => results.of(measure) >= least,
            None => self.is_met,
        }
    }
}

/// How an entry of the journal felt, in a word; may be left out.
pub const FEELINGS: [&str; 8] = ["relieved", "light", "content", "proud", "unsure", "sad", "tired", "regretful"];

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JournalEntry {
    /// Its number in the workspace; 0 before it is kept.
    pub id: i64,
    /// Its day.
    pub day: Date,
    /// How it felt, in the member's word or one of [`FEELINGS`]; empty where they did not say.
    pub feeling: String,
    /// What happened, what was learnt.
    pub text: String,
    /// The batch that it is about, if it is about one.
    pub batch: Option<BatchId>,
}

/// What came of the work so far, for holding against the goals. Counts alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanResults {
    /// Connections in the newest export.
    pub connected: usize,
    /// Of these and of those in finalized batches, how many were decided about.
    pub looked_at: usize,
    /// Kept by choice.
    pub kept: usize,
    /// In Remove, not finalized.
    pub in_remove: usize,
    /// In finalized batches.
    pub finalized: usize,
    /// Of the finalized, whom the member marked as removed or an export no longer holds.
    pub removed: usize,
    /// Whom the member wants to invite again, or did.
    pub regretted: usize,
    /// Letters that were sent.
    pub letters_sent: usize,
    /// Invitations that were withdrawn.
    pub withdrawn: usize,
    /// Connections in the first export.
    pub connected_then: usize,
    /// The day of that export; none before there is one.
    pub then: Option<Date>,
}

impl PlanResults {
    fn of(&self, measure: Measure) -> usize {
        match measure {
            Measure::LookedAt => self.looked_at,
            Measure::Removed => self.removed,
            Measure::NetworkSize => self.connected,
            Measure::LettersSent => self.letters_sent,
            Measure::Withdrawn => self.withdrawn,
        }
    }
}

/// The plan whole, as its page shows it.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// The goals, in the member's order.
    pub goals: Vec<Goal>,
    /// The journal, latest day first.
    pub journal: Vec<JournalEntry>,
    /// What came of it.
    pub results: PlanResults,
    /// The network of the first export and that of now, by kind of work; none before there is an export.
    pub then_and_now: Option<[Chart; 2]>,
    /// When the member last decided about somebody.
    pub last_decided_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p4_a_goal_is_held_against_what_came_of_the_work() {
        let results = PlanResults { connected: 800, looked_at: 300, ..PlanResults::default() };
        let counted = |measure, target| Goal { measure: Some((measure, target)), ..Goal::default() };
        let reached = |goal: Goal| goal.is_reached(&results);
        assert!(reached(counted(Measure::LookedAt, 300)) && !reached(counted(Measure::LookedAt, 301)));
        assert!(reached(counted(Measure::NetworkSize, 800)) && !reached(counted(Measure::NetworkSize, 799)));
        assert_eq!(counted(Measure::LookedAt, 400).progress(&results), Some((300, 400)));
        let plain = Goal { text: " Write to old friends ".into(), ..Goal::default() };
        assert_eq!((plain.title().as_str(), plain.progress(&results), reached(plain.clone())), ("Write to old friends", None, false));
        assert!(reached(Goal { is_met: true, ..plain }));
        assert_eq!(counted(Measure::Removed, 5).title(), "Connections removed");
        for measure in Measure::ALL {
            assert_eq!(Measure::from_key(measure.key()), Some(measure));
        }
    }
}
