//! One pane: header, search, order, and the list of people, of which only the visible rows are drawn.

use egui::{Event, Id, Key, Modifiers, Rect, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    completion_popup::{self, CompletionDraft},
    drag::{self, DragPeople},
    filter_menu,
    list_keys::KeyQueue,
    list_row::{paint_row, row_name, row_tooltip},
    person_menu,
    theme::{self, GAP, size, tokens},
    ui_command::UiCommand,
    widgets::{
        bar,
        button::{Button, Tone},
        check, empty, field,
        list::{Heads, List, Row},
        menu, name_text,
    },
};
use crate::{
    command::Command,
    model::{
        batch::removal_list::ListSource,
        person::{Person, decision::Pane},
        search::order::Order,
        settings::RowClick,
        text::display_text::{self, with_thousands},
    },
    state::{State, pane::Select},
};

/// What a pane remembers between frames.
#[derive(Debug, Default)]
pub(super) struct ListDraft {
    revealed: u64,
    keys: KeyQueue,
    completion: CompletionDraft,
}

/// In narrower panes the order is an icon alone.
const WIDE_ENOUGH_FOR_ORDER: f32 = 300.0;

/// The number that the list of a pane has in egui.
#[must_use]
pub fn list_id(pane: Pane) -> Id {
    Id::unique(("people", pane))
}

/// The number that the search field of a pane has in egui.
#[must_use]
pub fn search_id(pane: Pane) -> Id {
    Id::unique(("search", pane))
}

/// Draws a pane.
pub(super) fn pane_ui(ui: &mut Ui, rect: Rect, pane: Pane, state: &State, draft: &mut ListDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let is_target = drag::over(ui, pane, rect).is_some();
    let outline = if is_target { Stroke::new(2.0, tokens.accent) } else { Stroke::new(1.0, tokens.line) };
    ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, outline, StrokeKind::Inside);
    let untold = state.pane(pane).untold();
    let names_keys = pane == Pane::Keep && state.undecided > 0 && state.undecided == state.pane(pane).total() && state.pane(Pane::Remove).total() == 0;
    let foot_height = match pane {
        Pane::Remove if state.pane(pane).total() > 0 => 58.0,
        Pane::Keep if names_keys => LINE,
        _ => 0.0,
    };
    let untold_height = if untold.is_some() { LINE } else { 0.0 };
    let header = Rect::from_min_size(rect.min, vec2(rect.width(), 84.0));
    ui.scope_builder(UiBuilder::new().max_rect(header.shrink2(vec2(GAP, 10.0))), |ui| header_ui(ui, pane, state, draft, inbox));
    ui.painter().hline(rect.x_range().shrink(1.0), header.bottom(), Stroke::new(1.0, tokens.line));
    if let Some((count, search)) = untold {
        let line = Rect::from_min_size(pos2(rect.left() + 1.0, header.bottom() + 1.0), vec2(rect.width() - 2.0, LINE));
        line_ui(ui, line, &format!("{} not known", with_thousands(count)), |ui| {
            if Button::quiet("Show").named(&format!("Show the {} not known in {}", with_thousands(count), pane.title())).show(ui).clicked() {
                inbox.push(Action::Search(pane, search));
                inbox.push(Action::FocusList(pane));
            }
        });
    }
    let list = Rect::from_min_max(pos2(rect.left() + 1.0, header.bottom() + 1.0 + untold_height), pos2(rect.right() - 1.0, rect.bottom() - foot_height - 1.0));
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| list_ui(ui, pane, state, draft, inbox));
    if names_keys {
        let foot = Rect::from_min_max(pos2(rect.left() + 1.0, list.bottom()), rect.max - vec2(1.0, 1.0));
        let keys = [(UiCommand::Keep, "keep"), (UiCommand::ToRemove, "remove"), (UiCommand::Later, "later"), (UiCommand::Undo, "undo")];
        let words: Vec<String> = keys.into_iter().map(|(command, words)| format!("{} {words}", command.key_name(ui))).collect();
        line_ui(ui, foot, &words.join(" · "), |_| {});
    } else if foot_height > 0.0 {
        let foot = Rect::from_min_max(pos2(rect.left() + 1.0, list.bottom()), rect.max - vec2(1.0, 1.0));
        ui.scope_builder(UiBuilder::new().max_rect(foot), |ui| foot_ui(ui, foot, state, inbox));
    }
    if let Some(payload) = drag::over(ui, pane, rect)
        && ui.input(|input| input.pointer.any_released())
    {
        egui::DragAndDrop::clear_payload(ui);
        inbox.send(Command::Move { person_ids: payload.ids.clone(), to: pane });
    }
}

/// Height of a line of words above or below a list, in points.
const LINE: f32 = 34.0;

/// A line of words above or below a list.
fn line_ui(ui: &mut Ui, rect: Rect, words: &str, end: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    ui.painter().rect_filled(rect, if rect.bottom() > ui.max_rect().bottom() - 2.0 { theme::CARD_RADIUS } else { 0.into() }, tokens.sunken);
    bar::within(ui, rect.shrink2(vec2(GAP, 0.0)), ("line", words.len()), |ui| name_text::label(ui, words, theme::regular(size::SECOND), tokens.muted), end);
}

fn header_ui(ui: &mut Ui, pane: Pane, state: &State, draft: &mut ListDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let list = state.pane(pane);
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        ui.label(egui::RichText::new(pane.title()).font(theme::semibold(size::TITLE)).color(tokens.text));
        let mut words = match list.total() {
            1 => "1 person".to_owned(),
            n => format!("{} people", with_thousands(n)),
        };
        if list.is_searching() {
            words = format!("{} of {words}", with_thousands(list.rows().len()));
        } else if pane == Pane::Keep && list.selected_count() < 2 && list.total() > 0 {
            words = match state.undecided {
                0 => format!("{words} · all looked at"),
                undecided => format!("{} · {} not looked at yet", with_thousands(list.total()), with_thousands(undecided)),
            };
        }
        if list.selected_count() > usize::from(!list.has_ticks()) {
            words = format!("{words} · {} selected", with_thousands(list.selected_count()));
        }
        if let Some(error) = list.search_errors().first() {
            let word = if state.hides_names() { "…" } else { error.word.as_str() };
            words = format!("{words} · “{word}” is not understood");
        }
        name_text::label(ui, &words, theme::regular(size::BODY), tokens.muted);
    });
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        // In a narrow pane the words to search by need the room more than the name of the order.
        let is_narrow = ui.available_width() < WIDE_ENOUGH_FOR_ORDER;
        let order_width = if is_narrow { FILTER_WIDTH } else { Button::quiet(list.order.label()).with_icon(icons::ICON_UNFOLD_MORE).width(ui) } + FILTER_WIDTH;
        let mut text = list.search().to_owned();
        let name = format!("Search {}", pane.title());
        let marks: Vec<_> = list.search_errors().iter().map(|error| error.at.clone()).collect();
        let offered = completion_popup::offered(ui, search_id(pane), pane, &text, state, &mut draft.completion);
        let response = field::search(ui, search_id(pane), &mut text, &name, ui.available_width() - order_width - 8.0, &marks, !offered.is_empty());
        if response.changed() {
            inbox.push(Action::Search(pane, text));
        } else if let Some(completed) = completion_popup::popup_ui(ui, &response, &text, &offered) {
            inbox.push(Action::Search(pane, completed));
            inbox.push(Action::FocusSearch(pane));
        }
        // Escape clears the search first, and goes back to the list then.
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            if list.search().is_empty() {
                inbox.push(Action::FocusList(pane));
            } else {
                inbox.push(Action::Search(pane, String::new()));
                inbox.push(Action::FocusSearch(pane));
            }
        }
        if response.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown)) {
            inbox.push(Action::FocusList(pane));
        }
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            inbox.push(Action::FocusList(pane));
        }
        ui.spacing_mut().item_spacing.x = 2.0;
        filter_menu::filter_ui(ui, pane, state, inbox);
        order_ui(ui, pane, (list.order, list.is_reversed), is_narrow, inbox);
    });
}

/// Room for the filter button and the gaps beside it.
const FILTER_WIDTH: f32 = 34.0;

fn order_ui(ui: &mut Ui, pane: Pane, (order, is_reversed): (Order, bool), is_narrow: bool, inbox: &mut Inbox) {
    let name = format!("Sort {}: {}", pane.title(), order.label());
    let button = if is_narrow {
        Button::icon_only(icons::ICON_SWAP_VERT, &name).tone(Tone::Quiet).show(ui)
    } else {
        Button::quiet(order.label()).with_icon(icons::ICON_UNFOLD_MORE).named(&name).show(ui)
    };
    menu::below(&button).show(|ui| {
        ui.set_min_width(150.0);
        for other in Order::ALL {
            if ui.selectable_label(other == order, other.label()).clicked() {
                inbox.push(Action::Sort(pane, other, false));
                ui.close();
            }
        }
        ui.separator();
        if menu::choice(ui, is_reversed, "Reversed").clicked() {
            inbox.push(Action::Sort(pane, order, !is_reversed));
            ui.close();
        }
    });
}

fn list_ui(ui: &mut Ui, pane: Pane, state: &State, draft: &mut ListDraft, inbox: &mut Inbox) {
    let people = state.pane(pane);
    let count = people.rows().len();
    let reveal = if count > 0 && draft.revealed != people.reveal() {
        draft.revealed = people.reveal();
        people.cursor_place()
    } else {
        None
    };
    let name = format!("{} list", pane.title());
    let groups = people.groups();
    let first = |at: usize| groups.get(at).map_or(0, |group| group.first);
    let label = |at: usize| groups.get(at).map_or_else(Default::default, |group| (state.group_label(pane, *group), group.count));
    let heads = Heads { count: groups.len(), first: &first, label: &label };
    let current = people.cursor().map(|id| id.0);
    let list = List { id: list_id(pane), name: &name, count, current, reveal, row_sense: Sense::CLICK | Sense::DRAG, heads };
    let area = ui.max_rect();
    let events =
        list.show(ui, |place| state.person_at(pane, place).map(|person| (person.id.0, person)), |ui, row, person| row_ui(ui, pane, state, person, row, inbox));
    if let Some(group) = events.clicked_head {
        inbox.push(Action::Select(pane, Select::Group(first(group))));
        ui.memory_mut(|memory| memory.request_focus(list_id(pane)));
    } else if events.is_background_clicked {
        inbox.push(Action::Select(pane, Select::Nothing));
    }
    draft.keys.act(ui, pane, state, events.keys, inbox);
    if count == 0 {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| empty_ui(ui, pane, state, inbox));
    }
}

fn row_ui(ui: &Ui, pane: Pane, state: &State, person: &Person, row: Row, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let list = state.pane(pane);
    let is_selected = list.is_selected(person.id);
    row.tell(ui, is_selected, || row_name(state, person));
    respond(ui, pane, state, person, &row.response, is_selected, inbox);
    let fill = if is_selected {
        Some(if state.active == pane { tokens.selected } else { tokens.selected_quiet })
    } else {
        row.response.hovered().then_some(tokens.hover)
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(row.rect, 0.0, fill);
    }
    if row.list_has_keyboard && list.cursor() == Some(person.id) {
        row.paint_focus(ui);
    }
    let content = if list.has_ticks() {
        let square = Rect::from_center_size(pos2(row.rect.left() + GAP + 10.0, row.rect.center().y), vec2(17.0, 17.0));
        check::paint(ui, square, is_selected, row.response.hovered());
        row.rect.with_min_x(row.rect.left() + 28.0)
    } else {
        row.rect
    };
    let is_told = paint_row(ui, content, state, person, list.order, tokens);
    // What stands behind a dialog explains nothing.
    let is_behind = !ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    let response = if is_told || is_behind { row.response } else { row.response.on_hover_ui(|ui| row_tooltip(ui, state, person)) };
    menu::at_row(&response).show(|ui| person_menu::menu_ui(ui, pane, state, person, inbox));
}

fn respond(ui: &Ui, pane: Pane, state: &State, person: &Person, response: &Response, is_selected: bool, inbox: &mut Inbox) {
    if response.drag_started_by(egui::PointerButton::Primary) {
        let ids = if is_selected { state.selected(pane) } else { vec![person.id] };
        if !is_selected {
            inbox.push(Action::Select(pane, Select::Only(person.id)));
        }
        egui::DragAndDrop::set_payload(ui, DragPeople { from: pane, ids });
    }
    if response.secondary_clicked() && !is_selected {
        inbox.push(Action::Select(pane, Select::Only(person.id)));
    }
    if response.double_clicked() && state.settings.row_click == RowClick::Selects {
        ui.memory_mut(|memory| memory.request_focus(list_id(pane)));
        inbox.send(Command::Move { person_ids: vec![person.id], to: pane.other() });
    } else if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(list_id(pane)));
        let modifiers = click_modifiers(ui);
        let is_plain = !modifiers.shift && !modifiers.command;
        if is_plain && state.settings.row_click == RowClick::Moves {
            inbox.send(Command::Move { person_ids: vec![person.id], to: pane.other() });
            return;
        }
        let select = if modifiers.shift {
            Select::RangeTo(person.id)
        } else if modifiers.command || state.settings.row_click == RowClick::Ticks {
            Select::Toggle(person.id)
        } else {
            Select::Only(person.id)
        };
        inbox.push(Action::Select(pane, select));
    }
}

/// The modifiers at the click itself: those at the end of the frame may be others on a slow machine.
fn click_modifiers(ui: &Ui) -> Modifiers {
    ui.input(|input| {
        let at_click = input.events.iter().rev().find_map(|event| match event {
            Event::PointerButton { pressed: false, modifiers, .. } => Some(*modifiers),
            _ => None,
        });
        at_click.unwrap_or(input.modifiers)
    })
}

fn empty_ui(ui: &mut Ui, pane: Pane, state: &State, inbox: &mut Inbox) {
    if let Some(error) = state.pane(pane).search_errors().first() {
        let word = if state.hides_names() { "…" } else { error.word.as_str() };
        let words = format!(
            "“{word}” looks like a condition, and is none that Partwell knows. Put it in quotes to search for the words themselves, or try one of these: messages:0 · last:>2y · connected:2016 · has:recommendation · invited:me · company:acme."
        );
        empty::show_with(ui, icons::ICON_SEARCH_OFF, "Not understood", &words, |ui| {
            if let Some(meant) = &error.meant
                && !state.hides_names()
                && Button::new(&format!("Search for {meant}")).show(ui).clicked()
            {
                let mut search = state.pane(pane).search().to_owned();
                if search.get(error.at.clone()).is_some() {
                    search.replace_range(error.at.clone(), meant);
                    inbox.push(Action::Search(pane, search));
                }
            }
        });
    } else if let Some(profile) = state.pane(pane).unresolved_profile() {
        let profile = if state.hides_names() { "that profile" } else { profile };
        let words = format!("Nobody among your connections has the profile “{profile}”, or the day of their connection is not known.");
        empty::show(ui, icons::ICON_SEARCH_OFF, "No such day", &words);
    } else if state.pane(pane).is_searching() && state.pane(pane).left() > 0 {
        let all = display_text::people(state.pane(pane).left());
        empty::show_with(ui, icons::ICON_CHECK, &format!("Nobody left who matches: {all} moved"), "The search is still on; the others are behind it.", |ui| {
            if Button::new("Show the others").show(ui).clicked() {
                inbox.push(Action::Search(pane, String::new()));
                inbox.push(Action::FocusList(pane));
            }
        });
    } else if state.pane(pane).is_searching() {
        let near = state.near_misses(pane);
        let words = if near.is_empty() {
            "Nobody here matches. Case and accents do not matter; every word must be found, every condition met. Unknown facts never match."
        } else {
            "Nobody here matches. Did you mean:"
        };
        empty::show_with(ui, icons::ICON_SEARCH_OFF, "No match", words, |ui| {
            for (meant, count) in near {
                if Button::new(&format!("{meant} · {}", display_text::people(*count))).named(&format!("Search for {meant}")).show(ui).clicked() {
                    inbox.push(Action::Search(pane, meant.clone()));
                    inbox.push(Action::FocusSearch(pane));
                }
            }
        });
    } else if pane == Pane::Remove {
        empty::show(
            ui,
            icons::ICON_SPA,
            "Nobody to part with yet",
            "Drag people here, double-click them, or press Enter. Nothing happens at LinkedIn: you get a list in the end.",
        );
    } else {
        empty::show(ui, icons::ICON_INBOX, "Nobody here", "Everybody stands in Remove, or is in a finalized batch.");
    }
}

fn foot_ui(ui: &mut Ui, foot: Rect, state: &State, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let round = egui::CornerRadius { nw: 0, ne: 0, ..theme::CARD_RADIUS };
    ui.painter().rect_filled(foot, round, tokens.parting_soft);
    bar::within(
        ui,
        foot.shrink2(vec2(GAP, 0.0)),
        "foot",
        |ui| {
            let total = state.pane(Pane::Remove).total();
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let count = state.recommending();
                ui.add_space(if count > 0 { 11.0 } else { 20.0 });
                name_text::label(ui, &display_text::people(total), theme::semibold(size::BODY), tokens.parting);
                if count > 0 {
                    let words = if count == total { "recommended you".to_owned() } else { format!("{} recommended you", with_thousands(count)) };
                    name_text::label(ui, &words, theme::regular(size::SECOND), tokens.parting);
                }
            });
        },
        |ui| {
            let is_narrow = foot.width() < 330.0;
            if Button::new("Export…").show(ui).clicked() {
                inbox.push(Action::Open(Dialog::Export(ListSource::Draft)));
            }
            let key = UiCommand::Finalize.key_name(ui);
            let finalize = Button::primary(if is_narrow { "Finalize…" } else { "Finalize batch…" }).named("Finalize batch…").tone(Tone::Primary);
            let finalize = if foot.width() < 400.0 { finalize } else { finalize.with_key(&key) };
            if finalize.show(ui).clicked() {
                inbox.push(Action::Open(Dialog::Checklist));
            }
        },
    );
}
