//! Whoever is worked on: who it is, why they are to go, and the buttons that say what came of it.

use egui::{RichText, Sense, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{
        avatar,
        button::{Button, Tone},
        card, name_text,
    },
    work_draft::WorkDraft,
};
use crate::{
    command::Command,
    model::{
        batch::{
            task::{TaskKind, TaskState},
            work_item::WorkItem,
        },
        evidence::evidence_text,
        import::verdict::Verdict,
        text::display_text::sanitized,
    },
    state::State,
};

/// Copies the name for LinkedIn's own search, and notes that it was.
pub(super) fn copy(ui: &Ui, state: &State, item: &WorkItem, draft: &mut WorkDraft, inbox: &mut Inbox) {
    let name = item.listed.facts.name();
    ui.ctx().copy_text(state.name_to_copy(item.person_id, &item.listed.facts));
    inbox.push(Action::Say(format!("Name copied: {name}")));
    draft.copied = Some((item.person_id, item.kind));
    draft.has_been_away = false;
    draft.begin(ui);
}

/// Says what came of somebody; the next one is worked on.
pub(super) fn settle(ui: &Ui, items: &[WorkItem], item: &WorkItem, state: TaskState, draft: &mut WorkDraft, inbox: &mut Inbox) {
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

/// Whoever is worked on.
pub(super) fn person_ui(ui: &mut Ui, state: &State, items: &[WorkItem], item: &WorkItem, draft: &mut WorkDraft, inbox: &mut Inbox) {
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
