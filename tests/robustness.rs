//! Whatever bytes come in: no panic, no half-done import.

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
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

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
