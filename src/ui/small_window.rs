//! Making the window small, above all others, and whole again.

use egui::{Ui, Vec2, ViewportCommand, WindowLevel, vec2};

use super::theme;

/// The size of the small window, in points.
const SMALL: Vec2 = vec2(400.0, 330.0);

/// Smaller, it cannot be used.
const LEAST: Vec2 = vec2(320.0, 260.0);

/// The window as it was before it became small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    size: Vec2,
    is_maximized: bool,
}

/// Makes the window small and keeps it above the others; `small` is set from then on.
pub(super) fn enter(ui: &Ui, small: &mut Option<Before>) {
    let (size, is_maximized) = ui.input(|input| (input.content_rect().size(), input.viewport().maximized.unwrap_or(false)));
    *small = Some(Before { size, is_maximized });
    let ctx = ui.ctx();
    if is_maximized {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(false));
    }
    ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(LEAST));
    ctx.send_viewport_cmd(ViewportCommand::InnerSize(SMALL));
    ctx.send_viewport_cmd(ViewportCommand::WindowLevel(WindowLevel::AlwaysOnTop));
}

/// Gives the window its size back, if it is small.
pub(super) fn leave(ui: &Ui, small: &mut Option<Before>) {
    let Some(before) = small.take() else { return };
    let ctx = ui.ctx();
    ctx.send_viewport_cmd(ViewportCommand::WindowLevel(WindowLevel::Normal));
    ctx.send_viewport_cmd(ViewportCommand::InnerSize(before.size));
    ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(theme::LEAST_WINDOW));
    if before.is_maximized {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}
