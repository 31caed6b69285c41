//! What is behind one on the work list: today's portion, all of it, and who was handled, each with the way back.

use egui::{Id, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, Page},
    theme::{self, size, tokens},
    widgets::{bar, button::Button, card, field, icon, name_text},
    work_draft::WorkDraft,
};
use crate::{
    command::Command,
    model::{
        batch::{
            expected_count::expected_count,
            removal_list::ListSource,
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        text::{
            date_text::day,
            display_text::{sanitized, with_thousands},
        },
    },
    state::State,
};

/// Today's portion is done; the rest can wait.
pub(super) fn portion_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft) {
    let pace = state.settings.pace;
    if let Some(until) = pace.rests(state.overview.time.today) {
        let said = state.settings.warnings.all.last().map(|warning| sanitized(&warning.said).into_owned()).filter(|said| !said.is_empty());
        let said = said.map(|said| format!("It said: “{said}”. ")).unwrap_or_default();
        let slowly = pace.a_day.map(|a_day| format!(", {} a day", with_thousands(usize::try_from(a_day).unwrap_or_default()))).unwrap_or_default();
        done_ui(ui, "LinkedIn warned you: the list rests", &format!("{said}It goes on from {}{slowly}.", day(until)), icons::ICON_NIGHTLIGHT);
    } else {
        done_ui(ui, "Today's portion is done", "The rest can wait until tomorrow. There is no hurry.", icons::ICON_NIGHTLIGHT);
    }
    count_ui(ui, state, draft);
    ui.vertical_centered(|ui| {
        if Button::new("Keep going").show(ui).clicked() {
            draft.goes_on = true;
        }
    });
}

/// Nothing waits any more: what came of it, what is open all the same, and what comes next.
pub(super) fn everything_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let title = if draft.progress.not_found > 0 { "Nothing waits any more" } else { "Everything is done" };
    done_ui(ui, title, &draft.outcome, icons::ICON_TASK_ALT);
    ui.vertical_centered(|ui| {
        // "Not found" is not "done": LinkedIn's search may know them by another name.
        let not_found = &draft.not_found;
        if !not_found.is_empty() {
            let label = format!(
                "Look for {} once more",
                if not_found.len() == 1 {
                    "the one who was not found".to_owned()
                } else {
                    format!("the {} who were not found", with_thousands(not_found.len()))
                }
            );
            if Button::new(&label).with_icon(icons::ICON_SEARCH).show(ui).clicked() {
                inbox.send(Command::Mark { person_ids: not_found.clone(), kind: None, state: TaskState::ToDo });
            }
            ui.add_space(8.0);
        }
        if !draft.next.is_empty() {
            ui.label(RichText::new("What comes next").font(theme::semibold(size::BODY)).color(tokens.text));
        }
        for words in &draft.next {
            ui.label(RichText::new(*words).font(theme::regular(size::BODY)).color(tokens.muted));
        }
        ui.add_space(8.0);
    });
    count_ui(ui, state, draft);
    // In a row of its own width, so that it stands in the middle.
    let newest = state.overview.batches.iter().map(|batch| batch.id).max_by_key(|id| id.0);
    ui.vertical_centered(|ui| {
        if Button::new("Back to Review").with_icon(icons::ICON_ARROW_BACK).show(ui).clicked() {
            inbox.push(Action::Show(Page::Review));
        }
        if Button::quiet("Write down how it felt").with_icon(icons::ICON_EDIT_NOTE).show(ui).clicked() {
            inbox.push(Action::Show(Page::Plan));
        }
        if Button::quiet("Look at the ledger").with_icon(icons::ICON_MENU_BOOK).show(ui).clicked() {
            inbox.push(Action::Show(Page::Ledger));
        }
        if let Some(batch) = newest
            && Button::quiet(&format!("Export the list of batch {}…", batch.0)).with_icon(icons::ICON_DOWNLOAD).show(ui).clicked()
        {
            inbox.push(Action::Open(Dialog::Export(ListSource::Batch(batch))));
        }
    });
}

/// The count that LinkedIn's page of connections should show now, and what the one that it does show means.
fn count_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft) {
    let Some(items) = state.work_list.get() else { return };
    let expected = expected_count(state.people().len(), items);
    if expected.removed == 0 {
        return;
    }
    let tokens = tokens(ui);
    ui.vertical_centered(|ui| {
        let words = format!(
            "LinkedIn's page of connections should show {} now: {} in your newest export, without the {} you marked as done.",
            with_thousands(expected.left),
            with_thousands(state.people().len()),
            with_thousands(expected.removed)
        );
        ui.add(egui::Label::new(RichText::new(words).font(theme::regular(size::BODY)).color(tokens.text)).wrap());
        field::line(ui, Id::unique("count at linkedin"), &mut draft.count_shown, "How many LinkedIn shows", "What does it show?", 190.0, false);
        if let Some(told) = expected.compare(&draft.count_shown) {
            card::muted(ui, told);
        }
        ui.add_space(10.0);
    });
}

fn done_ui(ui: &mut Ui, title: &str, words: &str, symbol: egui_material_icons::MaterialIcon) {
    let tokens = tokens(ui);
    ui.vertical_centered(|ui| {
        ui.add_space(28.0);
        icon::show(ui, symbol, 34.0, tokens.accent);
        ui.label(RichText::new(title).font(theme::semibold(size::LARGE)).color(tokens.text));
        ui.label(RichText::new(words).color(tokens.muted));
        ui.add_space(14.0);
    });
}

const MOST_SETTLED: usize = 30;

/// What was dealt with, latest first, each with the way back.
pub(super) fn settled_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &WorkDraft, inbox: &mut Inbox) {
    if draft.settled.is_empty() {
        return;
    }
    let tokens = tokens(ui);
    ui.add_space(16.0);
    card::heading(ui, "Handled");
    for item in draft.settled.iter().take(MOST_SETTLED).filter_map(|place| items.get(*place)) {
        let name = item.listed.facts.name();
        bar::show(
            ui,
            (item.person_id, item.kind, item.batch),
            theme::CONTROL_HEIGHT,
            |ui| name_text::label(ui, &name, theme::regular(size::BODY), tokens.text),
            |ui| {
                let verdict = item.verdict.map(|verdict| format!(" · {}", verdict.words().to_lowercase())).unwrap_or_default();
                let day = item.acted_at.map(|at| format!(", {}", day(state.overview.time.day_of(at)))).unwrap_or_default();
                let state = if item.kind == TaskKind::Unfollow && item.state == TaskState::Done { "unfollowed" } else { item.state.label() };
                ui.label(RichText::new(format!("{state}{day}{verdict}")).font(theme::regular(size::SECOND)).color(tokens.muted));
                if item.is_connected
                    && item.state != TaskState::ChangedMind
                    && Button::quiet("Put back").named(&format!("Put back on the work list: {name}")).show(ui).clicked()
                {
                    inbox.send(Command::Mark { person_ids: vec![item.person_id], kind: Some(item.kind), state: TaskState::ToDo });
                }
            },
        );
    }
    if draft.settled.len() > MOST_SETTLED {
        card::muted(ui, format!("and {} more in the ledger", with_thousands(draft.settled.len() - MOST_SETTLED)));
    }
}
