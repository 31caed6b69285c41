//! The whole window: which page, which dialog, and the drafts of all of them.

mod dialogs;

use std::path::{Path, PathBuf};

use egui::{CentralPanel, Frame, Ui, accesskit::Role};

use super::{
    action::{Action, Dialog, Inbox, Page, WorkspaceAction},
    changes_draft::ChangesDraft,
    changes_panel,
    checklist_draft::ChecklistDraft,
    done_toast, dropped_files,
    errands_draft::ErrandsDraft,
    export_dialog::{ExportDraft, Source},
    failed_panel::{self, FailedDraft},
    file_dialog::Given,
    gallery_panel,
    help_dialog::HelpDraft,
    import_dialog::{self, ImportDraft, Reading},
    insights_draft::InsightsDraft,
    insights_panel,
    invitations_draft::InvitationsDraft,
    invitations_panel,
    ledger_draft::LedgerDraft,
    ledger_panel,
    letters_draft::LettersDraft,
    letters_panel, list_panel, palette_dialog,
    plan_draft::PlanDraft,
    plan_panel, problem_dialog,
    progress_dialog::{self, Waiting},
    review_panel::{self, ReviewDraft},
    settings_panel::{self, SettingsDraft},
    small_window, status_bar,
    theme::tokens,
    top_bar,
    triage_draft::TriageDraft,
    triage_panel,
    ui_command::{self, UiCommand},
    welcome_panel,
    widgets::{button::Button, empty, field, landmark, toast},
    work_compact,
    work_draft::WorkDraft,
    work_keys, work_panel,
};
use dialogs::OpenDialog;

use crate::{
    command::Command,
    event::Settlement,
    model::{batch::removal_list::ListSource, import::import_options::ImportOptions, person::reason::Reasons, ticket::Ticket},
    state::{
        State,
        stage::{ImportStage, Stage},
    },
};

/// Everything that panels remember between frames.
#[derive(Debug, Default)]
pub struct Screen {
    page: Page,
    dialog: Option<OpenDialog>,
    review: ReviewDraft,
    triage: TriageDraft,
    work: WorkDraft,
    ledger: LedgerDraft,
    changes: ChangesDraft,
    insights: InsightsDraft,
    invitations: InvitationsDraft,
    letters: LettersDraft,
    plan: PlanDraft,
    settings: SettingsDraft,
    import: ImportDraft,
    failed: FailedDraft,
    toast: toast::Toast,
    waiting: Waiting,
    is_waiting: bool,
    help: HelpDraft,
    checklist: ChecklistDraft,
    /// The reasons that were given last, to be given again.
    last_reasons: Reasons,
    /// Where the tour through the sample stands; none once it was put away.
    tour: Option<usize>,
    /// The workspace that the drafts belong to; none before one was open.
    workspace: Option<PathBuf>,
    /// Set while a batch that was sent to be finalized is not answered.
    finalizing: Option<Ticket>,
    fallback_folder: PathBuf,
    /// What was chosen in the palette and is not done yet.
    asked: palette_dialog::Asked,
}

impl Screen {
    /// A screen that writes lists to this folder until another is chosen.
    #[must_use]
    pub fn new(fallback_folder: &Path) -> Self {
        Self { fallback_folder: fallback_folder.to_owned(), tour: Some(0), ..Self::default() }
    }

    /// Forgets everything that belongs to the workspace that was open.
    pub fn begin_anew(&mut self) {
        *self = Self::new(&std::mem::take(&mut self.fallback_folder));
    }

    /// What is being written beside removing belongs to one workspace: nothing of it is carried into another.
    fn follow_workspace(&mut self, state: &State) {
        let is_other = state.stage == Stage::Ready && self.workspace.as_ref() != Some(&state.workspace);
        if is_other && self.workspace.replace(state.workspace.clone()).is_some() {
            (self.invitations, self.letters, self.plan) = (InvitationsDraft::default(), LettersDraft::default(), PlanDraft::default());
            self.work.errands = ErrandsDraft::default();
        }
    }

    /// Whether a dialog that the member opened stands over the page.
    #[must_use]
    pub fn has_dialog(&self) -> bool {
        self.dialog.is_some()
    }

    /// Draws one frame. Returns whether a dialog stood over the rest.
    pub fn show(&mut self, ui: &mut Ui, state: &State, is_busy: bool, inbox: &mut Inbox) -> bool {
        self.follow_workspace(state);
        if self.page != Page::Plan && !state.hides_names() {
            // Whichever way the page was left, what was typed there is kept.
            self.plan.flush(inbox);
        }
        let has_waited = std::mem::replace(&mut self.is_waiting, self.waiting.is_due(ui, state));
        let is_waiting = self.is_waiting;
        if has_waited && !is_waiting {
            inbox.push(Action::FocusBack);
        }
        let is_free = self.dialog.is_none() && !is_waiting && state.import == ImportStage::None && state.problems.is_empty();
        if state.stage == Stage::Ready {
            ui_command::listen(ui, state, self.page, |command| command == UiCommand::HideNames, inbox);
        }
        self.asked.press(ui, is_free);
        if is_free && state.stage == Stage::Ready {
            ui_command::listen(ui, state, self.page, |_| true, inbox);
        } else if matches!(self.dialog, Some(OpenDialog::Checklist)) && self.finalizing.is_none() && state.problems.is_empty() {
            // Whoever sends somebody back from there by mistake takes it back there.
            ui_command::listen(ui, state, self.page, |command| matches!(command, UiCommand::Undo | UiCommand::Redo), inbox);
        }
        field::hide_what_is_typed(ui, state.hides_names());
        match &mut self.dialog {
            Some(OpenDialog::Match(draft)) => dropped_files::dropped(ui).into_iter().take(1).for_each(|path| draft.read(&path, inbox)),
            _ => dropped_files::import(ui, state, inbox),
        }
        let is_small = self.page == Page::WorkList && state.stage == Stage::Ready && self.work.small.is_some();
        if is_small {
            work_compact::compact_ui(ui, state, &mut self.work, inbox);
        } else {
            small_window::leave(ui, &mut self.work.small);
            self.whole_ui(ui, state, is_busy, inbox);
        }
        self.follow_finalizing(state);
        self.dialog_ui(ui, state, inbox);
        import_dialog::stage_dialog(ui, state, &mut self.import, inbox);
        if is_waiting {
            progress_dialog::progress_dialog(ui, "This takes a moment", state.progress.as_ref(), inbox);
        }
        match import_dialog::follow_reading(&mut self.import, state, inbox) {
            Reading::Over => problem_dialog::problem_dialog(ui, state, inbox),
            Reading::UnderWay => {}
            // On the first page the path stands there already.
            Reading::Failed if state.is_first_start() => {}
            Reading::Failed => inbox.push(Action::Open(Dialog::Import)),
        }
        if is_free && state.stage == Stage::Ready {
            done_toast::show(ui, state, &mut self.toast, inbox);
        }
        dropped_files::hint(ui, if matches!(self.dialog, Some(OpenDialog::Match(_))) { "Drop to look them up" } else { "Drop to import" });
        !is_free
    }

    /// The page with all that stands around it.
    fn whole_ui(&mut self, ui: &mut Ui, state: &State, is_busy: bool, inbox: &mut Inbox) {
        top_bar::bar_ui(ui, state, self.page, self.review.overlays_details, inbox);
        let status_place = status_bar::place_ui(ui);
        if state.is_sample {
            super::screen_banners::sample_banner(ui, &mut self.tour, inbox);
        }
        if state.is_for_reading {
            super::screen_banners::reading_banner(ui, inbox);
        }
        if state.hides_names() {
            super::screen_banners::hidden_banner(ui, inbox);
        }
        if state.due > 0 && state.stage == Stage::Ready && self.page == Page::Review && self.review.due_put_aside != state.due {
            super::screen_banners::due_banner(ui, state, &mut self.review.due_put_aside, inbox);
        }
        CentralPanel::no_frame().frame(Frame::new().fill(tokens(ui).page)).show(ui, |ui| {
            landmark::name(ui, Role::Main, &format!("{} page", self.page.title()));
            self.page_ui(ui, state, inbox);
        });
        status_bar::bar_ui(ui, status_place, state, is_busy, inbox);
    }

    fn page_ui(&mut self, ui: &mut Ui, state: &State, inbox: &mut Inbox) {
        match &state.stage {
            Stage::Opening => {
                // Mostly it is open before anybody could read this.
                let now = ui.input(|input| input.time);
                if progress_dialog::has_lasted(ui, 0.0, now) {
                    opening_ui(ui, state);
                }
            }
            Stage::Failed(problem) => failed_panel::failed_ui(ui, problem, state, &mut self.failed, inbox),
            Stage::Ready if state.is_first_start() && self.page != Page::Settings => welcome_panel::welcome_ui(ui, &mut self.import, inbox),
            Stage::Ready => match self.page {
                Page::Review => review_panel::review_ui(ui, state, &mut self.review, inbox),
                Page::Triage => triage_panel::triage_ui(ui, state, &mut self.triage, &mut self.review.detail, inbox),
                Page::Ledger => ledger_panel::ledger_ui(ui, state, &mut self.ledger, inbox),
                Page::Invitations => invitations_panel::invitations_ui(ui, state, &mut self.invitations, inbox),
                Page::Letters => letters_panel::letters_ui(ui, state, &mut self.letters, inbox),
                Page::Plan => plan_panel::plan_ui(ui, state, &mut self.plan, inbox),
                Page::Insights => insights_panel::insights_ui(ui, state, &mut self.insights, inbox),
                Page::Changes => changes_panel::changes_ui(ui, state, &mut self.changes, inbox),
                Page::Settings => settings_panel::settings_ui(ui, state, &mut self.settings, inbox),
                Page::Gallery => gallery_panel::gallery_ui(ui),
                Page::WorkList => work_panel::work_ui(ui, state, &mut self.work, inbox),
            },
        }
    }

    /// Once the batch is there, its list is offered; if it was refused, the checklist stays.
    fn follow_finalizing(&mut self, state: &State) {
        let Some(settlement) = self.finalizing.and_then(|ticket| state.settlement(ticket)) else { return };
        self.finalizing = None;
        if settlement != Settlement::Done {
            return;
        }
        self.checklist = ChecklistDraft::default();
        if let Some(batch) = state.overview.batches.last() {
            self.page = Page::WorkList;
            self.work.batches.chosen = None;
            self.dialog = Some(OpenDialog::Export(ExportDraft::new(Source::List(ListSource::Batch(batch.id)), &state.settings, &self.fallback_folder, true)));
        }
    }

    /// Puts any dialog away.
    pub fn close_dialog(&mut self) {
        self.import.forget();
        self.dialog = None;
        self.finalizing = None;
    }

    /// Shows details over the other pane of a narrow window, or not any more.
    pub fn peek_details(&mut self, overlays_details: bool) {
        self.review.overlays_details = overlays_details;
    }

    /// Shows a page.
    pub fn show_page(&mut self, page: Page) {
        self.page = page;
    }

    /// Shows what the last import changed.
    pub fn show_last_import(&mut self) {
        self.changes = ChangesDraft::default();
        self.page = Page::Changes;
    }

    /// The page that is shown.
    #[must_use]
    pub fn page(&self) -> Page {
        self.page
    }

    /// The list that keys go to on this page, if it has one.
    #[must_use]
    pub fn main_list(&self, state: &State) -> Option<egui::Id> {
        match self.page {
            Page::Review => Some(list_panel::list_id(state.active)),
            Page::Triage => Some(triage_panel::card_id()),
            Page::WorkList => Some(work_keys::queue_id()),
            Page::Ledger => Some(ledger_panel::list_id()),
            Page::Invitations => Some(invitations_panel::list_id()),
            Page::Letters => Some(letters_panel::list_id()),
            Page::Plan | Page::Insights | Page::Changes | Page::Settings | Page::Gallery => None,
        }
    }

    /// Leaves the list of those to invite again for the ledger; answers its search field.
    pub fn search_ledger(&mut self) -> egui::Id {
        self.page = Page::Ledger;
        self.ledger.show_everybody();
        ledger_panel::search_id()
    }

    /// Shows a batch.
    pub fn show_batch(&mut self, batch: crate::model::id::BatchId) {
        self.page = Page::WorkList;
        self.work.batches.chosen = Some(batch);
    }

    /// Takes in what a file dialog gave.
    pub fn take_given(&mut self, given: Given, inbox: &mut Inbox) {
        self.import.notice.clear();
        match given {
            Given::ToImport(path) => {
                inbox.send(Command::PreviewImport { paths: vec![path], options: ImportOptions::default() });
            }
            Given::ToMatch(path) => {
                if let Some(OpenDialog::Match(draft)) = &mut self.dialog {
                    draft.read(&path, inbox);
                }
            }
            Given::ToWrite(path) => {
                if let Some(OpenDialog::Export(draft)) = &mut self.dialog {
                    draft.place(&path);
                }
                match &mut self.dialog {
                    Some(OpenDialog::Chart(draft)) => draft.place(&path),
                    Some(OpenDialog::CoverSheet(draft)) => draft.place(&path),
                    Some(OpenDialog::Reminders(draft)) => draft.place(&path),
                    Some(OpenDialog::Copy(draft)) => draft.place(&path),
                    _ => {}
                }
            }
            Given::ToRead(path) => {
                if let Some(OpenDialog::CoverSheet(draft)) = &mut self.dialog {
                    draft.read(&path, inbox);
                }
            }
            Given::ToOpen(path) => inbox.push(Action::Workspaces(WorkspaceAction::Open(path))),
            Given::Cancelled => {}
            Given::Unavailable => {
                "This system offers no file dialog. Type or paste a path, or drop the file on the window.".clone_into(&mut self.import.notice);
                inbox.push(Action::Say("This system offers no file dialog: type or paste a path".to_owned()));
            }
        }
    }

    /// An import was sent: whatever chose it is done.
    pub fn import_started(&mut self) {
        self.import.forget_problem();
        if matches!(self.dialog, Some(OpenDialog::Import)) {
            self.dialog = None;
        }
    }

    /// Sends what is still being written. Called before the window closes.
    pub fn flush(&mut self, inbox: &mut Inbox) {
        self.review.detail.flush(inbox);
        self.plan.flush(inbox);
    }
}

/// A large workspace is being opened: how far that is, and the way out.
fn opening_ui(ui: &mut Ui, state: &State) {
    ui.with_layout(egui::Layout::top_down(egui::Align::Center), |ui| {
        let height = (ui.available_height() * 0.5).max(120.0);
        ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
            empty::show(ui, egui_material_icons::icons::ICON_FOLDER_OPEN, "Opening the workspace", "A large network takes a moment.");
        });
        ui.allocate_ui(egui::vec2(320.0, 90.0), |ui| {
            progress_dialog::progress_ui(ui, state.progress.as_ref());
            ui.add_space(10.0);
            if Button::new("Quit").show(ui).clicked() {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
        });
    });
}
