//! Invitations beside the connections: who still waits, who answered and how fast, what was sent at once.
//!
//! The file has no column for what came of an invitation. That somebody accepted is told by the connections; that nobody did is
//! told only of the day of the export, and what a newer file no longer holds may have expired or been withdrawn.

use std::collections::HashSet;

use jiff::civil::{Date, DateTime};

use super::accident::{self, InviteBurst};
use crate::model::{
    evidence::{Direction, Source},
    id::{PersonId, PersonMap},
    import::parsed::ParsedInvitation,
    matching::{
        contact::{Contact, name_key},
        known_person::KnownPerson,
        matcher::{Candidate, MatchResult, Matcher, PersonRef},
    },
    outreach::errand::{ErrandKey, ErrandKind},
};

/// What became of an invitation, as far as the files tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not among the connections: it waits, or was turned down without a word.
    Waiting,
    /// They became a connection, after so many days where that is known.
    Answered {
        /// Days from the invitation to the connection.
        days: Option<i32>,
    },
    /// Nobody can say, and why.
    Unclear(Doubt),
}

/// Why it cannot be said what became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Doubt {
    /// The row has no link, and several connections bear the name.
    NameShared,
    /// Only an older export holds it; the newest does not reach back so far.
    OlderExport,
    /// The newest export reaches back so far and holds it no longer: withdrawn, turned down or expired.
    NoLongerHeld,
}

impl Doubt {
    /// In a few words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NameShared => "several connections have this name",
            Self::OlderExport => "only in an older export, which the newest doesn't reach back to",
            Self::NoLongerHeld => "no longer in the newest export: withdrawn, turned down or expired",
        }
    }

    /// The word in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NameShared => "name_shared",
            Self::OlderExport => "older_export",
            Self::NoLongerHeld => "no_longer_held",
        }
    }
}

/// An invitation beside the connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedInvitation {
    /// The errand about it: to withdraw it, or to answer it.
    pub key: ErrandKey,
    /// Outgoing: the owner sent it.
    pub direction: Direction,
    /// The name in the file.
    pub name: String,
    /// The last part of the profile's link, where the file has it.
    pub slug: Option<String>,
    /// When it was sent; the file states no time zone.
    pub sent_at: Option<DateTime>,
    /// What was written with it; mostly empty.
    pub note: String,
    /// Who it is, if the workspace knows them.
    pub person_id: Option<PersonId>,
    /// What became of it.
    pub standing: Standing,
}

impl LoggedInvitation {
    /// Whether nobody answered it, as far as the files tell.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.standing == Standing::Waiting
    }
}

/// What the workspace knows of invitations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogCoverage {
    /// No export held `Invitations.csv`.
    #[default]
    NoFile,
    /// Exports held it, and were imported by a version that kept only those of connections: import the newest once more.
    OnlyConnections,
    /// The newest file, and the days that it covers.
    Known {
        /// The day of the oldest row of all files.
        from: Option<Date>,
        /// The day of the newest row.
        to: Option<Date>,
        /// The day of the newest export with such a file.
        as_of: Date,
    },
}

/// Invitations beside the connections.
#[derive(Clone, Debug, Default)]
pub struct InvitationLog {
    /// What is known at all.
    pub coverage: LogCoverage,
    /// All that is known, the latest first.
    pub invitations: Vec<LoggedInvitation>,
    /// What was sent at once, the oldest first.
    pub bursts: Vec<InviteBurst>,
}

/// An import's rows.
#[derive(Clone, Debug)]
pub struct StoredInvitations {
    /// The import and the day of its export.
    pub source: Source,
    /// The rows, in the order of the file.
    pub rows: Vec<ParsedInvitation>,
}

impl InvitationLog {
    /// The log of these rows, in any order of imports, beside everybody the workspace knows. `had_file` tells whether any
    /// export held such a file, also of imports that kept no rows.
    #[must_use]
    pub fn of(mut stored: Vec<StoredInvitations>, people: &[KnownPerson], had_file: bool) -> Self {
        stored.retain(|import| !import.rows.is_empty());
        stored.sort_by_key(|import| (import.source.exported_on, import.source.import));
        let Some(as_of) = stored.last().map(|import| import.source.exported_on) else {
            return Self { coverage: if had_file { LogCoverage::OnlyConnections } else { LogCoverage::NoFile }, ..Self::default() };
        };
        let (newest, older): (Vec<_>, Vec<_>) = stored.into_iter().partition(|import| import.source.exported_on == as_of);
        let day = |row: &ParsedInvitation| row.sent_at.map(DateTime::date);
        let begins = newest.iter().flat_map(|import| import.rows.iter().filter_map(day)).min();
        let beside = Beside::new(people);
        let mut seen: HashSet<(Direction, String, Option<DateTime>)> = HashSet::new();
        let mut seen_without_link = HashSet::new();
        let mut invitations = Vec::new();
        // Of two rows about one invitation the one with a link is taken: exports until 2023 had none.
        for import in newest.into_iter().chain(older.into_iter().rev()) {
            let is_newest = import.source.exported_on == as_of;
            let (linked, named): (Vec<_>, Vec<_>) = import.rows.into_iter().partition(|row| row.who.slug.is_some());
            for row in linked.into_iter().chain(named) {
                let key = |who: String| (row.direction, who, row.sent_at);
                let name = key(format!("name {}", name_key(&row.who.name)));
                let link = row.who.slug.clone().map(|slug| key(format!("link {slug}")));
                let is_known = match &link {
                    Some(link) => seen.contains(link) || seen_without_link.contains(&name),
                    None => seen.contains(&name),
                };
                if link.is_none() {
                    seen_without_link.insert(name.clone());
                }
                seen.insert(name);
                seen.extend(link);
                if is_known {
                    continue;
                }
                let doubt = match (is_newest, row.sent_at.map(DateTime::date)) {
                    (true, _) => None,
                    (false, Some(day)) if begins.is_some_and(|begins| day >= begins) => Some(Doubt::NoLongerHeld),
                    (false, _) => Some(Doubt::OlderExport),
                };
                invitations.push(beside.place(row, doubt));
            }
        }
        invitations.sort_by(|a, b| b.sent_at.cmp(&a.sent_at).then_with(|| a.name.cmp(&b.name)));
        let days = || invitations.iter().filter_map(|one| one.sent_at).map(DateTime::date);
        let coverage = LogCoverage::Known { from: days().min(), to: days().max(), as_of };
        let sent = invitations.iter().filter(|one| one.direction == Direction::Outgoing).filter_map(|one| one.sent_at);
        Self { coverage, bursts: accident::bursts(sent), invitations }
    }

    /// Those that went this way.
    pub fn of_way(&self, direction: Direction) -> impl Iterator<Item = &LoggedInvitation> {
        self.invitations.iter().filter(move |one| one.direction == direction)
    }

    /// How many days the answers to invitations of this way took, where that is known, the fastest first.
    #[must_use]
    pub fn days_to_answer(&self, direction: Direction) -> Vec<i32> {
        let mut days: Vec<i32> = self.of_way(direction).filter_map(|one| if let Standing::Answered { days } = one.standing { days } else { None }).collect();
        days.sort_unstable();
        days
    }
}

/// The connections, as invitations are held against them.
struct Beside<'p> {
    matcher: Matcher,
    people: PersonMap<&'p KnownPerson>,
}

impl<'p> Beside<'p> {
    fn new(people: &'p [KnownPerson]) -> Self {
        let candidates = people.iter().map(|person| Candidate { whom: PersonRef::Known(person.id), facts: &person.facts, is_connected: person.is_connected });
        Self { matcher: Matcher::new(candidates), people: people.iter().map(|person| (person.id, person)).collect() }
    }

    fn place(&self, row: ParsedInvitation, doubt: Option<Doubt>) -> LoggedInvitation {
        let ParsedInvitation { who, direction, sent_at, note } = row;
        let sent_on = sent_at.map(DateTime::date);
        let person_id = self.person_of(&who, sent_on);
        let person = person_id.and_then(|id| self.people.get(&id));
        let standing = match (person, doubt) {
            (Some(person), _) if person.is_connected || became_one(person, sent_on) => {
                Standing::Answered { days: person.facts.connected_on.zip(sent_on).and_then(|(on, sent)| days_between(sent, on)) }
            }
            (_, Some(doubt)) => Standing::Unclear(doubt),
            (None, None) if self.is_shared(&who, sent_on) => Standing::Unclear(Doubt::NameShared),
            (_, None) => Standing::Waiting,
        };
        let kind = if direction == Direction::Outgoing { ErrandKind::Withdraw } else { ErrandKind::Answer };
        let subject = format!("{} {}", who.slug.clone().unwrap_or_else(|| name_key(&who.name)), sent_at.map(|at| at.to_string()).unwrap_or_default());
        let key = ErrandKey { kind, subject, detail: String::new() };
        let name = if who.name.is_empty() { who.slug.clone().unwrap_or_default() } else { who.name };
        LoggedInvitation { key, direction, name, slug: who.slug, sent_at, note, person_id, standing }
    }

    fn person_of(&self, who: &Contact, sent_on: Option<Date>) -> Option<PersonId> {
        // Nobody is invited after they connected, so it is somebody else of that name.
        if sent_on.is_some_and(|day| self.matcher.was_connected_before(who, day)) {
            return None;
        }
        if let Some(PersonRef::Known(id)) = self.matcher.whom(who) { Some(id) } else { None }
    }

    fn is_shared(&self, who: &Contact, sent_on: Option<Date>) -> bool {
        self.matcher.find(who) == MatchResult::Several
            && self.matcher.bearers(who).iter().any(|bearer| match bearer.whom {
                // Whoever was connected before is not meant.
                PersonRef::Known(id) => self.people.get(&id).is_some_and(|person| became_one(person, sent_on) || person.facts.connected_on.is_none()),
                PersonRef::Added(_) => true,
            })
    }
}

/// Whether somebody connected on the day of an invitation or later. The day before counts, too: one file tells local time.
fn became_one(person: &KnownPerson, sent_on: Option<Date>) -> bool {
    person.facts.connected_on.zip(sent_on).is_some_and(|(on, sent)| on >= sent.yesterday().unwrap_or(sent))
}

/// Days from one day to another; none where it lies before. The day before is the same day, told in another time zone.
fn days_between(sent: Date, on: Date) -> Option<i32> {
    let days = sent.until(on).ok()?.get_days();
    (days >= -1).then_some(days.max(0))
}

#[cfg(test)]
mod tests;
