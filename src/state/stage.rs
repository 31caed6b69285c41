//! Where the workspace, a check of it and an import stand.

use std::path::PathBuf;

use crate::{
    event::Problem,
    model::import::{import_options::ImportOptions, report::ImportReport},
};

/// A check of a workspace that could not be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// Nobody asked for one.
    #[default]
    NotAsked,
    /// It is being read.
    UnderWay,
    /// What is wrong, a line each; nothing means sound.
    Done(Vec<String>),
    /// It could not even be asked.
    Failed(Problem),
}

/// Whether there is a workspace to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Being opened.
    #[default]
    Opening,
    /// Open.
    Ready,
    /// It could not be opened.
    Failed(Problem),
}

/// Where an import stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ImportStage {
    /// There is none.
    #[default]
    None,
    /// Files are being read.
    Reading,
    /// Read and compared; the person decides.
    Previewed {
        /// Where the export is.
        paths: Vec<PathBuf>,
        /// What the person chose for it.
        options: ImportOptions,
        /// File names.
        source: String,
        /// What was found.
        report: Box<ImportReport>,
    },
    /// Being written.
    Writing,
}
