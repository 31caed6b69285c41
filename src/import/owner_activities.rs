//! What the export says of its owner's schools, events and courses: what they did when somebody became a connection.

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
        parsed::{ActivityKind, OwnerActivity, ParsedEvidence, ParsedFile},
    },
    progress::ProgressSink,
};

/// `Education.csv`
pub(super) struct Education;

/// `Events.csv`
pub(super) struct Events;

/// `Learning.csv`: the courses with a day on which they were watched.
pub(super) struct Learning;

/// The columns of a course with a day, newest kind of day first: when it was completed tells more than when it was last watched.
const COURSE_DAYS: [&[&str]; 2] = [&["contentcompletedat(ifcompleted)", "contentcompletedat"], &["contentlastwatcheddate(ifviewed)", "contentlastwatcheddate"]];

/// The day in `2025-03-05 13:00:00 UTC` or `Apr 08, 2024 07:00 AM`. No day later than `latest` is believed.
fn day_of(text: &str, latest: Date) -> Option<Date> {
    let day: Vec<&str> = text.split_whitespace().take_while(|word| !word.contains(':')).collect();
    date::read(&day.join(" "), None, latest).day()
}

fn as_text(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// What was read of one file, with the days that its rows tell.
fn file_of(kind: FileKind, file: FileContext<'_>, mut parsed: ParsedEvidence, read: EvidenceFile) -> EvidenceFile {
    let mut span = Span::default();
    for time in parsed.activities.iter().flat_map(|activity| [&activity.started, &activity.finished]) {
        span.take(time.parse().ok().or_else(|| date::month_of(time)).filter(|day| *day <= file.latest));
    }
    parsed.count(kind).rows = read.rows;
    parsed.files.push(ParsedFile { kind, name: file.name.to_owned(), from: span.from, to: span.to, exported_on: None });
    EvidenceFile { parsed, ..read }
}

impl Reader for Education {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Education
    }

    fn knows(&self, header: &Header) -> bool {
        ["schoolname", "startdate", "enddate"].iter().all(|column| header.has(column))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let [name, degree, started, finished] = ["schoolname", "degreename", "startdate", "enddate"].map(|name| rows.header.column(&[name]));
        let mut parsed = ParsedEvidence::default();
        let read = each_row("Reading schools", rows, progress, |row| {
            let [name, detail, started, finished] = [name, degree, started, finished].map(|column| row.cell(column).trim().to_owned());
            if name.is_empty() {
                parsed.count(FileKind::Education).ignore("empty");
            } else {
                parsed.activities.push(OwnerActivity { kind: ActivityKind::School, name, detail, started, finished });
            }
        })?;
        Ok(file_of(FileKind::Education, file, parsed, read))
    }
}

impl Reader for Events {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Events
    }

    fn knows(&self, header: &Header) -> bool {
        ["eventname", "eventtime", "status"].iter().all(|column| header.has(column))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let [name, time, status] = ["eventname", "eventtime", "status"].map(|name| rows.header.column(&[name]));
        let mut parsed = ParsedEvidence::default();
        let read = each_row("Reading events", rows, progress, |row| {
            let [name, time, detail] = [name, time, status].map(|column| row.cell(column).trim().to_owned());
            let (started, finished) = time.split_once(" - ").unwrap_or((&time, ""));
            // Its end may still be to come.
            let days = (day_of(started, file.latest), day_of(finished, jiff::civil::Date::MAX));
            let [started, finished] = match days {
                (Some(first), Some(last)) if last < first => [as_text(Some(last)), as_text(Some(first))],
                (first, last) => [as_text(first), as_text(last)],
            };
            let left_out = if name.is_empty() {
                Some("empty")
            } else if detail.eq_ignore_ascii_case("RELINQUISHED") {
                Some("given_up")
            } else if started.is_empty() {
                Some("without_a_day")
            } else {
                None
            };
            match left_out {
                Some(why) => parsed.count(FileKind::Events).ignore(why),
                None => parsed.activities.push(OwnerActivity { kind: ActivityKind::Event, name, detail, started, finished }),
            }
        })?;
        Ok(file_of(FileKind::Events, file, parsed, read))
    }
}

impl Reader for Learning {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Learning
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("contenttitle") && COURSE_DAYS.iter().any(|names| header.column(names).is_some())
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let (title, days) = (rows.header.column(&["contenttitle"]), COURSE_DAYS.map(|names| rows.header.column(names)));
        let mut parsed = ParsedEvidence::default();
        let read = each_row("Reading courses", rows, progress, |row| {
            let name = row.cell(title).trim().to_owned();
            let [completed, watched] = days.map(|column| day_of(row.cell(column), file.latest));
            let detail = if completed.is_some() { "completed" } else { "watched" };
            match (name.is_empty(), completed.or(watched)) {
                (true, _) => parsed.count(FileKind::Learning).ignore("empty"),
                (_, None) => parsed.count(FileKind::Learning).ignore("without_a_day"),
                (_, Some(day)) => {
                    let activity =
                        OwnerActivity { kind: ActivityKind::Course, name, detail: detail.to_owned(), started: day.to_string(), finished: String::new() };
                    parsed.activities.push(activity);
                }
            }
        })?;
        Ok(file_of(FileKind::Learning, file, parsed, read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_each_form_that_was_seen() {
        let latest = "2026-11-06".parse().unwrap();
        let day = |text: &str| as_text(day_of(text, latest));
        for text in ["2025-03-05 13:00:00 UTC", "Mar 05, 2025 01:00 PM", "2025-03-05"] {
            assert_eq!(day(text), "2025-03-05", "{text}");
        }
        for text in ["", "N/A", "2029-03-05 13:00:00 UTC", "13:00"] {
            assert_eq!(day(text), "", "{text}");
        }
    }
}
