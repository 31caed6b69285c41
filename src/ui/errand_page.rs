//! What the pages with a list of things to do at LinkedIn have in common: the two halves, the steps, and what is said of several
//! at once.

use egui::{AsIdSalt, Frame, Margin, Rect, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2};

use super::{
    action::Inbox,
    theme::{self, GAP, size, tokens},
    widgets::card,
};
use crate::{
    command::Command,
    model::{batch::task::TaskState, outreach::invitation_log::LoggedInvitation},
    state::State,
};

/// A page narrower than this has the list above the invitation.
const SIDE_BY_SIDE: f32 = 780.0;

/// The list and what stands beside it, or below it in a narrow window, each on its card.
pub(super) fn halves(ui: &Ui, area: Rect) -> (Rect, Rect) {
    let tokens = tokens(ui);
    let (left, right) = if area.width() < SIDE_BY_SIDE {
        let middle = area.top() + (area.height() * 0.46).floor();
        (Rect::from_min_max(area.min, pos2(area.right(), middle)), Rect::from_min_max(pos2(area.left(), middle + GAP), area.max))
    } else {
        let detail_width = (area.width() * 0.42).clamp(320.0, 560.0);
        let left = Rect::from_min_max(area.min, pos2(area.right() - detail_width - GAP, area.bottom()));
        (left, Rect::from_min_max(pos2(left.right() + GAP, area.top()), area.max))
    };
    for rect in [left, right] {
        ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    }
    (left, right)
}

/// What stands beside the list, on its half: it scrolls, with room around it.
pub(super) fn beside(ui: &mut Ui, half: Rect, id: impl AsIdSalt, gap: f32, content: impl FnOnce(&mut Ui)) {
    ui.scope_builder(UiBuilder::new().max_rect(half.shrink(1.0)), |ui| {
        ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 18, right: 18, top: 14, bottom: 18 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = gap;
                content(ui);
            });
        });
    });
}

/// Says of several invitations what is to be done or came of it.
pub(super) fn send(state: &State, invitations: &[&LoggedInvitation], to: TaskState, inbox: &mut Inbox) {
    let errands = invitations.iter().map(|one| state.wanted_errand(&one.key, &one.name, one.slug.as_deref())).collect();
    inbox.send(Command::SetErrands { errands, state: to });
}

/// Steps at LinkedIn.
pub(super) fn steps_ui(ui: &mut Ui, title: &str, steps: &[&str]) {
    Frame::new().fill(tokens(ui).sunken).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        card::heading(ui, title);
        for (i, step) in steps.iter().enumerate() {
            ui.label(RichText::new(format!("{}. {step}", i + 1)).font(theme::regular(size::SECOND)).color(tokens(ui).text));
        }
    });
    ui.add_space(6.0);
}
