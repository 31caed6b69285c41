//! The card of Triage: somebody whole, and the decisions about them.

use egui::{Align, Frame, Layout, Margin, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

use super::{
    action::Inbox,
    detail_panel::{self, DetailDraft},
    met_panel, person_menu, suggestion_panel,
    theme::{self, GAP, size, tokens},
    tie_panel,
    triage_draft::{TriageDraft, act},
    triage_sitting,
    ui_command::UiCommand,
    widgets::{
        avatar,
        button::{Button, Tone},
        card, menu, name_text,
    },
};
use crate::{
    model::{
        person::{Person, decision::Decision},
        text::date_text,
    },
    state::State,
};

/// Height of the foot with its two lines of buttons, in points.
const FOOT: f32 = 104.0;

/// In a narrower foot the way back goes by its key alone.
const WIDE_ENOUGH_FOR_BACK: f32 = 640.0;

/// Beyond this, what belongs together stands too far apart.
const WIDEST: f32 = 760.0;

/// Somebody in one sentence, as a screen reader says it.
pub(super) fn sentence(state: &State, person: &Person, hides_titles: bool) -> String {
    let mut parts = vec![person.facts.name()];
    let work = person.facts.work();
    if !hides_titles && !work.is_empty() {
        parts.push(work);
    }
    parts.push(since(person));
    parts.extend(standing(state, person));
    parts.extend(suggestion_panel::in_words(state, person).filter(|_| !hides_titles));
    format!("{}.", parts.join(", "))
}

fn since(person: &Person) -> String {
    person.facts.connected_on.map_or_else(|| "no day of connection in the export".to_owned(), |day| format!("connected {}", date_text::day(day)))
}

/// What was decided about them before; nothing of whom nobody has looked at.
fn standing(state: &State, person: &Person) -> Option<String> {
    if person.state.is_protected {
        return Some("protected".to_owned());
    }
    match (person.state.decision, person.state.later_until) {
        (Decision::Undecided, _) => None,
        (Decision::Keep, _) => Some("kept".to_owned()),
        (Decision::Remove, _) => Some("to remove".to_owned()),
        (Decision::Unfollow, _) => Some("to unfollow".to_owned()),
        (Decision::Later, Some(until)) if !person.state.is_due(state.overview.time.today) => Some(format!("later, on {}", date_text::day(until))),
        (Decision::Later, _) => Some("due today".to_owned()),
    }
}

/// Draws the card.
#[expect(clippy::too_many_arguments, reason = "what the page has, handed on")]
pub(super) fn person_ui(
    ui: &mut Ui,
    state: &State,
    person: &Person,
    hides_titles: bool,
    has_line: bool,
    draft: &mut TriageDraft,
    detail: &mut DetailDraft,
    inbox: &mut Inbox,
) {
    let all = ui.max_rect();
    let body = all.with_max_y(all.bottom() - FOOT);
    ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
        ScrollArea::vertical().id_salt(("triage", person.id.0)).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(32, 20)).show(ui, |ui| {
                ui.set_width(ui.available_width().min(WIDEST));
                ui.spacing_mut().item_spacing.y = 6.0;
                if has_line {
                    triage_sitting::line_ui(ui, state, draft);
                    ui.add_space(6.0);
                }
                head_ui(ui, state, person, hides_titles);
                if !hides_titles {
                    detail_panel::same_name_ui(ui, state, person.id);
                } else if state.same_name(person.id).is_some() {
                    card::muted(ui, "Another connection has this name: hold H to see which.");
                }
                suggestion_panel::suggestion_ui(ui, state, person, UiCommand::TriageDismiss, hides_titles, inbox);
                let lines = draft.met.lines(state, person, hides_titles);
                if !lines.is_empty() {
                    section(ui, "How do I know them?");
                    met_panel::lines_ui(ui, state, lines, inbox);
                }
                // What weighs comes first.
                let weighs = !person.evidence.recommendations.is_empty() || state.is_last_tie(person);
                let losses = |ui: &mut Ui, inbox: &mut Inbox| {
                    section(ui, "What you would lose");
                    tie_panel::losses_ui(ui, state, person, !hides_titles, inbox);
                };
                if weighs {
                    losses(ui, inbox);
                }
                section(ui, "The tie");
                tie_panel::tie_ui(ui, state, person, false, inbox);
                if !weighs {
                    losses(ui, inbox);
                }
                if !person.state.reasons.is_empty() {
                    section(ui, "Your reasons");
                    detail_panel::reasons_ui(ui, person, inbox);
                }
                section(ui, "Note");
                detail_panel::note_of_ui(ui, state, person, detail, inbox);
            });
        });
    });
    let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - FOOT), all.max);
    ui.painter().hline(foot.x_range(), foot.top(), Stroke::new(1.0, tokens(ui).line));
    let layout = Layout::top_down(Align::Min);
    ui.scope_builder(UiBuilder::new().max_rect(foot.shrink2(vec2(20.0, 14.0))).layout(layout), |ui| foot_ui(ui, state, person, draft, inbox));
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(GAP);
    card::heading(ui, title);
    ui.add_space(2.0);
}

fn head_ui(ui: &mut Ui, state: &State, person: &Person, hides_titles: bool) {
    let tokens = tokens(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(72.0, 66.0), Sense::hover());
        avatar::paint(ui.painter(), rect.left_center() + vec2(32.0, 0.0), 64.0, person);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.add_space(4.0);
            name_text::wrapped(ui, &person.facts.name(), theme::semibold(24.0), tokens.text);
            let work = person.facts.work();
            let words = match (hides_titles, work.is_empty()) {
                (true, _) => "Position and company are hidden: hold H to see them",
                (false, true) => "No position or company in the export",
                (false, false) => &work,
            };
            name_text::wrapped(ui, words, theme::regular(16.0), tokens.muted);
            let mut words = since(person);
            if let Some(standing) = standing(state, person) {
                words = format!("{words} · {standing}");
            }
            let mut letters = words.chars();
            let words: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            name_text::wrapped(ui, &words, theme::regular(size::BODY), tokens.muted);
        });
    });
}

/// The decisions, each with its key: the large ones first.
fn foot_ui(ui: &mut Ui, state: &State, person: &Person, draft: &mut TriageDraft, inbox: &mut Inbox) {
    ui.spacing_mut().item_spacing = vec2(10.0, 10.0);
    let decision = person.state.decision;
    let button = |ui: &mut Ui, command: UiCommand, label: &str, tone: Tone| {
        let key = command.key_name(ui);
        Button::new(label).tone(tone).with_key(&key).show(ui)
    };
    let toned = |is_it: bool, otherwise: Tone| if is_it { Tone::Current } else { otherwise };
    ui.horizontal(|ui| {
        for (command, label, tone) in [
            (UiCommand::TriageKeep, "Keep", toned(decision == Decision::Keep, Tone::Primary)),
            (UiCommand::TriageRemove, "Remove", toned(decision == Decision::Remove, Tone::Plain)),
        ] {
            if button(ui, command, label, tone).clicked() {
                act(ui, state, draft, command, Some(person), inbox);
            }
        }
        let later = button(ui, UiCommand::TriageLater, "Later…", toned(decision == Decision::Later, Tone::Plain));
        menu::below(&later).show(|ui| {
            ui.set_min_width(210.0);
            person_menu::later_choices(ui, state.overview.time.today, &[person.id], inbox);
        });
        for (command, label, tone) in [
            (UiCommand::TriageUnfollow, "Unfollow", toned(decision == Decision::Unfollow, Tone::Plain)),
            (UiCommand::TriageProtect, if person.state.is_protected { "Unlock" } else { "Protect" }, Tone::Plain),
        ] {
            if button(ui, command, label, tone).clicked() {
                act(ui, state, draft, command, Some(person), inbox);
            }
        }
    });
    ui.horizontal(|ui| {
        let is_wide = ui.available_width() >= WIDE_ENOUGH_FOR_BACK;
        ui.spacing_mut().item_spacing.x = 2.0;
        for (command, label) in [
            (UiCommand::TriageReasons, "Reasons…"),
            (UiCommand::TriageNote, "Note"),
            (UiCommand::TriageRediscover, "Glad to find"),
            (UiCommand::TriageAgain, "Again"),
            (UiCommand::TriageSkip, "Skip"),
            (UiCommand::TriageBack, "Back"),
        ] {
            if command == UiCommand::TriageBack && !is_wide {
                continue;
            }
            let tone = toned(command == UiCommand::TriageRediscover && person.state.is_rediscovered, Tone::Quiet);
            if button(ui, command, label, tone).on_hover_text(command.help()).clicked() {
                act(ui, state, draft, command, Some(person), inbox);
            }
        }
    });
}
