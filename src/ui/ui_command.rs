//! What the member can ask of the screen by key, menu or button: one table, from which keys, menus, key caps and the help are
//! made. A key or a label that stands nowhere else cannot drift.

use egui::{Context, Key, KeyboardShortcut, Modifiers, Ui};

use super::action::{Action, Dialog, Inbox, Page};
use crate::{
    command::Command,
    model::{batch::removal_list::ListSource, person::decision::Pane},
    state::State,
};

/// Where a command holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// On every page, while no dialog is open.
    Everywhere,
    /// In the two lists of Review.
    List,
    /// In Triage.
    Triage,
    /// On the work list.
    WorkList,
    /// In the lists of invitations, follows and the like.
    Errands,
    /// On What changed.
    Changes,
    /// In the checklist.
    Checklist,
}

impl Scope {
    /// All of them, in the order of the help.
    pub(super) const ALL: [Self; 7] = [Self::List, Self::Triage, Self::Checklist, Self::WorkList, Self::Errands, Self::Changes, Self::Everywhere];

    /// The heading in the help.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Keys everywhere",
            Self::List => "Keys in a list",
            Self::Triage => "Keys in Triage",
            Self::WorkList => "Keys on the work list",
            Self::Errands => "Keys in lists of invitations and follows",
            Self::Changes => "Keys on What changed",
            Self::Checklist => "Keys in the checklist",
        }
    }
}

/// A command of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UiCommand {
    Undo,
    Redo,
    Search,
    Import,
    ImportReports,
    MatchList,
    Suggestions,
    Queues,
    ExportDraft,
    ExportEveryone,
    Finalize,
    History,
    ShowReview,
    ShowTriage,
    ShowWorkList,
    ShowLedger,
    ShowInvitations,
    ShowLetters,
    ShowPlan,
    ShowSettings,
    ShowInsights,
    ShowChanges,
    HideNames,
    Workspaces,
    CoverSheet,
    OpenSample,
    CloseSample,
    Help,
    Palette,
    KeySheet,
    Quit,
    SelectAll,
    SelectOne,
    SelectNone,
    MoveAcross,
    MoveWithReasons,
    Keep,
    ToRemove,
    ToKeep,
    Reasons,
    Note,
    CopyName,
    Protect,
    Rediscover,
    Dismiss,
    Later,
    Unfollow,
    NarrowDown,
    OneByOne,
    TriageKeep,
    TriageRemove,
    TriageLater,
    TriageUnfollow,
    TriageProtect,
    TriageRediscover,
    TriageDismiss,
    TriageReasons,
    TriageNote,
    TriageAgain,
    TriageSkip,
    TriageBack,
    TriageCopyName,
    StepInside,
    Groups,
    EndSitting,
    BackToReview,
    CopyThenDone,
    CopyTaskName,
    Done,
    Skip,
    NotFound,
    ChangedMind,
    Warned,
    SmallWindow,
    ErrandPlan,
    ErrandCopyThenDone,
    ErrandCopyName,
    ErrandDone,
    ErrandSkip,
    ErrandNotFound,
    ErrandLeave,
    AllBack,
    Considered,
    DoesNotApply,
    KeepOnCard,
    LaterOnCard,
    ProtectOnCard,
}

/// A row of the table.
pub(super) struct Entry {
    pub(super) command: UiCommand,
    pub(super) scope: Scope,
    /// In menus and on buttons.
    pub(super) label: &'static str,
    /// In the help, behind the key; empty for what has no key.
    pub(super) help: &'static str,
    /// The first is the one that is told; any does it.
    pub(super) keys: &'static [KeyboardShortcut],
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn entry(command: UiCommand, scope: Scope, label: &'static str, help: &'static str, keys: &'static [KeyboardShortcut]) -> Entry {
    Entry { command, scope, label, help, keys }
}

use Scope::{Changes, Checklist, Errands, Everywhere, List, Triage, WorkList};

/// All commands, in the order of the help.
pub(super) static COMMANDS: [Entry; 87] = [
    entry(UiCommand::Keep, List, "Keep", "keep, and on to the next person", &[key(Key::K)]),
    entry(UiCommand::MoveAcross, List, "Move to the other pane", "move the selected people to the other pane", &[key(Key::Enter)]),
    entry(UiCommand::MoveWithReasons, List, "Move to Remove with reasons…", "move them to Remove and say why", &[shift(Key::Enter)]),
    entry(UiCommand::ToRemove, List, "Move to Remove", "from Keep to Remove", &[key(Key::X), key(Key::ArrowRight), key(Key::Delete), key(Key::Backspace)]),
    entry(UiCommand::ToKeep, List, "Move to Keep", "from Remove back to Keep", &[key(Key::ArrowLeft)]),
    entry(UiCommand::SelectOne, List, "Select", "select one more, or one less", &[key(Key::Space)]),
    entry(UiCommand::SelectAll, List, "Select all", "select all that the list shows", &[ctrl(Key::A)]),
    entry(UiCommand::SelectNone, List, "Select none", "select nobody", &[key(Key::Escape)]),
    entry(UiCommand::Reasons, List, "Reasons…", "reasons", &[key(Key::R)]),
    entry(UiCommand::Note, List, "Note", "write a note", &[key(Key::N)]),
    entry(UiCommand::CopyName, List, "Copy name", "copy the name", &[key(Key::C)]),
    entry(UiCommand::Protect, List, "Protect", "protect, or unlock", &[key(Key::P)]),
    entry(UiCommand::Rediscover, List, "Glad to find", "glad to have found them again, or not any more", &[key(Key::G)]),
    entry(UiCommand::Dismiss, List, "Dismiss suggestion", "dismiss what a rule suggests about them", &[key(Key::D)]),
    entry(UiCommand::Later, List, "Later…", "later: review again on a day", &[key(Key::L)]),
    entry(UiCommand::Unfollow, List, "Unfollow", "unfollow: they stay connected, and stand on the work list", &[key(Key::U)]),
    entry(UiCommand::NarrowDown, List, "Narrow down…", "narrow down by company, year, kind of work and more", &[key(Key::F)]),
    entry(UiCommand::OneByOne, List, "Triage", "Triage: those of the list one by one", &[key(Key::T)]),
    entry(UiCommand::TriageKeep, Triage, "Keep", "keep, and on to the next person", &[key(Key::K)]),
    entry(UiCommand::TriageRemove, Triage, "Remove", "move to Remove, and on to the next person", &[key(Key::X), key(Key::Delete), key(Key::Backspace)]),
    entry(UiCommand::TriageLater, Triage, "Later…", "later: in a week, in a month, or on a day", &[key(Key::L)]),
    entry(UiCommand::TriageUnfollow, Triage, "Unfollow", "unfollow: they stay connected, and stand on the work list", &[key(Key::U)]),
    entry(UiCommand::TriageProtect, Triage, "Protect", "protect, or unlock", &[key(Key::P)]),
    entry(UiCommand::TriageRediscover, Triage, "Glad to find", "glad to have found them again: a pile for letters", &[key(Key::G)]),
    entry(UiCommand::TriageDismiss, Triage, "Dismiss suggestion", "dismiss what a rule suggests about them", &[key(Key::D)]),
    entry(UiCommand::TriageReasons, Triage, "Reasons…", "reasons", &[key(Key::R)]),
    entry(UiCommand::TriageNote, Triage, "Note", "write a note; Esc leads back", &[key(Key::N)]),
    entry(UiCommand::TriageAgain, Triage, "Again", "decide as about the one before, with the same reasons", &[key(Key::Period)]),
    entry(UiCommand::TriageSkip, Triage, "Skip", "on to the next, undecided: they are still left at the end", &[key(Key::Space), key(Key::ArrowRight)]),
    entry(UiCommand::TriageBack, Triage, "Back", "back to the one before", &[key(Key::ArrowLeft)]),
    entry(UiCommand::TriageCopyName, Triage, "Copy name", "copy the name", &[key(Key::C)]),
    entry(UiCommand::StepInside, Triage, "Step inside", "of a group: its people one by one", &[key(Key::Enter)]),
    entry(UiCommand::Groups, Triage, "As groups", "as groups: by company, day, kind of work, year, and one by one again", &[key(Key::B)]),
    entry(UiCommand::EndSitting, Triage, "End the sitting", "end the sitting, and see what came of it", &[key(Key::E)]),
    entry(UiCommand::BackToReview, Triage, "Back to Review", "back to the lists", &[key(Key::Escape)]),
    entry(UiCommand::Considered, Checklist, "Considered", "thought about it, and on to the next card", &[key(Key::C)]),
    entry(UiCommand::DoesNotApply, Checklist, "Does not apply", "does not apply, and on to the next card", &[key(Key::X)]),
    entry(UiCommand::KeepOnCard, Checklist, "Keep", "the person on the card back to Keep", &[key(Key::K)]),
    entry(UiCommand::LaterOnCard, Checklist, "Later…", "decide about the person on the card later", &[key(Key::L)]),
    entry(UiCommand::ProtectOnCard, Checklist, "Protect", "protect the person on the card", &[key(Key::P)]),
    entry(UiCommand::CopyThenDone, WorkList, "Copy name, then done", "copy the name, and then: done", &[key(Key::Enter)]),
    entry(UiCommand::CopyTaskName, WorkList, "Copy name", "copy the name", &[key(Key::C)]),
    entry(UiCommand::Done, WorkList, "Done", "done at LinkedIn", &[key(Key::D)]),
    entry(UiCommand::Skip, WorkList, "Skip", "skip: comes again at the end", &[key(Key::S)]),
    entry(UiCommand::NotFound, WorkList, "Not found", "not found at LinkedIn", &[key(Key::N)]),
    entry(UiCommand::ChangedMind, WorkList, "Changed my mind", "changed my mind: back to Keep", &[key(Key::K)]),
    entry(UiCommand::Warned, WorkList, "LinkedIn warned me…", "LinkedIn warned you: let the list rest, and go on more slowly", &[key(Key::W)]),
    entry(UiCommand::SmallWindow, WorkList, "Small window", "a small window that stays above your browser, and back", &[key(Key::M)]),
    entry(UiCommand::ErrandPlan, Errands, "On the list", "on the list of what is to do, or off it", &[key(Key::Space)]),
    entry(UiCommand::ErrandCopyThenDone, Errands, "Copy name, then done", "copy the name, and then: done", &[key(Key::Enter)]),
    entry(UiCommand::ErrandCopyName, Errands, "Copy name", "copy the name", &[key(Key::C)]),
    entry(UiCommand::ErrandDone, Errands, "Done", "done at LinkedIn", &[key(Key::D)]),
    entry(UiCommand::ErrandSkip, Errands, "Skip", "skip", &[key(Key::S)]),
    entry(UiCommand::ErrandNotFound, Errands, "Not found", "not found at LinkedIn; of an invitation: no Withdraw button", &[key(Key::N)]),
    entry(UiCommand::ErrandLeave, Errands, "Leave it", "leave it as it is", &[key(Key::K)]),
    entry(UiCommand::AllBack, Changes, "Back on the work list", "who is still connected goes back on the work list", &[key(Key::B)]),
    entry(UiCommand::Undo, Everywhere, "Undo", "undo", &[ctrl(Key::Z)]),
    entry(UiCommand::Redo, Everywhere, "Redo", "redo", &[ctrl_shift(Key::Z), ctrl(Key::Y)]),
    entry(UiCommand::Search, Everywhere, "Search", "search", &[ctrl(Key::F)]),
    entry(UiCommand::Import, Everywhere, "Import…", "import", &[ctrl(Key::O)]),
    entry(UiCommand::ImportReports, Everywhere, "Reports of imports…", "", &[]),
    entry(UiCommand::MatchList, Everywhere, "Find the people of a list…", "find the people of a list of names or links", &[ctrl(Key::L)]),
    entry(UiCommand::Suggestions, Everywhere, "Suggestions…", "rules that suggest whom to remove", &[ctrl(Key::J)]),
    entry(UiCommand::Queues, Everywhere, "Queues…", "", &[]),
    entry(UiCommand::ExportDraft, Everywhere, "Export the draft…", "export the draft", &[ctrl(Key::E)]),
    entry(UiCommand::ExportEveryone, Everywhere, "Export all connections…", "", &[]),
    entry(UiCommand::Finalize, Everywhere, "Finalize batch…", "finalize the batch; in a dialog: its main button", &[ctrl(Key::Enter)]),
    entry(UiCommand::History, Everywhere, "History…", "history", &[ctrl(Key::H)]),
    entry(UiCommand::ShowReview, Everywhere, "Review", "Review", &[ctrl(Key::Num1)]),
    entry(UiCommand::ShowTriage, Everywhere, "Triage", "Triage", &[ctrl(Key::T)]),
    entry(UiCommand::ShowWorkList, Everywhere, "Work list", "Work list", &[ctrl(Key::Num2)]),
    entry(UiCommand::ShowLedger, Everywhere, "Ledger", "Ledger", &[ctrl(Key::Num3)]),
    entry(UiCommand::ShowInsights, Everywhere, "Insights", "Insights", &[ctrl(Key::Num4)]),
    entry(UiCommand::ShowChanges, Everywhere, "What changed", "What changed", &[ctrl(Key::Num5)]),
    entry(UiCommand::ShowInvitations, Everywhere, "Invitations", "Invitations", &[ctrl(Key::Num6)]),
    entry(UiCommand::ShowLetters, Everywhere, "Letters", "Letters", &[ctrl(Key::Num7)]),
    entry(UiCommand::ShowPlan, Everywhere, "Plan", "Plan", &[ctrl(Key::Num8)]),
    entry(UiCommand::ShowSettings, Everywhere, "Settings", "Settings: backups, copies, pace and look", &[ctrl(Key::Num9), ctrl(Key::Comma)]),
    entry(UiCommand::HideNames, Everywhere, "Hide names", "hide names and companies while others look at the screen, and show them again", &[key(Key::F9)]),
    entry(UiCommand::Palette, Everywhere, "All commands…", "any command, page, queue or view by its name", &[ctrl(Key::K)]),
    entry(UiCommand::KeySheet, Everywhere, "Keys…", "the keys of this page", &[key(Key::Questionmark)]),
    entry(UiCommand::Help, Everywhere, "Help…", "help", &[key(Key::F1)]),
    entry(UiCommand::CoverSheet, Everywhere, "Cover sheet for a client…", "", &[]),
    entry(UiCommand::Workspaces, Everywhere, "Workspaces…", "", &[]),
    entry(UiCommand::OpenSample, Everywhere, "Open sample data", "", &[]),
    entry(UiCommand::CloseSample, Everywhere, "Close sample data", "", &[]),
    entry(UiCommand::Quit, Everywhere, "Quit", "quit", &[ctrl(Key::Q)]),
];

impl UiCommand {
    /// Its row of the table; each has one, as a test holds.
    fn entry(self) -> Option<&'static Entry> {
        COMMANDS.iter().find(|entry| entry.command == self)
    }

    /// In menus and on buttons.
    pub(super) fn label(self) -> &'static str {
        self.entry().map(|entry| entry.label).unwrap_or_default()
    }

    /// What it does, in the words of the help.
    pub(super) fn help(self) -> &'static str {
        self.entry().map(|entry| entry.help).unwrap_or_default()
    }

    /// Its first key as this system writes it: `Ctrl+Z`, `⌘Z`; empty without one.
    pub(super) fn key_name(self, ctx: &Context) -> String {
        self.entry()
            .and_then(|entry| entry.keys.first())
            .map(|shortcut| ctx.format_shortcut(shortcut).replace("Period", ".").replace("Questionmark", "?"))
            .unwrap_or_default()
    }

    /// Whether it holds there.
    pub(super) fn is_of(self, scope: Scope) -> bool {
        self.entry().is_some_and(|entry| entry.scope == scope)
    }

    /// Its first key; none without one.
    pub(super) fn first_key(self) -> Option<KeyboardShortcut> {
        self.entry().and_then(|entry| entry.keys.first()).copied()
    }

    /// The command of a scope that a key stands for. Shift alone makes no difference where no command asks for it.
    pub(super) fn of_key(scope: Scope, key: Key, modifiers: Modifiers) -> Option<Self> {
        let is_it = |shortcut: &KeyboardShortcut, shift: bool| {
            shortcut.logical_key == key && shortcut.modifiers.shift == shift && shortcut.modifiers.command == modifiers.command && !modifiers.alt
        };
        let with = |shift: bool| COMMANDS.iter().find(|entry| entry.scope == scope && entry.keys.iter().any(|shortcut| is_it(shortcut, shift)));
        with(modifiers.shift).or_else(|| with(false)).map(|entry| entry.command)
    }

    /// The page that it shows, if it shows one.
    pub(super) fn page(self) -> Option<Page> {
        match self {
            Self::ShowReview => Some(Page::Review),
            Self::ShowTriage => Some(Page::Triage),
            Self::ShowWorkList => Some(Page::WorkList),
            Self::ShowLedger => Some(Page::Ledger),
            Self::ShowInvitations => Some(Page::Invitations),
            Self::ShowLetters => Some(Page::Letters),
            Self::ShowPlan => Some(Page::Plan),
            Self::ShowSettings => Some(Page::Settings),
            Self::ShowInsights => Some(Page::Insights),
            Self::ShowChanges => Some(Page::Changes),
            _ => None,
        }
    }

    /// The command that shows a page.
    pub(super) fn of_page(page: Page) -> Option<Self> {
        COMMANDS.iter().map(|entry| entry.command).find(|command| command.page() == Some(page))
    }

    /// Whether it can be done now; those of a list or a dialog look for themselves.
    pub(super) fn is_allowed(self, state: &State) -> bool {
        match self {
            Self::Undo => state.upkeep.restored_from.is_some() || state.overview.undo_state.undo.is_some(),
            Self::Redo => state.overview.undo_state.redo.is_some(),
            Self::ExportDraft | Self::Finalize => state.pane(Pane::Remove).total() > 0,
            Self::ExportEveryone => !state.people().is_empty(),
            // What is typed from a list of names is names.
            Self::MatchList => !state.is_first_start() && !state.hides_names(),
            Self::CoverSheet | Self::Suggestions | Self::Queues | Self::Search | Self::ImportReports | Self::History => !state.is_first_start(),
            Self::OpenSample => !state.is_sample,
            Self::CloseSample => state.is_sample,
            // There the backups are, whatever is left of the workspace.
            Self::ShowSettings | Self::ShowReview => true,
            command if command.page().is_some() => !state.is_first_start(),
            _ => true,
        }
    }

    /// Asks for it, if it is allowed; those of a list or a dialog are done there.
    pub(super) fn send(self, ui: &Ui, state: &State, page: Page, inbox: &mut Inbox) {
        if !self.is_allowed(state) {
            return;
        }
        match self {
            Self::Undo => {
                inbox.send(undo_command(state));
            }
            Self::Redo => {
                inbox.send(Command::Redo);
            }
            Self::Search if page == Page::Ledger => inbox.push(Action::SearchLedger),
            Self::Search => {
                inbox.push(Action::Show(Page::Review));
                inbox.push(Action::FocusSearch(state.active));
            }
            Self::Import => inbox.push(Action::Open(Dialog::Import)),
            Self::MatchList => inbox.push(Action::Open(Dialog::MatchList)),
            Self::Suggestions => inbox.push(Action::Open(Dialog::Suggestions)),
            Self::Queues => inbox.push(Action::Open(Dialog::Queues)),
            Self::ImportReports => inbox.push(Action::Open(Dialog::Imports)),
            Self::ExportDraft => inbox.push(Action::Open(Dialog::Export(ListSource::Draft))),
            Self::ExportEveryone => inbox.push(Action::Open(Dialog::Export(ListSource::Everyone))),
            Self::Finalize => inbox.push(Action::Open(Dialog::Checklist)),
            Self::History => inbox.push(Action::Open(Dialog::History)),
            Self::HideNames => inbox.push(Action::HideNames(!state.hides_names())),
            Self::OpenSample => {
                inbox.send(Command::OpenSample);
            }
            Self::CloseSample => {
                inbox.send(Command::LeaveSample);
            }
            Self::CoverSheet => inbox.push(Action::Open(Dialog::CoverSheet)),
            Self::Workspaces => inbox.push(Action::Open(Dialog::Workspaces)),
            Self::Palette => inbox.push(Action::Open(Dialog::Palette)),
            Self::KeySheet => inbox.push(Action::Open(Dialog::Keys)),
            Self::Help => inbox.push(Action::Open(Dialog::Help)),
            Self::Quit => ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close),
            command => {
                if let Some(page) = command.page() {
                    inbox.push(Action::Show(page));
                }
            }
        }
    }

    /// Whether one of its keys was pressed in this frame; nobody else hears it then.
    pub(super) fn is_pressed(self, ui: &Ui) -> bool {
        let Some(entry) = self.entry() else { return false };
        let is_it = |held: &Key| entry.keys.iter().any(|shortcut| shortcut.logical_key == *held);
        let is_repeat = |event: &egui::Event| matches!(event, egui::Event::Key { key, pressed: true, repeat: true, .. } if is_it(key));
        // Whoever holds a key down answers once.
        if entry.scope == Scope::Checklist && ui.input(|input| input.events.iter().any(is_repeat)) {
            return false;
        }
        entry.keys.iter().any(|shortcut| ui.ctx().input_mut(|input| input.consume_shortcut(shortcut)))
    }
}

/// What Undo takes back: the putting back of a backup, as long as nothing was done after it, else the last step.
pub(super) fn undo_command(state: &State) -> Command {
    state.upkeep.restored_from.clone().map_or(Command::Undo, |backup| Command::Restore { backup })
}

/// Does what the keys of this frame ask for everywhere. Hiding names works also over a dialog, and Undo in the checklist.
pub(super) fn listen(ui: &Ui, state: &State, page: Page, hears: impl Fn(UiCommand) -> bool, inbox: &mut Inbox) {
    // The longer shortcut first: Ctrl+Shift+Z also holds Ctrl+Z. The desktop itself closes the window.
    let mut commands: Vec<&Entry> = COMMANDS.iter().filter(|entry| entry.scope == Scope::Everywhere && entry.command != UiCommand::Quit).collect();
    commands.sort_by_key(|entry| !entry.keys.iter().any(|shortcut| shortcut.modifiers.shift));
    for entry in commands {
        let command = entry.command;
        // A text field that has the keyboard keeps its own undo, and a question mark is written there.
        let is_taken = matches!(command, UiCommand::Undo | UiCommand::Redo | UiCommand::KeySheet) && ui.ctx().text_edit_focused()
            // The field of the first page has the keyboard from the start, and nothing of its own to take back.
            && !(state.is_first_start() && command != UiCommand::KeySheet);
        if !is_taken && hears(command) && command.is_pressed(ui) {
            command.send(ui, state, page, inbox);
        }
    }
}

#[cfg(test)]
mod tests;
