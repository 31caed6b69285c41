//! Review progress: how far the looking through is, how much a day brings, why people are to go, and what came of it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{
    id::{PersonId, PersonMap},
    import::verdict::Verdict,
    insight::{
        network::{Network, is_evident},
        picture::{Bar, Chart, ChartKind, Series},
    },
    person::{
        Person,
        decision::{Decision, Pane},
        reason::Reason,
    },
    text::{
        date_text,
        display_text::{people as people_in_words, with_thousands},
    },
};

pub(super) fn looked_at(network: &Network<'_>) -> Chart {
    const FINALIZED: usize = 5;
    let mut bars: Vec<Bar> = [
        ("Not looked at yet", Series::Undecided, Some((Pane::Keep, "is:undecided"))),
        ("Kept by choice", Series::Keep, Some((Pane::Keep, "is:kept"))),
        ("Decide later", Series::Waiting, Some((Pane::Keep, "has:later"))),
        ("To unfollow", Series::Waiting, Some((Pane::Keep, "has:unfollow"))),
        ("In Remove", Series::Leaving, Some((Pane::Remove, ""))),
        ("In a finalized batch", Series::Removed, None),
    ]
    .map(|(label, meaning, finds)| {
        let finds = finds.map(|(pane, search)| (pane, search.to_owned()));
        Bar { meaning: Some(meaning), finds, ..Bar::of_nobody(label, 1) }
    })
    .into();
    let mut count = |at: usize, id: PersonId, is_evident: bool| {
        if let Some(bar) = bars.get_mut(at) {
            bar.count(0, id, is_evident);
        }
    };
    for person in network.everyone.iter().filter(|person| person.state.batch.is_none()) {
        let at = match person.state.decision {
            Decision::Undecided => 0,
            Decision::Keep => 1,
            Decision::Later => 2,
            Decision::Unfollow => 3,
            Decision::Remove => 4,
        };
        count(at, person.id, is_evident(person));
    }
    let evident = network.evident();
    for one in &network.removed {
        count(FINALIZED, one.id, evident.get(&one.id).copied().unwrap_or_default());
    }
    let note = if network.removed.is_empty() { String::new() } else { "Finalized are counted whether or not they have gone.".to_owned() };
    Chart { note, ..Chart::new(ChartKind::LookedAt, &[Series::People], bars) }
}

/// Days that the pace is told from, the last ones.
const PACE_DAYS: usize = 10;

/// How it is counted: who has left since, or came later, stands in it as now.
const HOW: &str = " Counted are those you are connected to now, by their last decision.";

/// What was left to look at on each day on which something was decided, of those who are connected now, by their last decision.
pub(super) fn left_to_look_at(network: &Network<'_>, most: usize) -> Chart {
    let mut days: BTreeMap<Date, Vec<&Person>> = BTreeMap::new();
    let mut left = 0;
    for person in &network.everyone {
        match person.state.decided_at.filter(|_| person.state.decision != Decision::Undecided) {
            Some(at) => days.entry(network.time.day_of(at)).or_default().push(person),
            None => left += usize::from(person.state.decision == Decision::Undecided),
        }
    }
    let pace = pace(&days);
    let note = match (left, pace) {
        (0, _) if !days.is_empty() => format!("Everybody is looked at.{HOW}"),
        (_, None) => String::new(),
        (left, Some(pace)) => match left.div_ceil(pace) {
            1 => format!("About {} a day when you decide: the {} left take one more such day.{HOW}", with_thousands(pace), with_thousands(left)),
            more => format!(
                "About {} a day when you decide: the {} left take about {} more such days.{HOW}",
                with_thousands(pace),
                with_thousands(left),
                with_thousands(more)
            ),
        },
    };
    let mut bars = Vec::new();
    // From today backwards: what was decided on a day was left before it.
    for (day, people) in days.iter().rev().take(most) {
        let mut bar = Bar::of_nobody(&date_text::day(*day), 2);
        for person in people {
            bar.count(0, person.id, is_evident(person));
        }
        if let Some(value) = bar.values.get_mut(1) {
            *value = left;
        }
        left += people.len();
        bars.push(bar);
    }
    bars.reverse();
    let left_out = days.len() - bars.len();
    Chart { left_out, note, ..Chart::new(ChartKind::LeftToLookAt, &[Series::DecidedThen, Series::LeftThen], bars) }
}

/// Days on which something was decided that a pace needs.
const LEAST_PACE_DAYS: usize = 2;

/// How many are decided about on such a day: the middle one of the last days. One great day does not make a pace.
fn pace(days: &BTreeMap<Date, Vec<&Person>>) -> Option<usize> {
    let mut counts: Vec<usize> = days.values().rev().take(PACE_DAYS).map(Vec::len).collect();
    // One day tells nothing of the next.
    if counts.len() < LEAST_PACE_DAYS {
        return None;
    }
    counts.sort_unstable();
    let (lower, upper) = (counts.get(counts.len().checked_sub(1)? / 2)?, counts.get(counts.len() / 2)?);
    Some((lower + upper).div_ceil(2))
}

/// Why people are to go who are still connected, in Remove and in finalized batches. Somebody with several reasons is counted
/// with each.
pub(super) fn reasons(network: &Network<'_>) -> Chart {
    let mut bars: Vec<Bar> = Vec::new();
    for reason in Reason::OFFERED.iter().copied() {
        let finds = Some((Pane::Remove, format!("reason:=\"{}\"", reason.label())));
        let mut bar = Bar { meaning: Some(Series::Leaving), finds, ..Bar::of_nobody(reason.label(), 1) };
        for person in network.everyone.iter().filter(|person| person.state.decision == Decision::Remove && person.state.reasons.has(reason)) {
            bar.count(0, person.id, is_evident(person));
        }
        if bar.total() > 0 {
            bars.push(bar);
        }
    }
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.total()));
    Chart::new(ChartKind::Reasons, &[Series::People], bars)
}

/// What the last export that told something said of those in finalized batches.
pub(super) fn verdicts(network: &Network<'_>) -> Chart {
    let evident: PersonMap<bool> = network.evident();
    let kinds = [
        (Some(Verdict::AsPlanned), Series::Keep),
        (Some(Verdict::StillConnected), Series::Leaving),
        (Some(Verdict::Returned), Series::Leaving),
        (Some(Verdict::Unclear), Series::NotKnown),
        (Some(Verdict::Left), Series::Removed),
        (None, Series::NotKnown),
    ];
    let mut bars = Vec::new();
    for (verdict, meaning) in kinds {
        let label = verdict.map_or("No export has told yet", Verdict::words);
        let mut bar = Bar { meaning: Some(meaning), ..Bar::of_nobody(label, 1) };
        for one in network.removed.iter().filter(|one| one.verdict == verdict) {
            bar.count(0, one.id, evident.get(&one.id).copied().unwrap_or_default());
        }
        if bar.total() > 0 {
            bars.push(bar);
        }
    }
    let told = network.removed.iter().filter(|one| one.verdict.is_some_and(|verdict| verdict != Verdict::Unclear)).count();
    let planned = network.removed.iter().filter(|one| one.verdict == Some(Verdict::AsPlanned)).count();
    let note = if told == 0 { String::new() } else { format!("Of {} an export has told: {} gone as planned.", people_in_words(told), with_thousands(planned)) };
    Chart { note, ..Chart::new(ChartKind::Verdicts, &[Series::People], bars) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{evidence::coverage::Coverage, insight::network::Removed, local_time::LocalTime, person::Facts};

    fn person(id: i64, decision: Decision, at: Option<&str>) -> Person {
        let mut person = Person::new(PersonId(id), Facts::default());
        person.state.decision = decision;
        person.state.decided_at = at.map(|at| at.parse().unwrap());
        person
    }

    fn with<T>(people: &[Person], removed: Vec<Removed<'_>>, told: impl FnOnce(&Network<'_>) -> T) -> T {
        let (years, coverage) = (PersonMap::default(), Coverage::default());
        let time = LocalTime::new("2026-11-20T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(13)));
        told(&Network { everyone: people.iter().collect(), removed, ever: Vec::new(), bursts: Vec::new(), years: &years, coverage: &coverage, time: &time })
    }

    #[test]
    fn what_is_left_shrinks_day_by_day_on_the_own_calendar() {
        let people = [
            person(1, Decision::Keep, Some("2026-11-01T10:59:00Z")),
            // A minute later it is the next day, thirteen hours east.
            person(2, Decision::Remove, Some("2026-11-01T11:01:00Z")),
            person(3, Decision::Later, Some("2026-11-02T10:00:00Z")),
            person(4, Decision::Undecided, None),
            // Taken back: nothing is decided about them, whenever that was.
            person(5, Decision::Undecided, Some("2026-11-02T10:00:00Z")),
        ];
        with(&people, Vec::new(), |network| {
            let chart = left_to_look_at(network, 24);
            let bars: Vec<_> = chart.bars.iter().map(|bar| (bar.label.as_str(), bar.values.clone(), bar.people.len())).collect();
            assert_eq!(bars, [("1 Nov 2026", vec![1, 4], 1), ("2 Nov 2026", vec![2, 2], 2)]);
            assert!(chart.note.starts_with("About 2 a day when you decide: the 2 left take one more such day."), "{}", chart.note);
        });
        with(&people[..3], Vec::new(), |network| assert!(left_to_look_at(network, 24).note.starts_with("Everybody is looked at.")));
        with(&people[3..], Vec::new(), |network| assert!(left_to_look_at(network, 24).is_empty() && left_to_look_at(network, 24).note.is_empty()));
    }

    #[test]
    fn one_great_day_does_not_make_a_pace() {
        let mut people: Vec<Person> = (0..300).map(|id| person(id, Decision::Keep, Some("2026-11-01T12:00:00Z"))).collect();
        for (id, day) in (300..).zip(["02", "02", "03", "03", "03", "04", "04"]) {
            people.push(person(id, Decision::Keep, Some(&format!("2026-11-{day}T02:00:00Z"))));
        }
        people.extend((400..430).map(|id| person(id, Decision::Undecided, None)));
        with(&people, Vec::new(), |network| {
            assert!(left_to_look_at(network, 24).note.starts_with("About 3 a day when you decide: the 30 left take about 10 more such days."));
        });
    }

    #[test]
    fn what_no_export_told_is_no_verdict() {
        let facts = Facts::default();
        let removed = |id: i64, verdict| Removed { id: PersonId(id), facts: &facts, verdict };
        let told = |removed: Vec<Removed<'_>>| {
            with(&[], removed, |network| {
                let chart = verdicts(network);
                (chart.bars.iter().map(|bar| (bar.label.clone(), bar.total())).collect::<Vec<_>>(), chart.note)
            })
        };
        let (bars, note) = told(vec![removed(1, Some(Verdict::AsPlanned)), removed(2, None), removed(3, Some(Verdict::StillConnected)), removed(4, None)]);
        assert_eq!(bars, [("Gone as planned".to_owned(), 1), ("Still connected".to_owned(), 1), ("No export has told yet".to_owned(), 2)]);
        assert_eq!(note, "Of 2 people an export has told: 1 gone as planned.");
        assert_eq!(told(vec![removed(2, None)]).1, "");
    }
}
