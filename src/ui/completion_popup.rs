//! What a search that is being typed may become, below its field: Tab takes the first, the pointer any.

use egui::{Area, Frame, Id, Key, Modifiers, Order, RichText, Ui};

use super::{
    theme::{self, size, tokens},
    widgets::key_cap,
};
use crate::{
    model::{person::decision::Pane, search::completion::Completion},
    state::State,
};

/// So many are offered at once.
const MOST: usize = 6;

/// What is offered, worked out once per change.
#[derive(Debug, Default)]
pub(super) struct CompletionDraft {
    of: Option<(String, usize, u64)>,
    offered: Vec<Completion>,
}

/// What the word at the cursor of a pane's search may become; nothing while the field has no keyboard.
pub(super) fn offered(ui: &Ui, field: Id, pane: Pane, text: &str, state: &State, draft: &mut CompletionDraft) -> Vec<Completion> {
    if !ui.memory(|memory| memory.has_focus(field)) {
        return Vec::new();
    }
    let cursor = egui::text_edit::TextEditState::load(ui.ctx(), field).and_then(|edit| edit.cursor.char_range());
    let at = cursor.map(|range| usize::from(range.primary.index)).unwrap_or_default();
    let bytes = text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let is_same = draft.of.as_ref().is_some_and(|(of, at, version)| of == text && *at == bytes && *version == state.version);
    if !is_same {
        draft.offered = state.completions(pane, text, bytes);
        draft.offered.truncate(MOST);
        draft.of = Some((text.to_owned(), bytes, state.version));
    }
    draft.offered.clone()
}

/// Draws them below the field. Returns the text as it becomes by the one that was taken.
pub(super) fn popup_ui(ui: &Ui, field: &egui::Response, text: &str, offered: &[Completion]) -> Option<String> {
    let first = offered.first()?;
    let tokens = tokens(ui);
    let mut taken = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Tab)).then_some(first);
    Area::new(field.id.with("completion")).order(Order::Foreground).fixed_pos(field.rect.left_bottom() + egui::vec2(-28.0, 8.0)).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(6).show(ui, |ui| {
            ui.set_max_width(320.0);
            for (at, one) in offered.iter().enumerate() {
                ui.horizontal(|ui| {
                    let row = ui.button(RichText::new(&one.text).font(theme::semibold(size::BODY)).color(tokens.text)).on_hover_text(&one.about);
                    // By the press: the field loses the keyboard with it, and this goes with the keyboard.
                    if row.is_pointer_button_down_on() || row.clicked() {
                        taken = Some(one);
                    }
                    if at == 0 {
                        key_cap::row(ui, "Tab");
                    }
                    ui.label(RichText::new(&one.about).font(theme::regular(size::SMALL)).color(tokens.muted));
                });
            }
        });
    });
    let taken = taken?;
    let mut text = text.to_owned();
    text.get(taken.at.clone())?;
    text.replace_range(taken.at.clone(), &taken.text);
    Some(text)
}
