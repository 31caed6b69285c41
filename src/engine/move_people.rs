//! Move: people to Keep or to Remove. A protected person does not go to Remove.

use super::{CommandResult, Emit, Engine};
use crate::model::{
    id::PersonId,
    person::{
        decision::{Decision, Pane},
        moving::Moving,
    },
};
use crate::{
    event::Problem,
    model::{local_time::LocalTime, operation::Operation, text::display_text::with_thousands},
};

impl Engine {
    pub(super) fn move_people(&mut self, person_ids: &[PersonId], to: Pane, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let moving = Moving::new(&self.store.states(person_ids)?, to);
        if moving.movable.is_empty() && !moving.protected.is_empty() {
            return Err(self.all_protected(&moving.protected)?);
        }
        let decision = match to {
            Pane::Keep => Decision::Keep,
            Pane::Remove => Decision::Remove,
        };
        let people = self.subject(&moving.movable)?;
        let operation = if moving.is_decision_alone { Operation::Keep { people } } else { Operation::Move { people, to } };
        self.change(operation, moving.remark(), now, emit, |edit| {
            edit.decide_all(&moving.movable, decision, now.at)?;
            moving.unfollow_dropped.iter().try_for_each(|id| edit.drop_unfollow(*id))
        })
    }

    fn all_protected(&self, protected: &[PersonId]) -> Result<Problem, Problem> {
        let who = match protected {
            [id] => self.store.facts(*id)?.map_or_else(|| "This person is".to_owned(), |facts| format!("{} is", facts.name())),
            many => format!("All {} of them are", with_thousands(many.len())),
        };
        Ok(Problem::new(
            format!("{who} protected"),
            "A protected person cannot be moved to Remove. Nothing was moved.",
            "Unlock first, if you are sure: press P, or use the context menu.",
        ))
    }
}
