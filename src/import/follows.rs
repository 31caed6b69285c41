//! `Member_Follows.csv` and `Company Follows.csv`: whom the owner follows, by name only, since the files have no links.

use jiff::civil::Date;

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

/// The day in `2024-05-05 05:05:05`, `05 Apr 2023` or Java's `Thu Dec 05 10:11:12 UTC 2024`.
fn day_of(text: &str, latest: Date) -> Option<Date> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let day = match words.as_slice() {
        [_, month, day, time, _, year] if time.contains(':') => format!("{day} {month} {year}"),
        _ => text.trim().to_owned(),
    };
    date::read(&day, None, latest).day()
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
        // What each name was last said to be. A row without a day says no more than one with.
        let mut said: Vec<(Follow, bool, String)> = Vec::new();
        let mut place: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
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
            let follow = Follow { kind: FollowKind::Member, followed_on: day_of(&moment, file.latest), name };
            match place.get(&follow.key()).and_then(|at| said.get_mut(*at)) {
                // The cells of one file have one form, in which the later one is the greater.
                Some(before) if before.2 <= moment => *before = (follow, is_active, moment),
                Some(_) => parsed.count(FileKind::MemberFollows).ignore("said_otherwise_later"),
                None => {
                    place.insert(follow.key(), said.len());
                    said.push((follow, is_active, moment));
                }
            }
        })?;
        for (follow, is_active, _) in said {
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
        let mut seen = std::collections::HashSet::new();
        let read = each_row("Reading which companies you follow", rows, progress, |row| {
            let name = row.cell(name).trim().to_owned();
            let follow = Follow { kind: FollowKind::Company, followed_on: day_of(row.cell(day), file.latest), name };
            if follow.name.is_empty() {
                parsed.count(FileKind::CompanyFollows).ignore("no_name");
            } else if seen.insert(follow.key()) {
                parsed.follows.push(follow);
            } else {
                parsed.count(FileKind::CompanyFollows).ignore("already_counted");
            }
        })?;
        Ok(file_of(FileKind::CompanyFollows, file, parsed, read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_each_form_that_was_seen() {
        let latest = "2026-11-06".parse().unwrap();
        for (text, day) in [
            ("2024-05-05 05:05:05", "2024-05-05"),
            ("05 Apr 2023", "2023-04-05"),
            ("Thu Dec 05 10:11:12 UTC 2024", "2024-12-05"),
            ("Thu Dec 05 10:11:12 CEST 2024", "2024-12-05"),
        ] {
            assert_eq!(day_of(text, latest), day.parse().ok(), "{text}");
        }
        for text in ["", "N/A", "Thu Dec 05 10:11:12 UTC 2029"] {
            assert_eq!(day_of(text, latest), None, "{text}");
        }
    }
}
