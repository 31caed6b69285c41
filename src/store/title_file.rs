//! The member's own list of words for job titles, in a file beside the workspace.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{OpeningRemark, Store};
use crate::model::person::title_words::{TitleLineError, TitleWords};

/// What the file is called.
const TITLE_FILE: &str = "partwell-titles.txt";

/// Larger than this no list is that anybody wrote.
const MOST_BYTES: u64 = 512 << 10;

/// Where the member's own list stands, if they have one.
fn title_file(workspace: &Path) -> PathBuf {
    workspace.with_file_name(TITLE_FILE)
}

/// Reads the member's own list, if there is one. What cannot be read, and lines that are not understood, are told.
pub(super) fn own_title_words(workspace: &Path) -> (OnceLock<Arc<TitleWords>>, Option<OpeningRemark>) {
    let path = title_file(workspace);
    let told = |lines: Vec<TitleLineError>, why: Option<String>| OpeningRemark::TitleFile { path: path.clone(), lines, why };
    let text = match fs::metadata(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (OnceLock::new(), None),
        Ok(file) if file.len() > MOST_BYTES => return (OnceLock::new(), Some(told(Vec::new(), Some("it is far too long".to_owned())))),
        _ => fs::read_to_string(&path),
    };
    match text {
        Ok(text) => {
            let (words, lines) = TitleWords::read(&text);
            (OnceLock::from(Arc::new(words)), (!lines.is_empty()).then(|| told(lines, None)))
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            (OnceLock::new(), Some(told(Vec::new(), Some("it is not in UTF-8; save it so and open the workspace again".to_owned()))))
        }
        Err(error) => (OnceLock::new(), Some(told(Vec::new(), Some(error.to_string())))),
    }
}

/// The words that job titles are read by in a workspace, whether or not it is there, without opening it.
#[must_use]
pub fn title_words_beside(workspace: &Path) -> Arc<TitleWords> {
    own_title_words(workspace).0.into_inner().unwrap_or_else(TitleWords::built_in)
}

impl Store {
    /// The words that job titles are read by.
    #[must_use]
    pub fn title_words(&self) -> &Arc<TitleWords> {
        // Those that come with the program are read when they are first asked for: many commands need none.
        self.title_words.get_or_init(TitleWords::built_in)
    }
}
