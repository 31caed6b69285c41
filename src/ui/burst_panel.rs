//! The mass-invite accident: what was sent at once, and the two lists that it leaves.

use egui::{Id, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, LetterTo},
    burst_parts::burst_at,
    errand_page::send,
    invitations_draft::InvitationsDraft,
    theme::{self, size, tokens},
    widgets::{
        bar,
        button::Button,
        card, empty,
        list_box::{self, ListRow},
        name_text,
    },
};
use crate::{
    model::{
        batch::task::TaskState,
        outreach::{
            Outreach,
            accident::{InviteBurst, RULE},
            errand::{ErrandKey, ErrandKind},
            invitation_log::LoggedInvitation,
        },
        text::{
            date_text,
            display_text::{count, with_thousands},
        },
    },
    state::State,
};

/// At most so many names are listed; the rest is a number.
const MOST_NAMES: usize = 200;

fn when(burst: InviteBurst) -> String {
    let (from, to) = (date_text::day_and_time(burst.from), date_text::day_and_time(burst.to));
    if from == to { from } else { format!("{from} to {to}") }
}

/// The bursts, the latest first.
pub(super) fn list_ui(ui: &mut Ui, outreach: &Outreach, draft: &mut InvitationsDraft) {
    let bursts = &outreach.invitations.bursts;
    if bursts.is_empty() {
        empty::show(ui, icons::ICON_BOLT, "Nothing was sent at once", &format!("Looked for: {RULE}."));
        return;
    }
    let happened = list_box::show(ui, Id::unique("bursts list"), "Sent at once", bursts.len(), Some(draft.burst), |row| {
        let burst = burst_at(outreach, row)?;
        let id = i64::try_from(row).unwrap_or_default();
        Some(ListRow { id, title: count(burst.count, "invitation", "invitations"), second: when(burst), ..ListRow::default() })
    });
    if let Some(row) = happened.went_to {
        draft.burst = row;
    }
}

/// One burst: who waits still and can be withdrawn, and who is connected already.
pub(super) fn burst_ui(ui: &mut Ui, state: &State, outreach: &Outreach, draft: &InvitationsDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let Some(burst) = burst_at(outreach, draft.burst) else { return };
    let parts = &draft.burst_parts;
    let at = |place: &usize| outreach.invitations.invitations.get(*place);
    ui.label(RichText::new(count(burst.count, "invitation", "invitations")).font(theme::semibold(17.0)).color(tokens.text));
    ui.label(RichText::new(when(burst)).font(theme::regular(size::BODY)).color(tokens.text));
    card::muted(ui, format!("{RULE}. If that was you on purpose, there's nothing to do."));
    ui.add_space(8.0);
    card::heading(ui, &format!("Still waiting · {}", with_thousands(parts.waiting.len())));
    if parts.waiting.is_empty() {
        card::muted(ui, "None.");
    } else {
        card::muted(ui, format!("{} on the list, {} withdrawn.", with_thousands(parts.on_list), with_thousands(parts.withdrawn)));
        let label = format!("Put {} on the list to withdraw", with_thousands(parts.open.len()));
        if !parts.open.is_empty() && Button::primary(&label).with_icon(icons::ICON_PLAYLIST_ADD).show(ui).clicked() {
            send(state, &parts.open.iter().filter_map(at).collect::<Vec<_>>(), TaskState::ToDo, inbox);
        }
    }
    ui.add_space(8.0);
    card::heading(ui, &format!("Connected already · {}", with_thousands(parts.connected.len())));
    if parts.connected.is_empty() {
        card::muted(ui, "Nobody.");
    } else {
        card::muted(ui, "A short word of apology, once, from your own address is enough. Whoever you don't want to keep you can look at in Review.");
        let here = || parts.connected.iter().filter_map(at).filter_map(|one| one.person_id).filter(|id| state.person(*id).is_some());
        if here().next().is_some() && Button::new("Select them in Review").with_icon(icons::ICON_SELECT_ALL).show(ui).clicked() {
            inbox.push(Action::SelectPeople(here().collect()));
        }
    }
    for one in parts.connected.iter().take(MOST_NAMES).filter_map(at) {
        name_row_ui(ui, state, outreach, one, inbox);
    }
    if parts.connected.len() > MOST_NAMES {
        card::muted(ui, format!("And {} more.", with_thousands(parts.connected.len() - MOST_NAMES)));
    }
    if parts.unclear > 0 {
        card::muted(ui, format!("Whether {} more answered, nobody can say.", with_thousands(parts.unclear)));
    }
}

/// Somebody who is connected since, with the letter to them.
fn name_row_ui(ui: &mut Ui, state: &State, outreach: &Outreach, one: &LoggedInvitation, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let key = ErrandKey::about(ErrandKind::Letter, one.slug.as_deref(), &one.name, "apology");
    let is_sent = outreach.errand(&key).is_some_and(|errand| errand.state == TaskState::Done);
    bar::show(
        ui,
        ("burst", &one.key.subject),
        theme::CONTROL_HEIGHT,
        |ui| name_text::label(ui, &one.name, theme::regular(size::BODY), tokens.text),
        |ui| {
            if is_sent {
                ui.label(RichText::new("letter sent").font(theme::regular(size::SECOND)).color(tokens.muted));
            } else if one.has_died {
                ui.label(RichText::new("has died").font(theme::regular(size::SECOND)).color(tokens.muted));
            } else if !state.hides_names() && Button::quiet("Letter…").named(&format!("Letter to {}", one.name)).show(ui).clicked() {
                let to = one
                    .person_id
                    .filter(|id| state.person(*id).is_some())
                    .map_or_else(|| LetterTo::Stranger { name: one.name.clone(), slug: one.slug.clone() }, LetterTo::Person);
                inbox.push(Action::Open(Dialog::Letter(to, "apology".to_owned())));
            }
        },
    );
}
