//! What the export says of its owner: the name in `Profile.csv`, the jobs in `Positions.csv`, and the notes they took
//! about connections in `Notes.csv`.

use super::{
    date,
    date::Span,
    reader::{EvidenceFile, FileContext, Reader, each_row},
    records::{ReadError, Rows},
    table::Header,
};
use crate::model::progress::ProgressSink;
use crate::model::{
    import::{
        file_kind::FileKind,
        parsed::{OwnerJob, ParsedEvidence, ParsedFile, ParsedNote},
    },
    matching::contact::Contact,
    person::profile_link,
};

/// `Profile.csv`: of all its private columns only the name is read.
pub struct Profile;

/// `Positions.csv`
pub struct Positions;

/// `Notes.csv`, known from two mentions alone.
pub struct Notes;

fn joined(first: &str, last: &str) -> String {
    format!("{} {}", first.trim(), last.trim()).trim().to_owned()
}

impl Reader for Profile {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Profile
    }

    fn knows(&self, header: &Header) -> bool {
        ["firstname", "lastname", "headline", "summary"].iter().all(|column| header.has(column))
    }

    fn read(&self, _file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let (first, last) = (rows.header.column(&["firstname"]), rows.header.column(&["lastname"]));
        let mut parsed = ParsedEvidence::default();
        let read = each_row("Reading the profile", rows, progress, |row| {
            let found = joined(row.cell(first), row.cell(last));
            if parsed.profile_name.is_none() && !found.is_empty() {
                parsed.profile_name = Some(found);
            }
        })?;
        parsed.count(FileKind::Profile).rows = read.rows;
        Ok(EvidenceFile { parsed, ..read })
    }
}

impl Reader for Positions {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Positions
    }

    fn knows(&self, header: &Header) -> bool {
        ["companyname", "title", "startedon"].iter().all(|column| header.has(column))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let at = |name: &str| rows.header.column(&[name]);
        let (company, title, started, finished) = (at("companyname"), at("title"), at("startedon"), at("finishedon"));
        let mut parsed = ParsedEvidence::default();
        let read = each_row("Reading positions", rows, progress, |row| {
            let text = |column| row.cell(column).trim().to_owned();
            let job = OwnerJob { company: text(company), title: text(title), started: text(started), finished: text(finished) };
            if job.company.is_empty() && job.title.is_empty() {
                parsed.count(FileKind::Positions).ignore("empty");
            } else {
                parsed.jobs.push(job);
            }
        })?;
        let mut span = Span::default();
        for job in &parsed.jobs {
            for month in [&job.started, &job.finished] {
                span.take(date::month_of(month).filter(|day| *day <= file.latest));
            }
        }
        parsed.count(FileKind::Positions).rows = read.rows;
        parsed.files.push(ParsedFile { kind: FileKind::Positions, name: file.name.to_owned(), from: span.from, to: span.to, exported_on: None });
        Ok(EvidenceFile { parsed, ..read })
    }
}

impl Reader for Notes {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Notes
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("note") && (header.has("connectionprofileurl") || header.has("connectionfirstname"))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let at = |name: &str| rows.header.column(&[name]);
        let (first, last, url, note) = (at("connectionfirstname"), at("connectionlastname"), at("connectionprofileurl"), at("note"));
        let (created, edited) = (at("createdon"), at("editedon"));
        let mut parsed = ParsedEvidence::default();
        let mut days: Vec<[String; 2]> = Vec::new();
        let read = each_row("Reading notes", rows, progress, |row| {
            let who = Contact { slug: profile_link::slug(row.cell(url)), name: joined(row.cell(first), row.cell(last)), company: String::new() };
            let text = row.cell(note).trim().to_owned();
            if text.is_empty() || (who.slug.is_none() && who.name.is_empty()) {
                parsed.count(FileKind::Notes).ignore(if text.is_empty() { "empty" } else { "no_name" });
                return;
            }
            days.push([created, edited].map(|column| row.cell(column).to_owned()));
            parsed.notes.push(ParsedNote { who, text, written_on: None });
        })?;
        let (order, mut span) = (date::order_of(&days.iter().flatten().map(String::as_str), file.latest), Span::default());
        for (found, cells) in parsed.notes.iter_mut().zip(&days) {
            for day in cells.each_ref().map(|cell| date::read(cell, order, file.latest).day()).into_iter().flatten() {
                span.take(Some(day));
                found.written_on = Some(day);
            }
        }
        parsed.count(FileKind::Notes).rows = read.rows;
        parsed.files.push(ParsedFile { kind: FileKind::Notes, name: file.name.to_owned(), from: span.from, to: span.to, exported_on: None });
        Ok(EvidenceFile { parsed, ..read })
    }
}
