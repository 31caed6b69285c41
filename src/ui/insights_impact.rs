//! What the batch in Remove would change, above the pictures of Insights.

use egui::{Margin, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, Page},
    theme::{self, size, tokens},
    widgets::{button::Button, card},
};
use crate::{
    model::{
        insight::insights::Insights,
        person::decision::Pane,
        text::display_text::{self, people as people_in_words, with_thousands},
    },
    state::State,
};

/// What the batch in Remove would take away, in sentences, each with its people.
pub(super) fn impact_ui(ui: &mut Ui, state: &State, insights: &Insights, inbox: &mut Inbox) {
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
