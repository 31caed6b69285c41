//! Import: choose what, see what it would change, wait for it, and read old reports again.

use std::path::PathBuf;

use egui::{Id, Key, RichText, Ui};
use egui_material_icons::icons;

use super::{
    action::{Action, Inbox},
    file_dialog::Ask,
    import_report::{report_ui, warnings_ui},
    progress_dialog::progress_dialog,
    theme::{self, size, tokens},
    widgets::{
        button::{Button, Tone},
        card, check, dialog, field, name_text,
    },
};
use crate::{
    command::Command,
    event::{Problem, Settlement},
    model::{
        import::{
            export_status::ExportStatus,
            file_kind::FileKind,
            import_options::ImportOptions,
            report::{ImportReport, PastImport},
        },
        local_time::LocalTime,
        text::{
            date_text,
            display_text::{self, sanitized},
        },
        ticket::Ticket,
    },
    state::{State, stage::ImportStage},
};

/// A path that is being typed.
#[derive(Debug, Default)]
pub(super) struct ImportDraft {
    path: String,
    /// Whether the dialog for choosing stood open in the last frame.
    is_open: bool,
    /// Said under the path field, when no file dialog is to be had.
    pub notice: String,
    /// The reading of a path that was typed, while it is not answered.
    reading: Option<Ticket>,
    /// What went wrong with that path: told where it was typed, in the dialog or on the first page.
    problem: Option<(&'static str, Problem)>,
    /// Whether the field on the first page has had the keyboard.
    has_greeted: bool,
    /// Where that path was typed.
    place: &'static str,
    chosen_report: usize,
    /// The owner's profile, while it is being corrected.
    owner: Option<String>,
    /// The encoding whose names are looked at, if it is not the one that was used.
    encoding: Option<String>,
    keeps_message_texts: bool,
}

impl ImportDraft {
    /// Something else is read: what went wrong before is not told any more.
    pub(super) fn forget_problem(&mut self) {
        self.problem = None;
    }

    /// Nothing that was typed or went wrong is carried over: others may look on, or it is another workspace.
    pub(super) fn forget(&mut self) {
        *self = Self { chosen_report: self.chosen_report, ..Self::default() };
    }

    fn typed(&self) -> Option<PathBuf> {
        // Paths are often pasted in quotes, or as a file link.
        let path = self.path.trim().trim_matches(['"', '\'']);
        let path = path.strip_prefix("file://").unwrap_or(path);
        // As a shell would read it.
        let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
        (!path.is_empty()).then(|| match (path.strip_prefix("~/").or_else(|| path.strip_prefix("~\\")), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(path),
        })
    }
}

/// Where the ways to name an export stand: in the dialog, not on the first page.
const DIALOG: &str = "dialog";

/// The ways to name an export, shared by this dialog and the first page.
pub(super) fn choose_ui(ui: &mut Ui, place: &'static str, draft: &mut ImportDraft, inbox: &mut Inbox) -> bool {
    let mut is_sent = false;
    ui.horizontal_wrapped(|ui| {
        if Button::primary("Choose a file…").with_icon(icons::ICON_UPLOAD_FILE).show(ui).clicked() {
            inbox.push(Action::Choose(Ask::File));
        }
        if Button::new("Choose a folder…").with_icon(icons::ICON_FOLDER_OPEN).show(ui).clicked() {
            inbox.push(Action::Choose(Ask::Folder));
        }
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 96.0).max(120.0);
        let response = field::line(ui, Id::unique(("import path", place)), &mut draft.path, "Path of the export", "or type or paste a path", width, false);
        // Whoever opens the dialog by key types or pastes at once.
        if place == DIALOG && !std::mem::replace(&mut draft.is_open, true) {
            // What was typed, or went wrong, the last time is not this time's.
            if draft.problem.as_ref().is_none_or(|(of, _)| *of != DIALOG) {
                draft.path.clear();
                draft.problem = None;
            }
            draft.notice.clear();
            response.request_focus();
        }
        // On the first page there is nothing else to do.
        if place != DIALOG && !std::mem::replace(&mut draft.has_greeted, true) && ui.memory(|memory| memory.focused().is_none()) {
            response.request_focus();
        }
        if response.changed() {
            draft.problem = None;
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = draft.typed();
        if (Button::new("Import").enabled_if(path.is_some()).min_width(84.0).named("Import this path").show(ui).clicked() || is_entered)
            && let Some(path) = path
        {
            (draft.problem, draft.place) = (None, place);
            draft.reading = Some(inbox.send(Command::PreviewImport { paths: vec![path], options: ImportOptions::default() }));
            is_sent = true;
        }
    });
    if let Some((_, problem)) = draft.problem.as_ref().filter(|(of, _)| *of == place) {
        card::care_frame(tokens(ui)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let color = tokens(ui).care;
            for (words, font) in
                [(&problem.title, theme::semibold(size::BODY)), (&problem.detail, theme::regular(size::SECOND)), (&problem.hint, theme::regular(size::SECOND))]
            {
                if !words.is_empty() {
                    ui.add(egui::Label::new(RichText::new(words).font(font).color(color)).wrap());
                }
            }
        });
    }
    if !draft.notice.is_empty() {
        ui.label(RichText::new(&draft.notice).font(theme::regular(size::SECOND)).color(tokens(ui).care));
    }
    is_sent
}

/// What came of reading a path that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing is read, or it was read.
    Over,
    /// It is not answered yet.
    UnderWay,
    /// It failed just now; that is told where the path was typed.
    Failed,
}

/// Follows the reading of a path that was typed: what goes wrong with it is told beside it.
pub(super) fn follow_reading(draft: &mut ImportDraft, state: &State, inbox: &mut Inbox) -> Reading {
    let Some(ticket) = draft.reading else { return Reading::Over };
    let Some(settlement) = state.settlement(ticket) else { return Reading::UnderWay };
    draft.reading = None;
    let Some(problem) = state.failure_of(ticket).filter(|_| settlement == Settlement::Failed) else { return Reading::Over };
    draft.problem = Some((draft.place, problem.clone()));
    inbox.push(Action::TellElsewhere(problem.clone()));
    Reading::Failed
}

/// The dialog for choosing. Returns whether it is done.
pub(super) fn choose_dialog(ui: &Ui, state: &State, draft: &mut ImportDraft, inbox: &mut Inbox) -> bool {
    let mut is_done = false;
    let shown = dialog::show(
        ui,
        "import",
        "Import an export",
        560.0,
        |ui| {
            card::muted(
                ui,
                "The ZIP archive from LinkedIn, a Connections.csv, or the folder you unpacked. You can also drop it anywhere on this window. You see what it would change before anything is written.",
            );
            ui.add_space(8.0);
            is_done = choose_ui(ui, DIALOG, draft, inbox);
            // A path may name whom it is about.
            let recent: &[String] = if state.hides_names() { &[] } else { &state.settings.recent };
            if !recent.is_empty() {
                ui.add_space(8.0);
                card::heading(ui, "Imported before");
            }
            for path in recent {
                let name = PathBuf::from(path).file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
                let folder = PathBuf::from(path).parent().and_then(|folder| folder.file_name().map(|name| name.to_string_lossy().into_owned()));
                let label = folder.map_or_else(|| name.clone(), |folder| format!("{name}, in {folder}"));
                let button =
                    Button::quiet(&label).with_icon(icons::ICON_HISTORY).named(&format!("Import again: {name}")).at_edge().show(ui).on_hover_text(path);
                if button.clicked() {
                    inbox.send(Command::PreviewImport { paths: vec![PathBuf::from(path)], options: ImportOptions::default() });
                    is_done = true;
                }
            }
        },
        |ui| Button::new("Cancel").show(ui).clicked(),
    );
    if shown.foot || shown.wants_to_close {
        draft.problem = None;
    }
    let is_done = is_done || shown.foot || shown.wants_to_close;
    draft.is_open = !is_done;
    is_done
}

/// What stands over everything while an import is under way.
pub(super) fn stage_dialog(ui: &Ui, state: &State, draft: &mut ImportDraft, inbox: &mut Inbox) {
    match &state.import {
        ImportStage::None => {
            // Each import is asked about anew.
            draft.owner = None;
            draft.keeps_message_texts = false;
        }
        ImportStage::Reading => progress_dialog(ui, "Reading the export", state.progress.as_ref(), inbox),
        ImportStage::Writing => progress_dialog(ui, "Importing", state.progress.as_ref(), inbox),
        ImportStage::Previewed { paths, options, source, report } => {
            preview_dialog(ui, state, &Previewed { paths, options, source, report }, draft, inbox);
        }
    }
}

/// What was read and waits for a yes.
struct Previewed<'p> {
    paths: &'p [PathBuf],
    options: &'p ImportOptions,
    source: &'p str,
    report: &'p ImportReport,
}

fn preview_dialog(ui: &Ui, state: &State, previewed: &Previewed<'_>, draft: &mut ImportDraft, inbox: &mut Inbox) {
    let Previewed { source, report, .. } = previewed;
    let is_first = state.overview.last_import.is_none();
    let people = display_text::people(report.people);
    // An archive may hold evidence alone.
    let (title, label) = if report.people > 0 && report.standing != ExportStatus::Older {
        (format!("{people} found"), format!("Import {people}"))
    } else {
        ("Evidence found".to_owned(), "Import evidence".to_owned())
    };
    if report.brings_nothing {
        nothing_new_dialog(ui, source, report, inbox);
        return;
    }
    // An export that lacks nearly everybody is not what to go on with, unless one says so.
    let is_doubted = report.standing == ExportStatus::CutShort;
    let shown = dialog::show(
        ui,
        "import preview",
        &title,
        760.0,
        |ui| {
            let day = report.export_date.map(|day| format!(", the export of {}", date_text::day(day))).unwrap_or_default();
            name_text::label(ui, &format!("In {source}{day}. Nothing is written yet."), theme::regular(size::BODY), tokens(ui).muted);
            ui.add_space(8.0);
            // What is to be decided stands below what explains it.
            warnings_ui(ui, report);
            standing_ui(ui, previewed, inbox);
            owner_ui(ui, previewed, draft, inbox);
            encoding_ui(ui, previewed, draft, inbox);
            report_ui(ui, report, !is_first);
            texts_ui(ui, report, draft);
        },
        |ui| {
            let (imports, cancels) = if is_doubted {
                let all_the_same = format!("{label} all the same");
                let imports = Button::new(&all_the_same).show(ui);
                (imports, Button::primary("Cancel").show(ui))
            } else {
                let cancels = Button::new("Cancel").show(ui);
                (Button::primary(&label).show(ui), cancels)
            };
            if !ui.memory(|memory| memory.focused().is_some()) {
                if is_doubted { &cancels } else { &imports }.request_focus();
            }
            (imports.clicked(), cancels.clicked())
        },
    );
    if shown.foot.0 || (shown.is_confirmed && !is_doubted) {
        inbox.send(Command::CommitImport { keeps_message_texts: draft.keeps_message_texts });
    } else if shown.foot.1 || shown.wants_to_close {
        inbox.send(Command::DiscardImport);
    }
}

/// The workspace knows all of it already: there is nothing to write, and nothing else to do.
fn nothing_new_dialog(ui: &Ui, source: &str, report: &ImportReport, inbox: &mut Inbox) {
    let people = display_text::people(report.people);
    let shown = dialog::show(
        ui,
        "import preview",
        "Nothing new",
        460.0,
        |ui| card::muted(ui, format!("{source} holds the {people} that you have, as you have them. Nothing needs to be written.")),
        |ui| {
            let closes = Button::primary("Close").show(ui);
            if !ui.memory(|memory| memory.focused().is_some()) {
                closes.request_focus();
            }
            closes.clicked()
        },
    );
    if shown.foot || shown.is_confirmed || shown.wants_to_close {
        inbox.send(Command::DiscardImport);
    }
}

/// An export that looks cut short or old: the member's own word counts.
fn standing_ui(ui: &mut Ui, previewed: &Previewed<'_>, inbox: &mut Inbox) {
    let label = match previewed.report.standing {
        ExportStatus::CutShort => "The export is complete: mark missing people as gone",
        ExportStatus::Older => "It is my newest: use it as it stands",
        ExportStatus::Newest | ExportStatus::WithoutConnections => return,
    };
    if Button::new(label).show(ui).clicked() {
        let options = ImportOptions { is_whole: true, ..previewed.options.clone() };
        inbox.send(Command::PreviewImport { paths: previewed.paths.to_vec(), options });
    }
    ui.add_space(6.0);
}

/// Whose export it is, and the way to set that right: every count of messages hangs on it.
fn owner_ui(ui: &mut Ui, previewed: &Previewed<'_>, draft: &mut ImportDraft, inbox: &mut Inbox) {
    let Previewed { paths, options, report, .. } = previewed;
    let has_messages = report.kinds.get(&FileKind::Messages).is_some_and(|count| count.rows > 0);
    if !has_messages {
        return;
    }
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        ui.set_height(theme::CONTROL_HEIGHT);
        let words = match &report.owner {
            Some(owner) if !owner.name.is_empty() => display_text::sentence(format!("This is the export of {}", owner.name)),
            _ => "Couldn't tell whose export this is".to_owned(),
        };
        name_text::label(ui, &words, theme::semibold(size::BODY), tokens.text);
        if draft.owner.is_none() && Button::quiet("Not right?").named("The owner is not right").show(ui).clicked() {
            draft.owner = Some(report.owner.as_ref().and_then(|owner| owner.slug.clone()).unwrap_or_default());
        }
    });
    if let Some(owner) = &mut draft.owner {
        card::muted(ui, "Your own profile link at LinkedIn, or its last part. The messages are then counted anew.");
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 120.0).max(120.0);
            let response = field::line(ui, Id::unique("owner"), owner, "Your profile link", "linkedin.com/in/…", width, false);
            let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            if (Button::new("Read again").enabled_if(!owner.trim().is_empty()).show(ui).clicked() || is_entered) && !owner.trim().is_empty() {
                inbox.send(Command::PreviewImport { paths: (*paths).to_vec(), options: ImportOptions { owner: Some(owner.clone()), ..(*options).clone() } });
            }
        });
    }
    ui.add_space(4.0);
}

/// The guess at an encoding, with ten names as each would read them: the eye knows better than any rule.
fn encoding_ui(ui: &mut Ui, previewed: &Previewed<'_>, draft: &mut ImportDraft, inbox: &mut Inbox) {
    let Some(guess) = &previewed.report.encoding_guess else { return };
    let tokens = tokens(ui);
    let read_in = guess.choices.first().map(|choice| choice.encoding.as_str()).unwrap_or_default();
    let looked_at = draft.encoding.clone().unwrap_or_else(|| read_in.to_owned());
    card::heading(ui, "Do these names look right?");
    ui.horizontal_wrapped(|ui| {
        for choice in &guess.choices {
            let tone = if choice.encoding == looked_at { Tone::Current } else { Tone::Quiet };
            if Button::quiet(&choice.encoding).tone(tone).named(&format!("Letters as {}", choice.encoding)).show(ui).clicked() {
                draft.encoding = Some(choice.encoding.clone());
            }
        }
    });
    if let Some(choice) = guess.choices.iter().find(|choice| choice.encoding == looked_at) {
        let names: Vec<String> = choice.names.iter().map(|name| sanitized(name).into_owned()).collect();
        ui.add(egui::Label::new(RichText::new(names.join(" · ")).font(theme::semibold(size::BODY)).color(tokens.text)).wrap());
    }
    if looked_at != read_in && Button::new(&format!("Read again as {looked_at}")).show(ui).clicked() {
        let options = ImportOptions { encoding: Some(looked_at), ..previewed.options.clone() };
        inbox.send(Command::PreviewImport { paths: previewed.paths.to_vec(), options });
        draft.encoding = None;
    }
    ui.add_space(6.0);
}

/// The choice to keep what messages say.
fn texts_ui(ui: &mut Ui, report: &ImportReport, draft: &mut ImportDraft) {
    if report.kinds.get(&FileKind::Messages).is_none_or(|count| count.matched == 0) {
        return;
    }
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        if check::show(ui, draft.keeps_message_texts, "Keep what messages say, too").clicked() {
            draft.keeps_message_texts = !draft.keeps_message_texts;
        }
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.label(RichText::new("Keep what messages say, too").color(tokens(ui).text));
            card::muted(ui, "Without this, Partwell remembers when you wrote to each other and nothing of what you wrote.");
        });
    });
}

/// The reports of past imports. Returns whether the dialog is done.
pub(super) fn reports_dialog(ui: &Ui, imports: Option<&[PastImport]>, time: &LocalTime, draft: &mut ImportDraft) -> bool {
    let shown = dialog::show(
        ui,
        "reports",
        "Reports of imports",
        680.0,
        |ui| {
            let Some(imports) = imports else {
                card::muted(ui, "A moment …");
                return;
            };
            if imports.is_empty() {
                card::muted(ui, "Nothing was imported yet.");
                return;
            }
            draft.chosen_report = draft.chosen_report.min(imports.len() - 1);
            ui.horizontal_wrapped(|ui| {
                for (i, import) in imports.iter().enumerate() {
                    let label = format!("{} · {}", date_text::day(time.day_of(import.at)), import.source);
                    let tone = if i == draft.chosen_report { Tone::Current } else { Tone::Quiet };
                    if Button::quiet(&label).tone(tone).show(ui).clicked() {
                        draft.chosen_report = i;
                    }
                }
            });
            ui.add_space(8.0);
            if let Some(import) = imports.get(draft.chosen_report) {
                if let Some(owner) = import.report.owner.as_ref().filter(|owner| !owner.name.is_empty()) {
                    let day = import.report.export_date.map(|day| format!(" of {}", date_text::day(day))).unwrap_or_default();
                    name_text::label(ui, &display_text::sentence(format!("The export{day} of {}", owner.name)), theme::semibold(size::BODY), tokens(ui).text);
                    ui.add_space(4.0);
                }
                warnings_ui(ui, &import.report);
                report_ui(ui, &import.report, true);
            }
        },
        |ui| Button::primary("Close").show(ui).clicked(),
    );
    shown.foot || shown.is_confirmed || shown.wants_to_close
}
