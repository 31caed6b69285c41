//! CSV: the ledger as a table, one row a person and batch.

use super::csv_list;
use crate::model::local_time::LocalTime;
use crate::model::{batch::ledger::LedgerEntry, import::verdict::Verdict};

/// The columns before those of a removal list.
const OWN_COLUMNS: [&str; 7] = ["Batch", "Finalized On", "State", "Acted On", "Verdict", "Taken Back", "Answers"];

/// These entries as UTF-8 with LF, every cell in quotes.
#[must_use]
pub fn render(entries: &[&LedgerEntry], time: &LocalTime) -> Vec<u8> {
    let day = |at| time.day_of(at).to_string();
    let columns: Vec<&str> = OWN_COLUMNS.into_iter().chain(csv_list::COLUMNS).collect();
    csv_list::table(
        &columns,
        entries.iter().map(|entry| {
            let answers: Vec<String> = entry.answers.iter().map(|(id, answer)| format!("{id}: {}", answer.words())).collect();
            let own = [
                entry.batch.0.to_string(),
                day(entry.finalized_at),
                entry.state().label().to_owned(),
                entry.acted_at().map(day).unwrap_or_default(),
                entry.verdict().map(Verdict::words).unwrap_or_default().to_owned(),
                if entry.is_taken_back() { "yes" } else { "no" }.to_owned(),
                answers.join("; "),
            ];
            own.into_iter().chain(csv_list::cells(&entry.listed, time)).collect()
        }),
    )
}
