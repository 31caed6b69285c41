//! What to do at LinkedIn, step by step.

use egui::{Frame, Margin, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    theme::{self, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card,
    },
};
use crate::{
    model::{batch::task::TaskKind, settings::Settings},
    state::State,
};

pub(super) const COMPUTER: [&str; 4] = [
    "Open “My Network” and choose “Connections”.",
    "Paste the name into “Search by name”.",
    "Choose “…” in their row, then “Remove connection”.",
    "Confirm. Come back here and press Enter.",
];

pub(super) const PHONE: [&str; 4] = [
    "In the app, open “My Network”, “Manage my network”, “Connections”.",
    "Tap the magnifying glass and type the name.",
    "Tap the three dots in their row, then “Remove connection”.",
    "Confirm, and tick them off here when you are back.",
];

pub(super) const UNFOLLOW_PHONE: [&str; 4] = [
    "In the app, open “My Network”, “Manage my network”, “People I follow”.",
    "Find them in the list, or search for the name and open their profile.",
    "Tap “Following”: it turns to “Follow”.",
    "You stay connected. Tick them off here when you are back.",
];

pub(super) const UNFOLLOW: [&str; 4] = [
    "Open “My Network” and choose “Following & followers”.",
    "Paste the name into the search field.",
    "Choose “Following” in their row: it turns to “Follow”.",
    "You stay connected. Come back here and press Enter.",
];

/// The way that most guides know: it opens the profile, which can be seen.
pub(super) const PROFILE: [&str; 4] = [
    "Open their profile. They may see that you looked, unless you browse in private mode.",
    "Choose “More” below the name, then “Remove connection”.",
    "Confirm.",
    "Come back here and press Enter, or D.",
];

/// The steps at LinkedIn, each card to be put away.
pub(super) fn steps_ui(ui: &mut Ui, state: &State, kind: TaskKind, inbox: &mut Inbox) {
    let settings = &state.settings;
    let mut cards: Vec<(&str, &[&str], Settings)> = Vec::new();
    let computer = Settings { shows_steps: !settings.shows_steps, ..settings.clone() };
    let phone = Settings { shows_phone_steps: !settings.shows_phone_steps, ..settings.clone() };
    if settings.shows_steps {
        cards.push(("On a computer", if kind == TaskKind::Unfollow { &UNFOLLOW } else { &COMPUTER }, computer.clone()));
    }
    if settings.shows_phone_steps {
        cards.push(("On a phone", if kind == TaskKind::Unfollow { &UNFOLLOW_PHONE } else { &PHONE }, phone.clone()));
    }
    if kind == TaskKind::Remove && settings.shows_profile_steps {
        cards.push(("By the profile, where the quiet way does not find them", &PROFILE, Settings { shows_profile_steps: false, ..settings.clone() }));
    }
    for (title, steps, without) in cards {
        Frame::new().fill(tokens(ui).sunken).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            bar::show(
                ui,
                title,
                theme::CONTROL_HEIGHT,
                |ui| card::heading(ui, title),
                |ui| {
                    if Button::icon_only(icons::ICON_CLOSE, &format!("Hide {title}")).tone(Tone::Quiet).show(ui).clicked() {
                        inbox.push(Action::Set(without));
                    }
                },
            );
            for (i, step) in steps.iter().enumerate() {
                ui.label(RichText::new(format!("{}. {step}", i + 1)).font(theme::regular(size::SECOND)).color(tokens(ui).text));
            }
        });
        ui.add_space(6.0);
    }
    ui.horizontal_wrapped(|ui| {
        if !settings.shows_steps && Button::quiet("Steps on a computer").with_icon(icons::ICON_COMPUTER).at_edge().show(ui).clicked() {
            inbox.push(Action::Set(computer));
        }
        if kind == TaskKind::Remove
            && !settings.shows_profile_steps
            && Button::quiet("Steps by the profile").with_icon(icons::ICON_OPEN_IN_NEW).at_edge().show(ui).clicked()
        {
            inbox.push(Action::Set(Settings { shows_profile_steps: true, ..settings.clone() }));
        }
        if !settings.shows_phone_steps && Button::quiet("Steps on a phone").with_icon(icons::ICON_SMARTPHONE).at_edge().show(ui).clicked() {
            inbox.push(Action::Set(phone));
        }
    });
}
