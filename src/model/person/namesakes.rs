//! Namesakes: connections who bear one name. LinkedIn's own search goes by the name, so whoever removes one of them by hand
//! must know which.

use crate::model::{
    id::{PersonId, PersonMap, TextMap},
    person::{Facts, person_name},
    text::{date_text::day, display_text::sentence},
};

/// Who bears a name that somebody else among the connections bears, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namesakes {
    /// Those of each name that several bear.
    bearers: Vec<Vec<PersonId>>,
    /// For each of them the place of the name there. Not the others themselves: a name that a thousand bear would be told a
    /// million times.
    name_of: PersonMap<usize>,
}

impl Namesakes {
    /// Of these connections.
    pub fn of<'f>(connections: impl IntoIterator<Item = (PersonId, &'f Facts)>) -> Self {
        let mut by_name: TextMap<String, Vec<PersonId>> = TextMap::default();
        for (id, facts) in connections {
            let key = person_name::key(facts);
            if !key.is_empty() {
                by_name.entry(key).or_default().push(id);
            }
        }
        let bearers: Vec<Vec<PersonId>> = by_name.into_values().filter(|ids| ids.len() > 1).collect();
        let name_of = bearers.iter().enumerate().flat_map(|(name, ids)| ids.iter().map(move |id| (*id, name))).collect();
        Self { bearers, name_of }
    }

    /// The others of somebody's name; mostly nobody.
    #[must_use]
    pub fn others(&self, id: PersonId) -> Others<'_> {
        let bearers = self.name_of.get(&id).and_then(|name| self.bearers.get(*name)).map(Vec::as_slice).unwrap_or_default();
        Others { bearers, of: id }
    }
}

/// Who bears the name that somebody bears.
#[derive(Clone, Copy, Debug)]
pub struct Others<'n> {
    /// They themselves among them.
    bearers: &'n [PersonId],
    of: PersonId,
}

impl<'n> Others<'n> {
    /// How many there are.
    #[must_use]
    pub fn count(self) -> usize {
        self.bearers.len().saturating_sub(1)
    }

    /// One by one.
    pub fn iter(self) -> impl Iterator<Item = PersonId> + 'n {
        self.bearers.iter().copied().filter(move |id| *id != self.of)
    }

    /// Says that they bear the name, and what tells them apart, of a few; nothing if there is nobody. `facts_of` tells what is
    /// known of one.
    #[must_use]
    pub fn in_words<'f>(self, facts: &Facts, facts_of: impl Fn(PersonId) -> Option<&'f Facts>) -> Option<String> {
        in_words(facts, self.iter().filter_map(facts_of), self.count())
    }
}

/// What tells somebody from others of their name: "Buyer · Blue Mill, connected 8 Jan 2024".
fn mark(facts: &Facts) -> String {
    let connected = facts.connected_on.map(|on| format!("connected {}", day(on)));
    let parts: Vec<String> = [Some(facts.work()).filter(|work| !work.is_empty()), connected].into_iter().flatten().collect();
    if parts.is_empty() { facts.slug.as_deref().unwrap_or("nothing else is known").to_owned() } else { parts.join(", ") }
}

fn in_words<'f>(facts: &Facts, others: impl Iterator<Item = &'f Facts>, count: usize) -> Option<String> {
    /// More would be a paragraph that nobody compares.
    const MOST_TOLD: usize = 3;
    let told: Vec<String> = others.take(MOST_TOLD).map(mark).collect();
    let more = count.saturating_sub(told.len());
    let this = mark(facts);
    match told.as_slice() {
        [] => None,
        [other] => Some(format!("Another connection has this name. {} {}", sentence(format!("This one: {this}")), sentence(format!("The other: {other}")))),
        several => {
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

    // In the product book: W9.
    #[test]
    fn one_name_is_found_behind_credentials() {
        let people = [named("Quorn", "Blue Mill"), named("Quorn, PhD", "Red Mill"), named("Quarn", "")];
        let of = Namesakes::of(people.iter().enumerate().map(|(id, facts)| (PersonId(i64::try_from(id).unwrap()), facts)));
        assert_eq!([0, 1, 2].map(|id| of.others(PersonId(id)).iter().collect::<Vec<_>>()), [vec![PersonId(1)], vec![PersonId(0)], vec![]]);
        let facts_of = |id: PersonId| people.get(usize::try_from(id.0).unwrap());
        let words = of.others(PersonId(0)).in_words(&people[0], facts_of).unwrap();
        assert!(words.contains("This one: Blue Mill") && words.contains("The other: Red Mill"), "{words}");
        assert_eq!(of.others(PersonId(2)).in_words(&people[2], facts_of), None);
        let words = in_words(&people[0], std::iter::repeat_n(&people[1], 9), 9).unwrap();
        assert!(words.starts_with("9 other") && words.ends_with("Red Mill; and 6 more.") && words.matches("Red Mill").count() == 3, "{words}");
    }
}
