//! The mass-invite accident: many invitations within minutes, as a handed-over address book sends them.

use jiff::{ToSpan, civil::DateTime};

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

/// Longer than so many minutes without an invitation, and a burst is over: by hand, with a look at each, it takes longer.
const GAP_MINUTES: i64 = 2;

/// Of files that tell no time of day: so many on one day, and so many times what an active day usually has.
const LEAST_A_DAY: usize = 50;
const TIMES_USUAL: usize = 5;

/// The rule in words, as the page tells it.
pub const RULE: &str = "20 or more, each within two minutes of the one before";

/// Finds what was sent at once among these moments of sending, in any order; the oldest comes first. The days are of files
/// that tell no time of day: there minutes tell nothing.
#[must_use]
pub fn bursts(mut moments: Vec<DateTime>, mut days: Vec<DateTime>) -> Vec<InviteBurst> {
    moments.sort_unstable();
    days.sort_unstable();
    let follows = |a: &DateTime, b: &DateTime| a.saturating_add(GAP_MINUTES.minutes()) >= *b;
    let runs = moments.chunk_by(follows).filter(|run| run.len() >= LEAST);
    let mut found: Vec<InviteBurst> = runs.filter_map(burst_of).chain(by_day(&days)).collect();
    found.sort_by_key(|burst| burst.from);
    found
}

fn burst_of(run: &[DateTime]) -> Option<InviteBurst> {
    Some(InviteBurst { from: *run.first()?, to: *run.last()?, count: run.len() })
}

/// Days that stand out among the others, of moments without a time of day, in order.
fn by_day(days: &[DateTime]) -> Vec<InviteBurst> {
    let runs: Vec<&[DateTime]> = days.chunk_by(|a, b| a == b).collect();
    let stands_out = |at: usize, run: &[DateTime]| {
        let mut others: Vec<usize> = runs.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, run)| run.len()).collect();
        others.sort_unstable();
        // The lower middle: a second accident must not make the first one usual.
        let usual = others.get(others.len().saturating_sub(1) / 2).copied().unwrap_or_default();
        run.len() >= usual.saturating_mul(TIMES_USUAL)
    };
    let large = runs.iter().enumerate().filter(|(_, run)| run.len() >= LEAST_A_DAY);
    large.filter(|(at, run)| stands_out(*at, run)).filter_map(|(_, run)| burst_of(run)).collect()
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
        let found = bursts(accident.iter().chain(&careful).chain(&slow).copied().collect(), Vec::new());
        assert_eq!(found, [InviteBurst { from: at("2026-03-04T21:14:00"), to: *accident.last().unwrap(), count: 340 }]);
    }

    #[test]
    fn two_at_different_times_of_a_day_are_two() {
        let twice = sent("2026-03-04T08:00:00", 25, 10).into_iter().chain(sent("2026-03-04T20:00:00", 40, 10));
        let found = bursts(twice.collect(), Vec::new());
        assert_eq!(found.iter().map(|burst| burst.count).collect::<Vec<_>>(), [25, 40]);
        assert!(found[1].holds(at("2026-03-04T20:00:10")) && !found[0].holds(at("2026-03-04T20:00:10")));
    }

    #[test]
    fn without_a_time_of_day_only_a_day_far_above_the_usual_counts() {
        let days = |many: usize| {
            let usual = (1..=20).flat_map(|day| std::iter::repeat_n(at(&format!("2026-04-{day:02}T00:00:00")), 3));
            usual.chain(std::iter::repeat_n(at("2026-05-05T00:00:00"), many)).collect::<Vec<_>>()
        };
        assert_eq!(bursts(Vec::new(), days(49)), []);
        assert_eq!(bursts(Vec::new(), days(120)).iter().map(|burst| burst.count).collect::<Vec<_>>(), [120]);
        assert_eq!(bursts(Vec::new(), Vec::new()), []);
        // One usual day beside it is enough, and a second accident hides nothing.
        let few = |day: &str, many| std::iter::repeat_n(at(day), many);
        let two_days = few("2026-04-01T00:00:00", 3).chain(few("2026-05-05T00:00:00", 120));
        assert_eq!(bursts(Vec::new(), two_days.clone().collect()).len(), 1);
        assert_eq!(bursts(Vec::new(), two_days.chain(few("2026-06-05T00:00:00", 130)).collect()).len(), 2);
    }

    #[test]
    fn what_comes_minutes_later_belongs_to_no_burst_and_hides_none() {
        let accident = sent("2026-03-04T21:14:00", 26, 3);
        let by_hand = sent("2026-03-04T21:25:00", 12, 600);
        let found = bursts(accident.iter().chain(&by_hand).copied().collect(), vec![at("2026-03-04T00:00:00")]);
        assert_eq!(found, [InviteBurst { from: accident[0], to: *accident.last().unwrap(), count: 26 }]);
    }
}
