//! HTML: the ledger as one page for reading and paper, recommendations in full.

use std::fmt::Write;

use super::{day_in_words, page::escaped};
use crate::model::local_time::LocalTime;
use crate::model::{
    batch::ledger::LedgerEntry,
    evidence::evidence_text,
    text::display_text::{people, sanitized},
};

/// These entries as a page.
#[must_use]
pub fn render(entries: &[&LedgerEntry], time: &LocalTime) -> String {
    let mut page = String::with_capacity(2048 + entries.len() * 600);
    let day = |at| day_in_words(time.day_of(at));
    // Writing to a string does not fail.
    page.push_str(&super::page::head("Ledger", "ledger"));
    let _ = write!(
        page,
        "<span class=\"quiet\">{} · written {}</span>\n<table>\n<thead><tr><th>Name, work</th><th>Batch</th><th>What happened</th><th>Reason</th><th>Note</th></tr></thead>\n<tbody>\n",
        people(entries.len()),
        day_in_words(time.today)
    );
    for entry in entries {
        let facts = &entry.listed.facts;
        let _ = write!(page, "<tr><td><span class=\"name\" dir=\"auto\">{}</span>", escaped(&facts.name()));
        let work = facts.work();
        if !work.is_empty() {
            let _ = write!(page, "<br><span class=\"quiet\" dir=\"auto\">{}</span>", escaped(&work));
        }
        let known = evidence_text::sentences(&entry.listed.evidence, time).join("; ");
        if !known.is_empty() {
            let _ = write!(page, "<br><span class=\"quiet\">{}</span>", escaped(&known));
        }
        for found in &entry.listed.evidence.recommendations {
            let title = escaped(&evidence_text::recommendation(found));
            let _ = write!(page, "<blockquote dir=\"auto\"><b>{title}</b><br>{}</blockquote>", escaped(&sanitized(&found.text)));
        }
        let lines: Vec<String> = entry.lines.iter().map(|line| format!("{}: {}", day(line.at), line.kind.words())).collect();
        let _ = writeln!(
            page,
            "</td><td class=\"day\">{}, {}</td><td>{}</td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td></tr>",
            entry.batch.0,
            day(entry.finalized_at),
            lines.iter().map(|line| escaped(line)).collect::<Vec<_>>().join("<br>"),
            escaped(&entry.listed.reasons_in_words()),
            escaped(&sanitized(&entry.listed.note))
        );
    }
    page.push_str("</tbody>\n</table>\n");
    page.push_str(&super::page::foot());
    page
}
