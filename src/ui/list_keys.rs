//! Keys of the lists of Review.

use egui::Ui;

use super::{
    action::{Action, Dialog, Inbox},
    person_menu,
    ui_command::{Scope, UiCommand},
    widgets::list::{ListKey, Step},
};
use crate::{
    command::Command,
    model::person::{
        Person,
        decision::{Decision, Pane},
    },
    state::{State, pane::Select},
};

/// Acts on the keys that a list was given.
pub(super) fn keys(ui: &Ui, pane: Pane, state: &State, keys: &[ListKey], inbox: &mut Inbox) {
    for key in keys {
        let (key, modifiers) = match *key {
            ListKey::Step { step, extends } => {
                let select = match step {
                    Step::By(by) => Select::Step { by, extends },
                    Step::First | Step::Last => Select::ToEnd { is_last: step == Step::Last, extends },
                };
                inbox.push(Action::Select(pane, select));
                continue;
            }
            ListKey::Other { key, modifiers, .. } => (key, modifiers),
        };
        match UiCommand::of_key(Scope::List, key, modifiers) {
            Some(UiCommand::SelectAll) => inbox.push(Action::Select(pane, Select::All)),
            Some(UiCommand::SelectOne) => inbox.push(Action::Select(pane, Select::ToggleCursor)),
            Some(UiCommand::SelectNone) => inbox.push(Action::Select(pane, Select::Nothing)),
            Some(UiCommand::MoveAcross) => move_selected(pane, pane.other(), state, inbox),
            Some(UiCommand::MoveWithReasons) => {
                let people = state.selected(pane);
                move_selected(pane, pane.other(), state, inbox);
                if pane == Pane::Keep && !people.is_empty() {
                    inbox.push(Action::Open(Dialog::Reasons(people)));
                }
            }
            Some(UiCommand::ToRemove) if pane == Pane::Keep => move_selected(pane, Pane::Remove, state, inbox),
            Some(UiCommand::ToKeep) if pane == Pane::Remove => move_selected(pane, Pane::Keep, state, inbox),
            Some(UiCommand::Protect) => {
                let person_ids = state.selected(pane);
                let is_protected = !state.are_selected_protected(pane);
                if !person_ids.is_empty() {
                    inbox.send(Command::SetProtected { person_ids, is_protected });
                }
            }
            Some(UiCommand::Note) => {
                inbox.push(Action::Select(pane, Select::Enter));
                inbox.push(Action::WriteNote);
            }
            Some(UiCommand::CopyName) => {
                if let Some(person) = under_cursor(state, pane) {
                    person_menu::copy_name(ui, state, person, inbox);
                }
            }
            Some(UiCommand::Unfollow) => {
                let person_ids = state.selected(pane);
                let is_to_unfollow = !person_ids.iter().all(|id| state.person(*id).is_some_and(|person| person.state.decision == Decision::Unfollow));
                if !person_ids.is_empty() {
                    inbox.send(Command::SetUnfollow { person_ids, is_to_unfollow });
                }
            }
            Some(UiCommand::Later) => {
                let people = state.selected(pane);
                if !people.is_empty() {
                    inbox.push(Action::Open(Dialog::Later(people)));
                }
            }
            Some(UiCommand::Reasons) => {
                let people = state.selected(pane);
                if !people.is_empty() {
                    inbox.push(Action::Open(Dialog::Reasons(people)));
                }
            }
            _ => {}
        }
    }
}

pub(super) fn under_cursor(state: &State, pane: Pane) -> Option<&Person> {
    state.pane(pane).cursor().and_then(|id| state.person(id))
}

/// Moves whoever is selected.
pub(super) fn move_selected(from: Pane, to: Pane, state: &State, inbox: &mut Inbox) {
    let person_ids = state.selected(from);
    if !person_ids.is_empty() {
        inbox.send(Command::Move { person_ids, to });
    }
}
