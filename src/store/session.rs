//! Between opening and closing: the latest changes stand in a log beside the file, and are brought into it when there is time
//! and at the end. Whoever copies the file alone in between gets a copy that says so.

use rusqlite::OptionalExtension;

use super::{Store, StoreResult};

const KEY: &str = "changed since it was closed";

/// How it stands since the workspace was opened.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Session {
    /// Whether the file itself says that changes may stand beside it.
    pub is_marked: bool,
    /// Whether changes stand in the log that were not brought into the file.
    pub has_changes: bool,
    /// Whether closing may take the mark off: what it speaks of was there, or is overtaken by a change.
    pub may_unmark: bool,
}

impl Store {
    /// Whether the file says that changes may stand beside it.
    pub(super) fn is_marked_open(&self) -> StoreResult<bool> {
        Ok(self.connection.query_row("SELECT 1 FROM setting WHERE key = ?1", [KEY], |_| Ok(())).optional()?.is_some())
    }

    /// Before the first change: the file itself comes to say that more may stand beside it.
    pub(super) fn mark_open(&mut self) -> StoreResult<()> {
        if !self.session.is_marked {
            self.connection.execute("INSERT INTO setting (key, value) VALUES (?1, '') ON CONFLICT (key) DO NOTHING", [KEY])?;
            self.checkpoint()?;
            self.session.is_marked = true;
        }
        (self.session.has_changes, self.session.may_unmark) = (true, true);
        Ok(())
    }

    /// Brings what stands in the log into the file, if anything does. For moments in which nobody waits.
    ///
    /// # Errors
    /// What `SQLite` meets; the changes are safe in the log all the same.
    pub fn settle(&mut self) -> StoreResult<()> {
        if std::mem::take(&mut self.session.has_changes) {
            self.checkpoint()?;
        }
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        // What fails here was told before, or is told at the next start; the log keeps everything.
        if self.lock.is_some() && self.session.is_marked && self.session.may_unmark {
            let _ = self.connection.execute("DELETE FROM setting WHERE key = ?1", [KEY]);
            let _ = self.checkpoint();
        }
    }
}
