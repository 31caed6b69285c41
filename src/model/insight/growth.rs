//! Growth: how the network came to be, quarter by quarter, and the weeks in which many connected at once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{
    insight::{
        network::Network,
        picture::{Bar, Chart, ChartKind, Series},
        years::MOST_GAP,
    },
    person::decision::Pane,
    text::{date_text, display_text::people as people_in_words},
};

/// A quarter of a year, told so that the next one is one more.
fn quarter_of(day: Date) -> i32 {
    i32::from(day.year()) * 4 + i32::from((day.month() - 1) / 3)
}

/// "Jan to Mar 2014".
fn quarter_in_words(quarter: i32) -> String {
    let months = ["Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec"];
    let place = usize::try_from(quarter.rem_euclid(4)).unwrap_or_default();
    format!("{} {}", months.get(place).copied().unwrap_or_default(), quarter.div_euclid(4))
}

fn first_day_of(quarter: i32) -> Option<Date> {
    let year = i16::try_from(quarter.div_euclid(4)).ok()?;
    Date::new(year, i8::try_from(quarter.rem_euclid(4)).ok()? * 3 + 1, 1).ok()
}

/// The search for those who connected on these days.
fn connected_between(from: Date, to: Date) -> String {
    format!("connected:>={from} connected:<={to}")
}

/// How many had connected, by quarter, of everybody whom any export held.
pub(super) fn growth(network: &Network<'_>) -> Chart {
    const BEFORE: usize = 0;
    let series = [Series::Before, Series::Joined, Series::JoinedAtOnce];
    let evident = network.evident();
    let mut bars: BTreeMap<i32, Bar> = BTreeMap::new();
    for &(id, day) in &network.ever {
        let part = if network.bursts.iter().any(|burst| burst.holds(day)) { 2 } else { 1 };
        let bar = bars.entry(quarter_of(day)).or_insert_with(|| Bar::of_nobody("", series.len()));
        bar.count(part, id, evident.get(&id).copied().unwrap_or_default());
    }
    // Every year is whole, and years without anybody stand as they do elsewhere. What is yet to come is no standstill.
    let mut years: Vec<i32> = bars.keys().map(|quarter| quarter.div_euclid(4)).collect();
    years.dedup();
    let gaps = years.windows(2).filter_map(|pair| if let [a, b] = pair { (b - a <= i32::from(MOST_GAP)).then_some(*a..*b) } else { None }).flatten();
    let now = quarter_of(network.time.today);
    for quarter in gaps.chain(years.iter().copied()).flat_map(|year| year * 4..year * 4 + 4).filter(|quarter| *quarter <= now) {
        bars.entry(quarter).or_insert_with(|| Bar::of_nobody("", series.len()));
    }
    let mut before = 0;
    for (quarter, bar) in &mut bars {
        bar.label = quarter_in_words(*quarter);
        bar.finds = first_day_of(*quarter).zip(first_day_of(*quarter + 1)).map(|(from, next)| {
            let search = connected_between(from, next.yesterday().unwrap_or(next));
            (Pane::Keep, search)
        });
        let joined = bar.total();
        if let Some(value) = bar.values.get_mut(BEFORE) {
            *value = before;
        }
        before += joined;
    }
    let note = "Everybody whom your exports ever held, by the day they connected. Whoever left before your first export is not in it.".to_owned();
    Chart { note, ..Chart::new(ChartKind::Growth, &series, bars.into_values().collect()).without_unused_parts() }
}

/// The days on which many came at once, the largest of them.
pub(super) fn many_at_once(network: &Network<'_>, most: usize) -> Chart {
    let evident = network.evident();
    let mut bars: Vec<Bar> = network
        .bursts
        .iter()
        .map(|burst| {
            let mut bar = Bar::of_nobody(&date_text::span(burst.from, burst.to), 1);
            for (id, _) in network.ever.iter().filter(|(_, day)| burst.holds(*day)) {
                bar.count(0, *id, evident.get(id).copied().unwrap_or_default());
            }
            Bar { meaning: Some(Series::JoinedAtOnce), ..bar }.found_in(Pane::Keep, connected_between(burst.from, burst.to))
        })
        .filter(|bar| bar.total() > 0)
        .collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.total()));
    let left_out = bars.len().saturating_sub(most);
    bars.truncate(most);
    let note = bars.first().map(|largest| {
        format!("The most at once: {}, {}. An address book that was handed over, a conference, a new job?", largest.label, people_in_words(largest.total()))
    });
    Chart { left_out, note: note.unwrap_or_default(), ..Chart::new(ChartKind::Bursts, &[Series::People], bars) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        evidence::coverage::Coverage,
        id::{PersonId, PersonMap},
        insight::burst::{
            bursts,
            tests::{day, every},
        },
        local_time::LocalTime,
    };

    #[test]
    fn the_curve_only_grows_and_ends_with_everybody() {
        let ever: Vec<(PersonId, Date)> =
            ["2019-02-01", "2019-02-03", "2019-11-01", "2021-07-01", "2098-01-01"].iter().zip(1..).map(|(on, id)| (PersonId(id), day(on))).collect();
        let (years, coverage) = (PersonMap::default(), Coverage::default());
        let time = LocalTime::new("2021-08-01T12:00:00Z".parse().unwrap(), jiff::tz::TimeZone::fixed(jiff::tz::offset(-11)));
        let network = |ever| Network { everyone: Vec::new(), removed: Vec::new(), ever, bursts: Vec::new(), years: &years, coverage: &coverage, time: &time };
        let chart = growth(&network(ever.clone()));
        let totals: Vec<usize> = chart.bars.iter().map(Bar::total).collect();
        assert!(totals.is_sorted() && totals.last() == Some(&5), "{totals:?}");
        assert_eq!(chart.bars.iter().filter(|bar| bar.label.ends_with("2020")).count(), 4, "a year without anybody stands there");
        assert_eq!(chart.bars.len(), 4 + 4 + 3 + 1, "a mistyped year is no gap of decades");
        assert_eq!((chart.bars[3].label.as_str(), chart.bars[3].people.as_slice()), ("Oct to Dec 2019", &[PersonId(3)][..]));
        assert_eq!(chart.bars[3].finds, Some((Pane::Keep, "connected:>=2019-10-01 connected:<=2019-12-31".to_owned())));
        // The quarters of this year that are yet to come are not there.
        let to_now = growth(&network(ever[..4].to_vec()));
        assert_eq!(to_now.bars.last().map(|bar| (bar.label.as_str(), bar.total())), Some(("Jul to Sep 2021", 4)));
        assert!(growth(&network(Vec::new())).is_empty());
    }

    #[test]
    fn those_who_came_at_once_stand_in_the_curve_and_by_themselves() {
        let ever: Vec<(PersonId, Date)> = every(9, 200).chain((0..30).map(|_| day("2014-03-03"))).zip(1..).map(|(on, id)| (PersonId(id), on)).collect();
        let (years, coverage, time) = (PersonMap::default(), Coverage::default(), LocalTime::default());
        let bursts = bursts(ever.iter().map(|(_, day)| *day));
        let network = Network { everyone: Vec::new(), removed: Vec::new(), ever, bursts, years: &years, coverage: &coverage, time: &time };
        let curve = growth(&network);
        let at_once: usize = curve.bars.iter().map(|bar| bar.values[2]).sum();
        let alone = many_at_once(&network, 12);
        assert_eq!((alone.bars.len(), alone.bars[0].total()), (1, at_once));
        assert!(at_once >= 30 && alone.note.contains(&alone.bars[0].label), "{}", alone.note);
    }
}
