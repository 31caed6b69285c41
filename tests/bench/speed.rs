//! Speed: figures that anybody can take on their own machine, with `cargo bench --bench speed`.
//!
//! Generates its own data, runs the named peer in turn where it is installed, and prints one line a figure:
//! `name<TAB>value<TAB>unit<TAB>target<TAB>ok|short`. Ratios to a peer in the same run are the figures to trust; plain
//! times depend on the machine.
#![allow(clippy::print_stdout, reason = "figures are printed")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::expect_used, clippy::panic, reason = "a bench may stop where it stands")]
#![allow(clippy::cast_precision_loss, reason = "figures are rounded anyway")]

mod curve;
mod start;

use std::{
    fmt::Write as _,
    hint::black_box,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command as Process, Stdio},
    time::{Duration, Instant},
};

use eframe::App as _;
use egui::{Event, Modifiers, PointerButton, RawInput, Rect, pos2, vec2};
use partwell::model::person::decision::Pane;
use partwell::{
    app::{App, Start},
    engine::Engine,
};

const PEOPLE: usize = 30_000;

fn main() {
    // `cargo test --benches` must not spend minutes here.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let csv = generate(PEOPLE);
    let csv_path = folder.path().join("Connections.csv");
    std::fs::write(&csv_path, &csv).unwrap();
    let zip_path = folder.path().join("Basic_LinkedInDataExport_01-08-2026.zip");
    write_zip(&zip_path, &[("Connections.csv", &csv)]);
    let files = generate_archive(&csv);
    let archive_path = folder.path().join("Complete_LinkedInDataExport_01-08-2026.zip");
    write_zip(&archive_path, &files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let messages_path = folder.path().join("messages.csv");
    std::fs::write(&messages_path, &files[1].1).unwrap();
    drop(files);
    println!("name\tvalue\tunit\ttarget\tresult");
    // The curve alone, up to so many people, for whoever works on one of its lines.
    if let Ok(most) = std::env::var("PARTWELL_CURVE") {
        return curve::print(folder.path(), most.parse().unwrap_or(usize::MAX));
    }
    if std::env::var_os("PARTWELL_START").is_some() {
        return start::print(folder.path());
    }
    start::print(folder.path());
    import_against_sqlite(folder.path(), &csv_path, &zip_path);
    archive_against_sqlite(folder.path(), &csv_path, &messages_path, &archive_path);
    cancelling(folder.path(), &archive_path);
    comparing(folder.path(), PEOPLE, "30,000", 100.0);
    comparing(folder.path(), 1_000_000, "1,000,000", 5000.0);
    search_against_rg(&csv_path);
    thinking(folder.path(), &archive_path);
    window(folder.path(), &archive_path);
    curve::print(folder.path(), usize::MAX);
}

fn figure(name: &str, value: f64, unit: &str, target: f64) {
    let result = if value <= target { "ok" } else { "short" };
    println!("{name}\t{value:.3}\t{unit}\t{target}\t{result}");
}

fn skipped(name: &str, why: &str) {
    println!("{name}\t-\t-\t-\t{why}");
}

/// Numbers that look random and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A list of connections of real shape: 1 % ghost rows, 3 % e-mails, 4 % without company, quoted cells, many scripts.
fn generate(rows: usize) -> String {
    const FIRST: [&str; 16] =
        ["Mira", "Tomas", "Zélie", "Ilse", "Łukasz", "Ngọc", "Björn", "Amara", "美玲", "Иван", "ليلى", "דנה", "Ivy", "Óscar", "Hana", "🌿 Juno"];
    const LAST: [&str; 16] = [
        "Quorn",
        "Ferrowick",
        "Valmosa",
        "\"Brandt, PhD\"",
        "Szárnyas",
        "Okonedo",
        "Tidewell",
        "K.",
        "陳",
        "Орлова",
        "الحداد",
        "בן ארזי",
        "Pellworth",
        "Dvořáková",
        "\"Ash, MBA, PMP\"",
        "Lund",
    ];
    const ROLE: [&str; 12] = [
        "Senior Dyer",
        "Head of Purchasing",
        "Recruiter",
        "Nurse",
        "Machine Learning Engineer",
        "Founder",
        "Teacher",
        "Student",
        "Sales Manager",
        "Researcher",
        "Architect",
        "Consultant",
    ];
    let mut dice = Dice(7);
    let mut text = String::from(
        "Notes:\n\"Some addresses are missing, because members choose who sees them.\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On",
    );
    for i in 0..rows {
        let day = 1 + (rows - i) % 28;
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][(rows - i) / 28 % 12];
        let year = 2010 + (rows - i) * 16 / rows;
        if dice.roll(100) == 0 {
            write!(text, "\n,,,,,,{day:02} {month} {year}").unwrap();
            continue;
        }
        let (first, last) = (FIRST[dice.roll(16)], LAST[dice.roll(16)]);
        let email = if dice.roll(33) == 0 { format!("p{i}@example.org") } else { String::new() };
        // The square of a random share makes the first companies the large ones.
        let share = dice.roll(1000);
        let company = if dice.roll(25) == 0 { String::new() } else { format!("Company {}", share * share / 220) };
        let role = if dice.roll(5) < 3 { format!("{} {}", ROLE[dice.roll(12)], dice.roll(5000)) } else { ROLE[dice.roll(12)].to_owned() };
        write!(
            text,
            "\n{first},{last},https://www.linkedin.com/in/person-{}-{i}-example,{email},{company},{role},{day:02} {month} {year}",
            dice.roll(1_000_000)
        )
        .unwrap();
    }
    text
}

/// The rest of an archive for these connections: 300,000 messages of some 100 MB, half of the people with some
/// evidence, and a share of what counts for nobody.
fn generate_archive(connections: &str) -> [(&'static str, String); 6] {
    const WORDS: &str = "Thank you for the samples, they came in good time and the colours are just what we had hoped for. Shall we meet at the fair in spring? I would gladly show you the new hall, and there is somebody from the mill who wants to hear of your dyes. ";
    let mut dice = Dice(11);
    let people: Vec<(String, String)> = connections
        .lines()
        .filter(|line| line.contains("/in/person-"))
        .map(|line| {
            let at = line.find("https://").unwrap();
            let url = line[at..].split(',').next().unwrap().to_owned();
            (line[..at - 1].replace(',', " ").replace('"', "").trim().to_owned(), url)
        })
        .collect();
    let owner = ("Ada Owner", "https://www.linkedin.com/in/ada-owner-example");
    let mut messages = String::with_capacity(110_000_000);
    messages.push_str("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS\n");
    for i in 0..300_000 {
        // A few write much, most write little; every third person never wrote.
        let who = dice.roll(100) * dice.roll(people.len() * 2 / 3) / 100;
        let (name, url) = &people[who];
        let ((from, from_url), (to, to_url)) = if dice.roll(2) == 0 { (owner, (name.as_str(), url.as_str())) } else { ((name.as_str(), url.as_str()), owner) };
        let (title, folder) = match dice.roll(60) {
            0 => ("Sponsored Conversation", "INBOX"),
            1 => ("", "SPAM"),
            _ => ("", "INBOX"),
        };
        let length = 20 + dice.roll(WORDS.len() - 21);
        let line_break = if dice.roll(5) == 0 { "\n\n" } else { " " };
        writeln!(
            messages,
            "2-aW52ZW50ZWQtdGhyZWFk{who:06}==,{title},\"{from}\",{from_url},\"{to}\",{to_url},20{:02}-{:02}-{:02} {:02}:{:02}:{:02} UTC,,\"{}{line_break}\"\"{}\"\"\",{folder},",
            12 + i % 14,
            1 + dice.roll(12),
            1 + dice.roll(28),
            dice.roll(24),
            dice.roll(60),
            dice.roll(60),
            &WORDS[..length],
            &WORDS[length / 2..length],
        )
        .unwrap();
    }
    let mut invitations = String::from("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n");
    let mut endorsements = String::from("Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n");
    let mut recommendations = String::from("First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n");
    for (i, (name, url)) in people.iter().enumerate() {
        let (first, last) = name.split_once(' ').unwrap_or((name, ""));
        let bare = url.trim_start_matches("https://");
        if i % 6 == 0 {
            writeln!(invitations, "Ada Owner,\"{name}\",\"{}/{}/25, 3:05 PM\",,OUTGOING,{},{url}", 1 + i % 12, 1 + i % 28, owner.1).unwrap();
        }
        if i % 5 == 0 {
            writeln!(endorsements, "2024/01/05 13:36:30 UTC,Skill {},{first},\"{last}\",{bare},ACCEPTED", i % 50).unwrap();
        }
        if i % 1000 == 0 {
            writeln!(recommendations, "{first},\"{last}\",,,\"{WORDS}\",\"06/18/19, 10:05 AM\",VISIBLE").unwrap();
        }
    }
    let profile = "First Name,Last Name,Headline,Summary\nAda,Owner,,\n".to_owned();
    [
        ("Connections.csv", connections.to_owned()),
        ("messages.csv", messages),
        ("Invitations.csv", invitations),
        ("Endorsement_Received_Info.csv", endorsements),
        ("Recommendations_Received.csv", recommendations),
        ("Profile.csv", profile),
    ]
}

fn write_zip(path: &Path, files: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(std::fs::File::create(path).unwrap());
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn is_installed(program: &str) -> bool {
    Process::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn partwell(workspace: &Path, arguments: &[&Path]) {
    let output = Process::new(env!("CARGO_BIN_EXE_partwell")).arg("--workspace").arg(workspace).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// `sqlite3 .import` of a list into a fresh database.
fn sqlite_import(database: &Path, csv: &Path) -> Duration {
    // The peer gets what it needs: the preamble skipped, a unique index where links are.
    let script =
        format!("CREATE TABLE c (a, b, url, d, e, f, g);\nCREATE UNIQUE INDEX u ON c (nullif(url, ''));\n.mode csv\n.import --skip 4 {} c\n", csv.display());
    timed(|| {
        let mut sqlite = Process::new("sqlite3").arg(database).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sqlite.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
        sqlite.wait().unwrap();
    })
}

/// The whole program from the ZIP into a fresh workspace, against `sqlite3 .import` of the bare CSV with a unique
/// index. Whole processes, in turn.
fn import_against_sqlite(folder: &Path, csv: &Path, zip: &Path) {
    const NAME: &str = "import of 30,000 from the ZIP, against sqlite3 .import with a unique index";
    let (mut ours, mut again, mut theirs) = (Vec::new(), Vec::new(), Vec::new());
    let has_sqlite = is_installed("sqlite3");
    for round in 0..7 {
        let workspace = folder.join(format!("import-{round}.partwell"));
        ours.push(timed(|| partwell(&workspace, &[Path::new("import"), zip])));
        again.push(timed(|| partwell(&workspace, &[Path::new("import"), zip])));
        if has_sqlite {
            theirs.push(sqlite_import(&folder.join(format!("peer-{round}.db")), csv));
        }
    }
    let (ours, again) = (median(ours).as_secs_f64(), median(again).as_secs_f64());
    if has_sqlite {
        figure(NAME, ours / median(theirs).as_secs_f64(), "times", 2.0);
    } else {
        skipped(NAME, "sqlite3 is not installed");
    }
    figure("import of 30,000 from the ZIP, whole process", ours * 1000.0, "ms", 500.0);
    figure("the same export again, whole process", again * 1000.0, "ms", 500.0);
}

/// The whole archive into a fresh workspace, against `sqlite3 .import` of its two large files as they are, without any
/// index. Whole processes, in turn. Also how much memory ours takes at most.
fn archive_against_sqlite(folder: &Path, connections: &Path, messages: &Path, archive: &Path) {
    const NAME: &str = "import of an archive with 300,000 messages, against sqlite3 .import of its two large files";
    let (mut ours, mut again, mut theirs, mut most_memory) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let has_sqlite = is_installed("sqlite3");
    for round in 0..5 {
        let workspace = folder.join(format!("archive-{round}.partwell"));
        ours.push(timed(|| most_memory = most_memory.max(memory_of(&workspace, archive))));
        again.push(timed(|| partwell(&workspace, &[Path::new("import"), archive])));
        if has_sqlite {
            let database = folder.join(format!("archive-peer-{round}.db"));
            let columns = |count: usize| (0..count).map(|i| format!("c{i}")).collect::<Vec<_>>().join(", ");
            let script = format!(
                "CREATE TABLE c ({});\nCREATE TABLE m ({});\n.mode csv\n.import --skip 4 {} c\n.import --skip 1 {} m\n",
                columns(7),
                columns(11),
                connections.display(),
                messages.display()
            );
            theirs.push(timed(|| {
                let mut sqlite = Process::new("sqlite3").arg(&database).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
                sqlite.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
                sqlite.wait().unwrap();
            }));
            std::fs::remove_file(&database).unwrap();
        }
    }
    let (ours, again) = (median(ours).as_secs_f64(), median(again).as_secs_f64());
    if has_sqlite {
        figure(NAME, ours / median(theirs).as_secs_f64(), "times", 1.5);
    } else {
        skipped(NAME, "sqlite3 is not installed");
    }
    figure("import of an archive with 300,000 messages, whole process", ours * 1000.0, "ms", 3000.0);
    figure("the same archive again, whole process", again * 1000.0, "ms", 3000.0);
    if most_memory > 0 {
        figure("memory at most while such an archive is imported", most_memory as f64 / 1024.0, "MiB", 300.0);
    }
}

/// Imports in a process of its own. Gives the most memory that was in use, in KiB, where the system tells.
fn memory_of(workspace: &Path, archive: &Path) -> u64 {
    let mut child =
        Process::new(env!("CARGO_BIN_EXE_partwell")).arg("--workspace").arg(workspace).arg("import").arg(archive).stdout(Stdio::null()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        if let Ok(text) = std::fs::read_to_string(&status) {
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).and_then(|rest| rest.split_whitespace().next()?.parse().ok());
            most = most.max(peak.unwrap_or(0));
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(child.wait().unwrap().success());
    most
}

/// Cancels when it has been told of so many steps, and remembers when.
struct CancelAt {
    steps_left: usize,
    cancelled_at: std::cell::Cell<Option<Instant>>,
}

impl partwell::model::progress::ProgressSink for CancelAt {
    fn report(&mut self, _doing: &str, _done: usize, _total: Option<usize>) {
        self.steps_left = self.steps_left.saturating_sub(1);
        if self.steps_left == 0 && self.cancelled_at.get().is_none() {
            self.cancelled_at.set(Some(Instant::now()));
        }
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled_at.get().is_some()
    }
}

/// How long an archive's import goes on after it was cancelled, at many points of reading and writing.
fn cancelling(folder: &Path, archive: &Path) {
    let workspace = folder.join("cancel.partwell");
    let mut engine = Engine::open(&workspace, Duration::ZERO).unwrap();
    let mut slowest = Duration::ZERO;
    let mut run = |command: partwell::command::Command, steps: usize| {
        let mut watch = CancelAt { steps_left: steps, cancelled_at: None.into() };
        engine.run(command, &partwell::worker::now(), &mut watch, &mut |_| {});
        watch.cancelled_at.get().map(|at| at.elapsed())
    };
    let preview = || partwell::command::Command::PreviewImport {
        paths: vec![archive.to_owned()],
        options: partwell::model::import::import_options::ImportOptions::default(),
    };
    for steps in [1, 5, 20, 60, 150, 290, 330] {
        slowest = slowest.max(run(preview(), steps).unwrap_or_default());
    }
    for steps in [1, 10, 40, 80, 110] {
        run(preview(), usize::MAX);
        slowest = slowest.max(run(partwell::command::Command::CommitImport { keeps_message_texts: false }, steps).unwrap_or_default());
    }
    figure("from cancel to rest, at twelve points of an archive's import", slowest.as_secs_f64() * 1000.0, "ms", 200.0);
}

/// The export of some months later: one in 300 is gone, one in 1,000 is a ghost row now or has another link, one in 20
/// another job, and there are new people.
fn some_months_later(earlier: &str) -> String {
    let mut text = String::with_capacity(earlier.len() + earlier.len() / 50);
    for (i, line) in earlier.lines().enumerate() {
        if i == 4 {
            for new in 0..earlier.len() / 20_000 {
                writeln!(text, "New,Face,https://www.linkedin.com/in/new-face-{new}-example,,Company {},Dyer,30 Dec 2026", new % 400).unwrap();
            }
        }
        if !line.contains("/in/person-") {
            writeln!(text, "{line}").unwrap();
        } else if i % 1000 == 7 {
            writeln!(text, ",,,,,,{}", &line[line.len() - 11..]).unwrap();
        } else if i % 1000 == 8 {
            writeln!(text, "{}", line.replace("/in/person-", "/in/other-")).unwrap();
        } else if i % 20 == 9 {
            writeln!(text, "{}", line.replace(",Company ", ",Another Company ")).unwrap();
        } else if i % 300 != 10 {
            writeln!(text, "{line}").unwrap();
        }
    }
    text
}

fn read_options() -> partwell::import::ReadOptions<'static> {
    partwell::import::ReadOptions { latest: jiff::civil::Date::MAX, encoding: None, known_name: Box::leak(Box::new(|_: &str| None)) }
}

/// What it costs to compare an export with an earlier one of as many people, beyond reading it.
fn comparing(folder: &Path, people: usize, words: &str, target: f64) {
    use partwell::model::import::import_options::ImportOptions;
    use partwell::{command::Command, model::progress::NoProgress};
    let (before, after) = (folder.join(format!("before-{people}.csv")), folder.join(format!("after-{people}.csv")));
    let text = generate(people);
    std::fs::write(&before, &text).unwrap();
    std::fs::write(&after, some_months_later(&text)).unwrap();
    drop(text);
    let workspace = folder.join(format!("compare-{people}.partwell"));
    partwell(&workspace, &[Path::new("import"), &before]);
    let mut engine = Engine::open(&workspace, Duration::ZERO).unwrap();
    let mut run = |command: Command| {
        let mut heed = |event| assert!(!matches!(event, partwell::event::Event::Failed(_)), "{event:?}");
        timed(|| _ = engine.run(command, &partwell::worker::now(), &mut NoProgress, &mut heed))
    };
    let rounds = if people > 100_000 { 3 } else { 9 };
    let reads = median(
        (0..rounds).map(|_| timed(|| drop(black_box(partwell::import::read_export(std::slice::from_ref(&after), read_options(), &mut NoProgress))))).collect(),
    );
    let preview = || Command::PreviewImport { paths: vec![after.clone()], options: ImportOptions::default() };
    let previews = median((0..rounds).map(|_| run(preview())).collect());
    let writes = run(Command::CommitImport { keeps_message_texts: false });
    let looks = median((0..rounds).map(|_| run(Command::LoadOutcome { import: None })).collect());
    figure(&format!("comparing two exports of {words}, beyond reading"), previews.saturating_sub(reads).as_secs_f64() * 1000.0, "ms", target);
    figure(&format!("telling what changed between two exports of {words}"), looks.as_secs_f64() * 1000.0, "ms", target);
    println!("(reading {words}: {:.0} ms, writing what changed: {:.0} ms)", reads.as_secs_f64() * 1000.0, writes.as_secs_f64() * 1000.0);
}

/// What a keystroke does to the list of 30,000, against one `rg` over the file.
fn search_against_rg(csv: &Path) {
    const NAME: &str = "narrowing 30,000 people by a keystroke, against one rg of the file";
    if !is_installed("rg") {
        skipped(NAME, "rg is not installed");
        return;
    }
    let rg = median((0..9).map(|_| timed(|| drop(Process::new("rg").args(["-ic", "senior"]).arg(csv).output().unwrap()))).collect());
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("search.partwell");
    partwell(&workspace, &[Path::new("import"), csv]);
    let mut state = loaded_state(&workspace);
    let mut slowest = Duration::ZERO;
    for typed in ["senior", "garcía", "zzyzx", "recruiter", "иван", "machine learning", "müller phd", "company 12", "q"] {
        let letters: Vec<char> = typed.chars().collect();
        for end in 1..=letters.len() {
            let text: String = letters[..end].iter().collect();
            slowest = slowest.max(median((0..5).map(|_| timed(|| state.search(Pane::Keep, black_box(text.clone())))).collect()));
        }
    }
    figure(NAME, slowest.as_secs_f64() / rg.as_secs_f64(), "times", 1.0);
    figure("narrowing 30,000 people by a keystroke, slowest of 65", slowest.as_secs_f64() * 1000.0, "ms", 2.0);
}

/// What is worked out of everybody at once: the checklist, on the screen's thread, and Insights, on the engine's.
fn thinking(folder: &Path, archive: &Path) {
    use partwell::{
        command::Command,
        model::{
            id::PersonId,
            insight::picture::{BarKey, ChartKind},
            progress::NoProgress,
        },
    };
    let workspace = folder.join("thinking.partwell");
    partwell(&workspace, &[Path::new("import"), archive]);
    let mut state = loaded_state(&workspace);
    let mut engine = Engine::open(&workspace, Duration::ZERO).unwrap();
    let people: Vec<PersonId> = state.people().iter().map(|person| person.id).collect();
    for (from, to, words, target) in [(0, 100, "100", 4.0), (100, 1_000, "1,000", 8.0), (1_000, 8_000, "8,000", 32.0)] {
        let command = Command::Move { person_ids: people[from..to].to_vec(), to: Pane::Remove };
        engine.run(command, &partwell::worker::now(), &mut NoProgress, &mut |event| state.apply(event));
        let asks = median((0..9).map(|_| timed(|| drop(black_box(state.checklist())))).collect());
        figure(&format!("the checklist of a batch of {words} among 30,000"), asks.as_secs_f64() * 1000.0, "ms", target);
    }
    for (only, words) in [
        (Vec::new(), "insights of 30,000 with 300,000 messages, off the screen's thread"),
        (vec![BarKey { kind: ChartKind::Years, label: "2018".to_owned() }], "the same, filtered by a year"),
    ] {
        let mut load = || {
            let command = Command::LoadInsights { only: only.clone() };
            timed(|| _ = engine.run(command, &partwell::worker::now(), &mut NoProgress, &mut |event| drop(black_box(event))))
        };
        figure(words, median((0..5).map(|_| load()).collect()).as_secs_f64() * 1000.0, "ms", 500.0);
    }
}

fn loaded_state(workspace: &Path) -> partwell::state::State {
    let mut engine = Engine::open(workspace, Duration::ZERO).unwrap();
    let mut state = partwell::state::State::default();
    engine.run(partwell::command::Command::Load, &partwell::worker::now(), &mut partwell::model::progress::NoProgress, &mut |event| state.apply(event));
    state
}

/// The real app without a display: CPU of a frame, tessellation included.
struct Window {
    ctx: egui::Context,
    app: App,
    frame: eframe::Frame,
    seconds: f64,
}

impl Window {
    fn open(workspace: PathBuf, files: Vec<PathBuf>) -> Self {
        let ctx = egui::Context::default();
        let app = App::new(&ctx, Start { workspace, files, ..Start::default() });
        Self { ctx, app, frame: eframe::Frame::_new_kittest(), seconds: 0.0 }
    }

    /// One frame; gives what it cost.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.seconds += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1280.0, 800.0))),
            time: Some(self.seconds),
            events,
            focused: true,
            ..RawInput::default()
        };
        let start = Instant::now();
        let (app, frame) = (&mut self.app, &mut self.frame);
        let mut output = self.ctx.run_ui(input, |ui| {
            app.logic(&ui.ctx().clone(), frame);
            app.ui(ui, frame);
        });
        let shapes = std::mem::take(&mut output.shapes);
        black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        let cost = start.elapsed();
        output.textures_delta.clear();
        cost
    }

    fn settle(&mut self) {
        for _ in 0..6 {
            self.frame(Vec::new());
            self.app.wait_until_settled();
        }
    }

    fn button(pos: egui::Pos2, pressed: bool) -> Event {
        Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }
}

fn window(folder: &Path, zip: &Path) {
    let workspace = folder.join("window.partwell");
    // The window stays responsive during an import: no frame waits for the engine.
    let mut window = Window::open(workspace.clone(), vec![zip.to_owned()]);
    let mut slowest = Duration::ZERO;
    while window.app.is_busy() {
        let cost = window.frame(Vec::new());
        // The first frames make fonts and are there without an import, too.
        if window.seconds > 0.2 {
            slowest = slowest.max(cost);
        }
    }
    window.settle();
    window.frame(vec![Event::Key { key: egui::Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }]);
    while window.app.is_busy() {
        slowest = slowest.max(window.frame(Vec::new()));
    }
    window.settle();
    assert_eq!(window.app.state().people().len(), window.app.state().pane(Pane::Keep).total(), "everybody was imported into Keep");
    assert!(window.app.state().people().len() > 29_000);
    figure("slowest frame while 30,000 are read and imported", slowest.as_secs_f64() * 1000.0, "ms", 50.0);

    let over = pos2(200.0, 400.0);
    window.frame(vec![Event::PointerMoved(over)]);
    for _ in 0..30 {
        window.frame(Vec::new());
    }
    let still = median((0..300).map(|_| window.frame(Vec::new())).collect());
    figure("frame of Review at 30,000 rows, still", still.as_secs_f64() * 1000.0, "ms", 1.0);
    let wheel = || Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -137.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    };
    let scrolling = median((0..300).map(|_| window.frame(vec![wheel()])).collect());
    figure("frame of Review at 30,000 rows, scrolling", scrolling.as_secs_f64() * 1000.0, "ms", 1.0);

    window.frame(vec![Window::button(over, true)]);
    window.frame(vec![Window::button(over, false)]);
    window.frame(vec![Event::Key { key: egui::Key::A, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND }]);
    window.settle();
    assert_eq!(window.app.state().pane(Pane::Keep).selected_count(), window.app.state().people().len());
    window.frame(vec![Window::button(over, true)]);
    for i in 0_u8..10 {
        window.frame(vec![Event::PointerMoved(over + vec2(f32::from(i) * 3.0, 0.0))]);
    }
    let dragging = median((0..300_u16).map(|i| window.frame(vec![Event::PointerMoved(over + vec2(f32::from(i % 200), 20.0))])).collect());
    figure("frame of Review at 30,000 rows, dragging all of them", dragging.as_secs_f64() * 1000.0, "ms", 1.0);
    window.frame(vec![
        Event::Key { key: egui::Key::Escape, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE },
        Window::button(over, false),
    ]);
    window.settle();

    // Typing into the search field, letter by letter: the frame that takes the key and the frame that shows the result.
    window.frame(vec![Event::Key { key: egui::Key::F, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND }]);
    window.settle();
    let text = "recruiter company";
    let (mut keys, mut shows) = (vec![Vec::new(); text.len()], vec![Vec::new(); text.len()]);
    for _ in 0..7 {
        for ((letter, keys), shows) in text.chars().zip(&mut keys).zip(&mut shows) {
            keys.push(window.frame(vec![Event::Text(letter.to_string())]));
            shows.push(window.frame(Vec::new()));
        }
        assert_eq!(window.app.state().pane(Pane::Keep).search(), text);
        // Ctrl+A and Delete begin anew.
        window.frame(vec![Event::Key { key: egui::Key::A, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND }]);
        window.frame(vec![Event::Key { key: egui::Key::Delete, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }]);
        window.frame(Vec::new());
        assert_eq!(window.app.state().pane(Pane::Keep).search(), "");
    }
    let slowest = |costs: Vec<Vec<Duration>>| costs.into_iter().map(median).max().unwrap().as_secs_f64() * 1000.0;
    figure("keystroke in a search field at 30,000 people, the frame that takes it", slowest(keys), "ms", 2.0);
    figure("keystroke in a search field at 30,000 people, the frame that shows it", slowest(shows), "ms", 2.0);

    // Conditions, as they are typed.
    drop(window);
    let mut state = loaded_state(&workspace);
    let mut slowest = Duration::ZERO;
    for typed in ["messages:0 connected:<2018 -has:recommendation", "company:\"company 1\" last:<2020", "has:endorsement position:senior"] {
        let letters: Vec<char> = typed.chars().collect();
        for end in 1..=letters.len() {
            let text: String = letters[..end].iter().collect();
            slowest = slowest.max(median((0..5).map(|_| timed(|| state.search(Pane::Keep, black_box(text.clone())))).collect()));
        }
        assert!(state.pane(Pane::Keep).rows().len() < state.people().len());
    }
    figure("conditions over 30,000 people with evidence, slowest keystroke", slowest.as_secs_f64() * 1000.0, "ms", 2.0);
}
