//! What a member does, drawn by chance: every verb that writes.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, tz::TimeZone};
use partwell::{
    command::{Command, ReasonChange},
    engine::Engine,
    event::{Event, Problem, Settlement, Snapshot},
    model::{
        batch::task::{TaskKind, TaskState},
        checklist::{self, Answer, AnswerKey, ChecklistContext},
        id::{ImportId, PersonId},
        import::import_options::ImportOptions,
        local_time::LocalTime,
        outreach::errand::ErrandKind,
        person::{Person, decision::Pane, reason::Reason},
        progress::NoProgress,
    },
};
use shaky_disk::Chance;

/// Somebody who works with a workspace.
pub(crate) struct Member {
    pub(crate) engine: Engine,
    chance: Chance,
    exports: PathBuf,
    seconds: i64,
    imports: i64,
}

/// What came of an action.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It was acknowledged, or there was nothing to do.
    Done,
    /// It was refused or failed, and why was told.
    Failed(Problem),
}

impl Member {
    /// `exports` is a folder for the files that are imported; it is not the workspace's.
    pub(crate) fn new(engine: Engine, seed: u64, exports: &Path) -> Self {
        Self { engine, chance: Chance::new(seed), exports: exports.to_owned(), seconds: 0, imports: 0 }
    }

    /// Thirteen hours ahead of UTC, a second later each time; a day is over now and then.
    fn now(&mut self) -> LocalTime {
        self.seconds += if self.chance.below(20) == 0 { 86_400 } else { 1 };
        LocalTime::new(Timestamp::from_second(1_794_000_000 + self.seconds).unwrap(), TimeZone::fixed(jiff::tz::offset(13)))
    }

    pub(crate) fn run(&mut self, command: Command) -> (Vec<Event>, Outcome) {
        let now = self.now();
        let mut events = Vec::new();
        let settlement = self.engine.run(command, &now, &mut NoProgress, &mut |event| events.push(event));
        let problem = events.iter().find_map(|event| if let Event::Failed(problem) = event { Some(problem.clone()) } else { None });
        let outcome = match (settlement, problem) {
            (Settlement::Failed, Some(problem)) => Outcome::Failed(problem),
            (Settlement::Failed, None) => panic!("a failure says why"),
            _ => Outcome::Done,
        };
        (events, outcome)
    }

    fn load(&mut self) -> Result<Box<Snapshot>, Problem> {
        let (events, outcome) = self.run(Command::Load);
        match outcome {
            Outcome::Failed(problem) => Err(problem),
            Outcome::Done => Ok(events.into_iter().find_map(|event| if let Event::Loaded(snapshot) = event { Some(snapshot) } else { None }).unwrap()),
        }
    }

    /// Imports an export of so many people, from a number on.
    pub(crate) fn import(&mut self, from: usize, count: usize) -> Outcome {
        self.imports += 1;
        let path = self.exports.join(format!("Connections-{}.csv", self.imports));
        let job = self.imports % 3;
        let rows: Vec<String> = (from..from + count)
            .map(|n| {
                format!("Person{n:04},Quorn{},https://www.linkedin.com/in/person-{n:04}-example,,Company {},Job {job},{:02} Jan 2020", n % 7, n % 5, 1 + n % 28)
            })
            .collect();
        std::fs::write(&path, format!("First Name,Last Name,URL,Email Address,Company,Position,Connected On\n{}\n", rows.join("\n"))).unwrap();
        if let (_, Outcome::Failed(problem)) =
            self.run(Command::PreviewImport { paths: vec![path], options: ImportOptions { is_whole: true, ..ImportOptions::default() } })
        {
            return Outcome::Failed(problem);
        }
        self.run(Command::CommitImport { keeps_message_texts: false }).1
    }

    /// Does something. Returns what it was, and what came of it.
    pub(crate) fn act(&mut self) -> (&'static str, Outcome) {
        let snapshot = match self.load() {
            Ok(snapshot) => snapshot,
            Err(problem) => return ("load", Outcome::Failed(problem)),
        };
        let people = &snapshot.people;
        if people.is_empty() {
            return ("import", self.import(0, 30));
        }
        let some = |chance: &mut Chance, most: usize| -> Vec<PersonId> {
            let count = 1 + chance.below(most);
            let mut ids: Vec<PersonId> = (0..count).map(|_| people[chance.below(people.len())].id).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        match self.chance.below(20) {
            0 => {
                let (from, count) = (self.chance.below(6), 25 + self.chance.below(10));
                ("import", self.import(from, count))
            }
            1..=5 => {
                let to = if self.chance.below(4) == 0 { Pane::Keep } else { Pane::Remove };
                let person_ids = some(&mut self.chance, 12);
                ("move", self.run(Command::Move { person_ids, to }).1)
            }
            6 => {
                let text = format!("note {}", self.chance.next() % 1000);
                let person_id = some(&mut self.chance, 1)[0];
                ("note", self.run(Command::SetNote { person_id, note: text }).1)
            }
            7 => {
                let change = ReasonChange { set: [(Reason::ALL[self.chance.below(Reason::ALL.len())], true)].into(), own_words: None };
                let person_ids = some(&mut self.chance, 5);
                ("reasons", self.run(Command::ChangeReasons { person_ids, change }).1)
            }
            8 => {
                let is_protected = self.chance.below(2) == 0;
                let person_ids = some(&mut self.chance, 3);
                ("protect", self.run(Command::SetProtected { person_ids, is_protected }).1)
            }
            9 | 10 => ("finalize", self.finalize(&snapshot)),
            11 | 12 => {
                let state = [TaskState::Done, TaskState::Skipped, TaskState::NotFound, TaskState::ToDo][self.chance.below(4)];
                let person_ids = some(&mut self.chance, 8);
                ("mark", self.run(Command::Mark { person_ids, kind: Some(TaskKind::Remove), state }).1)
            }
            13 => {
                let person_ids = some(&mut self.chance, 2);
                ("errand", self.run(Command::SetPersonErrands { person_ids, kind: ErrandKind::Letter, detail: "parting".to_owned(), state: TaskState::Done }).1)
            }
            14 => {
                let import = ImportId(1 + i64::try_from(self.chance.below(4)).unwrap());
                ("take back", self.run(Command::TakeBackImport { import }).1)
            }
            15 | 16 => ("redo", self.run(Command::Redo).1),
            _ => ("undo", self.run(Command::Undo).1),
        }
    }

    fn finalize(&mut self, snapshot: &Snapshot) -> Outcome {
        let draft: Vec<&Person> = snapshot.people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).collect();
        let context =
            ChecklistContext { everyone: &snapshot.people, coverage: &snapshot.coverage, owner_jobs: &snapshot.owner_past.jobs, time: &snapshot.overview.time };
        let cards = checklist::cards(&checklist::ask(&draft, &context), &draft, &context);
        let answers = cards.iter().map(|card| (AnswerKey::Card(card.id), Answer::Considered)).collect();
        let count = draft.len();
        self.run(Command::Finalize { answers, count }).1
    }
}
