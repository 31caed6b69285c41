//! The filter menu of a pane: the usual conditions, written into its search, and saved views.

use egui::{Key, Modifiers, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    facet_panel,
    ui_command::UiCommand,
    widgets::{
        button::{Button, Tone},
        menu,
    },
};
use crate::{
    model::{person::decision::Pane, search::editing, text::display_text::people},
    state::{State, pane::Select},
};

/// The keys of the first nine views, with Alt.
const KEYS: [Key; 9] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// Shows a view in the active pane by its key.
pub(super) fn listen(ui: &Ui, state: &State, inbox: &mut Inbox) {
    // Alt and digits type letters where there is something to type in.
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) || ui.ctx().text_edit_focused() {
        return;
    }
    for (view, key) in state.settings.views.iter().zip(KEYS) {
        if ui.input_mut(|input| input.consume_key(Modifiers::ALT, key)) {
            inbox.push(Action::Search(state.active, view.query.clone()));
            inbox.push(Action::FocusList(state.active));
        }
    }
}

/// Saved views: to be shown, saved and deleted.
fn views_ui(ui: &mut Ui, pane: Pane, state: &State, inbox: &mut Inbox) {
    let views = &state.settings.views;
    let search = state.pane(pane).search().trim();
    // A view may be called by a name, or search for one.
    let name_of = |at: usize, name: &str| if state.hides_names() { format!("View {}", at + 1) } else { name.to_owned() };
    for (at, view) in views.iter().enumerate() {
        let button = egui::Button::selectable(view.query == search, name_of(at, &view.name));
        let button = if at < KEYS.len() { button.shortcut_text(format!("Alt+{}", at + 1)) } else { button };
        if ui.add(button).clicked() {
            inbox.push(Action::Search(pane, view.query.clone()));
            inbox.push(Action::FocusList(pane));
            ui.close();
        }
    }
    let can_save = !search.is_empty() && state.pane(pane).search_errors().is_empty() && !state.hides_names();
    if can_save && views.iter().all(|view| view.query != search) && ui.button("Save this search as a view…").clicked() {
        inbox.push(Action::Open(Dialog::SaveView(search.to_owned())));
        ui.close();
    }
    if !views.is_empty() {
        ui.menu_button("Delete a view", |ui| {
            for (at, known) in views.iter().enumerate() {
                if ui.button(name_of(at, &known.name)).clicked() {
                    let mut settings = state.settings.clone();
                    settings.delete_view(&known.name);
                    inbox.push(Action::Set(settings));
                    ui.close();
                }
            }
        });
    }
    let shown = state.pane(pane).rows();
    if !shown.is_empty() && ui.button(format!("Export the {} shown…", people(shown.len()))).clicked() {
        let ids = shown.iter().filter_map(|row| state.people().get(*row as usize)).map(|person| person.id).collect();
        inbox.push(Action::Open(Dialog::ExportPeople(ids)));
        ui.close();
    }
    ui.separator();
}

/// The button, and the menu below it.
pub(super) fn filter_ui(ui: &mut Ui, pane: Pane, state: &State, inbox: &mut Inbox) {
    let search = state.pane(pane).search();
    let button = Button::icon_only(icons::ICON_FILTER_LIST, &format!("Filter {}", pane.title())).tone(Tone::Quiet).show(ui);
    let most_height = (ui.content_rect().bottom() - button.rect.bottom() - 28.0).max(120.0);
    let entries = |ui: &mut Ui| {
        ui.set_min_width(240.0);
        let groups: [&[(String, &str)]; 3] = [
            &[
                ("messages:0".into(), "Never wrote to each other"),
                ("unknown:messages".into(), "Messages not known"),
                ("has:messages".into(), "With messages"),
                ("has:recommendation".into(), "With a recommendation"),
                ("invited:me".into(), "You invited them"),
                ("invited:them".into(), "They invited you"),
                ("last:>2y".into(), "Silent for more than two years"),
            ],
            &[("connected:>5y".into(), "Connected more than five years ago"), ("has:newjob".into(), "In a new job since an earlier import")],
            &[
                ("has:note".into(), "With a note"),
                ("has:lock".into(), "Protected"),
                ("has:later".into(), "Decide later"),
                ("is:due".into(), "Due for review"),
                ("is:undecided".into(), "Not looked at yet"),
                ("is:kept".into(), "Kept by choice"),
                ("has:unfollow".into(), "To unfollow"),
            ],
        ];
        let narrows = egui::Button::selectable(state.settings.shows_facets, UiCommand::NarrowDown.label());
        let key = UiCommand::NarrowDown.key_name(ui);
        if ui.add(narrows.shortcut_text(key)).clicked() {
            inbox.push(Action::Select(pane, Select::Enter));
            facet_panel::toggle(state, inbox);
            ui.close();
        }
        views_ui(ui, pane, state, inbox);
        for (i, group) in groups.into_iter().enumerate() {
            if i > 0 {
                ui.separator();
            }
            for (term, label) in group {
                let is_on = editing::has(search, term);
                if ui.selectable_label(is_on, *label).on_hover_text(term).clicked() {
                    let search = if is_on { editing::without(search, term) } else { editing::with(search, term) };
                    inbox.push(Action::Search(pane, search));
                    // There it can be read, changed and taken back.
                    inbox.push(Action::FocusSearch(pane));
                    ui.close();
                }
            }
        }
    };
    // Nothing is cut off in a low window.
    menu::below(&button).show(|ui| egui::ScrollArea::vertical().max_height(most_height).min_scrolled_height(most_height).show(ui, entries));
}
