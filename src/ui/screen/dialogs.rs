//! The dialogs of the window: which one is open, with its draft, and what it leaves behind.

use egui::Ui;

use super::Screen;
use crate::{
    state::{State, loaded::Data},
    ui::{
        action::{Action, Dialog, Inbox},
        chart_dialog::{self, ChartDraft},
        checklist_dialog::{self, Outcome},
        copy_dialog::{self, CopyDraft, CopyKind},
        cover_sheet_dialog::{self, CoverSheetDraft},
        erase_dialog::{self, EraseDraft, ForgetDraft},
        export_dialog::{self, ExportDraft, Source},
        help_dialog::{self, HelpDraft},
        history_dialog, import_dialog, keys_dialog,
        later_dialog::{self, LaterDraft},
        letter_dialog,
        letter_editor::LetterDraft,
        match_dialog::{self, MatchDraft},
        palette_dialog::{self, PaletteDraft},
        queue_panel,
        reasons_dialog::{self, ReasonsDraft},
        reminder_dialog::{self, ReminderDraft},
        suggestion_panel::{self, SuggestionDraft},
        view_dialog::{self, ViewDraft},
        warning_dialog::{self, WarningDraft},
        workspaces_dialog::{self, WorkspacesDraft},
    },
};

/// A dialog with its draft.
#[derive(Debug)]
pub(super) enum OpenDialog {
    Import,
    Checklist,
    Export(ExportDraft),
    Chart(ChartDraft),
    Reasons(ReasonsDraft),
    Later(LaterDraft),
    View(ViewDraft),
    History,
    Imports,
    Help,
    Match(MatchDraft),
    Suggestions(SuggestionDraft),
    Warned(WarningDraft),
    Queues,
    Palette(PaletteDraft),
    Keys,
    Letter(LetterDraft),
    Reminders(ReminderDraft),
    Workspaces(WorkspacesDraft),
    CoverSheet(CoverSheetDraft),
    Copy(CopyDraft),
    Erase(EraseDraft),
    Forget(ForgetDraft),
}

impl Screen {
    pub(super) fn dialog_ui(&mut self, ui: &Ui, state: &State, inbox: &mut Inbox) {
        let is_done = match &mut self.dialog {
            None => false,
            Some(OpenDialog::Import) => import_dialog::choose_dialog(ui, state, &mut self.import, inbox),
            Some(OpenDialog::Checklist) if self.finalizing.is_some() => false,
            Some(OpenDialog::Checklist) => match checklist_dialog::checklist_dialog(ui, state, &mut self.checklist, inbox) {
                Outcome::Open => false,
                Outcome::PutAway => true,
                Outcome::Sent(ticket) => {
                    self.finalizing = Some(ticket);
                    false
                }
            },
            Some(OpenDialog::Export(draft)) => export_dialog::export_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Chart(draft)) => chart_dialog::chart_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Reasons(draft)) => reasons_dialog::reasons_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Later(draft)) => later_dialog::later_dialog(ui, state, draft, inbox),
            Some(OpenDialog::View(draft)) => view_dialog::view_dialog(ui, state, draft, inbox),
            Some(OpenDialog::History) => {
                inbox.need(state, Data::History);
                history_dialog::history_dialog(ui, state, inbox)
            }
            Some(OpenDialog::Imports) => {
                inbox.need(state, Data::Imports);
                import_dialog::reports_dialog(ui, state.imports.get().map(Vec::as_slice), &state.overview.time, &mut self.import)
            }
            Some(OpenDialog::Help) => help_dialog::help_dialog(ui, &mut self.help),
            Some(OpenDialog::Match(draft)) => match_dialog::match_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Suggestions(draft)) => suggestion_panel::suggestions_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Warned(draft)) => warning_dialog::warning_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Letter(draft)) => letter_dialog::letter_dialog(ui, state, draft, inbox),
            Some(OpenDialog::CoverSheet(draft)) => cover_sheet_dialog::cover_sheet_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Workspaces(draft)) => workspaces_dialog::workspaces_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Reminders(draft)) => reminder_dialog::reminder_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Copy(draft)) => copy_dialog::copy_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Erase(draft)) => erase_dialog::erase_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Forget(draft)) => erase_dialog::forget_dialog(ui, state, draft, inbox),
            Some(OpenDialog::Queues) => queue_panel::queues_dialog(ui, state, inbox),
            Some(OpenDialog::Keys) => keys_dialog::keys_dialog(ui, self.page),
            Some(OpenDialog::Palette(draft)) => match palette_dialog::palette_dialog(ui, state, self.page, draft, inbox) {
                palette_dialog::Outcome::Open => false,
                palette_dialog::Outcome::PutAway => true,
                palette_dialog::Outcome::Chosen(command) => {
                    self.asked.ask(ui, command);
                    self.dialog = None;
                    false
                }
            },
        };
        if is_done {
            if self.is_of_checklist() {
                // Back to where they were met.
                self.open(Dialog::Checklist, state);
                return;
            }
            if let Some(OpenDialog::Reasons(ReasonsDraft { saved: Some(given), .. })) = &self.dialog {
                self.last_reasons = given.clone();
            }
            self.keep_letter();
            self.dialog = None;
            // The keyboard goes back to where it came from.
            inbox.push(Action::FocusBack);
        }
    }

    /// What was written in a letter is there when it is opened again.
    fn keep_letter(&mut self) {
        if matches!(self.dialog, Some(OpenDialog::Letter(_)))
            && let Some(OpenDialog::Letter(draft)) = self.dialog.take()
        {
            self.letters.keep_letter(draft);
        }
    }

    /// Opens a dialog.
    pub fn open(&mut self, dialog: Dialog, state: &State) {
        let is_of_checklist = matches!(self.dialog, Some(OpenDialog::Checklist));
        self.keep_letter();
        self.dialog = Some(match dialog {
            Dialog::Import => OpenDialog::Import,
            Dialog::Checklist => {
                self.checklist.reopen(state);
                OpenDialog::Checklist
            }
            Dialog::Export(source) => OpenDialog::Export(ExportDraft::new(Source::List(source), &state.settings, &self.fallback_folder, false)),
            Dialog::ExportPeople(people) => OpenDialog::Export(ExportDraft::new(Source::People(people), &state.settings, &self.fallback_folder, false)),
            Dialog::ExportLedger(entries) => OpenDialog::Export(ExportDraft::new(Source::Ledger(entries), &state.settings, &self.fallback_folder, false)),
            Dialog::SaveChart(chart) => OpenDialog::Chart(ChartDraft::new(*chart, &state.settings, &self.fallback_folder)),
            Dialog::Letter(to, template) => {
                let mut draft = self.letters.take_letter(to, template);
                draft.is_of_checklist = is_of_checklist;
                OpenDialog::Letter(draft)
            }
            Dialog::CoverSheet => OpenDialog::CoverSheet(CoverSheetDraft::new(&state.settings, &self.fallback_folder)),
            Dialog::Workspaces => OpenDialog::Workspaces(WorkspacesDraft::default()),
            Dialog::SaveReminders(reminder) => OpenDialog::Reminders(ReminderDraft::new(reminder, &state.settings, &self.fallback_folder)),
            Dialog::CopyWorkspace => OpenDialog::Copy(CopyDraft::new(CopyKind::Workspace, state, &self.fallback_folder)),
            Dialog::ExportFull => OpenDialog::Copy(CopyDraft::new(CopyKind::Full, state, &self.fallback_folder)),
            Dialog::Erase => OpenDialog::Erase(EraseDraft::default()),
            Dialog::Forget(person_id) => OpenDialog::Forget(ForgetDraft::new(person_id)),
            Dialog::Reasons(people) => OpenDialog::Reasons(ReasonsDraft::new(people, &self.last_reasons, state)),
            Dialog::Later(people) => OpenDialog::Later(LaterDraft::new(people, is_of_checklist)),
            Dialog::SaveView(query) => OpenDialog::View(ViewDraft::new(query)),
            Dialog::History => OpenDialog::History,
            Dialog::Imports => OpenDialog::Imports,
            Dialog::Palette => OpenDialog::Palette(PaletteDraft::default()),
            Dialog::Keys => OpenDialog::Keys,
            Dialog::Queues => OpenDialog::Queues,
            Dialog::Warned => OpenDialog::Warned(WarningDraft::default()),
            Dialog::Suggestions => OpenDialog::Suggestions(SuggestionDraft::default()),
            Dialog::MatchList => OpenDialog::Match(MatchDraft::default()),
            Dialog::Help => {
                self.help = HelpDraft::default();
                OpenDialog::Help
            }
        });
    }

    /// Whether the dialog that is open was opened from the checklist, and leads back there.
    fn is_of_checklist(&self) -> bool {
        match &self.dialog {
            Some(OpenDialog::Later(draft)) => draft.is_of_checklist,
            Some(OpenDialog::Letter(draft)) => draft.is_of_checklist,
            _ => false,
        }
    }
}
