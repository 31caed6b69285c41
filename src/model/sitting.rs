//! A sitting: one stretch of triage, counted while it goes on, so that it can be told at its end and taken back whole.

use serde::{Deserialize, Serialize};

use crate::model::{operation::Operation, person::decision::Pane};

/// One stretch of triage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sitting {
    /// The last step of the history before it: there all of it is taken back to.
    pub after_operation: i64,
    /// How many were kept.
    pub kept: usize,
    /// How many were moved to Remove.
    pub removed: usize,
    /// How many were put off.
    pub later: usize,
    /// How many are to be unfollowed.
    pub unfollowed: usize,
    /// How many were protected.
    pub protected: usize,
    /// How many the member was glad to have found again.
    pub rediscovered: usize,
    /// How many were passed over undecided.
    pub skipped: usize,
    /// How many were looked at.
    pub looked_at: usize,
    /// For how long all of them together, in milliseconds.
    pub millis: u64,
}

impl Sitting {
    /// Whoever looks at one person for longer has gone for a coffee; in milliseconds.
    const LONGEST_LOOK: u64 = 60_000;
    /// Of fewer looks no pace is told.
    const FEWEST_LOOKS: usize = 5;

    /// One that begins behind this step of the history.
    #[must_use]
    pub fn new(after_operation: i64) -> Self {
        Self { after_operation, ..Self::default() }
    }

    /// Counts what was done, or with `is_undone` what was taken back. Returns whether it is something that a sitting counts.
    pub fn count(&mut self, operation: &Operation, is_undone: bool) -> bool {
        let (count, people) = match operation {
            Operation::Keep { people } | Operation::Move { people, to: Pane::Keep } => (&mut self.kept, people),
            Operation::Move { people, to: Pane::Remove } => (&mut self.removed, people),
            Operation::PutOff { people, .. } => (&mut self.later, people),
            Operation::SetUnfollow { people, is_to_unfollow: true } => (&mut self.unfollowed, people),
            Operation::SetProtected { people, is_protected: true } => (&mut self.protected, people),
            Operation::SetRediscovered { people, is_rediscovered: true } => (&mut self.rediscovered, people),
            _ => return false,
        };
        *count = if is_undone { count.saturating_sub(people.count) } else { *count + people.count };
        true
    }

    /// Counts a look at one person that took so long, in milliseconds.
    pub fn look(&mut self, millis: u64) {
        self.looked_at += 1;
        self.millis += millis.min(Self::LONGEST_LOOK);
    }

    /// How many were decided.
    #[must_use]
    pub fn decided(&self) -> usize {
        self.kept + self.removed + self.later + self.unfollowed + self.protected
    }

    /// Milliseconds a person; none before a few were looked at.
    #[must_use]
    pub fn pace(&self) -> Option<u64> {
        (self.looked_at >= Self::FEWEST_LOOKS).then(|| self.millis / self.looked_at as u64)
    }

    /// The pace in words: "3.4 s a person".
    #[must_use]
    pub fn pace_in_words(&self) -> Option<String> {
        let pace = self.pace()?;
        Some(if pace < 10_000 { format!("{}.{} s a person", pace / 1000, pace % 1000 / 100) } else { format!("{} s a person", pace / 1000) })
    }

    /// How long so many people take at this pace, in words: "about 15 min".
    #[must_use]
    pub fn left_in_words(&self, left: usize) -> Option<String> {
        Some(about(self.pace()? * left as u64))
    }

    /// How long it took, in words.
    #[must_use]
    pub fn time_in_words(&self) -> String {
        about(self.millis)
    }
}

/// A stretch of time in words, to the minute.
fn about(millis: u64) -> String {
    let minutes = (millis + 30_000) / 60_000;
    match minutes {
        0 => "less than a minute".to_owned(),
        1..=99 => format!("about {minutes} min"),
        _ => format!("about {} h", (minutes + 30) / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::operation::Subject;

    #[test]
    fn what_is_taken_back_does_not_count() {
        let mut sitting = Sitting::new(7);
        let one = || Subject::one("Ana Quorn");
        assert!(sitting.count(&Operation::Keep { people: one() }, false));
        assert!(sitting.count(&Operation::Move { people: Subject::several(3), to: Pane::Remove }, false));
        assert!(sitting.count(&Operation::SetUnfollow { people: one(), is_to_unfollow: true }, false));
        assert!(!sitting.count(&Operation::SetUnfollow { people: one(), is_to_unfollow: false }, false));
        assert!(!sitting.count(&Operation::SetNote { person: one() }, false));
        assert_eq!((sitting.kept, sitting.removed, sitting.unfollowed, sitting.decided()), (1, 3, 1, 5));
        assert!(sitting.count(&Operation::Move { people: Subject::several(3), to: Pane::Remove }, true));
        // What was done before it began is taken back, too.
        assert!(sitting.count(&Operation::Move { people: Subject::several(9), to: Pane::Remove }, true));
        assert_eq!((sitting.removed, sitting.decided()), (0, 2));
    }

    #[test]
    fn the_pace_is_ones_own_and_a_pause_is_none() {
        let mut sitting = Sitting::default();
        for _ in 0..4 {
            sitting.look(3_000);
        }
        assert_eq!((sitting.pace_in_words(), sitting.left_in_words(100)), (None, None));
        sitting.look(3_600_000);
        assert_eq!((sitting.pace(), sitting.pace_in_words().as_deref()), (Some(14_400), Some("14 s a person")));
        for _ in 0..40 {
            sitting.look(2_000);
        }
        assert_eq!(sitting.pace_in_words().as_deref(), Some("3.3 s a person"));
        let left: Vec<String> = [0, 8, 300, 30_000].into_iter().filter_map(|left| sitting.left_in_words(left)).collect();
        assert_eq!(left, ["less than a minute", "less than a minute", "about 17 min", "about 28 h"]);
        assert_eq!(sitting.time_in_words(), "about 3 min");
    }
}
