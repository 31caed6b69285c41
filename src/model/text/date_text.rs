//! Days and times as words: the one place that knows how they are written for people.

use jiff::civil::{Date, DateTime};

/// `8 Jan 2024`
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// `8 January 2024`
#[must_use]
pub fn long_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// `Jan 2024`
#[must_use]
pub fn month(day: Date) -> String {
    day.strftime("%b %Y").to_string()
}

/// `8 Jan 2024, 09:05`
#[must_use]
pub fn day_and_time(at: DateTime) -> String {
    at.strftime("%-d %b %Y, %H:%M").to_string()
}

/// `2024-01-08 09:05`, for lists in a terminal.
#[must_use]
pub fn sortable_day_and_time(at: DateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
