//! What the desktop asks of every program: light or dark, more contrast, less motion. Linux tells it by the desktop's portal,
//! macOS and Windows by calls of their own. Changes are told, too; where a desktop has animations switched off by a setting of
//! its own alone, that is read at the start.

use egui::{Context, Id};
use mundy::{ColorScheme, Contrast, Interest, Preferences, ReducedMotion};

/// What is asked beside light or dark, for which egui has a place of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SystemLook {
    /// Nothing should move by itself.
    pub reduces_motion: bool,
    /// Text and lines should stand out more than they usually do.
    pub wants_contrast: bool,
}

impl SystemLook {
    /// What is asked now.
    #[must_use]
    pub fn of(ctx: &Context) -> Self {
        ctx.data(|data| data.get_temp(Id::NULL)).unwrap_or_default()
    }

    /// Asks this from the next frame on.
    pub fn ask(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, self));
        ctx.request_repaint();
    }
}

/// Follows the desktop from now on, as long as the program runs. Where none answers, everything stays as it is.
pub fn follow(ctx: &Context) {
    let ctx = ctx.clone();
    let listening = Preferences::subscribe(Interest::ColorScheme | Interest::Contrast | Interest::ReducedMotion, move |asked: Preferences| {
        // Elsewhere the window system itself tells light and dark.
        if cfg!(target_os = "linux") {
            let theme = match asked.color_scheme {
                ColorScheme::Dark => egui::Theme::Dark,
                // No wish is none for dark: light is what paper looks like.
                ColorScheme::Light | ColorScheme::NoPreference => egui::Theme::Light,
            };
            ctx.options_mut(|options| options.fallback_theme = theme);
        }
        SystemLook { reduces_motion: asked.reduced_motion == ReducedMotion::Reduce, wants_contrast: asked.contrast == Contrast::More }.ask(&ctx);
    });
    // It listens until it is dropped, which is never.
    std::mem::forget(listening);
}
