//! What the person chooses for one import.

/// What the person chose for one import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The slug or link of the export's owner, where it was not found or found wrong.
    pub owner: Option<String>,
    /// Whether what messages say is kept in the workspace. Off unless somebody wishes it.
    pub keeps_message_texts: bool,
}
