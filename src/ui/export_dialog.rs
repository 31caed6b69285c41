//! Export: in which shape and where the removal list is written.

use std::path::{Path, PathBuf};

use egui::{RichText, Ui};

use super::{
    action::{Action, Inbox},
    destination::Destination,
    theme::{self, size, tokens},
    widgets::{
        button::{Button, Tone},
        card, dialog,
    },
};
use crate::{
    command::Export,
    model::{
        batch::removal_list::{ListFormat, ListSource},
        id::{EntryId, PersonId},
        person::decision::Pane,
        settings::Settings,
        text::display_text,
    },
    state::State,
};

/// What is to be written.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// A removal list.
    List(ListSource),
    /// Those whom a list of Review shows, in its order.
    People(Vec<PersonId>),
    /// These entries of the ledger.
    Ledger(Vec<EntryId>),
}

impl Source {
    /// The shapes that it can be written in, the usual one first.
    fn formats(&self) -> &'static [ListFormat] {
        match self {
            Self::List(ListSource::Everyone) | Self::People(_) => &[ListFormat::Csv, ListFormat::Json],
            Self::List(_) => &ListFormat::ALL,
            Self::Ledger(_) => &[ListFormat::Html, ListFormat::Csv, ListFormat::Json],
        }
    }
}

/// A place that is being chosen.
#[derive(Debug)]
pub(super) struct ExportDraft {
    source: Source,
    format: ListFormat,
    to: Destination,
    /// Said above the rest after a batch was finalized.
    is_fresh_batch: bool,
    has_focused: bool,
}

impl ExportDraft {
    /// Starts with the format and the folder of the last time.
    #[must_use]
    pub(super) fn new(source: Source, settings: &Settings, fallback_folder: &Path, is_fresh_batch: bool) -> Self {
        let folder = if settings.export_folder.is_empty() { fallback_folder.to_owned() } else { PathBuf::from(&settings.export_folder) };
        let name = match &source {
            Source::List(ListSource::Draft) => "removal-list-draft".to_owned(),
            Source::List(ListSource::Batch(batch)) => format!("removal-list-batch-{}", batch.0),
            Source::List(ListSource::Everyone) => "all-connections".to_owned(),
            Source::People(_) => "connections".to_owned(),
            Source::Ledger(_) => "ledger".to_owned(),
        };
        let format =
            if source.formats().contains(&settings.export_format) { settings.export_format } else { source.formats().first().copied().unwrap_or_default() };
        let path = folder.join(format!("{name}.{}", format.extension()));
        Self { source, format, to: Destination::new(&path), is_fresh_batch, has_focused: false }
    }

    /// Takes the place that the system's dialog gave; its ending may choose another format.
    pub(super) fn place(&mut self, path: &Path) {
        if let Some(format) = ListFormat::of_path(path).filter(|format| self.source.formats().contains(format)) {
            self.format = format;
            self.to.set(path);
        } else {
            self.to.set(Path::new(&format!("{}.{}", path.to_string_lossy(), self.format.extension())));
        }
    }

    fn choose(&mut self, format: ListFormat) {
        if let Some(path) = self.to.path().filter(|path| ListFormat::of_path(path).is_some()) {
            self.to.set(&path.with_extension(format.extension()));
        }
        self.format = format;
    }
}

/// Draws the dialog. Returns whether it is done.
pub(super) fn export_dialog(ui: &Ui, state: &State, draft: &mut ExportDraft, inbox: &mut Inbox) -> bool {
    let (title, people) = match &draft.source {
        Source::List(ListSource::Draft) => ("Export the draft".to_owned(), state.pane(Pane::Remove).total()),
        Source::List(ListSource::Batch(id)) => (
            format!("Export the list of batch {}", id.0),
            state.overview.batches.iter().find(|batch| batch.id == *id).map(|batch| batch.people).unwrap_or_default(),
        ),
        Source::List(ListSource::Everyone) => ("Export all connections".to_owned(), state.people().len()),
        Source::People(people) => ("Export those shown".to_owned(), people.len()),
        Source::Ledger(entries) => ("Export the ledger".to_owned(), entries.len()),
    };
    let mut is_entered = false;
    // Written: done. Refused: the dialog stays, with the reason above it.
    if draft.to.follow(state) {
        return true;
    }
    let (path, would_replace) = (draft.to.path(), draft.to.would_replace());
    let later = if draft.is_fresh_batch { "Not now" } else { "Cancel" };
    let has_focused = std::mem::replace(&mut draft.has_focused, true);
    let shown = dialog::show(
        ui,
        "export",
        &title,
        600.0,
        |ui| {
            if draft.is_fresh_batch {
                card::muted(ui, "The batch is final. Nothing has happened at LinkedIn: you remove each person there by hand, from this list.");
            }
            card::muted(
                ui,
                format!(
                    "{} with {}. Keep the file to yourself.",
                    display_text::people(people),
                    match &draft.source {
                        Source::Ledger(_) => "reasons, notes, recommendations in full and all that happened since",
                        Source::List(ListSource::Everyone) | Source::People(_) => "a column Keep or Remove, what you decided, and what is known of each tie",
                        Source::List(ListSource::Draft) => "names to copy, links, reasons and notes; it says that the checklist has not been passed",
                        Source::List(ListSource::Batch(_)) => "names to copy, links, reasons and notes, and what is done already",
                    }
                ),
            );
            ui.add_space(10.0);
            ui.horizontal_wrapped(|ui| {
                for format in draft.source.formats().iter().copied() {
                    let tone = if format == draft.format { Tone::Current } else { Tone::Plain };
                    let response = Button::new(format.label()).tone(tone).show(ui);
                    ui.accesskit_node_builder(response.id, |node| node.set_selected(format == draft.format));
                    if response.clicked() {
                        draft.choose(format);
                    }
                }
            });
            ui.add_space(8.0);
            ui.label(RichText::new("Where to").font(theme::semibold(size::SECOND)).color(tokens(ui).muted));
            is_entered = draft.to.field_ui(ui, "Path of the list", inbox);
        },
        |ui| {
            let cancels = Button::new(later).show(ui).clicked();
            let writes = Button::primary(if would_replace { "Replace the file" } else { "Write the list" }).enabled_if(path.is_some()).show(ui);
            if !has_focused {
                writes.request_focus();
            }
            (writes.clicked(), cancels)
        },
    );
    if (shown.foot.0 || shown.is_confirmed || is_entered)
        && let Some(path) = path
    {
        let export_folder = path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
        inbox.push(Action::Set(Settings { export_format: draft.format, export_folder, ..state.settings.clone() }));
        let what = match &draft.source {
            Source::List(source) => Export::List { source: *source, format: draft.format },
            Source::People(people) => Export::People { person_ids: people.clone(), format: draft.format },
            Source::Ledger(entries) => Export::Ledger { entries: Some(entries.clone()), format: draft.format },
        };
        draft.to.send(what, inbox);
    }
    shown.foot.1 || shown.wants_to_close
}
