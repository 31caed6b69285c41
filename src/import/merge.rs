//! Rows to people: rows with the same profile slug are one person; a name alone never makes two rows one.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use compact_str::CompactString;

use super::reader::PeopleList;
use crate::model::import::report::ImportReport;
use crate::model::{id::TextMap, person::Facts, text::folding};

/// Joins the lists of one day and fills in the counts of the report. Lists of earlier days tell nobody who is connected; they
/// fill in addresses and links that today's leave empty.
#[must_use]
pub fn merge(mut files: Vec<PeopleList>, history: Vec<PeopleList>, report: &mut ImportReport) -> Vec<Facts> {
    // The newest file speaks first; what it leaves empty, an older one fills.
    files.sort_by_key(|file| std::cmp::Reverse(file.people.iter().filter_map(|facts| facts.connected_on).max()));
    let mut people: Vec<Facts> = Vec::with_capacity(files.iter().map(|file| file.people.len()).sum());
    let mut by_slug: TextMap<CompactString, usize> = TextMap::default();
    by_slug.reserve(people.capacity());
    let mut file_of: Vec<usize> = Vec::with_capacity(people.capacity());
    let mut without_slug: Vec<(usize, Facts)> = Vec::new();
    for (number, file) in files.into_iter().enumerate() {
        report.records += file.counts.records;
        report.ghost_rows += file.counts.ghost_rows;
        report.empty_rows += file.counts.empty_rows;
        report.ends_in_mid_row |= file.ends_in_mid_row;
        for (day, rows) in file.ghost_days {
            // The same rows stand in each of several files.
            let known = report.ghost_days.entry(day).or_default();
            *known = rows.max(*known);
        }
        report.incomplete_rows += file.counts.incomplete_rows;
        report.surplus_rows += file.counts.surplus_rows;
        report.dates_not_understood += file.odd_dates.len();
        let room = ImportReport::MOST_ODD_DATES.saturating_sub(report.dates_not_understood_at.len());
        report.dates_not_understood_at.extend(file.odd_dates.into_iter().take(room));
        report.dates_implausible += file.implausible_dates.len();
        let room = ImportReport::MOST_ODD_DATES.saturating_sub(report.dates_implausible_at.len());
        report.dates_implausible_at.extend(file.implausible_dates.into_iter().take(room));
        report.warnings.extend(file.warnings);
        for facts in file.people {
            let Some(slug) = facts.slug.clone() else {
                without_slug.push((number, facts));
                continue;
            };
            match by_slug.entry(slug) {
                Entry::Vacant(entry) => {
                    entry.insert(people.len());
                    people.push(facts);
                    file_of.push(number);
                }
                Entry::Occupied(entry) => {
                    report.duplicates_merged += 1;
                    if let Some(known) = people.get_mut(*entry.get()) {
                        fill(known, facts);
                    }
                }
            }
        }
    }
    settle_without_slug(without_slug, &mut people, &mut file_of, report);
    add_history(history, &mut people, report);
    report.people = people.len();
    // A link that leads nowhere is none, nor is one that tells nobody.
    report.without_link = people.iter().filter(|facts| facts.slug.is_none() || facts.link().is_none()).count();
    report.without_date = people.iter().filter(|facts| facts.connected_on.is_none() && facts.connected_on_text.is_empty()).count();
    report.newest_connection = people.iter().filter_map(|facts| facts.connected_on).max();
    people
}

/// What lists of earlier days know of people who are connected today: the address and the link, which stay theirs.
fn add_history(history: Vec<PeopleList>, people: &mut [Facts], report: &mut ImportReport) {
    if history.is_empty() {
        return;
    }
    let by_slug: HashMap<CompactString, usize> = people.iter().enumerate().filter_map(|(at, facts)| Some((facts.slug.clone()?, at))).collect();
    let mut by_name: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, facts) in people.iter().enumerate() {
        by_name.entry(name_and_day(facts)).or_default().push(at);
    }
    let mut earlier = HashSet::new();
    for facts in history.into_iter().flat_map(|file| file.people) {
        let by_name = || match by_name.get(&Some(name_and_day(&facts)?)).map(Vec::as_slice) {
            Some([at]) => Some(*at),
            _ => None,
        };
        let at = match &facts.slug {
            Some(slug) => by_slug.get(slug).copied(),
            None => by_name(),
        };
        let Some(known) = at.and_then(|at| people.get_mut(at)) else {
            earlier.insert((facts.slug.clone(), facts.first_name.clone(), facts.last_name.clone(), facts.connected_on));
            continue;
        };
        if known.email.trim().is_empty() {
            known.email = facts.email;
        }
    }
    report.only_in_history = earlier.len();
}

fn name_and_day(facts: &Facts) -> Option<(String, String, jiff::civil::Date)> {
    facts.connected_on.map(|day| (folding::fold(facts.first_name.trim()), folding::fold(facts.last_name.trim()), day))
}

/// Rows without a slug. Within one file they are never merged. The same name and the same day in another file is the
/// same person, if nobody else has both: an old file without links beside a new one with them.
fn settle_without_slug(rows: Vec<(usize, Facts)>, people: &mut Vec<Facts>, file_of: &mut Vec<usize>, report: &mut ImportReport) {
    if rows.is_empty() {
        return;
    }
    let key = name_and_day;
    let mut known: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, facts) in people.iter().enumerate() {
        if let Some(key) = key(facts) {
            known.entry(key).or_default().push(at);
        }
    }
    let mut rows_with: HashMap<_, usize> = HashMap::new();
    for (number, facts) in &rows {
        if let Some(key) = key(facts) {
            *rows_with.entry((*number, key)).or_default() += 1;
        }
    }
    let mut added: HashMap<_, Vec<usize>> = HashMap::new();
    for (number, facts) in rows {
        let key = key(&facts);
        let twin = key.as_ref().filter(|key| rows_with.get(&(number, (*key).clone())) == Some(&1)).and_then(|key| {
            match known.get(key).or_else(|| added.get(key)).map(Vec::as_slice) {
                Some([at]) if file_of.get(*at) != Some(&number) => Some(*at),
                _ => None,
            }
        });
        if let Some(known) = twin.and_then(|at| people.get_mut(at)) {
            report.duplicates_merged += 1;
            fill(known, facts);
            continue;
        }
        if let Some(key) = key {
            added.entry(key).or_default().push(people.len());
        }
        people.push(facts);
        file_of.push(number);
    }
}

/// Fills what is empty in `known` from another row of the same person.
fn fill(known: &mut Facts, other: Facts) {
    let has_name = !known.first_name.trim().is_empty() || !known.last_name.trim().is_empty();
    if !has_name {
        known.first_name = other.first_name;
        known.last_name = other.last_name;
    }
    for (mine, theirs) in [(&mut known.email, other.email), (&mut known.company, other.company), (&mut known.position, other.position)] {
        if mine.trim().is_empty() {
            *mine = theirs;
        }
    }
    if known.connected_on.is_none() && (other.connected_on.is_some() || known.connected_on_text.is_empty()) {
        known.connected_on = other.connected_on;
        known.connected_on_text = other.connected_on_text;
    }
}
