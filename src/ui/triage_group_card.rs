//! A group as one card in Triage: its people, what is known of them in sum, and one key for all but those who are spared.

use std::collections::BTreeSet;

use egui::{Align, Frame, Layout, Margin, Rect, RichText, ScrollArea, Stroke, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;
use jiff::Timestamp;

use super::{
    action::{Action, Dialog, Inbox, Page},
    person_menu,
    theme::{self, GAP, size, tokens},
    ui_command::UiCommand,
    widgets::{
        avatar,
        button::{Button, Tone},
        card, check, empty, menu,
    },
};
use crate::{
    command::Command,
    event::Settlement,
    model::{
        id::PersonId,
        person::{Person, decision::Pane},
        search::editing,
        text::{
            date_text,
            display_text::{count, people as people_in_words, with_thousands},
        },
        ticket::Ticket,
        triage_group::{GroupKey, GroupKind, TriageGroup, is_held_back},
    },
    state::{State, triage::TriageStep},
};

/// What is remembered of the groups between frames.
#[derive(Debug, Default)]
pub(super) struct GroupDraft {
    /// Of which list, as of which change, by what; whether all are gone through, and whether titles are hidden.
    of: Option<(u64, u64, GroupKind, [bool; 2])>,
    /// Of whom groups are told at all: the pane, what is searched for, and the imports. With others nothing of before holds.
    whom: (Pane, String, Option<Timestamp>),
    /// Where the group stands that is looked at.
    place: Option<usize>,
    groups: Vec<TriageGroup>,
    /// Of the group that is looked at: what it is called, what is known of it, whom the card shows, and about whom its keys decide.
    label: String,
    summary: String,
    shown: Vec<u32>,
    concerned: Vec<PersonId>,
    /// The group that is looked at, and those of it who are spared.
    current: Option<GroupKey>,
    spared: BTreeSet<PersonId>,
    /// The decision under way, and the group that comes after it.
    under_way: Option<(Ticket, Option<GroupKey>)>,
    /// While one is stepped into: by what the groups were, what was searched for before, and what since.
    inside: Option<(GroupKind, String, String)>,
    /// The groups that were decided about, each with how many were left of it, the last at the end: where Undo leads back to.
    decided: Vec<(GroupKey, usize)>,
}

impl GroupDraft {
    fn size_of(&self, key: GroupKey) -> usize {
        self.groups.iter().find(|group| group.key == key).map_or(0, |group| group.rows.len())
    }

    /// The group before or after the one that is looked at.
    fn beside(&self, is_after: bool) -> Option<GroupKey> {
        let place = self.place?;
        let other = if is_after { place.checked_add(1) } else { place.checked_sub(1) };
        other.and_then(|place| self.groups.get(place)).map(|group| group.key)
    }

    fn look_at(&mut self, key: Option<GroupKey>, state: &State) {
        if self.current != key {
            self.spared.clear();
        }
        self.current = key;
        self.place = self.groups.iter().position(|group| Some(group.key) == key);
        let group = self.group();
        let label = group.map(|group| label_of(state, group)).unwrap_or_default();
        let summary = group.map(|group| group.summary(state.people(), &state.coverage)).unwrap_or_default();
        let rows = || group.into_iter().flat_map(|group| group.rows.iter().copied());
        let is_held = |row: &u32| state.people().get(*row as usize).is_some_and(is_held_back);
        // Who is spared anyway comes first: that is what sticks out.
        let shown = rows().filter(is_held).chain(rows().filter(|row| !is_held(row))).take(MOST_ROWS).collect();
        (self.label, self.summary, self.shown) = (label, summary, shown);
        self.concern(state);
    }

    /// Works out about whom the keys decide.
    fn concern(&mut self, state: &State) {
        let people = self.group().into_iter().flat_map(|group| group.people(state.people()));
        self.concerned = people.filter(|person| !is_held_back(person) && !self.spared.contains(&person.id)).map(|person| person.id).collect();
    }

    /// Follows the people: groups that were decided about go, and come back by Undo.
    pub(super) fn follow(&mut self, state: &State, kind: GroupKind) {
        let settled = self.under_way.and_then(|(ticket, next)| Some((state.settlement(ticket)?, next)));
        let of = (state.version, state.pane(state.active).list_version(), kind, [state.triages_everybody(), state.settings.triage.hides_titles]);
        // What is decided comes before that it is: until then the card stays as it was.
        if settled.is_none() && (self.of == Some(of) || self.under_way.is_some()) {
            return;
        }
        let before = self.of.replace(of);
        let whom = (state.active, state.pane(state.active).search().to_owned(), state.overview.last_import.as_ref().map(|last| last.at));
        let place = self.place;
        if whom != self.whom || before.is_some_and(|(.., known, _)| known != kind) {
            // A company's number, and what was decided, are of those of before.
            self.whom = whom;
            self.decided.clear();
            (self.current, self.under_way) = (None, None);
            self.spared.clear();
        }
        let size_before = self.current.map(|key| (key, self.size_of(key)));
        self.groups = state.triage_groups(kind);
        let mut key = self.current;
        let undone = self.decided.last().copied().filter(|(undone, left)| self.size_of(*undone) > *left);
        if let Some((settlement, next)) = settled {
            self.under_way = None;
            if let (Settlement::Done, Some(decided)) = (settlement, self.current) {
                self.decided.push((decided, self.size_of(decided)));
                key = next;
            }
        } else if let Some((undone, _)) = undone {
            self.decided.pop();
            key = Some(undone);
        } else if let Some((decided, size)) = size_before
            && self.size_of(decided) < size
        {
            // By a dialog, as with Later.
            self.decided.push((decided, self.size_of(decided)));
        }
        if key.is_none_or(|key| self.size_of(key) == 0) {
            // To whoever stands there now, or to the last.
            let last = self.groups.len().saturating_sub(1);
            key = self.groups.get(place.unwrap_or(0).min(last)).map(|group| group.key);
        }
        self.look_at(key, state);
    }

    /// Whether a group was stepped into, and nothing else is searched for since.
    pub(super) fn is_inside(&self, state: &State) -> bool {
        self.inside.as_ref().is_some_and(|(_, _, search)| state.settings.triage.groups_by.is_none() && state.pane(state.active).search() == search)
    }

    /// Leads back from the people of a group to the groups.
    pub(super) fn step_out(&mut self, state: &State, inbox: &mut Inbox) {
        if let Some((kind, before, _)) = self.inside.take() {
            inbox.push(Action::Search(state.active, before));
            inbox.push(Action::set_triage(state, |triage| triage.groups_by = Some(kind)));
        }
    }

    /// The group that is looked at.
    fn group(&self) -> Option<&TriageGroup> {
        self.place.and_then(|place| self.groups.get(place))
    }

    /// The groups that come next, each with how many it has.
    pub(super) fn next(&self, state: &State, most: usize) -> Vec<(String, usize)> {
        let rest = self.place.and_then(|place| self.groups.get(place + 1..)).unwrap_or_default();
        rest.iter().take(most).map(|group| (label_of(state, group), group.rows.len())).collect()
    }

    /// The card in one sentence.
    pub(super) fn sentence(&self) -> String {
        if self.group().is_some() { format!("{}: {}.", self.label, self.summary) } else { "No groups are left".to_owned() }
    }
}

/// What a group is called. While titles are hidden, companies and kinds of work are as well.
fn label_of(state: &State, group: &TriageGroup) -> String {
    match group.key {
        GroupKey::Company(_) if state.settings.triage.hides_titles => "A company".to_owned(),
        GroupKey::Role(_) if state.settings.triage.hides_titles => "A kind of work".to_owned(),
        _ => group.label(state.people()),
    }
}

/// Does what a key or a button asks for about the whole group.
pub(super) fn act(state: &State, draft: &mut GroupDraft, command: UiCommand, inbox: &mut Inbox) {
    if command == UiCommand::BackToReview {
        inbox.push(Action::Show(Page::Review));
        return;
    }
    if draft.under_way.is_some() {
        return;
    }
    let person_ids = draft.concerned.clone();
    let next = draft.beside(true).or_else(|| draft.beside(false));
    match command {
        UiCommand::TriageSkip => match draft.beside(true) {
            Some(next) => draft.look_at(Some(next), state),
            None => inbox.push(Action::Say("That was the last group. E ends the sitting; B goes through them another way".to_owned())),
        },
        UiCommand::TriageBack => {
            if let Some(before) = draft.beside(false) {
                draft.look_at(Some(before), state);
            }
        }
        // A stand-in's name is none to search for.
        UiCommand::StepInside if state.hides_names() && matches!(draft.current, Some(GroupKey::Company(_))) => {
            inbox.push(Action::Say("While companies are hidden, a group of one cannot be stepped into. F9 shows them".to_owned()));
        }
        UiCommand::StepInside => {
            if let Some(group) = draft.group() {
                let search = editing::with(state.pane(state.active).search(), &group.condition(state.people()));
                draft.inside = state.settings.triage.groups_by.map(|kind| (kind, state.pane(state.active).search().to_owned(), search.clone()));
                inbox.push(Action::Search(state.active, search));
                inbox.push(Action::set_triage(state, |triage| triage.groups_by = None));
                inbox.push(Action::Triage(TriageStep::FromStart));
            }
        }
        _ if person_ids.is_empty() => inbox.push(Action::Say("Everybody here is spared: decide about them one by one. Enter steps inside".to_owned())),
        UiCommand::TriageKeep => draft.under_way = Some((inbox.send(Command::Move { person_ids, to: Pane::Keep }), next)),
        UiCommand::TriageRemove => draft.under_way = Some((inbox.send(Command::Move { person_ids, to: Pane::Remove }), next)),
        UiCommand::TriageUnfollow => draft.under_way = Some((inbox.send(Command::SetUnfollow { person_ids, is_to_unfollow: true }), next)),
        UiCommand::TriageProtect => draft.under_way = Some((inbox.send(Command::SetProtected { person_ids, is_protected: true }), next)),
        UiCommand::TriageLater => inbox.push(Action::Open(Dialog::Later(person_ids))),
        UiCommand::TriageReasons => inbox.push(Action::Open(Dialog::Reasons(person_ids))),
        _ => {}
    }
}

/// Height of the foot, in points.
const FOOT: f32 = 104.0;

/// Beyond this, what belongs together stands too far apart.
const WIDEST: f32 = 760.0;

/// People of a group that are shown at once; the rest is counted, and decided about as well.
const MOST_ROWS: usize = 300;

/// Draws the card.
pub(super) fn group_ui(ui: &mut Ui, state: &State, draft: &mut GroupDraft, inbox: &mut Inbox) {
    let all = ui.max_rect();
    let Some((key, all_rows)) = draft.group().map(|group| (group.key, group.rows.len())) else {
        let left = people_in_words(state.triage_left());
        let words = format!("{left} left, and nobody of them has this in common with somebody else. Press B for another way to go through them.");
        empty::show(ui, icons::ICON_GROUPS, "No groups here", &words);
        return;
    };
    let tokens = tokens(ui);
    let body = all.with_max_y(all.bottom() - FOOT);
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().id_salt(("group", format!("{key:?}"))).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(32, 20)).show(ui, |ui| {
                ui.set_width(ui.available_width().min(WIDEST));
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.add(egui::Label::new(RichText::new(&draft.label).font(theme::semibold(24.0)).color(tokens.text)).wrap());
                ui.add(egui::Label::new(RichText::new(&draft.summary).font(theme::regular(16.0)).color(tokens.muted)).wrap());
                ui.add_space(GAP);
                card::heading(ui, "Tick whom the keys are to spare");
                ui.spacing_mut().item_spacing.y = 1.0;
                let mut toggled = None;
                for person in draft.shown.iter().filter_map(|row| state.people().get(*row as usize)) {
                    if person_ui(ui, state, person, draft.spared.contains(&person.id)) {
                        toggled = Some(person.id);
                    }
                }
                if let Some(id) = toggled {
                    if !draft.spared.remove(&id) {
                        draft.spared.insert(id);
                    }
                    draft.concern(state);
                }
                if all_rows > MOST_ROWS {
                    card::muted(ui, format!("and {} more, about whom the keys decide as well", with_thousands(all_rows - MOST_ROWS)));
                }
            });
        });
    });
    let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - FOOT), all.max);
    ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(1.0, tokens.line));
    let layout = Layout::top_down(Align::Min);
    ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(20.0, 14.0))).layout(layout), |ui| foot_ui(ui, state, draft, inbox));
}

/// Somebody of the group, in a line. Returns whether the tick was clicked.
fn person_ui(ui: &mut Ui, state: &State, person: &Person, is_spared: bool) -> bool {
    let tokens = tokens(ui);
    let mut is_clicked = false;
    ui.horizontal(|ui| {
        ui.set_height(30.0);
        let (rect, _) = ui.allocate_exact_size(vec2(30.0, 30.0), egui::Sense::hover());
        avatar::paint(ui.painter(), rect.left_center() + vec2(13.0, 0.0), 25.0, person);
        let mut words = vec![person.facts.name()];
        if is_held_back(person) {
            words.push(format!("stays: {}", if person.state.is_protected { "protected" } else { "recommendation" }));
        }
        let work = person.facts.work();
        if !work.is_empty() && !state.settings.triage.hides_titles {
            words.push(work);
        }
        words.extend(person.facts.connected_on.map(|day| format!("since {}", date_text::day(day))));
        match person.evidence.messages.as_ref().map(|messages| (messages.received, messages.sent)) {
            Some((0, sent)) if sent > 0 => words.push(format!("you wrote {}", count(sent, "message", "messages"))),
            Some((received, _)) if received > 0 => words.push(format!("{} from them", count(received, "message", "messages"))),
            _ => {}
        }
        // Read from the left, in whatever letters the name is.
        let words = format!("\u{200E}{}", words.join(" · "));
        if is_held_back(person) {
            ui.add(egui::Label::new(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.care)).truncate());
        } else {
            is_clicked = check::labelled(ui, is_spared, &words).clicked();
        }
    });
    is_clicked
}

fn foot_ui(ui: &mut Ui, state: &State, draft: &mut GroupDraft, inbox: &mut Inbox) {
    ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
    let concerned = draft.concerned.len();
    let button = |ui: &mut Ui, command: UiCommand, label: &str, tone: Tone| Button::new(label).tone(tone).with_key(&command.key_name(ui)).show(ui);
    ui.horizontal(|ui| {
        let keep = format!("Keep {}", with_thousands(concerned));
        let remove = format!("Remove {}", with_thousands(concerned));
        for (command, label, tone) in [(UiCommand::TriageKeep, keep.as_str(), Tone::Primary), (UiCommand::TriageRemove, &remove, Tone::Plain)] {
            if button(ui, command, label, tone).clicked() {
                act(state, draft, command, inbox);
            }
        }
        let later = button(ui, UiCommand::TriageLater, "Later…", Tone::Plain);
        menu::below(&later).show(|ui| {
            ui.set_min_width(210.0);
            person_menu::later_choices(ui, state.overview.time.today, &draft.concerned, inbox);
        });
        for (command, label) in [(UiCommand::TriageUnfollow, "Unfollow"), (UiCommand::TriageProtect, "Protect")] {
            if button(ui, command, label, Tone::Plain).clicked() {
                act(state, draft, command, inbox);
            }
        }
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (command, label) in
            [(UiCommand::StepInside, "Step inside"), (UiCommand::TriageReasons, "Reasons…"), (UiCommand::TriageSkip, "Skip"), (UiCommand::TriageBack, "Back")]
        {
            if button(ui, command, label, Tone::Quiet).on_hover_text(command.help()).clicked() {
                act(state, draft, command, inbox);
            }
        }
        let all = draft.group().map_or(0, |group| group.rows.len());
        if concerned < all {
            card::muted(ui, format!("{} spared", people_in_words(all - concerned)));
        }
    });
}

/// The other way to go through them: one by one, by company, and so on.
pub(super) fn next_way(by: Option<GroupKind>) -> Option<GroupKind> {
    match by {
        None => GroupKind::ALL.first().copied(),
        Some(kind) => GroupKind::ALL.into_iter().skip_while(|other| *other != kind).nth(1),
    }
}
