//! The groups that an order makes of a list: a company's people, a year's.

use crate::model::{
    person::{
        Person,
        title::{Role, Seniority},
    },
    search::index::{Index, Order},
    text::display_text::sanitized,
};

/// People who stand together in the order of a list: of one company, of one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The place of its first in the list.
    pub first: usize,
    /// How many they are.
    pub count: usize,
    /// What they have in common: the company, the year, or that none is known.
    pub label: String,
}

/// The groups that an order makes of these rows.
pub(super) fn groups(rows: &[u32], order: Order, people: &[Person], index: &Index) -> Vec<Group> {
    let key = |row: u32| -> Option<i64> {
        match order {
            Order::Company => index.company_of(row).map(i64::from),
            Order::Newest | Order::Oldest => index.connected_year(row).map(i64::from),
            Order::LatestContact | Order::LongestSilence => index.contact_day(row).map(|day| i64::from(day.year())),
            Order::Role => index.title(row).main_role().map(|role| i64::from(role as u8)),
            Order::Seniority => index.title(row).seniority().map(|level| i64::from(level as u8)),
            Order::Name | Order::Surname | Order::MostMessages | Order::LeastEvidence | Order::LastDecided => None,
        }
    };
    let label = |row: u32, key: Option<i64>| match (order, key) {
        (Order::Company, Some(_)) => people.get(row as usize).map(|person| sanitized(&person.facts.company).into_owned()).unwrap_or_default(),
        (Order::Company, None) => "No company".to_owned(),
        (Order::Role, _) => index.title(row).main_role().map_or("Not told by the position", Role::label).to_owned(),
        (Order::Seniority, _) => index.title(row).seniority().map_or("Not told by the position", Seniority::label).to_owned(),
        (Order::Newest | Order::Oldest, None) => "No date".to_owned(),
        (_, None) => "No message known".to_owned(),
        (_, Some(year)) => year.to_string(),
    };
    if matches!(order, Order::Name | Order::Surname | Order::MostMessages | Order::LeastEvidence | Order::LastDecided) {
        return Vec::new();
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for (place, row) in rows.iter().enumerate() {
        let key = key(*row);
        match groups.last_mut() {
            Some(group) if last == Some(key) => group.count += 1,
            _ => groups.push(Group { first: place, count: 1, label: label(*row, key) }),
        }
        last = Some(key);
    }
    groups
}
