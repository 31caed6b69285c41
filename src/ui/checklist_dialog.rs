//! The checklist: what stands between the Remove pane and a batch.

use egui::{Align, Frame, Id, Label, Layout, Margin, RichText, Stroke, Ui};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    checklist_draft::{ChecklistDraft, Whose},
    checklist_people::people_rows,
    theme::{self, size, tokens},
    ui_command::UiCommand,
    widgets::{
        bar,
        button::{Button, Tone},
        card, check, chip, dialog, field, fold, picture,
    },
};
use crate::{
    command::Command,
    model::{
        checklist::{self, ALTERNATIVES, Answer, AskedQuestion, Group, QuestionId, TYPE_THE_COUNT_ABOVE},
        fact_card::{self, FactCard},
        id::PersonId,
        insight::picture::{Chart, ChartKind},
        person::decision::Pane,
        text::display_text::{self, people as people_in_words, with_thousands},
        ticket::Ticket,
    },
    state::{State, loaded::Data},
};

/// People shown by name before "show all".
const MOST_CHIPS: usize = 12;
const MOST_CHIPS_SHOWN_ALL: usize = 400;
/// How the next open question is answered by keyboard.
const KEYS: &str = "C considered, X does not apply";

/// What the dialog came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Still open.
    Open,
    /// Put away, answers kept for the next time.
    PutAway,
    /// The batch was sent to be finalized; the ticket tells what comes of it.
    Sent(Ticket),
}

/// Draws the dialog.
pub(super) fn checklist_dialog(ui: &Ui, state: &State, draft: &mut ChecklistDraft, inbox: &mut Inbox) -> Outcome {
    draft.follow(state);
    let count = state.pane(Pane::Remove).total();
    if count == 0 {
        return Outcome::PutAway;
    }
    let people = display_text::people(count);
    let open = checklist::open_questions(&draft.asked, &draft.answers);
    let has_count = count <= TYPE_THE_COUNT_ABOVE || typed_count(&draft.count) == Some(count);
    let title = format!("Part with {people}?");
    let label = format!("Finalize {people}");
    let cell = std::cell::RefCell::new(draft);
    let is_ready = open.is_empty() && has_count;
    let said = match open.len() {
        0 if has_count => "All questions are answered".to_owned(),
        0 => "Type the number of people to continue".to_owned(),
        1 => format!("1 question open · {KEYS}"),
        n => format!("{n} questions open · {KEYS}"),
    };
    let shown = dialog::show_saying(
        ui,
        "checklist",
        &title,
        860.0,
        &said,
        |ui| body_ui(ui, state, count, &mut cell.borrow_mut(), inbox),
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            let button = Button::primary(&label).enabled_if(is_ready).show(ui);
            if is_ready && std::mem::take(&mut cell.borrow_mut().is_fresh) {
                button.request_focus();
            }
            (button.clicked(), cancels)
        },
    );
    if shown.foot.0 || (is_ready && shown.is_confirmed) {
        Outcome::Sent(inbox.send(Command::Finalize { answers: cell.borrow().answers.clone(), count }))
    } else if shown.foot.1 || shown.wants_to_close {
        Outcome::PutAway
    } else {
        Outcome::Open
    }
}

fn typed_count(text: &str) -> Option<usize> {
    text.trim().replace([',', '.', ' ', '\''], "").parse().ok()
}

fn body_ui(ui: &mut Ui, state: &State, count: usize, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    card::muted(
        ui,
        "Nobody is told, some may notice. There is no undo at LinkedIn: only a new invitation, which they must accept. Here, Undo takes the batch back. Tick what you have thought about.",
    );
    ui.add_space(6.0);
    everybody_ui(ui, state, count, draft, inbox);
    pictures_ui(ui, state, inbox);
    let focused = ui.memory(egui::Memory::focused);
    let takes_keys = focused.filter(|id| draft.checks.contains(id) || *id == count_id());
    draft.takes_keys = takes_keys.or_else(|| egui::Popup::is_any_open(ui.ctx()).then(count_id));
    let asked = std::mem::take(&mut draft.asked);
    let mut is_first = true;
    for group in Group::ALL {
        let (shows_rules, answers) = (&mut draft.shows_rules, &mut draft.answers);
        let questions: Vec<&AskedQuestion> = asked.iter().filter(|asked| asked.question.group == group).collect();
        if questions.is_empty() {
            continue;
        }
        ui.add_space(14.0);
        bar::show(
            ui,
            group,
            theme::CONTROL_HEIGHT,
            |ui| {
                card::heading(ui, group.title());
                if std::mem::take(&mut is_first) {
                    let label = if *shows_rules { "Hide why each is asked" } else { "Why each is asked" };
                    if Button::quiet(label).show(ui).clicked() {
                        *shows_rules = !*shows_rules;
                    }
                }
            },
            |ui| {
                // What weighs, and has somebody behind it, is answered by itself.
                let is_light = |asked: &AskedQuestion| !asked.question.is_serious() || asked.people.is_empty();
                let rest: Vec<QuestionId> =
                    questions.iter().filter(|asked| is_light(asked) && !answers.contains_key(&asked.question.id)).map(|asked| asked.question.id).collect();
                let name = format!("The rest of “{}” does not apply", group.title());
                if rest.len() > 1 && Button::quiet("The rest does not apply").named(&name).show(ui).clicked() {
                    for id in rest {
                        answers.insert(id, Answer::DoesNotApply);
                    }
                }
            },
        );
        for question in questions {
            // What weighs always shows whom it is about.
            let same_above = !question.question.is_serious()
                && asked.iter().take_while(|other| other.question.id != question.question.id).any(|other| other.people == question.people);
            // Numbers of its own, so that the keyboard stays where it is when those above fold away.
            ui.push_id(question.question.id, |ui| question_ui(ui, state, question, same_above, draft, inbox));
        }
        if group == Group::Before {
            alternatives_ui(ui);
        }
    }
    not_asked_ui(ui, &asked);
    draft.asked = asked;
    ui.add_space(8.0);
    facts_ui(ui);
    if count > TYPE_THE_COUNT_ABOVE {
        ui.add_space(14.0);
        count_ui(ui, count, draft);
    }
}

/// What the batch would take away, small. Computed once per change, and only while it is shown.
fn pictures_ui(ui: &mut Ui, state: &State, inbox: &mut Inbox) {
    fold::show(ui, "checklist pictures", "What it would take away, in pictures", |ui| {
        inbox.need(state, Data::Insights);
        let Some(insights) = state.insights.current() else {
            card::muted(ui, "A moment …");
            return;
        };
        let pictures: Vec<&Chart> = [ChartKind::ImpactByCompany, ChartKind::ImpactByYear].into_iter().filter_map(|kind| insights.picture(kind)).collect();
        if let Some(first) = pictures.first() {
            picture::legend(ui, first);
        }
        ui.columns(pictures.len().max(1), |columns| {
            for (ui, shown) in columns.iter_mut().zip(pictures) {
                card::muted(ui, shown.kind.title());
                picture::show(ui, shown, None, true);
            }
        });
    });
}

fn everybody_ui(ui: &mut Ui, state: &State, count: usize, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    let most = if draft.shows_everybody { MOST_CHIPS_SHOWN_ALL } else { MOST_CHIPS };
    let ids: Vec<PersonId> = state.draft().take(most).map(|person| person.id).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        people_chips(ui, state, &ids, inbox);
        if count > ids.len() && !draft.shows_everybody && Button::quiet(&format!("and {} more", with_thousands(count - ids.len()))).show(ui).clicked() {
            draft.shows_everybody = true;
        } else if count > ids.len() && draft.shows_everybody {
            card::muted(ui, format!("and {} more", with_thousands(count - ids.len())));
        }
    });
}

fn people_chips(ui: &mut Ui, state: &State, ids: &[PersonId], inbox: &mut Inbox) {
    for id in ids {
        if let Some(person) = state.person(*id)
            && chip::removable(ui, &person.facts.name(), &person.facts.work(), "send back to Keep")
        {
            inbox.send(Command::Move { person_ids: vec![*id], to: Pane::Keep });
        }
    }
}

fn question_ui(ui: &mut Ui, state: &State, asked: &AskedQuestion, same_above: bool, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let question = &asked.question;
    let answer = draft.answers.get(&question.id).copied();
    let is_put_aside = answer == Some(Answer::DoesNotApply);
    ui.add_space(2.0);
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(egui::vec2(26.0, 22.0), Layout::left_to_right(Align::Min), |ui| {
            let response = check::show(ui, answer == Some(Answer::Considered), &format!("{}: considered", asked.title()));
            ui.accesskit_node_builder(response.id, |node| node.set_description(question.rule_in_words()));
            if answer.is_none() && std::mem::take(&mut draft.is_fresh) {
                // The keyboard begins at the first question.
                response.request_focus();
            }
            if response.clicked() {
                toggle(ui, draft, question.id, answer, Answer::Considered);
            }
            // One key answers, and the next open question has the keyboard. After a click elsewhere nothing has it: then the
            // first open question is meant.
            draft.checks.insert(response.id);
            let is_meant = response.has_focus() || (answer.is_none() && draft.takes_keys.is_none());
            for (command, given) in [(UiCommand::Considered, Answer::Considered), (UiCommand::DoesNotApply, Answer::DoesNotApply)] {
                if is_meant && command.is_pressed(ui) {
                    draft.answers.insert(question.id, given);
                    draft.is_fresh = true;
                }
            }
        });
        let text_width = ui.available_width() - 142.0;
        ui.allocate_ui_with_layout(egui::vec2(text_width, 36.0), Layout::top_down(Align::Min), |ui| {
            ui.set_width(text_width);
            ui.spacing_mut().item_spacing.y = 3.0;
            let color = if is_put_aside { tokens.muted } else { tokens.text };
            let title = ui.add(Label::new(RichText::new(asked.title()).font(theme::regular(14.0)).color(color)).wrap().sense(egui::Sense::CLICK));
            if !draft.shows_rules {
                title.clone().on_hover_text(question.rule_in_words());
            }
            if title.clicked() {
                toggle(ui, draft, question.id, answer, Answer::Considered);
            }
            if !asked.finding.is_empty() {
                ui.add(Label::new(RichText::new(&asked.finding).font(theme::regular(size::SECOND)).color(color)).wrap());
            }
            card::muted(ui, question.detail);
            if draft.shows_rules {
                ui.add(Label::new(RichText::new(question.rule_in_words()).font(theme::regular(size::SMALL)).color(tokens.muted)).wrap());
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let tone = if is_put_aside { Tone::Current } else { Tone::Plain };
            let name = format!("{}: does not apply", asked.title());
            if Button::new("Does not apply").tone(tone).named(&name).min_width(126.0).show(ui).clicked() {
                toggle(ui, draft, question.id, answer, Answer::DoesNotApply);
            }
        });
    });
    // What was answered before has its people folded away; what is answered now stays as it is, so that nothing jumps.
    if draft.folded.contains(&question.id) {
        return;
    }
    for whose in [Whose::Known, Whose::Unknown] {
        let people = if whose == Whose::Known { &asked.people } else { &asked.unknown };
        if people.is_empty() {
            continue;
        }
        ui.horizontal(|ui| {
            ui.add_space(34.0);
            ui.vertical(|ui| {
                let is_folded = whose == Whose::Unknown || same_above || question.group == Group::After;
                if !is_folded || draft.opened.contains(&(question.id, whose)) {
                    people_rows(ui, state, asked, whose, draft, inbox);
                    return;
                }
                let who = people_in_words(people.len());
                let label = match (whose, same_above, people.as_slice()) {
                    (Whose::Unknown, ..) => format!("Show the {who} of whom it is not known"),
                    (Whose::Known, true, [one]) => format!("{}, as above", state.person(*one).map(|person| person.facts.name()).unwrap_or_default()),
                    (Whose::Known, true, _) => format!("The same {who} as above"),
                    (Whose::Known, false, _) => format!("Show the {who}"),
                };
                if Button::quiet(&label).with_icon(icons::ICON_CHEVRON_RIGHT).named(&format!("{}: {label}", asked.title())).at_edge().show(ui).clicked() {
                    draft.opened.insert((question.id, whose));
                }
            });
        });
    }
}

fn toggle(ui: &Ui, draft: &mut ChecklistDraft, id: QuestionId, before: Option<Answer>, answer: Answer) {
    if before == Some(answer) {
        draft.answers.remove(&id);
    } else {
        draft.answers.insert(id, answer);
        // After a click the keys go on with the next open question, too.
        draft.is_fresh |= ui.input(|input| input.pointer.any_released());
    }
}

fn folded(ui: &mut Ui, salt: &str, title: &str, add: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    Frame::new().fill(tokens.page).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(12, 4)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        fold::show(ui, salt, title, add);
    });
}

/// The questions that nothing in the batch touches, in one line.
fn not_asked_ui(ui: &mut Ui, asked: &[AskedQuestion]) {
    let not_asked = checklist::not_asked(asked);
    if not_asked.is_empty() {
        return;
    }
    ui.add_space(14.0);
    let title = format!("{} that nothing in this batch touches", display_text::count(not_asked.len(), "question", "questions"));
    folded(ui, "not_asked", &title, |ui| {
        for question in not_asked {
            pair_ui(ui, question.title, "");
            card::muted(ui, question.rule_in_words());
        }
    });
}

fn alternatives_ui(ui: &mut Ui) {
    ui.add_space(8.0);
    folded(ui, "alternatives", "Instead of removing: seven gentler ways", |ui| {
        for (_, title, how) in ALTERNATIVES {
            pair_ui(ui, title, how);
        }
    });
}

fn facts_ui(ui: &mut Ui) {
    folded(ui, "facts", "What LinkedIn does: six facts", |ui| {
        for FactCard { question, fact, confidence } in fact_card::FOR_CHECKLIST {
            pair_ui(ui, question, fact);
            card::muted(ui, format!("{}. Checked {}.", confidence.source(), fact_card::CHECKED));
        }
    });
}

fn pair_ui(ui: &mut Ui, title: &str, words: &str) {
    let tokens = tokens(ui);
    ui.add_space(3.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(title).font(theme::semibold(size::BODY)).color(tokens.text));
        ui.label(RichText::new(words).color(tokens.text));
    });
}

fn count_id() -> Id {
    Id::unique("checklist count")
}

fn count_ui(ui: &mut Ui, count: usize, draft: &mut ChecklistDraft) {
    card::care_frame(tokens(ui)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("That's a lot. Type {} to confirm:", with_thousands(count))).color(tokens(ui).care));
            field::line(ui, count_id(), &mut draft.count, "Count of people", "", 110.0, false);
        });
    });
}
