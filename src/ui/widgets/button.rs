//! Buttons: primary, plain, quiet and icon-only, with room for a key cap.

use egui::{Response, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, accesskit::Role, vec2};

use super::key_cap::KeyCap;
use crate::ui::theme::{self, CLEAR, CONTROL_HEIGHT, RADIUS, size, tokens};

/// How loud a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// The one thing to do next.
    Primary,
    /// A thing to do.
    Plain,
    /// Without an outline, for bars.
    Quiet,
    /// As quiet, and chosen.
    Current,
}

/// A button being made.
#[derive(Clone, Debug)]
pub struct Button<'b> {
    label: &'b str,
    name: &'b str,
    icon: Option<&'static str>,
    key: Option<&'b str>,
    tone: Tone,
    is_enabled: bool,
    min_width: f32,
    is_at_edge: bool,
}

impl<'b> Button<'b> {
    /// A plain button.
    #[must_use]
    pub fn new(label: &'b str) -> Self {
        Self { label, name: label, icon: None, key: None, tone: Tone::Plain, is_enabled: true, min_width: 0.0, is_at_edge: false }
    }

    /// The one thing to do next.
    #[must_use]
    pub fn primary(label: &'b str) -> Self {
        Self { tone: Tone::Primary, ..Self::new(label) }
    }

    /// A button without an outline.
    #[must_use]
    pub fn quiet(label: &'b str) -> Self {
        Self { tone: Tone::Quiet, ..Self::new(label) }
    }

    /// A button that is only an icon; `name` is its tooltip and what screen readers say.
    #[must_use]
    pub fn icon_only(icon: egui_material_icons::MaterialIcon, name: &'b str) -> Self {
        Self { label: "", name, icon: Some(icon.codepoint), ..Self::new("") }
    }

    /// With an icon before the label.
    #[must_use]
    pub fn with_icon(mut self, icon: egui_material_icons::MaterialIcon) -> Self {
        self.icon = Some(icon.codepoint);
        self
    }

    /// With a key cap behind the label.
    #[must_use]
    pub fn with_key(mut self, key: &'b str) -> Self {
        self.key = Some(key);
        self
    }

    /// Under another name for screen readers, where the label alone says too little.
    #[must_use]
    pub fn named(mut self, name: &'b str) -> Self {
        self.name = name;
        self
    }

    /// As loud as this.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Only if this holds.
    #[must_use]
    pub fn enabled_if(mut self, is_enabled: bool) -> Self {
        self.is_enabled = is_enabled;
        self
    }

    /// At least this wide.
    #[must_use]
    pub fn min_width(mut self, width: f32) -> Self {
        self.min_width = width;
        self
    }

    /// With its text in line with what stands above and below; for quiet ones.
    #[must_use]
    pub fn at_edge(mut self) -> Self {
        self.is_at_edge = true;
        self
    }

    /// How wide it will be.
    pub fn width(&self, ui: &Ui) -> f32 {
        let text = ui.painter().layout_no_wrap(self.label.to_owned(), theme::regular(size::BODY), CLEAR).size().x;
        let icon = self.icon.map_or(0.0, |icon| ui.painter().layout_no_wrap(icon.to_owned(), theme::icon(17.0), CLEAR).size().x + 6.0);
        text + icon + 24.0
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let is_enabled = self.is_enabled && ui.is_enabled();
        let (text_color, key_color) = match self.tone {
            // Not to be pressed yet, but to be read.
            Tone::Primary if !is_enabled => (tokens.muted, tokens.muted),
            Tone::Primary => (tokens.on_accent, tokens.on_accent),
            Tone::Current => (tokens.accent, tokens.muted),
            Tone::Plain | Tone::Quiet => (tokens.text, tokens.muted),
        };
        let font = if matches!(self.tone, Tone::Primary | Tone::Current) { theme::semibold(size::BODY) } else { theme::regular(size::BODY) };
        let text = ui.painter().layout_no_wrap(self.label.to_owned(), font, text_color);
        let icon = self.icon.map(|icon| ui.painter().layout_no_wrap(icon.to_owned(), theme::icon(17.0), text_color));
        let key = self.key.map(|key| KeyCap::new(ui.painter(), key, size::SMALL, key_color));
        let has_text = !self.label.is_empty();
        let padding = if self.is_at_edge {
            2.0
        } else if has_text {
            12.0
        } else {
            7.5
        };
        let mut width = padding * 2.0 + text.size().x;
        if let Some(icon) = &icon {
            width += icon.size().x + if has_text { 6.0 } else { 0.0 };
        }
        if let Some(key) = &key {
            width += key.width() + 8.0;
        }
        let desired = vec2(width.max(self.min_width), CONTROL_HEIGHT);
        let sense = if is_enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(desired, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, self.name));
        if self.tone == Tone::Current {
            ui.accesskit_node_builder(response.id, |node| node.set_selected(true));
        }
        super::reveal_when_focused(&response);
        if ui.is_rect_visible(rect) {
            let is_hot = is_enabled && (response.hovered() || response.has_focus());
            let is_down = is_enabled && response.is_pointer_button_down_on();
            let (fill, outline) = match self.tone {
                Tone::Primary if !is_enabled => (tokens.sunken, tokens.outline),
                Tone::Primary => (if is_hot || is_down { tokens.accent_hover } else { tokens.accent }, CLEAR),
                Tone::Plain => (
                    if is_down {
                        tokens.selected
                    } else if is_hot {
                        tokens.hover
                    } else {
                        tokens.card
                    },
                    tokens.outline,
                ),
                Tone::Quiet => (
                    if is_down {
                        tokens.selected
                    } else if is_hot {
                        tokens.hover
                    } else {
                        CLEAR
                    },
                    CLEAR,
                ),
                Tone::Current => (tokens.selected, CLEAR),
            };
            let mut painter = ui.painter().clone();
            if !is_enabled && self.tone != Tone::Primary {
                painter.set_opacity(0.45);
            }
            painter.rect(rect, RADIUS, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
            if response.has_focus() {
                painter.rect_stroke(rect.expand(2.0), RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Middle);
            }
            let centered = |size: Vec2, x: f32| egui::pos2(x, rect.center().y - size.y / 2.0);
            let mut x = rect.center().x - (width - padding * 2.0) / 2.0;
            if let Some(icon) = icon {
                let icon_width = icon.size().x;
                painter.galley(centered(icon.size(), x), icon, text_color);
                x += icon_width + 6.0;
            }
            let text_width = text.size().x;
            painter.galley(centered(text.size(), x), text, text_color);
            if let Some(key) = key {
                let outline = if self.tone == Tone::Primary { tokens.on_accent } else { tokens.outline };
                key.paint(&painter, x + text_width + 8.0, rect.center().y, outline);
            }
        }
        if has_text && self.name == self.label { response } else { response.on_hover_text(self.name) }
    }
}
