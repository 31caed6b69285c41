//! `Recommendations_Received.csv` and `Recommendations_Given.csv`: whole texts, by name and company, for there is no link.

use super::{
    date,
    date::Span,
    reader::{FileContent, FileContext, Reader, each_row},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::{evidence::Direction, watch::Watch};
use crate::model::{
    import::{
        file_kind::FileKind,
        gathered::{Gathered, GatheredFile, GatheredRecommendation},
    },
    matching::party::Party,
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
    fn kind(&self, name: &str) -> FileKind {
        kind_of(direction_by_name(name).unwrap_or(Direction::Incoming))
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("firstname") && header.has("lastname") && header.column(TEXT).is_some() && header.column(DAY).is_some()
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, watch: &mut dyn Watch) -> Result<FileContent, ReadError> {
        let name = file.name;
        let at = |names: &[&str]| rows.header.column(names);
        let (first_name, last_name, company, job_title) = (at(&["firstname"]), at(&["lastname"]), at(&["company", "companyname"]), at(&["jobtitle", "title"]));
        let (text, day, status) = (at(TEXT), at(DAY), at(&["status", "recommendationstatus", "displaystatus"]));
        let mut gathered = Gathered::default();
        let mut unnamed = 0_usize;
        let mut days: Vec<String> = Vec::new();
        let read = each_row("Reading recommendations", rows, watch, |row| {
            let who = Party {
                slug: None,
                name: format!("{} {}", row.cell(first_name).trim(), row.cell(last_name).trim()).trim().to_owned(),
                company: row.cell(company).trim().to_owned(),
            };
            if who.name.is_empty() {
                unnamed += 1;
                return;
            }
            days.push(row.cell(day).to_owned());
            gathered.recommendations.push(GatheredRecommendation {
                who,
                direction: Direction::Incoming,
                text: row.cell(text).to_owned(),
                written_on: None,
                job_title: row.cell(job_title).trim().to_owned(),
                status: row.cell(status).trim().to_owned(),
            });
        })?;
        // Only received ones carry a status.
        let by_status = || if gathered.recommendations.iter().any(|found| !found.status.is_empty()) { Direction::Incoming } else { Direction::Outgoing };
        let direction = direction_by_name(name).unwrap_or_else(by_status);
        let kind = kind_of(direction);
        let (order, mut span) = (date::order_of(&days.iter().map(String::as_str), file.latest), Span::default());
        for (found, day) in gathered.recommendations.iter_mut().zip(&days) {
            found.direction = direction;
            found.written_on = date::read(day, order, file.latest).day();
            span.take(found.written_on);
        }
        for _ in 0..unnamed {
            gathered.count(kind).ignore("no_name");
        }
        gathered.count(kind).rows = read.rows;
        gathered.files.push(GatheredFile { kind, name: name.to_owned(), from: span.from, to: span.to, exported_on: None });
        Ok(FileContent { gathered, kind: Some(kind), ..read })
    }
}
