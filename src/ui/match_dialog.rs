//! A list from outside: pasted, dropped or chosen, who is meant by it, and what to do with them.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use egui::{Id, RichText, ScrollArea, Ui};

use super::{
    action::{Action, Inbox},
    file_dialog::Ask,
    theme::{self, size, tokens},
    widgets::{button::Button, card, check, dialog, field, fold},
};
use crate::{
    command::{Command, ListText},
    event::Settlement,
    model::{
        id::{PersonId, PersonSet},
        matching::outside_list::ListMatch,
        person::decision::Pane,
        text::display_text::{count, people as people_in_words, sanitized, with_thousands},
        ticket::Ticket,
        triage_group::is_held_back,
    },
    state::State,
};

/// What is pasted, and what came of it.
#[derive(Debug, Default)]
pub(super) struct MatchDraft {
    text: String,
    has_focused: bool,
    asked: Option<Ticket>,
    found: Option<Found>,
}

/// Those who are meant, and those who are not.
type Whom = [Arc<[PersonId]>; 2];

/// Who is meant.
#[derive(Debug)]
struct Found {
    list: Arc<ListMatch>,
    /// Those who are clearly meant, in the order of the list.
    people: Vec<PersonId>,
    /// Those of a shared name whom the member ticked.
    chosen: BTreeSet<PersonId>,
    /// Whom one can act upon, and the others whom Keep shows; as of which change of the list and of the ticks.
    whom: Option<((u64, usize), Whom)>,
}

impl Found {
    fn of(list: Arc<ListMatch>) -> Self {
        Self { people: list.people(), list, chosen: BTreeSet::new(), whom: None }
    }

    /// Everybody who is meant and whom one can act upon, and all others whom Keep shows but those who are protected or have a
    /// recommendation. Worked out once per change.
    fn whom(&mut self, state: &State) -> Whom {
        let keep = state.pane(Pane::Keep);
        let of = (keep.list_version(), self.chosen.len());
        if self.whom.as_ref().is_none_or(|(known, ..)| *known != of) {
            let here = |id: &PersonId| state.person(*id).is_some_and(|person| person.state.pane().is_some());
            let clear: PersonSet = self.people.iter().copied().collect();
            let others = self.chosen.iter().filter(|id| !clear.contains(id));
            let meant: Vec<PersonId> = self.people.iter().chain(others).copied().filter(here).collect();
            // Whoever may be meant is not parted with unseen.
            let doubtful = self.list.several.iter().flat_map(|(_, _, ids)| ids.iter().copied());
            let these: PersonSet = meant.iter().copied().chain(doubtful).collect();
            let shown = keep.rows().iter().filter_map(|row| state.people().get(*row as usize));
            let rest = shown.filter(|person| !these.contains(&person.id) && !is_held_back(person)).map(|person| person.id).collect();
            self.whom = Some((of, [meant.into(), rest]));
        }
        self.whom.as_ref().map(|(_, whom)| whom.clone()).unwrap_or_default()
    }
}

impl MatchDraft {
    /// Looks up what a file says.
    pub(super) fn read(&mut self, path: &Path, inbox: &mut Inbox) {
        self.asked = Some(inbox.send(Command::MatchList(ListText::File(path.to_owned()))));
    }
}

/// Rows of each kind that are shown at once.
const MOST_ROWS: usize = 200;

/// Draws the dialog. Returns whether it is done.
pub(super) fn match_dialog(ui: &Ui, state: &State, draft: &mut MatchDraft, inbox: &mut Inbox) -> bool {
    if let Some(settlement) = draft.asked.and_then(|ticket| state.settlement(ticket)) {
        draft.asked = None;
        if settlement == Settlement::Done {
            draft.found = state.list_match.clone().map(Found::of);
        }
    }
    if draft.found.is_some() { found_dialog(ui, state, draft, inbox) } else { ask_dialog(ui, draft, inbox) }
}

fn ask_dialog(ui: &Ui, draft: &mut MatchDraft, inbox: &mut Inbox) -> bool {
    // As it was typed before this frame: the button does not lag behind by more.
    let can_look = !draft.text.trim().is_empty() && draft.asked.is_none();
    let shown = dialog::show(
        ui,
        "list from outside",
        "Find the people of a list",
        560.0,
        |ui| {
            card::muted(
                ui,
                "Names, profile links or e-mail addresses, one in each line; or a CSV or a vCard, pasted or dropped here. What you filtered at LinkedIn by place or industry, which no export tells, comes in this way.",
            );
            let hint = "Ana Quorn\nTomas Ferrowick, Pellworth\nlinkedin.com/in/ida-wren";
            ScrollArea::vertical().id_salt("list").max_height(220.0).show(ui, |ui| {
                let response = field::lines(ui, Id::unique("list to match"), &mut draft.text, "The list", hint, 8);
                if !std::mem::replace(&mut draft.has_focused, true) {
                    response.request_focus();
                }
            });
            if Button::new("Choose a file…").show(ui).clicked() {
                inbox.push(Action::Choose(Ask::List));
            }
        },
        |ui| {
            let cancels = Button::new("Cancel").show(ui).clicked();
            (Button::primary("Look them up").enabled_if(can_look).show(ui).clicked(), cancels)
        },
    );
    if (shown.foot.0 || shown.is_confirmed) && can_look {
        draft.asked = Some(inbox.send(Command::MatchList(ListText::Pasted(draft.text.clone()))));
    }
    shown.foot.1 || shown.wants_to_close
}

fn found_dialog(ui: &Ui, state: &State, draft: &mut MatchDraft, inbox: &mut Inbox) -> bool {
    let Some(found) = &mut draft.found else { return false };
    let [meant, rest] = found.whom(state);
    let mut is_done = false;
    let shown = dialog::show(
        ui,
        "people of a list",
        "Who is meant",
        600.0,
        |ui| {
            meant_ui(ui, state, found);
            several_ui(ui, state, found);
            nobody_ui(ui, found);
            if !meant.is_empty() {
                ui.add_space(8.0);
                card::heading(ui, &format!("What to do with {}", people_in_words(meant.len())));
                is_done = actions_ui(ui, &meant, &rest, inbox);
            }
        },
        |ui| {
            let goes_back = Button::new("Another list").show(ui).clicked();
            (Button::primary("Select them").enabled_if(!meant.is_empty()).show(ui).clicked(), goes_back)
        },
    );
    if (shown.foot.0 || shown.is_confirmed) && !meant.is_empty() {
        inbox.push(Action::SelectPeople(meant.to_vec()));
        return true;
    }
    if shown.foot.1 {
        draft.found = None;
        draft.has_focused = false;
        return false;
    }
    is_done || shown.wants_to_close
}

/// Somebody, in a line: who they are, and where they stand.
fn words_of(state: &State, id: PersonId) -> String {
    let Some(person) = state.person(id) else { return "finalized: no longer in Review".to_owned() };
    let work = person.facts.work();
    let pane = person.state.pane().map_or("finalized", Pane::title);
    if work.is_empty() { format!("{} · {pane}", person.facts.name()) } else { format!("{} · {work} · {pane}", person.facts.name()) }
}

fn line_ui(ui: &mut Ui, line: usize, words: &str) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        ui.add_sized([40.0, 18.0], egui::Label::new(RichText::new(with_thousands(line)).font(theme::regular(size::SMALL)).color(tokens.muted)));
        ui.add(egui::Label::new(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.text)).truncate());
    });
}

fn more_ui(ui: &mut Ui, all: usize) {
    if all > MOST_ROWS {
        card::muted(ui, format!("and {} more", with_thousands(all - MOST_ROWS)));
    }
}

fn meant_ui(ui: &mut Ui, state: &State, found: &Found) {
    let all = &found.list.matched;
    card::heading(ui, &format!("{} clearly meant", if all.is_empty() { "Nobody".to_owned() } else { people_in_words(found.people.len()) }));
    ScrollArea::vertical().id_salt("meant").max_height(140.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (line, id) in all.iter().take(MOST_ROWS) {
            line_ui(ui, *line, &words_of(state, *id));
        }
        more_ui(ui, all.len());
    });
}

/// Lines of a name that several share: the member says who.
fn several_ui(ui: &mut Ui, state: &State, found: &mut Found) {
    let list = Arc::clone(&found.list);
    if list.several.is_empty() {
        return;
    }
    ui.add_space(8.0);
    card::heading(ui, &format!("{} may mean several: tick who is meant", count(list.several.len(), "line", "lines")));
    ScrollArea::vertical().id_salt("several").max_height(150.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (line, text, people) in list.several.iter().take(MOST_ROWS) {
            line_ui(ui, *line, &sanitized(text));
            for id in people {
                ui.horizontal(|ui| {
                    ui.add_space(40.0);
                    let is_chosen = found.chosen.contains(id);
                    if check::labelled(ui, is_chosen, &words_of(state, *id)).clicked() && !found.chosen.remove(id) {
                        found.chosen.insert(*id);
                    }
                });
            }
        }
        more_ui(ui, list.several.len());
    });
}

fn nobody_ui(ui: &mut Ui, found: &Found) {
    let all = &found.list.nobody;
    if all.is_empty() {
        return;
    }
    ui.add_space(8.0);
    fold::show(ui, "nobody is meant", &format!("{} among your connections", count(all.len(), "line names nobody", "lines name nobody")), |ui| {
        for (line, text) in all.iter().take(MOST_ROWS) {
            line_ui(ui, *line, &sanitized(text));
        }
        more_ui(ui, all.len());
    });
}

/// What can be done with all of them at once. Returns whether something was.
fn actions_ui(ui: &mut Ui, meant: &[PersonId], rest: &[PersonId], inbox: &mut Inbox) -> bool {
    let mut command = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 8.0);
        for (label, of) in [
            ("Protect them", Command::SetProtected { person_ids: meant.to_vec(), is_protected: true }),
            ("Glad to find them", Command::SetRediscovered { person_ids: meant.to_vec(), is_rediscovered: true }),
            ("Keep them", Command::Move { person_ids: meant.to_vec(), to: Pane::Keep }),
            ("Move them to Remove", Command::Move { person_ids: meant.to_vec(), to: Pane::Remove }),
        ] {
            if Button::new(label).show(ui).clicked() {
                command = Some(of);
            }
        }
        if !rest.is_empty() {
            let label = format!("Move the other {} that Keep shows to Remove", with_thousands(rest.len()));
            if Button::new(&label)
                .show(ui)
                .on_hover_text("All but these, those who may be meant, those whom you protect and those with a recommendation. One Undo takes it back.")
                .clicked()
            {
                command = Some(Command::Move { person_ids: rest.to_vec(), to: Pane::Remove });
            }
        }
    });
    let is_done = command.is_some();
    if let Some(command) = command {
        inbox.send(command);
    }
    is_done
}
