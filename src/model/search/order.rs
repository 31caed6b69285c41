//! How lists of people are sorted. An order is worked out when it is first asked for, from numbers that are taken once.

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    column::{Column, itself, row_number},
    tally::Numbered,
};
use crate::model::person::title::TitleReading;

/// How a list of people is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By the name as it is shown, accents and case ignored.
    #[default]
    Name,
    /// By the last name, accents and case ignored; then by name.
    Surname,
    /// By company, those without one last; then by name.
    Company,
    /// Latest connection first, those without a date last.
    Newest,
    /// Earliest connection first, those without a date last.
    Oldest,
    /// Latest message first, those without one last.
    LatestContact,
    /// The longest without a message first, those who never wrote last.
    LongestSilence,
    /// Most messages first.
    MostMessages,
    /// Those of whom least is known first; then the oldest connection.
    LeastEvidence,
    /// Who was decided about last comes first, those not looked at last.
    LastDecided,
    /// By the kind of work that the position names, those that name none last; then by name.
    Role,
    /// By the level that the position names, the highest first, those that name none last; then by name.
    Seniority,
}

impl Order {
    /// All of them, in the order of the menu.
    pub const ALL: [Self; 12] = [
        Self::Name,
        Self::Surname,
        Self::Company,
        Self::Role,
        Self::Seniority,
        Self::Newest,
        Self::Oldest,
        Self::LatestContact,
        Self::LongestSilence,
        Self::MostMessages,
        Self::LeastEvidence,
        Self::LastDecided,
    ];

    /// Whether it goes by the day of the last message.
    #[must_use]
    pub fn is_by_contact(self) -> bool {
        matches!(self, Self::LatestContact | Self::LongestSilence)
    }

    /// The name as the menu shows it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Surname => "Last name",
            Self::Company => "Company",
            Self::Newest => "Newest connection",
            Self::Oldest => "Oldest connection",
            Self::LatestContact => "Latest contact",
            Self::LongestSilence => "Longest silence",
            Self::MostMessages => "Most messages",
            Self::LeastEvidence => "Least evidence",
            Self::LastDecided => "Last decided",
            Self::Role => "Kind of work",
            Self::Seniority => "Seniority",
        }
    }
}

/// What a person weighs when the least evidence comes first: the kinds, and whether more than that may be there.
pub(super) type Weight = ([u32; 4], bool);

/// What orders go by: for every row a number or two, and the names.
#[derive(Debug, Default)]
pub(super) struct OrderKeys {
    /// First and last names, with a blank between them.
    pub names: Arc<Column>,
    /// For every distinct name where the last name begins, in bytes.
    pub last_names: Vec<u32>,
    /// What those without a name are called.
    pub nameless: HashMap<u32, String>,
    /// The number of the company, in the order of their names; 0 without one.
    pub company: Vec<u32>,
    /// Since when they are connected.
    pub connected: Vec<Option<Date>>,
    /// When the two last wrote to each other alone, in seconds.
    pub contact: Vec<Option<i64>>,
    /// Messages between the two alone.
    pub messages: Vec<u32>,
    /// What is known of the tie.
    pub weight: Vec<Weight>,
    /// What the words of the position say.
    pub titles: Numbered<TitleReading>,
}

impl OrderKeys {
    fn len(&self) -> usize {
        self.company.len()
    }

    /// What a row is sorted by in the order of names.
    fn name(&self, row: u32) -> &str {
        // What stands behind a name in Latin letters comes after a sign that is before all letters, so it changes nothing.
        if self.nameless.is_empty() { self.names.of(row) } else { self.nameless.get(&row).map_or_else(|| self.names.of(row), String::as_str) }.trim_start()
    }

    /// What a row is sorted by in the order of last names; nothing without one.
    fn last_name(&self, row: u32) -> &str {
        let start = self.last_names.get(self.names.text_of(row) as usize).copied().unwrap_or_default();
        itself(self.names.of(row)).get(start as usize..).unwrap_or_default()
    }
}

/// All orders, each worked out once. Ties go by name, and then by the first import, so that no order ever flickers.
#[derive(Debug, Default)]
pub struct Orders {
    pub(super) keys: OrderKeys,
    /// For every row its place by name.
    places: OnceLock<Vec<u32>>,
    sorted: [OnceLock<Vec<u32>>; Order::ALL.len()],
}

impl Orders {
    pub(super) fn new(keys: OrderKeys) -> Self {
        Self { keys, ..Self::default() }
    }

    /// For every row its place by name.
    fn places(&self) -> &[u32] {
        self.places.get_or_init(|| {
            let mut places = vec![0; self.keys.len()];
            for (place, row) in (0..).zip(sorted_by_text(self.keys.len(), |row| self.keys.name(row))) {
                if let Some(slot) = places.get_mut(row as usize) {
                    *slot = place;
                }
            }
            places
        })
    }

    /// Every row, in this order.
    #[must_use]
    pub fn rows(&self, order: Order) -> &[u32] {
        // What was decided changes all the time: whoever asks for that order sorts these.
        let order = if order == Order::LastDecided { Order::Name } else { order };
        self.sorted.get(order as usize).map(|rows| rows.get_or_init(|| self.sort(order)).as_slice()).unwrap_or_default()
    }

    /// Works all of them out, so that none is waited for later. Not on the screen's thread.
    pub fn work_out(&self) {
        for order in Order::ALL {
            let _ = self.rows(order);
        }
    }

    fn sort(&self, order: Order) -> Vec<u32> {
        let keys = &self.keys;
        match order {
            Order::Name | Order::LastDecided => self.by(|_| ()),
            Order::Surname => self.by_last_name(),
            Order::Company => self.by(|row| keys.company.get(row).map(|company| company.wrapping_sub(1))),
            Order::Newest => self.by(|row| keys.connected.get(row).copied().flatten().map_or((true, None), |day| (false, Some(Reverse(day))))),
            Order::Oldest => self.by(|row| keys.connected.get(row).copied().flatten().map_or((true, None), |day| (false, Some(day)))),
            Order::Role => self.by(|row| keys.titles.get(row_number(row)).and_then(TitleReading::main_role).map_or(u8::MAX, |role| role as u8)),
            Order::Seniority => self.by(|row| Reverse(keys.titles.get(row_number(row)).and_then(TitleReading::seniority))),
            // Those by evidence keep the oldest connection first among equals.
            Order::LatestContact => self.oldest_by(|row| Reverse(keys.contact.get(row).copied().flatten())),
            Order::LongestSilence => self.oldest_by(|row| keys.contact.get(row).copied().flatten().map_or((true, 0), |at| (false, at))),
            Order::MostMessages => self.oldest_by(|row| Reverse(keys.messages.get(row))),
            Order::LeastEvidence => self.oldest_by(|row| keys.weight.get(row)),
        }
    }

    /// By a key, and by name among equals.
    fn by<K: Ord>(&self, key: impl Fn(usize) -> K) -> Vec<u32> {
        let mut keyed: Vec<(K, u32, u32)> = self.places().iter().zip(0..).map(|(place, row)| (key(row as usize), *place, row)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, _, row)| row).collect()
    }

    /// By last name, those without one at the end.
    fn by_last_name(&self) -> Vec<u32> {
        let name = |row: u32| self.keys.last_name(row);
        // Those without one are the first by text.
        let mut sorted = sorted_by_text(self.keys.len(), name);
        let without = sorted.partition_point(|row| name(*row).is_empty());
        sorted.rotate_left(without);
        let mut start = 0;
        while let Some(first) = sorted.get(start) {
            let same = name(*first);
            let end = sorted.iter().skip(start).position(|row| name(*row) != same).map_or(sorted.len(), |count| start + count);
            if let Some(equals) = sorted.get_mut(start..end) {
                equals.sort_unstable_by_key(|row| self.places().get(*row as usize).copied());
            }
            start = end;
        }
        sorted
    }

    /// By a key, and by the oldest connection among equals.
    fn oldest_by<K: Ord>(&self, key: impl Fn(usize) -> K) -> Vec<u32> {
        let mut keyed: Vec<(K, u32, u32)> = self.rows(Order::Oldest).iter().zip(0..).map(|(row, place)| (key(*row as usize), place, *row)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, _, row)| row).collect()
    }
}

/// Rows in the order of their texts; equals as they stand.
fn sorted_by_text<'t>(count: usize, text: impl Fn(u32) -> &'t str) -> Vec<u32> {
    // The first letters tell most of them apart, without a look at the text.
    let prefix = |text: &str| {
        let mut bytes = [0; 8];
        let end = text.len().min(8);
        if let (Some(to), Some(from)) = (bytes.get_mut(..end), text.as_bytes().get(..end)) {
            to.copy_from_slice(from);
        }
        u64::from_be_bytes(bytes)
    };
    let mut sorted: Vec<(u64, u32)> = (0..row_number(count)).map(|row| (prefix(text(row)), row)).collect();
    sorted.sort_unstable_by(|(a_prefix, a), (b_prefix, b)| a_prefix.cmp(b_prefix).then_with(|| text(*a).cmp(text(*b))).then(a.cmp(b)));
    sorted.into_iter().map(|(_, row)| row).collect()
}
