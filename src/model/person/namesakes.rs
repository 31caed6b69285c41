//! Namesakes: connections who bear one name. LinkedIn's own search goes by the name, so whoever removes one of them by hand
//! must know which.

use std::collections::HashMap;

use crate::model::{
    id::{PersonId, PersonMap},
    person::{Facts, person_name},
    text::{date_text::day, display_text::sentence},
};

/// Who bears a name that somebody else among the connections bears, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namesakes {
    others: PersonMap<Vec<PersonId>>,
}

impl Namesakes {
    /// Of these connections.
    pub fn of<'f>(connections: impl IntoIterator<Item = (PersonId, &'f Facts)>) -> Self {
        let mut by_name: HashMap<String, Vec<PersonId>> = HashMap::new();
        for (id, facts) in connections {
            let key = person_name::key(facts);
            if !key.is_empty() {
                by_name.entry(key).or_default().push(id);
            }
        }
        let mut others = PersonMap::default();
        for ids in by_name.into_values().filter(|ids| ids.len() > 1) {
            for id in &ids {
                others.insert(*id, ids.iter().copied().filter(|other| other != id).collect());
            }
        }
        Self { others }
    }

    /// The others of somebody's name; mostly nobody.
    #[must_use]
    pub fn others(&self, id: PersonId) -> &[PersonId] {
        self.others.get(&id).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What tells somebody from others of their name: "Buyer · Blue Mill, connected 8 Jan 2024".
fn mark(facts: &Facts) -> String {
    let connected = facts.connected_on.map(|on| format!("connected {}", day(on)));
    let parts: Vec<String> = [Some(facts.work()).filter(|work| !work.is_empty()), connected].into_iter().flatten().collect();
    if parts.is_empty() { facts.slug.as_deref().unwrap_or("nothing else is known").to_owned() } else { parts.join(", ") }
}

/// Says that others bear the name, and what tells them apart, of a few; nothing if nobody does.
#[must_use]
pub fn in_words<'f>(facts: &Facts, others: impl IntoIterator<Item = &'f Facts>) -> Option<String> {
    /// More would be a paragraph that nobody compares.
    const MOST_TOLD: usize = 3;
    let mut others = others.into_iter();
    let told: Vec<String> = others.by_ref().take(MOST_TOLD).map(mark).collect();
    let more = others.count();
    let this = mark(facts);
    match told.as_slice() {
        [] => None,
        [other] => Some(format!("Another connection has this name. {} {}", sentence(format!("This one: {this}")), sentence(format!("The other: {other}")))),
        several => {
            let count = several.len() + more;
            let rest = if more == 0 { String::new() } else { format!("; and {more} more") };
            let (this, others) = (sentence(format!("This one: {this}")), sentence(format!("The others: {}{rest}", several.join("; "))));
            Some(format!("{count} other connections have this name. {this} {others}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(last: &str, company: &str) -> Facts {
        Facts { first_name: "Zélie".into(), last_name: last.into(), company: company.into(), ..Facts::default() }
    }

    #[test]
    fn one_name_is_found_behind_credentials() {
        let people = [named("Quorn", "Blue Mill"), named("Quorn, PhD", "Red Mill"), named("Quarn", "")];
        let of = Namesakes::of(people.iter().enumerate().map(|(id, facts)| (PersonId(i64::try_from(id).unwrap()), facts)));
        assert_eq!(
            (of.others(PersonId(0)), of.others(PersonId(1)), of.others(PersonId(2))),
            ([PersonId(1)].as_slice(), [PersonId(0)].as_slice(), [].as_slice())
        );
        let words = in_words(&people[0], [&people[1]]).unwrap();
        assert!(words.contains("This one: Blue Mill") && words.contains("The other: Red Mill"), "{words}");
        assert_eq!(in_words(&people[2], []), None);
        let words = in_words(&people[0], vec![&people[1]; 9]).unwrap();
        assert!(words.starts_with("9 other") && words.ends_with("Red Mill; and 6 more.") && words.matches("Red Mill").count() == 3, "{words}");
    }
}
