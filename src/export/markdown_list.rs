//! Markdown: a task list that any notes program can tick.

use std::fmt::Write;

use super::{day_in_words, status_in_words};
use crate::model::{
    batch::{
        removal_list::{ListSource, RemovalList},
        task::TaskState,
    },
    evidence::evidence_text,
    text::display_text::{sanitized, sentence},
};

/// The list as Markdown.
#[must_use]
pub fn render(list: &RemovalList) -> String {
    let mut text = String::with_capacity(256 + list.people.len() * 200);
    let count = list.to_remove().count();
    // Writing to a string does not fail.
    let _ = write!(text, "# {}\n\n{} {} · written {}", list.title(), count, if count == 1 { "person" } else { "people" }, day_in_words(list.time.today));
    if let Some(at) = list.finalized_at {
        let _ = write!(text, " · finalized {}", day_in_words(list.day_of(at)));
    }
    text.push_str("\n\n");
    if list.source == ListSource::Draft {
        let _ = writeln!(text, "**{}**\n", RemovalList::DRAFT_WORDS);
    }
    for entry in list.to_remove() {
        let (person, status) = (&entry.person, &entry.status);
        let facts = &person.facts;
        let tick = if status.is_done() { 'x' } else { ' ' };
        let name = escaped(&facts.name());
        match facts.link() {
            // Angle brackets hold any link without blanks; `<` and `>` are never in a checked one.
            Some(link) => {
                let _ = write!(text, "- [{tick}] [**{name}**](<{}>)", link.replace('<', "%3C").replace('>', "%3E"));
            }
            None => {
                let _ = write!(text, "- [{tick}] **{name}**");
            }
        }
        let connected = facts.connected_on.map(day_in_words).unwrap_or_default();
        for part in [facts.work(), if connected.is_empty() { connected } else { format!("connected {connected}") }] {
            if !part.is_empty() {
                let _ = write!(text, " · {}", escaped(&part));
            }
        }
        text.push('\n');
        let known = evidence_text::sentences(&person.evidence, &list.time).join("; ");
        let state = if status.task.is_some_and(|task| task != TaskState::ToDo) || status.is_gone { status_in_words(status, list) } else { String::new() };
        for (label, words) in [
            ("State", state),
            ("Same name", status.namesakes.clone().unwrap_or_default()),
            ("Reason", person.reasons_in_words()),
            ("Note", sanitized(&person.note).into_owned()),
            ("The tie", known),
        ] {
            if !words.is_empty() {
                let _ = writeln!(text, "  - {label}: {}", escaped(&sanitized(&words)));
            }
        }
        for found in &person.evidence.recommendations {
            let title = escaped(&evidence_text::recommendation(found));
            let _ = writeln!(text, "  - {title}: {}", escaped(&sanitized(&found.text)));
        }
    }
    let staying: Vec<String> = list.staying().map(|entry| escaped(&entry.person.facts.name())).collect();
    if !staying.is_empty() {
        let _ = writeln!(text, "\n{}", sentence(format!("They stay after all: {}", staying.join(", "))));
    }
    text
}

/// Every ASCII punctuation mark that Markdown could read anything into, behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in sanitized(text).chars() {
        // The colon and the full stop make links of bare addresses in many programs.
        if c.is_ascii_punctuation() && !matches!(c, ',' | ';' | '\'' | '"' | '?' | '/' | '%') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
