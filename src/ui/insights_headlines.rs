//! The figures above the pictures of Insights.

use egui::{Stroke, StrokeKind, Ui, pos2, vec2};

use super::{
    action::{Action, Inbox, Page},
    theme::{self, GAP, size, tokens},
    widgets::name_text,
};
use crate::{
    model::{insight::insights::Insights, person::decision::Pane, text::display_text::with_thousands},
    state::State,
};

/// The figures that say something by themselves; a click leads to their people.
pub(super) fn headlines_ui(ui: &mut Ui, state: &State, insights: &Insights, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let width = ui.available_width();
    let columns = if width >= 700.0 { insights.headlines.len() } else { 3 };
    #[expect(clippy::cast_precision_loss, reason = "a handful of figures")]
    let wide = ((width - GAP * (columns.max(1) - 1) as f32) / columns.max(1) as f32).floor();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for headline in &insights.headlines {
            let (rect, response) = ui.allocate_exact_size(vec2(wide, 62.0), egui::Sense::click());
            let words = format!("{} {}", with_thousands(headline.count), headline.words);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Button, true, &words));
            let leads = headline.search.filter(|_| headline.count > 0);
            let fill = if leads.is_some() && (response.hovered() || response.has_focus()) { tokens.hover } else { tokens.card };
            ui.painter().rect(rect, theme::CARD_RADIUS, fill, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
            if response.has_focus() {
                ui.painter().rect_stroke(rect, theme::CARD_RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
            }
            let figure = ui.painter().layout_no_wrap(with_thousands(headline.count), theme::semibold(size::LARGE), tokens.text);
            ui.painter().galley(pos2(rect.left() + 14.0, rect.top() + 10.0), figure, tokens.text);
            let line = name_text::line(ui.painter(), headline.words, theme::regular(size::SECOND), tokens.muted, rect.width() - 28.0);
            ui.painter().galley(pos2(rect.left() + 14.0, rect.bottom() - 24.0), line.galley, tokens.muted);
            if response.clicked()
                && let Some(search) = leads
                && !state.hides_names()
            {
                inbox.push(Action::Search(Pane::Keep, search.to_owned()));
                inbox.push(Action::Show(Page::Review));
                inbox.push(Action::FocusList(Pane::Keep));
            }
        }
    });
}
