//! Facets on the command line, and what the words of job titles say.

use std::{fmt::Write as _, path::Path};

use serde_json::{Map, Value, json};

use super::{CliOutput, CliResult, Session, chosen_rows, people::refuse_unclear};
use crate::engine::Engine;
use crate::model::{
    person::{decision::Pane, title::TitleSays, title_words},
    search::{
        RowSet,
        facet::{FacetKind, Facets},
    },
    text::display_text::{people as people_in_words, sanitized, with_thousands},
};

/// So many values of each are printed for people; programs get all.
const MOST_IN_WORDS: usize = 10;

/// How many of those who match there are of each company, year and so on.
pub(super) fn facets(workspace: &Path, pane: Option<Pane>, search: Option<&str>) -> CliResult {
    refuse_unclear(search)?;
    let snapshot = Session::open_to_read(workspace)?.load()?;
    let rows: RowSet = chosen_rows(&snapshot, pane, search).into_iter().map(|row| row as usize).collect();
    let count = rows.count_ones(..);
    let mut text = people_in_words(count);
    let mut json = Map::from_iter([("people".to_owned(), json!(count))]);
    let facets = Facets::of(&rows, &snapshot.people, &snapshot.index);
    for kind in FacetKind::ALL {
        let facet = facets.facet(kind, usize::MAX);
        let _ = write!(text, "\n\n{}", kind.title());
        for value in facet.values.iter().take(MOST_IN_WORDS) {
            let _ = write!(text, "\n{:>9}  {}", with_thousands(value.count), value.label);
        }
        if facet.values.len() > MOST_IN_WORDS {
            let _ = write!(text, "\n{:>9}  {} more", "", with_thousands(facet.values.len() - MOST_IN_WORDS));
        }
        let is_year = kind == FacetKind::Year;
        let value = |value: &Option<String>| match value {
            Some(year) if is_year => year.parse().map_or_else(|_| json!(year), |year: i16| json!(year)),
            value => json!(value),
        };
        let values: Vec<Value> = facet.values.iter().map(|one| json!({ "value": value(&one.value), "count": one.count, "query": one.condition })).collect();
        json.insert(kind.key().to_owned(), Value::Array(values));
    }
    Ok(CliOutput { text, json: Value::Object(json) })
}

/// What a title says and by which words; without one, the list of words that comes with the program.
pub(super) fn titles(workspace: &Path, title: Option<&str>) -> CliOutput {
    let Some(title) = title else {
        return CliOutput { text: title_words::BUILT_IN.trim_end().to_owned(), json: json!({ "list": title_words::BUILT_IN }) };
    };
    let found = Engine::title_words_beside(workspace).words(title);
    let says = |says: TitleSays| match says {
        TitleSays::Role(role) => format!("role:{}", role.word()),
        TitleSays::Seniority(level) => format!("seniority:{}", level.word()),
        TitleSays::OpensDoors => "doors".to_owned(),
    };
    let lines: Vec<String> = found.iter().map(|one| format!("{} by the word “{}”", says(one.says), sanitized(&one.word))).collect();
    let text = if lines.is_empty() { "The words of this title say nothing".to_owned() } else { lines.join("\n") };
    let words: Vec<Value> = found.iter().map(|one| json!({ "says": says(one.says), "word": one.word })).collect();
    CliOutput { text, json: json!({ "words": words }) }
}
