//! What became of those who were invited at once, worked out once a change.

use crate::model::{
    batch::task::TaskState,
    evidence::Direction,
    outreach::{Outreach, accident::InviteBurst, invitation_log::Standing},
};

/// What became of those who were invited at once, by their places in the log.
#[derive(Debug, Default)]
pub(super) struct BurstParts {
    /// Of which arrival, and of which burst.
    of: Option<(u64, usize)>,
    pub(super) waiting: Vec<usize>,
    /// Of those who wait, those of whom nothing is said yet.
    pub(super) open: Vec<usize>,
    pub(super) connected: Vec<usize>,
    pub(super) unclear: usize,
    pub(super) on_list: usize,
    pub(super) withdrawn: usize,
}

impl BurstParts {
    /// Works them out, where something changed.
    pub(super) fn follow(&mut self, arrivals: u64, burst: usize, outreach: &Outreach) {
        let of = Some((arrivals, burst));
        if self.of == of {
            return;
        }
        *self = Self { of, ..Self::default() };
        let Some(burst) = burst_at(outreach, burst) else { return };
        for (place, one) in outreach.invitations.invitations.iter().enumerate() {
            if one.direction != Direction::Outgoing || !one.sent_at.is_some_and(|at| burst.holds(at)) {
                continue;
            }
            match one.standing {
                Standing::Waiting => self.waiting.push(place),
                Standing::Answered { .. } => self.connected.push(place),
                Standing::Unclear(_) => self.unclear += 1,
            }
            if one.is_waiting() {
                match outreach.errand(&one.key).map(|errand| errand.state) {
                    None => self.open.push(place),
                    Some(TaskState::ToDo | TaskState::Skipped) => self.on_list += 1,
                    Some(TaskState::Done) => self.withdrawn += 1,
                    Some(TaskState::NotFound | TaskState::ChangedMind) => {}
                }
            }
        }
    }
}

/// A burst by its row: the latest is the first.
pub(super) fn burst_at(outreach: &Outreach, row: usize) -> Option<InviteBurst> {
    let bursts = &outreach.invitations.bursts;
    bursts.len().checked_sub(row + 1).and_then(|place| bursts.get(place)).copied()
}
