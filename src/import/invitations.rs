//! `Invitations.csv`: who invited whom, when, with what note. A window of some months, whose end the file does not tell.

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
        parsed::{ParsedEvidence, ParsedFile, ParsedInvitation},
    },
    matching::contact::Contact,
    person::profile_link,
};

/// `Invitations.csv`
pub struct Invitations;

impl Reader for Invitations {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        FileKind::Invitations
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("from") && header.has("to") && header.has("sentat")
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let at = |names: &[&str]| rows.header.column(names);
        let (from, to, sent_at, note, direction) = (at(&["from"]), at(&["to"]), at(&["sentat"]), at(&["message"]), at(&["direction"]));
        // Some months' exports have only `https://www.linkedin.com/in` here, older ones `urn:li:member:N`: no slug.
        let (from_url, to_url) = (at(&["inviterprofileurl", "inviterprofileurn"]), at(&["inviteeprofileurl", "inviteeprofileurn"]));
        let mut parsed = ParsedEvidence::default();
        let mut moments: Vec<String> = Vec::new();
        let read = each_row("Reading invitations", rows, progress, |row| {
            let direction = match row.cell(direction).trim() {
                text if text.eq_ignore_ascii_case("outgoing") => Direction::Outgoing,
                text if text.eq_ignore_ascii_case("incoming") => Direction::Incoming,
                text => {
                    parsed.count(FileKind::Invitations).ignore(if text.is_empty() { "no_direction" } else { "direction_not_understood" });
                    return;
                }
            };
            let ((their_name, their_link), (own_name, own_link)) = match direction {
                Direction::Incoming => ((row.cell(from), row.cell(from_url)), (row.cell(to), row.cell(to_url))),
                Direction::Outgoing => ((row.cell(to), row.cell(to_url)), (row.cell(from), row.cell(from_url))),
            };
            if let Some(slug) = profile_link::slug(own_link) {
                *parsed.owner_slugs.entry(slug).or_default() += 1;
            }
            if !own_name.trim().is_empty() {
                *parsed.owner_names.entry(own_name.trim().to_owned()).or_default() += 1;
            }
            let who = Contact { slug: profile_link::slug(their_link), name: their_name.trim().to_owned(), company: String::new() };
            if who.slug.is_none() && who.name.is_empty() {
                parsed.count(FileKind::Invitations).ignore("no_name");
                return;
            }
            moments.push(row.cell(sent_at).to_owned());
            parsed.invitations.push(ParsedInvitation { who, direction, sent_at: None, note: row.cell(note).trim().to_owned(), exported_on: None });
        })?;
        let (order, mut span) = (date::order_of(&moments.iter().map(String::as_str), file.latest), Span::default());
        for (found, moment) in parsed.invitations.iter_mut().zip(&moments) {
            found.sent_at = date::read_moment(moment, order, file.latest);
            span.take(found.sent_at.map(jiff::civil::DateTime::date));
        }
        let odd: Vec<&String> =
            moments.iter().zip(&parsed.invitations).filter(|(text, found)| found.sent_at.is_none() && !text.trim().is_empty()).map(|(text, _)| text).collect();
        let warnings = read.warnings.iter().cloned().chain(date::not_understood(file.name, &odd)).collect();
        parsed.count(FileKind::Invitations).rows = read.rows;
        parsed.files.push(ParsedFile { kind: FileKind::Invitations, name: file.name.to_owned(), from: span.from, to: span.to, exported_on: None });
        Ok(EvidenceFile { parsed, warnings, ..read })
    }
}
