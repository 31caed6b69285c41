//! The real window under Xvfb: how long it takes until everybody is loaded, what it holds in memory, and that it does nothing
//! while nothing happens. Linux alone tells these of another process.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::{figure, generate, skipped};

const PROGRAM: &str = env!("CARGO_BIN_EXE_partwell");
/// How often a start is measured; the median counts.
const STARTS: usize = 5;
/// So long nothing is done.
const IDLE: Duration = Duration::from_secs(10);

struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts on a workspace; returns it once it listens for other starts, which is when everybody is loaded.
fn start(display: &str, workspace: &Path) -> (Ended, Duration) {
    let mut listens = workspace.as_os_str().to_owned();
    listens.push(".calls");
    let _ = std::fs::remove_dir_all(&listens);
    let begun = Instant::now();
    let mut command = Command::new(PROGRAM);
    command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY").env("LIBGL_ALWAYS_SOFTWARE", "1");
    let window = Ended(command.arg("--workspace").arg(workspace).stderr(Stdio::null()).spawn().unwrap());
    while !Path::new(&listens).exists() {
        assert!(begun.elapsed() < Duration::from_mins(1), "no window");
        std::thread::sleep(Duration::from_millis(1));
    }
    (window, begun.elapsed())
}

/// Ticks of the processor until now, a hundredth of a second each.
fn ticks(process: u32) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // The name of the program stands in brackets, and may hold blanks.
    let rest: Vec<&str> = told.rsplit(')').next().unwrap().split_whitespace().collect();
    rest[11].parse::<f64>().unwrap() + rest[12].parse::<f64>().unwrap()
}

/// What it holds in memory now, in megabytes.
fn megabytes(process: u32) -> f64 {
    let told = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = told.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}

/// Prints the lines.
pub(crate) fn print(folder: &Path) {
    let server =
        Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let (true, Ok(server)) = (cfg!(target_os = "linux"), server) else { return skipped("start of the window", "no Xvfb") };
    let mut server = Ended(server);
    let mut number = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
    let display = format!(":{}", number.trim());
    for (people, words, most_seconds, most_megabytes) in [(300, "300", 1.0, 200.0), (3000, "3,000", 1.0, 200.0), (30_000, "30,000", 1.5, 300.0)] {
        let (workspace, list) = (folder.join(format!("start-{people}.partwell")), folder.join("Connections.csv"));
        std::fs::write(&list, generate(people)).unwrap();
        let imported = Command::new(PROGRAM).arg("--workspace").arg(&workspace).arg("import").arg(&list).output().unwrap();
        assert!(imported.status.success());
        let mut starts: Vec<Duration> = (0..STARTS).map(|_| start(&display, &workspace).1).collect();
        starts.sort();
        figure(&format!("start until {words} people are loaded, whole process"), starts[STARTS / 2].as_secs_f64(), "s", most_seconds);
        let (window, _) = start(&display, &workspace);
        let process = window.0.id();
        // What the first frames bring with them is over by then.
        std::thread::sleep(Duration::from_secs(3));
        let before = ticks(process);
        std::thread::sleep(IDLE);
        figure(&format!("processor while nothing happens, {words} people"), (ticks(process) - before) / IDLE.as_secs_f64(), "%", 0.0);
        figure(&format!("memory of the whole window, {words} people"), megabytes(process), "MB", most_megabytes);
    }
}
