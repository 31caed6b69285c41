//! A list of which one row is current, with two lines of words a row.

use egui::{Id, Key, Sense, Ui, pos2};
use egui_material_icons::icons;

use crate::model::id::PersonId;
use crate::ui::theme::{self, AVATAR, GAP, size, tokens};

use super::list::{Heads, List, ListKey, Row};

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
    /// What the end of the second line means at a glance; quiet where nothing stands out.
    pub tone: EndTone,
}

/// How the end of a row's second line looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndTone {
    /// Muted, without a sign.
    #[default]
    Quiet,
    /// It went as it should.
    Good,
    /// Something is to be looked at.
    Care,
    /// Nothing is concluded.
    Open,
}

impl EndTone {
    fn sign(self) -> Option<egui_material_icons::MaterialIcon> {
        match self {
            Self::Quiet => None,
            Self::Good => Some(icons::ICON_CHECK_CIRCLE),
            Self::Care => Some(icons::ICON_ERROR),
            Self::Open => Some(icons::ICON_HELP),
        }
    }
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
    let current_key = current.and_then(&of).map(|line| line.id);
    let shown_last = ui.data(|data| data.get_temp::<Option<i64>>(id).flatten());
    ui.data_mut(|data| data.insert_temp(id, current_key));
    let list =
        List { id, name, count, current: current_key, reveal: current.filter(|_| current_key != shown_last), row_sense: Sense::CLICK, heads: Heads::NONE };
    let events = list.show(
        ui,
        |row| of(row).map(|line| (line.id, line)),
        |ui, row, line| {
            let is_current = current == Some(row.index);
            row.tell(ui, is_current, || line.spoken());
            if row.response.clicked() {
                happened.went_to = Some(row.index);
                happened.is_click = true;
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            row_ui(ui, row, &line, is_current);
        },
    );
    for key in events.keys {
        match key {
            ListKey::Step { step, .. } => happened.went_to = step.from(happened.went_to.or(current).unwrap_or(0), count),
            // Whoever holds a key down goes on and on, but does not act on and on.
            ListKey::Other { key, modifiers, is_repeat: false } if !modifiers.command && !modifiers.alt => happened.keys.push(key),
            ListKey::Other { .. } => {}
        }
    }
    happened
}

fn row_ui(ui: &Ui, row: Row, line: &ListRow, is_current: bool) {
    let tokens = tokens(ui);
    let rect = row.rect;
    if is_current || row.response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if is_current { tokens.selected } else { tokens.hover });
    }
    if is_current && row.list_has_keyboard {
        row.paint_focus(ui);
    }
    let painter = ui.painter();
    let color = match line.tone {
        EndTone::Quiet | EndTone::Open => tokens.muted,
        EndTone::Good => tokens.accent,
        EndTone::Care => tokens.care,
    };
    let end = |words: &str, color| painter.layout_no_wrap(crate::model::text::display_text::sanitized(words).into_owned(), theme::regular(size::SECOND), color);
    let (end, second_end) = (end(&line.end, tokens.muted), end(&line.second_end, color));
    let sign = line.tone.sign().map(|sign| painter.layout_no_wrap(sign.codepoint.to_owned(), theme::icon(13.5), color));
    let sign_width = sign.as_ref().map_or(0.0, |sign| sign.size().x + 4.0);
    let mut left = rect.left() + GAP;
    if let Some((person, letters)) = &line.circle {
        super::avatar::paint_letters(painter, pos2(left + AVATAR / 2.0, rect.center().y), AVATAR, *person, letters);
        left += AVATAR + 10.0;
    }
    let width = |end: f32| (rect.right() - left - GAP - if end > 0.0 { end + GAP } else { 0.0 }).max(20.0);
    let title = super::name_text::line(painter, &line.title, theme::semibold(size::BODY), tokens.text, width(end.size().x));
    let second = super::name_text::line(painter, &line.second, theme::regular(size::SECOND), tokens.muted, width(second_end.size().x + sign_width));
    let is_cut_off = title.is_cut_off || second.is_cut_off;
    let (title, second) = (title.galley, second.galley);
    let height = if line.second.is_empty() && line.second_end.is_empty() { title.size().y } else { title.size().y + second.size().y };
    let top = rect.center().y - height / 2.0;
    let under = top + title.size().y;
    painter.galley(pos2(rect.right() - GAP - end.size().x, top + (title.size().y - end.size().y)), end, tokens.muted);
    let end_left = rect.right() - GAP - second_end.size().x;
    if let Some(sign) = sign {
        painter.galley(pos2(end_left - sign_width, under + (second_end.size().y - sign.size().y) / 2.0), sign, color);
    }
    painter.galley(pos2(end_left, under), second_end, color);
    super::name_text::paint(painter, pos2(left, top), title, &line.title, &theme::semibold(size::BODY), tokens.text);
    painter.galley(pos2(left, under), second, tokens.muted);
    // Nothing is cut off without a way to read it.
    if is_cut_off {
        row.response.on_hover_text(line.spoken());
    }
}
