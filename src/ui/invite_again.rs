//! Whom to invite again: noted in the ledger, listed on its second tab.

use egui::{Id, RichText, ScrollArea, Ui, vec2};
use egui_material_icons::icons;
use jiff::ToSpan;

use super::{
    action::{Action, Inbox},
    day_field::DayField,
    ledger_draft::LedgerDraft,
    theme::{self, size, tokens},
    widgets::{bar, button::Button, card, empty, field, menu, name_text},
};
use crate::{
    command::Command,
    model::{
        batch::{
            ledger::{InviteAgain, LedgerEntry},
            task::TaskState,
        },
        settings::Settings,
        text::date_text::day,
    },
    state::{State, loaded::Ledger},
};

/// The plan to invite a person again, with a day and own words.
pub(super) fn invite_ui(ui: &mut Ui, state: &State, ledger: &Ledger, entry: &LedgerEntry, draft: &mut LedgerDraft, inbox: &mut Inbox) {
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
pub(super) fn is_connected_again(state: &State, ledger: &Ledger, invitation: &InviteAgain, entry: Option<&LedgerEntry>) -> bool {
    let is_held = ledger.is_connected.get(&invitation.person_id).copied().unwrap_or_default();
    let removed_at = entry.filter(|entry| entry.state() == TaskState::Done).and_then(LedgerEntry::acted_at);
    let Some(import) = &state.overview.last_import else { return false };
    let imported_on = state.overview.time.day_of(import.at);
    is_held && removed_at.is_none_or(|at| at < import.at) && invitation.sent_on.is_none_or(|sent| sent <= imported_on)
}

pub(super) fn invitation_in_words(invitation: &InviteAgain, is_connected: bool) -> String {
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
pub(super) fn invitations_ui(ui: &mut Ui, state: &State, ledger: &Ledger, draft: &mut LedgerDraft, inbox: &mut Inbox) {
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
                        inbox.send(Command::SetInvitationSent { person_id: invitation.person_id, is_sent: !is_sent });
                    }
                    if Button::icon_only(icons::ICON_CLOSE, &format!("Take off the list: {name}")).show(ui).clicked() {
                        inbox.send(Command::DropInvitation { person_id: invitation.person_id });
                    }
                },
            );
        }
    });
}
