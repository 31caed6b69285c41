//! The people on a card of the checklist, with the ways out.

use egui::{Frame, Margin, Ui};
use egui_material_icons::icons;

use super::{
    action::Inbox,
    checklist_draft::ChecklistDraft,
    person_menu::later_choices,
    theme::{self, size, tokens},
    widgets::{avatar, bar, button::Button, card, menu, name_text},
};
use crate::{
    command::Command,
    model::{
        checklist::Card,
        evidence::evidence_text,
        person::{Person, decision::Pane},
        text::display_text::with_thousands,
    },
    state::State,
};

/// People on a card before one asks for more.
pub(super) const MOST_ROWS: usize = 4;

/// People on a card at most; the rest is counted.
pub(super) const MOST_ROWS_SHOWN_ALL: usize = 60;

/// The people of a card, each with the ways out.
pub(super) fn people_rows(ui: &mut Ui, state: &State, shown: &Card, draft: &mut ChecklistDraft, inbox: &mut Inbox) {
    ui.spacing_mut().item_spacing.y = 3.0;
    let (people, key) = (&shown.people, shown.id);
    let shows_all = draft.unfolded.contains(&key);
    let most = if shows_all { MOST_ROWS_SHOWN_ALL } else { MOST_ROWS };
    for id in people.iter().take(most) {
        if let Some(person) = state.person(*id) {
            person_row(ui, state, person, &shown.title, inbox);
        }
    }
    if people.len() <= most.min(2) {
        return;
    }
    ui.horizontal(|ui| {
        if people.len() > most {
            let more = format!("and {} more", with_thousands(people.len() - most));
            if shows_all {
                card::muted(ui, more);
            } else if Button::quiet(&more).named(&format!("{}: {more}", shown.title)).show(ui).clicked() {
                draft.unfolded.insert(key);
            }
        }
        if people.len() > 2 {
            let label = format!("All {} back to Keep", with_thousands(people.len()));
            if Button::quiet(&label).named(&format!("{}: {label}", shown.title)).show(ui).clicked() {
                inbox.send(Command::Move { person_ids: people.clone(), to: Pane::Keep });
            }
        }
    });
}

/// One person: who, what is known, and three ways out.
pub(super) fn person_row(ui: &mut Ui, state: &State, person: &Person, question: &str, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let name = person.facts.name();
    Frame::new().fill(tokens.sunken).corner_radius(theme::RADIUS).inner_margin(Margin::symmetric(8, 0)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            ui.set_height(theme::CONTROL_HEIGHT);
            let (rect, _) = ui.allocate_exact_size(egui::vec2(24.0, 24.0), egui::Sense::hover());
            avatar::paint(ui.painter(), rect.center(), 22.0, person);
            bar::show(
                ui,
                (person.id, question),
                theme::CONTROL_HEIGHT,
                |ui| {
                    ui.spacing_mut().item_spacing.x = 8.0;
                    let mut known = evidence_text::sentences(&person.evidence, &state.overview.time);
                    known.push(person.facts.work());
                    known.retain(|words| !words.is_empty());
                    let name_width = (ui.available_width() * 0.45).max(80.0);
                    let line = name_text::line(ui.painter(), &name, theme::semibold(size::BODY), tokens.text, name_width);
                    let (rect, response) = ui.allocate_exact_size(line.galley.size(), egui::Sense::hover());
                    ui.painter().galley(rect.min, line.galley, tokens.text);
                    response.on_hover_text(format!("{name}\n{}", known.join("\n")));
                    name_text::label(ui, &known.join(" · "), theme::regular(size::SECOND), tokens.muted);
                },
                |ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    if Button::quiet("Back to Keep").named(&format!("Back to Keep: {name} ({question})")).show(ui).clicked() {
                        inbox.send(Command::Move { person_ids: vec![person.id], to: Pane::Keep });
                    }
                    later_ui(ui, state, person, &format!("Later: {name} ({question})"), inbox);
                    if Button::quiet("Protect").named(&format!("Protect {name} ({question})")).show(ui).clicked() {
                        inbox.send(Command::SetProtected { person_ids: vec![person.id], is_protected: true });
                    }
                },
            );
        });
    });
}

/// Puts somebody off: they go back to Keep, and are marked until the day.
pub(super) fn later_ui(ui: &mut Ui, state: &State, person: &Person, name: &str, inbox: &mut Inbox) {
    let button = Button::quiet("Later").with_icon(icons::ICON_SCHEDULE).named(name).show(ui);
    menu::below(&button).show(|ui| {
        ui.set_min_width(210.0);
        later_choices(ui, state.overview.time.today, &[person.id], inbox);
    });
}
