//! What was met in the field: files as people really bring them, and lists that say what is so. One test a promise.

use std::path::PathBuf;

use partwell::model::{
    batch::{
        removal_list::{ListFormat, ListSource},
        task::TaskState,
    },
    checklist::{Answer, AnswerKey, GivenAnswers},
    id::PersonId,
    import::{
        file_kind::FileKind,
        import_options::ImportOptions,
        report::{FileRole, ImportReport},
    },
    person::decision::Pane,
};
use partwell::{
    command::{Command, Export},
    event::{Event, Problem, Settlement},
    model::checklist::QUESTIONS,
};

use crate::support::{Desk, H7, zip_of};

fn preview(desk: &mut Desk, paths: &[PathBuf], options: ImportOptions) -> Result<Box<ImportReport>, Problem> {
    let events = desk.run(Command::PreviewImport { paths: paths.to_vec(), options })?;
    Ok(events.into_iter().find_map(|event| if let Event::ImportPreviewed { report, .. } = event { Some(report) } else { None }).unwrap())
}

fn import(desk: &mut Desk, paths: &[PathBuf]) -> Result<Box<ImportReport>, Problem> {
    let report = preview(desk, paths, ImportOptions::default())?;
    desk.run(Command::CommitImport { keeps_message_texts: false })?;
    Ok(report)
}

fn names(desk: &mut Desk) -> Vec<String> {
    let mut names: Vec<String> = desk.load().people.iter().map(|person| person.facts.name()).collect();
    names.sort();
    names
}

const ANA: &str = "Ana,Quorn,https://www.linkedin.com/in/ana-example,,Mills,Dyer,08 Jan 2024\n";
const BEN: &str = "Ben,Roe,https://www.linkedin.com/in/ben-example,,Mills,Weaver,07 Jan 2024\n";
const CAT: &str = "Cat,Poe,https://www.linkedin.com/in/cat-example,,Kite,Cook,15 Jun 2024\n";

fn list(rows: &[&str]) -> String {
    format!("{H7}\n{}", rows.concat())
}

#[test]
fn a_cell_of_several_lines_is_whole_in_every_file() {
    for end in ["\n", "\r\n"] {
        let text = ["First line, with a comma.", "", "08 Jan 2024,looks,like,a,row", "“Last” line; \"\"quoted\"\"."].join(end);
        let plain = text.replace("\"\"", "\"").replace("\r\n", "\n");
        let profile = "https://www.linkedin.com/in/ana-example";
        let recommendations =
            format!("First Name,Last Name,Company,Job Title,Text,Creation Date,Status{end}Ana,Quorn,Mills,Dyer,\"{text}\",\"06/18/19, 10:05 AM\",VISIBLE{end}");
        let invitations = format!(
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl{end}Ana Quorn,Bo Owner,\"1/7/24, 3:05 PM\",\"{text}\",INCOMING,{profile},https://www.linkedin.com/in/bo-owner{end}"
        );
        let mut desk = Desk::new();
        let zip = zip_of(&[
            ("Connections.csv", list(&[ANA, BEN]).as_bytes()),
            ("Recommendations_Received.csv", recommendations.as_bytes()),
            ("Invitations.csv", invitations.as_bytes()),
        ]);
        let path = desk.file("Complete_LinkedInDataExport_03-30-2026.zip", zip);
        import(&mut desk, &[path]).unwrap();
        let evidence = desk.person("Ana").evidence;
        assert_eq!(evidence.recommendations[0].text.replace("\r\n", "\n"), plain);
        assert_eq!(evidence.invitations[0].note.replace("\r\n", "\n"), plain);
    }
}

#[test]
fn of_two_exports_the_newest_is_todays_in_whatever_order_they_come() {
    for turned in [false, true] {
        let mut desk = Desk::new();
        let old = desk.file("Basic_LinkedInDataExport_01-25-2024.zip", zip_of(&[("Connections.csv", list(&[ANA, BEN]).as_bytes())]));
        let new = desk.file("Complete_LinkedInDataExport_06-20-2024.zip", zip_of(&[("Connections.csv", list(&[CAT, ANA]).as_bytes())]));
        let mut paths = vec![old, new];
        if turned {
            paths.reverse();
        }
        let report = import(&mut desk, &paths).unwrap();
        assert_eq!(names(&mut desk), ["Ana Quorn", "Cat Poe"]);
        let role = |role: FileRole| report.files_used.iter().filter(|file| file.role == role).count();
        assert_eq!((role(FileRole::Today), role(FileRole::History), report.only_in_history), (1, 1, 1));
    }
}

#[test]
fn a_day_in_the_future_is_not_believed() {
    let mut desk = Desk::new();
    let typed = desk.file("Basic_LinkedInDataExport_01-25-2124.zip", zip_of(&[("Connections.csv", list(&[ANA, BEN]).as_bytes())]));
    let new = desk.file("Complete_LinkedInDataExport_06-20-2024.zip", zip_of(&[("Connections.csv", list(&[CAT, ANA]).as_bytes())]));
    import(&mut desk, &[typed, new]).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Cat Poe"]);
    let mut desk = Desk::new();
    let report = desk.import_bytes(list(&[ANA, &BEN.replace("2024", "2124"), &CAT.replace("2024", "1999")])).unwrap();
    assert_eq!((report.dates_implausible, report.dates_not_understood, report.newest_connection), (2, 0, "2024-01-08".parse().ok()));
}

#[test]
fn an_order_of_day_and_month_that_nothing_tells_is_told_to_be_a_guess() {
    let told = |rows: &[&str]| {
        let mut desk = Desk::new();
        let report = desk.import_bytes(list(rows)).unwrap();
        report.warnings.iter().any(|warning| warning.contains("day first or month first"))
    };
    assert!(told(&[&ANA.replace("08 Jan 2024", "03/04/2021"), &BEN.replace("07 Jan 2024", "07/02/2021")]));
    assert!(!told(&[&ANA.replace("08 Jan 2024", "03/04/2021"), &BEN.replace("07 Jan 2024", "25/02/2021")]));
    assert!(!told(&[ANA, BEN]));
}

#[test]
fn a_list_of_others_beside_the_export_is_told_and_left_out() {
    let mut desk = Desk::new();
    desk.file("in/Connections.csv", list(&[ANA, BEN]));
    desk.file("in/leads.csv", "First Name,Last Name,URL\nLee,Lead,https://www.linkedin.com/in/lee-example\n");
    let folder = desk.folder.path().join("in");
    let report = import(&mut desk, &[folder]).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe"]);
    assert!(report.files_ignored.iter().any(|file| file.name.contains("leads.csv")), "{:?}", report.files_ignored);
}

#[test]
fn one_bad_byte_leaves_everybody_else_whole() {
    let mut bytes = list(&[&ANA.replace("Quorn", "Quérn"), &BEN.replace("Roe", "Rœ"), CAT]).into_bytes();
    let at = bytes.windows(3).position(|window| window == b"Poe").unwrap();
    bytes[at + 1] = 0xE9;
    let mut desk = Desk::new();
    desk.import_bytes(bytes).unwrap();
    let names = names(&mut desk);
    assert_eq!((names[0].as_str(), names[1].as_str()), ("Ana Quérn", "Ben Rœ"));
}

#[test]
fn other_code_pages_are_guessed_told_and_chosen_and_never_garble_a_good_name() {
    let rows = "Олег,Кворн,https://www.linkedin.com/in/oleg-kvorn-example,,Мельница,Красильщик,08 Jan 2024\nЖанна,Роева,https://www.linkedin.com/in/zhanna-roeva-example,,Мельница,Ткач,07 Jan 2024\nЮрий,Щукин,https://www.linkedin.com/in/yuri-shchukin-example,,Змей,Повар,06 Jan 2024\n";
    let good = list(&[rows]);
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(&good);
    let mut desk = Desk::new();
    let report = desk.import_bytes(&bytes).unwrap();
    assert!(report.letters_are_guessed && report.encoding_guess.is_some(), "it is said to be a guess");
    assert_eq!(names(&mut desk)[0], "Жанна Роева");
    // By the member's choice of another, the names are looked at again; what was good is kept.
    let path = desk.file("again/Connections.csv", &bytes);
    let chosen = preview(&mut desk, &[path], ImportOptions { encoding: Some("windows-1252".into()), ..ImportOptions::default() }).unwrap();
    assert!(chosen.names_kept > 0, "a garbled name takes no good one's place without a word");
    desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
    assert_eq!(names(&mut desk)[0], "Жанна Роева");
}

#[test]
fn letters_that_were_lost_take_no_known_name_away() {
    let good = "Michał,Kłos,https://www.linkedin.com/in/michal-example,,Młyn,Dyer,08 Jan 2024\nZélie,Müller,https://www.linkedin.com/in/zelie-example,,Bäckerei,Dyer,07 Jan 2024\n";
    let twice = |text: &str, page: &'static encoding_rs::Encoding| page.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    let lost: String = good.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    let mut cut = list(&[good]).into_bytes();
    let at = cut.windows(2).position(|pair| pair == "ł".as_bytes()).unwrap();
    cut.remove(at + 1);
    for (what, bytes) in [
        ("question marks", list(&[&lost]).into_bytes()),
        ("UTF-8 read as Windows-1252", list(&[&twice(good, encoding_rs::WINDOWS_1252)]).into_bytes()),
        ("UTF-8 read as Mac Roman", list(&[&twice(good, encoding_rs::MACINTOSH)]).into_bytes()),
        ("UTF-8 read as Windows-1251", list(&[&twice(good, encoding_rs::WINDOWS_1251)]).into_bytes()),
        ("half a letter", cut),
    ] {
        let mut desk = Desk::new();
        desk.import_bytes(list(&[good])).unwrap();
        desk.import_bytes(bytes).unwrap();
        assert_eq!(names(&mut desk), ["Michał Kłos", "Zélie Müller"], "{what}");
        assert!(desk.load().people.iter().all(|person| person.past_jobs.is_empty()), "{what}: nobody has another job");
    }
    // Nor does a name that is not there.
    let mut desk = Desk::new();
    desk.import_bytes(list(&[ANA, BEN])).unwrap();
    desk.import_bytes(list(&[&ANA.replace("Ana,Quorn", ","), BEN])).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe"]);
}

#[test]
fn letters_that_were_encoded_twice_are_set_right_in_every_file() {
    let twice = |text: &str| encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    let connections = twice(&list(&["Zélie,Müller,https://www.linkedin.com/in/z%C3%A9lie-example,,Bäckerei,Dyer,07 Jan 2024\n"]));
    let messages = twice(
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n1,,Zélie Müller,,Bo Owner,https://www.linkedin.com/in/bo-owner,2024-02-03 10:00:00 UTC,,Hi,INBOX\n1,,Bo Owner,https://www.linkedin.com/in/bo-owner,Zélie Müller,,2024-02-04 10:00:00 UTC,,Hi,INBOX\n",
    );
    let recommendations =
        twice("First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nZélie,Müller,Bäckerei,Dyer,Sehr schön.,\"06/18/19, 10:05 AM\",VISIBLE\n");
    let mut desk = Desk::new();
    let zip = zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        ("messages.csv", messages.as_bytes()),
        ("Recommendations_Received.csv", recommendations.as_bytes()),
    ]);
    let path = desk.file("Complete_LinkedInDataExport_03-30-2026.zip", zip);
    import(&mut desk, &[path]).unwrap();
    let evidence = desk.person("Zélie").evidence;
    assert_eq!(evidence.recommendations.first().map(|found| found.text.as_str()), Some("Sehr schön."));
    assert!(evidence.messages.is_some());
}

#[test]
fn a_list_that_is_named_after_its_folder_knows_its_day_and_leads_never_win() {
    let desk = Desk::new();
    let old = desk.file("Basic_LinkedInDataExport_01-25-2024/Connections.csv", list(&[CAT, BEN, ANA]));
    let new = desk.file("Complete_LinkedInDataExport_06-20-2024/Connections.csv", list(&[BEN, ANA]));
    for paths in [[old.clone(), new.clone()], [new, old]] {
        let mut desk = Desk::new();
        import(&mut desk, &paths).unwrap();
        assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe"]);
    }
    let leads = desk.file("leads.csv", "First Name,Last Name,URL,Connected On\nLee,Lead,https://www.linkedin.com/in/lee-example,08 Nov 2025\n");
    let mine = desk.file("mine/Connections.csv", list(&[BEN, ANA]));
    for paths in [[leads.clone(), mine.clone()], [mine, leads]] {
        let mut desk = Desk::new();
        import(&mut desk, &paths).unwrap();
        assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe"]);
    }
}

#[test]
fn what_only_looks_like_a_profile_link_is_none() {
    for (link, slug) in [
        ("https://www.linkedin.com/in/ana-example/de", Some("ana-example")),
        ("https://www.linkedin.com/in/ana-example/overlay/contact-info/", Some("ana-example")),
        ("https://www.linkedin.com/in/ana-example/recent-activity/all/", Some("ana-example")),
        ("https://www.linkedin.com/in/ana-example//", Some("ana-example")),
        ("https://de.linkedin.com/in/ana-example", Some("ana-example")),
        ("https://www.linkedin.com/in/an%C3%A9-example", Some("ané-example")),
        ("https://linkedin。com/in/ana-example", None),
        ("https://.linkedin.com/in/ana-example", None),
        ("https://www.linkedin.com:8443/in/ana-example", None),
        ("https:///www.linkedin.com/in/ana-example", None),
        ("https://www.linkedin.com.example.org/in/ana-example", None),
        ("https://www.linkedin.com/in/ana\u{202E}-example", None),
        ("https://www.linkedin.com/in/ana\u{200B}-example", None),
    ] {
        let mut desk = Desk::new();
        let report = desk.import_bytes(list(&[&ANA.replace("https://www.linkedin.com/in/ana-example", link), BEN])).unwrap();
        let ana = desk.person("Ana");
        assert_eq!((ana.facts.slug.as_deref(), report.without_link), (slug, usize::from(slug.is_none())), "{link}");
    }
}

#[test]
fn a_half_row_joins_the_whole_one() {
    let half = format!("{H7}\n{ANA}Cat,Poe,https://www.linkedin.com/in/cat-example,,Kite,Co");
    for (first, second) in [(half.clone(), list(&[ANA, BEN, CAT])), (list(&[ANA, BEN, CAT]), half.clone())] {
        let mut desk = Desk::new();
        let (one, two) = (desk.file("in/Connections.csv", first), desk.file("in/Connections (1).csv", second));
        import(&mut desk, &[one, two]).unwrap();
        assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe", "Cat Poe"]);
        assert_eq!(desk.person("Cat").facts.position, "Cook");
    }
    // In one file as well.
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H7}\n{ANA}{CAT}Cat,Poe,https://www.linkedin.com/in/cat-example,,Kite,Co")).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Cat Poe"]);
}

#[test]
fn preambles_and_headers_in_the_middle_of_a_file_are_nobody() {
    let once = format!("Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\n{}", list(&[ANA]));
    let again =
        format!("\u{FEFF}Notes:\n\"When exporting your connection data, you may notice that some of the email addresses are missing.\"\n\n{}", list(&[BEN]));
    let mut desk = Desk::new();
    desk.import_bytes(format!("{once}{again}")).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe"]);
}

#[test]
fn an_archive_with_backslashes_is_read_and_another_packing_is_named() {
    let mut desk = Desk::new();
    // Its name, not its place, says which of two lists is meant.
    let files = [("connections\\Other.csv", list(&[ANA])), ("export\\Connections.csv", list(&[ANA, BEN]))];
    let path = desk.file("a.zip", zip_of(&files.each_ref().map(|(name, text)| (*name, text.as_bytes()))));
    let report = import(&mut desk, &[path]).unwrap();
    assert_eq!((names(&mut desk).len(), report.files_used[0].name.as_str()), (2, "export/Connections.csv"));
    // The same archive, said to be packed by bzip2: local and central header name the method.
    let mut bytes = zip_of(&[("Connections.csv", list(&[ANA, BEN]).as_bytes())]);
    for (signature, at) in [(&b"PK\x03\x04"[..], 8), (b"PK\x01\x02", 10)] {
        let found = bytes.windows(4).position(|window| window == signature).unwrap();
        bytes[found + at] = 12;
    }
    let path = desk.file("b.zip", bytes);
    let problem = preview(&mut desk, &[path], ImportOptions::default()).unwrap_err();
    assert!(problem.title.contains("bzip2") && !format!("{problem:?}").contains("damaged"), "{problem:?}");
}

#[test]
fn a_folder_of_archives_brings_its_archives() {
    let mut desk = Desk::new();
    desk.file("in/Basic_LinkedInDataExport_01-25-2024.zip", zip_of(&[("Connections.csv", list(&[ANA, BEN]).as_bytes())]));
    desk.file("in/Complete_LinkedInDataExport_06-20-2024.zip", zip_of(&[("Connections.csv", list(&[CAT, ANA]).as_bytes())]));
    let folder = desk.folder.path().join("in");
    import(&mut desk, &[folder]).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Cat Poe"]);
    // However they are called, where nothing else lies there.
    let mut desk = Desk::new();
    desk.file("in/linkedin.zip", zip_of(&[("Connections.csv", list(&[ANA, BEN]).as_bytes())]));
    let folder = desk.folder.path().join("in");
    import(&mut desk, &[folder]).unwrap();
    assert_eq!(names(&mut desk), ["Ana Quorn", "Ben Roe"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_export_ends_with_a_word_and_a_link_is_named() {
    let mut desk = Desk::new();
    for path in ["/", "/proc", "/dev/zero", "/dev/null"] {
        let problem = preview(&mut desk, &[path.into()], ImportOptions::default()).unwrap_err();
        assert!(!problem.title.is_empty() && !problem.hint.is_empty(), "{path}: {problem:?}");
    }
    let elsewhere = desk.file("elsewhere/Connections.csv", list(&[ANA]));
    std::fs::create_dir(desk.folder.path().join("in")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, desk.folder.path().join("in/Connections.csv")).unwrap();
    let folder = desk.folder.path().join("in");
    let told = match preview(&mut desk, &[folder], ImportOptions::default()) {
        Ok(report) => format!("{:?}", report.files_ignored),
        Err(problem) => format!("{problem:?}"),
    };
    assert!(told.contains("link"), "{told}");
}

#[test]
fn every_kind_of_file_tells_which_days_it_spans() {
    let message = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n1,,Ana Quorn,https://www.linkedin.com/in/ana-example,Bo Owner,https://www.linkedin.com/in/bo-owner,2020-02-03 10:00:00 UTC,,Hi,INBOX\n1,,Bo Owner,https://www.linkedin.com/in/bo-owner,Ana Quorn,https://www.linkedin.com/in/ana-example,2024-01-08 10:00:00 UTC,,Hi,INBOX\n";
    let endorsements = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n2019/05/04 10:00:00 UTC,Dyeing,Ana,Quorn,www.linkedin.com/in/ana-example,ACCEPTED\n2021/05/04 10:00:00 UTC,Weaving,Ana,Quorn,www.linkedin.com/in/ana-example,ACCEPTED\n";
    let mut desk = Desk::new();
    let path = desk.file(
        "Complete_LinkedInDataExport_03-30-2026.zip",
        zip_of(&[
            ("Connections.csv", list(&[ANA, BEN]).as_bytes()),
            ("messages.csv", message.as_bytes()),
            ("Endorsement_Received_Info.csv", endorsements.as_bytes()),
        ]),
    );
    let report = import(&mut desk, &[path]).unwrap();
    let span = |kind: FileKind| report.kinds[&kind].from.zip(report.kinds[&kind].to).map(|(from, to)| (from.to_string(), to.to_string()));
    assert_eq!(span(FileKind::Messages), Some(("2020-02-03".into(), "2024-01-08".into())));
    assert_eq!(span(FileKind::EndorsementsReceived), Some(("2019-05-04".into(), "2021-05-04".into())));
}

fn text(desk: &mut Desk, source: ListSource, format: ListFormat) -> String {
    let path = desk.folder.path().join(format!("list.{}", format.extension()));
    desk.run(Command::Export { what: Export::List { source, format }, path: path.clone(), may_replace: true }).unwrap();
    std::fs::read_to_string(path).unwrap()
}

fn finalize(desk: &mut Desk, people: &[PersonId]) -> ListSource {
    desk.run(Command::Move { person_ids: people.to_vec(), to: Pane::Remove }).unwrap();
    let answers: GivenAnswers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::Considered)).collect();
    desk.run(Command::Finalize { answers, count: people.len() }).unwrap();
    ListSource::Batch(desk.load().overview.batches.last().unwrap().id)
}

#[test]
fn lists_carry_how_everybody_stands() {
    let mut desk = Desk::new();
    desk.import_bytes(list(&[ANA, BEN, CAT])).unwrap();
    let id = |desk: &mut Desk, name: &str| desk.id(name);
    let (ana, ben, cat) = (id(&mut desk, "Ana"), id(&mut desk, "Ben"), id(&mut desk, "Cat"));
    desk.run(Command::Move { person_ids: vec![ana], to: Pane::Remove }).unwrap();
    for format in [ListFormat::Html, ListFormat::Markdown] {
        assert!(text(&mut desk, ListSource::Draft, format).contains("checklist has not been passed"), "{format:?}: a draft says so in its head");
    }
    let batch = finalize(&mut desk, &[ana, ben, cat]);
    for (id, state) in [(ana, TaskState::Done), (ben, TaskState::ChangedMind)] {
        desk.run(Command::Mark { person_ids: vec![id], kind: None, state }).unwrap();
    }
    let html = text(&mut desk, batch, ListFormat::Html);
    assert_eq!((html.matches("type=\"checkbox\" checked").count(), html.matches("type=\"checkbox\"").count()), (1, 2), "done is ticked, who stays has no box");
    assert!(html.contains("They stay after all: Ben Roe.") && html.contains("Content-Security-Policy"));
    let markdown = text(&mut desk, batch, ListFormat::Markdown);
    assert!(markdown.contains("- [x]") && markdown.contains("- [ ]") && markdown.contains("They stay after all: Ben Roe"));
    let csv = text(&mut desk, batch, ListFormat::Csv);
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    let at = |name: &str, headers: &csv::StringRecord| headers.iter().position(|header| header == name).unwrap();
    let headers = rows.headers().unwrap().clone();
    let states: Vec<(String, String, bool)> = rows
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[at("State", &headers)].to_owned(), row[at("Batch", &headers)] == *"1" && !row[at("Acted On", &headers)].is_empty()))
        .collect();
    assert_eq!(states.iter().filter(|(name, _, has_acted)| name == "Cat" || *has_acted).count(), 3, "{states:?}");
    let json: serde_json::Value = serde_json::from_str(&text(&mut desk, batch, ListFormat::Json)).unwrap();
    let of = |name: &str, key: &str| json["people"].as_array().unwrap().iter().find(|person| person["first_name"] == name).unwrap()[key].clone();
    assert_eq!((of("Ana", "state"), of("Ben", "state"), of("Ben", "is_to_remove")), ("done".into(), "changed_mind".into(), false.into()));
    // All connections in one spreadsheet, with the one column that an old guide asks for.
    let all = text(&mut desk, ListSource::Everyone, ListFormat::Csv);
    assert!(all.trim_start_matches('\u{FEFF}').starts_with("Keep or Remove,"));
    assert!(all.contains("\"Keep\",\"Ben\"") && all.contains("\"Remove\",\"Cat\""));
}

#[test]
fn who_shares_a_name_is_told_apart_wherever_one_goes_by_the_name() {
    let mut desk = Desk::new();
    let other = "🌿 Ana (she/her),\"Quorn, PhD\",https://www.linkedin.com/in/ana-other-example,,Kite,Cook,05 May 2019\n";
    desk.import_bytes(list(&[ANA, BEN, other])).unwrap();
    let ana = desk.load().people.iter().find(|person| person.facts.slug.as_deref() == Some("ana-example")).unwrap().id;
    let batch = finalize(&mut desk, &[ana]);
    for format in [ListFormat::Html, ListFormat::Markdown, ListFormat::Csv, ListFormat::Json] {
        let text = text(&mut desk, batch, format).replace('\\', "");
        assert!(text.contains("has this name") && text.contains("Kite") && text.contains("Mills"), "{format:?}: {text}");
    }
}

#[test]
fn nothing_that_is_there_is_overwritten_without_a_word_and_a_workspace_never() {
    let mut desk = Desk::new();
    desk.import_bytes(list(&[ANA, BEN, CAT])).unwrap();
    let notes = desk.file("notes.csv", "my notes");
    let run = |desk: &mut Desk, path: &PathBuf, may_replace: bool| {
        desk.run(Command::Export { what: Export::List { source: ListSource::Everyone, format: ListFormat::Csv }, path: path.clone(), may_replace })
    };
    let export = Export::List { source: ListSource::Everyone, format: ListFormat::Csv };
    assert_eq!(desk.settlement(Command::Export { what: export, path: notes.clone(), may_replace: false }), Settlement::WouldReplace);
    assert_eq!(std::fs::read_to_string(&notes).unwrap(), "my notes");
    let other = desk.folder.path().join("other.partwell");
    drop(partwell::engine::Engine::open(&other, std::time::Duration::ZERO).unwrap());
    for path in [other, desk.workspace()] {
        let before = std::fs::read(&path).unwrap();
        run(&mut desk, &path, true).unwrap_err();
        assert_eq!(std::fs::read(&path).unwrap(), before, "{}", path.display());
    }
}
