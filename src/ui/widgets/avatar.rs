//! The circle with initials.

use egui::{Align2, Painter, Pos2};

use crate::{
    model::person::Person,
    ui::theme::{self, ON_AVATAR},
};

/// Paints somebody's circle around `center`.
pub fn paint(painter: &Painter, center: Pos2, diameter: f32, person: &Person) {
    painter.circle_filled(center, diameter / 2.0, theme::avatar_color(person.id.0.unsigned_abs()));
    painter.text(center, Align2::CENTER_CENTER, person.facts.initials(), theme::semibold(diameter * 0.36), ON_AVATAR);
}
