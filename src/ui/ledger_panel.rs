//! Ledger: everybody ever finalized, what happened since, what is left over, and whom to invite again.

use egui::{Frame, Id, Label, Margin, Rect, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;
use jiff::ToSpan;

use super::{
    action::{Action, Dialog, Inbox},
    day_field::DayField,
    theme::{self, GAP, size, tokens},
    top_bar,
    widgets::{
        bar,
        button::{Button, Tone},
        card, check, empty, field, fold,
        list_box::{self, ListRow},
        menu, name_text,
    },
};
use crate::{
    command::Command,
    model::{
        batch::{
            ledger::{InviteAgain, LEFTOVERS, LedgerEntry, LedgerFilter, VerdictChoice},
            task::TaskState,
        },
        checklist::{Answer, QUESTIONS},
        evidence::evidence_text,
        id::{EntryId, PersonId},
        import::verdict::Verdict,
        person::reason::Reason,
        settings::Settings,
        text::{
            date_text::{self, day},
            display_text::{sanitized, with_thousands},
        },
    },
    state::{Ledger, State, loaded::Data},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct LedgerDraft {
    filter: LedgerFilter,
    chosen: Option<EntryId>,
    /// Whose entry the right side showed in the last frame.
    shown: Option<EntryId>,
    shows_invitations: bool,
    /// What the rows below were worked out from.
    of: Option<(u64, LedgerFilter)>,
    rows: Vec<usize>,
    note: String,
    due: String,
    note_of: Option<(PersonId, bool)>,
}

impl LedgerDraft {
    fn follow(&mut self, state: &State, inbox: &mut Inbox) {
        inbox.need(state, Data::Ledger);
        let Some(ledger) = state.ledger.get() else { return };
        let of = Some((state.ledger.arrivals(), self.filter.clone()));
        if self.of != of {
            let place = |id: EntryId| ledger.entries.binary_search_by_key(&id, |entry| entry.id).unwrap_or(0);
            self.rows = self.filter.apply(&ledger.entries, &state.overview.time).into_iter().map(|entry| place(entry.id)).collect();
            self.of = of;
        }
    }
}

impl LedgerDraft {
    /// Leaves the list of those to invite again.
    pub(super) fn show_everybody(&mut self) {
        self.shows_invitations = false;
    }

    /// The row that is current: the chosen one while it is shown, else the first.
    fn current(&self, ledger: &Ledger) -> Option<usize> {
        let chosen = self.chosen.and_then(|id| self.rows.iter().position(|row| ledger.entries.get(*row).is_some_and(|entry| entry.id == id)));
        chosen.or(if self.rows.is_empty() { None } else { Some(0) })
    }
}

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
        tabs_ui(ui, ledger, draft);
        if draft.shows_invitations {
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
        let entry = if draft.shows_invitations { chosen().filter(is_invited).or_else(|| ledger.entries.iter().rev().find(is_invited)) } else { listed };
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

fn tabs_ui(ui: &mut Ui, ledger: &Ledger, draft: &mut LedgerDraft) {
    ui.horizontal(|ui| {
        let (shown, all) = (draft.rows.len(), ledger.entries.len());
        let count = if shown == all { with_thousands(all) } else { format!("{} of {}", with_thousands(shown), with_thousands(all)) };
        let tabs = [(false, format!("Everybody · {count}")), (true, format!("Invite again · {}", with_thousands(ledger.invitations.len())))];
        for (is_invitations, label) in tabs {
            let tone = if draft.shows_invitations == is_invitations { Tone::Current } else { Tone::Quiet };
            if Button::quiet(&label).tone(tone).show(ui).clicked() {
                draft.shows_invitations = is_invitations;
            }
        }
    });
    ui.add_space(4.0);
}

fn filters_ui(ui: &mut Ui, state: &State, ledger: &Ledger, draft: &mut LedgerDraft, inbox: &mut Inbox) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let width = (ui.available_width() - 340.0).clamp(120.0, 320.0);
        field::line(ui, search_id(), &mut draft.filter.search, "Search the ledger", "Search", width, true);
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
        })
    });
    if let Some(entry) = happened.went_to.and_then(entry_at) {
        draft.chosen = Some(entry.id);
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
        0 => format!("Checklist: {considered} considered"),
        others => format!("Checklist: {considered} considered, {others} did not apply"),
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
    for (key, what, how) in LEFTOVERS {
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

/// The plan to invite a person again, with a day and own words.
fn invite_ui(ui: &mut Ui, state: &State, ledger: &Ledger, entry: &LedgerEntry, draft: &mut LedgerDraft, inbox: &mut Inbox) {
    ui.add_space(8.0);
    card::heading(ui, "Invite again");
    let id = entry.person_id;
    let known = ledger.invitations.iter().find(|invitation| invitation.person_id == id);
    // What stands for hidden words must not outlive their being hidden.
    if draft.note_of != Some((id, state.hides_names())) {
        draft.note_of = Some((id, state.hides_names()));
        draft.note = known.map(|invitation| invitation.note.clone()).unwrap_or_default();
        draft.due = known.and_then(|invitation| invitation.due_on).map(|due| due.to_string()).unwrap_or_default();
    }
    let width = ui.available_width();
    field::line(ui, Id::unique("invite note"), &mut draft.note, "Note for the invitation", "What you would write, or why", width, false);
    let today = state.overview.time.today;
    let day = DayField { id: "invite day", name: "Day from which to invite", button: ("On that day", "Invite again: from that day"), first: today };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (label, span) in [("Any time", None), ("In a month", Some(1.month())), ("In half a year", Some(6.months()))] {
            let due_on = span.and_then(|span| today.checked_add(span).ok());
            if Button::new(label).named(&format!("Invite again: {}", label.to_lowercase())).show(ui).clicked() {
                inbox.send(Command::PlanInvitation { person_id: id, due_on, note: draft.note.clone() });
            }
        }
        if let Some(due_on) = day.show(ui, &mut draft.due) {
            inbox.send(Command::PlanInvitation { person_id: id, due_on: Some(due_on), note: draft.note.clone() });
        }
        if known.is_some() && Button::quiet("Not any more").named("Do not invite again").show(ui).clicked() {
            inbox.send(Command::DropInvitation { person_id: id });
        }
    });
    day.remark(ui, &draft.due);
    if let Some(known) = known {
        card::muted(ui, invitation_in_words(known, false));
    }
}

/// Whether an export made after the removal, and after the invitation, holds them: an older one says nothing of either.
fn is_connected_again(state: &State, ledger: &Ledger, invitation: &InviteAgain, entry: Option<&LedgerEntry>) -> bool {
    let is_held = ledger.is_connected.get(&invitation.person_id).copied().unwrap_or_default();
    let removed_at = entry.filter(|entry| entry.state() == TaskState::Done).and_then(LedgerEntry::acted_at);
    let Some(import) = &state.overview.last_import else { return false };
    let imported_on = state.overview.time.day_of(import.at);
    is_held && removed_at.is_none_or(|at| at < import.at) && invitation.sent_on.is_none_or(|sent| sent <= imported_on)
}

fn invitation_in_words(invitation: &InviteAgain, is_connected: bool) -> String {
    if is_connected {
        return "connected again".to_owned();
    }
    match (invitation.sent_on, invitation.due_on) {
        (Some(sent), _) => format!("invited {}", day(sent)),
        (None, Some(due)) => format!("from {} on", day(due)),
        (None, None) => "any time".to_owned(),
    }
}

/// The list of those to invite again, with the week's own budget.
fn invitations_ui(ui: &mut Ui, state: &State, ledger: &Ledger, draft: &mut LedgerDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let today = state.overview.time.today;
    let budget = usize::try_from(state.settings.invitations_a_week).unwrap_or(usize::MAX);
    let is_of_this_week = |sent: &jiff::civil::Date| sent.until(today).is_ok_and(|span| (0..7).contains(&span.get_days()));
    let sent = ledger.invitations.iter().filter(|invitation| invitation.sent_on.as_ref().is_some_and(is_of_this_week)).count();
    ui.horizontal(|ui| {
        let label = format!("{sent} of {budget} this week");
        let button = Button::quiet(&label).with_icon(icons::ICON_UNFOLD_MORE).named(&format!("Invitations: {label}")).show(ui);
        menu::below(&button).show(|ui| {
            ui.set_width(260.0);
            card::muted(ui, "LinkedIn limits invitations and publishes no number; people speak of about a hundred a week. This is your own budget.");
            for a_week in [5, 10, 20, 50] {
                if ui.selectable_label(state.settings.invitations_a_week == a_week, format!("{a_week} a week")).clicked() {
                    inbox.push(Action::Set(Settings { invitations_a_week: a_week, ..state.settings.clone() }));
                    ui.close();
                }
            }
        });
        if sent >= budget {
            ui.label(RichText::new("This week's budget is spent; the rest can wait.").color(tokens.care));
        }
    });
    if ledger.invitations.is_empty() {
        empty::show(
            ui,
            icons::ICON_PERSON_ADD,
            "Nobody yet",
            "Choose someone in the ledger whose removal is confirmed, and note when you would like to ask them again.",
        );
        return;
    }
    ScrollArea::vertical().id_salt("invite again").auto_shrink([false, false]).show(ui, |ui| {
        for invitation in &ledger.invitations {
            let entry = ledger.entries.iter().rev().find(|entry| entry.person_id == invitation.person_id);
            let name = entry.map(|entry| entry.listed.facts.name()).unwrap_or_default();
            let is_connected = is_connected_again(state, ledger, invitation, entry);
            bar::show(
                ui,
                invitation.person_id,
                theme::CONTROL_HEIGHT + 4.0,
                |ui| {
                    ui.spacing_mut().item_spacing.x = 10.0;
                    if Button::quiet(&name).at_edge().show(ui).clicked() {
                        draft.chosen = entry.map(|entry| entry.id);
                    }
                    let words = format!("{} · {}", invitation_in_words(invitation, is_connected), invitation.note);
                    name_text::label(ui, words.trim_end_matches(" · "), theme::regular(size::SECOND), tokens.muted);
                },
                |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    if Button::icon_only(icons::ICON_CONTENT_COPY, &format!("Copy name: {name}")).show(ui).clicked() {
                        ui.ctx().copy_text(entry.map(|entry| state.name_to_copy(entry.person_id, &entry.listed.facts)).unwrap_or_default());
                        inbox.push(Action::Say(format!("Name copied: {name}")));
                    }
                    let is_sent = invitation.sent_on.is_some();
                    let label = if is_sent { "Not sent" } else { "Sent" };
                    if !is_connected && Button::new(label).named(&format!("{label}: {name}")).show(ui).clicked() {
                        inbox.send(Command::NoteInvitationSent { person_id: invitation.person_id, is_sent: !is_sent });
                    }
                    if Button::icon_only(icons::ICON_CLOSE, &format!("Take off the list: {name}")).show(ui).clicked() {
                        inbox.send(Command::DropInvitation { person_id: invitation.person_id });
                    }
                },
            );
        }
    });
}
