//! A JSON Schema of everything that is printed and exported as JSON: the records by their types, the rest by the keys that
//! the help tells. A section of the help is a definition of that name; commands that share one have it each.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::JSON_HELP;
use crate::export::{json_list, ledger_json};

/// What the help calls a thing that stands in several places, and its definition.
const SHAPES: [(&str, &str); 6] = [
    ("a person", "person"),
    ("a file of evidence", "file_of_evidence"),
    ("an operation", "operation"),
    ("a backup", "a_backup"),
    ("what a workspace holds", "holds"),
    ("a ledger entry", "ledger_entry"),
];

/// What stands below a key.
#[derive(Debug, Default)]
struct Keys {
    words: String,
    is_list: bool,
    /// Whether the key itself is told, and not only what is below it.
    is_value: bool,
    shape: Option<&'static str>,
    below: BTreeMap<String, Keys>,
}

impl Keys {
    /// Takes in a path such as `people[].name`.
    fn add(&mut self, path: &str, words: &str, shape: Option<&'static str>) {
        let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
        let entry = self.below.entry(first.trim_end_matches("[]").to_owned()).or_default();
        entry.is_list |= first.ends_with("[]");
        if let Some(rest) = rest {
            return entry.add(rest, words, shape);
        }
        words.clone_into(&mut entry.words);
        entry.is_value = true;
        entry.shape = entry.shape.or(shape);
    }

    /// Null stands for what is not known or not there, wherever it is.
    fn schema(&self) -> Value {
        let value = || json!({ "$ref": "#/$defs/value" });
        let one = match (self.shape, self.below.is_empty()) {
            (Some(shape), _) => json!({ "$ref": format!("#/$defs/{shape}") }),
            (None, true) => value(),
            (None, false) => self.object(),
        };
        let mut all = if self.is_list {
            json!({ "type": ["array", "null"], "items": one })
        } else if one == value() {
            one
        } else if self.is_value {
            // A count in one place, and more in another.
            json!({ "anyOf": [one, value()] })
        } else {
            json!({ "anyOf": [one, { "type": "null" }] })
        };
        if let (Some(all), false) = (all.as_object_mut(), self.words.is_empty()) {
            all.insert("description".to_owned(), self.words.clone().into());
        }
        all
    }

    fn object(&self) -> Value {
        let properties: Map<String, Value> = self.below.iter().filter(|(name, _)| *name != "*").map(|(name, keys)| (name.clone(), keys.schema())).collect();
        let mut object = json!({ "type": "object", "properties": properties });
        if let (Some(object), Some(any)) = (object.as_object_mut(), self.below.get("*")) {
            object.insert("additionalProperties".to_owned(), any.schema());
        }
        object
    }
}

fn shape_of(words: &str) -> Option<&'static str> {
    SHAPES.iter().find(|(title, _)| words.contains(&format!("each: {title}"))).map(|(_, name)| *name)
}

/// The schema of a section: its lines tell keys, and behind two blanks and more what they are. Lines that stand further in
/// are words on the keys before them.
fn section(lines: &[&str]) -> Value {
    let mut keys = Keys::default();
    let mut is_person = false;
    let mut names: Vec<&str> = Vec::new();
    for line in lines {
        let inner = line.trim_start();
        let is_words = line.len() - inner.len() > 2;
        let (paths, words) = if is_words { ("", inner) } else { inner.split_once("  ").map_or((inner, ""), |(paths, words)| (paths, words.trim())) };
        if words.starts_with("a person, and") {
            is_person = true;
            continue;
        }
        if !is_words {
            names = paths.split(", ").collect();
        }
        for name in &names {
            keys.add(name, words, shape_of(words));
        }
    }
    if is_person { json!({ "allOf": [{ "$ref": "#/$defs/person" }, keys.object()] }) } else { keys.object() }
}

/// The whole schema.
pub(super) fn whole() -> Value {
    let mut typed = SchemaSettings::draft2020_12().for_serialize().into_generator();
    json_list::define(&mut typed);
    ledger_json::define(&mut typed);
    let mut definitions = typed.take_definitions(true);
    let mut sections = JSON_HELP.trim_end().split("\n\n");
    let about = sections.next().unwrap_or_default();
    for block in sections {
        let mut lines = block.lines();
        let title = lines.next().unwrap_or_default();
        let lines: Vec<&str> = lines.collect();
        let shape = SHAPES.iter().find(|(shape, _)| *shape == title).map(|(_, name)| *name);
        for name in shape.map_or_else(|| title.split(", ").collect(), |name| vec![name]) {
            // What a type tells is more than what the help tells.
            definitions.entry(name).or_insert_with(|| section(&lines));
        }
    }
    let entries = json!({ "type": "array", "items": { "$ref": "#/$defs/ledger_entry" } });
    definitions.insert("ledger".to_owned(), json!({ "type": "object", "properties": { "entries": entries }, "required": ["entries"] }));
    let value = json!({ "type": ["string", "number", "boolean", "null"], "description": "null where it is not known or not there" });
    definitions.insert("value".to_owned(), value);
    let about = about.replace('\n', " ");
    let description = format!(
        "The whole is of exported files, lists and ledgers. The answer of a command is \"$ref\": \"#/$defs/NAME\", by the name of the command; other definitions are what answers are made of. {about}"
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Partwell exports as JSON, and prints with --json",
        "description": description,
        "anyOf": [{ "$ref": "#/$defs/list_file" }, { "$ref": "#/$defs/ledger" }],
        "$defs": definitions,
    })
}
