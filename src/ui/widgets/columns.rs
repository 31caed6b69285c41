//! Columns of parts that differ in height: each part goes where there is most room.

use egui::{Align, Layout, Ui, UiBuilder};

/// Draws each part in one of so many columns, `gap` points apart. Text in them is set flush left, as everywhere.
pub fn show<T>(ui: &mut Ui, count: usize, gap: f32, parts: impl IntoIterator<Item = T>, mut add: impl FnMut(&mut Ui, T)) {
    let inside = ui.spacing().item_spacing.x;
    ui.spacing_mut().item_spacing.x = gap;
    ui.columns(count, |uis| {
        for part in parts {
            let Some(ui) = uis.iter_mut().min_by(|a, b| a.cursor().top().total_cmp(&b.cursor().top())) else { continue };
            ui.scope_builder(UiBuilder::new().layout(Layout::top_down(Align::Min)), |ui| {
                ui.spacing_mut().item_spacing.x = inside;
                ui.set_width(ui.available_width());
                add(ui, part);
            });
        }
    });
}
