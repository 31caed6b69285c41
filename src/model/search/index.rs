//! The search index over everybody: columns of text, a few numbers of each person, and the orders. Built once per load, off the
//! screen's thread, and patched per change.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::civil::Date;
use memchr::memmem::Finder;

use super::{
    column::{Column, RowSet, itself, make_searchable, row_number},
    field::asks_of_state,
    letters::Letters,
    order::{Order, OrderKeys, Orders},
    row_facts::{Mark, RowFacts},
    standing::Standing,
    tally::{Counted, Numbered, Tally},
    truths::Truths,
};
use crate::model::{
    evidence::{EvidenceKind, coverage::Coverage},
    local_time::LocalTime,
    person::{Person, reason::Reasons, title::TitleReading},
    text::{
        display_text::sanitized,
        folding::{self, Field},
    },
};

/// So many terms, and so many conditions, are remembered with whom they find.
const MOST_REMEMBERED: usize = 64;

/// Columns of text, numbers and orders over everybody.
///
/// Rows are positions in the slice that the index was built from.
#[derive(Debug, Default)]
pub struct Index {
    names: Arc<Column>,
    companies: Arc<Column>,
    positions: Arc<Column>,
    emails: Arc<Column>,
    /// The notes of those who have one, the member's and those that were made at LinkedIn, folded.
    notes: BTreeMap<u32, String>,
    /// The reasons of those for whom some are given.
    reasons: BTreeMap<u32, Reasons>,
    facts: Vec<RowFacts>,
    /// For every company, by number, a row of somebody there.
    company_rows: Vec<u32>,
    orders: Arc<Orders>,
    letters: Arc<Letters>,
    /// For every row what facets count, see [`Mark`].
    marks: Vec<Mark>,
    /// For every row the year of the connection; none without a date.
    years: Numbered<Option<i16>>,
    standing: Standing,
    /// Those whom rules suggest.
    suggested: RowSet,
    /// The time it is, for what is due and for when something was decided.
    time: LocalTime,
    /// Whom terms find that were looked for since the last change: who types goes on from there.
    terms: RefCell<HashMap<String, Arc<RowSet>>>,
    /// The same of conditions.
    conditions: RefCell<HashMap<String, Truths>>,
}

impl Index {
    /// Folds and counts. Never on the screen's thread.
    #[must_use]
    pub fn build(people: &[Person], coverage: &Coverage, time: &LocalTime) -> Self {
        let plain = |text: &str, out: &mut String| folding::fold_into(text, out);
        let facts = || people.iter().map(|person| &person.facts);
        let mut last_names = Vec::new();
        let names = Column::build(facts().map(|facts| (facts.first_name.as_str(), facts.last_name.as_str())), |(first, last), out| {
            let start = out.len();
            folding::fold_into(&sanitized(first), out);
            // Always, so that an end of the first is no beginning of the second.
            out.push(' ');
            last_names.push(row_number(out.len() - start));
            folding::fold_into(&sanitized(last), out);
        });
        let mut index = Self {
            names: Arc::new(names),
            companies: Arc::new(Column::build(facts().map(|facts| facts.company.as_str()), plain)),
            positions: Arc::new(Column::build(facts().map(|facts| facts.position.as_str()), plain)),
            emails: Arc::new(Column::build(facts().map(|facts| facts.email.as_str()), plain)),
            facts: people.iter().map(|person| RowFacts::of(person, coverage, time)).collect(),
            time: time.clone(),
            ..Self::default()
        };
        index.standing = Standing::with_capacity(people.len());
        index.suggested = index.nobody();
        for (row, person) in (0..).zip(people) {
            index.take_texts(row, person);
            index.standing.take(row as usize, &person.state);
        }
        index.marks = index.facts.iter().map(Mark::of).collect();
        index.years = Numbered::build(index.facts.iter().map(|facts| facts.connected.map(Date::year)));
        let columns = [&index.names, &index.companies, &index.positions, &index.emails].map(Arc::clone);
        index.letters = Arc::new(Letters::new(columns.into(), people.len()));
        let company = index.number_companies(people);
        for (facts, number) in index.facts.iter_mut().zip(&company) {
            facts.has_company = *number > 0;
        }
        index.orders = Arc::new(Orders::new(OrderKeys {
            names: Arc::clone(&index.names),
            last_names,
            nameless: nameless(people),
            company,
            connected: index.facts.iter().map(|facts| facts.connected).collect(),
            contact: people.iter().map(|person| person.evidence.last_contact().map(jiff::Timestamp::as_second)).collect(),
            messages: index.facts.iter().map(|facts| facts.messages).collect(),
            weight: people
                .iter()
                .zip(&index.facts)
                .map(|(person, facts)| {
                    let (history, messages, endorsements, invitations) = person.evidence.weight();
                    let weight = [history, messages, endorsements, invitations].map(|weight| u32::try_from(weight).unwrap_or(u32::MAX));
                    // Where nothing can be known, there may be more than nothing.
                    (weight, !facts.is_told(EvidenceKind::Messages))
                })
                .collect(),
            titles: Numbered::build(index.facts.iter().map(|facts| facts.title)),
        }));
        index
    }

    /// Numbers companies in the order of their names, from 1, one however it is spelled. For every row its number, 0 for none.
    fn number_companies(&mut self, people: &[Person]) -> Vec<u32> {
        let somebody_of = |text: u32| self.companies.rows_of(text).first().copied();
        let name_of = |text: u32| {
            let person = people.get(somebody_of(text)? as usize)?;
            Some((folding::company_key(&person.facts.company), text)).filter(|(name, _)| !name.is_empty())
        };
        let mut names: Vec<(String, u32)> = (0..row_number(self.companies.len())).filter_map(name_of).collect();
        names.sort_unstable();
        let mut number_of = vec![0; self.companies.len()];
        let mut company_rows = Vec::new();
        let mut before = None;
        for (name, text) in &names {
            if before != Some(name) {
                company_rows.extend(somebody_of(*text));
                before = Some(name);
            }
            if let Some(slot) = number_of.get_mut(*text as usize) {
                *slot = row_number(company_rows.len());
            }
        }
        self.company_rows = company_rows;
        (0..row_number(people.len())).map(|row| number_of.get(self.companies.text_of(row) as usize).copied().unwrap_or_default()).collect()
    }

    /// Takes over the texts of a row that may change.
    fn take_texts(&mut self, row: u32, person: &Person) {
        let owner_note = person.evidence.owner_note.as_ref().map_or("", |note| note.text.as_str());
        // A note is a note, wherever it was written.
        if person.state.note.is_empty() && owner_note.is_empty() {
            self.notes.remove(&row);
        } else {
            let mut folded = folding::fold(&person.state.note);
            if !owner_note.is_empty() {
                folded.push(' ');
                folding::fold_into(owner_note, &mut folded);
            }
            make_searchable(&mut folded, 0);
            self.notes.insert(row, folded);
        }
        self.take_reasons(row, person);
    }

    /// Takes over the reasons of a row. While they are hidden, own words are none to look for.
    fn take_reasons(&mut self, row: u32, person: &Person) {
        if person.state.reasons.is_empty() {
            self.reasons.remove(&row);
        } else {
            self.reasons.insert(row, person.state.reasons.clone());
        }
    }

    /// Takes over what the member made of a row's person since; `with_texts` also the note, which is not searched for while it
    /// is hidden.
    pub fn update(&mut self, row: u32, person: &Person, with_texts: bool) {
        if let Some(facts) = self.facts.get_mut(row as usize) {
            facts.take_state(person, &self.time);
            if let Some(mark) = self.marks.get_mut(row as usize) {
                *mark = Mark::of(facts);
            }
            self.standing.take(row as usize, &person.state);
        }
        if with_texts {
            let before = self.notes.get(&row).cloned();
            self.take_texts(row, person);
            if self.notes.get(&row) != before.as_ref() {
                // Words are looked for in notes, too.
                self.terms.get_mut().clear();
            }
        } else {
            self.take_reasons(row, person);
        }
        self.conditions.get_mut().retain(|condition, _| !asks_of_state(condition));
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.facts.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.is_empty()
    }

    /// The day that it is.
    pub(super) fn today(&self) -> Date {
        self.time.today
    }

    /// What is worked out beside the screen, so that nobody waits for it: whoever runs this must not be the screen.
    pub fn rest(&self) -> impl FnOnce() + Send + 'static {
        let (letters, orders) = (Arc::clone(&self.letters), Arc::clone(&self.orders));
        move || {
            letters.work_out();
            orders.work_out();
        }
    }

    /// Every row, in this order.
    #[must_use]
    pub fn rows(&self, order: Order) -> &[u32] {
        self.orders.rows(order)
    }

    /// Counts these rows by what facets tell apart.
    pub(super) fn tally(&self, rows: &RowSet) -> Tally {
        let keys = &self.orders.keys;
        let counted =
            Counted { companies: &keys.company, company_count: self.company_rows.len(), years: &self.years, titles: &keys.titles, marks: &self.marks };
        counted.tally(rows)
    }

    /// The years of connections.
    pub(super) fn years(&self) -> &Numbered<Option<i16>> {
        &self.years
    }

    /// What the words of positions say.
    pub(super) fn titles(&self) -> &Numbered<TitleReading> {
        &self.orders.keys.titles
    }

    /// What conditions ask of a row.
    #[inline]
    pub(in crate::model) fn facts(&self, row: u32) -> Option<&RowFacts> {
        self.facts.get(row as usize)
    }

    /// The local day of the last message between the two alone.
    #[must_use]
    pub fn contact_day(&self, row: u32) -> Option<Date> {
        self.facts(row).and_then(|facts| facts.contact_day)
    }

    /// The year of a row's connection.
    #[must_use]
    #[inline]
    pub fn connected_year(&self, row: u32) -> Option<i16> {
        self.years.get(row).flatten()
    }

    /// What the words of a row's position say.
    #[must_use]
    #[inline]
    pub fn title(&self, row: u32) -> TitleReading {
        self.titles().get(row).unwrap_or_default()
    }

    /// The number of a row's company; none where the export gives no company.
    #[must_use]
    pub fn company_of(&self, row: u32) -> Option<u32> {
        self.orders.keys.company.get(row as usize).copied().filter(|number| *number > 0)
    }

    /// For every company, by number, how many of these rows work there; at first how many have none.
    #[must_use]
    pub fn count_companies(&self, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut counts = vec![0; self.company_rows.len() + 1];
        for row in rows {
            if let Some(count) = self.orders.keys.company.get(row as usize).and_then(|company| counts.get_mut(*company as usize)) {
                *count += 1;
            }
        }
        counts
    }

    /// How many of these rows recommended the member.
    #[must_use]
    pub fn count_recommending(&self, rows: &RowSet) -> usize {
        rows.ones().filter_map(|row| self.facts.get(row)).filter(|facts| facts.recommended).count()
    }

    /// Whether all that a row's person ever wrote was in the week after connecting, unanswered; not where that cannot be told.
    #[must_use]
    pub fn only_pitched(&self, row: u32) -> bool {
        self.facts(row).and_then(|facts| facts.only_pitched) == Some(true)
    }

    /// Those whom rules suggest.
    #[must_use]
    pub fn suggested(&self) -> &RowSet {
        &self.suggested
    }

    /// Takes over whom rules suggest.
    pub fn set_suggested(&mut self, rows: RowSet) {
        if self.suggested != rows {
            self.suggested = rows;
            self.conditions.get_mut().retain(|condition, _| !asks_of_state(condition));
        }
    }

    /// How rows stand.
    #[must_use]
    pub fn standing(&self) -> &Standing {
        &self.standing
    }

    /// Somebody who works at the company of this number.
    #[must_use]
    pub fn somebody_at(&self, company: u32) -> Option<u32> {
        self.company_rows.get(company.checked_sub(1)? as usize).copied()
    }

    /// The field of a row, folded, and once more as a Latin keyboard types it.
    pub(super) fn field(&self, row: u32, field: Field) -> &str {
        match field {
            Field::Note => self.notes.get(&row).map(String::as_str).unwrap_or_default(),
            field => self.column(field).map(|column| column.of(row)).unwrap_or_default(),
        }
    }

    fn column(&self, field: Field) -> Option<&Column> {
        match field {
            Field::Name => Some(&*self.names),
            Field::Company => Some(&*self.companies),
            Field::Position => Some(&*self.positions),
            Field::Email => Some(&*self.emails),
            Field::Note => None,
        }
    }

    /// Nobody yet.
    pub(super) fn nobody(&self) -> RowSet {
        RowSet::with_capacity(self.len())
    }

    /// The rows in a field of which this stands.
    pub(super) fn find_in(&self, field: Field, needle: &Finder<'_>) -> RowSet {
        let mut found = self.nobody();
        self.add_found(field, needle, &mut found);
        found
    }

    fn add_found(&self, field: Field, needle: &Finder<'_>, found: &mut RowSet) {
        match self.column(field) {
            Some(column) => column.find(needle, found),
            None => self.notes.iter().filter(|(_, note)| needle.find(note.as_bytes()).is_some()).for_each(|(row, _)| found.insert(*row as usize)),
        }
    }

    /// The rows of whose field this holds, without what stands there in Latin letters.
    pub(super) fn find_whole(&self, field: Field, holds: impl Fn(&str) -> bool) -> RowSet {
        let mut found = self.nobody();
        match self.column(field) {
            Some(column) => column.find_whole(|text| holds(itself(text)), &mut found),
            // Whoever has no note is asked nothing: a search for nothing is none.
            None => self.notes.iter().filter(|(_, note)| holds(itself(note))).for_each(|(row, _)| found.insert(*row as usize)),
        }
        found
    }

    /// The rows of whose reasons this holds.
    pub(super) fn find_reasons(&self, holds: impl Fn(&Reasons) -> bool) -> RowSet {
        let mut found = self.nobody();
        self.reasons.iter().filter(|(_, reasons)| holds(reasons)).for_each(|(row, _)| found.insert(*row as usize));
        found
    }

    /// The rows in any field of which these words stand. Remembered, since whoever types a letter more asks for the rest again;
    /// and where few have the beginning of the words, only these are looked at.
    pub(super) fn find_term(&self, words: &str, finder: &Finder<'_>) -> Arc<RowSet> {
        if let Some(found) = self.terms.borrow().get(words) {
            return Arc::clone(found);
        }
        let begun = self
            .terms
            .borrow()
            .iter()
            .filter(|(known, _)| words.starts_with(known.as_str()))
            .max_by_key(|(known, _)| known.len())
            .map(|(_, rows)| Arc::clone(rows));
        let few = self.len() / 16;
        let mut found = self.nobody();
        if let Some(rows) = self.letters.rows(words) {
            found.union_with(rows);
            self.add_found(Field::Note, finder, &mut found);
        } else if let Some(begun) = begun.filter(|begun| begun.ones().nth(few).is_none()) {
            for row in begun.ones() {
                found.set(row, Field::ALL.into_iter().any(|field| finder.find(self.field(row_number(row), field).as_bytes()).is_some()));
            }
        } else {
            for field in Field::ALL {
                self.add_found(field, finder, &mut found);
            }
        }
        let found = Arc::new(found);
        remember(&self.terms, words.to_owned(), Arc::clone(&found));
        found
    }

    /// What was found of a condition since the last change, or else what `look` finds.
    pub(super) fn remembered(&self, condition: String, look: impl FnOnce() -> Truths) -> Truths {
        if let Some(truths) = self.conditions.borrow().get(&condition) {
            return truths.clone();
        }
        let truths = look();
        remember(&self.conditions, condition, truths.clone());
        truths
    }
}

fn remember<T>(known: &RefCell<HashMap<String, T>>, typed: String, found: T) {
    let mut known = known.borrow_mut();
    if known.len() >= MOST_REMEMBERED {
        known.clear();
    }
    known.insert(typed, found);
}

/// What those are called who have no name: by the end of their link.
fn nameless(people: &[Person]) -> HashMap<u32, String> {
    let is_nameless = |person: &Person| sanitized(&person.facts.first_name).is_empty() && sanitized(&person.facts.last_name).is_empty();
    (0..).zip(people).filter(|(_, person)| is_nameless(person)).map(|(row, person)| (row, folding::fold(&person.facts.name()))).collect()
}

#[cfg(test)]
mod tests;
