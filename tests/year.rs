//! A year of a generated network: people join, leave, change jobs and links, vanish into ghost rows and return, while
//! decisions and removals go on. What every export is said to tell is compared with what truly happened.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use partwell::model::import::export_status::ExportStatus;
use partwell::model::{
    batch::{
        ledger::LedgerEntry,
        task::{TaskKind, TaskState},
    },
    checklist::{Answer, AnswerKey, GivenAnswers},
    id::{ImportId, PersonId},
    import::{import_options::ImportOptions, verdict::Verdict},
    person::decision::Pane,
};
use partwell::{
    command::Command,
    event::{Event, ImportOutcome},
    model::checklist::QUESTIONS,
};

use crate::support::{Desk, H7, PREAMBLE};

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides.max(1)
    }

    fn pick(&mut self, from: &[usize]) -> Option<usize> {
        if from.is_empty() { None } else { Some(from[self.roll(from.len())]) }
    }
}

/// How somebody stands to the owner, in truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    Connected,
    /// No row any more.
    Parted,
    /// A row with nothing but the day.
    Ghost,
}

#[derive(Clone, Debug)]
struct Someone {
    first_name: String,
    slug: String,
    job: usize,
    connected_on: Date,
    truth: Truth,
    /// What the member said, if they are in a batch that holds.
    plan: Option<TaskState>,
}

struct World {
    dice: Dice,
    everyone: Vec<Someone>,
    next_day: Date,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut world = Self { dice: Dice(seed), everyone: Vec::new(), next_day: "2019-01-01".parse().unwrap() };
        for _ in 0..120 {
            world.join();
            world.next_day = world.next_day.checked_add(16.days()).unwrap();
        }
        world.next_day = "2025-01-01".parse().unwrap();
        world
    }

    fn join(&mut self) {
        let number = self.everyone.len();
        // Every seventh bears a name that somebody else bears, too.
        let first_name = if number.is_multiple_of(7) { "Ana".to_owned() } else { format!("P{number}") };
        self.everyone.push(Someone {
            first_name,
            slug: format!("p-{number}-example"),
            job: 0,
            connected_on: self.next_day,
            truth: Truth::Connected,
            plan: None,
        });
        self.next_day = self.next_day.tomorrow().unwrap();
    }

    fn those(&self, holds: impl Fn(&Someone) -> bool) -> Vec<usize> {
        self.everyone.iter().enumerate().filter(|(_, someone)| holds(someone)).map(|(at, _)| at).collect()
    }

    /// Newest first, no line break at the end, as LinkedIn writes it.
    fn export(&self) -> String {
        let mut rows: Vec<(Date, String)> = self
            .everyone
            .iter()
            .filter_map(|one| {
                let day = one.connected_on.strftime("%d %b %Y");
                match one.truth {
                    Truth::Connected => Some((
                        one.connected_on,
                        format!("{},Quorn,https://www.linkedin.com/in/{},,Company {},Job {},{day}", one.first_name, one.slug, one.job % 5, one.job),
                    )),
                    Truth::Ghost => Some((one.connected_on, format!(",,,,,,{day}"))),
                    Truth::Parted => None,
                }
            })
            .collect();
        rows.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
        let rows: Vec<String> = rows.into_iter().map(|(_, row)| row).collect();
        format!("{PREAMBLE}{H7}\n{}", rows.join("\n"))
    }
}

fn outcome(desk: &mut Desk, import: Option<i64>) -> ImportOutcome {
    let events = desk.run(Command::LoadOutcome { import: import.map(ImportId) }).unwrap();
    *events.into_iter().find_map(|event| if let Event::OutcomeLoaded { outcome, .. } = event { Some(outcome) } else { None }).unwrap()
}

fn ledger(desk: &mut Desk) -> Vec<LedgerEntry> {
    let events = desk.run(Command::LoadLedger).unwrap();
    events.into_iter().find_map(|event| if let Event::LedgerLoaded { entries, .. } = event { Some(entries) } else { None }).unwrap()
}

/// Everybody in Review by slug.
fn ids(desk: &mut Desk) -> BTreeMap<String, PersonId> {
    desk.load().people.into_iter().filter_map(|person| Some((person.facts.slug?.into(), person.id))).collect()
}

fn told(outcome: &ImportOutcome) -> BTreeMap<String, Verdict> {
    outcome.verdicts.iter().map(|told| (told.who.facts.slug.clone().unwrap().into(), told.verdict)).collect()
}

fn finalize(desk: &mut Desk) {
    let answers: GivenAnswers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::Considered)).collect();
    let count = desk.load().people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).count();
    desk.run(Command::Finalize { answers, count }).unwrap();
}

/// What happens at LinkedIn in a month. Returns who got another link, with the old one.
fn live_a_month(world: &mut World) -> Vec<(usize, String)> {
    for _ in 0..3 + world.dice.roll(3) {
        world.join();
    }
    let free = |one: &Someone| one.truth == Truth::Connected && one.plan.is_none();
    for truth in [Truth::Parted, Truth::Ghost] {
        for _ in 0..world.dice.roll(3) {
            let candidates = world.those(free);
            if let Some(at) = world.dice.pick(&candidates) {
                world.everyone[at].truth = truth;
            }
        }
    }
    for _ in 0..2 {
        let candidates = world.those(|one| one.truth == Truth::Connected);
        if let Some(at) = world.dice.pick(&candidates) {
            world.everyone[at].job += 1;
        }
    }
    // Somebody who parted connects again, on another day.
    if world.dice.roll(2) == 0 {
        let candidates = world.those(|one| one.truth == Truth::Parted);
        if let Some(at) = world.dice.pick(&candidates) {
            world.everyone[at].truth = Truth::Connected;
            world.everyone[at].connected_on = world.next_day;
            world.next_day = world.next_day.tomorrow().unwrap();
        }
    }
    let mut renamed = Vec::new();
    if world.dice.roll(2) == 0 {
        let candidates = world.those(|one| one.truth == Truth::Connected && one.connected_on < "2025-01-01".parse().unwrap());
        if let Some(at) = world.dice.pick(&candidates) {
            let new = format!("{}-again", world.everyone[at].slug);
            renamed.push((at, std::mem::replace(&mut world.everyone[at].slug, new)));
        }
    }
    renamed
}

/// What the member does in a month; answers whom they chose to remove. Whoever the workspace knows under two links for now
/// is left alone.
fn act_for_a_month(world: &mut World, desk: &mut Desk, renamed: &[(usize, String)]) -> Vec<String> {
    let mut known = ids(desk);
    known.retain(|slug, _| !renamed.iter().any(|(at, _)| world.everyone[*at].slug == *slug));
    let candidates = world.those(|one| one.truth == Truth::Connected && one.plan.is_none() && known.contains_key(&one.slug));
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    for _ in 0..4 {
        chosen.extend(world.dice.pick(&candidates));
    }
    let people: Vec<PersonId> = chosen.iter().map(|at| known[&world.everyone[*at].slug]).collect();
    desk.run(Command::Move { person_ids: people, to: Pane::Remove }).unwrap();
    finalize(desk);
    for at in &chosen {
        world.everyone[*at].plan = Some(TaskState::ToDo);
    }
    let open = world.those(|one| one.plan.is_some_and(TaskState::is_open) && known.contains_key(&one.slug));
    for at in open {
        let state = match world.dice.roll(6) {
            0..=2 => TaskState::Done,
            3 => TaskState::Skipped,
            4 => TaskState::ChangedMind,
            _ => continue,
        };
        let slug = world.everyone[at].slug.clone();
        desk.run(Command::Mark { person_ids: vec![known[&slug]], kind: Some(TaskKind::Remove), state }).unwrap();
        world.everyone[at].plan = (state != TaskState::ChangedMind).then_some(state);
        // One in four removals does not take.
        if state == TaskState::Done && world.dice.roll(4) > 0 {
            world.everyone[at].truth = Truth::Parted;
        }
    }
    chosen.into_iter().map(|at| world.everyone[at].slug.clone()).collect()
}

/// What is truly to be said of an export, given who the workspace took for connected, and of whom nothing was concluded the
/// last time.
fn expected(
    world: &World,
    connected: &BTreeSet<String>,
    known: &BTreeSet<String>,
    renamed: &[(usize, String)],
    unclear: &BTreeSet<String>,
) -> BTreeMap<String, Verdict> {
    let mut verdicts: BTreeMap<String, Verdict> = BTreeMap::new();
    for old in unclear.iter().filter(|old| !world.everyone.iter().any(|one| one.slug == **old)) {
        verdicts.insert(old.clone(), Verdict::Unclear);
    }
    // Whoever is missing at the end of the list may have been cut off.
    let end = world.everyone.iter().filter(|one| one.truth == Truth::Connected).map(|one| one.connected_on).min();
    let is_at_the_end = |one: &Someone| end.is_some_and(|end| one.connected_on <= end);
    let is_cut = world.everyone.iter().any(|one| connected.contains(&one.slug) && one.truth != Truth::Connected && one.plan.is_none() && is_at_the_end(one));
    for (at, one) in world.everyone.iter().enumerate() {
        if let Some((_, old)) = renamed.iter().find(|(other, _)| *other == at)
            && connected.contains(old)
        {
            verdicts.insert(old.clone(), Verdict::Unclear);
            continue;
        }
        let verdict = match (connected.contains(&one.slug), one.truth) {
            (true, Truth::Connected) => one.plan.filter(|state| matches!(state, TaskState::Done)).map(|_| Verdict::StillConnected),
            (true, Truth::Ghost) => Some(Verdict::Unclear),
            (true, Truth::Parted) => {
                let is_done = one.plan == Some(TaskState::Done);
                let is_unclear = !is_done && (unclear.contains(&one.slug) || (is_cut && is_at_the_end(one)));
                Some(if is_unclear {
                    Verdict::Unclear
                } else if one.plan.is_some() {
                    Verdict::AsPlanned
                } else {
                    Verdict::Left
                })
            }
            (false, Truth::Connected) => known.contains(&one.slug).then_some(Verdict::Returned),
            (false, _) => None,
        };
        if let Some(verdict) = verdict {
            verdicts.insert(one.slug.clone(), verdict);
        }
    }
    verdicts
}

fn play(seed: u64) {
    let mut world = World::new(seed);
    let mut desk = Desk::new();
    let first = desk.dump();
    desk.import_bytes(world.export()).unwrap();
    let slugs = |world: &World| -> BTreeSet<String> { world.everyone.iter().filter(|one| one.truth == Truth::Connected).map(|one| one.slug.clone()).collect() };
    let (mut connected, mut known) = (slugs(&world), slugs(&world));
    let mut drawer: Vec<String> = Vec::new();
    let mut lines_before = 0;
    let mut renamed_unseen: Vec<(usize, String)> = Vec::new();
    let mut unclear: BTreeSet<String> = BTreeSet::new();
    for month in 1..=12 {
        // Whom one chooses to remove, one has seen to be connected.
        connected.extend(act_for_a_month(&mut world, &mut desk, &renamed_unseen));
        renamed_unseen.extend(live_a_month(&mut world));
        let text = world.export();
        if month == 5 {
            // Cut within a row, some three quarters in.
            let mut end = text.len() * 3 / 4;
            while !text[..end].ends_with("Comp") {
                end -= 1;
            }
            let before = desk.load().people;
            let report = desk.import_bytes(&text[..end]).unwrap();
            assert_eq!((report.standing, report.gone, report.suspected_cut_short), (ExportStatus::CutShort, 0, true), "seed {seed}");
            let outcome = outcome(&mut desk, None);
            assert_eq!((outcome.standing, outcome.verdicts.len()), (ExportStatus::CutShort, 0));
            assert!(!outcome.missing.is_empty() && outcome.gone.is_empty());
            let now = ids(&mut desk);
            for person in before {
                let slug = person.facts.slug.unwrap();
                assert!(now.contains_key(slug.as_str()), "seed {seed}: {slug} was concluded to be gone from an export that was cut short");
            }
            // Whoever stands in it is there, all the same.
            let there: BTreeSet<String> = now.into_keys().collect();
            // Whoever is back in it is told to be back by the next one that may be believed.
            connected = there.iter().filter(|slug| connected.contains(*slug) || !known.contains(*slug)).cloned().collect();
            known.extend(there);
            // That half a file showed somebody under another link is known already when the next one comes.
            continue;
        }
        if month == 8 {
            let (before, verdicts_before) = (desk.load().people, outcome(&mut desk, None));
            let report = desk.import_bytes(&drawer[drawer.len() - 2]).unwrap();
            assert_eq!((report.standing, report.gone, report.added, report.changed), (ExportStatus::Older, 0, 0, 0), "seed {seed}");
            assert_eq!(desk.load().people, before, "seed {seed}: an older export changed somebody");
            let of_older = outcome(&mut desk, None);
            assert_eq!((of_older.standing, of_older.verdicts.len(), of_older.gone.len()), (ExportStatus::Older, 0, 0), "seed {seed}");
            assert_eq!(outcome(&mut desk, Some(verdicts_before.import.0)), verdicts_before, "the newest is still the newest");
        }
        let report = desk.import_bytes(&text).unwrap();
        assert_eq!(report.standing, ExportStatus::Newest, "seed {seed}, month {month}: {:?}", report.warnings);
        let outcome = outcome(&mut desk, None);
        // Only links that changed since the workspace last saw an export that it believed are new to it.
        let unclear_before = unclear.clone();
        let expected = expected(&world, &connected, &known, &renamed_unseen, &unclear);
        assert_eq!(told(&outcome), expected, "seed {seed}, month {month}");
        let gone: BTreeSet<String> = outcome.gone.iter().map(|person| person.facts.slug.clone().unwrap().into()).collect();
        let is_gone = |verdict: &Verdict| matches!(verdict, Verdict::AsPlanned | Verdict::Left);
        assert_eq!(gone, expected.iter().filter(|(_, verdict)| is_gone(verdict)).map(|(slug, _)| slug.clone()).collect(), "seed {seed}, month {month}");
        unclear = expected.iter().filter(|(_, verdict)| **verdict == Verdict::Unclear).map(|(slug, _)| slug.clone()).collect();
        // One of two who got another link is joined with their old row, the other stays two.
        for told in &outcome.verdicts {
            let Some(other) = &told.other else { continue };
            // Who was left unclear once, is left so: the member may have removed the new row since.
            if unclear_before.contains(told.who.facts.slug.as_deref().unwrap()) {
                continue;
            }
            let at = world.everyone.iter().position(|one| Some(one.slug.as_str()) == other.facts.slug.as_deref()).unwrap();
            if world.dice.roll(2) == 0 {
                desk.run(Command::JoinPeople { person_id: told.who.person_id, other_id: other.person_id }).unwrap();
                known.remove(told.who.facts.slug.as_deref().unwrap());
                unclear.remove(told.who.facts.slug.as_deref().unwrap());
                let plan = desk.load().people.into_iter().find(|person| person.id == told.who.person_id).unwrap().state.batch;
                assert_eq!(plan.is_some(), world.everyone[at].plan.is_some(), "seed {seed}: what was planned goes with the person");
            } else {
                // For the workspace somebody new, without a plan.
                world.everyone[at].plan = None;
            }
        }
        renamed_unseen.clear();
        for one in &mut world.everyone {
            let is_back = told(&outcome).get(&one.slug) == Some(&Verdict::Returned);
            // Whoever is there again stands in Review again.
            if is_back {
                one.plan = None;
            }
        }
        connected = slugs(&world);
        connected.extend(unclear.iter().cloned());
        known.extend(slugs(&world));
        assert_eq!(ids(&mut desk).into_keys().collect::<BTreeSet<_>>(), connected, "seed {seed}, month {month}");
        drawer.push(text);
        // The ledger only grows.
        let lines: usize = ledger(&mut desk).iter().map(|entry| entry.lines.len()).sum();
        assert!(lines >= lines_before);
        lines_before = lines;
        if month == 6 {
            desk = desk.restarted();
        }
    }
    // All of it can be taken back and done again, also after a restart; the ledger keeps what was.
    let last = desk.dump();
    let entries = ledger(&mut desk).len();
    while desk.load().overview.undo_state.undo.is_some() {
        desk.run(Command::Undo).unwrap();
    }
    assert_eq!(desk.dump(), first, "seed {seed}");
    assert_eq!(ledger(&mut desk).len(), entries);
    assert!(ledger(&mut desk).iter().all(LedgerEntry::is_taken_back));
    let mut desk = desk.restarted();
    while desk.load().overview.undo_state.redo.is_some() {
        desk.run(Command::Redo).unwrap();
    }
    assert_eq!(desk.dump(), last, "seed {seed}");
    assert_eq!(ledger(&mut desk).len(), entries, "doing it again adds lines to the same entries");
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    // Options that nobody gave stay off.
    assert!(!ImportOptions::default().is_whole);
}

// In the product book: L2.
#[test]
fn every_verdict_of_a_year_is_true() {
    for seed in 1..=4 {
        play(seed);
    }
}
