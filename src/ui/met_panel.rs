//! How do I know them? What the archive tells of the days in which a connection was made, a line each.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::{
    action::Inbox,
    theme::{self, size, tokens},
};
use crate::{
    model::{
        id::PersonId,
        person::{Person, context::ContextLine},
    },
    state::State,
};

/// What the lines are of: the version of everybody, who it is, whether titles are hidden, whether their messages are there.
type Met = (u64, PersonId, bool, bool);

/// The lines about whoever is shown, gathered once per change.
#[derive(Debug, Default)]
pub(super) struct MetDraft {
    met: Option<(Met, Vec<ContextLine>)>,
}

impl MetDraft {
    /// The lines about somebody.
    pub(super) fn lines(&mut self, state: &State, person: &Person, hides_titles: bool) -> &[ContextLine] {
        let has_details = state.details.as_ref().is_some_and(|details| details.person_id == person.id);
        let of = (state.version, person.id, hides_titles, has_details);
        if self.met.as_ref().is_none_or(|(known, _)| *known != of) {
            self.met = Some((of, state.how_they_met(person, hides_titles)));
        }
        self.met.as_ref().map_or(&[], |(_, lines)| lines.as_slice())
    }
}

/// Room for the name of a file at the end of a line.
const SOURCE: f32 = 100.0;

/// In less room the file is told by the pointer alone.
const WIDE_ENOUGH_FOR_SOURCES: f32 = 420.0;

/// Draws the lines, each with the file that it comes from.
pub(super) fn lines_ui(ui: &mut Ui, state: &State, lines: &[ContextLine], inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let is_wide = ui.available_width() >= WIDE_ENOUGH_FOR_SOURCES;
    for line in lines {
        ui.horizontal_top(|ui| {
            let room = if is_wide { ui.available_width() - SOURCE } else { ui.available_width() };
            ui.allocate_ui_with_layout(vec2(room, 18.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(room);
                ui.spacing_mut().interact_size.y = 18.0;
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    let size = if is_wide { size::BODY } else { size::SECOND };
                    let words = ui.add(Label::new(RichText::new(&line.words).font(theme::regular(size)).color(tokens.text)).wrap());
                    if !is_wide {
                        words.on_hover_text(line.source);
                    }
                    if let Some(search) = &line.search
                        && ui.link(RichText::new("show them").font(theme::regular(size::SECOND)).color(tokens.accent)).on_hover_text("In Review").clicked()
                    {
                        inbox.find(state.active, search.clone());
                    }
                });
            });
            if is_wide {
                ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                    ui.label(RichText::new(line.source).font(theme::regular(size::SMALL)).color(tokens.muted));
                });
            }
        });
    }
}
