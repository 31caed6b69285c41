//! What the export says of its owner: the name in `Profile.csv`, the jobs in `Positions.csv`, and the notes they took
//! about connections in `Notes.csv`.

use super::{
    ImportError, date,
    date::DayMonthOrder,
    reader::{FileContent, Reader, each_row},
    table::{Header, Table},
};
use crate::model::{
    gathered::{Gathered, GatheredFile, GatheredNote, OwnerJob, Party},
    profile_link,
    report::FileKind,
    watch::Watch,
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
    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Profile
    }

    fn knows(&self, header: &Header) -> bool {
        ["firstname", "lastname", "headline", "summary"].iter().all(|column| header.has(column))
    }

    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        let (first, last) = (table.header.column(&["firstname"]), table.header.column(&["lastname"]));
        let mut gathered = Gathered::default();
        let read = each_row(name, "Reading the profile", table, watch, |row| {
            let found = joined(row.cell(first), row.cell(last));
            if gathered.profile_name.is_none() && !found.is_empty() {
                gathered.profile_name = Some(found);
            }
        })?;
        gathered.count(FileKind::Profile).rows = read.rows;
        Ok(FileContent { gathered, ..read })
    }
}

impl Reader for Positions {
    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Positions
    }

    fn knows(&self, header: &Header) -> bool {
        ["companyname", "title", "startedon"].iter().all(|column| header.has(column))
    }

    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        let at = |name: &str| table.header.column(&[name]);
        let (company, title, started, finished) = (at("companyname"), at("title"), at("startedon"), at("finishedon"));
        let mut gathered = Gathered::default();
        let read = each_row(name, "Reading positions", table, watch, |row| {
            let text = |column| row.cell(column).trim().to_owned();
            let job = OwnerJob { company: text(company), title: text(title), started: text(started), finished: text(finished) };
            if job.company.is_empty() && job.title.is_empty() {
                gathered.count(FileKind::Positions).ignore("empty");
            } else {
                gathered.jobs.push(job);
            }
        })?;
        gathered.count(FileKind::Positions).rows = read.rows;
        gathered.files.push(GatheredFile { kind: FileKind::Positions, name: name.to_owned(), from: None, to: None, exported_on: None });
        Ok(FileContent { gathered, ..read })
    }
}

impl Reader for Notes {
    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Notes
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("note") && (header.has("connectionprofileurl") || header.has("connectionfirstname"))
    }

    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        let at = |name: &str| table.header.column(&[name]);
        let (first, last, url, note) = (at("connectionfirstname"), at("connectionlastname"), at("connectionprofileurl"), at("note"));
        let (created, edited) = (at("createdon"), at("editedon"));
        let mut gathered = Gathered::default();
        let read = each_row(name, "Reading notes", table, watch, |row| {
            let who = Party { slug: profile_link::slug(row.cell(url)), name: joined(row.cell(first), row.cell(last)), company: String::new() };
            let text = row.cell(note).trim().to_owned();
            if text.is_empty() || (who.slug.is_none() && who.name.is_empty()) {
                gathered.count(FileKind::Notes).ignore(if text.is_empty() { "empty" } else { "no_name" });
                return;
            }
            let day = |column| date::parse(row.cell(column), DayMonthOrder::MonthFirst);
            gathered.notes.push(GatheredNote { who, text, written_on: day(edited).or_else(|| day(created)) });
        })?;
        gathered.count(FileKind::Notes).rows = read.rows;
        gathered.files.push(GatheredFile { kind: FileKind::Notes, name: name.to_owned(), from: None, to: None, exported_on: None });
        Ok(FileContent { gathered, ..read })
    }
}
