//! Queues beside the card of Triage: ready-made searches and saved views, each with how many are left of it.

use egui::{Frame, Margin, ScrollArea, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::GAP,
    widgets::{
        button::{Button, Tone},
        card,
        count_row::CountRow,
        menu,
    },
};
use crate::{
    model::{person::decision::Pane, queue::Queue, text::display_text::with_thousands},
    state::{State, triage::TriageStep},
};

/// What the column remembers between frames.
#[derive(Debug, Default)]
pub(super) struct QueueDraft {
    /// How many are left of each search, for this version of everybody.
    counted: Option<(u64, Vec<(String, usize)>)>,
}

impl QueueDraft {
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
            head_ui(ui, state, inbox);
            let everybody = draft.left(state, "");
            row_ui(ui, state, "Everybody in Keep", "", everybody, inbox);
            let suggested = state.suggestions().any.count_ones(..);
            if suggested > 0 {
                row_ui(ui, state, "Suggested", "is:suggested", suggested, inbox);
            }
            for queue in told(state) {
                let left = draft.left(state, &queue.query);
                row_ui(ui, state, &queue.name, &queue.query, left, inbox);
            }
            if !state.settings.views.is_empty() {
                ui.add_space(GAP);
                indented(ui, |ui| card::heading(ui, "Your views"));
                for (at, view) in (1..).zip(&state.settings.views) {
                    let left = draft.left(state, &view.query);
                    row_ui(ui, state, &view_name(state, at, &view.name), &view.query, left, inbox);
                }
            }
        });
    });
}

/// All queues that are shown, and all views, each with its search. While names are hidden, none that tells one.
pub(super) fn searches(state: &State) -> Vec<(String, String)> {
    let queues = told(state).map(|queue| (format!("Queue: {}", queue.name), queue.query.clone()));
    let views = (1..).zip(&state.settings.views).map(|(at, view)| (format!("View: {}", view_name(state, at, &view.name)), view.query.clone()));
    queues.chain(views).collect()
}

/// The queues that are shown. One names companies, and while these are hidden it would find nobody.
fn told(state: &State) -> impl Iterator<Item = &Queue> {
    let is_told = |key: &str| !state.hides_names() || key != "former_employers";
    state.queues.iter().filter(move |queue| is_told(queue.key) && !is_hidden(state, queue.key))
}

/// What a view is called. One may be called after a company, or after somebody.
fn view_name(state: &State, at: usize, name: &str) -> String {
    if state.hides_names() { format!("View {at}") } else { name.to_owned() }
}

fn is_hidden(state: &State, key: &str) -> bool {
    state.settings.triage.hidden_queues.iter().any(|hidden| hidden == key)
}

fn indented(ui: &mut Ui, show: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        show(ui);
    });
}

/// The heading, with a menu of which are shown.
fn head_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    ui.horizontal(|ui| {
        ui.add_space(8.0);
        card::heading(ui, "Queues");
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let button = Button::icon_only(icons::ICON_TUNE, "Which queues are shown").tone(Tone::Quiet).show(ui);
            menu::below(&button).show(|ui| {
                ui.set_min_width(230.0);
                for queue in &state.queues {
                    let hidden = is_hidden(state, queue.key);
                    if menu::choice(ui, !hidden, &queue.name).clicked() {
                        inbox.push(Action::set_triage(state, |triage| {
                            triage.hidden_queues.retain(|key| key != queue.key);
                            if !hidden {
                                triage.hidden_queues.push(queue.key.to_owned());
                            }
                        }));
                    }
                }
            });
        });
    });
}

/// A queue: its name, and how many are left. A click goes through it.
fn row_ui(ui: &mut Ui, state: &State, label: &str, search: &str, left: usize, inbox: &mut Inbox) {
    let is_current = state.active == Pane::Keep && state.pane(Pane::Keep).search().trim() == search;
    let end = with_thousands(left);
    let name = format!("{label}: {end} left");
    let row = CountRow { label, end: &end, name: &name, is_current, is_muted: left == 0 }.show(ui);
    if (if search.is_empty() || state.hides_names() { row } else { row.on_hover_text(search) }).clicked() {
        inbox.push(Action::Search(Pane::Keep, search.to_owned()));
        inbox.push(Action::Triage(TriageStep::Queue));
    }
}
