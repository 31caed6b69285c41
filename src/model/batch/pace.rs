//! The pace: how many a day. LinkedIn publishes no limit; this is our own caution, and the member may change it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::batch::{task::TaskState, work_item::WorkItem};
use crate::model::local_time::LocalTime;

/// What we propose for a day.
pub const DEFAULT_A_DAY: u32 = 25;

/// How many a day, and for how long at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pace {
    /// At most so many a day; none: as many as one likes.
    pub a_day: Option<u32>,
    /// Minutes after which a session reminds of a pause; none: never.
    pub minutes: Option<u32>,
    /// Nothing is to be done before this day, as LinkedIn warned; none: nothing rests.
    pub rests_until: Option<Date>,
}

/// What LinkedIn said when it had enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedInWarning {
    /// The day.
    pub on: Date,
    /// Its words, as far as the member kept them.
    pub said: String,
}

/// All that LinkedIn ever said, the latest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Warnings {
    /// Each.
    pub all: Vec<LinkedInWarning>,
}

/// A pace after a warning: half of what it was, and never more than ten a day.
#[must_use]
pub fn slower(a_day: Option<u32>) -> u32 {
    (a_day.unwrap_or(DEFAULT_A_DAY) / 2).clamp(1, 10)
}

impl Pace {
    /// Until which day the list rests, if it does on this one.
    #[must_use]
    pub fn rests(self, today: Date) -> Option<Date> {
        self.rests_until.filter(|until| today < *until)
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self { a_day: Some(DEFAULT_A_DAY), minutes: Some(20), rests_until: None }
    }
}

/// Where the work stands today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Tasks that are done, of all.
    pub done: usize,
    /// People whom LinkedIn's search did not find: handled, and not done.
    pub not_found: usize,
    /// Tasks that wait.
    pub open: usize,
    /// Done today. Whom nobody found LinkedIn does not see go, so they are no part of a day's portion.
    pub today: usize,
    /// Left of today's portion; all that is open where there is no pace.
    pub left_today: usize,
    /// Days from today on until nothing is left at this pace, today included; none without a pace, or when nothing is
    /// open.
    pub days: Option<usize>,
}

impl Progress {
    /// Of this work list.
    #[must_use]
    pub fn of(items: &[WorkItem], pace: Pace, time: &LocalTime) -> Self {
        let was_today = |item: &&WorkItem| item.acted_at.is_some_and(|at| time.day_of(at) == time.today);
        let is = |state: TaskState| move |item: &&WorkItem| item.state == state;
        let done = items.iter().filter(is(TaskState::Done)).count();
        let not_found = items.iter().filter(is(TaskState::NotFound)).count();
        let open = items.iter().filter(|item| item.is_open()).count();
        let done_today = items.iter().filter(is(TaskState::Done)).filter(was_today).count();
        let portion = pace.a_day.map(|a_day| usize::try_from(a_day).unwrap_or(usize::MAX));
        let rests = pace.rests(time.today).is_some();
        let left_today = if rests { 0 } else { portion.map_or(open, |portion| portion.saturating_sub(done_today).min(open)) };
        let days = portion.filter(|portion| *portion > 0 && open > 0).map(|portion| {
            let later = open - left_today;
            let rest = pace.rests(time.today).and_then(|until| time.today.until(until).ok()).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or(0));
            if rest > 0 {
                return rest + later.div_ceil(portion);
            }
            usize::from(left_today > 0 || later == 0) + later.div_ceil(portion) + usize::from(left_today == 0 && later > 0)
        });
        Self { done, not_found, open, today: done_today, left_today, days }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        batch::{removal_list::ListedPerson, task::TaskKind},
        id::PersonId,
    };

    fn item(state: TaskState, acted_at: Option<&str>) -> WorkItem {
        WorkItem {
            person_id: PersonId(1),
            kind: TaskKind::Remove,
            batch: None,
            state,
            acted_at: acted_at.map(|at| at.parse().unwrap()),
            is_connected: true,
            is_current: true,
            former_slug: None,
            verdict: None,
            listed: ListedPerson::default(),
        }
    }

    #[test]
    fn the_estimate_counts_today_and_what_is_left_of_it() {
        let time = LocalTime::new("2026-05-04T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::UTC);
        let list = |open: usize, done_today: usize| {
            let mut items: Vec<WorkItem> = (0..open).map(|_| item(TaskState::ToDo, None)).collect();
            items.extend((0..done_today).map(|_| item(TaskState::Done, Some("2026-05-04T10:00:00Z"))));
            items.push(item(TaskState::Done, Some("2026-05-03T10:00:00Z")));
            items.push(item(TaskState::ChangedMind, Some("2026-05-04T10:00:00Z")));
            items.push(item(TaskState::NotFound, Some("2026-05-04T10:00:00Z")));
            items
        };
        let of = |open, done_today| {
            let progress = Progress::of(&list(open, done_today), Pace { a_day: Some(25), minutes: None, rests_until: None }, &time);
            (progress.left_today, progress.days)
        };
        assert_eq!(of(0, 3), (0, None));
        assert_eq!(of(10, 0), (10, Some(1)));
        assert_eq!(of(25, 0), (25, Some(1)));
        assert_eq!(of(26, 0), (25, Some(2)));
        assert_eq!(of(10, 20), (5, Some(2)));
        // Today's portion is done: what is left begins tomorrow.
        assert_eq!(of(10, 25), (0, Some(2)));
        let free = Progress::of(&list(10, 40), Pace { a_day: None, minutes: None, rests_until: None }, &time);
        // While it rests, nothing is left of today; the day it ends is a day like others.
        let resting = |until: &str| Progress::of(&list(10, 0), Pace { rests_until: until.parse().ok(), ..Pace::default() }, &time).left_today;
        assert_eq!((resting("2026-05-05"), resting("2026-05-04")), (0, 10));
        let days = Progress::of(&list(30, 0), Pace { rests_until: "2026-05-07".parse().ok(), ..Pace::default() }, &time).days;
        assert_eq!(days, Some(5), "three days of rest, and two of work");
        assert_eq!([Some(25), Some(100), Some(1), None].map(slower), [10, 10, 1, 10]);
        assert_eq!((free.left_today, free.days, free.done, free.not_found, free.today), (10, None, 41, 1, 40));
    }
}
