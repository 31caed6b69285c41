//! The workspace could not be opened: why, what was kept, and every way out.

use std::path::PathBuf;

use egui::{Id, Key, Label, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, WorkspaceAction},
    file_dialog::Ask,
    problem_dialog, rescue,
    theme::{self, size, tokens},
    widgets::{button::Button, card, field, icon},
};
use crate::{
    event::Problem,
    state::{State, stage::Check},
};

/// Lines of a check that are shown.
const MOST_LINES: usize = 8;

/// Workspaces that are offered; any other is found by its path.
const MOST_KNOWN: usize = 6;

/// What is typed.
#[derive(Debug, Default)]
pub(super) struct FailedDraft {
    path: String,
}

/// Draws it.
pub(super) fn failed_ui(ui: &mut Ui, problem: &Problem, state: &State, draft: &mut FailedDraft, inbox: &mut Inbox) {
    // In a low window the last ways out are reached by scrolling.
    egui::ScrollArea::vertical().id_salt("failed").auto_shrink([false, false]).show(ui, |ui| content_ui(ui, problem, state, draft, inbox));
}

fn content_ui(ui: &mut Ui, problem: &Problem, state: &State, draft: &mut FailedDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let above = (ui.clip_rect().height() * 0.1).clamp(12.0, 90.0);
    ui.with_layout(egui::Layout::top_down(egui::Align::Center), |ui| {
        ui.add_space(above);
        let width = (ui.available_width() - 48.0).min(620.0);
        ui.allocate_ui_with_layout(egui::vec2(width, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            card::frame(tokens).inner_margin(28).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let (sign, color) = if problem.is_end { (icons::ICON_DELETE_FOREVER, tokens.muted) } else { (icons::ICON_REPORT, tokens.care) };
                icon::show(ui, sign, 30.0, color);
                ui.add_space(6.0);
                ui.add(Label::new(RichText::new(&problem.title).font(theme::semibold(size::LARGE)).color(tokens.text)).wrap());
                problem_dialog::words_ui(ui, problem);
                ui.add_space(14.0);
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
                    // What is damaged does not mend by itself: first it is looked at.
                    let is_first = problem.is_damage && state.check == Check::NotAsked;
                    let check = if is_first { Button::primary("Check it") } else { Button::new("Check it") };
                    if problem.is_damage && check.enabled_if(state.check != Check::UnderWay).show(ui).clicked() {
                        inbox.push(Action::CheckWorkspace);
                    }
                    let again = if is_first { Button::new("Try again") } else { Button::primary(if problem.is_end { "Start again" } else { "Try again" }) };
                    if again.show(ui).clicked() {
                        inbox.push(Action::OpenAgain);
                    }
                    if problem.can_be_read && Button::new("Open for reading").show(ui).clicked() {
                        inbox.push(Action::OpenForReading);
                    }
                    if Button::new("Quit").show(ui).clicked() {
                        ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
                    }
                });
                check_ui(ui, &state.check);
                rescue::rescue_ui(ui, problem, state, inbox);
                ui.add_space(14.0);
                card::heading(ui, "Another workspace");
                let known = if state.hides_names() { &[] } else { state.workspaces.as_slice() };
                let others: Vec<_> = known.iter().filter(|known| known.path != state.workspace).take(MOST_KNOWN).collect();
                let hint = if others.is_empty() { "type a path" } else { "or type a path" };
                if !others.is_empty() {
                    ui.horizontal_wrapped(|ui| {
                        for known in others {
                            let open = Button::new(&known.title()).with_icon(icons::ICON_FOLDER_OPEN).show(ui);
                            if open.on_hover_text(known.path.to_string_lossy()).clicked() {
                                inbox.push(Action::Workspaces(WorkspaceAction::Open(known.path.clone())));
                            }
                        }
                    });
                }
                ui.horizontal(|ui| {
                    let width = (ui.available_width() - 190.0).max(160.0);
                    let response = field::line(ui, Id::unique("workspace path"), &mut draft.path, "Path of another workspace", hint, width, false);
                    let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    let path = draft.path.trim();
                    if (Button::new("Open").named("Open that workspace").enabled_if(!path.is_empty()).show(ui).clicked() || is_entered) && !path.is_empty() {
                        inbox.push(Action::Workspaces(WorkspaceAction::Open(PathBuf::from(path))));
                    }
                    if Button::new("Choose…").with_icon(icons::ICON_FOLDER_OPEN).named("Choose another workspace…").show(ui).clicked() {
                        inbox.push(Action::Choose(Ask::Workspace));
                    }
                });
            });
        });
        ui.add_space(12.0);
    });
}

/// What the check found.
fn check_ui(ui: &mut Ui, check: &Check) {
    let mut say = |words: String| {
        ui.add(Label::new(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens(ui).text)).wrap().selectable(true));
    };
    match check {
        Check::NotAsked => {}
        Check::UnderWay => say("Checking every row …".to_owned()),
        Check::Failed(problem) => {
            say(format!("The check could not be completed: {}. Put a backup back, or rescue what can be read.", problem.detail.trim_end_matches('.')));
        }
        Check::Done(wrong) if wrong.is_empty() => say("The check read every row and found nothing wrong. Try again.".to_owned()),
        Check::Done(wrong) => {
            say("The check found this. Nothing was changed, and nothing more is written to the workspace until a check finds it sound:".to_owned());
            for line in wrong.iter().take(MOST_LINES) {
                say(format!("· {line}"));
            }
            if wrong.len() > MOST_LINES {
                say(format!("and {} more", wrong.len() - MOST_LINES));
            }
        }
    }
}
