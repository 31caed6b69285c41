//! Review: the two panes side by side, the buttons between them, and the details of the focused person.

use egui::{DragAndDrop, Rect, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    detail_panel::{self, DetailDraft},
    drag::{self, DragPeople},
    facet_panel::{self, FacetDraft},
    filter_menu, list_keys,
    list_panel::{self, ListDraft},
    theme::{self, GAP},
    widgets::button::Button,
};
use crate::{
    model::{person::decision::Pane, settings::Settings},
    state::State,
};

/// What Review remembers between frames.
#[derive(Debug, Default)]
pub(super) struct ReviewDraft {
    keep: ListDraft,
    remove: ListDraft,
    facets: FacetDraft,
    /// The detail panel's.
    pub detail: DetailDraft,
    /// In a window that is too narrow for details beside the panes: whether they stand over the inactive one.
    pub overlays_details: bool,
    /// How many were due when that was put aside.
    pub due_put_aside: usize,
}

/// Whether a window of this width has room for details beside the panes.
pub(super) fn has_room_for_details(window_width: f32) -> bool {
    window_width >= 880.0
}

/// Room between the panes, for the buttons.
const GUTTER: f32 = 46.0;

/// A pane narrower than this shows too little of a person for anything else to stand beside it.
const LEAST_PANE: f32 = 280.0;

fn detail_width(area_width: f32) -> f32 {
    (area_width * 0.26).clamp(250.0, 420.0) + GAP
}

/// Whether the column to narrow down stands where the details would: there is no room for both.
pub(super) fn hides_details(window_width: f32, settings: &Settings) -> bool {
    let area_width = theme::page_width(window_width);
    settings.shows_facets && (area_width - facet_panel::WIDTH - GAP - detail_width(area_width) - GUTTER) / 2.0 < LEAST_PANE
}

/// Draws Review.
pub(super) fn review_ui(ui: &mut Ui, state: &State, draft: &mut ReviewDraft, inbox: &mut Inbox) {
    filter_menu::listen(ui, state, inbox);
    let area = theme::page_area(ui);
    let has_room = has_room_for_details(ui.content_rect().width());
    let facet_width = if state.settings.shows_facets { facet_panel::WIDTH + GAP } else { 0.0 };
    let detail_width = detail_width(area.width());
    let has_details = has_room && state.settings.shows_details && !hides_details(ui.content_rect().width(), &state.settings);
    let pane_width = ((area.width() - facet_width - if has_details { detail_width } else { 0.0 } - GUTTER) / 2.0).floor();
    if facet_width > 0.0 {
        let column = Rect::from_min_size(area.min, vec2(facet_panel::WIDTH, area.height()));
        facet_panel::facets_ui(ui, column, state, &mut draft.facets, inbox);
    }
    let keep = Rect::from_min_size(area.min + vec2(facet_width, 0.0), vec2(pane_width, area.height()));
    let gutter = Rect::from_min_size(keep.right_top(), vec2(GUTTER, area.height()));
    let remove = Rect::from_min_size(gutter.right_top(), vec2(pane_width, area.height()));
    // In a narrow window the details of who is focused stand where the other pane would.
    let covered = (!has_room && draft.overlays_details).then_some(state.active.other());
    if covered != Some(Pane::Keep) {
        list_panel::pane_ui(ui, keep, Pane::Keep, state, &mut draft.keep, inbox);
    }
    gutter_ui(ui, gutter, state, inbox);
    if covered != Some(Pane::Remove) {
        list_panel::pane_ui(ui, remove, Pane::Remove, state, &mut draft.remove, inbox);
    }
    if let Some(covered) = covered {
        detail_panel::detail_ui(ui, if covered == Pane::Keep { keep } else { remove }, state, &mut draft.detail, inbox);
    } else if has_details {
        let detail = Rect::from_min_max(pos2(remove.right() + GAP, area.top()), area.max);
        detail_panel::detail_ui(ui, detail, state, &mut draft.detail, inbox);
    } else {
        draft.detail.flush(inbox);
    }
    let target = [(Pane::Keep, keep), (Pane::Remove, remove)].into_iter().find(|(pane, rect)| drag::over(ui, *pane, *rect).is_some()).map(|(pane, _)| pane);
    drag::preview(ui, target);
    // Released outside both panes: nothing happens.
    if ui.input(|input| input.pointer.any_released()) && DragAndDrop::has_payload_of_type::<DragPeople>(ui) {
        DragAndDrop::clear_payload(ui);
    }
}

fn gutter_ui(ui: &mut Ui, gutter: Rect, state: &State, inbox: &mut Inbox) {
    let column = Rect::from_center_size(gutter.center(), vec2(34.0, 84.0));
    ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        for (from, icon) in [(Pane::Keep, icons::ICON_ARROW_FORWARD), (Pane::Remove, icons::ICON_ARROW_BACK)] {
            let count = state.pane(from).selected_count();
            let name = format!("Move selected to {}", from.other().title());
            if Button::icon_only(icon, &name).enabled_if(count > 0).show(ui).clicked() {
                list_keys::move_selected(from, from.other(), state, inbox);
                inbox.push(Action::FocusList(from));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In a window of 1,100 points both would leave panes in which buttons push the words aside.
    #[test]
    fn the_column_takes_the_place_of_the_details_where_panes_would_be_too_narrow() {
        let open = Settings { shows_facets: true, ..Settings::default() };
        assert_eq!([900.0, 1100.0, 1280.0, 2560.0].map(|width| hides_details(width, &open)), [true, true, false, false]);
        assert!(!hides_details(900.0, &Settings::default()));
    }
}
