//! A bar: words at its start, and at its end what can be done. Both are laid out in the order of reading, so that Tab and
//! screen readers go through them as the eye does; layouts from right to left go the other way.

use egui::{Align, AsIdSalt, IdSalt, Layout, Rect, Ui, UiBuilder, pos2, vec2};

/// Between start and end, in points.
const GAP: f32 = 10.0;

/// Shows a bar over the whole width that is left. The start gets what the end leaves, so its words have to give way. How
/// wide the end is was measured the last time; where that changes, the frame is laid out once more before it is shown.
pub fn show<S, E>(ui: &mut Ui, salt: impl AsIdSalt, height: f32, start: impl FnOnce(&mut Ui) -> S, end: impl FnOnce(&mut Ui) -> E) -> (S, E) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
    within(ui, rect, salt, start, end)
}

/// Shows a bar in a given rectangle, which takes no room in `ui`.
pub fn within<S, E>(ui: &mut Ui, rect: Rect, salt: impl AsIdSalt, start: impl FnOnce(&mut Ui) -> S, end: impl FnOnce(&mut Ui) -> E) -> (S, E) {
    let salt = IdSalt::new(salt);
    // By its place, too: the same person may have two rows on a page, with other buttons in each.
    let id = ui.next_auto_id().with(("bar", salt));
    let known = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or_default();
    let start_right = if known > 0.0 { rect.right() - known - GAP } else { rect.right() };
    let mut part = |name: &str, left: f32, right: f32| {
        let max_rect = Rect::from_min_max(pos2(left, rect.top()), pos2(right.max(left), rect.bottom()));
        ui.new_child(UiBuilder::new().id_salt((salt, name)).max_rect(max_rect).layout(Layout::left_to_right(Align::Center)))
    };
    let first = start(&mut part("start", rect.left(), start_right));
    let mut end_ui = part("end", rect.right() - known, rect.right());
    let second = end(&mut end_ui);
    let used = end_ui.min_rect().width();
    if (used - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, used));
        ui.ctx().request_discard("the end of a bar has another width");
        // A frame is laid out twice at most: what still changes then is right in the next one.
        ui.ctx().request_repaint();
    }
    (first, second)
}
