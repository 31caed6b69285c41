//! The gallery: all widgets in all their states on one page, for who works on them. Opened by `partwell gallery`.

use egui::{Frame, Id, Margin, ProgressBar, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, vec2};
use egui_material_icons::icons;

use super::{
    theme::{self, Tokens, size, tokens},
    widgets::{
        avatar, banner,
        button::{Button, Tone},
        card, check, chip, empty, field, fold,
        list_box::{self, EndTone, ListRow},
        name_text, picture, toast,
    },
};
use crate::model::person::Facts;
use crate::model::{
    id::PersonId,
    insight::picture::{Bar, Chart, ChartKind, Series},
};

/// Draws the page.
pub(super) fn gallery_ui(ui: &mut Ui) {
    let tokens = tokens(ui);
    ScrollArea::vertical().id_salt("gallery").auto_shrink([false, false]).show(ui, |ui| {
        Frame::new().inner_margin(Margin::same(24)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.label(RichText::new("Gallery").font(theme::semibold(size::LARGE)).color(tokens.text));
            card::muted(ui, "Every widget, here in the look that is chosen. What is drawn elsewhere is made of these.");
            section(ui, "Colours", |ui| colours(ui, tokens));
            section(ui, "Type", type_scale);
            section(ui, "Buttons", buttons);
            section(ui, "Chips and marks", chips);
            section(ui, "Fields and ticks", fields);
            section(ui, "People", people);
            section(ui, "Rows", rows);
            section(ui, "Boxes, folds, progress", boxes);
            section(ui, "Empty state", |ui| {
                ui.set_height(150.0);
                empty::show(ui, icons::ICON_POTTED_PLANT, "Nobody to part with yet", "Drag people here, double-click them, or press Enter.");
            });
            section(ui, "Pictures", pictures);
        });
    });
}

fn section(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    ui.add_space(theme::GAP);
    card::frame(tokens(ui)).inner_margin(Margin::same(16)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        card::heading(ui, title);
        ui.add_space(4.0);
        add(ui);
    });
}

fn colours(ui: &mut Ui, tokens: &Tokens) {
    ui.horizontal_wrapped(|ui| {
        for (name, color) in [
            ("page", tokens.page),
            ("card", tokens.card),
            ("sunken", tokens.sunken),
            ("line", tokens.line),
            ("outline", tokens.outline),
            ("control", tokens.control),
            ("text", tokens.text),
            ("muted", tokens.muted),
            ("accent", tokens.accent),
            ("accent hover", tokens.accent_hover),
            ("selected", tokens.selected),
            ("selected quiet", tokens.selected_quiet),
            ("hover", tokens.hover),
            ("parting", tokens.parting),
            ("parting soft", tokens.parting_soft),
            ("care", tokens.care),
            ("care soft", tokens.care_soft),
            ("second", tokens.second),
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(92.0, 52.0), Sense::hover());
            let swatch = egui::Rect::from_min_size(rect.min, vec2(92.0, 34.0));
            ui.painter().rect(swatch, theme::RADIUS, color, Stroke::new(1.0, tokens.outline), StrokeKind::Inside);
            ui.painter().text(rect.left_bottom(), egui::Align2::LEFT_BOTTOM, name, theme::regular(size::SMALL), tokens.muted);
        }
    });
}

fn type_scale(ui: &mut Ui) {
    let color = tokens(ui).text;
    for (name, points) in [("Large", size::LARGE), ("Title", size::TITLE), ("Body", size::BODY), ("Second", size::SECOND), ("Small", size::SMALL)] {
        ui.horizontal(|ui| {
            ui.label(RichText::new(format!("{name}, {points}")).font(theme::semibold(points)).color(color));
            ui.label(RichText::new("Zażółć gęślą jaźń, Ærøskøbing, Ξεσκεπάζω, Съешь").font(theme::regular(points)).color(color));
        });
    }
    for name in ["陈美玲", "김서연", "ليلى حداد الهاشمي", "דנה בן ארזי", "तेजोमय रंगरेज़ी", "พิมพ์ลดา", "თამარ", "ተወልደ"]
    {
        name_text::label(ui, name, theme::semibold(size::BODY), color);
    }
}

fn buttons(ui: &mut Ui) {
    ui.horizontal_wrapped(|ui| {
        for (name, tone) in [("Primary", Tone::Primary), ("Plain", Tone::Plain), ("Quiet", Tone::Quiet), ("Current", Tone::Current)] {
            Button::new(name).tone(tone).show(ui);
            Button::new(name).named(&format!("{name}, with a key")).tone(tone).with_key("Enter").show(ui);
            Button::new(name).named(&format!("{name}, with an icon")).tone(tone).with_icon(icons::ICON_CHECK).show(ui);
            Button::new(name).named(&format!("{name}, disabled")).tone(tone).enabled_if(false).show(ui);
        }
        Button::icon_only(icons::ICON_MENU, "An icon alone").show(ui);
    });
}

fn chips(ui: &mut Ui) {
    let tokens = tokens(ui);
    ui.horizontal_wrapped(|ui| {
        chip::show(ui, "Outdated tie");
        chip::removable(ui, "Ingrid Valmosa", "Procurement lead", "send back to Keep");
        chip::choice(ui, "Chosen", "1", true, false);
        chip::choice(ui, "Mixed", "", false, true);
        chip::choice(ui, "Not chosen", "", false, false);
    });
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let mut right = rect.left() + 280.0;
    for (icon, text, fill, color) in [
        (icons::ICON_FORMAT_QUOTE, "recommended you", tokens.care_soft, tokens.care),
        (icons::ICON_MAIL, "15", tokens.sunken, tokens.muted),
        (icons::ICON_STAR, "2", tokens.sunken, tokens.muted),
        (icons::ICON_LOCK, "", tokens.sunken, tokens.muted),
    ] {
        right = chip::Mark::new(ui, icon, text, fill, color).paint(ui, right, rect.center().y);
    }
}

fn fields(ui: &mut Ui) {
    let id = Id::unique("gallery field");
    let mut text: String = ui.data(|data| data.get_temp(id).unwrap_or_default());
    field::line(ui, id.with("search"), &mut text, "A field to search by", "Search", 260.0, true);
    field::line(ui, id.with("plain"), &mut text, "A plain field", "or type a path", 260.0, false);
    ui.data_mut(|data| data.insert_temp(id, text));
    ui.horizontal(|ui| {
        check::show(ui, true, "Ticked");
        check::show(ui, false, "Not ticked");
    });
}

fn people(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 56.0), Sense::hover());
    for (at, (first, last)) in [("Aurel", "Szabó"), ("陈", "美玲"), ("Éowyn", ""), ("ليلى", "حداد"), ("🌿", "🌿"), ("Zoë", "O’Dell")].into_iter().enumerate()
    {
        let facts = Facts { first_name: first.into(), last_name: last.into(), ..Facts::default() };
        #[expect(clippy::cast_precision_loss, reason = "six of them")]
        let center = rect.left_center() + vec2(26.0 + at as f32 * 56.0, 0.0);
        avatar::paint_facts(ui.painter(), center, 44.0, PersonId(i64::try_from(at).unwrap_or(0)), &facts);
    }
}

fn rows(ui: &mut Ui) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width().min(460.0), theme::ROW_HEIGHT * 3.0), Sense::hover());
    ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
        list_box::show(ui, Id::unique("gallery rows"), "Rows", 3, Some(1), |row| {
            let title = ["Femke van der Aalst", "Wolfgang-Maximilian Freiherr von Quastenberg-Tannenfels zu Hohenlichtenwalde", "דנה בן ארזי"];
            Some(ListRow {
                id: i64::try_from(row).ok()?,
                circle: Some((PersonId(i64::try_from(row).ok()?), ["FA", "WQ", "דב"].get(row)?.to_string())),
                title: (*title.get(row)?).to_owned(),
                second: "Head of dyeing, woven and knitted fabrics · Blue Heron Mills".to_owned(),
                end: "done".to_owned(),
                second_end: "Gone as planned".to_owned(),
                tone: *[EndTone::Good, EndTone::Care, EndTone::Open].get(row)?,
            })
        });
    });
}

fn boxes(ui: &mut Ui) {
    let tokens = tokens(ui);
    card::care_frame(tokens).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new("Something to be careful with").color(tokens.care));
    });
    Frame::new().fill(tokens.care_soft).inner_margin(Margin::symmetric(16, 4)).show(ui, |ui| {
        banner::content(ui, "A banner over the whole width", |ui| {
            Button::new("What can be done").show(ui);
        });
    });
    toast::content(ui, "A toast: moved 3 people to Remove", toast::Offer { label: "Undo", name: "Undo in the gallery", key: "Ctrl+Z" });
    fold::show(ui, "gallery", "A line that opens", |ui| card::muted(ui, "What it opens"));
    ui.add(ProgressBar::new(0.4).desired_width(260.0).desired_height(6.0).fill(tokens.accent)).accessible_name("Two of five");
}

fn pictures(ui: &mut Ui) {
    let bar = |label: &str, values: [usize; 2]| Bar { label: label.to_owned(), values: values.into(), ..Bar::default() };
    let series = [Series::Keep, Series::Leaving];
    let years = Chart::new(ChartKind::ImpactByYear, &series, vec![bar("2020", [4, 2]), bar("2021", [7, 0]), bar("2022", [3, 5])]);
    let companies = Chart::new(ChartKind::ImpactByCompany, &series, vec![bar("Blue Heron Mills", [4, 2]), bar("Kite & Lantern", [0, 3])]);
    for shown in [years, companies] {
        picture::legend(ui, &shown);
        picture::show(ui, &shown, None, true);
    }
}
