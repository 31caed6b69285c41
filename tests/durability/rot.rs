//! A bit turns while nobody looks: it is noticed at the next start, or it changed nothing.

use std::{fs, path::Path};

use partwell::{
    command::Command,
    engine::Engine,
    event::Event,
    model::{local_time::LocalTime, progress::NoProgress},
};
use shaky_disk::Chance;

use crate::{
    Extent,
    actions::Member,
    workspace::{PATIENCE, dump_of},
};

#[derive(Debug, Default)]
struct Found {
    refused: usize,
    harmless: usize,
    /// The rows are as they were, and the check knows better.
    by_check: usize,
    silent: Vec<usize>,
}

pub(crate) fn run(extent: Extent) -> String {
    let home = tempfile::tempdir().unwrap();
    let (made, exports) = (home.path().join("made.partwell"), home.path().join("exports"));
    fs::create_dir(&exports).unwrap();
    let mut member = Member::new(Engine::open(&made, PATIENCE).unwrap(), 11, &exports);
    member.import(0, 400);
    for _ in 0..60 {
        member.act();
    }
    drop(member);
    let bytes = fs::read(&made).unwrap();
    let lock = fs::read(home.path().join("made.partwell.lock")).unwrap();
    let whole = dump_of(&made).unwrap();
    let flip = |seed: u64, flips: usize| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.partwell");
        let mut chance = Chance::new(seed);
        let mut found = Found::default();
        for _ in 0..flips {
            let place = chance.below(bytes.len() * 8);
            let mut rotten = bytes.clone();
            rotten[place / 8] ^= 1 << (place % 8);
            for ending in ["-wal", "-shm"] {
                let _ = fs::remove_file(folder.path().join(format!("a.partwell{ending}")));
            }
            fs::write(folder.path().join("a.partwell.lock"), &lock).unwrap();
            fs::write(&path, &rotten).unwrap();
            look(&path, &whole, place, &mut found);
            // Whatever was found: the file was not written to.
            if fs::read(&path).unwrap() != rotten {
                // A sound one may be tidied at the start.
                assert!(dump_of(&path).is_ok_and(|dump| dump == whole), "bit {place}: the damaged file was written to");
            }
        }
        found
    };
    let halves = std::thread::scope(|scope| {
        let other = scope.spawn(|| flip(2, extent.flips - extent.flips / 2));
        [flip(1, extent.flips / 2), other.join().unwrap()]
    });
    let sum = |of: fn(&Found) -> usize| halves.iter().map(of).sum::<usize>();
    let silent: Vec<usize> = halves.iter().flat_map(|half| half.silent.iter().copied()).collect();
    assert!(silent.is_empty(), "bits whose turning nobody notices: {silent:?}");
    format!(
        "{} bits turned, {} noticed at the start, {} by the check, {} changed nothing, 0 silent",
        extent.flips,
        sum(|found| found.refused),
        sum(|found| found.by_check),
        sum(|found| found.harmless)
    )
}

fn look(path: &Path, whole: &str, place: usize, found: &mut Found) {
    let Ok(mut engine) = Engine::open_existing(path, PATIENCE) else {
        found.refused += 1;
        return;
    };
    let mut is_told = false;
    engine.run(Command::Load, &LocalTime::default(), &mut NoProgress, &mut |event| is_told |= matches!(event, Event::Failed(_) | Event::Noticed(_)));
    let checked = engine.check();
    drop(engine);
    let is_same = dump_of(path).is_ok_and(|dump| dump == whole);
    match (is_told, is_same, checked) {
        (true, ..) => found.refused += 1,
        (false, true, Ok(wrong)) if wrong.is_empty() => found.harmless += 1,
        (false, true, _) => found.by_check += 1,
        (false, false, _) => found.silent.push(place),
    }
}
