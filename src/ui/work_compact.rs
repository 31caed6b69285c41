//! The work list in a small window that stays above the browser: the name to copy, what to do with it in LinkedIn's own words, and
//! one key for "done, and the next name".

use egui::{CentralPanel, EventFilter, Frame, Key, Margin, RichText, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    small_window,
    theme::{self, size, tokens},
    ui_command::UiCommand,
    widgets::{
        avatar, bar,
        button::{Button, Tone},
        card, name_text,
    },
    work_draft::WorkDraft,
    work_keys::{act, is_portion_done, queue_id},
    work_steps::{COMPUTER, UNFOLLOW},
};
use crate::{
    model::{
        batch::{task::TaskKind, work_item::WorkItem},
        text::{date_text::day, display_text::with_thousands},
    },
    state::State,
};

/// Draws the small window's content.
pub(super) fn compact_ui(ui: &mut Ui, state: &State, draft: &mut WorkDraft, inbox: &mut Inbox) {
    draft.follow(state, inbox);
    draft.has_been_away |= draft.copied.is_some() && !ui.input(|input| input.focused);
    let tokens = tokens(ui);
    CentralPanel::no_frame().frame(Frame::new().fill(tokens.card)).show(ui, |ui| {
        let items: &[WorkItem] = state.work_list.get().map_or(&[], Vec::as_slice);
        let item = draft.place(items).and_then(|place| items.get(place)).filter(|_| !is_portion_done(draft));
        let response = ui.interact(ui.max_rect(), queue_id(), Sense::focusable_noninteractive());
        let name = item.map_or_else(|| "Nothing to do now".to_owned(), |item| format!("{}, {}", item.listed.facts.name(), item.listed.facts.work()));
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name.clone()));
        // What is pressed in a dialog over it is not meant for what lies below.
        let is_free = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        if is_free && !ui.memory(|memory| memory.focused().is_some()) {
            ui.memory_mut(|memory| memory.request_focus(queue_id()));
        }
        ui.memory_mut(|memory| memory.set_focus_lock_filter(queue_id(), EventFilter { escape: true, ..EventFilter::default() }));
        if is_free && response.has_focus() {
            keys(ui, state, items, draft, inbox);
        }
        ScrollArea::vertical().id_salt("small").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                head_ui(ui, draft);
                if let Some(item) = item {
                    item_ui(ui, state, items, item, draft, inbox);
                } else {
                    let words = match state.settings.pace.rests(state.overview.time.today) {
                        _ if draft.progress.open == 0 => "Nobody waits any more.".to_owned(),
                        Some(until) => format!("LinkedIn warned you: the list rests until {}.", day(until)),
                        None => "That is enough for today. The rest can wait.".to_owned(),
                    };
                    ui.add_space(18.0);
                    ui.label(RichText::new(words).font(theme::semibold(size::TITLE)).color(tokens.text));
                }
            });
        });
    });
}

fn keys(ui: &Ui, state: &State, items: &[WorkItem], draft: &mut WorkDraft, inbox: &mut Inbox) {
    let pressed: Vec<Key> = ui.input(|input| {
        let keys = input.events.iter().filter_map(|event| match event {
            egui::Event::Key { key, pressed: true, repeat: false, modifiers, .. } if modifiers.is_none() => Some(*key),
            _ => None,
        });
        keys.collect()
    });
    for key in pressed {
        if key == Key::Escape {
            small_window::leave(ui, &mut draft.small);
        } else {
            act(ui, state, key, items, draft, inbox);
        }
    }
}

/// How far it is, and the way back to the whole window.
fn head_ui(ui: &mut Ui, draft: &mut WorkDraft) {
    let progress = draft.progress;
    let words = format!("{} of {} today", with_thousands(progress.today), with_thousands(progress.today + progress.left_today));
    bar::show(
        ui,
        "small head",
        theme::CONTROL_HEIGHT,
        |ui| card::muted(ui, words),
        |ui| {
            if Button::icon_only(icons::ICON_OPEN_IN_FULL, "The whole window").tone(Tone::Quiet).show(ui).on_hover_text("Esc").clicked() {
                small_window::leave(ui, &mut draft.small);
            }
        },
    );
}

fn item_ui(ui: &mut Ui, state: &State, items: &[WorkItem], item: &WorkItem, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let facts = &item.listed.facts;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(44.0, 44.0), Sense::hover());
        avatar::paint_facts(ui.painter(), rect.center(), 40.0, item.person_id, facts);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            name_text::wrapped(ui, &facts.name(), theme::semibold(size::TITLE), tokens.text);
            name_text::label(ui, &facts.work(), theme::regular(size::SECOND), tokens.muted);
        });
    });
    super::detail_panel::same_name_ui(ui, state, item.person_id);
    let is_copied = draft.copied == Some((item.person_id, item.kind));
    let steps = if item.kind == TaskKind::Unfollow { &UNFOLLOW } else { &COMPUTER };
    // The first step is done once, and the last stands on the button.
    let words: Vec<&str> = steps.iter().skip(1).take(2).copied().collect();
    card::muted(ui, format!("{}{}", if is_copied { "Copied. " } else { "" }, words.join(" ")));
    ui.add_space(4.0);
    let done = if item.kind == TaskKind::Unfollow { "Unfollowed, next name" } else { "Done, next name" };
    let (label, command, icon) =
        if is_copied { (done, UiCommand::Done, icons::ICON_CHECK) } else { ("Copy name", UiCommand::CopyTaskName, icons::ICON_CONTENT_COPY) };
    let key = if is_copied && !draft.has_been_away { UiCommand::Done.key_name(ui) } else { UiCommand::CopyThenDone.key_name(ui) };
    if Button::primary(label).with_icon(icon).with_key(&key).min_width(ui.available_width()).show(ui).clicked()
        && let Some(key) = command.first_key()
    {
        act(ui, state, key.logical_key, items, draft, inbox);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (command, label) in [
            (UiCommand::Skip, "Skip"),
            (UiCommand::NotFound, "Not found"),
            (UiCommand::ChangedMind, "Changed my mind"),
            (UiCommand::Warned, "LinkedIn warned me…"),
        ] {
            let key = command.key_name(ui);
            if Button::quiet(label).with_key(&key).show(ui).clicked()
                && let Some(key) = command.first_key()
            {
                act(ui, state, key.logical_key, items, draft, inbox);
            }
        }
    });
}
