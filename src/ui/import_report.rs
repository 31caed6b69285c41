//! What was found in an export, in the preview and in the reports of past imports.

use std::fmt::Write as _;

use egui::{Align, Layout, RichText, Ui};
use egui_extras::{Column, TableBuilder};

use super::{
    theme::{self, size, tokens},
    widgets::{card, fold, name_text},
};
use crate::model::{
    import::report::ImportReport,
    text::{
        date_text,
        display_text::{self, sanitized, with_thousands},
    },
};

/// What the other files of an export know, and whom they name in vain.
pub(super) fn kinds_ui(ui: &mut Ui, report: &ImportReport) {
    let kinds: Vec<_> = report.kinds.iter().filter(|(kind, count)| count.rows > 0 && !kind.is_about_owner()).collect();
    if kinds.is_empty() {
        if report.people > 0 {
            card::muted(
                ui,
                "Only the list of connections is in it. The larger archive from LinkedIn also tells messages, invitations, endorsements and recommendations.",
            );
        }
        return;
    }
    let tokens = tokens(ui);
    card::heading(ui, "What it knows of your ties");
    for (kind, count) in kinds {
        let mut words = Vec::new();
        if let Some((from, to)) = count.from.zip(count.to) {
            words.push(if from == to { date_text::day(from) } else { format!("{} – {}", date_text::day(from), date_text::day(to)) });
        }
        words.push(format!("{} of {} about your connections", with_thousands(count.matched), rows_in_words(count.rows)));
        if count.unmatched > 0 {
            words.push(format!("{} of others", with_thousands(count.unmatched)));
        }
        if count.ambiguous > 0 {
            words.push(format!("{} with ambiguous names", with_thousands(count.ambiguous)));
        }
        words.extend(count.ignored.iter().map(|(reason, rows)| format!("{} left out: {}", with_thousands(*rows), reason.replace('_', " "))));
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(egui::vec2(176.0, 18.0), Layout::left_to_right(Align::Min), |ui| {
                ui.set_min_width(176.0);
                ui.label(RichText::new(kind.label()).font(theme::semibold(size::SECOND)).color(tokens.text));
            });
            ui.vertical(|ui| ui.add(egui::Label::new(RichText::new(words.join(" · ")).font(theme::regular(size::SECOND)).color(tokens.muted)).wrap()));
        });
    }
    unmatched_ui(ui, report);
}

/// Whom the files name who are not among the connections, all in one fold.
fn unmatched_ui(ui: &mut Ui, report: &ImportReport) {
    const MOST: usize = 60;
    let of_kinds: Vec<_> = report.kinds.iter().filter(|(_, count)| !count.left_over.is_empty()).collect();
    if of_kinds.is_empty() {
        return;
    }
    let all: usize = of_kinds.iter().map(|(_, count)| count.left_over.len()).sum();
    fold::show(ui, "left over", &format!("Unmatched people: {}", with_thousands(all)), |ui| {
        for (kind, count) in of_kinds {
            card::heading(ui, kind.label());
            for left in count.left_over.iter().take(MOST) {
                let why = if left.is_ambiguous { "several connections bear this name" } else { "not among your connections" };
                let rows = rows_in_words(left.rows);
                let name = if left.name.is_empty() { left.slug.as_deref().unwrap_or("No name") } else { &left.name };
                name_text::label(ui, &format!("{} · {rows} · {why}", sanitized(name)), theme::regular(size::SECOND), tokens(ui).text);
            }
            if count.left_over.len() > MOST {
                card::muted(ui, format!("… and {} more", with_thousands(count.left_over.len() - MOST)));
            }
        }
    });
}

/// What must be said first of an export.
pub(super) fn warnings_ui(ui: &mut Ui, report: &ImportReport) {
    let tokens = tokens(ui);
    for warning in &report.warnings {
        card::care_frame(tokens).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(egui::Label::new(RichText::new(warning).color(tokens.care)).wrap());
        });
    }
}

/// A report, in the preview and when read again.
pub(super) fn report_ui(ui: &mut Ui, report: &ImportReport, compares: bool) {
    let tokens = tokens(ui);
    if compares {
        figures_ui(ui, &[("New", report.added), ("Changed", report.changed), ("As before", report.unchanged), ("Gone", report.gone)]);
        ui.add_space(6.0);
    }
    // What is so in most exports stands in one line; what is odd has a line each, with what became of it.
    let mut usual = vec![rows_in_words(report.records)];
    if report.ghost_rows > 0 {
        usual.push(format!("{} left out (closed or hidden accounts)", display_text::count(report.ghost_rows, "ghost row", "ghost rows")));
    }
    if report.duplicates_merged > 0 {
        usual.push(display_text::count(report.duplicates_merged, "duplicate merged", "duplicates merged"));
    }
    ui.add(egui::Label::new(RichText::new(usual.join(" · ")).color(tokens.text)).wrap());
    let lines = [
        (report.without_link, "without a profile link", "They are matched by name and date, never by the name alone."),
        (report.without_date, "without a date", ""),
        (report.dates_not_understood, "not understood as a date", "They are kept as they stand."),
        (report.dates_implausible, "with a day that cannot be", "Before LinkedIn was, or in the future. The rows count, their days do not."),
        (report.only_in_history, "only in an older list", "They count neither as connected nor as gone."),
        (report.incomplete_rows, "cut off", "Rows with fewer cells than the header."),
        (report.surplus_rows, "with too many cells", "What is over was left out."),
        (report.empty_rows, "empty", "Rows with nothing in them."),
        (report.unsafe_entries, "with an unsafe name", "Such entries are never read."),
    ];
    // The numbers stand below each other, and begin where all else begins.
    let widest = lines.iter().map(|(count, ..)| ui.painter().layout_no_wrap(with_thousands(*count), theme::semibold(size::BODY), tokens.text).size().x);
    let widest = widest.fold(0.0, f32::max);
    for (count, what, why) in lines.into_iter().filter(|(count, ..)| *count > 0) {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.horizontal(|ui| {
            ui.allocate_ui_with_layout(egui::vec2(widest, 18.0), Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(with_thousands(count)).font(theme::semibold(size::BODY)).color(tokens.text));
            });
            let response = ui.label(RichText::new(what).color(tokens.text));
            if !why.is_empty() {
                response.on_hover_text(why);
                name_text::label(ui, why, theme::regular(size::SECOND), tokens.muted);
            }
        });
    }
    for date in report.dates_not_understood_at.iter().chain(&report.dates_implausible_at).take(8) {
        card::muted(ui, format!("Line {}: “{}”", date.line, sanitized(&date.text)));
    }
    let odd_dates = report.dates_not_understood + report.dates_implausible;
    if odd_dates > 8 {
        card::muted(ui, format!("… and {} more", odd_dates - 8));
    }
    ui.add_space(6.0);
    kinds_ui(ui, report);
    files_ui(ui, report);
}

pub(super) fn rows_in_words(rows: usize) -> String {
    display_text::count(rows, "row", "rows")
}

pub(super) fn figures_ui(ui: &mut Ui, figures: &[(&str, usize)]) {
    let tokens = tokens(ui);
    ui.columns(figures.len(), |columns| {
        for (ui, (name, count)) in columns.iter_mut().zip(figures) {
            egui::Frame::new().fill(tokens.sunken).corner_radius(theme::RADIUS).inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                // Side by side: the preview is to be read without scrolling.
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    ui.label(RichText::new(with_thousands(*count)).font(theme::semibold(size::TITLE)).color(tokens.text));
                    ui.label(RichText::new(*name).font(theme::regular(size::SECOND)).color(tokens.muted));
                });
            });
        }
    });
}

pub(super) fn files_ui(ui: &mut Ui, report: &ImportReport) {
    let in_words = |count: usize| display_text::count(count, "file", "files");
    let mut title = format!("{} read", in_words(report.files_used.len()));
    if !report.files_ignored.is_empty() {
        let _ = write!(title, ", {} not used", with_thousands(report.files_ignored.len()));
    }
    fold::show(ui, "files of an import", &title, |ui| file_rows_ui(ui, report));
}

pub(super) fn file_rows_ui(ui: &mut Ui, report: &ImportReport) {
    let tokens = tokens(ui);
    let used = report
        .files_used
        .iter()
        .map(|file| (file.name.as_str(), format!("{}: {}, {}, {}", file.use_in_words(), rows_in_words(file.rows), file.encoding, file.delimiter), true));
    let ignored = report.files_ignored.iter().map(|file| (file.name.as_str(), file.reason.clone(), false));
    let files: Vec<(&str, String, bool)> = used.chain(ignored).collect();
    let height = 24.0;
    TableBuilder::new(ui)
        .id_salt("files of the import")
        .column(Column::initial(240.0).at_least(120.0).clip(true))
        .column(Column::remainder().clip(true))
        .vscroll(false)
        .auto_shrink([false, true])
        .body(|body| {
            body.rows(height, files.len(), |mut row| {
                let Some((name, what, is_used)) = files.get(row.index()) else { return };
                row.col(|ui| {
                    name_text::label(ui, name, theme::regular(size::SECOND), if *is_used { tokens.text } else { tokens.muted });
                });
                row.col(|ui| {
                    name_text::label(ui, what, theme::regular(size::SECOND), tokens.muted);
                });
            });
        });
}
