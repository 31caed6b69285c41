//! The field for a day of one's own, with a button that takes it: the same wherever a day is asked for.

use egui::{Id, Key, Ui};
use jiff::civil::Date;

use super::widgets::{button::Button, card, field};

/// A day that can be chosen: from which on, and what is said of an earlier one.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayField<'f> {
    /// Tells it from others in the window.
    pub id: &'static str,
    /// What a screen reader calls the field.
    pub name: &'f str,
    /// What the button says, and what a screen reader calls it.
    pub button: (&'f str, &'f str),
    /// The first day that can be chosen.
    pub first: Date,
}

impl DayField<'_> {
    /// Draws it in one line. Returns the day once it is chosen.
    pub(super) fn show(&self, ui: &mut Ui, text: &mut String) -> Option<Date> {
        let typed = text.trim().parse().ok().filter(|day: &Date| *day >= self.first);
        let response = field::line(ui, Id::unique(self.id), text, self.name, &self.first.to_string(), 104.0, false);
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let (label, name) = self.button;
        let is_clicked = Button::new(label).named(name).enabled_if(typed.is_some()).show(ui).clicked();
        typed.filter(|_| is_clicked || is_entered)
    }

    /// What is wrong with what is typed, if anything.
    pub(super) fn remark(&self, ui: &mut Ui, text: &str) {
        let text = text.trim();
        match text.parse::<Date>() {
            Ok(day) if day < self.first => card::muted(ui, "That day is over."),
            // Half a day is being typed.
            Err(_) if !text.is_empty() => card::muted(ui, format!("Write the day like {}.", self.first)),
            _ => {}
        }
    }
}
