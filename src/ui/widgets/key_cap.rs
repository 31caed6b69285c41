//! A key cap: the key that does what stands beside it.

use std::sync::Arc;

use egui::{Color32, Galley, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, accesskit::Role, vec2};

use crate::ui::theme::{self, size, tokens};

/// Keys side by side, as they stand in a list with commas; each is read aloud.
pub fn row(ui: &mut Ui, keys: &str) {
    ui.spacing_mut().item_spacing = vec2(5.0, 4.0);
    for key in keys.split(", ") {
        let tokens = tokens(ui);
        let cap = KeyCap::new(ui.painter(), key, size::SECOND, tokens.text);
        let (rect, response) = ui.allocate_exact_size(vec2(cap.width(), 20.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, key));
        cap.paint(ui.painter(), rect.left(), rect.center().y, tokens.outline);
    }
}

/// A key, laid out, so that its width is known before it is painted.
#[derive(Debug)]
pub struct KeyCap {
    galley: Arc<Galley>,
    color: Color32,
}

impl KeyCap {
    /// Lays a key out, in letters of this size.
    #[must_use]
    pub fn new(painter: &Painter, key: &str, size: f32, color: Color32) -> Self {
        Self { galley: painter.layout_no_wrap(key.to_owned(), theme::regular(size), color), color }
    }

    /// How wide it is.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.galley.size().x + 10.0
    }

    /// Paints it with its left side at `left`, its middle at `center_y`.
    pub fn paint(self, painter: &Painter, left: f32, center_y: f32, outline: Color32) {
        let size = self.galley.size();
        let cap = Rect::from_center_size(Pos2::new(left + self.width() / 2.0, center_y), size + vec2(10.0, 4.0));
        painter.rect_stroke(cap, 4.0, Stroke::new(1.0, outline), StrokeKind::Inside);
        painter.galley(cap.center() - size / 2.0, self.galley, self.color);
    }
}
