//! The window's application: events in, one frame drawn, actions out.

mod calls;
mod check;
mod clipboard;
mod focus;
mod known_workspaces;
pub mod run;
mod session;
pub mod single_instance;
mod wanted;
mod window_place;
mod workspaces;

use std::{
    path::{Path, PathBuf},
    sync::mpsc::Receiver,
    time::Duration,
};

use focus::FocusKeeper;
use known_workspaces::{KnownWorkspaces, file_beside};
use session::{Opens, Session};
use single_instance::Listener;

use crate::{
    command::Command,
    event::{Checked, Event, Problem, Settlement},
    model::{id::PersonId, person::decision::Pane, settings::Settings, ticket::Ticket},
    state::{
        State,
        near_misses::NearMissesOf,
        pane::Select,
        stage::{ImportStage, Stage},
    },
    ui::{
        action::{Action, Inbox, Page, data_command},
        detail_panel,
        file_dialog::FileDialog,
        fonts::MissingScripts,
        list_panel,
        screen::Screen,
        theme,
    },
    worker::{Clock, Worker},
};

pub use window_place::{WindowPlace, has_drawn};

/// A second window says at once that the first one is open.
const TIMEOUT: Duration = Duration::from_millis(300);

/// How the window is started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The workspace.
    pub workspace: PathBuf,
    /// Show the sample people of that workspace instead.
    pub is_demo: bool,
    /// Exports to import at once.
    pub files: Vec<PathBuf>,
    /// Show all widgets in all their states; for developers.
    pub shows_gallery: bool,
    /// What tells the moment it is.
    pub clock: Clock,
    /// The file that remembers which workspaces were opened; where it is empty, one beside the workspace.
    pub known_workspaces: PathBuf,
}

/// The application.
#[derive(Debug)]
pub struct App {
    state: State,
    screen: Screen,
    inbox: Inbox,
    worker: Worker,
    file_dialog: FileDialog,
    asked_details: Option<PersonId>,
    /// The search that finds nobody of which it was asked last what was meant.
    asked_near_misses: Option<NearMissesOf>,
    /// The question, until it is answered.
    near_misses_under_way: Option<Ticket>,
    focus: FocusKeeper,
    copied: clipboard::Copied,
    missing_scripts: MissingScripts,
    /// What a second start of the program asks.
    listener: Listener,
    title: String,
    /// Files that starts named, to be previewed one after the other.
    waiting: Vec<Vec<PathBuf>>,
    /// What is being imported, to be remembered once it is.
    importing: Vec<PathBuf>,
    session: Session,
    /// A check of the workspace under way.
    checking: Option<Receiver<Result<Checked, Problem>>>,
    /// Whether the page of the last time was shown.
    is_settled: bool,
}

impl App {
    /// Starts the engine and puts the look into place.
    #[must_use]
    pub fn new(ctx: &egui::Context, start: Start) -> Self {
        let missing_scripts = theme::install(ctx);
        let fallback_folder = directories::UserDirs::new()
            .and_then(|dirs| dirs.document_dir().map(Path::to_owned).filter(|folder| folder.is_dir()).or_else(|| Some(dirs.home_dir().to_owned())))
            .unwrap_or_default();
        let Start { workspace: home, is_demo, files, shows_gallery, clock, known_workspaces } = start;
        let opens = if is_demo { Opens::Sample } else { Opens::OwnOrNew };
        let known = KnownWorkspaces::read(if known_workspaces.as_os_str().is_empty() { file_beside(&home) } else { known_workspaces });
        let mut session = Session { starts_with: Some(files.clone()), ..Session::new(home, opens, clock, known) };
        let mut app = Self {
            state: State::default(),
            screen: Screen::new(&fallback_folder),
            inbox: Inbox::default(),
            worker: session.open(ctx),
            file_dialog: FileDialog::default(),
            asked_details: None,
            asked_near_misses: None,
            near_misses_under_way: None,
            focus: FocusKeeper::default(),
            copied: clipboard::Copied::default(),
            missing_scripts,
            listener: Listener::default(),
            title: "Partwell".to_owned(),
            waiting: Some(files).filter(|files| !files.is_empty()).into_iter().collect(),
            importing: Vec::new(),
            session,
            checking: None,
            is_settled: shows_gallery,
        };
        if shows_gallery {
            app.screen.show_page(Page::Gallery);
        }
        app
    }

    /// What the screen knows; for tests.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Waits until the engine has answered everything. For tests: the screen never waits.
    pub fn wait_until_settled(&mut self) {
        if let Some(answer) = self.checking.as_ref().and_then(|checking| checking.recv().ok()) {
            self.checked(answer);
        }
        while let Some(event) = self.worker.wait_next() {
            self.take(event);
        }
    }

    /// Whether commands are still under way.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.checking.is_some() || self.worker.is_busy()
    }

    fn take(&mut self, event: Event) {
        if matches!(event, Event::OpeningFailed(_)) {
            // Without a workspace nobody else tells what time it is here.
            self.state.overview.time = self.session.clock.now();
            self.session.salvaging = None;
        }
        if matches!(event, Event::Imported { .. }) {
            self.command(Command::Load);
            // A later import is first of all news.
            let is_first = self.state.overview.last_import.is_none();
            if is_first || self.state.is_sample {
                self.screen.show_page(Page::Review);
                self.focus.want(list_panel::list_id(Pane::Keep));
            } else {
                self.screen.show_last_import();
            }
            if !self.state.is_sample {
                let mut settings = self.state.settings.clone();
                for path in std::mem::take(&mut self.importing) {
                    settings.remember_import(std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned());
                }
                self.set(settings);
            }
        }
        // After the first import, and at the start, keys work at once: somebody is under the cursor.
        let is_loaded = matches!(&event, Event::Loaded(_));
        wanted::work_out_rest(&event);
        let was_first_start = self.state.is_first_start();
        let is_step_back = matches!(&event, Event::Changed(changes) if changes.done.is_undone());
        self.state.apply(event);
        if is_loaded && self.state.pane(Pane::Keep).cursor().is_none() && self.state.active == Pane::Keep {
            self.state.select(Pane::Keep, Select::Enter);
        }
        if is_loaded {
            self.note_workspace();
        }
        // The field of the first page had the keyboard until now.
        if was_first_start && !self.state.is_first_start() && self.state.stage == Stage::Ready {
            self.focus.want(self.screen.main_list(&self.state));
        }
        // Keys go on where what was taken back stands.
        if is_step_back && self.screen.page() == Page::Review && !self.screen.has_dialog() {
            self.focus.want(list_panel::list_id(self.state.active));
        }
        if !self.is_settled && self.state.stage == Stage::Ready {
            self.is_settled = true;
            self.screen.show_page(Page::from_key(&self.state.settings.page));
            // Keys work from the first moment on.
            if !self.state.is_first_start() {
                self.focus.want(self.screen.main_list(&self.state));
            }
        }
    }

    /// Sends what the window itself wants of the engine.
    fn command(&mut self, command: Command) -> Ticket {
        let ticket = self.inbox.ticket();
        self.worker.send(ticket, command);
        ticket
    }

    /// Sends what a panel wants of the engine.
    fn send(&mut self, ticket: Ticket, mut command: Command) {
        match &mut command {
            Command::OpenSample | Command::LeaveSample => {
                self.keep_drafts();
                self.keep_place();
            }
            Command::PreviewImport { .. } => {
                if self.state.is_sample {
                    self.keep_place();
                }
                self.state.import = ImportStage::Reading;
                self.screen.import_started();
            }
            // What is hidden would be written over by what stands in its place.
            Command::SetNote { .. } | Command::PlanInvitation { .. } if self.state.hides_names() => {
                self.state.say("Notes cannot be changed while names are hidden");
                self.state.settle(ticket, Settlement::Failed);
                return;
            }
            Command::SaveLetter { .. } | Command::SetGoals { .. } | Command::SetFocus { .. } | Command::WriteJournal(_) if self.state.hides_names() => {
                self.state.say("Own words cannot be changed while names are hidden");
                self.state.settle(ticket, Settlement::Failed);
                return;
            }
            Command::ChangeReasons { change, .. } if self.state.hides_names() && change.own_words.is_some() => {
                change.own_words = None;
                self.state.say("Own words cannot be changed while names are hidden");
            }
            Command::CommitImport { .. } => {
                if let ImportStage::Previewed { paths, .. } = std::mem::replace(&mut self.state.import, ImportStage::Writing) {
                    self.importing = paths;
                }
            }
            _ => {}
        }
        self.worker.send(ticket, command);
    }

    fn act(&mut self, ctx: &egui::Context, ticket: Ticket, action: Action) {
        match action {
            Action::Send(command) => self.send(ticket, command),
            Action::Need(data) => {
                self.state.ask(data);
                self.worker.send(ticket, data_command(data, &self.state));
            }
            Action::Stop => self.worker.cancel(),
            Action::Search(pane, text) => self.state.search(pane, text),
            Action::Sort(pane, order, is_reversed) => {
                self.state.sort(pane, order, is_reversed);
                self.command(Command::SaveSettings(Box::new(self.state.settings.clone())));
            }
            Action::Select(pane, select) => self.state.select(pane, select),
            Action::FocusList(pane) => {
                self.state.select(pane, Select::Enter);
                self.focus.want(list_panel::list_id(pane));
            }
            Action::FocusBack => {
                let page = self.screen.page();
                let wanted = self.focus.return_from_dialog(page, self.screen.main_list(&self.state));
                if wanted == Some(list_panel::list_id(self.state.active)) {
                    self.state.select(self.state.active, Select::Enter);
                }
            }
            Action::FocusSearch(pane) => {
                let id = list_panel::search_id(pane);
                // Typing goes on behind what stands there.
                let end = egui::text::CCursor::new(self.state.pane(pane).search().chars().count());
                let mut edit = egui::text_edit::TextEditState::load(ctx, id).unwrap_or_default();
                edit.cursor.set_char_range(Some(egui::text::CCursorRange::one(end)));
                edit.store(ctx, id);
                self.focus.want(id);
            }
            Action::SearchLedger => self.focus.want(self.screen.search_ledger()),
            Action::PeekDetails(overlays_details) => self.screen.peek_details(overlays_details),
            Action::WriteNote => {
                self.screen.peek_details(true);
                if !self.state.settings.shows_details && self.screen.page() == Page::Review {
                    self.set(Settings { shows_details: true, ..self.state.settings.clone() });
                }
                self.focus.want(detail_panel::note_id());
            }
            Action::Show(page) => {
                self.screen.show_page(page);
                if self.state.settings.page != page.key() {
                    self.set(Settings { page: page.key().to_owned(), ..self.state.settings.clone() });
                }
                self.focus.want(self.screen.main_list(&self.state));
                ctx.memory_mut(egui::Memory::stop_text_input);
            }
            Action::ShowBatch(batch) => self.screen.show_batch(batch),
            Action::Open(dialog) => {
                self.focus.leave_for_dialog(ctx, self.screen.page());
                self.screen.open(dialog, &self.state);
            }
            Action::Choose(ask) => self.file_dialog.open(ask, ctx),
            Action::SelectPeople(people) => {
                self.state.select_people(&people);
                self.act(ctx, ticket, Action::Show(Page::Review));
            }
            Action::FilterInsights(only) => self.state.filter_insights(only),
            Action::WorkedOn(worked_on) => {
                if self.state.settings.worked_on != worked_on {
                    self.set(Settings { worked_on, ..self.state.settings.clone() });
                }
            }
            Action::OpenAgain => {
                self.leave_workspace();
                let worker = self.session.open(ctx);
                self.begin_with(worker);
            }
            Action::OpenForReading => {
                self.leave_workspace();
                let worker = self.session.open_for_reading(ctx);
                self.begin_with(worker);
            }
            Action::CheckWorkspace => self.check(ctx),
            Action::Workspaces(action) => self.on_workspaces(ctx, ticket, action),
            Action::HideNames(hides) => {
                // What is being written is kept before it is hidden; dialogs hold names of their own.
                self.screen.flush(&mut self.inbox);
                for (ticket, action) in self.inbox.take() {
                    self.act(ctx, ticket, action);
                }
                self.screen.close_dialog();
                if hides {
                    self.state.hide_names();
                } else {
                    self.state.show_names();
                }
                self.command(Command::SaveSettings(Box::new(self.state.settings.clone())));
                if !hides {
                    self.command(Command::Load);
                }
                self.focus.want(self.screen.main_list(&self.state));
            }
            Action::Triage(step) => self.state.triage_step(step),
            Action::Set(settings) => self.set(settings),
            Action::DismissProblem => {
                self.state.problems.pop_front();
                // The keyboard goes back to where it was.
                self.focus.want(list_panel::list_id(self.state.active));
            }
            Action::TellElsewhere(problem) => self.state.tell_elsewhere(&problem),
            // The program is started and not waited for.
            Action::OpenMail(link) => self.state.say(match open::that_detached(link) {
                Ok(()) => "Opened in your mail program: send it there, and tick it as sent here",
                Err(_) => "No mail program could be opened: copy the letter instead",
            }),
            Action::Say(words) => self.state.say(words),
        }
    }

    fn set(&mut self, settings: Settings) {
        self.state.set(settings.clone());
        self.command(Command::SaveSettings(Box::new(settings)));
    }

    fn act_on_inbox(&mut self, ctx: &egui::Context) {
        let actions = self.inbox.take();
        if actions.is_empty() {
            return;
        }
        for (ticket, action) in actions {
            self.act(ctx, ticket, action);
        }
        // What was wished for in this frame is seen in the next.
        ctx.request_repaint();
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        while let Some(event) = self.worker.try_next() {
            self.take(event);
        }
        if let Some(drawn) = self.state.drawn.take() {
            ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied([drawn.width, drawn.height], &drawn.rgba));
        }
        self.follow_check();
        self.state.show_triage(self.screen.page() == Page::Triage);
        if let Some(given) = self.file_dialog.poll() {
            self.screen.take_given(given, &mut self.inbox);
        }
        self.act_on_inbox(ctx);
        theme::follow(ctx, self.state.settings.appearance, self.state.settings.reduces_motion);
        self.name_window(ctx);
        self.follow_other_starts(ctx);
        self.ask_for_wanted();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        window_place::note_drawn();
        let has_dialog = self.screen.show(ui, &self.state, self.worker.is_busy(), &mut self.inbox);
        let ctx = ui.ctx().clone();
        self.act_on_inbox(&ctx);
        self.focus.follow(&ctx, self.screen.page(), has_dialog);
        self.copied.follow(&ctx, self.screen.page());
        // Not into what a dialog is about to say itself.
        if !has_dialog && let Some(words) = self.missing_scripts.take_words() {
            self.state.say(words);
            ctx.request_repaint();
        }
        // A screen reader says first which window this is.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(self.title.as_str()));
        if ctx.input(|input| input.viewport().close_requested()) {
            self.screen.flush(&mut self.inbox);
            self.act_on_inbox(&ctx);
            self.session.place = WindowPlace::of(&ctx, self.session.place);
            // What is under way is brought to its end; nobody need look at it.
            ctx.send_viewport_cmd(egui::ViewportCommand::Visible(false));
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if self.state.stage == Stage::Ready && (!self.state.is_for_reading || self.state.is_sample) {
            self.session.place.write(&self.session.home);
            self.session.known.write();
        }
        self.copied.clear();
        self.listener.end();
        // The thread brings what is queued to its end before it goes.
        self.keep_place();
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
