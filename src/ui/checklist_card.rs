//! A card of the checklist: whom or what it is about, what is asked, and how it is answered.

use std::cell::RefCell;

use egui::{Frame, Label, Margin, Response, RichText, Stroke, Ui, vec2};
use egui_material_icons::{MaterialIcon, icons};

use super::{
    action::{Action, Dialog, Inbox, LetterTo},
    checklist_draft::{ChecklistDraft, Goal},
    checklist_people::people_rows,
    person_menu,
    theme::{self, Tokens, size, tokens},
    ui_command::UiCommand,
    widgets::{
        avatar, bar,
        button::{Button, Tone},
        card, check, fold, name_text,
    },
};
use crate::{
    command::Command,
    model::{
        checklist::{Answer, Card, CardId, CardLine, LineKind, QUESTIONS, fitting},
        evidence::evidence_text,
        person::{Person, decision::Pane, reason::Reason},
    },
    state::State,
};

/// Room for the sign before a line.
const SIGN: f32 = 26.0;

/// Draws a card. Keys mean the current one, and whichever the keyboard stands on becomes it.
pub(super) fn card_ui(ui: &mut Ui, state: &State, shown: &Card, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let answer = draft.answer(shown.id);
    let is_current = draft.current == Some(shown.id) && answer.is_none();
    let goes_there = is_current && draft.goes_to == Some(Goal::Current);
    let outline = if is_current { Stroke::new(1.5, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
    let person = if let CardId::Person(id) = shown.id { state.person(id) } else { None };
    let response = Frame::new().fill(tokens.card).stroke(outline).corner_radius(theme::CARD_RADIUS).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        head_ui(ui, state, shown, person, answer, draft);
        if answer.is_some() && !draft.opened.contains(&shown.id) {
            return;
        }
        if let Some(why) = draft.reopened.get(&shown.id) {
            ui.add(Label::new(RichText::new(why).font(theme::regular(size::SECOND)).color(tokens.care)).wrap());
        }
        for line in &shown.lines {
            line_ui(ui, line, person, draft.shows_rules, tokens);
        }
        if person.is_none() && (shown.id == CardId::Others || draft.opened.contains(&shown.id)) {
            people_rows(ui, state, shown, draft, inbox);
        }
        if answer.is_none() && (shown.is_grave || draft.current == Some(shown.id)) {
            buttons_ui(ui, state, shown, person, draft, inbox);
        }
    });
    if goes_there {
        ui.scroll_to_rect(response.response.rect, None);
    }
}

/// Who or what it is about, and how it was answered.
fn head_ui(ui: &mut Ui, state: &State, shown: &Card, person: Option<&Person>, answer: Option<Answer>, draft: &mut ChecklistDraft) {
    let tokens = tokens(ui);
    let height = if person.is_some() { 38.0 } else { 26.0 };
    let is_open = draft.opened.contains(&shown.id);
    let is_current = draft.current == Some(shown.id);
    let draft = RefCell::new(draft);
    bar::show(
        ui,
        ("card", shown.id),
        height,
        |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            if person.is_none() || answer.is_some() {
                let ticked = check::show(ui, answer == Some(Answer::Considered), &format!("{}: considered", shown.title));
                let mut draft = draft.borrow_mut();
                note_keyboard(&ticked, shown.id, &mut draft);
                if ticked.clicked() {
                    if answer.is_some() { draft.take_back(shown.id) } else { draft.give(shown.id, Answer::Considered) }
                }
            }
            let Some(person) = person else {
                let color = if answer.is_some() { tokens.muted } else { tokens.text };
                name_text::label(ui, &shown.title, theme::semibold(14.0), color);
                return;
            };
            let (rect, _) = ui.allocate_exact_size(vec2(34.0, 34.0), egui::Sense::hover());
            avatar::paint(ui.painter(), rect.center(), 34.0, person);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                name_text::label(ui, &person.facts.name(), theme::semibold(14.0), if answer.is_some() { tokens.muted } else { tokens.text });
                let known = std::iter::once(person.facts.work()).chain(evidence_text::sentences(&person.evidence, &state.overview.time));
                let known: Vec<String> = known.filter(|words| !words.is_empty()).collect();
                name_text::label(ui, &known.join(" · "), theme::regular(size::SECOND), tokens.muted);
            });
        },
        |ui| {
            if answer.is_none() && !shown.is_grave && !is_current {
                let mut draft = draft.borrow_mut();
                let aside = Button::quiet("Does not apply").named(&format!("{}: does not apply", shown.title)).show(ui);
                note_keyboard(&aside, shown.id, &mut draft);
                if aside.clicked() {
                    draft.give(shown.id, Answer::DoesNotApply);
                }
            }
            if let Some(answer) = answer {
                let words = if answer == Answer::Considered { "thought about" } else { "does not apply" };
                ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted));
            }
            if matches!(shown.id, CardId::Ties | CardId::NotKnown) || answer.is_some() {
                let name = format!("{}: {}", shown.title, if is_open { "hide" } else { "look" });
                let look = Button::quiet(if is_open { "Hide" } else { "Look" }).named(&name).show(ui);
                let mut draft = draft.borrow_mut();
                note_keyboard(&look, shown.id, &mut draft);
                if look.clicked() && !draft.opened.remove(&shown.id) {
                    draft.opened.insert(shown.id);
                }
            } else if shown.is_grave {
                ui.label(RichText::new("take your time").font(theme::regular(size::SECOND)).color(tokens.care));
            }
        },
    );
}

/// The keyboard stands on this card: keys mean it.
fn note_keyboard(response: &Response, id: CardId, draft: &mut ChecklistDraft) {
    if response.gained_focus() {
        draft.current = Some(id);
    }
}

fn sign(kind: LineKind) -> MaterialIcon {
    match kind {
        LineKind::Loss => icons::ICON_FORMAT_QUOTE,
        LineKind::Business => icons::ICON_WORK,
        LineKind::Recent => icons::ICON_SCHEDULE,
        LineKind::Word => icons::ICON_MAIL,
        LineKind::Motive => icons::ICON_PSYCHOLOGY,
        LineKind::Tie => icons::ICON_HUB,
        LineKind::NotKnown => icons::ICON_HELP,
        LineKind::Batch => icons::ICON_GROUP,
    }
}

fn line_ui(ui: &mut Ui, line: &CardLine, person: Option<&Person>, shows_rules: bool, tokens: &Tokens) {
    let is_grave = line.kind == LineKind::Loss || line.kind == LineKind::Recent;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(SIGN, 18.0), egui::Sense::hover());
        let color = if is_grave { tokens.care } else { tokens.muted };
        ui.painter().text(rect.left_center() + vec2(8.0, 0.0), egui::Align2::CENTER_CENTER, sign(line.kind).codepoint, theme::icon(15.0), color);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(RichText::new(&line.words).font(theme::regular(size::BODY)).color(tokens.text)).wrap());
            if line.kind == LineKind::Loss
                && let Some(person) = person
            {
                fold::show(ui, ("recommendation", person.id), "Show the text", |ui| {
                    for recommendation in person.evidence.standing_recommendations() {
                        card::muted(ui, evidence_text::recommendation(recommendation));
                        card::muted(ui, recommendation.text.clone());
                    }
                });
            }
            if shows_rules {
                for question in QUESTIONS.iter().filter(|question| line.questions.contains(&question.id)) {
                    card::muted(ui, format!("{}: {}", question.id, question.rule_in_words()));
                }
            }
        });
    });
}

fn buttons_ui(ui: &mut Ui, state: &State, shown: &Card, person: Option<&Person>, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    let is_current = draft.current == Some(shown.id);
    let key = |ui: &Ui, command: UiCommand| if is_current { command.key_name(ui) } else { String::new() };
    let with_key = |button: Button<'static>, key: &str, ui: &mut Ui, name: &str| {
        let button = button.named(name);
        if key.is_empty() { button.show(ui) } else { button.with_key(key).show(ui) }
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        let tone = if is_current { Tone::Primary } else { Tone::Plain };
        let title = &shown.title;
        let considered = with_key(
            Button::new("I have thought about this").tone(tone),
            &key(ui, UiCommand::Considered),
            ui,
            &if person.is_some() { format!("{title}: considered") } else { format!("{title}: I have thought about this") },
        );
        if draft.goes_to == Some(Goal::Current) && is_current {
            draft.goes_to = None;
            considered.request_focus();
        }
        let aside = with_key(Button::new("Does not apply"), &key(ui, UiCommand::DoesNotApply), ui, &format!("{title}: does not apply"));
        for response in [&considered, &aside] {
            note_keyboard(response, shown.id, draft);
        }
        if considered.clicked() {
            draft.give(shown.id, Answer::Considered);
        } else if aside.clicked() {
            draft.give(shown.id, Answer::DoesNotApply);
        }
        let Some(person) = person else { return };
        let name = person.facts.name();
        let ways = [
            ("Keep", UiCommand::KeepOnCard, format!("Back to Keep: {name}")),
            ("Later…", UiCommand::LaterOnCard, format!("Later: {name}")),
            ("Protect", UiCommand::ProtectOnCard, format!("Protect {name}")),
        ];
        for (label, command, name) in ways {
            let response = with_key(Button::new(label), &key(ui, command), ui, &name);
            note_keyboard(&response, shown.id, draft);
            if response.clicked() {
                way_out(command, person, inbox);
            }
        }
        let has_word = shown.lines.iter().any(|line| line.kind == LineKind::Word);
        let may_write = has_word && !state.hides_names() && !person.state.reasons.has(Reason::HasDied);
        if may_write && Button::new("Letter…").with_icon(icons::ICON_MAIL).named(&format!("Letter to {name}")).show(ui).clicked() {
            inbox.push(Action::Open(Dialog::Letter(LetterTo::Person(person.id), "parting".to_owned())));
        }
        if let Some((instead, why)) = fitting(person, &state.overview.time) {
            let label = format!("Instead: {}", instead.title.to_lowercase());
            if Button::new(&label).named(&format!("{label}: {name}")).show(ui).on_hover_text(format!("{why}. {}", instead.how)).clicked() {
                person_menu::do_instead(&[person.id], instead, inbox);
            }
        }
    });
}

/// One of the ways in which somebody leaves the batch.
fn way_out(command: UiCommand, person: &Person, inbox: &mut Inbox) {
    match command {
        UiCommand::LaterOnCard => inbox.push(Action::Open(Dialog::Later(vec![person.id]))),
        UiCommand::ProtectOnCard => {
            inbox.send(Command::SetProtected { person_ids: vec![person.id], is_protected: true });
        }
        _ => {
            inbox.send(Command::Move { person_ids: vec![person.id], to: Pane::Keep });
        }
    }
}

/// Does what the keys of this frame ask of the current card.
pub(super) fn listen(ui: &Ui, state: &State, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    let Some(current) = draft.current.filter(|current| draft.answer(*current).is_none()) else { return };
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    if UiCommand::Considered.is_pressed(ui) {
        draft.give(current, Answer::Considered);
        return;
    }
    if UiCommand::DoesNotApply.is_pressed(ui) {
        draft.give(current, Answer::DoesNotApply);
        return;
    }
    if let CardId::Person(id) = current
        && let Some(person) = state.person(id)
        && let Some(command) = [UiCommand::KeepOnCard, UiCommand::LaterOnCard, UiCommand::ProtectOnCard].into_iter().find(|command| command.is_pressed(ui))
    {
        way_out(command, person, inbox);
    }
}
