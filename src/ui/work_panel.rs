//! Work list: one person after the other, carried out by hand at LinkedIn. Today's portion, the steps, and what came of it.

use egui::{Frame, Margin, Rect, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    batch_panel,
    errands_draft::WorkTab,
    errands_panel::{errands_ui, tabs_ui},
    theme::{self, GAP, tokens},
    top_bar,
    ui_command::UiCommand,
    widgets::{
        banner,
        button::Button,
        card, empty,
        list_box::{self, ListRow},
        menu,
    },
    work_done,
    work_draft::WorkDraft,
    work_keys::{act, enter_small, is_portion_done, queue_id},
    work_person,
    work_progress::progress_ui,
    work_steps::steps_ui,
};
use crate::{
    model::{
        batch::{
            removal_list::ListSource,
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        text::display_text::people as people_in_words,
    },
    state::State,
};

/// Beyond this, what belongs together stands too far apart.
const MOST_WIDTH: f32 = 900.0;

/// Draws the page.
pub(super) fn work_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    draft.follow(state, inbox);
    draft.errands.follow(state, inbox);
    if draft.errands.tab != WorkTab::Batches {
        return errands_ui(ui, state, &mut draft.errands, inbox);
    }
    draft.has_been_away |= draft.copied.is_some() && !ui.input(|input| input.focused);
    let area = theme::page_area(ui);
    let Some(items) = state.work_list.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    if items.is_empty() {
        ui.painter().rect(area, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
            empty::show_with(
                ui,
                icons::ICON_CHECKLIST,
                "Nothing to do yet",
                "Move people to Remove and go through the checklist: the batch waits here for you to act on it. Whom you mark to unfollow waits here, too.",
                |ui| {
                    top_bar::to_review_ui(ui, inbox);
                    ui.add_space(8.0);
                    others_ui(ui, draft);
                },
            );
        });
        return;
    }
    let left_width = (area.width() * 0.28).clamp(262.0, 300.0);
    let left = Rect::from_min_size(area.min, vec2(left_width, area.height()));
    let right = Rect::from_min_max(pos2(left.right() + GAP, area.top()), area.max);
    for rect in [left, right] {
        ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    }
    ui.scope_builder(UiBuilder::new().max_rect(left.shrink(1.0)), |ui| left_ui(ui, state, items, draft, inbox));
    ui.scope_builder(UiBuilder::new().max_rect(right.shrink2(vec2(1.0, 1.0))), |ui| {
        if draft.batches.chosen.is_some() {
            ui.scope_builder(UiBuilder::new().max_rect(ui.max_rect().shrink(GAP)), |ui| batch_panel::batch_ui(ui, state, &mut draft.batches, inbox));
            return;
        }
        ScrollArea::vertical().id_salt("work").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(24, 18)).show(ui, |ui| {
                middle_ui(ui, state, items, draft, inbox);
            });
        });
    });
}

/// The ways to the lists beside the batches, where there is no batch.
fn others_ui(ui: &mut Ui, draft: &mut WorkDraft) {
    for tab in [WorkTab::Following, WorkTab::Instead] {
        if Button::quiet(tab.words()).with_icon(icons::ICON_ARROW_FORWARD).show(ui).clicked() {
            draft.errands.tab = tab;
        }
    }
}

fn left_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    Frame::new().inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        tabs_ui(ui, &mut draft.errands);
        progress_ui(ui, state, draft, inbox);
        if !draft.queue.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
                let key = UiCommand::SmallWindow.key_name(ui);
                let small = Button::quiet("Small window").with_icon(icons::ICON_PICTURE_IN_PICTURE_ALT).with_key(&key).at_edge();
                if small.show(ui).on_hover_text("It stays above your browser").clicked() {
                    enter_small(ui, draft);
                }
                let key = UiCommand::Warned.key_name(ui);
                if Button::quiet("LinkedIn warned me…").with_key(&key).at_edge().show(ui).clicked() {
                    inbox.push(Action::Open(Dialog::Warned));
                }
            });
        }
        ui.add_space(4.0);
        batches_ui(ui, state, draft, inbox);
    });
    let tokens = tokens(ui);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
    queue_ui(ui, state, items, draft, inbox);
}

/// The batches, each with its table and its list to take away; and the lists beside them.
fn batches_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let batches = &state.overview.batches;
    let is_table = draft.batches.chosen.is_some();
    let label = draft.batches.chosen.map_or("One by one".to_owned(), |batch| format!("Batch {}", batch.0));
    let button = Button::new(&label).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("View: {label}")).min_width(ui.available_width()).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_width(240.0);
        if ui.selectable_label(!is_table, "One by one").clicked() {
            draft.batches.chosen = None;
            ui.close();
        }
        for batch in batches.iter().rev() {
            let label = format!("Batch {} · {}", batch.id.0, people_in_words(batch.people));
            if ui.selectable_label(draft.batches.chosen == Some(batch.id), label).clicked() {
                draft.batches.chosen = Some(batch.id);
                ui.close();
            }
        }
        if !batches.is_empty() {
            ui.separator();
        }
        for batch in batches.iter().rev().take(8) {
            if ui.button(format!("Export the list of batch {}…", batch.id.0)).clicked() {
                inbox.push(Action::Open(Dialog::Export(ListSource::Batch(batch.id))));
                ui.close();
            }
        }
    });
}

/// Who waits, in order. Keys act on who is worked on.
fn queue_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    ui.advance_cursor_after_rect(Rect::from_min_size(ui.cursor().min, vec2(0.0, 1.0)));
    if draft.queue.is_empty() {
        Frame::new().inner_margin(Margin::symmetric(14, 8)).show(ui, |ui| card::muted(ui, "Nobody waits."));
        return;
    }
    if !ui.memory(|memory| memory.focused().is_some()) {
        ui.memory_mut(|memory| memory.request_focus(queue_id()));
    }
    let current = draft.place(items).and_then(|place| draft.queue.iter().position(|other| *other == place));
    let has_several = state.overview.batches.len() > 1;
    let happened = list_box::show(ui, queue_id(), "Work list", draft.queue.len(), current, |row| {
        let item = items.get(*draft.queue.get(row)?)?;
        // A person may wait twice: to be unfollowed, and to be removed.
        let id = item.person_id.0 * 2 + i64::from(item.kind == TaskKind::Unfollow);
        let facts = &item.listed.facts;
        Some(ListRow {
            id,
            circle: Some((item.person_id, facts.initials())),
            title: facts.name(),
            second: facts.work(),
            second_end: what_in_words(item, has_several),
            ..ListRow::default()
        })
    });
    if let Some(item) = happened.went_to.and_then(|row| items.get(*draft.queue.get(row)?)) {
        draft.current = Some((item.person_id, item.kind));
        if happened.is_click {
            draft.batches.chosen = None;
        }
    }
    for key in happened.keys {
        act(ui, state, key, items, draft, inbox);
    }
}

/// What is to be done, where it is not the same for all: of which batch, unfollowing, passed over before.
fn what_in_words(item: &WorkItem, has_several: bool) -> String {
    let mut words = match (item.kind, item.batch) {
        (TaskKind::Unfollow, _) => "to unfollow".to_owned(),
        (TaskKind::Remove, Some(batch)) if has_several => format!("batch {}", batch.0),
        (TaskKind::Remove, _) => String::new(),
    };
    if item.state == TaskState::Skipped {
        words.push_str(if words.is_empty() { "skipped before" } else { ", skipped before" });
    }
    words
}

/// Wider than this, the steps stand beside whoever is worked on.
const WIDE: f32 = 1000.0;

/// Whoever is worked on, or why nobody is.
fn middle_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    reminder_ui(ui, state, draft);
    let item = draft.place(items).and_then(|place| items.get(place));
    let Some(item) = item.filter(|_| !is_portion_done(draft)) else {
        let all = ui.available_rect_before_wrap();
        let width = all.width().min(MOST_WIDTH);
        let in_the_middle = Rect::from_min_max(pos2(all.center().x - width / 2.0, all.top()), pos2(all.center().x + width / 2.0, all.bottom()));
        ui.scope_builder(UiBuilder::new().max_rect(in_the_middle), |ui| {
            if item.is_some() {
                work_done::portion_ui(ui, state, draft);
            } else {
                work_done::everything_ui(ui, state, draft, inbox);
            }
            work_done::settled_ui(ui, state, items, draft, inbox);
        });
        return;
    };
    if ui.available_width() < WIDE {
        ui.set_width(ui.available_width().min(MOST_WIDTH));
        work_person::person_ui(ui, state, items, item, draft, inbox);
        ui.add_space(14.0);
        steps_ui(ui, state, item.kind, inbox);
        return work_done::settled_ui(ui, state, items, draft, inbox);
    }
    // The buttons stand in one line, so their side has more of the room.
    let all = ui.available_rect_before_wrap();
    let middle = all.left() + (all.width() * 0.58).round();
    let (left, right) = (all.with_max_x(middle - GAP), all.with_min_x(middle + GAP));
    let left = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| {
        ui.set_width(ui.available_width().min(MOST_WIDTH));
        work_person::person_ui(ui, state, items, item, draft, inbox);
        work_done::settled_ui(ui, state, items, draft, inbox);
    });
    let right = ui.new_child(UiBuilder::new().max_rect(right)).scope(|ui| {
        ui.set_width(ui.available_width().min(MOST_WIDTH));
        steps_ui(ui, state, item.kind, inbox);
    });
    ui.advance_cursor_after_rect(left.response.rect.union(right.response.rect));
}

/// The time is over: said once, quietly.
fn reminder_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft) {
    let now = ui.input(|input| input.time);
    let (Some(_), Some(lasted), Some(limit)) = (draft.began, draft.lasted(now), state.settings.pace.minutes) else { return };
    if lasted < f64::from(limit) * 60.0 {
        return;
    }
    card::care_frame(tokens(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = format!("{limit} minutes are over. A good moment to stop; everything is kept.");
        banner::content(ui, &words, |ui| {
            if Button::quiet("Once more").named("As many minutes once more").show(ui).clicked() {
                draft.restart_clock(now);
            }
            if Button::new("Pause").named("Pause the session").show(ui).clicked() {
                // The next sitting has its own time.
                (draft.began, draft.before) = (None, 0.0);
            }
        });
    });
    ui.add_space(10.0);
}
