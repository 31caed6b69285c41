//! Errors of the rooms below, told so that the person can act.

use crate::{
    event::Problem,
    export::ExportError,
    import::ImportError,
    model::text::display_text::{sanitized, with_thousands},
    store::{OpeningRemark, Place, StoreError},
};

impl From<ImportError> for Problem {
    fn from(error: ImportError) -> Self {
        let (title, detail, hint) = error.explained();
        Self::new(title, detail, hint)
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        let nothing_lost = "The last change was not made; everything before it is safe.";
        let error = match error {
            StoreError::NotOpenedAgain { is_put_back, why } => {
                let reason = Self::from(*why);
                let state = if is_put_back { "The backup was put back." } else { "The backup was not put back, and the workspace is as it was." };
                let detail = format!("{state} Opening it met this: {}. {}", reason.title, reason.detail);
                return Self { detail, title: "The workspace could not be opened again".to_owned(), ..reason };
            }
            error => error,
        };
        match &error {
            StoreError::NotOpenedAgain { .. } => Self::new(error.to_string(), "", ""),
            StoreError::InUse { path } => Self::new(
                "The workspace is open in another Partwell",
                format!("Two at once could contradict each other, so this one keeps away from {}.", path.display()),
                "Close the other window, or wait until the other command has ended, and try again.",
            ),
            StoreError::Occupied { path } => Self::new(
                "There is a file of that name already",
                format!("{} was not touched, and nothing was made.", path.display()),
                "Choose another name for the new workspace.",
            ),
            StoreError::SameFile { path } => {
                Self::new("That is the workspace itself", format!("{} was not touched.", path.display()), "Choose one of its backups, or another file.")
            }
            StoreError::LockTaken { path } => Self::new(
                "A file is in the way",
                format!("{} belongs to something else, and Partwell keeps its lock under that name. Nothing was touched.", path.display()),
                "Choose another name for the workspace, or move that file away.",
            ),
            StoreError::NewerSchema { path, found, known } => Self::new(
                "A newer Partwell wrote this workspace",
                format!("{} has version {found}, and this program knows version {known}. The file was not touched.", path.display()),
                "Install the newest Partwell, or choose another workspace.",
            ),
            StoreError::NotAWorkspace { path } => Self::new(
                "This file is not a workspace",
                format!("{} was not made by Partwell. It was not touched.", path.display()),
                "Choose another file. An export is imported into a workspace, not opened as one.",
            ),
            StoreError::Emptied { path } => Self::new(
                "The workspace file is empty",
                format!("{} has no content. It was not touched.", path.display()),
                "If it held a workspace, put a backup back. To start over instead, delete the file and the .lock file beside it.",
            ),
            StoreError::Vanished { path } => Self::new(
                "The workspace is missing",
                format!("{} is gone, and the lock beside it says that a workspace was kept there. Nothing was made in its place.", path.display()),
                "Put the file or a backup of it back: look in the wastebasket, and whether the disk it was on is there. To start anew instead, delete the .lock file beside it.",
            ),
            StoreError::FoundDamaged { path } => Self::new(
                "The workspace was found damaged",
                format!("A check found faults in {}, so nothing more is written to it.", path.display()),
                "Open it for reading to take out what you need, and put a backup in its place. Then check it: a sound one can be written to again.",
            )
            .damaged(),
            StoreError::NoWorkspace { path } => Self::new(
                "There is no workspace there",
                format!("{} does not exist, and nothing was made there.", path.display()),
                "Check the name. A new workspace is made by importing an export.",
            ),
            StoreError::Disk { why, was_writing: true } => Self::new(
                "The disk did not take it",
                format!("It may be full, or let no file grow that far ({why}). {nothing_lost}"),
                "Make room, or look whether the disk is there and sound, and try again.",
            )
            .readable(),
            StoreError::Disk { why, was_writing: false } => Self::new(
                "The disk could not be read",
                format!("That says nothing against the workspace itself ({why}). Nothing was changed."),
                "Look whether the disk is there and sound, and try again. If it happens once more, copy the workspace to another disk.",
            ),
            StoreError::Doubtful { why } => Self::new(
                "The disk failed",
                format!("The last change may have been made or not: the disk failed in the middle of it, and once more when Partwell made sure ({why}). Everything before it is safe."),
                "Look whether the disk is full, there and sound. Start Partwell anew, and see in the history whether the change is there.",
            )
            .readable(),
            StoreError::Damaged { why } => Self::new(
                "The workspace is damaged",
                format!("SQLite says: {why}. Nothing was changed, so a backup or a rescue has all of it to work with."),
                "Check how far the damage goes, open it for reading to take out what you need, and put a backup back.",
            )
            .damaged(),
            StoreError::Altered { what } => Self::new(
                "The workspace is damaged",
                format!("Not as Partwell wrote it: {what}. The disk or another program changed it. Nothing was changed now, so a backup or a rescue has all of it to work with."),
                "Put a backup back, or open it for reading to take out what you need.",
            )
            .damaged(),
            StoreError::Outdated { path } => Self::new(
                "The workspace is of an earlier Partwell",
                format!("{} must be brought up to date before it can be read, and it may not be written here. Nothing was changed.", path.display()),
                "Copy it to a folder of your own and open it there.",
            ),
            StoreError::NotClosed { path } => Self::new(
                "The workspace is open elsewhere, or was not closed",
                format!("The latest decisions stand in a second file beside {}, and reading alone would pass them over. Nothing was changed.", path.display()),
                "Close Partwell there, or open and close it once where it may be written, and try again. If you copy it, take the file that ends in “-wal” along.",
            ),
            StoreError::NotReadable { path } => Self::new(
                "The workspace may not be read",
                format!("{} belongs to somebody else, and your system does not let you read it. Nothing was changed.", path.display()),
                "Ask whoever owns it, or choose another workspace.",
            ),
            StoreError::Stopped => Self::new("Stopped", nothing_lost, "Do it again whenever you like."),
            StoreError::DiskFull => {
                Self::new("The disk is full", nothing_lost, "Make room and try again. What is there can be opened for reading meanwhile.").readable()
            }
            StoreError::ReadOnly => {
                Self::new("The workspace cannot be written", nothing_lost, "Check that you may write to its file and its folder, and try again.").readable()
            }
            StoreError::File { path, source } if matches!(source.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem) => {
                let problem = Self::new(
                    "The workspace may not be written here",
                    format!(
                        "{} belongs to somebody else, or stands on a disk that is read-only. Partwell keeps every decision at once, so it does not open what it could not keep. Nothing was changed.",
                        path.display()
                    ),
                    "Copy the workspace, with all files that begin with its name, to a folder of your own and open it there, or give yourself the right to write, and try again.",
                );
                Self { can_be_read: path.is_file(), ..problem }
            }
            StoreError::File { path, source } => {
                Self::new("The workspace cannot be reached", format!("{}: {source}.", path.display()), "Check the path and your rights there, and try again.")
            }
            StoreError::Unexpected { what } => Self::new(
                "The workspace holds something unexpected",
                format!("It is {what}. Nothing was changed."),
                "Check the workspace: that tells how far it goes.",
            )
            .damaged(),
            StoreError::Sqlite(source) => {
                Self::new("The workspace could not be used", format!("{source}. {nothing_lost}"), "Try again; if it happens once more, check the workspace.")
                    .readable()
            }
        }
    }
}

impl From<Place> for Problem {
    fn from(place: Place) -> Self {
        const SAFER: &str = "A folder on this computer alone is safer: “Copy the workspace to…” in Settings makes a copy there, to be opened instead.";
        match place {
            Place::Synced(service) => Self::new(
                format!("Your workspace is in a folder that {service} syncs"),
                format!(
                    "Never open it on two computers at once, and let {service} finish after you close Partwell: otherwise one copy overwrites the decisions in the other."
                ),
                SAFER,
            ),
            Place::Network => Self::new(
                "Your workspace is on another computer",
                "Only one computer may have it open. If the connection breaks, the last change may be lost, and every step takes longer.",
                SAFER,
            ),
        }
    }
}

impl From<OpeningRemark> for Problem {
    fn from(remark: OpeningRemark) -> Self {
        match remark {
            OpeningRemark::BroughtUpToDate { backup, ends_undo } => {
                let undo = if ends_undo {
                    "The history shows what was done before, but that can no longer be undone here."
                } else {
                    "Undo and the history go on as before."
                };
                Self::new(
                    "The workspace was updated for this version of Partwell",
                    format!("A copy of it as it was is in {}, for you alone to read. {undo}", backup.display()),
                    "Once you see that all is there, you can delete that copy.",
                )
            }
            OpeningRemark::Damaged { what } => Self::new(
                "The workspace is damaged",
                format!("It is open for reading, and not all of it can be believed: {what}."),
                "Compare what matters with a backup before you rely on it.",
            ),
            OpeningRemark::Salvaged { from, salvaged } => {
                let lost: Vec<String> = salvaged
                    .iter()
                    .filter(|kind| kind.lost > 0)
                    .map(|kind| format!("{} of {}", with_thousands(usize::try_from(kind.lost).unwrap_or(usize::MAX)), kind.what))
                    .collect();
                let unsure: Vec<&str> = salvaged.iter().filter(|kind| !kind.is_as_written).map(|kind| kind.what.as_str()).collect();
                let lost = if lost.is_empty() {
                    "Every row that is known of could be read.".to_owned()
                } else {
                    format!("Rows that could not be read: {}.", lost.join(", "))
                };
                let unsure = if unsure.is_empty() {
                    "All that was read is as it was written.".to_owned()
                } else {
                    format!("Not certain to be all, or as it was written: {}.", unsure.join(", "))
                };
                Self::new(
                    "This is what could be read",
                    format!("It was read out of {}, which is as it was. {lost} {unsure}", from.display()),
                    "Look through what matters to you, and compare it with a backup.",
                )
            }
            OpeningRemark::MayLackLatest => Self::new(
                "The latest decisions may be missing",
                "This file was copied while Partwell had it open, without the file beside it that ends in “-wal”. What it holds is whole; the last changes before the copy may not be in it.",
                "Compare it with the workspace that it was copied from. To copy one, close Partwell first.",
            ),
            OpeningRemark::Place(place) => place.into(),
            OpeningRemark::TitleFile { path, why: Some(why), .. } => Self::new(
                "Your list of words for job titles could not be read",
                format!("{}: {why}. Titles are read by the list that comes with Partwell.", path.display()),
                "Mend the file, or move it away, and open the workspace again.",
            ),
            OpeningRemark::TitleFile { path, lines, why: None } => {
                const TOLD: usize = 5;
                let mut told: Vec<String> =
                    lines.iter().take(TOLD).map(|line| format!("line {}: {} ({})", line.line, sanitized(&line.text), line.why)).collect();
                if lines.len() > TOLD {
                    told.push(format!("and {} more", with_thousands(lines.len() - TOLD)));
                }
                Self::new(
                    "Lines of your list of words for job titles are not understood",
                    format!("They are left out, all others are used. {}:\n{}", path.display(), told.join("\n")),
                    "Mend them and open the workspace again. “partwell titles” prints the list that comes with Partwell, with what its signs mean.",
                )
            }
        }
    }
}

impl From<ExportError> for Problem {
    fn from(error: ExportError) -> Self {
        let kept = "A file of that name that was there before is still as it was.";
        match error {
            ExportError::Full { path } => {
                Self::new("The disk is full", format!("{} was not written. {kept}", path.display()), "Make room, or choose another place.")
            }
            ExportError::Denied { path } => Self::new(
                "It could not be written there",
                format!("You may not write to {}. {kept}", path.display()),
                "Choose a folder of your own, such as Documents.",
            ),
            ExportError::NoFolder { path } => {
                Self::new("There is no such folder", format!("{} does not exist, so nothing was written.", path.display()), "Choose a folder that exists.")
            }
            ExportError::Failed { path, why } => {
                Self::new("It could not be written", format!("{}: {why}. {kept}", path.display()), "Try again, or choose another place.")
            }
        }
    }
}
