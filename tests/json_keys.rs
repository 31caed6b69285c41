//! The help on JSON, against what the commands really print.

use std::collections::{BTreeMap, BTreeSet};

use partwell::cli::JSON_HELP;
use serde_json::Value;

use crate::{
    cli::Shell,
    support::{archive, zip_of},
};

/// `people[].messages.sent` for every value there is; of a map by name or day, `*` stands for the key.
fn paths(value: &Value, path: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let is_free = path.ends_with("ignored") || path.ends_with("verdicts") && value.is_number() || path.ends_with("answers");
                let key = if is_free { "*" } else { key };
                let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
                paths(value, &path, out);
            }
            if fields.is_empty() {
                out.insert(path.to_owned());
            }
        }
        Value::Array(items) => {
            if items.iter().all(|item| !item.is_object()) {
                out.insert(format!("{path}[]"));
            }
            for item in items.iter().filter(|item| item.is_object()) {
                paths(item, &format!("{path}[]"), out);
            }
        }
        _ => {
            out.insert(path.to_owned());
        }
    }
}

/// The paths of a section of the help, those of what it refers to included.
fn told(section: &str) -> Vec<String> {
    let blocks: Vec<(&str, Vec<&str>)> = JSON_HELP
        .split("\n\n")
        .map(|block| {
            let mut lines = block.lines();
            (lines.next().unwrap_or_default(), lines.collect())
        })
        .collect();
    let (_, lines) = blocks.iter().find(|(title, _)| title.split(", ").any(|name| name == section)).unwrap_or_else(|| panic!("no section {section}"));
    let mut all = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    for line in lines {
        // Two blanks and more stand between keys and what is said of them.
        let (names, words) = line[2..].split_once("  ").map_or((&line[2..], ""), |(names, words)| (names, words.trim()));
        if !names.trim().is_empty() {
            keys = names.split(", ").map(|name| name.trim().to_owned()).collect();
        }
        let shape = ["a person", "a file of evidence", "an operation", "a backup", "what a workspace holds"]
            .into_iter()
            .find(|shape| words.contains(&format!("each: {shape}")));
        if shape.is_none() && !names.trim().is_empty() {
            all.extend(keys.iter().cloned());
        }
        let shape = shape.or_else(|| words.starts_with("a person, and").then_some("a person"));
        if let Some(shape) = shape {
            let whole = words.starts_with("a person, and");
            for path in told(shape) {
                if whole {
                    all.push(path);
                } else {
                    all.extend(keys.iter().map(|key| format!("{key}.{path}")));
                }
            }
        }
    }
    all
}

/// Whether a path of the help is this one, or one below it: what is null or empty has nothing below.
fn covers(told: &str, found: &str) -> bool {
    let parts = |path: &str| path.split('.').map(|part| part.trim_end_matches("[]").to_owned()).collect::<Vec<_>>();
    let (told, found) = (parts(told), parts(found));
    found.len() <= told.len() && found.iter().zip(&told).all(|(found, told)| told == "*" || found == "*" || found == told)
}

#[test]
fn the_help_on_json_tells_every_key_that_is_printed_and_no_other() {
    let shell = Shell::new();
    assert!(shell.ok(&["help", "json"]).contains(JSON_HELP.lines().next().unwrap()));
    let mut printed: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (command, value) in outputs(&shell) {
        paths(&value, "", printed.entry(command).or_default());
    }
    for (command, found) in &printed {
        let told = told(command);
        for path in found {
            assert!(told.iter().any(|told| covers(told, path)), "{command} prints {path}, of which the help says nothing");
        }
        // What an operation has depends on its kind, and what is rare is not in this workspace.
        let is_rare = |path: &str| {
            let rare = [
                "dates_implausible_at",
                "endorsements_given",
                "recommendations_given",
                "notes",
                "positions",
                "education",
                "events",
                "learning",
                "member_follows",
                "company_follows",
                // Goals and the journal are written in the window; what is withdrawn and unclear, too, is not in this workspace.
                "goals",
                "journal",
                "withdrawn",
                "received",
                "unclear",
                "bursts",
                "profile",
                "given",
                "ambiguous",
                "missing",
                "returned",
            ];
            path.contains("operation.") || path.split('.').any(|part| rare.contains(&part.trim_end_matches("[]")))
        };
        for path in told.iter().filter(|path| !is_rare(path)) {
            assert!(found.iter().any(|found| covers(path, found)), "the help tells {path} of {command}, which is not printed");
        }
    }
    // Every command that can print JSON has its section.
    for block in JSON_HELP.split("\n\n").skip(1) {
        let title = block.lines().next().unwrap_or_default();
        let is_shape = title.starts_with("a ") || title.starts_with("an ") || title.starts_with("what ");
        assert!(is_shape || title.split(", ").all(|command| printed.contains_key(command)), "{title} is not tried here");
    }
}

#[test]
fn what_is_printed_and_exported_is_valid_by_the_schema_in_the_eyes_of_another_program() {
    let shell = Shell::new();
    let mut all = outputs(&shell);
    let of_file = |name: &str, arguments: &[&str]| -> Value {
        let path = shell.path(name);
        shell.ok(&[arguments, &["--output", &path]].concat());
        serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
    };
    all.push(("list_file", of_file("batch.json", &["export", "--batch", "1", "--format", "json"])));
    all.push(("list_file", of_file("all.json", &["export", "--all", "--format", "json"])));
    let ways: [Value; 2] = [&["json", "--schema"][..], &["help", "json", "--schema"]].map(|arguments| serde_json::from_str(&shell.ok(arguments)).unwrap());
    assert_eq!(ways[0], ways[1]);
    // As a whole it is of the files that are exported.
    let place = |name: &str, value: &Value| {
        let path = std::path::PathBuf::from(shell.path(name));
        std::fs::write(&path, value.to_string()).unwrap();
        path
    };
    let schema = place("schema.json", &ways[0]);
    let needs = "import jsonschema; jsonschema.Draft202012Validator";
    let ledger = all.iter().find(|(name, _)| *name == "ledger").unwrap().1.clone();
    all.push(("", of_file("whole.json", &["export", "--batch", "1", "--format", "json"])));
    all.push(("", ledger));
    let Some(said) = crate::clients::ask("validate_json.py", needs, &[&schema, &place("answers.json", &serde_json::to_value(&all).unwrap())]) else { return };
    assert_eq!(said, Value::Array(Vec::new()));
    // What is wrong is seen: an unknown pane, a list that is none, a key that is missing.
    let no_files = ["7", "\"x\"", "{}", "{\"people\":\"nobody\"}", "{\"entries\":[{\"id\":\"one\"}]}"];
    let no_files: Vec<_> = no_files.iter().map(|text| ("", serde_json::from_str::<Value>(text).unwrap())).collect();
    let said = crate::clients::ask("validate_json.py", needs, &[&schema, &place("none.json", &serde_json::to_value(&no_files).unwrap())]).unwrap();
    assert_eq!(said.as_array().unwrap().len(), no_files.len(), "{said}");
    let mut wrong: Vec<_> = all.into_iter().filter(|(name, _)| matches!(*name, "list" | "show" | "list_file" | "worklist" | "ledger")).collect();
    for (name, answer) in &mut wrong {
        match *name {
            "list" => answer["people"][0]["pane"] = "gone".into(),
            "show" => drop(answer.as_object_mut().unwrap().remove("slug")),
            "ledger" => answer["entries"][0]["id"] = "one".into(),
            _ => answer["people"] = "nobody".into(),
        }
    }
    let said = crate::clients::ask("validate_json.py", needs, &[&schema, &place("wrong.json", &serde_json::to_value(&wrong).unwrap())]).unwrap();
    assert!(wrong.iter().all(|(name, _)| said.as_array().unwrap().iter().any(|line| line.as_str().unwrap().starts_with(&format!("{name} ")))), "{said}");
}

/// What every command prints in a workspace that has something of everything.
fn outputs(shell: &Shell) -> Vec<(&'static str, Value)> {
    let put = |name: &str, content: &[u8]| {
        let path = shell.path(name);
        std::fs::write(&path, content).unwrap();
        path
    };
    let messages = format!(
        "{}\n{}{}",
        archive::M10,
        archive::message("1", archive::OWNER, archive::TOMAS, "2023-05-01 10:00:00", "INBOX"),
        archive::message("2", archive::ZELIE, archive::OWNER, "2023-06-01 10:00:00", "SPAM")
    );
    let invitations = format!(
        "{}\nAda Owner,Tomas Ferrowick,\"6/5/23, 3:05 PM\",Hello,OUTGOING,{l}ada-owner-example,{l}tomas-example\nAda Owner,Nobody Known,\"6/6/23, 3:05 PM\",,OUTGOING,{l}ada-owner-example,{l}nobody-example\n",
        archive::I7,
        l = archive::LINK
    );
    let endorsements = format!("{}\n2023/05/05 13:36:30 UTC,Dyeing,Tomas,Ferrowick,{}tomas-example,ACCEPTED\n", archive::E6, archive::LINK);
    let recommendations = format!("{}\nTomas,Ferrowick,Pellworth,Buyer,Kept every promise,\"06/18/19, 10:05 AM\",VISIBLE\n", archive::R7);
    let list = |extra: &str| format!("{}{extra}Odd,Date,{}odd-example,,Mills,Dyer,soon\n", archive::connections(), archive::LINK);
    let first = put(
        "Complete_LinkedInDataExport_06-07-2023.zip",
        &zip_of(&[
            ("Connections.csv", list("").as_bytes()),
            ("messages.csv", messages.as_bytes()),
            ("Invitations.csv", invitations.as_bytes()),
            ("Endorsement_Received_Info.csv", endorsements.as_bytes()),
            ("Recommendations_Received.csv", recommendations.as_bytes()),
            ("Positions.csv", b"Company Name,Title,Description,Location,Started On,Finished On\nPellworth,Clerk,,,Jan 2010,Dec 2021\n"),
            ("Education.csv", b"School Name,Start Date,End Date,Notes,Degree Name,Activities\nHarrow College,2018,2021,,Dyeing,\n"),
            ("Events.csv", b"Event Name,Event Time,Status,External Url\nDye fair,2020-01-06 13:00:00 UTC,ATTENDING,\n"),
            ("Member_Follows.csv", b"Date,Status,FullName\r\n2023-05-05 05:05:05,Active,Nobody Known\r\n"),
            ("notes.txt", b"no table"),
        ]),
    );
    let mut all = vec![("import", shell.json(&["import", &first, "--json"]))];
    shell.ok(&["move", "--to", "remove", "--slug", "tomas-example"]);
    all.push(("finalize", {
        let template: Value = serde_json::from_str(&shell.ok(&["finalize", "--answers-template"])).unwrap();
        let answers: serde_json::Map<String, Value> =
            template.as_object().unwrap().iter().filter(|(id, _)| *id != "count" && *id != "about").map(|(id, _)| (id.clone(), "considered".into())).collect();
        let path = put("answers.json", Value::Object(answers).to_string().as_bytes());
        shell.json(&["finalize", "--answers", &path, "--json"])
    }));
    all.push(("context", shell.json(&["context", "tomas-example", "--json"])));
    let outside = put("list.txt", "Tomas Ferrowick\nAna Quorn\nZebra Nobody\n".as_bytes());
    all.push(("match", shell.json(&["match", &outside, "--json"])));
    shell.ok(&["suggest", "--on", "never_a_word"]);
    all.push(("suggest", shell.json(&["suggest", "--on", "no_company", "--json"])));
    all.push(("queues", shell.json(&["queues", "--json"])));
    all.push(("views", shell.json(&["views", "--add", "Silent", "--query", "last:>2y", "--json"])));
    all.push(("explain", shell.json(&["explain", "kite compnay:acme", "--json"])));
    all.push(("facets", shell.json(&["facets", "--search", "-zebra", "--json"])));
    all.push(("titles", shell.json(&["titles", "Talent Sourcer", "--json"])));
    all.push(("titles", shell.json(&["titles", "--json"])));
    all.push(("invitations", shell.json(&["invitations", "--json"])));
    all.push(("follows", shell.json(&["follows", "--json"])));
    all.push(("letter", shell.json(&["letter", "--list", "--json"])));
    all.push(("letter", shell.json(&["letter", "zélie-example", "--template", "parting", "--json"])));
    all.push(("remind", shell.json(&["remind", "--ics", &shell.path("reviews.ics"), "--json"])));
    all.push(("plan", shell.json(&["plan", "--focus", "natural dyes", "--json"])));
    all.push(("worklist", shell.json(&["worklist", "--json"])));
    all.push(("mark", shell.json(&["mark", "tomas-example", "--done", "--json"])));
    all.push(("move", shell.json(&["move", "--to", "remove", "--slug", "ana-2-example", "--json"])));
    all.push(("cover-sheet", shell.json(&["cover-sheet", "--output", &shell.path("sheet.csv"), "--json"])));
    let answers = put(
        "answers.csv",
        b"Partwell key,Name,Answer (keep or remove),Comment\nana-2-example,Ana,keep,kind\nana-2-example,Ana,keep,kind\nana-1-example,Ana,perhaps,\nana-2-example,Ana,keep,kind\n",
    );
    all.push(("cover-sheet", shell.json(&["cover-sheet", "--read", &answers, "--json"])));
    all.push(("list", shell.json(&["list", "--json"])));
    all.push(("show", shell.json(&["show", "tomas-example", "--json"])));
    all.push(("export", shell.json(&["export", "--batch", "1", "--format", "csv", "--output", &shell.path("list.csv"), "--json"])));
    let later = put("later.csv", list("").replace("Tomas,Ferrowick,https", "Tom,As,x").replace("Kite & Lantern,Pilot", "Kite,Captain").as_bytes());
    all.push(("import", shell.json(&["import", &later, "--json"])));
    all.push(("show", shell.json(&["show", "ana-2-example", "--json"])));
    all.push(("verdicts", shell.json(&["verdicts", "--json"])));
    all.push(("changes", shell.json(&["changes", "--json"])));
    all.push(("ledger", shell.json(&["ledger", "--json"])));
    all.push(("history", shell.json(&["history", "--json"])));
    all.push(("take-back", shell.json(&["take-back", "2", "--json"])));
    all.push(("undo", shell.json(&["undo", "--json"])));
    all.push(("redo", shell.json(&["redo", "--json"])));
    all.push(("check", shell.json(&["check", "--json"])));
    outputs_of_the_whole(shell, &mut all);
    let missing = shell.run(&["show", "nobody-at-all", "--json"]);
    all.push(("failure", serde_json::from_slice(&missing.stdout).unwrap()));
    all
}

/// What the commands about the workspace as a whole print.
fn outputs_of_the_whole(shell: &Shell, all: &mut Vec<(&'static str, Value)>) {
    all.push(("backup", shell.json(&["backup", "--json"])));
    all.push(("doctor", shell.json(&["doctor", "--json"])));
    let place = shell.path("copy.partwell");
    all.push(("copy", shell.json(&["copy", &place, "--json"])));
    all.push(("restore", shell.json(&["restore", &place, "--json"])));
    let folder = shell.path("full");
    all.push(("full-export", shell.json(&["full-export", &folder, "--json"])));
    let other = shell.path("other.partwell");
    all.push(("full-import", shell.json(&["--workspace", &other, "full-import", &folder, "--json"])));
    all.push(("salvage", shell.json(&["salvage", "--output", &shell.path("rescued.partwell"), "--json"])));
    // A file that is no workspace has an answer of the same keys.
    let stranger: Value = serde_json::from_str(&shell.fails(1, &["--workspace", &shell.path("list.csv"), "doctor", "--json"]).0).unwrap();
    assert_eq!((stranger["state"].as_str(), stranger["damage"].as_array().map(Vec::len)), (Some("not_a_workspace"), Some(1)));
    all.push(("doctor", stranger));
    shell.ok(&["--workspace", &other, "backup"]);
    let zebra = std::fs::read_to_string(shell.path("full/note.csv")).unwrap();
    assert!(zebra.starts_with("person_id,text"));
    all.push(("forget", shell.json(&["--workspace", &other, "forget", "tomas-example", "--json"])));
    all.push(("erase", shell.json(&["--workspace", &other, "erase", "--name", "other", "--json"])));
}
