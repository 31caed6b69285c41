//! Keys that hold everywhere.

use egui::{Context, Key, KeyboardShortcut, Modifiers, Ui};

use super::action::{Action, Dialog, Inbox, Page};
use crate::model::{batch::removal_list::ListSource, person::decision::Pane};
use crate::{command::Command, state::State};

/// Take back.
pub(super) const UNDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Z);
/// Do again.
pub(super) const REDO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
/// Do again, as Windows has it.
const REDO_TOO: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Y);
/// Import.
pub(super) const IMPORT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::O);
/// Search in the pane that keys go to.
pub(super) const SEARCH: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::F);
/// What was done.
pub(super) const HISTORY: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::H);
/// Write the removal list.
pub(super) const EXPORT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::E);
/// Finalize the batch.
pub(super) const FINALIZE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
/// The pages, in the order of the bar.
pub(super) const PAGES: [(KeyboardShortcut, Page); 5] = [
    (KeyboardShortcut::new(Modifiers::COMMAND, Key::Num1), Page::Review),
    (KeyboardShortcut::new(Modifiers::COMMAND, Key::Num2), Page::WorkList),
    (KeyboardShortcut::new(Modifiers::COMMAND, Key::Num3), Page::Ledger),
    (KeyboardShortcut::new(Modifiers::COMMAND, Key::Num4), Page::Insights),
    (KeyboardShortcut::new(Modifiers::COMMAND, Key::Num5), Page::Changes),
];
/// Hide names, or show them again.
pub(super) const HIDE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F9);
/// Help.
pub(super) const HELP: KeyboardShortcut = KeyboardShortcut::new(Modifiers::NONE, Key::F1);

/// A shortcut as this system writes it: `Ctrl+Z`, `⌘Z`.
#[must_use]
pub(super) fn name(ctx: &Context, shortcut: KeyboardShortcut) -> String {
    ctx.format_shortcut(&shortcut)
}

fn is_pressed(ui: &Ui, shortcut: KeyboardShortcut) -> bool {
    ui.ctx().input_mut(|input| input.consume_shortcut(&shortcut))
}

/// Undo and redo. A text field that has the keyboard keeps its own.
pub(super) fn listen_for_undo(ui: &Ui, inbox: &mut Inbox) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    // The longer shortcut first: Ctrl+Shift+Z also holds Ctrl+Z.
    if is_pressed(ui, REDO) || is_pressed(ui, REDO_TOO) {
        inbox.send(Command::Redo);
    } else if is_pressed(ui, UNDO) {
        inbox.send(Command::Undo);
    }
}

/// Hiding names works everywhere, also over a dialog.
pub(super) fn listen_for_hiding(ui: &Ui, state: &State, inbox: &mut Inbox) {
    if !state.is_first_start() && is_pressed(ui, HIDE) {
        inbox.push(Action::HideNames(!state.hides_names()));
    }
}

/// Does what the keys of this frame say.
pub(super) fn listen(ui: &Ui, state: &State, page: Page, inbox: &mut Inbox) {
    listen_for_undo(ui, inbox);
    let pressed = |shortcut: KeyboardShortcut| is_pressed(ui, shortcut);
    if pressed(IMPORT) {
        inbox.push(Action::Open(Dialog::Import));
    }
    if pressed(HELP) {
        inbox.push(Action::Open(Dialog::Help));
    }
    if state.is_first_start() {
        return;
    }
    for (shortcut, page) in PAGES {
        if pressed(shortcut) {
            inbox.push(Action::Show(page));
        }
    }
    if pressed(SEARCH) {
        if page == Page::Ledger {
            inbox.push(Action::SearchLedger);
        } else {
            inbox.push(Action::Show(Page::Review));
            inbox.push(Action::FocusSearch(state.active));
        }
    }
    if pressed(HISTORY) {
        inbox.push(Action::Open(Dialog::History));
    }
    let has_draft = state.pane(Pane::Remove).total() > 0;
    if pressed(EXPORT) && has_draft {
        inbox.push(Action::Open(Dialog::Export(ListSource::Draft)));
    }
    if pressed(FINALIZE) && has_draft {
        inbox.push(Action::Open(Dialog::Checklist));
    }
}
