//! Backups: made before what changes much, listed, put back; and copies to a place of one's own.

use std::{path::Path, time::Duration};

use jiff::civil::Date;

use super::{CommandResult, Emit, Engine};
use crate::{
    event::{BackupList, Event, Problem, Settlement},
    model::{backup::BackupReason, local_time::LocalTime},
    store::{self, CopyOutcome},
};

/// Nobody else holds the workspace: this engine held it a moment ago.
const TIMEOUT: Duration = Duration::from_secs(2);

impl Engine {
    /// Makes a backup before something that changes much. That one cannot be made is told, and hinders nothing.
    ///
    /// # Errors
    /// Where the workspace itself turns out to be damaged: then nothing more is written to it.
    pub(super) fn back_up_before(&mut self, reason: BackupReason, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        // Invented people can be made anew.
        if self.is_sample || self.reads_only() {
            return Ok(());
        }
        if let Err(error) = self.store.back_up(now.at, reason) {
            let problem = Problem::from(error);
            if problem.is_damage
                && let Err(damaged) = self.store.look_again()
            {
                self.is_for_reading = true;
                // Whoever shows it says that it is only read from now on; what cannot be shown is told by the problem.
                let _ = self.load(now, emit);
                return Err(damaged.into());
            }
            emit(Event::Noticed(Problem::new(
                "No backup could be made",
                format!("{}. {} What you asked for goes on without one.", problem.title, problem.detail),
                "Make room, or look at the folder of the backups, and make one by hand in the settings.",
            )));
        }
        Ok(())
    }

    /// The same before the first change of a day.
    ///
    /// # Errors
    /// As [`Self::back_up_before`].
    pub(super) fn back_up_daily(&mut self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        // Of what is new there is nothing to back up yet.
        if self.backed_up_on == Some(now.today) || self.is_sample || self.reads_only() || self.store.is_new().unwrap_or(true) {
            return Ok(());
        }
        self.backed_up_on = Some(now.today);
        let newest: Option<Date> = store::backups_of(self.store.path()).ok().and_then(|backups| backups.first().map(|newest| now.day_of(newest.at)));
        if newest != Some(now.today) {
            self.back_up_before(BackupReason::Daily, now, emit)?;
        }
        Ok(())
    }

    /// Makes one because the member asks for it.
    pub(super) fn back_up(&self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        if self.is_sample {
            return Err(sample());
        }
        match self.store.back_up(now.at, BackupReason::ByHand)? {
            Some(path) => {
                emit(Event::BackedUp { path });
                self.load_backups(emit)
            }
            None => super::nothing_done("The newest backup holds the very same".to_owned(), emit),
        }
    }

    /// Tells of all backups.
    pub(super) fn load_backups(&self, emit: Emit<'_>) -> CommandResult {
        let path = self.store.path();
        emit(Event::BackupsLoaded(BackupList {
            folder: store::backup_folder(path),
            backups: if self.is_sample { Vec::new() } else { store::backups_with_contents(path)? },
            contents: self.store.contents()?,
            place: store::place_of(path).map(Problem::from),
        }));
        Ok(())
    }

    /// The backups of a workspace that need not be open, nor sound.
    ///
    /// # Errors
    /// Where their folder cannot be read.
    pub fn backups(workspace: &Path) -> Result<Vec<crate::model::backup::Backup>, Problem> {
        Ok(store::backups_with_contents(workspace)?)
    }

    /// Whether a backup may take the place of a workspace that could not be opened: where it is damaged, gone, empty, or something
    /// else stands there. A file whose beginning is destroyed is known by nothing any more.
    #[must_use]
    pub fn may_be_replaced(workspace: &Path, problem: &Problem) -> bool {
        let is_gone = std::fs::metadata(workspace).map_or(true, |file| file.len() == 0);
        !problem.is_end && (problem.is_damage || is_gone || store::is_something_else(workspace))
    }

    /// Puts a backup in the place of the workspace that is open.
    pub(super) fn restore(&mut self, backup: &Path, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        if self.is_sample {
            return Err(sample());
        }
        self.pending_import = None;
        let before = match self.store.restore(backup, now.at, TIMEOUT) {
            Ok(before) => before,
            Err(error @ store::StoreError::NotOpenedAgain { .. }) => {
                // There is nothing to be shown any more until it is opened anew.
                emit(Event::OpeningFailed(error.into()));
                return Ok(());
            }
            Err(error) => return Err(not_put_back(backup, error)),
        };
        self.load(now, emit)?;
        emit(Event::Restored { backup: backup.to_owned(), before });
        self.load_backups(emit)
    }

    /// Puts a backup in the place of a workspace that cannot be opened. The file that is there is kept beside it, and where that is
    /// told.
    ///
    /// # Errors
    /// Where the backup is not sound, or the disk does not do it; then everything is as it was.
    pub fn put_back(workspace: &Path, backup: &Path, now: &LocalTime, timeout: Duration) -> Result<Option<std::path::PathBuf>, Problem> {
        store::put_back(workspace, backup, now.at, timeout).map_err(|error| not_put_back(backup, error))
    }

    /// Writes a copy of the whole workspace elsewhere.
    pub(super) fn copy_workspace(&self, path: &Path, may_replace: bool, emit: Emit<'_>) -> Result<Settlement, Problem> {
        self.refuse_workspace_files(path)?;
        match self.store.copy_to(path, may_replace)? {
            CopyOutcome::WouldReplace => Ok(Settlement::WouldReplace),
            CopyOutcome::Written => {
                emit(Event::Copied { path: path.to_owned(), contents: self.store.contents()? });
                Ok(Settlement::Done)
            }
        }
    }
}

fn sample() -> Problem {
    Problem::new("These are the sample people", "They are invented and need no backup. Nothing was changed.", "Open your own workspace first.")
}

/// A backup that is not sound is no loss of the workspace.
fn not_put_back(backup: &Path, error: store::StoreError) -> Problem {
    let problem = Problem::from(error);
    Problem {
        is_damage: false,
        ..Problem::new(
            "The backup was not put back",
            format!("{}: {}. {} The workspace is as it was.", backup.display(), problem.title, problem.detail),
            "Choose another backup.",
        )
    }
}
