//! Ledger: everybody ever finalized, what happened since, what is left over, and whom to invite again.

use egui::{Frame, Id, Label, Margin, Rect, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    invite_again::{invitations_ui, invite_ui},
    ledger_draft::{LedgerDraft, LedgerTab},
    ledger_steps,
    theme::{self, GAP, size, tokens},
    top_bar,
    widgets::{
        button::{Button, Tone},
        card, check, empty, field, fold,
        list_box::{self, EndTone, ListRow},
        menu, name_text,
    },
};
use crate::{
    command::Command,
    model::{
        batch::{
            ledger::{LEFTOVERS, LedgerEntry, VerdictChoice},
            task::TaskState,
        },
        checklist::{Answer, QUESTIONS},
        evidence::evidence_text,
        import::verdict::Verdict,
        person::reason::Reason,
        text::{
            date_text::{self, day},
            display_text::{sanitized, with_thousands},
        },
    },
    state::{
        State,
        loaded::{Data, Ledger},
    },
};

/// A page narrower than this has the list above the entry.
const SIDE_BY_SIDE: f32 = 780.0;

/// Draws the page.
pub(super) fn ledger_ui(ui: &mut Ui, state: &State, draft: &mut LedgerDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    draft.follow(state, inbox);
    let area = theme::page_area(ui);
    let Some(ledger) = state.ledger.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    inbox.need(state, Data::Outreach);
    let steps = state.outreach.get().map(|outreach| outreach.lines.as_slice()).unwrap_or_default();
    if ledger.entries.is_empty() && !steps.is_empty() {
        draft.tab = LedgerTab::Steps;
    }
    if draft.tab == LedgerTab::Steps && !steps.is_empty() {
        ui.painter().rect(area, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.scope_builder(UiBuilder::new().max_rect(area.shrink(GAP)), |ui| {
            tabs_ui(ui, ledger, steps.len(), draft);
            ledger_steps::steps_ui(ui, state, steps, draft, inbox);
        });
        return;
    }
    if ledger.entries.is_empty() {
        ui.painter().rect(area, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| {
            empty::show_with(
                ui,
                icons::ICON_MENU_BOOK,
                "The ledger is empty",
                "It remembers everybody you finalize: why, what was known of the tie, recommendations in full, and what later exports say.",
                |ui| top_bar::to_review_ui(ui, inbox),
            );
        });
        return;
    }
    let (left, right) = if area.width() < SIDE_BY_SIDE {
        // One above the other.
        let middle = area.top() + (area.height() * 0.5).floor();
        (Rect::from_min_max(area.min, pos2(area.right(), middle)), Rect::from_min_max(pos2(area.left(), middle + GAP), area.max))
    } else {
        let detail_width = (area.width() * 0.36).clamp(280.0, 430.0);
        let left = Rect::from_min_max(area.min, pos2(area.right() - detail_width - GAP, area.bottom()));
        (left, Rect::from_min_max(pos2(left.right() + GAP, area.top()), area.max))
    };
    for rect in [left, right] {
        ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    }
    ui.scope_builder(UiBuilder::new().max_rect(left.shrink(GAP)), |ui| {
        tabs_ui(ui, ledger, steps.len(), draft);
        if draft.tab == LedgerTab::InviteAgain {
            invitations_ui(ui, state, ledger, draft, inbox);
        } else {
            filters_ui(ui, state, ledger, draft, inbox);
            ui.add_space(6.0);
            list_ui(ui, state, ledger, draft);
        }
    });
    ui.scope_builder(UiBuilder::new().max_rect(right.shrink(1.0)), |ui| {
        let listed = draft.current(ledger).and_then(|row| ledger.entries.get(*draft.rows.get(row)?));
        let chosen = || ledger.entries.iter().find(|entry| Some(entry.id) == draft.chosen);
        let is_invited = |entry: &&LedgerEntry| ledger.invitations.iter().any(|invitation| invitation.person_id == entry.person_id);
        let entry =
            if draft.tab == LedgerTab::InviteAgain { chosen().filter(is_invited).or_else(|| ledger.entries.iter().rev().find(is_invited)) } else { listed };
        let Some(entry) = entry else {
            empty::show(ui, icons::ICON_SEARCH_OFF, "Nobody to show", "Choose somebody in the list.");
            return;
        };
        // The name stays in sight, and each person begins at the top.
        Frame::new().inner_margin(Margin { left: 18, right: 18, top: 16, bottom: 8 }).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 5.0;
            name_text::wrapped(ui, &entry.listed.facts.name(), theme::semibold(17.0), tokens.text);
            name_text::wrapped(ui, &entry.listed.facts.work(), theme::regular(size::SECOND), tokens.muted);
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
        let mut area = ScrollArea::vertical().id_salt("ledger entry").auto_shrink([false, false]);
        if draft.shown.replace(entry.id) != Some(entry.id) {
            area = area.vertical_scroll_offset(0.0);
        }
        area.show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 18, right: 18, top: 10, bottom: 18 }).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 5.0;
                entry_ui(ui, state, ledger, entry, draft, inbox);
            });
        });
    });
}

fn tabs_ui(ui: &mut Ui, ledger: &Ledger, steps: usize, draft: &mut LedgerDraft) {
    ui.horizontal_wrapped(|ui| {
        let (shown, all) = (draft.rows.len(), ledger.entries.len());
        let count = if shown == all { with_thousands(all) } else { format!("{} of {}", with_thousands(shown), with_thousands(all)) };
        let mut tabs = vec![
            (LedgerTab::Everybody, format!("Everybody · {count}")),
            (LedgerTab::InviteAgain, format!("Invite again · {}", with_thousands(ledger.invitations.len()))),
        ];
        if steps > 0 {
            tabs.push((LedgerTab::Steps, format!("Letters and other steps · {}", with_thousands(steps))));
        }
        for (tab, label) in tabs {
            let tone = if draft.tab == tab { Tone::Current } else { Tone::Quiet };
            if Button::quiet(&label).tone(tone).show(ui).clicked() {
                draft.tab = tab;
            }
        }
    });
    ui.add_space(4.0);
}

fn filters_ui(ui: &mut Ui, state: &State, ledger: &Ledger, draft: &mut LedgerDraft, inbox: &mut Inbox) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let width = (ui.available_width() - 340.0).clamp(120.0, 320.0);
        field::search(ui, search_id(), &mut draft.filter.search, "Search the ledger", width, &draft.marks, false);
        let mut years: Vec<i16> = ledger.entries.iter().map(|entry| entry.year(&state.overview.time)).collect();
        years.sort_unstable();
        years.dedup();
        let years: Vec<(Option<i16>, String)> =
            std::iter::once((None, "Any year".to_owned())).chain(years.into_iter().rev().map(|year| (Some(year), year.to_string()))).collect();
        choice_ui(ui, "Year", &years, &mut draft.filter.year);
        let reasons: Vec<(Option<Reason>, String)> =
            std::iter::once((None, "Any reason".to_owned())).chain(Reason::ALL.into_iter().map(|reason| (Some(reason), reason.label().to_owned()))).collect();
        choice_ui(ui, "Reason", &reasons, &mut draft.filter.reason);
        let verdicts: Vec<(Option<VerdictChoice>, String)> = [(None, "Any verdict".to_owned()), (Some(VerdictChoice::NoneYet), "No verdict yet".to_owned())]
            .into_iter()
            .chain(
                Verdict::ALL
                    .into_iter()
                    .filter(|verdict| *verdict != Verdict::Left)
                    .map(|verdict| (Some(VerdictChoice::Is(verdict)), verdict.words().to_owned())),
            )
            .collect();
        choice_ui(ui, "Verdict", &verdicts, &mut draft.filter.verdict);
        if Button::icon_only(icons::ICON_DOWNLOAD, "Export the ledger…").show(ui).clicked() {
            let ids = draft.rows.iter().filter_map(|row| ledger.entries.get(*row)).map(|entry| entry.id).collect();
            inbox.push(Action::Open(Dialog::ExportLedger(ids)));
        }
    });
}

fn choice_ui<T: PartialEq + Copy>(ui: &mut Ui, name: &str, choices: &[(Option<T>, String)], chosen: &mut Option<T>) {
    let label = choices.iter().find(|(choice, _)| choice == chosen).map_or("", |(_, label)| label.as_str()).to_owned();
    let tone = if chosen.is_some() { Tone::Current } else { Tone::Quiet };
    let button = Button::quiet(&label).tone(tone).named(&format!("{name}: {label}")).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_min_width(190.0);
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (choice, label) in choices {
                if ui.selectable_label(choice == chosen, label).clicked() {
                    *chosen = *choice;
                    ui.close();
                }
            }
        });
    });
}

/// The number that the search field has in egui.
pub(super) fn search_id() -> Id {
    Id::unique("search ledger")
}

/// The number that the list has in egui.
pub(super) fn list_id() -> Id {
    Id::unique("ledger list")
}

fn list_ui(ui: &mut Ui, state: &State, ledger: &Ledger, draft: &mut LedgerDraft) {
    if !ui.memory(|memory| memory.focused().is_some()) {
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
    let entry_at = |row: usize| ledger.entries.get(*draft.rows.get(row)?);
    let current = draft.current(ledger);
    let happened = list_box::show(ui, list_id(), "Ledger", draft.rows.len(), current, |row| {
        let entry = entry_at(row)?;
        let finalized = day(state.overview.time.day_of(entry.finalized_at));
        let verdict = if entry.is_taken_back() { "Taken back" } else { entry.verdict().map_or("", Verdict::words) };
        Some(ListRow {
            id: entry.id.0,
            circle: Some((entry.person_id, entry.listed.facts.initials())),
            title: entry.listed.facts.name(),
            second: format!("Batch {}, {finalized}", entry.batch.0),
            // Whoever has gone is no more to do.
            end: if entry.state() == TaskState::ToDo && entry.verdict() == Some(Verdict::AsPlanned) { String::new() } else { entry.state().label().to_owned() },
            second_end: verdict.to_owned(),
            tone: if entry.is_taken_back() { EndTone::Quiet } else { entry.verdict().map_or(EndTone::Quiet, tone_of) },
        })
    });
    if let Some(entry) = happened.went_to.and_then(entry_at) {
        draft.chosen = Some(entry.id);
    }
}

/// What a verdict means at a glance.
fn tone_of(verdict: Verdict) -> EndTone {
    match verdict {
        Verdict::AsPlanned => EndTone::Good,
        Verdict::StillConnected | Verdict::Returned => EndTone::Care,
        Verdict::Left | Verdict::Unclear => EndTone::Open,
    }
}

fn entry_ui(ui: &mut Ui, state: &State, ledger: &Ledger, entry: &LedgerEntry, draft: &mut LedgerDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let facts = &entry.listed.facts;
    let time = &state.overview.time;
    card::heading(ui, "What happened");
    for line in &entry.lines {
        let at = time.date_time_of(line.at);
        line_ui(ui, &date_text::day_and_time(at), line.kind.words());
    }
    if let Some(verdict) = entry.verdict() {
        card::muted(ui, verdict.meaning());
    }
    ui.add_space(6.0);
    card::heading(ui, "Why, and what the tie was");
    for (name, words) in [
        ("Reasons", entry.listed.reasons_in_words()),
        ("Your note", sanitized(&entry.listed.note).into_owned()),
        ("The tie", evidence_text::summary(&entry.listed.evidence, &entry.listed.coverage, &state.overview.time)),
        ("Connected", facts.connected_on.map(day).unwrap_or_default()),
    ] {
        if !words.is_empty() {
            line_ui(ui, name, &words);
        }
    }
    checklist_ui(ui, entry);
    for found in &entry.listed.evidence.recommendations {
        let title = evidence_text::recommendation(found);
        Frame::new().fill(tokens.sunken).corner_radius(theme::RADIUS).inner_margin(10).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new(&title).font(theme::semibold(size::SECOND)).color(tokens.text));
            ui.add(
                Label::new(RichText::new(format!("“{}”", sanitized(&found.text))).font(theme::regular(size::SECOND)).color(tokens.text))
                    .wrap()
                    .selectable(true),
            );
            if Button::quiet("Copy the text").with_icon(icons::ICON_CONTENT_COPY).named(&format!("Copy: {title}")).at_edge().show(ui).clicked() {
                ui.ctx().copy_text(found.text.clone());
                inbox.push(Action::Say("Recommendation copied".to_owned()));
            }
        });
    }
    // Who is not in the workspace any more can be read about, and nothing else.
    let Some(is_connected) = ledger.is_connected.get(&entry.person_id).copied().filter(|_| !entry.is_taken_back()) else { return };
    // What is left over can be tidied as soon as it is done; an export need not have told it yet.
    if !is_connected || entry.state() == TaskState::Done {
        leftovers_ui(ui, ledger, entry, inbox);
    }
    // From the day of the removal on: an export may take weeks to show it.
    if !is_connected || entry.state() == TaskState::Done {
        invite_ui(ui, state, ledger, entry, draft, inbox);
    }
}

/// What the checklist asked, and what was answered.
fn checklist_ui(ui: &mut Ui, entry: &LedgerEntry) {
    if entry.answers.is_empty() {
        return;
    }
    let considered = entry.answers.values().filter(|answer| **answer == Answer::Considered).count();
    let title = match entry.answers.len() - considered {
        0 => format!("The batch: {considered} considered"),
        others => format!("The batch: {considered} considered, {others} did not apply"),
    };
    fold::show(ui, ("answers", entry.id.0), &title, |ui| {
        for question in &QUESTIONS {
            if let Some(answer) = entry.answers.get(&question.id) {
                line_ui(ui, question.title, answer.words());
            }
        }
    });
}

fn line_ui(ui: &mut Ui, name: &str, words: &str) {
    let tokens = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.spacing_mut().interact_size.y = 0.0;
        ui.label(RichText::new(name).font(theme::regular(size::SECOND)).color(tokens.muted));
        ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.text));
    });
}

/// What may be left of the tie, to tick off.
fn leftovers_ui(ui: &mut Ui, ledger: &Ledger, entry: &LedgerEntry, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ui.add_space(8.0);
    card::heading(ui, "What is left over");
    for (key, what, how) in LEFTOVERS.into_iter().filter(|(key, ..)| entry.may_have_leftover(key)) {
        let is_tidied = ledger.tidied.iter().any(|(id, tidied)| *id == entry.person_id && tidied == key);
        ui.horizontal(|ui| {
            if check::show(ui, is_tidied, what).clicked() {
                inbox.send(Command::Tidy { person_id: entry.person_id, leftover: key.to_owned(), is_tidied: !is_tidied });
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.label(RichText::new(what).font(theme::regular(size::SECOND)).color(if is_tidied { tokens.muted } else { tokens.text }));
                if !is_tidied {
                    ui.add(Label::new(RichText::new(how).font(theme::regular(size::SMALL)).color(tokens.muted)).wrap());
                }
            });
        });
    }
}
