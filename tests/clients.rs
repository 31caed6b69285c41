//! What leaves the program, opened by programs that are not ours: a calendar, a spreadsheet, and a browser that fills in a form. Where they are
//! missing that is said; where changes are decided on, they are there.

use std::{fmt::Write as _, path::Path, process::Command as Process};

use partwell::{
    command::{Command, Export},
    event::Event,
    model::{
        batch::removal_list::{ListFormat, ListSource},
        cover_sheet::{CoverAnswer, CoverReading},
        id::BatchId,
        person::decision::Pane,
        reminder::ReviewReminder,
    },
};
use serde_json::Value;

use crate::support::{Desk, H7, pass_over};

/// Debian's own Python has the parser; another one that comes first on the path need not.
const PYTHONS: [&str; 2] = ["/usr/bin/python3", "python3"];

/// A Python that has what is needed. None where there is none.
pub(crate) fn python(needs: &str) -> Option<&'static str> {
    let has = |python: &str| Process::new(python).args(["-c", needs]).output().is_ok_and(|told| told.status.success());
    let found = PYTHONS.into_iter().find(|python| has(python));
    if found.is_none() {
        pass_over(needs);
    }
    found
}

/// Runs one of the scripts beside this file. None where what it needs is not there.
pub(crate) fn ask(script: &str, needs: &str, arguments: &[&Path]) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(script);
    let python = python(needs)?;
    let told = Process::new(python).arg(&script).args(arguments).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    Some(serde_json::from_slice(&told.stdout).unwrap())
}

// In the product book: L7.
#[test]
fn the_calendar_file_is_understood_by_another_parser() {
    let mut desk = Desk::new();
    desk.import_bytes(crate::support::archive::connections()).unwrap();
    let tomas = desk.id("Tomas");
    desk.run(Command::PutOff { person_ids: vec![tomas], until: "2027-05-05".parse().unwrap() }).unwrap();
    let path = desk.folder.path().join("reviews.ics");
    let reminder = ReviewReminder { first: "2027-01-31".parse().unwrap(), every_months: Some(3) };
    desk.run(Command::Export { what: Export::Reminders(reminder), path: path.clone(), may_replace: false }).unwrap();
    let Some(told) = ask("read_calendar.py", "import icalendar", &[&path]) else { return };
    assert_eq!((told["version"].as_str(), told["has_product"].as_bool()), (Some("2.0"), Some(true)));
    let events = told["events"].as_array().unwrap();
    assert_eq!(events.len(), 2);
    assert_eq!((events[0]["starts"].as_str(), events[0]["ends"].as_str()), (Some("2027-01-31"), Some("2027-02-01")));
    let rule = events[0]["rule"].as_str().unwrap();
    assert!(["FREQ=MONTHLY", "INTERVAL=3", "BYMONTHDAY=28,29,30,31", "BYSETPOS=-1"].iter().all(|part| rule.contains(part)), "{rule}");
    assert_eq!((events[1]["starts"].as_str(), events[1]["summary"].as_str()), (Some("2027-05-05"), Some("1 person to review again in Partwell")));
    assert_eq!(events[1]["rule"], Value::Null);
}

#[test]
fn the_form_of_a_cover_sheet_works_in_a_browser_and_comes_back() {
    let mut desk = Desk::new();
    desk.import_bytes(crate::support::archive::connections()).unwrap();
    let people: Vec<_> = desk.load().people.iter().map(|person| person.id).collect();
    desk.run(Command::Move { person_ids: people, to: Pane::Remove }).unwrap();
    let path = desk.folder.path().join("sheet.html");
    desk.run(Command::Export { what: Export::CoverSheet { format: ListFormat::Html }, path: path.clone(), may_replace: false }).unwrap();
    let folder = desk.folder.path().to_owned();
    let needs = "import shutil; assert shutil.which('chromedriver') and shutil.which('chromium')";
    let Some(told) = ask("fill_form.py", needs, &[&path, &folder]) else { return };
    assert_eq!(
        (told["before"].as_str(), told["after"].as_str(), told["again"].as_str()),
        (Some("4 of 4 still open"), Some("2 of 4 still open"), Some("2 of 4 still open"))
    );
    let answers = told["answers"].as_str().unwrap();
    let events = desk.run(Command::ReadCoverSheet { path: answers.into() }).unwrap();
    let reading: CoverReading = events.into_iter().find_map(|event| if let Event::CoverSheetRead(reading) = event { Some(reading) } else { None }).unwrap();
    assert_eq!((reading.same, reading.open.len()), (1, 2), "{reading:?}");
    let [kept, commented] = reading.changes.as_slice() else { panic!("{reading:?}") };
    assert_eq!((kept.answer, kept.moves()), (Some(CoverAnswer::Keep), true));
    assert_eq!((commented.answer, commented.comment.as_str()), (None, "my \"cousin\", Zélie"));
}

/// What a spreadsheet makes of a table, opened as it opens any, or by a filter of its own: one file a table, in its own XML.
/// None where there is no spreadsheet.
fn in_a_spreadsheet(folder: &Path, tables: &[&Path], filter: Option<&str>) -> Option<Vec<String>> {
    if !Process::new("soffice").arg("--version").output().is_ok_and(|told| told.status.success()) {
        pass_over("soffice");
        return None;
    }
    let out = folder.join("opened");
    let told = Process::new("soffice")
        // A profile of its own: another one may be open.
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(filter.map(|filter| format!("--infilter={filter}")))
        .args(["--headless", "--convert-to", "fods", "--outdir"])
        .arg(&out)
        .args(tables)
        .output()
        .unwrap();
    let opened = |table: &&Path| std::fs::read_to_string(out.join(table.with_extension("fods").file_name().unwrap()));
    Some(tables.iter().map(|table| opened(table).unwrap_or_else(|error| panic!("{}: {error}: {told:?}", table.display()))).collect())
}

#[test]
fn no_cell_of_any_table_is_a_formula_in_a_spreadsheet() {
    let mut desk = Desk::new();
    let folder = desk.folder.path().to_owned();
    let evil = format!(
        "{H7}\n=1+1,Quorn,https://www.linkedin.com/in/a-example,,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",+49 30 1234,08 Jan 2024\n\
         @SUM(A1),-2+3,https://www.linkedin.com/in/b-example,=2*3@x.example,\"a;=2+3;b\",\"tab\t=4+4\",09 Jan 2024\n\
         ＝1+1,\"\n=6*7\",https://www.linkedin.com/in/c-example,,'=5+5,\"\"\"=7+7\",10 Jan 2024\n"
    );
    let import = desk.file("evil.csv", evil.as_bytes());
    desk.import(&import).unwrap();
    let people: Vec<_> = desk.load().people.iter().map(|person| person.id).collect();
    desk.run(Command::SetNote { person_id: people[0], note: "=1+1".to_owned() }).unwrap();
    desk.run(Command::Move { person_ids: people, to: Pane::Remove }).unwrap();
    let path = |name: &str| folder.join(name);
    desk.run(Command::Export { what: Export::CoverSheet { format: ListFormat::Csv }, path: path("cover.csv"), may_replace: false }).unwrap();
    desk.run(Command::Export { what: Export::List { source: ListSource::Everyone, format: ListFormat::Csv }, path: path("all.csv"), may_replace: false })
        .unwrap();
    let full = folder.join("full");
    desk.run(Command::ExportFull { folder: full.clone() }).unwrap();
    crate::finalizing::finalize_all(&mut desk);
    desk.run(Command::Export {
        what: Export::List { source: ListSource::Batch(BatchId(1)), format: ListFormat::Csv },
        path: path("list.csv"),
        may_replace: false,
    })
    .unwrap();
    desk.run(Command::Export { what: Export::Ledger { entries: None, format: ListFormat::Csv }, path: path("ledger.csv"), may_replace: false }).unwrap();
    let tables = [import, path("cover.csv"), path("all.csv"), path("list.csv"), path("ledger.csv"), full.join("person.csv"), full.join("note.csv")];
    let Some(opened) = in_a_spreadsheet(&folder, &tables.each_ref().map(std::path::PathBuf::as_path), None) else { return };
    assert!(opened[0].contains("table:formula"), "a spreadsheet runs what stands in the file that was imported");
    for (opened, table) in opened.iter().zip(&tables).skip(1) {
        assert!(opened.contains("table:table-row") && opened.contains("1+1"), "{}: it was not opened", table.display());
        assert!(!opened.contains("table:formula"), "{}", table.display());
    }
}

/// A spreadsheet asks how a table is to be read, and suggests by the mark at its beginning what it is: UTF-8. Without a screen it
/// asks nobody, and takes what its version takes; so it is told here what it would suggest.
#[test]
fn letters_are_whole_and_dates_are_dates_in_a_spreadsheet() {
    let mut desk = Desk::new();
    let folder = desk.folder.path().to_owned();
    let names = ["Zélie", "李娜", "محمد علي", "Nguyễn Thị", "Jo 👩🏽‍💻", "semi;colon", "quo\"te", "two\nlines", "3M", "’t Hoen"];
    let mut export = H7.to_owned();
    for (number, name) in names.iter().enumerate() {
        let quoted = name.replace('"', "\"\"");
        write!(export, "\n\"{quoted}\",Quorn,https://www.linkedin.com/in/p{number}-example,,\"{quoted} Ltd\",Dyer,{:02} Jan 2024", number + 1).unwrap();
    }
    desk.import_bytes(export.into_bytes()).unwrap();
    let table = folder.join("all.csv");
    desk.run(Command::Export { what: Export::List { source: ListSource::Everyone, format: ListFormat::Csv }, path: table.clone(), may_replace: false })
        .unwrap();
    let Some(opened) = in_a_spreadsheet(&folder, &[&table], Some("CSV:44/59/9,34,76")) else { return };
    for (number, name) in names.iter().enumerate() {
        // A cell holds each line as a paragraph of its own.
        for line in name.lines() {
            let line = line.replace('"', "&quot;");
            let cell = |text: &str| opened[0].contains(&format!("<text:p>{text}</text:p>"));
            assert!(cell(&line), "{name}");
            assert!(name.contains('\n') || cell(&format!("{line} Ltd")), "{name} Ltd");
        }
        assert!(opened[0].contains(&format!("office:date-value=\"2024-01-{:02}\"", number + 1)), "the date of {name}");
    }
}

/// The real window, as a screen reader meets it: what it says of things, and nothing but what they offer to do.
#[cfg(target_os = "linux")]
#[test]
fn the_main_job_is_done_with_a_screen_reader_alone() {
    use crate::support::display::{Display, are_installed};

    let needs = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
    let Some(python) = python(needs) else { return };
    if !are_installed(&["dbus-run-session", "timeout"]) {
        return;
    }
    let Some(display) = Display::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (home, export) = (folder.path().join("home"), folder.path().join("Connections.csv"));
    std::fs::create_dir(&home).unwrap();
    let rows = "Zélie,Quorn,https://www.linkedin.com/in/zelie-quorn-example,,Mills,Dyer,08 Jan 2024\n\
                Tomas,Ortlieb,https://www.linkedin.com/in/tomas-ortlieb-example,,,,09 Jan 2024\n\
                明,李,https://www.linkedin.com/in/ming-li-example,,Mills,,10 Jan 2024\n";
    std::fs::write(&export, format!("{H7}\n{rows}")).unwrap();
    let pinned = include_str!("snapshots/suite__clients__what_a_screen_reader_says_on_the_way.snap");
    let mut said = String::new();
    // On a very busy machine something may be asked of a window that has not drawn it yet; then once more.
    for attempt in 0..3 {
        let told = display
            .command("timeout")
            .args(["240", "dbus-run-session", "--", python])
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients/screen_reader.py"))
            .arg(env!("CARGO_BIN_EXE_partwell"))
            .arg(folder.path().join(format!("{attempt}/a.partwell")))
            .arg(&export)
            .env("HOME", &home)
            .env_remove("XDG_DATA_HOME")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .output()
            .unwrap();
        let printed = String::from_utf8(told.stdout).unwrap();
        said = if told.status.success() {
            serde_json::from_str::<Vec<String>>(printed.lines().last().unwrap()).unwrap().join("\n")
        } else {
            format!("{printed}{}", String::from_utf8_lossy(&told.stderr))
        };
        if pinned.trim_end().ends_with(&said) {
            break;
        }
        let _ = std::fs::remove_file(home.join("removal-list-batch-1.html"));
    }
    insta::assert_snapshot!("what_a_screen_reader_says_on_the_way", said);
    let list = std::fs::read_to_string(home.join("removal-list-batch-1.html")).unwrap();
    assert!(list.contains("Tomas Ortlieb") && !list.contains("Quorn"));
}
