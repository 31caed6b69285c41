//! Verdicts: what a later export says of a removal, and whether it may be believed.
//!
//! LinkedIn tells nobody why somebody is missing. So each rule here prefers to say nothing: an export that looks cut
//! short, or older than the newest one, concludes nothing at all, and whoever may have become a ghost row or another link
//! is unclear.

use std::collections::{BTreeMap, HashMap};

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Serialize};

use super::{
    batch::BatchId,
    person::{Facts, PersonId, PersonMap},
    search,
    task::TaskState,
};

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
pub enum Standing {
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

impl Standing {
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

    /// Reads back [`Standing::key`].
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Newest, Self::CutShort, Self::Older, Self::WithoutConnections].into_iter().find(|standing| standing.key() == key)
    }
}

/// That somebody was to be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// With which batch.
    pub batch: BatchId,
    /// How far it is.
    pub state: TaskState,
    /// When the member last said so.
    pub acted_at: Option<Timestamp>,
}

impl Plan {
    /// Whether the member says that they saw to it at LinkedIn.
    #[must_use]
    pub fn is_acted_on(&self) -> bool {
        matches!(self.state, TaskState::Done | TaskState::NotFound)
    }
}

/// Somebody who was known before the export, and what the export says of them.
#[derive(Clone, Copy, Debug)]
pub struct Tie<'f> {
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
    pub plan: Option<Plan>,
}

impl Tie<'_> {
    fn is_missing(&self) -> bool {
        self.was_connected && !self.is_present
    }
}

/// What tells the age and the wholeness of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
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

/// More unexplained missing people than this are too many ...
const MANY_MISSING: usize = 20;
/// ... if they are also more than one in so many.
const ONE_IN: usize = 50;
/// Lists begin with the newest, so one that was cut lacks the oldest: so many of them together are no accident.
const OLDEST_MISSING: usize = 5;

/// An export that lacks so many later people for each one of longer ago is an older one.
const FEW_LATER: usize = 2;

/// The rule of the cut-short guard, for people.
pub const CUT_SHORT_RULE: &str = "An export counts as cut short when more than 20 people and more than 2 % are missing whom you did not plan to remove, when the oldest five or more are missing together and not all of them were planned, or when the file ends in the middle of a row. Then nothing is concluded until you say that it is whole.";

/// How an export stands to the newest one so far (`earlier`). `twins` are the missing who may stand in it under another
/// link.
#[must_use]
pub fn standing<T>(ties: &[Tie<'_>], twins: &PersonMap<T>, export: &Marks, earlier: &Marks) -> Standing {
    if is_older(ties, twins, export, earlier) {
        Standing::Older
    } else if is_cut_short(ties, twins, export) {
        Standing::CutShort
    } else {
        Standing::Newest
    }
}

fn is_older<T>(ties: &[Tie<'_>], twins: &PersonMap<T>, export: &Marks, earlier: &Marks) -> bool {
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
    let unexplained = |tie: &&Tie<'_>| tie.is_missing() && tie.plan.is_none() && !twins.contains_key(&tie.id);
    let is_later = |tie: &Tie<'_>| tie.facts.connected_on.is_some_and(|day| day >= newest);
    // Whom the member removed, and who was there when the export was made, would be in an older one.
    if ties.iter().any(|tie| tie.is_missing() && !is_later(tie) && !twins.contains_key(&tie.id) && tie.plan.is_some_and(|plan| plan.is_acted_on())) {
        return false;
    }
    let later = ties.iter().filter(unexplained).filter(|tie| is_later(tie)).count();
    let longer_ago = ties.iter().filter(|tie| tie.is_missing() && !twins.contains_key(&tie.id)).filter(|tie| !is_later(tie)).count();
    later > 0 && (longer_ago == 0 || later >= FEW_LATER * longer_ago)
}

fn is_cut_short<T>(ties: &[Tie<'_>], twins: &PersonMap<T>, export: &Marks) -> bool {
    if export.ends_in_mid_row {
        return true;
    }
    let connected = ties.iter().filter(|tie| tie.was_connected).count();
    let unexplained: Vec<&Tie<'_>> = ties.iter().filter(|tie| tie.is_missing() && tie.plan.is_none() && !twins.contains_key(&tie.id)).collect();
    if unexplained.len() > MANY_MISSING && unexplained.len() * ONE_IN > connected {
        return true;
    }
    let oldest_present = ties.iter().filter(|tie| tie.is_present).filter_map(|tie| tie.facts.connected_on).min();
    let is_at_the_end = |tie: &&&Tie<'_>| tie.facts.connected_on.zip(oldest_present).is_some_and(|(day, oldest)| day < oldest);
    let at_the_end = unexplained.iter().filter(is_at_the_end).count();
    // Whom the member has not got to yet is no better explained by the plan, if others beside them are missing, too.
    let waiting: Vec<&Tie<'_>> =
        ties.iter().filter(|tie| tie.is_missing() && tie.plan.is_some_and(|plan| !plan.is_acted_on()) && !twins.contains_key(&tie.id)).collect();
    let waiting_at_the_end = waiting.iter().filter(is_at_the_end).count();
    at_the_end > 0 && at_the_end + waiting_at_the_end >= OLDEST_MISSING && at_the_end * 2 > unexplained.len()
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
    pub plan: Option<Plan>,
    /// Whether somebody in the export may be the same person under another link.
    pub has_twin: bool,
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
    missing
        .iter()
        .map(|one| {
            if one.has_twin || may_be_ghost(one) {
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
pub fn judge_present(was_connected: bool, plan: Option<Plan>, made_on: Option<Date>) -> Option<Verdict> {
    if !was_connected {
        return Some(Verdict::Returned);
    }
    let is_later = |plan: &Plan| made_on.zip(plan.acted_at).is_some_and(|(day, at)| Offset::UTC.to_datetime(at).date() > day);
    plan.filter(|plan| plan.is_acted_on() && !is_later(plan)).map(|_| Verdict::StillConnected)
}

/// Who of the missing may be who of the new people under another link: the same name and the same day, and nobody else
/// has both. The company may have changed meanwhile. Answers who it may be by missing person; nothing is merged.
#[must_use]
pub fn twins<'f, T: Copy>(missing: impl IntoIterator<Item = (PersonId, &'f Facts)>, new: impl IntoIterator<Item = (T, &'f Facts)>) -> PersonMap<T> {
    let key = |facts: &Facts| {
        let name = format!("{}\n{}", search::fold(facts.first_name.trim()), search::fold(facts.last_name.trim()));
        facts.connected_on.filter(|_| name.len() > 1 && facts.slug.is_some()).map(|day| (day, name))
    };
    let mut lost: HashMap<_, Vec<PersonId>> = HashMap::new();
    for (id, facts) in missing {
        if let Some(key) = key(facts) {
            lost.entry(key).or_default().push(id);
        }
    }
    let mut found: HashMap<_, Vec<T>> = HashMap::new();
    if !lost.is_empty() {
        for (who, facts) in new {
            if let Some(key) = key(facts).filter(|key| lost.contains_key(key)) {
                found.entry(key).or_default().push(who);
            }
        }
    }
    found
        .into_iter()
        .filter_map(|(key, found)| match (lost.get(&key)?.as_slice(), found.as_slice()) {
            ([id], [who]) => Some((*id, *who)),
            _ => None,
        })
        .collect()
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

    fn ties<'f>(people: &'f [Facts], missing: &[usize], planned: &[usize]) -> Vec<Tie<'f>> {
        let plan = Plan { batch: BatchId(1), state: TaskState::Done, acted_at: None };
        let tie = |(i, facts): (usize, &'f Facts)| Tie {
            id: PersonId(i64::try_from(i).unwrap()),
            facts,
            was_connected: true,
            is_present: !missing.contains(&i),
            is_on_another_day: false,
            plan: planned.contains(&i).then_some(plan),
        };
        people.iter().enumerate().map(tie).collect()
    }

    /// How an export that lacks these stands to one that held everybody.
    fn stands(people: &[Facts], missing: &[usize], planned: &[usize]) -> Standing {
        let newest = |lacking: &[usize]| people.iter().enumerate().filter(|(i, _)| !lacking.contains(i)).filter_map(|(_, facts)| facts.connected_on).max();
        let marks = |lacking: &[usize]| Marks { newest_connection: newest(lacking), ..Marks::default() };
        standing(&ties(people, missing, planned), &PersonMap::<usize>::default(), &marks(missing), &marks(&[]))
    }

    #[test]
    fn too_many_missing_look_cut_short_unless_they_were_planned() {
        let people = network(2000);
        let some: Vec<usize> = (0..41).map(|i| 100 + i * 3).collect();
        assert_eq!(stands(&people, &some[..20], &[]), Standing::Newest);
        assert_eq!(stands(&people, &some[..40], &[]), Standing::Newest, "2 % and no more");
        assert_eq!(stands(&people, &some, &[]), Standing::CutShort);
        assert_eq!(stands(&people, &some, &some[..30]), Standing::Newest, "the plan explains them");
        let small = network(100);
        assert_eq!(stands(&small, &(40..60).collect::<Vec<_>>(), &[]), Standing::Newest, "20 and no more");
        assert_eq!(stands(&small, &(40..61).collect::<Vec<_>>(), &[]), Standing::CutShort);
    }

    #[test]
    fn the_oldest_missing_together_look_cut_short() {
        let people = network(300);
        assert_eq!(stands(&people, &[0, 1, 2, 3], &[]), Standing::Newest);
        assert_eq!(stands(&people, &[0, 1, 2, 3, 4], &[]), Standing::CutShort);
        assert_eq!(stands(&people, &[0, 1, 2, 3, 4, 90, 120, 150, 180, 200], &[]), Standing::Newest, "half of them are spread");
        assert_eq!(stands(&people, &[0, 1, 2, 3, 4], &[0, 1]), Standing::Newest, "two were removed");
        let waiting = |missing: &[usize], planned: &[usize]| {
            let mut ties = ties(&people, missing, planned);
            ties.iter_mut().filter_map(|tie| tie.plan.as_mut()).for_each(|plan| plan.state = TaskState::ToDo);
            standing(&ties, &PersonMap::<usize>::default(), &Marks::default(), &Marks::default())
        };
        assert_eq!(waiting(&[0, 1, 2, 3, 4], &[0, 1]), Standing::CutShort, "the member has not got to those two");
        assert_eq!(waiting(&[0, 1, 2, 3, 4], &[0, 1, 2, 3, 4]), Standing::Newest, "the list on paper: all of them were to go");
    }

    #[test]
    fn a_file_that_ends_in_a_row_concludes_nothing() {
        let people = network(10);
        let marks = Marks { ends_in_mid_row: true, newest_connection: people[9].connected_on, ..Marks::default() };
        let before = Marks { newest_connection: people[9].connected_on, ..Marks::default() };
        let stands = |missing: &[usize], planned: &[usize]| standing(&ties(&people, missing, planned), &PersonMap::<usize>::default(), &marks, &before);
        assert_eq!((stands(&[], &[]), stands(&[3], &[]), stands(&[3], &[3])), (Standing::CutShort, Standing::CutShort, Standing::CutShort));
    }

    #[test]
    fn an_older_export_lacks_the_latest_and_nobody_else() {
        let people = network(60);
        let latest: Vec<usize> = (55..60).collect();
        assert_eq!(stands(&people, &latest, &[]), Standing::Older);
        assert_eq!(stands(&people, &latest, &latest), Standing::Newest, "they were all to go");
        assert_eq!(stands(&people, &latest, &latest[..4]), Standing::Older);
        assert_eq!(stands(&people, &[&latest[..], &[7]].concat(), &[]), Standing::Older, "one of before may have been hidden then");
        assert_eq!(stands(&people, &[&latest[..], &[7, 8, 9]].concat(), &[]), Standing::Newest, "more of before are missing, too");
        assert_eq!(stands(&people, &[7, 8], &[]), Standing::Newest);
        assert_eq!(stands(&people, &[&latest[..], &[7]].concat(), &[7]), Standing::Newest, "whom the member removed would be in an older one");
        // Names of archives tell best.
        let named = |day_named: &str| Marks { named_on: Some(day(day_named)), newest_connection: people[59].connected_on, ..Marks::default() };
        let of = |export: &Marks| standing(&ties(&people, &[], &[]), &PersonMap::<usize>::default(), export, &named("2024-06-01"));
        assert_eq!((of(&named("2024-05-01")), of(&named("2024-06-01")), of(&named("2024-07-01"))), (Standing::Older, Standing::Newest, Standing::Newest));
        // Messages of later days are not of an older export.
        let marks =
            |newest: usize, evidence: &str| Marks { newest_connection: people[newest].connected_on, newest_evidence: Some(day(evidence)), ..Marks::default() };
        let of = |evidence: &str| standing(&ties(&people, &latest, &[]), &PersonMap::<usize>::default(), &marks(54, evidence), &marks(59, "2024-06-01"));
        assert_eq!((of("2024-06-02"), of("2024-05-02")), (Standing::Newest, Standing::Older));
        // But only if they are later than the connections, too: the last archive with messages may be long ago.
        let of = |evidence: &str| standing(&ties(&people, &latest, &[]), &PersonMap::<usize>::default(), &marks(54, evidence), &marks(59, "2019-06-01"));
        assert_eq!((of("2020-02-20"), of("2020-03-20")), (Standing::Older, Standing::Newest));
    }

    #[test]
    fn a_ghost_row_more_makes_those_of_its_day_unclear() {
        use Verdict::{AsPlanned, Left, Unclear};
        let missing = |id: i64, on: &str, state: Option<TaskState>| Missing {
            id: PersonId(id),
            connected_on: Some(day(on)),
            plan: state.map(|state| Plan { batch: BatchId(1), state, acted_at: None }),
            has_twin: false,
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
        let judged = |days: &[(&str, usize)]| judge_missing(&all, &growth(days));
        assert_eq!(judged(&[]), [Left, AsPlanned, Left, AsPlanned]);
        assert_eq!(judged(&[("2020-01-01", 1)]), [Unclear, AsPlanned, Left, AsPlanned]);
        assert_eq!(judged(&[("2020-01-01", 2), ("2020-01-03", 1)]), [Unclear, Unclear, Left, Unclear]);
        let twin = Missing { has_twin: true, ..all[1] };
        assert_eq!(judge_missing(&[twin], &BTreeMap::new()), [Unclear]);
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
        assert_eq!(twins(missing, added.iter().enumerate()), PersonMap::from_iter([(PersonId(1), 0)]));
    }

    #[test]
    fn who_is_there_is_told_only_where_that_is_news() {
        let plan = |state| Some(Plan { batch: BatchId(1), state, acted_at: None });
        assert_eq!(judge_present(true, None, None), None);
        assert_eq!(judge_present(true, plan(TaskState::ToDo), None), None);
        assert_eq!(judge_present(true, plan(TaskState::Done), None), Some(Verdict::StillConnected));
        assert_eq!(judge_present(false, plan(TaskState::Done), None), Some(Verdict::Returned));
        assert_eq!(judge_present(false, None, None), Some(Verdict::Returned));
    }
}
