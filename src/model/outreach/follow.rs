//! Whom the owner follows, by name: the files have no links, so a name may mean one of several.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    id::TextMap,
    matching::{contact::name_key, known_person::KnownPerson},
    outreach::errand::{ErrandKey, ErrandKind},
};

/// What is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowKind {
    /// A member: `Member_Follows.csv`.
    #[default]
    Member,
    /// A company: `Company Follows.csv`.
    Company,
}

impl FollowKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Member, Self::Company];

    /// The word in the workspace and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Company => "company",
        }
    }

    /// Reads back [`FollowKind::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A member or a company that the owner follows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Follow {
    /// What it is.
    pub kind: FollowKind,
    /// The name as LinkedIn shows it.
    pub name: String,
    /// The day since when; none where the file does not tell it.
    pub followed_on: Option<Date>,
    /// The day of the export that holds it, where the archive's name tells it.
    pub exported_on: Option<Date>,
}

impl Follow {
    /// What tells it from others of its kind: the name, made comparable.
    #[must_use]
    pub fn key(&self) -> String {
        name_key(&self.name)
    }
}

/// How a followed member stands to the connections, as far as a name tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowTie {
    /// No connection bears this name: followed without a tie.
    NoTie,
    /// One connection bears it, and is probably the one.
    Connected,
    /// Several connections bear it.
    Several,
    /// A company, which nobody is connected with.
    Company,
}

/// A followed member or company beside the connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The errand of following it no more.
    pub key: ErrandKey,
    /// What is followed.
    pub follow: Follow,
    /// How it stands to the connections.
    pub tie: FollowTie,
}

/// Holds follows against the connections, by name: that is all the files have.
#[must_use]
pub fn beside_connections(follows: impl Iterator<Item = Follow>, people: &[KnownPerson]) -> Vec<Followed> {
    let mut bearers: TextMap<String, usize> = TextMap::default();
    for person in people.iter().filter(|person| person.is_connected) {
        *bearers.entry(name_key(&person.facts.name())).or_default() += 1;
    }
    let tie = |follow: &Follow| match (follow.kind, bearers.get(&follow.key()).copied().unwrap_or_default()) {
        (FollowKind::Company, _) => FollowTie::Company,
        (FollowKind::Member, 0) => FollowTie::NoTie,
        (FollowKind::Member, 1) => FollowTie::Connected,
        (FollowKind::Member, _) => FollowTie::Several,
    };
    let kind = |kind: FollowKind| if kind == FollowKind::Member { ErrandKind::UnfollowMember } else { ErrandKind::UnfollowCompany };
    follows
        .map(|follow| Followed { key: ErrandKey { kind: kind(follow.kind), subject: follow.key(), detail: String::new() }, tie: tie(&follow), follow })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        id::{ImportId, PersonId},
        person::Facts,
    };

    #[test]
    fn a1_whoever_is_followed_is_held_against_the_connections_by_name_alone() {
        let known = |name: &str, is_connected| {
            let (first, last) = name.split_once(' ').unwrap();
            let facts = Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() };
            KnownPerson { id: PersonId(1), facts, is_connected, brought_by: ImportId(1) }
        };
        let people = [known("Ana Quorn", true), known("Bea Roe", true), known("bea  ROE", true), known("Cid Gone", false)];
        let follow = |name: &str, kind| Follow { kind, name: name.into(), ..Follow::default() };
        let follows = ["ANA Quorn", "Bea Roe", "Cid Gone", "Dov Else"].map(|name| follow(name, FollowKind::Member));
        let all = follows.into_iter().chain([follow("Ana Quorn", FollowKind::Company)]);
        let ties: Vec<FollowTie> = beside_connections(all, &people).into_iter().map(|followed| followed.tie).collect();
        assert_eq!(ties, [FollowTie::Connected, FollowTie::Several, FollowTie::NoTie, FollowTie::NoTie, FollowTie::Company]);
    }
}
