//! How far the work list is: today, overall, the pace and the time box.

use egui::{RichText, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{button::Button, card, menu},
    work_draft::WorkDraft,
};
use crate::{
    model::{
        batch::pace::Pace,
        settings::Settings,
        text::display_text::{self, with_thousands},
    },
    state::State,
};

/// How far the work is, today's portion, and the time box.
pub(super) fn progress_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let progress = draft.progress;
    let all = progress.done + progress.not_found + progress.open;
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
    bar_ui(ui, progress.done, progress.not_found, all);
    let open = display_text::count(progress.open, "remaining", "remaining");
    let days = last_day_in_words(progress.days, state.overview.time.today);
    let not_found = if progress.not_found > 0 { format!(" · {} not found", with_thousands(progress.not_found)) } else { String::new() };
    if is_all {
        card::muted(ui, if progress.open == 0 { format!("None remaining{not_found}") } else { format!("{open}, all of them today{not_found}") });
    } else {
        card::muted(ui, format!("{} of {} done{not_found} · {open}{days}", with_thousands(progress.done), with_thousands(all)));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        pace_ui(ui, state, inbox);
        time_box_ui(ui, state, draft, inbox);
    });
}

/// What is done and, in a quieter colour behind it, who was not found, of all.
fn bar_ui(ui: &mut Ui, done: usize, not_found: usize, all: usize) {
    const HEIGHT: f32 = 6.0;
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), egui::Sense::hover());
    #[expect(clippy::cast_precision_loss, reason = "a bar needs no more")]
    let part = |count: usize| if all == 0 { 0.0 } else { count as f32 / all as f32 };
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::accesskit::Role::ProgressIndicator, true, "Overall progress");
        info.value = Some(f64::from(part(done)));
        info
    });
    ui.painter().rect_filled(rect, HEIGHT / 2.0, tokens.sunken);
    // Of nothing done, not even a dot is drawn.
    for (count, color) in [(done + not_found, tokens.outline), (done, tokens.accent)] {
        if count > 0 {
            ui.painter().rect_filled(rect.with_max_x(rect.left() + (rect.width() * part(count)).max(HEIGHT)), HEIGHT / 2.0, color);
        }
    }
}

/// On which day the last one is done at this pace.
pub(super) fn last_day_in_words(days: Option<usize>, today: jiff::civil::Date) -> String {
    let Some(days) = days else { return String::new() };
    match days {
        0 | 1 => ", all of them today at this pace".to_owned(),
        2 => ", the last one tomorrow at this pace".to_owned(),
        days => {
            let last = i64::try_from(days - 1).ok().and_then(|days| today.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
            let on = last.map(|last| format!(": the last one on {}", crate::model::text::date_text::day(last))).unwrap_or_default();
            format!(", about {days} days at this pace{on}")
        }
    }
}

pub(super) fn pace_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
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
pub(super) fn time_box_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
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
