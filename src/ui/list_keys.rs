//! Keys of the lists of Review.

use std::collections::VecDeque;

use egui::Ui;

use super::{
    action::{Action, Dialog, Inbox, Page},
    facet_panel, person_menu,
    ui_command::{Scope, UiCommand},
    widgets::list::{ListKey, Step},
};
use crate::{
    command::Command,
    model::{
        person::{
            Person,
            decision::{Decision, Pane},
        },
        ticket::Ticket,
    },
    state::{State, pane::Select},
};

/// Keys that a list was given and has not acted on yet: they come faster than what they decide is committed, and each must
/// find the list as the one before left it.
#[derive(Debug, Default)]
pub(super) struct KeyQueue {
    keys: VecDeque<ListKey>,
    /// The decision that is under way.
    under_way: Option<Ticket>,
    /// The pass of the screen in which the list was shown last.
    seen_at: u64,
}

impl KeyQueue {
    /// Acts on what can be acted on in this frame; the rest waits.
    pub(super) fn act(&mut self, ui: &Ui, pane: Pane, state: &State, keys: Vec<ListKey>, inbox: &mut Inbox) {
        // What was typed on another page, or into another workspace, is not meant any more.
        let now = ui.ctx().cumulative_pass_nr();
        if now > self.seen_at + 2 {
            self.keys.clear();
            self.under_way = None;
        }
        self.seen_at = now;
        // Whoever holds a key down moves on and on, but decides once.
        self.keys.extend(keys.into_iter().filter(|key| !matches!(key, ListKey::Other { is_repeat: true, .. })));
        // What was typed for a list is not typed for what stands over it.
        if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
            self.keys.clear();
        }
        if self.under_way.is_some_and(|ticket| state.settlement(ticket).is_none()) {
            return;
        }
        self.under_way = None;
        let mut has_selected = false;
        while let Some(key) = self.keys.pop_front() {
            if let ListKey::Step { step, extends } = key {
                let select = match step {
                    Step::By(by) => Select::Step { by, extends },
                    Step::First | Step::Last => Select::ToEnd { is_last: step == Step::Last, extends },
                };
                inbox.push(Action::Select(pane, select));
                has_selected = true;
                continue;
            }
            // What is selected by the keys before is known in the next frame.
            if has_selected {
                self.keys.push_front(key);
                break;
            }
            self.under_way = act(ui, pane, state, key, inbox);
            break;
        }
        if !self.keys.is_empty() {
            ui.ctx().request_repaint();
        }
    }
}

/// Acts on a key. Returns the decision that it sent.
fn act(ui: &Ui, pane: Pane, state: &State, key: ListKey, inbox: &mut Inbox) -> Option<Ticket> {
    let ListKey::Other { key, modifiers, .. } = key else { return None };
    let command = UiCommand::of_key(Scope::List, key, modifiers)?;
    let person_ids = state.selected(pane);
    match command {
        UiCommand::NarrowDown => facet_panel::toggle(state, inbox),
        UiCommand::OneByOne => inbox.push(Action::Show(Page::Triage)),
        UiCommand::SelectAll => inbox.push(Action::Select(pane, Select::All)),
        UiCommand::SelectOne => inbox.push(Action::Select(pane, Select::ToggleCursor)),
        UiCommand::SelectNone => inbox.push(Action::Select(pane, Select::Nothing)),
        UiCommand::Note => {
            inbox.push(Action::Select(pane, Select::Enter));
            inbox.push(Action::WriteNote);
        }
        UiCommand::CopyName => {
            if let Some(person) = under_cursor(state, pane) {
                person_menu::copy_name(ui, state, person, inbox);
            }
        }
        // After Escape somebody may still stand in the panel beside the list.
        _ if person_ids.is_empty() => inbox.push(Action::Say("Nobody is selected: Up and Down, or a click, select somebody".to_owned())),
        UiCommand::Keep => return Some(inbox.send(Command::Move { person_ids, to: Pane::Keep })),
        UiCommand::MoveAcross => return Some(inbox.send(Command::Move { person_ids, to: pane.other() })),
        UiCommand::ToRemove if pane == Pane::Keep => return Some(inbox.send(Command::Move { person_ids, to: Pane::Remove })),
        UiCommand::ToKeep if pane == Pane::Remove => return Some(inbox.send(Command::Move { person_ids, to: Pane::Keep })),
        UiCommand::MoveWithReasons => {
            let ticket = inbox.send(Command::Move { person_ids: person_ids.clone(), to: pane.other() });
            if pane == Pane::Keep {
                inbox.push(Action::Open(Dialog::Reasons(person_ids)));
            }
            return Some(ticket);
        }
        UiCommand::Protect => {
            let is_protected = !state.are_selected_protected(pane);
            return Some(inbox.send(Command::SetProtected { person_ids, is_protected }));
        }
        UiCommand::Rediscover => {
            let is_rediscovered = !person_ids.iter().all(|id| state.person(*id).is_some_and(|person| person.state.is_rediscovered));
            return Some(inbox.send(Command::SetRediscovered { person_ids, is_rediscovered }));
        }
        UiCommand::Unfollow => {
            let is_to_unfollow = !person_ids.iter().all(|id| state.person(*id).is_some_and(|person| person.state.decision == Decision::Unfollow));
            return Some(inbox.send(Command::SetUnfollow { person_ids, is_to_unfollow }));
        }
        UiCommand::Dismiss => {
            let dismissed = state.to_dismiss(&person_ids);
            if !dismissed.is_empty() {
                return Some(inbox.send(Command::Dismiss { dismissed }));
            }
        }
        UiCommand::Later => inbox.push(Action::Open(Dialog::Later(person_ids))),
        UiCommand::Reasons => inbox.push(Action::Open(Dialog::Reasons(person_ids))),
        _ => {}
    }
    None
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
