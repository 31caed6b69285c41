//! A list of which one row is current: one stop for Tab, arrows inside, rows named for screen readers.

use egui::{Event, EventFilter, Id, Key, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, accesskit::Role, pos2, vec2};

use crate::model::id::PersonId;
use crate::ui::theme::{self, AVATAR, GAP, ROW_HEIGHT, size, tokens};

/// What a row says: two lines on the left, and up to two words on the right.
#[derive(Debug, Default)]
pub struct ListRow {
    /// A number that stays with the row.
    pub id: i64,
    /// Somebody's circle at its beginning: who, and the letters in it.
    pub circle: Option<(PersonId, String)>,
    /// The first line.
    pub title: String,
    /// The second line, muted.
    pub second: String,
    /// The end of the first line, muted.
    pub end: String,
    /// The end of the second line, muted.
    pub second_end: String,
}

impl ListRow {
    fn spoken(&self) -> String {
        [&self.title, &self.second, &self.end, &self.second_end].into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// What happened in a list.
#[derive(Debug, Default)]
pub struct ListResponse {
    /// The row that is current from now on, if it is another one.
    pub went_to: Option<usize>,
    /// Whether that was by a click.
    pub is_click: bool,
    /// Keys pressed while the list had the keyboard, those that move left out, once however long they are held. Without
    /// Ctrl, Cmd and Alt.
    pub keys: Vec<Key>,
}

/// Draws the list into what is left of `ui`. `of` tells a row; it is asked for rows in sight alone.
pub fn show(ui: &mut Ui, id: Id, name: &str, count: usize, current: Option<usize>, of: impl Fn(usize) -> Option<ListRow>) -> ListResponse {
    let mut happened = ListResponse::default();
    let area = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    let response = ui.interact(area, id, Sense::CLICK | Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
    if response.clicked_by(egui::PointerButton::Primary) {
        response.request_focus();
    }
    // Nothing reaches a list behind a dialog.
    let has_keyboard = response.has_focus() && ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
    if has_keyboard {
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let page = page_rows(area.height());
        for event in ui.input(|input| input.filtered_events(&filter)) {
            let Event::Key { key, pressed: true, modifiers, repeat, .. } = event else { continue };
            if modifiers.command || modifiers.alt {
                continue;
            }
            let at = happened.went_to.or(current).unwrap_or(0);
            let last = count.saturating_sub(1);
            let to = match key {
                Key::ArrowDown => at.saturating_add(1),
                Key::ArrowUp => at.saturating_sub(1),
                Key::PageDown => at.saturating_add(page),
                Key::PageUp => at.saturating_sub(page),
                Key::Home => 0,
                Key::End => last,
                // Whoever holds a key down goes on and on, but does not act on and on.
                key => {
                    if !repeat {
                        happened.keys.push(key);
                    }
                    continue;
                }
            };
            happened.went_to = Some(to.min(last)).filter(|_| count > 0);
        }
    }
    let shown_last = ui.data(|data| data.get_temp::<Option<i64>>(id).flatten());
    let current_id = current.and_then(&of).map(|line| line.id);
    ui.scope_builder(UiBuilder::new().accessibility_parent(id).max_rect(area), |ui| {
        ui.set_clip_rect(area.intersect(ui.clip_rect()));
        ScrollArea::vertical().id_salt((id, "rows")).auto_shrink([false, false]).show_viewport(ui, |ui, viewport| {
            #[expect(clippy::cast_precision_loss, reason = "exact for as many rows as there can be")]
            let (height, row_at) = (count as f32 * ROW_HEIGHT, |row: usize| row as f32 * ROW_HEIGHT);
            ui.set_height(height);
            ui.set_width(ui.available_width());
            let (left, top, width) = (ui.max_rect().left(), ui.max_rect().top(), ui.max_rect().width());
            let place = |row: usize| Rect::from_min_size(pos2(left, top + row_at(row)), vec2(width, ROW_HEIGHT));
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows are not negative and few")]
            let (first, end) = ((viewport.top() / ROW_HEIGHT).max(0.0) as usize, (viewport.bottom() / ROW_HEIGHT).ceil().max(0.0) as usize);
            for row in first..end.min(count) {
                let Some(line) = of(row) else { continue };
                let is_current = current == Some(row);
                let is_clicked = row_ui(ui, id, place(row), &line, is_current, is_current && has_keyboard);
                // The row is there by now, and stands below the list for screen readers.
                ui.accesskit_node_builder(row_id(id, line.id), |node| {
                    node.set_selected(is_current);
                    node.set_position_in_set(row + 1);
                    node.set_size_of_set(count);
                });
                if is_clicked {
                    happened.went_to = Some(row);
                    happened.is_click = true;
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
            if current_id != shown_last
                && let Some(row) = current
            {
                ui.scroll_to_rect(place(row), None);
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, current_id));
    if let Some(current_id) = current_id {
        ui.accesskit_node_builder(id, |node| node.set_active_descendant(row_id(id, current_id).accesskit_id()));
    }
    if has_keyboard && current.is_none() {
        ui.painter().rect_stroke(area.shrink(2.0), 6.0, Stroke::new(2.0, tokens(ui).accent), StrokeKind::Inside);
    }
    happened
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows are not negative and few")]
fn page_rows(height: f32) -> usize {
    ((height / ROW_HEIGHT).floor() as usize).saturating_sub(1).max(1)
}

fn row_id(list: Id, row: i64) -> Id {
    list.with(row)
}

/// Draws a row. Returns whether it was clicked.
fn row_ui(ui: &Ui, list: Id, rect: Rect, line: &ListRow, is_current: bool, has_keyboard: bool) -> bool {
    let tokens = tokens(ui);
    let response = ui.interact(rect, row_id(list, line.id), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, line.spoken()));
    if is_current || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if is_current { tokens.selected } else { tokens.hover });
    }
    if has_keyboard {
        ui.painter().rect_stroke(rect.shrink(1.0), 4.0, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    let painter = ui.painter();
    let end = |words: &str| painter.layout_no_wrap(crate::model::text::display_text::sanitized(words).into_owned(), theme::regular(size::SECOND), tokens.muted);
    let (end, second_end) = (end(&line.end), end(&line.second_end));
    let mut left = rect.left() + GAP;
    if let Some((person, letters)) = &line.circle {
        super::avatar::paint_letters(painter, pos2(left + AVATAR / 2.0, rect.center().y), AVATAR, *person, letters);
        left += AVATAR + 10.0;
    }
    let width = |end: f32| (rect.right() - left - GAP - if end > 0.0 { end + GAP } else { 0.0 }).max(20.0);
    let title = super::name_text::line(painter, &line.title, theme::semibold(size::BODY), tokens.text, width(end.size().x));
    let second = super::name_text::line(painter, &line.second, theme::regular(size::SECOND), tokens.muted, width(second_end.size().x));
    let is_cut_off = title.is_cut_off || second.is_cut_off;
    let (title, second) = (title.galley, second.galley);
    let height = if line.second.is_empty() && line.second_end.is_empty() { title.size().y } else { title.size().y + second.size().y };
    let top = rect.center().y - height / 2.0;
    let under = top + title.size().y;
    painter.galley(pos2(rect.right() - GAP - end.size().x, top + (title.size().y - end.size().y)), end, tokens.muted);
    painter.galley(pos2(rect.right() - GAP - second_end.size().x, under), second_end, tokens.muted);
    painter.galley(pos2(left, top), title, tokens.text);
    painter.galley(pos2(left, under), second, tokens.muted);
    // Nothing is cut off without a way to read it.
    let is_clicked = response.clicked();
    if is_cut_off {
        response.on_hover_text(line.spoken());
    }
    is_clicked
}
