//! The headless commands, by the real program: what they print, and their exit codes.

use std::{
    path::Path,
    process::{Command, Output},
};

use partwell::model::text::date_text;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{H7, archive, invented, zip_of};

pub(crate) struct Shell {
    folder: TempDir,
}

impl Shell {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_partwell"))
            .env("PARTWELL_WORKSPACE", self.path("a.partwell"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .args(arguments)
            .output()
            .unwrap()
    }

    pub(crate) fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ok(arguments)).unwrap()
    }

    /// Fails with this code; gives what was printed.
    pub(crate) fn fails(&self, code: i32, arguments: &[&str]) -> (String, String) {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    pub(crate) fn with_people(count: usize) -> Self {
        let shell = Self::new();
        std::fs::write(shell.folder.path().join("Connections.csv"), invented(count)).unwrap();
        shell.ok(&["import", &shell.path("Connections.csv")]);
        shell
    }
}

#[test]
fn import_prints_all_keys() {
    let shell = Shell::new();
    std::fs::write(shell.folder.path().join("c.csv"), format!("{H7}\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,08 Jan 2024\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,,,\nTomas,F,,,,,soon\n,,,,,,07 Jan 2024\nIda,Short\n")).unwrap();
    let report = shell.json(&["import", &shell.path("c.csv"), "--json"]);
    for (key, value) in [
        ("records", 5),
        ("people", 3),
        ("ghost_rows", 1),
        ("duplicates_merged", 1),
        ("without_link", 2),
        ("without_date", 1),
        ("dates_not_understood", 1),
        ("incomplete_rows", 1),
        ("added", 3),
        ("changed", 0),
        ("unchanged", 0),
        ("gone", 0),
    ] {
        assert_eq!(report[key], value, "{key}");
    }
    assert_eq!(report["encoding"], "UTF-8");
    assert_eq!(report["files_used"][0]["name"], "c.csv");
    assert!(report["files_ignored"].is_array() && report["warnings"].is_array());
}

#[test]
fn show_prints_the_evidence_with_what_the_files_can_speak_of() {
    let shell = Shell::new();
    let folder = shell.folder.path().join("export");
    std::fs::create_dir(&folder).unwrap();
    let link = "https://www.linkedin.com/in/";
    std::fs::write(
        folder.join("Connections.csv"),
        format!("{H7}\nZélie,\"Quorn, PhD\",{link}z%C3%A9lie-example,,Mills,Dyer,08 Jan 2024\nTomas,F,{link}tomas-example,,,,07 Jan 2020\n"),
    )
    .unwrap();
    std::fs::write(
        folder.join("messages.csv"),
        format!("CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER,IS MESSAGE DRAFT\nc,Ada,{link}ada-example,Zélie,{link}zélie-example,2024-03-02 11:43:11 UTC,x,INBOX,No\nc,Ada,{link}ada-example,Zélie,{link}zélie-example,2024-03-03 11:43:11 UTC,x,INBOX,Yes\n"),
    )
    .unwrap();
    std::fs::write(
        folder.join("Invitations.csv"),
        format!("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nZélie,Ada,\"1/7/24, 3:05 PM\",Hello,INCOMING,{link}zélie-example,{link}ada-example\n"),
    )
    .unwrap();
    std::fs::write(
        folder.join("Recommendations_Received.csv"),
        "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nZélie,\"Quorn, PhD\",Mills,Dyer,Kept every promise.,\"06/18/19, 10:05 AM\",VISIBLE\n",
    )
    .unwrap();
    let report = shell.json(&["import", &shell.path("export"), "--json"]);
    assert_eq!(report["owner"]["slug"], "ada-example");
    assert_eq!((&report["messages"]["rows"], &report["messages"]["matched"], &report["messages"]["ignored"]["draft"]), (&2.into(), &1.into(), &1.into()));
    for slug in ["zélie-example", "z%C3%A9lie-example", "https://www.linkedin.com/in/z%C3%A9lie-example"] {
        let typed = if slug.starts_with("z%") { format!("{link}{slug}") } else { slug.to_owned() };
        let person = shell.json(&["show", &typed, "--json"]);
        assert_eq!(
            person["messages"],
            serde_json::json!({ "sent": 1, "received": 0, "group": 0, "first": "2024-03-02T11:43:11Z", "last": "2024-03-02T11:43:11Z", "last_by": "owner", "last_direct": "2024-03-02T11:43:11Z" })
        );
        assert_eq!(person["invitation"], serde_json::json!({ "direction": "incoming", "sent_at": "2024-01-07T15:05:00", "note": "Hello" }));
        // Only the file of received ones was there.
        assert_eq!(person["recommendations"], serde_json::json!({ "received": [{ "text": "Kept every promise.", "date": "2019-06-18" }], "given": null }));
        assert_eq!((&person["endorsements"], &person["owner_note"]), (&Value::Null, &Value::Null));
        assert_eq!(
            (person["coverage"]["messages"]["state"].as_str(), person["coverage"]["endorsements"]["state"].as_str()),
            (Some("covered"), Some("not_in_export"))
        );
        assert_eq!(person["coverage"]["invitations"]["from"], "2024-01-07");
    }
    let tomas = shell.json(&["show", "tomas-example", "--json"]);
    assert_eq!((tomas["coverage"]["invitations"]["state"].as_str(), &tomas["invitation"]), (Some("before_period"), &Value::Null));
    assert!(shell.ok(&["show", "tomas-example"]).contains("not known: the file begins 7 Jan 2024"));
    shell.fails(1, &["show", "nobody-example"]);
    let names = |search: &str| -> Vec<String> {
        let list = shell.json(&["list", "--search", search, "--json"]);
        list["people"].as_array().unwrap().iter().map(|person| person["first_name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("has:recommendation"), ["Zélie"]);
    assert_eq!(names("messages:>0 quorn"), ["Zélie"]);
    assert_eq!(names("connected:<2021"), ["Tomas"]);
    assert_eq!(names("invited:them"), ["Zélie"]);
    let (_, error) = shell.fails(1, &["move", "--to", "remove", "--search", "messages:many"]);
    assert!(error.contains("not understood"), "{error}");
    assert_eq!(shell.json(&["list", "--json"])["people"][1]["messages"]["sent"], 1);
}

#[test]
fn a_failed_import_prints_the_error_object_and_exits_with_1() {
    let shell = Shell::new();
    std::fs::write(shell.folder.path().join("messages.csv"), "CONVERSATION ID,FROM,DATE\n").unwrap();
    let (out, _) = shell.fails(1, &["import", &shell.path("messages.csv"), "--json"]);
    let error = &serde_json::from_str::<Value>(&out).unwrap()["error"];
    for key in ["title", "detail", "hint"] {
        assert!(!error[key].as_str().unwrap().is_empty(), "{key}");
    }
    let (out, err) = shell.fails(1, &["import", &shell.path("messages.csv")]);
    assert!(out.is_empty() && err.contains("messages"));
}

#[test]
fn list_and_move_find_by_search_and_by_slug() {
    let shell = Shell::with_people(40);
    let people = |arguments: &[&str]| shell.json(&[&["list", "--json"], arguments].concat())["people"].as_array().unwrap().clone();
    assert_eq!(people(&[]).len(), 40);
    let one = &people(&["--search", "PERSON00007 quorn7"])[0];
    for key in ["slug", "first_name", "last_name", "company", "position", "connected_on", "pane", "protected", "reasons", "note"] {
        assert!(!one[key].is_null(), "{key}");
    }
    assert_eq!((one["slug"].as_str(), one["pane"].as_str(), one["connected_on"].as_str()), (Some("person-00007-example"), Some("keep"), Some("2020-01-08")));
    shell.ok(&["move", "--to", "remove", "--slug", "person-00007-example", "https://www.linkedin.com/in/person-00008-example"]);
    assert_eq!(shell.json(&["move", "--to", "remove", "--search", "person0001", "--json"])["moved"], 10);
    assert_eq!(people(&["--pane", "remove"]).len(), 12);
    assert_eq!(people(&["--pane", "keep"]).len(), 28);
    shell.ok(&["move", "--to", "keep", "--search", "person00012"]);
    assert_eq!(people(&["--pane", "remove"]).len(), 11);
    shell.fails(1, &["move", "--to", "remove", "--slug", "nobody-example"]);
    shell.fails(1, &["move", "--to", "remove", "--search", "  "]);
    assert!(shell.ok(&["list", "--pane", "remove"]).contains("11 people"));
}

#[test]
fn finalize_wants_every_answer_and_the_count_of_a_large_batch() {
    let shell = Shell::with_people(60);
    shell.ok(&["move", "--to", "remove", "--search", "person"]);
    let template = shell.ok(&["finalize", "--answers-template"]);
    let object: serde_json::Map<String, Value> = serde_json::from_str(&template).unwrap();
    // A handful of cards, and what each is about.
    let keys: Vec<&str> = object.keys().map(String::as_str).collect();
    assert_eq!(keys, ["about", "batch", "count", "not-known", "ties"]);
    assert!(
        object.iter().all(|(key, value)| key == "about" || value.is_null()) && object["about"]["batch"]["says"].as_str().unwrap().contains("60 of your 60")
    );
    let answers = shell.path("answers.json");
    let finalize = |text: &str| {
        std::fs::write(&answers, text).unwrap();
        shell.run(&["finalize", "--answers", &answers])
    };
    assert_eq!(finalize(&template).status.code(), Some(1));
    let considered = template.replace("null", "\"considered\"").replace("\"count\": \"considered\"", "\"count\": 60");
    assert_eq!(finalize(&considered.replace("\"batch\": \"considered\"", "\"batch\": null")).status.code(), Some(1));
    assert_eq!(finalize(&considered.replace("\"count\": 60", "\"count\": 59")).status.code(), Some(1));
    assert_eq!(finalize(&considered.replace("\"count\": 60", "\"count\": null")).status.code(), Some(1));
    assert_eq!(finalize(&considered.replace("\"batch\": \"considered\"", "\"batch\": \"perhaps\"")).status.code(), Some(1));
    let strange = finalize(&considered.replace("\"batch\": \"considered\"", "\"C99\": \"considered\""));
    assert!(strange.status.code() == Some(1) && String::from_utf8_lossy(&strange.stderr).contains("no card or question C99"));
    assert_eq!(finalize("[]").status.code(), Some(1));
    assert_eq!(finalize(&considered.replace("\"ties\": \"considered\"", "\"ties\": \"does_not_apply\"")).status.code(), Some(0));
    assert_eq!(shell.json(&["list", "--pane", "remove", "--json"])["people"].as_array().unwrap().len(), 0);
    shell.fails(1, &["finalize", "--answers-template"]);
    for format in ["csv", "html", "md", "json"] {
        let output = shell.path(&format!("list.{format}"));
        assert_eq!(shell.json(&["export", "--batch", "1", "--format", format, "--output", &output, "--json"])["people"], 60);
        assert!(std::fs::read_to_string(&output).unwrap().contains("Person00059"));
    }
    shell.fails(1, &["export", "--batch", "2", "--format", "csv", "--output", &shell.path("x.csv")]);
    shell.fails(1, &["export", "--batch", "draft", "--format", "csv", "--output", &shell.path("x.csv")]);
    assert!(!Path::new(&shell.path("x.csv")).exists());
}

#[test]
fn views_are_saved_replaced_and_deleted() {
    let shell = Shell::with_people(3);
    assert_eq!(shell.json(&["views", "--json"])["views"].as_array().unwrap().len(), 0);
    shell.ok(&["views", "--add", "Silent", "--query", "last:>2y"]);
    let views = shell.json(&["views", "--add", "silent", "--query", "-messages:>0 (kite OR mills)", "--json"]);
    assert_eq!(views["views"], serde_json::json!([{ "name": "silent", "query": "-messages:>0 (kite OR mills)" }]));
    shell.fails(1, &["views", "--add", "Wrong", "--query", "compnay:x"]);
    shell.fails(1, &["views", "--delete", "Nobody"]);
    shell.fails(2, &["views", "--add", "Half"]);
    assert_eq!(shell.json(&["views", "--delete", "SILENT", "--json"])["views"].as_array().unwrap().len(), 0);
    // How a search is read needs no workspace.
    let read = shell.json(&["explain", "Kite -is:undecided compnay:x", "--json"]);
    assert_eq!(read["understood"], serde_json::json!(["kite", "-is:undecided"]));
    assert_eq!(read["errors"], serde_json::json!([{ "at": 19, "word": "compnay:x", "meant": "company:x" }]));
}

#[test]
fn facets_count_those_who_match() {
    let shell = Shell::new();
    let rows = [
        "Mira,Quorn,https://www.linkedin.com/in/mira-example,,Kite & Lantern,Talent Sourcer,06 May 2016",
        "Zoe,Hale,https://www.linkedin.com/in/zoe-example,,KITE & LANTERN,Head of Sales,07 May 2016",
        "Ann,Lee,https://www.linkedin.com/in/ann-example,,,,",
    ];
    let path = shell.path("Connections.csv");
    std::fs::write(&path, format!("{H7}\n{}\n", rows.join("\n"))).unwrap();
    shell.ok(&["import", &path]);
    let counts = |facets: &serde_json::Value, facet: &str| -> Vec<(serde_json::Value, u64)> {
        facets[facet].as_array().unwrap().iter().map(|one| (one["value"].clone(), one["count"].as_u64().unwrap())).collect()
    };
    let all = shell.json(&["facets", "--json"]);
    assert_eq!(all["people"], 3);
    assert_eq!(counts(&all, "company"), [("Kite & Lantern".into(), 2), (serde_json::Value::Null, 1)]);
    assert_eq!(counts(&all, "year"), [(2016.into(), 2), (serde_json::Value::Null, 1)]);
    assert_eq!(counts(&all, "role"), [("recruiting".into(), 1), ("sales".into(), 1), (serde_json::Value::Null, 1)]);
    assert_eq!(counts(&all, "seniority"), [("director".into(), 1), (serde_json::Value::Null, 2)]);
    assert_eq!(counts(&all, "decision"), [("undecided".into(), 3)]);
    // What stands beside a value finds them.
    shell.ok(&["move", "--to", "remove", "--search", "role:recruiting"]);
    let some = shell.json(&["facets", "--search", "company:=\"kite & lantern\"", "--json"]);
    assert_eq!((some["people"].clone(), counts(&some, "decision")), (2.into(), vec![("undecided".into(), 1), ("remove".into(), 1)]));
    assert!(shell.ok(&["facets", "--pane", "remove"]).contains("1  Recruiting"));
    shell.fails(1, &["facets", "--search", "compnay:x"]);
    // The same search for a file.
    let export = |search: &str| {
        ["export", "--all", "--format", "json", "--force", "--output", "found.json", "--search", search]
            .map(|word| if word == "found.json" { shell.path(word) } else { word.to_owned() })
    };
    shell.ok(&export("-role:recruiting").iter().map(String::as_str).collect::<Vec<_>>());
    let written: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(shell.path("found.json")).unwrap()).unwrap();
    let slugs: Vec<&str> = written["people"].as_array().unwrap().iter().map(|one| one["slug"].as_str().unwrap()).collect();
    assert_eq!(slugs, ["ann-example", "zoe-example"], "by name");
    shell.fails(1, &export("zebra").iter().map(String::as_str).collect::<Vec<_>>());
    shell.fails(1, &export("compnay:x").iter().map(String::as_str).collect::<Vec<_>>());
    // Somebody's day, and who came since an import.
    let found = |search: &str| shell.json(&["list", "--search", search, "--json"])["people"].as_array().unwrap().len();
    assert_eq!([found("same-day:mira-example"), found("-same-day:mira-example"), found("same-day:nobody-example")], [1, 1, 0]);
    assert_eq!(found("same-day:https://www.linkedin.com/in/mira-example"), 1, "the whole link");
    assert_eq!([found("since:import:1"), found("since:import:2"), found("-since:import:2")], [3, 0, 3]);
}

#[test]
fn titles_are_read_by_a_list_of_ones_own() {
    let shell = Shell::with_people(1);
    assert!(shell.ok(&["titles"]).contains("[role recruiting]"));
    let words = shell.json(&["titles", "Senior Talent Acquisition Partner", "--json"]);
    assert!(words["words"].as_array().unwrap().contains(&serde_json::json!({ "says": "role:recruiting", "word": "Talent Acquisition" })), "{words}");
    let own = shell.path("partwell-titles.txt");
    std::fs::write(&own, "\u{FEFF}[role health]\nen: dyer*\n[role zebra]\nen: talent\n").unwrap();
    assert_eq!(shell.json(&["titles", "Talent Dyers", "--json"])["words"], serde_json::json!([{ "says": "role:health", "word": "Dyers" }]));
    let output = shell.run(&["facets"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && told.contains("line 3: [role zebra] (no such section, so nothing below it is read)"), "{told}");
    // One that cannot be read is told, and the one that comes with the program is used.
    std::fs::write(&own, [0xFF, 0xFE, 0x41]).unwrap();
    assert!(String::from_utf8_lossy(&shell.run(&["facets"]).stderr).contains("not in UTF-8"));
}

/// Answers are for the people they were given about: one who was exchanged for another makes them void.
#[test]
fn answers_are_not_taken_for_other_people() {
    let shell = Shell::with_people(20);
    let slugs: Vec<String> = (0..9).map(|i| format!("person-{i:05}-example")).collect();
    let eight: Vec<&str> = slugs.iter().take(8).map(String::as_str).collect();
    shell.ok(&[&["move", "--to", "remove", "--slug"], eight.as_slice()].concat());
    let answers = shell.path("answers.json");
    std::fs::write(&answers, shell.ok(&["finalize", "--answers-template"]).replace("null", "\"considered\"")).unwrap();
    shell.ok(&["move", "--to", "keep", "--slug", &slugs[0]]);
    shell.ok(&["move", "--to", "remove", "--slug", &slugs[8]]);
    let other = shell.run(&["finalize", "--answers", &answers]);
    assert!(other.status.code() == Some(1) && String::from_utf8_lossy(&other.stderr).contains("is about other people by now"));
    // The same people in another order are the same people.
    shell.ok(&["move", "--to", "keep", "--slug", &slugs[8]]);
    shell.ok(&["move", "--to", "remove", "--slug", &slugs[0]]);
    assert_eq!(shell.run(&["finalize", "--answers", &answers]).status.code(), Some(0));
}

/// `invented` people, without those of these numbers.
fn later(count: usize, without: &[usize]) -> String {
    let gone: Vec<String> = without.iter().map(|i| format!("person-{i:05}-example")).collect();
    let all = invented(count);
    all.lines().filter(|line| !gone.iter().any(|slug| line.contains(slug.as_str()))).collect::<Vec<_>>().join("\n")
}

fn slugs(people: &Value) -> Vec<&str> {
    people.as_array().unwrap().iter().map(|one| one["slug"].as_str().unwrap()).collect()
}

impl Shell {
    /// Finalizes these people as one batch.
    fn finalize(&self, people: &[usize]) {
        let named: Vec<String> = people.iter().map(|i| format!("person-{i:05}-example")).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        self.ok(&[&["move", "--to", "remove", "--slug"], named.as_slice()].concat());
        let answers = self.ok(&["finalize", "--answers-template"]).replace("null", "\"considered\"");
        std::fs::write(self.path("answers.json"), answers).unwrap();
        self.ok(&["finalize", "--answers", &self.path("answers.json")]);
    }

    fn import_text(&self, text: &str, more: &[&str]) -> Value {
        std::fs::write(self.path("next.csv"), text).unwrap();
        self.json(&[&["import", &self.path("next.csv"), "--json"], more].concat())
    }
}

#[test]
fn from_the_work_list_to_the_verdicts() {
    let shell = Shell::with_people(400);
    assert_eq!(shell.json(&["worklist", "--json"])["people"], serde_json::json!([]));
    shell.finalize(&[10, 11, 12]);
    shell.finalize(&[200, 201]);
    let list = shell.json(&["worklist", "--json"]);
    assert_eq!(slugs(&list["people"]).len(), 5, "several batches in one list");
    assert_eq!((&list["progress"]["open"], &list["progress"]["left_today"], &list["pace"]["a_day"]), (&5.into(), &5.into(), &25.into()));
    let first = &list["people"][0];
    for key in ["slug", "name", "url", "work", "kind", "batch", "state", "reasons", "note"] {
        assert!(!first[key].is_null(), "{key}");
    }
    let (state, acted) = (first["state"].as_str(), first["acted_at"].as_str());
    assert_eq!((state, acted), (Some("to_do"), None));

    // One unknown name, and nobody is marked.
    shell.fails(1, &["mark", "person-00010-example", "nobody-example", "--done"]);
    assert_eq!(slugs(&shell.json(&["worklist", "--json"])["people"]).len(), 5);
    shell.fails(2, &["mark", "person-00010-example"]);
    shell.fails(2, &["mark", "person-00010-example", "--done", "--skipped"]);
    assert_eq!(shell.json(&["mark", "person-00010-example", "https://www.linkedin.com/in/person-00200-example", "--done", "--json"])["marked"], 2);
    shell.ok(&["mark", "person-00011-example", "--skipped"]);
    shell.ok(&["mark", "person-00012-example", "--changed-mind"]);
    shell.ok(&["mark", "person-00201-example", "--not-found"]);
    assert_eq!(slugs(&shell.json(&["worklist", "--today", "--json"])["people"]), ["person-00011-example"], "whoever was passed over comes again");
    shell.ok(&["mark", "person-00011-example", "--done"]);
    assert_eq!(shell.json(&["show", "person-00012-example", "--json"])["pane"], "keep");

    // The next export: 10 and 11 went, 200 did not, 77 left by themselves, 300 has another job, 400 is new.
    let next = later(401, &[10, 11, 77]).replace("/person-00300-example,,Company 100,", "/person-00300-example,,Elsewhere,");
    assert!(next.contains("Elsewhere"), "somebody has another job");
    let report = shell.import_text(&next, &[]);
    assert_eq!((&report["standing"], &report["suspected_cut_short"], &report["gone"]), (&"newest".into(), &false.into(), &3.into()));
    let told = shell.json(&["verdicts", "--json"]);
    let mut pairs: Vec<(&str, &str)> =
        told["verdicts"].as_array().unwrap().iter().map(|one| (one["slug"].as_str().unwrap(), one["verdict"].as_str().unwrap())).collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        [
            ("person-00010-example", "as_planned"),
            ("person-00011-example", "as_planned"),
            ("person-00077-example", "left"),
            ("person-00200-example", "still_connected"),
            ("person-00201-example", "still_connected"),
        ]
    );
    assert_eq!(told["suspected_cut_short"], false);
    assert!(shell.ok(&["verdicts"]).contains("Gone without you"));
    let changes = shell.json(&["changes", "--json"]);
    assert_eq!(slugs(&changes["added"]), ["person-00400-example"]);
    assert_eq!(slugs(&changes["gone"]), ["person-00010-example", "person-00011-example", "person-00077-example"]);
    assert_eq!(slugs(&changes["returned"]), [""; 0]);
    let job = &changes["job_changed"][0];
    assert_eq!(job["slug"], "person-00300-example");
    assert!(job["from"].as_str().unwrap().contains("Company 100") && job["to"].as_str().unwrap().contains("Elsewhere"), "{job}");
    shell.ok(&["mark", "person-00200-example", "--to-do"]);
    assert_eq!(slugs(&shell.json(&["worklist", "--json"])["people"]), ["person-00200-example"]);

    // The first import concluded nothing, and there is no hundredth.
    assert_eq!(shell.json(&["verdicts", "--import", "1", "--json"])["verdicts"], serde_json::json!([]));
    shell.fails(1, &["verdicts", "--import", "100"]);

    // 10 is connected again.
    shell.import_text(&later(401, &[11, 77]).replace("/person-00300-example,,Company 100,", "/person-00300-example,,Elsewhere,"), &[]);
    let told = shell.json(&["verdicts", "--json"]);
    assert!(told["verdicts"].as_array().unwrap().iter().any(|one| one["slug"] == "person-00010-example" && one["verdict"] == "returned"), "{told}");
    assert_eq!(slugs(&shell.json(&["changes", "--json"])["returned"]), ["person-00010-example"]);

    // The ledger knows all of it, whatever was taken back.
    shell.ok(&["take-back", "3"]);
    let entries = shell.json(&["ledger", "--json"])["entries"].clone();
    assert_eq!(entries.as_array().unwrap().len(), 5);
    let lines: Vec<&str> = entries[0]["lines"].as_array().unwrap().iter().map(|line| line["what"].as_str().unwrap()).collect();
    assert_eq!(lines, ["finalized", "done", "as_planned", "returned", "verdict_taken_back"]);
    assert_eq!(
        (&entries[0]["verdict"], &entries[0]["state"], &entries[0]["person"]["slug"]),
        (&"as_planned".into(), &"done".into(), &"person-00010-example".into())
    );
    let table = shell.ok(&["ledger", "--csv"]);
    let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!((rows.len(), &rows[0][4]), (5, "Gone as planned"));
    shell.fails(1, &["take-back", "3"]);
    assert!(shell.fails(1, &["take-back", "99"]).1.contains("There is no import 99"));
    shell.fails(2, &["ledger", "--csv", "--json"]);
}

#[test]
fn an_export_that_looks_cut_short_says_nothing_until_it_is_told_to_be_whole() {
    let shell = Shell::with_people(400);
    shell.finalize(&[10]);
    shell.ok(&["mark", "person-00010-example", "--done"]);
    let many: Vec<usize> = (10..60).collect();
    let report = shell.import_text(&later(400, &many), &[]);
    assert_eq!(
        (&report["standing"], &report["suspected_cut_short"], &report["missing"], &report["gone"]),
        (&"cut_short".into(), &true.into(), &50.into(), &0.into())
    );
    let told = shell.json(&["verdicts", "--json"]);
    assert_eq!((&told["suspected_cut_short"], &told["verdicts"], told["missing"].as_array().unwrap().len()), (&true.into(), &serde_json::json!([]), 50));
    assert!(shell.ok(&["verdicts"]).contains("--accept"));
    assert_eq!(shell.json(&["list", "--json"])["people"].as_array().unwrap().len(), 400);
    let told = shell.json(&["verdicts", "--accept", "--json"]);
    assert_eq!((&told["suspected_cut_short"], told["verdicts"].as_array().unwrap().len()), (&false.into(), 50));
    assert_eq!(shell.json(&["list", "--json"])["people"].as_array().unwrap().len(), 350);
    shell.fails(1, &["verdicts", "--accept"]);
    // The same in one go.
    shell.ok(&["undo"]);
    shell.ok(&["undo"]);
    let report = shell.import_text(&later(400, &many), &["--whole"]);
    assert_eq!((&report["standing"], &report["gone"]), (&"newest".into(), &50.into()));
    // An older one changes nobody.
    let before = shell.json(&["list", "--json"]);
    let last_day_missing: Vec<String> = later(400, &many).lines().filter(|line| !line.ends_with("28 Jan 2020")).map(str::to_owned).collect();
    let report = shell.import_text(&last_day_missing.join("\n"), &[]);
    assert_eq!(report["standing"], "older");
    assert_eq!(shell.json(&["list", "--json"]), before);
}

#[test]
fn undo_redo_history_and_check() {
    let shell = Shell::with_people(5);
    shell.ok(&["move", "--to", "remove", "--search", "person00001"]);
    assert!(shell.ok(&["undo"]).contains("Move to Remove: "));
    assert_eq!(shell.json(&["list", "--pane", "remove", "--json"])["people"].as_array().unwrap().len(), 0);
    assert!(shell.ok(&["redo"]).contains("Move to Remove: "));
    let history = shell.json(&["history", "--json"]);
    assert!(history["operations"][0]["name"].as_str().unwrap().starts_with("Move to Remove: Person00001"));
    shell.fails(1, &["redo"]);
    shell.ok(&["undo"]);
    shell.ok(&["undo"]);
    shell.fails(1, &["undo"]);
    assert_eq!(shell.json(&["check", "--json"])["sound"], true);
}

#[test]
fn check_finds_what_is_wrong() {
    let shell = Shell::with_people(5);
    rusqlite::Connection::open(shell.path("a.partwell"))
        .unwrap()
        .execute_batch("INSERT INTO decision (person_id, decision, decided_at) VALUES (1, 'remove', '2026-01-01T00:00:00Z'); INSERT INTO protection VALUES (1, '2026-01-01T00:00:00Z')")
        .unwrap();
    let (_, err) = shell.fails(1, &["check"]);
    assert!(err.contains("protected"), "{err}");
}

#[test]
fn wrong_usage_exits_with_2() {
    let shell = Shell::new();
    for arguments in [
        vec!["move", "--to", "nowhere", "--search", "x"],
        vec!["move", "--to", "keep"],
        vec!["move", "--to", "keep", "--search", "x", "--slug", "y"],
        vec!["import"],
        vec!["finalize"],
        vec!["export", "--batch", "x", "--format", "csv", "--output", "y"],
        vec!["--nonsense"],
        vec!["finalise"],
    ] {
        shell.fails(2, &arguments);
    }
    assert!(!Path::new(&shell.path("a.partwell")).exists(), "nothing was made");
    assert!(shell.ok(&["--help"]).contains("--workspace"));
    assert!(shell.ok(&["--version"]).contains(env!("CARGO_PKG_VERSION")));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_one_line_names_the_headless_commands() {
    let shell = Shell::new();
    for arguments in [vec![], vec!["demo"]] {
        let (out, err) = shell.fails(1, &arguments);
        assert!(out.is_empty());
        assert_eq!(err.trim_end().lines().count(), 1, "{err}");
        assert!(err.contains("partwell import") && err.contains("list"), "{err}");
    }
}

#[test]
fn a_workspace_in_use_is_waited_for() {
    let shell = Shell::with_people(3);
    let engine = partwell::engine::Engine::open(Path::new(&shell.path("a.partwell")), std::time::Duration::ZERO).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_partwell"))
        .args(["--workspace", &shell.path("a.partwell"), "list", "--json"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    assert!(child.try_wait().unwrap().is_none());
    drop(engine);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success() && String::from_utf8(output.stdout).unwrap().contains("Person00002"));
}

/// A typo in the name of a workspace is an error, not an empty network.
#[test]
fn commands_that_read_or_change_make_no_workspace() {
    let shell = Shell::new();
    std::fs::write(shell.path("answers.json"), "{}").unwrap();
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["show", "p-1-example"],
        &["move", "--to", "remove", "--slug", "p-1-example"],
        &["finalize", "--answers-template"],
        &["finalize", "--answers", &shell.path("answers.json")],
        &["export", "--all", "--format", "csv", "--output", &shell.path("list.csv")],
        &["worklist"],
        &["mark", "p-1-example", "--done"],
        &["ledger"],
        &["verdicts"],
        &["verdicts", "--accept"],
        &["changes"],
        &["take-back", "1"],
        &["undo"],
        &["redo"],
        &["history"],
        &["check"],
    ] {
        let (out, err) = shell.fails(1, arguments);
        assert!(format!("{out}{err}").contains("no workspace there"), "{arguments:?}: {out}{err}");
        assert_eq!(std::fs::read_dir(shell.folder.path()).unwrap().count(), 1, "{arguments:?} made something");
    }
}

/// Nobody may be listening; the program ends as it would.
#[cfg(unix)]
#[test]
fn a_closed_or_full_standard_error_changes_nothing() {
    let shell = Shell::with_people(3);
    for redirection in ["2>&-", "2>/dev/full", ">&- 2>&-"] {
        for (arguments, code) in [("show nobody-example", 1), ("list", 0), ("--no-such-flag", 2)] {
            let script = format!("exec \"$0\" {arguments} {redirection}");
            let status = Command::new("bash")
                .args(["-c", &script, env!("CARGO_BIN_EXE_partwell")])
                .env("PARTWELL_WORKSPACE", shell.path("a.partwell"))
                .stdout(std::process::Stdio::null())
                .status()
                .unwrap();
            // Where nothing can be printed at all, a list is not what was asked for.
            let expected = if redirection.starts_with('>') && code == 0 { [0, 1] } else { [code, code] };
            assert!(status.code().is_some_and(|code| expected.contains(&code)), "{arguments} {redirection}: {status}");
        }
    }
}

/// What people read in a terminal: changed on purpose, or not at all.
#[test]
fn what_is_printed_for_people_is_as_it_was() {
    let shell = Shell::new();
    let folder = shell.path("export");
    std::fs::create_dir(&folder).unwrap();
    let put = |name: &str, text: String| std::fs::write(std::path::Path::new(&folder).join(name), text).unwrap();
    put("Connections.csv", archive::connections());
    put("messages.csv", format!("{}\n{}", archive::M10, archive::message("1", archive::OWNER, archive::TOMAS, "2023-05-01 10:00:00", "INBOX")));
    let mut told = vec![shell.ok(&["import", &folder])];
    for command in [&["move", "--to", "remove", "--slug", "tomas-example", "ana-1-example"][..], &["undo"], &["redo"]] {
        told.push(shell.ok(command));
    }
    let template: serde_json::Map<String, Value> = serde_json::from_str(&shell.ok(&["finalize", "--answers-template"])).unwrap();
    let answers: serde_json::Map<String, Value> =
        template.into_iter().filter(|(id, _)| id != "count" && id != "about").map(|(id, _)| (id, "considered".into())).collect();
    std::fs::write(shell.path("answers.json"), Value::Object(answers).to_string()).unwrap();
    for command in [
        &["finalize", "--answers", &shell.path("answers.json")][..],
        &["worklist"],
        &["mark", "tomas-example", "--done"],
        &["list"],
        &["show", "tomas-example"],
        &["show", "ana-2-example"],
        &["worklist"],
        &["ledger"],
        &["verdicts"],
        &["changes"],
        &["history"],
        &["check"],
    ] {
        told.push(format!("> {}\n{}", command.iter().filter(|word| !word.contains(['/', '\\'])).copied().collect::<Vec<_>>().join(" "), shell.ok(command)));
    }
    // The program's clock is the real one.
    let now = partwell::worker::now();
    let words = told.join("\n").replace(&folder, "export").replace(&now.today.to_string(), "TODAY").replace(&date_text::day(now.today), "TODAY");
    insta::assert_snapshot!(without_times(&words));
}

/// Times of day, which no two runs share, as dots.
fn without_times(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix("TODAY ") {
        Some(rest) if rest.get(2..3) == Some(":") => format!("TODAY ..:..{}", &rest[5..]),
        _ => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn queues_are_counted_as_their_searches_are_and_moved_by_name() {
    let shell = Shell::with_people(12);
    shell.ok(&["move", "--to", "remove", "--slug", shell.json(&["list", "--json"])["people"][3]["slug"].as_str().unwrap()]);
    let queues = shell.json(&["queues", "--json"])["queues"].as_array().unwrap().clone();
    assert!(queues.len() > 5);
    for queue in &queues {
        let found = shell.json(&["list", "--search", queue["query"].as_str().unwrap(), "--json"]);
        assert_eq!(found["people"].as_array().unwrap().len() as u64, queue["count"].as_u64().unwrap(), "{queue}");
    }
    assert_eq!((queues[0]["name"].as_str(), queues[0]["count"].as_u64(), queues[0]["undecided"].as_u64()), (Some("Not looked at yet"), Some(11), Some(11)));
    shell.fails(1, &["move", "--to", "remove", "--queue", "Nobody's"]);
    shell.fails(2, &["move", "--to", "remove", "--queue", "a", "--search", "b"]);
    assert_eq!(shell.json(&["move", "--to", "remove", "--queue", "not looked at YET", "--json"])["moved"], 11);
}

/// An archive whose owner was somewhere on each day.
// In the product book: F12.
#[test]
fn context_tells_what_the_archive_knows_of_a_day_and_nothing_else() {
    let shell = Shell::new();
    let owner = [
        ("Connections.csv", archive::connections()),
        (
            "Positions.csv",
            "Company Name,Title,Description,Location,Started On,Finished On\nPellworth,Clerk,,,Jan 2010,Dec 2019\nKite & Lantern,Buyer,,,Jan 2020,\n".to_owned(),
        ),
        ("Education.csv", "School Name,Start Date,End Date,Notes,Degree Name,Activities\nHarrow College,2018,2021,,Dyeing,\nOld School,1999,,,,\n,2019,2022,,,\n".to_owned()),
        (
            "Events.csv",
            "Event Name,Event Time,Status,External Url\nDye fair,\"Jan 03, 2020 07:00 AM - Jan 04, 2020 05:00 PM\",ATTENDING,\nGiven up,2020-01-06 13:00:00 UTC,RELINQUISHED,\nTalk,2020-01-10 13:00:00 UTC,INTERESTED,\nFar off,2020-01-11 00:00:00 UTC,ATTENDING,\nNever,N/A,ATTENDING,\n".to_owned(),
        ),
        (
            "Learning.csv",
            "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),Content Completed At (if completed),Content Saved\nMadder and weld,,COURSE,2020-01-05 05:05 UTC,N/A,false\nUnseen,,COURSE,N/A,N/A,true\n".to_owned(),
        ),
    ];
    let members: Vec<(&str, &[u8])> = owner.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    std::fs::write(shell.path("Complete_LinkedInDataExport_06-07-2023.zip"), zip_of(&members)).unwrap();
    let report = shell.json(&["import", &shell.path("Complete_LinkedInDataExport_06-07-2023.zip"), "--json"]);
    assert_eq!(report["education"]["ignored"], json!({ "empty": 1 }));
    assert_eq!(report["events"]["ignored"], json!({ "given_up": 1, "without_a_day": 1 }));
    assert_eq!(report["learning"]["ignored"], json!({ "without_a_day": 1 }));
    let told = shell.json(&["context", "tomas-example", "--json"]);
    let names = |list: &Value| list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(told["jobs"], json!([{ "company": "Kite & Lantern", "title": "Buyer", "started": "Jan 2020", "finished": "" }]));
    assert_eq!(
        (names(&told["schools"]), names(&told["events"])),
        (vec!["Harrow College".to_owned()], vec!["Dye fair".into(), "Talk".into(), "Madder and weld".into()])
    );
    assert_eq!((&told["same_day"], &told["same_week"], &told["began"]), (&json!([]), &json!(["ana-2-example", "ana-1-example"]), &Value::Null));
    assert_eq!(told["former_colleague"], true);
    assert_eq!(shell.json(&["context", "ana-2-example", "--json"])["former_colleague"], false, "a colleague today is none of former days");
    let text = shell.ok(&["context", "tomas-example"]);
    for words in [
        "You connected on 7 Jan 2020, while you were Buyer at Kite & Lantern (Positions)",
        "You were also at Harrow College (Dyeing) (Education)",
        "You said you would go to “Dye fair” from 3 Jan 2020 to 4 Jan 2020 (Events)",
        "You were interested in “Talk” on 10 Jan 2020 (Events)",
        "You watched the course “Madder and weld” on 5 Jan 2020 (Learning)",
        "They work where you did: Pellworth (Positions)",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    // Taken back, all of it goes.
    shell.ok(&["undo"]);
    assert_eq!(shell.ok(&["check"]).lines().count(), 1);
    // Of a list alone nothing is known, and nothing is said to be.
    std::fs::write(shell.path("Connections.csv"), archive::connections()).unwrap();
    shell.ok(&["import", &shell.path("Connections.csv")]);
    let told = shell.json(&["context", "tomas-example", "--json"]);
    assert_eq!((&told["jobs"], &told["events"], &told["former_colleague"]), (&json!([]), &json!([]), &Value::Null));
}

#[test]
fn match_tells_whom_each_line_of_a_list_means() {
    let shell = Shell::new();
    std::fs::write(shell.path("Connections.csv"), archive::connections()).unwrap();
    shell.ok(&["import", &shell.path("Connections.csv")]);
    let told = |name: &str, content: &str| {
        std::fs::write(shell.path(name), content).unwrap();
        shell.json(&["match", &shell.path(name), "--json"])
    };
    let list = "tomas ferrowick\nAna Quorn\nAna Quorn at Kite & Lantern\nhttps://linkedin.com/in/Z%C3%A9lie-Example\nIda Nobody\n\n";
    assert_eq!(
        told("list.txt", list),
        json!({
            "matched": [{ "line": 1, "slug": "tomas-example" }, { "line": 3, "slug": "ana-2-example" }, { "line": 4, "slug": "zélie-example" }],
            "several": [{ "line": 2, "slugs": ["ana-1-example", "ana-2-example"] }],
            "nobody": [{ "line": 5, "text": "Ida Nobody" }],
        })
    );
    let table = told("list.csv", "Company;Name\nMills;Ana Quorn\n;\"Quorn; Zelie\"\n");
    assert_eq!((&table["matched"], &table["nobody"]), (&json!([{ "line": 2, "slug": "ana-1-example" }]), &json!([{ "line": 3, "text": "Quorn; Zelie" }])));
    let cards = told("list.vcf", "BEGIN:VCARD\nFN:Tomas Ferrowick\nEND:VCARD\n");
    assert_eq!(cards["matched"], json!([{ "line": 1, "slug": "tomas-example" }]));
    // Partwell's own lists are lists, too.
    shell.ok(&["export", "--all", "--format", "csv", "--output", &shell.path("everyone.csv")]);
    assert_eq!(shell.json(&["match", &shell.path("everyone.csv"), "--json"])["matched"].as_array().unwrap().len(), 4);
    assert!(shell.ok(&["match", &shell.path("list.txt")]).starts_with("3 people clearly meant"));
    shell.fails(1, &["match", &shell.path("nowhere.txt")]);
}

// In the product book: T2.
#[test]
fn the_workspace_is_examined_backed_up_restored_and_erased() {
    let shell = Shell::with_people(6);
    assert!(shell.ok(&["doctor"]).starts_with("The workspace is sound"));
    shell.ok(&["move", "--to", "remove", "--search", "person00001"]);
    assert!(shell.ok(&["backup"]).contains("found it sound"));
    assert!(shell.ok(&["backup"]).contains("the very same"));
    let made = shell.json(&["backup", "--list", "--json"]);
    let backups = made["backups"].as_array().unwrap();
    assert_eq!((backups.len(), &backups[0]["people"], &backups[0]["reason"]), (2, &json!(6), &json!("by_hand")));
    let before = shell.ok(&["list", "--json"]);
    shell.ok(&["move", "--to", "remove", "--search", "person00002"]);
    let told = shell.ok(&["restore", backups[0]["path"].as_str().unwrap()]);
    assert!(told.contains("Put back: 6 people") && told.contains("before-restoring"), "{told}");
    assert_eq!(shell.ok(&["list", "--json"]), before);
    // A damaged one is told, read, salvaged and restored, each by its command.
    let path = shell.path("a.partwell");
    let mut bytes = std::fs::read(&path).unwrap();
    let place = memchr::memmem::find(&bytes, b"Quorn3").unwrap();
    bytes[place] ^= 8;
    std::fs::write(&path, &bytes).unwrap();
    let (said, _) = shell.fails(1, &["doctor"]);
    assert!(said.contains("The workspace is damaged") && said.contains("people") && said.contains("partwell restore"), "{said}");
    let listed = shell.run(&["list"]);
    assert!(listed.status.success() && String::from_utf8_lossy(&listed.stderr).contains("not as Partwell wrote it: people"), "{listed:?}");
    shell.fails(1, &["move", "--to", "keep", "--search", "person00001"]);
    assert!(shell.ok(&["salvage", "--output", &shell.path("new.partwell")]).contains("people: 6 kept, not certain"));
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "it was but read");
    assert!(shell.ok(&["restore", backups[0]["path"].as_str().unwrap()]).contains("The damaged file is kept as"));
    assert_eq!(shell.ok(&["list", "--json"]), before);
    // Erased is only what is named.
    shell.fails(1, &["erase", "--name", "b.partwell"]);
    shell.fails(2, &["erase"]);
    shell.ok(&["erase", "--name", "a.partwell"]);
    let mut left: Vec<String> = std::fs::read_dir(shell.path("")).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    left.sort();
    assert_eq!(left, ["Connections.csv", "new.partwell", "new.partwell.lock"]);
    shell.fails(1, &["doctor"]);
}

/// Who stands in the folder names files as they stand there.
#[test]
fn copies_and_backups_are_named_from_where_one_stands() {
    let shell = Shell::with_people(5);
    let here = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_partwell"))
            .current_dir(shell.folder.path())
            .env("PARTWELL_WORKSPACE", "a.partwell")
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    here(&["backup"]);
    assert!(!here(&["doctor"]).contains("cannot be read"));
    here(&["copy", "b.partwell"]);
    here(&["copy", "./c.partwell"]);
    std::fs::create_dir(shell.path("in")).unwrap();
    here(&["copy", "in/../d.partwell"]);
    here(&["restore", "c.partwell"]);
    here(&["salvage", "--output", "e.partwell"]);
    here(&["full-export", "full"]);
    here(&["--workspace", "f.partwell", "full-import", "full"]);
    for name in ["b", "c", "d", "e", "f"] {
        assert!(here(&["--workspace", &format!("{name}.partwell"), "list"]).contains("5 people"), "{name}");
    }
}
