//! A problem, told once: what happened, what was kept, what to do next.

use egui::{Label, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{button::Button, dialog},
};
use crate::{event::Problem, state::State};

/// Shows the oldest problem that nobody has read yet.
pub(super) fn problem_dialog(ui: &Ui, state: &State, inbox: &mut Inbox) {
    let Some(problem) = state.problems.front() else { return };
    let shown = dialog::show(
        ui,
        "problem",
        &problem.title,
        500.0,
        |ui| words_ui(ui, problem),
        |ui| {
            if !problem.report.is_empty()
                && Button::new("Copy the report").with_icon(icons::ICON_CONTENT_COPY).show(ui).on_hover_text(&problem.report).clicked()
            {
                ui.ctx().copy_text(problem.report.clone());
                inbox.push(Action::Say("Report copied".to_owned()));
            }
            let button = Button::primary("Close").show(ui);
            if !ui.memory(|memory| memory.focused().is_some()) {
                button.request_focus();
            }
            button.clicked()
        },
    );
    if shown.foot || shown.is_confirmed || shown.wants_to_close {
        inbox.push(Action::DismissProblem);
    }
}

/// Detail and hint.
pub(super) fn words_ui(ui: &mut Ui, problem: &Problem) {
    let tokens = tokens(ui);
    if !problem.detail.is_empty() {
        ui.add(Label::new(RichText::new(&problem.detail).color(tokens.text)).wrap());
        ui.add_space(4.0);
    }
    if !problem.hint.is_empty() {
        ui.add(Label::new(RichText::new(&problem.hint).font(theme::semibold(size::BODY)).color(tokens.text)).wrap());
    }
}
