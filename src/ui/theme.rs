//! The look, in one place: colours for light and dark, type, spacing. The only file that names a colour.
#![allow(clippy::disallowed_methods, reason = "colours are made here and nowhere else")]

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, TextStyle, Theme, Ui, Visuals,
    style::{ScrollAnimation, ScrollStyle, WidgetVisuals},
};

use super::{
    fonts::{self, MissingScripts, SEMIBOLD},
    system_look::SystemLook,
};
use crate::model::settings::Appearance;

/// The colours of one theme, by what they are for.
#[derive(Debug)]
pub struct Tokens {
    /// Behind everything.
    pub page: Color32,
    /// Cards, bars and dialogs.
    pub card: Color32,
    /// Fields and chips.
    pub sunken: Color32,
    /// Lines between and around things.
    pub line: Color32,
    /// A stronger line, around buttons, whose words say that they are buttons.
    pub outline: Color32,
    /// Around what is filled in or ticked: without the line nobody would know of it, so it stands out by 3 to 1.
    pub control: Color32,
    /// Text.
    pub text: Color32,
    /// Text that matters less.
    pub muted: Color32,
    /// What says less than a figure: that nothing is known.
    pub faint: Color32,
    /// The one colour that leads: primary buttons, focus, marks.
    pub accent: Color32,
    /// The accent, under the pointer.
    pub accent_hover: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Selected rows and the current page.
    pub selected: Color32,
    /// Selected rows of the pane that keys do not go to.
    pub selected_quiet: Color32,
    /// A row or button under the pointer.
    pub hover: Color32,
    /// What parts: text.
    pub parting: Color32,
    /// What parts: background.
    pub parting_soft: Color32,
    /// The second colour of pictures, beside the accent.
    pub second: Color32,
    /// What deserves care: text.
    pub care: Color32,
    /// What deserves care: background.
    pub care_soft: Color32,
    /// Behind a dialog.
    pub backdrop: Color32,
    /// Shadow of what floats.
    pub shadow: Color32,
}

static LIGHT: Tokens = Tokens {
    page: Color32::from_rgb(0xF5, 0xF5, 0xF1),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    sunken: Color32::from_rgb(0xF3, 0xF3, 0xEF),
    line: Color32::from_rgb(0xE4, 0xE4, 0xDE),
    outline: Color32::from_rgb(0xD4, 0xD4, 0xCD),
    control: Color32::from_rgb(0x8A, 0x8A, 0x83),
    text: Color32::from_rgb(0x1F, 0x22, 0x26),
    muted: Color32::from_rgb(0x5E, 0x63, 0x6B),
    faint: Color32::from_rgba_premultiplied(0x47, 0x4A, 0x50, 0xBF),
    accent: Color32::from_rgb(0x1E, 0x6F, 0x5B),
    accent_hover: Color32::from_rgb(0x18, 0x5D, 0x4C),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selected: Color32::from_rgb(0xDC, 0xEB, 0xE5),
    selected_quiet: Color32::from_rgb(0xEC, 0xEF, 0xEC),
    hover: Color32::from_rgb(0xF6, 0xF6, 0xF3),
    parting: Color32::from_rgb(0xA2, 0x3F, 0x2D),
    parting_soft: Color32::from_rgb(0xF9, 0xEA, 0xE6),
    second: Color32::from_rgb(0x3A, 0x69, 0xA3),
    care: Color32::from_rgb(0x7A, 0x52, 0x05),
    care_soft: Color32::from_rgb(0xF7, 0xEC, 0xD2),
    backdrop: Color32::from_rgba_premultiplied(0, 0, 0, 0x60),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 0x28),
};

static DARK: Tokens = Tokens {
    page: Color32::from_rgb(0x16, 0x17, 0x1A),
    card: Color32::from_rgb(0x1F, 0x21, 0x26),
    sunken: Color32::from_rgb(0x17, 0x19, 0x1D),
    line: Color32::from_rgb(0x30, 0x33, 0x39),
    outline: Color32::from_rgb(0x43, 0x47, 0x4E),
    control: Color32::from_rgb(0x74, 0x7A, 0x83),
    text: Color32::from_rgb(0xE8, 0xEA, 0xED),
    muted: Color32::from_rgb(0xA9, 0xAF, 0xB7),
    faint: Color32::from_rgba_premultiplied(0x7F, 0x83, 0x89, 0xBF),
    accent: Color32::from_rgb(0x64, 0xC4, 0xA7),
    accent_hover: Color32::from_rgb(0x7B, 0xD3, 0xB8),
    on_accent: Color32::from_rgb(0x0C, 0x24, 0x1D),
    selected: Color32::from_rgb(0x24, 0x44, 0x3B),
    selected_quiet: Color32::from_rgb(0x2A, 0x30, 0x30),
    hover: Color32::from_rgb(0x27, 0x2A, 0x2F),
    parting: Color32::from_rgb(0xF0, 0x92, 0x7E),
    parting_soft: Color32::from_rgb(0x3D, 0x24, 0x20),
    second: Color32::from_rgb(0x86, 0xB4, 0xEE),
    care: Color32::from_rgb(0xE8, 0xBC, 0x56),
    care_soft: Color32::from_rgb(0x39, 0x2E, 0x16),
    backdrop: Color32::from_rgba_premultiplied(0, 0, 0, 0x90),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 0x70),
};

/// For those who ask the desktop for more contrast.
static LIGHT_MORE: Tokens = Tokens {
    page: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    sunken: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    line: Color32::from_rgb(0x6E, 0x6E, 0x68),
    outline: Color32::from_rgb(0x4A, 0x4A, 0x45),
    control: Color32::from_rgb(0x2A, 0x2A, 0x27),
    text: Color32::from_rgb(0x00, 0x00, 0x00),
    muted: Color32::from_rgb(0x33, 0x37, 0x3D),
    faint: Color32::from_rgb(0x33, 0x37, 0x3D),
    accent: Color32::from_rgb(0x0B, 0x4A, 0x3A),
    accent_hover: Color32::from_rgb(0x07, 0x38, 0x2C),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    selected: Color32::from_rgb(0xCF, 0xE6, 0xDC),
    selected_quiet: Color32::from_rgb(0xE6, 0xEC, 0xE9),
    hover: Color32::from_rgb(0xF0, 0xF0, 0xEC),
    parting: Color32::from_rgb(0x7A, 0x22, 0x13),
    parting_soft: Color32::from_rgb(0xFC, 0xED, 0xE9),
    second: Color32::from_rgb(0x1D, 0x44, 0x75),
    care: Color32::from_rgb(0x5A, 0x3B, 0x00),
    care_soft: Color32::from_rgb(0xF7, 0xEC, 0xD2),
    backdrop: Color32::from_rgba_premultiplied(0, 0, 0, 0x90),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 0x28),
};

static DARK_MORE: Tokens = Tokens {
    page: Color32::from_rgb(0x00, 0x00, 0x00),
    card: Color32::from_rgb(0x0B, 0x0C, 0x0E),
    sunken: Color32::from_rgb(0x00, 0x00, 0x00),
    line: Color32::from_rgb(0x85, 0x89, 0x8F),
    outline: Color32::from_rgb(0xA9, 0xAE, 0xB5),
    control: Color32::from_rgb(0xC9, 0xCD, 0xD2),
    text: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    muted: Color32::from_rgb(0xD5, 0xD9, 0xDE),
    faint: Color32::from_rgb(0xD5, 0xD9, 0xDE),
    accent: Color32::from_rgb(0x8F, 0xE6, 0xCC),
    accent_hover: Color32::from_rgb(0xB4, 0xF0, 0xDF),
    on_accent: Color32::from_rgb(0x00, 0x15, 0x0F),
    selected: Color32::from_rgb(0x16, 0x46, 0x3A),
    selected_quiet: Color32::from_rgb(0x1E, 0x26, 0x25),
    hover: Color32::from_rgb(0x1B, 0x1E, 0x22),
    parting: Color32::from_rgb(0xFF, 0xB3, 0xA3),
    parting_soft: Color32::from_rgb(0x3D, 0x18, 0x11),
    second: Color32::from_rgb(0xB5, 0xD3, 0xFF),
    care: Color32::from_rgb(0xFF, 0xD8, 0x84),
    care_soft: Color32::from_rgb(0x33, 0x26, 0x00),
    backdrop: Color32::from_rgba_premultiplied(0, 0, 0, 0xB0),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 0x70),
};

/// Backgrounds of avatars; white letters stand on all of them with a contrast of at least 4.5 to 1.
static AVATARS: [Color32; 8] = [
    Color32::from_rgb(0x1E, 0x6F, 0x5B),
    Color32::from_rgb(0x3A, 0x69, 0xA3),
    Color32::from_rgb(0x7A, 0x51, 0x94),
    Color32::from_rgb(0x93, 0x42, 0x67),
    Color32::from_rgb(0xA5, 0x43, 0x30),
    Color32::from_rgb(0x85, 0x5F, 0x08),
    Color32::from_rgb(0x55, 0x6B, 0x2D),
    Color32::from_rgb(0x4A, 0x5A, 0x73),
];

/// Letters on avatars.
pub const ON_AVATAR: Color32 = Color32::WHITE;
/// Nothing painted.
pub const CLEAR: Color32 = Color32::TRANSPARENT;

/// Height of a row in a list of people, in points.
pub const ROW_HEIGHT: f32 = 54.0;
/// Diameter of the circle in a row.
pub const AVATAR: f32 = 34.0;
/// Space inside cards and between them.
pub const GAP: f32 = 14.0;
/// Smaller than this, in points, the whole window cannot be used.
pub const LEAST_WINDOW: egui::Vec2 = egui::vec2(760.0, 480.0);
/// Height of buttons and fields.
pub const CONTROL_HEIGHT: f32 = 32.0;
/// Corners of buttons and fields.
pub const RADIUS: CornerRadius = CornerRadius::same(7);
/// Corners of cards and dialogs.
pub const CARD_RADIUS: CornerRadius = CornerRadius::same(10);

/// The colours that hold here.
#[must_use]
pub fn tokens(ui: &Ui) -> &'static Tokens {
    of(ui.visuals())
}

/// The colours that visuals were made of; a line of each look is like that of no other.
fn of(visuals: &Visuals) -> &'static Tokens {
    let all = [&DARK, &DARK_MORE, &LIGHT_MORE];
    all.into_iter().find(|tokens| tokens.line == visuals.window_stroke.color).unwrap_or(&LIGHT)
}

fn chosen(is_dark: bool, wants_contrast: bool) -> &'static Tokens {
    match (is_dark, wants_contrast) {
        (false, false) => &LIGHT,
        (false, true) => &LIGHT_MORE,
        (true, false) => &DARK,
        (true, true) => &DARK_MORE,
    }
}

/// The colour of somebody's circle; always the same for the same number. Darker for those who ask for more contrast.
#[must_use]
pub fn avatar_color(number: u64, wants_contrast: bool) -> Color32 {
    // A multiplication by an odd constant spreads neighbouring numbers.
    let spread = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 61;
    let color = usize::try_from(spread).ok().and_then(|at| AVATARS.get(at)).copied().unwrap_or(ON_AVATAR);
    if wants_contrast { color.lerp_to_gamma(Color32::BLACK, 0.4) } else { color }
}

/// Text of this size.
#[must_use]
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// Strong text of this size.
#[must_use]
pub fn semibold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// An icon of this size.
#[must_use]
pub fn icon(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(egui_material_icons::FONT_FAMILY.into()))
}

/// Sizes of text, in points.
pub mod size {
    /// Small print, headings in capitals.
    pub const SMALL: f32 = 11.5;
    /// The second line of a row.
    pub const SECOND: f32 = 12.5;
    /// Most text.
    pub const BODY: f32 = 13.5;
    /// Titles of panes.
    pub const TITLE: f32 = 15.5;
    /// Titles of dialogs.
    pub const LARGE: f32 = 20.0;
}

/// Puts fonts and both styles into place. Once, at the start. Tells later which scripts have no font.
pub fn install(ctx: &Context) -> MissingScripts {
    let missing = fonts::install(ctx);
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            style.visuals = visuals(theme == Theme::Dark, false);
            style.text_styles = [
                (TextStyle::Small, regular(size::SMALL)),
                (TextStyle::Body, regular(size::BODY)),
                (TextStyle::Button, regular(size::BODY)),
                (TextStyle::Heading, semibold(size::LARGE)),
                (TextStyle::Monospace, FontId::monospace(size::BODY)),
            ]
            .into();
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.button_padding = egui::vec2(10.0, 6.0);
            style.spacing.menu_margin = Margin::same(6);
            style.spacing.window_margin = Margin::same(16);
            style.spacing.interact_size.y = 26.0;
            style.spacing.tooltip_width = 320.0;
            style.spacing.scroll = ScrollStyle { bar_width: 7.0, floating_allocated_width: 0.0, ..ScrollStyle::floating() };
            style.scroll_animation = ScrollAnimation::none();
            style.animation_time = ANIMATION_SECONDS;
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.45;
        });
    }
    // Linux tells no theme; light is what paper looks like.
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    missing
}

/// Pages are no wider than this, in points: eyes lose the row on their way.
const WIDEST_PAGE: f32 = 1900.0;

/// Where a page stands in what is left: in the middle of a very wide window.
#[must_use]
pub fn page_area(ui: &egui::Ui) -> egui::Rect {
    let area = ui.max_rect().shrink(GAP);
    let spare = (area.width() - WIDEST_PAGE).max(0.0) / 2.0;
    area.shrink2(egui::vec2(spare.floor(), 0.0))
}

/// How wide that is in a window of this width.
#[must_use]
pub fn page_width(window_width: f32) -> f32 {
    (window_width - 2.0 * GAP).min(WIDEST_PAGE)
}

/// Follows the chosen appearance, whether anything may move by itself, and what the desktop asks for.
pub fn follow(ctx: &Context, appearance: Appearance, reduces_motion: bool) {
    ctx.set_theme(match appearance {
        Appearance::System => egui::ThemePreference::System,
        Appearance::Light => egui::ThemePreference::Light,
        Appearance::Dark => egui::ThemePreference::Dark,
    });
    let asked = SystemLook::of(ctx);
    let animation_time = if reduces_motion || asked.reduces_motion { 0.0 } else { ANIMATION_SECONDS };
    if (ctx.global_style().animation_time - animation_time).abs() > f32::EPSILON {
        ctx.all_styles_mut(|style| {
            style.animation_time = animation_time;
            style.visuals.text_cursor.blink = animation_time > 0.0;
        });
    }
    for theme in [Theme::Light, Theme::Dark] {
        let (is_dark, style) = (theme == Theme::Dark, ctx.style_of(theme));
        if chosen(is_dark, asked.wants_contrast).line != style.visuals.window_stroke.color {
            ctx.style_mut_of(theme, |style| {
                let text_cursor = style.visuals.text_cursor.clone();
                style.visuals = Visuals { text_cursor, ..visuals(is_dark, asked.wants_contrast) };
            });
        }
    }
}

/// How long what opens or fades takes.
const ANIMATION_SECONDS: f32 = 0.08;

fn visuals(is_dark: bool, wants_contrast: bool) -> Visuals {
    let tokens = chosen(is_dark, wants_contrast);
    let mut visuals = if is_dark { Visuals::dark() } else { Visuals::light() };
    let widget = |fill: Color32, outline: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, outline),
        corner_radius: RADIUS,
        fg_stroke: Stroke::new(1.2, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(tokens.card, tokens.line, tokens.text);
    visuals.widgets.inactive = widget(tokens.card, tokens.outline, tokens.text);
    // Rings and boxes of menus, which have no outline there.
    visuals.widgets.inactive.bg_fill = tokens.control;
    visuals.widgets.hovered = widget(tokens.hover, tokens.outline, tokens.text);
    visuals.widgets.active = widget(tokens.selected, tokens.accent, tokens.text);
    visuals.widgets.open = widget(tokens.hover, tokens.outline, tokens.text);
    visuals.selection.bg_fill = tokens.selected;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent);
    visuals.panel_fill = tokens.page;
    visuals.window_fill = tokens.card;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CARD_RADIUS;
    visuals.menu_corner_radius = RADIUS;
    visuals.extreme_bg_color = tokens.sunken;
    visuals.text_edit_bg_color = Some(tokens.sunken);
    visuals.faint_bg_color = tokens.hover;
    visuals.weak_text_color = Some(tokens.muted);
    visuals.hyperlink_color = tokens.accent;
    visuals.warn_fg_color = tokens.care;
    visuals.error_fg_color = tokens.parting;
    visuals.popup_shadow = Shadow { offset: [0, 4], blur: 18, spread: 0, color: tokens.shadow };
    visuals.window_shadow = Shadow { offset: [0, 12], blur: 40, spread: 0, color: tokens.shadow };
    visuals
}

#[cfg(test)]
mod tests;
