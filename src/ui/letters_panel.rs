//! Letters: to whom one may write and on what occasion, the letter itself, and the texts that letters begin with.

use egui::{Id, RichText, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    errand_page::{beside, halves},
    letter_editor::editor_ui,
    letter_piles::Pile,
    letters_draft::LettersDraft,
    theme::{self, GAP, size, tokens},
    widgets::{
        button::{Button, Tone},
        card, empty, field,
        list_box::{self, EndTone, ListRow},
    },
};
use crate::{
    command::Command,
    model::{
        letter::{BUILT_IN, LetterTemplate, PLACEHOLDERS},
        outreach::Outreach,
        text::display_text::with_thousands,
    },
    state::State,
};

/// The number that the list has in egui.
pub(super) fn list_id() -> Id {
    Id::unique("letters list")
}

/// Draws the page.
pub(super) fn letters_ui(ui: &mut Ui, state: &State, draft: &mut LettersDraft, inbox: &mut Inbox) {
    draft.follow(state, inbox);
    let area = theme::page_area(ui);
    let Some(outreach) = state.outreach.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    let (left, right) = halves(ui, area);
    ui.scope_builder(UiBuilder::new().max_rect(left.shrink(GAP)), |ui| {
        piles_ui(ui, draft);
        if draft.pile == Pile::Texts { texts_ui(ui, state, outreach, draft) } else { people_ui(ui, draft) }
    });
    beside(ui, right, "letter", 6.0, |ui| {
        if draft.pile == Pile::Texts {
            text_ui(ui, state, outreach, draft, inbox);
        } else {
            letter_ui(ui, state, outreach, draft, inbox);
        }
    });
}

fn piles_ui(ui: &mut Ui, draft: &mut LettersDraft) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        for (pile, count) in Pile::ALL.into_iter().zip(draft.counts) {
            let label = if pile == Pile::Texts { pile.title().to_owned() } else { format!("{} · {}", pile.title(), with_thousands(count)) };
            let tone = if draft.pile == pile { Tone::Current } else { Tone::Quiet };
            if Button::quiet(&label).tone(tone).show(ui).clicked() {
                draft.pile = pile;
            }
        }
    });
    let words = draft.pile.words();
    if !words.is_empty() {
        card::muted(ui, words);
    }
    ui.add_space(4.0);
}

fn people_ui(ui: &mut Ui, draft: &mut LettersDraft) {
    if draft.rows.is_empty() {
        let (title, words) = draft.pile.nothing();
        empty::show(ui, icons::ICON_MAIL, title, words);
        return;
    }
    if !ui.memory(|memory| memory.focused().is_some()) {
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
    let current = draft.place();
    let happened = list_box::show(ui, list_id(), "Letters", draft.rows.len(), current, |place| {
        let row = draft.rows.get(place)?;
        Some(ListRow {
            id: row.number,
            circle: Some(row.circle.clone()),
            title: row.name.clone(),
            second: row.second.clone(),
            end: row.end.clone(),
            second_end: row.second_end.clone(),
            tone: EndTone::Quiet,
        })
    });
    if let Some(row) = happened.went_to.and_then(|place| draft.rows.get(place)) {
        draft.chosen = Some(row.number);
    }
}

fn letter_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut LettersDraft, inbox: &mut Inbox) {
    let Some(row) = draft.place().and_then(|place| draft.rows.get(place)) else {
        card::muted(ui, "Choose somebody on the left, or open a letter from the menu of their row in Review.");
        return;
    };
    let row = row.clone();
    if editor_ui(ui, state, outreach, draft.letter_to(&row), inbox) {
        draft.go_on();
    }
}

/// The texts that letters begin with.
fn texts_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut LettersDraft) {
    if Button::new("New text").with_icon(icons::ICON_ADD).enabled_if(!state.hides_names()).show(ui).clicked() {
        draft.begin_text(None);
        draft.names_text = true;
    }
    ui.add_space(4.0);
    let current = outreach.letters.iter().position(|letter| letter.key == draft.text.key);
    let happened = list_box::show(ui, Id::unique("texts list"), "Texts", outreach.letters.len(), current, |place| {
        let letter = outreach.letters.get(place)?;
        let kept = if is_built_in(letter) { if letter.is_changed { "changed" } else { "" } } else { "yours" };
        let second_end = if draft.is_unsaved(&letter.key) { "not saved" } else { kept };
        Some(ListRow {
            id: i64::try_from(place).unwrap_or_default(),
            title: letter.title.clone(),
            second: letter.hint().to_owned(),
            second_end: second_end.to_owned(),
            ..ListRow::default()
        })
    });
    // What stands for hidden words must not be written over them.
    if let Some(letter) = happened.went_to.filter(|_| !state.hides_names()).and_then(|place| outreach.letters.get(place)) {
        draft.begin_text(Some(letter));
    }
}

fn is_built_in(letter: &LetterTemplate) -> bool {
    BUILT_IN.iter().any(|built_in| built_in.key == letter.key)
}

fn text_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &mut LettersDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let known = outreach.letters.iter().find(|letter| letter.key == draft.text.key);
    if state.hides_names() {
        card::muted(ui, "Your own words are hidden, as names are. Show names (F9) to change a text.");
        return;
    }
    ui.label(RichText::new("Name").font(theme::semibold(size::SECOND)).color(tokens.muted));
    let width = ui.available_width();
    let name = field::line(ui, Id::unique("text title"), &mut draft.text.title, "Name of the text", "What you call it", width, false);
    if std::mem::take(&mut draft.names_text) {
        name.request_focus();
    }
    field::lines(ui, Id::unique("text body"), &mut draft.text.body, "Text", "What the letter says", 12);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let may_save = draft.text.is_news() && !draft.text.title.trim().is_empty() && !draft.text.body.trim().is_empty();
        if Button::primary("Save text").enabled_if(may_save).show(ui).clicked() {
            draft.save_text(inbox);
        }
        let Some(letter) = known.filter(|letter| letter.is_changed) else { return };
        let (label, name) = if is_built_in(letter) { ("Reset", "Reset the text") } else { ("Delete", "Delete the text") };
        if Button::new(label).named(name).show(ui).clicked() {
            inbox.send(Command::ResetLetter { key: letter.key.clone() });
            draft.forget_text();
        }
    });
    ui.add_space(6.0);
    card::heading(ui, "What is filled in");
    for (placeholder, words) in PLACEHOLDERS {
        card::muted(ui, format!("{placeholder}: {words}"));
    }
    if state.overview.focus.is_empty() {
        card::muted(ui, "You have not said yet what your network is for: the plan has a line for it.");
    }
}
