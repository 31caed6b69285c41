//! Keeping in touch with those who were kept: the longest silence first, and the days on which one connected.

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::model::{
    id::PersonId,
    person::{
        Person,
        decision::{Decision, Pane},
        reason::Reason,
    },
};

/// Whether somebody was kept: by choice, by a lock, or as one whom the member is glad to have found again. Nobody writes to
/// those who have died.
#[must_use]
pub fn is_kept(person: &Person) -> bool {
    let state = &person.state;
    let is_chosen = state.decision == Decision::Keep || state.is_protected || state.is_rediscovered;
    state.pane() == Some(Pane::Keep) && is_chosen && !state.reasons.has(Reason::HasDied)
}

/// The kept with history, those one has not heard of for longest first; those of whom no day is known last.
#[must_use]
pub fn by_silence(people: &[Person]) -> Vec<(PersonId, Option<Timestamp>)> {
    let mut found: Vec<(&Person, Option<Timestamp>)> =
        people.iter().filter(|person| is_kept(person) && person.evidence.has_history()).map(|person| (person, person.evidence.last_contact())).collect();
    found.sort_by_key(|(person, last)| (last.is_none(), *last, person.facts.connected_on, person.id));
    found.into_iter().map(|(person, last)| (person.id, last)).collect()
}

/// A day on which one connected, years ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anniversary {
    /// The person one connected with.
    pub person_id: PersonId,
    /// The day of this year or the next.
    pub on: Date,
    /// How many years it will be then.
    pub years: i16,
}

/// The days of the kept from today on, for so many days, the next first. Who connected on a 29 February has theirs on the 28th
/// in other years.
#[must_use]
pub fn anniversaries(people: &[Person], today: Date, days: i32) -> Vec<Anniversary> {
    let last = today.saturating_add(days.days());
    let of = |person: &Person| {
        let then = person.facts.connected_on.filter(|_| is_kept(person))?;
        [today.year(), today.year() + 1].into_iter().find_map(|year| {
            let on = Date::new(year, then.month(), then.day()).or_else(|_| Date::new(year, then.month(), 28)).ok()?;
            let years = year - then.year();
            (on >= today && on <= last && years >= 1).then_some(Anniversary { person_id: person.id, on, years })
        })
    };
    let mut found: Vec<Anniversary> = people.iter().filter_map(of).collect();
    found.sort_by_key(|one| (one.on, std::cmp::Reverse(one.years), one.person_id));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{evidence::Messages, person::Facts};

    fn kept(id: i64, connected_on: &str) -> Person {
        let mut person = Person::new(PersonId(id), Facts { connected_on: connected_on.parse().ok(), ..Facts::default() });
        person.state.decision = Decision::Keep;
        person
    }

    #[test]
    fn l8_the_kept_with_history_come_by_the_longest_silence() {
        let wrote = |id: i64, time: &str, received: usize| {
            let mut person = kept(id, "2015-05-05");
            person.evidence.messages = Some(Messages::at(time, 1, received));
            person
        };
        let mut undecided = wrote(5, "2010-01-01T00:00:00Z", 1);
        undecided.state.decision = Decision::Undecided;
        let mut dead = wrote(6, "2010-01-01T00:00:00Z", 1);
        dead.state.reasons.set(Reason::HasDied, true);
        // Who never answered is no conversation.
        let people = [wrote(1, "2024-01-01T00:00:00Z", 2), wrote(2, "2019-01-01T00:00:00Z", 1), wrote(3, "2012-01-01T00:00:00Z", 0), undecided, dead];
        assert_eq!(by_silence(&people).into_iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn l8_anniversaries_go_over_the_turn_of_the_year_and_leap_days() {
        let people = [kept(1, "2016-12-30"), kept(2, "2019-01-02"), kept(3, "2026-12-30"), kept(4, "2010-11-30"), kept(5, "2012-02-29")];
        let found = |today: &str| {
            anniversaries(&people, today.parse().unwrap(), 7).into_iter().map(|one| (one.person_id.0, one.on.to_string(), one.years)).collect::<Vec<_>>()
        };
        assert_eq!(found("2026-12-28"), [(1, "2026-12-30".into(), 10), (2, "2027-01-02".into(), 8)]);
        assert_eq!(found("2026-02-28"), [(5, "2026-02-28".to_owned(), 14)]);
        assert_eq!(found("2024-02-28"), [(5, "2024-02-29".to_owned(), 12)]);
    }
}
