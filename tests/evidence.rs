//! Evidence: the pitfalls of each file of an archive.

use partwell::model::{
    evidence::{EvidenceKind, coverage::CoverageState},
    import::{file_kind::FileKind, import_options::ImportOptions},
};
use partwell::{command::Command, model::evidence::Direction};

use crate::support::{CancelAfter, Desk, H6, archive::*, zip_of};

#[test]
fn raw_slugs_find_percent_encoded_ones_and_a_wrong_link_never_falls_back_to_the_name() {
    let mail = [
        message("c1", ZELIE, OWNER, "2024-03-02 11:43:11", "INBOX"),
        message("c1", OWNER, ZELIE, "2024-03-03 11:43:11", "INBOX"),
        message("c2", ("Tomas Ferrowick", "another-tomas-example"), OWNER, "2024-03-04 11:43:11", ""),
        message("c3", ("Ana Quorn", "ana-2-example"), OWNER, "2024-03-05 11:43:11", "ARCHIVE"),
    ]
    .concat();
    let (mut desk, report) = desk_with(&[("messages.csv", &format!("{M10}\n{mail}"))]);
    let count = &report.kinds[&FileKind::Messages];
    assert_eq!((count.rows, count.matched, count.unmatched, count.ambiguous), (4, 3, 1, 0));
    assert_eq!((count.left_over[0].name.as_str(), count.left_over[0].slug.as_deref()), ("Tomas Ferrowick", Some("another-tomas-example")));
    let found = evidence(&mut desk, "zélie-example").messages.unwrap();
    assert_eq!((found.sent, found.received, found.group, found.last_by), (1, 1, 0, Direction::Outgoing));
    assert_eq!((found.first.to_string().as_str(), found.last.to_string().as_str()), ("2024-03-02T11:43:11Z", "2024-03-03T11:43:11Z"));
    assert_eq!(evidence(&mut desk, "tomas-example").messages, None);
    assert_eq!(evidence(&mut desk, "ana-2-example").messages.unwrap().received, 1);
    assert_eq!(report.owner.unwrap().slug.as_deref(), Some("ada-owner-example"));
}

#[test]
fn what_is_no_contact_is_counted_by_reason() {
    let header = format!("{M10},IS MESSAGE DRAFT,IS CONVERSATION DRAFT");
    let rows = [
        message("c1", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX").replace("INBOX", "INBOX,Yes,No"),
        message("c1", OWNER, ZELIE, "2024-03-02 11:44:11", "INBOX").replace("INBOX", "INBOX,No,Yes"),
        message("c1", ZELIE, OWNER, "2024-03-02 11:45:11", "SPAM").replace("SPAM", "SPAM,No,No"),
        format!("c4,Sponsored Conversation,Kite & Lantern,,Ada Owner,{LINK}ada-owner-example,2024-03-02 11:43:11 UTC,,<p>Buy</p>,INBOX,No,No\n"),
        format!("c5,,LinkedIn Member,,Ada Owner,{LINK}ada-owner-example,2024-03-02 11:43:11 UTC,,bye,INBOX,No,No\n"),
        format!("c5,,Ada Owner,{LINK}ada-owner-example,LinkedIn Member,,2024-03-02 11:43:11 UTC,,bye,INBOX,No,No\n"),
        format!("c6,,,,Ada Owner,{LINK}ada-owner-example,2024-03-02 11:43:11 UTC,,?,INBOX,No,No\n"),
        message("c1", OWNER, ZELIE, "some day", "INBOX"),
        message("c1", OWNER, ZELIE, "2024-03-05 11:44:11", "INBOX").replace("INBOX", "INBOX,No,No"),
    ]
    .concat();
    let assistant = format!("{M10}\n{}", message("c9", ("LinkedIn Guide", "zélie-example"), OWNER, "2024-03-09 11:44:11", "INBOX"));
    let files = [("messages.csv", format!("{header}\n{rows}")), ("guide_messages.csv", assistant.clone()), ("Coach/learning_coach_messages.csv", assistant)];
    let (mut desk, report) = desk_with(&files.each_ref().map(|(name, text)| (*name, text.as_str())));
    let count = &report.kinds[&FileKind::Messages];
    let ignored: Vec<(&str, usize)> = count.ignored.iter().map(|(reason, rows)| (reason.as_str(), *rows)).collect();
    assert_eq!(ignored, [("date_not_understood", 1), ("deleted_member", 2), ("draft", 2), ("no_sender", 1), ("spam", 1), ("sponsored", 1)]);
    assert_eq!((count.rows, count.matched), (9, 1));
    let found = evidence(&mut desk, "zélie-example").messages.unwrap();
    assert_eq!((found.sent, found.received), (1, 0));
    assert!(report.files_ignored.iter().filter(|file| file.reason.contains("assistants")).count() == 2);
}

#[test]
fn a_quoted_message_of_many_lines_is_one_message() {
    let header = M10.split(',').map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(",");
    let row = |from: (&str, &str), to: (&str, &str), second: usize| {
        format!(
            "\"2-x==\",\"\",\"{}\",\"{LINK}{}\",\"{}\",\"{LINK}{}\",\"2026-03-02 11:43:{second:02} UTC\",\"\",\"Dear all,\n\n\"\"quote\"\"\nA,B,C,D,E,F,G,H,I\nc1,,X\n\",\"INBOX\"\n",
            from.0, from.1, to.0, to.1
        )
    };
    let text = format!("{header}\n{}{}{}", row(ZELIE, OWNER, 1), row(OWNER, ZELIE, 2), row(ZELIE, OWNER, 3));
    let (mut desk, report) = desk_with(&[("messages.csv", &text)]);
    assert_eq!((report.kinds[&FileKind::Messages].rows, report.kinds[&FileKind::Messages].matched), (3, 3));
    let found = evidence(&mut desk, "zélie-example").messages.unwrap();
    assert_eq!((found.sent, found.received, found.last_by), (1, 2, Direction::Incoming));
}

#[test]
fn groups_are_known_by_links_and_names_with_commas_are_not_cut() {
    let group = |from: (&str, &str), to: &str, urls: &str, second: usize| {
        format!("g,,\"{}\",{LINK}{},\"{to}\",\"{urls}\",2024-03-02 11:43:{second:02} UTC,,x,INBOX\n", from.0, from.1)
    };
    let rows = [
        group(OWNER, "Zélie Quorn, PhD, Tomas Ferrowick", &format!("{LINK}zélie-example,{LINK}tomas-example"), 1),
        group(ZELIE, "Ada Owner, Tomas Ferrowick", &format!("{LINK}ada-owner-example,{LINK}tomas-example"), 2),
        // Fewer recipients, but the same conversation.
        group(OWNER, "Zélie Quorn, PhD", &format!("{LINK}zélie-example"), 3),
        message("d", OWNER, ZELIE, "2024-03-02 11:43:04", "INBOX"),
        // Whoever deleted their account made it a group all the same.
        format!("h,,Ada Owner,{LINK}ada-owner-example,\"LinkedIn Member, Tomas Ferrowick\",{LINK}tomas-example,2024-03-02 11:43:05 UTC,,x,INBOX\n"),
    ]
    .concat();
    let (mut desk, _) = desk_with(&[("messages.csv", &format!("{M10}\n{rows}"))]);
    let count = |desk: &mut Desk, slug| evidence(desk, slug).messages.map(|found| (found.sent, found.received, found.group));
    assert_eq!(count(&mut desk, "zélie-example"), Some((1, 0, 3)));
    assert_eq!(count(&mut desk, "tomas-example"), Some((0, 0, 2)));
}

#[test]
fn without_links_a_name_counts_only_if_one_connection_bears_it() {
    let mut desk = Desk::new();
    let people = format!("{H6}\nZélie,\"Quorn, PhD\",,Mills,Dyer,08 Jan 2020\nAna,Quorn,,Mills,Dyer,06 Jan 2020\nAna,Quorn,,Kite,Pilot,05 Jan 2020\n");
    let mail = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n\
        c1,,Ada Owner,https://www.linkedin.com/in/ada-owner-example,\"Zélie Quorn, PhD\",2021-03-02 11:43:11 UTC,,x,INBOX\n\
        c1,,\"Zélie Quorn, PhD\",https://www.linkedin.com/in/z-example,Ada Owner,2021-03-02 11:44:11 UTC,,x,INBOX\n\
        c2,,Ana Quorn,https://www.linkedin.com/in/ana-example,Ada Owner,2021-03-02 11:45:11 UTC,,x,INBOX\n\
        c3,,Nobody Known,https://www.linkedin.com/in/nobody-example,Ada Owner,2021-03-02 11:46:11 UTC,,x,INBOX\n";
    let path = desk.file("a.zip", zip_of(&[("Connections.csv", people.as_bytes()), ("messages.csv", mail.as_bytes())]));
    let report = desk.import(&path).unwrap();
    let count = &report.kinds[&FileKind::Messages];
    assert_eq!((count.matched, count.ambiguous, count.unmatched), (2, 1, 1));
    assert!(count.left_over.iter().any(|left| left.name == "Ana Quorn" && left.is_ambiguous));
    let found = desk.person("Zélie").evidence.messages.clone().unwrap();
    assert_eq!((found.sent, found.received), (1, 1));
}

#[test]
fn invitations_without_usable_links_go_by_name() {
    let rows = |own: &str, theirs: &str| {
        format!(
            "\"Zélie Quorn, PhD\",Ada Owner,\"1/7/24, 3:05 PM\",Shall we?,INCOMING,{theirs},{own}\nAda Owner,Ana Quorn,\"12/14/23, 9:05 AM\",,OUTGOING,{own},{theirs}\nAda Owner,Not Connected,\"12/14/23, 9:06 AM\",,OUTGOING,{own},{theirs}\n"
        )
    };
    for (own, theirs) in [("https://www.linkedin.com/in", "https://www.linkedin.com/in"), ("urn:li:member:1", "urn:li:member:2"), ("", "")] {
        let (mut desk, report) = desk_with(&[("Invitations.csv", &format!("{I7}\n{}", rows(own, theirs)))]);
        let count = &report.kinds[&FileKind::Invitations];
        assert_eq!((count.rows, count.matched, count.ambiguous, count.unmatched), (3, 1, 1, 1), "{own}");
        let found = evidence(&mut desk, "zélie-example").invitations;
        assert_eq!((found.len(), found[0].direction, found[0].note.as_str()), (1, Direction::Incoming, "Shall we?"));
        assert_eq!(found[0].sent_at.unwrap().to_string(), "2024-01-07T15:05:00");
    }
    // With a link that leads to nobody, the name is not asked.
    let stranger = format!("\"Zélie Quorn, PhD\",Ada Owner,\"1/7/24, 3:05 PM\",,INCOMING,{LINK}someone-else,{LINK}ada-owner-example\n");
    let (mut desk, report) = desk_with(&[("Invitations.csv", &format!("{I7}\n{stranger}"))]);
    assert_eq!(report.kinds[&FileKind::Invitations].unmatched, 1);
    assert!(evidence(&mut desk, "zélie-example").is_empty());
    assert_eq!(report.owner.unwrap().slug.as_deref(), Some("ada-owner-example"));
}

#[test]
fn endorsements_without_a_scheme_count_once_across_both_files() {
    let today = format!(
        "{E6}\n2024/01/05 13:36:30 UTC,Colour matching,Zélie,\"Quorn, PhD\",www.linkedin.com/in/zélie-example,ACCEPTED\n2024/01/05 13:36:30 UTC,Weaving,Zélie,\"Quorn, PhD\",www.linkedin.com/in/zélie-example,PENDING\n2024/01/06 13:36:30 UTC,Dyeing,Tomas,Ferrowick,www.linkedin.com/in/tomas-example,ACCEPTED\n"
    );
    let legacy = "\"Endorsement Date\"\t\"Skill Name\"\t\"Endorser First Name\"\t\"Endorser Last Name\"\t\"Endorsement Status\"\t\"Display Status\"\n\"2024/01/05 13:36:30 UTC\"\t\"Colour matching\"\t\"Zélie\"\t\"Quorn, PhD\"\t\"Accepted\"\t\"Show\"\n\"2024/01/05 13:36:30 UTC\"\t\"Secret\"\t\"Zélie\"\t\"Quorn, PhD\"\t\"Redacted\"\t\"\"\n";
    let legacy: Vec<u8> = [0xFF, 0xFE].into_iter().chain(legacy.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let given = "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status\n2024/01/06 09:10:00 UTC,Textile chemistry,Zélie,\"Quorn, PhD\",www.linkedin.com/in/zélie-example,ACCEPTED\n";
    let connections = connections();
    let mut desk = Desk::new();
    let path = desk.file(
        "a.zip",
        zip_of(&[
            ("Connections.csv", connections.as_bytes()),
            ("Endorsement_Received_Info.csv", today.as_bytes()),
            ("Endorsement Received Info.csv", &legacy),
            ("Endorsement_Given_Info.csv", given.as_bytes()),
        ]),
    );
    let report = desk.import(&path).unwrap();
    let count = &report.kinds[&FileKind::EndorsementsReceived];
    assert_eq!((count.rows, count.matched), (5, 2));
    let ignored: Vec<(&str, usize)> = count.ignored.iter().map(|(reason, rows)| (reason.as_str(), *rows)).collect();
    assert_eq!(ignored, [("already_counted", 1), ("pending", 1), ("redacted", 1)]);
    let found = evidence(&mut desk, "zélie-example");
    assert_eq!(found.skills(Direction::Incoming).collect::<Vec<_>>(), ["Colour matching"]);
    assert_eq!(found.skills(Direction::Outgoing).collect::<Vec<_>>(), ["Textile chemistry"]);
}

#[test]
fn of_two_people_of_one_name_the_company_tells_whose_recommendation_it_is() {
    let long = "A very long text. ".repeat(120);
    let received = format!(
        "{R7}\nAna,Quorn,Kite & Lantern,Pilot,\"{long}\",\"06/18/19, 10:05 AM\",VISIBLE\nAna,Quorn,Elsewhere,Cook,Which of the two?,\"06/19/19, 10:05 AM\",VISIBLE\n"
    );
    let given = format!("{R7}\nTomas,Ferrowick,Gone Ltd,Buyer,He buys well.,\"06/20/19, 10:05 AM\",\n");
    let (mut desk, report) = desk_with(&[("Recommendations_Received.csv", &received), ("Recommendations_Given.csv", &given)]);
    let count = &report.kinds[&FileKind::RecommendationsReceived];
    assert_eq!((count.matched, count.ambiguous), (1, 1));
    let found = evidence(&mut desk, "ana-2-example").recommendations;
    assert_eq!((found.len(), found[0].text.as_str(), found[0].direction), (1, long.as_str(), Direction::Incoming));
    assert_eq!(found[0].written_on.unwrap().to_string(), "2019-06-18");
    let found = evidence(&mut desk, "tomas-example").recommendations;
    assert_eq!((found.len(), found[0].direction), (1, Direction::Outgoing));
}

#[test]
fn notes_profile_and_positions_are_read() {
    let notes = format!(
        "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On\nZélie,\"Quorn, PhD\",{LINK}zélie-example,\"Met at the dye fair\",2026-03-02,\n"
    );
    let positions = "Company Name,Title,Description,Location,Started On,Finished On\nBlue Heron Mills,Buyer,,Lund,Jan 2018,\nPellworth,Clerk,,,2010,Dec 2017\n";
    let profile = "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\nAda,Owner,,Hidden Lane 1,Mar 1,Secret headline,\n";
    let (mut desk, report) = desk_with(&[("Notes.csv", &notes), ("Positions.csv", positions), ("Profile.csv", profile)]);
    assert_eq!(evidence(&mut desk, "zélie-example").owner_note.unwrap().text, "Met at the dye fair");
    let snapshot = desk.load();
    let current: Vec<&str> = snapshot.owner_past.jobs.iter().filter(|job| job.is_current()).map(|job| job.company.as_str()).collect();
    assert_eq!(current, ["Blue Heron Mills"]);
    assert_eq!(report.owner.unwrap().name, "Ada Owner");
    // Of the profile nothing but the name is kept.
    let file = std::fs::read(desk.workspace()).unwrap();
    for private in [&b"Hidden Lane"[..], b"Secret headline"] {
        assert!(!file.windows(private.len()).any(|bytes| bytes == private));
    }
}

#[test]
fn a_damaged_file_of_evidence_does_not_keep_people_out() {
    let mail = (0..400).map(|i| message("c", OWNER, ZELIE, &format!("2024-03-02 11:{:02}:{:02}", i / 60 % 60, i % 60), "INBOX")).collect::<Vec<_>>().concat();
    let (connections, mail) = (connections(), format!("{M10}\n{mail}"));
    let mut archive = zip_of(&[("Connections.csv", connections.as_bytes()), ("messages.csv", mail.as_bytes())]);
    let directory = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").unwrap();
    archive[directory - 40] ^= 0xFF;
    let mut desk = Desk::new();
    let path = desk.file("a.zip", archive);
    let report = desk.import(&path).unwrap();
    assert_eq!(report.people, 4);
    assert!(report.warnings.iter().any(|warning| warning.contains("messages.csv cannot be read")), "{:?}", report.warnings);
    assert_eq!(state(&mut desk, "tomas-example", EvidenceKind::Messages), CoverageState::NotInExport);
}

#[test]
fn reading_messages_can_be_cancelled_anywhere() {
    let mail: String =
        (0..6000).map(|i| message("c", OWNER, ZELIE, &format!("2024-03-02 {:02}:{:02}:{:02}", i / 3600, i / 60 % 60, i % 60), "INBOX")).collect();
    let (connections, mail) = (connections(), format!("{M10}\n{mail}"));
    let mut desk = Desk::new();
    let path = desk.file("a.zip", zip_of(&[("Connections.csv", connections.as_bytes()), ("messages.csv", mail.as_bytes())]));
    let before = desk.dump();
    for steps in 1..7 {
        let command = Command::PreviewImport { paths: vec![path.clone()], options: ImportOptions::default() };
        let events = desk.run_watched(command, &mut CancelAfter(steps)).unwrap();
        assert!(events.iter().any(|event| matches!(event, partwell::event::Event::ImportDiscarded)), "{steps}");
        assert_eq!(desk.dump(), before);
    }
}

#[test]
fn messages_in_other_encodings_are_read() {
    let mail = format!("{M10}\n{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"));
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&mail);
    let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(mail.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let semicolons = mail.replace(',', ";").replace("Quorn; PhD", "Quorn, PhD");
    for bytes in [
        windows.into_owned(),
        utf_16,
        [&b"\xEF\xBB\xBF"[..], mail.replace('\n', "\r\n").as_bytes()].concat(),
        semicolons.into_bytes(),
        mail.replace('\n', "\r").into_bytes(),
    ] {
        let mut desk = Desk::new();
        let connections = connections();
        let path = desk.file("a.zip", zip_of(&[("Connections.csv", connections.as_bytes()), ("messages.csv", &bytes)]));
        let report = desk.import(&path).unwrap();
        assert_eq!(evidence(&mut desk, "zélie-example").messages.map(|found| found.sent), Some(1), "{:?}", report.files_used);
    }
}

#[test]
fn one_endorsement_with_and_without_its_link_is_one() {
    // Two people called Ana Quorn: by name alone, the legacy row could be either.
    let today = format!("{E6}\n2024/01/05 13:36:30 UTC,Weaving,Ana,Quorn,www.linkedin.com/in/ana-2-example,ACCEPTED\n");
    let legacy = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status,Display Status\n2024/01/05 13:36:30 UTC,Weaving,Ana,Quorn,Accepted,Show\n";
    let (mut desk, report) = desk_with(&[("Endorsement_Received_Info.csv", &today), ("Endorsement Received Info.csv", legacy)]);
    let count = &report.kinds[&FileKind::EndorsementsReceived];
    assert_eq!((count.rows, count.matched, count.ambiguous, count.ignored["already_counted"]), (2, 1, 0, 1));
    assert_eq!(evidence(&mut desk, "ana-2-example").endorsements.len(), 1);
    assert!(evidence(&mut desk, "ana-1-example").is_empty());
}

#[test]
fn nobody_is_invited_after_they_connected() {
    let row = |day: &str| format!("Ada Owner,Tomas Ferrowick,\"{day}, 9:05 AM\",,OUTGOING,urn:li:member:1,urn:li:member:2\n");
    // Tomas connected on 7 January 2020; the file tells local time, so that a day more may still be his.
    let rows = [row("1/6/20"), row("1/8/20"), row("3/1/21")].concat();
    let (mut desk, report) = desk_with(&[("Invitations.csv", &format!("{I7}\n{rows}"))]);
    let count = &report.kinds[&FileKind::Invitations];
    assert_eq!((count.matched, count.unmatched), (2, 1));
    assert!(count.left_over[0].name.contains("not the one you are connected with"));
    assert_eq!(evidence(&mut desk, "tomas-example").invitations.len(), 2);
}

#[test]
fn two_quotes_that_are_never_closed_take_no_rows_with_them() {
    let mut rows: Vec<String> = (0..8).map(|i| message("c", ZELIE, OWNER, &format!("2024-03-02 11:43:0{i}"), "INBOX")).collect();
    for broken in [1, 5] {
        rows[broken] = rows[broken].replace("\"some, words\"", "\"some words");
    }
    let (mut desk, report) = desk_with(&[("messages.csv", &format!("{M10}\n{}", rows.concat()))]);
    let found = evidence(&mut desk, "zélie-example").messages.unwrap();
    assert_eq!((found.received, report.kinds[&FileKind::Messages].rows), (8, 8), "{:?}", report.kinds[&FileKind::Messages]);
    assert_eq!(report.warnings.iter().filter(|warning| warning.contains("never closed")).count(), 2, "{:?}", report.warnings);
}
