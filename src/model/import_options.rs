//! What the person chooses before an export is read.

/// What the person chose for one import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The slug or link of the export's owner, where it was not found or found wrong.
    pub owner: Option<String>,
}
