//! Days and times as words: the one place that knows how they are written for people.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};

/// `8 Jan 2024`
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// `3 to 9 Mar 2014`, `30 Dec 2014 to 2 Jan 2015`, or one day alone.
#[must_use]
pub fn span(from: Date, to: Date) -> String {
    if from == to {
        return day(from);
    }
    let form = match () {
        () if (from.year(), from.month()) == (to.year(), to.month()) => "%-d",
        () if from.year() == to.year() => "%-d %b",
        () => "%-d %b %Y",
    };
    format!("{} to {}", from.strftime(form), day(to))
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

/// `20240108`, as calendar files have a day
#[must_use]
pub fn calendar_day(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// `20240108T090500Z`, as calendar files have a moment
#[must_use]
pub fn calendar_moment(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// `January 2024`
#[must_use]
pub fn long_month(day: Date) -> String {
    day.strftime("%B %Y").to_string()
}

/// How long ago a day was, in round words: `today`, `12 days ago`, `5 months ago`. A day to come is told by its date.
#[must_use]
pub fn ago(day_then: Date, today: Date) -> String {
    let days = day_then.until(today).map_or(0, |span| span.get_days());
    let many = |count: i32, one: &str, many: &str| if count == 1 { format!("1 {one} ago") } else { format!("{count} {many} ago") };
    match days {
        ..0 => day(day_then),
        0 => "today".to_owned(),
        1..=59 => many(days, "day", "days"),
        // A month has 30 days and a year 12 months here: nobody counts on more.
        60..=729 => many(days / 30, "month", "months"),
        _ => many(days / 365, "year", "years"),
    }
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

#[cfg(test)]
mod tests {
    #[test]
    fn how_long_ago_is_told_in_round_words() {
        let ago = |day: &str| super::ago(day.parse().unwrap(), "2026-11-05".parse().unwrap());
        assert_eq!(ago("2026-11-05"), "today");
        assert_eq!(ago("2026-11-04"), "1 day ago");
        assert_eq!(ago("2026-08-05"), "3 months ago");
        assert_eq!(ago("2020-11-05"), "6 years ago");
        assert_eq!(ago("2026-12-24"), "24 Dec 2026");
    }

    use super::*;

    #[test]
    fn a_span_is_told_as_short_as_it_can_be() {
        let words = |from: &str, to: &str| span(from.parse().unwrap(), to.parse().unwrap());
        assert_eq!(words("2014-03-03", "2014-03-09"), "3 to 9 Mar 2014");
        assert_eq!(words("2014-03-30", "2014-04-02"), "30 Mar to 2 Apr 2014");
        assert_eq!(words("2014-12-30", "2015-01-02"), "30 Dec 2014 to 2 Jan 2015");
        assert_eq!(words("2014-03-03", "2014-03-03"), "3 Mar 2014");
    }
}
