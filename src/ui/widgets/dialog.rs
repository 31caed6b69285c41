//! Dialogs: one shape for all of them, with a title, a body that scrolls and a foot with buttons.

use egui::{Area, CornerRadius, Frame, Id, Label, Margin, Modal, Order, RichText, ScrollArea, Stroke, Ui, Vec2};

use crate::ui::theme::{self, CARD_RADIUS, size, tokens};

/// What a dialog came to in this frame.
#[derive(Debug)]
pub struct Shown<T> {
    /// What the foot returned.
    pub foot: T,
    /// Escape was pressed, or the space beside the dialog was clicked.
    pub wants_to_close: bool,
}

/// Shows a dialog. `width` is in points, and gives way to a small window.
pub fn show<T>(ui: &Ui, name: &str, title: &str, width: f32, body: impl FnOnce(&mut Ui), foot: impl FnOnce(&mut Ui) -> T) -> Shown<T> {
    let tokens = tokens(ui);
    let window = ui.ctx().content_rect();
    let width = width.min(window.width() - 32.0);
    let most_height = (window.height() - 48.0).max(160.0);
    let id = Id::unique("dialog").with(name);
    let area = Area::new(id).kind(egui::UiKind::Modal).order(Order::Foreground).anchor(egui::Align2::CENTER_CENTER, Vec2::ZERO).interactable(true);
    let frame = Frame::new().fill(tokens.card).stroke(Stroke::new(1.0, tokens.line)).corner_radius(CARD_RADIUS).shadow(ui.visuals().window_shadow);
    let response = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.backdrop).show(ui.ctx(), |ui| {
        ui.set_width(width);
        ui.spacing_mut().item_spacing.y = 0.0;
        let dialog_id = ui.scope_id();
        ui.ctx().accesskit_node_builder(dialog_id, |node| {
            node.set_role(egui::accesskit::Role::Dialog);
            node.set_label(title.to_owned());
        });
        Frame::new().inner_margin(Margin { left: 24, right: 24, top: 20, bottom: 12 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(title).font(theme::semibold(size::LARGE)).color(tokens.text)).wrap());
        });
        let foot_height = theme::CONTROL_HEIGHT + 28.0;
        ScrollArea::vertical().max_height((most_height - foot_height - 64.0).max(80.0)).auto_shrink([false, true]).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 24, right: 24, top: 0, bottom: 18 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                body(ui);
            });
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
        Frame::new()
            .fill(tokens.page)
            .corner_radius(CornerRadius { nw: 0, ne: 0, sw: CARD_RADIUS.sw, se: CARD_RADIUS.se })
            .inner_margin(Margin { left: 24, right: 24, top: 14, bottom: 14 })
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), theme::CONTROL_HEIGHT), egui::Layout::right_to_left(egui::Align::Center), foot)
                    .inner
            })
            .inner
    });
    let wants_to_close = response.should_close();
    Shown { foot: response.inner, wants_to_close }
}
