//! The context menu of a row.

use egui::{Button, Ui};
use jiff::{ToSpan, civil::Date};

use super::{
    action::{Action, Dialog, Inbox, LetterTo},
    ui_command::UiCommand,
};
use crate::model::{
    checklist::{ALTERNATIVES, Alternative, AlternativeWay},
    id::PersonId,
    person::{
        decision::{Decision, Pane},
        reason::Reason,
    },
    text::{date_text, display_text::people as people_in_words},
};
use crate::{command::Command, model::person::Person, state::State};

/// Draws the menu. It speaks of the whole selection if the row belongs to it, else of the row's person alone.
pub(super) fn menu_ui(ui: &mut Ui, pane: Pane, state: &State, person: &Person, inbox: &mut Inbox) {
    ui.set_min_width(210.0);
    let list = state.pane(pane);
    let people = if list.is_selected(person.id) { state.selected(pane) } else { vec![person.id] };
    let count = people.len();
    let whom = if count > 1 { format!(" {}", people_in_words(count)) } else { String::new() };
    let item = |ui: &mut Ui, label: String, key: &str| {
        let clicked = ui.add(Button::new(label).shortcut_text(key)).clicked();
        if clicked {
            ui.close();
        }
        clicked
    };
    if pane == Pane::Keep && item(ui, format!("Keep{whom}"), &UiCommand::Keep.key_name(ui)) {
        inbox.send(Command::Move { person_ids: people.clone(), to: Pane::Keep });
    }
    if item(ui, format!("Move{whom} to {}", pane.other().title()), "Enter") {
        inbox.send(Command::Move { person_ids: people.clone(), to: pane.other() });
    }
    if pane == Pane::Keep && item(ui, format!("Move{whom} to Remove and say why…"), "Shift+Enter") {
        inbox.send(Command::Move { person_ids: people.clone(), to: Pane::Remove });
        inbox.push(Action::Open(Dialog::Reasons(people.clone())));
    }
    if item(ui, format!("Reasons{}…", if count > 1 { format!(" for {}", people_in_words(count)) } else { String::new() }), "R") {
        inbox.push(Action::Open(Dialog::Reasons(people.clone())));
    }
    let later = people.clone();
    let later_ids = people.clone();
    let instead = people.clone();
    let are_all_protected = people.iter().all(|id| state.person(*id).is_some_and(|person| person.state.is_protected));
    if item(ui, format!("{}{whom}", if are_all_protected { "Unlock" } else { "Protect" }), "P") {
        inbox.send(Command::SetProtected { person_ids: people, is_protected: !are_all_protected });
    }
    ui.menu_button(format!("Later{whom}"), |ui| later_choices(ui, state.overview.time.today, &later, inbox));
    if pane == Pane::Keep {
        let are_all_unfollowed = later_ids.iter().all(|id| state.person(*id).is_some_and(|person| person.state.decision == Decision::Unfollow));
        let label = if are_all_unfollowed { format!("Do not unfollow{whom}") } else { format!("Unfollow{whom}: stay connected, see no posts") };
        if item(ui, label, "U") {
            inbox.send(Command::SetUnfollow { person_ids: later_ids, is_to_unfollow: !are_all_unfollowed });
        }
    }
    ui.menu_button(format!("Instead of removing{whom}"), |ui| instead_choices(ui, &instead, inbox));
    let may_write = count == 1 && !state.hides_names() && !person.state.reasons.has(Reason::HasDied);
    if may_write && item(ui, "Letter…".to_owned(), "") {
        inbox.push(Action::Open(Dialog::Letter(LetterTo::Person(person.id), letter_for(person).to_owned())));
    }
    if count == 1 && !state.hides_names() && !state.is_for_reading && item(ui, "Forget for good…".to_owned(), "") {
        inbox.push(Action::Open(Dialog::Forget(person.id)));
    }
    ui.separator();
    if item(ui, "Copy name".to_owned(), "C") {
        copy_name(ui, state, person, inbox);
    }
    if let Some(link) = person.facts.link() {
        if item(ui, "Copy link".to_owned(), "") {
            ui.ctx().copy_text(link.to_owned());
            inbox.push(Action::Say("Link copied".to_owned()));
        }
        if item(ui, "Open profile (they may see your visit)".to_owned(), "") {
            ui.ctx().open_url(egui::OpenUrl::new_tab(link));
        }
    }
}

/// What can be done about people instead of removing them, as a menu.
pub(super) fn instead_choices(ui: &mut Ui, people: &[PersonId], inbox: &mut Inbox) {
    ui.set_min_width(200.0);
    for known in ALTERNATIVES.iter().filter(|known| known.way != AlternativeWay::AboutOneself) {
        if ui.add(Button::new(known.title)).on_hover_text(known.how).clicked() {
            do_instead(people, known, inbox);
            ui.close();
        }
    }
}

/// Does something else instead of removing people; what is written needs one to write to.
pub(super) fn do_instead(people: &[PersonId], known: &Alternative, inbox: &mut Inbox) {
    inbox.send(Command::DoInstead { person_ids: people.to_vec(), alternative: known.id.to_owned() });
    if let (AlternativeWay::Letter(letter), [id]) = (known.way, people) {
        inbox.push(Action::Open(Dialog::Letter(LetterTo::Person(*id), letter.to_owned())));
    }
}

/// The letter that fits where somebody stands.
pub(super) fn letter_for(person: &Person) -> &'static str {
    match person.state.pane() {
        Some(Pane::Remove) => "parting",
        _ if person.state.is_rediscovered => "rediscovered",
        _ => "reconnect",
    }
}

/// Days until which these people can be put off, as a menu.
pub(super) fn later_choices(ui: &mut Ui, today: Date, people: &[PersonId], inbox: &mut Inbox) {
    for (label, until) in later_days(today) {
        if ui.add(Button::new(label).shortcut_text(date_text::day(until))).clicked() {
            inbox.send(Command::PutOff { person_ids: people.to_vec(), until });
            ui.close();
        }
    }
    if ui.add(Button::new("Another day…")).clicked() {
        inbox.push(Action::Open(Dialog::Later(people.to_vec())));
        ui.close();
    }
}

/// Days until which somebody can be put off.
pub(super) fn later_days(today: Date) -> impl Iterator<Item = (&'static str, Date)> {
    [("In a week", 1.week()), ("In two weeks", 2.weeks()), ("In a month", 1.month()), ("In three months", 3.months()), ("In a year", 1.year())]
        .into_iter()
        .filter_map(move |(label, span)| Some((label, today.checked_add(span).ok()?)))
}

/// Puts somebody's name on the clipboard.
pub(super) fn copy_name(ui: &Ui, state: &State, person: &Person, inbox: &mut Inbox) {
    ui.ctx().copy_text(state.name_to_copy(person.id, &person.facts));
    inbox.push(Action::Say(format!("Name copied: {}", person.facts.name())));
}
