//! What the screen knows: loaded people, search index, selection, order. No egui, no SQL, nothing that waits.
//!
//! Events of the engine come in through [`State::apply`]; what concerns the screen alone has methods.

mod batch_view;
mod change;
mod context;
mod facets;
mod hiding;
pub mod loaded;
pub mod message;
pub mod near_misses;
pub mod pane;
pub mod redaction;
mod selection;
mod settled;
pub mod stage;
pub mod suggest;
mod tallies;
pub mod triage;
mod triage_groups;
pub mod upkeep;
mod wanted;

use std::{collections::VecDeque, path::PathBuf, sync::Arc};

use loaded::{Ledger, Loaded};
use message::Message;
use near_misses::NearMisses;
use pane::{Network, PaneState, Select};
use stage::{Check, ImportStage, Stage};
use tallies::Tallies;
use upkeep::Upkeep;

use crate::{
    event::{Event, Exported, ImportOutcome, Overview, PersonDetails, Problem, Settlement, Snapshot},
    model::{
        batch::{Batch, work_item::WorkItem},
        cover_sheet::CoverReading,
        evidence::coverage::Coverage,
        id::{BatchId, ImportId, PersonId, PersonMap},
        import::{parsed::OwnerPast, report::PastImport},
        insight::{
            insights::Insights,
            picture::{BarKey, Pixels},
        },
        known_workspace::KnownWorkspace,
        matching::{contact::Owner, outside_list::ListMatch},
        operation::HistoryEntry,
        outreach::Outreach,
        person::{Person, decision::Pane, namesakes::Namesakes, title_words::TitleWords},
        plan::Plan,
        progress::Progress,
        queue::Queue,
        search::{RowSet, index::Index, order::Order, row_number},
        settings::{RowClick, Settings},
        text::display_text::{self, people as people_in_words, with_thousands},
        ticket::Ticket,
        touched::DataTouched,
    },
};

/// Everything that the screen shows.
#[derive(Debug, Default)]
pub struct State {
    /// Whether there is a workspace.
    pub stage: Stage,
    /// What a check of a workspace that could not be opened came to.
    pub check: Check,
    /// Its file.
    pub workspace: PathBuf,
    /// The workspaces that were opened on this machine, the last one first.
    pub workspaces: Vec<KnownWorkspace>,
    /// Whether these are the sample people.
    pub is_sample: bool,
    /// Whether the workspace may be read and not changed.
    pub is_for_reading: bool,
    /// The pane that keys go to.
    pub active: Pane,
    /// Undo, batches, last import.
    pub overview: Overview,
    /// Which files the imports held.
    pub coverage: Coverage,
    /// Whose network it is, as far as the files tell.
    pub owner: Option<Owner>,
    /// What the owner did.
    pub owner_past: OwnerPast,
    /// The ready-made searches that make sense for them.
    pub queues: Vec<Queue>,
    /// What the window remembers.
    pub settings: Settings,
    /// Where an import stands.
    pub import: ImportStage,
    /// How far the long work under way is.
    pub progress: Option<Progress>,
    /// What is kept about the focused person beyond their row.
    pub details: Option<PersonDetails>,
    /// The list of operations.
    pub history: Loaded<Vec<HistoryEntry>>,
    /// The reports of all imports.
    pub imports: Loaded<Vec<PastImport>>,
    /// A batch with its people.
    pub batch: Loaded<Box<Batch>, BatchId>,
    /// The work list.
    pub work_list: Loaded<Vec<WorkItem>>,
    /// The ledger, and whom to invite again.
    pub ledger: Loaded<Ledger>,
    /// What an import said and changed.
    pub outcome: Loaded<Box<ImportOutcome>, Option<ImportId>>,
    /// The charts of the network and of the draft.
    pub insights: Loaded<Box<Insights>>,
    /// The bars whose people alone they count.
    insights_only: Vec<BarKey>,
    /// Invitations, follows, errands and letters.
    pub outreach: Loaded<Box<Outreach>>,
    /// The plan and what came of it.
    pub plan: Loaded<Box<Plan>>,
    /// What is known of the workspace as a whole.
    pub upkeep: Upkeep,
    /// Problems that nobody has read yet, oldest first.
    pub problems: VecDeque<Problem>,
    /// The problem of the command that runs, until that is settled.
    unsettled: Option<Problem>,
    /// What went wrong with the command that failed last.
    failure: Option<(Ticket, Problem)>,
    /// What came of the commands that were sent last, the newest at the end.
    settled: VecDeque<(Ticket, Settlement)>,
    /// What was done last.
    pub message: Message,
    /// A picture that was drawn to be copied, until it has been.
    pub drawn: Option<Pixels>,
    /// How many in Keep nobody has decided about.
    pub undecided: usize,
    /// How many were put off until today or an earlier day.
    pub due: usize,
    /// Another one with each change of people or of their panes, also of another workspace, so that the screen knows when to work anew.
    pub version: u64,
    /// While names are hidden: what is.
    originals: redaction::Originals,
    /// Whether the people here are stand-ins.
    is_disguised: bool,
    namesakes: Namesakes,
    title_words: Arc<TitleWords>,
    people: Vec<Person>,
    row_of: PersonMap<u32>,
    /// For each pane the rows of those who stand in it: Keep, then Remove.
    rows_in: [RowSet; 2],
    index: Index,
    /// Another one with each index.
    index_version: u64,
    tallies: Tallies,
    keep: PaneState,
    remove: PaneState,
    near_misses: NearMisses,
    /// What the last cover sheet that came back would change.
    pub cover_reading: Option<Arc<CoverReading>>,
    /// Who was meant by the last list from outside.
    pub list_match: Option<Arc<ListMatch>>,
    title_said: facets::TitleSaid,
    triage: triage::Triage,
}

impl State {
    /// Takes in an answer of the engine.
    pub fn apply(&mut self, mut event: Event) {
        // Of another workspace, its own settings tell whether its names are hidden.
        let hides_names = match &mut event {
            Event::Loaded(snapshot) if self.is_other_workspace(snapshot) => {
                snapshot.settings.hides_names |= self.stage != Stage::Ready && self.settings.hides_names;
                snapshot.settings.hides_names
            }
            _ => self.settings.hides_names,
        };
        if hides_names {
            redaction::event(&mut event, &mut self.originals);
        }
        match event {
            Event::Loaded(snapshot) => self.load(*snapshot),
            Event::Changed(changes) => self.change(changes),
            Event::ImportPreviewed { paths, options, source, report } => self.import = ImportStage::Previewed { paths, options, source, report },
            Event::Imported { report } => {
                (self.import, self.upkeep.restored_from) = (ImportStage::None, None);
                // Who takes a sitting back does not mean the import.
                self.settings.triage.sitting = None;
                let [added, changed, gone] = [report.added, report.changed, report.gone].map(with_thousands);
                self.say(format!("Imported: {added} new, {changed} changed, {gone} gone"));
            }
            Event::ImportDiscarded => self.import = ImportStage::None,
            Event::Exported { what, path } => {
                let what = match what {
                    Exported::List { people } => people_in_words(people),
                    Exported::Ledger { entries } => display_text::count(entries, "entry of the ledger", "entries of the ledger"),
                    Exported::CoverSheet { people } => format!("the cover sheet of {}", people_in_words(people)),
                    Exported::Reminders { days } => display_text::count(days, "reminder", "reminders"),
                    Exported::Chart => "the picture".to_owned(),
                };
                self.say(format!("Wrote {what} to {}", self.place_in_words(&path)));
                self.message.written = Some(path);
            }
            Event::ChartDrawn { kind, pixels } => {
                self.say(format!("Picture copied: {}", kind.title()));
                self.drawn = Some(pixels);
            }
            Event::CoverSheetRead(reading) => self.cover_reading = Some(Arc::new(reading)),
            Event::ListMatched(list) => self.list_match = Some(Arc::new(list)),
            Event::PersonLoaded(details) => self.details = Some(details),
            Event::NearMissesFound { pane, search, meant } => self.take_near_misses(pane, search, meant),
            Event::HistoryLoaded(operations) => self.history.set((), operations),
            Event::ImportsLoaded(imports) => self.imports.set((), imports),
            Event::BatchLoaded(batch) => self.batch.set(batch.id, batch),
            Event::WorkListLoaded(items) => self.work_list.set((), items),
            Event::LedgerLoaded { entries, is_connected, invitations, tidied } => self.ledger.set((), Ledger { entries, is_connected, invitations, tidied }),
            Event::OutcomeLoaded { asked, outcome } => self.outcome.set(asked, outcome),
            Event::OutreachLoaded(outreach) => self.outreach.set((), outreach),
            Event::PlanLoaded(plan) => self.plan.set((), plan),
            // What was asked with other filters is late.
            Event::InsightsLoaded(insights) if insights.only != self.insights_only => {}
            Event::InsightsLoaded(insights) => self.insights.set((), insights),
            Event::Progressed(progress) => self.progress = Some(progress),
            Event::OpeningFailed(problem) => (self.stage, self.import) = (Stage::Failed(problem), ImportStage::None),
            // What cannot be shown at all is told where it would stand, with ways out.
            Event::Failed(problem) if self.stage == Stage::Opening => (self.stage, self.import) = (Stage::Failed(problem), ImportStage::None),
            Event::Noticed(problem) => self.problems.push_back(problem),
            Event::Failed(problem) => {
                self.import = ImportStage::None;
                self.unsettled = Some(problem.clone());
                self.problems.push_back(problem);
            }
            Event::NothingDone(words) => self.say(words),
            Event::Settled { ticket, settlement } => {
                self.progress = None;
                if let Some(problem) = self.unsettled.take() {
                    self.failure = Some((ticket, problem));
                }
                self.settle(ticket, settlement);
            }
            other => self.take_upkeep(other),
        }
    }

    /// The state while a workspace is opened anew, names hidden as they were: others may still be looking.
    #[must_use]
    pub fn opening(hides_names: bool) -> Self {
        let mut state = Self::default();
        state.settings.hides_names = hides_names;
        state
    }

    fn is_other_workspace(&self, snapshot: &Snapshot) -> bool {
        self.workspace != snapshot.workspace || self.stage != Stage::Ready
    }

    fn load(&mut self, snapshot: Snapshot) {
        let is_other_workspace = self.is_other_workspace(&snapshot);
        self.is_disguised = if is_other_workspace { snapshot.settings.hides_names } else { self.settings.hides_names };
        if !self.is_disguised {
            self.originals = redaction::Originals::default();
        }
        self.stage = Stage::Ready;
        self.workspace = snapshot.workspace;
        self.is_sample = snapshot.is_sample;
        self.is_for_reading = snapshot.is_for_reading;
        self.people = snapshot.people;
        self.index = snapshot.index;
        self.index_version = pane::next_version();
        self.namesakes = snapshot.namesakes;
        self.title_words = snapshot.title_words;
        self.coverage = snapshot.coverage;
        self.owner = snapshot.owner;
        self.owner_past = snapshot.owner_past;
        self.tallies = Tallies::new(&self.index, &self.owner_past.jobs);
        self.queues = snapshot.queues;
        self.overview = snapshot.overview;
        self.row_of = self.people.iter().enumerate().map(|(row, person)| (person.id, row_number(row))).collect();
        self.rows_in = Pane::BOTH.map(|pane| {
            let mut rows = RowSet::with_capacity(self.people.len());
            rows.extend(self.people.iter().enumerate().filter(|(_, person)| person.state.pane() == Some(pane)).map(|(row, _)| row));
            rows
        });
        if self.is_disguised {
            self.hide_reasons();
        }
        self.outdate(DataTouched::ALL);
        self.details = None;
        if is_other_workspace {
            self.forget_loaded();
            self.cover_reading = None;
            self.keep = PaneState::new(snapshot.settings.keep_order, snapshot.settings.keep_reversed);
            self.remove = PaneState::new(snapshot.settings.remove_order, snapshot.settings.remove_reversed);
            for (pane, search) in Pane::BOTH.into_iter().zip(&snapshot.settings.searches) {
                self.pane_mut(pane).set_search(search.clone());
            }
            self.set(snapshot.settings);
        }
        self.refresh();
        if is_other_workspace {
            let cursors = self.settings.cursors;
            for (pane, cursor) in [Pane::Remove, Pane::Keep].into_iter().zip(cursors.into_iter().rev()) {
                if let Some(id) = cursor.filter(|id| self.person(*id).is_some_and(|person| person.state.pane() == Some(pane))) {
                    self.select(pane, Select::Only(id));
                }
            }
        }
        if is_other_workspace && self.due > 0 {
            self.say(self.due_in_words());
        }
    }

    fn refresh(&mut self) {
        self.version = pane::next_version();
        let today = self.overview.time.today;
        self.tallies.count(&self.rows_in, &self.index, today);
        self.suggest();
        self.undecided = self.index.standing().undecided().count_ones(..);
        self.due = self.index.standing().due(today).count_ones(..);
        for pane in Pane::BOTH {
            self.refresh_pane(pane);
        }
    }

    fn refresh_pane(&mut self, pane: Pane) {
        let mut state = std::mem::take(self.pane_mut(pane));
        let network = Network {
            people: &self.people,
            named: self.named(),
            index: &self.index,
            index_version: self.index_version,
            rows_in: self.rows_in(pane),
            row_of: &self.row_of,
        };
        state.refresh(&network);
        *self.pane_mut(pane) = state;
    }

    /// The rows of those who stand in a pane.
    fn rows_in(&self, pane: Pane) -> &RowSet {
        let [keep, remove] = &self.rows_in;
        if pane == Pane::Keep { keep } else { remove }
    }

    /// One of the two lists.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> &PaneState {
        match pane {
            Pane::Keep => &self.keep,
            Pane::Remove => &self.remove,
        }
    }

    fn pane_mut(&mut self, pane: Pane) -> &mut PaneState {
        match pane {
            Pane::Keep => &mut self.keep,
            Pane::Remove => &mut self.remove,
        }
    }

    /// Everybody who is connected.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Somebody by their number.
    #[must_use]
    pub fn person(&self, id: PersonId) -> Option<&Person> {
        self.people.get(*self.row_of.get(&id)? as usize)
    }

    /// Somebody by the place in a pane's list.
    #[must_use]
    pub fn person_at(&self, pane: Pane, place: usize) -> Option<&Person> {
        self.people.get(*self.pane(pane).rows().get(place)? as usize)
    }

    /// The person that the detail panel shows: where the cursor of the active pane stands.
    #[must_use]
    pub fn focused(&self) -> Option<&Person> {
        self.pane(self.active).cursor().and_then(|id| self.person(id))
    }

    /// Whose details are still to be asked for.
    #[must_use]
    pub fn wanted_details(&self) -> Option<PersonId> {
        let focused = self.focused()?.id;
        (self.details.as_ref().map(|details| details.person_id) != Some(focused)).then_some(focused)
    }

    /// The bars of Insights whose people alone are counted there.
    #[must_use]
    pub fn insights_only(&self) -> &[BarKey] {
        &self.insights_only
    }

    /// Has Insights count only those behind every one of these bars.
    pub fn filter_insights(&mut self, only: Vec<BarKey>) {
        self.insights_only = only;
        self.insights.outdate();
    }

    /// Changes a pane's search text.
    pub fn search(&mut self, pane: Pane, text: String) {
        self.pane_mut(pane).set_search(text);
        self.refresh_pane(pane);
    }

    /// Changes a pane's order.
    pub fn sort(&mut self, pane: Pane, order: Order, is_reversed: bool) {
        let list = self.pane_mut(pane);
        (list.order, list.is_reversed) = (order, is_reversed);
        match pane {
            Pane::Keep => (self.settings.keep_order, self.settings.keep_reversed) = (order, is_reversed),
            Pane::Remove => (self.settings.remove_order, self.settings.remove_reversed) = (order, is_reversed),
        }
        self.refresh_pane(pane);
    }

    /// Changes what the window remembers.
    pub fn set(&mut self, settings: Settings) {
        for pane in Pane::BOTH {
            self.pane_mut(pane).use_ticks(settings.row_click == RowClick::Ticks);
        }
        let rules = |settings: &Settings| (settings.triage.suggesting.clone(), settings.views.clone());
        let is_to_suggest_anew = rules(&self.settings) != rules(&settings);
        self.settings = settings;
        if is_to_suggest_anew && self.stage == Stage::Ready {
            self.refresh();
        }
    }

    /// What the window remembers, with where it is left.
    #[must_use]
    pub fn settings_to_leave(&self) -> Settings {
        let cursors = Pane::BOTH.map(|pane| self.pane(pane).cursor());
        Settings { cursors, searches: Pane::BOTH.map(|pane| self.pane(pane).search().to_owned()), ..self.settings.clone() }
    }

    /// Changes a pane's selection, and makes it the active one.
    pub fn select(&mut self, pane: Pane, select: Select) {
        self.active = pane;
        let mut state = std::mem::take(self.pane_mut(pane));
        state.select(select, &self.people, &self.row_of);
        *self.pane_mut(pane) = state;
    }

    /// Whether nobody was ever imported here.
    #[must_use]
    pub fn is_first_start(&self) -> bool {
        self.stage == Stage::Ready && self.people.is_empty() && self.overview.last_import.is_none()
    }
}
