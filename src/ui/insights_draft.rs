//! What the page of Insights remembers between frames.

use egui::Ui;

use crate::model::{
    id::PersonId,
    insight::picture::{BarKey, ChartKind},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct InsightsDraft {
    /// The bar whose people are looked at.
    pub(super) chosen: Option<BarKey>,
    /// Those of them whom Review shows, worked out once per change.
    pub(super) people: Vec<PersonId>,
    /// Whose people these are.
    pub(super) people_of: Option<(BarKey, u64)>,
    /// Who of them is current.
    pub(super) current: Option<PersonId>,
    /// Which pictures are shown as tables.
    pub(super) tables: Vec<ChartKind>,
    /// The list has just come up by key: the keyboard goes on there.
    pub(super) goes_to_people: bool,
    /// The list was closed by key: the keyboard goes back to its picture.
    pub(super) goes_back_to: Option<ChartKind>,
}

impl InsightsDraft {
    /// Closes the list of people; by key, the keyboard goes back to its picture.
    pub(super) fn close(&mut self, ui: &Ui) {
        let closed = self.chosen.take();
        if !ui.input(|input| input.pointer.any_released()) {
            self.goes_back_to = closed.map(|key| key.kind);
        }
    }
}
