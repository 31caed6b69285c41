//! A list of rows of one height: one stop for Tab, keys inside, of all rows only those in sight, named for screen readers.
//!
//! What a row shows, and who is selected, is up to whoever shows the list.

use std::sync::Arc;

use egui::{
    Event, EventFilter, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2,
};

use super::name_text;
use crate::{
    model::text::display_text::with_thousands,
    ui::theme::{self, GAP, ROW_HEIGHT, size, tokens},
};

/// Keys that the list keeps from egui while it has the keyboard. Tab leaves it.
const KEPT_KEYS: EventFilter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };

/// Points from an edge within which the list scrolls while something is dragged.
const EDGE: f32 = 44.0;

/// Points a second at the very edge.
const FASTEST: f32 = 1100.0;

/// Height of a head over a group of rows, in points.
const HEAD: f32 = 28.0;

/// Heads over groups of rows. Asked for those in sight alone, so there may be as many as rows.
#[derive(Clone, Copy)]
pub struct Heads<'l> {
    /// How many groups there are.
    pub count: usize,
    /// The first row of a group, by its number; groups stand in the order of their rows.
    pub first: &'l dyn Fn(usize) -> usize,
    /// What a group's head says, and how many rows it has.
    pub label: &'l dyn Fn(usize) -> (String, usize),
}

impl Heads<'_> {
    /// A list without heads.
    pub const NONE: Self = Self { count: 0, first: &|_| 0, label: &|_| (String::new(), 0) };

    /// How many heads stand above this row, its own among them.
    fn above(&self, row: usize) -> usize {
        partition(self.count, |group| (self.first)(group) <= row)
    }
}

/// The first of `count` numbers for which `holds` no longer does; it holds for all before.
fn partition(count: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// A list, before it is shown.
#[derive(Clone, Copy)]
pub struct List<'l> {
    /// Its number in egui; it has the keyboard under this number.
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'l str,
    /// How many rows it has.
    pub count: usize,
    /// The key of the row that the keyboard acts on.
    pub current: Option<i64>,
    /// The row to scroll to in this frame.
    pub reveal: Option<usize>,
    /// What the pointer can do to a row.
    pub row_sense: Sense,
    /// Heads over groups of rows.
    pub heads: Heads<'l>,
}

/// A row in sight.
#[derive(Debug)]
pub struct Row {
    /// Its place in the list.
    pub index: usize,
    /// Where it stands.
    pub rect: Rect,
    /// What the pointer did to it. The same for the same key, also when the list is sorted anew.
    pub response: Response,
    /// Whether keys reach the list.
    pub list_has_keyboard: bool,
    count: usize,
}

impl Row {
    /// Tells screen readers the name of the row, and whether it is selected.
    pub fn tell(&self, ui: &Ui, is_selected: bool, name: impl Fn() -> String) {
        self.response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_selected, name()));
        ui.accesskit_node_builder(self.response.id, |node| {
            node.set_selected(is_selected);
            node.set_position_in_set(self.index + 1);
            node.set_size_of_set(self.count);
        });
    }

    /// Shows that keys act on this row.
    pub fn paint_focus(&self, ui: &Ui) {
        ui.painter().rect_stroke(self.rect.shrink(1.0), 4.0, Stroke::new(2.0, tokens(ui).accent), StrokeKind::Inside);
    }
}

/// Where a key goes in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows down, or up if negative.
    By(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Step {
    /// The row it leads to from row `at` of `count`; none where there is no row.
    #[must_use]
    pub fn from(self, at: usize, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        Some(match self {
            Self::By(rows) => at.saturating_add_signed(rows).min(last),
            Self::First => 0,
            Self::Last => last,
        })
    }
}

/// A key that was pressed while the list had the keyboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKey {
    /// One that moves in the list.
    Step {
        /// The way it goes.
        step: Step,
        /// Whether Shift is held: the rows between are selected, too.
        extends: bool,
    },
    /// Any other.
    Other {
        /// The key.
        key: Key,
        /// What was held with it.
        modifiers: Modifiers,
        /// Whether it comes of holding the key down.
        is_repeat: bool,
    },
}

impl ListKey {
    /// What a key means in a list of which so many rows fit in sight.
    fn of(key: Key, modifiers: Modifiers, is_repeat: bool, page: isize) -> Self {
        let other = Self::Other { key, modifiers, is_repeat };
        if modifiers.command || modifiers.alt {
            return other;
        }
        let step = match key {
            Key::ArrowDown => Step::By(1),
            Key::ArrowUp => Step::By(-1),
            Key::PageDown => Step::By(page),
            Key::PageUp => Step::By(-page),
            Key::Home => Step::First,
            Key::End => Step::Last,
            _ => return other,
        };
        Self::Step { step, extends: modifiers.shift }
    }
}

/// What happened in a list.
#[derive(Debug)]
pub struct ListEvents {
    /// Whether the pointer clicked where no row is.
    pub is_background_clicked: bool,
    /// The keys, in their order: several can come in one frame.
    pub keys: Vec<ListKey>,
    /// The group whose head was clicked.
    pub clicked_head: Option<usize>,
}

impl List<'_> {
    /// Draws the list into what is left of `ui`. `content` gives what stands in a row, with a number that stays with it; it is
    /// asked once for each row in sight, and for no other. `paint` draws a row.
    pub fn show<T>(self, ui: &mut Ui, content: impl Fn(usize) -> Option<(i64, T)>, mut paint: impl FnMut(&mut Ui, Row, T)) -> ListEvents {
        let area = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
        let response = ui.interact(area, self.id, Sense::CLICK | Sense::FOCUSABLE);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, self.name));
        // A click by the pointer alone: Enter and Space also count as a click of what has the keyboard.
        let is_background_clicked = response.clicked_by(egui::PointerButton::Primary);
        if is_background_clicked {
            response.request_focus();
        }
        // Nothing reaches a list behind a dialog.
        let has_keyboard = response.has_focus() && ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        let keys = if has_keyboard { self.take_keys(ui, area) } else { Vec::new() };
        if has_keyboard && self.current.is_none() {
            // No row can show where the keyboard is.
            ui.painter().rect_stroke(area.shrink(2.0), 6.0, Stroke::new(2.0, tokens(ui).accent), StrokeKind::Inside);
        }
        let mut clicked_head = None;
        if self.count > 0 {
            ui.scope_builder(UiBuilder::new().accessibility_parent(self.id).max_rect(area), |ui| {
                ui.set_clip_rect(area.intersect(ui.clip_rect()));
                ScrollArea::vertical().id_salt((self.id, "rows")).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
                    ui.set_height(self.row_at(self.count.saturating_sub(1)) + ROW_HEIGHT);
                    ui.set_width(ui.available_width());
                    let (left, top, width) = (ui.max_rect().left(), ui.max_rect().top(), ui.max_rect().width());
                    let place = |row: usize| Rect::from_min_size(pos2(left, top + self.row_at(row)), vec2(width, ROW_HEIGHT));
                    let (first, end) = self.rows_in_sight(viewport);
                    for index in first..end {
                        let Some((key, content)) = content(index) else { continue };
                        let rect = place(index);
                        let response = ui.interact(rect, self.row_id(key), self.row_sense);
                        paint(ui, Row { index, rect, response, list_has_keyboard: has_keyboard, count: self.count }, content);
                    }
                    if let Some(row) = self.reveal {
                        // With the head that would else lie over it.
                        let rect = place(row);
                        let head = if self.heads.count > 0 { HEAD } else { 0.0 };
                        ui.scroll_to_rect(rect.with_min_y(rect.top() - head), None);
                    }
                    clicked_head = self.heads_ui(ui, viewport, (first, end), (left, top, width));
                    scroll_near_edge(ui, area);
                });
            });
        }
        if let Some(current) = self.current {
            ui.accesskit_node_builder(self.id, |node| node.set_active_descendant(self.row_id(current).accesskit_id()));
        }
        ListEvents { is_background_clicked, keys, clicked_head }
    }

    /// Where a row stands, from the top of all rows.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 300,000 rows, and a point off at a million")]
    fn row_at(&self, row: usize) -> f32 {
        row as f32 * ROW_HEIGHT + self.heads.above(row) as f32 * HEAD
    }

    /// The first row in sight, and the first behind.
    fn rows_in_sight(&self, viewport: Rect) -> (usize, usize) {
        let first = partition(self.count, |row| self.row_at(row) + ROW_HEIGHT <= viewport.top());
        let end = partition(self.count, |row| self.row_at(row) < viewport.bottom());
        (first, end)
    }

    /// Draws the heads in sight; the one of the uppermost row stays at the top until the next pushes it away.
    fn heads_ui(&self, ui: &Ui, viewport: Rect, (first, end): (usize, usize), (left, top, width): (f32, f32, f32)) -> Option<usize> {
        let mut clicked = None;
        let groups = self.heads.above(first).saturating_sub(1)..self.heads.above(end.min(self.count.saturating_sub(1)));
        let natural = |group: usize| self.row_at((self.heads.first)(group)) - HEAD;
        // From below, so that the one that stays lies over what it pushes.
        for group in groups.rev() {
            let limit = if group + 1 < self.heads.count { natural(group + 1) - HEAD } else { f32::INFINITY };
            let at = natural(group).max(viewport.top()).min(limit);
            let rect = Rect::from_min_size(pos2(left, top + at), vec2(width, HEAD));
            let (label, count) = (self.heads.label)(group);
            let response = ui.interact(rect, self.id.with(("head", group)), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Select {label}, {}", with_thousands(count))));
            let tokens = tokens(ui);
            ui.painter().rect_filled(rect, 0.0, if response.hovered() { tokens.hover } else { tokens.card });
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.line));
            let number = ui.painter().layout_no_wrap(with_thousands(count), theme::regular(size::SMALL), tokens.muted);
            let room = width - number.size().x - 3.0 * GAP;
            let name = name_text::line(ui.painter(), &label, theme::semibold(size::SECOND), tokens.text, room).galley;
            ui.painter().galley(pos2(left + GAP, rect.center().y - name.size().y / 2.0), Arc::clone(&name), tokens.text);
            ui.painter().galley(pos2(left + GAP + name.size().x + 8.0, rect.center().y - number.size().y / 2.0), number, tokens.muted);
            if response.clicked() {
                clicked = Some(group);
            }
        }
        clicked
    }

    fn take_keys(&self, ui: &Ui, area: Rect) -> Vec<ListKey> {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, KEPT_KEYS));
        #[expect(clippy::cast_possible_truncation, reason = "rows on a screen are few")]
        let page = ((area.height() / ROW_HEIGHT) as isize - 1).max(1);
        let events = ui.input(|input| input.filtered_events(&KEPT_KEYS));
        events
            .into_iter()
            .filter_map(|event| match event {
                Event::Key { key, pressed: true, modifiers, repeat, .. } => Some(ListKey::of(key, modifiers, repeat, page)),
                _ => None,
            })
            .collect()
    }

    fn row_id(&self, key: i64) -> Id {
        self.id.with(key)
    }
}

/// Scrolls while something is dragged near the upper or lower edge. Called inside the scroll area.
fn scroll_near_edge(ui: &Ui, visible: Rect) {
    if !egui::DragAndDrop::has_any_payload(ui) {
        return;
    }
    let Some(pointer) = ui.input(|input| input.pointer.latest_pos()).filter(|pointer| visible.x_range().contains(pointer.x)) else { return };
    let above = (visible.top() + EDGE - pointer.y) / EDGE;
    let below = (pointer.y - visible.bottom() + EDGE) / EDGE;
    let speed = above.clamp(0.0, 1.0) - below.clamp(0.0, 1.0);
    if speed != 0.0 {
        // A slow frame must not make the list jump.
        let seconds = ui.input(|input| input.stable_dt).min(0.05);
        ui.scroll_with_delta_animation(vec2(0.0, speed * FASTEST * seconds), egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(count: usize, heads: Heads<'_>) -> List<'_> {
        List { id: Id::unique("test"), name: "", count, current: None, reveal: None, row_sense: Sense::CLICK, heads }
    }

    #[test]
    fn only_rows_in_sight_are_drawn() {
        let viewport = |top: f32| Rect::from_min_size(pos2(0.0, top), vec2(300.0, 540.0));
        assert_eq!(list(30_000, Heads::NONE).rows_in_sight(viewport(0.0)), (0, 10));
        assert_eq!(list(30_000, Heads::NONE).rows_in_sight(viewport(ROW_HEIGHT * 100.5)), (100, 111));
        assert_eq!(list(3, Heads::NONE).rows_in_sight(viewport(0.0)), (0, 3));
        assert_eq!(list(0, Heads::NONE).rows_in_sight(viewport(0.0)), (0, 0));
    }

    #[test]
    fn heads_stand_over_the_first_of_their_rows() {
        // Groups of ten rows.
        let heads = Heads { count: 3_000, first: &|group| group * 10, label: &|_| (String::new(), 10) };
        let list = list(30_000, heads);
        assert_eq!((list.row_at(0), list.row_at(9), list.row_at(10)), (HEAD, HEAD + 9.0 * ROW_HEIGHT, 2.0 * HEAD + 10.0 * ROW_HEIGHT));
        let (first, end) = list.rows_in_sight(Rect::from_min_size(pos2(0.0, list.row_at(10) - HEAD), vec2(300.0, HEAD + 2.0 * ROW_HEIGHT)));
        assert_eq!((first, end), (10, 12));
    }

    #[test]
    fn a_step_stays_in_the_list() {
        assert_eq!(Step::By(1).from(2, 3), Some(2));
        assert_eq!(Step::By(-9).from(2, 3), Some(0));
        assert_eq!(Step::By(1).from(0, 3), Some(1));
        assert_eq!((Step::First.from(2, 3), Step::Last.from(0, 3)), (Some(0), Some(2)));
        assert_eq!(Step::Last.from(0, 0), None);
    }

    #[test]
    fn with_ctrl_held_no_key_moves() {
        let none = Modifiers::NONE;
        assert_eq!(ListKey::of(Key::PageDown, none, false, 7), ListKey::Step { step: Step::By(7), extends: false });
        assert_eq!(ListKey::of(Key::Home, Modifiers::SHIFT, false, 7), ListKey::Step { step: Step::First, extends: true });
        assert!(matches!(ListKey::of(Key::Home, Modifiers::COMMAND, false, 7), ListKey::Other { key: Key::Home, .. }));
        assert!(matches!(ListKey::of(Key::X, none, true, 7), ListKey::Other { is_repeat: true, .. }));
    }
}
