//! A person on the work list.

use jiff::Timestamp;

use crate::model::{
    batch::{
        removal_list::ListedPerson,
        task::{TaskKind, TaskState},
    },
    id::{BatchId, PersonId},
    import::verdict::Verdict,
    local_time::LocalTime,
    text::date_text,
};

/// Somebody on the work list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkItem {
    /// The person the task is about.
    pub person_id: PersonId,
    /// What to do.
    pub kind: TaskKind,
    /// The batch; none for unfollowing.
    pub batch: Option<BatchId>,
    /// How far it is.
    pub state: TaskState,
    /// When the member last said so.
    pub acted_at: Option<Timestamp>,
    /// Whether the newest export holds them.
    pub is_connected: bool,
    /// Whether it is still meant: they are in this batch now, or still to be unfollowed. Else it is history.
    pub is_current: bool,
    /// The slug of their link when the batch was finalized; it may be another one now.
    pub former_slug: Option<String>,
    /// What the newest export that spoke of them said.
    pub verdict: Option<Verdict>,
    /// What was known of them when the batch was finalized; of somebody to unfollow, what is known now.
    pub listed: ListedPerson,
}

impl WorkItem {
    /// How it stands, for people: "done, 8 Jan 2024", "gone", "stays after all".
    #[must_use]
    pub fn in_words(&self, time: &LocalTime) -> String {
        if self.state.is_open() && !self.is_connected {
            return "gone".to_owned();
        }
        let day = self.acted_at.map(|at| format!(", {}", date_text::day(time.day_of(at)))).unwrap_or_default();
        format!("{}{day}", self.state.label())
    }

    /// Whether it still wants something of the member. Whoever has gone wants nothing, nor what is history.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.state.is_open() && self.is_connected && self.is_current
    }
}
