//! Verdicts, the status of an export, and possible duplicates.

use super::*;
use crate::model::import::{export_status::*, possible_duplicates::possible_duplicates};
use crate::model::{id::PersonMap, person::Facts};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn facts(name: &str, slug: &str, on: &str) -> Facts {
    Facts { first_name: name.into(), slug: Some(slug.into()), connected_on: Some(day(on)), ..Facts::default() }
}

/// `count` people, one a day from 2020 on, oldest first; the export lacks those of these numbers.
fn network(count: usize) -> Vec<Facts> {
    (0..count)
        .map(|i| facts(&format!("P{i}"), &format!("p-{i}"), &day("2020-01-01").saturating_add(jiff::Span::new().days(i64::try_from(i).unwrap())).to_string()))
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
