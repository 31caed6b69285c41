//! Which row of a new list is which known person: by link, by the very same row, by name and day, by name and address.
//! What fits several people fits nobody.

use super::known_person::KnownPerson;
use crate::model::{id::TextMap, person::Facts, text::folding};

/// For each incoming row the place of the known person that it is, if it is one.
pub(super) fn same_people(known: &[KnownPerson], incoming: &[Facts]) -> Vec<Option<usize>> {
    Pairing::new(known, incoming).run()
}

/// The pairing while it goes from the surest sign to the least sure.
struct Pairing<'a> {
    known: &'a [KnownPerson],
    incoming: &'a [Facts],
    /// For each incoming: the known one.
    matches: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl<'a> Pairing<'a> {
    fn new(known: &'a [KnownPerson], incoming: &'a [Facts]) -> Self {
        Self { known, incoming, matches: vec![None; incoming.len()], is_taken: vec![false; known.len()] }
    }

    fn run(mut self) -> Vec<Option<usize>> {
        if self.known.is_empty() {
            return self.matches;
        }
        self.by_slug();
        // The very same row, letter for letter, in files without links: the n-th goes with the n-th.
        self.by_key(
            |facts| {
                facts.slug.is_none().then(|| {
                    format!(
                        "{}\n{}\n{:?}\n{}\n{}\n{}",
                        name_key(facts),
                        facts.connected_on_text,
                        facts.connected_on,
                        facts.company,
                        facts.position,
                        facts.email
                    )
                })
            },
            true,
        );
        self.by_key(|facts| facts.connected_on.map(|day| format!("{}\n{day}", name_key(facts))), false);
        self.by_key(
            |facts| {
                (facts.connected_on.is_none() && !facts.email.trim().is_empty()).then(|| format!("{}\n{}", name_key(facts), facts.email.trim().to_lowercase()))
            },
            false,
        );
        self.matches
    }

    fn take(&mut self, incoming: usize, known: usize) {
        if let (Some(slot), Some(flag)) = (self.matches.get_mut(incoming), self.is_taken.get_mut(known)) {
            *slot = Some(known);
            *flag = true;
        }
    }

    fn by_slug(&mut self) {
        let known: TextMap<&str, usize> = self.known.iter().enumerate().filter_map(|(at, person)| Some((person.facts.slug.as_deref()?, at))).collect();
        for (at, facts) in self.incoming.iter().enumerate() {
            if let Some(known) = facts.slug.as_deref().and_then(|slug| known.get(slug)) {
                self.take(at, *known);
            }
        }
    }

    /// Matches those who are left and share a key. Unless `in_order`, only where exactly one on each side has it.
    fn by_key(&mut self, key: impl Fn(&Facts) -> Option<String>, in_order: bool) {
        let mut known: TextMap<String, Vec<usize>> = TextMap::default();
        for (at, person) in self.known.iter().enumerate() {
            if self.is_taken.get(at) == Some(&false)
                && let Some(key) = key(&person.facts)
            {
                known.entry(key).or_default().push(at);
            }
        }
        if known.is_empty() {
            return;
        }
        let mut incoming: TextMap<String, Vec<usize>> = TextMap::default();
        for (at, facts) in self.incoming.iter().enumerate() {
            if self.matches.get(at) == Some(&None)
                && let Some(key) = key(facts)
                && known.contains_key(&key)
            {
                incoming.entry(key).or_default().push(at);
            }
        }
        for (key, incoming) in incoming {
            let known = known.get(&key).map(Vec::as_slice).unwrap_or_default();
            if in_order {
                for (&at, &known_at) in incoming.iter().zip(known) {
                    self.take(at, known_at);
                }
            } else if let ([at], [known_at]) = (incoming.as_slice(), known) {
                let has_slug = |facts: Option<&Facts>| facts.is_some_and(|facts| facts.slug.is_some());
                // Two different slugs are two people, whatever else they share.
                if !(has_slug(self.incoming.get(*at)) && has_slug(self.known.get(*known_at).map(|person| &person.facts))) {
                    self.take(*at, *known_at);
                }
            }
        }
    }
}

fn name_key(facts: &Facts) -> String {
    format!("{}\n{}", folding::fold(facts.first_name.trim()), folding::fold(facts.last_name.trim()))
}
