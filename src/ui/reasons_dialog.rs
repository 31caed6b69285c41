//! Reasons: why one person or many are to go.

use std::collections::BTreeMap;

use egui::{Id, Key, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    theme::{self, size, tokens},
    widgets::{button::Button, card, check, chip, dialog, field},
};
use crate::model::{
    id::PersonId,
    person::reason::{Reason, Reasons},
    text::display_text::people as people_in_words,
};
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
    /// What was given the last time.
    last: Reasons,
    /// What is given now, once it is saved.
    pub saved: Option<Reasons>,
    has_shown: bool,
}

impl ReasonsDraft {
    /// Starts with what these people have in common.
    #[must_use]
    pub(super) fn new(people: Vec<PersonId>, last: &Reasons, state: &State) -> Self {
        let mut words = people.iter().filter_map(|id| state.person(*id)).map(|person| person.state.reasons.own_words.as_str());
        let first = words.next().unwrap_or_default().to_owned();
        let own_words = if words.all(|other| other == first) { first } else { String::new() };
        Self { people, set: BTreeMap::new(), had_own_words: own_words.clone(), own_words, last: last.clone(), saved: None, has_shown: false }
    }

    /// How many of them have this reason now.
    fn having(&self, state: &State, reason: Reason) -> usize {
        self.people.iter().filter_map(|id| state.person(*id)).filter(|person| person.state.reasons.has(reason)).count()
    }
}

/// The digit that chooses a reason; the last ones have none.
fn digit(at: usize) -> &'static str {
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"].get(at).copied().unwrap_or_default()
}

/// Which of the reasons was asked for by a digit in this frame. Digits in a text are text.
fn by_digit(ui: &Ui) -> Option<Reason> {
    const DIGITS: [Key; 10] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9, Key::Num0];
    if ui.ctx().text_edit_focused() {
        return None;
    }
    let at = DIGITS.iter().position(|key| ui.ctx().input_mut(|input| input.consume_key(egui::Modifiers::NONE, *key)))?;
    Reason::OFFERED.get(at).copied()
}

/// That somebody has died: apart from the reasons, and in words of its own.
fn died_ui(ui: &mut Ui, state: &State, draft: &mut ReasonsDraft) {
    let reason = Reason::HasDied;
    let is_chosen = draft.set.get(&reason).copied().unwrap_or_else(|| draft.having(state, reason) == draft.people.len());
    let words = if draft.people.len() == 1 { reason.label() } else { "All of them have died" };
    if check::labelled(ui, is_chosen, words).clicked() {
        draft.set.insert(reason, !is_chosen);
    }
    if is_chosen {
        card::muted(ui, Reason::HAS_DIED_HINT);
        card::muted(ui, "No letter is offered for them.");
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn reasons_dialog(ui: &Ui, state: &State, draft: &mut ReasonsDraft, inbox: &mut Inbox) -> bool {
    let title = match draft.people.as_slice() {
        [id] => format!("Reasons to part with {}", state.person(*id).map(|person| person.facts.name()).unwrap_or_default()),
        many => format!("Reasons to part with {}", people_in_words(many.len())),
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
                let pressed = by_digit(ui);
                for (at, reason) in Reason::OFFERED.iter().copied().enumerate() {
                    let having = draft.having(state, reason);
                    let is_chosen = draft.set.get(&reason).copied().unwrap_or(having == draft.people.len());
                    let is_mixed = !draft.set.contains_key(&reason) && having > 0 && having < draft.people.len();
                    let chip = chip::choice(ui, reason.label(), digit(at), is_chosen, is_mixed);
                    if !std::mem::replace(&mut draft.has_shown, true) {
                        // Digits, Space and Enter work from the first moment on.
                        chip.request_focus();
                    }
                    if chip.clicked() || pressed == Some(reason) {
                        draft.set.insert(reason, !is_chosen);
                    }
                }
            });
            if !draft.last.is_empty() {
                ui.add_space(4.0);
                let words = format!("Same as last: {}", draft.last.in_words());
                if Button::quiet(&words).with_icon(icons::ICON_HISTORY).at_edge().show(ui).clicked() {
                    draft.set.extend(Reason::ALL.into_iter().map(|reason| (reason, draft.last.has(reason))));
                    draft.own_words.clone_from(&draft.last.own_words);
                }
            }
            ui.add_space(10.0);
            ui.label(RichText::new("In your own words").font(theme::semibold(size::SECOND)).color(tokens(ui).muted));
            let width = ui.available_width();
            field::line(ui, Id::unique("own reason"), &mut draft.own_words, "Reason in your own words", "", width, false);
            ui.add_space(10.0);
            died_ui(ui, state, draft);
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            (Button::primary("Save").show(ui).clicked(), cancels)
        },
    );
    let is_entered =
        ui.input(|input| input.key_pressed(egui::Key::Enter)) && ui.memory(|memory| memory.focused().is_none_or(|id| id == Id::unique("own reason")));
    if shown.foot.0 || shown.is_confirmed || is_entered {
        let mut given = Reasons::default();
        draft.own_words.trim().clone_into(&mut given.own_words);
        for reason in Reason::ALL {
            let is_chosen = draft.set.get(&reason).copied().unwrap_or_else(|| draft.having(state, reason) == draft.people.len());
            given.set(reason, is_chosen);
        }
        draft.saved = Some(given);
        let own_words = (draft.own_words != draft.had_own_words).then(|| draft.own_words.clone());
        inbox.send(Command::ChangeReasons { person_ids: draft.people.clone(), change: ReasonChange { set: draft.set.clone(), own_words } });
        return true;
    }
    shown.foot.1 || shown.wants_to_close
}
