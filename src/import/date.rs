//! Dates as LinkedIn writes them and as spreadsheets save them again; decided cell by cell.

use jiff::{
    civil::{Date, DateTime, Time},
    tz::Offset,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::model::text::display_text::count;

/// Which comes first in `3/4/2022`, where the cell itself does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMonthOrder {
    /// As LinkedIn wrote it until 2018.
    MonthFirst,
    /// As most spreadsheets outside the United States save it.
    DayFirst,
}

/// The year LinkedIn opened: nothing there is older.
const FIRST_YEAR: i16 = 2003;
/// What is read at all; a year beyond is no year.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2999;

/// What a cell turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A day on which something can have happened at LinkedIn.
    Day(Date),
    /// A day before LinkedIn was, or in the future.
    Implausible(Date),
    /// No date.
    NotUnderstood,
}

impl Reading {
    /// The day, if it can be believed.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }
}

/// Reads one date cell. No day later than `latest` is believed.
#[must_use]
pub fn read(text: &str, order: Option<DayMonthOrder>, latest: Date) -> Reading {
    match parse(text, order) {
        Some(day) if day.year() < FIRST_YEAR || day > latest => Reading::Implausible(day),
        Some(day) => Reading::Day(day),
        None => Reading::NotUnderstood,
    }
}

/// What a column of dates shows of its order, ghost rows and all: a day above 12 tells it, whatever stands between the
/// numbers. Where no cell does, an order is taken that leaves no day in the future, or under which alone the column is
/// sorted. None: nothing tells.
#[must_use]
pub fn order_of<'t>(cells: &(impl Iterator<Item = &'t str> + Clone), latest: Date) -> Option<DayMonthOrder> {
    use DayMonthOrder::{DayFirst, MonthFirst};
    let (mut day_first, mut month_first, mut unclear) = (0_usize, 0_usize, 0_usize);
    for numbers in cells.clone().filter_map(three_numbers) {
        match numbers {
            (first, second, _) if first > 12 && second <= 12 => day_first += 1,
            (first, second, _) if second > 12 && first <= 12 => month_first += 1,
            (first, second, _) => unclear += usize::from(first != second),
        }
    }
    if day_first != month_first {
        return Some(if day_first > month_first { DayFirst } else { MonthFirst });
    }
    if unclear == 0 {
        return None;
    }
    let days = |order| cells.clone().filter_map(move |cell| parse(cell, Some(order)));
    let is_possible = |order| days(order).all(|day| day <= latest);
    let is_sorted = |order| days(order).is_sorted() || days(order).is_sorted_by(|a, b| a >= b);
    for holds in [&is_possible as &dyn Fn(DayMonthOrder) -> bool, &is_sorted] {
        match (holds(DayFirst), holds(MonthFirst)) {
            (true, false) => return Some(DayFirst),
            (false, true) => return Some(MonthFirst),
            _ => {}
        }
        // Two cells are sorted by chance.
        if unclear < 3 {
            break;
        }
    }
    None
}

/// Whether any of these is another day when day and month change places.
#[must_use]
pub fn is_either_way<'t>(mut cells: impl Iterator<Item = &'t str>) -> bool {
    cells.any(|cell| three_numbers(cell).is_some_and(|(first, second, _)| first != second && first <= 12 && second <= 12))
}

/// The beginnings of month names, accents off: English first, then the languages seen in files saved again.
const MONTHS: [(&str, i8); 51] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    // Spanish
    ("ene", 1),
    ("abr", 4),
    ("ago", 8),
    ("set", 9),
    ("dic", 12),
    // German
    ("marz", 3),
    ("mrz", 3),
    ("mai", 5),
    ("okt", 10),
    ("dez", 12),
    // French
    ("fev", 2),
    ("avr", 4),
    ("juin", 6),
    ("juil", 7),
    ("aou", 8),
    // Italian
    ("gen", 1),
    ("mag", 5),
    ("giu", 6),
    ("lug", 7),
    ("ott", 10),
    // Portuguese
    ("out", 10),
    // Dutch, Danish, Swedish, Norwegian
    ("mrt", 3),
    ("mei", 5),
    ("maj", 5),
    ("des", 12),
    // Polish
    ("sty", 1),
    ("lut", 2),
    ("kwi", 4),
    ("cze", 6),
    ("lip", 7),
    ("sie", 8),
    ("wrz", 9),
    ("paz", 10),
    ("gru", 12),
    // Turkish
    ("oca", 1),
    ("sub", 2),
    ("nis", 4),
    ("agu", 8),
    ("eyl", 9),
];

/// The first day of the month in `Jan 2018`, or of the year in `2018`, as jobs have it.
#[must_use]
pub fn month_of(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    match parts.as_slice() {
        [of_year] if of_year.len() == 4 => date_of(number(of_year)?, 1, 1),
        [of_month, of_year] if of_year.len() == 4 => date_of(number(of_year)?, month(of_month)?, 1),
        _ => None,
    }
}

/// The first and the last of some days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first; none where there was no day.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

impl Span {
    /// Takes in one more day.
    pub fn take(&mut self, day: Option<Date>) {
        self.from = [self.from, day].into_iter().flatten().min();
        self.to = self.to.max(day);
    }
}

/// The three numbers of a cell like `16/9/2021`, `16-9-21` or `16.09.2021, 10:00`, the year last.
fn three_numbers(text: &str) -> Option<(u8, u8, i16)> {
    let date = text.trim().split([' ', ',', '\u{A0}']).next().unwrap_or_default();
    let separator = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = date.split(separator);
    let (first, second, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || first.len() > 2 {
        return None;
    }
    Some((number(first)?, number(second)?, year(last)?))
}

/// Whether a cell is a date at all, in whichever order.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let text = text.trim();
    todays_message_date(text).is_some() || parse(text, None).is_some()
}

/// Reads one date cell; a time of day behind the date is checked for its shape and dropped. The year may be any.
fn parse(text: &str, order: Option<DayMonthOrder>) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = parse_todays_form(text) {
        return Some(date);
    }
    // Split "1/8/18, 3:04 PM", "2024-01-08 10:00:00" and "2024-01-08T10:00:00Z" into date and time.
    let (date, time) = match text.find(',').or_else(|| text.find('T').filter(|at| *at == 10)) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => match text.find(':') {
            Some(colon) => text.get(..colon)?.rfind(' ').and_then(|blank| Some((text.get(..blank)?, text.get(blank + 1..)?)))?,
            None => (text, ""),
        },
    };
    if !is_time(time) {
        // "Jan 8, 2024"
        return if text.contains(',') { parse_parts(&text.replace(',', " ")) } else { None };
    }
    let date = date.trim();
    if let Some((first, second, year)) = three_numbers(date) {
        // Slashes are LinkedIn's own until 2018; dots and hyphens between numbers are European.
        let custom = if date.contains('/') { DayMonthOrder::MonthFirst } else { DayMonthOrder::DayFirst };
        let (day, month) = match order.unwrap_or(custom) {
            _ if first > 12 => (first, second),
            _ if second > 12 => (second, first),
            DayMonthOrder::MonthFirst => (second, first),
            DayMonthOrder::DayFirst => (first, second),
        };
        return date_of(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    }
    parse_parts(date)
}

/// Reads a date with its time of day, of any pattern that [`read`] knows. Without a time it is midnight.
#[must_use]
pub fn read_moment(text: &str, order: Option<DayMonthOrder>, latest: Date) -> Option<DateTime> {
    let text = text.trim();
    let day = read(text, order, latest).day()?;
    Some(day.to_datetime(time_of(text).unwrap_or(Time::midnight())))
}

/// A sentence on the dates of a file that nobody understands, with a few of them as they stand; none where there is none. An empty cell is no date.
#[must_use]
pub fn not_understood(file: &str, texts: &[&String]) -> Option<String> {
    let told: Vec<String> = texts.iter().take(3).map(|text| format!("“{}”", text.trim())).collect();
    (!texts.is_empty()).then(|| format!("{} in {file} could not be read: {}.", count(texts.len(), "date", "dates"), told.join(", ")))
}

/// The time of day in `1/8/18, 3:04 PM` or `2024-10-26 11:43:11 UTC`.
fn time_of(text: &str) -> Option<Time> {
    let colon = text.find(':')?;
    let before = text.get(..colon)?;
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let hour: i8 = number(before.get(before.len() - digits..)?)?;
    let after = text.get(colon + 1..)?;
    let minute: i8 = number(after.get(..2)?)?;
    let rest = after.get(2..)?;
    let second: i8 = rest.strip_prefix(':').and_then(|rest| number(rest.get(..2)?)).unwrap_or(0);
    // `p. m.` is how a Spanish spreadsheet writes it.
    let rest: String = rest.to_ascii_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    let hour = match hour {
        12 if rest.contains("am") => 0,
        hour if hour < 12 && rest.contains("pm") => hour + 12,
        hour => hour,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// The second that a message carries, since 1970 in UTC. What states no zone is taken as UTC.
#[must_use]
pub fn second_of(text: &str, order: Option<DayMonthOrder>, latest: Date) -> Option<i64> {
    let moment = todays_message_date(text).filter(|moment| moment.date() <= latest).or_else(|| read_moment(text, order, latest))?;
    Offset::UTC.to_timestamp(moment).ok().map(jiff::Timestamp::as_second)
}

/// `2024-10-26 11:43:11 UTC`, what every message carries: read without a detour.
fn todays_message_date(text: &str) -> Option<DateTime> {
    let [y1, y2, y3, y4, b'-', o1, o2, b'-', d1, d2, b' ', h1, h2, b':', m1, m2, b':', s1, s2, b' ', b'U', b'T', b'C'] = text.as_bytes() else { return None };
    let two = |a: &u8, b: &u8| (a.is_ascii_digit() && b.is_ascii_digit()).then(|| i8::try_from((a - b'0') * 10 + (b - b'0')).ok())?;
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    if year < FIRST_YEAR {
        return None;
    }
    DateTime::new(year, two(o1, o2)?, two(d1, d2)?, two(h1, h2)?, two(m1, m2)?, two(s1, s2)?, 0).ok()
}

/// `08 Jan 2024`, what LinkedIn writes today: nearly every cell, so it is read without a detour.
fn parse_todays_form(text: &str) -> Option<Date> {
    let [d, e, b' ', m @ .., b' ', y1, y2, y3, y4] = text.as_bytes() else { return None };
    let month = match m {
        b"Jan" => 1,
        b"Feb" => 2,
        b"Mar" => 3,
        b"Apr" => 4,
        b"May" => 5,
        b"Jun" => 6,
        b"Jul" => 7,
        b"Aug" => 8,
        b"Sep" => 9,
        b"Oct" => 10,
        b"Nov" => 11,
        b"Dec" => 12,
        _ => return None,
    };
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0'));
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    date_of(year, month, i8::try_from(digit(d)? * 10 + digit(e)?).ok()?)
}

fn is_time(time: &str) -> bool {
    let time = time.trim().to_ascii_lowercase();
    time.is_empty()
        || (time.starts_with(|c: char| c.is_ascii_digit())
            && time.contains(':')
            && time.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || ":.+-apmutcz\u{202F}".contains(c)))
}

fn number<T: std::str::FromStr>(part: &str) -> Option<T> {
    (!part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
}

/// LinkedIn opened in 2003, so a year of two digits is always 20YY.
fn year(part: &str) -> Option<i16> {
    match part.len() {
        2 => number::<i16>(part).map(|year| 2000 + year),
        4 => number(part),
        _ => None,
    }
}

fn date_of(year: i16, month: i8, day: i8) -> Option<Date> {
    if YEARS.contains(&year) { Date::new(year, month, day).ok() } else { None }
}

/// `08 Jan 2024`, `7-Feb-22`, `07-feb-22`, `16.09.2021`, `8. März 2024`, `8 de enero de 2024`, `Jan 8 2024`, `2024-01-08`.
fn parse_parts(date: &str) -> Option<Date> {
    let parts: Vec<&str> = date.split([' ', '-', '.', '/', '\u{A0}']).filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("de")).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match (is_number(a), is_number(b), is_number(c)) {
        (true, true, true) if a.len() == 4 => date_of(year(a)?, number(b)?, number(c)?),
        (true, true, true) => date_of(year(c)?, number(b)?, number(a)?),
        (true, false, true) => date_of(year(c)?, month(b)?, number(a)?),
        (false, true, true) => date_of(year(c)?, month(a)?, number(b)?),
        _ => None,
    }
}

fn month(name: &str) -> Option<i8> {
    let name: String = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    if name.chars().count() < 3 || !name.chars().all(char::is_alphabetic) {
        return None;
    }
    // "ş" decomposes, "ı" does not.
    let name = name.replace('ı', "i");
    MONTHS.iter().filter(|(beginning, _)| name.starts_with(beginning)).max_by_key(|(beginning, _)| beginning.len()).map(|(_, month)| *month)
}

#[cfg(test)]
mod tests;
