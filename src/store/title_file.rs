//! The member's own list of words for job titles, in a file beside the workspace.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{OpeningRemark, Store};
use crate::model::person::title_words::{TitleLineError, TitleWords};

/// What the file is called.
pub const TITLE_FILE: &str = "partwell-titles.txt";

/// Larger than this no list is that anybody wrote.
const MOST_BYTES: u64 = 4 << 20;

/// Where the member's own list stands, if they have one.
#[must_use]
pub fn title_file(workspace: &Path) -> PathBuf {
    workspace.with_file_name(TITLE_FILE)
}

/// Reads the member's own list, if there is one. What cannot be read, and lines that are not understood, are told.
pub(super) fn title_words(workspace: &Path) -> (Arc<TitleWords>, Option<OpeningRemark>) {
    let path = title_file(workspace);
    let told = |lines: Vec<TitleLineError>, why: Option<String>| OpeningRemark::TitleFile { path: path.clone(), lines, why };
    let text = match fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (TitleWords::built_in(), None),
        Ok(file) if file.len() > MOST_BYTES => return (TitleWords::built_in(), Some(told(Vec::new(), Some("it is far too long".to_owned())))),
        _ => fs::read_to_string(&path),
    };
    match text {
        Ok(text) => {
            let (words, lines) = TitleWords::read(&text);
            (Arc::new(words), (!lines.is_empty()).then(|| told(lines, None)))
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            (TitleWords::built_in(), Some(told(Vec::new(), Some("it is not in UTF-8; save it so and open the workspace again".to_owned()))))
        }
        Err(error) => (TitleWords::built_in(), Some(told(Vec::new(), Some(error.to_string())))),
    }
}

impl Store {
    /// The words that job titles are read by.
    #[must_use]
    pub fn title_words(&self) -> &Arc<TitleWords> {
        &self.title_words
    }
}
