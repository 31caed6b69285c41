//! Work list: one person after the other, carried out by hand at LinkedIn. Today's portion, the steps, and what came of it.

use egui::{Frame, Id, Key, Margin, Modifiers, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    batch_panel::{self},
    theme::{self, GAP, size, tokens},
    top_bar,
    ui_command::{Scope, UiCommand},
    widgets::{
        avatar, banner, bar,
        button::{Button, Tone},
        card, empty, icon,
        list_box::{self, ListRow},
        menu, name_text,
    },
    work_draft::WorkDraft,
    work_progress::progress_ui,
    work_steps::steps_ui,
};
use crate::{
    command::Command,
    model::{
        batch::{
            removal_list::ListSource,
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        evidence::evidence_text,
        import::verdict::Verdict,
        text::{
            date_text::day,
            display_text::{people as people_in_words, sanitized, with_thousands},
        },
    },
    state::State,
};

/// The number that the queue has in egui.
#[must_use]
pub(super) fn queue_id() -> Id {
    Id::unique("work queue")
}

/// Draws the page.
pub(super) fn work_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    draft.follow(state, inbox);
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
                |ui| top_bar::to_review_ui(ui, inbox),
            );
        });
        return;
    }
    let left_width = (area.width() * 0.28).clamp(230.0, 300.0);
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
                // Beyond this, what belongs together stands too far apart.
                ui.set_width(ui.available_width().min(900.0));
                middle_ui(ui, state, items, draft, inbox);
            });
        });
    });
}

fn left_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    Frame::new().inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        progress_ui(ui, state, draft, inbox);
        ui.add_space(4.0);
        batches_ui(ui, state, draft, inbox);
    });
    let tokens = tokens(ui);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
    queue_ui(ui, state, items, draft, inbox);
}

/// The batches, each with its table and its list to take away.
fn batches_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let batches = &state.overview.batches;
    if batches.is_empty() {
        return;
    }
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
        ui.separator();
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
    keys(ui, state, &happened.keys, items, draft, inbox);
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

/// Keys of the work list. Enter does what comes next: copy first, done then.
fn keys(ui: &Ui, state: &State, keys: &[Key], items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    for key in keys {
        let Some(item) = draft.place(items).and_then(|place| items.get(place)) else { continue };
        if draft.batches.chosen.is_some() {
            continue;
        }
        if is_portion_done(draft) {
            if UiCommand::of_key(Scope::WorkList, *key, Modifiers::NONE).is_some() {
                inbox.push(Action::Say("Today's portion is done. Choose “Keep going” if you want to do more.".to_owned()));
            }
            continue;
        }
        let is_copied = draft.copied == Some((item.person_id, item.kind));
        match UiCommand::of_key(Scope::WorkList, *key, Modifiers::NONE) {
            Some(UiCommand::CopyThenDone) if is_copied && !draft.has_been_away => {
                // Nobody was removed at LinkedIn meanwhile: a second Enter is a slip.
                copy(ui, state, item, draft, inbox);
                let done = UiCommand::Done.key_name(ui);
                inbox.push(Action::Say(format!("Name copied. Enter means done once you come back from LinkedIn; {done} means done now.")));
            }
            Some(UiCommand::CopyThenDone) if is_copied => settle(ui, items, item, TaskState::Done, draft, inbox),
            Some(UiCommand::CopyThenDone | UiCommand::CopyTaskName) => copy(ui, state, item, draft, inbox),
            Some(UiCommand::Done) => settle(ui, items, item, TaskState::Done, draft, inbox),
            Some(UiCommand::Skip) => settle(ui, items, item, TaskState::Skipped, draft, inbox),
            Some(UiCommand::NotFound) => settle(ui, items, item, TaskState::NotFound, draft, inbox),
            Some(UiCommand::ChangedMind) => settle(ui, items, item, TaskState::ChangedMind, draft, inbox),
            _ => {}
        }
    }
}

fn copy(ui: &Ui, state: &State, item: &WorkItem, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let name = item.listed.facts.name();
    ui.ctx().copy_text(state.name_to_copy(item.person_id, &item.listed.facts));
    inbox.push(Action::Say(format!("Name copied: {name}")));
    draft.copied = Some((item.person_id, item.kind));
    draft.has_been_away = false;
    draft.begin(ui);
}

fn settle(ui: &Ui, items: &[WorkItem], item: &WorkItem, state: TaskState, draft: &mut WorkDraft, inbox: &mut Inbox) {
    // Whoever comes next in the list is worked on next; behind the last one it begins at the top.
    let is_it = |place: &usize| items.get(*place).is_some_and(|other| (other.person_id, other.kind) == (item.person_id, item.kind));
    let at = draft.queue.iter().position(is_it).unwrap_or(0);
    let next = draft.queue.get(at + 1).or(draft.queue.first()).and_then(|place| items.get(*place));
    draft.current = next.map(|next| (next.person_id, next.kind));
    draft.copied = None;
    draft.has_been_away = false;
    draft.begin(ui);
    inbox.send(Command::Mark { person_ids: vec![item.person_id], kind: Some(item.kind), state });
    inbox.push(Action::WorkedOn(draft.current));
}

fn is_portion_done(draft: &WorkDraft) -> bool {
    !draft.goes_on && draft.progress.left_today == 0 && draft.progress.open > 0
}

/// Whoever is worked on, or why nobody is.
fn middle_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    reminder_ui(ui, state, draft);
    let item = draft.place(items).and_then(|place| items.get(place));
    match item {
        None => done_ui(ui, "Everything is done", "Import your next export in a while: it shows whether everybody has gone as planned.", icons::ICON_TASK_ALT),
        Some(_) if is_portion_done(draft) => {
            done_ui(ui, "Today's portion is done", "The rest can wait until tomorrow. There is no hurry.", icons::ICON_NIGHTLIGHT);
            ui.vertical_centered(|ui| {
                if Button::new("Keep going").show(ui).clicked() {
                    draft.goes_on = true;
                }
            });
        }
        Some(item) => {
            person_ui(ui, state, items, item, draft, inbox);
            ui.add_space(14.0);
            steps_ui(ui, state, item.kind, inbox);
        }
    }
    settled_ui(ui, state, items, draft, inbox);
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

fn person_ui(ui: &mut Ui, state: &State, items: &[WorkItem], item: &WorkItem, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let facts = &item.listed.facts;
    let name = facts.name();
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(60.0, 60.0), Sense::hover());
        avatar::paint_facts(ui.painter(), rect.center(), 56.0, item.person_id, facts);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.add_space(6.0);
            name_text::wrapped(ui, &name, theme::semibold(21.0), tokens.text);
            let work = facts.work();
            name_text::wrapped(ui, if work.is_empty() { "No position or company in the export" } else { &work }, theme::regular(size::BODY), tokens.muted);
        });
    });
    super::detail_panel::same_name_ui(ui, state, item.person_id);
    if item.verdict == Some(Verdict::StillConnected) {
        ui.add_space(6.0);
        card::muted(ui, "An export still held them after you had marked them as done.");
    }
    ui.add_space(12.0);
    let is_copied = draft.copied == Some((item.person_id, item.kind));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let done = if item.kind == TaskKind::Unfollow { "Unfollowed" } else { "Done" };
        // Each stays in its place: a second click on the same spot never means another thing.
        let (copy_tone, done_tone) = if is_copied { (Tone::Plain, Tone::Primary) } else { (Tone::Primary, Tone::Plain) };
        let (copy_key, done_key) = if is_copied && draft.has_been_away { ("C", "Enter") } else { ("Enter", "D") };
        if Button::new("Copy name").tone(copy_tone).with_icon(icons::ICON_CONTENT_COPY).with_key(copy_key).min_width(168.0).show(ui).clicked() {
            copy(ui, state, item, draft, inbox);
        }
        if Button::new(done).tone(done_tone).with_icon(icons::ICON_CHECK).with_key(done_key).min_width(122.0).show(ui).clicked() {
            settle(ui, items, item, TaskState::Done, draft, inbox);
        }
        for (label, key, to) in [("Skip", "S", TaskState::Skipped), ("Not found", "N", TaskState::NotFound), ("Changed my mind", "K", TaskState::ChangedMind)] {
            if Button::new(label).with_key(key).show(ui).clicked() {
                settle(ui, items, item, to, draft, inbox);
            }
        }
    });
    let words = match (is_copied, item.kind) {
        (true, TaskKind::Remove) => "Paste the name into the search field above your connections at LinkedIn, remove them there, and come back.",
        (true, TaskKind::Unfollow) => "Paste the name into LinkedIn's list of people you follow, unfollow them there, and come back.",
        (false, _) => "The quiet way: the name goes to LinkedIn's own list, and nobody's profile is opened.",
    };
    card::muted(ui, words);
    if let Some(full) = state.full_name_to_copy(facts)
        && Button::quiet("Copy full name").with_icon(icons::ICON_CONTENT_COPY).at_edge().named(&format!("Copy full name: {full}")).show(ui).clicked()
    {
        ui.ctx().copy_text(full.clone());
        inbox.push(Action::Say(format!("Name copied: {full}")));
    }
    if let Some(link) = facts.link() {
        ui.horizontal_wrapped(|ui| {
            if Button::quiet("Open profile").with_icon(icons::ICON_OPEN_IN_NEW).at_edge().show(ui).clicked() {
                ui.ctx().open_url(egui::OpenUrl::new_tab(link));
            }
            card::muted(ui, "They can see that you looked.");
        });
    }
    ui.add_space(8.0);
    for (title, words) in [
        ("Why", item.listed.reasons_in_words()),
        ("The tie", evidence_text::summary(&item.listed.evidence, &item.listed.coverage, &state.overview.time)),
        ("Your note", sanitized(&item.listed.note).into_owned()),
    ] {
        if !words.is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(title).font(theme::semibold(size::SECOND)).color(tokens.muted));
                ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.text));
            });
        }
    }
    for found in &item.listed.evidence.recommendations {
        card::muted(ui, format!("{}; the text is saved", evidence_text::recommendation(found)));
    }
}

const MOST_SETTLED: usize = 30;

/// What was dealt with, latest first, each with the way back.
fn settled_ui(ui: &mut Ui, state: &State, items: &[WorkItem], draft: &WorkDraft, inbox: &mut Inbox) {
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
