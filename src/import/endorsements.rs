//! `Endorsement_Received_Info.csv` and `Endorsement_Given_Info.csv`, today's and the legacy ones: skills, one a row.

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
        parsed::{ParsedEndorsement, ParsedEvidence, ParsedFile},
    },
    matching::contact::Contact,
    person::profile_link,
};

/// Endorsements, one way.
pub struct Endorsements {
    /// Who endorsed whom.
    pub direction: Direction,
}

impl Endorsements {
    /// How the columns call the other one.
    fn prefix(&self) -> &'static str {
        match self.direction {
            Direction::Incoming => "endorser",
            Direction::Outgoing => "endorsee",
        }
    }
}

impl Reader for Endorsements {
    type Content = EvidenceFile;

    fn kind(&self, _name: &str) -> FileKind {
        match self.direction {
            Direction::Incoming => FileKind::EndorsementsReceived,
            Direction::Outgoing => FileKind::EndorsementsGiven,
        }
    }

    fn knows(&self, header: &Header) -> bool {
        header.has("skillname") && (header.has(&format!("{}firstname", self.prefix())) || header.has(&format!("{}publicurl", self.prefix())))
    }

    fn read(&self, file: FileContext<'_>, rows: &mut Rows<'_>, progress: &mut dyn ProgressSink) -> Result<EvidenceFile, ReadError> {
        let kind = self.kind(file.name);
        let at = |column: &str| rows.header.column(&[column]);
        let theirs = |column: &str| at(&format!("{}{column}", self.prefix()));
        let (day, skill, status, display) = (at("endorsementdate"), at("skillname"), at("endorsementstatus"), at("displaystatus"));
        let (first_name, last_name, url) = (theirs("firstname"), theirs("lastname"), theirs("publicurl"));
        let mut parsed = ParsedEvidence::default();
        let mut days: Vec<String> = Vec::new();
        let read = each_row("Reading endorsements", rows, progress, |row| {
            let word = row.cell(status).trim().to_lowercase();
            // A file saved again without the column holds what somebody chose to keep.
            if status.is_some() && word != "accepted" {
                parsed.count(kind).ignore(if word.is_empty() { "no_status" } else { &word });
                return;
            }
            let shown = row.cell(display).trim();
            if display.is_some() && !shown.is_empty() && !shown.eq_ignore_ascii_case("show") {
                parsed.count(kind).ignore("hidden");
                return;
            }
            let who = Contact {
                slug: profile_link::slug(row.cell(url)),
                name: format!("{} {}", row.cell(first_name).trim(), row.cell(last_name).trim()).trim().to_owned(),
                company: String::new(),
            };
            let skill = row.cell(skill).trim().to_owned();
            if skill.is_empty() || (who.slug.is_none() && who.name.is_empty()) {
                parsed.count(kind).ignore(if skill.is_empty() { "no_skill" } else { "no_name" });
                return;
            }
            days.push(row.cell(day).to_owned());
            parsed.endorsements.push(ParsedEndorsement { who, direction: self.direction, skill, endorsed_on: None });
        })?;
        let (order, mut span) = (date::order_of(&days.iter().map(String::as_str), file.latest), Span::default());
        for (found, day) in parsed.endorsements.iter_mut().zip(&days) {
            found.endorsed_on = date::read(day, order, file.latest).day();
            span.take(found.endorsed_on);
        }
        parsed.count(kind).rows = read.rows;
        parsed.files.push(ParsedFile { kind, name: file.name.to_owned(), from: span.from, to: span.to, exported_on: None });
        Ok(EvidenceFile { parsed, ..read })
    }
}
