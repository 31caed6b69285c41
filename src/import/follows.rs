//! `Member_Follows.csv` and `Company Follows.csv`: whom the owner follows, by name only, since the files have no links.

use std::collections::{HashMap, HashSet};

use jiff::civil::{Date, DateTime};

use super::{
    date::{self, Span},
    reader::{EvidenceFile, FileContext, Reader, each_row},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{
    import::{
        file_kind::FileKind,
        parsed::{ParsedEvidence, ParsedFile},
    },
    outreach::follow::{Follow, FollowKind},
    progress::ProgressSink,
};

/// `Member_Follows.csv`: its rows say Active or Unfollow, and the later of two about one name holds.
pub(super) struct MemberFollows;

/// `Company Follows.csv`
pub(super) struct CompanyFollows;

/// Java's `Thu Dec 05 10:11:12 UTC 2024` as `05 Dec 2024 10:11:12`; any other text as it is: `2024-05-05 05:05:05`, `05 Apr 2023`.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_, month, day, time, _, year] if time.contains(':') => format!("{day} {month} {year} {time}"),
        _ => text.trim().to_owned(),
    }
}

/// The moments of a column; a spreadsheet may have written all of them with the day first.
fn moments(cells: &[String], latest: Date) -> Vec<Option<DateTime>> {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    let order = date::order_of(&cells.iter().map(String::as_str), latest);
    cells.iter().map(|cell| date::read_moment(cell, order, latest)).collect()
}

/// What was read of one file, with the days that its rows tell.
fn file_of(kind: FileKind, file: FileContext<'_>, mut parsed: ParsedEvidence, read: EvidenceFile) -> EvidenceFile {
    let mut span = Span::default();
    parsed.follows.iter().for_each(|follow| span.take(follow.followed_on));
    parsed.count(kind).rows = read.rows;
    parsed.files.push(ParsedFile { kind, name: file.name.to_owned(), from: span.from, to: span.to, exported_on: None });
    EvidenceFile { parsed, ..read }
}

impl Reader for MemberFollows {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::MemberFollows
    }

    fn knows(&self, header: &Header) -> bool {
        ["date", "status", "fullname"].iter().all(|column| header.has(column))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let [day, status, name] = ["date", "status", "fullname"].map(|column| rows.header.column(&[column]));
        let mut parsed = ParsedEvidence::default();
        let mut said: Vec<(String, bool)> = Vec::new();
        let mut days: Vec<String> = Vec::new();
        let read = each_row("Reading whom you follow", rows, progress, |row| {
            let [moment, status, name] = [day, status, name].map(|column| row.cell(column).trim().to_owned());
            let is_active = if status.eq_ignore_ascii_case("active") {
                true
            } else if status.to_ascii_lowercase().starts_with("unfollow") {
                false
            } else {
                parsed.count(FileKind::MemberFollows).ignore("status_not_understood");
                return;
            };
            if name.is_empty() {
                parsed.count(FileKind::MemberFollows).ignore("no_name");
                return;
            }
            days.push(moment);
            said.push((name, is_active));
        })?;
        // What each name was last said to be: by the moment, and of two without one by their order.
        let mut last: Vec<(Follow, bool, Option<DateTime>)> = Vec::new();
        let mut place: HashMap<String, usize> = HashMap::new();
        for ((name, is_active), at) in said.into_iter().zip(moments(&days, file.latest)) {
            let follow = Follow { kind: FollowKind::Member, followed_on: at.map(DateTime::date), name, exported_on: None };
            let Some(before) = place.get(&follow.key()).and_then(|at| last.get_mut(*at)) else {
                place.insert(follow.key(), last.len());
                last.push((follow, is_active, at));
                continue;
            };
            parsed.count(FileKind::MemberFollows).ignore("said_otherwise_later");
            if before.2 <= at {
                *before = (follow, is_active, at);
            }
        }
        for (follow, is_active, _) in last {
            if is_active {
                parsed.follows.push(follow);
            } else {
                parsed.count(FileKind::MemberFollows).ignore("unfollowed");
            }
        }
        Ok(file_of(FileKind::MemberFollows, file, parsed, read))
    }
}

impl Reader for CompanyFollows {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::CompanyFollows
    }

    fn knows(&self, header: &Header) -> bool {
        ["organization", "followedon"].iter().all(|column| header.has(column))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let [name, day] = ["organization", "followedon"].map(|column| rows.header.column(&[column]));
        let mut parsed = ParsedEvidence::default();
        let (mut seen, mut days) = (HashSet::new(), Vec::new());
        let read = each_row("Reading which companies you follow", rows, progress, |row| {
            let follow = Follow { kind: FollowKind::Company, name: row.cell(name).trim().to_owned(), ..Follow::default() };
            if follow.name.is_empty() {
                parsed.count(FileKind::CompanyFollows).ignore("no_name");
            } else if seen.insert(follow.key()) {
                days.push(row.cell(day).to_owned());
                parsed.follows.push(follow);
            } else {
                parsed.count(FileKind::CompanyFollows).ignore("already_counted");
            }
        })?;
        for (follow, at) in parsed.follows.iter_mut().zip(moments(&days, file.latest)) {
            follow.followed_on = at.map(DateTime::date);
        }
        Ok(file_of(FileKind::CompanyFollows, file, parsed, read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_each_form_that_was_seen() {
        let latest: Date = "2026-11-06".parse().unwrap();
        let day = |text: &str| moments(&[text.to_owned()], latest)[0].map(DateTime::date);
        for (text, expected) in [
            ("2024-05-05 05:05:05", "2024-05-05"),
            ("05 Apr 2023", "2023-04-05"),
            ("Thu Dec 05 10:11:12 UTC 2024", "2024-12-05"),
            ("Thu Dec 05 10:11:12 CEST 2024", "2024-12-05"),
        ] {
            assert_eq!(day(text), expected.parse().ok(), "{text}");
        }
        for text in ["", "N/A", "Thu Dec 05 10:11:12 UTC 2029"] {
            assert_eq!(day(text), None, "{text}");
        }
        // One cell tells the order of all.
        let column = ["05/12/2024".to_owned(), "25/12/2024".to_owned()];
        assert_eq!(moments(&column, latest)[0].map(DateTime::date), "2024-12-05".parse().ok());
    }
}
