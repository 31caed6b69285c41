//! Insights: pictures of the network, and of what the batch in Remove would change. Each has a table, the people behind
//! each bar, and a way out as a picture; a bar can have the page count its people alone.

use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{
    action::{Action, Inbox},
    insights_card,
    insights_draft::InsightsDraft,
    insights_headlines, insights_impact,
    insights_people::{self, Chosen},
    theme::{self, GAP},
    widgets::{button::Button, card, chip, columns},
};
use crate::{
    model::{
        insight::{
            insights::Insights,
            picture::{BarKey, ChartKind},
        },
        text::display_text::{people as people_in_words, with_thousands},
    },
    state::{State, loaded::Data},
};

/// Each column of pictures is so wide at least.
const COLUMN: f32 = 470.0;

/// Draws the page.
pub(super) fn insights_ui(ui: &mut Ui, state: &State, draft: &mut InsightsDraft, inbox: &mut Inbox) {
    inbox.need(state, Data::Insights);
    let area = theme::page_area(ui);
    let Some(insights) = state.insights.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    let chosen = draft.chosen.as_ref().and_then(|key| {
        let picture = insights.picture(key.kind)?;
        let at = picture.bars.iter().position(|bar| bar.label == key.label)?;
        Some(Chosen { insights, picture, at, bar: picture.bars.get(at)? })
    });
    let side_width = if chosen.is_some() { (area.width() * 0.28).clamp(230.0, 340.0) } else { 0.0 };
    let left = Rect::from_min_max(area.min, pos2(area.right() - side_width - if chosen.is_some() { GAP } else { 0.0 }, area.bottom()));
    let mut clicked = None;
    // The scroll bar stands in the gap beside the cards.
    ui.scope_builder(UiBuilder::new().max_rect(left.with_max_x(left.right() + GAP)), |ui| {
        ScrollArea::vertical().id_salt("insights").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GAP, GAP);
            ui.set_width(left.width());
            filters_ui(ui, insights, state, inbox);
            insights_headlines::headlines_ui(ui, state, insights, inbox);
            insights_impact::impact_ui(ui, state, insights, inbox);
            // By the width of the page: nothing jumps when the people behind a bar come up beside it.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "one, two or three")]
            let count = (area.width() / COLUMN).clamp(1.0, 3.0) as usize;
            columns::show(
                ui,
                count,
                GAP,
                &insights.pictures,
                |picture| usual_height(picture.kind),
                |ui, picture| {
                    let click = insights_card::card_ui(ui, insights, picture, draft, inbox);
                    clicked = clicked.or(click.map(|at| (picture.kind, at)));
                },
            );
            ui.add_space(4.0);
        });
    });
    if let Some(chosen) = chosen {
        let right = Rect::from_min_max(pos2(left.right() + GAP, area.top()), area.max);
        insights_people::people_ui(ui, right, state, chosen, draft, inbox);
        // Escape closes what is on top.
        if ui.memory(|memory| memory.allows_interaction(ui.layer_id())) && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            draft.close(ui);
        }
        if clicked == Some((chosen.picture.kind, chosen.at)) {
            draft.close(ui);
            clicked = None;
        }
    }
    if let Some(key) = clicked.and_then(|(kind, at)| Some(BarKey { kind, label: insights.picture(kind)?.bars.get(at)?.label.clone() })) {
        (draft.chosen, draft.current) = (Some(key), None);
        // Who opens the list by key goes on in it.
        draft.goes_to_people = ui.input(|input| !input.pointer.any_released());
    }
}

/// How high a picture mostly is on its card, in points: a filter changes it, and the cards stay where they are.
fn usual_height(kind: ChartKind) -> f32 {
    match kind {
        ChartKind::Companies | ChartKind::Roles => 430.0,
        ChartKind::Growth | ChartKind::LeftToLookAt => 290.0,
        ChartKind::Years | ChartKind::Messages | ChartKind::LastContact | ChartKind::Bursts | ChartKind::LookedAt => 250.0,
        _ => 190.0,
    }
}

/// Whom the page counts, where that is not everybody; each filter can be taken out.
fn filters_ui(ui: &mut Ui, insights: &Insights, state: &State, inbox: &mut Inbox) {
    if insights.only.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        card::muted(ui, format!("Counted: {} of {}", with_thousands(insights.counted), people_in_words(state.people().len())));
        for key in &insights.only {
            let rest = || insights.only.iter().filter(|other| *other != key).cloned().collect();
            if chip::removable(ui, &format!("{}: {}", key.kind.title(), key.label), "", "count the others, too") {
                inbox.push(Action::FilterInsights(rest()));
            }
        }
        if Button::quiet("Count everybody").show(ui).clicked() {
            inbox.push(Action::FilterInsights(Vec::new()));
        }
    });
}
