//! Importing through the engine: preview, one transaction, cancel, importing again, archives, folders, clear errors.

use partwell::model::{
    import::import_options::ImportOptions,
    person::{decision::Pane, reason::Reason},
};
use partwell::{
    command::{Command, ReasonChange},
    event::Event,
};

use crate::support::{CancelAfter, Desk, H6, H7, PREAMBLE, invented, zip_of};

const TWO: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Blue Heron Mills,Dyer,08 Jan 2024\nTomas,Ferrowick,https://www.linkedin.com/in/tomas-example,,Pellworth,Buyer,07 Jan 2024\n";

/// The two, and twenty more of longer ago, so that one more or less is no reason for doubt.
fn with_others(rows: &str) -> String {
    let others = invented(20);
    let others: Vec<&str> = others.lines().skip_while(|line| !line.starts_with("Person")).collect();
    format!("{}\n{}", rows.trim_end(), others.join("\n"))
}

#[test]
fn a_preview_writes_nothing() {
    let mut desk = Desk::new();
    let before = desk.dump();
    let path = desk.file("Connections.csv", TWO);
    let report = desk.preview(&path).unwrap();
    assert_eq!((report.people, report.added), (2, 2));
    assert_eq!(desk.dump(), before);
    desk.run(Command::DiscardImport).unwrap();
    assert!(desk.run(Command::CommitImport { keeps_message_texts: false }).is_err(), "what was put away cannot be written");
    assert_eq!(desk.dump(), before);
}

#[test]
fn a_cancelled_import_leaves_no_trace() {
    let mut desk = Desk::new();
    let before = desk.dump();
    let path = desk.file("Connections.csv", invented(5000));
    let events = desk.run_watched(Command::PreviewImport { paths: vec![path.clone()], options: ImportOptions::default() }, &mut CancelAfter(3)).unwrap();
    assert!(events.iter().any(|event| matches!(event, Event::ImportDiscarded)));
    assert_eq!(desk.dump(), before);
    for steps in 1..8 {
        desk.preview(&path).unwrap();
        let events = desk.run_watched(Command::CommitImport { keeps_message_texts: false }, &mut CancelAfter(steps)).unwrap();
        assert!(events.iter().any(|event| matches!(event, Event::ImportDiscarded)), "{steps}");
        assert_eq!(desk.dump(), before, "{steps}");
    }
    assert_eq!(desk.load().overview.undo_state.undo, None);
}

#[test]
fn importing_again_keeps_decisions_notes_locks_and_old_jobs() {
    let mut desk = Desk::new();
    desk.import_bytes(TWO).unwrap();
    let (zelie, tomas) = (desk.id("Zélie"), desk.id("Tomas"));
    desk.run(Command::Move { person_ids: vec![zelie], to: Pane::Remove }).unwrap();
    desk.run(Command::ChangeReasons {
        person_ids: vec![zelie],
        change: ReasonChange { set: [(Reason::OutdatedTie, true)].into(), own_words: Some("just so".into()) },
    })
    .unwrap();
    desk.run(Command::SetNote { person_id: zelie, note: "met in Ghent".into() }).unwrap();
    desk.run(Command::SetProtected { person_ids: vec![tomas], is_protected: true }).unwrap();
    let report = desk.import_bytes(TWO.replace("Blue Heron Mills,Dyer", "Kite & Lantern,Head of Dyeing")).unwrap();
    assert_eq!((report.added, report.changed, report.unchanged, report.gone), (0, 1, 1, 0));
    let person = desk.person("Zélie");
    assert_eq!((person.id, person.facts.company.as_str()), (zelie, "Kite & Lantern"));
    assert_eq!(person.state.pane(), Some(Pane::Remove));
    assert!(person.state.reasons.has(Reason::OutdatedTie));
    assert_eq!((person.state.reasons.own_words.as_str(), person.state.note.as_str()), ("just so", "met in Ghent"));
    assert!(desk.person("Tomas").state.is_protected);
    let jobs = desk.person("Zélie").past_jobs;
    assert_eq!((jobs.len(), jobs[0].company.as_str(), jobs[0].position.as_str()), (1, "Blue Heron Mills", "Dyer"));
}

#[test]
fn who_is_missing_is_gone_and_can_return_with_everything_kept() {
    let mut desk = Desk::new();
    desk.import_bytes(with_others(TWO)).unwrap();
    let tomas = desk.id("Tomas");
    desk.run(Command::SetNote { person_id: tomas, note: "owes me a book".into() }).unwrap();
    let without: String = with_others(TWO).lines().filter(|line| !line.starts_with("Tomas")).collect::<Vec<_>>().join("\n");
    let report = desk.import_bytes(without).unwrap();
    assert_eq!((report.gone, report.unchanged), (1, 21));
    assert_eq!(desk.load().people.len(), 21);
    let report = desk.import_bytes(with_others(TWO)).unwrap();
    assert_eq!((report.returned, report.added), (1, 0));
    let person = desk.person("Tomas");
    assert_eq!((person.id, person.state.note.as_str()), (tomas, "owes me a book"));
}

#[test]
fn files_without_links_match_themselves_when_imported_again() {
    let rows = "Ana,Quorn,,Mills,Dyer,08 Jan 2020\nAna,Quorn,,Mills,Dyer,08 Jan 2020\nBea,Quorn,,,,09 Jan 2020\nBea,Quorn,,Mills,,10 Jan 2020";
    let mut desk = Desk::new();
    assert_eq!(desk.import_bytes(format!("{H6}\n{rows}")).unwrap().added, 4);
    let report = desk.import_bytes(format!("{H6}\n{rows}")).unwrap();
    assert_eq!((report.added, report.changed, report.unchanged, report.gone), (0, 0, 4, 0));
    // Another job on the same day of connection: still the same person, for nobody else has name and day.
    let report = desk.import_bytes(format!("{H6}\n{}", rows.replace("Bea,Quorn,,,,", "Bea,Quorn,,Kite,Pilot,"))).unwrap();
    assert_eq!((report.added, report.changed, report.gone), (0, 1, 0));
}

#[test]
fn a_later_export_with_links_finds_the_people_of_an_earlier_one_without() {
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H6}\nAna,Quorn,a@example.org,Mills,Dyer,08 Jan 2020\nBea,Quorn,,,,09 Jan 2020\nBea,Quorn,,,,09 Jan 2020")).unwrap();
    let ana = desk.id("Ana");
    desk.run(Command::Move { person_ids: vec![ana], to: Pane::Remove }).unwrap();
    let report = desk
        .import_bytes(format!(
            "{H7}\nAna,Quorn,https://www.linkedin.com/in/ana-example,,Mills,Dyer,08 Jan 2020\nBea,Quorn,https://www.linkedin.com/in/bea-example,,,,09 Jan 2020\nBea,Quorn,https://www.linkedin.com/in/bea-2-example,,,,09 Jan 2020"
        ))
        .unwrap();
    // The two called Bea cannot be told apart, so nothing is concluded about them.
    assert_eq!((report.changed, report.added, report.gone, report.missing), (1, 2, 0, 2));
    let person = desk.person("Ana");
    assert_eq!((person.id, person.facts.slug.as_deref(), person.facts.email.as_str()), (ana, Some("ana-example"), "a@example.org"));
    assert_eq!(person.state.pane(), Some(Pane::Remove));
}

#[test]
fn two_different_links_are_two_people_whatever_else_they_share() {
    let ana = |slug: &str| with_others(&format!("{H7}\nAna,Quorn,https://www.linkedin.com/in/{slug}-example,,Mills,Dyer,08 Jan 2021"));
    let mut desk = Desk::new();
    desk.import_bytes(ana("ana")).unwrap();
    let report = desk.import_bytes(ana("ana-new")).unwrap();
    // They may be one person, so nothing is concluded, and nothing is joined.
    assert_eq!((report.added, report.gone, report.changed, report.missing), (1, 0, 0, 1));
}

#[test]
fn a_name_alone_never_matches() {
    let ana = |day: &str| with_others(&format!("{H7}\nAna,Quorn,,,Mills,Dyer,{day} Jan 2021"));
    let mut desk = Desk::new();
    desk.import_bytes(ana("08")).unwrap();
    let report = desk.import_bytes(ana("12")).unwrap();
    assert_eq!((report.added, report.gone), (1, 1));
    let report = desk.import_bytes(ana("14").replace("Ana,Quorn,,", "Ana,Quorn,https://www.linkedin.com/in/other-example,")).unwrap();
    assert_eq!(report.added, 1);
}

#[test]
fn whose_link_name_or_day_changed_a_little_is_unclear_and_stays_as_decided() {
    for (before, after) in [
        ("Ada,Quorn,,,Mills,Dyer,08 Jan 2021", "Ada,\"Quorn, PhD\",https://www.linkedin.com/in/ada-example,,Kite,Weaver,08 Jan 2021"),
        ("Ada,Quorn,,,Mills,Dyer,08 Jan 2021", "Ada,Quorn,,,Mills,Dyer,09 Jan 2021"),
        (
            "Ada,Quorn,https://www.linkedin.com/in/ada-example,,Mills,Dyer,08 Jan 2021",
            "Dr. Ada M.,Quorn,https://www.linkedin.com/in/ada-q-example,,,,07 Jan 2021",
        ),
    ] {
        let mut desk = Desk::new();
        desk.import_bytes(with_others(&format!("{H7}\n{before}"))).unwrap();
        let ada = desk.id("Ada");
        desk.run(Command::Move { person_ids: vec![ada], to: Pane::Remove }).unwrap();
        let report = desk.import_bytes(with_others(&format!("{H7}\n{after}"))).unwrap();
        assert_eq!((report.gone, report.added, report.missing), (0, 1, 1), "{after}");
        let people = desk.load().people;
        let old = people.iter().find(|person| person.id == ada).unwrap();
        assert_eq!(old.state.pane(), Some(Pane::Remove), "{after}");
    }
}

#[test]
fn an_archive_is_read_through_its_directory_and_the_rest_is_named() {
    let mut desk = Desk::new();
    let connections = format!("{PREAMBLE}{TWO}");
    let members: Vec<(&str, &[u8])> = vec![
        ("Connections.csv", connections.as_bytes()),
        ("messages.csv", b"\"CONVERSATION ID\",\"CONVERSATION TITLE\",\"FROM\",\"SENDER PROFILE URL\",\"TO\",\"RECIPIENT PROFILE URLS\",\"DATE\",\"SUBJECT\",\"CONTENT\",\"FOLDER\"\n"),
        ("Invitations.csv", b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"),
        ("Endorsement_Received_Info.csv", b"Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status\n"),
        ("Endorsement_Given_Info.csv", b"Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n"),
        ("Recommendations_Received.csv", b"First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"),
        ("Profile.csv", b"First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,Websites,Instant Messengers\n"),
        ("Positions.csv", b"Company Name,Title,Description,Location,Started On,Finished On\n"),
        ("Contacts.csv", b"Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses\n"),
        ("Reactions.csv", b"Date,Type,Link\r\n"),
        ("guide_messages.csv", b"CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n"),
        ("Articles/2017-12-09 04:54:08.html", b"<p>"),
        ("__MACOSX/._Connections.csv", b"\x00\x05"),
        ("../evil/Connections.csv", connections.as_bytes()),
        ("/abs/Connections.csv", connections.as_bytes()),
    ];
    let path = desk.file("Basic_LinkedInDataExport_01-08-2024.zip.zip", zip_of(&members));
    let report = desk.import(&path).unwrap();
    assert_eq!((report.people, report.added, report.unsafe_entries), (2, 2, 2));
    let used: Vec<&str> = report.files_used.iter().map(|file| file.name.as_str()).collect();
    let reason = |name: &str| report.files_ignored.iter().find(|file| file.name == name).map_or("", |file| file.reason.as_str()).to_owned();
    for name in [
        "messages.csv",
        "Invitations.csv",
        "Endorsement_Received_Info.csv",
        "Endorsement_Given_Info.csv",
        "Recommendations_Received.csv",
        "Profile.csv",
        "Positions.csv",
    ] {
        assert!(used.contains(&name), "{name}: {}", reason(name));
    }
    assert!(reason("Contacts.csv").contains("private"));
    assert!(reason("guide_messages.csv").contains("assistants"));
    assert!(reason("../evil/Connections.csv").contains("unsafe"));
    assert_eq!(report.files_ignored.len() + used.len(), members.len());
    assert!(!desk.folder.path().parent().unwrap().join("evil").exists());
}

#[test]
fn files_are_known_by_their_header_not_by_their_name() {
    let mut desk = Desk::new();
    let path = desk.file("x.zip", zip_of(&[("my folder/Kontakte.csv", TWO.as_bytes()), ("Connections.csv", b"Date,Type,Link\n")]));
    let report = desk.import(&path).unwrap();
    assert_eq!((report.people, report.files_used[0].name.as_str()), (2, "my folder/Kontakte.csv"));
    let path = desk.file("whatever.dat", TWO);
    assert_eq!(desk.import(&path).unwrap().unchanged, 2);
}

#[test]
fn an_unpacked_folder_is_read_with_its_subfolders() {
    let mut desk = Desk::new();
    desk.file("export (1)/inner/Connections.csv", TWO);
    desk.file("export (1)/inner/Copy of Connections.csv", TWO);
    desk.file("export (1)/messages.csv", "CONVERSATION ID,FROM,DATE\n");
    let report = desk.import(&desk.folder.path().join("export (1)")).unwrap();
    assert_eq!((report.people, report.files_used.len(), report.duplicates_merged), (2, 2, 0));
    assert!(report.files_ignored.iter().any(|file| file.reason.contains("same content")));
}

/// Imports and gives the title and everything else of the problem.
fn problem(name: &str, content: impl AsRef<[u8]>) -> (String, String) {
    let mut desk = Desk::new();
    let path = desk.file(name, content);
    let before = desk.dump();
    let problem = desk.import(&path).unwrap_err();
    assert_eq!(desk.dump(), before);
    assert!(!problem.hint.is_empty(), "{problem:?}");
    (problem.title, format!("{} {}", problem.detail, problem.hint))
}

#[test]
fn each_wrong_file_is_told_with_the_next_step() {
    let connections_box = "Tick “Connections”";
    for (name, content, title, words) in [
        ("a.csv", Vec::new(), "is empty", "Download"),
        ("a.csv", b"  \r\n\n".to_vec(), "is empty", "Download"),
        ("a.csv", b"Species,Height\nOak,20\n".to_vec(), "no header", "Species, Height"),
        ("a.csv", b"just some words".to_vec(), "no header", "Connected On"),
        ("a.csv", zip_of(&[("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")]), "Excel workbook", "CSV UTF-8"),
        ("a.csv", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest".to_vec(), "Excel workbook", "CSV UTF-8"),
        ("a.csv", b"%PDF-1.4".to_vec(), "not a text file", "ZIP archive"),
        ("messages.csv", b"CONVERSATION ID,FROM,DATE,CONTENT\n1,A,2024-01-01 10:00:00 UTC,hi\n".to_vec(), "messages", "who is connected"),
        ("Contacts.csv", b"Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers\n".to_vec(), "address book", connections_box),
        ("a.csv", format!("{H7}\n").into_bytes(), "holds no people", connections_box),
        ("a.csv", format!("{H7}\n,,,,,,08 Jan 2024\n").into_bytes(), "holds no people", "only a date"),
        ("a.csv", b"Company,Position,Connected On\nMills,Dyer,08 Jan 2024\n".to_vec(), "no header", "Company, Position"),
        ("a.zip", zip_of(&[("Profile.csv", b"First Name,Last Name,Headline,Summary\n"), ("Jobs/x.csv", b"a,b\n")]), "no list of connections", connections_box),
        ("a.zip", zip_of(&[("inner.zip", &zip_of(&[("Connections.csv", TWO.as_bytes())]))]), "another archive", "Unpack"),
        ("a.zip", zip_of(&[("Connections.csv", TWO.as_bytes())])[..60].to_vec(), "damaged", "Download"),
        ("a.zip", zip_of(&[]), "", "Download"),
    ] {
        let (found, rest) = problem(name, content);
        assert!(found.contains(title), "{name}: {found}");
        assert!(rest.contains(words), "{found}: {rest}");
    }
}

#[test]
fn a_list_that_cannot_be_read_is_told_whatever_its_name() {
    let mut archive = zip_of(&[("Kontakte.csv", TWO.as_bytes()), ("Profile.csv", b"First Name,Last Name,Headline,Summary\n")]);
    archive[6] |= 1;
    let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    archive[directory + 8] |= 1;
    assert!(problem("a.zip", archive).0.contains("password"));
    // A workbook beside a good list is only ignored.
    let mut desk = Desk::new();
    let workbook = zip_of(&[("[Content_Types].xml", b"<x/>")]);
    let path = desk.file("b.zip", zip_of(&[("Connections.xlsx", &workbook), ("Connections.csv", TWO.as_bytes())]));
    assert_eq!(desk.import(&path).unwrap().people, 2);
}

#[test]
fn far_too_many_missing_people_are_pointed_out() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(100)).unwrap();
    let path = desk.file("cut.csv", invented(60));
    assert!(desk.preview(&path).unwrap().warnings.iter().any(|warning| warning.contains("40 people of the 100")));
}

#[test]
fn a_damaged_member_is_an_error_and_never_fewer_people() {
    let mut archive = zip_of(&[("Connections.csv", invented(500).as_bytes())]);
    // Somewhere in the deflated bytes.
    let middle = archive.len() / 2;
    archive[middle] ^= 0xFF;
    assert!(problem("a.zip", archive).0.contains("damaged"));
}

#[test]
fn an_archive_with_a_password_is_told() {
    // The general purpose flag, bit 0, in the local header and in the central directory.
    let mut archive = zip_of(&[("Connections.csv", TWO.as_bytes())]);
    archive[6] |= 1;
    let directory = archive.windows(4).rposition(|bytes| bytes == b"PK\x01\x02").unwrap();
    archive[directory + 8] |= 1;
    assert!(problem("a.zip", archive).0.contains("password"));
}

#[test]
fn a_bomb_is_refused_without_unpacking_it() {
    let zeros = vec![b'0'; 64 * 1024 * 1024];
    let content = [H7.as_bytes(), b"\n", &zeros].concat();
    let archive = zip_of(&[("Connections.csv", &content)]);
    assert!(archive.len() < 200_000);
    assert!(problem("a.zip", archive).0.contains("hundred times"));
    // A bomb that is not needed is not unpacked, and does no harm.
    let mut desk = Desk::new();
    let path = desk.file("b.zip", zip_of(&[("Connections.csv", TWO.as_bytes()), ("Rich_Media.csv", &zeros)]));
    assert_eq!(desk.import(&path).unwrap().people, 2);
}

#[test]
fn what_is_not_there_is_told() {
    let mut desk = Desk::new();
    let missing = desk.folder.path().join("nope.csv");
    assert!(desk.import(&missing).unwrap_err().title.contains("no file"));
    std::fs::create_dir(desk.folder.path().join("empty")).unwrap();
    let empty = desk.folder.path().join("empty");
    assert!(desk.import(&empty).unwrap_err().title.contains("no files"));
}

#[test]
fn the_report_can_be_read_again_after_a_restart() {
    let mut desk = Desk::new();
    let mut report = desk.import_bytes(format!("{TWO},,,,,,01 Jan 2020\nIda,Odd,,,,,someday\n")).unwrap();
    // Those are kept apart.
    report.ghost_days.clear();
    let mut desk = desk.restarted();
    let events = desk.run(Command::LoadImports).unwrap();
    let imports = events.into_iter().find_map(|event| if let Event::ImportsLoaded(imports) = event { Some(imports) } else { None }).unwrap();
    assert_eq!(imports.len(), 1);
    assert_eq!(imports[0].report, report);
    assert_eq!((report.ghost_rows, report.dates_not_understood, report.without_link), (1, 1, 1));
}

#[test]
fn an_older_export_is_noticed() {
    let mut desk = Desk::new();
    desk.import_bytes(TWO).unwrap();
    let newer = format!(
        "{}\nMira,Later,https://www.linkedin.com/in/mira-later-example,,,,08 Jan 2025\nIda,Later,https://www.linkedin.com/in/ida-later-example,,,,09 Jan 2025",
        TWO.trim_end()
    );
    desk.import_bytes(newer).unwrap();
    let before = desk.load().people;
    let path = desk.file("old.csv", TWO.replace("Dyer", "Apprentice"));
    let report = desk.import(&path).unwrap();
    assert!(report.warnings.iter().any(|warning| warning.contains("older")), "{:?}", report.warnings);
    assert_eq!((report.missing, report.gone, report.changed, report.added), (2, 0, 0, 0));
    assert_eq!(desk.load().people, before, "an older export changes nobody");
}
