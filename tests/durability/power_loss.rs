//! The power goes after any write or sync. Whatever the disk kept of what no sync followed: the workspace opens, it is sound, its
//! state is that after some step of its history, and no acknowledged step is missing.

use std::path::Path;

use partwell::engine::Engine;
use rusqlite::Connection;
use shaky_disk::{Chance, Loss, image_after, watch};

use crate::{
    Extent,
    actions::Outcome,
    site::Site,
    workspace::{PATIENCE, dump, files, last_operation, lay, wrong},
};

/// Actions of one sitting.
const ACTIONS: usize = 40;

/// So many images are opened by the program itself; the others by SQLite alone, which is faster.
const OPENED_EVERY: usize = 40;

/// A state that was acknowledged: how many operations of the disk came before that, the step, and everything that is there.
struct Acknowledged {
    after: usize,
    operation: i64,
    dump: String,
}

#[derive(Debug, Default)]
struct Found {
    images: usize,
    broken: usize,
    lost: usize,
    half: usize,
    first: Option<String>,
}

impl Found {
    fn note(&mut self, what: &str) {
        self.first.get_or_insert_with(|| what.to_owned());
    }
}

pub(crate) fn run(extent: Extent) -> String {
    let found = images(extent.images, false);
    assert!(found.broken + found.lost + found.half == 0, "{found:?}");
    assert!(found.images >= extent.images, "{found:?}");
    format!("{} images, {} broken, {} acknowledged lost, {} half done", found.images, found.broken, found.lost, found.half)
}

/// The same on a disk that ignores syncs must fail, or it would prove nothing.
pub(crate) fn bites(_: Extent) -> String {
    let found = images(2_500, true);
    assert!(found.broken + found.half > 0 && found.lost > 0, "the suite does not see what a disk without syncs loses: {found:?}");
    format!(
        "without syncs {} of {} images are broken or half done, and {} lost what was acknowledged: the suite bites",
        found.broken + found.half,
        found.images,
        found.lost
    )
}

fn images(wanted: usize, ignores_syncs: bool) -> Found {
    let mut found = Found::default();
    let mut seed = 1;
    while found.images < wanted {
        sitting(seed, ignores_syncs, wanted, &mut found);
        seed += 1;
    }
    found
}

fn sitting(seed: u64, ignores_syncs: bool, wanted: usize, found: &mut Found) {
    let site = Site::lived_in(seed, 0);
    let (folder, path, crashed) = (&site.folder, &site.path, site.beside("crashed"));
    // Backups are made elsewhere; here they would only take time.
    let before = files(folder);
    let disk = watch(folder);
    if ignores_syncs {
        disk.ignore_syncs();
    }
    let mut member = site.member(seed);
    let looked = Connection::open(path).unwrap();
    let mut acknowledged = vec![Acknowledged { after: 0, operation: last_operation(&looked).unwrap(), dump: dump(&looked).unwrap() }];
    let mut operations = disk.take();
    for _ in 0..ACTIONS {
        let (what, outcome) = member.act();
        operations.extend(disk.take());
        let operation = last_operation(&looked).unwrap();
        if acknowledged.last().is_some_and(|last| last.operation != operation) {
            assert!(matches!(outcome, Outcome::Done), "{what}: {outcome:?}");
            acknowledged.push(Acknowledged { after: operations.len(), operation, dump: dump(&looked).unwrap() });
        }
    }
    drop(looked);
    drop(member);
    operations.extend(disk.take());
    drop(disk);
    let mut chance = Chance::new(seed);
    for count in 0..=operations.len() {
        for loss in Loss::ALL {
            if found.images >= wanted {
                return;
            }
            let image = image_after(&before, &operations, count, loss, &mut chance);
            lay(&image, &crashed);
            found.images += 1;
            let last = acknowledged.iter().rev().find(|state| state.after <= count).unwrap();
            let is_opened = found.images.is_multiple_of(OPENED_EVERY);
            look(&crashed.join("a.partwell"), last, &acknowledged, is_opened, found, &format!("seed {seed}, after {count} operations, {loss:?}"));
        }
    }
}

fn look(path: &Path, last: &Acknowledged, all: &[Acknowledged], is_opened: bool, found: &mut Found, which: &str) {
    let looked = Connection::open(path).map_err(|error| partly(&error)).and_then(|connection| {
        let wrong = wrong(&connection).map_err(|error| partly(&error))?;
        if wrong.is_empty() {
            Ok((last_operation(&connection).map_err(|error| partly(&error))?, dump(&connection).map_err(|error| partly(&error))?))
        } else {
            Err(wrong.join("; "))
        }
    });
    match looked {
        Err(why) => {
            found.broken += 1;
            found.note(&format!("{which}: {why}"));
        }
        Ok((operation, _)) if operation < last.operation => {
            found.lost += 1;
            found.note(&format!("{which}: step {operation} instead of {}", last.operation));
        }
        // What was under way may be there whole, and never in part.
        Ok((operation, dump)) => {
            if !all.iter().any(|state| state.operation == operation && state.dump == dump) {
                found.half += 1;
                found.note(&format!("{which}: a state that never was, after step {operation}"));
            }
        }
    }
    if is_opened {
        let checked = Engine::open_existing(path, PATIENCE)
            .map_err(|problem| format!("{problem:?}"))
            .and_then(|engine| engine.check().map_err(|problem| format!("{problem:?}")));
        if checked != Ok(Vec::new()) {
            found.broken += 1;
            found.note(&format!("{which}: {checked:?}"));
        }
    }
}

fn partly(error: &rusqlite::Error) -> String {
    error.to_string()
}
