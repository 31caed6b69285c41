//! What the keys of the work list do, in the whole window and in the small one.

use egui::{Id, Key, Modifiers, Ui};

use super::{
    action::{Action, Dialog, Inbox},
    small_window,
    ui_command::{Scope, UiCommand},
    work_draft::WorkDraft,
    work_person::{copy, settle},
};
use crate::{
    model::{
        batch::{task::TaskState, work_item::WorkItem},
        text::date_text::day,
    },
    state::State,
};

/// The number that the queue has in egui.
#[must_use]
pub(super) fn queue_id() -> Id {
    Id::unique("work queue")
}

/// Makes the window small; a table of a batch has no place there.
pub(super) fn enter_small(ui: &Ui, draft: &mut WorkDraft) {
    draft.batches.chosen = None;
    small_window::enter(ui, &mut draft.small);
}

/// Does what a key of the work list asks for. Enter does what comes next: copy first, done then.
pub(super) fn act(ui: &Ui, state: &State, key: Key, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    let Some(command) = UiCommand::of_key(Scope::WorkList, key, Modifiers::NONE) else { return };
    match command {
        UiCommand::SmallWindow if draft.small.is_some() => return small_window::leave(ui, &mut draft.small),
        UiCommand::SmallWindow => return enter_small(ui, draft),
        UiCommand::Warned => return inbox.push(Action::Open(Dialog::Warned)),
        _ => {}
    }
    let Some(item) = draft.place(items).and_then(|place| items.get(place)).filter(|_| draft.batches.chosen.is_none()) else { return };
    if is_portion_done(draft) {
        let words = match state.settings.pace.rests(state.overview.time.today) {
            Some(until) => format!("The list rests until {}. “Keep going” goes on all the same.", day(until)),
            None => "Today's portion is done. Choose “Keep going” if you want to do more.".to_owned(),
        };
        return inbox.push(Action::Say(words));
    }
    let is_copied = draft.copied == Some((item.person_id, item.kind));
    let done = |draft: &mut WorkDraft, inbox: &mut Inbox| {
        settle(ui, items, item, TaskState::Done, draft, inbox);
        // Beside the browser the next name goes with the same key.
        if draft.small.is_some()
            && let Some(next) =
                draft.current.and_then(|current| items.iter().find(|other| (other.person_id, other.kind) == current && other.person_id != item.person_id))
        {
            copy(ui, state, next, draft, inbox);
        }
    };
    match command {
        UiCommand::CopyThenDone if is_copied && !draft.has_been_away => {
            // Nobody was removed at LinkedIn meanwhile: a second Enter is a slip.
            copy(ui, state, item, draft, inbox);
            let done = UiCommand::Done.key_name(ui);
            inbox.push(Action::Say(format!("Name copied. Enter means done once you come back from LinkedIn; {done} means done now.")));
        }
        UiCommand::CopyThenDone if is_copied => done(draft, inbox),
        UiCommand::CopyThenDone | UiCommand::CopyTaskName => copy(ui, state, item, draft, inbox),
        UiCommand::Done => done(draft, inbox),
        UiCommand::Skip => settle(ui, items, item, TaskState::Skipped, draft, inbox),
        UiCommand::NotFound => settle(ui, items, item, TaskState::NotFound, draft, inbox),
        UiCommand::ChangedMind => settle(ui, items, item, TaskState::ChangedMind, draft, inbox),
        _ => {}
    }
}

pub(super) fn is_portion_done(draft: &WorkDraft) -> bool {
    !draft.goes_on && draft.progress.left_today == 0 && draft.progress.open > 0
}
