//! Years: connections and messages by the year they are of.

use std::collections::BTreeMap;

use crate::model::{
    insight::{
        companies::{DECISIONS, part_of},
        network::{Network, is_evident},
        picture::{Bar, Chart, ChartKind, Series},
    },
    person::{Facts, decision::Pane},
};

/// Years without anybody that are shown as such.
pub(super) const MOST_GAP: i16 = 40;

/// The year somebody connected in.
pub(super) fn year_of(facts: &Facts) -> Option<i16> {
    facts.connected_on.map(jiff::civil::Date::year)
}

/// Bars for every year from the first to the last, those with nothing in them, too: a gap is news.
pub(super) fn years_between(mut bars: BTreeMap<i16, Bar>, series: usize) -> Vec<Bar> {
    // A mistyped year is not a gap of thousands.
    let years: Vec<i16> = bars.keys().copied().collect();
    let near = years.windows(2).filter_map(|pair| if let [a, b] = pair { (b - a <= MOST_GAP).then_some(*a..=*b) } else { None }).flatten();
    for year in near {
        bars.entry(year).or_insert_with(|| Bar::of_nobody("", series));
    }
    bars.into_iter().map(|(year, bar)| Bar { label: year.to_string(), ..bar }).collect()
}

pub(super) fn by_year(network: &Network<'_>) -> Chart {
    let evident = network.evident();
    let series: Vec<Series> = DECISIONS.into_iter().chain([Series::Removed]).collect();
    let mut bars = BTreeMap::new();
    let mut count = |year: Option<i16>, part, id, is_evident| {
        if let Some(year) = year {
            bars.entry(year).or_insert_with(|| Bar::of_nobody("", series.len())).count(part, id, is_evident);
        }
    };
    for person in network.in_review() {
        count(year_of(&person.facts), part_of(person.state.decision), person.id, is_evident(person));
    }
    for one in &network.removed {
        count(year_of(one.facts), DECISIONS.len(), one.id, evident.get(&one.id).copied().unwrap_or_default());
    }
    let bars = years_between(bars, series.len()).into_iter().map(|bar| {
        let search = format!("connected:{}", bar.label);
        bar.found_in(Pane::Keep, search)
    });
    Chart::new(ChartKind::Years, &series, bars.collect()).without_unused_parts()
}

pub(super) fn messages_by_year(network: &Network<'_>) -> Chart {
    let series = [Series::Sent, Series::Received];
    let mut bars = BTreeMap::new();
    for person in &network.everyone {
        for (&year, messages) in network.years.get(&person.id).into_iter().flatten() {
            let bar = bars.entry(year).or_insert_with(|| Bar::of_nobody("", series.len()));
            for (value, amount) in bar.values.iter_mut().zip([messages.sent, messages.received]) {
                *value += amount;
            }
            if messages.sent + messages.received > 0 {
                bar.people.push(person.id);
                bar.with_evidence += 1;
            }
        }
    }
    Chart::new(ChartKind::Messages, &series, years_between(bars, series.len()))
}
