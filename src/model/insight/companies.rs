//! Companies: how many people of the network are at each.

use std::collections::BTreeMap;

use crate::model::{
    id::PersonId,
    insight::{
        network::{Network, is_evident},
        picture::{Bar, Chart, ChartKind, Series},
    },
    person::{
        Person,
        decision::{Decision, Pane},
    },
    search::editing,
    text::{display_text::sanitized, folding},
};

/// The people of a company who stand in Review.
#[derive(Default)]
pub(super) struct Company<'n> {
    /// Its name, as it is spelled first.
    pub name: String,
    /// Those in Keep.
    pub kept: Vec<&'n Person>,
    /// Those in Remove.
    pub leaving: Vec<&'n Person>,
}

impl Company<'_> {
    /// Those in Remove, by number.
    pub(super) fn leaving_ids(&self) -> Vec<PersonId> {
        self.leaving.iter().map(|person| person.id).collect()
    }
}

impl Bar {
    /// The same, found in a pane by the whole name of the company.
    pub(super) fn found_at(self, pane: Pane, company: &str) -> Self {
        self.found_in(pane, editing::exactly("company", company))
    }
}

/// Companies with somebody in Review, largest first; one company however its name is spelled.
pub(super) fn companies<'n>(network: &Network<'n>) -> Vec<Company<'n>> {
    let mut by_name: BTreeMap<String, Company<'n>> = BTreeMap::new();
    for person in network.in_review() {
        let key = folding::company_key(&person.facts.company);
        if key.is_empty() {
            continue;
        }
        let company = by_name.entry(key).or_default();
        if company.name.is_empty() {
            company.name = sanitized(&person.facts.company).into_owned();
        }
        if person.state.pane() == Some(Pane::Remove) { &mut company.leaving } else { &mut company.kept }.push(person);
    }
    let mut companies: Vec<Company<'n>> = by_name.into_values().collect();
    // Stable, so that equals stay in the order of their names.
    companies.sort_by_key(|company| std::cmp::Reverse(company.kept.len() + company.leaving.len()));
    companies
}

/// What is decided of people in Review, as parts of a bar.
pub(super) const DECISIONS: [Series; 4] = [Series::Kept, Series::Waiting, Series::Undecided, Series::Leaving];

/// The place of a decision in [`DECISIONS`].
pub(super) fn part_of(decision: Decision) -> usize {
    match decision {
        Decision::Keep => 0,
        Decision::Later | Decision::Unfollow => 1,
        Decision::Undecided => 2,
        Decision::Remove => 3,
    }
}

pub(super) fn top_companies(network: &Network<'_>, most: usize) -> Chart {
    let companies = companies(network);
    let bars: Vec<Bar> = companies
        .iter()
        .take(most)
        .map(|company| {
            let mut bar = Bar::of_nobody(&company.name, DECISIONS.len());
            for person in company.leaving.iter().chain(&company.kept) {
                bar.count(part_of(person.state.decision), person.id, is_evident(person));
            }
            bar.found_at(Pane::Keep, &company.name)
        })
        .collect();
    let left_out = companies.len() - bars.len();
    Chart { left_out, ..Chart::new(ChartKind::Companies, &DECISIONS, bars).without_unused_parts() }
}
