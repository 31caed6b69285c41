//! Nothing leaves the computer, and nobody else on it reads along: traced and looked at, not only promised.
#![cfg(target_os = "linux")]

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Stdio},
};

use crate::{
    cli::Shell,
    support::{
        display::{Display, Ended, end_of},
        invented, pass_over,
    },
};

/// Whether a tool is there; where tests decide what lands, it must be.
fn has(tool: &str) -> bool {
    let is_there = Command::new(tool).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !is_there {
        pass_over(tool);
    }
    is_there
}

/// Whether programs can be traced here. Some machines let nobody do that, whatever is installed.
fn can_trace() -> bool {
    if !has("strace") {
        return false;
    }
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status().is_ok_and(|status| status.success());
    if !traced {
        println!("skipped: this machine lets nobody trace a program");
    }
    traced
}

/// The sockets that a trace shows, but those of the display and the desktop.
fn foreign_sockets(trace: &Path) -> Vec<String> {
    let trace = fs::read_to_string(trace).unwrap_or_default();
    trace.lines().filter(|line| line.contains("socket(") && !line.contains("AF_UNIX")).map(str::to_owned).collect()
}

// In the product book: T1.
#[test]
fn the_commands_open_no_socket_at_all() {
    if !can_trace() {
        return;
    }
    let shell = Shell::with_people(30);
    fs::write(shell.path("Connections.csv"), invented(31)).unwrap();
    let (list, copy) = (shell.path("list.html"), shell.path("copy.partwell"));
    let commands: [&[&str]; 6] = [
        &["import", &shell.path("Connections.csv")],
        &["move", "--to", "remove", "--search", "person00001"],
        &["list", "--json"],
        &["export", "--batch", "draft", "--format", "html", "--output", &list],
        &["copy", &copy],
        &["doctor"],
    ];
    for arguments in commands {
        let trace = shell.path("trace");
        let done = Command::new("strace")
            .args(["-f", "-e", "trace=socket,connect,sendto", "-o", &trace, env!("CARGO_BIN_EXE_partwell")])
            .args(arguments)
            .env("PARTWELL_WORKSPACE", shell.path("a.partwell"))
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(done.success(), "{arguments:?}");
        let trace = fs::read_to_string(&trace).unwrap();
        let calls: Vec<&str> = trace.lines().filter(|line| ["socket(", "connect(", "sendto("].iter().any(|call| line.contains(call))).collect();
        assert!(calls.is_empty(), "{arguments:?}: {calls:?}");
    }
}

/// The trace sees a socket where one is opened: else the tests here would prove nothing.
#[test]
fn the_trace_sees_a_socket() {
    if !can_trace() || !has("python3") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let done = Command::new("strace")
        .args(["-f", "-e", "trace=socket", "-o"])
        .arg(&trace)
        .args(["python3", "-c", "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)"])
        .status()
        .unwrap();
    assert!(done.success());
    assert_eq!(foreign_sockets(&trace).len(), 1);
}

/// The window talks to the display and to the desktop's bus, both on this computer, and to nobody else.
#[test]
fn the_window_opens_no_socket_but_those_of_the_display_and_the_desktop() {
    if !can_trace() {
        return;
    }
    let Some(display) = Display::start() else { return };
    let shell = Shell::with_people(12);
    let (trace, workspace) = (shell.path("trace"), shell.path("a.partwell"));
    let mut window = Ended(
        display
            .command("strace")
            .args(["-f", "-e", "trace=socket", "-o", &trace, env!("CARGO_BIN_EXE_partwell")])
            .env("PARTWELL_WORKSPACE", &workspace)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap(),
    );
    display.focus(Path::new(&workspace));
    // Moves somebody, looks at every page, and quits.
    display.xdotool(&["key", "--delay", "200", "ctrl+f", "Down", "Return"]);
    for page in 1..=9 {
        display.xdotool(&["key", "--delay", "200", &format!("ctrl+{page}")]);
    }
    display.xdotool(&["key", "--delay", "200", "ctrl+q"]);
    end_of(&mut window);
    let drawn = || fs::read_to_string(&trace).is_ok_and(|trace| trace.contains("AF_UNIX"));
    assert!(drawn(), "the window spoke to the display");
    assert_eq!(foreign_sockets(Path::new(&trace)), Vec::<String>::new());
}

/// Whatever the program writes is for its owner alone, also where the system's own habit is to let everybody read.
#[test]
fn every_file_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("new/folder");
    fs::write(folder.path().join("Connections.csv"), invented(6)).unwrap();
    let run = |arguments: &[&str]| {
        let done = Command::new("sh")
            .args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_partwell")])
            .args(arguments)
            .env("PARTWELL_WORKSPACE", deep.join("a.partwell"))
            .stdout(Stdio::null())
            .status()
            .unwrap();
        assert!(done.success(), "{arguments:?}");
    };
    let at = |name: &str| deep.join(name).display().to_string();
    run(&["import", &folder.path().join("Connections.csv").display().to_string()]);
    run(&["move", "--to", "remove", "--search", "person00001"]);
    run(&["backup"]);
    run(&["copy", &at("copy.partwell")]);
    run(&["full-export", &at("full")]);
    run(&["export", "--batch", "draft", "--format", "csv", "--output", &at("list.csv")]);
    run(&["remind", "--ics", &at("reviews.ics")]);
    run(&["salvage", "--output", &at("rescued.partwell")]);
    let mut looked = 0;
    let mut folders = vec![deep.clone()];
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700, "{folder:?}");
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            looked += 1;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{path:?}");
        }
    }
    assert!(looked > 40, "{looked}");
}
