//! Whom the rows of an export could not be matched with.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, hash_map::Entry},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    matcher::{Match, Matcher, Whom},
    party::Party,
};
use crate::model::{
    evidence::EvidenceKind,
    import::{
        file_kind::FileKind,
        gathered::{KindCount, LeftOver},
    },
};

/// Whom the rows of each kind could not be matched with.
#[derive(Default)]
pub(super) struct LeftOvers {
    /// By a hash of name and slug: a large export names hundreds of thousands of strangers.
    people: BTreeMap<FileKind, HashMap<u64, LeftOver>>,
    pub(super) ambiguous: BTreeSet<(Whom, EvidenceKind)>,
}

impl LeftOvers {
    pub(super) fn note(&mut self, kind: FileKind, party: &Party, rows: usize, is_ambiguous: bool, matcher: &Matcher) {
        if let Some(evidence) = EvidenceKind::of_file(kind).filter(|_| is_ambiguous) {
            self.ambiguous.extend(matcher.bearers(party).iter().map(|bearer| (bearer.whom, evidence)));
        }
        let mut hasher = DefaultHasher::new();
        (&party.name, &party.slug).hash(&mut hasher);
        match self.people.entry(kind).or_default().entry(hasher.finish()) {
            Entry::Occupied(mut known) => known.get_mut().rows += rows,
            Entry::Vacant(entry) => {
                entry.insert(LeftOver { name: party.name.clone(), slug: party.slug.clone(), rows, is_ambiguous });
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
pub(super) fn count_row(count: &mut KindCount, found: Match) {
    match found {
        Match::One(_) => count.matched += 1,
        Match::Several => count.ambiguous += 1,
        Match::Nobody => count.unmatched += 1,
    }
}
