//! Values of conditions: numbers and days, with signs, from one to another, and so long ago.

use jiff::{Span as Period, ToSpan, civil::Date};

/// What a value is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span<T> {
    /// Before it.
    Less(T),
    /// Up to it.
    AtMost(T),
    /// From one to the other, both included.
    Within(T, T),
    /// From it on.
    AtLeast(T),
    /// After it.
    More(T),
}

impl<T: PartialOrd> Span<T> {
    /// Whether a value lies so.
    pub(super) fn holds(&self, value: &T) -> bool {
        match self {
            Self::Less(end) => value < end,
            Self::AtMost(end) => value <= end,
            Self::Within(from, to) => value >= from && value <= to,
            Self::AtLeast(from) => value >= from,
            Self::More(from) => value > from,
        }
    }
}

#[derive(Clone, Copy)]
enum Sign {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// Splits `<=2016` into sign and value.
fn split(value: &str) -> (Sign, &str) {
    for (text, sign) in [("<=", Sign::AtMost), (">=", Sign::AtLeast), ("<", Sign::Less), (">", Sign::More), ("=", Sign::Equal)] {
        if let Some(rest) = value.strip_prefix(text) {
            return (sign, rest);
        }
    }
    (Sign::Equal, value)
}

/// `0`, `>5`, `<=3`, `2..10`, `2..`, `..10`
pub(super) fn number(value: &str) -> Option<Span<usize>> {
    if let Some((from, to)) = value.split_once("..") {
        return match (from, to) {
            ("", "") => None,
            ("", to) => Some(Span::AtMost(to.parse().ok()?)),
            (from, "") => Some(Span::AtLeast(from.parse().ok()?)),
            (from, to) => Some(Span::Within(from.parse().ok()?, to.parse().ok()?)),
        };
    }
    let (sign, number) = split(value);
    let number = number.parse().ok()?;
    Some(match sign {
        Sign::Less => Span::Less(number),
        Sign::AtMost => Span::AtMost(number),
        Sign::Equal => Span::Within(number, number),
        Sign::AtLeast => Span::AtLeast(number),
        Sign::More => Span::More(number),
    })
}

/// What a day is held against.
#[derive(Clone, Copy, Debug)]
pub(super) enum DateTest {
    /// Days of the calendar.
    Days(Span<Date>),
    /// This month and day of any year.
    EveryYear(i8, i8),
    /// So long before today: `Less` is nearer than that, `More` farther.
    Ago(Span<()>, Period),
}

impl PartialEq for DateTest {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Days(a), Self::Days(b)) => a == b,
            (Self::EveryYear(month, day), Self::EveryYear(other, other_day)) => (month, day) == (other, other_day),
            (Self::Ago(a, long), Self::Ago(b, other)) => a == b && long.fieldwise() == other.fieldwise(),
            _ => false,
        }
    }
}

impl Eq for DateTest {}

impl DateTest {
    /// Whether a day lies so, on this day.
    pub(super) fn holds(&self, day: Date, today: Date) -> bool {
        match self {
            Self::Days(span) => span.holds(&day),
            Self::EveryYear(month, of_month) => (day.month(), day.day()) == (*month, *of_month),
            Self::Ago(sign, period) => {
                let then = today.checked_sub(*period).unwrap_or(Date::MIN);
                match sign {
                    Span::Less(()) => day > then,
                    Span::AtMost(()) => day >= then,
                    Span::Within((), ()) => day == then,
                    Span::AtLeast(()) => day <= then,
                    Span::More(()) => day < then,
                }
            }
        }
    }
}

/// `<2016`, `2024-05`, `2019..2021`, `>2y` (more than two years ago), `<30d` (within 30 days), `*-05-14` (in any year)
pub(super) fn date(value: &str) -> Option<DateTest> {
    if let Some((month, day)) = value.strip_prefix("*-").and_then(|rest| rest.split_once('-')) {
        // Of a leap year, which has every day that there is.
        let day = Date::new(2024, month.parse().ok()?, day.parse().ok()?).ok()?;
        return Some(DateTest::EveryYear(day.month(), day.day()));
    }
    if let Some((from, to)) = value.split_once("..") {
        let span = match (from, to) {
            ("", "") => return None,
            ("", to) => Span::AtMost(days(to)?.1),
            (from, "") => Span::AtLeast(days(from)?.0),
            (from, to) => Span::Within(days(from)?.0, days(to)?.1),
        };
        return Some(DateTest::Days(span));
    }
    let (sign, value) = split(value);
    if let Some(period) = period(value) {
        let sign = match sign {
            Sign::Less => Span::Less(()),
            Sign::AtMost => Span::AtMost(()),
            // "Two years ago" to the day is what nobody means.
            Sign::Equal => return None,
            Sign::AtLeast => Span::AtLeast(()),
            Sign::More => Span::More(()),
        };
        return Some(DateTest::Ago(sign, period));
    }
    let (from, to) = days(value)?;
    Some(DateTest::Days(match sign {
        Sign::Less => Span::Less(from),
        Sign::AtMost => Span::AtMost(to),
        Sign::Equal => Span::Within(from, to),
        Sign::AtLeast => Span::AtLeast(from),
        Sign::More => Span::More(to),
    }))
}

/// `30d`, `6w`, `3m`, `2y`
fn period(value: &str) -> Option<Period> {
    let unit = value.chars().last()?;
    let count: i32 = value.strip_suffix(unit)?.parse().ok().filter(|count| (0..=10_000).contains(count))?;
    match unit {
        'd' => Some(count.days()),
        'w' => Some(count.weeks()),
        'm' => Some(count.months()),
        'y' if count <= 1_000 => Some(count.years()),
        _ => None,
    }
}

/// `2016`, `2016-05` or `2016-05-03` as first and last day.
fn days(text: &str) -> Option<(Date, Date)> {
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (_, Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        (None, None) => first.last_of_year(),
    };
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_have_signs_and_spans() {
        for (text, yes, no) in
            [("0", 0, 1), (">5", 6, 5), (">=5", 5, 4), ("<5", 4, 5), ("<=5", 5, 6), ("2..10", 10, 11), ("2..", 2, 1), ("..2", 2, 3), ("=3", 3, 2)]
        {
            let span = number(text).unwrap();
            assert!(span.holds(&yes) && !span.holds(&no), "{text}");
        }
        for text in ["", "many", "..", "1..x", "-1", "1.5", ">", "2...3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn days_have_signs_spans_and_a_distance_from_today() {
        let today = day("2024-03-31");
        for (text, yes, no) in [
            ("2016", "2016-12-31", "2017-01-01"),
            ("2016-05", "2016-05-31", "2016-06-01"),
            ("<2016", "2015-12-31", "2016-01-01"),
            ("<=2016", "2016-12-31", "2017-01-01"),
            (">2016", "2017-01-01", "2016-12-31"),
            (">=2016-05-03", "2016-05-03", "2016-05-02"),
            ("2019..2021", "2021-12-31", "2022-01-01"),
            ("2019-06..2019-07-02", "2019-07-02", "2019-07-03"),
            ("..2019", "2019-12-31", "2020-01-01"),
            ("2019..", "2019-01-01", "2018-12-31"),
            // More than two years ago, within 30 days; a month before the end of March is the end of February.
            (">2y", "2022-03-30", "2022-03-31"),
            (">=2y", "2022-03-31", "2022-04-01"),
            ("<30d", "2024-03-02", "2024-03-01"),
            ("<=30d", "2024-03-01", "2024-02-29"),
            ("<1m", "2024-03-01", "2024-02-29"),
            (">2w", "2024-03-16", "2024-03-17"),
            ("*-05-14", "2011-05-14", "2011-05-15"),
            ("*-02-29", "2016-02-29", "2016-02-28"),
        ] {
            let test = date(text).unwrap_or_else(|| panic!("{text}"));
            assert!(test.holds(day(yes), today) && !test.holds(day(no), today), "{text}");
        }
        for text in
            ["", "20", "2016-13", "2016-02-30", "2y", ">2x", ">y", "..", "2016-", "2016..20", "last", ">99999y", "*", "*-13-01", "*-02-30", "*-05", "<*-05-14"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
