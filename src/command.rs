//! What can be asked of the engine: data only.

mod effect;

use std::{collections::BTreeMap, path::PathBuf};

use jiff::civil::Date;

use crate::model::settings::Settings;
use crate::model::{
    batch::{
        removal_list::{ListFormat, ListSource},
        task::{TaskKind, TaskState},
    },
    checklist::GivenAnswers,
    cover_sheet::CoverChange,
    id::{BatchId, EntryId, ImportId, PersonId},
    import::import_options::ImportOptions,
    insight::picture::{BarKey, Chart, ChartFormat},
    outreach::errand::{ErrandKind, WantedErrand},
    person::{
        decision::Pane,
        reason::{Reason, Reasons},
    },
    plan::{Goal, JournalEntry},
    reminder::ReviewReminder,
};

/// How the reasons of several people change together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReasonChange {
    /// Reasons to choose (true) or take back (false); those not named stay as they are.
    pub set: BTreeMap<Reason, bool>,
    /// New own words, if they change.
    pub own_words: Option<String>,
}

impl ReasonChange {
    /// The reasons after the change.
    #[must_use]
    pub fn applied_to(&self, reasons: &Reasons) -> Reasons {
        let mut changed = reasons.clone();
        for (reason, is_chosen) in &self.set {
            changed.set(*reason, *is_chosen);
        }
        if let Some(words) = &self.own_words {
            words.trim().clone_into(&mut changed.own_words);
        }
        changed
    }
}

/// What can be written to a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Export {
    /// A list of people: the draft, a batch, or everyone.
    List {
        /// The people that the list is made of.
        source: ListSource,
        /// Its format.
        format: ListFormat,
    },
    /// Some of the connections, as a spreadsheet or for other programs.
    People {
        /// Who, in the order of the file.
        person_ids: Vec<PersonId>,
        /// Its format.
        format: ListFormat,
    },
    /// The ledger.
    Ledger {
        /// The entries to write; none for all of them.
        entries: Option<Vec<EntryId>>,
        /// Its format; there is none for Markdown.
        format: ListFormat,
    },
    /// The cover sheet for a client: what is proposed, to be answered.
    CoverSheet {
        /// A form for the browser or a table for a spreadsheet; there is no other.
        format: ListFormat,
    },
    /// Review reminders as a calendar file.
    Reminders(ReviewReminder),
    /// A picture of the network.
    Chart {
        /// What is drawn.
        chart: Box<Chart>,
        /// Its format.
        format: ChartFormat,
    },
}

/// A list from outside: names, links, a CSV or cards of an address book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListText {
    /// What was pasted or typed.
    Pasted(String),
    /// A file.
    File(PathBuf),
}

/// An action of the member, complete: one command is one operation and one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Send everything there is to show.
    Load,
    /// Send the same with nobody but those who have these profiles, as far as they are connected: for whoever needs no more.
    LoadOnly {
        /// The last parts of the profiles' links.
        slugs: Vec<String>,
    },
    /// Open the workspace of the sample people, filling it if it is empty.
    OpenSample,
    /// Go back from the sample people to the workspace that the program was started with.
    LeaveSample,
    /// Read an export and say what it would change; nothing is written.
    PreviewImport {
        /// Files or folders, together one export.
        paths: Vec<PathBuf>,
        /// What the person chose for it.
        options: ImportOptions,
    },
    /// Write the export that was previewed last.
    CommitImport {
        /// Whether what messages say is kept in the workspace, too. Off unless the member asks for it.
        keeps_message_texts: bool,
    },
    /// Forget the export that was previewed last.
    DiscardImport,
    /// Move people to a pane.
    Move {
        /// The people to move.
        person_ids: Vec<PersonId>,
        /// The pane they go to.
        to: Pane,
    },
    /// Give or take back reasons.
    ChangeReasons {
        /// The people whose reasons change.
        person_ids: Vec<PersonId>,
        /// Reasons to add and to take away.
        change: ReasonChange,
    },
    /// Write a note; an empty one takes it away.
    SetNote {
        /// The person the note is about.
        person_id: PersonId,
        /// The text.
        note: String,
    },
    /// Put people off: they stay in Keep, to be looked at again from a day on.
    PutOff {
        /// The people to put off.
        person_ids: Vec<PersonId>,
        /// The day.
        until: Date,
    },
    /// Lock people against removal, or unlock them.
    SetProtected {
        /// The people to lock or unlock.
        person_ids: Vec<PersonId>,
        /// Locked or not.
        is_protected: bool,
    },
    /// Be glad to have found people again, for letters and keeping in touch, or take that back.
    SetRediscovered {
        /// The people.
        person_ids: Vec<PersonId>,
        /// Glad or not.
        is_rediscovered: bool,
    },
    /// Finalize everybody in the Remove pane as one batch.
    Finalize {
        /// What the checklist was answered.
        answers: GivenAnswers,
        /// The count that was typed or seen; refused if it is not the number of people.
        count: usize,
    },
    /// Suggest these people no more by these searches.
    Dismiss {
        /// The people, each with the searches.
        dismissed: Vec<(PersonId, Vec<String>)>,
    },
    /// Mark people to be unfollowed by hand, or take that back. They stay in Keep.
    SetUnfollow {
        /// The people to mark.
        person_ids: Vec<PersonId>,
        /// Whether they are to be unfollowed.
        is_to_unfollow: bool,
    },
    /// Say what came of tasks at LinkedIn.
    Mark {
        /// The people whose tasks are marked.
        person_ids: Vec<PersonId>,
        /// To remove or to unfollow; none for whichever they are on the list for.
        kind: Option<TaskKind>,
        /// What came of it.
        state: TaskState,
    },
    /// The member has looked: an export that looked cut short is whole.
    AcceptExport {
        /// The import that is complete.
        import: ImportId,
    },
    /// Somebody who is missing in the newest export is the new person under another link.
    JoinPeople {
        /// Who is missing.
        person_id: PersonId,
        /// Who is new.
        other_id: PersonId,
    },
    /// Somebody of whom the newest export leaves it unclear is gone, and nobody else in it.
    CountAsGone {
        /// Who is missing.
        person_id: PersonId,
    },
    /// Take an import back whole, also later, if nothing rests on it.
    TakeBackImport {
        /// The import to take back.
        import: ImportId,
    },
    /// Put somebody on the list of those to invite again, or change their day and note.
    PlanInvitation {
        /// The person to invite again.
        person_id: PersonId,
        /// From which day on.
        due_on: Option<Date>,
        /// Own words.
        note: String,
    },
    /// Note that an invitation was sent by hand, or take that back.
    SetInvitationSent {
        /// The person who was invited.
        person_id: PersonId,
        /// Whether it was sent.
        is_sent: bool,
    },
    /// Take somebody off the list of those to invite again.
    DropInvitation {
        /// The person to take off the list.
        person_id: PersonId,
    },
    /// Tick a leftover of a removal off, or take the tick back.
    Tidy {
        /// The person whose removal left it over.
        person_id: PersonId,
        /// Its key, see [`crate::model::batch::ledger::LEFTOVERS`].
        leftover: String,
        /// Ticked or not.
        is_tidied: bool,
    },
    /// Put errands at LinkedIn on their list, or say what came of them.
    SetErrands {
        /// What tells each from others, with the name and link that LinkedIn shows.
        errands: Vec<WantedErrand>,
        /// What came of them.
        state: TaskState,
    },
    /// The same of people whom the workspace knows: a letter to them, or what is done instead of removing them.
    SetPersonErrands {
        /// The people.
        person_ids: Vec<PersonId>,
        /// The kind.
        kind: ErrandKind,
        /// The key of the letter, or the id of the alternative.
        detail: String,
        /// What came of it.
        state: TaskState,
    },
    /// Do something else instead of removing people: they go back to Keep, and it is noted as an errand.
    DoInstead {
        /// The people.
        person_ids: Vec<PersonId>,
        /// The id of the alternative, such as `A2`.
        alternative: String,
    },
    /// Take errands off their list.
    DropErrands {
        /// What tells each from others.
        errands: Vec<WantedErrand>,
    },
    /// Keep a letter of the member's own, or their change of one that comes with the program.
    SaveLetter {
        /// Its key; empty for a new one.
        key: String,
        /// What it is called.
        title: String,
        /// The text with its placeholders.
        body: String,
    },
    /// Forget what the member made of a letter, or a letter of their own.
    ResetLetter {
        /// Its key.
        key: String,
    },
    /// Say what the network is for; nothing said takes it away.
    SetFocus {
        /// The sentence.
        focus: String,
    },
    /// Set the goals, all of them.
    SetGoals {
        /// In their order.
        goals: Vec<Goal>,
    },
    /// Write an entry of the journal, or change one.
    WriteJournal(JournalEntry),
    /// Delete an entry of the journal.
    DeleteJournalEntry {
        /// Its number.
        id: i64,
    },
    /// Send invitations, follows, errands and letters.
    LoadOutreach,
    /// Send the plan and what came of it.
    LoadPlan,
    /// Send the work list.
    LoadWorkList,
    /// Send the ledger, whom to invite again, and what was tidied.
    LoadLedger,
    /// Send what an import said and changed.
    LoadOutcome {
        /// Which; none: the newest that tells who is connected.
        import: Option<ImportId>,
    },
    /// Send the pictures of the network and of what the batch would change.
    LoadInsights {
        /// Count only those behind every one of these bars; everybody where there is none.
        only: Vec<BarKey>,
    },
    /// Write something to a file, for other programs or for paper.
    Export {
        /// What is written.
        what: Export,
        /// The file to write to.
        path: PathBuf,
        /// Whether a file that is there already may be replaced.
        may_replace: bool,
    },
    /// Send a picture of the network as points, to be copied.
    DrawChart(Box<Chart>),
    /// Take back the last operation.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Take back, or do again, until this operation is the last one that holds; 0 takes back everything.
    ReturnTo {
        /// The operation.
        operation_id: i64,
    },
    /// Send what is kept about one person beyond their row.
    LoadPerson {
        /// The person whose details are wanted.
        person_id: PersonId,
    },
    /// Send the list of backups.
    LoadBackups,
    /// Make a backup now.
    BackUp,
    /// Put a backup in the place of the workspace.
    Restore {
        /// Its file.
        backup: PathBuf,
    },
    /// Write a copy of the whole workspace elsewhere.
    CopyWorkspace {
        /// The file to write to.
        path: PathBuf,
        /// Whether a file that is there already may be replaced.
        may_replace: bool,
    },
    /// Write the whole workspace to a folder in open formats.
    ExportFull {
        /// The folder, which is made.
        folder: PathBuf,
    },
    /// Forget somebody for good: everything but a line without a name in the ledger. What was done before cannot be taken back
    /// after that.
    ForgetPerson {
        /// The person to forget.
        person_id: PersonId,
        /// Whether the backups that hold them are deleted, too.
        with_backups: bool,
    },
    /// Send the list of operations.
    LoadHistory,
    /// Send the reports of all imports.
    LoadImports,
    /// Send one batch whole.
    LoadBatch {
        /// The batch that is wanted.
        batch_id: BatchId,
    },
    /// Send what may have been meant by a search that finds nobody.
    FindNearMisses {
        /// The pane that it finds nobody in.
        pane: Pane,
        /// The search.
        search: String,
    },
    /// Tell what a cover sheet that came back would change.
    ReadCoverSheet {
        /// The file.
        path: PathBuf,
    },
    /// Take the answers of a cover sheet over.
    TakeCoverAnswers {
        /// What is taken over, as [`Command::ReadCoverSheet`] told it.
        changes: Vec<CoverChange>,
    },
    /// Tell who is meant by a list from outside.
    MatchList(ListText),
    /// Remember the window's settings.
    SaveSettings(Box<Settings>),
}
