//! The table of a finalized batch: whom it holds, as they were, and the way to take its list away.

use egui::{RichText, Ui};
use egui_extras::{Column, TableBuilder};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    theme::{self, size, tokens},
    widgets::{button::Button, card, menu, name_text},
};
use crate::{
    model::{
        batch::{
            Batch,
            removal_list::{ListSource, ListedPerson},
        },
        checklist::Answer,
        evidence::evidence_text,
        id::{BatchId, PersonMap},
        text::{date_text, display_text::sanitized},
    },
    state::{State, loaded::Data},
};

/// Which batch is shown.
#[derive(Debug, Default)]
pub(super) struct BatchDraft {
    /// The chosen one; none: people are worked on one by one.
    pub chosen: Option<BatchId>,
    /// What came of each so far, in words.
    states: PersonMap<String>,
    /// Of which batch these words are, and of which work list.
    states_of: Option<(BatchId, u64)>,
}

impl BatchDraft {
    /// Puts into words what came of each, once per change.
    fn follow(&mut self, batch: BatchId, state: &State) {
        let made_of = Some((batch, state.work_list.arrivals()));
        if self.states_of == made_of {
            return;
        }
        self.states_of = made_of;
        let items = state.work_list.get().into_iter().flatten().filter(|item| item.batch == Some(batch));
        self.states = items.map(|item| (item.person_id, item.in_words(&state.overview.time))).collect();
    }
}

/// Draws the table of the chosen batch.
pub(super) fn batch_ui(ui: &mut Ui, state: &State, draft: &mut BatchDraft, inbox: &mut Inbox) {
    let Some(chosen) = draft.chosen else { return };
    if !state.overview.batches.iter().any(|batch| batch.id == chosen) {
        draft.chosen = None;
        return;
    }
    inbox.need(state, Data::Batch(chosen));
    match state.batch.get().filter(|batch| batch.id == chosen) {
        Some(batch) => {
            // The table is as it was frozen; what came of it is as it is now.
            inbox.need(state, Data::WorkList);
            draft.follow(chosen, state);
            table_ui(ui, state, batch, draft, inbox);
        }
        None => card::muted(ui, "A moment …"),
    }
}

fn table_ui(ui: &mut Ui, state: &State, batch: &Batch, draft: &BatchDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("Batch {}", batch.id.0)).font(theme::semibold(size::TITLE)).color(tokens.text));
        ui.label(RichText::new(format!("finalized {}", date_text::day(state.overview.time.day_of(batch.finalized_at)))).color(tokens.muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if Button::primary("Export list…").with_icon(icons::ICON_DOWNLOAD).show(ui).clicked() {
                inbox.push(Action::Open(Dialog::Export(ListSource::Batch(batch.id))));
            }
        });
    });
    let considered = batch.answers.values().filter(|answer| **answer == Answer::Considered).count();
    card::muted(
        ui,
        format!(
            "Checklist: {considered} considered, {} did not apply. The quiet way: copy a name, search for it in your own connections at LinkedIn, and remove it there.",
            batch.answers.len() - considered
        ),
    );
    ui.add_space(8.0);
    let row_height = 38.0;
    let width = ui.available_width();
    TableBuilder::new(ui)
        .id_salt(("batch", batch.id.0))
        .striped(false)
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
        .column(Column::exact(118.0))
        .column(Column::exact((width * 0.18).max(90.0)).clip(true))
        .column(Column::exact((width * 0.13).max(84.0)).clip(true))
        .column(Column::exact((width * 0.22).max(90.0)).clip(true))
        .column(Column::exact((width * 0.20).max(90.0)).clip(true))
        .column(Column::remainder().clip(true))
        .auto_shrink([false, false])
        .header(24.0, |mut header| {
            for title in ["", "Name", "State", "Work", "The tie, as it was", "Reason"] {
                header.col(|ui| {
                    ui.label(RichText::new(title).font(theme::semibold(size::SMALL)).color(tokens.muted));
                });
            }
        })
        .body(|body| {
            body.rows(row_height, batch.people.len(), |mut row| {
                let Some(person) = batch.people.get(row.index()) else { return };
                let (facts, name) = (&person.listed.facts, person.listed.facts.name());
                row.col(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    if Button::icon_only(icons::ICON_CONTENT_COPY, &format!("Copy name: {name}")).show(ui).clicked() {
                        ui.ctx().copy_text(state.name_to_copy(person.person_id, facts));
                        inbox.push(Action::Say(format!("Name copied: {name}")));
                    }
                    if let Some(link) = facts.link()
                        && Button::icon_only(icons::ICON_OPEN_IN_NEW, &format!("Open profile (they may see your visit): {name}")).show(ui).clicked()
                    {
                        ui.ctx().open_url(egui::OpenUrl::new_tab(link));
                    }
                    if !person.listed.evidence.recommendations.is_empty() {
                        saved_texts_ui(ui, &name, &person.listed, inbox);
                    }
                });
                for (text, font, color) in [
                    (name.clone(), theme::semibold(size::BODY), tokens.text),
                    (draft.states.get(&person.person_id).cloned().unwrap_or_default(), theme::regular(size::SECOND), tokens.text),
                    (facts.work(), theme::regular(size::SECOND), tokens.muted),
                    (
                        evidence_text::summary(&person.listed.evidence, &person.listed.coverage, &state.overview.time),
                        theme::regular(size::SECOND),
                        tokens.muted,
                    ),
                    (person.listed.reasons_in_words(), theme::regular(size::SECOND), tokens.muted),
                ] {
                    row.col(|ui| {
                        name_text::label(ui, &text, font, color);
                    });
                }
            });
        });
}

/// The recommendations that were saved with the batch, in full, behind a button.
fn saved_texts_ui(ui: &mut Ui, name: &str, person: &ListedPerson, inbox: &mut Inbox) {
    let button = Button::icon_only(
        icons::ICON_FORMAT_QUOTE,
        &format!("Saved recommendation{}: {name}", if person.evidence.recommendations.len() == 1 { "" } else { "s" }),
    )
    .show(ui);
    menu::below(&button).show(|ui| {
        ui.set_width(360.0);
        for found in &person.evidence.recommendations {
            let title = evidence_text::recommendation(found);
            let when = found.written_on.map(|on| format!(", {}", date_text::day(on))).unwrap_or_default();
            ui.label(RichText::new(format!("{title}{when}")).font(theme::semibold(size::SECOND)).color(tokens(ui).text));
            egui::ScrollArea::vertical().id_salt(("saved", &title, &found.text)).max_height(220.0).show(ui, |ui| {
                ui.add(egui::Label::new(RichText::new(sanitized(&found.text)).font(theme::regular(size::SECOND)).color(tokens(ui).text)).wrap());
            });
            if Button::quiet("Copy the text").with_icon(icons::ICON_CONTENT_COPY).show(ui).clicked() {
                ui.ctx().copy_text(found.text.clone());
                inbox.push(Action::Say("Recommendation copied".to_owned()));
                ui.close();
            }
        }
    });
}
