//! Who has the keyboard, and where it goes back to when a dialog or a menu closes.

use egui::{Context, Id, Memory};

use crate::ui::action::Page;

/// Frames in which a dialog that has gone still takes the keyboard from what lies behind it.
const FRAMES_TO_LOOK_AFTER: u8 = 3;

/// Keeps track of the keyboard across dialogs, menus and pages.
#[derive(Debug, Default)]
pub(super) struct FocusKeeper {
    /// What is to have it as soon as no dialog stands over it.
    wanted: Option<Id>,
    /// What was given it last, and for how many frames it is still looked after: a dialog that has just gone may take it away.
    given: Option<(Id, u8)>,
    has_menu: bool,
    /// What had it before a menu, and on which page.
    before_menu: Option<(Page, Id)>,
    /// What has it in the menu that is open.
    in_menu: Option<Id>,
    /// What had it before a dialog, and on which page.
    before_dialog: Option<(Page, Id)>,
}

impl FocusKeeper {
    /// Gives it to this as soon as that can have it.
    pub(super) fn want(&mut self, id: impl Into<Option<Id>>) {
        self.wanted = id.into();
    }

    /// A dialog opens: the keyboard belongs to it now, and goes back to where it was then.
    pub(super) fn leave_for_dialog(&mut self, ctx: &Context, page: Page) {
        // Where it is on its way to, one dialog after another; else where it is.
        if let Some(id) = self.wanted.take().or_else(|| ctx.memory(Memory::focused)) {
            self.before_dialog = Some((page, id));
        }
        ctx.memory_mut(Memory::stop_text_input);
    }

    /// Gives it back to what had it before a dialog, or else to the page's list. Returns who is to have it.
    pub(super) fn return_from_dialog(&mut self, page: Page, list: Option<Id>) -> Option<Id> {
        let before = self.before_dialog.take().filter(|(of, _)| *of == page).map(|(_, id)| id);
        // Whatever the dialog itself gave it to has it.
        self.wanted = self.wanted.or(before).or(list);
        self.wanted
    }

    /// Called once a frame: it goes back to where it was when a menu closes and nothing else has taken it, and to whom it was
    /// promised. egui takes it from whatever lies behind a dialog, also in the frame after the last one with it.
    pub(super) fn follow(&mut self, ctx: &Context, page: Page, has_dialog: bool) {
        let is_open = egui::Popup::is_any_open(ctx);
        let was_open = std::mem::replace(&mut self.has_menu, is_open);
        let focused = ctx.memory(Memory::focused);
        if is_open {
            self.in_menu = focused;
        } else if was_open && (focused.is_none() || focused == self.in_menu) {
            // In the frame in which a menu closes its item has it still.
            if !has_dialog && self.wanted.is_none() {
                self.wanted = self.before_menu.filter(|(of, _)| *of == page).map(|(_, id)| id);
            }
        } else if let Some(id) = focused {
            self.before_menu = Some((page, id));
        }
        if has_dialog {
            return;
        }
        if let Some(id) = self.wanted.take() {
            self.given = Some((id, FRAMES_TO_LOOK_AFTER));
            ctx.memory_mut(|memory| memory.request_focus(id));
        } else if let Some((id, frames)) = self.given.take().filter(|(_, frames)| *frames > 0) {
            match ctx.memory(Memory::focused) {
                None if !is_open => {
                    ctx.memory_mut(|memory| memory.request_focus(id));
                    self.given = Some((id, frames - 1));
                    ctx.request_repaint();
                }
                Some(focused) if focused == id => {
                    self.given = Some((id, frames - 1));
                    ctx.request_repaint();
                }
                // Somebody else has it by now.
                _ => {}
            }
        }
    }
}
