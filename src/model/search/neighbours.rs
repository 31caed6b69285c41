//! Who became a connection at the same time as somebody: a fair, a course, a burst of invitations.

use super::{index::Index, order::Order};
use crate::model::person::{Person, context::week_of};

/// Those around somebody's day of connecting, by day; nobody where that is not known.
#[derive(Debug, Default)]
pub struct Neighbours<'p> {
    /// On the same day.
    pub same_day: Vec<&'p Person>,
    /// On another day within three days.
    pub same_week: Vec<&'p Person>,
}

/// Who became a connection at the same time. `people` are those whom the index was built from.
#[must_use]
pub fn neighbours<'p>(person: &Person, people: &'p [Person], index: &Index) -> Neighbours<'p> {
    let mut around = Neighbours::default();
    let Some(on) = person.facts.connected_on else { return around };
    let (first, last) = week_of(on);
    // By day, those without one at the end.
    let rows = index.rows(Order::Oldest);
    let day = |row: &u32| people.get(*row as usize).and_then(|person| person.facts.connected_on);
    let start = rows.partition_point(|row| day(row).is_some_and(|day| day < first));
    let week = rows.get(start..).unwrap_or_default().iter().take_while(|row| day(row).is_some_and(|day| day <= last));
    for other in week.filter_map(|row| people.get(*row as usize)).filter(|other| other.id != person.id) {
        let is_same_day = other.facts.connected_on == Some(on);
        (if is_same_day { &mut around.same_day } else { &mut around.same_week }).push(other);
    }
    around
}
