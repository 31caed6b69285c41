//! The list of workspaces that were opened: a small file, read before there is a window and written by the thread that opens a
//! workspace.

use std::path::{Path, PathBuf};

use crate::model::known_workspace::KnownWorkspace;

/// The workspaces that were opened, and the file that remembers them.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownWorkspaces {
    file: PathBuf,
    pub(super) list: Vec<KnownWorkspace>,
}

impl KnownWorkspaces {
    /// Those that this file remembers; none where there is no such file, or it makes no sense.
    pub(super) fn read(file: PathBuf) -> Self {
        let list = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { file, list }
    }

    /// Keeps them, beside the screen.
    pub(super) fn write_aside(&self) {
        let known = self.clone();
        crate::worker::aside("partwell-workspaces", move || known.write());
    }

    /// Keeps them. A folder that may not be written loses nothing but this.
    pub(super) fn write(&self) {
        let Ok(json) = serde_json::to_vec_pretty(&self.list) else { return };
        // Beside it first: a half file would be no file.
        let half = self.file.with_extension("part");
        if std::fs::write(&half, json).is_ok() && std::fs::rename(&half, &self.file).is_err() {
            let _ = std::fs::remove_file(half);
        }
    }
}

/// The file beside a workspace that remembers which were opened.
pub(super) fn file_beside(workspace: &Path) -> PathBuf {
    workspace.with_file_name("workspaces.json")
}
