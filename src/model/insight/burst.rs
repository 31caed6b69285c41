//! Bursts: weeks in which many connected at once. An address book that was handed over, a conference, a new job.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};

/// Some days, a week at least where it could be told, in which many connected at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// The first day on which somebody of them connected.
    pub from: Date,
    /// The last one.
    pub to: Date,
    /// How many connected from the first to the last.
    pub people: usize,
}

impl Burst {
    /// Whether a day is one of them.
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A week that stands out has so many people at least.
const LEAST: usize = 10;

/// And so many times what a week of the year around it has.
const TIMES: usize = 4;

/// Days before and after a week that it is held against.
const AROUND: i64 = 182;

/// Fewer days than these around a week tell nothing of what is usual.
const LEAST_AROUND: i64 = 56;

/// A day at the ends with no more than one in so many of the busiest day's people is quiet.
const QUIET: usize = 10;

/// Finds the weeks that stand out among these days of connection.
#[must_use]
pub fn bursts(days: impl Iterator<Item = Date>) -> Vec<Burst> {
    let mut count: BTreeMap<Date, usize> = BTreeMap::new();
    for day in days {
        *count.entry(day).or_default() += 1;
    }
    let (Some((&first, _)), Some((&last, _))) = (count.first_key_value(), count.last_key_value()) else { return Vec::new() };
    let mut sum = 0;
    // Up to and with each day.
    let sums: Vec<(Date, usize)> = count
        .iter()
        .map(|(day, people)| {
            sum += people;
            (*day, sum)
        })
        .collect();
    let up_to = |day: Date| sums.get(..sums.partition_point(|(of, _)| *of <= day)).and_then(<[_]>::last).map_or(0, |(_, sum)| *sum);
    let before = |day: Date| day.checked_sub(1.day()).map_or(0, up_to);
    let between = |from: Date, to: Date| up_to(to) - before(from);
    let mut found: Vec<Burst> = Vec::new();
    for &from in count.keys() {
        let to = from.saturating_add(6.days()).min(last);
        let people = between(from, to);
        let (begin, end) = (from.saturating_sub(AROUND.days()).max(first), to.saturating_add(AROUND.days()).min(last));
        let usual = between(begin, end) - people;
        let around = days_between(begin, end) - days_between(from, to);
        // people >= TIMES * usual / (around / 7), without dividing.
        let stands_out = people >= LEAST && around >= LEAST_AROUND && people * usize::try_from(around).unwrap_or(usize::MAX) >= TIMES * usual * 7;
        if !stands_out {
            continue;
        }
        match found.last_mut() {
            Some(burst) if from <= burst.to => burst.to = to,
            _ => found.push(Burst { from, to, people }),
        }
    }
    for burst in &mut found {
        // A week that stands out begins before what stands out in it: quiet days at its ends are none of it.
        let within = || count.range(burst.from..=burst.to);
        let busiest = within().map(|(_, people)| *people).max().unwrap_or_default();
        let mut busy = within().filter(|(_, people)| **people * QUIET > busiest).map(|(day, _)| *day);
        let from = busy.next().unwrap_or(burst.from);
        burst.to = busy.next_back().unwrap_or(from);
        burst.from = from;
        burst.people = between(burst.from, burst.to);
    }
    found
}

/// From one day to another, both counted.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days())) + 1
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::model::insight) fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// Somebody every so many days, from 2012 on, for so many times.
    pub(in crate::model::insight) fn every(days: i64, times: i64) -> impl Iterator<Item = Date> {
        (0..times).map(move |i| day("2012-01-01").saturating_add((i * days).days()))
    }

    #[test]
    fn a_week_that_stands_out_is_found_with_its_true_ends() {
        let at_once = (0..30).map(|i| day("2014-03-03").saturating_add((i % 3).days()));
        let found = bursts(every(9, 200).chain(at_once));
        let [burst] = found[..] else { panic!("{found:?}") };
        assert_eq!((burst.from, burst.to, burst.people), (day("2014-03-03"), day("2014-03-05"), 31));
        // What is usual around it is none of it.
        let at_once = (0..300).map(|i| day("2014-03-03").saturating_add((i % 3).days()));
        let [burst] = bursts(every(1, 2_000).chain(at_once))[..] else { panic!("one") };
        assert_eq!((burst.from, burst.to, burst.people), (day("2014-03-03"), day("2014-03-05"), 303));
        // Two that follow each other closely are one, and one far off is another.
        let twice = |second: &str| (0..40).map(|i| if i % 2 == 0 { day("2014-03-03") } else { day(second) }).collect::<Vec<_>>();
        assert_eq!(bursts(every(9, 200).chain(twice("2014-03-07"))).len(), 1);
        assert_eq!(bursts(every(9, 200).chain(twice("2015-09-01"))).len(), 2);
    }

    #[test]
    fn a_steady_network_and_a_young_one_have_none() {
        assert_eq!(bursts(every(1, 2_000)), []);
        assert_eq!(bursts((0..3_000).map(|i| day("2012-01-01").saturating_add((i / 3).days()))), []);
        // With nothing around it, a week tells nothing of what is usual.
        assert_eq!(bursts((0..60).map(|i| day("2014-03-03").saturating_add((i % 5).days()))), []);
        assert_eq!(bursts(std::iter::empty()), []);
        // Few are no burst, however quiet the year.
        assert_eq!(bursts(every(100, 30).chain((0..8).map(|_| day("2014-03-03")))), []);
    }
}
