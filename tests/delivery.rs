//! What is delivered with the program: the manual page, completions, icons, and what desktops are told. Each is made from one
//! source, and stands in `assets` as it was made: `UPDATE_ASSETS=1 cargo test delivery` makes them anew.

use std::{fs, path::PathBuf};

use clap::{Command, CommandFactory as _};
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use partwell::cli::Arguments;

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// Compares a file with what it should be, or writes it.
fn must_be(path: &str, wanted: &[u8]) {
    let path = assets().join(path);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, wanted).unwrap();
    }
    let found = fs::read(&path).unwrap_or_default();
    assert!(found == wanted, "{} is not what the program says of itself: UPDATE_ASSETS=1 cargo test delivery", path.display());
}

/// The command line as it is in a plain shell: no workspace is set.
fn command() -> Command {
    Arguments::command().mut_arg("workspace", |argument| argument.hide_env_values(true))
}

/// One page for all of it: those who look for a command need not know that it has a page of its own.
fn manual() -> Vec<u8> {
    let mut command = command().disable_help_subcommand(true);
    command.build();
    let man = Man::new(command.clone()).date("").manual("Partwell").section("1");
    let mut page = Vec::new();
    man.render_title(&mut page).unwrap();
    man.render_name_section(&mut page).unwrap();
    man.render_synopsis_section(&mut page).unwrap();
    man.render_description_section(&mut page).unwrap();
    man.render_options_section(&mut page).unwrap();
    page.extend_from_slice(b".SH COMMANDS\n");
    for task in command.get_subcommands().filter(|task| !task.is_hide_set()) {
        let man = Man::new(task.clone());
        let mut part = Vec::new();
        man.render_synopsis_section(&mut part).unwrap();
        man.render_description_section(&mut part).unwrap();
        man.render_options_section(&mut part).unwrap();
        let part = String::from_utf8(part).unwrap();
        let lines = part.lines().filter(|line| !line.starts_with(".SH ") && !line.starts_with(".ie") && !line.starts_with(".el"));
        page.extend_from_slice(format!(".SS {}\n", task.get_name()).as_bytes());
        for line in lines {
            page.extend_from_slice(line.as_bytes());
            page.push(b'\n');
        }
    }
    page
}

#[test]
fn the_manual_page_tells_every_command() {
    must_be("packaging/partwell.1", &manual());
}

#[test]
fn shells_complete_every_command() {
    for (shell, path) in [
        (Shell::Bash, "packaging/completions/partwell.bash"),
        (Shell::Zsh, "packaging/completions/_partwell"),
        (Shell::Fish, "packaging/completions/partwell.fish"),
        (Shell::PowerShell, "packaging/completions/_partwell.ps1"),
    ] {
        let mut made = Vec::new();
        generate(shell, &mut command(), "partwell", &mut made);
        must_be(path, &made);
    }
}
