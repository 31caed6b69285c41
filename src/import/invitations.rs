//! `Invitations.csv`: who invited whom, when, with what note. A window of some months, whose end the file does not tell.

use super::{
    ImportError, date,
    reader::{FileContent, Reader, each_row},
    table::{Header, Table},
};
use crate::model::{
    evidence::Direction,
    gathered::{Gathered, GatheredFile, GatheredInvitation, Party},
    profile_link,
    report::FileKind,
    watch::Watch,
};

/// `Invitations.csv`
pub struct Invitations;

impl Reader for Invitations {
    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Invitations
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("from") && header.has("to") && header.has("sentat")
    }

    fn read(&self, name: &str, table: &Table<'_>, watch: &mut dyn Watch) -> Result<FileContent, ImportError> {
        let at = |names: &[&str]| table.header.column(names);
        let (from, to, sent_at, note, direction) = (at(&["from"]), at(&["to"]), at(&["sentat"]), at(&["message"]), at(&["direction"]));
        // Some months' exports have only `https://www.linkedin.com/in` here, older ones `urn:li:member:N`: no slug.
        let (from_url, to_url) = (at(&["inviterprofileurl", "inviterprofileurn"]), at(&["inviteeprofileurl", "inviteeprofileurn"]));
        let mut gathered = Gathered::default();
        let (mut first, mut last) = (None, None);
        let read = each_row(name, "Reading invitations", table, watch, |row| {
            let direction = match row.cell(direction).trim() {
                text if text.eq_ignore_ascii_case("outgoing") => Direction::Outgoing,
                text if text.eq_ignore_ascii_case("incoming") => Direction::Incoming,
                text => {
                    gathered.count(FileKind::Invitations).ignore(if text.is_empty() { "no_direction" } else { "direction_not_understood" });
                    return;
                }
            };
            let ((their_name, their_link), own_link) = match direction {
                Direction::Incoming => ((row.cell(from), row.cell(from_url)), row.cell(to_url)),
                Direction::Outgoing => ((row.cell(to), row.cell(to_url)), row.cell(from_url)),
            };
            if let Some(slug) = profile_link::slug(own_link) {
                *gathered.owner_slugs.entry(slug).or_default() += 1;
            }
            let who = Party { slug: profile_link::slug(their_link), name: their_name.trim().to_owned(), company: String::new() };
            if who.slug.is_none() && who.name.is_empty() {
                gathered.count(FileKind::Invitations).ignore("no_name");
                return;
            }
            let sent_at = date::parse_moment(row.cell(sent_at));
            if let Some(day) = sent_at.map(jiff::civil::DateTime::date) {
                first = Some(first.map_or(day, |first: jiff::civil::Date| first.min(day)));
                last = Some(last.map_or(day, |last: jiff::civil::Date| last.max(day)));
            }
            gathered.invitations.push(GatheredInvitation { who, direction, sent_at, note: row.cell(note).trim().to_owned() });
        })?;
        gathered.count(FileKind::Invitations).rows = read.rows;
        gathered.files.push(GatheredFile { kind: FileKind::Invitations, name: name.to_owned(), from: first, to: last, exported_on: None });
        Ok(FileContent { gathered, ..read })
    }
}
