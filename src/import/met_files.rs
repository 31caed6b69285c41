//! Files that were met and tell of no people: what is said of an import in which there is nothing else.

use super::ImportError;
use crate::model::import::{file_kind::FileKind, report::FileIgnored};

/// Files that were met.
#[derive(Debug, Default)]
pub(super) struct MetFiles {
    /// Files with a known header, whether or not they could be read.
    pub(super) recognised: Vec<(FileKind, String)>,
    /// Tables without a known header, with their columns.
    pub(super) unknown: Vec<(String, Vec<String>)>,
    /// Archives inside the archive.
    pub(super) nested: Vec<String>,
    /// Files of no bytes.
    pub(super) empty: Vec<String>,
    /// What would be told if no list of connections is found.
    pub(super) troubles: Vec<ImportError>,
}

impl MetFiles {
    /// Why no list of people was read. `ignored` are the files that were passed over.
    pub(super) fn why(self, ignored: Vec<FileIgnored>) -> ImportError {
        // The list may be in what could not be read, whatever its name.
        if let Some(trouble) = self.troubles.into_iter().next() {
            return trouble;
        }
        if let Some((kind, name)) = self.recognised.first() {
            return if self.recognised.len() == 1 && self.unknown.is_empty() {
                ImportError::OnlyAnotherKind { name: name.clone(), kind: *kind }
            } else {
                ImportError::NoConnections { found: self.recognised.iter().map(|(_, name)| name.clone()).collect() }
            };
        }
        if let Some(name) = self.nested.into_iter().next() {
            return ImportError::NestedArchive { name };
        }
        match (self.unknown.len(), self.empty.len()) {
            (0, 0) => ImportError::NoConnections { found: ignored.into_iter().map(|file| file.name).collect() },
            (0, _) => ImportError::Empty { name: self.empty.into_iter().next().unwrap_or_default() },
            (1, _) => {
                let (name, columns) = self.unknown.into_iter().next().unwrap_or_default();
                ImportError::NoHeader { name, columns }
            }
            _ => ImportError::NoConnections { found: self.unknown.into_iter().map(|(name, _)| name).collect() },
        }
    }
}
