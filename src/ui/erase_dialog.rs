//! The ends: erasing a workspace after typing its name, and forgetting one person for good.

use egui::{Id, Ui};

use super::{
    action::{Action, Inbox, WorkspaceAction},
    theme::tokens,
    widgets::{button::Button, card, check, dialog, field},
};
use crate::{
    command::Command,
    model::{
        id::PersonId,
        text::display_text::{count, with_thousands},
    },
    state::{State, loaded::Data},
};

/// What is typed.
#[derive(Debug, Default)]
pub(super) struct EraseDraft {
    typed: String,
    has_begun: bool,
}

/// Draws the dialog that erases the workspace. Returns whether it is done.
pub(super) fn erase_dialog(ui: &Ui, state: &State, draft: &mut EraseDraft, inbox: &mut Inbox) -> bool {
    inbox.need(state, Data::Backups);
    let name = state.workspace_title();
    let is_it = draft.typed.trim() == name;
    let mut is_erased = false;
    let shown = dialog::show(
        ui,
        "erase",
        "Erase this workspace",
        560.0,
        |ui| {
            let held = state.upkeep.backups.get().map(|list| match list.backups.len() {
                0 => format!(" It holds {}. There are no backups.", list.contents.in_words()),
                1 => format!(" It holds {}, and 1 backup goes with it.", list.contents.in_words()),
                several => format!(" It holds {}, and {} go with it.", list.contents.in_words(), count(several, "backup", "backups")),
            });
            card::care_frame(tokens(ui)).show(ui, |ui| {
                card::words(
                    ui,
                    format!(
                        "Everything that Partwell keeps for it is deleted: the file, its backups, and what lies beside it.{} This cannot be undone. Copies and lists that you wrote elsewhere stay.",
                        held.unwrap_or_default()
                    ),
                );
            });
            ui.add_space(8.0);
            card::muted(ui, format!("Type its name to go on: {name}"));
            let width = ui.available_width();
            let response = field::line(ui, Id::unique("erase name"), &mut draft.typed, "Name of the workspace", "", width, false);
            if !std::mem::replace(&mut draft.has_begun, true) {
                response.request_focus();
            }
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            is_erased = Button::new("Erase it for good").enabled_if(is_it).show(ui).clicked();
            cancels
        },
    );
    if (is_erased || shown.is_confirmed) && is_it {
        inbox.push(Action::Workspaces(WorkspaceAction::Erase));
        return true;
    }
    shown.foot || shown.wants_to_close
}

/// Who is to be forgotten, and whether the backups go, too.
#[derive(Debug)]
pub(super) struct ForgetDraft {
    person_id: PersonId,
    with_backups: bool,
}

impl ForgetDraft {
    /// Somebody; backups stay unless that is said.
    pub(super) fn new(person_id: PersonId) -> Self {
        Self { person_id, with_backups: false }
    }
}

/// Draws the dialog that forgets somebody. Returns whether it is done.
pub(super) fn forget_dialog(ui: &Ui, state: &State, draft: &mut ForgetDraft, inbox: &mut Inbox) -> bool {
    inbox.need(state, Data::Backups);
    let name = state.person(draft.person_id).map(|person| person.facts.name()).unwrap_or_default();
    let mut is_forgotten = false;
    let shown = dialog::show(
        ui,
        "forget",
        &format!("Forget {name} for good"),
        540.0,
        |ui| {
            card::muted(
                ui,
                "Everything that Partwell knows of them is deleted: what the files told, and what you decided and wrote. In the ledger a line without a name stays. At LinkedIn nothing changes: if they are still a connection, your next import adds them again.",
            );
            ui.add_space(6.0);
            card::care_frame(tokens(ui)).show(ui, |ui| {
                card::words(ui, "This also clears your undo history: nothing done so far can be undone any more.");
            });
            ui.add_space(6.0);
            let backups = state.upkeep.backups.get().map_or(0, |list| list.backups.len());
            if backups > 0 {
                let label = format!("Also delete every backup that holds them, of {} in all", with_thousands(backups));
                if check::labelled(ui, draft.with_backups, &label).clicked() {
                    draft.with_backups = !draft.with_backups;
                }
                if draft.with_backups {
                    card::muted(
                        ui,
                        "A backup holds everybody who was a connection when it was made, so most of them or all of them may go. A new one is made right after.",
                    );
                }
            }
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            is_forgotten = Button::new("Forget for good").show(ui).clicked();
            cancels
        },
    );
    if is_forgotten || shown.is_confirmed {
        inbox.send(Command::ForgetPerson { person_id: draft.person_id, with_backups: draft.with_backups });
        return true;
    }
    shown.foot || shown.wants_to_close
}
