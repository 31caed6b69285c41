//! What the window tells at its lower edge.

use std::path::{Path, PathBuf};

use super::State;
use crate::model::{known_workspace::KnownWorkspace, text::display_text::with_thousands};

/// A short word on what was just done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// The words.
    pub text: String,
    /// Counts up with each message, so that the same words twice are two messages.
    pub number: u64,
    /// Whether it tells of a larger action that one may want to take back at once.
    pub is_larger: bool,
    /// The file that it tells of, if one was written.
    pub written: Option<PathBuf>,
}

impl State {
    /// A path, or less of it while names are hidden: it may hold one.
    pub(super) fn place_in_words(&self, path: &Path) -> String {
        if self.hides_names() { "the place you chose".to_owned() } else { path.display().to_string() }
    }

    /// Tells something that was just done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Message { text: text.into(), number: self.message.number + 1, is_larger: false, written: None };
    }

    /// Those who are due, in a sentence.
    #[must_use]
    pub fn due_in_words(&self) -> String {
        match self.due {
            1 => "1 person is due: you wanted to review them again.".to_owned(),
            due => format!("{} people are due: you wanted to review them again.", with_thousands(due)),
        }
    }

    /// What the workspace is called: the name that the member gave it, else that of its file.
    #[must_use]
    pub fn workspace_title(&self) -> String {
        let known = self.workspaces.iter().find(|known| known.path == self.workspace).cloned();
        known.unwrap_or_else(|| KnownWorkspace { path: self.workspace.clone(), name: String::new() }).title()
    }
}
