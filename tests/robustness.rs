//! Whatever bytes come in: no panic, no half-done import.

use partwell::command::Command;
use proptest::prelude::*;

use crate::support::{Desk, H6, H7, PREAMBLE, zip_of};

fn survives(name: &str, bytes: &[u8]) {
    let mut desk = Desk::new();
    let path = desk.file(name, bytes);
    let before = desk.dump();
    match desk.import(&path) {
        Ok(report) => {
            assert!(report.people > 0, "zero people are never a success");
            assert_eq!(report.records, report.people + report.ghost_rows + report.duplicates_merged + report.empty_rows, "every row is accounted for");
            assert_eq!(desk.load().people.len(), report.people);
        }
        Err(problem) => {
            assert!(!problem.title.is_empty() && !problem.hint.is_empty());
            assert_eq!(desk.dump(), before);
        }
    }
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
}

/// Files of evidence with their headers.
const MEMBERS: [(&str, &str); 11] = [
    ("messages.csv", "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"),
    ("Messages.csv", "From,To,Date,Subject,Content,Direction,Folder"),
    ("Invitations.csv", "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"),
    ("Endorsement_Given_Info.csv", "Endorsement Date,Skill Name,Endorsee First Name,Endorsee Last Name,Endorsee Public Url,Endorsement Status"),
    ("Recommendations_Received.csv", "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"),
    ("Notes.csv", "Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On"),
    ("Positions.csv", "Company Name,Title,Description,Location,Started On,Finished On"),
    ("Education.csv", "School Name,Start Date,End Date,Notes,Degree Name,Activities"),
    ("Events.csv", "Event Name,Event Time,Status,External Url"),
    ("Learning.csv", "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),Content Completed At (if completed)"),
    ("Profile.csv", "First Name,Last Name,Headline,Summary"),
];

/// Rows that nearly fit, and bytes that do not.
fn rows() -> impl Strategy<Value = Vec<u8>> {
    let cell = prop_oneof![
        3 => Just("https://www.linkedin.com/in/zelie-example".to_owned()),
        2 => Just("https://www.linkedin.com/in/owner-example".to_owned()),
        2 => Just("Zélie".to_owned()),
        2 => Just("Quorn".to_owned()),
        2 => Just("Zélie Quorn".to_owned()),
        2 => Just("2024-03-02 10:00:00 UTC".to_owned()),
        1 => Just("\"1/7/24, 3:05 PM\"".to_owned()),
        1 => Just("OUTGOING".to_owned()),
        1 => Just("ACCEPTED".to_owned()),
        1 => Just("\"".to_owned()),
        2 => Just(String::new()),
        1 => "[\"',;\t\r\n=a-zÃ¶%/:]{0,12}",
        1 => "\\PC{0,8}",
    ];
    let line = prop::collection::vec(cell, 0..12).prop_map(|cells| cells.join(",") + "\n");
    let text = prop::collection::vec(line, 0..12).prop_map(|lines| lines.concat().into_bytes());
    (text, prop::option::of((any::<prop::sample::Index>(), any::<u8>()))).prop_map(|(mut bytes, change)| {
        if let Some((at, byte)) = change
            && !bytes.is_empty()
        {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

/// Text that is nearly an export.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(format!("{H7}\n")),
        Just(format!("{H6}\r\n")),
        Just(PREAMBLE.to_owned()),
        Just(H7.replace(',', ";") + "\n"),
        Just("Zélie,Quorn,https://www.linkedin.com/in/z%C3%A9lie-example,,Mills,Dyer,08 Jan 2024\n".to_owned()),
        Just(",,,,,,08 Jan 2024\n".to_owned()),
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("\u{FEFF}".to_owned()),
        Just("\0".to_owned()),
        "[\"',;\t\r\n=a-zÃ¶%/:]{0,30}",
        "\\PC{0,20}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: Some(crate::support::kept_seeds("tests/robustness.seeds")), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_a_csv(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survives("Connections.csv", &bytes);
    }

    #[test]
    fn nearly_right_text_as_a_csv(text in nearly(), encoding in 0..4_usize) {
        let text = String::from_utf8(text).unwrap();
        let bytes = match encoding {
            0 => text.into_bytes(),
            1 => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            2 => [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
            _ => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
        };
        survives("Connections.csv", &bytes);
    }

    #[test]
    fn any_bytes_in_any_member(files in prop::collection::vec((0..MEMBERS.len(), any::<bool>(), rows()), 1..5)) {
        let connections = format!("{H7}\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,08 Jan 2024\n");
        let contents: Vec<(String, Vec<u8>)> = files
            .into_iter()
            .enumerate()
            .map(|(i, (member, has_header, rows))| {
                let (name, header) = MEMBERS[member];
                (format!("{i}/{name}"), if has_header { [header.as_bytes(), b"\n", &rows].concat() } else { rows })
            })
            .collect();
        let mut members: Vec<(&str, &[u8])> = vec![("Connections.csv", connections.as_bytes())];
        members.extend(contents.iter().map(|(name, content)| (name.as_str(), content.as_slice())));
        let mut desk = Desk::new();
        let path = desk.file("a.zip", zip_of(&members));
        if let Ok(report) = desk.import(&path) {
            for (kind, count) in &report.kinds {
                let told = count.matched + count.unmatched + count.ambiguous + count.ignored.values().sum::<usize>();
                let is_about_the_owner = kind.is_about_owner();
                prop_assert!(is_about_the_owner || count.rows == told, "{kind:?} {count:?}");
            }
        }
        // Also to somebody who is known already, and also their texts.
        if desk.preview(&path).is_ok() {
            let _ = desk.run(Command::CommitImport { keeps_message_texts: true });
        }
        desk.load();
        prop_assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    }

    #[test]
    fn any_bytes_after_the_head_of_a_zip(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        survives("a.zip", &[b"PK\x03\x04".as_slice(), &bytes].concat());
    }

    #[test]
    fn a_real_zip_with_any_bytes_changed(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in prop::option::of(any::<prop::sample::Index>())) {
        let content = format!("{PREAMBLE}{H7}\nZélie,Quorn,https://www.linkedin.com/in/zelie-example,,Mills,Dyer,08 Jan 2024\n");
        let mut archive = zip_of(&[("Connections.csv", content.as_bytes()), ("messages.csv", b"CONVERSATION ID,FROM,DATE\n")]);
        for (at, byte) in changes {
            let at = at.index(archive.len());
            archive[at] = byte;
        }
        if let Some(cut) = cut {
            archive.truncate(cut.index(archive.len()));
        }
        survives("a.zip", &archive);
    }
}
