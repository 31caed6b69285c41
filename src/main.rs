//! Parses the command line; opens the window or runs one headless command.

use std::process::ExitCode;

use clap::Parser;
use partwell::cli::{self, Arguments, Task};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let workspace = arguments.workspace.unwrap();
    match arguments.task {
        Some(task) if !matches!(task, Task::Demo) => cli::run(task, &workspace),
        _ => ExitCode::FAILURE,
    }
}
