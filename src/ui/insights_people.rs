//! The people behind a bar of Insights, on the right of the pictures.

use egui::{Frame, Id, Margin, Rect, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    insights_draft::InsightsDraft,
    theme::{self, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card, empty,
        list_box::{self, ListRow},
        picture,
    },
};
use crate::{
    model::{
        insight::{
            insights::Insights,
            picture::{Bar, BarKey, Chart, bar_in_words},
        },
        person::decision::Pane,
        text::display_text::with_thousands,
    },
    state::State,
};

/// The number that the list of people behind a bar has in egui.
fn people_id() -> Id {
    Id::unique("people behind")
}

/// A bar that was chosen, with its picture and the page.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'i> {
    /// The page.
    pub insights: &'i Insights,
    /// The picture that it stands in.
    pub picture: &'i Chart,
    /// Its place there.
    pub at: usize,
    /// The bar.
    pub bar: &'i Bar,
}

/// The ways on from a bar: Review, where a search finds its people, and the page with nobody but them.
fn ways_ui(ui: &mut Ui, state: &State, Chosen { insights, picture, bar, .. }: Chosen<'_>, inbox: &mut Inbox) {
    if let Some((pane, search)) = insights.finds(Some((picture.kind, bar))).filter(|_| !state.hides_names())
        && Button::new(&format!("Show those in {}", pane.title())).min_width(ui.available_width()).show(ui).clicked()
    {
        inbox.find(pane, search);
    }
    // While names are hidden, those of companies are no names to look for.
    if state.hides_names() && picture.kind.names_companies() {
        return;
    }
    let key = BarKey { kind: picture.kind, label: bar.label.clone() };
    let mut only = insights.only.clone();
    let is_on = only.contains(&key);
    only.retain(|other| other.kind != key.kind);
    let label = match (is_on, only.is_empty()) {
        (false, _) => "Count only them on this page".to_owned(),
        (true, true) => "Count everybody again".to_owned(),
        (true, false) => format!("No longer only “{}”", bar.label),
    };
    if Button::new(&label).min_width(ui.available_width()).show(ui).clicked() {
        if !is_on {
            only.push(key);
        }
        inbox.push(Action::FilterInsights(only));
    }
}

/// The people behind a bar, on the right.
pub(super) fn people_ui(ui: &mut Ui, rect: Rect, state: &State, chosen: Chosen<'_>, draft: &mut InsightsDraft, inbox: &mut Inbox) {
    let Chosen { picture, bar, .. } = chosen;
    let tokens = tokens(ui);
    ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(1.0)), |ui| {
        let of = Some((BarKey { kind: picture.kind, label: bar.label.clone() }, state.insights.arrivals()));
        if draft.people_of != of {
            draft.people = bar.people.iter().copied().filter(|id| state.person(*id).is_some()).collect();
            draft.people_of = of;
        }
        let people = std::mem::take(&mut draft.people);
        Frame::new().inner_margin(Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            bar::show(
                ui,
                "people",
                theme::CONTROL_HEIGHT,
                |ui| super::widgets::name_text::label(ui, &bar.label, theme::semibold(size::TITLE), tokens.text),
                |ui| {
                    if Button::icon_only(icons::ICON_CLOSE, "Close the list").tone(Tone::Quiet).show(ui).clicked() {
                        draft.close(ui);
                    }
                },
            );
            card::muted(ui, bar_in_words(&picture.series, bar));
            card::muted(ui, picture::with_evidence(bar));
            let gone = bar.people.len() - people.len();
            if gone > 0 {
                card::muted(ui, format!("{} not connected any more", with_thousands(gone)));
            }
            if let Some(who) = picture.kind.people_in_words() {
                card::muted(ui, format!("{who}:"));
            }
            ways_ui(ui, state, chosen, inbox);
        });
        ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, tokens.line));
        ui.advance_cursor_after_rect(Rect::from_min_size(ui.cursor().min, vec2(0.0, 1.0)));
        if people.is_empty() {
            empty::show(ui, icons::ICON_GROUP, "Nobody in Review", "");
            draft.people = people;
            return;
        }
        if std::mem::take(&mut draft.goes_to_people) {
            ui.memory_mut(|memory| memory.request_focus(people_id()));
        }
        let current = draft.current.and_then(|id| people.iter().position(|person| *person == id));
        let happened = list_box::show(ui, people_id(), &format!("People behind {}", bar.label), people.len(), current, |row| {
            let person = state.person(*people.get(row)?)?;
            let year = person.facts.connected_on.map(|day| day.year().to_string()).unwrap_or_default();
            let pane = match person.state.pane() {
                Some(Pane::Remove) => "in Remove".to_owned(),
                Some(Pane::Keep) => String::new(),
                None => "finalized".to_owned(),
            };
            Some(ListRow {
                id: person.id.0,
                circle: Some((person.id, person.facts.initials())),
                title: person.facts.name(),
                second: person.facts.work(),
                end: year,
                second_end: pane,
                ..ListRow::default()
            })
        });
        let target = happened.went_to.or(current).and_then(|row| state.person(*people.get(row)?));
        draft.people = people;
        if let Some(person) = target {
            draft.current = Some(person.id);
        }
        let wants = happened.keys.contains(&egui::Key::Enter);
        if let Some((person, pane)) = target.and_then(|person| Some((person, person.state.pane()?))).filter(|_| wants) {
            inbox.look_at(person.id, pane);
        }
    });
}
