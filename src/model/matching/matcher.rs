//! Finds people by link or name.
//!
//! The slug decides. A name is asked only where the file has no usable link, and only if exactly one connection bears
//! it. A link that leads to nobody never falls back to the name, unless no connection has a link to compare with: the
//! exports until mid-2023.

use jiff::civil::Date;

use super::contact::{Contact, name_key};
use crate::model::{
    id::{PersonId, TextMap},
    person::Facts,
    text::folding,
};

/// Somebody evidence is about: known already, or about to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum PersonRef {
    Known(PersonId),
    /// A place in the list of people to be added.
    Added(usize),
}

/// Somebody who may be meant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate<'f> {
    pub(crate) whom: PersonRef,
    pub(crate) facts: &'f Facts,
    pub(crate) is_connected: bool,
}

/// Whom a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatchResult {
    One(PersonRef),
    Several,
    Nobody,
}

/// Somebody who bears a name.
#[derive(Clone, Debug)]
pub(crate) struct NameHolder {
    pub(crate) whom: PersonRef,
    /// Made comparable.
    company: String,
    connected_on: Option<Date>,
}

/// Finds people by link or name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matcher {
    by_slug: TextMap<String, PersonRef>,
    /// Connected people only.
    by_name: TextMap<String, Vec<NameHolder>>,
    has_links: bool,
}

impl Matcher {
    pub(crate) fn new<'f>(candidates: impl IntoIterator<Item = Candidate<'f>>) -> Self {
        let mut matcher = Self::default();
        for Candidate { whom, facts, is_connected } in candidates {
            if let Some(slug) = &facts.slug {
                matcher.by_slug.insert(slug.to_string(), whom);
                matcher.has_links |= is_connected;
            }
            let key = name_key(&format!("{} {}", facts.first_name, facts.last_name));
            if is_connected && !key.is_empty() {
                let company = folding::fold(facts.company.trim());
                matcher.by_name.entry(key).or_default().push(NameHolder { whom, company, connected_on: facts.connected_on });
            }
        }
        matcher
    }

    pub(crate) fn find(&self, contact: &Contact) -> MatchResult {
        if let Some(slug) = &contact.slug {
            if let Some(whom) = self.by_slug.get(slug) {
                return MatchResult::One(*whom);
            }
            if self.has_links {
                return MatchResult::Nobody;
            }
        }
        match self.bearers(contact) {
            [] => MatchResult::Nobody,
            [only] => MatchResult::One(only.whom),
            several => {
                let company = folding::fold(contact.company.trim());
                let mut there = several.iter().filter(|bearer| !company.is_empty() && bearer.company == company);
                match (there.next(), there.next()) {
                    (Some(bearer), None) => MatchResult::One(bearer.whom),
                    _ => MatchResult::Several,
                }
            }
        }
    }

    /// Everybody who bears a party's name.
    pub(crate) fn bearers(&self, contact: &Contact) -> &[NameHolder] {
        self.by_name.get(&name_key(&contact.name)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a party that is known by name alone connected before this day: then an invitation of that day was not
    /// theirs. Invitations tell local time, so that the day itself may be one too many.
    pub(crate) fn was_connected_before(&self, contact: &Contact, day: Date) -> bool {
        let day = day.yesterday().unwrap_or(day);
        contact.slug.is_none() && matches!(self.bearers(contact), [only] if only.connected_on.is_some_and(|connected_on| connected_on < day))
    }

    /// Whom this party is, if it can be told.
    pub(crate) fn whom(&self, contact: &Contact) -> Option<PersonRef> {
        if let MatchResult::One(whom) = self.find(contact) { Some(whom) } else { None }
    }

    pub(crate) fn is_name_known(&self, key: &str) -> bool {
        self.by_name.contains_key(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str, slug: Option<&str>, company: &str) -> Facts {
        let (first, last) = name.split_once(' ').unwrap();
        Facts { first_name: first.into(), last_name: last.into(), slug: slug.map(Into::into), company: company.into(), ..Facts::default() }
    }

    fn contact(slug: Option<&str>, name: &str, company: &str) -> Contact {
        Contact { slug: slug.map(Into::into), name: name.into(), company: company.into() }
    }

    fn matcher(people: &[Facts]) -> Matcher {
        Matcher::new(people.iter().enumerate().map(|(at, facts)| Candidate { whom: PersonRef::Added(at), facts, is_connected: true }))
    }

    #[test]
    fn a_link_decides_and_leads_to_nobody_rather_than_to_a_name() {
        let matcher = matcher(&[facts("Ana Quorn", Some("ana-1"), ""), facts("Tomas Roe", Some("tomas"), "")]);
        assert_eq!(matcher.find(&contact(Some("ana-1"), "Somebody Else", "")), MatchResult::One(PersonRef::Added(0)));
        assert_eq!(matcher.find(&contact(Some("ana-9"), "Ana Quorn", "")), MatchResult::Nobody);
        assert_eq!(matcher.find(&contact(None, "ana  QUORN", "")), MatchResult::One(PersonRef::Added(0)));
        assert_eq!(matcher.find(&contact(None, "Ana", "")), MatchResult::Nobody);
    }

    #[test]
    fn where_nobody_has_a_link_a_name_counts_in_spite_of_one() {
        let matcher = matcher(&[facts("Ana Quorn", None, "")]);
        assert_eq!(matcher.find(&contact(Some("ana-9"), "Ana Quorn", "")), MatchResult::One(PersonRef::Added(0)));
    }

    #[test]
    fn of_several_with_a_name_only_a_company_tells_and_only_one() {
        let matcher = matcher(&[facts("Ana Quorn", None, "Mills"), facts("Ana Quorn", None, "Kite"), facts("Ana Quorn", None, "kite ")]);
        assert_eq!(matcher.find(&contact(None, "Ana Quorn", " MILLS")), MatchResult::One(PersonRef::Added(0)));
        assert_eq!(matcher.find(&contact(None, "Ana Quorn", "Kite")), MatchResult::Several);
        assert_eq!(matcher.find(&contact(None, "Ana Quorn", "")), MatchResult::Several);
    }

    #[test]
    fn whoever_is_gone_is_found_by_link_and_not_by_name() {
        let gone = facts("Ana Quorn", Some("ana-1"), "");
        let matcher = Matcher::new([Candidate { whom: PersonRef::Known(PersonId(7)), facts: &gone, is_connected: false }]);
        assert_eq!(matcher.find(&contact(Some("ana-1"), "", "")), MatchResult::One(PersonRef::Known(PersonId(7))));
        assert_eq!(matcher.find(&contact(None, "Ana Quorn", "")), MatchResult::Nobody);
    }

    #[test]
    fn nobody_is_invited_after_they_connected() {
        let mut ana = facts("Ana Quorn", None, "");
        ana.connected_on = "2020-03-05".parse().ok();
        let matcher = matcher(&[ana]);
        let was = |slug: Option<&str>, day: &str| matcher.was_connected_before(&contact(slug, "Ana Quorn", ""), day.parse().unwrap());
        // The day is local time in one file and not in the other.
        assert_eq!((was(None, "2020-03-05"), was(None, "2020-03-06"), was(None, "2020-03-07")), (false, false, true));
        assert!(!was(Some("ana-1"), "2020-03-07"));
    }
}
