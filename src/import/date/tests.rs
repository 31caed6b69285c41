//! Dates as files write them.

use super::*;

const LATEST: Date = jiff::civil::date(2030, 6, 1);

fn parsed(text: &str) -> Option<String> {
    read(text, None, LATEST).day().map(|date| date.to_string())
}

#[test]
fn every_pattern_that_occurs_is_read() {
    for (text, expected) in [
        ("08 Jan 2024", "2024-01-08"),
        ("1/8/18, 3:04 PM", "2018-01-08"),
        ("1/8/18, 3:04\u{202F}PM", "2018-01-08"),
        ("06/18/19, 10:05 AM", "2019-06-18"),
        ("2024-10-26 11:43:11 UTC", "2024-10-26"),
        ("2024/01/05 13:36:30 UTC", "2024-01-05"),
        ("2024-05-05 05:05:05", "2024-05-05"),
        ("2017-11-03", "2017-11-03"),
        ("2017-11-03T10:00:00Z", "2017-11-03"),
        ("12 Mar 19", "2019-03-12"),
        ("7-Feb-22", "2022-02-07"),
        ("07-feb-22", "2022-02-07"),
        ("31-Dec-21", "2021-12-31"),
        ("16.09.2021", "2021-09-16"),
        ("16/9/2021", "2021-09-16"),
        ("08 ene 2024", "2024-01-08"),
        ("8 de agosto de 2024", "2024-08-08"),
        ("3. März 2022", "2022-03-03"),
        ("01 févr. 2022", "2022-02-01"),
        ("01 juin 2022", "2022-06-01"),
        ("01 juil. 2022", "2022-07-01"),
        ("02-Okt-21", "2021-10-02"),
        ("15 Ağu 2020", "2020-08-15"),
        ("Sep 3 2020", "2020-09-03"),
        ("Jan 8, 2024", "2024-01-08"),
        (" 29 Feb 2024 ", "2024-02-29"),
    ] {
        assert_eq!(parsed(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn times_of_day_are_read() {
    for (text, expected) in [
        ("1/7/24, 3:05 PM", "2024-01-07T15:05:00"),
        ("12/14/24, 12:05 AM", "2024-12-14T00:05:00"),
        ("06/18/19, 10:05 AM", "2019-06-18T10:05:00"),
        ("1/8/18, 3:04\u{202F}PM", "2018-01-08T15:04:00"),
        ("2024/01/05 13:36:30 UTC", "2024-01-05T13:36:30"),
        ("2024-01-05", "2024-01-05T00:00:00"),
    ] {
        assert_eq!(read_moment(text, None, LATEST).map(|moment| moment.to_string()).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(second_of("2024-10-26 11:43:11 UTC", None, LATEST), Some(1_729_942_991));
    assert_eq!(second_of("10/26/24, 11:43 AM", None, LATEST), Some(1_729_942_980));
    assert_eq!(second_of("2024-13-26 11:43:11 UTC", None, LATEST), None);
    assert_eq!(second_of("", None, LATEST), None);
}

#[test]
fn what_is_no_date_is_not_guessed() {
    for text in ["", "soon", "31 Feb 2022", "08 Jan", "2024", "08 Xyz 2024", "32/13/2022", "08 Jan 1999", "44599", "08 Jan 2024 maybe", "1/2/3/4", "ma 3 2022"]
    {
        assert_eq!(parsed(text), None, "{text}");
    }
}

#[test]
fn days_before_linkedin_and_in_the_future_are_implausible() {
    let of = |text: &str| read(text, None, LATEST);
    for text in ["08 Jan 1999", "31 Dec 2002", "1/1/2031", "2030-06-02"] {
        assert!(matches!(of(text), Reading::Implausible(_)), "{text}");
    }
    assert_eq!(of("01 Jun 2030"), Reading::Day(LATEST));
    assert_eq!(of("soon"), Reading::NotUnderstood);
    assert_eq!(second_of("2031-10-26 11:43:11 UTC", None, LATEST), None);
}

#[test]
fn a_column_shows_its_order_whatever_stands_between_the_numbers() {
    use DayMonthOrder::{DayFirst, MonthFirst};
    for (cells, expected) in [
        (["16/9/2021", "3/4/2022", ""].as_slice(), Some(DayFirst)),
        (&["20/05/2021", "03/04/2021"], Some(DayFirst)),
        (&["9/16/2021", "3/4/2022"], Some(MonthFirst)),
        (&["12-25-2021", "03-04-2021"], Some(MonthFirst)),
        (&["9.16.2021, 10:00", "3.4.2021"], Some(MonthFirst)),
        (&["2021/09/16", "2021-01-02", "08 Jan 2024"], None),
        (&["3/4/2022"], None),
        // One of them would be in the future.
        (&["5/7/2030", "1/6/2030", "3/5/2030"], Some(MonthFirst)),
        (&["1/7/2030", "2/3/2030"], Some(MonthFirst)),
        // Newest first, as LinkedIn writes them.
        (&["2/12/2021", "4/11/2021", "3/10/2021", "1/2/2021"], Some(DayFirst)),
        (&["5/5/2021", "6/6/2021"], None),
    ] {
        assert_eq!(order_of(&cells.iter().copied(), LATEST), expected, "{cells:?}");
    }
    let day = |text: &str, order| read(text, order, LATEST).day().map(|day| day.to_string());
    assert_eq!(day("3/4/2022", Some(DayFirst)).as_deref(), Some("2022-04-03"));
    assert_eq!(day("3/4/2022", None).as_deref(), Some("2022-03-04"));
    assert_eq!(day("3-4-2022", Some(MonthFirst)).as_deref(), Some("2022-03-04"));
    assert_eq!(day("3.4.2022", None).as_deref(), Some("2022-04-03"));
}
