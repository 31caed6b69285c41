//! CSV: LinkedIn's own columns first, so that the list can be imported again, then reason, note and day.

use super::starts_a_formula;
use crate::model::removal_list::RemovalList;

/// The columns, in order.
pub const COLUMNS: [&str; 10] = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On", "Reason", "Note", "Decided On"];

/// The list as UTF-8 with LF, every cell in quotes: a spreadsheet that splits at semicolons must find no new cells.
#[must_use]
pub fn render(list: &RemovalList) -> Vec<u8> {
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).quote_style(csv::QuoteStyle::Always).from_writer(Vec::from(COLUMNS.join(",") + "\n"));
    // Writing to memory does not fail.
    for person in &list.people {
        let facts = &person.facts;
        let connected_on = facts.connected_on.map_or_else(|| facts.connected_on_text.clone(), |day| day.strftime("%d %b %Y").to_string());
        let decided_on = person.decided_at.map(|at| list.day_of(at).to_string()).unwrap_or_default();
        let reasons = person.reasons_in_words();
        let cells = [
            &facts.first_name,
            &facts.last_name,
            &facts.url,
            &facts.email,
            &facts.company,
            &facts.position,
            &connected_on,
            &reasons,
            &person.note,
            &decided_on,
        ];
        let _ = csv.write_record(cells.map(|cell| guarded(cell)));
    }
    csv.into_inner().unwrap_or_default()
}

/// Puts an apostrophe before a cell that a spreadsheet would run. A cell that already looks guarded gets another
/// one, so that taking one off always gives the cell back.
fn guarded(cell: &str) -> String {
    if starts_a_formula(cell.trim_start_matches('\'')) { format!("'{cell}") } else { cell.to_owned() }
}
