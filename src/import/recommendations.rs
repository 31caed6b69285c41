//! `Recommendations_Received.csv` and `Recommendations_Given.csv`: whole texts, by name and company, for there is no link.

use super::{
    date,
    date::Span,
    reader::{EvidenceFile, FileContext, Reader, each_row},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{evidence::Direction, progress::ProgressSink};
use crate::model::{
    import::{
        file_kind::FileKind,
        parsed::{ParsedEvidence, ParsedFile, ParsedRecommendation},
    },
    matching::contact::Contact,
};

/// Recommendations, both ways: the header is the same.
pub struct Recommendations;

const TEXT: &[&str] = &["text", "body", "recommendationbody", "recommendation"];
const DAY: &[&str] = &["creationdate", "recommendationdate", "date"];

/// Which way a file goes by its name; LinkedIn names them so in every language.
fn direction_by_name(name: &str) -> Option<Direction> {
    let name = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    if name.contains("given") {
        Some(Direction::Outgoing)
    } else if name.contains("received") {
        Some(Direction::Incoming)
    } else {
        None
    }
}

fn kind_of(direction: Direction) -> FileKind {
    match direction {
        Direction::Incoming => FileKind::RecommendationsReceived,
        Direction::Outgoing => FileKind::RecommendationsGiven,
    }
}

impl Reader for Recommendations {
    type Content = EvidenceFile;

    fn kind(&self, name: &str) -> FileKind {
        kind_of(direction_by_name(name).unwrap_or(Direction::Incoming))
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("firstname") && header.has("lastname") && header.column(TEXT).is_some() && header.column(DAY).is_some()
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let name = file.name;
        let at = |names: &[&str]| rows.header.column(names);
        let (first_name, last_name, company, job_title) = (at(&["firstname"]), at(&["lastname"]), at(&["company", "companyname"]), at(&["jobtitle", "title"]));
        let (text, day, status) = (at(TEXT), at(DAY), at(&["status", "recommendationstatus", "displaystatus"]));
        let mut parsed = ParsedEvidence::default();
        let mut unnamed = 0_usize;
        let mut days: Vec<String> = Vec::new();
        let read = each_row("Reading recommendations", rows, progress, |row| {
            let who = Contact {
                slug: None,
                name: format!("{} {}", row.cell(first_name).trim(), row.cell(last_name).trim()).trim().to_owned(),
                company: row.cell(company).trim().to_owned(),
            };
            if who.name.is_empty() {
                unnamed += 1;
                return;
            }
            days.push(row.cell(day).to_owned());
            parsed.recommendations.push(ParsedRecommendation {
                who,
                direction: Direction::Incoming,
                text: row.cell(text).to_owned(),
                written_on: None,
                job_title: row.cell(job_title).trim().to_owned(),
                status: row.cell(status).trim().to_owned(),
            });
        })?;
        // Only received ones carry a status.
        let by_status = || if parsed.recommendations.iter().any(|found| !found.status.is_empty()) { Direction::Incoming } else { Direction::Outgoing };
        let direction = direction_by_name(name).unwrap_or_else(by_status);
        let kind = kind_of(direction);
        let (order, mut span) = (date::order_of(&days.iter().map(String::as_str), file.latest), Span::default());
        for (found, day) in parsed.recommendations.iter_mut().zip(&days) {
            found.direction = direction;
            found.written_on = date::read(day, order, file.latest).day();
            span.take(found.written_on);
        }
        for _ in 0..unnamed {
            parsed.count(kind).ignore("no_name");
        }
        parsed.count(kind).rows = read.rows;
        parsed.files.push(ParsedFile { kind, name: name.to_owned(), from: span.from, to: span.to, exported_on: None });
        Ok(EvidenceFile { parsed, kind: Some(kind), ..read })
    }
}
