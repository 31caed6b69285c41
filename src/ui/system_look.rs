//! Light or dark, as the system has it. The window system tells it on macOS and Windows; on Linux the desktop's portal does,
//! which is asked on a thread of its own, and listened to.

use egui::Context;

/// Follows the system from now on, as long as the window stands. Without a portal everything stays as it is.
pub fn follow(ctx: &Context) {
    #[cfg(target_os = "linux")]
    {
        let ctx = ctx.clone();
        let follow = move || {
            let take = |mode: dark_light::Mode| {
                let theme = match mode {
                    dark_light::Mode::Dark => egui::Theme::Dark,
                    // No wish is none for dark: light is what paper looks like.
                    dark_light::Mode::Light | dark_light::Mode::Unspecified => egui::Theme::Light,
                };
                ctx.options_mut(|options| options.fallback_theme = theme);
                ctx.request_repaint();
            };
            if let Ok(mode) = dark_light::detect() {
                take(mode);
            }
            if let Ok(watcher) = dark_light::subscribe() {
                watcher.iter().for_each(take);
            }
        };
        // It waits for signals until the program ends; nothing waits for it.
        let _ = std::thread::Builder::new().name("system-look".into()).spawn(follow);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = ctx;
}
