//! Plan: what the network is for, goals and what came of them, a journal, and reminders to look again.

use egui::{Id, Key, Margin, RichText, ScrollArea, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    day_field::DayField,
    plan_draft::{EntryDraft, GoalDraft, PlanDraft},
    theme::{self, GAP, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card, check, columns, field, figure, menu, picture,
    },
};
use crate::{
    command::Command,
    model::{
        insight::picture::Chart,
        person::decision::Pane,
        plan::{FEELINGS, Goal, JournalEntry, Measure, Plan},
        reminder::ReviewReminder,
        text::{
            date_text::{self, day},
            display_text::{sanitized, with_thousands},
        },
    },
    state::State,
};

/// From this width on, in points, the cards stand side by side.
const WIDE: f32 = 860.0;

/// The cards of the page, in their order.
#[derive(Clone, Copy)]
enum Part {
    Focus,
    Results,
    Goals,
    Pictures,
    Journal,
    Reminders,
}

/// Draws the page.
pub(super) fn plan_ui(ui: &mut Ui, state: &State, draft: &mut PlanDraft, inbox: &mut Inbox) {
    draft.follow(state, inbox);
    let area = theme::page_area(ui);
    let Some(plan) = state.plan.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
        ScrollArea::vertical().id_salt("plan").auto_shrink([false, false]).show(ui, |ui| {
            let parts = [Part::Focus, Part::Results, Part::Goals, Part::Journal, Part::Reminders, Part::Pictures];
            let count = if ui.available_width() >= WIDE { 2 } else { 1 };
            #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
            let rows = |count: usize, height: f32| count.min(20) as f32 * height;
            let height = |part: &Part| match part {
                Part::Focus => 120.0,
                Part::Results => 260.0,
                Part::Goals => 170.0 + rows(plan.goals.len(), 40.0),
                Part::Journal => 300.0 + rows(plan.journal.len(), 70.0),
                Part::Reminders => 180.0,
                Part::Pictures => 560.0,
            };
            columns::show(ui, count, GAP, parts, height, |ui, part| {
                card::frame(tokens(ui)).inner_margin(Margin::symmetric(18, 14)).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 6.0;
                    match part {
                        Part::Focus => focus_ui(ui, state, draft, inbox),
                        Part::Results => results_ui(ui, state, plan, inbox),
                        Part::Goals => goals_ui(ui, state, plan, draft, inbox),
                        Part::Pictures => pictures_ui(ui, plan, inbox),
                        Part::Journal => journal_ui(ui, state, plan, draft, inbox),
                        Part::Reminders => reminders_ui(ui, state, plan, draft, inbox),
                    }
                });
                ui.add_space(4.0);
            });
        });
    });
}

fn focus_ui(ui: &mut Ui, state: &State, draft: &mut PlanDraft, inbox: &mut Inbox) {
    card::heading(ui, "What is your network for?");
    let width = ui.available_width();
    let response = field::line(ui, Id::unique("focus"), &mut draft.focus, "Focus", "people who build bridges, in Northern Europe", width, false);
    // One wish is whole when the field is left.
    if response.lost_focus() && !state.hides_names() {
        draft.flush(inbox);
    }
    card::muted(ui, "A few words that follow “to”: letters say “I'm narrowing my network to …”, and the checklist asks by it.");
}

/// What came of it so far, as figures.
fn results_ui(ui: &mut Ui, state: &State, plan: &Plan, inbox: &mut Inbox) {
    card::heading(ui, "So far");
    let results = &plan.results;
    let figures = [
        (results.connected, "connections", None),
        (results.looked_at, "looked at", Some((Pane::Keep, "-is:undecided"))),
        (results.kept, "kept by choice", Some((Pane::Keep, "is:kept"))),
        (results.removed, "removed", None),
        (results.regretted, "to invite again", None),
        (results.letters_sent, "letters sent", None),
        (results.withdrawn, "invitations withdrawn", None),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        let width = figure::width_of(ui, 3);
        for (count, words, finds) in figures {
            if figure::show(ui, width, count, words, finds.is_some())
                && let Some((pane, search)) = finds
            {
                inbox.find(pane, search);
            }
        }
    });
    if let Some(then) = results.then {
        let (before, now) = (results.connected_then, results.connected);
        let change = match now.cmp(&before) {
            std::cmp::Ordering::Less => format!("{} fewer than", with_thousands(before - now)),
            std::cmp::Ordering::Equal => "As many as".to_owned(),
            std::cmp::Ordering::Greater => format!("{} more than", with_thousands(now - before)),
        };
        card::muted(ui, format!("{change} the {} of your first export, of {}.", with_thousands(before), day(then)));
    }
    if let Some(last) = plan.last_decided_at {
        let on = state.overview.time.day_of(last);
        card::muted(ui, format!("You last decided about somebody on {}, {}.", day(on), date_text::ago(on, state.overview.time.today)));
    }
    if state.undecided > 0
        && Button::quiet(&format!("{} not looked at yet", with_thousands(state.undecided))).with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked()
    {
        inbox.find(Pane::Keep, "is:undecided");
    }
    if plan.last_decided_at.is_some() && Button::quiet("Not looked at for half a year").with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked() {
        inbox.find(Pane::Keep, "-decided:<6m");
    }
    if let Some(queue) = state.queues.iter().find(|queue| queue.key == "new_since_review")
        && Button::quiet("New since your last review").with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked()
    {
        inbox.find(Pane::Keep, queue.query.clone());
    }
}

fn goals_ui(ui: &mut Ui, state: &State, plan: &Plan, draft: &mut PlanDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    // Goals are kept as a whole: one change waits until the one before is told of.
    let is_settled = state.plan.current().is_some() && draft.goals_sent.is_none_or(|ticket| state.settlement(ticket).is_some());
    card::heading(ui, "Goals");
    let mut goals = plan.goals.clone();
    let mut is_changed = false;
    let mut dropped = None;
    for (at, goal) in goals.iter_mut().enumerate() {
        let title = sanitized(&goal.title()).into_owned();
        let is_reached = goal.is_reached(&plan.results);
        bar::show(
            ui,
            ("goal", at),
            theme::CONTROL_HEIGHT,
            |ui| match goal.progress(&plan.results) {
                Some((now, target)) => {
                    let words = format!("{title}: {} of {}", with_thousands(now), with_thousands(target));
                    let words = if matches!(goal.measure, Some((Measure::NetworkSize, _))) {
                        format!("{title}: {} now, {} at most", with_thousands(now), with_thousands(target))
                    } else {
                        words
                    };
                    ui.label(RichText::new(words).font(theme::regular(size::BODY)).color(if is_reached { tokens.accent } else { tokens.text }));
                }
                None => {
                    if check::labelled(ui, goal.is_met, &title).clicked() && !state.hides_names() && is_settled {
                        goal.is_met = !goal.is_met;
                        is_changed = true;
                    }
                }
            },
            |ui| {
                if is_reached {
                    ui.label(RichText::new("reached").font(theme::regular(size::SECOND)).color(tokens.accent));
                }
                let label = format!("Drop the goal: {title}");
                let drops = Button::icon_only(icons::ICON_CLOSE, &label).tone(Tone::Quiet).enabled_if(is_settled);
                if !state.hides_names() && drops.show(ui).clicked() {
                    dropped = Some(at);
                }
            },
        );
    }
    if let Some(at) = dropped {
        goals.remove(at);
        is_changed = true;
    }
    if state.hides_names() {
        card::muted(ui, "Your own words are hidden, as names are.");
        return;
    }
    ui.add_space(4.0);
    let width = ui.available_width();
    let field = field::line(ui, Id::unique("goal"), &mut draft.goal.text, "New goal", "Write to five old colleagues", width, false);
    let mut is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let label = draft.goal.measure.map_or("Without a number", Measure::label);
        let button = Button::new(label).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("Counted: {label}")).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_min_width(220.0);
            for measure in std::iter::once(None).chain(Measure::ALL.map(Some)) {
                let label = measure.map_or("Without a number", Measure::label);
                if ui.selectable_label(measure == draft.goal.measure, label).clicked() {
                    draft.goal.measure = measure;
                    ui.close();
                }
            }
        });
        if draft.goal.measure.is_some() {
            let target = field::line(ui, Id::unique("goal target"), &mut draft.goal.target, "How many", "300", 80.0, false);
            is_entered |= target.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        }
        let goal: Option<Goal> = draft.goal.goal().filter(|_| is_settled);
        if (Button::new("Add goal").with_icon(icons::ICON_ADD).enabled_if(goal.is_some()).show(ui).clicked() || is_entered)
            && let Some(goal) = goal
        {
            goals.push(goal);
            draft.goal = GoalDraft::default();
            is_changed = true;
        }
        if is_entered {
            // The next one is typed right away.
            field.request_focus();
        }
    });
    if is_changed {
        draft.goals_sent = Some(inbox.send(Command::SetGoals { goals }));
    }
}

/// The first network and that of now, to one scale.
fn pictures_ui(ui: &mut Ui, plan: &Plan, inbox: &mut Inbox) {
    let Some(pictures) = &plan.then_and_now else {
        card::heading(ui, "Then and now");
        card::muted(ui, "Nothing to show yet.");
        return;
    };
    for shown in pictures {
        bar::show(ui, shown.kind.title(), theme::CONTROL_HEIGHT, |ui| card::heading(ui, shown.kind.title()), |ui| save_chart_ui(ui, shown, inbox));
        picture::show(ui, shown, None, false);
        card::muted(ui, shown.note.as_str());
    }
    card::muted(ui, "Both by the titles as they are known today.");
}

fn save_chart_ui(ui: &mut Ui, shown: &Chart, inbox: &mut Inbox) {
    if shown.is_empty() {
        return;
    }
    if Button::icon_only(icons::ICON_DOWNLOAD, &format!("Save the picture: {}", shown.kind.title())).tone(Tone::Quiet).show(ui).clicked() {
        inbox.push(Action::Open(Dialog::SaveChart(Box::new(shown.clone()))));
    }
}

fn journal_ui(ui: &mut Ui, state: &State, plan: &Plan, draft: &mut PlanDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    card::heading(ui, "Journal");
    if !state.hides_names() {
        entry_ui(ui, state, draft, inbox);
    }
    for entry in &plan.journal {
        ui.add_space(4.0);
        bar::show(
            ui,
            ("entry", entry.id),
            theme::CONTROL_HEIGHT,
            |ui| {
                ui.label(RichText::new(title_of(entry)).font(theme::semibold(size::SECOND)).color(tokens.muted));
            },
            |ui| {
                let on = day(entry.day);
                if state.hides_names() {
                    return;
                }
                if Button::icon_only(icons::ICON_CLOSE, &format!("Delete the entry of {on}")).tone(Tone::Quiet).show(ui).clicked() {
                    inbox.send(Command::DeleteJournalEntry { id: entry.id });
                }
                if Button::icon_only(icons::ICON_EDIT, &format!("Change the entry of {on}")).tone(Tone::Quiet).show(ui).clicked() {
                    draft.entry = EntryDraft::of(entry);
                }
            },
        );
        ui.add(egui::Label::new(RichText::new(sanitized(&entry.text)).font(theme::regular(size::BODY)).color(tokens.text)).wrap().selectable(true));
    }
}

/// The head of an entry: its day, how it felt, the batch.
fn title_of(entry: &JournalEntry) -> String {
    let batch = entry.batch.map(|batch| format!(" · batch {}", batch.0)).unwrap_or_default();
    let feeling = if entry.feeling.is_empty() { String::new() } else { format!(" · {}", sanitized(&entry.feeling)) };
    format!("{}{feeling}{batch}", day(entry.day))
}

/// An entry that is being written.
fn entry_ui(ui: &mut Ui, state: &State, draft: &mut PlanDraft, inbox: &mut Inbox) {
    let entry = &mut draft.entry;
    field::lines(ui, Id::unique("journal"), &mut entry.text, "Journal entry", "How did it feel, what did you learn?", 3);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let label = if entry.feeling.is_empty() { "How it felt" } else { entry.feeling.as_str() };
        let button = Button::new(label).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("How it felt: {}", entry.feeling)).show(ui);
        let mut chosen = None;
        menu::below(&button).show(|ui| {
            ui.set_min_width(140.0);
            for feeling in std::iter::once("").chain(FEELINGS) {
                if ui.selectable_label(entry.feeling == feeling, if feeling.is_empty() { "Not said" } else { feeling }).clicked() {
                    chosen = Some(feeling.to_owned());
                    ui.close();
                }
            }
        });
        if let Some(chosen) = chosen {
            entry.feeling = chosen;
        }
        field::line(ui, Id::unique("journal day"), &mut entry.day, "Day of the entry", &state.overview.time.today.to_string(), 104.0, false);
        if let Some(batch) = state.overview.batches.last().map(|batch| batch.id) {
            let about = entry.batch.unwrap_or(batch);
            if check::labelled(ui, entry.batch.is_some(), &format!("About batch {}", about.0)).clicked() {
                entry.batch = if entry.batch.is_some() { None } else { Some(batch) };
            }
        }
    });
    let on = entry.day.trim().parse().ok();
    let is_written = !entry.text.trim().is_empty() || !entry.feeling.is_empty();
    ui.horizontal(|ui| {
        if Button::new("Save entry").with_icon(icons::ICON_CHECK).enabled_if(on.is_some() && is_written).show(ui).clicked()
            && let Some(on) = on
        {
            let kept = JournalEntry { id: entry.id, day: on, feeling: entry.feeling.clone(), text: entry.text.clone(), batch: entry.batch };
            inbox.send(Command::WriteJournal(kept));
            *entry = EntryDraft { day: state.overview.time.today.to_string(), ..EntryDraft::default() };
        }
        if entry.id != 0 && Button::quiet("Leave it as it was").show(ui).clicked() {
            *entry = EntryDraft { day: state.overview.time.today.to_string(), ..EntryDraft::default() };
        }
    });
    if on.is_none() {
        card::muted(ui, format!("Write the day like {}.", state.overview.time.today));
    }
}

/// Reviews to come, as a calendar file.
fn reminders_ui(ui: &mut Ui, state: &State, plan: &Plan, draft: &mut PlanDraft, inbox: &mut Inbox) {
    card::heading(ui, "Review again");
    let today = state.overview.time.today;
    let (months, words) = ReviewReminder::CHOICES.get(draft.every).copied().unwrap_or((Some(3), "every three months"));
    let first = ReviewReminder::in_months(months.unwrap_or(3), today).first;
    let field_of_day =
        DayField { id: "review day", name: "First day to review again", button: ("Save calendar file…", "Save calendar file…"), first: today };
    if !std::mem::replace(&mut draft.has_begun_first, true) {
        draft.first = first.to_string();
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let button = Button::new(words).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("How often: {words}")).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_min_width(180.0);
            for (at, (months, label)) in ReviewReminder::CHOICES.into_iter().enumerate() {
                if ui.selectable_label(at == draft.every, label).clicked() {
                    draft.every = at;
                    draft.first = ReviewReminder::in_months(months.unwrap_or(3), today).first.to_string();
                    ui.close();
                }
            }
        });
        if let Some(first) = field_of_day.show(ui, &mut draft.first) {
            inbox.push(Action::Open(Dialog::SaveReminders(ReviewReminder { first, every_months: months })));
        }
    });
    field_of_day.remark(ui, &draft.first);
    card::muted(ui, "A file that any calendar takes. It says when to look again, and on which days somebody is due; no names are in it.");
    if plan.last_decided_at.is_none() {
        card::muted(ui, "You have not decided about anybody yet.");
    }
}
