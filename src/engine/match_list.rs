//! Who is meant by a list from outside.

use std::{io::Read as _, path::Path};

use super::{CommandResult, Emit, Engine};
use crate::{
    command::ListText,
    event::{Event, Problem},
    import::{ImportError, outside_list},
    model::matching::outside_list::ListMatcher,
};

/// A longer list is none that a person made.
const MOST_BYTES: u64 = 32 * 1024 * 1024;

impl Engine {
    /// Reads a list and tells whom each of its lines means. Nothing is changed.
    pub(super) fn match_list(&self, list: ListText, emit: Emit<'_>) -> CommandResult {
        let bytes = match list {
            ListText::Pasted(text) => text.into_bytes(),
            ListText::File(path) => read_small(&path, "a list of people", "A list is a text, a CSV or a vCard of names or links, of at most 32 MB.")?,
        };
        let listed = outside_list::read(&bytes);
        let known = self.store.known_people()?;
        let matcher = ListMatcher::new(known.iter().filter(|person| person.is_connected).map(|person| (person.id, &person.facts)));
        emit(Event::ListMatched(matcher.find_all(listed)));
        Ok(())
    }
}

/// Reads a file that a person made, and that is small therefore. `what` it should be is told where it is not.
pub(super) fn read_small(path: &Path, what: &str, hint: &str) -> Result<Vec<u8>, Problem> {
    let unreadable = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Problem::from(ImportError::NotFound { path: path.to_owned() }),
        _ => {
            Problem::new(format!("{} cannot be read", path.display()), format!("{source}. Nothing was changed."), "Choose another file, or paste what it says.")
        }
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Problem::new(format!("That file is too large for {what}"), "Nothing was changed.", hint));
    }
    Ok(bytes)
}
