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

/// The groups that an order makes of these rows. Those of one group stand together, so most of them are leapt over.
pub(super) fn groups(rows: &[u32], order: Order, index: &Index) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut first = 0;
    while let Some(rest) = rows.get(first..).filter(|rest| !rest.is_empty() && makes_groups(order)) {
        let of = rest.first().map(|row| key(*row, order, index));
        let belongs = |row: &u32| Some(key(*row, order, index)) == of;
        let mut end = 1;
        while rest.get(end).is_some_and(belongs) {
            end *= 2;
        }
        let (known, open) = (end / 2, rest.get(end / 2..end.min(rest.len())).unwrap_or_default());
        let count = known + open.partition_point(belongs);
        groups.push(Group { first, count });
        first += count;
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{
        evidence::{Messages, coverage::Coverage},
        id::PersonId,
        local_time::LocalTime,
        person::{Facts, title_words::TitleWords},
        search::row_number,
    };

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// What is leapt over is what a look at each row finds.
        #[test]
        fn a_group_is_who_stands_together(all in prop::collection::vec((0..5_usize, 0..4_usize, prop::option::of(2012..2016_i16), prop::option::of(0..6_i64)), 0..40), is_reversed: bool) {
            let words = TitleWords::built_in();
            let people: Vec<Person> = all.iter().zip(1..).map(|((company, position, year, contact), id)| {
                let facts = Facts {
                    company: ["", "Kite", "Mill", "KITE", "Ash"][*company].into(),
                    position: ["", "Recruiter", "Director", "Engineer"][*position].into(),
                    connected_on: year.map(|year| date(year, 12, 31)),
                    ..Facts::default()
                };
                let mut person = Person::new(PersonId(id), facts);
                person.title = words.reading(&person.facts.position);
                person.evidence.messages = contact.map(|half| Messages::at(&format!("{}-{}-01T00:30:00Z", 2015 + half / 2, if half % 2 == 0 { "01" } else { "07" }), 1, 0));
                person
            }).collect();
            let index = Index::build(&people, &Coverage::default(), &LocalTime::default());
            for order in Order::ALL {
                let mut rows = index.rows(order).to_vec();
                if is_reversed {
                    rows.reverse();
                }
                let mut each: Vec<Group> = Vec::new();
                for (place, row) in rows.iter().enumerate().filter(|_| makes_groups(order)) {
                    let with_last = place.checked_sub(1).is_some_and(|last| key(rows[last], order, &index) == key(*row, order, &index));
                    match each.last_mut() {
                        Some(group) if with_last => group.count += 1,
                        _ => each.push(Group { first: place, count: 1 }),
                    }
                }
                prop_assert_eq!(groups(&rows, order, &index), each, "{:?} of {}", order, row_number(people.len()));
            }
        }
    }
}
