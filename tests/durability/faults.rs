//! Each write and each sync fails once: the step is done whole or not at all, what is told is true, and the program goes on.

use partwell::engine::Engine;
use rusqlite::Connection;
use shaky_disk::watch;

use crate::{
    Extent,
    actions::Outcome,
    site::Site,
    workspace::{PATIENCE, dump_of, files, last_operation, lay, wrong},
};

/// Sittings, each with other actions.
const SEEDS: u64 = 14;

pub(crate) fn run(_: Extent) -> String {
    let (mut runs, mut told_not_made, mut unsure) = (0, 0, 0);
    for seed in 1..=SEEDS {
        let site = Site::lived_in(seed, 6);
        let (folder, path) = (&site.folder, &site.path);
        let before = files(folder);
        for fails_at in 0.. {
            lay(&before, folder);
            let disk = watch(folder);
            let mut member = site.member(seed * 31);
            let step = last_operation(&Connection::open(path).unwrap()).unwrap();
            let first = dump_of(path).unwrap();
            disk.fail_in(fails_at, false);
            let (what, outcome) = member.act();
            let failures = disk.mend();
            runs += 1;
            let which = format!("seed {seed}, {what}, failure at {fails_at}");
            // What stands on the disk is what is found when the program is started anew: also if it were killed right now.
            let killed = site.beside("killed");
            lay(&files(folder), &killed);
            let looked = Connection::open(killed.join("a.partwell")).unwrap();
            assert_eq!(wrong(&looked).unwrap(), Vec::<String>::new(), "{which}");
            let found = last_operation(&looked).unwrap();
            drop(looked);
            match &outcome {
                Outcome::Failed(problem) if problem.detail.contains("may have been made") => unsure += 1,
                Outcome::Failed(problem) if failures > 0 => {
                    assert_eq!(found, step, "{which}: told “{}”, and it was made", problem.title);
                    assert_eq!(dump_of(&killed.join("a.partwell")).unwrap(), first, "{which}");
                    told_not_made += 1;
                }
                _ => {}
            }
            // The same connection goes on.
            let again = member.act();
            if let (what, Outcome::Failed(problem)) = &again {
                assert!(!problem.title.contains("disk"), "{which}: then {what}: {problem:?}");
            }
            assert_eq!(member.engine.check().unwrap(), Vec::<String>::new(), "{which}");
            drop(member);
            let engine = Engine::open(path, PATIENCE).unwrap_or_else(|problem| panic!("{which}: {problem:?}"));
            assert_eq!(engine.check().unwrap(), Vec::<String>::new(), "{which}");
            if failures == 0 {
                break;
            }
        }
    }
    format!(
        "{runs} runs in which a write or a sync failed, 0 half done, 0 told wrongly, {told_not_made} told as not made and not made, {unsure} told as not certain"
    )
}
