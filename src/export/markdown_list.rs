//! Markdown: a task list that any notes program can tick.

use std::fmt::Write;

use super::day_in_words;
use crate::model::{evidence::Direction, evidence_text, removal_list::RemovalList, shown_text::shown};

/// The list as Markdown.
#[must_use]
pub fn render(list: &RemovalList) -> String {
    let mut text = String::with_capacity(256 + list.people.len() * 200);
    let count = list.people.len();
    // Writing to a string does not fail.
    let _ = write!(text, "# {}\n\n{} {} · written {}", list.title(), count, if count == 1 { "person" } else { "people" }, day_in_words(list.made_on));
    if let Some(at) = list.finalized_at {
        let _ = write!(text, " · finalized {}", day_in_words(list.day_of(at)));
    }
    text.push_str("\n\n");
    for person in &list.people {
        let facts = &person.facts;
        let name = escaped(&facts.name());
        match facts.link() {
            // Angle brackets hold any link without blanks; `<` and `>` are never in a checked one.
            Some(link) => {
                let _ = write!(text, "- [ ] [**{name}**](<{}>)", link.replace('<', "%3C").replace('>', "%3E"));
            }
            None => {
                let _ = write!(text, "- [ ] **{name}**");
            }
        }
        let connected = facts.connected_on.map(day_in_words).unwrap_or_default();
        for part in [facts.work(), if connected.is_empty() { connected } else { format!("connected {connected}") }] {
            if !part.is_empty() {
                let _ = write!(text, " · {}", escaped(&part));
            }
        }
        text.push('\n');
        let known = evidence_text::sentences(&person.evidence).join("; ");
        for (label, words) in [("Reason", person.reasons_in_words()), ("Note", shown(&person.note).into_owned()), ("The tie", known)] {
            if !words.is_empty() {
                let _ = writeln!(text, "  - {label}: {}", escaped(&shown(&words)));
            }
        }
        for found in &person.evidence.recommendations {
            let title = if found.direction == Direction::Incoming { "They recommended you" } else { "You recommended them" };
            let _ = writeln!(text, "  - {title}: {}", escaped(&shown(&found.text)));
        }
    }
    text
}

/// Every ASCII punctuation mark that Markdown could read anything into, behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in shown(text).chars() {
        // The colon and the full stop make links of bare addresses in many programs.
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '\'' | '"' | '?' | '/' | '%') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
