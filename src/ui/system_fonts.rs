//! The fonts of the system, for what our own typeface lacks. Where there are none, or reading them fails, others come along.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use egui::{
    Context,
    epaint::text::{FallbackRequest, FontInsert, FontProvider},
};
use egui_system_font_provider::SystemFontProvider;

/// Asks the system's fonts, until they fail once.
struct Asked<P> {
    fonts: P,
    is_broken: AtomicBool,
}

impl<P: FontProvider> FontProvider for Asked<P> {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        if self.is_broken.load(Ordering::Relaxed) {
            return None;
        }
        // On a machine without any font, fontconfig's reader panics (fontique 0.11); the window would go with it.
        catch_unwind(AssertUnwindSafe(|| self.fonts.font_for(request))).unwrap_or_else(|_| {
            self.is_broken.store(true, Ordering::Relaxed);
            None
        })
    }
}

/// Asks the system from now on; before this, nobody else is asked. They are read on a thread of their own, which takes a moment.
pub fn ask(ctx: &Context) {
    ctx.add_font_provider(Arc::new(Asked { fonts: SystemFontProvider::new(), is_broken: AtomicBool::new(false) }));
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use egui::FontFamily;

    use super::*;

    #[test]
    fn fonts_that_cannot_be_read_are_asked_once_and_nothing_falls_with_them() {
        let times = AtomicUsize::new(0);
        let asked = Asked {
            fonts: |_: &FallbackRequest<'_>| -> Option<FontInsert> {
                times.fetch_add(1, Ordering::Relaxed);
                unreachable!("no fonts")
            },
            is_broken: AtomicBool::new(false),
        };
        let request = FallbackRequest { cluster: "明", family: &FontFamily::Proportional };
        assert!(asked.font_for(&request).is_none() && asked.font_for(&request).is_none());
        assert_eq!(times.load(Ordering::Relaxed), 1);
    }
}
