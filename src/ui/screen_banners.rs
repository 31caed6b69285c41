//! What holds for everything below, in a sentence over the whole width: sample people, reading, people who are due, hidden names.

use egui::Ui;

use super::{
    action::{Action, Inbox, Page},
    ui_command::UiCommand,
    widgets::{banner, button::Button},
};
use crate::{command::Command, model::person::decision::Pane, state::State};

/// Four steps through the sample, each with the page that it is about.
const TOUR: [(Page, &str); 4] = [
    (Page::Review, "1 of 4: decide. K keeps, X removes, and each goes on to the next; Ctrl+Z takes back."),
    (Page::WorkList, "2 of 4: carry out. Copy a name, remove them at LinkedIn by hand, come back and mark it."),
    (Page::Changes, "3 of 4: the next export tells what came of it: gone as planned, or still connected."),
    (Page::Ledger, "4 of 4: the ledger remembers everybody, why, and what was lost."),
];

/// The invented people, and a step of the tour through them unless it was put away.
pub(super) fn sample_banner(ui: &mut Ui, tour: &mut Option<usize>, inbox: &mut Inbox) {
    let step = tour.and_then(|at| TOUR.get(at));
    let words = step.map_or_else(
        || "These are invented people to try things on. Your own workspace is untouched.".to_owned(),
        |(_, words)| format!("Invented people, {words}"),
    );
    banner::show(ui, "sample banner", &words, |ui| {
        if let Some(at) = *tour {
            if Button::quiet("Put away").named("Put the tour away").show(ui).clicked() {
                *tour = None;
            }
            let next = (at + 1) % TOUR.len();
            if let Some((page, _)) = TOUR.get(next)
                && Button::quiet(if next == 0 { "From the start" } else { "Next" }).named("Next step of the tour").show(ui).clicked()
            {
                *tour = Some(next);
                inbox.push(Action::Show(*page));
            }
        }
        if Button::new("Use my own connections").show(ui).clicked() {
            inbox.send(Command::LeaveSample);
        }
    });
}

pub(super) fn reading_banner(ui: &mut Ui, inbox: &mut Inbox) {
    banner::show(ui, "reading banner", "Open for reading: this workspace may not be written here. You can look, search and write lists elsewhere.", |ui| {
        if Button::new("Try to open it for writing").show(ui).clicked() {
            inbox.push(Action::OpenAgain);
        }
    });
}

/// Those who were put off until today or an earlier day.
pub(super) fn due_banner(ui: &mut Ui, state: &State, put_aside: &mut usize, inbox: &mut Inbox) {
    banner::show(ui, "due banner", &state.due_in_words(), |ui| {
        if Button::quiet("Not now").named("Not now: those who are due").show(ui).clicked() {
            *put_aside = state.due;
        }
        if Button::new("Show them").named("Show those who are due").show(ui).clicked() {
            inbox.push(Action::Search(Pane::Keep, "is:due".to_owned()));
            inbox.push(Action::FocusList(Pane::Keep));
        }
    });
}

pub(super) fn hidden_banner(ui: &mut Ui, inbox: &mut Inbox) {
    banner::show(ui, "hidden banner", "Names and companies are hidden: others may look at this screen. Lists that you write hold the true ones.", |ui| {
        if Button::new("Show names").with_key(&UiCommand::HideNames.key_name(ui)).show(ui).clicked() {
            inbox.push(Action::HideNames(false));
        }
    });
}
