//! Verdicts: what a later export says of a removal, and whether it may be believed.
//!
//! LinkedIn tells nobody why somebody is missing. So each rule here prefers to say nothing: an export that looks cut
//! short, or older than the newest one, concludes nothing at all, and whoever may have become a ghost row or another link
//! is unclear.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::model::local_time::LocalTime;
use crate::model::{
    batch::task::TaskState,
    id::{BatchId, PersonId},
};

/// What an export says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Was to go, and is gone.
    AsPlanned,
    /// Was marked as done, and is in the export all the same.
    StillConnected,
    /// Was gone, and is there again.
    Returned,
    /// Is missing, and was never to go. LinkedIn does not say why.
    Left,
    /// Is missing, and may be a ghost row or stand under another link.
    Unclear,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AsPlanned, Self::StillConnected, Self::Returned, Self::Left, Self::Unclear];

    /// The word in the workspace, in the ledger and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AsPlanned => "as_planned",
            Self::StillConnected => "still_connected",
            Self::Returned => "returned",
            Self::Left => "left",
            Self::Unclear => "unclear",
        }
    }

    /// Reads back [`Verdict::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    /// For people: "Gone as planned".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AsPlanned => "Gone as planned",
            Self::StillConnected => "Still connected",
            Self::Returned => "Connected again",
            Self::Left => "Gone without you",
            Self::Unclear => "Unclear",
        }
    }

    /// What it means, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::AsPlanned => "They were to go, and the export no longer holds them.",
            Self::StillConnected => {
                "You marked them as done or not found, and the export still holds them. It may have been made before, or the removal did not take."
            }
            Self::Returned => "They were gone, and the export holds them again.",
            Self::Left => "They were not to go. LinkedIn does not say why: the account is closed or hidden, or they removed you.",
            Self::Unclear => "They may have closed or hidden their account, or stand under another link. Nothing is concluded.",
        }
    }
}

/// That somebody was to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedRemoval {
    /// With which batch.
    pub batch: BatchId,
    /// How far it is.
    pub state: TaskState,
    /// When the member last said so.
    pub acted_at: Option<Timestamp>,
}

impl PlannedRemoval {
    /// Whether the member says that they saw to it at LinkedIn.
    #[must_use]
    pub fn is_acted_on(&self) -> bool {
        matches!(self.state, TaskState::Done | TaskState::NotFound)
    }
}

/// How many ghost rows more a day has than before.
#[must_use]
pub fn ghost_growth(before: &BTreeMap<Date, usize>, now: &BTreeMap<Date, usize>) -> BTreeMap<Date, usize> {
    let more = |(day, rows): (&Date, &usize)| {
        let grown = rows.saturating_sub(before.get(day).copied().unwrap_or_default());
        (grown > 0).then_some((*day, grown))
    };
    now.iter().filter_map(more).collect()
}

/// Somebody who is missing in an export that may be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The person who is missing.
    pub id: PersonId,
    /// Since when they were connected.
    pub connected_on: Option<Date>,
    /// Whether they were to go.
    pub plan: Option<PlannedRemoval>,
    /// Whether somebody in the export may be the same person under another link.
    pub has_twin: bool,
    /// Whether they stand where a list that was cut would lack them: see [`super::export_status::end_of_list`].
    pub is_at_the_end: bool,
    /// Whether they were missing and unclear in the last export, too.
    pub was_unclear: bool,
}

/// What is to be said of each.
#[must_use]
pub fn judge_missing(missing: &[Missing], growth: &BTreeMap<Date, usize>) -> Vec<Verdict> {
    // A ghost row more on a day is somebody of that day. Whom the member removed is the least likely.
    let is_done = |one: &Missing| one.plan.is_some_and(|plan| plan.state == TaskState::Done);
    let mut suspects: HashMap<Date, usize> = HashMap::new();
    for one in missing.iter().filter(|one| !is_done(one) && !one.has_twin) {
        if let Some(day) = one.connected_on {
            *suspects.entry(day).or_default() += 1;
        }
    }
    let may_be_ghost = |one: &Missing| {
        let Some(day) = one.connected_on else { return false };
        let grown = growth.get(&day).copied().unwrap_or_default();
        grown > 0 && (!is_done(one) || grown > suspects.get(&day).copied().unwrap_or_default())
    };
    // At the end of the list an accident is as likely as a removal, unless the member did it.
    let is_acted_on = |one: &Missing| one.plan.is_some_and(|plan| plan.is_acted_on());
    let is_cut = missing.iter().any(|one| one.is_at_the_end && one.plan.is_none());
    let may_be_cut = |one: &Missing| one.is_at_the_end && is_cut && !is_acted_on(one);
    missing
        .iter()
        .map(|one| {
            if one.has_twin || may_be_ghost(one) || may_be_cut(one) || (one.was_unclear && !is_acted_on(one)) {
                Verdict::Unclear
            } else if one.plan.is_some() {
                Verdict::AsPlanned
            } else {
                Verdict::Left
            }
        })
        .collect()
}

/// What is to be said of somebody whom the export holds; mostly nothing. An export that was made before a removal, by the
/// day that its name tells, cannot know of it.
#[must_use]
pub fn judge_present(was_connected: bool, plan: Option<PlannedRemoval>, made_on: Option<Date>, time: &LocalTime) -> Option<Verdict> {
    if !was_connected {
        return Some(Verdict::Returned);
    }
    let is_later = |plan: &PlannedRemoval| made_on.zip(plan.acted_at).is_some_and(|(day, at)| time.day_of(at) > day);
    plan.filter(|plan| plan.is_acted_on() && !is_later(plan)).map(|_| Verdict::StillConnected)
}

#[cfg(test)]
mod tests;
