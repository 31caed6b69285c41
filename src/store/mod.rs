//! The workspace on disk: one SQLite file, and the only SQL there is.
//!
//! Every change runs inside [`Store::transact`], which makes it one commit, one step of undo, or nothing at all. Methods fail
//! with what `SQLite` meets; they say so only where they fail for another reason, too.
#![allow(clippy::missing_errors_doc, reason = "said once, above")]

mod alike;
mod backups;
mod batches;
mod check;
mod copy;
mod decisions;
mod digest;
mod disk_file;
mod erase;
mod error;
pub mod evidence;
mod file_sum;
mod forget;
pub mod imports;
mod journal;
pub mod ledger;
mod lock_file;
mod open;
pub mod outreach;
pub mod people;
mod place;
mod plan;
mod remark;
mod row_hash;
mod rows;
mod salvage;
mod schema;
mod session;
mod settings;
mod tables;
pub mod tasks;
mod title_file;
mod transact;
pub mod verdicts;

pub use backups::{CopyOutcome, backup_folder, backups_of, backups_with_contents, put_back};
pub use erase::{erase, salvaged_of};
pub use error::StoreError;
pub use forget::Forgotten;
pub use lock_file::{CALLS_BEGIN, calls_folder, is_held};
pub use open::{Missing, is_something_else};
pub use place::{Place, place_of};
pub use remark::OpeningRemark;
pub use rows::{Builder, build, discard};
pub use salvage::salvage;
pub use title_file::title_words_beside;
pub use transact::{ChangedRows, Edit};

use std::{
    fs::File,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use rusqlite::Connection;
use session::Session;

use crate::model::person::title_words::TitleWords;

/// An open workspace. Holds a lock on it until dropped.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    // Held for its lock; dropped after the connection. None where it was opened for reading.
    lock: Option<File>,
    // Of a workspace opened for reading: as it was then.
    read_as_of: Option<disk_file::Stamp>,
    // What the person should hear about how it was opened.
    remarks: Vec<OpeningRemark>,
    session: Session,
    // The member's own list of words for job titles, if there is one; else the one that comes with the program, once it was asked for.
    title_words: OnceLock<Arc<TitleWords>>,
}

/// A result of the store.
pub type StoreResult<T> = Result<T, StoreError>;
