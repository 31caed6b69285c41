//! The cover sheet for a client: writing it, reading the answers back, and taking them over once what changes was seen.

use std::path::{Path, PathBuf};

use egui::{Id, Key, RichText, ScrollArea, Ui, vec2};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    destination::Destination,
    file_dialog::Ask,
    theme::{self, size, tokens},
    widgets::{
        button::{Button, Tone},
        card, dialog, field, name_text,
    },
};
use crate::{
    command::{Command, Export},
    model::{
        batch::removal_list::ListFormat,
        cover_sheet::CoverReading,
        person::decision::Pane,
        settings::Settings,
        text::display_text::{count, people as people_in_words, with_thousands},
        ticket::Ticket,
    },
    state::State,
};

/// Names of each kind that are listed; the rest is a number.
const MOST_NAMES: usize = 40;

/// What is written, or read.
#[derive(Debug)]
pub(super) struct CoverSheetDraft {
    format: ListFormat,
    to: Destination,
    /// Whether the sheet was written since the dialog was opened.
    is_written: bool,
    /// The file that came back, as its path is typed.
    path: String,
    /// What was sent to be read, and taken over.
    read: Option<Ticket>,
    taken: Option<Ticket>,
}

impl CoverSheetDraft {
    /// Starts with the folder of the last time.
    pub(super) fn new(settings: &Settings, fallback_folder: &Path) -> Self {
        let folder = if settings.export_folder.is_empty() { fallback_folder.to_owned() } else { PathBuf::from(&settings.export_folder) };
        let to = Destination::new(&folder.join("partwell-cover-sheet.html"));
        Self { format: ListFormat::Html, to, is_written: false, path: String::new(), read: None, taken: None }
    }

    /// Takes the place that the system's dialog gave.
    pub(super) fn place(&mut self, path: &Path) {
        self.to.set(path);
    }

    /// Reads the table that came back.
    pub(super) fn read(&mut self, path: &Path, inbox: &mut Inbox) {
        self.path = path.to_string_lossy().into_owned();
        self.read = Some(inbox.send(Command::ReadCoverSheet { path: path.to_owned() }));
    }

    fn choose(&mut self, format: ListFormat) {
        self.format = format;
        if let Some(path) = self.to.path() {
            self.to.set(&path.with_extension(format.extension()));
        }
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn cover_sheet_dialog(ui: &Ui, state: &State, draft: &mut CoverSheetDraft, inbox: &mut Inbox) -> bool {
    let is_settled = |ticket: Option<Ticket>| ticket.is_some_and(|ticket| state.settlement(ticket) == Some(crate::event::Settlement::Done));
    // Written, it stays open: what the client answers comes back here.
    draft.is_written |= draft.to.follow(state);
    if is_settled(draft.taken) {
        return true;
    }
    let reading = state.cover_reading.clone().filter(|_| is_settled(draft.read));
    // A second click would ask for what is on its way already.
    let is_on_its_way = draft.taken.is_some_and(|ticket| state.settlement(ticket).is_none());
    let shown = dialog::show(
        ui,
        "cover sheet",
        "Cover sheet for a client",
        600.0,
        |ui| {
            if state.hides_names() {
                card::muted(ui, "A cover sheet names people. Show names (F9) to write or read one.");
                return;
            }
            write_ui(ui, state, draft, inbox);
            ui.add_space(12.0);
            read_ui(ui, draft, inbox);
            if let Some(reading) = &reading {
                reading_ui(ui, reading);
            }
        },
        |ui| {
            let changes = reading.as_ref().map_or(0, |reading| reading.changes.len());
            let closes = Button::new("Close").show(ui).clicked();
            let label = format!("Take over {}", count(changes, "change", "changes"));
            (changes > 0 && Button::primary(&label).enabled_if(!is_on_its_way).show(ui).clicked(), closes)
        },
    );
    if shown.foot.0
        && let Some(reading) = &reading
    {
        draft.taken = Some(inbox.send(Command::TakeCoverAnswers { changes: reading.changes.clone() }));
    }
    shown.foot.1 || shown.wants_to_close
}

fn write_ui(ui: &mut Ui, state: &State, draft: &mut CoverSheetDraft, inbox: &mut Inbox) {
    card::heading(ui, "1. What you propose");
    let proposed = state.pane(Pane::Remove).total();
    card::muted(
        ui,
        format!("{} in Remove, with the evidence of each tie. No message, no note and none of your own words are on it.", people_in_words(proposed)),
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (format, label) in [(ListFormat::Html, "A form for the browser"), (ListFormat::Csv, "A table for a spreadsheet")] {
            let tone = if format == draft.format { Tone::Current } else { Tone::Plain };
            let response = Button::new(label).tone(tone).show(ui);
            ui.accesskit_node_builder(response.id, |node| node.set_selected(format == draft.format));
            if response.clicked() {
                draft.choose(format);
            }
        }
    });
    let is_entered = draft.to.field_ui(ui, "Path of the cover sheet", inbox);
    let label = if draft.to.would_replace() { "Replace the file" } else { "Write the sheet" };
    if draft.is_written {
        card::muted(ui, "Written. Send it to them, and read here what they answered.");
    }
    let is_ready = proposed > 0 && draft.to.path().is_some();
    if (Button::new(label).enabled_if(is_ready).show(ui).clicked() || is_entered) && is_ready {
        draft.to.send(Export::CoverSheet { format: draft.format }, inbox);
    }
}

fn read_ui(ui: &mut Ui, draft: &mut CoverSheetDraft, inbox: &mut Inbox) {
    card::heading(ui, "2. What they answered");
    card::muted(ui, "The table that the form saved, or your table filled in. You see what changes before anything does.");
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 190.0).max(160.0);
        let response = field::line(ui, Id::unique("answers path"), &mut draft.path, "Path of the answers", "", width, false);
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = draft.path.trim().to_owned();
        if (Button::new("Read").named("Read the answers").enabled_if(!path.is_empty()).show(ui).clicked() || is_entered) && !path.is_empty() {
            draft.read(Path::new(&path), inbox);
        }
        if Button::new("Choose…").with_icon(icons::ICON_FOLDER_OPEN).named("Choose the answers…").show(ui).clicked() {
            inbox.push(Action::Choose(Ask::Answers));
        }
    });
}

/// What the answers would change.
fn reading_ui(ui: &mut Ui, reading: &CoverReading) {
    let tokens = tokens(ui);
    ui.add_space(6.0);
    ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
        for change in reading.changes.iter().take(MOST_NAMES) {
            let moved = change.answer.filter(|_| change.moves()).map_or(String::new(), |answer| format!(" · goes to {}", answer.pane().title()));
            let comment = if change.comment.is_empty() { String::new() } else { format!(" · “{}”", change.comment) };
            name_text::wrapped(ui, &format!("{}{moved}{comment}", change.name), theme::regular(size::BODY), tokens.text);
        }
        if reading.changes.len() > MOST_NAMES {
            card::muted(ui, format!("And {} more.", with_thousands(reading.changes.len() - MOST_NAMES)));
        }
        let names = |title: &str, names: &[String]| {
            let more = names.len().saturating_sub(MOST_NAMES);
            let tail = if more > 0 { format!(" and {} more", with_thousands(more)) } else { String::new() };
            format!("{title}: {}{tail}", names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", "))
        };
        let mut lines = Vec::new();
        if reading.changes.is_empty() {
            lines.push("Nothing changes by it.".to_owned());
        }
        if reading.same > 0 {
            lines.push(format!("{} as they are already.", people_in_words(reading.same)));
        }
        if !reading.open.is_empty() {
            lines.push(names("Not answered", &reading.open));
        }
        if !reading.unknown.is_empty() {
            lines.push(names("Never in this workspace", &reading.unknown));
        }
        if !reading.settled.is_empty() {
            lines.push(names("Finalized or gone since", &reading.settled));
        }
        if !reading.locked.is_empty() {
            lines.push(names("Protected, they stay in Keep", &reading.locked));
        }
        if !reading.ambiguous.is_empty() {
            lines.push(names("Several people here have this name, decide by hand", &reading.ambiguous));
        }
        for line in lines {
            ui.label(RichText::new(line).font(theme::regular(size::SECOND)).color(tokens.muted));
        }
        for (row, name, text) in &reading.not_understood {
            let words = format!("Row {row}, {name}: “{text}” is neither keep nor remove.");
            ui.label(RichText::new(words).font(theme::regular(size::SECOND)).color(tokens.care));
        }
    });
}
