//! Saved views on the command line.

use std::path::Path;

use serde_json::json;

use super::{CliOutput, CliResult, Session, people::refuse_unclear};
use crate::{
    command::Command,
    event::Problem,
    model::{
        search::view::{self, View},
        settings::Settings,
    },
};

/// Saves one, deletes one, or changes none; then tells all of them.
pub(super) fn views(workspace: &Path, added: Option<(String, String)>, deleted: Option<&str>) -> CliResult {
    let mut settings = if added.is_some() || deleted.is_some() {
        let mut session = Session::open_to_change(workspace)?;
        let mut settings = session.load_only(Vec::new())?.settings;
        if let Some((name, query)) = added {
            save(&mut settings, &name, query)?;
        }
        if let Some(name) = deleted.filter(|name| !settings.delete_view(name)) {
            return Err(Problem::new(format!("There is no view {name}"), "Nothing was changed.", "partwell views shows them."));
        }
        session.run(Command::SaveSettings(Box::new(settings.clone())))?;
        settings
    } else {
        Session::open_to_read(workspace)?.load_only(Vec::new())?.settings
    };
    let views = std::mem::take(&mut settings.views);
    let lines: Vec<String> = views.iter().map(|view| format!("{}\t{}", view.name, view.query)).collect();
    let text = if lines.is_empty() { "No views are saved".to_owned() } else { lines.join("\n") };
    Ok(CliOutput { text, json: json!({ "views": views }) })
}

fn save(settings: &mut Settings, name: &str, query: String) -> Result<(), Problem> {
    refuse_unclear(Some(&query))?;
    let name = name.trim();
    if name.is_empty() || query.trim().is_empty() {
        return Err(Problem::new("A view needs a name and a search", "Nothing was saved.", "partwell views --add NAME --query QUERY"));
    }
    view::save(&mut settings.views, View { name: name.to_owned(), query });
    Ok(())
}
