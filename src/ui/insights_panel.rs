//! Insights: pictures of the network, and of what the batch in Remove would change. Each has a table, the people behind
//! each bar, and a way out as a picture.

use std::fmt::Write as _;

use egui::{Align, Frame, Id, Layout, Margin, Rect, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox, Page},
    insights_headlines,
    theme::{self, GAP, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card, empty,
        list_box::{self, ListRow},
        menu, picture,
    },
};
use crate::{
    command::Command,
    model::{
        id::PersonId,
        insight::{
            insights::Insights,
            picture::{Bar, Chart, ChartKind, Series, bar_in_words},
        },
        person::decision::Pane,
        text::display_text::{self, people as people_in_words, with_thousands},
    },
    state::{State, loaded::Data},
};

/// What the page remembers between frames.
#[derive(Debug, Default)]
pub(super) struct InsightsDraft {
    /// The bar whose people are looked at, by its label: another change may put another bar in its place.
    chosen: Option<(ChartKind, String)>,
    /// Those of them whom Review shows, worked out once per change.
    people: Vec<PersonId>,
    people_of: Option<(ChartKind, String, u64)>,
    /// Who of them is current.
    current: Option<PersonId>,
    tables: Vec<ChartKind>,
    /// The list has just come up by key: the keyboard goes on there.
    goes_to_people: bool,
    /// The list was closed by key: the keyboard goes back to its picture.
    goes_back_to: Option<ChartKind>,
}

impl InsightsDraft {
    fn close(&mut self, ui: &Ui) {
        let closed = self.chosen.take();
        if !ui.input(|input| input.pointer.any_released()) {
            self.goes_back_to = closed.map(|(kind, _)| kind);
        }
    }
}

/// Pages narrower than this show one picture beside another no more.
const WIDE: f32 = 940.0;

/// The number that the list of people behind a bar has in egui.
fn people_id() -> Id {
    Id::unique("people behind")
}

/// Draws the page.
pub(super) fn insights_ui(ui: &mut Ui, state: &State, draft: &mut InsightsDraft, inbox: &mut Inbox) {
    inbox.need(state, Data::Insights);
    let area = theme::page_area(ui);
    let Some(insights) = state.insights.get() else {
        ui.scope_builder(UiBuilder::new().max_rect(area), |ui| card::muted(ui, "A moment …"));
        return;
    };
    let chosen = draft.chosen.as_ref().and_then(|(kind, label)| {
        let picture = insights.picture(*kind)?;
        let at = picture.bars.iter().position(|bar| bar.label == *label)?;
        Some((picture, at, picture.bars.get(at)?))
    });
    let side_width = if chosen.is_some() { (area.width() * 0.28).clamp(230.0, 340.0) } else { 0.0 };
    let left = Rect::from_min_max(area.min, pos2(area.right() - side_width - if chosen.is_some() { GAP } else { 0.0 }, area.bottom()));
    let mut clicked = None;
    // The scroll bar stands in the gap beside the cards.
    ui.scope_builder(UiBuilder::new().max_rect(left.with_max_x(left.right() + GAP)), |ui| {
        ScrollArea::vertical().id_salt("insights").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(GAP, GAP);
            ui.set_width(left.width());
            insights_headlines::headlines_ui(ui, state, insights, inbox);
            impact_ui(ui, state, insights, inbox);
            // By the width of the page: nothing jumps when the people behind a bar come up beside it.
            let columns = if area.width() >= WIDE { 2 } else { 1 };
            ui.columns(columns, |uis| {
                // What the batch takes away by year stands in the years, in another colour.
                let shown = insights.pictures.iter().filter(|picture| picture.kind != ChartKind::ImpactByYear);
                for (at, picture) in shown.enumerate() {
                    let Some(ui) = uis.get_mut(at % columns) else { continue };
                    let click = card_ui(ui, insights, picture, draft, inbox);
                    clicked = clicked.or(click.map(|at| (picture.kind, at)));
                }
            });
            ui.add_space(4.0);
        });
    });
    if let Some((picture, at, bar)) = chosen {
        let right = Rect::from_min_max(pos2(left.right() + GAP, area.top()), area.max);
        people_ui(ui, right, state, picture, bar, draft, inbox);
        // Escape closes what is on top.
        if ui.memory(|memory| memory.allows_interaction(ui.layer_id())) && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
            draft.close(ui);
        }
        if clicked == Some((picture.kind, at)) {
            draft.close(ui);
            clicked = None;
        }
    }
    if let Some(label) = clicked.and_then(|(kind, at)| Some((kind, insights.picture(kind)?.bars.get(at)?.label.clone()))) {
        (draft.chosen, draft.current) = (Some(label), None);
        // Who opens the list by key goes on in it.
        draft.goes_to_people = ui.input(|input| !input.pointer.any_released());
    }
}

/// A picture on its card. Returns the bar that was chosen.
fn card_ui(ui: &mut Ui, insights: &Insights, shown: &Chart, draft: &mut InsightsDraft, inbox: &mut Inbox) -> Option<usize> {
    let tokens = tokens(ui);
    let mut clicked = None;
    card::frame(tokens).inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.push_id(shown.kind, |ui| {
            let is_table = draft.tables.contains(&shown.kind);
            bar::show(
                ui,
                "head",
                theme::CONTROL_HEIGHT,
                |ui| {
                    let title = egui::Label::new(RichText::new(shown.kind.title()).font(theme::semibold(size::BODY)).color(tokens.text)).truncate();
                    let title = ui.add(title);
                    title.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Heading, true, shown.kind.title()));
                },
                |ui| {
                    ui.spacing_mut().item_spacing.x = 2.0;
                    head_buttons(ui, shown, is_table, draft, inbox);
                },
            );
            if shown.is_empty() {
                card::muted(ui, nothing_in_words(insights, shown.kind));
                return;
            }
            let chosen =
                draft.chosen.as_ref().filter(|(kind, _)| *kind == shown.kind).and_then(|(_, label)| shown.bars.iter().position(|bar| bar.label == *label));
            if is_table {
                clicked = table_ui(ui, shown, chosen);
            } else {
                picture::legend(ui, shown);
                if draft.goes_back_to == Some(shown.kind) {
                    draft.goes_back_to = None;
                    ui.memory_mut(|memory| memory.request_focus(picture::focus_id(shown.kind, false)));
                }
                clicked = picture::show(ui, shown, chosen, false);
            }
            if shown.left_out > 0 {
                card::muted(ui, format!("and {} smaller ones", with_thousands(shown.left_out)));
            }
        });
    });
    clicked
}

fn nothing_in_words(insights: &Insights, kind: ChartKind) -> &'static str {
    match kind {
        // "None" and "not in the export" are different sentences.
        ChartKind::Messages if !insights.knows_messages => "No export so far held your messages. The full archive from LinkedIn does.",
        ChartKind::Messages => "No message in your exports is with anybody you are connected to.",
        ChartKind::Companies => "Your connections name no company.",
        ChartKind::Years => "Your export tells no days of connection.",
        ChartKind::Reasons => "Nobody who is to go, and still connected, has a reason.",
        ChartKind::LookedAt | ChartKind::LastContact | ChartKind::Conversations | ChartKind::ImpactByCompany | ChartKind::ImpactByYear => {
            "Nothing to show yet."
        }
    }
}

fn head_buttons(ui: &mut Ui, shown: &Chart, is_table: bool, draft: &mut InsightsDraft, inbox: &mut Inbox) {
    if shown.is_empty() {
        return;
    }
    let title = shown.kind.title();
    let (icon, name) = if is_table { (icons::ICON_BAR_CHART, "As a picture") } else { (icons::ICON_TABLE_ROWS, "As a table") };
    let toggle = Button::icon_only(icon, &format!("{name}: {title}")).tone(Tone::Quiet).show(ui);
    if toggle.clicked() {
        draft.tables.retain(|kind| *kind != shown.kind);
        if !is_table {
            draft.tables.push(shown.kind);
        }
    }
    let more = Button::icon_only(icons::ICON_DOWNLOAD, &format!("Save or copy {title}")).tone(Tone::Quiet).show(ui);
    menu::below(&more).show(|ui| {
        ui.set_min_width(180.0);
        if ui.button("Copy the picture").clicked() {
            inbox.push(Action::Send(Command::DrawChart(Box::new(shown.clone()))));
            ui.close();
        }
        if ui.button("Save the picture…").clicked() {
            inbox.push(Action::Open(Dialog::SaveChart(Box::new(shown.clone()))));
            ui.close();
        }
        if ui.button("Copy the figures").clicked() {
            ui.ctx().copy_text(figures(shown));
            ui.close();
        }
    });
}

/// The figures as rows for a spreadsheet.
fn figures(shown: &Chart) -> String {
    let series: Vec<&str> = shown.series.iter().map(|series| series.label()).collect();
    let mut text = format!("{}\t{}", shown.kind.label_head(), series.join("\t"));
    for bar in &shown.bars {
        let values: Vec<String> = bar.values.iter().map(usize::to_string).collect();
        // A spreadsheet must not take a company for a formula.
        let guard = if bar.label.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
        // Writing to a string does not fail.
        let _ = write!(text, "\n{guard}{}\t{}", bar.label.replace(['\t', '\n'], " "), values.join("\t"));
    }
    text
}

/// The picture as rows, each of which can be chosen by key. Returns the one that was.
fn table_ui(ui: &mut Ui, shown: &Chart, chosen: Option<usize>) -> Option<usize> {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
    let mut clicked = None;
    let head = std::iter::once(shown.kind.label_head()).chain(shown.series.iter().map(|series| series.label())).chain(["Evidence"]);
    #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
    let figures = (shown.series.len() + 1) as f32;
    let width = ui.available_width();
    let figure_width = ((width * 0.55) / figures).min(110.0);
    let cell = move |ui: &mut Ui, words: &str, is_label: bool, color| {
        let wide = if is_label { width - (figure_width + 8.0) * figures } else { figure_width };
        let layout = if is_label { Layout::left_to_right(Align::Center) } else { Layout::right_to_left(Align::Center) };
        ui.allocate_ui_with_layout(vec2(wide, 22.0), layout, |ui| {
            ui.set_width(wide);
            super::widgets::name_text::label(ui, words, theme::regular(size::SECOND), color);
        });
    };
    ui.horizontal(|ui| head.enumerate().for_each(|(i, words)| cell(ui, words, i == 0, tokens.muted)));
    for (at, bar) in shown.bars.iter().enumerate().filter(|(_, bar)| bar.total() > 0) {
        let rect = Rect::from_min_size(ui.cursor().min, vec2(width, 24.0));
        let response = ui.interact(rect, ui.scope_id().with(("row", at)), egui::Sense::click());
        let is_chosen = chosen == Some(at);
        response.widget_info(|| egui::WidgetInfo::selected(egui::accesskit::Role::Button, true, is_chosen, picture::row_in_words(shown, bar)));
        if is_chosen || response.hovered() {
            ui.painter().rect_filled(rect, 4.0, if is_chosen { tokens.selected } else { tokens.hover });
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, 4.0, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
            response.scroll_to_me(None);
        }
        if response.clicked() {
            clicked = Some(at);
        }
        ui.horizontal(|ui| {
            cell(ui, &bar.label, true, tokens.text);
            for value in &bar.values {
                cell(ui, &with_thousands(*value), false, tokens.text);
            }
            cell(ui, &with_thousands(bar.with_evidence), false, tokens.muted);
        });
    }
    clicked
}

/// What the batch in Remove would take away, in sentences, each with its people.
fn impact_ui(ui: &mut Ui, state: &State, insights: &Insights, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    let impact = &insights.impact;
    if impact.people.is_empty() {
        return;
    }
    card::frame(tokens).inner_margin(Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        card::heading(ui, "What the batch would change");
        let last: usize = impact.last_ties.iter().map(|(_, people)| people.len()).sum();
        let companies = display_text::count(impact.last_ties.len(), "company", "companies");
        let all = state.people().len();
        let share = match (impact.people.len() * 100).checked_div(all).unwrap_or_default() {
            0 => "less than 1 %".to_owned(),
            share => format!("{share} %"),
        };
        let mut sentences = vec![format!("{} of {} connections would go ({share}).", with_thousands(impact.people.len()), with_thousands(all))];
        sentences.push(match impact.last_ties.len() {
            0 => "None of them is your last tie to a company.".to_owned(),
            _ => format!("{} would take your last tie to {companies} along.", people_in_words(last)),
        });
        sentences.extend(impact.evidence_in_words());
        for sentence in sentences {
            ui.label(RichText::new(sentence).font(theme::regular(size::BODY)).color(tokens.text));
        }
        let named: Vec<&str> = impact.last_ties.iter().take(8).map(|(company, _)| company.as_str()).collect();
        if !named.is_empty() {
            let more = impact.last_ties.len() - named.len();
            let tail = if more > 0 { format!(", and {} more", with_thousands(more)) } else { String::new() };
            card::muted(ui, format!("Last ties: {}{tail}", named.join(", ")));
        }
        if Button::quiet("Look at the batch").with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked() {
            inbox.push(Action::Show(Page::Review));
            inbox.push(Action::FocusList(Pane::Remove));
        }
        // Those who are not known can be listed, like those who are.
        for (unknown, what) in [(&impact.recommending_unknown, "recommendations"), (&impact.messages_unknown, "messages")] {
            let label = format!("Those whose {what} no export tells");
            if !unknown.is_empty()
                && unknown.len() < impact.people.len()
                && Button::quiet(&label).with_icon(icons::ICON_ARROW_FORWARD).at_edge().show(ui).clicked()
            {
                inbox.find(Pane::Remove, format!("unknown:{what}"));
            }
        }
    });
}

/// The people behind a bar, on the right.
fn people_ui(ui: &mut Ui, rect: Rect, state: &State, picture: &Chart, bar: &Bar, draft: &mut InsightsDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    ui.painter().rect(rect, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    ui.scope_builder(UiBuilder::new().max_rect(rect.shrink(1.0)), |ui| {
        let of = Some((picture.kind, bar.label.clone(), state.insights.arrivals()));
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
                card::muted(ui, format!("{} of them are gone; the ledger knows them.", with_thousands(gone)));
            }
            if let Some((pane, search)) = query(picture.kind, bar).filter(|_| !state.hides_names())
                && Button::new(&format!("Show those in {}", pane.title())).min_width(ui.available_width()).show(ui).clicked()
            {
                inbox.find(pane, search);
            }
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

/// The search that finds those behind a bar, where there is one.
fn query(kind: ChartKind, bar: &Bar) -> Option<(Pane, String)> {
    // A search has no way to write a quotation mark.
    if bar.label.contains('"') {
        return None;
    }
    let company = || format!("company:\"{}\"", bar.label);
    match kind {
        ChartKind::Years => Some((Pane::Keep, format!("connected:{}", bar.label))),
        ChartKind::ImpactByYear => Some((Pane::Remove, format!("connected:{}", bar.label))),
        ChartKind::Companies => Some((Pane::Keep, company())),
        ChartKind::ImpactByCompany => Some((Pane::Remove, company())),
        ChartKind::LastContact | ChartKind::Conversations => match bar.meaning {
            Some(Series::Nothing) => Some((Pane::Keep, "messages:0".to_owned())),
            Some(Series::NotKnown) => Some((Pane::Keep, "unknown:messages".to_owned())),
            _ => None,
        },
        ChartKind::LookedAt | ChartKind::Messages | ChartKind::Reasons => None,
    }
}
