//! A screen in memory, on which the real window opens and real keys are pressed.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use super::pass_over;

/// Ends its child when the test ends, however it ends.
pub(crate) struct Ended(pub(crate) Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Whether these programs are there; where tests decide what lands, they must be.
pub(crate) fn are_installed(programs: &[&str]) -> bool {
    let is_installed =
        |program: &&&str| Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    let missing = programs.iter().find(|program| !is_installed(program));
    if let Some(missing) = missing {
        pass_over(missing);
    }
    missing.is_none()
}

/// The screen.
pub(crate) struct Display {
    name: String,
    _server: Ended,
    folder: tempfile::TempDir,
}

impl Display {
    /// None where what it needs is not there.
    pub(crate) fn start() -> Option<Self> {
        if !are_installed(&["Xvfb", "xdotool", "timeout"]) {
            return None;
        }
        // Two that start at once may fall over each other: then once more.
        let display = (0..5).map(|_| Self::server()).find(|display| {
            let asked = display.command("xdotool").arg("getdisplaygeometry").stdout(Stdio::null()).stderr(Stdio::null()).status();
            asked.is_ok_and(|status| status.success())
        });
        Some(display.expect("five displays that nobody could speak to"))
    }

    fn server() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Xvfb picks a free display and tells which.
        let mut server = Ended(
            Command::new("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-fbdir"])
                .arg(folder.path())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap(),
        );
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Self { name: format!(":{}", number.trim()), _server: server, folder }
    }

    /// The file in which the server keeps what the screen shows, as the X Window System dumps windows.
    pub(crate) fn picture(&self) -> PathBuf {
        self.folder.path().join("Xvfb_screen0")
    }

    /// A program that shows itself there.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Presses keys and the like, for at most two minutes. Returns what was said.
    pub(crate) fn xdotool(&self, arguments: &[&str]) -> String {
        // What waits for a window waits for ever where none comes.
        let output = self.command("timeout").args(["120", "xdotool"]).args(arguments).output().unwrap();
        assert!(output.status.success(), "xdotool {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Waits for the window of this workspace, and gives it the keyboard: there is no window manager that would.
    pub(crate) fn focus(&self, workspace: &Path) {
        let title = format!("^Partwell: {}$", workspace.file_stem().unwrap().display());
        // The title names the workspace once it is open; --sync waits for that.
        let id = self.xdotool(&["search", "--sync", "--onlyvisible", "--name", &title]);
        self.xdotool(&["windowfocus", "--sync", &id]);
    }
}

/// Waits for a program that was told to end.
pub(crate) fn end_of(window: &mut Ended) -> ExitStatus {
    until("the end of the window", || window.0.try_wait().unwrap().is_some());
    window.0.wait().unwrap()
}

/// Waits until something is so; a minute is enough for everything.
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{what} does not come");
        std::thread::yield_now();
    }
}
