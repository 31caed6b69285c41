//! Operations: the steps of the history, as data. What the history, the undo label and the announcement say, and what is left
//! of it while names are hidden, derives from here.

mod announcement;

pub use announcement::{Announcement, HistoryEntry, UndoState};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    batch::task::{TaskKind, TaskState},
    id::{BatchId, ImportId},
    outreach::errand::ErrandKind,
    person::decision::Pane,
    text::{date_text::day, display_text::people as people_in_words},
};

/// What stands in the place of a name while names are hidden.
const HIDDEN_NAME: &str = "…";

/// The people that an operation was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// How many people.
    pub count: usize,
    /// The name of the only one, as it was then; none for several, and for a person without a name.
    pub name: Option<String>,
}

impl Subject {
    /// One person with this name.
    #[must_use]
    pub fn one(name: impl Into<String>) -> Self {
        Self { count: 1, name: Some(name.into()).filter(|name| !name.is_empty()) }
    }

    /// This many people.
    #[must_use]
    pub fn several(count: usize) -> Self {
        Self { count, name: None }
    }

    /// "Ana Quorn", or "3 people".
    fn in_words(&self) -> String {
        self.name.clone().unwrap_or_else(|| people_in_words(self.count))
    }
}

/// One step of the history: everything that a single command changed, and that Undo takes back as one. Stored as JSON, so
/// variants and fields may be added, but keep their names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Operation {
    /// An export was imported.
    Import {
        /// People in it; 0 where it holds no list of connections.
        people: usize,
        /// The names of its files.
        source: String,
    },
    /// People were moved to a pane.
    Move {
        /// The people moved.
        people: Subject,
        /// The pane they stand in afterwards.
        to: Pane,
    },
    /// People who stood in Keep were kept by choice.
    Keep {
        /// The people kept.
        people: Subject,
    },
    /// Reasons were given or taken back.
    ChangeReasons {
        /// The people concerned.
        people: Subject,
    },
    /// A note was written, changed or emptied.
    SetNote {
        /// The person noted about; without a name if the workspace does not know them.
        person: Subject,
    },
    /// People are to be decided later.
    PutOff {
        /// The people concerned.
        people: Subject,
        /// The day to review them again.
        until: Date,
    },
    /// People were protected from removal, or not any more.
    SetProtected {
        /// The people concerned.
        people: Subject,
        /// Whether they are protected afterwards.
        is_protected: bool,
    },
    /// The member was glad to have found people again, or took that back.
    SetRediscovered {
        /// The people concerned.
        people: Subject,
        /// Whether they are rediscovered afterwards.
        is_rediscovered: bool,
    },
    /// What rules suggested about people was dismissed.
    Dismiss {
        /// The people concerned.
        people: Subject,
    },
    /// Everyone in the Remove pane became a batch.
    Finalize {
        /// The new batch.
        batch: BatchId,
        /// People in it.
        people: usize,
    },
    /// People are to be unfollowed, or not any more.
    SetUnfollow {
        /// The people concerned.
        people: Subject,
        /// Whether they are to be unfollowed afterwards.
        is_to_unfollow: bool,
    },
    /// The member said what came of tasks.
    Mark {
        /// The people concerned.
        people: Subject,
        /// What all tasks were about; none where they were of both kinds.
        task: Option<TaskKind>,
        /// What came of them.
        state: TaskState,
    },
    /// An export that looked incomplete was said to be complete.
    AcceptExport {
        /// People who count as gone since.
        gone: usize,
    },
    /// A missing person and a new one were said to be one.
    JoinPeople {
        /// The person, under the name that was known.
        person: Subject,
    },
    /// A missing person of whom nothing was concluded was said to be gone.
    CountAsGone {
        /// The person.
        person: Subject,
        /// Whether somebody else in the export was offered as the same person.
        was_other_offered: bool,
    },
    /// An import was taken back, with all that it brought.
    TakeBackImport {
        /// The import.
        import: ImportId,
    },
    /// A person is to be invited again, or the day or note of that changed.
    PlanInvitation {
        /// The person.
        person: Subject,
    },
    /// An invitation was sent by hand, or that was taken back.
    SetInvitationSent {
        /// The person.
        person: Subject,
        /// Whether it counts as sent afterwards.
        is_sent: bool,
    },
    /// A person is not to be invited again any more.
    DropInvitation {
        /// The person.
        person: Subject,
    },
    /// A leftover of a removal was ticked off, or not any more.
    Tidy {
        /// The person it is left over from.
        person: Subject,
    },
    /// Errands at LinkedIn were put on their list, or something came of them.
    MarkErrands {
        /// Their kind.
        errand: ErrandKind,
        /// The people or companies concerned.
        people: Subject,
        /// What came of them.
        state: TaskState,
    },
    /// Errands were taken off their list.
    DropErrands {
        /// Their kind.
        errand: ErrandKind,
        /// The people or companies concerned.
        people: Subject,
    },
    /// The answers of a cover sheet were taken over.
    TakeCoverSheet {
        /// The people concerned.
        people: Subject,
    },
    /// A letter was written or changed.
    SaveLetter {
        /// What it is called.
        title: String,
    },
    /// A letter was reset to what comes with the program, or one of the member's own was deleted.
    ResetLetter {
        /// What it was called.
        title: String,
    },
    /// The focus was put into words.
    SetFocus,
    /// Goals were set, changed or ticked off.
    SetGoals,
    /// An entry of the journal was written or changed.
    WriteJournal {
        /// Its day.
        day: Date,
    },
    /// An entry of the journal was deleted.
    DeleteJournalEntry {
        /// Its day.
        day: Date,
    },
    /// A step that Partwell noted as a sentence, before version 4 of the workspace.
    Sentence {
        /// The sentence.
        text: String,
    },
}

impl Operation {
    /// What Undo and Redo name: "Move to Remove: Ana Quorn".
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Import { people: 0, source } => format!("Import {source}"),
            Self::Import { people, .. } => format!("Import {}", people_in_words(*people)),
            Self::Move { people, to } => moved("Move", people, *to),
            Self::Keep { people } => done_to("Keep", people),
            Self::ChangeReasons { people } => changed_reasons("Change", people),
            Self::SetNote { person } => about("Write a note", person),
            Self::PutOff { people, until } => put_off("Decide later", people, *until),
            Self::SetProtected { people, is_protected } => done_to(if *is_protected { "Protect" } else { "Unlock" }, people),
            Self::SetRediscovered { people, is_rediscovered: true } => format!("Glad to have found again: {}", people.in_words()),
            Self::SetRediscovered { people, .. } => format!("No longer among those found again: {}", people.in_words()),
            Self::Dismiss { people } => format!("Suggestion dismissed: {}", people.in_words()),
            Self::Finalize { batch, people } => format!("Finalize batch {} with {}", batch.0, people_in_words(*people)),
            Self::SetUnfollow { people, is_to_unfollow } => done_to(if *is_to_unfollow { "Unfollow" } else { "Do not unfollow" }, people),
            Self::Mark { people, task, state } => {
                let verb = match (state, task) {
                    (TaskState::ToDo, _) => "Put back on the work list",
                    (TaskState::Done, Some(TaskKind::Unfollow)) => "Mark as unfollowed",
                    (TaskState::Done, _) => "Mark as done",
                    (TaskState::Skipped, _) => "Skip",
                    (TaskState::NotFound, _) => "Mark as not found",
                    (TaskState::ChangedMind, _) => "Keep after all",
                };
                format!("{verb}: {}", people.in_words())
            }
            Self::AcceptExport { gone } => format!("Accept the export as complete: {} gone", people_in_words(*gone)),
            Self::JoinPeople { person } => about("Join with the new link", person),
            Self::CountAsGone { person, was_other_offered: true } => about("Another person", person),
            Self::CountAsGone { person, was_other_offered: false } => about("Count as gone", person),
            Self::TakeBackImport { import } => format!("Take back import {}", import.0),
            Self::PlanInvitation { person } => about("Invite again", person),
            Self::SetInvitationSent { person, is_sent: true } => about("Invited again", person),
            Self::SetInvitationSent { person, is_sent: false } => about("Not invited again yet", person),
            Self::DropInvitation { person } => about("Do not invite again", person),
            Self::Tidy { person } => about("Tidy up", person),
            Self::MarkErrands { errand, people, state } => format!("{}: {}", errand.words(*state), people.in_words()),
            Self::DropErrands { errand, people } => format!("Off the list. {}: {}", errand.words(TaskState::ToDo), people.in_words()),
            Self::TakeCoverSheet { people } => format!("Answers of a cover sheet: {}", people.in_words()),
            Self::SaveLetter { title } => format!("Save the letter “{title}”"),
            Self::ResetLetter { title } => format!("Reset the letter “{title}”"),
            Self::SetFocus => "Change the focus".to_owned(),
            Self::SetGoals => "Change the goals".to_owned(),
            Self::WriteJournal { day: on } => format!("Write in the journal, {}", day(*on)),
            Self::DeleteJournalEntry { day: on } => format!("Delete from the journal, {}", day(*on)),
            Self::Sentence { text } => text.clone(),
        }
    }

    /// What is announced once it is done: "Moved to Remove: Ana Quorn".
    #[must_use]
    pub fn describe_past(&self) -> String {
        match self {
            Self::Move { people, to } => moved("Moved", people, *to),
            Self::Keep { people } => done_to("Kept", people),
            Self::ChangeReasons { people } => changed_reasons("Changed", people),
            Self::SetNote { .. } => "Saved the note".to_owned(),
            Self::PutOff { people, until } => put_off("Later", people, *until),
            Self::SetProtected { people, is_protected } => done_to(if *is_protected { "Protected" } else { "Unlocked" }, people),
            Self::Finalize { batch, people } => format!("Finalized batch {} with {}", batch.0, people_in_words(*people)),
            Self::SetUnfollow { people, is_to_unfollow: true } => format!("On the work list, to unfollow: {}", people.in_words()),
            Self::Mark { people, task, state: TaskState::Done } => {
                let verb = if *task == Some(TaskKind::Unfollow) { "Marked as unfollowed" } else { "Marked as done" };
                format!("{verb}: {}", people.in_words())
            }
            Self::Mark { people, state: TaskState::Skipped, .. } => format!("Skipped: {}", people.in_words()),
            Self::Mark { people, state: TaskState::NotFound, .. } => format!("Marked as not found: {}", people.in_words()),
            Self::AcceptExport { gone } => format!("Counted as gone: {}", people_in_words(*gone)),
            Self::JoinPeople { person } => about("One person under both links", person),
            Self::CountAsGone { person, was_other_offered: true } => about("Another person, and gone", person),
            Self::CountAsGone { person, was_other_offered: false } => about("Counted as gone", person),
            Self::TakeBackImport { import } => format!("Import {} was taken back", import.0),
            Self::PlanInvitation { person } => about("To invite again", person),
            Self::SaveLetter { title } => format!("Saved the letter “{title}”"),
            Self::ResetLetter { title } => format!("The letter “{title}” is as it was"),
            Self::SetFocus => "Saved the focus".to_owned(),
            Self::SetGoals => "Saved the goals".to_owned(),
            Self::WriteJournal { .. } => "Saved in the journal".to_owned(),
            Self::DeleteJournalEntry { .. } => "Deleted from the journal".to_owned(),
            Self::Import { .. }
            | Self::SetRediscovered { .. }
            | Self::Dismiss { .. }
            | Self::SetUnfollow { .. }
            | Self::Mark { .. }
            | Self::SetInvitationSent { .. }
            | Self::DropInvitation { .. }
            | Self::Tidy { .. }
            | Self::MarkErrands { .. }
            | Self::DropErrands { .. }
            | Self::TakeCoverSheet { .. }
            | Self::Sentence { .. } => self.describe(),
        }
    }

    /// Whether it decides about people who may stay where they are: then the next one is due.
    #[must_use]
    pub fn is_decision(&self) -> bool {
        matches!(self, Self::Keep { .. } | Self::PutOff { .. } | Self::SetUnfollow { is_to_unfollow: true, .. } | Self::SetProtected { is_protected: true, .. })
    }

    /// The operation without names of people or files.
    #[must_use]
    pub fn redacted(&self) -> Self {
        let mut redacted = self.clone();
        match &mut redacted {
            Self::Import { source, .. } => "an archive".clone_into(source),
            Self::Move { people: subject, .. }
            | Self::Keep { people: subject }
            | Self::ChangeReasons { people: subject }
            | Self::SetNote { person: subject }
            | Self::PutOff { people: subject, .. }
            | Self::SetProtected { people: subject, .. }
            | Self::SetRediscovered { people: subject, .. }
            | Self::Dismiss { people: subject }
            | Self::SetUnfollow { people: subject, .. }
            | Self::Mark { people: subject, .. }
            | Self::JoinPeople { person: subject }
            | Self::CountAsGone { person: subject, .. }
            | Self::PlanInvitation { person: subject }
            | Self::SetInvitationSent { person: subject, .. }
            | Self::DropInvitation { person: subject }
            | Self::MarkErrands { people: subject, .. }
            | Self::DropErrands { people: subject, .. }
            | Self::TakeCoverSheet { people: subject }
            | Self::Tidy { person: subject } => {
                if let Some(name) = &mut subject.name {
                    HIDDEN_NAME.clone_into(name);
                }
            }
            // Where in a sentence a name stands, nobody can tell.
            Self::Sentence { text } => "A step noted by an earlier version".clone_into(text),
            Self::SaveLetter { title } | Self::ResetLetter { title } => HIDDEN_NAME.clone_into(title),
            Self::Finalize { .. }
            | Self::AcceptExport { .. }
            | Self::TakeBackImport { .. }
            | Self::SetFocus
            | Self::SetGoals
            | Self::WriteJournal { .. }
            | Self::DeleteJournalEntry { .. } => {}
        }
        redacted
    }
}

/// "Protect: Ana Quorn", "Protect 3 people".
fn done_to(verb: &str, people: &Subject) -> String {
    match &people.name {
        Some(name) => format!("{verb}: {name}"),
        None => format!("{verb} {}", people_in_words(people.count)),
    }
}

/// "Invite again: Ana Quorn"; without a name the verb alone.
fn about(verb: &str, person: &Subject) -> String {
    person.name.as_ref().map_or_else(|| verb.to_owned(), |name| format!("{verb}: {name}"))
}

fn moved(verb: &str, people: &Subject, to: Pane) -> String {
    match &people.name {
        Some(name) => format!("{verb} to {}: {name}", to.title()),
        None => format!("{verb} {} to {}", people_in_words(people.count), to.title()),
    }
}

fn changed_reasons(verb: &str, people: &Subject) -> String {
    match &people.name {
        Some(name) => format!("{verb} the reasons: {name}"),
        None => format!("{verb} the reasons of {}", people_in_words(people.count)),
    }
}

fn put_off(verb: &str, people: &Subject, until: Date) -> String {
    format!("{verb}, on {}: {}", day(until), people.in_words())
}

#[cfg(test)]
mod tests;
