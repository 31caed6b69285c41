//! Parses the command line; opens the window or runs one headless command.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{CommandFactory, error::ErrorKind};
use partwell::{
    app::{self, Start, single_instance},
    cli::{self, Arguments, Task},
    engine::sample_path,
};

fn main() -> ExitCode {
    outlive_file_limits();
    let arguments = Arguments::read();
    let Some(workspace) = arguments.workspace.filter(|path| !path.as_os_str().is_empty()).or_else(usual_workspace) else {
        cli::say("This system names no folder for a program's data. Choose a workspace with --workspace FILE.");
        return ExitCode::FAILURE;
    };
    // What stands beside it is looked for in its folder, wherever the program was started from.
    let workspace = std::path::absolute(&workspace).unwrap_or(workspace);
    match arguments.task {
        Some(_) if !arguments.files.is_empty() => {
            Arguments::command().error(ErrorKind::ArgumentConflict, "name files either before no command at all or behind “import”").exit()
        }
        Some(Task::Demo) => open_window(Start { workspace, is_demo: true, ..Start::default() }),
        Some(Task::Gallery) => open_window(Start { workspace, is_demo: true, shows_gallery: true, ..Start::default() }),
        Some(task) => cli::run(task, &workspace),
        None if let Some(word) = arguments.files.iter().find(|file| is_mistyped(file)) => {
            let why = format!("“{}” is no command, and no file here; partwell --help names the commands", word.display());
            Arguments::command().error(ErrorKind::InvalidSubcommand, why).exit()
        }
        None => open_window(Start { workspace, files: arguments.files, ..Start::default() }),
    }
}

/// Whether this was meant to be a command: files that are not there are told in the window, but nobody calls one so.
fn is_mistyped(file: &Path) -> bool {
    file.extension().is_none() && file.components().count() == 1 && !file.exists()
}

/// A limit on the size of files would end the program by a signal. With a handler for it the write fails instead, and that is
/// told like a full disk.
fn outlive_file_limits() {
    #[cfg(unix)]
    {
        let reached = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Where no handler can be had, the system's own way remains.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, reached);
    }
}

/// The workspace in the platform's folder for a program's data.
fn usual_workspace() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "partwell").map(|dirs| dirs.data_dir().join("workspace.partwell"))
}

fn open_window(mut start: Start) -> ExitCode {
    // Whoever double-clicks twice wants the window that stands there.
    let held = if start.is_demo { sample_path(&start.workspace) } else { start.workspace.clone() };
    if single_instance::hand_over(&held, &start.files) {
        return ExitCode::SUCCESS;
    }
    // One list for all workspaces, wherever each of them lies.
    start.known_workspaces = usual_workspace().map(|usual| usual.with_file_name("workspaces.json")).unwrap_or_default();
    // A missing system library makes the window toolkit panic; that is one line for the person, not a backtrace.
    let quiet = std::panic::take_hook();
    partwell::worker::panic_report::remember();
    let opened = catch_unwind(AssertUnwindSafe(|| app::run::run(start)));
    std::panic::set_hook(quiet);
    let why = match opened {
        Ok(Ok(())) => return ExitCode::SUCCESS,
        Ok(Err(why)) => why.lines().next().unwrap_or_default().to_owned(),
        Err(panic) => panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned())).unwrap_or_default(),
    };
    if app::has_drawn() {
        cli::say(&format!("Partwell hit an internal error and had to close ({why}). Everything that was saved is safe on disk; start it again."));
        return ExitCode::FAILURE;
    }
    cli::say(&format!(
        "No window could be opened ({why}). Without one, these work: partwell import, list, move, finalize, export, undo, redo, history, check; see partwell --help."
    ));
    ExitCode::FAILURE
}
