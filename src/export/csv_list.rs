//! CSV: LinkedIn's own columns first, so that the list can be imported again, then reason, note and day, then evidence.

use super::evidence_json::{EvidenceRecord, MessagesRecord};
use crate::model::{
    batch::removal_list::{ListEntry, ListSource, ListedPerson, RemovalList},
    import::verdict::Verdict,
    person::{decision::Decision, person_name},
    text::csv_guard::guarded,
};
use crate::model::{evidence::Direction, local_time::LocalTime};

/// What a list tells of how somebody stands now, behind [`COLUMNS`].
const STATUS_COLUMNS: [&str; 6] = ["Batch", "State", "Acted On", "Verdict", "Name to Search", "Same Name"];

/// What the list of all connections has before and behind.
const KEEP_OR_REMOVE: &str = "Keep or Remove";
const DECISION_COLUMNS: [&str; 3] = ["Decision", "Later Until", "Protected"];

/// The columns that say who somebody is and why they are to go, in order.
pub const COLUMNS: [&str; 19] = [
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
    "Messages in Groups",
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
    let is_of_everyone = list.source == ListSource::Everyone;
    let mut columns: Vec<&str> = COLUMNS.into_iter().chain(STATUS_COLUMNS).collect();
    if is_of_everyone {
        columns.insert(0, KEEP_OR_REMOVE);
        columns.extend(DECISION_COLUMNS);
    }
    table(
        &columns,
        list.people.iter().map(|entry| {
            let cells = cells(&entry.person, &list.time).chain(status_cells(entry, &list.time));
            if is_of_everyone { std::iter::once(keep_or_remove(entry).to_owned()).chain(cells).chain(decision_cells(entry)).collect() } else { cells.collect() }
        }),
    )
}

/// The one word that somebody who goes through a spreadsheet looks for.
fn keep_or_remove(entry: &ListEntry) -> &'static str {
    if entry.status.decision == Decision::Remove { "Remove" } else { "Keep" }
}

fn status_cells(entry: &ListEntry, time: &LocalTime) -> [String; 6] {
    let status = &entry.status;
    let is_listed = status.task.is_some() || status.decision == Decision::Remove;
    [
        status.batch.map(|batch| batch.0.to_string()).unwrap_or_default(),
        if is_listed { status.in_words().to_owned() } else { String::new() },
        status.acted_at.map(|at| time.day_of(at).to_string()).unwrap_or_default(),
        status.verdict.map(Verdict::words).unwrap_or_default().to_owned(),
        person_name::searchable(&entry.person.facts),
        status.namesakes.clone().unwrap_or_default(),
    ]
}

fn decision_cells(entry: &ListEntry) -> [String; 3] {
    let status = &entry.status;
    [
        status.decision.key().to_owned(),
        status.later_until.map(|day| day.to_string()).unwrap_or_default(),
        if status.is_protected { "yes" } else { "no" }.to_owned(),
    ]
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
pub(super) fn cells(person: &ListedPerson, time: &LocalTime) -> impl Iterator<Item = String> {
    let facts = &person.facts;
    // Days as every spreadsheet reads them, in whatever language.
    let connected_on = facts.connected_on.map_or_else(|| facts.connected_on_text.to_string(), |day| day.to_string());
    let decided_on = person.decided_at.map(|at| time.day_of(at).to_string()).unwrap_or_default();
    let cells = [
        facts.first_name.to_string(),
        facts.last_name.to_string(),
        facts.url.to_string(),
        facts.email.to_string(),
        facts.company.to_string(),
        facts.position.to_string(),
        connected_on,
        person.reasons_in_words(),
        person.note.clone(),
        decided_on,
    ];
    cells.into_iter().chain(evidence_cells(person, time))
}

/// What exports know of the tie; empty where they do not tell.
fn evidence_cells(person: &ListedPerson, time: &LocalTime) -> [String; 9] {
    let record = EvidenceRecord::of(&person.evidence, &person.coverage);
    let messages = |count: fn(&MessagesRecord) -> usize| record.messages.as_ref().map(|messages| count(messages).to_string()).unwrap_or_default();
    let last = person.evidence.last_contact().map(|at| time.day_of(at).to_string()).unwrap_or_default();
    let invited_by = person.evidence.invitation().map_or("", |invitation| if invitation.direction == Direction::Outgoing { "me" } else { "them" });
    let skills = |direction| person.evidence.skills(direction).collect::<Vec<_>>().join("; ");
    let texts = |direction| person.evidence.recommendations(direction).map(|found| found.text.as_str()).collect::<Vec<_>>().join("\n\n");
    [
        messages(|messages| messages.sent),
        messages(|messages| messages.received),
        messages(|messages| messages.group),
        last,
        invited_by.to_owned(),
        skills(Direction::Incoming),
        skills(Direction::Outgoing),
        texts(Direction::Incoming),
        texts(Direction::Outgoing),
    ]
}
