//! What changed: what the newest import said of removals, who is new, gone or in another job, and what to do about it.

use egui::{Frame, Id, Margin, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, Page},
    changes_draft::{ChangesDraft, Section, Tile},
    changes_rows,
    theme::{self, GAP, size, tokens},
    top_bar,
    widgets::{bar, button::Button, card, columns, field, figure, menu, name_text},
};
use crate::model::import::export_status::{CUT_SHORT_RULE, ExportStatus};
use crate::{
    command::Command,
    event::ImportOutcome,
    model::{
        person::decision::Pane,
        search::order::Order,
        text::{
            date_text::day,
            display_text::{people as people_in_words, with_thousands},
        },
    },
    state::{State, loaded::Data},
};

/// Wider than this, sections stand side by side.
const WIDE: f32 = 1250.0;

/// Draws the page.
pub(super) fn changes_ui(ui: &mut Ui, state: &State, draft: &mut ChangesDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    inbox.need(state, Data::Outcome(draft.chosen));
    inbox.need(state, Data::Imports);
    let area = theme::page_area(ui);
    ui.painter().rect(area, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    ui.scope_builder(UiBuilder::new().max_rect(area.shrink2(vec2(3.0, 8.0))), |ui| {
        let Some(outcome) = state.outcome.get() else {
            Frame::new().inner_margin(GAP).show(ui, |ui| card::muted(ui, "A moment …"));
            return;
        };
        draft.follow(outcome, state.outcome.arrivals());
        ScrollArea::vertical().id_salt(("changes", outcome.import.0)).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(22, 10)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 6.0;
                head_ui(ui, state, outcome, draft, inbox);
                body_ui(ui, state, outcome, draft, inbox);
            });
        });
    });
}

fn head_ui(ui: &mut Ui, state: &State, outcome: &ImportOutcome, draft: &mut ChangesDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    bar::show(
        ui,
        "import",
        theme::CONTROL_HEIGHT,
        |ui| {
            ui.label(RichText::new(format!("Import {}", outcome.import.0)).font(theme::semibold(size::TITLE)).color(tokens.text));
            let at = outcome.at.map(|at| state.overview.time.day_of(at)).map(day).unwrap_or_default();
            name_text::label(ui, &format!("{}, {at}", outcome.source), theme::regular(size::BODY), tokens.muted);
        },
        |ui| {
            let imports = state.imports.get().map(Vec::as_slice).unwrap_or_default();
            if imports.len() > 1 {
                let button = Button::quiet("Earlier imports").with_icon(icons::ICON_HISTORY).show(ui);
                menu::below(&button).show(|ui| {
                    ui.set_min_width(260.0);
                    for import in imports.iter().take(24) {
                        let label = format!("{} · {} · {}", import.id.0, day(state.overview.time.day_of(import.at)), import.source);
                        if ui.selectable_label(import.id == outcome.import, label).clicked() {
                            draft.look_at(Some(import.id));
                            ui.close();
                        }
                    }
                });
            }
            if Button::new("Take this import back").with_icon(icons::ICON_UNDO).show(ui).clicked() {
                inbox.send(Command::TakeBackImport { import: outcome.import });
                draft.look_at(None);
            }
        },
    );
}

fn body_ui(ui: &mut Ui, state: &State, outcome: &ImportOutcome, draft: &mut ChangesDraft, inbox: &mut Inbox) {
    match outcome.standing {
        ExportStatus::CutShort => cut_short_ui(ui, outcome, inbox),
        ExportStatus::Older => {
            card::muted(ui, "This export is older than the newest one you have. It changed nobody.");
            return;
        }
        ExportStatus::WithoutConnections => {
            card::muted(ui, "It held no list of connections, so it says nothing about who is connected.");
            return;
        }
        ExportStatus::Newest if outcome.is_first => {
            card::muted(
                ui,
                format!(
                    "Your first import: {}. From the next one on, this page tells who is new, gone or in another job, and whether removals took.",
                    people_in_words(outcome.added.len())
                ),
            );
            ui.add_space(8.0);
            top_bar::to_review_ui(ui, inbox);
            return;
        }
        ExportStatus::Newest => {}
    }
    figures_ui(ui, outcome, draft);
    if draft.is_worth_searching() {
        search_ui(ui, draft);
    }
    let count = if ui.available_width() >= WIDE { 2 } else { 1 };
    let sections = std::mem::take(&mut draft.sections);
    if sections.is_empty() {
        ui.add_space(8.0);
        card::muted(ui, if draft.filters() { "Nobody like that in this import." } else { "Nothing else changed." });
    }
    columns::show(ui, count, 32.0, &sections, |section| section.height(), |ui, section| section_ui(ui, state, outcome, section, draft, inbox));
    draft.sections = sections;
}

/// A section: what happened to whom, what that means, and what can be done about all of them.
fn section_ui(ui: &mut Ui, state: &State, outcome: &ImportOutcome, section: &Section, draft: &mut ChangesDraft, inbox: &mut Inbox) {
    ui.add_space(12.0);
    card::heading(ui, &format!("{} · {}", section.title, with_thousands(section.rows.len())));
    if !section.meaning.is_empty() {
        card::muted(ui, section.meaning);
    }
    if outcome.is_newest && !section.to_put_back.is_empty() {
        changes_rows::all_back_ui(ui, &section.to_put_back, inbox);
    }
    let most = draft.most_rows(section);
    for row in section.rows.iter().take(most) {
        changes_rows::row_of(ui, state, outcome, *row, section.rows.len() == 1, inbox);
    }
    let rest = section.rows.len().saturating_sub(most);
    if rest > 0
        && Button::quiet(&format!("Show more: {} left", with_thousands(rest))).named(&format!("Show more: {}", section.title)).at_edge().show(ui).clicked()
    {
        draft.show_more(section);
    }
    if section.tile == Some(Tile::New) && Button::new("Look at them in Review").show(ui).clicked() {
        inbox.push(Action::Show(Page::Review));
        inbox.push(Action::Sort(Pane::Keep, Order::Newest, false));
        inbox.push(Action::FocusList(Pane::Keep));
    }
}

fn cut_short_ui(ui: &mut Ui, outcome: &ImportOutcome, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    card::care_frame(tokens).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(
            RichText::new(format!("This export looks incomplete, or is not yours: {} missing", people_in_words(outcome.missing.len())))
                .font(theme::semibold(size::BODY))
                .color(tokens.care),
        );
        ui.add(egui::Label::new(RichText::new(CUT_SHORT_RULE).font(theme::regular(size::SECOND)).color(tokens.care)).wrap());
        if outcome.is_newest && Button::new("The export is complete: mark missing people as gone").show(ui).clicked() {
            inbox.send(Command::AcceptExport { import: outcome.import });
        }
    });
}

/// The figures at the head of the page. One that is chosen shows its sections alone.
fn figures_ui(ui: &mut Ui, outcome: &ImportOutcome, draft: &mut ChangesDraft) {
    let figures = [
        (Tile::New, "New", outcome.added.len()),
        (Tile::Gone, "Gone", outcome.gone.len()),
        (Tile::Back, "Connected again", outcome.returned.len()),
        (Tile::Job, "In another job", outcome.job_changed.len()),
        (Tile::Open, "Need a look", draft.open),
    ];
    let wide = figure::width_of(ui, figures.len());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        for (tile, words, count) in figures {
            if figure::choice(ui, wide, count, words, count > 0 || draft.tile == Some(tile), draft.tile == Some(tile)) {
                draft.choose(tile);
            }
        }
    });
}

/// The number that the search field has in egui.
fn search_id() -> Id {
    Id::unique("search what changed")
}

fn search_ui(ui: &mut Ui, draft: &mut ChangesDraft) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let width = ui.available_width().min(360.0);
        let response = field::line(ui, search_id(), &mut draft.search, "Search what changed", "Name, company, position", width, true);
        if response.changed() {
            draft.outdate();
        }
        if draft.filters() && Button::quiet("Show all").show(ui).clicked() {
            draft.show_all();
        }
    });
}
