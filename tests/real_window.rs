//! The real program in a real window, where Xvfb and xdotool are installed.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use crate::support::invented;

/// Ends its child when the test ends, however it ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn is_installed(program: &str) -> bool {
    Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_opens_a_window_and_does_what_its_keys_say() {
    if let Some(missing) = ["Xvfb", "xdotool"].into_iter().find(|program| !is_installed(program)) {
        assert!(std::env::var_os("CI").is_none(), "{missing} is not installed");
        println!("skipped: {missing} is not installed");
        return;
    }
    // Xvfb picks a free display and tells which.
    let mut xvfb =
        Ended(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "1280x800x24"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut number = String::new();
    BufReader::new(xvfb.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    let display = format!(":{}", number.trim());

    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    let export = folder.path().join("Connections.csv");
    std::fs::write(&export, invented(50)).unwrap();
    let partwell = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_partwell")).arg("--workspace").arg(&workspace).args(arguments).output().unwrap();
    assert!(partwell(&["import", export.to_str().unwrap()]).status.success());

    let xdotool = |arguments: &[&str]| {
        let output = Command::new("xdotool").env("DISPLAY", &display).args(arguments).output().unwrap();
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let mut listed = String::new();
    // On a very busy machine several keys can fall into one frame, before the list has the keyboard; then once more.
    for _ in 0..3 {
        let mut window = Ended(
            Command::new(env!("CARGO_BIN_EXE_partwell"))
                .env("DISPLAY", &display)
                .env_remove("WAYLAND_DISPLAY")
                .arg("--workspace")
                .arg(&workspace)
                .stderr(Stdio::piped())
                .spawn()
                .unwrap(),
        );
        // The title names the workspace once it is open; --sync waits for that.
        let id = xdotool(&["search", "--sync", "--onlyvisible", "--name", "^Partwell: a$"]);
        // Without a window manager the window must be given the keyboard by hand.
        xdotool(&["windowfocus", "--sync", &id]);
        // Ctrl+F goes to the search field, Down to the list below it. Then everybody shown goes to Remove.
        xdotool(&["key", "--delay", "200", "ctrl+f"]);
        xdotool(&["type", "--delay", "80", "person0001"]);
        xdotool(&["key", "--delay", "300", "Down", "ctrl+a", "Return", "ctrl+q"]);
        let status = window.0.wait().unwrap();
        let mut complaint = String::new();
        std::io::Read::read_to_string(&mut window.0.stderr.take().unwrap(), &mut complaint).unwrap();
        assert!(status.success(), "{complaint}");
        listed = String::from_utf8(partwell(&["list", "--pane", "remove"]).stdout).unwrap();
        if listed.contains("10 people") {
            break;
        }
    }
    assert!(listed.contains("10 people"), "{listed}");
    assert!(partwell(&["check"]).status.success());
}
