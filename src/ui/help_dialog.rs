//! Help: conditions, what LinkedIn does, how to get the export. One field searches all of it.

use egui::{Align, Id, Layout, RichText, Ui, vec2};

use super::{
    theme::{self, size, tokens},
    ui_command::{COMMANDS, Scope},
    welcome_panel,
    widgets::{button::Button, card, dialog, field, key_cap},
};
use crate::model::{
    fact_card::{CHECKED, FOR_CHECKLIST},
    product_map::FEATURES,
    search::field::FIELDS,
    text::folding,
};

/// No key.
const MOUSE: &str = "Mouse";

/// What is searched for.
#[derive(Debug, Default)]
pub(super) struct HelpDraft {
    search: String,
    has_focused: bool,
}

/// A part of the help: a heading, and pairs of what and how.
type Part = (&'static str, Vec<(String, String)>);

/// The keys of a scope, as they are told.
pub(super) fn keys_of(ui: &Ui, scope: Scope) -> Vec<(String, String)> {
    let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, what)| ((*key).to_owned(), (*what).to_owned())).collect::<Vec<_>>();
    // Keys that move, and those of widgets, stand beside the commands of the table.
    let others = |scope: Scope| match scope {
        Scope::List => pairs(&[
            ("Up, Down, Page Up, Page Down, Home, End", "move; with Shift, select more"),
            ("Tab", "to the next field or list"),
            ("Alt+1 to Alt+9", "a saved view, from the filter menu"),
        ]),
        Scope::Triage => pairs(&[("H", "while it is held: position and company, where they are hidden")]),
        Scope::WorkList | Scope::Errands => pairs(&[("Up, Down", "somebody else")]),
        Scope::Everywhere => pairs(&[
            (&ui.ctx().format_shortcut(&egui::gui_zoom::kb_shortcuts::ZOOM_IN), "larger; with minus smaller, with 0 as designed"),
            ("Esc", "close what is on top"),
            (MOUSE, "drag rows across, double-click to move, right-click for more"),
        ]),
        Scope::Changes | Scope::Checklist => Vec::new(),
    };
    let of_scope = COMMANDS.iter().filter(|entry| entry.scope == scope && !entry.keys.is_empty());
    of_scope.map(|entry| (entry.command.key_name(ui), entry.help.to_owned())).chain(others(scope)).collect()
}

fn parts(ui: &Ui) -> Vec<Part> {
    let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(key, what)| ((*key).to_owned(), (*what).to_owned())).collect::<Vec<_>>();
    let mut parts: Vec<Part> = Scope::ALL.into_iter().map(|scope| (scope.title(), keys_of(ui, scope))).collect();
    parts.extend([
        (
            "Keys in Insights",
            pairs(&[
                ("Up, Down, Left, Right, Home, End", "in a picture: from bar to bar"),
                ("Enter", "the people behind the bar"),
                ("Esc", "close their list"),
            ]),
        ),
        (
            "Conditions in a search",
            FIELDS
                .iter()
                .map(|field| (field.example.to_owned(), field.in_words()))
                .chain(pairs(&[
                    ("kite OR mills   (kite OR mills) dyer", "one or the other; parentheses keep together"),
                    ("-kite   -has:company   -(kite OR mills)", "a minus turns anything round"),
                    (
                        "Side by side",
                        "conditions and words narrow together; what no export tells of somebody meets no condition about it; the filter button writes the usual ones",
                    ),
                ]))
                .collect(),
        ),
        ("Where do I …", FEATURES.iter().map(|feature| (feature.what.to_owned(), feature.place.to_owned())).collect()),
        (
            "How LinkedIn behaves",
            FOR_CHECKLIST.iter().map(|card| (card.question.to_owned(), format!("{} ({}; checked {CHECKED})", card.fact, card.confidence.source()))).collect(),
        ),
    ]);
    parts
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn help_dialog(ui: &Ui, draft: &mut HelpDraft) -> bool {
    let has_focused = std::mem::replace(&mut draft.has_focused, true);
    let shown = dialog::show(
        ui,
        "help",
        "Help",
        680.0,
        |ui| {
            let response = field::line(ui, Id::unique("search help"), &mut draft.search, "Search the help", "Search", ui.available_width(), true);
            if !has_focused {
                response.request_focus();
            }
            let wanted: Vec<String> = draft.search.split_whitespace().map(folding::fold).collect();
            let is_wanted = |title: &str, key: &str, what: &str| {
                let text = folding::fold(&format!("{title} {key} {what}"));
                wanted.iter().all(|word| text.contains(word))
            };
            let mut is_found = false;
            for (title, pairs) in parts(ui) {
                let pairs: Vec<_> = pairs.into_iter().filter(|(key, what)| is_wanted(title, key, what)).collect();
                if !pairs.is_empty() {
                    is_found = true;
                    ui.add_space(8.0);
                    card::heading(ui, title);
                    pairs_ui(ui, title, &pairs);
                }
            }
            let title = "How to get your export";
            if is_wanted(title, "LinkedIn settings data privacy copy archive zip download", "connections") {
                is_found = true;
                ui.add_space(8.0);
                card::heading(ui, title);
                welcome_panel::steps_ui(ui);
            }
            if !is_found {
                ui.add_space(8.0);
                card::muted(ui, format!("Nothing about “{}”. Fewer or other words may help.", draft.search.trim()));
            }
        },
        |ui| Button::primary("Close").show(ui).clicked(),
    );
    shown.foot || shown.is_confirmed || shown.wants_to_close
}

/// Room for the keys, in points.
const KEYS_WIDTH: f32 = 210.0;

/// Where less than twice that is there for all, this much of it is for the keys.
const KEYS_PART: f32 = 0.38;

pub(super) fn pairs_ui(ui: &mut Ui, title: &str, pairs: &[(String, String)]) {
    let tokens = tokens(ui);
    let are_keys = title.starts_with("Keys");
    let keys_width = KEYS_WIDTH.min(ui.available_width() * KEYS_PART);
    for (key, what) in pairs {
        ui.horizontal_top(|ui| {
            let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
            ui.allocate_ui_with_layout(vec2(keys_width, 20.0), layout, |ui| {
                ui.set_min_width(keys_width);
                ui.set_max_width(keys_width);
                if are_keys && key != MOUSE {
                    key_cap::row(ui, key);
                } else {
                    ui.add(egui::Label::new(RichText::new(key).font(theme::semibold(size::SECOND)).color(tokens.text)).wrap());
                }
            });
            ui.add_space(14.0);
            ui.vertical(|ui| {
                ui.add_space(2.0);
                ui.add(egui::Label::new(RichText::new(what).font(theme::regular(size::SECOND)).color(tokens.muted)).wrap());
            });
        });
        ui.add_space(2.0);
    }
}
