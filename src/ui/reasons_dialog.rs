//! Reasons: why one person or many are to go.

use std::collections::BTreeMap;

use egui::{Id, RichText, Ui};

use super::{
    action::Inbox,
    theme::{self, size, tokens},
    widgets::{button::Button, card, chip, dialog, field},
};
use crate::model::{id::PersonId, person::reason::Reason};
use crate::{
    command::{Command, ReasonChange},
    state::State,
};

/// Reasons that are being chosen.
#[derive(Debug)]
pub(super) struct ReasonsDraft {
    people: Vec<PersonId>,
    set: BTreeMap<Reason, bool>,
    own_words: String,
    had_own_words: String,
}

impl ReasonsDraft {
    /// Starts with what these people have in common.
    #[must_use]
    pub(super) fn new(people: Vec<PersonId>, state: &State) -> Self {
        let mut words = people.iter().filter_map(|id| state.person(*id)).map(|person| person.state.reasons.own_words.as_str());
        let first = words.next().unwrap_or_default().to_owned();
        let own_words = if words.all(|other| other == first) { first } else { String::new() };
        Self { people, set: BTreeMap::new(), had_own_words: own_words.clone(), own_words }
    }

    /// How many of them have this reason now.
    fn having(&self, state: &State, reason: Reason) -> usize {
        self.people.iter().filter_map(|id| state.person(*id)).filter(|person| person.state.reasons.has(reason)).count()
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn reasons_dialog(ui: &Ui, state: &State, draft: &mut ReasonsDraft, inbox: &mut Inbox) -> bool {
    let title = match draft.people.as_slice() {
        [id] => format!("Reasons to part with {}", state.person(*id).map(|person| person.facts.name()).unwrap_or_default()),
        many => format!("Reasons to part with {} people", many.len()),
    };
    let shown = dialog::show(
        ui,
        "reasons",
        &title,
        560.0,
        |ui| {
            card::muted(ui, "Choose as many as hold. Only you see them; they stand on your list and in your records.");
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(7.0, 7.0);
                for reason in Reason::ALL {
                    let having = draft.having(state, reason);
                    let is_chosen = draft.set.get(&reason).copied().unwrap_or(having == draft.people.len());
                    let is_mixed = !draft.set.contains_key(&reason) && having > 0 && having < draft.people.len();
                    if chip::choice(ui, reason.label(), is_chosen, is_mixed).clicked() {
                        draft.set.insert(reason, !is_chosen);
                    }
                }
            });
            ui.add_space(10.0);
            ui.label(RichText::new("In your own words").font(theme::semibold(size::SECOND)).color(tokens(ui).muted));
            let width = ui.available_width();
            field::line(ui, Id::unique("own reason"), &mut draft.own_words, "Reason in your own words", "", width, false);
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            (Button::primary("Save").show(ui).clicked(), cancels)
        },
    );
    let is_entered =
        ui.input(|input| input.key_pressed(egui::Key::Enter)) && ui.memory(|memory| memory.focused().is_none_or(|id| id == Id::unique("own reason")));
    if shown.foot.0 || shown.is_confirmed || is_entered {
        let own_words = (draft.own_words != draft.had_own_words).then(|| draft.own_words.clone());
        inbox.send(Command::ChangeReasons { person_ids: draft.people.clone(), change: ReasonChange { set: draft.set.clone(), own_words } });
        return true;
    }
    shown.foot.1 || shown.wants_to_close
}
