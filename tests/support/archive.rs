//! Archives for tests: the headers of each file, a small network, rows of messages.

use partwell::model::evidence::Evidence;
use partwell::model::{
    evidence::{EvidenceKind, coverage::CoverageState},
    import::report::ImportReport,
};

use super::{Desk, H7, zip_of};

pub(crate) const M10: &str = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER";
pub(crate) const I7: &str = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl";
pub(crate) const E6: &str = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status";
pub(crate) const R7: &str = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status";
pub(crate) const LINK: &str = "https://www.linkedin.com/in/";

/// Zélie, Tomas, and two people called Ana Quorn.
pub(crate) fn connections() -> String {
    format!(
        "{H7}\nZélie,\"Quorn, PhD\",{LINK}z%C3%A9lie-example,,Blue Heron Mills,Dyer,08 Jan 2024\nTomas,Ferrowick,{LINK}tomas-example,,Pellworth,Buyer,07 Jan 2020\nAna,Quorn,{LINK}ana-1-example,,Mills,Dyer,06 Jan 2020\nAna,Quorn,{LINK}ana-2-example,,Kite & Lantern,Pilot,05 Jan 2020\n"
    )
}

/// A desk with an archive of these files beside the connections.
pub(crate) fn desk_with(files: &[(&str, &str)]) -> (Desk, ImportReport) {
    let mut desk = Desk::new();
    let report = import(&mut desk, "Complete_LinkedInDataExport_06-01-2024.zip", files);
    (desk, report)
}

pub(crate) fn import(desk: &mut Desk, name: &str, files: &[(&str, &str)]) -> ImportReport {
    let connections = connections();
    let mut members = vec![("Connections.csv", connections.as_bytes())];
    members.extend(files.iter().map(|(name, text)| (*name, text.as_bytes())));
    let path = desk.file(name, zip_of(&members));
    desk.import(&path).unwrap()
}

pub(crate) fn evidence(desk: &mut Desk, slug: &str) -> Evidence {
    let people = desk.load().people;
    let person = people.into_iter().find(|person| person.facts.slug.as_deref() == Some(slug)).unwrap_or_else(|| panic!("nobody is {slug}"));
    (*person.evidence).clone()
}

pub(crate) fn state(desk: &mut Desk, slug: &str, kind: EvidenceKind) -> CoverageState {
    let snapshot = desk.load();
    let person = snapshot.people.iter().find(|person| person.facts.slug.as_deref() == Some(slug)).unwrap();
    snapshot.coverage.notes(&person.facts, &person.evidence)[&kind].state
}

/// A row of today's messages between the owner and somebody.
pub(crate) fn message(conversation: &str, from: (&str, &str), to: (&str, &str), at: &str, folder: &str) -> String {
    format!("{conversation},,\"{}\",{LINK}{},\"{}\",{LINK}{},{at} UTC,,\"some, words\",{folder}\n", from.0, from.1, to.0, to.1)
}

pub(crate) const OWNER: (&str, &str) = ("Ada Owner", "ada-owner-example");
pub(crate) const ZELIE: (&str, &str) = ("Zélie Quorn, PhD", "zélie-example");
pub(crate) const TOMAS: (&str, &str) = ("Tomas Ferrowick", "tomas-example");
