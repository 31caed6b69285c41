//! An icon that only decorates: painted, and not said by screen readers, which would read its code.

use egui::{Align2, Color32, Sense, Ui, vec2};

use crate::ui::theme;

/// Paints it as large as a letter of this size.
pub fn show(ui: &mut Ui, icon: egui_material_icons::MaterialIcon, size: f32, color: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon.codepoint, theme::icon(size), color);
}
