//! HTML: one page without anything to load, made for paper and for working through on the screen.

use std::{
    fmt::Write,
    hash::{Hash, Hasher},
};

use super::{
    day_in_words,
    page::{self, escaped},
    status_in_words,
};
use crate::model::{
    batch::{
        removal_list::{ListEntry, ListSource, RemovalList},
        task::TaskState,
    },
    evidence::evidence_text,
    person::{Facts, person_name},
    text::display_text::{self, sanitized, sentence},
};

/// The list as a page.
#[must_use]
pub fn render(list: &RemovalList) -> String {
    let mut out = String::with_capacity(6000 + list.people.len() * 700);
    let count = list.to_remove().count();
    let key = format!("{} {}", list.title(), list.finalized_at.map_or_else(|| draft_key(list), |at| at.to_string()));
    out.push_str(&page::head(&list.title(), &key));
    // Writing to a string does not fail.
    let _ = write!(out, "<span class=\"quiet\">{} · written {}", display_text::people(count), day_in_words(list.time.today));
    if let Some(at) = list.finalized_at {
        let _ = write!(out, " · finalized {}", day_in_words(list.day_of(at)));
    }
    out.push_str("</span>\n");
    if list.source == ListSource::Draft {
        let _ = writeln!(out, "<p class=\"care\">{}</p>", RemovalList::DRAFT_WORDS);
    }
    out.push_str("<p>At LinkedIn on a computer: My Network › Connections › Search by name › … › Remove connection. Tick when done. <span class=\"screen\">That is the quiet way: opening a profile can show that you looked.</span></p>\n");
    let namesakes = list.to_remove().filter(|entry| entry.status.namesakes.is_some()).count();
    if namesakes > 0 {
        let one = namesakes == 1;
        let _ = writeln!(
            out,
            "<p class=\"care\">{} marked {NAMESAKE} {} a namesake among your connections: check company and day.</p>",
            display_text::people(namesakes),
            if one { "has" } else { "have" }
        );
    }
    out.push_str("<table>\n<thead><tr><th class=\"done\"></th><th class=\"no\">No.</th><th class=\"wide\">Name, work</th><th class=\"day\">Connected</th><th class=\"reason\">Reason</th><th class=\"note\">Note</th></tr></thead>\n<tbody>\n");
    for (at, entry) in list.to_remove().enumerate() {
        row(&mut out, at + 1, entry, list);
    }
    out.push_str("</tbody>\n</table>\n");
    let staying: Vec<String> = list.staying().map(|entry| escaped(&entry.person.facts.name())).collect();
    if !staying.is_empty() {
        let _ = writeln!(out, "<p dir=\"auto\">{}</p>", sentence(format!("They stay after all: {}", staying.join(", "))));
    }
    out.push_str(&page::foot());
    out
}

/// What tells a draft from others, also from those of another workspace on the same day: whom it holds.
fn draft_key(list: &RemovalList) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    for entry in list.to_remove() {
        (&entry.person.facts.slug, entry.person.facts.name()).hash(&mut hasher);
    }
    format!("{} {:x}", list.time.today, hasher.finish())
}

/// The sign of a name that others among the connections bear, too.
const NAMESAKE: char = '‡';

fn row(out: &mut String, number: usize, entry: &ListEntry, list: &RemovalList) {
    let (person, status) = (&entry.person, &entry.status);
    let facts = &person.facts;
    let name = escaped(&facts.name());
    let (class, ticked) = if status.is_done() { (" class=\"settled\"", " checked") } else { ("", "") };
    // Writing to a string does not fail.
    let _ = write!(
        out,
        "<tr{class}><td class=\"done\"><input type=\"checkbox\"{ticked} data-id=\"{}\" aria-label=\"Done: {name}\"></td><td class=\"no\">{number}</td><td><span class=\"name\" dir=\"auto\">{name}</span>",
        escaped(&identity(facts, number))
    );
    if status.namesakes.is_some() {
        let _ = write!(out, " <span class=\"care\">{NAMESAKE}</span>");
    }
    let _ = write!(out, "<button type=\"button\" hidden data-name=\"{}\">Copy name</button>", escaped(&person_name::searchable(facts)));
    let work = facts.work();
    if !work.is_empty() {
        let _ = write!(out, "<br><span class=\"quiet\" dir=\"auto\">{}</span>", escaped(&work));
    }
    if status.task.is_some_and(|task| task != TaskState::ToDo) || status.is_gone {
        let _ = write!(out, "<br><span class=\"quiet\">{}</span>", escaped(&status_in_words(status, list)));
    }
    out.push_str("<div class=\"screen\">");
    if let Some(link) = facts.link() {
        let link = escaped(link);
        let _ = write!(out, "<a class=\"quiet\" href=\"{link}\" rel=\"noreferrer noopener\">{link}</a>");
    }
    if let Some(words) = &status.namesakes {
        let _ = write!(out, "<br><span class=\"care\">{}</span>", escaped(words));
    }
    let known = evidence_text::sentences(&person.evidence, &list.time).join("; ");
    if !known.is_empty() {
        let _ = write!(out, "<br><span class=\"quiet\">{}</span>", escaped(&known));
    }
    for found in &person.evidence.recommendations {
        let title = escaped(&evidence_text::recommendation(found));
        let _ = write!(out, "<blockquote dir=\"auto\"><b>{title}</b><br>{}</blockquote>", escaped(&sanitized(&found.text)));
    }
    let connected = facts.connected_on.map_or_else(|| escaped(&sanitized(&facts.connected_on_text)), day_in_words);
    let _ = writeln!(
        out,
        "</div></td><td class=\"day\">{connected}</td><td class=\"reason\" dir=\"auto\">{}</td><td class=\"note\" dir=\"auto\">{}</td></tr>",
        escaped(&person.reasons_in_words()),
        escaped(&sanitized(&person.note))
    );
}

/// What tells a row from others when the page is opened again: the profile, or without one the row itself.
fn identity(facts: &Facts, number: usize) -> String {
    facts.slug.as_deref().map_or_else(|| format!("{number} {}", facts.name()), str::to_owned)
}
