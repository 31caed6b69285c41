//! The real program in a real window, where Xvfb and xdotool are installed.
#![cfg(target_os = "linux")]

use std::{
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::{
    display::{Display, Ended, are_installed, end_of, until},
    invented, zip_of,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_partwell");

fn partwell(workspace: &Path, arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).arg("--workspace").arg(workspace).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn with_people(folder: &Path, count: usize) -> std::path::PathBuf {
    let (workspace, export) = (folder.join("a.partwell"), folder.join("Connections.csv"));
    std::fs::write(&export, invented(count)).unwrap();
    partwell(&workspace, &["import", export.to_str().unwrap()]);
    workspace
}

/// Who is in Remove once a window that was told to close is closed.
fn removed_at_the_end(mut window: Ended, workspace: &Path) -> String {
    let status = end_of(&mut window);
    let mut complaint = String::new();
    std::io::Read::read_to_string(&mut window.0.stderr.take().unwrap(), &mut complaint).unwrap();
    assert!(status.success(), "{complaint}");
    partwell(workspace, &["list", "--pane", "remove"])
}

#[test]
fn the_program_opens_a_window_and_does_what_its_keys_say() {
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let workspace = with_people(folder.path(), 50);
    let mut listed = String::new();
    // On a very busy machine several keys can fall into one frame, before the list has the keyboard; then once more.
    for _ in 0..3 {
        let window = Ended(display.command(PROGRAM).arg("--workspace").arg(&workspace).stderr(Stdio::piped()).spawn().unwrap());
        display.focus(&workspace);
        // Ctrl+F goes to the search field, Down to the list below it. Then everybody shown goes to Remove.
        display.xdotool(&["key", "--delay", "200", "ctrl+f"]);
        display.xdotool(&["type", "--delay", "80", "person0001"]);
        display.xdotool(&["key", "--delay", "300", "Down", "ctrl+a", "Return", "ctrl+q"]);
        listed = removed_at_the_end(window, &workspace);
        if listed.contains("10 people") {
            break;
        }
    }
    assert!(listed.contains("10 people"), "{listed}");
    partwell(&workspace, &["check"]);
}

/// Another program asks for what was copied, as a browser would.
fn pasted(display: &Display) -> String {
    let told = display.command("timeout").args(["5", "xclip", "-selection", "clipboard", "-out"]).output().unwrap();
    String::from_utf8_lossy(&told.stdout).into_owned()
}

#[test]
fn a_copied_name_leaves_the_clipboard_when_the_work_list_is_left() {
    if !are_installed(&["xclip", "timeout"]) {
        return;
    }
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let workspace = with_people(folder.path(), 3);
    partwell(&workspace, &["move", "--to", "remove", "--search", "quorn"]);
    let answers = folder.path().join("answers.json");
    let template: serde_json::Value = serde_json::from_str(&partwell(&workspace, &["finalize", "--answers-template"])).unwrap();
    let given: serde_json::Map<_, _> = template.as_object().unwrap().keys().map(|key| (key.clone(), "considered".into())).collect();
    std::fs::write(&answers, serde_json::Value::Object(given).to_string()).unwrap();
    partwell(&workspace, &["finalize", "--answers", answers.to_str().unwrap()]);
    let _window = Ended(display.command(PROGRAM).arg("--workspace").arg(&workspace).stderr(Stdio::null()).spawn().unwrap());
    display.focus(&workspace);
    let pasted_until = |holds: &dyn Fn(&str) -> bool, keys: &[&str]| {
        let begun = Instant::now();
        loop {
            display.xdotool(&[&["key", "--delay", "200"], keys].concat());
            let now = pasted(&display);
            if holds(&now) || begun.elapsed() > Duration::from_secs(40) {
                return now;
            }
        }
    };
    // Ctrl+2 is the work list, C copies the name of whoever is up; Ctrl+1 is Review.
    let copied = pasted_until(&|now| !now.is_empty(), &["ctrl+2", "c"]);
    assert!(copied.contains("Quorn"), "{copied:?}");
    assert_eq!(pasted_until(&str::is_empty, &["ctrl+1"]), "");
}

#[test]
fn later_starts_hand_their_archives_to_the_first_window_and_end() {
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let workspace = with_people(folder.path(), 3);
    let [archive, other] = ["Basic_LinkedInDataExport_01-30-2026.zip", "Complete_LinkedInDataExport_01-31-2026.zip"].map(|name| folder.path().join(name));
    std::fs::write(&archive, zip_of(&[("Connections.csv", invented(5).as_bytes())])).unwrap();
    std::fs::write(&other, zip_of(&[("Connections.csv", invented(7).as_bytes())])).unwrap();
    let start = |what: &[&Path]| {
        let mut command = display.command(PROGRAM);
        // A path is meant from where the second start was made.
        command.current_dir(folder.path()).arg("--workspace").arg(&workspace).args(what).stderr(Stdio::piped());
        command
    };
    let mut people = String::new();
    // The preview's own button has the keyboard: Return imports. On a very busy machine it takes its time to come; F24 means nothing.
    for waits in [6, 30, 90] {
        let mut first = Ended(start(&[]).spawn().unwrap());
        display.focus(&workspace);
        // The last comes while the preview of the one before stands.
        for what in [&[][..], &[Path::new(archive.file_name().unwrap())], &[other.as_path()]] {
            assert!(end_of(&mut Ended(start(what).spawn().unwrap())).success(), "{what:?}");
        }
        assert!(first.0.try_wait().unwrap().is_none(), "the first window stands");
        let wait = vec!["F24"; waits];
        display.xdotool(&[&["key", "--delay", "300"], wait.as_slice(), &["Return"], wait.as_slice(), &["Return"], wait.as_slice(), &["ctrl+q"]].concat());
        assert!(end_of(&mut first).success());
        assert!(!folder.path().join("a.partwell.calls").exists(), "what is kept while the window stands goes with it");
        people = partwell(&workspace, &["list"]);
        if people.contains("7 people") {
            break;
        }
    }
    assert!(people.contains("7 people"), "{people}");
}

/// A double click that is taken for two: there is no workspace yet, and nobody holds it.
#[test]
fn of_starts_at_one_moment_one_window_is_left() {
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    // One of them by a link that leads nowhere yet.
    let link = folder.path().join("link.partwell");
    std::os::unix::fs::symlink(&workspace, &link).unwrap();
    let start = |workspace: &Path| Ended(display.command(PROGRAM).arg("--workspace").arg(workspace).stderr(Stdio::null()).spawn().unwrap());
    let mut starts = [start(&link), start(&workspace), start(&link)];
    let mut ended = || starts.iter_mut().filter_map(|start| start.0.try_wait().unwrap()).map(|status| status.success()).collect::<Vec<_>>();
    until("the end of two of three", || ended().len() == 2);
    assert_eq!(ended(), [true, true]);
    display.focus(&workspace);
    display.xdotool(&["key", "--delay", "300", "F24", "F24", "ctrl+q"]);
    until("the end of the last", || starts.iter_mut().all(|start| start.0.try_wait().unwrap().is_some()));
    assert!(partwell(&workspace, &["check"]).contains("No problems found"));
}

/// Two pixels for each point, as on most new screens.
#[test]
fn the_program_opens_a_sharp_window_on_wayland_too() {
    if !are_installed(&["weston"]) {
        return;
    }
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let workspace = with_people(folder.path(), 50);
    let runtime = folder.path().join("runtime");
    std::fs::DirBuilder::new().create(&runtime).unwrap();
    std::fs::set_permissions(&runtime, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    // A compositor whose own window stands on the screen of the test, and which shows one program on all of it.
    let mut compositor = display.command("weston");
    compositor.args(["--backend=x11-backend.so", "--shell=kiosk-shell.so", "--socket=test", "--width=640", "--height=400", "--scale=2", "--idle-time=0"]);
    let _compositor = Ended(compositor.env("XDG_RUNTIME_DIR", &runtime).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    until("the compositor", || runtime.join("test").exists());
    let mut listed = String::new();
    // Keys that mean nothing are the time that a very busy machine needs.
    for waits in [8, 30, 90] {
        let mut command = Command::new(PROGRAM);
        command.env_remove("DISPLAY").env("WAYLAND_DISPLAY", "test").env("XDG_RUNTIME_DIR", &runtime).env("LIBGL_ALWAYS_SOFTWARE", "1");
        let window = Ended(command.arg("--workspace").arg(&workspace).stderr(Stdio::piped()).spawn().unwrap());
        // It listens for other starts once it shows the workspace.
        until("the window", || folder.path().join("a.partwell.calls").exists());
        // Keys go to what is below the pointer, which is the compositor. Given the keyboard, it would now and then let go of it.
        let wait = vec!["F24"; waits];
        display.xdotool(&[&["key", "--delay", "300"], wait.as_slice(), &["ctrl+f"]].concat());
        display.xdotool(&["type", "--delay", "120", "person0001"]);
        display.xdotool(&[&["key", "--delay", "400", "Down", "ctrl+a", "Return"], wait.as_slice(), &["ctrl+q"]].concat());
        listed = removed_at_the_end(window, &workspace);
        if listed.contains("10 people") {
            break;
        }
    }
    assert!(listed.contains("10 people"), "{listed}");
}
