//! Builders for tests: a workspace in a temporary folder, a clock that stands still, invented exports.

pub(crate) mod archive;
#[cfg(target_os = "linux")]
pub(crate) mod display;
pub(crate) mod window;

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};
use partwell::{
    command::Command,
    engine::Engine,
    event::{Event, Problem, Settlement, Snapshot},
    model::{
        id::PersonId,
        import::{import_options::ImportOptions, report::ImportReport},
        local_time::LocalTime,
        person::Person,
        progress::{NoProgress, ProgressSink},
    },
};
use proptest::test_runner::{FailurePersistence, FileFailurePersistence};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

/// 375 bytes above the header in a real file; ours are other words of the same shape.
pub(crate) const PREAMBLE: &str =
    "Notes:\n\"Some addresses may be missing here, because a member can choose who sees them. Whoever hides theirs, stays hidden in this file as well.\"\n\n";
pub(crate) const H6: &str = "First Name,Last Name,Email Address,Company,Position,Connected On";
pub(crate) const H7: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On";

/// Says that a test is passed over, and for want of what. Where tests decide what lands, nothing is: `.ci/run` says so.
pub(crate) fn pass_over(missing: &str) {
    assert!(std::env::var_os("PARTWELL_TESTS_ALL").is_none(), "missing: {missing}");
    println!("skipped: {missing} is missing");
}

/// Keeps the cases at which a property failed in this file, so that they are tried first from then on.
pub(crate) fn kept_seeds(file: &'static str) -> Box<dyn FailurePersistence> {
    Box::new(FileFailurePersistence::Direct(file))
}

/// Where the day is another than in UTC for most of it: 13 hours ahead.
pub(crate) fn far_east() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(13))
}

/// The same, 11 hours behind.
pub(crate) fn far_west() -> TimeZone {
    TimeZone::fixed(jiff::tz::offset(-11))
}

/// A workspace in a folder of its own, with the engine open on it.
pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) engine: Engine,
    seconds: i64,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::on(tempfile::tempdir().unwrap())
    }

    /// On the workspace in this folder.
    pub(crate) fn on(folder: TempDir) -> Self {
        let engine = Engine::open(&folder.path().join("test.partwell"), Duration::ZERO).unwrap();
        Self { folder, engine, seconds: 0 }
    }

    pub(crate) fn workspace(&self) -> PathBuf {
        self.folder.path().join("test.partwell")
    }

    /// Goes on so many days later.
    pub(crate) fn days_later(&mut self, days: i64) {
        self.seconds += days * 86_400;
    }

    /// Closes the workspace and opens it again.
    pub(crate) fn restarted(self) -> Self {
        let Self { folder, engine, seconds } = self;
        // A child that another test starts may hold a copy of the lock until it is its own program.
        drop(engine);
        let engine = Engine::open(&folder.path().join("test.partwell"), Duration::from_secs(5)).unwrap();
        Self { folder, engine, seconds }
    }

    /// Puts a file beside the workspace.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Each command is a second later than the one before.
    fn now(&mut self) -> LocalTime {
        self.seconds += 1;
        LocalTime::new(Timestamp::from_second(1_794_000_000 + self.seconds).unwrap(), far_east())
    }

    pub(crate) fn run_watched(&mut self, command: Command, progress: &mut dyn ProgressSink) -> Result<Vec<Event>, Problem> {
        self.settled(command, progress).map(|(events, _)| events)
    }

    /// What came of a command that may find a file where it is to write.
    pub(crate) fn settlement(&mut self, command: Command) -> Settlement {
        self.settled(command, &mut NoProgress).unwrap().1
    }

    fn settled(&mut self, command: Command, progress: &mut dyn ProgressSink) -> Result<(Vec<Event>, Settlement), Problem> {
        let now = self.now();
        let mut events = Vec::new();
        let settlement = self.engine.run(command, &now, progress, &mut |event| events.push(event));
        match events.iter().find_map(|event| if let Event::Failed(problem) = event { Some(problem.clone()) } else { None }) {
            Some(problem) => {
                assert_eq!(settlement, Settlement::Failed);
                Err(problem)
            }
            None => Ok((events, settlement)),
        }
    }

    pub(crate) fn run(&mut self, command: Command) -> Result<Vec<Event>, Problem> {
        self.run_watched(command, &mut NoProgress)
    }

    pub(crate) fn load(&mut self) -> Box<Snapshot> {
        let events = self.run(Command::Load).unwrap();
        events.into_iter().find_map(|event| if let Event::Loaded(snapshot) = event { Some(snapshot) } else { None }).unwrap()
    }

    pub(crate) fn preview(&mut self, path: &Path) -> Result<ImportReport, Problem> {
        let events = self.run(Command::PreviewImport { paths: vec![path.to_owned()], options: ImportOptions::default() })?;
        Ok(events.into_iter().find_map(|event| if let Event::ImportPreviewed { report, .. } = event { Some(*report) } else { None }).unwrap())
    }

    pub(crate) fn import(&mut self, path: &Path) -> Result<ImportReport, Problem> {
        let report = self.preview(path)?;
        self.run(Command::CommitImport { keeps_message_texts: false })?;
        Ok(report)
    }

    /// Imports a file of this content.
    pub(crate) fn import_bytes(&mut self, content: impl AsRef<[u8]>) -> Result<ImportReport, Problem> {
        let path = self.file("export.csv", content);
        self.import(&path)
    }

    /// Somebody by first name.
    pub(crate) fn person(&mut self, first_name: &str) -> Person {
        self.load().people.into_iter().find(|person| person.facts.first_name == first_name).unwrap_or_else(|| panic!("nobody is called {first_name}"))
    }

    pub(crate) fn id(&mut self, first_name: &str) -> PersonId {
        self.person(first_name).id
    }

    /// Everything that undo covers, as text.
    pub(crate) fn dump(&self) -> String {
        dump(&self.workspace())
    }
}

/// Tables that undo does not cover; every other one it does.
const NOT_COVERED: [&str; 7] = ["digest", "setting", "operation", "journal", "ledger_entry", "ledger_line", "errand_line"];

/// Everything in a workspace that undo covers, as text.
pub(crate) fn dump(workspace: &Path) -> String {
    let connection = rusqlite::Connection::open(workspace).unwrap();
    let mut out = String::new();
    let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for table in tables.iter().filter(|table| !NOT_COVERED.contains(&table.as_str())) {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cell = |i: usize| match row.get_ref(i).unwrap() {
                rusqlite::types::ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
                other => format!("{other:?}"),
            };
            let cells: Vec<String> = (0..columns).map(cell).collect();
            writeln!(out, "{table}: {}", cells.join(" | ")).unwrap();
        }
    }
    out
}

/// Rows below H7 for this many invented people, newest first.
pub(crate) fn invented(count: usize) -> String {
    let mut text = format!("{PREAMBLE}{H7}");
    for i in 0..count {
        write!(text, "\nPerson{i:05},Quorn{},https://www.linkedin.com/in/person-{i:05}-example,,Company {},Dyer,{:02} Jan 2020", i % 97, i % 200, 1 + i % 28)
            .unwrap();
    }
    text
}

/// A ZIP archive of these members.
pub(crate) fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A watch that cancels after so many looks.
pub(crate) struct CancelAfter(pub(crate) usize);

impl ProgressSink for CancelAfter {
    fn report(&mut self, _doing: &str, _done: usize, _total: Option<usize>) {
        self.0 = self.0.saturating_sub(1);
    }

    fn is_cancelled(&self) -> bool {
        self.0 == 0
    }
}
