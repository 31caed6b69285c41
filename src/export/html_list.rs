//! HTML: one page without scripts or anything to load, made for paper: a box to tick, a name to copy, a link.

use std::fmt::Write;

use super::{day_in_words, status_in_words};
use crate::model::{
    batch::{
        removal_list::{ListSource, RemovalList},
        task::TaskState,
    },
    evidence::evidence_text,
    text::{
        csv_guard::starts_a_formula,
        display_text::{self, sanitized},
    },
};

/// Nothing may be loaded or run: text from a file is text, whatever it holds.
pub(super) const CONTENT_POLICY: &str = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">";

pub(super) const STYLE: &str = "
  :root { color-scheme: light dark; }
  body { font: 15px/1.45 system-ui, sans-serif; max-width: 62rem; margin: 2.5rem auto; padding: 0 1.5rem; }
  h1 { font-size: 1.5rem; margin: 0 0 .2rem; }
  p { margin: .2rem 0; color: #5f6368; }
  table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
  th { text-align: start; font-size: .75rem; letter-spacing: .04em; text-transform: uppercase; color: #5f6368; }
  th, td { padding: .5rem .6rem; border-bottom: 1px solid #d9d9d4; vertical-align: top; }
  .name { font-weight: 600; user-select: all; }
  .quiet { color: #5f6368; }
  .care { color: #8a4b08; font-weight: 600; }
  .settled { opacity: .6; }
  blockquote { margin: .4rem 0 0; padding-inline-start: .7rem; border-inline-start: 3px solid #d9d9d4; font-size: .9rem; }
  .done { width: 1.5rem; }
  input { width: 1.05rem; height: 1.05rem; }
  @media (prefers-color-scheme: dark) { p, th, .quiet { color: #a3a8b0; } .care { color: #e0a96d; } th, td { border-color: #3a3d42; } }
  @media print { body { margin: 0; max-width: none; font-size: 11pt; } tr { break-inside: avoid; } thead { display: table-header-group; } a { color: inherit; } }
";

/// The list as a page.
#[must_use]
pub fn render(list: &RemovalList) -> String {
    let mut page = String::with_capacity(2048 + list.people.len() * 400);
    let title = escaped(&list.title());
    let count = list.to_remove().count();
    let people = display_text::people(count);
    // Writing to a string does not fail.
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n{CONTENT_POLICY}\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{people} · written {}",
        day_in_words(list.time.today)
    );
    if let Some(at) = list.finalized_at {
        let _ = write!(page, " · finalized {}", day_in_words(list.day_of(at)));
    }
    page.push_str("</p>\n");
    if list.source == ListSource::Draft {
        let _ = writeln!(page, "<p class=\"care\">{}</p>", RemovalList::DRAFT_WORDS);
    }
    page.push_str("<p>The quiet way: copy a name, search for it in your own list of connections at LinkedIn, and remove it there. Opening a profile can show that you looked.</p>\n<table>\n<thead><tr><th class=\"done\">Done</th><th>Name</th><th>Work</th><th>Connected</th><th>Reason</th><th>Note</th></tr></thead>\n<tbody>\n");
    for entry in list.to_remove() {
        let (person, status) = (&entry.person, &entry.status);
        let facts = &person.facts;
        let name = escaped(&facts.name());
        let (row, ticked) = if status.is_done() { (" class=\"settled\"", " checked") } else { ("", "") };
        let _ = write!(
            page,
            "<tr{row}><td class=\"done\"><input type=\"checkbox\"{ticked} aria-label=\"Done: {name}\"></td><td><span class=\"name\" dir=\"auto\">{name}</span>"
        );
        if let Some(link) = facts.link() {
            let link = escaped(link);
            let _ = write!(page, "<br><a class=\"quiet\" href=\"{link}\" rel=\"noreferrer noopener\">{link}</a>");
        }
        if let Some(words) = &status.namesakes {
            let _ = write!(page, "<br><span class=\"care\">{}</span>", escaped(words));
        }
        if status.task.is_some_and(|task| task != TaskState::ToDo) || status.is_gone {
            let _ = write!(page, "<br><span class=\"quiet\">{}</span>", escaped(&status_in_words(status, list)));
        }
        let known = evidence_text::sentences(&person.evidence, &list.time).join("; ");
        if !known.is_empty() {
            let _ = write!(page, "<br><span class=\"quiet\">{}</span>", escaped(&known));
        }
        for found in &person.evidence.recommendations {
            let title = escaped(&evidence_text::recommendation(found));
            let _ = write!(page, "<blockquote dir=\"auto\"><b>{title}</b><br>{}</blockquote>", escaped(&sanitized(&found.text)));
        }
        let connected = facts.connected_on.map_or_else(|| escaped(&sanitized(&facts.connected_on_text)), day_in_words);
        let _ = writeln!(
            page,
            "</td><td dir=\"auto\">{}</td><td>{connected}</td><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td></tr>",
            escaped(&facts.work()),
            escaped(&person.reasons_in_words()),
            escaped(&sanitized(&person.note))
        );
    }
    page.push_str("</tbody>\n</table>\n");
    let staying: Vec<String> = list.staying().map(|entry| escaped(&entry.person.facts.name())).collect();
    if !staying.is_empty() {
        let _ = writeln!(page, "<p dir=\"auto\">They stay after all: {}.</p>", staying.join(", "));
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// Text that can end no tag and no attribute. A leading character that would start a formula in a spreadsheet is
/// written as a number, in case the table is pasted into one as source.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (i, c) in text.chars().enumerate() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if i == 0 && starts_a_formula(text) => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
