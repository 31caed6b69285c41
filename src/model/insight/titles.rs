//! Titles: how many people of the network do which kind of work, and on which level, by the words of their positions.

use crate::model::{
    insight::{
        companies::{DECISIONS, part_of},
        network::{Network, is_evident},
        picture::{Bar, Chart, ChartKind},
    },
    person::{
        Person,
        decision::Pane,
        title::{Role, Seniority},
    },
    text::display_text::people as people_in_words,
};

/// A bar of those who stand in Review and of whom something holds, by what was decided.
fn bar(network: &Network<'_>, label: &str, search: String, holds: impl Fn(&Person) -> bool) -> Bar {
    let mut bar = Bar::of_nobody(label, DECISIONS.len());
    for person in network.in_review().filter(|person| holds(person)) {
        bar.count(part_of(person.state.decision), person.id, is_evident(person));
    }
    bar.found_in(Pane::Keep, search)
}

fn chart(network: &Network<'_>, kind: ChartKind, bars: Vec<Bar>, is_told: impl Fn(&Person) -> bool) -> Chart {
    let untold = network.in_review().filter(|person| !is_told(person)).count();
    let note = if untold == 0 { String::new() } else { format!("The positions of {} do not tell.", people_in_words(untold)) };
    let bars = bars.into_iter().filter(|bar| bar.total() > 0).collect();
    Chart { note, ..Chart::new(kind, &DECISIONS, bars).without_unused_parts() }
}

/// By kind of work, the most frequent first. Somebody whose position names several is counted with each.
pub(super) fn by_role(network: &Network<'_>) -> Chart {
    let of = |role: Role| bar(network, role.label(), format!("role:{}", role.word()), |person| person.title.has_role(role));
    let mut bars: Vec<Bar> = Role::ALL.into_iter().map(of).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.total()));
    chart(network, ChartKind::Roles, bars, |person| person.title.main_role().is_some())
}

/// By level, the highest first.
pub(super) fn by_seniority(network: &Network<'_>) -> Chart {
    let of = |level: Seniority| bar(network, level.label(), format!("seniority:{}", level.word()), |person| person.title.seniority() == Some(level));
    let bars = Seniority::ALL.into_iter().rev().map(of).collect();
    chart(network, ChartKind::Seniorities, bars, |person| person.title.seniority().is_some())
}
