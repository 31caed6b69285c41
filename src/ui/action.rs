//! What a panel can ask for: a command to the engine, or a change of the screen alone.

use std::path::PathBuf;

use super::file_dialog::Ask;
use crate::{
    command::Command,
    event::Problem,
    model::{
        batch::{removal_list::ListSource, task::TaskKind},
        id::{BatchId, EntryId, PersonId},
        insight::picture::{BarKey, Chart},
        person::decision::Pane,
        reminder::ReviewReminder,
        search::order::Order,
        settings::{Settings, TriageSettings},
        ticket::Ticket,
    },
    state::{State, loaded::Data, pane::Select, triage::TriageStep},
};

/// The places in the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The two panes.
    #[default]
    Review,
    /// One person at a time.
    Triage,
    /// Finalized batches, carried out one by one.
    WorkList,
    /// Everybody ever finalized.
    Ledger,
    /// Invitations that were sent and received.
    Invitations,
    /// Letters, and to whom they may go.
    Letters,
    /// Focus, goals, journal, reminders.
    Plan,
    /// Pictures of the network and of the batch.
    Insights,
    /// What the newest import said and changed.
    Changes,
    /// The workspace, its backups, pace and look.
    Settings,
    /// All widgets in all their states; for developers.
    Gallery,
}

impl Page {
    /// All of them, in the order of the bar.
    pub const ALL: [Self; 10] =
        [Self::Review, Self::Triage, Self::WorkList, Self::Ledger, Self::Invitations, Self::Letters, Self::Plan, Self::Insights, Self::Changes, Self::Settings];

    /// The name as the bar shows it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Review => "Review",
            Self::Triage => "Triage",
            Self::WorkList => "Work list",
            Self::Ledger => "Ledger",
            Self::Invitations => "Invitations",
            Self::Letters => "Letters",
            Self::Plan => "Plan",
            Self::Insights => "Insights",
            Self::Changes => "What changed",
            Self::Settings => "Settings",
            Self::Gallery => "Gallery",
        }
    }

    /// The word that is remembered.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Triage => "triage",
            Self::WorkList => "work_list",
            Self::Ledger => "ledger",
            Self::Invitations => "invitations",
            Self::Letters => "letters",
            Self::Plan => "plan",
            Self::Insights => "insights",
            Self::Changes => "changes",
            Self::Settings => "settings",
            Self::Gallery => "gallery",
        }
    }

    /// Reads back [`Page::key`]; Review where the word is unknown.
    #[must_use]
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|page| page.key() == key).unwrap_or_default()
    }
}

/// Whom a letter goes to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LetterTo {
    /// Somebody in Review.
    Person(PersonId),
    /// Somebody whom only an invitation names.
    Stranger {
        /// The name there.
        name: String,
        /// The last part of the profile's link, where it is known.
        slug: Option<String>,
    },
}

/// The dialogs that a panel can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Choose or type what to import.
    Import,
    /// The checklist before a batch.
    Checklist,
    /// Write a removal list.
    Export(ListSource),
    /// Where to write those whom a list shows.
    ExportPeople(Vec<PersonId>),
    /// Write these entries of the ledger.
    ExportLedger(Vec<EntryId>),
    /// Save a picture.
    SaveChart(Box<Chart>),
    /// Give reasons.
    Reasons(Vec<PersonId>),
    /// Choose a day until which these people are put off.
    Later(Vec<PersonId>),
    /// Give a search a name.
    SaveView(String),
    /// What was done.
    History,
    /// Reports of past imports.
    Imports,
    /// Keys and how to get the export.
    Help,
    /// Commands, pages, queues and views by their names.
    Palette,
    /// The keys of the page.
    Keys,
    /// Who is meant by a list from outside.
    MatchList,
    /// The rules that suggest.
    Suggestions,
    /// LinkedIn warned the member.
    Warned,
    /// Which queues are shown, in which order.
    Queues,
    /// A letter to somebody, by the template with this key.
    Letter(LetterTo, String),
    /// The cover sheet for a client.
    CoverSheet,
    /// Workspaces: going over to another, a new one.
    Workspaces,
    /// Where to write a copy of the whole workspace.
    CopyWorkspace,
    /// Where to write everything in open formats.
    ExportFull,
    /// Erase the workspace, after its name was typed.
    Erase,
    /// Forget somebody for good.
    Forget(PersonId),
    /// Where to write review reminders.
    SaveReminders(ReviewReminder),
}

/// What is asked about workspaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WorkspaceAction {
    /// Open this one, which must be there.
    Open(PathBuf),
    /// Make a new one, and open it.
    Create {
        /// Its file, which must not be there.
        path: PathBuf,
        /// What it is called.
        name: String,
    },
    /// Call the one that is open by this name.
    Rename(String),
    /// Remember this one no more; its file stays.
    Forget(PathBuf),
    /// Put a backup in the place of the one that could not be opened.
    PutBack(PathBuf),
    /// Read what can be read of the one that could not be opened into a new one, and open that.
    Salvage,
    /// Erase the one that is open, with all that belongs to it.
    Erase,
}

/// An action that a panel asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Something for the engine.
    Send(Command),
    /// Load what a page shows.
    Need(Data),
    /// Open the workspace for reading.
    OpenForReading,
    /// Check the workspace that could not be opened, without writing to it.
    CheckWorkspace,
    /// Go over to another workspace, or change what is remembered of them.
    Workspaces(WorkspaceAction),
    /// Stop the long work under way.
    Stop,
    /// Search in a pane.
    Search(Pane, String),
    /// Sort a pane by an order, or by it the other way round.
    Sort(Pane, Order, bool),
    /// Select in a pane.
    Select(Pane, Select),
    /// Put the keyboard into a pane's list.
    FocusList(Pane),
    /// Put the keyboard where it was before the dialog that was just closed, or into the page's list.
    FocusBack,
    /// Put the keyboard into a pane's search field.
    FocusSearch(Pane),
    /// Put the keyboard into the ledger's search field.
    SearchLedger,
    /// Put the keyboard into the note of the focused person.
    WriteNote,
    /// Show a page.
    Show(Page),
    /// Show a batch on the work list.
    ShowBatch(BatchId),
    /// Open a dialog.
    Open(Dialog),
    /// Ask by the system's dialog for a file, a folder or a place.
    Choose(Ask),
    /// Select these people, wherever they stand, and show them.
    SelectPeople(Vec<PersonId>),
    /// Count only those behind every one of these bars of Insights; everybody where there is none.
    FilterInsights(Vec<BarKey>),
    /// Go on in Triage.
    Triage(TriageStep),
    /// Remember who comes next on the work list.
    WorkedOn(Option<(PersonId, TaskKind)>),
    /// In a narrow window: show details over the other pane, or not any more.
    PeekDetails(bool),
    /// Open the workspace once more, after it could not be.
    OpenAgain,
    /// Hide names and companies, or show them again.
    HideNames(bool),
    /// Change what the window remembers.
    Set(Settings),
    /// The oldest problem was read.
    DismissProblem,
    /// A problem is told where it arose.
    TellElsewhere(Problem),
    /// Open a letter in the member's own mail program.
    OpenMail(String),
    /// Tell something in the status bar.
    Say(String),
}

impl Action {
    /// Changes how Triage goes.
    #[must_use]
    pub fn set_triage(state: &State, change: impl FnOnce(&mut TriageSettings)) -> Self {
        let mut settings = state.settings.clone();
        change(&mut settings.triage);
        Self::Set(settings)
    }
}

/// Actions of one frame, in order.
#[derive(Debug, Default)]
pub struct Inbox {
    actions: Vec<(Ticket, Action)>,
    /// How many there ever were.
    count: u64,
}

impl Inbox {
    /// Asks for something.
    pub fn push(&mut self, action: Action) {
        let ticket = self.ticket();
        self.actions.push((ticket, action));
    }

    /// Asks the engine for something. [`crate::state::State::settlement`] tells by the ticket what came of it.
    pub fn send(&mut self, command: Command) -> Ticket {
        let ticket = self.ticket();
        self.actions.push((ticket, Action::Send(command)));
        ticket
    }

    /// Asks for what a page shows, where it is not there or old.
    pub fn need(&mut self, state: &State, data: Data) {
        if state.wants(data) {
            self.push(Action::Need(data));
        }
    }

    /// Goes to Review, and finds those in a pane whom a search is about.
    pub fn find(&mut self, pane: Pane, search: impl Into<String>) {
        self.push(Action::Search(pane, search.into()));
        self.push(Action::Show(Page::Review));
        self.push(Action::FocusList(pane));
    }

    /// Goes to Review, and to somebody who stands in this pane.
    pub fn look_at(&mut self, person: PersonId, pane: Pane) {
        self.push(Action::Search(pane, String::new()));
        self.push(Action::Show(Page::Review));
        self.push(Action::Select(pane, Select::Only(person)));
        self.push(Action::FocusList(pane));
    }

    /// A ticket that nothing else has.
    pub fn ticket(&mut self) -> Ticket {
        self.count += 1;
        Ticket(self.count)
    }

    /// Puts actions back that were taken out, behind those there are.
    pub fn put_back(&mut self, actions: Vec<(Ticket, Action)>) {
        self.actions.extend(actions);
    }

    /// All actions so far, taken out, each with its ticket.
    pub fn take(&mut self) -> Vec<(Ticket, Action)> {
        std::mem::take(&mut self.actions)
    }
}

/// The command that loads what a page shows.
#[must_use]
pub fn data_command(data: Data, state: &State) -> Command {
    match data {
        Data::History => Command::LoadHistory,
        Data::Imports => Command::LoadImports,
        Data::Batch(batch_id) => Command::LoadBatch { batch_id },
        Data::WorkList => Command::LoadWorkList,
        Data::Ledger => Command::LoadLedger,
        Data::Outcome(import) => Command::LoadOutcome { import },
        Data::Outreach => Command::LoadOutreach,
        Data::Plan => Command::LoadPlan,
        Data::Backups => Command::LoadBackups,
        Data::Insights => Command::LoadInsights { only: state.insights_only().to_vec() },
    }
}
