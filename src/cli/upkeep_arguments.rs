//! What can be asked of the workspace as a whole.

use std::path::PathBuf;

use clap::Subcommand;

/// Backups, copies, and the ends of a workspace.
#[derive(Debug, Subcommand)]
pub enum Upkeep {
    /// Examine a workspace and list its backups; nothing is written to it
    Doctor {
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Make a backup now, and list all backups
    Backup {
        /// Only list them
        #[arg(long)]
        list: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Put a backup in the place of the workspace, also of one that is damaged; what was there is kept
    Restore {
        /// The backup, or any other workspace
        file: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Write a copy of the whole workspace to another place, and make sure that it holds the same
    Copy {
        /// The file to write
        file: PathBuf,
        /// Replace a file that is there already
        #[arg(long)]
        force: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Write the whole workspace to a new folder in open formats: CSV, described in JSON
    FullExport {
        /// The folder, which is made
        folder: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Make a new workspace of such a folder; --workspace says where
    FullImport {
        /// The folder
        folder: PathBuf,
        /// Files in it were changed on purpose
        #[arg(long)]
        edited: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Read what can be read of a damaged workspace into a new one; the damaged one is not touched
    Salvage {
        /// The new workspace
        #[arg(long, short, value_name = "FILE")]
        output: PathBuf,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Forget one person for good: everything but a line without a name in the ledger
    Forget {
        /// The last part of the profile's link, or the whole link
        slug: String,
        /// Delete the backups that hold them, too
        #[arg(long)]
        and_backups: bool,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Delete the workspace with its backups and everything else that belongs to it
    Erase {
        /// The name of the workspace's file, so that it is not the wrong one
        #[arg(long)]
        name: String,
        /// Print one JSON object
        #[arg(long)]
        json: bool,
    },
}
