//! Folds: a line that opens what stands below it.

use egui::{Id, Ui};
use egui_material_icons::icons;

use super::button::Button;

/// A line with an arrow; `add` draws what it opens. Whether it is open is remembered by `salt` for as long as the window
/// stands.
pub fn show(ui: &mut Ui, salt: impl egui::AsIdSalt, title: &str, add: impl FnOnce(&mut Ui)) {
    let id = Id::unique("fold").with(salt);
    let is_open = ui.data(|data| data.get_temp(id).unwrap_or(false));
    let icon = if is_open { icons::ICON_EXPAND_MORE } else { icons::ICON_CHEVRON_RIGHT };
    let response = Button::quiet(title).with_icon(icon).at_edge().show(ui);
    ui.accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    if response.clicked() {
        ui.data_mut(|data| data.insert_temp(id, !is_open));
    }
    if is_open {
        add(ui);
    }
}
