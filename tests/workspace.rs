//! The workspace file: private, locked, refused when it is a stranger's, never lost.

use std::{path::Path, time::Duration};

use partwell::model::{
    batch::removal_list::{ListFormat, ListSource},
    person::decision::Pane,
};
use partwell::{
    command::{Command, Export},
    engine::Engine,
    event::{Event, Problem},
    model::{operation::HistoryEntry, progress::NoProgress},
};

use crate::support::{Desk, invented};

fn refusal(path: &Path) -> String {
    let before = std::fs::read(path).unwrap();
    let problem = Engine::open(path, PATIENCE).unwrap_err();
    assert_eq!(std::fs::read(path).unwrap(), before, "the file is untouched");
    problem.title
}

/// What is told about how a workspace was opened.
fn noticed(engine: &mut Engine) -> Vec<Problem> {
    let mut told = Vec::new();
    engine.run(Command::Load, &partwell::worker::now(), &mut NoProgress, &mut |event| {
        if let Event::Noticed(problem) = event {
            told.push(problem);
        }
    });
    told
}

/// Every file in a folder with its bytes.
fn files(folder: &Path) -> Vec<(std::ffi::OsString, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let mut files: Vec<_> = entries.map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap_or_default())).collect();
    files.sort();
    files
}

/// A child that another test starts may hold a copy of the lock until it is its own program.
const PATIENCE: Duration = Duration::from_secs(5);

#[test]
fn a_second_instance_is_refused_and_gets_in_after_the_first() {
    let desk = Desk::new();
    let path = desk.workspace();
    assert!(Engine::open(&path, Duration::ZERO).unwrap_err().title.contains("another Partwell"));
    let Desk { engine, folder, .. } = desk;
    drop(engine);
    assert!(Engine::open(&path, Duration::from_secs(5)).is_ok());
    drop(folder);
}

fn history(desk: &mut Desk) -> Vec<HistoryEntry> {
    let events = desk.run(Command::LoadHistory).unwrap();
    events.into_iter().find_map(|event| if let Event::HistoryLoaded(entries) = event { Some(entries) } else { None }).unwrap()
}

/// A file of version 3, as that version wrote it: four people, ten steps that hold and one that was undone.
#[test]
fn a_workspace_of_version_3_keeps_its_history_and_its_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(include_bytes!("workspaces/version-3.zip"))).unwrap();
    let mut bytes = Vec::new();
    std::io::copy(&mut archive.by_index(0).unwrap(), &mut bytes).unwrap();
    std::fs::write(folder.path().join("test.partwell"), bytes).unwrap();
    let mut desk = Desk::on(folder);
    let told = noticed(&mut desk.engine);
    assert!(told.len() == 1 && told[0].detail.contains("before-update") && told[0].detail.contains("go on as before"), "{told:?}");
    let names: Vec<String> =
        history(&mut desk).iter().map(|entry| format!("{}{}", entry.operation.describe(), if entry.is_undone { " (undone)" } else { "" })).collect();
    assert_eq!(
        names,
        [
            "Move 2 people to Remove (undone)",
            "Invite again: Ana Quorn",
            "Mark as done: Ana Quorn",
            "Finalize batch 1 with 1 person",
            "Move to Remove: Ana Quorn",
            "Change the reasons of 2 people",
            "Unfollow: Tomas Ferrowick",
            "Put off until 1 Mar 2027: Tomas Ferrowick",
            "Protect: Zélie Quorn, PhD",
            "Write a note: Zélie Quorn, PhD",
            "Import 4 people",
        ]
    );
    assert!(history(&mut desk).iter().all(|entry| entry.can_turn));
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    let whole = desk.dump();
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.load().people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).count(), 2);
    for _ in 0..11 {
        desk.run(Command::Undo).unwrap();
    }
    assert_eq!((desk.load().people.len(), desk.load().overview.undo_state.undo), (0, None));
    for _ in 0..10 {
        desk.run(Command::Redo).unwrap();
    }
    assert_eq!(desk.dump(), whole);
}

// In the product book: T2.
#[test]
fn a_workspace_of_an_earlier_version_is_brought_up_to_date_after_a_copy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("test.partwell");
    {
        let old = rusqlite::Connection::open(&path).unwrap();
        old.execute_batch(include_str!("../src/store/migrations/0001_start.sql")).unwrap();
        old.execute_batch(
            "PRAGMA user_version = 1; PRAGMA application_id = 1348563572;
             INSERT INTO import VALUES (1, '2026-05-01T10:00:00Z', 'Connections.csv', '2024-01-08', '{\"records\":1,\"people\":1,\"ghost_rows\":0,\"duplicates_merged\":0,\"empty_rows\":0,\"without_link\":0,\"without_date\":0,\"dates_not_understood\":0,\"dates_not_understood_at\":[],\"incomplete_rows\":0,\"surplus_rows\":0,\"encoding\":\"UTF-8\",\"files_used\":[],\"files_ignored\":[],\"unsafe_entries\":0,\"warnings\":[],\"newest_connection\":\"2024-01-08\",\"added\":1,\"changed\":0,\"unchanged\":0,\"gone\":0,\"returned\":0}');
             INSERT INTO person VALUES (1, 'zelie-example', 'Zélie', 'Quorn', 'https://www.linkedin.com/in/zelie-example', '', 'Mills', 'Dyer', '2024-01-08', '', 1, 1);
             INSERT INTO batch VALUES (1, '2026-05-03T10:00:00Z', '{\"C1\":\"considered\"}');
             INSERT INTO decision VALUES (1, 'remove', '2026-05-02T10:00:00Z', 1);
             INSERT INTO batch_person VALUES (1, 1, 1, '{\"facts\":{\"slug\":\"zelie-example\",\"first_name\":\"Zélie\",\"last_name\":\"Quorn\",\"url\":\"\",\"email\":\"\",\"company\":\"Mills\",\"position\":\"Dyer\",\"connected_on\":\"2024-01-08\",\"connected_on_text\":\"\"},\"reasons\":[\"clutter\"],\"own_reason\":\"\",\"note\":\"met in Ghent\",\"decided_at\":null}');
             INSERT INTO operation (at, name, kind, state) VALUES ('2026-05-01T10:00:00Z', 'Import 1 person', 'do', 'done');",
        )
        .unwrap();
    }
    let mut desk = Desk::on(folder);
    let told = noticed(&mut desk.engine);
    assert!(
        told.len() == 1 && told[0].title.contains("updated") && told[0].detail.contains("before-update") && told[0].detail.contains("no longer"),
        "{told:?}"
    );
    let snapshot = desk.load();
    assert_eq!((snapshot.people.len(), snapshot.people[0].state.batch.is_some(), snapshot.overview.undo_state.undo.clone()), (1, true, None));
    assert!(snapshot.people[0].evidence.is_empty());
    // What was done before is still told, and Undo does not reach it.
    let history = history(&mut desk);
    assert_eq!(history.iter().map(|entry| (entry.operation.describe(), entry.can_turn)).collect::<Vec<_>>(), [("Import 1 person".to_owned(), false)]);
    desk.run(Command::Undo).unwrap();
    desk.run(Command::ReturnTo { operation_id: 0 }).unwrap();
    assert_eq!(desk.load().people.len(), 1);
    let events = desk.run(Command::LoadBatch { batch_id: partwell::model::id::BatchId(1) }).unwrap();
    let batch = events.into_iter().find_map(|event| if let partwell::event::Event::BatchLoaded(batch) = event { Some(batch) } else { None }).unwrap();
    assert_eq!((batch.people[0].listed.note.as_str(), batch.people[0].listed.evidence.is_empty()), ("met in Ghent", true));
    assert!(desk.run(Command::LoadImports).is_ok());
    // A batch of before stands on the work list and in the ledger.
    let events = desk.run(Command::LoadWorkList).unwrap();
    let items = events.into_iter().find_map(|event| if let partwell::event::Event::WorkListLoaded(items) = event { Some(items) } else { None }).unwrap();
    assert_eq!((items.len(), items[0].is_open(), items[0].listed.note.as_str()), (1, true, "met in Ghent"));
    let events = desk.run(Command::LoadLedger).unwrap();
    let entries =
        events.into_iter().find_map(|event| if let partwell::event::Event::LedgerLoaded { entries, .. } = event { Some(entries) } else { None }).unwrap();
    assert_eq!((entries.len(), entries[0].lines.len(), entries[0].answers.len()), (1, 1, 1));
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    // The copy is the workspace as it was.
    let backups = Engine::backups(&desk.workspace()).unwrap();
    let backup = backups.iter().find(|backup| backup.reason == partwell::model::backup::BackupReason::BeforeUpdate).unwrap();
    assert_eq!(backup.contents.unwrap().people, 1);
    let copy = rusqlite::Connection::open(&backup.path).unwrap();
    let (version, people): (i64, i64) = copy
        .query_row("SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM person)", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!((version, people), (1, 1));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&backup.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "the copy is for its owner alone");
    }
    // And life goes on.
    desk.import_bytes(invented(3)).unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.load().people.len(), 1);
}

#[test]
fn a_newer_schema_is_refused_untouched() {
    let desk = Desk::new();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(refusal(&path).contains("newer Partwell"));
    drop(folder);
}

#[test]
fn a_newer_schema_that_stands_only_in_the_log_is_refused_too() {
    let desk = Desk::new();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    let other = rusqlite::Connection::open(&path).unwrap();
    other.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    other.execute_batch("PRAGMA user_version = 99").unwrap();
    assert!(refusal(&path).contains("newer Partwell"));
    drop((other, folder));
}

#[test]
fn strangers_are_refused_untouched() {
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("a.partwell");
    std::fs::write(&csv, "First Name,Last Name\n").unwrap();
    assert!(refusal(&csv).contains("not a workspace"));
    let other = folder.path().join("b.partwell");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    assert!(refusal(&other).contains("not a workspace"));
    let cut = folder.path().join("c.partwell");
    std::fs::write(&cut, b"SQLite format 3\0").unwrap();
    Engine::open(&cut, PATIENCE).unwrap_err();
}

#[test]
fn a_strangers_lock_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let lock = folder.path().join("Cargo.lock");
    std::fs::write(&lock, "mine").unwrap();
    assert!(Engine::open(&folder.path().join("Cargo"), PATIENCE).unwrap_err().title.contains("in the way"));
    assert_eq!(std::fs::read_to_string(&lock).unwrap(), "mine");
    assert!(!folder.path().join("Cargo").exists());
}

#[cfg(unix)]
#[test]
fn a_link_does_not_get_round_the_lock() {
    let desk = Desk::new();
    let link = desk.folder.path().join("link.partwell");
    std::os::unix::fs::symlink(desk.workspace(), &link).unwrap();
    assert!(Engine::open(&link, Duration::ZERO).unwrap_err().title.contains("another Partwell"));
}

#[test]
fn an_emptied_workspace_is_not_taken_for_a_new_one() {
    let desk = Desk::new();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    std::fs::write(&path, b"").unwrap();
    assert!(refusal(&path).contains("empty"));
    // An empty file that never was a workspace becomes one.
    let fresh = folder.path().join("fresh.partwell");
    std::fs::write(&fresh, b"").unwrap();
    assert!(Engine::open(&fresh, PATIENCE).is_ok());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/inside/a.partwell");
    let engine = Engine::open(&path, PATIENCE).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap().path();
        assert_eq!(mode(&entry), 0o600, "{}", entry.display());
    }
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    drop(engine);
}

// In the product book: F9.
#[test]
fn everything_survives_a_restart_undo_included() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(3)).unwrap();
    let id = desk.id("Person00001");
    desk.run(Command::Move { person_ids: vec![id], to: Pane::Remove }).unwrap();
    let dump = desk.dump();
    let mut desk = desk.restarted();
    assert_eq!(desk.dump(), dump);
    assert_eq!(
        desk.load().overview.undo_state.undo.map(|operation| operation.describe()),
        Some(format!("Move to Remove: {}", desk.person("Person00001").facts.name()))
    );
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.person("Person00001").state.pane(), Some(Pane::Keep));
    let mut desk = desk.restarted();
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), dump);
}

#[test]
fn a_kill_at_any_moment_leaves_a_sound_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    let export = folder.path().join("Connections.csv");
    std::fs::write(&export, invented(4000)).unwrap();
    let mut landed = 0;
    for round in 0..24_u32 {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_partwell"))
            .args(["--workspace".as_ref(), workspace.as_os_str()])
            .args(if round % 3 == 0 {
                vec!["import".to_owned(), export.display().to_string()]
            } else {
                ["move", "--to", if round % 3 == 1 { "remove" } else { "keep" }, "--search", "person"].map(str::to_owned).to_vec()
            })
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        // Spins instead of sleeping: another moment of its life in each round.
        for _ in 0..round * 40_000 {
            std::hint::black_box(round);
            if child.try_wait().unwrap().is_some() {
                landed += 1;
                break;
            }
        }
        let _ = child.kill();
        child.wait().unwrap();
        let engine = Engine::open(&workspace, Duration::from_secs(5)).unwrap();
        assert_eq!(engine.check().unwrap(), Vec::<String>::new(), "round {round}");
    }
    println!("{landed} of 24 commands ended before they were killed");
}

/// On a disk that is read-only, or of somebody else: it is read, and nothing is written, not even beside it.
#[test]
fn a_workspace_is_opened_for_reading_and_stays_as_it_is() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(12)).unwrap();
    let ids = vec![desk.load().people[0].id, desk.load().people[1].id];
    desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Remove }).unwrap();
    let path = desk.workspace();
    let Desk { engine, folder, .. } = desk;
    drop(engine);
    std::fs::remove_file(folder.path().join("test.partwell.lock")).unwrap();
    let files = || {
        let mut files: Vec<(std::ffi::OsString, Vec<u8>)> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap_or_default()))
            .collect();
        files.sort();
        files
    };
    let before = files();
    let mut engine = Engine::open_for_reading(&path).unwrap();
    let mut run = |command: Command| {
        let mut events = Vec::new();
        engine.run(command, &partwell::worker::now(), &mut NoProgress, &mut |event| events.push(event));
        events
    };
    let loaded = run(Command::Load);
    let snapshot = loaded.into_iter().find_map(|event| if let Event::Loaded(snapshot) = event { Some(snapshot) } else { None }).unwrap();
    assert!(snapshot.is_for_reading);
    assert_eq!(snapshot.people.len(), 12);
    assert_eq!(snapshot.overview.undo_state.undo.map(|operation| operation.describe()).as_deref(), Some("Move 2 people to Remove"));
    for command in [Command::LoadHistory, Command::LoadLedger, Command::LoadWorkList, Command::LoadInsights { only: Vec::new() }, Command::LoadImports] {
        assert!(!run(command.clone()).iter().any(|event| matches!(event, Event::Failed(_))), "{command:?} is answered");
    }
    for command in [Command::Undo, Command::Move { person_ids: ids, to: Pane::Keep }, Command::SetNote { person_id: snapshot.people[0].id, note: "a".into() }] {
        let events = run(command.clone());
        let problem = events.iter().find_map(|event| if let Event::Failed(problem) = event { Some(problem) } else { None });
        assert_eq!(problem.map(|problem| problem.title.as_str()), Some("The workspace is open for reading"), "{command:?}");
    }
    assert!(
        !run(Command::SaveSettings(Box::new(snapshot.settings))).iter().any(|event| matches!(event, Event::Failed(_))),
        "which page is shown is worth no word"
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let list = elsewhere.path().join("list.csv");
    run(Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Csv }, path: list.clone(), may_replace: false });
    assert!(list.exists(), "lists are written elsewhere");
    drop(engine);
    assert_eq!(files(), before);
}

/// What would have to be written before it can be read is refused, with the way round.
#[test]
fn what_must_be_written_first_is_not_opened_for_reading() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.partwell");
    {
        let old = rusqlite::Connection::open(&path).unwrap();
        old.execute_batch(include_str!("../src/store/migrations/0001_start.sql")).unwrap();
        old.execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 1348563572;").unwrap();
    }
    assert_eq!(Engine::open_for_reading(&path).unwrap_err().title, "The workspace is of an earlier Partwell");
    assert!(!Engine::open_for_reading(&folder.path().join("none.partwell")).unwrap_err().can_be_read);
    // A log that was left behind holds what the file does not.
    let mut desk = Desk::new();
    desk.import_bytes(invented(3)).unwrap();
    let path = desk.workspace();
    drop(desk.engine);
    std::fs::write(desk.folder.path().join("test.partwell-wal"), b"left behind").unwrap();
    assert_eq!(Engine::open_for_reading(&path).unwrap_err().title, "The workspace is open elsewhere, or was not closed");
}

/// Whoever may write it goes on doing so; who reads sees that, and is never told of damage.
#[test]
fn a_reader_follows_what_is_written_elsewhere() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(6)).unwrap();
    let path = desk.workspace();
    let id = desk.load().people[0].id;
    drop(desk.engine);
    let mut reader = Engine::open_for_reading(&path).unwrap();
    let mut ask = |command: Command| {
        let mut events = Vec::new();
        reader.run(command, &partwell::worker::now(), &mut NoProgress, &mut |event| events.push(event));
        events
    };
    let in_remove = |events: &[Event]| {
        events
            .iter()
            .find_map(|event| if let Event::Loaded(snapshot) = event { Some(snapshot) } else { None })
            .map(|snapshot| snapshot.people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).count())
    };
    assert_eq!(in_remove(&ask(Command::Load)), Some(0));
    let mut writer = Engine::open(&path, Duration::from_secs(5)).unwrap();
    writer.run(Command::Move { person_ids: vec![id], to: Pane::Remove }, &partwell::worker::now(), &mut NoProgress, &mut |_| {});
    let refused = ask(Command::LoadHistory);
    let told = refused.iter().find_map(|event| if let Event::Failed(problem) = event { Some(problem.title.as_str()) } else { None });
    assert_eq!(told, Some("The workspace is open elsewhere, or was not closed"));
    drop(writer);
    assert_eq!(in_remove(&ask(Command::LoadHistory)), Some(1), "what is shown follows");
    assert_eq!(in_remove(&ask(Command::Load)), Some(1));
}

/// A file that bears Partwell's number is a workspace only if its tables are; nothing is written to it or beside it.
#[test]
fn a_strangers_file_with_our_number_stays_byte_for_byte() {
    let ours = "PRAGMA application_id = 1348563572;";
    for (version, tables) in [
        (3, "CREATE TABLE recipe (name)"),
        (1, "CREATE TABLE person (id)"),
        (0, "CREATE TABLE person (id)"),
        (-1, ""),
        (-1, "CREATE TABLE person (id)"),
        (i32::MIN, ""),
        (99, ""),
    ] {
        for mode in ["DELETE", "WAL"] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("a.partwell");
            let other = rusqlite::Connection::open(&path).unwrap();
            other.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(())).unwrap();
            other.execute_batch(&format!("{ours} PRAGMA user_version = {version}; {tables}")).unwrap();
            drop(other);
            let before = files(folder.path());
            Engine::open(&path, PATIENCE).unwrap_err();
            assert_eq!(files(folder.path()), before, "{version} {tables} {mode}");
        }
    }
    // A database of somebody else that is being written: what it holds stands in its log.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.partwell");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    other.execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)").unwrap();
    let names = || files(folder.path()).into_iter().map(|(name, bytes)| (name, bytes.len())).collect::<Vec<_>>();
    let before = names();
    Engine::open(&path, PATIENCE).unwrap_err();
    assert_eq!(names(), before);
    drop(other);
    // Views alone, and nothing at all, are somebody else's, too.
    for sql in ["CREATE VIEW v AS SELECT 1 AS a", "CREATE TABLE t (a); DROP TABLE t"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.partwell");
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let before = files(folder.path());
        Engine::open(&path, PATIENCE).unwrap_err();
        assert_eq!(files(folder.path()), before, "{sql}");
    }
    // All our tables and one more: whoever added it has a reason.
    let desk = Desk::new();
    let path = desk.workspace();
    let folder = desk.folder;
    drop(desk.engine);
    rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE mine (a)").unwrap();
    let before = files(folder.path());
    assert!(Engine::open(&path, PATIENCE).unwrap_err().title.contains("not a workspace"));
    assert_eq!(files(folder.path()), before);
}

#[test]
fn a_check_reads_every_row_and_what_it_finds_damaged_is_not_written_to() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(12)).unwrap();
    let ids = vec![desk.load().people[0].id];
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    assert_eq!(Engine::check_file(&path, PATIENCE).unwrap().wrong, Vec::<String>::new());
    let sql = |sql: &str| {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    };
    for harm in [
        "UPDATE person SET company = 'Mils' WHERE id = 1",
        "DROP TRIGGER ledger_finalized",
        "UPDATE journal SET before = '{}'",
        "INSERT INTO setting VALUES ('x', 'y')",
    ] {
        let sound = std::fs::read(&path).unwrap();
        sql(harm);
        let before = std::fs::read(&path).unwrap();
        assert!(!Engine::check_file(&path, PATIENCE).unwrap().wrong.is_empty(), "{harm}");
        let refused = Engine::open(&path, PATIENCE).unwrap_err();
        assert!(refused.title.contains("found damaged") && refused.is_damage && refused.can_be_read, "{refused:?}");
        assert_eq!(std::fs::read(&path).unwrap(), before, "{harm}: nothing was written");
        // A sound file in its place is one that can be worked with again, once it was checked.
        std::fs::write(&path, sound).unwrap();
        assert_eq!(Engine::check_file(&path, PATIENCE).unwrap().wrong, Vec::<String>::new(), "{harm}");
        assert!(Engine::open(&path, PATIENCE).is_ok(), "{harm}");
    }
    drop(folder);
}

#[test]
fn a_workspace_that_vanished_is_told_and_not_made_anew() {
    let desk = Desk::new();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    std::fs::remove_file(&path).unwrap();
    let before = files(folder.path());
    for opened in [Engine::open(&path, PATIENCE), Engine::open_existing(&path, PATIENCE)] {
        assert_eq!(opened.unwrap_err().title, "The workspace is missing");
    }
    assert_eq!(files(folder.path()), before);
}

/// The power goes while a workspace is made: whatever is left, the next start can use the path.
#[test]
fn what_a_power_loss_leaves_at_the_very_creation_can_be_used() {
    for (lock, content) in [(Some(""), Some(Vec::new())), (Some(""), Some(vec![0; 4096])), (Some(""), None), (None, Some(Vec::new()))] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.partwell");
        if let Some(lock) = lock {
            std::fs::write(folder.path().join("a.partwell.lock"), lock).unwrap();
        }
        if let Some(content) = &content {
            std::fs::write(&path, content).unwrap();
        }
        assert!(Engine::open(&path, PATIENCE).is_ok(), "{lock:?} {:?}", content.map(|content| content.len()));
    }
    // Zeros beside which nothing of ours stands belong to somebody else.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.partwell");
    std::fs::write(&path, [0; 4096]).unwrap();
    assert!(refusal(&path).contains("not a workspace"));
}

#[cfg(unix)]
#[test]
fn a_workspace_that_others_could_read_is_tightened() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    drop(Engine::open(&path, Duration::from_secs(5)).unwrap());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    drop(folder);
}

#[test]
fn a_copy_without_its_log_is_noticed_and_after_a_while_is_whole() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(12)).unwrap();
    let ids = vec![desk.load().people[0].id];
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let copied = |name: &str, desk: &Desk| {
        let copy = elsewhere.path().join(name);
        std::fs::copy(desk.workspace(), &copy).unwrap();
        let mut engine = Engine::open(&copy, PATIENCE).unwrap();
        let told = noticed(&mut engine);
        let mut removed = 0;
        engine.run(Command::Load, &partwell::worker::now(), &mut NoProgress, &mut |event| {
            if let Event::Loaded(snapshot) = event {
                removed = snapshot.people.iter().filter(|person| person.state.pane() == Some(Pane::Remove)).count();
            }
        });
        (told.iter().any(|problem| problem.title.contains("may be missing")), removed)
    };
    assert_eq!(copied("at-once.partwell", &desk), (true, 0));
    // Whoever only looks does not silence it; with the first change it is a workspace of its own.
    let copy = elsewhere.path().join("at-once.partwell");
    let mut engine = Engine::open(&copy, PATIENCE).unwrap();
    assert_eq!(noticed(&mut engine).len(), 1);
    engine.run(Command::Undo, &partwell::worker::now(), &mut NoProgress, &mut |_| {});
    drop(engine);
    assert!(noticed(&mut Engine::open(&copy, PATIENCE).unwrap()).is_empty());
    // Also to whoever only reads or checks it.
    let read = elsewhere.path().join("read.partwell");
    std::fs::copy(desk.workspace(), &read).unwrap();
    let checked = Engine::check_file(&read, PATIENCE).unwrap();
    assert_eq!((checked.wrong.len(), checked.remarks.len()), (0, 1));
    assert_eq!(noticed(&mut Engine::open_for_reading(&read).unwrap()).len(), 1);
    // When nobody waits, the file comes to hold all there is; when it is closed, it also says so.
    desk.engine.settle();
    assert_eq!(copied("settled.partwell", &desk).1, 1);
    let path = desk.workspace();
    let Desk { engine, folder, .. } = desk;
    drop(engine);
    let copy = elsewhere.path().join("closed.partwell");
    std::fs::copy(path, &copy).unwrap();
    assert!(noticed(&mut Engine::open(&copy, PATIENCE).unwrap()).is_empty());
    drop(folder);
}

/// An error of the disk says nothing of the workspace.
#[test]
fn an_error_of_the_disk_is_not_told_as_damage() {
    use rusqlite::ffi;
    for (code, title) in [
        (ffi::SQLITE_IOERR_READ, "The disk could not be read"),
        (ffi::SQLITE_IOERR_SHORT_READ, "The disk could not be read"),
        (ffi::SQLITE_IOERR_WRITE, "The disk did not take it"),
        (ffi::SQLITE_IOERR_FSYNC, "The disk did not take it"),
        (ffi::SQLITE_FULL, "The disk is full"),
        (ffi::SQLITE_CORRUPT, "The workspace is damaged"),
    ] {
        let problem = Problem::from(partwell::store::StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)));
        assert_eq!((problem.title.as_str(), problem.is_damage), (title, code == ffi::SQLITE_CORRUPT));
    }
}

/// The lock is a file of ours; whatever else bears its name is left alone, and nobody waits for it.
#[cfg(unix)]
#[test]
fn a_pipe_or_a_link_in_the_place_of_the_lock_is_told() {
    let desk = Desk::new();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    let lock = folder.path().join("test.partwell.lock");
    let mine = folder.path().join("mine.txt");
    std::fs::write(&mine, "").unwrap();
    std::fs::remove_file(&lock).unwrap();
    std::os::unix::fs::symlink(&mine, &lock).unwrap();
    assert!(Engine::open(&path, PATIENCE).unwrap_err().title.contains("in the way"));
    assert_eq!(std::fs::read(&mine).unwrap(), b"");
    std::fs::remove_file(&lock).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&lock).status().unwrap().success());
    assert!(Engine::open(&path, PATIENCE).unwrap_err().title.contains("in the way"));
}

/// A damaged file is marked as such also where it was brought without its lock; an empty one and a link to nothing are no
/// workspace to whoever only reads.
#[test]
fn what_a_check_promises_holds_without_a_lock_and_what_is_empty_is_no_workspace() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(3)).unwrap();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    std::fs::remove_file(folder.path().join("test.partwell.lock")).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("UPDATE person SET connected_on = 'x' WHERE id = 1").unwrap();
    assert!(!Engine::check_file(&path, PATIENCE).unwrap().wrong.is_empty());
    assert!(Engine::open(&path, PATIENCE).unwrap_err().title.contains("found damaged"));
    // A damaged database of somebody else gets no mark beside it.
    let other = folder.path().join("other.partwell");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    let mut bytes = std::fs::read(&other).unwrap();
    bytes[100..300].fill(0xFF);
    std::fs::write(&other, bytes).unwrap();
    let before = files(folder.path());
    Engine::check_file(&other, PATIENCE).unwrap_err();
    assert_eq!(files(folder.path()), before);
    let empty = folder.path().join("empty.partwell");
    std::fs::write(&empty, "").unwrap();
    assert_eq!(Engine::open_existing(&empty, PATIENCE).unwrap_err().title, "There is no workspace there");
    #[cfg(unix)]
    {
        let link = folder.path().join("link.partwell");
        std::os::unix::fs::symlink("target.partwell", &link).unwrap();
        assert_eq!(Engine::open_existing(&link, PATIENCE).unwrap_err().title, "There is no workspace there");
        // The lock stands where the link leads.
        drop(Engine::open(&link, PATIENCE).unwrap());
        assert!(folder.path().join("target.partwell.lock").exists() && !folder.path().join("link.partwell.lock").exists());
    }
}
