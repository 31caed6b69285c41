//! Move: people to Keep or to Remove. A protected person does not go to Remove.

use super::{CommandResult, Emit, Engine};
use crate::model::{
    id::PersonId,
    person::decision::{Decision, Pane},
    text::display_text::{people as people_in_words, with_thousands},
};
use crate::{
    event::Problem,
    model::{local_time::LocalTime, operation::Operation},
};

impl Engine {
    pub(super) fn move_people(&mut self, person_ids: &[PersonId], to: Pane, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let states = self.store.states(person_ids)?;
        let (mut movable, mut protected, mut settled) = (Vec::new(), Vec::new(), 0_usize);
        let put_off: Vec<PersonId> = states.iter().filter(|(_, state)| state.decision == Decision::Later).map(|(id, _)| *id).collect();
        let to_unfollow: Vec<PersonId> = states.iter().filter(|(_, state)| state.decision == Decision::Unfollow).map(|(id, _)| *id).collect();
        for (id, state) in states {
            if state.batch.is_some() {
                settled += 1;
            } else if to == Pane::Remove && state.is_protected {
                protected.push(id);
            } else if state.pane() != Some(to) || (to == Pane::Keep && matches!(state.decision, Decision::Later | Decision::Unfollow)) {
                movable.push(id);
            }
        }
        if movable.is_empty() && !protected.is_empty() {
            let who = match protected.as_slice() {
                [id] => self.store.facts(*id)?.map_or_else(|| "This person".to_owned(), |facts| facts.name()),
                many => format!("All {} of them", many.len()),
            };
            let is = if protected.len() == 1 { "is" } else { "are" };
            return Err(Problem::new(
                format!("{who} {is} protected"),
                "A protected person cannot be moved to Remove. Nothing was moved.",
                "Unlock first, if you are sure: press P, or use the context menu.",
            ));
        }
        let mut remarks = Vec::new();
        if !protected.is_empty() {
            remarks.push(format!("{} protected, so they stay in Keep", people_in_words(protected.len())));
        }
        if settled > 0 {
            remarks.push(format!("{} in a finalized batch, so they stay there", people_in_words(settled)));
        }
        // Who was set aside for another reason than this does not go along in silence.
        if to == Pane::Remove && movable.len() > 1 {
            let among = |ids: &[PersonId]| ids.iter().filter(|id| movable.contains(id)).count();
            for (count, one, many) in [
                (among(&put_off), "was to be decided later", "were to be decided later"),
                (among(&to_unfollow), "was to be unfollowed", "were to be unfollowed"),
            ] {
                if count > 0 {
                    remarks.push(format!("{} of them {}: that no longer holds", with_thousands(count), if count == 1 { one } else { many }));
                }
            }
        }
        let decision = match to {
            Pane::Keep => Decision::Keep,
            Pane::Remove => Decision::Remove,
        };
        let operation = Operation::Move { people: self.subject(&movable)?, to };
        self.change(operation, remarks.join(". "), now, emit, |edit| {
            movable.iter().try_for_each(|id| edit.decide(*id, decision, now.at))?;
            to_unfollow.iter().filter(|id| movable.contains(id)).try_for_each(|id| edit.drop_unfollow(*id))
        })
    }
}
