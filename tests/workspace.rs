//! The workspace file: private, locked, refused when it is a stranger's, never lost.

use std::{path::Path, time::Duration};

use partwell::{command::Command, engine::Engine, model::decision::Pane};

use crate::support::{Desk, invented};

fn refusal(path: &Path) -> String {
    let before = std::fs::read(path).unwrap();
    let problem = Engine::open(path, Duration::ZERO).unwrap_err();
    assert_eq!(std::fs::read(path).unwrap(), before, "the file is untouched");
    problem.title
}

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
    Engine::open(&cut, Duration::ZERO).unwrap_err();
}

#[test]
fn a_strangers_lock_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let lock = folder.path().join("Cargo.lock");
    std::fs::write(&lock, "mine").unwrap();
    assert!(Engine::open(&folder.path().join("Cargo"), Duration::ZERO).unwrap_err().title.contains("in the way"));
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
    assert!(Engine::open(&fresh, Duration::ZERO).is_ok());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/inside/a.partwell");
    let engine = Engine::open(&path, Duration::ZERO).unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap().path();
        assert_eq!(mode(&entry), 0o600, "{}", entry.display());
    }
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    drop(engine);
}

#[test]
fn everything_survives_a_restart_undo_included() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(3)).unwrap();
    let id = desk.id("Person00001");
    desk.run(Command::Move { person_ids: vec![id], to: Pane::Remove }).unwrap();
    let dump = desk.dump();
    let mut desk = desk.restarted();
    assert_eq!(desk.dump(), dump);
    assert_eq!(desk.load().overview.undo_state.undo.as_deref(), Some("Move 1 person to Remove"));
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
