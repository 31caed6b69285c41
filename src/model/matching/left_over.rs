//! Whom the rows of an export could not be matched with.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    contact::Contact,
    matcher::{MatchResult, Matcher, PersonRef},
};
use crate::model::{
    evidence::EvidenceKind,
    import::{
        file_kind::FileKind,
        parsed::{KindCount, LeftOver},
    },
};

/// Whom the rows of each kind could not be matched with.
#[derive(Default)]
pub(super) struct LeftOvers {
    /// By a hash of name and slug: a large export names hundreds of thousands of strangers.
    people: BTreeMap<FileKind, HashMap<u64, LeftOver>>,
    pub(super) ambiguous: BTreeSet<(PersonRef, EvidenceKind)>,
}

impl LeftOvers {
    pub(super) fn note(&mut self, kind: FileKind, contact: &Contact, rows: usize, is_ambiguous: bool, matcher: &Matcher) {
        if let Some(evidence) = EvidenceKind::of_file(kind).filter(|_| is_ambiguous) {
            self.ambiguous.extend(matcher.bearers(contact).iter().map(|bearer| (bearer.whom, evidence)));
        }
        let mut hasher = DefaultHasher::new();
        (&contact.name, &contact.slug).hash(&mut hasher);
        match self.people.entry(kind).or_default().entry(hasher.finish()) {
            Entry::Occupied(mut known) => known.get_mut().rows += rows,
            Entry::Vacant(entry) => {
                entry.insert(LeftOver { name: contact.name.clone(), slug: contact.slug.clone(), rows, is_ambiguous });
            }
        }
    }

    pub(super) fn write_into(self, counts: &mut BTreeMap<FileKind, KindCount>) {
        for (kind, people) in self.people {
            let mut people: Vec<LeftOver> = people.into_values().collect();
            people.sort_by(|a, b| b.is_ambiguous.cmp(&a.is_ambiguous).then(b.rows.cmp(&a.rows)).then_with(|| a.name.cmp(&b.name)));
            people.truncate(KindCount::MOST_LEFT_OVER);
            counts.entry(kind).or_default().left_over = people;
        }
    }
}

/// Counts a row by what came of it.
pub(super) fn count_row(count: &mut KindCount, found: MatchResult) {
    match found {
        MatchResult::One(_) => count.matched += 1,
        MatchResult::Several => count.ambiguous += 1,
        MatchResult::Nobody => count.unmatched += 1,
    }
}
