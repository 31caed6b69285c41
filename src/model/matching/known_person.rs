//! People whom the workspace knows, as an import compares them.

use crate::model::{
    id::{ImportId, PersonId},
    person::Facts,
};

/// Somebody the workspace knows, connected or gone, as an import needs to compare them.
#[derive(Clone, Debug)]
pub struct KnownPerson {
    /// The person's number in the workspace.
    pub id: PersonId,
    /// What the last export that held them said.
    pub facts: Facts,
    /// Whether the newest export held them.
    pub is_connected: bool,
    /// The import that showed them first.
    pub brought_by: ImportId,
}
