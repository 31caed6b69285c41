//! The program is killed at any moment, again and again, and goes on where it was.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command as Process, Stdio},
};

use partwell::{command::Command, engine::Engine};
use rusqlite::Connection;
use shaky_disk::Chance;

use crate::{
    Extent,
    actions::{Member, Outcome},
    workspace::{PATIENCE, dump_of, last_operation},
};

/// The word by which this program is told to be the one that is killed.
pub(crate) const WORKER: &str = "--work-until-killed";

/// Works on, and tells each step once it is acknowledged.
pub(crate) fn work(workspace: &Path, seed: u64) {
    let exports = tempfile::tempdir().unwrap();
    let mut member = Member::new(Engine::open(workspace, PATIENCE).unwrap(), seed, exports.path());
    let looked = Connection::open(workspace).unwrap();
    let mut out = std::io::stdout();
    loop {
        member.act();
        let told = writeln!(out, "{}", last_operation(&looked).unwrap()).and_then(|()| out.flush());
        if told.is_err() {
            return;
        }
    }
}

pub(crate) fn run(extent: Extent) -> String {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    let exports = tempfile::tempdir().unwrap();
    let mut chance = Chance::new(7);
    let (mut acknowledged, mut ahead) = (0_i64, 0);
    for round in 0..extent.kills {
        let mut child = Process::new(std::env::current_exe().unwrap())
            .args([WORKER.as_ref(), workspace.as_os_str(), round.to_string().as_ref()])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut last = 0_i64;
        // Some steps are waited for; within the next one the end comes at another moment each time.
        for _ in 0..chance.below(6) {
            last = lines.next().unwrap().unwrap().parse().unwrap();
        }
        for _ in 0..chance.below(3_000_000) {
            std::hint::black_box(&last);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said before it died counts, too; the last line may be cut.
        let rest: Vec<String> = lines.map_while(Result::ok).collect();
        last = rest.iter().filter_map(|line| line.parse().ok()).fold(last, i64::max).max(acknowledged);
        let engine = Engine::open(&workspace, PATIENCE).unwrap_or_else(|problem| panic!("round {round}: {problem:?}"));
        assert_eq!(engine.check().unwrap(), Vec::<String>::new(), "round {round}");
        let found = last_operation(&Connection::open(&workspace).unwrap()).unwrap();
        assert!(found >= last, "round {round}: step {last} was acknowledged, and {found} is the last one there");
        ahead += usize::from(found > last);
        acknowledged = found;
        // The state is what the history says: what can be taken back and done again leads to the very same.
        if round % 10 == 0 {
            let before = state_of(&workspace);
            let mut member = Member::new(engine, 1, exports.path());
            let undone = member.run(Command::Undo).1;
            let redone = member.run(Command::Redo).1;
            assert!(matches!((undone, redone), (Outcome::Done, Outcome::Done)), "round {round}");
            assert_eq!(state_of(&workspace), before, "round {round}");
            acknowledged = last_operation(&Connection::open(&workspace).unwrap()).unwrap();
        }
    }
    format!("{} rounds of kill -9, 0 lost, 0 broken, 0 half done; {ahead} times a step was there that nobody had been told of yet", extent.kills)
}

/// What undo covers.
fn state_of(workspace: &Path) -> String {
    const NOT_COVERED: [&str; 5] = ["operation:", "journal:", "ledger_entry:", "ledger_line:", "errand_line:"];
    let dump = dump_of(workspace).unwrap();
    let mut lines: Vec<&str> = dump.lines().filter(|line| !NOT_COVERED.iter().any(|table| line.starts_with(table))).collect();
    lines.sort_unstable();
    lines.join("\n")
}
