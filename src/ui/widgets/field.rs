//! Fields to type in.

use std::{ops::Range, sync::Arc};

use egui::{
    Frame, Galley, Id, Margin, Response, RichText, Stroke, TextBuffer, TextEdit, Ui,
    text::{LayoutJob, TextFormat},
};

use crate::ui::theme::{self, CONTROL_HEIGHT, RADIUS, size, tokens};

/// One line to type in, `width` points wide, with an icon if it is a search field.
pub fn line(ui: &mut Ui, id: Id, text: &mut String, name: &str, hint: &str, width: f32, is_search: bool) -> Response {
    marked(ui, id, text, name, hint, (width, is_search), (&[], false))
}

/// A search field; what is not understood (`marks`, in bytes of the text) is underlined where it stands. `takes_tab` while Tab
/// completes what is typed, and does not go on to what stands behind the field.
pub fn search(ui: &mut Ui, id: Id, text: &mut String, name: &str, width: f32, marks: &[Range<usize>], takes_tab: bool) -> Response {
    marked(ui, id, text, name, "Search", (width, true), (marks, takes_tab))
}

/// Several lines to type in, as wide as there is room.
pub fn lines(ui: &mut Ui, id: Id, text: &mut String, name: &str, hint: &str, rows: usize) -> Response {
    let tokens = tokens(ui);
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let outline = Stroke::new(1.0, if has_focus { tokens.accent } else { tokens.control });
    let edit = TextEdit::multiline(text)
        .id(id)
        .hint_text(RichText::new(hint).color(tokens.muted))
        .font(theme::regular(size::BODY))
        .frame(Frame::new().fill(tokens.sunken).stroke(outline).corner_radius(RADIUS).inner_margin(Margin::symmetric(9, 7)))
        .desired_rows(rows)
        .desired_width(f32::INFINITY);
    ui.add(edit).accessible_name(name)
}

/// The text in one line, with a line under each of the marks.
fn underlined(ui: &Ui, text: &str, marks: &[Range<usize>]) -> Arc<Galley> {
    let tokens = tokens(ui);
    let plain = TextFormat { font_id: theme::regular(size::BODY), color: tokens.text, valign: egui::Align::Center, ..TextFormat::default() };
    let wrong = TextFormat { underline: Stroke::new(1.5, tokens.parting), ..plain.clone() };
    let mut job = LayoutJob::default();
    let mut from = 0;
    for mark in marks {
        if let (Some(before), Some(word)) = (text.get(from..mark.start), text.get(mark.clone())) {
            job.append(before, 0.0, plain.clone());
            job.append(word, 0.0, wrong.clone());
            from = mark.end;
        }
    }
    job.append(text.get(from..).unwrap_or_default(), 0.0, plain);
    job.wrap.max_width = f32::INFINITY;
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

fn marked(
    ui: &mut Ui,
    id: Id,
    text: &mut String,
    name: &str,
    hint: &str,
    (width, is_search): (f32, bool),
    (marks, takes_tab): (&[Range<usize>], bool),
) -> Response {
    let tokens = tokens(ui);
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let outline = Stroke::new(1.0, if has_focus { tokens.accent } else { tokens.control });
    let inner = Frame::new().fill(tokens.sunken).stroke(outline).corner_radius(RADIUS).inner_margin(Margin::symmetric(9, 0)).show(ui, |ui| {
        ui.set_width((width - 20.0).max(40.0));
        ui.set_height(CONTROL_HEIGHT - 2.0);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.spacing_mut().interact_size.y = 0.0;
            if is_search {
                super::icon::show(ui, egui_material_icons::icons::ICON_SEARCH, 16.0, tokens.muted);
            }
            let clear_width = if is_search && !text.is_empty() { 22.0 } else { 0.0 };
            let hides = ui.data(|data| data.get_temp(hides_id()).unwrap_or(false));
            let mut underline = |ui: &Ui, text: &dyn TextBuffer, _wrap_width: f32| underlined(ui, text.as_str(), marks);
            let edit = TextEdit::singleline(text).id(id).password(hides).lock_focus(takes_tab);
            let edit = if marks.is_empty() || hides { edit } else { edit.layouter(&mut underline) };
            let edit = edit
                .hint_text(RichText::new(hint).color(tokens.muted))
                .font(theme::regular(size::BODY))
                .frame(Frame::NONE)
                .margin(Margin::ZERO)
                .align(egui::Align2::LEFT_CENTER)
                .desired_width(ui.available_width() - clear_width);
            let mut response = ui.add(edit).accessible_name(name);
            if clear_width > 0.0 {
                let (rect, clear) = ui.allocate_exact_size(egui::vec2(18.0, 18.0), egui::Sense::click());
                clear.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, format!("Clear: {name}")));
                ui.painter().text(
                    rect.center(),
                    egui::Align2::CENTER_CENTER,
                    egui_material_icons::icons::ICON_CLOSE.codepoint,
                    theme::icon(15.0),
                    if clear.hovered() || clear.has_focus() { tokens.text } else { tokens.muted },
                );
                if clear.has_focus() {
                    ui.painter().rect_stroke(rect, 4.0, Stroke::new(2.0, tokens.accent), egui::StrokeKind::Outside);
                }
                if clear.clicked() {
                    text.clear();
                    response.mark_changed();
                }
            }
            response
        })
        .inner
    });
    if has_focus {
        // Painted over: a wider frame would push its neighbours aside.
        ui.painter().rect_stroke(inner.response.rect, RADIUS, Stroke::new(2.0, tokens.accent), egui::StrokeKind::Inside);
    }
    inner.inner
}

fn hides_id() -> Id {
    Id::unique("fields hide what is typed")
}

/// Whether fields show dots for what is typed: a search or a path names people, too.
pub fn hide_what_is_typed(ui: &Ui, hides: bool) {
    ui.data_mut(|data| data.insert_temp(hides_id(), hides));
}
