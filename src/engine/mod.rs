//! The verbs: the only place where model, store, import and export meet. One file each.
//!
//! A command goes in, events come out, and in the end what came of it. Knows no screen and no clock.

mod backups;
mod change_reasons;
mod cover_sheet;
mod dismiss;
mod do_instead;
mod export;
mod finalize;
mod full_error;
mod history;
mod import_export;
mod insights;
mod invite_again;
mod load;
mod load_ledger;
mod mark;
mod match_list;
mod move_people;
mod outcomes;
mod outreach;
mod plan;
mod problem;
mod protect;
mod put_off;
mod rediscover;
mod removal_list;
mod sample;
mod take_back_import;
mod whole;
mod write_evidence;
mod write_import;
mod write_note;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::civil::Date;
pub use sample::sample_path;

use crate::model::id::PersonId;
use crate::{
    command::Command,
    event::{Changes, Checked, Event, Problem, Settlement},
    model::{
        local_time::LocalTime,
        operation::{Announcement, Operation, Subject},
        person::title_words::TitleWords,
        progress::ProgressSink,
    },
    store::{self, ChangedRows, Edit, Missing, Store, StoreError, StoreResult},
};

/// Owns the open workspace and does what commands ask.
#[derive(Debug)]
pub struct Engine {
    store: Store,
    /// The workspace that the program was started with; [`Command::LeaveSample`] goes back to it.
    home: PathBuf,
    is_sample: bool,
    is_for_reading: bool,
    pending_import: Option<import_export::PendingImport>,
    /// The day on which it was last looked whether a backup is due.
    backed_up_on: Option<Date>,
}

/// Whoever hears the events.
pub type Emit<'e> = &'e mut dyn FnMut(Event);

/// How a verb ends.
type CommandResult = Result<(), Problem>;

impl Engine {
    /// Opens a workspace, made if it does not exist. Waits at most `timeout` for another Partwell to let go of it.
    ///
    /// # Errors
    /// A problem to show; the file is untouched.
    pub fn open(workspace: &Path, timeout: Duration) -> Result<Self, Problem> {
        Self::open_or(workspace, timeout, Missing::Create)
    }

    /// Opens a workspace that must exist already: nothing is made anywhere.
    ///
    /// # Errors
    /// A problem to show; the file is untouched.
    pub fn open_existing(workspace: &Path, timeout: Duration) -> Result<Self, Problem> {
        Self::open_or(workspace, timeout, Missing::Refuse)
    }

    fn open_or(workspace: &Path, timeout: Duration, missing: Missing) -> Result<Self, Problem> {
        let store = Store::open(workspace, timeout, missing)?;
        Ok(Self { store, home: workspace.to_owned(), is_sample: false, is_for_reading: false, pending_import: None, backed_up_on: None })
    }

    /// Checks a workspace without writing to it. What is found damaged is not written to from then on.
    ///
    /// # Errors
    /// When it is too damaged to be asked, or cannot be reached.
    pub fn check_file(workspace: &Path, timeout: Duration) -> Result<Checked, Problem> {
        let (wrong, remarks) = Store::check_file(workspace, timeout)?;
        Ok(Checked { wrong, remarks: remarks.into_iter().map(Problem::from).collect() })
    }

    /// The words that job titles are read by here.
    #[must_use]
    pub fn title_words(&self) -> Arc<TitleWords> {
        Arc::clone(self.store.title_words())
    }

    /// The same for a workspace that need not be open, nor be there.
    #[must_use]
    pub fn title_words_beside(workspace: &Path) -> Arc<TitleWords> {
        store::title_words_beside(workspace)
    }

    /// For moments in which nobody waits: brings the latest changes from beside the workspace into its file.
    pub fn settle(&mut self) {
        if !self.reads_only() {
            // They are safe where they are; the next moment will do.
            let _ = self.store.settle();
        }
    }

    /// For moments in which nobody waits: looks once whether all rows are what was written. What is found damaged is told, and nothing more
    /// is written to it.
    pub fn look_over(&mut self, is_wanted: impl Fn() -> bool + Send + 'static, now: &LocalTime, emit: Emit<'_>) {
        if self.reads_only() || self.is_sample {
            return;
        }
        match self.store.look_over(is_wanted) {
            Ok(()) | Err(StoreError::Stopped) => {}
            Err(error) => {
                let problem = Problem::from(error);
                self.is_for_reading |= problem.is_damage;
                // Whoever shows it says that it is only read from now on; what cannot be shown is told by the problem.
                let _ = self.load(now, emit);
                emit(Event::Noticed(problem));
            }
        }
    }

    /// Opens a workspace that may not be written. Commands that would change it are refused.
    ///
    /// # Errors
    /// A problem to show.
    pub fn open_for_reading(workspace: &Path) -> Result<Self, Problem> {
        let store = Store::open_for_reading(workspace)?;
        Ok(Self { store, home: workspace.to_owned(), is_sample: false, is_for_reading: true, pending_import: None, backed_up_on: None })
    }

    /// Opens the workspace of the sample people that belongs to `home`, filled if it is empty.
    ///
    /// # Errors
    /// A problem to show.
    pub fn open_sample(home: &Path, timeout: Duration, now: &LocalTime) -> Result<Self, Problem> {
        let (store, is_empty) = sample::open(home, timeout)?;
        let mut engine = Self { store, home: home.to_owned(), is_sample: true, is_for_reading: false, pending_import: None, backed_up_on: None };
        if is_empty {
            engine.fill_sample(now)?;
        }
        Ok(engine)
    }

    /// Whether another Partwell has this workspace open. Nothing is made or written to find out.
    #[must_use]
    pub fn is_open_elsewhere(workspace: &Path) -> bool {
        store::is_held(workspace)
    }

    /// How the names of what other starts lay begin.
    pub const CALLS_BEGIN: &'static str = store::CALLS_BEGIN;

    /// Where another start lays what it wants of the window that has this workspace open.
    #[must_use]
    pub fn calls_folder(workspace: &Path) -> PathBuf {
        store::calls_folder(workspace)
    }

    /// Does what a command asks.
    pub fn run(&mut self, command: Command, now: &LocalTime, progress: &mut dyn ProgressSink, emit: Emit<'_>) -> Settlement {
        if self.reads_only() && self.store.was_written_elsewhere() {
            // Nothing read so far may be mixed with what stands there now.
            match Store::open_for_reading(&self.home) {
                Ok(store) => self.store = store,
                Err(error) => {
                    emit(Event::Failed(error.into()));
                    return Settlement::Failed;
                }
            }
            if !matches!(command, Command::Load)
                && let Err(problem) = self.load(now, emit)
            {
                emit(Event::Failed(problem));
            }
        }
        let mut settlement = Settlement::Done;
        // Who is to be forgotten is not kept in one more file first.
        let has_backup_of_its_own = matches!(command, Command::SaveSettings(_) | Command::BackUp | Command::Restore { .. } | Command::ForgetPerson { .. });
        if command.changes_workspace()
            && !has_backup_of_its_own
            && let Err(problem) = self.back_up_daily(now, emit)
        {
            emit(Event::Failed(problem));
            return Settlement::Failed;
        }
        let done = match command {
            // Which page is shown is worth no word.
            Command::SaveSettings(_) if self.reads_only() => Ok(()),
            command if self.reads_only() && command.changes_workspace() => Err(Problem::new(
                "The workspace is open for reading",
                "It is read-only. Nothing was changed.",
                "Lists can be written elsewhere. To go on working, copy the workspace to a folder of your own and open it there.",
            )),
            Command::Load => self.load(now, emit),
            Command::LoadOnly { slugs } => self.load_only(&slugs, now, emit),
            Command::OpenSample => self.switch_to_sample(now, emit),
            Command::LeaveSample => self.leave_sample(now, emit),
            Command::PreviewImport { paths, options } => self.preview_import(paths, &options, now, progress, emit),
            Command::CommitImport { keeps_message_texts } => self.commit_import(keeps_message_texts, now, progress, emit),
            Command::DiscardImport => {
                self.discard_import(emit);
                Ok(())
            }
            Command::Move { person_ids, to } => self.move_people(&person_ids, to, now, emit),
            Command::ChangeReasons { person_ids, change } => self.change_reasons(&person_ids, &change, now, emit),
            Command::SetNote { person_id, note } => self.write_note(person_id, &note, now, emit),
            Command::PutOff { person_ids, until } => self.put_off(&person_ids, until, now, emit),
            Command::SetProtected { person_ids, is_protected } => self.protect(&person_ids, is_protected, now, emit),
            Command::SetRediscovered { person_ids, is_rediscovered } => self.rediscover(&person_ids, is_rediscovered, now, emit),
            Command::Dismiss { dismissed } => self.dismiss(&dismissed, now, emit),
            Command::Finalize { answers, count } => self.finalize(&answers, count, now, emit),
            Command::Export { what, path, may_replace } => {
                self.export(&what, (&path, may_replace), now, progress, emit).map(|came_of_it| settlement = came_of_it)
            }
            Command::DrawChart(chart) => self.draw_chart(&chart, now, emit),
            Command::SetUnfollow { person_ids, is_to_unfollow } => self.set_unfollow(&person_ids, is_to_unfollow, now, emit),
            Command::Mark { person_ids, kind, state } => self.mark(&person_ids, kind, state, now, emit),
            Command::AcceptExport { import } => self.accept_export(import, now, emit),
            Command::JoinPeople { person_id, other_id } => self.join_people(person_id, other_id, now, emit),
            Command::CountAsGone { person_id } => self.count_as_gone(person_id, now, emit),
            Command::TakeBackImport { import } => self.take_back_import(import, now, progress, emit),
            Command::PlanInvitation { person_id, due_on, note } => self.plan_invitation(person_id, due_on, &note, now, emit),
            Command::SetInvitationSent { person_id, is_sent } => self.set_invitation_sent(person_id, is_sent, now, emit),
            Command::DropInvitation { person_id } => self.drop_invitation(person_id, now, emit),
            Command::Tidy { person_id, leftover, is_tidied } => self.tidy(person_id, &leftover, is_tidied, now, emit),
            Command::SetErrands { errands, state } => self.set_errands(&errands, state, now, emit),
            Command::SetPersonErrands { person_ids, kind, detail, state } => self.set_person_errands(&person_ids, kind, &detail, state, now, emit),
            Command::DoInstead { person_ids, alternative } => self.do_instead(&person_ids, &alternative, now, emit),
            Command::DropErrands { errands } => self.drop_errands(&errands, now, emit),
            Command::SaveLetter { key, title, body } => self.save_letter(key, &title, &body, now, emit),
            Command::ResetLetter { key } => self.reset_letter(&key, now, emit),
            Command::SetFocus { focus } => self.set_focus(&focus, now, emit),
            Command::SetGoals { goals } => self.set_goals(&goals, now, emit),
            Command::WriteJournal(entry) => self.write_journal(&entry, now, emit),
            Command::DeleteJournalEntry { id } => self.delete_journal_entry(id, now, emit),
            Command::LoadOutreach => self.load_outreach(emit),
            Command::LoadPlan => self.load_plan(now, emit),
            Command::LoadWorkList => self.load_work_list(emit),
            Command::LoadLedger => self.load_ledger(emit),
            Command::LoadInsights { only } => self.load_insights(only, now, emit),
            Command::LoadOutcome { import } => self.load_outcome(import, now, emit),
            Command::Undo => self.undo(now, progress, emit),
            Command::Redo => self.redo(now, progress, emit),
            Command::ReturnTo { operation_id } => self.return_to(operation_id, now, progress, emit),
            Command::LoadPerson { person_id } => self.load_person(person_id, emit),
            Command::LoadBackups => self.load_backups(emit),
            Command::BackUp => self.back_up(now, emit),
            Command::Restore { backup } => self.restore(&backup, now, emit),
            Command::CopyWorkspace { path, may_replace } => self.copy_workspace(&path, may_replace, emit).map(|came_of_it| settlement = came_of_it),
            Command::ExportFull { folder } => self.export_full(&folder, now, emit),
            Command::ForgetPerson { person_id, with_backups } => self.forget_person(person_id, with_backups, now, emit),
            Command::LoadHistory => self.load_history(emit),
            Command::LoadImports => self.load_imports(emit),
            Command::LoadBatch { batch_id } => self.load_batch(batch_id, emit),
            Command::ReadCoverSheet { path } => self.read_cover_sheet(&path, emit),
            Command::TakeCoverAnswers { changes } => self.take_cover_answers(&changes, now, emit),
            Command::MatchList(list) => self.match_list(list, emit),
            Command::FindNearMisses { pane, search } => self.find_near_misses(pane, search, emit),
            Command::SaveSettings(settings) => self.store.save_settings(&settings).map_err(Problem::from),
        };
        if let Err(problem) = done {
            settlement = Settlement::Failed;
            let is_stale = self.reads_only() && self.store.was_written_elsewhere();
            emit(Event::Failed(if is_stale {
                // Half of it was read before, half after: that looks like damage, and is none.
                Problem::new("The workspace was changed by another program", "It is opened anew with your next step. Nothing was changed.", "Do it again.")
            } else {
                problem
            }));
        }
        for remark in self.store.take_remarks() {
            emit(Event::Noticed(remark.into()));
        }
        settlement
    }

    /// Checks the workspace that is open. Returns what is wrong, a line each.
    ///
    /// # Errors
    /// When it is too damaged to be asked.
    pub fn check(&self) -> Result<Vec<String>, Problem> {
        Ok(self.store.check()?)
    }

    /// Whether the workspace that is open now may not be changed; the sample people's always may.
    fn reads_only(&self) -> bool {
        self.is_for_reading && !self.is_sample
    }

    /// The people that an operation is about, a single one by name.
    fn subject(&self, person_ids: &[PersonId]) -> Result<Subject, Problem> {
        Ok(match person_ids {
            [id] => Subject::one(self.store.facts(*id)?.map(|facts| facts.name()).unwrap_or_default()),
            several => Subject::several(several.len()),
        })
    }

    /// Does `operation` by `change`, as one commit and one step of undo, and announces it with a remark on what was left out.
    fn change(
        &mut self,
        operation: Operation,
        remark: String,
        now: &LocalTime,
        emit: Emit<'_>,
        change: impl FnOnce(Edit<'_>) -> StoreResult<()>,
    ) -> CommandResult {
        match self.store.transact(now.at, &operation, change)? {
            ((), Some(touched)) => self.announce(Announcement::Done(operation), remark, &touched, now, emit),
            ((), None) => nothing_done(remark, emit),
        }
    }

    /// Tells what was changed.
    fn announce(&mut self, done: Announcement, remark: String, touched: &ChangedRows, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let people = if touched.replaces_people {
            self.load(now, emit)?;
            Vec::new()
        } else {
            self.store.states(&touched.people)?
        };
        emit(Event::Changed(Changes { done, remark, touched: touched.touched, people, overview: self.overview(now)? }));
        Ok(())
    }
}

/// Tells that a command left everything as it is, and why where there is something to say. Ends the verb.
#[expect(clippy::unnecessary_wraps, reason = "it stands where a verb ends")]
fn nothing_done(why: String, emit: Emit<'_>) -> CommandResult {
    emit(Event::NothingDone(if why.is_empty() { "Nothing to change".to_owned() } else { why }));
    Ok(())
}
