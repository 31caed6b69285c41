//! CSV: LinkedIn's own columns first, so that the list can be imported again, then reason, note and day, then evidence.

use jiff::tz::Offset;

use super::evidence_json::{EvidenceRecord, MessagesRecord};
use crate::model::{
    csv_guard::guarded,
    evidence::Direction,
    removal_list::{ListedPerson, RemovalList},
};

/// The columns, in order.
pub const COLUMNS: [&str; 18] = [
    "First Name",
    "Last Name",
    "URL",
    "Email Address",
    "Company",
    "Position",
    "Connected On",
    "Reason",
    "Note",
    "Decided On",
    "Messages Sent",
    "Messages Received",
    "Last Message",
    "Invited By",
    "Endorsements Received",
    "Endorsements Given",
    "Recommendations Received",
    "Recommendations Given",
];

/// What a spreadsheet knows UTF-8 by; without it, a double click reads the file in the system's code page.
const MARK: &str = "\u{FEFF}";

/// The list as UTF-8 with a byte-order mark and LF, every cell in quotes: a spreadsheet that splits at semicolons must find no
/// new cells.
#[must_use]
pub fn render(list: &RemovalList) -> Vec<u8> {
    table(&COLUMNS, list.people.iter().map(|person| cells(person, list.offset).collect()))
}

/// A table, guarded against formulas.
pub(super) fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(Vec::from(format!("{MARK}{}\n", columns.join(","))));
    // Writing to memory does not fail.
    for row in rows {
        let _ = csv.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
    }
    csv.into_inner().unwrap_or_default()
}

/// Somebody as cells, in the order of [`COLUMNS`].
pub(super) fn cells(person: &ListedPerson, offset: Offset) -> impl Iterator<Item = String> {
    let facts = &person.facts;
    let connected_on = facts.connected_on.map_or_else(|| facts.connected_on_text.clone(), |day| day.strftime("%d %b %Y").to_string());
    let decided_on = person.decided_at.map(|at| offset.to_datetime(at).date().to_string()).unwrap_or_default();
    let cells = [
        facts.first_name.clone(),
        facts.last_name.clone(),
        facts.url.clone(),
        facts.email.clone(),
        facts.company.clone(),
        facts.position.clone(),
        connected_on,
        person.reasons_in_words(),
        person.note.clone(),
        decided_on,
    ];
    cells.into_iter().chain(evidence_cells(person))
}

/// What exports know of the tie; empty where they do not tell.
fn evidence_cells(person: &ListedPerson) -> [String; 8] {
    let record = EvidenceRecord::of(&person.evidence, &person.coverage);
    let messages = |count: fn(&MessagesRecord) -> usize| record.messages.as_ref().map(|messages| count(messages).to_string()).unwrap_or_default();
    let last = person.evidence.messages.as_ref().map(|messages| messages.last_day().to_string()).unwrap_or_default();
    let invited_by = person.evidence.invitation().map_or("", |invitation| if invitation.direction == Direction::Outgoing { "me" } else { "them" });
    let skills = |direction| person.evidence.skills(direction).collect::<Vec<_>>().join("; ");
    let texts = |direction| person.evidence.recommendations(direction).map(|found| found.text.as_str()).collect::<Vec<_>>().join("\n\n");
    [
        messages(|messages| messages.sent),
        messages(|messages| messages.received),
        last,
        invited_by.to_owned(),
        skills(Direction::Incoming),
        skills(Direction::Outgoing),
        texts(Direction::Incoming),
        texts(Direction::Outgoing),
    ]
}
