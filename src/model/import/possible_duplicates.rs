//! Who of the missing may be who of the new people.

use std::collections::HashMap;

use jiff::civil::Date;

use crate::model::{
    id::{PersonId, PersonMap},
    person::{Facts, person_name},
};

/// Who of the missing may be who of the new people: the same name, credentials and initials aside, a day of connection that
/// is the same or the next where both tell one. Link, company and position may have changed meanwhile. Returns who it may be
/// by missing person; none where several may be meant, or several are missing who may be. Nothing is merged.
#[must_use]
pub fn possible_duplicates<'f, T: Copy>(
    missing: impl IntoIterator<Item = (PersonId, &'f Facts)>,
    new: impl IntoIterator<Item = (T, &'f Facts)>,
) -> PersonMap<Option<T>> {
    let mut lost: HashMap<String, Vec<(PersonId, Option<Date>)>> = HashMap::new();
    for (id, facts) in missing {
        let key = person_name::key(facts);
        if !key.is_empty() {
            lost.entry(key).or_default().push((id, facts.connected_on));
        }
    }
    let mut possible_duplicates = PersonMap::default();
    if lost.is_empty() {
        return possible_duplicates;
    }
    let mut found: HashMap<String, Vec<(T, Option<Date>)>> = HashMap::new();
    for (who, facts) in new {
        let key = person_name::key(facts);
        if lost.contains_key(&key) {
            found.entry(key).or_default().push((who, facts.connected_on));
        }
    }
    let is_near = |a: Option<Date>, b: Option<Date>| a.zip(b).is_none_or(|(a, b)| a.until(b).is_ok_and(|span| span.get_days().abs() <= 1));
    for (key, found) in found {
        let lost = lost.get(&key).map(Vec::as_slice).unwrap_or_default();
        for (id, day) in lost {
            let near: Vec<_> = found.iter().filter(|(_, other)| is_near(*day, *other)).collect();
            let is_only = |other: Option<Date>| lost.iter().filter(|(_, day)| is_near(*day, other)).count() == 1;
            match near.as_slice() {
                [] => {}
                [(who, other)] if is_only(*other) => {
                    possible_duplicates.insert(*id, Some(*who));
                }
                _ => {
                    possible_duplicates.insert(*id, None);
                }
            }
        }
    }
    possible_duplicates
}
