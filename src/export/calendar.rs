//! Review reminders as a calendar file (RFC 5545), which any calendar takes. Whole days, without a time zone, and without names.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component as _, Event, Property};
use jiff::{Timestamp, civil::Date};

use crate::model::{
    reminder::ReviewReminder,
    text::{
        date_text::{calendar_day, calendar_moment},
        display_text::people as people_in_words,
    },
};

/// The file. `due` are the days on which people are to be looked at again, with how many; `of` tells one workspace from others
/// in a calendar that has several.
#[must_use]
pub fn bytes(reminder: ReviewReminder, due: &BTreeMap<Date, usize>, of: u64, made_at: Timestamp) -> Vec<u8> {
    let mut calendar = Calendar::new();
    calendar.name("Partwell");
    let mut review = whole_day(reminder.first, "review", of, made_at);
    review
        .summary("Review my network")
        .description("Fetch a new export from LinkedIn, import it into Partwell, and look at who is new, who is due and who went quiet.");
    if let Some(months) = reminder.every_months {
        let day = reminder.first.day();
        // A month without a 31st has its last day instead: calendars would leave it out.
        let shorter = if day > 28 {
            let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
            format!(";BYMONTHDAY={};BYSETPOS=-1", days.join(","))
        } else {
            String::new()
        };
        review.add_property("RRULE", format!("FREQ=MONTHLY;INTERVAL={months}{shorter}"));
    }
    calendar.push(review.done());
    for (day, people) in due {
        let words = format!("{} to review again in Partwell", people_in_words(*people));
        calendar.push(whole_day(*day, "due", of, made_at).summary(&words).done());
    }
    calendar.to_string().into_bytes()
}

/// An event of a whole day. Its number follows from the day and what it is, so that a later file changes it instead of adding
/// another one.
fn whole_day(day: Date, what: &str, of: u64, made_at: Timestamp) -> Event {
    let uid = if what == "review" { format!("review-{of:016x}@partwell") } else { format!("{what}-{}-{of:016x}@partwell", calendar_day(day)) };
    let mut event = Event::new();
    event.uid(&uid);
    event.add_property("DTSTAMP", calendar_moment(made_at));
    let mut starts = Property::new("DTSTART", calendar_day(day));
    starts.add_parameter("VALUE", "DATE");
    event.append_property(starts);
    let mut ends = Property::new("DTEND", calendar_day(day.tomorrow().unwrap_or(day)));
    ends.add_parameter("VALUE", "DATE");
    event.append_property(ends);
    event.add_property("TRANSP", "TRANSPARENT");
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l7_a_review_comes_again_and_due_days_stand_beside_it_without_names() {
        let reminder = ReviewReminder { first: "2027-01-31".parse().unwrap(), every_months: Some(1) };
        let due = BTreeMap::from([("2026-12-24".parse().unwrap(), 3)]);
        let text = String::from_utf8(bytes(reminder, &due, 42, "2026-11-05T13:00:00Z".parse().unwrap())).unwrap();
        for line in [
            "UID:review-000000000000002a@partwell\r\n",
            "DTSTAMP:20261105T130000Z\r\n",
            "DTSTART;VALUE=DATE:20270131\r\n",
            "DTEND;VALUE=DATE:20270201\r\n",
            "RRULE:FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1\r\n",
            "UID:due-20261224-000000000000002a@partwell\r\n",
            "SUMMARY:3 people to review again in Partwell\r\n",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
        let once = ReviewReminder { every_months: None, ..reminder };
        assert!(!String::from_utf8(bytes(once, &due, 42, "2026-11-05T13:00:00Z".parse().unwrap())).unwrap().contains("RRULE"));
    }
}
