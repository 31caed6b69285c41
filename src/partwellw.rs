//! The same program for Windows without a console: what the start menu and a double click open. Commands in a terminal are
//! answered by the one that has a console.
#![windows_subsystem = "windows"]

#[path = "main.rs"]
mod program;

fn main() -> std::process::ExitCode {
    program::main()
}
