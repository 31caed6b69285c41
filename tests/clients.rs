//! What leaves the program, opened by programs that are not ours: a calendar, and a browser that fills in a form. Where they are
//! missing that is said; where changes are decided on, they are there.

use std::{path::Path, process::Command as Process};

use partwell::{
    command::{Command, Export},
    event::Event,
    model::{
        batch::removal_list::ListFormat,
        cover_sheet::{CoverAnswer, CoverReading},
        person::decision::Pane,
        reminder::ReviewReminder,
    },
};
use serde_json::Value;

use crate::support::Desk;

/// Debian's own Python has the parser; another one that comes first on the path need not.
const PYTHONS: [&str; 2] = ["/usr/bin/python3", "python3"];

/// Runs one of the scripts beside this file. None where what it needs is not there.
fn ask(script: &str, needs: &str, arguments: &[&Path]) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients").join(script);
    let has = |python: &str| Process::new(python).args(["-c", needs]).output().is_ok_and(|told| told.status.success());
    let Some(python) = PYTHONS.iter().find(|python| has(python)) else {
        assert!(std::env::var_os("CI").is_none(), "missing for {}: {needs}", script.display());
        println!("skipped: {needs} does not work here");
        return None;
    };
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
