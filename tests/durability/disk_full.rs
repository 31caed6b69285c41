//! The disk is full, or lets no file grow: a clear message, nothing half done, and the program goes on once there is room.

use rusqlite::Connection;
use shaky_disk::watch;

use crate::{
    Extent,
    actions::Outcome,
    site::Site,
    workspace::{dump_of, files, last_operation, lay},
};

const SEEDS: u64 = 8;

pub(crate) fn run(_: Extent) -> String {
    let (mut runs, mut refused) = (0, 0);
    for seed in 1..=SEEDS {
        let site = Site::lived_in(seed, 0);
        let (folder, path) = (&site.folder, &site.path);
        let before = files(folder);
        for room in (0..24).chain([40, 80]) {
            lay(&before, folder);
            let disk = watch(folder);
            let mut member = site.member(seed * 17);
            let first = dump_of(path).unwrap();
            let step = last_operation(&Connection::open(path).unwrap()).unwrap();
            disk.fail_in(room, true);
            let (what, outcome) = member.act();
            let which = format!("seed {seed}, {what}, room for {room} writes");
            let failures = disk.mend();
            runs += 1;
            if let Outcome::Failed(problem) = &outcome
                && failures > 0
            {
                refused += 1;
                assert!(problem.title.contains("disk is full") && !problem.hint.is_empty(), "{which}: {problem:?}");
                assert_eq!(last_operation(&Connection::open(path).unwrap()).unwrap(), step, "{which}");
                assert_eq!(dump_of(path).unwrap(), first, "{which}");
            }
            // There is room again.
            if let (what, Outcome::Failed(problem)) = &member.act() {
                assert!(!problem.title.contains("disk"), "{which}: then {what}: {problem:?}");
            }
            assert_eq!(member.engine.check().unwrap(), Vec::<String>::new(), "{which}");
        }
    }
    format!("{runs} runs on a full disk, {refused} refused with a message, 0 half done, all went on")
}
