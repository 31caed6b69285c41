//! Later: the day until which people are put off, chosen by keyboard.

use egui::Ui;

use super::{
    action::Inbox,
    day_field::DayField,
    person_menu::later_days,
    widgets::{button::Button, card, dialog},
};
use crate::model::{
    id::PersonId,
    text::{date_text, display_text::people},
};
use crate::{command::Command, state::State};

/// Whom it is about.
#[derive(Debug)]
pub(super) struct LaterDraft {
    people: Vec<PersonId>,
    day: String,
    is_fresh: bool,
    /// Whether the checklist comes again afterwards.
    pub is_of_checklist: bool,
}

impl LaterDraft {
    /// For these people.
    pub(super) fn new(people: Vec<PersonId>, is_of_checklist: bool) -> Self {
        Self { people, day: String::new(), is_fresh: true, is_of_checklist }
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn later_dialog(ui: &Ui, state: &State, draft: &mut LaterDraft, inbox: &mut Inbox) -> bool {
    let title = match draft.people.as_slice() {
        [id] => format!("Look at {} again", state.person(*id).map(|person| person.facts.name()).unwrap_or_default()),
        many => format!("Look at {} again", people(many.len())),
    };
    let mut chosen = None;
    let shown = dialog::show(
        ui,
        "later",
        &title,
        420.0,
        |ui| {
            card::muted(ui, "Until then they stay in Keep, with a mark in their row.");
            ui.add_space(6.0);
            for (label, until) in later_days(state.overview.time.today) {
                let words = format!("{label} · {}", date_text::day(until));
                let response = Button::new(&words).min_width(ui.available_width()).show(ui);
                if draft.is_fresh {
                    draft.is_fresh = false;
                    response.request_focus();
                }
                if response.clicked() {
                    chosen = Some(until);
                }
            }
            ui.add_space(6.0);
            let first = state.overview.time.today.tomorrow().unwrap_or(state.overview.time.today);
            let field = DayField { id: "later day", name: "Day to review again", button: ("On that day", "Review again on that day"), first };
            ui.horizontal(|ui| chosen = chosen.or(field.show(ui, &mut draft.day)));
            field.remark(ui, &draft.day);
        },
        |ui| Button::new("Cancel").show(ui).clicked(),
    );
    if let Some(until) = chosen {
        inbox.send(Command::PutOff { person_ids: draft.people.clone(), until });
        return true;
    }
    shown.foot || shown.wants_to_close
}
