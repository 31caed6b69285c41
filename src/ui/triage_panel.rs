//! Triage: one person at a time, large and calm, one key each.

use egui::{EventFilter, Id, Key, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2};

use super::{
    action::{Action, Inbox},
    detail_panel::DetailDraft,
    queue_panel,
    theme::{self, GAP, tokens},
    triage_card,
    triage_draft::{TriageDraft, act},
    triage_group_card, triage_sitting,
    ui_command::{Scope, UiCommand},
};
use crate::{
    model::person::Person,
    state::{State, triage::TriageStep},
};

/// The number that the card has in egui; it has the keyboard under this number.
#[must_use]
pub(super) fn card_id() -> Id {
    Id::unique("triage card")
}

/// In a narrower page the sitting stands in a line over the card.
const WIDE: f32 = 860.0;
const SITTING: std::ops::RangeInclusive<f32> = 230.0..=270.0;

/// In a narrower page the queues are left to the filter menu of Review.
const WIDE_ENOUGH_FOR_QUEUES: f32 = 1120.0;
const QUEUES: f32 = 236.0;

/// Height of the line that stands there instead, over the card of a group.
const LINE: f32 = 44.0;

/// Draws the page.
pub(super) fn triage_ui(ui: &mut Ui, state: &State, draft: &mut TriageDraft, detail: &mut DetailDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let area = theme::page_area(ui);
    let (left, _) = draft.counts(state);
    let is_over = draft.is_ended || left == 0;
    let by = state.settings.triage.groups_by.filter(|_| !is_over);
    if let Some(kind) = by {
        draft.groups.follow(state, kind);
    }
    let person = state.focused().filter(|_| !is_over);
    if person.is_none() && !is_over {
        // Nobody stands under the cursor, and somebody is left: after a search, or another import.
        inbox.push(Action::Triage(TriageStep::FromStart));
    }
    draft.time(ui, state, person.filter(|_| by.is_none()).map(|person| person.id), inbox);
    let is_wide = area.width() >= WIDE;
    let side = if is_wide { (area.width() * 0.24).clamp(*SITTING.start(), *SITTING.end()) + GAP } else { 0.0 };
    let has_queues = area.width() >= WIDE_ENOUGH_FOR_QUEUES;
    let queues = if has_queues { QUEUES + GAP } else { 0.0 };
    let card = Rect::from_min_max(area.min + vec2(queues, 0.0), pos2(area.right() - side, area.bottom()));
    if has_queues {
        let column = Rect::from_min_size(area.min, vec2(QUEUES, area.height()));
        ui.painter().rect(column, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.scope_builder(UiBuilder::new().max_rect(column.shrink(1.0)), |ui| queue_panel::queues_ui(ui, state, &mut draft.queues, inbox));
    }
    ui.painter().rect(card, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    let response = ui.interact(card, card_id(), Sense::focusable_noninteractive());
    let name = match (by, person) {
        (Some(_), _) => draft.groups.sentence(),
        (None, Some(person)) => triage_card::sentence(state, person, hides_titles(ui, state)),
        (None, None) => "Triage".to_owned(),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name.clone()));
    // The key that takes the keyboard from a field is not meant for the card that gets it.
    let has_keyboard = response.has_focus();
    ui.memory_mut(|memory| {
        if memory.focused().is_none() {
            memory.request_focus(card_id());
        }
        let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
        memory.set_focus_lock_filter(card_id(), filter);
    });
    if has_keyboard {
        ui.painter().rect_stroke(card, theme::CARD_RADIUS, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    }
    keys(ui, state, draft, person, has_keyboard, inbox);
    let inner = card.shrink2(vec2(1.0, 1.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        if by.is_some() {
            detail.flush(inbox);
            let all = ui.max_rect();
            let line = if is_wide { 0.0 } else { LINE };
            ui.scope_builder(UiBuilder::new().max_rect(all.with_max_y(all.top() + line).shrink2(vec2(32.0, 8.0))), |ui| {
                if !is_wide {
                    triage_sitting::line_ui(ui, state, draft);
                }
            });
            ui.scope_builder(UiBuilder::new().max_rect(all.with_min_y(all.top() + line)), |ui| {
                triage_group_card::group_ui(ui, state, &mut draft.groups, inbox);
            });
        } else if let Some(person) = person {
            triage_card::person_ui(ui, state, person, hides_titles(ui, state), !is_wide, draft, detail, inbox);
        } else {
            detail.flush(inbox);
            triage_sitting::summary_ui(ui, state, draft, inbox);
        }
    });
    // Behind the card, so that Tab goes on within it.
    if is_wide {
        let column = Rect::from_min_max(pos2(card.right() + GAP, area.top()), area.max);
        ui.painter().rect(column, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.scope_builder(UiBuilder::new().max_rect(column.shrink(1.0)), |ui| triage_sitting::column_ui(ui, state, draft, inbox));
    }
}

/// Whether position and company are hidden now: until the key is held.
fn hides_titles(ui: &Ui, state: &State) -> bool {
    state.settings.triage.hides_titles && !(ui.input(|input| input.key_down(Key::H)) && ui.memory(|memory| memory.has_focus(card_id())))
}

/// Acts on the keys that came while the card had the keyboard, one decision after the other.
fn keys(ui: &Ui, state: &State, draft: &mut TriageDraft, person: Option<&Person>, has_keyboard: bool, inbox: &mut Inbox) {
    let is_open = egui::Popup::is_any_open(ui.ctx());
    let had_menu = std::mem::replace(&mut draft.had_menu, is_open) || is_open;
    if had_menu || !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        // What was typed for a card is not typed for what stands over it, nor is the key that closes that.
        draft.keys.clear();
        return;
    }
    if has_keyboard {
        let pressed = ui.input(|input| {
            let keys = input.events.iter().filter_map(|event| match event {
                // Whoever holds a key down decides once.
                egui::Event::Key { key, pressed: true, repeat: false, modifiers, .. } => UiCommand::of_key(Scope::Triage, *key, *modifiers),
                _ => None,
            });
            keys.collect::<Vec<_>>()
        });
        draft.keys.extend(pressed);
    }
    if draft.under_way.is_some_and(|ticket| state.settlement(ticket).is_none()) {
        return;
    }
    draft.under_way = None;
    let Some(command) = draft.keys.pop_front() else { return };
    draft.under_way = act(ui, state, draft, command, person, inbox);
    if !draft.keys.is_empty() {
        ui.ctx().request_repaint();
    }
}
