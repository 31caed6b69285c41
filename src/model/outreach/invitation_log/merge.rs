//! The files of several exports as one list: an invitation that several of them hold is one.

use std::collections::HashMap;

use jiff::civil::{DateTime, Time};

use super::StoredInvitations;
use crate::model::{evidence::Direction, import::parsed::ParsedInvitation, matching::contact::name_key};

/// An invitation of the newest file that holds it.
#[derive(Clone, Debug)]
pub(super) struct FoundInvitation {
    pub(super) row: ParsedInvitation,
    /// Whether the newest file of all holds it.
    pub(super) is_newest: bool,
    /// Whether its file tells the time of day.
    pub(super) has_time: bool,
    /// The place of the last file in which it was met.
    met_in: usize,
}

/// Whether two files mean one moment: a file that went through a spreadsheet may tell midnight for every time of day.
pub(super) fn is_same_moment(a: DateTime, b: DateTime) -> bool {
    a == b || (a.date() == b.date() && (a.time() == Time::midnight() || b.time() == Time::midnight()))
}

/// All invitations of these files, the newest file first. What a file holds twice by name alone are two.
pub(super) fn merged(files: impl Iterator<Item = StoredInvitations>) -> Vec<FoundInvitation> {
    let mut found: Vec<FoundInvitation> = Vec::new();
    let mut by_name: HashMap<(Direction, String), Vec<usize>> = HashMap::new();
    let mut by_slug: HashMap<(Direction, String), Vec<usize>> = HashMap::new();
    for (at, file) in files.enumerate() {
        let has_time = file.rows.iter().filter_map(|row| row.sent_at).any(|sent| sent.time() != Time::midnight());
        for row in file.rows {
            let name = (row.direction, name_key(&row.who.name));
            let slug = row.who.slug.clone().map(|slug| (row.direction, slug));
            let is_same_time = |one: &FoundInvitation| match (one.row.sent_at, row.sent_at) {
                (Some(a), Some(b)) => a == b || (one.has_time != has_time && a.date() == b.date()),
                (None, None) => true,
                _ => false,
            };
            let mut of_slug = slug.iter().filter_map(|slug| by_slug.get(slug)).flatten().copied();
            let same_profile = of_slug.find(|place| found.get(*place).is_some_and(is_same_time));
            let mut of_name = by_name.get(&name).into_iter().flatten().copied();
            // With two links the links decide; in one file each row is one.
            let is_other = |one: &FoundInvitation| one.met_in != at && (one.row.who.slug.is_none() || row.who.slug.is_none());
            let same_name = || of_name.find(|place| found.get(*place).is_some_and(|one| is_other(one) && is_same_time(one)));
            if let Some(known) = same_profile.or_else(same_name).and_then(|place| found.get_mut(place)) {
                known.met_in = at;
                // Exports until 2023 had no links.
                if known.row.who.slug.is_none() && row.who.slug.is_some() {
                    known.row.who.slug = row.who.slug;
                }
                continue;
            }
            by_name.entry(name).or_default().push(found.len());
            if let Some(slug) = slug {
                by_slug.entry(slug).or_default().push(found.len());
            }
            found.push(FoundInvitation { row, is_newest: at == 0, has_time, met_in: at });
        }
    }
    found
}
