//! Invitations beside the connections: who still waits, who answered and how fast, what was sent at once.
//!
//! The file has no column for what came of an invitation. That somebody accepted is told by the connections; that nobody did is
//! told only of the day of the export, and what a newer file no longer holds may have expired or been withdrawn.

mod merge;

use std::collections::{HashMap, HashSet};

use jiff::{
    ToSpan,
    civil::{Date, DateTime},
};

use merge::{FoundInvitation, merged};

use super::accident::{self, InviteBurst};
use crate::model::{
    evidence::{Direction, Source},
    id::{ImportId, PersonId, PersonMap},
    import::parsed::ParsedInvitation,
    matching::{
        contact::{Contact, name_key},
        known_person::KnownPerson,
        matcher::{Candidate, MatchResult, Matcher, PersonRef},
    },
    outreach::errand::{Errand, ErrandKey, ErrandKind},
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
    /// The row has no link, and whoever bears the name connected when the invitation had long expired.
    MuchLater,
    /// The newest export that holds the connections is older than the one that holds the invitations.
    ConnectionsOlder,
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
            Self::MuchLater => "somebody of this name connected more than half a year later, perhaps somebody else",
            Self::ConnectionsOlder => "your connections come from an older export: import a newer one",
            Self::OlderExport => "only in an older export, which the newest doesn't reach back to",
            Self::NoLongerHeld => "no longer in the newest export: withdrawn, turned down or expired",
        }
    }

    /// The word in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NameShared => "name_shared",
            Self::MuchLater => "much_later",
            Self::ConnectionsOlder => "connections_older",
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
    /// Whether the file tells the time of day; a spreadsheet may have dropped it.
    pub has_time: bool,
    /// What was written with it; mostly empty.
    pub note: String,
    /// Who it is, if the workspace knows them.
    pub person_id: Option<PersonId>,
    /// Whether the member noted that they have died: no letter is written to them.
    pub has_died: bool,
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
        /// The day of its oldest row; none where it has no row with a day.
        from: Option<Date>,
        /// The day of its newest row.
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

/// The rows of a file.
#[derive(Clone, Debug)]
pub struct StoredInvitations {
    /// The import and the day of its export.
    pub source: Source,
    /// The rows, in the order of the file; a file without any says that nobody waits.
    pub rows: Vec<ParsedInvitation>,
}

/// Parts of an archive come within so many days of each other: connections that are older by no more serve.
const MOST_DAYS_APART: i32 = 3;

/// An invitation expires after half a year: whoever connects later was invited anew, or is somebody else of that name.
const EXPIRES_AFTER_DAYS: i32 = 185;

impl InvitationLog {
    /// The log of these files, in any order, beside everybody the workspace knows. `had_file` tells whether any export held
    /// such a file, also of imports that kept no rows; `connections` is the newest export that told who is connected.
    #[must_use]
    pub fn of(mut stored: Vec<StoredInvitations>, people: &[KnownPerson], had_file: bool, connections: Option<(ImportId, Date)>) -> Self {
        stored.sort_by_key(|file| (file.source.exported_on, file.source.import));
        let Some(newest) = stored.last() else {
            return Self { coverage: if had_file { LogCoverage::OnlyConnections } else { LogCoverage::NoFile }, ..Self::default() };
        };
        let as_of = newest.source.exported_on;
        let days = || newest.rows.iter().filter_map(|row| row.sent_at).map(DateTime::date);
        let (from, to) = (days().min(), days().max());
        let is_stale = connections.is_none_or(|(_, on)| on.saturating_add(MOST_DAYS_APART.days()) < as_of);
        let beside = Beside::new(people);
        let mut invitations = Vec::new();
        for found in merged(stored.into_iter().rev()) {
            let sent_on = found.row.sent_at.map(DateTime::date);
            let doubt = match (found.is_newest, sent_on) {
                (true, _) => is_stale.then_some(Doubt::ConnectionsOlder),
                // Without a row the newest file tells of no day, but it holds none of them.
                (false, Some(day)) if from.is_none_or(|from| day >= from) => Some(Doubt::NoLongerHeld),
                (false, None) if from.is_none() => Some(Doubt::NoLongerHeld),
                (false, _) => Some(Doubt::OlderExport),
            };
            invitations.push(beside.place(found, doubt));
        }
        tell_apart(&mut invitations);
        invitations.sort_by(|a, b| b.sent_at.cmp(&a.sent_at).then_with(|| a.name.cmp(&b.name)));
        let sent = |has_time: bool| {
            let of_kind = invitations.iter().filter(move |one| one.direction == Direction::Outgoing && one.has_time == has_time);
            of_kind.filter_map(|one| one.sent_at).collect::<Vec<_>>()
        };
        let bursts = accident::bursts(sent(true), sent(false));
        Self { coverage: LogCoverage::Known { from, to, as_of }, bursts, invitations }
    }

    /// Takes the keys under which errands stand already: one file may know somebody by name whom another knows by link.
    pub fn take_keys_of(&mut self, errands: &[Errand]) {
        let mut known: HashMap<(ErrandKind, String), Vec<&ErrandKey>> = HashMap::new();
        for errand in errands.iter().filter(|errand| matches!(errand.key.kind, ErrandKind::Withdraw | ErrandKind::Answer)) {
            known.entry((errand.key.kind, name_key(&errand.name))).or_default().push(&errand.key);
        }
        if known.is_empty() {
            return;
        }
        let own: Vec<ErrandKey> = self.invitations.iter().map(|one| one.key.clone()).collect();
        let own: HashSet<&ErrandKey> = own.iter().collect();
        for one in &mut self.invitations {
            let Some(keys) = known.get(&(one.key.kind, name_key(&one.name))) else { continue };
            if keys.contains(&&one.key) {
                continue;
            }
            let is_same = |key: &ErrandKey| match (key.sent_at(), one.sent_at) {
                (Some(at), Some(sent)) => merge::is_same_moment(at, sent),
                (None, None) => true,
                _ => false,
            };
            let mut meant = keys.iter().filter(|key| is_same(key) && !own.contains(**key));
            if let (Some(key), None) = (meant.next(), meant.next()) {
                one.key = (*key).clone();
            }
        }
    }

    /// Those that went this way.
    pub fn of_way(&self, direction: Direction) -> impl Iterator<Item = &LoggedInvitation> {
        self.invitations.iter().filter(move |one| one.direction == direction)
    }

    /// How fast invitations of this way were answered.
    #[must_use]
    pub fn answers(&self, direction: Direction) -> Answers {
        let (mut days, mut people, mut nameless, mut invitations) = (Vec::new(), HashSet::new(), 0, 0);
        for one in self.of_way(direction) {
            let Standing::Answered { days: took } = one.standing else { continue };
            days.extend(took);
            invitations += 1;
            match one.person_id {
                Some(id) => _ = people.insert(id),
                None => nameless += 1,
            }
        }
        days.sort_unstable();
        Answers { people: people.len() + nameless, invitations, days }
    }
}

/// How fast invitations were answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// How many people answered, each once.
    pub people: usize,
    /// How many invitations they answered: somebody may have been invited twice.
    pub invitations: usize,
    /// How many days the answers took, where that is known, the fastest first.
    pub days: Vec<i32>,
}

impl Answers {
    /// Half of the answers came within so many days.
    #[must_use]
    pub fn half_within(&self) -> Option<i32> {
        self.days.get(self.days.len().checked_sub(1)? / 2).copied()
    }
}

/// The connections, as invitations are held against them.
struct Beside<'p> {
    matcher: Matcher,
    people: PersonMap<&'p KnownPerson>,
    gone_by_name: HashMap<String, Vec<&'p KnownPerson>>,
}

impl<'p> Beside<'p> {
    fn new(people: &'p [KnownPerson]) -> Self {
        let candidates = people.iter().map(|person| Candidate { whom: PersonRef::Known(person.id), facts: &person.facts, is_connected: person.is_connected });
        let mut gone_by_name: HashMap<String, Vec<&KnownPerson>> = HashMap::new();
        for person in people.iter().filter(|person| !person.is_connected) {
            gone_by_name.entry(name_key(&person.facts.name())).or_default().push(person);
        }
        Self { gone_by_name, matcher: Matcher::new(candidates), people: people.iter().map(|person| (person.id, person)).collect() }
    }

    fn place(&self, found: FoundInvitation, doubt: Option<Doubt>) -> LoggedInvitation {
        let FoundInvitation { row: ParsedInvitation { who, direction, sent_at, note, .. }, has_time, .. } = found;
        let sent_on = sent_at.map(DateTime::date);
        let person_id = self.person_of(&who, sent_on);
        let person = person_id.and_then(|id| self.people.get(&id));
        let standing = match (person, doubt) {
            (Some(person), _) if person.is_connected || became_one(person, sent_on) => {
                let days = person.facts.connected_on.zip(sent_on).and_then(|(on, sent)| days_between(sent, on));
                match days {
                    Some(days) if days > EXPIRES_AFTER_DAYS && who.slug.is_none() => Standing::Unclear(Doubt::MuchLater),
                    _ => Standing::Answered { days: days.filter(|days| *days <= EXPIRES_AFTER_DAYS) },
                }
            }
            (_, Some(doubt)) => Standing::Unclear(doubt),
            (None, None) if self.is_shared(&who, sent_on) => Standing::Unclear(Doubt::NameShared),
            (_, None) => Standing::Waiting,
        };
        let kind = if direction == Direction::Outgoing { ErrandKind::Withdraw } else { ErrandKind::Answer };
        let key = ErrandKey::of_invitation(kind, who.slug.as_deref(), &who.name, sent_at);
        let name = if who.name.is_empty() { who.slug.clone().unwrap_or_default() } else { who.name };
        let person_id = person_id.filter(|_| standing != Standing::Unclear(Doubt::MuchLater));
        LoggedInvitation { key, direction, name, slug: who.slug, sent_at, has_time, note, person_id, has_died: false, standing }
    }

    fn person_of(&self, who: &Contact, sent_on: Option<Date>) -> Option<PersonId> {
        // Nobody is invited after they connected, so it is somebody else of that name.
        if !sent_on.is_some_and(|day| self.matcher.was_connected_before(who, day))
            && let Some(PersonRef::Known(id)) = self.matcher.whom(who)
        {
            return Some(id);
        }
        self.gone_of_name(who, sent_on)
    }

    /// Whoever connected within the half year and left since, if one alone of that name did.
    fn gone_of_name(&self, who: &Contact, sent_on: Option<Date>) -> Option<PersonId> {
        let is_meant = |person: &&&KnownPerson| {
            let on = person.facts.connected_on.zip(sent_on).and_then(|(on, sent)| days_between(sent, on));
            on.is_some_and(|days| days <= EXPIRES_AFTER_DAYS)
        };
        if who.slug.is_some() || self.matcher.find(who) == MatchResult::Several {
            return None;
        }
        let mut meant = self.gone_by_name.get(&name_key(&who.name)).into_iter().flatten().filter(is_meant);
        if let (Some(only), None) = (meant.next(), meant.next()) { Some(only.id) } else { None }
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

/// Gives invitations of namesakes at one time keys of their own.
fn tell_apart(invitations: &mut [LoggedInvitation]) {
    let mut seen: HashMap<ErrandKey, usize> = HashMap::new();
    for one in invitations {
        let times = seen.entry(one.key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            one.key.detail = times.to_string();
        }
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
