//! What the window tells at its lower edge.

use std::path::PathBuf;

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
