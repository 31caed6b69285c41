//! Opens the window.

use super::{App, Start, WindowPlace, window_place};
use crate::ui::{system_fonts, system_look};

/// Opens the window, and returns when it is closed.
///
/// # Errors
/// What the window system says, when there is none or it does not work.
pub fn run(start: Start) -> Result<(), String> {
    let place = WindowPlace::read(&start.workspace);
    let mut viewport = egui::ViewportBuilder::default()
        .with_title("Partwell")
        .with_app_id("org.partwell.Partwell")
        .with_inner_size([place.width, place.height])
        .with_maximized(place.is_maximized)
        .with_min_inner_size(window_place::LEAST);
    // Without its picture the window is still a window.
    if let Ok(icon) = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/partwell-256.png")) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, system_font_fallback: false, ..eframe::NativeOptions::default() };
    eframe::run_native(
        "partwell",
        options,
        Box::new(move |cc| {
            cc.egui_ctx.set_zoom_factor(place.zoom);
            system_look::follow(&cc.egui_ctx);
            system_fonts::ask(&cc.egui_ctx);
            Ok(Box::new(App::new(&cc.egui_ctx, start)))
        }),
    )
    .map_err(|error| error.to_string())
}
