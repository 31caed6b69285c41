//! Dialogs: one shape for all of them, with a title, a body that scrolls and a foot with buttons.

use egui::{Area, CornerRadius, Frame, Id, Label, Margin, Modal, Order, RichText, ScrollArea, Stroke, Ui, Vec2};

use super::bar;
use crate::ui::theme::{self, CARD_RADIUS, size, tokens};

/// What a dialog came to in this frame.
#[derive(Debug)]
pub struct Shown<T> {
    /// What the foot returned.
    pub foot: T,
    /// Ctrl or Cmd and Enter were pressed, or Enter on a box to tick: the main button, wherever the keyboard is.
    pub is_confirmed: bool,
    /// Escape was pressed. A click beside the dialog does not close it: what was written there would be gone.
    pub wants_to_close: bool,
}

/// Shows a dialog. `width` is in points, and gives way to a small window. The foot's buttons are drawn in the order of
/// reading: the main one comes last.
pub fn show<T>(ui: &Ui, name: &str, title: &str, width: f32, body: impl FnOnce(&mut Ui), foot: impl FnOnce(&mut Ui) -> T) -> Shown<T> {
    show_saying(ui, name, title, width, "", body, foot)
}

/// Shows a dialog with a few words at the start of the foot.
pub fn show_saying<T>(ui: &Ui, name: &str, title: &str, width: f32, said: &str, body: impl FnOnce(&mut Ui), foot: impl FnOnce(&mut Ui) -> T) -> Shown<T> {
    let say = |ui: &mut Ui| {
        ui.add(Label::new(RichText::new(said).color(tokens(ui).muted)).truncate());
    };
    show_with(ui, name, title, width, body, say, foot)
}

/// Shows a dialog with whatever `foot_start` draws at the start of the foot.
pub fn show_with<T>(
    ui: &Ui,
    name: &str,
    title: &str,
    width: f32,
    body: impl FnOnce(&mut Ui),
    foot_start: impl FnOnce(&mut Ui),
    foot: impl FnOnce(&mut Ui) -> T,
) -> Shown<T> {
    let tokens = tokens(ui);
    let window = ui.ctx().content_rect();
    let width = width.min(window.width() - 32.0);
    let most_height = (window.height() - 48.0).max(160.0);
    let id = Id::unique("dialog").with(name);
    let area = Area::new(id)
        .kind(egui::UiKind::Modal)
        .order(Order::Foreground)
        .anchor(egui::Align2::CENTER_CENTER, Vec2::ZERO)
        .interactable(true)
        .default_size(Vec2::new(width, most_height));
    let now = ui.ctx().cumulative_pass_nr();
    let (last_shown, least_body) = ui.data(|data| data.get_temp::<(u64, f32)>(id)).unwrap_or((0, 0.0));
    let is_opening = now > last_shown + 2;
    let least_body = if is_opening { 0.0 } else { least_body };
    let frame = Frame::new().fill(tokens.card).stroke(Stroke::new(1.0, tokens.line)).corner_radius(CARD_RADIUS).shadow(ui.visuals().window_shadow);
    let response = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.backdrop).show(ui.ctx(), |ui| {
        ui.set_width(width);
        // Before what has the keyboard sees it: a tick would take Ctrl and Enter for a click.
        let is_confirmed =
            ui.is_enabled() && (ui.ctx().input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::Enter)) || is_entered_on_a_toggle(ui));
        // The whole height from the first frame on: an area else starts small and jumps.
        ui.set_max_height(most_height);
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Dialog);
            node.set_label(title.to_owned());
        });
        Frame::new().inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 12 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(title).font(theme::semibold(size::LARGE)).color(tokens.text)).wrap());
        });
        let foot_height = theme::CONTROL_HEIGHT + 28.0;
        let most_body = (most_height - foot_height - 64.0).max(80.0);
        let mut area = ScrollArea::vertical().max_height(most_body).auto_shrink([false, true]);
        if is_opening {
            area = area.vertical_scroll_offset(0.0);
        }
        let body = area.show(ui, |ui| {
            // What folds away under the pointer does not make the whole dialog jump.
            ui.set_min_height(least_body.min(most_body));
            Frame::new().inner_margin(Margin { left: 24, right: 24, top: 0, bottom: 18 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                body(ui);
                scroll_by_keys(ui);
            });
        });
        let least_body = body.content_size.y;
        ui.data_mut(|data| data.insert_temp(id, (now, least_body)));
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
        let foot = Frame::new()
            .fill(tokens.page)
            .corner_radius(CornerRadius { nw: 0, ne: 0, sw: CARD_RADIUS.sw, se: CARD_RADIUS.se })
            .inner_margin(Margin { left: 24, right: 24, top: 14, bottom: 14 })
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                bar::show(ui, "foot", theme::CONTROL_HEIGHT, foot_start, foot).1
            })
            .inner;
        (foot, is_confirmed)
    });
    let wants_to_close =
        response.is_top_modal && !response.any_popup_open && ui.ctx().input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    let (foot, is_confirmed) = response.inner;
    Shown { foot, is_confirmed, wants_to_close }
}

/// Where a box with a tick that has the keyboard leaves its number.
fn toggle_id() -> Id {
    Id::unique("the toggle with the keyboard")
}

/// Notes that a box to tick has the keyboard: in a dialog Enter confirms there, and Space ticks.
pub(super) fn note_toggle(ui: &Ui, response: &egui::Response) {
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(toggle_id(), response.id));
    }
}

/// Whether Enter was pressed on a box to tick; it is no tick then.
fn is_entered_on_a_toggle(ui: &Ui) -> bool {
    let toggle: Option<Id> = ui.data(|data| data.get_temp(toggle_id()));
    toggle.is_some() && toggle == ui.memory(egui::Memory::focused) && ui.ctx().input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter))
}

/// Page Up and Page Down scroll a dialog, wherever the keyboard is: fields of one line have no use for them.
fn scroll_by_keys(ui: &Ui) {
    let pages = ui.input(|input| i8::from(input.key_pressed(egui::Key::PageUp)) - i8::from(input.key_pressed(egui::Key::PageDown)));
    if pages != 0 {
        ui.scroll_with_delta_animation(Vec2::new(0.0, f32::from(pages) * ui.clip_rect().height() * 0.85), egui::style::ScrollAnimation::none());
    }
}
