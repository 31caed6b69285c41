//! What a person chooses before an export is read.

/// Choices for one import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImportOptions {
    /// Whose export it is, where the messages do not tell or tell it wrong: the profile's link or its last part.
    pub owner: Option<String>,
    /// The member has looked and says that this export is whole and the newest, whatever it looks like.
    pub is_whole: bool,
    /// The encoding of files that are not in UTF-8, as [`crate::model::import::report::EncodingChoice`] names it; none: it is guessed.
    pub encoding: Option<String>,
}
