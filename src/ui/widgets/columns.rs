//! Columns of parts that differ in height.

use egui::{Align, Layout, Ui, UiBuilder};

/// Draws each part in one of so many columns, `gap` points apart, the next one where there is most room. `height` tells how high
/// a part is about: where that does not change, nothing changes its place. Columns are gone through one after the other, by
/// the eye and by Tab; text in them is set flush left, as everywhere.
pub fn show<T>(ui: &mut Ui, count: usize, gap: f32, parts: impl IntoIterator<Item = T>, height: impl Fn(&T) -> f32, mut add: impl FnMut(&mut Ui, T)) {
    let inside = ui.spacing().item_spacing.x;
    let mut columns: Vec<(f32, Vec<T>)> = (0..count).map(|_| (0.0, Vec::new())).collect();
    for part in parts {
        if let Some((used, column)) = columns.iter_mut().min_by(|a, b| a.0.total_cmp(&b.0)) {
            *used += height(&part);
            column.push(part);
        }
    }
    ui.spacing_mut().item_spacing.x = gap;
    ui.columns(count, |uis| {
        for (ui, (_, column)) in uis.iter_mut().zip(columns) {
            for part in column {
                ui.scope_builder(UiBuilder::new().layout(Layout::top_down(Align::Min)), |ui| {
                    ui.spacing_mut().item_spacing.x = inside;
                    ui.set_width(ui.available_width());
                    add(ui, part);
                });
            }
        }
    });
}
