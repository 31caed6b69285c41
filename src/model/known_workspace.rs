//! The workspaces that were opened on this machine, for going over from one to another. Each is a file of its own, and nothing
//! of one stands in another.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// A workspace that was opened once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownWorkspace {
    /// Its file.
    pub path: PathBuf,
    /// The name that the member gave it; empty where they gave none.
    pub name: String,
}

impl KnownWorkspace {
    /// What it is called: its name, else that of its file.
    #[must_use]
    pub fn title(&self) -> String {
        match self.name.trim() {
            "" => self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
            name => name.to_owned(),
        }
    }
}

/// More are not remembered.
const MOST: usize = 24;

/// Puts a workspace that was opened first.
pub fn remember(known: &mut Vec<KnownWorkspace>, path: &Path, name: &str) {
    known.retain(|other| other.path != path);
    known.insert(0, KnownWorkspace { path: path.to_owned(), name: name.trim().to_owned() });
    known.truncate(MOST);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_one_opened_comes_first_and_each_stands_once() {
        let mut known = Vec::new();
        for (path, name) in [("/a/ida.partwell", ""), ("/a/bo.partwell", "Bo Roe"), ("/a/ida.partwell", " Ida ")] {
            remember(&mut known, Path::new(path), name);
        }
        assert_eq!(known.iter().map(KnownWorkspace::title).collect::<Vec<_>>(), ["Ida", "Bo Roe"]);
        assert_eq!(KnownWorkspace { path: "/a/my network.partwell".into(), name: String::new() }.title(), "my network");
        (0..40).for_each(|i| remember(&mut known, Path::new(&format!("/b/{i}")), ""));
        assert_eq!(known.len(), MOST);
    }
}
