//! The command palette: every command that can be asked for now, every queue and every view, by a few letters of its name.

use egui::{Event, Id, Key, Modifiers, ScrollArea, Ui};

use super::{
    action::{Action, Inbox, Page},
    queue_panel,
    ui_command::{COMMANDS, Scope, UiCommand},
    widgets::{button::Button, card, count_row::CountRow, dialog, field},
};
use crate::{
    model::text::folding::fold,
    state::{State, triage::TriageStep},
};

/// What is typed, and which row is chosen.
#[derive(Debug, Default)]
pub(super) struct PaletteDraft {
    typed: String,
    chosen: usize,
    has_focused: bool,
    offers: Vec<Offer>,
    /// Of what was typed the offers are; none at first.
    of: Option<String>,
}

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Choice {
    Command(UiCommand),
    Search(String),
}

/// A row: what it says, what stands at its end, and what it does.
#[derive(Clone, Debug)]
struct Offer {
    label: String,
    end: String,
    about: String,
    choice: Choice,
}

/// What came of a frame.
pub(super) enum Outcome {
    Open,
    PutAway,
    /// Chosen; the key that stands for it in the list of the page is to be pressed there, if there is one.
    Chosen(Option<UiCommand>),
}

/// The keys that a page's list or card hears.
pub(super) fn scope_of(page: Page) -> Option<Scope> {
    match page {
        Page::Review => Some(Scope::List),
        Page::Triage => Some(Scope::Triage),
        Page::WorkList => Some(Scope::WorkList),
        Page::Changes => Some(Scope::Changes),
        Page::Invitations => Some(Scope::Errands),
        Page::Ledger | Page::Letters | Page::Plan | Page::Insights | Page::Settings | Page::Gallery => None,
    }
}

/// All that can be asked for on this page, what is of the page itself first.
fn all(ui: &Ui, state: &State, page: Page) -> Vec<Offer> {
    let of_page = COMMANDS.iter().filter(|entry| !entry.keys.is_empty() && scope_of(page) == Some(entry.scope));
    let everywhere = COMMANDS.iter().filter(|entry| entry.scope == Scope::Everywhere && entry.command != UiCommand::Palette && entry.command.is_allowed(state));
    let commands = of_page.chain(everywhere).map(|entry| Offer {
        // Pages stand in the table by their names alone.
        label: if entry.command.page().is_some() { format!("Go to {}", entry.label) } else { entry.label.to_owned() },
        end: entry.command.key_name(ui),
        about: entry.help.to_owned(),
        choice: Choice::Command(entry.command),
    });
    let searches = queue_panel::searches(state).into_iter().map(|(label, query)| Offer {
        label,
        end: String::new(),
        about: if state.hides_names() { String::new() } else { query.clone() },
        choice: Choice::Search(query),
    });
    commands.chain(searches).collect()
}

/// How well an offer fits what was typed, the best first; none where it does not. All words must stand in it.
fn fit(offer: &Offer, words: &[String]) -> Option<u8> {
    let (label, about) = (fold(&offer.label), fold(&offer.about));
    let begins = |word: &String| label.split_whitespace().any(|part| part.starts_with(word.as_str()));
    if words.iter().all(begins) {
        return Some(u8::from(!words.first().is_none_or(|first| label.starts_with(first.as_str()))));
    }
    if words.iter().all(|word| label.contains(word.as_str())) {
        return Some(2);
    }
    words.iter().all(|word| label.contains(word.as_str()) || about.contains(word.as_str())).then_some(3)
}

fn fitting(mut offers: Vec<Offer>, typed: &str) -> Vec<Offer> {
    let words: Vec<String> = typed.split_whitespace().map(fold).collect();
    offers.retain(|offer| fit(offer, &words).is_some());
    if !words.is_empty() {
        // Of two that fit as well, whoever typed so far means the shorter one: the other takes more letters.
        offers.sort_by_key(|offer| (fit(offer, &words), offer.label.chars().count()));
    }
    offers
}

/// Draws the palette.
pub(super) fn palette_dialog(ui: &Ui, state: &State, page: Page, draft: &mut PaletteDraft, inbox: &mut Inbox) -> Outcome {
    if draft.of.as_deref() != Some(draft.typed.as_str()) {
        draft.offers = fitting(all(ui, state, page), &draft.typed);
        draft.of = Some(draft.typed.clone());
        draft.chosen = 0;
    }
    let steps = |key: Key| ui.ctx().input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (down, up) = (steps(Key::ArrowDown), steps(Key::ArrowUp));
    let is_entered = steps(Key::Enter) > 0;
    let last = draft.offers.len().saturating_sub(1);
    draft.chosen = (draft.chosen + down).saturating_sub(up).min(last);
    let mut picked = is_entered.then_some(draft.chosen);
    // What the chosen one does, where its name does not say so.
    let said = draft.offers.get(draft.chosen).filter(|offer| fold(&offer.about) != fold(&offer.label)).map(|offer| offer.about.clone());
    let shown = dialog::show_saying(
        ui,
        "palette",
        "What do you want to do?",
        560.0,
        &said.unwrap_or_default(),
        |ui| {
            let response = field::line(
                ui,
                Id::unique("command palette"),
                &mut draft.typed,
                "A command, a page, a queue or a view",
                "Type a few letters",
                ui.available_width(),
                true,
            );
            if !std::mem::replace(&mut draft.has_focused, true) {
                response.request_focus();
            }
            ui.add_space(4.0);
            ScrollArea::vertical().id_salt("offers").max_height(332.0).auto_shrink([false, false]).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                if draft.offers.is_empty() {
                    card::muted(ui, format!("Nothing is called “{}”. Fewer letters may help.", draft.typed.trim()));
                }
                for (at, offer) in draft.offers.iter().enumerate() {
                    let name = if offer.end.is_empty() { offer.label.clone() } else { format!("{}, {}", offer.label, offer.end) };
                    let row = CountRow { label: &offer.label, end: &offer.end, name: &name, is_current: at == draft.chosen, is_muted: false }.show(ui);
                    if at == draft.chosen && (down > 0 || up > 0) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        picked = Some(at);
                    }
                }
            });
        },
        |ui| Button::new("Close").show(ui).clicked(),
    );
    match picked.and_then(|at| draft.offers.get(at)) {
        Some(offer) => Outcome::Chosen(choose(ui, state, page, &offer.choice, inbox)),
        None if shown.foot || shown.wants_to_close => Outcome::PutAway,
        None => Outcome::Open,
    }
}

/// Does what was chosen. Returns the command that is to be done where the keyboard goes.
fn choose(ui: &Ui, state: &State, page: Page, choice: &Choice, inbox: &mut Inbox) -> Option<UiCommand> {
    match choice {
        Choice::Command(command) if scope_of(page).is_some_and(|scope| command.is_of(scope)) => {
            inbox.push(Action::Show(page));
            return Some(*command);
        }
        Choice::Command(command) => {
            inbox.push(Action::FocusBack);
            command.send(ui, state, page, inbox);
        }
        Choice::Search(query) if page == Page::Triage => {
            inbox.push(Action::FocusBack);
            inbox.push(Action::Search(crate::model::person::decision::Pane::Keep, query.clone()));
            inbox.push(Action::Triage(TriageStep::Queue));
        }
        Choice::Search(query) => inbox.find(state.active, query.clone()),
    }
    None
}

/// A command that was chosen and is to be done on the page once the palette has gone.
#[derive(Debug, Default)]
pub(super) struct Asked(Option<(UiCommand, u64)>);

impl Asked {
    /// Asks for it.
    pub(super) fn ask(&mut self, ui: &Ui, command: Option<UiCommand>) {
        self.0 = command.map(|command| (command, ui.ctx().cumulative_pass_nr()));
        ui.ctx().request_repaint();
    }

    /// Presses its key once the page has the keyboard again: what a key does stands in one place.
    pub(super) fn press(&mut self, ui: &Ui, is_free: bool) {
        let Some((command, at)) = self.0.take_if(|_| is_free) else { return };
        if ui.ctx().cumulative_pass_nr() < at + 3 {
            self.0 = Some((command, at));
            ui.ctx().request_repaint();
            return;
        }
        if let Some(shortcut) = command.first_key() {
            let event = Event::Key { key: shortcut.logical_key, physical_key: None, pressed: true, repeat: false, modifiers: shortcut.modifiers };
            ui.ctx().input_mut(|input| input.events.push(event));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_so_comes_first_and_all_words_must_stand_there() {
        let offer = |label: &str, about: &str| Offer { label: label.into(), end: String::new(), about: about.into(), choice: Choice::Search(label.into()) };
        let offers = vec![
            offer("Hide names", "hide names and companies"),
            offer("Move to Remove", ""),
            offer("Unfollow", "they stay connected"),
            offer("Removed before", ""),
            offer("Remove", ""),
        ];
        let found = |typed: &str| fitting(offers.clone(), typed).into_iter().map(|offer| offer.label).collect::<Vec<_>>();
        assert_eq!(found("rem"), ["Remove", "Removed before", "Move to Remove"]);
        assert_eq!(found("to rem"), ["Move to Remove"]);
        assert_eq!(found("ame"), ["Hide names"]);
        assert_eq!(found("stay"), ["Unfollow"]);
        assert_eq!((found("zebra").len(), found("").len()), (0, 5));
    }
}
