//! Help: keys, and how to get the export.

use egui::{Grid, RichText, Ui};

use super::{
    keys,
    theme::{self, size, tokens},
    welcome_panel,
    widgets::{button::Button, card, dialog},
};

/// Draws the dialog. Answers whether it is done.
pub(super) fn help_dialog(ui: &Ui) -> bool {
    let shown = dialog::show(
        ui,
        "help",
        "Help",
        640.0,
        |ui| {
            card::heading(ui, "Keys in a list");
            pairs_ui(
                ui,
                "list keys",
                &[
                    ("Up, Down, Page Up, Page Down, Home, End", "go; with Shift the selection grows"),
                    ("Enter", "move the selected people to the other pane"),
                    ("Shift+Enter", "move them to Remove and say why"),
                    ("Right, Left", "to Remove, back to Keep"),
                    ("Space", "select one more, or one less"),
                    (&keys::name(ui, egui::KeyboardShortcut::new(egui::Modifiers::COMMAND, egui::Key::A)), "select all that the list shows"),
                    ("R", "reasons"),
                    ("N", "write a note"),
                    ("C", "copy the name"),
                    ("P", "protect, or unlock"),
                    ("L", "later: put off until a day"),
                    ("U", "unfollow: they stay connected, and stand on the work list"),
                    ("Tab", "to the next field or list"),
                ],
            );
            ui.add_space(8.0);
            card::heading(ui, "Keys on the work list");
            pairs_ui(
                ui,
                "work keys",
                &[
                    ("Enter", "copy the name, and then: done"),
                    ("D, S, N", "done, skip, not found"),
                    ("K", "changed my mind: back to Keep"),
                    ("Up, Down", "somebody else"),
                    ("B", "on What changed: who is still connected goes back on the work list"),
                ],
            );
            ui.add_space(8.0);
            card::heading(ui, "Keys everywhere");
            pairs_ui(
                ui,
                "keys",
                &[
                    (&keys::name(ui, keys::UNDO), "undo"),
                    (&keys::name(ui, keys::REDO), "redo"),
                    (&keys::name(ui, keys::SEARCH), "search"),
                    (&keys::name(ui, keys::IMPORT), "import"),
                    (&keys::name(ui, keys::EXPORT), "export the draft"),
                    (&keys::name(ui, keys::FINALIZE), "finalize the batch"),
                    (&keys::name(ui, keys::HISTORY), "history"),
                    (&format!("{} to 4", keys::name(ui, keys::PAGES[0].0)), "Review, work list, ledger, what changed"),
                    (&keys::name(ui, keys::FINALIZE), "in a dialog: its main button"),
                    ("Esc", "close what is on top"),
                    ("Mouse", "drag rows across, double-click to move, right-click for more"),
                ],
            );
            ui.add_space(8.0);
            card::heading(ui, "Conditions in a search");
            pairs_ui(
                ui,
                "conditions",
                &[
                    ("messages:0   messages:>5", "how many messages went to and fro"),
                    ("last:<2020   last:2024-05", "when the last one was"),
                    ("connected:<2016", "since when you are connected"),
                    (
                        "has:recommendation   -has:company",
                        "what there is, or is not: messages, recommendation, endorsement, invitation, company, position, email, note, reason, lock, later, unfollow, newjob",
                    ),
                    ("invited:me   invited:them", "who invited whom"),
                    ("company:acme   position:\"head of\"", "words in one field; also name, note, email"),
                ],
            );
            card::muted(
                ui,
                "Conditions and words stand side by side. What no export tells of somebody meets no condition about it. The filter button writes the usual ones.",
            );
            ui.add_space(8.0);
            card::heading(ui, "How to get your export");
            welcome_panel::steps_ui(ui);
        },
        |ui| Button::primary("Close").show(ui).clicked(),
    );
    shown.foot || shown.wants_to_close
}

fn pairs_ui(ui: &mut Ui, name: &str, pairs: &[(&str, &str)]) {
    let tokens = tokens(ui);
    Grid::new(name).num_columns(2).min_col_width(200.0).spacing([24.0, 4.0]).show(ui, |ui| {
        for (key, what) in pairs {
            ui.spacing_mut().interact_size.y = 18.0;
            ui.label(RichText::new(*key).font(theme::semibold(size::SECOND)).color(tokens.text));
            ui.add(egui::Label::new(RichText::new(*what).font(theme::regular(size::SECOND)).color(tokens.muted)).wrap());
            ui.end_row();
        }
    });
}
