//! What is answered about the workspace as a whole.

use std::path::PathBuf;

use serde::Serialize;

use super::Problem;
use crate::model::backup::{Backup, Contents};

/// The backups of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupList {
    /// Where they lie.
    pub folder: PathBuf,
    /// All of them, the newest first.
    pub backups: Vec<Backup>,
    /// What the workspace holds now.
    pub contents: Contents,
    /// What is to be known of the place it lies in; none where it is an ordinary one.
    pub place: Option<Problem>,
}

/// A whole workspace in open formats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullExported {
    /// The folder.
    pub folder: PathBuf,
    /// How many tables.
    pub tables: usize,
    /// How many rows in all of them.
    pub rows: u64,
}

/// What forgetting somebody leaves to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgetting {
    /// The name they had.
    pub name: String,
    /// Texts about others that name them, by what they are.
    pub named_in: Vec<(&'static str, usize)>,
    /// Backups that still hold them.
    pub in_backups: Vec<PathBuf>,
    /// How many backups were deleted.
    pub deleted_backups: usize,
    /// Whether the file was written anew, so that nothing can be left of them in it.
    pub is_tidied: bool,
    /// Whether a new one without them was made in their place.
    pub is_backed_up_anew: bool,
}

/// What erasing a workspace did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// The files that were deleted.
    pub deleted: Vec<PathBuf>,
    /// Workspaces beside it that were made of what could be read of it: they stay.
    pub left: Vec<PathBuf>,
}

/// How a workspace's file was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkspaceState {
    /// It is sound.
    Ok,
    /// Something in it is not as it was written.
    Damaged,
    /// A newer Partwell wrote it.
    Newer,
    /// The file has no content.
    EmptyFile,
    /// The file is something else.
    NotAWorkspace,
    /// Another Partwell has it open.
    Locked,
    /// There is no file.
    Missing,
    /// The system or the disk does not let it be read.
    Unreadable,
}

/// What examining a workspace found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    /// How it was found.
    pub state: WorkspaceState,
    /// What is wrong, a line each.
    pub damage: Vec<String>,
    /// Its backups, the newest first.
    pub backups: Vec<Backup>,
}
