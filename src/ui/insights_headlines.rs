//! The figures above the pictures of Insights.

use egui::{Ui, vec2};

use super::{action::Inbox, theme::GAP, widgets::figure};
use crate::{
    model::{insight::insights::Insights, person::decision::Pane},
    state::State,
};

/// The figures that say something by themselves; a click leads to their people.
pub(super) fn headlines_ui(ui: &mut Ui, state: &State, insights: &Insights, inbox: &mut Inbox) {
    let filters = insights.finds(None).filter(|(pane, _)| *pane == Pane::Keep && !state.hides_names());
    let wide = figure::width_of(ui, insights.headlines.len());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for headline in &insights.headlines {
            let search = headline.search.filter(|_| headline.count > 0);
            let leads_to = search.zip(filters.as_ref()).map(|(search, (_, filters))| format!("{filters} {search}").trim().to_owned());
            if figure::show(ui, wide, headline.count, headline.words, leads_to.is_some())
                && let Some(search) = leads_to
            {
                inbox.find(Pane::Keep, search);
            }
        }
    });
}
