//! One pane: header, search, order, and the list of people, of which only the visible rows are drawn.

use egui::{
    Event, EventFilter, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    drag::{self, DragPeople},
    person_menu,
    theme::{self, AVATAR, GAP, ROW_HEIGHT, Tokens, size, tokens},
    ui_command::{Scope, UiCommand},
    widgets::{
        avatar, bar,
        button::{Button, Tone},
        chip::Mark,
        empty, field, menu, name_text,
    },
};
use crate::{
    command::Command,
    model::{
        batch::removal_list::ListSource,
        evidence::{Direction, EvidenceKind, evidence_text},
        id::PersonId,
        local_time::LocalTime,
        person::{
            Person,
            decision::{Decision, Pane},
        },
        search::index::Order,
        text::{
            date_text,
            display_text::{self, with_thousands},
        },
    },
    state::{State, pane::Select},
};

/// What a pane remembers between frames.
#[derive(Debug, Default)]
pub(super) struct ListDraft {
    revealed: u64,
}

/// Narrower rows show the year alone.
const WIDE_ENOUGH_FOR_A_DAY: f32 = 360.0;
/// Narrower rows have the marks on the second line.
const WIDE_ENOUGH_FOR_MARKS: f32 = 400.0;
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
    let foot_height = if pane == Pane::Remove && state.pane(pane).total() > 0 { 58.0 } else { 0.0 };
    let header = Rect::from_min_size(rect.min, vec2(rect.width(), 84.0));
    ui.scope_builder(UiBuilder::new().max_rect(header.shrink2(vec2(GAP, 10.0))), |ui| header_ui(ui, pane, state, inbox));
    ui.painter().hline(rect.x_range().shrink(1.0), header.bottom(), Stroke::new(1.0, tokens.line));
    let list = Rect::from_min_max(pos2(rect.left() + 1.0, header.bottom() + 1.0), pos2(rect.right() - 1.0, rect.bottom() - foot_height - 1.0));
    ui.scope_builder(UiBuilder::new().max_rect(list), |ui| list_ui(ui, pane, state, draft, inbox));
    if foot_height > 0.0 {
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

fn header_ui(ui: &mut Ui, pane: Pane, state: &State, inbox: &mut Inbox) {
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
        }
        if list.selected_count() > 1 {
            words = format!("{words} · {} selected", with_thousands(list.selected_count()));
        }
        if let Some(unclear) = list.unclear_words().first() {
            let unclear = if state.hides_names() { "…" } else { unclear.as_str() };
            words = format!("{words} · “{unclear}” is not understood");
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
        let response = field::line(ui, search_id(pane), &mut text, &name, "Search", ui.available_width() - order_width - 8.0, true);
        if response.changed() {
            inbox.push(Action::Search(pane, text));
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
        filter_ui(ui, pane, state, inbox);
        order_ui(ui, pane, list.order, is_narrow, inbox);
    });
}

/// Room for the filter button and the gaps beside it.
const FILTER_WIDTH: f32 = 34.0;

/// The menu that puts conditions into the search field, where they can be read, changed and learned.
fn filter_ui(ui: &mut Ui, pane: Pane, state: &State, inbox: &mut Inbox) {
    let search = state.pane(pane).search();
    let is_on = |term: &str| search.split_whitespace().any(|word| word == term);
    let button = Button::icon_only(icons::ICON_FILTER_LIST, &format!("Filter {}", pane.title())).tone(Tone::Quiet).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_min_width(240.0);
        let year = state.overview.time.today.year();
        let groups: [&[(String, &str)]; 3] = [
            &[
                ("messages:0".into(), "Never wrote to each other"),
                ("unknown:messages".into(), "Messages not known"),
                ("has:messages".into(), "With messages"),
                ("has:recommendation".into(), "With a recommendation"),
                ("has:endorsement".into(), "With an endorsement"),
                ("invited:me".into(), "You invited them"),
                ("invited:them".into(), "They invited you"),
                (format!("last:<{}", year - 2), "Silent for two years and more"),
            ],
            &[
                ("-has:company".into(), "No company"),
                (format!("connected:<{}", year - 5), "Connected more than five years ago"),
                (format!("connected:<{}", year - 10), "Connected more than ten years ago"),
                ("has:newjob".into(), "In a new job since an earlier import"),
            ],
            &[
                ("has:note".into(), "With a note"),
                ("has:reason".into(), "With a reason"),
                ("has:lock".into(), "Protected"),
                ("has:later".into(), "Decide later"),
                ("is:due".into(), "Due for review"),
                ("has:unfollow".into(), "To unfollow"),
            ],
        ];
        for (i, group) in groups.into_iter().enumerate() {
            if i > 0 {
                ui.separator();
            }
            for (term, label) in group {
                if ui.selectable_label(is_on(term), *label).on_hover_text(term).clicked() {
                    let mut words: Vec<&str> = search.split_whitespace().filter(|word| word != term).collect();
                    if !is_on(term) {
                        words.push(term);
                    }
                    inbox.push(Action::Search(pane, words.join(" ")));
                    // There it can be read, changed and taken back.
                    inbox.push(Action::FocusSearch(pane));
                    ui.close();
                }
            }
        }
    });
}

fn order_ui(ui: &mut Ui, pane: Pane, order: Order, is_narrow: bool, inbox: &mut Inbox) {
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
                inbox.push(Action::Sort(pane, other));
                ui.close();
            }
        }
    });
}

fn list_ui(ui: &mut Ui, pane: Pane, state: &State, draft: &mut ListDraft, inbox: &mut Inbox) {
    let people = state.pane(pane);
    let area = ui.max_rect();
    let id = list_id(pane);
    // One stop for Tab; the rows are reached by arrows.
    let response = ui.interact(area, id, Sense::CLICK | Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, format!("{} list", pane.title())));
    // A click by the pointer alone: Enter and Space also count as a click of what has the keyboard.
    if response.clicked_by(egui::PointerButton::Primary) {
        response.request_focus();
        inbox.push(Action::Select(pane, Select::Nothing));
    }
    // Nothing reaches a list behind a dialog.
    if response.has_focus() && ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true }));
        keys(ui, pane, state, area, inbox);
    }
    if response.has_focus() && people.cursor().is_none() {
        // No row can show where the keyboard is.
        ui.painter().rect_stroke(area.shrink(2.0), 6.0, Stroke::new(2.0, tokens(ui).accent), StrokeKind::Inside);
    }
    if people.rows().is_empty() {
        empty_ui(ui, pane, state);
        return;
    }
    ui.scope_builder(UiBuilder::new().accessibility_parent(id).max_rect(area), |ui| {
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        ScrollArea::vertical().id_salt(("list", pane)).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
            #[expect(clippy::cast_precision_loss, reason = "exact up to 300,000 rows, and a point off at a million")]
            let height = people.rows().len() as f32 * ROW_HEIGHT;
            ui.set_height(height);
            ui.set_width(ui.available_width());
            let top = ui.max_rect().top();
            let (first, last) = visible_rows(viewport, people.rows().len());
            for place in first..last {
                if let Some(person) = state.person_at(pane, place) {
                    row_ui(ui, pane, state, person, place, row_rect(ui, top, place), response.has_focus(), inbox);
                }
            }
            if draft.revealed != people.reveal() {
                draft.revealed = people.reveal();
                if let Some(place) = people.cursor_place() {
                    ui.scroll_to_rect(row_rect(ui, top, place), None);
                }
            }
            drag::scroll_near_edge(ui, area);
        });
    });
    if let Some(cursor) = people.cursor() {
        ui.accesskit_node_builder(id, |node| node.set_active_descendant(row_id(pane, cursor).accesskit_id()));
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows are not negative and far fewer than 2^24")]
fn visible_rows(viewport: Rect, total: usize) -> (usize, usize) {
    let first = (viewport.top() / ROW_HEIGHT).floor().max(0.0) as usize;
    let last = (viewport.bottom() / ROW_HEIGHT).ceil().max(0.0) as usize;
    (first.min(total), last.min(total))
}

#[expect(clippy::cast_precision_loss, reason = "as above")]
fn row_rect(ui: &Ui, top: f32, place: usize) -> Rect {
    Rect::from_min_size(pos2(ui.max_rect().left(), top + place as f32 * ROW_HEIGHT), vec2(ui.max_rect().width(), ROW_HEIGHT))
}

fn row_id(pane: Pane, id: PersonId) -> Id {
    list_id(pane).with(id.0)
}

/// What a screen reader says of a row.
fn row_name(person: &Person, time: &LocalTime) -> String {
    let mut words = vec![person.facts.name()];
    let work = person.facts.work();
    if !work.is_empty() {
        words.push(work);
    }
    if let Some(day) = person.facts.connected_on {
        words.push(format!("connected {}", date_text::day(day)));
    }
    if person.state.is_protected {
        words.push("protected".to_owned());
    }
    if person.state.is_due(time.today) {
        words.push("due for review".to_owned());
    } else if let Some(day) = person.state.later_until {
        words.push(format!("later, on {}", date_text::day(day)));
    }
    if person.state.decision == Decision::Unfollow {
        words.push("to unfollow".to_owned());
    }
    words.extend(evidence_text::sentences(&person.evidence, time));
    if !person.state.reasons.is_empty() {
        words.push(format!("reasons: {}", person.state.reasons.in_words()));
    }
    if !person.state.note.is_empty() {
        words.push("has a note".to_owned());
    }
    words.join(", ")
}

#[expect(clippy::too_many_arguments, reason = "a row is where everything meets")]
fn row_ui(ui: &mut Ui, pane: Pane, state: &State, person: &Person, place: usize, rect: Rect, list_has_focus: bool, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let list = state.pane(pane);
    // One interaction a row, known by the person: it stays the same when the list is sorted anew.
    let response = ui.interact(rect, row_id(pane, person.id), Sense::CLICK | Sense::DRAG);
    let is_selected = list.is_selected(person.id);
    let is_cursor = list.cursor() == Some(person.id);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, row_name(person, &state.overview.time)));
    ui.accesskit_node_builder(response.id, |node| {
        node.set_selected(is_selected);
        node.set_position_in_set(place + 1);
        node.set_size_of_set(list.rows().len());
    });
    respond(ui, pane, state, person, &response, is_selected, inbox);
    let fill =
        if is_selected { Some(if state.active == pane { tokens.selected } else { tokens.selected_quiet }) } else { response.hovered().then_some(tokens.hover) };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if is_cursor && list_has_focus {
        ui.painter().rect_stroke(rect.shrink(1.0), 4.0, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    let is_told = paint_row(ui, rect, state, person, list.order, tokens);
    // What stands behind a dialog explains nothing.
    let is_behind = !ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    let response = if is_told || is_behind { response } else { response.on_hover_ui(|ui| row_tooltip(ui, state, person)) };
    menu::at_row(&response).show(|ui| person_menu::menu_ui(ui, pane, state, person, inbox));
}

fn row_tooltip(ui: &mut Ui, state: &State, person: &Person) {
    let tokens = tokens(ui);
    ui.set_max_width(320.0);
    name_text::wrapped(ui, &person.facts.name(), theme::semibold(size::BODY), tokens.text);
    for words in [
        person.facts.work(),
        if person.state.is_protected { "Protected".to_owned() } else { String::new() },
        match person.state.later_until {
            Some(day) if person.state.is_due(state.overview.time.today) => format!("Due since {}: review them again", date_text::day(day)),
            Some(day) => format!("Later: review again on {}", date_text::day(day)),
            None => String::new(),
        },
        person.state.reasons.in_words(),
        crate::model::text::display_text::sanitized(&person.state.note).into_owned(),
    ] {
        if !words.is_empty() {
            ui.label(egui::RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.muted));
        }
    }
    for words in evidence_text::sentences(&person.evidence, &state.overview.time) {
        ui.label(egui::RichText::new(evidence_text::upper_first(&words)).font(theme::regular(size::SECOND)).color(tokens.text));
    }
    for kind in EvidenceKind::ALL.into_iter().filter(|kind| !kind.is_in(&person.evidence)) {
        let covered = state.coverage.of(kind, &person.facts, &person.evidence);
        let words = format!("{}: {}", evidence_text::upper_first(kind.noun()), evidence_text::nothing(kind, covered));
        ui.label(egui::RichText::new(words).font(theme::regular(size::SMALL)).color(tokens.muted));
    }
}

/// The marks of a row, the telling ones first, each with whether it must stay when the row is narrow.
fn marks(ui: &Ui, state: &State, person: &Person, tokens: &Tokens) -> Vec<(Mark, bool)> {
    let evidence = &person.evidence;
    let mut marks = Vec::new();
    let quiet = |icon, text: &str| (Mark::new(ui, icon, text, tokens.sunken, tokens.muted), false);
    let recommended = |direction| evidence.recommendations(direction).next().is_some();
    if recommended(Direction::Incoming) {
        marks.push((Mark::new(ui, icons::ICON_FORMAT_QUOTE, "recommended you", tokens.care_soft, tokens.care), true));
    } else if recommended(Direction::Outgoing) {
        marks.push((Mark::new(ui, icons::ICON_FORMAT_QUOTE, "you recommended", tokens.sunken, tokens.muted), true));
    }
    match &evidence.messages {
        Some(messages) if messages.direct() > 0 => marks.push(quiet(icons::ICON_MAIL, &with_thousands(messages.direct()))),
        // Who only shares a group did not write to the member.
        Some(messages) => marks.push(quiet(icons::ICON_FORUM, &with_thousands(messages.group))),
        None => {
            let covered = state.coverage.of(EvidenceKind::Messages, &person.facts, evidence);
            if covered.is_known() {
                marks.push(quiet(icons::ICON_MAIL, "0"));
            } else if covered.period.is_some() {
                // A file is there and cannot speak of them: that is not none.
                marks.push((Mark::new(ui, icons::ICON_MAIL, "?", tokens.card, tokens.muted), false));
            }
        }
    }
    if !evidence.endorsements.is_empty() {
        marks.push(quiet(icons::ICON_STAR, &evidence.endorsements.len().to_string()));
    }
    if person.state.is_protected {
        marks.push((Mark::new(ui, icons::ICON_LOCK, "", tokens.sunken, tokens.muted), true));
    }
    if person.state.is_due(state.overview.time.today) {
        marks.push((Mark::new(ui, icons::ICON_SCHEDULE, "due", tokens.care_soft, tokens.care), true));
    } else if person.state.decision == Decision::Later {
        marks.push(quiet(icons::ICON_SCHEDULE, ""));
    }
    if person.state.decision == Decision::Unfollow {
        marks.push(quiet(icons::ICON_VISIBILITY_OFF, ""));
    }
    if !person.state.reasons.is_empty() {
        marks.push(quiet(icons::ICON_SELL, ""));
    }
    if !person.state.note.is_empty() || evidence.owner_note.is_some() {
        marks.push(quiet(icons::ICON_STICKY_NOTE_2, ""));
    }
    marks
}

/// Those marks that fit: first the words of a recommendation give way to their icon, then the least telling marks. What
/// must stay, stays.
fn fitting(mut marks: Vec<(Mark, bool)>, room: f32) -> Vec<Mark> {
    let width = |marks: &[(Mark, bool)]| marks.iter().map(|(mark, _)| mark.width()).sum::<f32>();
    if width(&marks) > room {
        for (mark, must_stay) in &mut marks {
            if *must_stay {
                mark.shorten();
            }
        }
    }
    while width(&marks) > room {
        let Some(last) = marks.iter().rposition(|(_, must_stay)| !must_stay) else { break };
        marks.remove(last);
    }
    marks.into_iter().map(|(mark, _)| mark).collect()
}

/// Paints a row's content. Returns whether it tells everything that a tooltip would.
fn paint_row(ui: &Ui, rect: Rect, state: &State, person: &Person, order: Order, tokens: &Tokens) -> bool {
    let painter = ui.painter();
    let center_y = rect.center().y;
    avatar::paint(painter, pos2(rect.left() + GAP + AVATAR / 2.0, center_y), AVATAR, person);
    let mut right = rect.right() - GAP - 4.0;
    // Sorted by contact, the rows show what they are sorted by.
    let day = if order.is_by_contact() { person.evidence.last_contact().map(|at| state.overview.time.day_of(at)) } else { person.facts.connected_on };
    let date = match day {
        Some(day) if rect.width() >= WIDE_ENOUGH_FOR_A_DAY => date_text::day(day),
        Some(day) => day.year().to_string(),
        None => String::new(),
    };
    let galley = painter.layout_no_wrap(date, theme::regular(size::SMALL), tokens.muted);
    let left = rect.left() + GAP + AVATAR + 11.0;
    let width = galley.size().x;
    // In a narrow row the date stands beside the name and the marks beside the work, so that the name has room.
    let is_narrow = rect.width() < WIDE_ENOUGH_FOR_MARKS;
    let (date_y, marks_y) = if is_narrow { (center_y - 9.0, center_y + 9.0) } else { (center_y, center_y) };
    painter.galley(pos2(right - width, date_y - galley.size().y / 2.0), galley, tokens.muted);
    // As wide as the widest date, so that the marks stand below each other.
    let widest = if rect.width() >= WIDE_ENOUGH_FOR_A_DAY { 72.0 } else { 28.0 };
    let before_date = right - f32::max(width, widest) - 8.0;
    if !is_narrow {
        right = before_date;
    }
    let room_for_words = if rect.width() < WIDE_ENOUGH_FOR_A_DAY { 90.0 } else { 130.0 };
    let marks = marks(ui, state, person, tokens);
    let has_marks = !marks.is_empty();
    // The telling ones stand next to the date.
    for mark in fitting(marks, right - left - room_for_words) {
        right = mark.paint(ui, right, marks_y);
    }
    let name_right = if is_narrow { before_date } else { right };
    let name = name_text::line(painter, &person.facts.name(), theme::semibold(size::BODY), tokens.text, name_right - left - 4.0);
    let work = person.facts.work();
    let work = name_text::line(painter, if work.is_empty() { "—" } else { &work }, theme::regular(size::SECOND), tokens.muted, right - left - 4.0);
    let is_cut_off = name.is_cut_off || work.is_cut_off;
    let (name, work) = (name.galley, work.galley);
    let height = name.size().y + work.size().y + 1.0;
    let top = center_y - height / 2.0;
    let name_height = name.size().y;
    painter.galley(pos2(left, top), name, tokens.text);
    painter.galley(pos2(left, top + name_height + 1.0), work, tokens.muted);
    !is_cut_off && !has_marks
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
    if response.double_clicked() {
        ui.memory_mut(|memory| memory.request_focus(list_id(pane)));
        inbox.send(Command::Move { person_ids: vec![person.id], to: pane.other() });
    } else if response.clicked() {
        ui.memory_mut(|memory| memory.request_focus(list_id(pane)));
        let modifiers = click_modifiers(ui);
        let select = if modifiers.shift {
            Select::RangeTo(person.id)
        } else if modifiers.command {
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

/// Keys of a list. Each event counts: several can come in one frame.
fn keys(ui: &Ui, pane: Pane, state: &State, area: Rect, inbox: &mut Inbox) {
    let events = ui.input(|input| input.filtered_events(&EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true }));
    #[expect(clippy::cast_possible_truncation, reason = "rows on a screen are few")]
    let rows_in_sight = ((area.height() / ROW_HEIGHT) as isize - 1).max(1);
    for event in events {
        let Event::Key { key, pressed: true, modifiers, .. } = event else { continue };
        let extends = modifiers.shift;
        let step = |by: isize| Action::Select(pane, Select::Step { by, extends });
        match key {
            _ if modifiers.command || modifiers.alt => {}
            Key::ArrowDown => inbox.push(step(1)),
            Key::ArrowUp => inbox.push(step(-1)),
            Key::PageDown => inbox.push(step(rows_in_sight)),
            Key::PageUp => inbox.push(step(-rows_in_sight)),
            Key::Home | Key::End => inbox.push(Action::Select(pane, Select::ToEnd { is_last: key == Key::End, extends })),
            _ => {}
        }
        match UiCommand::of_key(Scope::List, key, modifiers) {
            Some(UiCommand::SelectAll) => inbox.push(Action::Select(pane, Select::All)),
            Some(UiCommand::SelectOne) => inbox.push(Action::Select(pane, Select::ToggleCursor)),
            Some(UiCommand::SelectNone) => inbox.push(Action::Select(pane, Select::Nothing)),
            Some(UiCommand::MoveAcross) => move_selected(pane, pane.other(), state, inbox),
            Some(UiCommand::MoveWithReasons) => {
                let people = state.selected(pane);
                move_selected(pane, pane.other(), state, inbox);
                if pane == Pane::Keep && !people.is_empty() {
                    inbox.push(Action::Open(Dialog::Reasons(people)));
                }
            }
            Some(UiCommand::ToRemove) if pane == Pane::Keep => move_selected(pane, Pane::Remove, state, inbox),
            Some(UiCommand::ToKeep) if pane == Pane::Remove => move_selected(pane, Pane::Keep, state, inbox),
            Some(UiCommand::Protect) => {
                let person_ids = state.selected(pane);
                let is_protected = !state.are_selected_protected(pane);
                if !person_ids.is_empty() {
                    inbox.send(Command::SetProtected { person_ids, is_protected });
                }
            }
            Some(UiCommand::Note) => {
                inbox.push(Action::Select(pane, Select::Enter));
                inbox.push(Action::WriteNote);
            }
            Some(UiCommand::CopyName) => {
                if let Some(person) = under_cursor(state, pane) {
                    person_menu::copy_name(ui, state, person, inbox);
                }
            }
            Some(UiCommand::Unfollow) => {
                let person_ids = state.selected(pane);
                let is_to_unfollow = !person_ids.iter().all(|id| state.person(*id).is_some_and(|person| person.state.decision == Decision::Unfollow));
                if !person_ids.is_empty() {
                    inbox.send(Command::SetUnfollow { person_ids, is_to_unfollow });
                }
            }
            Some(UiCommand::Later) => {
                let people = state.selected(pane);
                if !people.is_empty() {
                    inbox.push(Action::Open(Dialog::Later(people)));
                }
            }
            Some(UiCommand::Reasons) => {
                let people = state.selected(pane);
                if !people.is_empty() {
                    inbox.push(Action::Open(Dialog::Reasons(people)));
                }
            }
            _ => {}
        }
    }
}

fn under_cursor(state: &State, pane: Pane) -> Option<&Person> {
    state.pane(pane).cursor().and_then(|id| state.person(id))
}

/// Moves whoever is selected.
pub(super) fn move_selected(from: Pane, to: Pane, state: &State, inbox: &mut Inbox) {
    let person_ids = state.selected(from);
    if !person_ids.is_empty() {
        inbox.send(Command::Move { person_ids, to });
    }
}

fn empty_ui(ui: &mut Ui, pane: Pane, state: &State) {
    if let Some(unclear) = state.pane(pane).unclear_words().first() {
        let unclear = if state.hides_names() { "…" } else { unclear.as_str() };
        empty::show(
            ui,
            icons::ICON_SEARCH_OFF,
            "Not understood",
            &format!(
                "“{unclear}” looks like a condition, and is none that Partwell knows. Put it in quotes to search for the words themselves, or try one of these: messages:0 · last:<2020 · connected:2016 · has:recommendation · invited:me · company:acme."
            ),
        );
    } else if state.pane(pane).is_searching() {
        empty::show(
            ui,
            icons::ICON_SEARCH_OFF,
            "No match",
            "Nobody here matches. Case and accents do not matter; every word must be found, every condition met. Unknown facts never match.",
        );
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
            if Button::primary(if is_narrow { "Finalize…" } else { "Finalize batch…" }).named("Finalize batch…").tone(Tone::Primary).show(ui).clicked() {
                inbox.push(Action::Open(Dialog::Checklist));
            }
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rows_in_sight_are_drawn() {
        let viewport = |top: f32| Rect::from_min_size(pos2(0.0, top), vec2(300.0, 540.0));
        assert_eq!(visible_rows(viewport(0.0), 30_000), (0, 10));
        assert_eq!(visible_rows(viewport(ROW_HEIGHT * 100.5), 30_000), (100, 111));
        assert_eq!(visible_rows(viewport(0.0), 3), (0, 3));
    }
}
