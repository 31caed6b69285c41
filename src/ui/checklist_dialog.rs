//! The checklist: what stands between the Remove pane and a batch.

use egui::{Frame, Id, Label, Margin, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    checklist_card::{self, card_ui},
    checklist_draft::{ChecklistDraft, Goal},
    theme::{self, size, tokens},
    widgets::{button::Button, card, chip, dialog, field, fold, picture},
};
use crate::{
    command::Command,
    model::{
        checklist::{self, ALTERNATIVES, Answer, CardId, TYPE_THE_COUNT_ABOVE},
        fact_card::{self, FactCard},
        id::PersonId,
        person::decision::Pane,
        text::display_text::{self, people as people_in_words, sanitized, with_thousands},
        ticket::Ticket,
    },
    state::{State, loaded::Data},
};

/// People shown by name before "show all".
const MOST_CHIPS: usize = 12;
const MOST_CHIPS_SHOWN_ALL: usize = 400;
/// How the current card is answered by keyboard.
const KEYS: &str = "C thought about it · X does not apply";

/// What the dialog came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Still open.
    Open,
    /// Put away, answers kept for the next time.
    PutAway,
    /// The batch was sent to be finalized; the ticket tells what comes of it.
    Sent(Ticket),
}

/// Draws the dialog.
pub(super) fn checklist_dialog(ui: &Ui, state: &State, draft: &mut ChecklistDraft, inbox: &mut Inbox) -> Outcome {
    draft.follow(state);
    let count = state.pane(Pane::Remove).total();
    if count == 0 {
        return Outcome::PutAway;
    }
    let people = display_text::people(count);
    let open = draft.open().len();
    let has_count = count <= TYPE_THE_COUNT_ABOVE || typed_count(&draft.count) == Some(count);
    let title = format!("Part with {people}?");
    let label = format!("Finalize {people}");
    let cell = std::cell::RefCell::new(draft);
    let is_ready = open == 0 && has_count;
    let shown = dialog::show_with(
        ui,
        "checklist",
        &title,
        860.0,
        |ui| body_ui(ui, state, count, &mut cell.borrow_mut(), inbox),
        |ui| open_ui(ui, open, has_count, &mut cell.borrow_mut()),
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            let finalizes = Button::primary(&label).enabled_if(is_ready).show(ui);
            if is_ready && cell.borrow_mut().goes_to.take_if(|goal| *goal == Goal::Count).is_some() {
                // All is answered, and no count to type.
                finalizes.request_focus();
            }
            (finalizes.clicked(), cancels)
        },
    );
    if shown.foot.0 || (is_ready && shown.is_confirmed) {
        Outcome::Sent(inbox.send(Command::Finalize { answers: cell.borrow().answers.clone(), count }))
    } else if shown.foot.1 || shown.wants_to_close {
        Outcome::PutAway
    } else {
        Outcome::Open
    }
}

/// What is still to be done, at the start of the foot: a click goes there.
fn open_ui(ui: &mut Ui, open: usize, has_count: bool, draft: &mut ChecklistDraft) {
    let words = match open {
        0 if has_count => {
            card::muted(ui, "All is answered");
            return;
        }
        0 => "Count to type".to_owned(),
        n => format!("{n} open"),
    };
    if Button::new(&words).with_icon(icons::ICON_ARROW_DOWNWARD).named(&format!("{words}: go there")).show(ui).clicked() {
        draft.go_on();
    }
    if open > 0 {
        ui.add(Label::new(RichText::new(KEYS).font(theme::regular(size::SECOND)).color(tokens(ui).muted)).truncate());
    }
}

fn typed_count(text: &str) -> Option<usize> {
    text.trim().replace([',', '.', ' ', '\''], "").parse().ok()
}

fn body_ui(ui: &mut Ui, state: &State, count: usize, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    card::muted(ui, "Nobody is told, some may notice. LinkedIn has no undo: only a new invitation, which they must accept. Here, Undo takes the batch back.");
    let focus = sanitized(&state.overview.focus);
    if !focus.is_empty() {
        card::muted(ui, format!("Your network is for {focus}. Does it lose anything that serves that?"));
    }
    ui.add_space(4.0);
    checklist_card::listen(ui, state, draft, inbox);
    let cards = std::mem::take(&mut draft.cards);
    for shown in &cards {
        // Numbers of its own, so that the keyboard stays where it is when those above fold.
        ui.push_id(shown.id.key(), |ui| card_ui(ui, state, shown, draft, inbox));
    }
    draft.cards = cards;
    light_ui(ui, draft);
    if count > TYPE_THE_COUNT_ABOVE {
        ui.add_space(6.0);
        count_ui(ui, count, draft);
    }
    ui.add_space(6.0);
    folded(ui, "everybody", &format!("Everybody in this batch: {}", people_in_words(count)), |ui| everybody_ui(ui, state, count, draft, inbox));
    pictures_ui(ui, state, inbox);
    alternatives_ui(ui);
    rules_ui(ui, draft);
    facts_ui(ui);
}

/// One answer for all that is light, once there are several.
fn light_ui(ui: &mut Ui, draft: &mut ChecklistDraft) {
    let open = draft.open();
    let light: Vec<CardId> = draft.cards.iter().filter(|card| !card.is_grave && open.contains(&card.id)).map(|card| card.id).collect();
    if light.len() > 1 && Button::new(&format!("I have thought about the {} that weigh less", display_text::number(light.len()))).show(ui).clicked() {
        for id in light {
            draft.give(id, Answer::Considered);
        }
    }
}

/// What the batch would take away, small. Computed once per change, and only while it is shown.
fn pictures_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    folded(ui, "checklist pictures", "What it would take away, in pictures", |ui| {
        inbox.need(state, Data::Insights);
        let Some(insights) = state.insights.current() else {
            card::muted(ui, "A moment …");
            return;
        };
        let pictures = &insights.impact_pictures;
        if let Some(first) = pictures.first() {
            picture::legend(ui, first);
        }
        ui.columns(pictures.len().max(1), |columns| {
            for (ui, shown) in columns.iter_mut().zip(pictures) {
                card::muted(ui, shown.kind.title());
                picture::show(ui, shown, None, true);
            }
        });
    });
}

fn everybody_ui(ui: &mut Ui, state: &State, count: usize, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    let most = if draft.shows_everybody { MOST_CHIPS_SHOWN_ALL } else { MOST_CHIPS };
    let ids: Vec<PersonId> = state.draft().take(most).map(|person| person.id).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        people_chips(ui, state, &ids, inbox);
        if count > ids.len() && !draft.shows_everybody && Button::quiet(&format!("and {} more", with_thousands(count - ids.len()))).show(ui).clicked() {
            draft.shows_everybody = true;
        } else if count > ids.len() && draft.shows_everybody {
            card::muted(ui, format!("and {} more", with_thousands(count - ids.len())));
        }
    });
}

fn people_chips(ui: &mut Ui, state: &State, ids: &[PersonId], inbox: &mut Inbox) {
    for id in ids {
        if let Some(person) = state.person(*id)
            && chip::removable(ui, &person.facts.name(), &person.facts.work(), "send back to Keep")
        {
            inbox.send(Command::Move { person_ids: vec![*id], to: Pane::Keep });
        }
    }
}

fn folded(ui: &mut Ui, salt: &str, title: &str, add: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    Frame::new().fill(tokens.page).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        fold::show(ui, salt, title, add);
    });
}

/// When each question is asked, and those that nothing in the batch touches.
fn rules_ui(ui: &mut Ui, draft: &mut ChecklistDraft) {
    let not_asked = checklist::not_asked(&draft.asked);
    let title = format!("Why these: {} asked, {} that nothing here touches", display_text::count(draft.asked.len(), "question", "questions"), not_asked.len());
    folded(ui, "not_asked", &title, |ui| {
        let label = if draft.shows_rules { "Hide why each is asked" } else { "Say on each card why it is asked" };
        if Button::quiet(label).at_edge().show(ui).clicked() {
            draft.shows_rules = !draft.shows_rules;
        }
        for question in not_asked {
            pair_ui(ui, question.title, "");
            card::muted(ui, question.rule_in_words());
        }
    });
}

fn alternatives_ui(ui: &mut Ui) {
    folded(ui, "alternatives", "Instead of removing: eight gentler ways", |ui| {
        for alternative in &ALTERNATIVES {
            pair_ui(ui, alternative.title, alternative.how);
        }
    });
}

fn facts_ui(ui: &mut Ui) {
    folded(ui, "facts", "What LinkedIn does: six facts", |ui| {
        for FactCard { question, fact, confidence } in fact_card::FOR_CHECKLIST {
            pair_ui(ui, question, fact);
            card::muted(ui, format!("{}. Checked {}.", confidence.source(), fact_card::CHECKED));
        }
    });
}

fn pair_ui(ui: &mut Ui, title: &str, words: &str) {
    let tokens = tokens(ui);
    ui.add_space(3.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(size::BODY)).color(tokens.text));
        ui.label(RichText::new(words).color(tokens.text));
    });
}

fn count_id() -> Id {
    Id::unique("checklist count")
}

fn count_ui(ui: &mut Ui, count: usize, draft: &mut ChecklistDraft) {
    card::care_frame(tokens(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("That's a lot. Type {} to confirm:", with_thousands(count))).color(tokens(ui).care));
            let field = field::line(ui, count_id(), &mut draft.count, "Count of people", "", 110.0, false);
            if draft.goes_to.take_if(|goal| *goal == Goal::Count).is_some() {
                field.request_focus();
                field.scroll_to_me(Some(egui::Align::Center));
            }
        });
    });
}
