//! All tests that go through the front door, in one binary.
#![allow(clippy::print_stdout, reason = "a skipped test says why")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod support;

mod cli;
mod clients;
mod delivery;
mod desktop;
mod eras;
mod evidence;
mod exporting;
mod field;
mod finalizing;
#[path = "fuzz/targets.rs"]
mod fuzz_targets;
mod fuzzing;
mod guard;
mod hostile;
mod house;
mod importing;
mod json_keys;
mod layout;
mod merging;
mod outcomes;
mod outreach;
mod packages;
mod pictures;
mod printed_page;
mod privacy;
mod product;
mod real_window;
mod robustness;
mod shapes;
mod suggesting;
mod undo;
mod upkeep;
mod window;
mod window_access;
mod window_after;
mod window_deciding;
mod window_finding;
mod window_habits;
mod window_outreach;
mod window_palette;
mod window_sharing;
mod window_small;
mod window_suggesting;
mod window_triage;
mod window_triage_groups;
mod window_typing;
mod window_upkeep;
mod workspace;
mod year;
