//! What the person should hear about a workspace that could be opened.

use std::path::PathBuf;

use super::Place;
use crate::model::{full_export::Salvaged, person::title_words::TitleLineError};

/// What the person should hear about a workspace that could be opened all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpeningRemark {
    /// It was of an earlier version; as it was then, it stands in this file.
    BroughtUpToDate {
        /// The copy.
        backup: PathBuf,
        /// Whether what was done before can no longer be taken back.
        ends_undo: bool,
    },
    /// Something in it is not as it was written, and it is read all the same.
    Damaged {
        /// What, as a sentence without its beginning and end.
        what: String,
    },
    /// It was read out of a damaged one.
    Salvaged {
        /// The damaged one.
        from: PathBuf,
        /// What came over.
        salvaged: Vec<Salvaged>,
    },
    /// It was copied while it was open, without the file that ends in "-wal": the latest changes may be missing.
    MayLackLatest,
    /// It lies where more than one computer can reach it.
    Place(Place),
    /// The member's own list of words for job titles is not understood, or not all of it.
    TitleFile {
        /// The list.
        path: PathBuf,
        /// The lines that are left out.
        lines: Vec<TitleLineError>,
        /// Why none of it is used; none where it is but for those lines.
        why: Option<String>,
    },
}
