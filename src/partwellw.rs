//! For Windows: starts the window without a console beside it, which is what the start menu and a double click open. The
//! program itself has a console, for its commands.
#![windows_subsystem = "windows"]

use std::process::{Command, ExitCode};

/// No console is made for the program that is started (`CREATE_NO_WINDOW` of the Windows API).
#[cfg(windows)]
const NO_CONSOLE: u32 = 0x0800_0000;

fn main() -> ExitCode {
    let program = std::env::current_exe().unwrap_or_default().with_file_name(if cfg!(windows) { "partwell.exe" } else { "partwell" });
    let mut command = Command::new(program);
    command.args(std::env::args_os().skip(1));
    #[cfg(windows)]
    std::os::windows::process::CommandExt::creation_flags(&mut command, NO_CONSOLE);
    // Nobody waits for a window.
    if command.spawn().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
