//! Between opening and closing: the latest changes stand in a log beside the file, and are brought into it when there is time
//! and at the end. Whoever copies the file alone in between gets a copy that says so.

use rusqlite::OptionalExtension;

use super::{Store, StoreResult, disk_file::has_log, file_sum};

/// The row that says so.
pub(super) const KEY: &str = "changed since it was closed";

/// How it stands since the workspace was opened.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for itself")]
pub(super) struct Session {
    /// Whether the file itself says that changes may stand beside it.
    pub is_marked: bool,
    /// Whether changes stand in the log that were not brought into the file.
    pub has_changes: bool,
    /// Whether closing may take the mark off: what it speaks of was there, or is overtaken by a change.
    pub may_unmark: bool,
    /// Whether all rows were added up since it was opened.
    pub are_rows_known: bool,
    /// Whether it was found damaged since it was opened: nothing more is written to it.
    pub is_damaged: bool,
}

impl Store {
    /// Whether the file says that changes may stand beside it.
    pub(super) fn is_marked_open(&self) -> StoreResult<bool> {
        Ok(self.connection.query_row("SELECT 1 FROM setting WHERE key = ?1", [KEY], |_| Ok(())).optional()?.is_some())
    }

    /// Before the first change: the file itself comes to say that more may stand beside it.
    pub(super) fn mark_open(&mut self) -> StoreResult<()> {
        if !self.session.is_marked {
            self.write_aside(|transaction| {
                transaction.execute("INSERT INTO setting (key, value) VALUES (?1, '') ON CONFLICT (key) DO NOTHING", [KEY])?;
                Ok(())
            })?;
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

impl Store {
    /// Brings everything into the file, and takes the mark off it.
    pub(super) fn end_session(&mut self) {
        if self.lock.is_none() || self.session.is_damaged {
            return;
        }
        // What fails here was told before, or is told at the next start; the log keeps everything.
        let is_left_whole = if self.session.is_marked && self.session.may_unmark {
            let unmarked = self.write_aside(|transaction| {
                transaction.execute("DELETE FROM setting WHERE key = ?1", [KEY])?;
                Ok(())
            });
            unmarked.and_then(|()| self.checkpoint()).is_ok()
        } else {
            // Settings may have been saved, and nothing else.
            let has_saved = has_log(&self.path);
            !self.session.is_marked && (self.session.are_rows_known || has_saved) && (!has_saved || self.checkpoint().is_ok())
        };
        if is_left_whole
            && !has_log(&self.path)
            && let Some(lock) = &mut self.lock
        {
            file_sum::note(lock, &self.path, self.session.are_rows_known);
        }
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.end_session();
    }
}
