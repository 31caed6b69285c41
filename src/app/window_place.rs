//! Where the window stood: its size and zoom, kept in a small file beside the workspace. It is read before there is a window,
//! so that nothing jumps.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use serde::{Deserialize, Serialize};

use crate::ui::theme::LEAST_WINDOW;

/// Smaller, nothing can be used.
pub(super) const LEAST: [f32; 2] = [LEAST_WINDOW.x, LEAST_WINDOW.y];
const MOST: f32 = 10_000.0;

/// Whether the window ever stood: what fails after that is no missing display.
static HAS_DRAWN: AtomicBool = AtomicBool::new(false);

/// Whether the window ever stood.
#[must_use]
pub fn has_drawn() -> bool {
    HAS_DRAWN.load(Ordering::Relaxed)
}

/// The window stands.
pub(super) fn note_drawn() {
    HAS_DRAWN.store(true, Ordering::Relaxed);
}

/// A window's size, in points at zoom 1, and its zoom.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowPlace {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Whether it filled the screen.
    pub is_maximized: bool,
    /// How much everything is enlarged; 1 is as designed.
    pub zoom: f32,
}

impl Default for WindowPlace {
    fn default() -> Self {
        Self { width: 1280.0, height: 800.0, is_maximized: false, zoom: 1.0 }
    }
}

/// The file, beside the workspace and named after it. Sample people share it with the member's own.
fn file(workspace: &Path) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(".window.json");
    PathBuf::from(name)
}

impl WindowPlace {
    /// As it was the last time; the usual one where that is not known or makes no sense.
    #[must_use]
    pub fn read(workspace: &Path) -> Self {
        let read: Self = std::fs::read(file(workspace)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let usual = Self::default();
        let is_size = (LEAST[0]..=MOST).contains(&read.width) && (LEAST[1]..=MOST).contains(&read.height);
        let (width, height) = if is_size { (read.width, read.height) } else { (usual.width, usual.height) };
        let zoom = if (0.5..=3.0).contains(&read.zoom) { read.zoom } else { usual.zoom };
        Self { width, height, zoom, ..read }
    }

    /// Of the window as it stands.
    #[must_use]
    pub fn of(ctx: &egui::Context, before: Self) -> Self {
        let zoom = ctx.zoom_factor();
        ctx.input(|input| {
            let viewport = input.viewport();
            let is_maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
            // A maximized window goes back to the size of before, and so does the small one beside the browser.
            let is_whole = |size: &egui::Vec2| !is_maximized && size.x >= LEAST[0] && size.y >= LEAST[1];
            let size = viewport.inner_rect.map(|rect| rect.size() * zoom).filter(is_whole);
            Self { width: size.map_or(before.width, |size| size.x), height: size.map_or(before.height, |size| size.y), is_maximized, zoom }
        })
    }

    /// Keeps it. A folder that may not be written loses nothing but this.
    pub fn write(&self, workspace: &Path) {
        let Ok(json) = serde_json::to_vec(self) else { return };
        // Beside it first: a half file would be no file.
        let path = file(workspace);
        let half = path.with_extension("part");
        if std::fs::write(&half, json).is_ok() && std::fs::rename(&half, path).is_err() {
            let _ = std::fs::remove_file(half);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again_and_nonsense_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let workspace = folder.path().join("a.partwell");
        assert_eq!(WindowPlace::read(&workspace), WindowPlace::default());
        let place = WindowPlace { width: 1600.0, height: 900.0, is_maximized: true, zoom: 1.25 };
        place.write(&workspace);
        assert_eq!(WindowPlace::read(&workspace), place);
        WindowPlace { width: 3.0, height: f32::INFINITY, is_maximized: false, zoom: 90.0 }.write(&workspace);
        assert_eq!(WindowPlace::read(&workspace), WindowPlace::default());
        std::fs::write(folder.path().join("a.partwell.window.json"), "{").unwrap();
        assert_eq!(WindowPlace::read(&workspace), WindowPlace::default());
    }
}
