//! The focused person whole: what the export says, reasons, note, lock.

use egui::{Frame, Id, Margin, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    detail_foot,
    met_panel::{self, MetDraft},
    person_menu, suggestion_panel,
    theme::{self, GAP, RADIUS, size, tokens},
    tie_panel::{self, fact_ui},
    ui_command::UiCommand,
    widgets::{
        avatar,
        button::{Button, Tone},
        card, chip, empty, name_text,
    },
};
use crate::{
    command::{Command, ReasonChange},
    model::{
        id::PersonId,
        person::{Person, decision::Pane, title::TitleSays},
        text::{
            date_text,
            display_text::{sanitized, with_thousands},
        },
    },
    state::{State, pane::Select},
};

/// Says that others bear the name: whoever removes somebody by name must know which.
pub(super) fn same_name_ui(ui: &mut Ui, state: &State, id: PersonId) {
    if let Some(words) = state.same_name(id) {
        let tokens = tokens(ui);
        ui.add(egui::Label::new(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.care)).wrap());
    }
}

/// A note that is being written.
#[derive(Debug, Default)]
pub(super) struct DetailDraft {
    person: Option<PersonId>,
    /// Whether the note stands in for one that is hidden.
    is_hidden: bool,
    note: String,
    saved: String,
    /// What was sent and not yet agreed to. If it is refused, it stays in the field.
    sent: Option<String>,
    had_focus: bool,
    /// How whoever is shown is known.
    met: MetDraft,
    /// Several who are selected, counted for this pane, version and selection.
    summary: Option<((Pane, u64, u64), Vec<String>)>,
}

impl DetailDraft {
    /// Sends the note if it changed. Called when the field loses the keyboard, when another person is shown, and
    /// when the window closes.
    pub(super) fn flush(&mut self, inbox: &mut Inbox) {
        if let Some(person_id) = self.person
            && self.note.trim_end() != self.saved.trim_end()
            && self.sent.as_ref() != Some(&self.note)
        {
            inbox.send(Command::SetNote { person_id, note: self.note.clone() });
            self.sent = Some(self.note.clone());
        }
    }

    fn show(&mut self, person: &Person, is_hidden: bool, has_focus: bool, inbox: &mut Inbox) {
        if std::mem::replace(&mut self.is_hidden, is_hidden) != is_hidden {
            // What stands for hidden words is never kept.
            self.person = None;
        }
        if self.person != Some(person.id) {
            self.flush(inbox);
            self.sent = None;
            self.person = Some(person.id);
            self.note.clone_from(&person.state.note);
            self.saved.clone_from(&person.state.note);
        } else if !has_focus && self.saved != person.state.note {
            // What was sent was agreed to, or Undo or another list changed it meanwhile.
            if self.note == self.saved || self.sent.is_some() {
                self.note.clone_from(&person.state.note);
            }
            self.saved.clone_from(&person.state.note);
            self.sent = None;
        }
    }
}

/// The number that the note field has in egui.
#[must_use]
pub fn note_id() -> Id {
    Id::unique("note")
}

/// Draws the panel.
pub(super) fn detail_ui(ui: &mut Ui, rect: Rect, state: &State, draft: &mut DetailDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    let foot = if state.focused().is_some_and(|person| person.state.batch.is_none()) { detail_foot::HEIGHT } else { 0.0 };
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(1.0).with_max_y(rect.bottom() - 1.0 - foot)), |ui| {
        let Some(person) = state.focused() else {
            draft.flush(inbox);
            empty::show(ui, icons::ICON_PERSON_SEARCH, "No one selected", "Choose someone in one of the lists to see what is known about them.");
            return;
        };
        if state.pane(state.active).selected_count() > 1 {
            draft.flush(inbox);
            ScrollArea::vertical().id_salt("several").auto_shrink([false, false]).show(ui, |ui| several_ui(ui, state, draft, inbox));
            return;
        }
        follow_note(ui, state, person, draft, inbox);
        ScrollArea::vertical().id_salt(("details", person.id.0)).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                head_ui(ui, state, person, inbox);
                if person.facts.is_disguised() {
                    card::care_frame(tokens).show(ui, |ui| {
                        card::muted(
                            ui,
                            "The export holds invisible characters in this name or work, which can make it look like another. They are left out here.",
                        );
                    });
                }
                same_name_ui(ui, state, person.id);
                no_link_ui(ui, state, person);
                suggestion_panel::suggestion_ui(ui, state, person, UiCommand::Dismiss, false, inbox);
                let is_leaving = person.state.pane() == Some(Pane::Remove);
                // What weighs comes first, whichever pane they stand in.
                let has_losses = is_leaving || !person.evidence.recommendations.is_empty() || state.is_last_tie(person);
                if has_losses {
                    section(ui, "What you would lose");
                    tie_panel::losses_ui(ui, state, person, true, inbox);
                }
                let lines = draft.met.lines(state, person, false);
                if !lines.is_empty() {
                    section(ui, "How do I know them?");
                    met_panel::lines_ui(ui, state, lines, inbox);
                }
                section(ui, "The tie");
                tie_panel::tie_ui(ui, state, person, !has_losses, inbox);
                if let Some(details) = state.details.as_ref().filter(|details| details.person_id == person.id && !details.message_texts.is_empty()) {
                    tie_panel::texts_ui(ui, details, &state.overview.time);
                }
                section(ui, "What the export says");
                facts_ui(ui, state, person, inbox);
                section(ui, "Your reasons");
                reasons_ui(ui, person, inbox);
                section(ui, "Note");
                note_ui(ui, !state.hides_names() && !state.is_for_reading, draft, inbox);
                if person.state.batch.is_none() {
                    ui.add_space(4.0);
                    detail_foot::standing_ui(ui, person, state.overview.time.today, inbox);
                }
            });
        });
    });
    if foot > 0.0 {
        let place = Rect::from_min_max(pos2(rect.left() + 1.0, rect.bottom() - foot), rect.max - vec2(1.0, 1.0));
        ui.painter().hline(place.x_range(), place.top(), Stroke::new(1.0, tokens.line));
        let layout = egui::Layout::top_down(egui::Align::Min);
        if let Some(person) = state.focused() {
            ui.scope_builder(UiBuilder::new().max_rect(place.shrink2(vec2(12.0, 8.0))).layout(layout), |ui| detail_foot::foot_ui(ui, state, person, inbox));
        }
    }
}

/// Several who are selected: what is known of them together.
fn several_ui(ui: &mut Ui, state: &State, draft: &mut DetailDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let list = state.pane(state.active);
    let key = (state.active, state.version, list.selection());
    if draft.summary.as_ref().is_none_or(|(known, _)| *known != key) {
        draft.summary = Some((key, state.selection_summary(state.active).in_words()));
    }
    Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(RichText::new(format!("{} selected", with_thousands(list.selected_count()))).font(theme::semibold(17.0)).color(tokens.text));
        for line in draft.summary.iter().flat_map(|(_, lines)| lines) {
            ui.add(egui::Label::new(RichText::new(line).font(theme::regular(size::BODY)).color(tokens.text)).wrap());
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            if Button::new("Reasons…").with_key(&UiCommand::Reasons.key_name(ui)).show(ui).clicked() {
                inbox.push(Action::Open(Dialog::Reasons(state.selected(state.active))));
            }
            if Button::new("Select none").with_key(&UiCommand::SelectNone.key_name(ui)).show(ui).clicked() {
                inbox.push(Action::Select(state.active, Select::Nothing));
            }
        });
    });
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(GAP);
    card::heading(ui, title);
    ui.add_space(2.0);
}

fn head_ui(ui: &mut Ui, state: &State, person: &Person, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let words_ui = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        name_text::wrapped(ui, &person.facts.name(), theme::semibold(17.0), tokens.text);
        let work = person.facts.work();
        name_text::wrapped(ui, if work.is_empty() { "No position or company in the export" } else { &work }, theme::regular(size::SECOND), tokens.muted);
    };
    let is_wide = ui.available_width() >= WIDE_ENOUGH_FOR_NAME_AND_ICONS;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(48.0, 48.0), Sense::hover());
        avatar::paint(ui.painter(), rect.center(), 46.0, person);
        let room = vec2((ui.available_width() - ICONS).max(0.0), 48.0);
        ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(room.x);
            if is_wide {
                ui.add_space(4.0);
                words_ui(ui);
            }
        });
        ui.spacing_mut().item_spacing.x = 0.0;
        actions_ui(ui, state, person, inbox);
    });
    if !is_wide {
        words_ui(ui);
    }
}

/// Room for the icons beside the name.
const ICONS: f32 = 108.0;

/// In a narrower panel the name stands below the icons.
const WIDE_ENOUGH_FOR_NAME_AND_ICONS: f32 = 320.0;

/// The name and the link for elsewhere, as icons beside the name.
fn actions_ui(ui: &mut Ui, state: &State, person: &Person, inbox: &mut Inbox) {
    if Button::icon_only(icons::ICON_CONTENT_COPY, "Copy name").tone(Tone::Quiet).show(ui).clicked() {
        person_menu::copy_name(ui, state, person, inbox);
    }
    let Some(link) = person.facts.link() else { return };
    if Button::icon_only(icons::ICON_LINK, "Copy link").tone(Tone::Quiet).show(ui).clicked() {
        ui.ctx().copy_text(link.to_owned());
        inbox.push(Action::Say("Link copied".to_owned()));
    }
    // What it may cost is said where the pointer is.
    if Button::icon_only(icons::ICON_OPEN_IN_NEW, "Open profile: they may see that you looked").tone(Tone::Quiet).show(ui).clicked() {
        ui.ctx().open_url(egui::OpenUrl::new_tab(link));
    }
}

fn no_link_ui(ui: &mut Ui, state: &State, person: &Person) {
    if person.facts.link().is_none() {
        card::muted(ui, if state.hides_names() { "The link is hidden, as names are." } else { "The export has no profile link for them." });
    }
}

fn facts_ui(ui: &mut Ui, state: &State, person: &Person, inbox: &mut Inbox) {
    let facts = &person.facts;
    let connected = match facts.connected_on {
        Some(day) => date_text::long_day(day),
        None if facts.connected_on_text.trim().is_empty() => "no date in the export".to_owned(),
        None => format!("“{}”, not understood", sanitized(&facts.connected_on_text)),
    };
    fact_ui(ui, "Connected", &connected, "");
    title_ui(ui, state, person);
    // Position and company stand beside the name.
    let email = sanitized(&facts.email);
    fact_ui(ui, "E-mail", if email.is_empty() { "none in the export" } else { &email }, "");
    if !facts.url.trim().is_empty() && facts.link().is_none() {
        fact_ui(ui, "Link, as text", &sanitized(&facts.url), "");
    }
    if let Some(at) = state.details.as_ref().filter(|details| details.person_id == person.id).and_then(|details| details.first_seen) {
        fact_ui(ui, "First imported", &date_text::day(state.overview.time.day_of(at)), "");
    }
    if !facts.email.trim().is_empty() && Button::quiet("Copy e-mail").show(ui).clicked() {
        ui.ctx().copy_text(sanitized(&facts.email).into_owned());
        inbox.push(Action::Say("E-mail address copied".to_owned()));
    }
}

/// What the words of the position say, and which words they are.
fn title_ui(ui: &mut Ui, state: &State, person: &Person) {
    for (name, words) in [
        ("Kind of work", state.title_in_words(person, |says| matches!(says, TitleSays::Role(_)))),
        ("Seniority", state.title_in_words(person, |says| matches!(says, TitleSays::Seniority(_)))),
    ] {
        if !words.is_empty() {
            fact_ui(ui, name, &words, "By the words of the position; “partwell titles” prints the list");
        }
    }
}

/// The reasons of somebody, each to be taken back, and a way to give more.
pub(super) fn reasons_ui(ui: &mut Ui, person: &Person, inbox: &mut Inbox) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for reason in person.state.reasons.chosen() {
            if chip::removable(ui, reason.label(), "", "take this reason back") {
                let change = ReasonChange { set: [(reason, false)].into(), own_words: None };
                inbox.send(Command::ChangeReasons { person_ids: vec![person.id], change });
            }
        }
        if !person.state.reasons.own_words.is_empty() && chip::removable(ui, &person.state.reasons.own_words, "", "take this reason back") {
            let change = ReasonChange { set: std::collections::BTreeMap::default(), own_words: Some(String::new()) };
            inbox.send(Command::ChangeReasons { person_ids: vec![person.id], change });
        }
        if Button::quiet("Add…").with_icon(icons::ICON_ADD).named("Add reasons…").show(ui).clicked() {
            inbox.push(Action::Open(Dialog::Reasons(vec![person.id])));
        }
    });
}

/// The draft takes over the note of whoever is shown.
fn follow_note(ui: &Ui, state: &State, person: &Person, draft: &mut DetailDraft, inbox: &mut Inbox) {
    let has_focus = ui.memory(|memory| memory.has_focus(note_id()));
    if !state.problems.is_empty() {
        // It was refused: it stays, and is tried again when the keyboard leaves it, or somebody else is chosen.
        draft.sent = None;
    }
    draft.show(person, state.hides_names(), has_focus, inbox);
}

/// The note of somebody, to be written.
pub(super) fn note_of_ui(ui: &mut Ui, state: &State, person: &Person, draft: &mut DetailDraft, inbox: &mut Inbox) {
    follow_note(ui, state, person, draft, inbox);
    note_ui(ui, !state.hides_names() && !state.is_for_reading, draft, inbox);
}

fn note_ui(ui: &mut Ui, is_open: bool, draft: &mut DetailDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let has_focus = ui.memory(|memory| memory.has_focus(note_id()));
    let outline = Stroke::new(1.0, if has_focus { tokens.accent } else { tokens.control });
    let edit = TextEdit::multiline(&mut draft.note)
        .id(note_id())
        .interactive(is_open)
        .hint_text(RichText::new("Where you met, what matters").color(tokens.muted))
        .font(theme::regular(size::BODY))
        .frame(Frame::new().fill(tokens.sunken).stroke(outline).corner_radius(RADIUS).inner_margin(Margin::symmetric(9, 7)))
        .desired_rows(3)
        .desired_width(f32::INFINITY);
    let response = ui.add(edit).accessible_name("Note");
    // The keyboard may come from afar, by N: the field comes into sight with it.
    if !std::mem::replace(&mut draft.had_focus, has_focus) && has_focus {
        response.scroll_to_me(None);
    }
    if has_focus {
        ui.painter().rect_stroke(response.rect, RADIUS, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    if response.lost_focus() {
        draft.flush(inbox);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::person::Facts;

    fn sent(inbox: &mut Inbox) -> Vec<String> {
        inbox.take().into_iter().filter_map(|(_, action)| if let Action::Send(Command::SetNote { note, .. }) = action { Some(note) } else { None }).collect()
    }

    #[test]
    fn a_note_that_was_refused_stays_and_is_sent_again() {
        let mut person = Person::new(PersonId(1), Facts::default());
        let other = Person::new(PersonId(2), Facts::default());
        let (mut draft, mut inbox) = (DetailDraft::default(), Inbox::default());
        draft.show(&person, false, true, &mut inbox);
        draft.note = "met in Ghent".into();
        draft.flush(&mut inbox);
        draft.flush(&mut inbox);
        assert_eq!(sent(&mut inbox), ["met in Ghent"], "once");
        // Nothing has changed in the workspace: it was refused, as the dialog told.
        draft.sent = None;
        draft.show(&person, false, false, &mut inbox);
        assert_eq!(draft.note, "met in Ghent");
        draft.show(&other, false, false, &mut inbox);
        assert_eq!(sent(&mut inbox), ["met in Ghent"], "the last try");
        // Agreed to, it is no news; and Undo changes it.
        draft.show(&person, false, true, &mut inbox);
        draft.note = "met in Lille".into();
        draft.flush(&mut inbox);
        person.state.note = "met in Lille".into();
        draft.show(&person, false, false, &mut inbox);
        draft.flush(&mut inbox);
        assert_eq!(sent(&mut inbox), ["met in Lille"]);
        person.state.note = String::new();
        draft.show(&person, false, false, &mut inbox);
        assert_eq!(draft.note, "");
        assert_eq!(sent(&mut inbox), Vec::<String>::new());
    }
}
