//! The mass-invite accident: many invitations within minutes, as a handed-over address book sends them.

use jiff::{
    ToSpan,
    civil::{DateTime, Time},
};

/// Many invitations sent at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InviteBurst {
    /// When the first of them was sent, in the file's own time.
    pub from: DateTime,
    /// When the last of them was sent.
    pub to: DateTime,
    /// How many were sent.
    pub count: usize,
}

impl InviteBurst {
    /// Whether an invitation of this moment is one of them.
    #[must_use]
    pub fn holds(&self, moment: DateTime) -> bool {
        self.from <= moment && moment <= self.to
    }
}

/// Fewer than these are an evening's work, and no accident.
pub const LEAST: usize = 20;

/// Longer than so many minutes without an invitation, and a burst is over.
const GAP_MINUTES: i64 = 30;

/// So many minutes an invitation at the most: by hand, with a look at each, it takes longer.
const MINUTES_EACH: i64 = 2;

/// Of files that tell no time of day: so many on one day, and so many times what an active day usually has.
const LEAST_A_DAY: usize = 50;
const TIMES_USUAL: usize = 5;

/// The rule in words, as the page tells it.
pub const RULE: &str = "20 or more sent within minutes of each other, faster than one every two minutes";

/// Finds what was sent at once among these moments of sending, in any order; the oldest comes first.
#[must_use]
pub fn bursts(moments: impl Iterator<Item = DateTime>) -> Vec<InviteBurst> {
    let mut moments: Vec<DateTime> = moments.collect();
    moments.sort_unstable();
    // A spreadsheet that dropped the time of day leaves midnight everywhere: then minutes tell nothing.
    if moments.iter().all(|moment| moment.time() == Time::midnight()) {
        return by_day(&moments);
    }
    let mut found = Vec::new();
    let mut run: Vec<DateTime> = Vec::new();
    for moment in moments {
        let is_over = run.last().is_some_and(|last| last.saturating_add(GAP_MINUTES.minutes()) < moment);
        if is_over {
            found.extend(burst_of(&run));
            run.clear();
        }
        run.push(moment);
    }
    found.extend(burst_of(&run));
    found
}

fn burst_of(run: &[DateTime]) -> Option<InviteBurst> {
    let (&from, &to) = (run.first()?, run.last()?);
    let most = i64::try_from(run.len()).unwrap_or(i64::MAX).saturating_mul(MINUTES_EACH);
    (run.len() >= LEAST && from.saturating_add(most.minutes()) >= to).then_some(InviteBurst { from, to, count: run.len() })
}

/// Days that stand out, of moments without a time of day, in order.
fn by_day(days: &[DateTime]) -> Vec<InviteBurst> {
    let runs: Vec<&[DateTime]> = days.chunk_by(|a, b| a == b).collect();
    let mut sizes: Vec<usize> = runs.iter().map(|run| run.len()).collect();
    sizes.sort_unstable();
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let stands_out = |run: &&&[DateTime]| run.len() >= LEAST_A_DAY && run.len() >= usual.saturating_mul(TIMES_USUAL);
    runs.iter().filter(stands_out).filter_map(|run| Some(InviteBurst { from: *run.first()?, to: *run.last()?, count: run.len() })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    /// So many from a moment on, so many seconds apart.
    fn sent(from: &str, count: i64, seconds: i64) -> Vec<DateTime> {
        (0..count).map(|i| at(from).saturating_add((i * seconds).seconds())).collect()
    }

    #[test]
    fn i4_what_was_sent_within_minutes_is_an_accident_and_an_evening_of_clicking_is_none() {
        let accident = sent("2026-03-04T21:14:00", 340, 2);
        let careful = sent("2026-05-02T20:00:00", 19, 20);
        let slow = sent("2026-06-02T18:00:00", 30, 240);
        let found = bursts(accident.iter().chain(&careful).chain(&slow).copied());
        assert_eq!(found, [InviteBurst { from: at("2026-03-04T21:14:00"), to: *accident.last().unwrap(), count: 340 }]);
    }

    #[test]
    fn two_at_different_times_of_a_day_are_two() {
        let twice = sent("2026-03-04T08:00:00", 25, 10).into_iter().chain(sent("2026-03-04T20:00:00", 40, 10));
        let found = bursts(twice);
        assert_eq!(found.iter().map(|burst| burst.count).collect::<Vec<_>>(), [25, 40]);
        assert!(found[1].holds(at("2026-03-04T20:00:10")) && !found[0].holds(at("2026-03-04T20:00:10")));
    }

    #[test]
    fn without_a_time_of_day_only_a_day_far_above_the_usual_counts() {
        let days = |many: usize| {
            let usual = (1..=20).flat_map(|day| std::iter::repeat_n(at(&format!("2026-04-{day:02}T00:00:00")), 3));
            usual.chain(std::iter::repeat_n(at("2026-05-05T00:00:00"), many)).collect::<Vec<_>>()
        };
        assert_eq!(bursts(days(49).into_iter()), []);
        assert_eq!(bursts(days(120).into_iter()).iter().map(|burst| burst.count).collect::<Vec<_>>(), [120]);
        assert_eq!(bursts(std::iter::empty()), []);
    }
}
