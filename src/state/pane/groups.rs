//! The groups that an order makes of a list: a company's people, a year's.

use crate::model::{
    person::{
        Person,
        title::{Role, Seniority},
    },
    search::{index::Index, order::Order},
    text::display_text::sanitized,
};

/// People who stand together in the order of a list: of one company, of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// The place of its first in the list.
    pub first: usize,
    /// How many they are.
    pub count: usize,
}

/// Whether an order makes groups.
fn makes_groups(order: Order) -> bool {
    !matches!(order, Order::Name | Order::Surname | Order::MostMessages | Order::LeastEvidence | Order::LastDecided)
}

/// What a row shares with its group; none where that is not known.
fn key(row: u32, order: Order, index: &Index) -> Option<u32> {
    let year = |year: Option<i16>| year.map(|year| u32::from(year.unsigned_abs()));
    match order {
        Order::Company => index.company_of(row),
        Order::Newest | Order::Oldest => year(index.connected_year(row)),
        Order::LatestContact | Order::LongestSilence => year(index.contact_day(row).map(jiff::civil::Date::year)),
        Order::Role => index.title(row).main_role().map(|role| role as u32),
        Order::Seniority => index.title(row).seniority().map(|level| level as u32),
        Order::Name | Order::Surname | Order::MostMessages | Order::LeastEvidence | Order::LastDecided => None,
    }
}

/// The groups that an order makes of these rows.
pub(super) fn groups(rows: &[u32], order: Order, index: &Index) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for (place, row) in rows.iter().enumerate().filter(|_| makes_groups(order)) {
        let key = key(*row, order, index);
        match groups.last_mut() {
            Some(group) if last == Some(key) => group.count += 1,
            _ => groups.push(Group { first: place, count: 1 }),
        }
        last = Some(key);
    }
    groups
}

/// What the group of a row has in common: the company, the year, or that none is known. Told for those in sight alone, since
/// there may be as many groups as people.
pub(in crate::state) fn label(row: u32, order: Order, people: &[Person], index: &Index) -> String {
    const UNTOLD: &str = "Not told by the position";
    match (order, key(row, order, index)) {
        (Order::Company, Some(_)) => people.get(row as usize).map(|person| sanitized(&person.facts.company).into_owned()).unwrap_or_default(),
        (Order::Company, None) => "No company".to_owned(),
        (Order::Role, _) => index.title(row).main_role().map_or(UNTOLD, Role::label).to_owned(),
        (Order::Seniority, _) => index.title(row).seniority().map_or(UNTOLD, Seniority::label).to_owned(),
        (Order::Newest | Order::Oldest, None) => "No date".to_owned(),
        (_, None) => "No message known".to_owned(),
        (_, Some(year)) => year.to_string(),
    }
}
