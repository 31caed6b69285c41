//! The foot of the details: the decisions, each with its key, and what holds of somebody besides their pane.

use egui::{Ui, vec2};

use super::{
    action::Inbox,
    person_menu,
    ui_command::UiCommand,
    widgets::{
        button::{Button, Tone},
        card, menu,
    },
};
use crate::{
    command::Command,
    model::{
        person::{
            Person,
            decision::{Decision, Pane},
        },
        text::{date_text, display_text::with_thousands},
    },
    state::State,
};

/// Height of the foot, in points: two rows of buttons.
pub(super) const HEIGHT: f32 = 88.0;

/// The decisions, each with its key. Always in sight, and for whoever is selected, as their keys.
pub(super) fn foot_ui(ui: &mut Ui, state: &State, person: &Person, inbox: &mut Inbox) {
    let list = state.pane(state.active);
    let count = if list.is_selected(person.id) { list.selected_count() } else { 1 };
    let whom = || if count > 1 { state.selected(state.active) } else { vec![person.id] };
    let are_protected = if count > 1 { state.are_selected_protected(state.active) } else { person.state.is_protected };
    let decision = (count == 1).then_some(person.state.decision);
    let width = ((ui.available_width() - 8.0) / 2.0).floor();
    // Where there is little room, the words and the number stay.
    let has_key = width >= 96.0 || count == 1;
    let label = |verb: &str| match verb.strip_suffix('…') {
        Some(verb) if count > 1 => format!("{verb}: {}…", with_thousands(count)),
        None if count > 1 => format!("{verb}: {}", with_thousands(count)),
        _ => verb.to_owned(),
    };
    let name = |verb: &str| if count > 1 { format!("{verb} {} people", with_thousands(count)) } else { verb.to_owned() };
    let show = |ui: &mut Ui, verb: &str, command: UiCommand, is_current: bool| {
        let (label, name, key) = (label(verb), name(verb), command.key_name(ui));
        let button = Button::new(&label).named(&name).min_width(width).tone(if is_current { Tone::Current } else { Tone::Plain });
        if has_key { button.with_key(&key).show(ui) } else { button.show(ui) }
    };
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    ui.horizontal(|ui| {
        let keep = show(ui, "Keep", UiCommand::Keep, decision == Some(Decision::Keep));
        if keep.clicked() {
            inbox.send(Command::Move { person_ids: whom(), to: Pane::Keep });
        }
        let remove = show(ui, "Remove", UiCommand::ToRemove, decision == Some(Decision::Remove));
        if remove.clicked() {
            inbox.send(Command::Move { person_ids: whom(), to: Pane::Remove });
        }
    });
    ui.horizontal(|ui| {
        let later = show(ui, "Later…", UiCommand::Later, decision == Some(Decision::Later));
        menu::below(&later).show(|ui| {
            ui.set_min_width(210.0);
            person_menu::later_choices(ui, state.overview.time.today, &whom(), inbox);
        });
        later.on_hover_text("Decide later: they stay in Keep, to review again on a day you choose.");
        let protect = show(ui, if are_protected { "Unlock" } else { "Protect" }, UiCommand::Protect, false);
        if protect.clicked() {
            inbox.send(Command::SetProtected { person_ids: whom(), is_protected: !are_protected });
        }
        protect.on_hover_text("A lock keeps somebody out of Remove, whatever you press.");
    });
}

/// What holds of somebody besides their pane.
pub(super) fn standing_ui(ui: &mut Ui, person: &Person, today: jiff::civil::Date, inbox: &mut Inbox) {
    if let Some(until) = person.state.later_until {
        ui.horizontal_wrapped(|ui| {
            let day = date_text::day(until);
            let words = if person.state.is_due(today) { format!("Due since {day}: review them again.") } else { format!("Later: review again on {day}.") };
            card::muted(ui, words);
            if Button::quiet("Clear reminder").named("Clear reminder").show(ui).clicked() {
                inbox.send(Command::Move { person_ids: vec![person.id], to: Pane::Keep });
            }
        });
    }
    if person.state.is_rediscovered {
        card::muted(ui, "You were glad to have found them again.");
    }
    if person.state.is_protected {
        card::muted(ui, "Protected: cannot be moved to Remove until you unlock.");
    }
}
