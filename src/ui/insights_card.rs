//! A picture of Insights on its card: as bars or as a table, and the ways it leaves the program.

use std::fmt::Write as _;

use egui::{Align, Layout, Margin, Rect, RichText, Stroke, StrokeKind, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Dialog, Inbox},
    insights_draft::InsightsDraft,
    theme::{self, size, tokens},
    widgets::{
        bar,
        button::{Button, Tone},
        card, menu, picture,
    },
};
use crate::{
    command::Command,
    model::{
        insight::{
            insights::Insights,
            picture::{BarKey, Chart, ChartKind},
        },
        text::display_text::with_thousands,
    },
};

/// A picture on its card. Returns the bar that was chosen.
pub(super) fn card_ui(ui: &mut Ui, insights: &Insights, shown: &Chart, draft: &mut InsightsDraft, inbox: &mut Inbox) -> Option<usize> {
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
            // The bar whose people are listed, or else whose people alone are counted.
            let of_kind = |key: &&BarKey| key.kind == shown.kind;
            let key = draft.chosen.as_ref().filter(of_kind).or(insights.only.iter().find(of_kind));
            let chosen = key.and_then(|key| shown.bars.iter().position(|bar| bar.label == key.label));
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
                card::muted(ui, shown.left_out_in_words());
            }
            if !shown.note.is_empty() {
                card::muted(ui, shown.note.as_str());
            }
        });
    });
    clicked
}

fn nothing_in_words(insights: &Insights, kind: ChartKind) -> &'static str {
    match kind {
        // "None" and "not in the export" are different sentences.
        ChartKind::Messages if !insights.knows_messages => "No export so far held your messages. The full archive from LinkedIn does.",
        ChartKind::LeftToLookAt if !insights.only.is_empty() => "Nobody of those who are counted is decided about yet.",
        _ if !insights.only.is_empty() => "Of those who are counted, nobody.",
        ChartKind::Messages => "No message in your exports is with anybody you are connected to.",
        ChartKind::Companies => "Your connections name no company.",
        ChartKind::Roles | ChartKind::Seniorities => "No word of your connections' positions is on the list.",
        ChartKind::Years | ChartKind::Growth => "Your export tells no days of connection.",
        ChartKind::LeftToLookAt => "Nobody is decided about yet.",
        ChartKind::Reasons => "No reasons are given for anybody who is to go and still connected.",
        ChartKind::LookedAt
        | ChartKind::LastContact
        | ChartKind::Conversations
        | ChartKind::Bursts
        | ChartKind::Verdicts
        | ChartKind::ImpactByCompany
        | ChartKind::ImpactByYear
        | ChartKind::NetworkThen
        | ChartKind::NetworkNow => "Nothing to show yet.",
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
    if !shown.note.is_empty() {
        let _ = write!(text, "\n{}", shown.note);
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
    // A head is read whole where there is room for it.
    let widest = shown.series.iter().map(|series| ui.painter().layout_no_wrap(series.label().to_owned(), theme::regular(size::SECOND), tokens.muted).size().x);
    let figure_width = (widest.fold(60.0, f32::max) + 4.0).min((width * 0.72) / figures);
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
