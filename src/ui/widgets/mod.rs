//! Our own small vocabulary of widgets, written once and used everywhere.

pub mod avatar;
pub mod banner;
pub mod bar;
pub mod button;
pub mod card;
pub mod check;
pub mod chip;
pub mod columns;
pub mod count_row;
pub mod dialog;
pub mod empty;
pub mod field;
pub mod figure;
pub mod fold;
pub mod icon;
pub mod key_cap;
pub mod landmark;
pub mod list;
pub mod list_box;
pub mod menu;
pub mod name_text;
pub mod picture;
pub mod timeline;
pub mod toast;

/// Scrolls what the keyboard has just reached into sight. egui leaves that to the program.
fn reveal_when_focused(response: &egui::Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}
