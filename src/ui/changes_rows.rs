//! The rows of What changed: somebody, what happened to them, and what can be done about it.

use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2};

use super::{
    action::{Action, Dialog, Inbox},
    changes_draft::RowAt,
    theme::{self, size, tokens},
    ui_command::UiCommand,
    widgets::{
        avatar, bar,
        button::{Button, Tone},
        name_text,
    },
};
use crate::{
    command::Command,
    event::{ImportOutcome, JobChange, OutcomePerson, OutcomeVerdict},
    model::{
        batch::task::{TaskKind, TaskState},
        id::PersonId,
        import::verdict::Verdict,
        person::decision::{Decision, Pane},
        text::{date_text::day, display_text::with_thousands},
    },
    state::State,
};

/// One row; where it stands alone in its section (`is_one`), the button for all of them is its button.
pub(super) fn row_of(ui: &mut Ui, state: &State, outcome: &ImportOutcome, row: RowAt, is_one: bool, inbox: &mut Inbox) {
    if let RowAt::Verdict(at) = row {
        let Some(told) = outcome.verdicts.get(at) else { return };
        return verdict_ui(ui, state, told, (outcome.is_newest, is_one), inbox);
    }
    if let RowAt::Job(at) = row {
        let Some(change) = outcome.job_changed.get(at) else { return };
        return job_ui(ui, state, change, inbox);
    }
    if let Some(who) = row.who(outcome) {
        row_ui(ui, state, who, &who.facts.work(), inbox, |_, _| {});
    }
}

/// Somebody in Keep can be put off, to be looked at again on a day.
fn later_ui(ui: &mut Ui, state: &State, who: &OutcomePerson, inbox: &mut Inbox) {
    let Some(person) = state.person(who.person_id).filter(|person| person.state.pane() == Some(Pane::Keep)) else { return };
    let label = match person.state.later_until.filter(|_| person.state.decision == Decision::Later) {
        Some(until) => format!("Again on {}", day(until)),
        None => "Look again later…".to_owned(),
    };
    if Button::quiet(&label).named(&format!("{label}: {}", who.facts.name())).show(ui).clicked() {
        inbox.push(Action::Open(Dialog::Later(vec![who.person_id])));
    }
}

/// A row: who, what, and buttons at its end.
fn row_ui(ui: &mut Ui, state: &State, who: &OutcomePerson, words: &str, inbox: &mut Inbox, buttons: impl FnOnce(&mut Ui, &mut Inbox)) {
    let tokens = tokens(ui);
    // Whoever stands in a pane can be looked at there.
    let pane = state.person(who.person_id).and_then(|person| person.state.pane());
    let shared = std::cell::RefCell::new(inbox);
    bar::show(
        ui,
        who.person_id,
        theme::CONTROL_HEIGHT,
        |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let (rect, _) = ui.allocate_exact_size(egui::vec2(26.0, 26.0), egui::Sense::hover());
            avatar::paint_facts(ui.painter(), rect.center(), 26.0, who.person_id, &who.facts);
            let right = ui.max_rect().left() + (ui.max_rect().width() * 0.38).max(120.0);
            let half = Rect::from_min_max(pos2(ui.cursor().left(), ui.max_rect().top()), pos2(right, ui.max_rect().bottom()));
            ui.scope_builder(UiBuilder::new().max_rect(half).layout(Layout::left_to_right(Align::Center)), |ui| {
                let Some(pane) = pane else {
                    name_text::label(ui, &who.facts.name(), theme::semibold(size::BODY), tokens.text);
                    return;
                };
                let name = who.facts.name();
                let response = name_text::link(ui, &name, &format!("Look at {name} in Review"));
                if response.clicked() {
                    shared.borrow_mut().look_at(who.person_id, pane);
                }
            });
            name_text::label(ui, words, theme::regular(size::SECOND), tokens.muted);
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            buttons(ui, &mut shared.borrow_mut());
        },
    );
}

/// Everybody who is still connected goes back to the work list, with one key.
pub(super) fn all_back_ui(ui: &mut Ui, person_ids: &[PersonId], inbox: &mut Inbox) {
    let is_free = ui.memory(|memory| memory.allows_interaction(ui.layer_id())) && !ui.ctx().text_edit_focused();
    let is_pressed = is_free && UiCommand::AllBack.is_pressed(ui);
    let label = if person_ids.len() == 1 {
        "Back on the work list".to_owned()
    } else if person_ids.len() == 2 {
        "Both back on the work list".to_owned()
    } else {
        format!("All {} back on the work list", with_thousands(person_ids.len()))
    };
    if Button::new(&label).with_key(&UiCommand::AllBack.key_name(ui)).show(ui).clicked() || is_pressed {
        inbox.send(Command::Mark { person_ids: person_ids.to_vec(), kind: Some(TaskKind::Remove), state: TaskState::ToDo });
    }
}

/// A verdict on somebody; of one alone (`is_one`) the button stands above.
fn verdict_ui(ui: &mut Ui, state: &State, told: &OutcomeVerdict, (is_newest, is_one): (bool, bool), inbox: &mut Inbox) {
    let name = told.who.facts.name();
    let mut words = told.who.facts.work();
    if let Some(batch) = told.batch {
        words = format!("batch {} · {words}", batch.0);
    }
    if told.waits {
        words = format!("back on the work list · {words}");
    } else if told.is_before_done {
        words = format!("the export is from before you marked them as done · {words}");
    }
    if let Some(other) = &told.other {
        let slug = other.facts.slug.as_deref().unwrap_or_default();
        let since = other.facts.connected_on.map(|on| format!(", connected {}", day(on))).unwrap_or_default();
        words = format!("may be the new {} ({slug}{since}) · {words}", other.facts.name());
    }
    row_ui(ui, state, &told.who, &words, inbox, |ui, inbox| {
        if told.verdict == Verdict::Returned {
            later_ui(ui, state, &told.who, inbox);
        }
        if !is_newest {
            return;
        }
        let apart = if told.other.is_some() { "Somebody else" } else { "Count as gone" };
        if told.verdict == Verdict::Unclear && Button::quiet(apart).named(&format!("{apart}: {name}")).show(ui).clicked() {
            inbox.send(Command::CountAsGone { person_id: told.who.person_id });
        }
        if told.verdict == Verdict::StillConnected
            && !told.waits
            && !is_one
            && Button::new("Back on the work list").named(&format!("Back on the work list: {name}")).show(ui).clicked()
        {
            inbox.send(Command::Mark { person_ids: vec![told.who.person_id], kind: Some(TaskKind::Remove), state: TaskState::ToDo });
        }
        if let Some(other) = &told.other
            && Button::new("The same person").named(&format!("The same person: {name}")).show(ui).clicked()
        {
            inbox.send(Command::JoinPeople { person_id: told.who.person_id, other_id: other.person_id });
        }
    });
}

fn job_ui(ui: &mut Ui, state: &State, change: &JobChange, inbox: &mut Inbox) {
    let name = change.who.facts.name();
    let nothing = |words: &str| if words.is_empty() { "no job".to_owned() } else { words.to_owned() };
    // The new job first: it is what must stay readable where there is little room.
    row_ui(ui, state, &change.who, &format!("{} (before: {})", nothing(&change.is_now), nothing(&change.was)), inbox, |ui, inbox| {
        later_ui(ui, state, &change.who, inbox);
        if change.may_stay && Button::new("Back to Keep").named(&format!("Back to Keep: {name}")).tone(Tone::Plain).show(ui).clicked() {
            let person_ids = vec![change.who.person_id];
            inbox.send(if change.is_in_batch {
                Command::Mark { person_ids, kind: Some(TaskKind::Remove), state: TaskState::ChangedMind }
            } else {
                Command::Move { person_ids, to: Pane::Keep }
            });
        }
    });
}
