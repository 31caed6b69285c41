//! Days and times as words: the one place that knows how they are written for people.

use jiff::civil::{Date, DateTime};

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

/// `January 2024`
#[must_use]
pub fn long_month(day: Date) -> String {
    day.strftime("%B %Y").to_string()
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
