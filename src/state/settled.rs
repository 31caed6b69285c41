//! What came of the commands that were sent, by their tickets.

use super::State;
use crate::{
    event::{Problem, Settlement},
    model::ticket::Ticket,
};

impl State {
    /// Notes what came of a command.
    pub fn settle(&mut self, ticket: Ticket, settlement: Settlement) {
        /// Whoever waits for an answer looks in every frame.
        const MOST_REMEMBERED: usize = 1000;
        if self.settled.len() == MOST_REMEMBERED {
            self.settled.pop_front();
        }
        self.settled.push_back((ticket, settlement));
    }

    /// What came of a command, once that is known.
    #[must_use]
    pub fn settlement(&self, ticket: Ticket) -> Option<Settlement> {
        self.settled.iter().rev().find(|(of, _)| *of == ticket).map(|(_, settlement)| *settlement)
    }

    /// What went wrong with a command, if it was the last one that failed.
    #[must_use]
    pub fn failure_of(&self, ticket: Ticket) -> Option<&Problem> {
        self.failure.as_ref().filter(|(of, _)| *of == ticket).map(|(_, problem)| problem)
    }

    /// A problem is told where it arose, so it is not told once more.
    pub fn tell_elsewhere(&mut self, problem: &Problem) {
        if let Some(at) = self.problems.iter().rposition(|other| other == problem) {
            self.problems.remove(at);
        }
    }
}
