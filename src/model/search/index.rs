//! The search index and the sort orders over everybody, built once per load and patched per change.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::search::condition::Subject;
use crate::model::{
    evidence::{EvidenceKind, coverage::Coverage},
    person::{Person, title::TitleReading},
    search::Query,
    text::display_text::sanitized,
};
use crate::model::{local_time::LocalTime, text::folding};

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

/// Folded text of every person in one piece of memory, and one permutation per order.
///
/// Rows are positions in the slice that the index was built from.
#[derive(Debug, Default)]
pub struct Index {
    folded: String,
    ends: Vec<u32>,
    changed: HashMap<u32, String>,
    by_name: Vec<u32>,
    by_surname: Vec<u32>,
    by_company: Vec<u32>,
    newest: Vec<u32>,
    oldest: Vec<u32>,
    latest_contact: Vec<u32>,
    longest_silence: Vec<u32>,
    most_messages: Vec<u32>,
    least_evidence: Vec<u32>,
    by_role: Vec<u32>,
    by_seniority: Vec<u32>,
    /// For every row the number of its company, 0 for none.
    company_of: Vec<u32>,
    /// For every company, by number, a row of somebody there.
    company_rows: Vec<u32>,
    /// For every row what the words of the position say.
    titles: Vec<TitleReading>,
    /// For every row the local day of the first message.
    first_days: Vec<Option<Date>>,
    /// For every row the local day of the last message between the two alone.
    contact_days: Vec<Option<Date>>,
    /// For every row the year of the connection, [`i16::MIN`] for none.
    connected_years: Vec<i16>,
    /// For every row a bit for each kind of evidence of which no export tells.
    untold: Vec<u8>,
    /// The day it is, for what is due.
    today: Date,
}

/// The bit of a kind of evidence.
fn bit(kind: EvidenceKind) -> u8 {
    1 << (kind as u8)
}

/// A bit for each kind of evidence of which no export tells.
fn untold_kinds(person: &Person, coverage: &Coverage) -> u8 {
    EvidenceKind::ALL.into_iter().filter(|kind| !coverage.knows(*kind, &person.facts, &person.evidence)).fold(0, |bits, kind| bits | bit(kind))
}

impl Index {
    /// Folds and sorts. Costs some 20 ms for 30,000 people, so never on the screen's thread.
    #[must_use]
    pub fn build(people: &[Person], coverage: &Coverage, time: &LocalTime) -> Self {
        let contact_days = people.iter().map(|person| person.evidence.last_contact().map(|at| time.day_of(at))).collect();
        let first_days = people.iter().map(|person| person.evidence.messages.as_ref().map(|messages| time.day_of(messages.first))).collect();
        let connected_years = people.iter().map(|person| person.facts.connected_on.map_or(i16::MIN, Date::year)).collect();
        let untold = people.iter().map(|person| untold_kinds(person, coverage)).collect();
        let titles: Vec<TitleReading> = people.iter().map(|person| person.title).collect();
        let mut index = Self { today: time.today, first_days, contact_days, connected_years, untold, titles: titles.clone(), ..Self::default() };
        index.ends.reserve(people.len());
        for person in people {
            fold_person(person, &mut index.folded);
            index.ends.push(row_number(index.folded.len()));
        }
        let names: Vec<String> = people.iter().map(|p| folding::fold(&p.facts.name())).collect();
        let companies: Vec<String> = people.iter().map(|p| folding::fold(&sanitized(&p.facts.company))).collect();
        let name = |row: u32| names.get(row as usize).map(String::as_str).unwrap_or_default();
        let company = |row: u32| companies.get(row as usize).map(String::as_str).unwrap_or_default();
        let day = |row: u32| people.get(row as usize).and_then(|p| p.facts.connected_on);
        // Ties are broken by the row number, which is the order of first import: no order ever flickers.
        let mut rows: Vec<u32> = (0..row_number(people.len())).collect();
        rows.sort_unstable_by(|&a, &b| name(a).cmp(name(b)).then(a.cmp(&b)));
        index.by_name.clone_from(&rows);
        let mut rank = vec![0_u32; rows.len()];
        for (place, &row) in rows.iter().enumerate() {
            if let Some(slot) = rank.get_mut(row as usize) {
                *slot = row_number(place);
            }
        }
        let rank = |row: u32| rank.get(row as usize).copied().unwrap_or_default();
        let surnames: Vec<String> = people.iter().map(|p| folding::fold(&sanitized(&p.facts.last_name))).collect();
        let surname = |row: u32| surnames.get(row as usize).map(String::as_str).unwrap_or_default();
        rows.sort_unstable_by(|&a, &b| {
            surname(a).is_empty().cmp(&surname(b).is_empty()).then_with(|| surname(a).cmp(surname(b))).then_with(|| rank(a).cmp(&rank(b)))
        });
        index.by_surname.clone_from(&rows);
        rows.sort_unstable_by(|&a, &b| {
            company(a).is_empty().cmp(&company(b).is_empty()).then_with(|| company(a).cmp(company(b))).then_with(|| rank(a).cmp(&rank(b)))
        });
        index.by_company.clone_from(&rows);
        // In this order equal companies stand together.
        index.company_of = vec![0; rows.len()];
        let mut before = "";
        for &row in rows.iter().filter(|row| !company(**row).is_empty()) {
            if company(row) != before {
                before = company(row);
                index.company_rows.push(row);
            }
            if let Some(slot) = index.company_of.get_mut(row as usize) {
                *slot = row_number(index.company_rows.len());
            }
        }
        rows.sort_unstable_by(|&a, &b| day(a).is_none().cmp(&day(b).is_none()).then_with(|| day(b).cmp(&day(a))).then_with(|| rank(a).cmp(&rank(b))));
        index.newest.clone_from(&rows);
        // Stable, from the order by name.
        index.by_role.clone_from(&index.by_name);
        index.by_role.sort_by_key(|row| titles.get(*row as usize).and_then(|title| title.main_role()).map_or(u8::MAX, |role| role as u8));
        index.by_seniority.clone_from(&index.by_name);
        index.by_seniority.sort_by_key(|row| std::cmp::Reverse(titles.get(*row as usize).and_then(|title| title.seniority())));
        rows.sort_unstable_by(|&a, &b| day(a).is_none().cmp(&day(b).is_none()).then_with(|| day(a).cmp(&day(b))).then_with(|| rank(a).cmp(&rank(b))));
        index.oldest.clone_from(&rows);
        // The orders by evidence start from the oldest connection, and keep it among equals.
        let contact = |row: u32| people.get(row as usize).and_then(|p| p.evidence.last_contact());
        let by_evidence = |order: &mut dyn FnMut(u32, u32) -> std::cmp::Ordering| {
            let mut sorted = rows.clone();
            sorted.sort_by(|&a, &b| order(a, b));
            sorted
        };
        index.latest_contact = by_evidence(&mut |a, b| contact(b).cmp(&contact(a)));
        index.longest_silence = by_evidence(&mut |a, b| contact(a).is_none().cmp(&contact(b).is_none()).then_with(|| contact(a).cmp(&contact(b))));
        let count = |row: u32| people.get(row as usize).map_or(0, |p| p.evidence.message_count());
        index.most_messages = by_evidence(&mut |a, b| count(b).cmp(&count(a)));
        // Where nothing can be known, there may be more than nothing.
        let is_unknown = |p: &Person| !coverage.knows(EvidenceKind::Messages, &p.facts, &p.evidence);
        let weights: Vec<_> = people.iter().map(|p| (p.evidence.weight(), is_unknown(p))).collect();
        let weight = |row: u32| weights.get(row as usize);
        index.least_evidence = by_evidence(&mut |a, b| weight(a).cmp(&weight(b)));
        index
    }

    /// Every row, in this order.
    #[must_use]
    pub fn rows(&self, order: Order) -> &[u32] {
        match order {
            // What was decided changes all the time: whoever asks for that order sorts these.
            Order::Name | Order::LastDecided => &self.by_name,
            Order::Surname => &self.by_surname,
            Order::Company => &self.by_company,
            Order::Newest => &self.newest,
            Order::Oldest => &self.oldest,
            Order::LatestContact => &self.latest_contact,
            Order::LongestSilence => &self.longest_silence,
            Order::MostMessages => &self.most_messages,
            Order::LeastEvidence => &self.least_evidence,
            Order::Role => &self.by_role,
            Order::Seniority => &self.by_seniority,
        }
    }

    /// The local day of the last message between the two alone.
    #[must_use]
    pub fn contact_day(&self, row: u32) -> Option<Date> {
        self.contact_days.get(row as usize).copied().flatten()
    }

    /// The number of a row's company; none where the export gives no company.
    #[must_use]
    pub fn company_of(&self, row: u32) -> Option<u32> {
        self.company_of.get(row as usize).copied().filter(|number| *number > 0)
    }

    /// For every company, by number, how many of these rows work there.
    #[must_use]
    pub fn count_by_company(&self, is_counted: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut counts = vec![0; self.company_rows.len() + 1];
        for (row, company) in (0..).zip(&self.company_of) {
            if is_counted(row)
                && let Some(count) = counts.get_mut(*company as usize)
            {
                *count += 1;
            }
        }
        counts
    }

    /// For every company, by number, how many of these rows work there; at first how many have none.
    #[must_use]
    pub fn count_companies(&self, rows: &[u32]) -> Vec<u32> {
        let mut counts = vec![0; self.company_rows.len() + 1];
        for row in rows {
            if let Some(count) = self.company_of.get(*row as usize).and_then(|company| counts.get_mut(*company as usize)) {
                *count += 1;
            }
        }
        counts
    }

    /// Somebody who works at the company of this number.
    #[must_use]
    pub fn somebody_at(&self, company: u32) -> Option<u32> {
        self.company_rows.get(company.checked_sub(1)? as usize).copied()
    }

    /// What the words of a row's position say.
    #[must_use]
    #[inline]
    pub fn title(&self, row: u32) -> TitleReading {
        self.titles.get(row as usize).copied().unwrap_or_default()
    }

    /// Folds a row again after its note changed.
    pub fn refold(&mut self, row: u32, person: &Person) {
        let mut folded = String::new();
        fold_person(person, &mut folded);
        self.changed.insert(row, folded);
    }

    /// Whether the person of this row meets every condition of a search.
    #[must_use]
    #[inline]
    pub fn meets(&self, row: u32, person: &Person, query: &Query, coverage: &Coverage) -> bool {
        !query.has_conditions() || query.conditions_hold(&self.subject(row, person), coverage)
    }

    /// Whether the person of this row is left out of a search only because no export tells what it asks.
    #[must_use]
    pub fn is_untold(&self, row: u32, person: &Person, query: &Query, coverage: &Coverage) -> bool {
        query.is_untold(&self.subject(row, person), coverage) && self.matches(row, query)
    }

    /// Whether no export tells of this kind of evidence with the person of this row.
    #[must_use]
    #[inline]
    pub fn is_kind_untold(&self, row: u32, kind: EvidenceKind) -> bool {
        self.untold.get(row as usize).is_some_and(|kinds| kinds & bit(kind) != 0)
    }

    /// The year of a row's connection.
    #[must_use]
    #[inline]
    pub fn connected_year(&self, row: u32) -> Option<i16> {
        self.connected_years.get(row as usize).copied().filter(|year| *year != i16::MIN)
    }

    #[inline]
    pub(super) fn subject<'i>(&'i self, row: u32, person: &'i Person) -> Subject<'i> {
        let day = |days: &[Option<Date>]| days.get(row as usize).copied().flatten();
        Subject { person, folded: self.folded_row(row), first_day: day(&self.first_days), contact_day: day(&self.contact_days), today: self.today }
    }

    /// Whether every word of a search is found in this row; its conditions are another matter, see [`Index::meets`].
    #[must_use]
    pub fn matches(&self, row: u32, query: &Query) -> bool {
        query.matches(self.folded_row(row))
    }

    /// For every row whether it matches; of those for which `is_candidate` does not hold, none does.
    ///
    /// The first term is looked for in one pass over all folded text, from hit to hit, which is several times faster
    /// than row by row; the other terms only where it was found.
    #[must_use]
    pub fn all_matches(&self, query: &Query, is_candidate: impl Fn(u32) -> bool) -> Vec<bool> {
        let mut others = query.needles();
        let Some(first) = others.next() else { return (0..row_number(self.ends.len())).map(is_candidate).collect() };
        let others: Vec<_> = others.collect();
        let mut matches = vec![false; self.ends.len()];
        let bytes = self.folded.as_bytes();
        let (mut from, mut row) = (0, 0);
        while let Some(found) = bytes.get(from..).and_then(|rest| first.find(rest)) {
            let at = from + found;
            while self.ends.get(row).is_some_and(|end| *end as usize <= at) {
                row += 1;
            }
            let (Some(end), Some(slot)) = (self.ends.get(row), matches.get_mut(row)) else { break };
            let end = *end as usize;
            let number = row_number(row);
            *slot =
                at + first.needle().len() <= end && is_candidate(number) && others.iter().all(|term| term.find(self.folded_row(number).as_bytes()).is_some());
            from = end;
        }
        for row in self.changed.keys() {
            if let Some(slot) = matches.get_mut(*row as usize) {
                *slot = is_candidate(*row) && self.matches(*row, query);
            }
        }
        matches
    }

    pub(super) fn folded_row(&self, row: u32) -> &str {
        if !self.changed.is_empty()
            && let Some(folded) = self.changed.get(&row)
        {
            return folded;
        }
        let row = row as usize;
        let start = row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(row).copied().unwrap_or(start);
        self.folded.get(start as usize..end as usize).unwrap_or_default()
    }
}

/// The fields that search looks at, a line each (see [`folding::Field`]), so that no term matches across two fields. What is
/// written in other letters stands there once more as a Latin keyboard types it.
fn fold_person(person: &Person, out: &mut String) {
    let facts = &person.facts;
    let owner_note = person.evidence.owner_note.as_ref().map_or("", |note| note.text.as_str());
    // A note is a note, wherever it was written.
    let lines: [(&str, &str); 5] =
        [(&facts.first_name, &facts.last_name), (&facts.company, ""), (&facts.position, ""), (&facts.email, ""), (&person.state.note, owner_note)];
    for (at, (first, second)) in lines.into_iter().enumerate() {
        let start = out.len();
        folding::fold_into(first, out);
        // Between the two names always, so that an end of the first is no beginning of the second.
        if at == 0 || !second.is_empty() {
            out.push(' ');
            folding::fold_into(second, out);
        }
        // What parts fields must not stand in one.
        if out.get(start..).is_some_and(|line| line.contains(['\n', folding::LATIN])) {
            let line = out.split_off(start).replace(['\n', folding::LATIN], " ");
            out.push_str(&line);
        }
        if let Some(latin) = out.get(start..).and_then(folding::latin) {
            out.push(folding::LATIN);
            out.push_str(&latin);
        }
        out.push('\n');
    }
}

/// Row numbers and offsets fit 32 bits: a workspace of four billion bytes of names does not exist.
fn row_number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
