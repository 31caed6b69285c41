//! Rules that suggest, on the command line.

use std::path::Path;

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session};
use crate::{
    command::Command,
    event::Problem,
    model::{
        person::decision::Pane,
        search::{RowSet, row_number},
        suggestion::{Against, Circle, Suggestions, against, all_rules, employers},
        text::{
            display_text::{people as people_in_words, sanitized},
            folding::fold,
        },
    },
};

/// Switches a queue or a view on or off, if one is named; then tells whom those that are on suggest, and what speaks against it.
pub(super) fn suggest(workspace: &Path, on: Option<&str>, off: Option<&str>) -> CliResult {
    let mut session = if on.or(off).is_some() { Session::open_to_change(workspace)? } else { Session::open_to_read(workspace)? };
    let snapshot = session.load()?;
    let mut settings = snapshot.settings.clone();
    let rules = all_rules(&snapshot.queues, &settings.views);
    if let Some(name) = on.or(off) {
        let named = rules.iter().find(|rule| fold(&rule.name) == fold(name.trim()) || rule.key == name.trim());
        let rule = named.ok_or_else(|| {
            Problem::new(format!("No queue and no view is called {name}"), "Nothing was changed.", "partwell queues and partwell views show them.")
        })?;
        settings.triage.suggesting.retain(|key| *key != rule.key);
        if on.is_some() {
            settings.triage.suggesting.push(rule.key.clone());
        }
        session.run(Command::SaveSettings(Box::new(settings.clone())))?;
    }
    let is_on = |key: &str| settings.triage.suggesting.iter().any(|on| on == key);
    let rules: Vec<_> = rules.into_iter().filter(|rule| is_on(&rule.key)).collect();
    let today = snapshot.overview.time.today;
    let found = Suggestions::of(rules, &snapshot.people, &snapshot.people, &snapshot.index, today);
    let keep: RowSet = (0..).zip(&snapshot.people).filter(|(_, person)| person.state.pane() == Some(Pane::Keep)).map(|(row, _)| row).collect();
    let kept_at = snapshot.index.count_companies(keep.ones().map(row_number));
    let employers = employers(&snapshot.owner_past.jobs);
    let circle = Circle { index: &snapshot.index, kept_at: &kept_at, employers: &employers };
    let mut lines = vec![if found.rules.is_empty() {
        "No queue and no view suggests. To switch one on: partwell suggest --on NAME".to_owned()
    } else {
        format!("{} suggested", people_in_words(found.any.count_ones(..)))
    }];
    let mut suggestions: Vec<Value> = Vec::new();
    for row in found.any.ones().map(row_number) {
        let Some(person) = snapshot.people.get(row as usize) else { continue };
        let speak_for: Vec<&str> = found.of_row(row).map(|rule| rule.name.as_str()).collect();
        let speak_against = against(row, person, &circle);
        let words: Vec<String> = speak_against.iter().map(Against::in_words).collect();
        let end = if words.is_empty() { String::new() } else { format!("; against it: {}", words.join(", ")) };
        lines.push(format!("  {}: {}{end}", person.facts.name(), sanitized(&speak_for.join(", "))));
        let keys: Vec<&str> = speak_against.iter().map(Against::key).collect();
        suggestions.push(json!({ "slug": person.facts.slug, "name": person.facts.name(), "for": speak_for, "against": keys }));
    }
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "suggestions": suggestions }) })
}
