//! Queues beside the card of Triage: ready-made searches and saved views, each with how many are left of it.

use std::sync::Arc;

use egui::{Frame, Margin, ScrollArea, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, Page},
    theme,
    widgets::{
        button::{Button, Tone},
        card, check,
        count_row::CountRow,
        dialog,
    },
};
use crate::{
    model::{
        person::decision::Pane,
        queue::{ListedQueue, in_order},
        search::view::View,
        text::display_text::with_thousands,
    },
    state::{State, triage::TriageStep},
};

/// What the column remembers between frames.
#[derive(Debug, Default)]
pub(super) struct QueueDraft {
    /// How many are left of each search, for this version of everybody.
    counted: Option<(u64, Vec<(String, usize)>)>,
    /// The queues in their order, as of the settings that make them.
    listed: Option<(Listed, Arc<[ListedQueue]>)>,
}

/// What a list of queues is of: the order, the views, whether names are hidden, and the version of everybody.
type Listed = (Vec<String>, Vec<View>, bool, u64);

impl QueueDraft {
    fn listed(&mut self, state: &State) -> Arc<[ListedQueue]> {
        let (triage, views) = (&state.settings.triage, &state.settings.views);
        let is_same = |of: &Listed| of.0 == triage.queue_order && of.1 == *views && of.2 == state.hides_names() && of.3 == state.version;
        if !self.listed.as_ref().is_some_and(|(of, _)| is_same(of)) {
            self.listed = Some(((triage.queue_order.clone(), views.clone(), state.hides_names(), state.version), listed(state).into()));
        }
        self.listed.as_ref().map(|(_, listed)| Arc::clone(listed)).unwrap_or_default()
    }

    /// A search by the name of the queue that it is, or else as it stands.
    pub(super) fn named(&mut self, state: &State, search: &str) -> String {
        let listed = self.listed(state);
        let queue = listed.iter().find(|queue| queue.query == search.trim());
        queue.map_or_else(|| search.to_owned(), |queue| format!("“{}”", name_of(state, queue)))
    }

    fn left(&mut self, state: &State, search: &str) -> usize {
        let (version, counts) = self.counted.get_or_insert_default();
        if *version != state.version {
            *version = state.version;
            counts.clear();
        }
        if let Some((_, left)) = counts.iter().find(|(known, _)| known == search) {
            return *left;
        }
        let left = state.left_of_search(search);
        counts.push((search.to_owned(), left));
        left
    }
}

/// Draws the column.
pub(super) fn queues_ui(ui: &mut Ui, state: &State, draft: &mut QueueDraft, inbox: &mut Inbox) {
    ScrollArea::vertical().id_salt("queues").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::symmetric(8, 14)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.horizontal(|ui| {
                ui.add_space(8.0);
                card::heading(ui, "Queues");
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if Button::icon_only(icons::ICON_TUNE, "Which queues are shown, in which order").tone(Tone::Quiet).show(ui).clicked() {
                        inbox.push(Action::Open(Dialog::Queues));
                    }
                });
            });
            rows_ui(ui, state, draft, Page::Triage, inbox);
        });
    });
}

/// The queues that are shown, each with how many are left of it.
pub(super) fn rows_ui(ui: &mut Ui, state: &State, draft: &mut QueueDraft, page: Page, inbox: &mut Inbox) {
    let everybody = draft.left(state, "");
    row_ui(ui, state, "Everybody in Keep", "", everybody, page, inbox);
    let suggested = state.suggestions().any.count_ones(..);
    if suggested > 0 {
        let left = draft.left(state, "is:suggested");
        row_ui(ui, state, "Suggested", "is:suggested", left, page, inbox);
    }
    for queue in draft.listed(state).iter().filter(|queue| !is_hidden(state, &queue.key)) {
        let left = draft.left(state, &queue.query);
        row_ui(ui, state, &name_of(state, queue), &queue.query, left, page, inbox);
    }
}

/// All queues that are shown, each with its search. While names are hidden, none that tells one.
pub(super) fn searches(state: &State) -> Vec<(String, String)> {
    let shown = listed(state).into_iter().filter(|queue| !is_hidden(state, &queue.key));
    shown.map(|queue| (format!("{}: {}", if queue.view.is_some() { "View" } else { "Queue" }, name_of(state, &queue)), queue.query)).collect()
}

/// All queues in their order. One names companies, and while these are hidden it would find nobody.
fn listed(state: &State) -> Vec<ListedQueue> {
    let mut listed = in_order(&state.queues, &state.settings.views, &state.settings.triage.queue_order);
    listed.retain(|queue| !state.hides_names() || queue.key != "former_employers");
    listed
}

/// What a queue is called. A view may be called after a company, or after somebody.
fn name_of(state: &State, queue: &ListedQueue) -> String {
    queue.view.filter(|_| state.hides_names()).map_or_else(|| queue.name.clone(), |at| format!("View {at}"))
}

fn is_hidden(state: &State, key: &str) -> bool {
    state.settings.triage.hidden_queues.iter().any(|hidden| hidden == key)
}

/// Draws the dialog in which queues are made, shown, hidden and put in order. Returns whether it is done.
pub(super) fn queues_dialog(ui: &Ui, state: &State, inbox: &mut Inbox) -> bool {
    let listed = listed(state);
    let search = state.pane(Pane::Keep).search().trim();
    let can_make = !search.is_empty() && state.pane(Pane::Keep).search_errors().is_empty() && listed.iter().all(|queue| queue.query != search);
    let shown = dialog::show(
        ui,
        "queues",
        "Queues",
        460.0,
        |ui| {
            card::muted(ui, "A queue is a search with a name. Tick those that you want beside Triage and Review.");
            ui.spacing_mut().item_spacing.y = 2.0;
            for (at, queue) in listed.iter().enumerate() {
                ui.push_id(&queue.key, |ui| queue_ui(ui, state, &listed, at, inbox));
            }
        },
        |ui| {
            let makes = can_make && Button::new("Make one of Keep's search…").show(ui).clicked();
            (Button::primary("Close").show(ui).clicked(), makes)
        },
    );
    if shown.foot.1 {
        inbox.push(Action::Open(Dialog::SaveView(search.to_owned())));
        return false;
    }
    shown.foot.0 || shown.is_confirmed || shown.wants_to_close
}

fn queue_ui(ui: &mut Ui, state: &State, listed: &[ListedQueue], at: usize, inbox: &mut Inbox) {
    let Some(queue) = listed.get(at) else { return };
    let (hidden, name) = (is_hidden(state, &queue.key), name_of(state, queue));
    ui.horizontal(|ui| {
        let width = (ui.available_width() - ARROWS).max(60.0);
        let ticked = ui.allocate_ui(vec2(width, theme::CONTROL_HEIGHT), |ui| check::labelled(ui, !hidden, &name)).inner;
        if ticked.clicked() {
            let key = queue.key.clone();
            inbox.push(Action::set_triage(state, move |triage| {
                triage.hidden_queues.retain(|other| *other != key);
                if !hidden {
                    triage.hidden_queues.push(key);
                }
            }));
        }
        for (icon, word, to) in
            [(icons::ICON_ARROW_UPWARD, "up", at.checked_sub(1)), (icons::ICON_ARROW_DOWNWARD, "down", Some(at + 1).filter(|to| *to < listed.len()))]
        {
            let label = format!("Move {word}: {name}");
            let button = Button::icon_only(icon, &label).tone(Tone::Quiet).enabled_if(to.is_some());
            if button.show(ui).clicked()
                && let Some(to) = to
            {
                let mut order: Vec<String> = listed.iter().map(|queue| queue.key.clone()).collect();
                order.swap(at, to);
                inbox.push(Action::set_triage(state, move |triage| triage.queue_order = order));
            }
        }
    });
}

/// Room for the two arrows, in points.
const ARROWS: f32 = 84.0;

/// A queue: its name, and how many are left. A click goes through it.
fn row_ui(ui: &mut Ui, state: &State, label: &str, search: &str, left: usize, page: Page, inbox: &mut Inbox) {
    let is_current = state.active == Pane::Keep && state.pane(Pane::Keep).search().trim() == search;
    let end = with_thousands(left);
    let name = format!("{label}: {end} left");
    let row = CountRow { label, end: &end, name: &name, is_current, is_muted: left == 0 }.show(ui);
    if (if search.is_empty() || state.hides_names() { row } else { row.on_hover_text(search) }).clicked() {
        inbox.push(Action::Search(Pane::Keep, search.to_owned()));
        inbox.push(if page == Page::Triage { Action::Triage(TriageStep::Queue) } else { Action::FocusList(Pane::Keep) });
    }
}
