//! What rules suggest about somebody, with what speaks against it beside it; and the dialog in which rules are switched on.

use egui::{Frame, Label, Margin, RichText, Ui, vec2};

use super::{
    action::{Action, Inbox},
    theme::{self, RADIUS, size, tokens},
    ui_command::UiCommand,
    widgets::{button::Button, card, check, dialog},
};
use crate::{
    command::Command,
    model::{
        id::PersonId,
        person::{Person, decision::Pane},
        settings::TriageSettings,
        suggestion::{Against, Rule},
        text::display_text::{count, people as people_in_words, with_thousands},
    },
    state::{State, suggest::RuleCount},
};

/// The names of the rules that suggest somebody, for people. While names are hidden, views have none.
fn names(state: &State, rules: &[&Rule]) -> String {
    rules.iter().map(|rule| format!("“{}”", name(state, rule))).collect::<Vec<_>>().join(", ")
}

fn name(state: &State, rule: &Rule) -> String {
    let views = || (1..).zip(&state.settings.views);
    match rule.key.strip_prefix("view:") {
        Some(view) if state.hides_names() => views().find(|(_, one)| one.name == view).map_or_else(String::new, |(at, _)| format!("View {at}")),
        _ => rule.name.clone(),
    }
}

/// What is suggested about somebody, in a sentence; nothing of whom nothing is.
pub(super) fn in_words(state: &State, person: &Person) -> Option<String> {
    let rules = state.suggested_by(person.id);
    if rules.is_empty() {
        return None;
    }
    let against: Vec<String> = state.against(person).iter().map(Against::in_words).collect();
    let against = if against.is_empty() { "nothing that is known speaks against it".to_owned() } else { format!("against it: {}", against.join(", ")) };
    Some(format!("suggested for Remove by {}; {against}", names(state, &rules)))
}

/// Draws it on a card of its own; nothing of whom nothing is suggested.
pub(super) fn suggestion_ui(ui: &mut Ui, state: &State, person: &Person, dismiss: UiCommand, hides_titles: bool, inbox: &mut Inbox) {
    let rules = state.suggested_by(person.id);
    if rules.is_empty() {
        return;
    }
    let tokens = tokens(ui);
    Frame::new().fill(tokens.sunken).corner_radius(RADIUS).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        if hides_titles {
            // Rules speak of titles, and what is against them of companies.
            card::muted(ui, "A rule suggests to remove them: hold H to see which.");
            return;
        }
        let line = |ui: &mut Ui, words: String, color| ui.add(Label::new(RichText::new(words).font(theme::regular(size::SECOND)).color(color)).wrap());
        line(ui, format!("Suggested for Remove: {}", names(state, &rules)), tokens.text);
        let against = state.against(person);
        if against.is_empty() {
            line(ui, "Nothing that is known speaks against it.".to_owned(), tokens.muted);
        } else {
            let words = against.iter().map(Against::in_words).collect::<Vec<_>>().join(", ");
            line(ui, format!("Against it: {words}."), tokens.care);
        }
        let key = dismiss.key_name(ui);
        if Button::quiet("Dismiss").with_key(&key).at_edge().show(ui).clicked() {
            inbox.send(Command::Dismiss { dismissed: state.to_dismiss(&[person.id]) });
        }
    });
}

/// What the dialog remembers between frames.
#[derive(Debug, Default)]
pub(super) struct SuggestionDraft {
    /// As of which change of everybody.
    of: Option<u64>,
    rules: Vec<(Rule, RuleCount)>,
    /// Those of whom nothing speaks against it.
    clear: Vec<PersonId>,
}

fn count_in_words(found: RuleCount) -> String {
    let wrote = if found.wrote == 0 { "of whom nobody wrote to you".to_owned() } else { format!("of whom {} wrote to you", with_thousands(found.wrote)) };
    match (found.people, found.untold) {
        (0, _) => "would suggest nobody".to_owned(),
        (people, 0) => format!("would suggest {}, {wrote}", people_in_words(people)),
        (people, untold) if untold == people => format!("would suggest {}; no export tells who wrote to you", people_in_words(people)),
        (people, untold) => format!("would suggest {}, {wrote}; of {} no export tells", people_in_words(people), with_thousands(untold)),
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn suggestions_dialog(ui: &Ui, state: &State, draft: &mut SuggestionDraft, inbox: &mut Inbox) -> bool {
    if draft.of != Some(state.version) {
        draft.rules = state.rules().into_iter().map(|rule| (state.would_suggest(&rule), rule)).map(|(count, rule)| (rule, count)).collect();
        draft.clear = state.suggested_without_counter_evidence();
        draft.of = Some(state.version);
    }
    let suggested = state.suggestions().any.count_ones(..);
    let mut is_done = false;
    let shown = dialog::show(
        ui,
        "suggestions",
        "Suggestions",
        600.0,
        |ui| {
            card::muted(
                ui,
                "A queue or a view that suggests marks those whom it finds, with everything that speaks against it. Nothing moves by itself, and what you dismiss stays dismissed.",
            );
            ui.add_space(4.0);
            if suggested > 0 {
                is_done = suggested_ui(ui, suggested, &draft.clear, inbox);
                ui.add_space(8.0);
                card::heading(ui, "What suggests");
            }
            ui.spacing_mut().item_spacing.y = 2.0;
            for (rule, count) in &draft.rules {
                rule_ui(ui, state, rule, *count, inbox);
            }
        },
        |ui| Button::primary("Close").show(ui).clicked(),
    );
    is_done || shown.foot || shown.is_confirmed || shown.wants_to_close
}

/// Room for the name of a rule in points, and as a part of what there is.
const NAME_WIDTH: f32 = 210.0;
const NAME_PART: f32 = 0.42;

fn rule_ui(ui: &mut Ui, state: &State, rule: &Rule, count: RuleCount, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let is_on = state.is_suggesting(&rule.key);
    // What stands above comes and goes: the keyboard stays where it is.
    ui.push_id(&rule.key, |ui| {
        ui.horizontal(|ui| {
            let name_width = (ui.available_width() * NAME_PART).min(NAME_WIDTH);
            let ticked = ui.allocate_ui(vec2(name_width, 24.0), |ui| check::labelled(ui, is_on, &name(state, rule))).inner;
            if ticked.clicked() {
                let key = rule.key.clone();
                inbox.push(Action::set_triage(state, move |triage: &mut TriageSettings| {
                    triage.suggesting.retain(|on| *on != key);
                    if !is_on {
                        triage.suggesting.push(key);
                    }
                }));
            }
            ui.add(Label::new(RichText::new(count_in_words(count)).font(theme::regular(size::SMALL)).color(tokens.muted)).truncate());
        });
    });
}

/// All that are suggested now, and what can be done with them. Returns whether something was.
fn suggested_ui(ui: &mut Ui, suggested: usize, clear: &[PersonId], inbox: &mut Inbox) -> bool {
    card::heading(ui, &format!("{} suggested now", people_in_words(suggested)));
    let mut is_done = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        if Button::new("Show them").show(ui).clicked() {
            inbox.find(Pane::Keep, "is:suggested");
            is_done = true;
        }
        if !clear.is_empty() {
            let label = format!("Move the {} with nothing against them to Remove", with_thousands(clear.len()));
            if Button::new(&label)
                .show(ui)
                .on_hover_text("All whom your rules suggest and of whom nothing is known that speaks against it. One Undo takes it back.")
                .clicked()
            {
                inbox.send(Command::Move { person_ids: clear.to_vec(), to: Pane::Remove });
                is_done = true;
            }
        }
    });
    if clear.len() < suggested {
        card::muted(
            ui,
            format!(
                "{}, for you to look at one by one: something speaks against it, or nobody else would be left at their company.",
                count(suggested - clear.len(), "person stays", "people stay")
            ),
        );
    }
    is_done
}
