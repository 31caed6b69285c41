//! What changed: what the newest import said of removals, who is new, gone or in another job, and what to do about it.

use egui::{Align, Frame, Layout, Margin, Rect, RichText, ScrollArea, Stroke, StrokeKind, Ui, UiBuilder, pos2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox, Page},
    theme::{self, GAP, size, tokens},
    ui_command::UiCommand,
    widgets::{
        avatar, bar,
        button::{Button, Tone},
        card, figure, fold, menu, name_text,
    },
};
use crate::model::import::export_status::{CUT_SHORT_RULE, ExportStatus};
use crate::{
    command::Command,
    event::{ImportOutcome, JobChange, OutcomePerson, OutcomeVerdict},
    model::{
        batch::task::{TaskKind, TaskState},
        id::{ImportId, PersonId},
        import::verdict::Verdict,
        person::decision::Pane,
        text::{
            date_text::day,
            display_text::{people as people_in_words, with_thousands},
        },
    },
    state::{State, loaded::Data},
};

/// Which import is looked at.
#[derive(Debug, Default)]
pub(super) struct ChangesDraft {
    chosen: Option<ImportId>,
    /// The section to scroll to.
    goes_to: Option<Tile>,
}

/// Rows of a section before "and more".
const MOST_ROWS: usize = 60;

/// Draws the page.
pub(super) fn changes_ui(ui: &mut Ui, state: &State, draft: &mut ChangesDraft, inbox: &mut Inbox) {
    let tokens = tokens(ui);
    inbox.need(state, Data::Outcome(draft.chosen));
    inbox.need(state, Data::Imports);
    let area = theme::page_area(ui);
    ui.painter().rect(area, theme::CARD_RADIUS, tokens.card, Stroke::new(1.0, tokens.line), StrokeKind::Inside);
    ui.scope_builder(UiBuilder::new().max_rect(area.shrink2(egui::vec2(3.0, 8.0))), |ui| {
        let Some(outcome) = state.outcome.get() else {
            Frame::new().inner_margin(GAP).show(ui, |ui| card::muted(ui, "A moment …"));
            return;
        };
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
                            draft.chosen = Some(import.id);
                            ui.close();
                        }
                    }
                });
            }
            if Button::new("Take this import back").with_icon(icons::ICON_UNDO).show(ui).clicked() {
                inbox.send(Command::TakeBackImport { import: outcome.import });
                draft.chosen = None;
            }
        },
    );
}

fn body_ui(ui: &mut Ui, state: &State, outcome: &ImportOutcome, draft: &mut ChangesDraft, inbox: &mut Inbox) {
    match outcome.standing {
        ExportStatus::CutShort => {
            cut_short_ui(ui, outcome, inbox);
            plain_ui(ui, state, "Missing (no conclusion)", &outcome.missing, inbox);
            plain_ui(ui, state, "Seen again", &outcome.returned, inbox);
        }
        ExportStatus::Older => card::muted(ui, "This export is older than the newest one you have. It changed nobody."),
        ExportStatus::WithoutConnections => card::muted(ui, "It held no list of connections, so it says nothing about who is connected."),
        ExportStatus::Newest if outcome.is_first => {
            card::muted(
                ui,
                format!(
                    "Your first import: {}. From the next one on, this page tells who is new, gone or in another job, and whether removals took.",
                    people_in_words(outcome.added.len())
                ),
            );
            return;
        }
        ExportStatus::Newest => {}
    }
    if outcome.standing == ExportStatus::Older || outcome.standing == ExportStatus::WithoutConnections {
        return;
    }
    figures_ui(ui, outcome, draft);
    let leaving: Vec<&JobChange> = outcome.job_changed.iter().filter(|change| change.is_leaving).collect();
    if !leaving.is_empty() {
        section(ui, "In Remove, and in a new job: another look?", leaving.len(), "Their path has turned. What was outdated may not be any more.");
        for change in leaving {
            job_ui(ui, state, change, inbox);
        }
    }
    for verdict in [Verdict::StillConnected, Verdict::Unclear, Verdict::Returned, Verdict::AsPlanned, Verdict::Left] {
        let told: Vec<&OutcomeVerdict> = outcome.verdicts.iter().filter(|told| told.verdict == verdict).collect();
        if !told.is_empty() {
            match verdict {
                Verdict::AsPlanned | Verdict::Left => go_there(ui, draft, Tile::Gone),
                Verdict::Returned => go_there(ui, draft, Tile::Back),
                Verdict::StillConnected | Verdict::Unclear => {}
            }
            section(ui, verdict.words(), told.len(), verdict.meaning());
            let is_one = told.len() == 1;
            let undone: Vec<PersonId> = told.iter().filter(|one| !one.waits).map(|one| one.who.person_id).collect();
            if verdict == Verdict::StillConnected && outcome.is_newest && !undone.is_empty() {
                all_back_ui(ui, undone, inbox);
            }
            for one in told.iter().take(MOST_ROWS) {
                verdict_ui(ui, state, one, (outcome.is_newest, is_one), inbox);
            }
            more_ui(ui, told.len());
        }
    }
    let staying: Vec<&JobChange> = outcome.job_changed.iter().filter(|change| !change.is_leaving).collect();
    if !staying.is_empty() {
        go_there(ui, draft, Tile::Job);
        section(ui, "In another job", staying.len(), "");
        for change in staying.iter().take(MOST_ROWS) {
            job_ui(ui, state, change, inbox);
        }
        more_ui(ui, staying.len());
    }
    go_there(ui, draft, Tile::New);
    plain_ui(ui, state, "New, not looked at yet", &outcome.added, inbox);
    if !outcome.added.is_empty() && Button::new("Look at them in Review").show(ui).clicked() {
        inbox.push(Action::Show(Page::Review));
        inbox.push(Action::Sort(Pane::Keep, crate::model::search::index::Order::Newest, false));
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

/// A figure at the head of the page, and the section that it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tile {
    New,
    Gone,
    Back,
    Job,
}

/// Scrolls to where a tile leads, if it was chosen.
fn go_there(ui: &mut Ui, draft: &mut ChangesDraft, tile: Tile) {
    if draft.goes_to.take_if(|goal| *goal == tile).is_some() {
        ui.scroll_to_cursor(Some(Align::Min));
    }
}

fn figures_ui(ui: &mut Ui, outcome: &ImportOutcome, draft: &mut ChangesDraft) {
    let figures = [
        (Tile::New, "New", outcome.added.len()),
        (Tile::Gone, "Gone", outcome.gone.len()),
        (Tile::Back, "Connected again", outcome.returned.len()),
        (Tile::Job, "In another job", outcome.job_changed.len()),
    ];
    ui.columns(figures.len(), |columns| {
        for (ui, (tile, words, count)) in columns.iter_mut().zip(figures) {
            if figure::show(ui, ui.available_width(), count, words, count > 0) {
                draft.goes_to = Some(tile);
            }
        }
    });
}

fn section(ui: &mut Ui, title: &str, count: usize, words: &str) {
    ui.add_space(12.0);
    card::heading(ui, &format!("{title} · {}", with_thousands(count)));
    if !words.is_empty() {
        card::muted(ui, words);
    }
}

fn more_ui(ui: &mut Ui, count: usize) {
    if count > MOST_ROWS {
        card::muted(ui, format!("and {} more", with_thousands(count - MOST_ROWS)));
    }
}

/// A row: who, what, and buttons at its end.
fn row_ui(ui: &mut Ui, state: &State, who: &OutcomePerson, words: &str, inbox: &mut Inbox, buttons: impl FnOnce(&mut Ui, &mut Inbox)) {
    let tokens = tokens(ui);
    // Whoever stands in a pane can be looked at there.
    let pane = state.person(who.person_id).and_then(|person| person.state.pane());
    let shared = std::cell::RefCell::new(inbox);
    bar::show(
        ui,
        who.person_id,
        theme::CONTROL_HEIGHT,
        |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let (rect, _) = ui.allocate_exact_size(egui::vec2(26.0, 26.0), egui::Sense::hover());
            avatar::paint_facts(ui.painter(), rect.center(), 26.0, who.person_id, &who.facts);
            let right = ui.max_rect().left() + (ui.max_rect().width() * 0.38).max(120.0);
            let half = Rect::from_min_max(pos2(ui.cursor().left(), ui.max_rect().top()), pos2(right, ui.max_rect().bottom()));
            ui.scope_builder(UiBuilder::new().max_rect(half).layout(Layout::left_to_right(Align::Center)), |ui| {
                let Some(pane) = pane else {
                    name_text::label(ui, &who.facts.name(), theme::semibold(size::BODY), tokens.text);
                    return;
                };
                let name = who.facts.name();
                let response = name_text::link(ui, &name, &format!("Look at {name} in Review"));
                if response.clicked() {
                    shared.borrow_mut().look_at(who.person_id, pane);
                }
            });
            name_text::label(ui, words, theme::regular(size::SECOND), tokens.muted);
        },
        |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            buttons(ui, &mut shared.borrow_mut());
        },
    );
}

/// Everybody who is still connected goes back to the work list, with one key.
fn all_back_ui(ui: &mut Ui, person_ids: Vec<PersonId>, inbox: &mut Inbox) {
    let is_free = ui.memory(|memory| memory.allows_interaction(ui.layer_id())) && !ui.ctx().text_edit_focused();
    let is_pressed = is_free && UiCommand::AllBack.is_pressed(ui);
    let label =
        if person_ids.len() == 1 { "Back on the work list".to_owned() } else { format!("All {} back on the work list", with_thousands(person_ids.len())) };
    if Button::new(&label).with_key(&UiCommand::AllBack.key_name(ui)).show(ui).clicked() || is_pressed {
        inbox.send(Command::Mark { person_ids, kind: Some(TaskKind::Remove), state: TaskState::ToDo });
    }
}

/// A verdict on somebody; of one alone (`is_one`) the button stands above.
fn verdict_ui(ui: &mut Ui, state: &State, told: &OutcomeVerdict, (is_newest, is_one): (bool, bool), inbox: &mut Inbox) {
    let name = told.who.facts.name();
    let mut words = told.who.facts.work();
    if let Some(batch) = told.batch {
        words = format!("batch {} · {words}", batch.0);
    }
    if told.waits {
        words = format!("back on the work list · {words}");
    } else if told.is_before_done {
        words = format!("the export is from before you marked them as done · {words}");
    }
    if let Some(other) = &told.other {
        let slug = other.facts.slug.as_deref().unwrap_or_default();
        let since = other.facts.connected_on.map(|on| format!(", connected {}", day(on))).unwrap_or_default();
        words = format!("may be the new {} ({slug}{since}) · {words}", other.facts.name());
    }
    row_ui(ui, state, &told.who, &words, inbox, |ui, inbox| {
        if !is_newest {
            return;
        }
        let apart = if told.other.is_some() { "Somebody else" } else { "Count as gone" };
        if told.verdict == Verdict::Unclear && Button::quiet(apart).named(&format!("{apart}: {name}")).show(ui).clicked() {
            inbox.send(Command::CountAsGone { person_id: told.who.person_id });
        }
        if told.verdict == Verdict::StillConnected
            && !told.waits
            && !is_one
            && Button::new("Back on the work list").named(&format!("Back on the work list: {name}")).show(ui).clicked()
        {
            inbox.send(Command::Mark { person_ids: vec![told.who.person_id], kind: Some(TaskKind::Remove), state: TaskState::ToDo });
        }
        if let Some(other) = &told.other
            && Button::new("The same person").named(&format!("The same person: {name}")).show(ui).clicked()
        {
            inbox.send(Command::JoinPeople { person_id: told.who.person_id, other_id: other.person_id });
        }
    });
}

fn job_ui(ui: &mut Ui, state: &State, change: &JobChange, inbox: &mut Inbox) {
    let name = change.who.facts.name();
    let nothing = |words: &str| if words.is_empty() { "no job".to_owned() } else { words.to_owned() };
    // The new job first: it is what must stay readable where there is little room.
    row_ui(ui, state, &change.who, &format!("{} (before: {})", nothing(&change.is_now), nothing(&change.was)), inbox, |ui, inbox| {
        if change.may_stay && Button::new("Back to Keep").named(&format!("Back to Keep: {name}")).tone(Tone::Plain).show(ui).clicked() {
            let person_ids = vec![change.who.person_id];
            inbox.send(if change.is_in_batch {
                Command::Mark { person_ids, kind: Some(TaskKind::Remove), state: TaskState::ChangedMind }
            } else {
                Command::Move { person_ids, to: Pane::Keep }
            });
        }
    });
}

fn plain_ui(ui: &mut Ui, state: &State, title: &str, people: &[OutcomePerson], inbox: &mut Inbox) {
    if people.is_empty() {
        return;
    }
    ui.add_space(12.0);
    fold::show(ui, ("changes", title), &format!("{title} · {}", with_thousands(people.len())), |ui| {
        for person in people.iter().take(MOST_ROWS) {
            row_ui(ui, state, person, &person.facts.work(), inbox, |_, _| {});
        }
        more_ui(ui, people.len());
    });
}
