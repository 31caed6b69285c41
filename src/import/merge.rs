//! Rows to people: rows with the same profile slug are one person; a name alone never makes two rows one.

use std::collections::{HashMap, hash_map::Entry};

use super::reader::FileContent;
use crate::model::{person::Facts, report::ImportReport};

/// Joins the files of one export and fills in the counts of the report.
#[must_use]
pub fn merge(mut files: Vec<FileContent>, report: &mut ImportReport) -> Vec<Facts> {
    // The newest file speaks first; what it leaves empty, an older one fills.
    files.sort_by_key(|file| std::cmp::Reverse(file.people.iter().filter_map(|facts| facts.connected_on).max()));
    let mut people: Vec<Facts> = Vec::with_capacity(files.iter().map(|file| file.people.len()).sum());
    let mut by_slug: HashMap<String, usize> = HashMap::with_capacity(people.capacity());
    for file in files {
        report.records += file.counts.records;
        report.ghost_rows += file.counts.ghost_rows;
        report.empty_rows += file.counts.empty_rows;
        report.incomplete_rows += file.counts.incomplete_rows;
        report.surplus_rows += file.counts.surplus_rows;
        report.dates_not_understood += file.odd_dates.len();
        let room = ImportReport::MOST_ODD_DATES.saturating_sub(report.dates_not_understood_at.len());
        report.dates_not_understood_at.extend(file.odd_dates.into_iter().take(room));
        report.warnings.extend(file.warnings);
        for facts in file.people {
            let Some(slug) = facts.slug.clone() else {
                people.push(facts);
                continue;
            };
            match by_slug.entry(slug) {
                Entry::Vacant(entry) => {
                    entry.insert(people.len());
                    people.push(facts);
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
    report.people = people.len();
    report.without_link = people.iter().filter(|facts| facts.link().is_none()).count();
    report.without_date = people.iter().filter(|facts| facts.connected_on.is_none() && facts.connected_on_text.is_empty()).count();
    report.newest_connection = people.iter().filter_map(|facts| facts.connected_on).max();
    people
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
