//! Removal lists: each format, hostile cells, writing whole or not at all, and the way back through import.

use partwell::{
    command::{Command, Export, ReasonChange},
    event::Settlement,
    export,
    model::{
        batch::removal_list::{ListEntry, ListFormat, ListSource, ListStatus, ListedPerson, RemovalList},
        evidence::{Direction, Endorsement, Evidence, Invitation, Messages, Recommendation, Source},
        id::{BatchId, ImportId},
        local_time::LocalTime,
        person::{Facts, decision::Pane, reason::Reason},
        text::csv_guard,
        ticket::Ticket,
    },
};
use proptest::prelude::*;

use crate::support::{Desk, H7, far_east};

fn facts(first: &str, last: &str, slug: &str) -> Facts {
    Facts {
        slug: (!slug.is_empty()).then(|| slug.into()),
        first_name: first.into(),
        last_name: last.into(),
        url: if slug.is_empty() { "".into() } else { format!("https://www.linkedin.com/in/{slug}").into() },
        connected_on: "2024-01-08".parse().ok(),
        ..Facts::default()
    }
}

fn list(people: Vec<ListedPerson>) -> RemovalList {
    RemovalList {
        source: ListSource::Batch(BatchId(3)),
        time: LocalTime::new("2026-11-21T23:40:00Z".parse().unwrap(), far_east()),
        finalized_at: "2026-11-21T23:30:00Z".parse().ok(),
        people: people.into_iter().map(|person| ListEntry { person, status: ListStatus::default() }).collect(),
    }
}

/// Messages, an invitation, two skills, and a recommendation that a spreadsheet would run.
fn evidence() -> Evidence {
    let source = Source { import: ImportId(1), exported_on: "2026-11-12".parse().unwrap() };
    let at = |text: &str| text.parse().unwrap();
    let skill = |direction, skill: &str| Endorsement { direction, skill: skill.into(), endorsed_on: None, source };
    Evidence {
        messages: Some(Messages {
            sent: 9,
            received: 6,
            group: 2,
            first: at("2016-03-02T11:43:11Z"),
            last: at("2021-05-04T09:00:00Z"),
            last_by: Direction::Incoming,
            last_in_group: false,
            last_direct: Some(at("2021-05-04T09:00:00Z")),
            last_received: Some(at("2021-05-04T09:00:00Z")),
            source,
        }),
        invitations: vec![Invitation { direction: Direction::Incoming, sent_at: "2016-01-07T15:05:00".parse().ok(), note: "Shall we?".into(), source }],
        endorsements: vec![skill(Direction::Incoming, "Colour matching"), skill(Direction::Outgoing, "Weaving"), skill(Direction::Incoming, "C++, C#")],
        recommendations: vec![Recommendation {
            direction: Direction::Incoming,
            text: "=Kept every promise, and <every> *colour*.".into(),
            written_on: "2019-06-18".parse().ok(),
            company: "Blue Heron Mills".into(),
            job_title: "Dyer".into(),
            status: "VISIBLE".into(),
            source,
        }],
        ..Evidence::default()
    }
}

fn two() -> RemovalList {
    let zelie = ListedPerson {
        facts: Facts { company: "Blue Heron Mills".into(), position: "Head of Dyeing".into(), ..facts("Zélie", "Quorn, PhD", "zelie-example") },
        reasons: vec!["outdated_tie".into(), "clutter".into()],
        own_reason: "we said all there was".into(),
        note: "met at the dye fair".into(),
        decided_at: "2026-11-20T10:00:00Z".parse().ok(),
        evidence: evidence(),
        ..ListedPerson::default()
    };
    let hostile = ListedPerson {
        facts: Facts {
            company: "=1+1".into(),
            position: "<script>alert(1)</script>".into(),
            email: "+x@example.org".into(),
            url: "javascript:alert(1)".into(),
            ..facts("@Mira*", "-[x](y)", "")
        },
        note: "=HYPERLINK(\"https://example.org\")\n| a | b |".into(),
        ..ListedPerson::default()
    };
    list(vec![zelie, hostile])
}

fn text(format: ListFormat) -> String {
    String::from_utf8(export::to_bytes(&two(), format)).unwrap()
}

// In the product book: W6.
#[test]
fn csv_has_linkedins_columns_first_and_runs_no_formula() {
    insta::assert_snapshot!(text(ListFormat::Csv), @r#"
    ﻿First Name,Last Name,URL,Email Address,Company,Position,Connected On,Reason,Note,Decided On,Messages Sent,Messages Received,Messages in Groups,Last Message,Invited By,Endorsements Received,Endorsements Given,Recommendations Received,Recommendations Given,Batch,State,Acted On,Verdict,Name to Search,Same Name
    "Zélie","Quorn, PhD","https://www.linkedin.com/in/zelie-example","","Blue Heron Mills","Head of Dyeing","2024-01-08","Outdated tie; Clutter; we said all there was","met at the dye fair","2026-11-20","9","6","2","2021-05-04","them","Colour matching; C++, C#","Weaving","'=Kept every promise, and <every> *colour*.","","","","","","Zélie Quorn",""
    "'@Mira*","'-[x](y)","javascript:alert(1)","'+x@example.org","'=1+1","<script>alert(1)</script>","2024-01-08","","'=HYPERLINK(""https://example.org"")
    | a | b |","","","","","","","","","","","","","","","Mira",""
    "#);
}

#[test]
fn markdown_is_a_task_list_and_nothing_in_it_is_markup() {
    insta::assert_snapshot!(text(ListFormat::Markdown), @r#"
    # Removal list, batch 3

    2 people · written 22 Nov 2026 · finalized 22 Nov 2026

    - [ ] [**Zélie Quorn, PhD**](<https://www.linkedin.com/in/zelie-example>) · Head of Dyeing · Blue Heron Mills · connected 8 Jan 2024
      - Reason: Outdated tie; Clutter; we said all there was
      - Note: met at the dye fair
      - The tie: they recommended you; 15 messages and 2 in groups, last 4 May 2021; 2 endorsements from them, and 1 endorsement from you; they invited you, 7 Jan 2016
      - They recommended you: \=Kept every promise, and \<every\> \*colour\*\.
    - [ ] **\@Mira\* \-\[x\]\(y\)** · \<script\>alert\(1\)\</script\> · \=1\+1 · connected 8 Jan 2024
      - Note: \=HYPERLINK\("https\://example\.org"\) \| a \| b \|
    "#);
}

#[test]
fn json_has_stable_keys() {
    let json: serde_json::Value = serde_json::from_str(&text(ListFormat::Json)).unwrap();
    assert_eq!(json["batch"], 3);
    let person = &json["people"][0];
    assert_eq!(
        (person["slug"].as_str(), person["connected_on"].as_str(), person["reasons"][1].as_str()),
        (Some("zelie-example"), Some("2024-01-08"), Some("clutter"))
    );
    assert_eq!(json["people"][1]["url"], serde_json::Value::Null);
    assert_eq!(person["messages"]["group"], 2);
    assert_eq!(person["recommendations"]["received"][0]["text"], "=Kept every promise, and <every> *colour*.");
    assert_eq!(person["invitation"]["direction"], "incoming");
    // Of the other one no export told anything.
    for key in ["messages", "invitation", "endorsements", "recommendations", "owner_note"] {
        assert_eq!(json["people"][1][key], serde_json::Value::Null, "{key}");
    }
}

#[test]
fn html_is_one_page_with_boxes_and_no_script_or_link_of_a_stranger() {
    let page = text(ListFormat::Html);
    assert_eq!(page.matches("type=\"checkbox\"").count(), 2);
    assert!(page.contains("href=\"https://www.linkedin.com/in/zelie-example\""));
    // One script, ours, at the end; what stands in a cell is text.
    assert!(page.contains("&lt;script&gt;") && page.matches("<script").count() == 1 && page.ends_with("</script>\n</body>\n</html>\n"));
    assert!(page.contains("data-id=\"zelie-example\"") && page.contains("data-name=\"Zélie Quorn\""));
    assert!(!page.contains("javascript:"));
    assert_eq!(page.matches("://").count(), page.matches("https://www.linkedin.com/in/zelie-example").count() + page.matches("https://example.org").count());
    assert!(page.contains("15 messages and 2 in groups, last 4 May 2021") && page.contains("&#61;Kept every promise, and &lt;every&gt;"));
    // A cell that a spreadsheet would run starts with a reference instead of the sign itself.
    assert!(page.contains("&#64;Mira") && page.contains("&#61;HYPERLINK"));
}

/// Each list remembers its own ticks: those of two workspaces never mix, nor those of a draft with another one's.
#[test]
fn drafts_of_other_people_have_ticks_of_their_own() {
    let key = |list: &RemovalList| {
        let page = String::from_utf8(export::to_bytes(list, ListFormat::Html)).unwrap();
        page.split_once("data-list=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0.to_owned()
    };
    let draft = |people: &[&str]| {
        let people = people.iter().map(|slug| ListedPerson { facts: facts("Zélie", "Quorn", slug), ..ListedPerson::default() }).collect();
        RemovalList { source: ListSource::Draft, finalized_at: None, ..list(people) }
    };
    assert_eq!(key(&draft(&["a", "b"])), key(&draft(&["a", "b"])));
    assert_ne!(key(&draft(&["a", "b"])), key(&draft(&["a", "c"])));
    assert_ne!(key(&draft(&["a"])), key(&draft(&["a", "b"])));
}

fn desk_with_list() -> Desk {
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H7}\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,08 Jan 2024\nTomas,F,,,,,07 Jan 2024")).unwrap();
    let ids: Vec<_> = desk.load().people.iter().map(|person| person.id).collect();
    desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Remove }).unwrap();
    desk.run(Command::ChangeReasons { person_ids: ids, change: ReasonChange { set: [(Reason::Clutter, true)].into(), own_words: None } }).unwrap();
    desk
}

#[test]
fn the_draft_is_written_over_an_old_file_in_one_go() {
    let mut desk = desk_with_list();
    let path = desk.file("list.md", "old");
    desk.run(Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Markdown }, path: path.clone(), may_replace: true })
        .unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Zélie Quorn") && text.contains("Reason: Clutter"), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn a_file_that_is_there_is_not_replaced_unasked() {
    let mut desk = desk_with_list();
    let path = desk.file("list.csv", "mine");
    let export = |may_replace| Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Csv }, path: path.clone(), may_replace };
    assert_eq!(desk.settlement(export(false)), Settlement::WouldReplace);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
    desk.run(export(true)).unwrap();
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("\u{FEFF}First Name,Last Name,URL"));
}

#[test]
fn a_list_never_takes_the_place_of_the_workspace() {
    let mut desk = desk_with_list();
    let before = desk.dump();
    for end in ["", "-wal", "-shm", ".lock"] {
        let path = desk.folder.path().join(format!("test.partwell{end}"));
        assert!(
            desk.run(Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Csv }, path, may_replace: true })
                .unwrap_err()
                .title
                .contains("workspace"),
            "{end}"
        );
    }
    assert_eq!(desk.restarted().dump(), before);
}

#[test]
fn a_place_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let mut desk = desk_with_list();
    let nowhere = desk.folder.path().join("no/such/list.csv");
    assert!(
        desk.run(Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Csv }, path: nowhere, may_replace: false })
            .unwrap_err()
            .title
            .contains("no such folder")
    );
    let folder = desk.folder.path().join("a folder.csv");
    std::fs::create_dir(&folder).unwrap();
    desk.run(Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Csv }, path: folder.clone(), may_replace: true })
        .unwrap_err();
    assert!(folder.is_dir());
    let missing = Command::Export {
        what: Export::List { source: ListSource::Batch(BatchId(9)), format: ListFormat::Csv },
        path: desk.folder.path().join("x.csv"),
        may_replace: false,
    };
    assert!(desk.run(missing).unwrap_err().title.contains("no batch 9"));
    assert!(!desk.folder.path().join("x.csv").exists());
}

/// The program, where no file may grow beyond so many kibibytes.
#[cfg(unix)]
fn with_file_limit(workspace: &std::path::Path, limit: &str, arguments: &[&str]) -> std::process::Output {
    let script = format!("ulimit -f {limit}; exec \"$@\"");
    std::process::Command::new("bash")
        .args(["-c", &script, "bash", env!("CARGO_BIN_EXE_partwell"), "--workspace"])
        .arg(workspace)
        .args(arguments)
        .output()
        .unwrap()
}

/// A limit on file size stands in for a full disk: the write fails in the middle.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    let export = folder.path().join("Connections.csv");
    std::fs::write(&export, crate::support::invented(2000)).unwrap();
    let list = folder.path().join("list.html");
    std::fs::write(&list, "the old list").unwrap();
    let run = |limit: &str, arguments: &[&str]| with_file_limit(&workspace, limit, arguments);
    assert!(run("unlimited", &["import", export.to_str().unwrap()]).status.success());
    assert!(run("unlimited", &["move", "--to", "remove", "--search", "person"]).status.success());
    let files_before = std::fs::read_dir(folder.path()).unwrap().count();
    let output = run("128", &["export", "--batch", "draft", "--format", "html", "--force", "--output", list.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("full"), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_to_string(&list).unwrap(), "the old list");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), files_before, "no half-written file is left");
    // An import that does not fit leaves the workspace as it was.
    let before = crate::support::dump(&workspace);
    std::fs::write(&export, crate::support::invented(9000)).unwrap();
    assert_eq!(run("600", &["import", export.to_str().unwrap()]).status.code(), Some(1));
    assert_eq!(crate::support::dump(&workspace), before);
    assert!(run("unlimited", &["check"]).status.success());
}

/// Reads a list that Partwell wrote, as a spreadsheet would.
fn own_list(bytes: &[u8]) -> Vec<Facts> {
    use partwell::import::{records::Rows, registry, text};
    let mut rows = Rows::open(Box::new(text::without_mark(bytes)), b',', "list.csv", None, &registry::is_known).unwrap();
    let columns = ["firstname", "lastname", "url", "emailaddress", "company", "position", "connectedon"].map(|column| rows.header.column(&[column]));
    let mut people = Vec::new();
    while let Some(row) = rows.next_row().unwrap() {
        let [first_name, last_name, url, email, company, position, connected_on_text] =
            columns.map(|column| csv_guard::unguarded(row.cell(column)).into_owned());
        let [first_name, last_name, url, email, company, position, connected_on_text] =
            [first_name, last_name, url, email, company, position, connected_on_text].map(Into::into);
        people.push(Facts { slug: None, first_name, last_name, url, email, company, position, connected_on: None, connected_on_text });
    }
    people
}

#[test]
fn a_list_that_partwell_wrote_is_no_export() {
    let mut desk = Desk::new();
    desk.import_bytes(crate::support::invented(3)).unwrap();
    let before = desk.dump();
    let problem = desk.import_bytes(export::to_bytes(&list(vec![ListedPerson::default()]), ListFormat::Csv)).unwrap_err();
    assert!(problem.title.contains("a list that Partwell wrote"), "{problem:?}");
    assert_eq!(desk.dump(), before);
}

fn cell() -> impl Strategy<Value = String> {
    let cell = prop_oneof![3 => "[A-Za-zéłÖ'\"=+@, ;\\-]{0,12}", 1 => "'{0,2}[=+@\\-＝]\\PC{0,6}", 1 => "\\PC{0,10}"];
    // What looks as if it was encoded twice is set right by whoever reads it.
    cell.prop_filter("letters encoded twice", |text| !text.contains(['Ã', 'Â', 'â', 'Ä', 'Å']))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: Some(crate::support::kept_seeds("tests/exporting.seeds")), ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_as_csv_is_read_back_letter_for_letter(
        cells in prop::collection::vec((cell(), cell(), cell(), cell(), cell(), 0..4000_i32), 1..8)
    ) {
        let people: Vec<ListedPerson> = cells
            .into_iter()
            .enumerate()
            .map(|(i, (first, last, email, company, position, day))| {
                // A zero is no text.
                let clean = |text: String| text.replace('\0', "");
                let first = format!("N{}", clean(first));
                let slug = if i % 3 == 2 { String::new() } else { format!("person-{i}-example") };
                let date = jiff::civil::date(2010, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
                let facts = Facts { email: clean(email).into(), company: clean(company).into(), position: clean(position).into(), connected_on: Some(date), ..facts(&first, &clean(last), &slug) };
                ListedPerson { facts, ..ListedPerson::default() }
            })
            .collect();
        let expected: Vec<Facts> = people.iter().map(|person| person.facts.clone()).collect();
        let bytes = export::to_bytes(&list(people), ListFormat::Csv);
        let found: Vec<Facts> = own_list(&bytes)
            .into_iter()
            .map(|facts| Facts {
                slug: partwell::model::person::profile_link::slug(&facts.url).map(Into::into),
                connected_on: facts.connected_on_text.parse().ok(),
                connected_on_text: "".into(),
                ..facts
            })
            .collect();
        // At whatever a spreadsheet splits, no cell begins as a formula.
        for part in String::from_utf8_lossy(&bytes).split([',', ';', '\t', '|', '"', '\n', '\r']) {
            prop_assert!(!part.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{part:?}");
        }
        prop_assert_eq!(found, expected);
    }
}

#[cfg(unix)]
#[test]
fn an_import_that_was_committed_is_reported_as_made_though_the_file_cannot_grow() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    let export = folder.path().join("Connections.csv");
    let run = |limit: &str, arguments: &[&str]| with_file_limit(&workspace, limit, arguments);
    let import = |limit: &str, people: usize| {
        std::fs::write(&export, crate::support::invented(people)).unwrap();
        run(limit, &["import", export.to_str().unwrap(), "--json"])
    };
    assert!(import("unlimited", 9000).status.success());
    // The log has room, the file itself has none to grow: what was committed cannot be brought into it.
    let limit = (std::fs::metadata(&workspace).unwrap().len() / 1024 + 1).to_string();
    let made = import(&limit, 9400);
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let report: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
    assert_eq!(report["added"], 400);
    let listed = run("unlimited", &["list"]);
    assert!(String::from_utf8_lossy(&listed.stdout).ends_with("9400 people\n") || String::from_utf8_lossy(&listed.stdout).ends_with("9,400 people\n"));
    assert!(run("unlimited", &["check"]).status.success());
}

#[test]
fn what_a_kill_left_while_writing_is_taken_away() {
    let mut desk = desk_with_list();
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
    let leave = |name: &str, is_old: bool| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, "names").unwrap();
        if is_old {
            std::fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
        }
        path
    };
    let gone = leave(".partwell-a1B2c3", true);
    let kept = [leave(".partwell-a1B2c4", false), leave(".partwell-notes", true), leave(".partwell-a1B2.3", true), leave("partwell-a1B2c3", true)];
    let path = desk.folder.path().join("list.csv");
    desk.run(Command::Export { what: Export::List { source: ListSource::Draft, format: ListFormat::Csv }, path, may_replace: false }).unwrap();
    assert!(!gone.exists() && kept.iter().all(|path| path.exists()));
}

/// The cells of `field/reliability/semicolon_injection.csv`, and the same at other separators: opened at any of them, no cell
/// begins like a formula, and read back they are what they were.
#[test]
fn no_cell_becomes_a_formula_at_any_separator() {
    let cells =
        ["Engineer;=1+1;x", "Engineer\t=1+1", "a,=1+1", "a|=1+1", "a\n=1+1", "a\"=1+1", "a;-1", "a;+1", "a;@x", "a; =1+1", "a;\u{FEFF}=1", "plain; text"];
    let people = cells.iter().map(|cell| ListedPerson { facts: Facts { position: (*cell).into(), ..facts("A", "B", "a-b") }, ..ListedPerson::default() });
    let csv = String::from_utf8(export::to_bytes(&list(people.collect()), ListFormat::Csv)).unwrap();
    for separator in [',', ';', '\t', '|', '\n'] {
        for part in csv.split(separator).map(|part| part.trim_matches('"')) {
            let is_formula = part.starts_with(['=', '@', '+']) || part.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            assert!(!is_formula, "at {separator:?}: {part}");
        }
    }
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let at = rows.headers().unwrap().iter().position(|name| name == "Position").unwrap();
    let read: Vec<String> = rows.records().map(|row| partwell::model::text::csv_guard::unguarded(&row.unwrap()[at]).into_owned()).collect();
    assert_eq!(read, cells);
}

#[test]
fn every_command_gets_its_own_answer() {
    let desk = desk_with_list();
    let (free, taken) = (desk.folder.path().join("new.csv"), desk.file("taken.csv", "mine"));
    let workspace = desk.workspace();
    let crate::support::Desk { engine, folder, .. } = desk;
    drop(engine);
    let opened = workspace.clone();
    let open = move || partwell::engine::Engine::open(&opened, std::time::Duration::from_secs(5));
    let mut worker = partwell::worker::Worker::start(open, partwell::worker::Clock::default(), || {});
    let export = |path: &std::path::Path| Command::Export {
        what: Export::List { source: ListSource::Draft, format: ListFormat::Csv },
        path: path.to_owned(),
        may_replace: false,
    };
    worker.send(Ticket(7), export(&taken));
    worker.send(Ticket(8), export(&workspace));
    worker.send(Ticket(9), export(&free));
    let mut answers = Vec::new();
    while let Some(event) = worker.wait_next() {
        if let partwell::event::Event::Settled { ticket, settlement } = event {
            answers.push((ticket.0, settlement));
        }
    }
    assert_eq!(answers, [(0, Settlement::Done), (7, Settlement::WouldReplace), (8, Settlement::Failed), (9, Settlement::Done)]);
    drop((worker, folder));
}
