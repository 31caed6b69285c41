//! Verdicts: what a later export says of a removal, and whether it may be believed.
//!
//! LinkedIn tells nobody why somebody is missing. So each rule here prefers to say nothing: an export that looks cut
//! short, or older than the newest one, concludes nothing at all, and whoever may have become a ghost row or another link
//! is unclear.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::model::{
    batch::task::TaskState,
    id::{BatchId, PersonId, PersonMap},
    person::{Facts, person_name},
};
use crate::model::{local_time::LocalTime, text::folding};

/// What an export says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Was to go, and is gone.
    AsPlanned,
    /// Was marked as done, and is in the export all the same.
    StillConnected,
    /// Was gone, and is there again.
    Returned,
    /// Is missing, and was never to go. LinkedIn does not say why.
    Left,
    /// Is missing, and may be a ghost row or stand under another link.
    Unclear,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::AsPlanned, Self::StillConnected, Self::Returned, Self::Left, Self::Unclear];

    /// The word in the workspace, in the ledger and in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AsPlanned => "as_planned",
            Self::StillConnected => "still_connected",
            Self::Returned => "returned",
            Self::Left => "left",
            Self::Unclear => "unclear",
        }
    }

    /// Reads back [`Verdict::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.key() == key)
    }

    /// For people: "Gone as planned".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::AsPlanned => "Gone as planned",
            Self::StillConnected => "Still connected",
            Self::Returned => "Connected again",
            Self::Left => "Gone without you",
            Self::Unclear => "Unclear",
        }
    }

    /// What it means, in a sentence.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::AsPlanned => "They were to go, and the export no longer holds them.",
            Self::StillConnected => {
                "You marked them as done or not found, and the export still holds them. It may have been made before, or the removal did not take."
            }
            Self::Returned => "They were gone, and the export holds them again.",
            Self::Left => "They were not to go. LinkedIn does not say why: the account is closed or hidden, or they removed you.",
            Self::Unclear => "They may have closed or hidden their account, or stand under another link. Nothing is concluded.",
        }
    }
}

/// How an export stands to those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportStatus {
    /// The newest, and whole as far as can be told.
    #[default]
    Newest,
    /// Looks cut short: who is missing in it may be there.
    CutShort,
    /// Older than the newest: it tells the past alone.
    Older,
    /// Without a list of connections: it says nothing about who is connected.
    WithoutConnections,
}

impl ExportStatus {
    /// The word in the workspace.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::CutShort => "cut_short",
            Self::Older => "older",
            Self::WithoutConnections => "without_connections",
        }
    }

    /// Reads back [`ExportStatus::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Newest, Self::CutShort, Self::Older, Self::WithoutConnections].into_iter().find(|standing| standing.key() == key)
    }
}

/// That somebody was to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlannedRemoval {
    /// With which batch.
    pub batch: BatchId,
    /// How far it is.
    pub state: TaskState,
    /// When the member last said so.
    pub acted_at: Option<Timestamp>,
}

impl PlannedRemoval {
    /// Whether the member says that they saw to it at LinkedIn.
    #[must_use]
    pub fn is_acted_on(&self) -> bool {
        matches!(self.state, TaskState::Done | TaskState::NotFound)
    }
}

/// Somebody who was known before the export, and what the export says of them.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct KnownConnection<'f> {
    /// Who.
    pub id: PersonId,
    /// What was known of them.
    pub facts: &'f Facts,
    /// Whether they were connected.
    pub was_connected: bool,
    /// Whether the export holds them.
    pub is_present: bool,
    /// Whether it tells another day of connection than was known.
    pub is_on_another_day: bool,
    /// Whether they were to go.
    pub plan: Option<PlannedRemoval>,
    /// Whether they were missing, and unclear, in the last export that was believed: no news of this one.
    pub was_unclear: bool,
}

impl KnownConnection<'_> {
    fn is_missing(&self) -> bool {
        self.was_connected && !self.is_present && !self.was_unclear
    }
}

/// What tells the age and the wholeness of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportAge {
    /// The latest connection.
    pub newest_connection: Option<Date>,
    /// The day that the archive's name tells.
    pub named_on: Option<Date>,
    /// The latest day in its other files.
    pub newest_evidence: Option<Date>,
    /// Ghost rows by day; none where that was not counted.
    pub ghost_days: Option<BTreeMap<Date, usize>>,
    /// Whether the list breaks off within a row.
    pub ends_in_mid_row: bool,
}

/// Why nothing is concluded from an export before the member has looked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Suspicion {
    /// The list ends in the middle of a row.
    EndsInMidRow,
    /// Nobody whom the workspace knows is in it.
    NobodyKnown,
    /// More people are missing than leave by themselves.
    TooManyMissing,
    /// The oldest connections are missing together, as in a list that was cut.
    OldestMissing,
    /// Those who stand last by name or company are missing together, as in a sorted list that was cut.
    LastInOrderMissing,
    /// It is the export of somebody else.
    AnotherOwner {
        /// Whose network the workspace holds.
        known: String,
        /// Whose export it is.
        found: String,
    },
}

/// Lists begin with the newest, so one that was cut lacks the oldest: so many of them together are no accident.
const OLDEST_MISSING: usize = 5;

/// An export that lacks so many later people for each one of longer ago is an older one.
const FEW_LATER: usize = 2;

/// How many of so many people may be missing without a plan before an export is doubted: one in ten of up to 200, 20 of up
/// to 1,000, and one in fifty of more.
#[must_use]
pub fn missing_allowed(connected: usize) -> usize {
    if connected <= 200 { connected / 10 } else { (connected / 50).max(20) }
}

/// The rule of the guard, for people.
pub const CUT_SHORT_RULE: &str = "An export is doubted when more people are missing whom you did not plan to remove than one in ten (than 20 of 200 to 1,000, than 2 % of more), when nobody you have is in it, when the oldest five or more are missing together, when the file ends in the middle of a row, or when it is another member's. Then nothing is concluded until you say that it is complete. A few who are missing at the very end of the list are unclear.";

/// How an export stands to the newest one so far (`earlier`), and why it is doubted, if it is. `twins` are the missing who may
/// stand in it under another link or spelling.
#[must_use]
pub fn standing<T>(
    ties: &[KnownConnection<'_>],
    possible_duplicates: &PersonMap<T>,
    export: &ExportAge,
    earlier: &ExportAge,
) -> (ExportStatus, Vec<Suspicion>) {
    if is_older(ties, possible_duplicates, export, earlier) {
        return (ExportStatus::Older, Vec::new());
    }
    let suspicions = suspicions(ties, possible_duplicates, export);
    (if suspicions.is_empty() { ExportStatus::Newest } else { ExportStatus::CutShort }, suspicions)
}

fn is_older<T>(ties: &[KnownConnection<'_>], possible_duplicates: &PersonMap<T>, export: &ExportAge, earlier: &ExportAge) -> bool {
    if let (Some(day), Some(before)) = (export.named_on, earlier.named_on)
        && day != before
    {
        return day < before;
    }
    // Later than all that is known: of messages, and of connections, which may reach further than the last archive that
    // had messages.
    if let (Some(day), Some(before)) = (export.newest_evidence, earlier.newest_evidence)
        && day > before.max(earlier.newest_connection.unwrap_or(before))
    {
        return false;
    }
    let (Some(newest), Some(before)) = (export.newest_connection, earlier.newest_connection) else { return false };
    if newest >= before {
        return false;
    }
    // The latest connections may simply have gone. But an older export lacks all of them, and hardly anybody else: who was
    // connected longer ago was connected then, too, but for those who were hidden then or had another link.
    let unexplained = |tie: &&KnownConnection<'_>| tie.is_missing() && tie.plan.is_none() && !possible_duplicates.contains_key(&tie.id);
    let is_later = |tie: &KnownConnection<'_>| tie.facts.connected_on.is_some_and(|day| day >= newest);
    // Whom the member removed, and who was there when the export was made, would be in an older one.
    if ties
        .iter()
        .any(|tie| tie.is_missing() && !is_later(tie) && !possible_duplicates.contains_key(&tie.id) && tie.plan.is_some_and(|plan| plan.is_acted_on()))
    {
        return false;
    }
    let later = ties.iter().filter(unexplained).filter(|tie| is_later(tie)).count();
    let longer_ago = ties.iter().filter(|tie| tie.is_missing() && !possible_duplicates.contains_key(&tie.id)).filter(|tie| !is_later(tie)).count();
    later > 0 && (longer_ago == 0 || later >= FEW_LATER * longer_ago)
}

/// The last day of the list's end: whoever connected then or before and is missing may have been cut off.
#[must_use]
pub fn end_of_list(ties: &[KnownConnection<'_>]) -> Option<Date> {
    ties.iter().filter(|tie| tie.is_present).filter_map(|tie| tie.facts.connected_on).min()
}

fn suspicions<T>(ties: &[KnownConnection<'_>], possible_duplicates: &PersonMap<T>, export: &ExportAge) -> Vec<Suspicion> {
    let mut found = Vec::new();
    if export.ends_in_mid_row {
        found.push(Suspicion::EndsInMidRow);
    }
    let connected = ties.iter().filter(|tie| tie.was_connected && !tie.was_unclear).count();
    let missing: Vec<&KnownConnection<'_>> = ties.iter().filter(|tie| tie.is_missing() && !possible_duplicates.contains_key(&tie.id)).collect();
    if connected > 0 && !ties.iter().any(|tie| tie.is_present) {
        found.push(Suspicion::NobodyKnown);
        return found;
    }
    // A plan that the member has not got to yet explains little where most people are missing.
    let is_half_gone = missing.len() * 2 > connected;
    let is_unexplained = |tie: &&&KnownConnection<'_>| tie.plan.is_none_or(|plan| is_half_gone && !plan.is_acted_on());
    if missing.iter().filter(is_unexplained).count() > missing_allowed(connected) {
        found.push(Suspicion::TooManyMissing);
    }
    let end = end_of_list(ties);
    let is_at_the_end = |tie: &&&KnownConnection<'_>| tie.facts.connected_on.zip(end).is_some_and(|(day, end)| day < end);
    let unplanned = missing.iter().filter(|tie| tie.plan.is_none());
    let at_the_end = unplanned.clone().filter(is_at_the_end).count();
    // Whom the member has not got to yet is no better explained by the plan, if others beside them are missing, too.
    let waiting_at_the_end = missing.iter().filter(|tie| tie.plan.is_some_and(|plan| !plan.is_acted_on())).filter(is_at_the_end).count();
    if at_the_end > 0 && at_the_end + waiting_at_the_end >= OLDEST_MISSING && at_the_end * 2 > unplanned.count() {
        found.push(Suspicion::OldestMissing);
    }
    if found.is_empty() && are_last_in_order(ties, &missing) {
        found.push(Suspicion::LastInOrderMissing);
    }
    found
}

/// Whether all who are missing without a plan stand behind everybody else in some order that a spreadsheet sorts by: a file
/// that was sorted and cut. One person may stand there by chance.
fn are_last_in_order(ties: &[KnownConnection<'_>], missing: &[&KnownConnection<'_>]) -> bool {
    let unplanned: Vec<&KnownConnection<'_>> = missing.iter().copied().filter(|tie| tie.plan.is_none()).collect();
    let newest = ties.iter().filter(|tie| tie.is_present).filter_map(|tie| tie.facts.connected_on).max();
    // Those who came last may well have gone again together, whatever their names.
    if unplanned.len() < 2 || unplanned.iter().all(|tie| tie.facts.connected_on > newest) {
        return false;
    }
    let keys: [fn(&Facts) -> &str; 4] = [|facts| &facts.first_name, |facts| &facts.last_name, |facts| &facts.company, |facts| &facts.position];
    keys.into_iter().any(|key| {
        let of = |tie: &KnownConnection<'_>| folding::fold(key(tie.facts).trim());
        let gone: Vec<String> = unplanned.iter().map(|tie| of(tie)).collect();
        let (Some(first), Some(last)) = (gone.iter().min(), gone.iter().max()) else { return false };
        if first.is_empty() || first == last {
            return false;
        }
        let mut present = ties.iter().filter(|tie| tie.is_present).map(of).filter(|key| !key.is_empty()).peekable();
        let has_others = present.peek().is_some();
        let (mut is_behind, mut is_before) = (true, true);
        for key in present {
            is_behind &= key < *first;
            is_before &= key > *last;
            if !is_behind && !is_before {
                return false;
            }
        }
        has_others
    })
}

/// How many ghost rows more a day has than before.
#[must_use]
pub fn ghost_growth(before: &BTreeMap<Date, usize>, now: &BTreeMap<Date, usize>) -> BTreeMap<Date, usize> {
    let more = |(day, rows): (&Date, &usize)| {
        let grown = rows.saturating_sub(before.get(day).copied().unwrap_or_default());
        (grown > 0).then_some((*day, grown))
    };
    now.iter().filter_map(more).collect()
}

/// Somebody who is missing in an export that may be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Who.
    pub id: PersonId,
    /// Since when they were connected.
    pub connected_on: Option<Date>,
    /// Whether they were to go.
    pub plan: Option<PlannedRemoval>,
    /// Whether somebody in the export may be the same person under another link.
    pub has_twin: bool,
    /// Whether they stand where a list that was cut would lack them: see [`end_of_list`].
    pub is_at_the_end: bool,
    /// Whether they were missing and unclear in the last export, too.
    pub was_unclear: bool,
}

/// What is to be said of each.
#[must_use]
pub fn judge_missing(missing: &[Missing], growth: &BTreeMap<Date, usize>) -> Vec<Verdict> {
    // A ghost row more on a day is somebody of that day. Whom the member removed is the least likely.
    let is_done = |one: &Missing| one.plan.is_some_and(|plan| plan.state == TaskState::Done);
    let mut suspects: HashMap<Date, usize> = HashMap::new();
    for one in missing.iter().filter(|one| !is_done(one) && !one.has_twin) {
        if let Some(day) = one.connected_on {
            *suspects.entry(day).or_default() += 1;
        }
    }
    let may_be_ghost = |one: &Missing| {
        let Some(day) = one.connected_on else { return false };
        let grown = growth.get(&day).copied().unwrap_or_default();
        grown > 0 && (!is_done(one) || grown > suspects.get(&day).copied().unwrap_or_default())
    };
    // At the end of the list an accident is as likely as a removal, unless the member did it.
    let is_acted_on = |one: &Missing| one.plan.is_some_and(|plan| plan.is_acted_on());
    let is_cut = missing.iter().any(|one| one.is_at_the_end && one.plan.is_none());
    let may_be_cut = |one: &Missing| one.is_at_the_end && is_cut && !is_acted_on(one);
    missing
        .iter()
        .map(|one| {
            if one.has_twin || may_be_ghost(one) || may_be_cut(one) || (one.was_unclear && !is_acted_on(one)) {
                Verdict::Unclear
            } else if one.plan.is_some() {
                Verdict::AsPlanned
            } else {
                Verdict::Left
            }
        })
        .collect()
}

/// What is to be said of somebody whom the export holds; mostly nothing. An export that was made before a removal, by the
/// day that its name tells, cannot know of it.
#[must_use]
pub fn judge_present(was_connected: bool, plan: Option<PlannedRemoval>, made_on: Option<Date>, time: &LocalTime) -> Option<Verdict> {
    if !was_connected {
        return Some(Verdict::Returned);
    }
    let is_later = |plan: &PlannedRemoval| made_on.zip(plan.acted_at).is_some_and(|(day, at)| time.day_of(at) > day);
    plan.filter(|plan| plan.is_acted_on() && !is_later(plan)).map(|_| Verdict::StillConnected)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn facts(name: &str, slug: &str, on: &str) -> Facts {
        Facts { first_name: name.into(), slug: Some(slug.into()), connected_on: Some(day(on)), ..Facts::default() }
    }

    /// `count` people, one a day from 2020 on, oldest first; the export lacks those of these numbers.
    fn network(count: usize) -> Vec<Facts> {
        (0..count)
            .map(|i| {
                facts(&format!("P{i}"), &format!("p-{i}"), &day("2020-01-01").saturating_add(jiff::Span::new().days(i64::try_from(i).unwrap())).to_string())
            })
            .collect()
    }

    fn ties<'f>(people: &'f [Facts], missing: &[usize], planned: &[usize]) -> Vec<KnownConnection<'f>> {
        let plan = PlannedRemoval { batch: BatchId(1), state: TaskState::Done, acted_at: None };
        let tie = |(i, facts): (usize, &'f Facts)| KnownConnection {
            id: PersonId(i64::try_from(i).unwrap()),
            facts,
            was_connected: true,
            is_present: !missing.contains(&i),
            is_on_another_day: false,
            plan: planned.contains(&i).then_some(plan),
            was_unclear: false,
        };
        people.iter().enumerate().map(tie).collect()
    }

    /// How an export that lacks these stands to one that held everybody.
    fn stands(people: &[Facts], missing: &[usize], planned: &[usize]) -> ExportStatus {
        let newest = |lacking: &[usize]| people.iter().enumerate().filter(|(i, _)| !lacking.contains(i)).filter_map(|(_, facts)| facts.connected_on).max();
        let marks = |lacking: &[usize]| ExportAge { newest_connection: newest(lacking), ..ExportAge::default() };
        standing(&ties(people, missing, planned), &PersonMap::<usize>::default(), &marks(missing), &marks(&[])).0
    }

    #[test]
    fn too_many_missing_look_cut_short_unless_they_were_planned() {
        let people = network(2000);
        let some: Vec<usize> = (0..41).map(|i| 100 + i * 3).collect();
        assert_eq!(stands(&people, &some[..20], &[]), ExportStatus::Newest);
        assert_eq!(stands(&people, &some[..40], &[]), ExportStatus::Newest, "2 % and no more");
        assert_eq!(stands(&people, &some, &[]), ExportStatus::CutShort);
        assert_eq!(stands(&people, &some, &some[..30]), ExportStatus::Newest, "the plan explains them");
        for (count, allowed) in [(4, 0), (10, 1), (24, 2), (100, 10), (600, 20)] {
            let people = network(count);
            let missing = |count: usize| (1..=count).collect::<Vec<_>>();
            assert_eq!(stands(&people, &missing(allowed), &[]), ExportStatus::Newest, "{count}");
            assert_eq!(stands(&people, &missing(allowed + 1), &[]), ExportStatus::CutShort, "{count}");
        }
        let small = network(12);
        let all: Vec<usize> = (0..12).collect();
        assert_eq!(stands(&small, &all, &[]), ExportStatus::CutShort, "nobody is there");
        assert_eq!(stands(&small, &all, &all), ExportStatus::CutShort, "whatever was planned");
    }

    #[test]
    fn the_oldest_missing_together_look_cut_short() {
        let people = network(300);
        assert_eq!(stands(&people, &[0, 1, 2, 3], &[]), ExportStatus::Newest);
        assert_eq!(stands(&people, &[0, 1, 2, 3, 4], &[]), ExportStatus::CutShort);
        assert_eq!(stands(&people, &[0, 1, 2, 3, 4, 90, 120, 150, 180, 200], &[]), ExportStatus::Newest, "half of them are spread");
        assert_eq!(stands(&people, &[0, 1, 2, 3, 4], &[0, 1]), ExportStatus::Newest, "two were removed");
        let waiting = |missing: &[usize], planned: &[usize]| {
            let mut ties = ties(&people, missing, planned);
            ties.iter_mut().filter_map(|tie| tie.plan.as_mut()).for_each(|plan| plan.state = TaskState::ToDo);
            standing(&ties, &PersonMap::<usize>::default(), &ExportAge::default(), &ExportAge::default()).0
        };
        assert_eq!(waiting(&[0, 1, 2, 3, 4], &[0, 1]), ExportStatus::CutShort, "the member has not got to those two");
        assert_eq!(waiting(&[0, 1, 2, 3, 4], &[0, 1, 2, 3, 4]), ExportStatus::Newest, "the list on paper: all of them were to go");
    }

    #[test]
    fn a_file_that_ends_in_a_row_concludes_nothing() {
        let people = network(10);
        let marks = ExportAge { ends_in_mid_row: true, newest_connection: people[9].connected_on, ..ExportAge::default() };
        let before = ExportAge { newest_connection: people[9].connected_on, ..ExportAge::default() };
        let stands = |missing: &[usize], planned: &[usize]| standing(&ties(&people, missing, planned), &PersonMap::<usize>::default(), &marks, &before).0;
        assert_eq!((stands(&[], &[]), stands(&[3], &[]), stands(&[3], &[3])), (ExportStatus::CutShort, ExportStatus::CutShort, ExportStatus::CutShort));
    }

    #[test]
    fn an_older_export_lacks_the_latest_and_nobody_else() {
        let people = network(60);
        let latest: Vec<usize> = (55..60).collect();
        assert_eq!(stands(&people, &latest, &[]), ExportStatus::Older);
        assert_eq!(stands(&people, &latest, &latest), ExportStatus::Newest, "they were all to go");
        assert_eq!(stands(&people, &latest, &latest[..4]), ExportStatus::Older);
        assert_eq!(stands(&people, &[&latest[..], &[7]].concat(), &[]), ExportStatus::Older, "one of before may have been hidden then");
        assert_eq!(stands(&people, &[&latest[..2], &[7, 8]].concat(), &[]), ExportStatus::Newest, "more of before are missing, too");
        assert_eq!(stands(&people, &[7, 8], &[]), ExportStatus::Newest);
        assert_eq!(stands(&people, &[&latest[..], &[7]].concat(), &[7]), ExportStatus::Newest, "whom the member removed would be in an older one");
        // Names of archives tell best.
        let named = |day_named: &str| ExportAge { named_on: Some(day(day_named)), newest_connection: people[59].connected_on, ..ExportAge::default() };
        let of = |export: &ExportAge| standing(&ties(&people, &[], &[]), &PersonMap::<usize>::default(), export, &named("2024-06-01")).0;
        assert_eq!(
            (of(&named("2024-05-01")), of(&named("2024-06-01")), of(&named("2024-07-01"))),
            (ExportStatus::Older, ExportStatus::Newest, ExportStatus::Newest)
        );
        // Messages of later days are not of an older export.
        let marks = |newest: usize, evidence: &str| ExportAge {
            newest_connection: people[newest].connected_on,
            newest_evidence: Some(day(evidence)),
            ..ExportAge::default()
        };
        let of = |evidence: &str| standing(&ties(&people, &latest, &[]), &PersonMap::<usize>::default(), &marks(54, evidence), &marks(59, "2024-06-01")).0;
        assert_eq!((of("2024-06-02"), of("2024-05-02")), (ExportStatus::Newest, ExportStatus::Older));
        // But only if they are later than the connections, too: the last archive with messages may be long ago.
        let of = |evidence: &str| standing(&ties(&people, &latest, &[]), &PersonMap::<usize>::default(), &marks(54, evidence), &marks(59, "2019-06-01")).0;
        assert_eq!((of("2020-02-20"), of("2020-03-20")), (ExportStatus::Older, ExportStatus::Newest));
    }

    #[test]
    fn a_ghost_row_more_makes_those_of_its_day_unclear() {
        use Verdict::{AsPlanned, Left, Unclear};
        let missing = |id: i64, on: &str, state: Option<TaskState>| Missing {
            id: PersonId(id),
            connected_on: Some(day(on)),
            plan: state.map(|state| PlannedRemoval { batch: BatchId(1), state, acted_at: None }),
            has_twin: false,
            is_at_the_end: false,
            was_unclear: false,
        };
        let growth = |days: &[(&str, usize)]| days.iter().map(|(on, rows)| (day(on), *rows)).collect::<BTreeMap<_, _>>();
        let before = growth(&[("2020-01-01", 2), ("2020-01-02", 1)]);
        assert_eq!(ghost_growth(&before, &growth(&[("2020-01-01", 3), ("2020-01-02", 1), ("2020-01-03", 1)])), growth(&[("2020-01-01", 1), ("2020-01-03", 1)]));
        let all = [
            missing(1, "2020-01-01", None),
            missing(2, "2020-01-01", Some(TaskState::Done)),
            missing(3, "2020-01-02", None),
            missing(4, "2020-01-03", Some(TaskState::ToDo)),
        ];
        let verdicts_of = |days: &[(&str, usize)]| judge_missing(&all, &growth(days));
        assert_eq!(verdicts_of(&[]), [Left, AsPlanned, Left, AsPlanned]);
        assert_eq!(verdicts_of(&[("2020-01-01", 1)]), [Unclear, AsPlanned, Left, AsPlanned]);
        assert_eq!(verdicts_of(&[("2020-01-01", 2), ("2020-01-03", 1)]), [Unclear, Unclear, Left, Unclear]);
        let twin = Missing { has_twin: true, ..all[1] };
        assert_eq!(judge_missing(&[twin], &BTreeMap::new()), [Unclear]);
        // At the end of a list that may have been cut, only the member's own word counts.
        let end = |one: &Missing| Missing { is_at_the_end: true, ..*one };
        assert_eq!(judge_missing(&[end(&all[0]), end(&all[1]), end(&all[3]), all[2]], &BTreeMap::new()), [Unclear, AsPlanned, Unclear, Left]);
        assert_eq!(judge_missing(&[end(&all[3])], &BTreeMap::new()), [AsPlanned]);
        // Who was unclear once is not gone because nothing new is known.
        assert_eq!(judge_missing(&[Missing { was_unclear: true, ..all[0] }, Missing { was_unclear: true, ..all[1] }], &BTreeMap::new()), [Unclear, AsPlanned]);
    }

    #[test]
    fn a_twin_has_the_name_and_the_day_and_is_the_only_one() {
        let (lost, other) = (facts("Mira", "mira-old", "2020-01-01"), facts("Tomas", "tomas", "2020-01-02"));
        let added = [
            facts("MIRA", "mira-new", "2020-01-01"),
            facts("Mira", "mira-third", "2020-01-03"),
            facts("Tomas", "t2", "2020-01-02"),
            facts("Tomas", "t3", "2020-01-02"),
        ];
        let missing = [(PersonId(1), &lost), (PersonId(2), &other)];
        assert_eq!(
            possible_duplicates(missing, added.iter().enumerate()),
            PersonMap::from_iter([(PersonId(1), Some(0)), (PersonId(2), None)]),
            "of several, none is meant"
        );
        // A credential more, a link that appeared, a day that moved by one.
        let near = [
            Facts { last_name: "Quorn, PhD".into(), slug: None, ..facts("Ada", "", "2020-01-02") },
            Facts { last_name: "Quorn".into(), ..facts("Ada", "ada", "2020-01-01") },
        ];
        assert_eq!(possible_duplicates([(PersonId(3), &near[0])], [(0, &near[1])]), PersonMap::from_iter([(PersonId(3), Some(0))]));
        assert_eq!(
            possible_duplicates([(PersonId(3), &near[0])], [(0, &Facts { connected_on: Some(day("2020-01-05")), ..near[1].clone() })]),
            PersonMap::default()
        );
    }

    #[test]
    fn who_is_there_is_told_only_where_that_is_news() {
        let plan = |state| Some(PlannedRemoval { batch: BatchId(1), state, acted_at: None });
        assert_eq!(judge_present(true, None, None, &LocalTime::default()), None);
        assert_eq!(judge_present(true, plan(TaskState::ToDo), None, &LocalTime::default()), None);
        assert_eq!(judge_present(true, plan(TaskState::Done), None, &LocalTime::default()), Some(Verdict::StillConnected));
        assert_eq!(judge_present(false, plan(TaskState::Done), None, &LocalTime::default()), Some(Verdict::Returned));
        assert_eq!(judge_present(false, None, None, &LocalTime::default()), Some(Verdict::Returned));
    }
}
