//! Work list: one person after the other, carried out by hand at LinkedIn. Today's portion, the steps, and what came of it.

use egui::{Frame, Id, Key, Margin, Modifiers, ProgressBar, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    batch_panel::{self, BatchDraft},
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
    work_steps::steps_ui,
};
use crate::{
    command::Command,
    model::{
        batch::{
            pace::{Pace, Progress},
            removal_list::ListSource,
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        evidence::evidence_text,
        id::PersonId,
        import::verdict::Verdict,
        settings::Settings,
        text::{
            date_text::day,
            display_text::{self, people as people_in_words, sanitized, with_thousands},
        },
    },
    state::{State, loaded::Data},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct WorkDraft {
    /// The table of a batch, if one is looked at.
    pub batches: BatchDraft,
    /// Who is worked on; else the first who waits.
    current: Option<(PersonId, TaskKind)>,
    /// Whose name was copied: the next key is "done".
    copied: Option<(PersonId, TaskKind)>,
    /// Today's portion is done, and the member goes on.
    goes_on: bool,
    /// When the session began or went on, in seconds of the window; none while it rests.
    began: Option<f64>,
    /// Seconds of the session before it last went on.
    before: f64,
    /// Whether the place of the last time was taken up.
    is_resumed: bool,
    /// The version that the figures below are of.
    version: Option<(u64, Pace)>,
    progress: Progress,
    /// Places in the work list that wait, in the order in which they come.
    queue: Vec<usize>,
    /// Places that were dealt with, latest first.
    settled: Vec<usize>,
}

impl WorkDraft {
    /// Asks for the list when it is not there or old, and works out the order once per change.
    fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::WorkList);
        let Some(items) = state.work_list.get() else { return };
        if !std::mem::replace(&mut self.is_resumed, true) {
            self.current = state.settings.worked_on;
        }
        let version = Some((state.work_list.arrivals(), state.settings.pace));
        if self.version == version {
            return;
        }
        self.version = version;
        self.progress = Progress::of(items, state.settings.pace, &state.overview.time);
        self.queue = (0..items.len()).filter(|at| items.get(*at).is_some_and(WorkItem::is_open)).collect();
        // Whoever was passed over comes again at the end.
        self.queue.sort_by_key(|at| items.get(*at).map(|item| item.state));
        self.settled = (0..items.len()).filter(|at| items.get(*at).is_some_and(|item| !item.is_open() && item.state != TaskState::ToDo)).collect();
        self.settled.sort_by_key(|at| std::cmp::Reverse(items.get(*at).and_then(|item| item.acted_at)));
    }

    /// The place of who is worked on.
    fn place(&self, items: &[WorkItem]) -> Option<usize> {
        let chosen = self.current.and_then(|current| items.iter().position(|item| (item.person_id, item.kind) == current));
        chosen.filter(|at| items.get(*at).is_some_and(WorkItem::is_open)).or_else(|| self.queue.first().copied())
    }

    /// The first thing that is done begins the session, or ends a pause.
    fn begin(&mut self, ui: &Ui) {
        self.began.get_or_insert_with(|| ui.input(|input| input.time));
    }

    /// Seconds that the session has lasted, pauses left out; none before it began.
    fn lasted(&self, now: f64) -> Option<f64> {
        match self.began {
            Some(began) => Some(self.before + (now - began).max(0.0)),
            None => (self.before > 0.0).then_some(self.before),
        }
    }

    fn pause(&mut self, now: f64) {
        self.before = self.lasted(now).unwrap_or_default();
        self.began = None;
    }

    /// The clock begins anew; a session that rests goes on resting.
    fn restart_clock(&mut self, now: f64) {
        self.before = 0.0;
        self.began = self.began.map(|_| now);
    }
}

/// The number that the queue has in egui.
#[must_use]
pub(super) fn queue_id() -> Id {
    Id::unique("work queue")
}

/// Draws the page.
pub(super) fn work_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    draft.follow(state, inbox);
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

/// How far the work is, today's portion, and the time box.
fn progress_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let progress = draft.progress;
    let all = progress.done + progress.open;
    // At the end there may be fewer than a day's portion; where today's is all there is, it is told once.
    let today = progress.today + progress.left_today;
    let is_all = today == all;
    card::heading(ui, if is_all { "Today and overall" } else { "Today" });
    let words = match state.settings.pace.a_day {
        Some(_) => format!("{} of {} done", with_thousands(progress.today), with_thousands(today)),
        None => format!("{} done", with_thousands(progress.today)),
    };
    ui.label(RichText::new(words).font(theme::semibold(size::TITLE)).color(tokens.text));
    if !is_all {
        card::heading(ui, "Overall");
    }
    #[expect(clippy::cast_precision_loss, reason = "a bar needs no more")]
    let part = if all == 0 { 0.0 } else { progress.done as f32 / all as f32 };
    // Of nothing done, not even a dot is drawn.
    let fill = if part > 0.0 { tokens.accent } else { tokens.sunken };
    ui.add(ProgressBar::new(part).desired_width(ui.available_width()).desired_height(6.0).fill(fill)).accessible_name("Overall progress");
    let open = display_text::count(progress.open, "remaining", "remaining");
    let days = last_day_in_words(progress.days, state.overview.time.today);
    if is_all {
        card::muted(ui, if progress.open == 0 { "None remaining".to_owned() } else { format!("{open}, all of them today") });
    } else {
        card::muted(ui, format!("{} of {} done · {open}{days}", with_thousands(progress.done), with_thousands(all)));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        pace_ui(ui, state, inbox);
        time_box_ui(ui, state, draft, inbox);
    });
}

/// On which day the last one is done at this pace.
fn last_day_in_words(days: Option<usize>, today: jiff::civil::Date) -> String {
    let Some(days) = days else { return String::new() };
    match days {
        0 | 1 => ", all of them today at this pace".to_owned(),
        2 => ", the last one tomorrow at this pace".to_owned(),
        days => {
            let last = i64::try_from(days - 1).ok().and_then(|days| today.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
            let on = last.map(|last| format!(", on {}", crate::model::text::date_text::day(last))).unwrap_or_default();
            format!(", about {days} days at this pace: the last one{}", on.trim_start_matches(','))
        }
    }
}

fn pace_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    let pace = state.settings.pace;
    let label = pace.a_day.map_or("No pace".to_owned(), |a_day| format!("{a_day} a day"));
    let button = Button::quiet(&label).with_icon(icons::ICON_SPEED).at_edge().named(&format!("Pace: {label}")).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_width(250.0);
        card::muted(ui, "LinkedIn publishes no limit on removals. A slow pace is our own caution, not a rule.");
        for a_day in [Some(10), Some(25), Some(50), Some(100), None] {
            let label = a_day.map_or("As many as you like".to_owned(), |a_day: u32| format!("{a_day} a day"));
            if ui.selectable_label(pace.a_day == a_day, label).clicked() {
                inbox.push(Action::Set(Settings { pace: Pace { a_day, ..pace }, ..state.settings.clone() }));
                ui.close();
            }
        }
    });
}

/// A quiet reminder after some minutes, if one wants it.
fn time_box_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let now = ui.input(|input| input.time);
    let pace = state.settings.pace;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "minutes of a session are few")]
    let minutes = draft.lasted(now).map(|seconds| (seconds / 60.0) as u32);
    let is_resting = draft.began.is_none();
    let label = match (minutes, pace.minutes) {
        (Some(minutes), _) if is_resting => format!("Paused at {minutes} min"),
        (Some(minutes), Some(limit)) => format!("{minutes} of {limit} min"),
        (Some(minutes), None) => format!("{minutes} min"),
        (None, Some(limit)) => format!("{limit} min"),
        (None, None) => "No time box".to_owned(),
    };
    if !is_resting {
        // The clock goes on without anybody moving the mouse.
        ui.ctx().request_repaint_after(std::time::Duration::from_secs(20));
    }
    let button = Button::quiet(&label).with_icon(icons::ICON_TIMER).named(&format!("Time box: {label}")).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_width(230.0);
        if is_resting {
            if ui.button(if minutes.is_some() { "Resume" } else { "Start a session" }).clicked() {
                draft.began = Some(now);
                ui.close();
            }
        } else if ui.button("Pause").clicked() {
            draft.pause(now);
            ui.close();
        }
        if minutes.is_some() && ui.button("Restart timer").clicked() {
            draft.restart_clock(now);
            ui.close();
        }
        ui.separator();
        for limit in [Some(10), Some(20), Some(40), None] {
            let label = limit.map_or("No reminder".to_owned(), |limit: u32| format!("Remind me after {limit} minutes"));
            if ui.selectable_label(pace.minutes == limit, label).clicked() {
                inbox.push(Action::Set(Settings { pace: Pace { minutes: limit, ..pace }, ..state.settings.clone() }));
                ui.close();
            }
        }
    });
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
    draft.begin(ui);
}

fn settle(ui: &Ui, items: &[WorkItem], item: &WorkItem, state: TaskState, draft: &mut WorkDraft, inbox: &mut Inbox) {
    // Whoever comes next in the list is worked on next; behind the last one it begins at the top.
    let is_it = |place: &usize| items.get(*place).is_some_and(|other| (other.person_id, other.kind) == (item.person_id, item.kind));
    let at = draft.queue.iter().position(is_it).unwrap_or(0);
    let next = draft.queue.get(at + 1).or(draft.queue.first()).and_then(|place| items.get(*place));
    draft.current = next.map(|next| (next.person_id, next.kind));
    draft.copied = None;
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
        let (copy_key, done_key) = if is_copied { ("C", "Enter") } else { ("Enter", "D") };
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
