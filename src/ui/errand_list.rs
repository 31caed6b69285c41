//! A list of things to do by hand at LinkedIn: invitations to withdraw, names to unfollow. One row is current; keys and buttons
//! say what came of it, and the next one is current then.

use egui::{Id, Key, Modifiers, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    ui_command::{Scope, UiCommand},
    widgets::{
        button::{Button, Tone},
        list_box::{self, EndTone, ListRow},
    },
};
use crate::{
    command::Command,
    model::{
        batch::task::TaskState,
        id::PersonId,
        outreach::{
            Outreach,
            errand::{Errand, ErrandKey, ErrandKind, again_from},
        },
        person::Facts,
        text::date_text::day,
    },
    state::State,
};

/// A row of such a list.
#[derive(Clone, Debug, Default)]
pub(super) struct ErrandRow {
    /// The errand that it is, or would be.
    pub(super) key: Option<ErrandKey>,
    /// The name as LinkedIn shows it.
    pub(super) name: String,
    /// The last part of the profile's link.
    pub(super) slug: Option<String>,
    /// Who it is, if the workspace knows them.
    pub(super) person_id: Option<PersonId>,
    /// The second line.
    pub(super) second: String,
    /// The end of the first line.
    pub(super) end: String,
    /// What is told of it where it is on no list; mostly nothing.
    pub(super) standing: String,
    /// Nothing is to be done about it: its keys copy, and say nothing.
    pub(super) is_settled: bool,
}

/// What such a list remembers between frames.
#[derive(Debug, Default)]
pub(super) struct ErrandDraft {
    chosen: Option<ErrandKey>,
    copied: Option<ErrandKey>,
    has_been_away: bool,
}

/// What the buttons of a kind of errand say.
struct Words {
    plan: &'static str,
    done: &'static str,
    not_found: &'static str,
    leave: &'static str,
}

fn words_of(kind: ErrandKind) -> Words {
    let words = |plan, done, not_found, leave| Words { plan, done, not_found, leave };
    match kind {
        ErrandKind::Withdraw => words("To withdraw", "Withdrawn", "No Withdraw button", "Leave it"),
        ErrandKind::Answer => words("To handle", "Handled", "Not found", "Leave it"),
        ErrandKind::UnfollowMember | ErrandKind::UnfollowCompany => words("To unfollow", "Unfollowed", "Not found", "Keep following"),
        ErrandKind::Letter => words("To write", "Sent", "No way to reach them", "Not any more"),
        ErrandKind::Alternative => words("To do", "Done", "Not possible", "Not any more"),
    }
}

/// A number that stays with a row.
pub(super) fn number_of(key: &ErrandKey) -> i64 {
    use std::hash::{Hash as _, Hasher as _};
    let mut hasher = rustc_hash::FxHasher::default();
    key.hash(&mut hasher);
    i64::from_ne_bytes(hasher.finish().to_ne_bytes())
}

/// The letters and the colour of a circle for somebody whom the workspace need not know.
fn circle(row: &ErrandRow, key: &ErrandKey) -> (PersonId, String) {
    let (first, last) = row.name.rsplit_once(' ').unwrap_or((&row.name, ""));
    let facts = Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() };
    (row.person_id.unwrap_or(PersonId(number_of(key) & 0xFFFF)), facts.initials())
}

/// What came of an errand, and whether that stands out.
fn state_in_words(state: &State, errand: &Errand) -> (String, EndTone) {
    let done_on = errand.done_on(&state.overview.time);
    match (errand.key.kind, errand.state, done_on) {
        (ErrandKind::Withdraw, TaskState::Done, Some(on)) => (format!("withdrawn · again from {}", day(again_from(on))), EndTone::Good),
        (_, TaskState::Done, Some(on)) => (format!("{} · {}", words_of(errand.key.kind).done.to_lowercase(), day(on)), EndTone::Good),
        (_, TaskState::ToDo, _) => (words_of(errand.key.kind).plan.to_lowercase(), EndTone::Care),
        (kind, TaskState::NotFound, _) => (words_of(kind).not_found.to_lowercase(), EndTone::Open),
        (_, TaskState::Skipped, _) => ("skipped".to_owned(), EndTone::Quiet),
        (kind, _, _) => (words_of(kind).leave.to_lowercase(), EndTone::Quiet),
    }
}

impl ErrandDraft {
    /// The place of the current row; the first where the one that was current is not there.
    pub(super) fn place(&self, rows: &[ErrandRow]) -> Option<usize> {
        let chosen = self.chosen.as_ref().and_then(|key| rows.iter().position(|row| row.key.as_ref() == Some(key)));
        chosen.or(if rows.is_empty() { None } else { Some(0) })
    }
}

/// What such a list shows.
#[derive(Clone, Copy)]
pub(super) struct ErrandRows<'r> {
    pub(super) state: &'r State,
    pub(super) outreach: &'r Outreach,
    pub(super) rows: &'r [ErrandRow],
}

/// Draws the list into what is left, and does what its keys ask for.
pub(super) fn list_ui(ui: &mut Ui, id: Id, name: &str, shown: ErrandRows<'_>, draft: &mut ErrandDraft, inbox: &mut Inbox) {
    let ErrandRows { state, outreach, rows } = shown;
    draft.has_been_away |= draft.copied.is_some() && !ui.input(|input| input.focused);
    if !ui.memory(|memory| memory.focused().is_some()) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let current = draft.place(rows);
    let happened = list_box::show(ui, id, name, rows.len(), current, |place| {
        let row = rows.get(place)?;
        let key = row.key.as_ref()?;
        let (second_end, tone) =
            outreach.errand(key).filter(|_| !row.is_settled).map_or_else(|| (row.standing.clone(), EndTone::Quiet), |errand| state_in_words(state, errand));
        Some(ListRow {
            id: number_of(key),
            // What is done about oneself is nobody.
            circle: (!key.subject.is_empty()).then(|| circle(row, key)),
            title: row.name.clone(),
            second: row.second.clone(),
            end: row.end.clone(),
            second_end,
            tone,
        })
    });
    if let Some(key) = happened.went_to.and_then(|place| rows.get(place)?.key.clone()) {
        draft.chosen = Some(key);
    }
    for key in happened.keys {
        if let Some(row) = draft.place(rows).and_then(|place| rows.get(place)) {
            act(ui, key, shown, row, draft, inbox);
        }
    }
}

/// Does what a key asks for. Enter does what comes next: copy first, done then.
fn act(ui: &Ui, pressed: Key, shown: ErrandRows<'_>, row: &ErrandRow, draft: &mut ErrandDraft, inbox: &mut Inbox) {
    let state = shown.state;
    let Some(key) = &row.key else { return };
    if row.is_settled {
        if pressed_is_copy(pressed) {
            copy(ui, state, row, draft, inbox);
        }
        return;
    }
    let set = |to: TaskState, draft: &mut ErrandDraft, inbox: &mut Inbox| settle(shown, row, to, draft, inbox);
    match UiCommand::of_key(Scope::Errands, pressed, Modifiers::NONE) {
        Some(UiCommand::ErrandPlan) => toggle_planned(shown, row, draft, inbox),
        Some(UiCommand::ErrandCopyThenDone) if draft.copied.as_ref() == Some(key) && draft.has_been_away => set(TaskState::Done, draft, inbox),
        Some(UiCommand::ErrandCopyThenDone | UiCommand::ErrandCopyName) => copy(ui, state, row, draft, inbox),
        Some(UiCommand::ErrandDone) => set(TaskState::Done, draft, inbox),
        Some(UiCommand::ErrandSkip) => set(TaskState::Skipped, draft, inbox),
        Some(UiCommand::ErrandNotFound) => set(TaskState::NotFound, draft, inbox),
        Some(UiCommand::ErrandLeave) => set(TaskState::ChangedMind, draft, inbox),
        _ => {}
    }
}

fn pressed_is_copy(pressed: Key) -> bool {
    UiCommand::of_key(Scope::Errands, pressed, Modifiers::NONE) == Some(UiCommand::ErrandCopyName)
}

/// Copies the name for LinkedIn's own list.
fn copy(ui: &Ui, state: &State, row: &ErrandRow, draft: &mut ErrandDraft, inbox: &mut Inbox) {
    let Some(key) = row.key.as_ref().filter(|key| !key.subject.is_empty()) else { return };
    ui.ctx().copy_text(state.wanted_errand(key, &row.name, None).name);
    inbox.push(Action::Say(format!("Name copied: {}", row.name)));
    draft.copied = Some(key.clone());
    draft.has_been_away = false;
}

/// Says what came of a row; the next one is current then.
fn settle(shown: ErrandRows<'_>, row: &ErrandRow, to: TaskState, draft: &mut ErrandDraft, inbox: &mut Inbox) {
    let ErrandRows { state, rows, .. } = shown;
    let Some(key) = &row.key else { return };
    let at = rows.iter().position(|other| other.key == row.key).unwrap_or(0);
    draft.chosen = rows.get(at + 1).or(rows.get(at.saturating_sub(1))).and_then(|next| next.key.clone());
    draft.copied = None;
    inbox.send(Command::SetErrands { errands: vec![state.wanted_errand(key, &row.name, row.slug.as_deref())], state: to });
}

fn toggle_planned(shown: ErrandRows<'_>, row: &ErrandRow, draft: &mut ErrandDraft, inbox: &mut Inbox) {
    let ErrandRows { state, outreach, .. } = shown;
    let Some(key) = &row.key else { return };
    if outreach.errand(key).is_some() {
        inbox.send(Command::DropErrands { errands: vec![state.wanted_errand(key, &row.name, row.slug.as_deref())] });
    } else {
        settle(shown, row, TaskState::ToDo, draft, inbox);
    }
}

/// The buttons that say what is to be done about the current row, and what came of it.
pub(super) fn buttons_ui(ui: &mut Ui, shown: ErrandRows<'_>, row: &ErrandRow, draft: &mut ErrandDraft, inbox: &mut Inbox) {
    let ErrandRows { state, outreach, .. } = shown;
    let Some(key) = &row.key else { return };
    let (words, errand) = (words_of(key.kind), outreach.errand(key));
    let is_copied = draft.copied.as_ref() == Some(key);
    let name_of = |command: UiCommand| command.key_name(ui);
    let (plan_key, done_key, copy_key) = (name_of(UiCommand::ErrandPlan), name_of(UiCommand::ErrandDone), name_of(UiCommand::ErrandCopyName));
    let others =
        [(words.not_found, name_of(UiCommand::ErrandNotFound), TaskState::NotFound), (words.leave, name_of(UiCommand::ErrandLeave), TaskState::ChangedMind)];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
        let (label, icon) = if errand.is_some() { ("Off the list", icons::ICON_REMOVE) } else { (words.plan, icons::ICON_ADD) };
        if Button::new(label).with_icon(icon).with_key(&plan_key).show(ui).clicked() {
            toggle_planned(shown, row, draft, inbox);
        }
        let (copy_tone, done_tone) = if is_copied || key.subject.is_empty() { (Tone::Plain, Tone::Primary) } else { (Tone::Primary, Tone::Plain) };
        // What is done about oneself has no name to look for.
        let is_about_somebody = !key.subject.is_empty();
        if is_about_somebody && Button::new("Copy name").tone(copy_tone).with_icon(icons::ICON_CONTENT_COPY).with_key(&copy_key).show(ui).clicked() {
            copy(ui, state, row, draft, inbox);
        }
        if Button::new(words.done).tone(done_tone).with_icon(icons::ICON_CHECK).with_key(&done_key).show(ui).clicked() {
            settle(shown, row, TaskState::Done, draft, inbox);
        }
        for (label, key, to) in others.into_iter().filter(|(_, _, to)| is_about_somebody || *to != TaskState::NotFound) {
            if Button::new(label).with_key(&key).show(ui).clicked() {
                settle(shown, row, to, draft, inbox);
            }
        }
    });
}
