//! Backups: why each was made, what it is called, and which are let go of as time passes.

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::Serialize;
use std::{collections::HashSet, path::PathBuf};

/// The backups of a workspace take at most so many bytes together; the newest ones are kept in any case.
pub const MOST_BYTES: u64 = 500_000_000;

/// So many are kept however large they are.
const ALWAYS_KEPT: usize = 3;

/// Within so many days all are kept.
const ALL_OF_DAYS: i64 = 2;
/// Within so many days the last of each day is kept.
const DAILY_FOR_DAYS: i64 = 14;
/// Within so many days the last of each week is kept; before them, the last of each month.
const WEEKLY_FOR_DAYS: i64 = 70;

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// An import came next.
    BeforeImport,
    /// A batch was finalized next.
    BeforeFinalizing,
    /// A newer Partwell brought the workspace up to date next.
    BeforeUpdate,
    /// A backup was put back next, or something else in its place.
    BeforeRestoring,
    /// The first change of the day came next.
    Daily,
    /// The member asked for it.
    ByHand,
}

impl BackupReason {
    const ALL: [Self; 6] = [Self::BeforeImport, Self::BeforeFinalizing, Self::BeforeUpdate, Self::BeforeRestoring, Self::Daily, Self::ByHand];

    /// As part of a file's name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::BeforeImport => "before-import",
            Self::BeforeFinalizing => "before-finalizing",
            Self::BeforeUpdate => "before-update",
            Self::BeforeRestoring => "before-restoring",
            Self::Daily => "daily",
            Self::ByHand => "by-hand",
        }
    }

    /// For people.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BeforeImport => "Before an import",
            Self::BeforeFinalizing => "Before a batch was finalized",
            Self::BeforeUpdate => "Before an update of Partwell",
            Self::BeforeRestoring => "Before a backup was put back",
            Self::Daily => "Before the first change of the day",
            Self::ByHand => "When you asked for it",
        }
    }
}

/// What a workspace holds, in a few figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Who is connected.
    pub people: usize,
    /// Finalized batches.
    pub batches: usize,
    /// Notes.
    pub notes: usize,
    /// Decisions that the member made.
    pub decided: usize,
}

impl Contents {
    /// “2,952 people, 1,204 decided, 3 batches, 41 notes”.
    #[must_use]
    pub fn in_words(&self) -> String {
        use crate::model::text::display_text::{count, with_thousands};
        let decided = format!("{} decided", with_thousands(self.decided));
        [count(self.people, "person", "people"), decided, count(self.batches, "batch", "batches"), count(self.notes, "note", "notes")].join(", ")
    }
}

/// A backup as it lies on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its file.
    pub path: PathBuf,
    /// Of which moment it is.
    pub at: Timestamp,
    /// Why it was made.
    pub reason: BackupReason,
    /// How large the file is.
    pub bytes: u64,
    /// What it holds; none where it cannot be read.
    pub contents: Option<Contents>,
}

const ENDING: &str = ".partwell";

/// What a backup's file is called: its moment in UTC, then why. A name of that kind is in order of time.
#[must_use]
pub fn file_name(at: Timestamp, reason: BackupReason) -> String {
    // To the second, and without the colons that some systems refuse.
    let moment = Timestamp::from_second(at.as_second()).unwrap_or(at).to_string().replace(':', "-");
    format!("{moment}-{}{ENDING}", reason.key())
}

/// Reads a name that [`file_name`] made; none for any other.
#[must_use]
pub fn read_file_name(name: &str) -> Option<(Timestamp, BackupReason)> {
    const TIME_LETTERS: usize = 20;
    let (time, rest) = name.strip_suffix(ENDING)?.split_at_checked(TIME_LETTERS)?;
    let (day, time) = time.split_once('T')?;
    let at = format!("{day}T{}", time.replace('-', ":")).parse().ok()?;
    let key = rest.strip_prefix('-')?;
    // Two within one second are told apart by a number.
    let key = key.rsplit_once('.').map_or(key, |(key, number)| if number.parse::<u32>().is_ok() { key } else { "" });
    let reason = BackupReason::ALL.into_iter().find(|reason| reason.key() == key)?;
    Some((at, reason))
}

/// Which backups are let go of, by their moments and sizes: all of the last two days stay, then the last of each day, of each
/// week, of each month; the oldest go where all together are too large.
#[must_use]
pub fn superfluous(backups: &[(Timestamp, u64)], now: Timestamp) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..backups.len()).collect();
    let moment = |at: &usize| backups.get(*at).map_or(now, |backup| backup.0);
    newest_first.sort_by_key(|at| (std::cmp::Reverse(moment(at)), std::cmp::Reverse(*at)));
    let mut stands_for = HashSet::new();
    let (mut bytes, mut kept, mut spare) = (0_u64, 0, Vec::new());
    for at in newest_first {
        let (moment, size) = (moment(&at), backups.get(at).map_or(0, |backup| backup.1));
        let day = day_in_utc(moment);
        let age = now.duration_since(moment);
        let within = |days: i64| age < SignedDuration::from_hours(days * 24);
        // The first of a span that is seen is the newest in it.
        let is_the_one = if within(ALL_OF_DAYS) {
            true
        } else if within(DAILY_FOR_DAYS) {
            stands_for.insert((0, day))
        } else if within(WEEKLY_FOR_DAYS) {
            stands_for.insert((1, monday_of(day)))
        } else {
            stands_for.insert((2, day.first_of_month()))
        };
        if kept < ALWAYS_KEPT || (is_the_one && bytes.saturating_add(size) <= MOST_BYTES) {
            (bytes, kept) = (bytes.saturating_add(size), kept + 1);
        } else {
            spare.push(at);
        }
    }
    spare
}

/// The day of a moment. Whose calendar that is plays no part: days are but spans here.
fn day_in_utc(at: Timestamp) -> Date {
    at.to_string().get(..10).and_then(|day| day.parse().ok()).unwrap_or_default()
}

/// The first day of its week.
fn monday_of(day: Date) -> Date {
    day.iso_week_date().first_of_week().map_or(day, jiff::civil::ISOWeekDate::date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_name_tells_moment_and_reason_and_is_read_again() {
        let moment = at("2026-11-26T19:50:03.5Z");
        let name = file_name(moment, BackupReason::BeforeImport);
        assert_eq!(name, "2026-11-26T19-50-03Z-before-import.partwell");
        assert_eq!(read_file_name(&name), Some((at("2026-11-26T19:50:03Z"), BackupReason::BeforeImport)));
        assert_eq!(read_file_name("2026-11-26T19-50-03Z-daily.2.partwell"), Some((at("2026-11-26T19:50:03Z"), BackupReason::Daily)));
        for stranger in [
            "",
            "a.partwell",
            "2026-11-26T19-50-03Z-daily.partwell.part",
            "2026-11-26T19-50-03Z-yearly.partwell",
            "2026-13-26T19-50-03Z-daily.partwell",
            "éééééééééé-daily.partwell",
        ] {
            assert_eq!(read_file_name(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn the_older_the_fewer_are_kept() {
        let now = at("2026-11-26T12:00:00Z");
        // Four a day for two years.
        let all: Vec<(Timestamp, u64)> = (0..730 * 4).map(|n| (now - SignedDuration::from_hours(6 * n), 1)).collect();
        let spare: HashSet<usize> = superfluous(&all, now).into_iter().collect();
        let kept: Vec<Timestamp> = (0..all.len()).filter(|n| !spare.contains(n)).map(|n| all[n].0).collect();
        let between = |from: i64, to: i64| kept.iter().filter(|moment| (from * 24..to * 24).contains(&(now.duration_since(**moment).as_hours()))).count();
        assert_eq!(between(0, 2), 8);
        assert!((12..=13).contains(&between(2, 14)), "{}", between(2, 14));
        assert!((8..=9).contains(&between(14, 70)), "{}", between(14, 70));
        assert!((21..=23).contains(&between(70, 800)), "{}", between(70, 800));
        // What is let go of today is not missed tomorrow: thinning again takes only what the day moved on.
        let rest: Vec<(Timestamp, u64)> = kept.iter().map(|moment| (*moment, 1)).collect();
        assert_eq!(superfluous(&rest, now), Vec::<usize>::new());
        assert!(superfluous(&rest, now + SignedDuration::from_hours(24)).len() < 8);
    }

    #[test]
    fn the_oldest_go_where_all_are_too_large_and_the_newest_never() {
        let now = at("2026-11-26T12:00:00Z");
        let sized = |bytes: u64| (0..6).map(|n| (now - SignedDuration::from_hours(n), bytes)).collect::<Vec<_>>();
        assert_eq!(superfluous(&sized(MOST_BYTES / 4), now), [4, 5]);
        assert_eq!(superfluous(&sized(MOST_BYTES * 2), now), [3, 4, 5]);
        assert_eq!(superfluous(&[], now), Vec::<usize>::new());
    }

    #[test]
    fn a_clock_that_was_wrong_loses_nothing() {
        let now = at("2026-11-26T12:00:00Z");
        assert_eq!(superfluous(&[(at("2031-01-01T00:00:00Z"), 1), (at("2031-01-01T00:00:00Z"), 1), (now, 1), (now, 1), (now, 1)], now), Vec::<usize>::new());
    }
}
