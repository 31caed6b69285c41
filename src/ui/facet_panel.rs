//! Narrowing down: beside the lists, how many of those shown are of each company, year, kind of work and so on. A click writes
//! the condition into the search, where it can be read and edited.

use egui::{Rect, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, Page},
    queue_panel::{self, QueueDraft},
    theme::{self, GAP, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card, check, name_text,
    },
};
use crate::{
    model::{
        person::decision::Pane,
        search::{
            editing,
            facet::{Facet, FacetKind, FacetValue},
        },
        settings::{QUEUES_FOLD, Settings},
        text::display_text::with_thousands,
    },
    state::State,
};

/// How wide the column is, in points.
pub(super) const WIDTH: f32 = 212.0;

/// Of each facet so many values are shown until more are asked for.
const FEW: usize = 6;

/// And then so many more at a time.
const MORE: usize = 24;

/// What the column remembers between frames.
#[derive(Debug, Default)]
pub(super) struct FacetDraft {
    /// The facets of a list, counted once per change, with which of their values its search asks for.
    facets: Vec<(Facet, Vec<bool>)>,
    /// Of which list they are, as of which change, with how many values.
    of: Option<(Pane, u64, [usize; FacetKind::ALL.len()])>,
    /// The conditions of the list's search.
    asked_for: Vec<String>,
    /// How many times more values were asked for, by facet.
    asked: [usize; FacetKind::ALL.len()],
    queues: QueueDraft,
}

impl FacetDraft {
    fn count(&mut self, state: &State) {
        let of = (state.active, state.pane(state.active).list_version(), self.asked);
        if self.of == Some(of) {
            return;
        }
        let kinds = FacetKind::ALL.into_iter().zip(self.asked).filter(|(kind, _)| is_told(*kind, state));
        let search = state.pane(state.active).search();
        self.asked_for = editing::conditions(search);
        let asked = |facet: &Facet| facet.values.iter().map(|value| editing::has(search, &value.condition)).collect();
        let facets = state.facets(state.active);
        self.facets = kinds
            .map(|(kind, times)| facets.facet(kind, FEW + times * MORE))
            .map(|facet| (asked(&facet), facet))
            .map(|(asked, facet)| (facet, asked))
            .collect();
        self.of = Some(of);
    }
}

/// Whether a facet is told: not the companies while names are hidden, and not what all in a pane have in common.
fn is_told(kind: FacetKind, state: &State) -> bool {
    match kind {
        FacetKind::Company => !state.hides_names(),
        FacetKind::Decision => state.active == Pane::Keep,
        _ => true,
    }
}

/// Shows or hides the column.
pub(super) fn toggle(state: &State, inbox: &mut Inbox) {
    inbox.push(Action::Set(Settings { shows_facets: !state.settings.shows_facets, ..state.settings.clone() }));
}

/// Draws the column.
pub(super) fn facets_ui(ui: &mut Ui, rect: Rect, state: &State, draft: &mut FacetDraft, inbox: &mut Inbox) {
    draft.count(state);
    let tokens = tokens(ui);
    ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    let head = Rect::from_min_size(rect.min + vec2(GAP, 8.0), vec2(rect.width() - GAP - 6.0, 28.0));
    bar::within(
        ui,
        head,
        "facets",
        |ui| name_text::label(ui, &format!("Narrow down {}", state.active.title()), theme::semibold(size::BODY), tokens.text),
        |ui| {
            if Button::icon_only(icons::ICON_CLOSE, "Close: narrow down").tone(Tone::Quiet).show(ui).clicked() {
                toggle(state, inbox);
            }
        },
    );
    let body = Rect::from_min_max(pos2(rect.left() + 1.0, head.bottom() + 6.0), rect.max - vec2(1.0, 6.0));
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        egui::ScrollArea::vertical().id_salt("facets").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if state.active == Pane::Keep {
                queues_ui(ui, state, &mut draft.queues, inbox);
            }
            if state.pane(state.active).rows().is_empty() {
                egui::Frame::new().inner_margin(GAP).show(ui, |ui| card::muted(ui, "The list shows no one."));
                asked_ui(ui, draft, state, inbox);
                return;
            }
            for (facet, asked) in &draft.facets {
                let is_folded = state.settings.folded_facets.iter().any(|key| key == facet.kind.key());
                head_ui(ui, facet.kind.title(), facet.kind.key(), is_folded, state, inbox);
                if is_folded {
                    continue;
                }
                for (value, is_asked) in facet.values.iter().zip(asked) {
                    value_ui(ui, value, *is_asked, state, inbox);
                }
                if facet.left_out > 0 {
                    more_ui(ui, facet, &mut draft.asked);
                }
                ui.add_space(8.0);
            }
        });
    });
}

/// What a search that finds nobody asks for, to be taken back one by one.
fn asked_ui(ui: &mut Ui, draft: &FacetDraft, state: &State, inbox: &mut Inbox) {
    // A company or a note is none to show while names are hidden.
    for condition in draft.asked_for.iter().filter(|_| !state.hides_names()) {
        let row = check::Row { is_ticked: true, label: condition, end: "0", is_muted: false };
        if ui.push_id(condition, |ui| row.show(ui)).inner.clicked() {
            inbox.push(Action::Search(state.active, editing::without(state.pane(state.active).search(), condition)));
        }
    }
}

/// The heading of a facet, which folds it.
fn head_ui(ui: &mut Ui, title: &str, key: &'static str, is_folded: bool, state: &State, inbox: &mut Inbox) {
    let icon = if is_folded { icons::ICON_CHEVRON_RIGHT } else { icons::ICON_EXPAND_MORE };
    ui.horizontal(|ui| {
        ui.add_space(4.0);
        let response = Button::quiet(title).with_icon(icon).show(ui);
        ui.accesskit_node_builder(response.id, |node| node.set_expanded(!is_folded));
        if response.clicked() {
            let mut folded = state.settings.folded_facets.clone();
            folded.retain(|other| other != key);
            if !is_folded {
                folded.push(key.to_owned());
            }
            inbox.push(Action::Set(Settings { folded_facets: folded, ..state.settings.clone() }));
        }
    });
}

/// The queues, each with how many are left of it; a click shows them in Keep.
fn queues_ui(ui: &mut Ui, state: &State, draft: &mut QueueDraft, inbox: &mut Inbox) {
    let is_folded = state.settings.folded_facets.iter().any(|key| key == QUEUES_FOLD);
    head_ui(ui, "Queues", QUEUES_FOLD, is_folded, state, inbox);
    if !is_folded {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            queue_panel::rows_ui(ui, state, draft, Page::Review, inbox);
        });
        ui.add_space(8.0);
    }
}

/// A value with how many have it; a click asks it of all, or no longer.
fn value_ui(ui: &mut Ui, value: &FacetValue, is_on: bool, state: &State, inbox: &mut Inbox) {
    let pane = state.active;
    let search = state.pane(pane).search();
    // By the value, so that the keyboard stays with it when others come and go.
    let row = check::Row { is_ticked: is_on, label: &value.label, end: &with_thousands(value.count), is_muted: value.value.is_none() };
    if ui.push_id(&value.condition, |ui| row.show(ui)).inner.clicked() {
        let search = if is_on { editing::without(search, &value.condition) } else { editing::with(search, &value.condition) };
        inbox.push(Action::Search(pane, search));
    }
}

fn more_ui(ui: &mut Ui, facet: &Facet, asked: &mut [usize]) {
    ui.horizontal(|ui| {
        ui.add_space(GAP);
        let name = format!("Show more: {}", facet.kind.title());
        let label = format!("{} more", with_thousands(facet.left_out));
        if Button::quiet(&label).named(&name).show(ui).clicked()
            && let Some(asked) = asked.get_mut(facet.kind as usize)
        {
            *asked += 1;
        }
    });
}
