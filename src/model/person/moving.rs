//! Which of several people may go to a pane, and what is said of the others.

use crate::model::{
    id::PersonId,
    person::{
        PersonState,
        decision::{Decision, Pane},
    },
    text::display_text::{people as people_in_words, with_thousands},
};

/// A move, sorted out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moving {
    /// The people who go to the pane, or are decided there.
    pub movable: Vec<PersonId>,
    /// The people who are protected from removal.
    pub protected: Vec<PersonId>,
    /// Who of those that go is not to be unfollowed any more.
    pub unfollow_dropped: Vec<PersonId>,
    /// How many of those that go were put off.
    put_off: usize,
    /// How many stay in their finalized batch.
    settled: usize,
    /// Whether all who "go" stand there already, and are decided now.
    pub is_decision_alone: bool,
}

impl Moving {
    /// Sorts people out by what they are and where they go.
    #[must_use]
    pub fn new(states: &[(PersonId, PersonState)], to: Pane) -> Self {
        let mut moving = Self { is_decision_alone: true, ..Self::default() };
        for (id, state) in states {
            if state.batch.is_some() {
                moving.settled += 1;
            } else if to == Pane::Remove && state.is_protected {
                moving.protected.push(*id);
            } else if state.pane() != Some(to) || (to == Pane::Keep && state.decision != Decision::Keep) {
                // To keep somebody is a decision, also where they stand in Keep because nobody has looked yet.
                moving.movable.push(*id);
                moving.is_decision_alone &= state.pane() == Some(to);
                moving.put_off += usize::from(state.decision == Decision::Later);
                if state.decision == Decision::Unfollow {
                    moving.unfollow_dropped.push(*id);
                }
            }
        }
        moving
    }

    /// What did not happen, and what no longer holds; empty if all went as it was meant.
    #[must_use]
    pub fn remark(&self) -> String {
        let mut remarks = Vec::new();
        if !self.protected.is_empty() {
            remarks.push(format!("{} protected, so they stay in Keep", people_in_words(self.protected.len())));
        }
        if self.settled > 0 {
            remarks.push(format!("{} in a finalized batch, so they stay there", people_in_words(self.settled)));
        }
        // Who was set aside for another reason than this does not go along in silence.
        if self.movable.len() > 1 {
            let sets = [(self.put_off, "to be decided later"), (self.unfollow_dropped.len(), "to be unfollowed")];
            for (count, what) in sets.into_iter().filter(|(count, _)| *count > 0) {
                let were = if count == 1 { "was" } else { "were" };
                remarks.push(format!("{} of them {were} {what}: that no longer holds", with_thousands(count)));
            }
        }
        remarks.join(". ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::BatchId;

    fn state(decision: Decision) -> PersonState {
        PersonState { decision, ..PersonState::default() }
    }

    fn numbered(states: &[PersonState]) -> Vec<(PersonId, PersonState)> {
        (1..).map(PersonId).zip(states.iter().cloned()).collect()
    }

    #[test]
    fn protected_and_finalized_people_stay() {
        let protected = PersonState { is_protected: true, ..PersonState::default() };
        let finalized = PersonState { batch: Some(BatchId(1)), ..state(Decision::Remove) };
        let states = numbered(&[state(Decision::Undecided), protected, finalized]);
        let moving = Moving::new(&states, Pane::Remove);
        assert_eq!((moving.movable.as_slice(), moving.protected.as_slice()), ([PersonId(1)].as_slice(), [PersonId(2)].as_slice()));
        assert_eq!(moving.remark(), "1 person protected, so they stay in Keep. 1 person in a finalized batch, so they stay there");
        // Protection is against removal alone.
        assert_eq!(Moving::new(&states, Pane::Keep).protected, []);
    }

    #[test]
    fn who_was_set_aside_does_not_go_in_silence() {
        let states = numbered(&[state(Decision::Later), state(Decision::Unfollow), state(Decision::Keep)]);
        let moving = Moving::new(&states, Pane::Remove);
        assert_eq!((moving.movable.len(), moving.unfollow_dropped.as_slice()), (3, [PersonId(2)].as_slice()));
        assert_eq!(moving.remark(), "1 of them was to be decided later: that no longer holds. 1 of them was to be unfollowed: that no longer holds");
        // To keep people who stand in Keep is a decision, and none for who was kept before.
        let kept = Moving::new(&states, Pane::Keep);
        assert_eq!((kept.movable, kept.is_decision_alone), (vec![PersonId(1), PersonId(2)], true));
        assert!(!Moving::new(&numbered(&[state(Decision::Undecided), state(Decision::Remove)]), Pane::Keep).is_decision_alone);
        // A single person's state stands beside them: nothing needs to be said.
        assert_eq!(Moving::new(&states[..1], Pane::Remove).remark(), "");
    }
}
