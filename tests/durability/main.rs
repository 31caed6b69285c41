//! What is promised of the workspace when the power goes, the program is killed, the disk fails, fills up or rots: each suite
//! prints one line with its count, and the whole fails where one of them found anything.
//!
//! `PARTWELL_LONG=1 cargo test --test durability` runs the long form. The names of suites behind it run those alone.
#![allow(clippy::print_stdout, reason = "each suite prints its count")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod actions;
mod disk_full;
mod faults;
mod kills;
mod power_loss;
mod rot;
mod site;
mod tiny_disk;
mod workspace;

use std::time::Instant;

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// Images of power losses.
    pub(crate) images: usize,
    /// Rounds of killing.
    pub(crate) kills: usize,
    /// Bits that are flipped.
    pub(crate) flips: usize,
}

type Suite = (&'static str, fn(Extent) -> String);

/// Run one after the other, the lanes of a row side by side: on two cores that is half the time.
const ROWS: [&[&[Suite]]; 2] = [
    &[
        &[("power_loss", power_loss::run), ("power_loss_bites", power_loss::bites), ("disk_full", disk_full::run), ("tiny_disk", tiny_disk::run)],
        &[("kills", kills::run), ("faults", faults::run)],
    ],
    &[&[("rot", rot::run)]],
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, workspace, seed] = arguments.as_slice()
        && word == kills::WORKER
    {
        return kills::work(workspace.as_ref(), seed.parse().unwrap());
    }
    let names: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let is_long = std::env::var_os("PARTWELL_LONG").is_some();
    let extent = if is_long { Extent { images: 100_000, kills: 5_000, flips: 20_000 } } else { Extent { images: 6_000, kills: 250, flips: 2_000 } };
    if arguments.iter().any(|argument| argument == "--list") {
        return;
    }
    let is_wanted = |name: &str| names.is_empty() || names.iter().any(|wanted| name.contains(wanted.as_str()));
    let run_lane = |lane: &[Suite]| {
        for (name, run) in lane.iter().filter(|(name, _)| is_wanted(name)) {
            let begun = Instant::now();
            let said = run(extent);
            println!("durability: {name}: {said} ({} s)", begun.elapsed().as_secs());
        }
    };
    for row in ROWS {
        // A lane that panics ends the whole, once the others of its row are through.
        std::thread::scope(|scope| row.iter().for_each(|lane| drop(scope.spawn(|| run_lane(lane)))));
    }
}
