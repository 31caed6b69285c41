//! Who is meant by a list from outside, on the command line.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session};
use crate::{
    command::{Command, ListText},
    event::Event,
    model::{
        id::{PersonId, PersonMap},
        person::Person,
        text::display_text::{count, people as people_in_words, sanitized},
    },
};

/// Tells whom each line of a list means.
pub(super) fn match_list(workspace: &Path, file: PathBuf) -> CliResult {
    let mut session = Session::open_to_read(workspace)?;
    let snapshot = session.load()?;
    let events = session.run(Command::MatchList(ListText::File(file)))?;
    let list = events.into_iter().find_map(|event| if let Event::ListMatched(list) = event { Some(list) } else { None }).unwrap_or_default();
    let people: PersonMap<&Person> = snapshot.people.iter().map(|person| (person.id, person)).collect();
    let person = |id: PersonId| people.get(&id);
    let slug = |id: PersonId| person(id).and_then(|person| person.facts.slug.as_ref().map(ToString::to_string));
    let name = |id: PersonId| person(id).map(|person| person.facts.name()).unwrap_or_default();
    let mut lines = vec![format!("{} clearly meant", people_in_words(list.people().len()))];
    lines.extend(list.matched.iter().map(|(line, id)| format!("{line:>7}  {}", name(*id))));
    if !list.several.is_empty() {
        lines.push(format!("{} may mean several", count(list.several.len(), "line", "lines")));
        lines.extend(list.several.iter().map(|(line, text, ids)| format!("{line:>7}  {} ({})", sanitized(text), people_in_words(ids.len()))));
    }
    if !list.nobody.is_empty() {
        lines.push(count(list.nobody.len(), "line names nobody among your connections", "lines name nobody among your connections"));
        lines.extend(list.nobody.iter().map(|(line, text)| format!("{line:>7}  {}", sanitized(text))));
    }
    let matched: Vec<Value> = list.matched.iter().map(|(line, id)| json!({ "line": line, "slug": slug(*id) })).collect();
    let several: Vec<Value> =
        list.several.iter().map(|(line, _, ids)| json!({ "line": line, "slugs": ids.iter().map(|id| slug(*id)).collect::<Vec<_>>() })).collect();
    let nobody: Vec<Value> = list.nobody.iter().map(|(line, text)| json!({ "line": line, "text": text })).collect();
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "matched": matched, "several": several, "nobody": nobody }) })
}
