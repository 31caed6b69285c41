//! The circle with initials.

use egui::{Align2, Painter, Pos2};

use crate::model::id::PersonId;
use crate::{
    model::person::{Facts, Person},
    ui::{
        system_look::SystemLook,
        theme::{self, ON_AVATAR},
    },
};

/// Paints somebody's circle around `center`.
pub fn paint(painter: &Painter, center: Pos2, diameter: f32, person: &Person) {
    paint_facts(painter, center, diameter, person.id, &person.facts);
}

/// Paints the circle of somebody of whom nothing but facts is at hand.
pub fn paint_facts(painter: &Painter, center: Pos2, diameter: f32, id: PersonId, facts: &Facts) {
    paint_letters(painter, center, diameter, id, &facts.initials());
}

/// Paints a circle with letters that are at hand already.
pub fn paint_letters(painter: &Painter, center: Pos2, diameter: f32, id: PersonId, letters: &str) {
    painter.circle_filled(center, diameter / 2.0, theme::avatar_color(id.0.unsigned_abs(), SystemLook::of(painter.ctx()).wants_contrast));
    painter.text(center, Align2::CENTER_CENTER, letters, theme::semibold(diameter * 0.36), ON_AVATAR);
}
