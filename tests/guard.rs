//! The guard against exports that are not whole: over networks of every size, nothing false is concluded without the
//! member's word, and what is true still is.

use jiff::{ToSpan, civil::date};
use partwell::model::import::export_status::ExportStatus;
use partwell::model::{
    batch::removal_list::{ListFormat, ListSource},
    import::{import_options::ImportOptions, verdict::Verdict},
    person::decision::{Decision, Pane},
};
use partwell::{
    command::{Command, Export},
    event::{Event, ImportOutcome},
};
use proptest::prelude::*;

use crate::support::{Desk, H7, zip_of};

/// A row of somebody, `number` days after the beginning.
fn row(family: &str, number: usize) -> String {
    let day = date(2008, 3, 1).checked_add(i64::try_from(number).unwrap().days()).unwrap();
    format!(
        "{family}{number},Quorn,https://www.linkedin.com/in/{}-{number}-example,,Company {},Dyer,{}\n",
        family.to_lowercase(),
        number % 7,
        day.strftime("%d %b %Y")
    )
}

/// An export as LinkedIn writes it: the newest first.
fn export(family: &str, numbers: impl DoubleEndedIterator<Item = usize>) -> String {
    format!("{H7}\n{}", numbers.rev().map(|number| row(family, number)).collect::<String>())
}

fn outcome(desk: &mut Desk) -> Box<ImportOutcome> {
    let events = desk.run(Command::LoadOutcome { import: None }).unwrap();
    events.into_iter().find_map(|event| if let Event::OutcomeLoaded { outcome, .. } = event { Some(outcome) } else { None }).unwrap()
}

/// What reaches the member instead of the next export.
#[derive(Clone, Debug)]
enum Harm {
    /// The file ends too early, in the middle of a row or between two: so many thousandths of it are left.
    Cut(usize),
    /// The file ends too early between two rows: so many rows are lost.
    RowsLost(usize),
    /// The beginning was lost, the header was not.
    HeadLost(usize),
    /// Other people altogether, more or fewer.
    Foreign(usize),
    /// A few, chosen by somebody: a lead list.
    Chosen(usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        4 => (0..1000_usize).prop_map(Harm::Cut),
        2 => (1..400_usize).prop_map(Harm::RowsLost),
        2 => (1..400_usize).prop_map(Harm::HeadLost),
        2 => (1..400_usize).prop_map(Harm::Foreign),
        2 => (1..9_usize).prop_map(Harm::Chosen),
    ]
}

fn size() -> impl Strategy<Value = usize> {
    prop_oneof![6 => 1..60_usize, 3 => 60..600_usize, 1 => 600..=5000_usize]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: Some(crate::support::kept_seeds("tests/guard.seeds")), ..ProptestConfig::default() })]

    /// Nobody left in truth: whatever is missing is missing in the file alone.
    #[test]
    fn nothing_false_is_concluded_from_a_file_that_is_not_whole(count in size(), harm in harm()) {
        let mut desk = Desk::new();
        let whole = export("P", 0..count);
        desk.import_bytes(&whole).unwrap();
        let kept: Vec<_> = desk.load().people.iter().take(2).map(|person| person.id).collect();
        desk.run(Command::Move { person_ids: kept, to: Pane::Remove }).unwrap();
        let before = desk.load().people;
        let harmed = match harm {
            Harm::Cut(left) => {
                let mut end = H7.len() + 1 + (whole.len() - H7.len() - 1) * left / 1000;
                while !whole.is_char_boundary(end) {
                    end -= 1;
                }
                whole[..end].to_owned()
            }
            Harm::RowsLost(lost) => export("P", lost.min(count - 1)..count),
            Harm::HeadLost(lost) => export("P", 0..count - lost.min(count - 1)),
            Harm::Foreign(others) => export("F", 0..others),
            // Fewer than the rule lets be believed.
            Harm::Chosen(few) => export("P", (0..count).filter(|number| number % (count / few.min(count)).max(2) == 0)),
        };
        let path = desk.file("harmed/Connections.csv", &harmed);
        // A file with nobody in it is refused; all others are read.
        if let Ok(report) = desk.preview(&path) {
            desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
            prop_assert_eq!((report.gone, report.verdicts.get(&Verdict::Left).copied().unwrap_or_default()), (0, 0));
            let told = outcome(&mut desk);
            prop_assert!(told.gone.is_empty() && told.verdicts.iter().all(|told| told.verdict == Verdict::Unclear), "{:?}", told.standing);
        }
        let after = desk.load().people;
        for person in &before {
            let found = after.iter().find(|other| other.id == person.id);
            prop_assert!(found.is_some_and(|found| found.state == person.state), "{} {:?}", person.facts.name(), harm);
        }
        // The next whole export finds everything as it was.
        desk.import_bytes(&whole).unwrap();
        prop_assert_eq!(desk.load().people.iter().filter(|person| person.facts.first_name.starts_with('P')).count(), count);
    }

    /// A few who left, anywhere but at the end of the list, are told as gone: the guard does not doubt every export.
    #[test]
    fn what_is_true_is_still_concluded(count in prop_oneof![30..200_usize, 200..2000_usize], gone in prop::collection::btree_set(0..1000_usize, 1..4), new in 0..20_usize) {
        let mut desk = Desk::new();
        desk.import_bytes(export("P", 0..count)).unwrap();
        // Not among the oldest, which look alike when a file is cut.
        let gone: std::collections::BTreeSet<usize> = gone.into_iter().map(|number| 10 + number % (count - 20)).collect();
        let report = desk.import_bytes(export("P", (0..count + new).filter(|number| !gone.contains(number)))).unwrap();
        prop_assert_eq!((report.standing, report.gone, report.added), (ExportStatus::Newest, gone.len(), new));
        prop_assert_eq!(outcome(&mut desk).gone.len(), gone.len());
    }
}

/// 24 people, and the next file holds 4 of them: told, and nothing is concluded until the member says so.
#[test]
fn small_networks_are_guarded_as_large_ones_are() {
    for (count, left) in [(24, 4), (5, 1), (3, 1), (200, 150), (20, 17), (1000, 979), (5000, 4899)] {
        let mut desk = Desk::new();
        desk.import_bytes(export("P", 0..count)).unwrap();
        // Every so many, so that it is neither a head nor a tail that is missing.
        let kept: Vec<usize> = (0..count).filter(|number| number * left / count != (number + 1) * left / count).collect();
        assert_eq!(kept.len(), left);
        let report = desk.import_bytes(export("P", kept.into_iter())).unwrap();
        assert_eq!((report.standing, report.gone, report.missing), (ExportStatus::CutShort, 0, count - left), "{count} {left}");
        assert_eq!(desk.load().people.len(), count);
        let import = outcome(&mut desk).import;
        desk.run(Command::AcceptExport { import }).unwrap();
        assert_eq!(desk.load().people.len(), left, "{count} {left}: by the member's word");
    }
}

/// A spreadsheet sorts, and the file that it sorted may be cut, too: then it is not the oldest who are missing.
#[test]
fn a_list_that_was_sorted_and_cut_concludes_nothing() {
    let family =
        |number: usize| format!("{}{}", char::from(b'A' + u8::try_from(number * 7 % 26).unwrap()), (b'a' + u8::try_from(number * 11 % 26).unwrap()) as char);
    let row = |number: usize| {
        let day = date(2015, 1, 1).checked_add(i64::try_from(number * 37 % 900).unwrap().days()).unwrap();
        (family(number), format!("P,{}{number},https://www.linkedin.com/in/p-{number}-example,,Mills,Dyer,{}\n", family(number), day.strftime("%d %b %Y")))
    };
    for (count, lost) in [(24, 2), (60, 6), (120, 12), (300, 15), (500, 20)] {
        let mut rows: Vec<(String, String)> = (0..count).map(row).collect();
        rows.sort();
        let list = |rows: &[(String, String)]| format!("{H7}\n{}", rows.iter().map(|(_, row)| row.as_str()).collect::<String>());
        let mut desk = Desk::new();
        desk.import_bytes(list(&rows)).unwrap();
        let report = desk.import_bytes(list(&rows[..count - lost])).unwrap();
        assert_eq!((report.standing, report.gone), (ExportStatus::CutShort, 0), "{count} {lost}");
    }
}

/// Another member's archive in a network of any size concludes nothing, and its messages are not taken for one's own.
#[test]
fn another_members_archive_concludes_nothing() {
    let profile = |name: &str| format!("First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\n{name},,,,,\n");
    let messages = |owner: &str, name: &str, person: &str| {
        format!(
            "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n1,,{},https://www.linkedin.com/in/{owner},P,https://www.linkedin.com/in/{person},2024-01-08 10:00:00 UTC,,Hello,INBOX\n",
            name.replace(',', " ")
        )
    };
    for count in [1, 4, 18, 400] {
        let mut desk = Desk::new();
        let archive = |owner: &str, name: &str, list: &str, person: &str| {
            let (profile, messages) = (profile(name), messages(owner, name, person));
            zip_of(&[("Connections.csv", list.as_bytes()), ("Profile.csv", profile.as_bytes()), ("messages.csv", messages.as_bytes())])
        };
        let own = archive("ada-owner-example", "Ada,Owner", &export("P", 0..count), "p-0-example");
        let path = desk.file("Complete_LinkedInDataExport_03-30-2026.zip", own);
        desk.import(&path).unwrap();
        let before = desk.load().people;
        // They share one connection with the member.
        let list = format!("{}{}", export("F", 0..30), row("P", 0));
        let path = desk.file("Complete_LinkedInDataExport_04-30-2026.zip", archive("bo-other-example", "Bo,Other", &list, "p-0-example"));
        let report = desk.import(&path).unwrap();
        assert_eq!((report.gone, report.standing == ExportStatus::Newest), (0, false), "{count}");
        let after = desk.load().people;
        for person in &before {
            let found = after.iter().find(|other| other.id == person.id);
            assert_eq!(found.map(|found| &found.evidence.messages), Some(&person.evidence.messages), "{count}: {}", person.facts.name());
        }
    }
}

/// What Partwell wrote is told as such, by its name, and concludes nothing.
#[test]
fn lists_that_partwell_wrote_conclude_nothing() {
    let mut desk = Desk::new();
    desk.import_bytes(export("P", 0..40)).unwrap();
    let ids: Vec<_> = desk.load().people.iter().take(5).map(|person| person.id).collect();
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    let before = desk.dump();
    for (source, name) in [(ListSource::Draft, "draft.csv"), (ListSource::Everyone, "all.csv")] {
        let path = desk.folder.path().join(name);
        desk.run(Command::Export { what: Export::List { source, format: ListFormat::Csv }, path: path.clone(), may_replace: false }).unwrap();
        let renamed = desk.file("own/Connections.csv", std::fs::read(&path).unwrap());
        for path in [path, renamed] {
            let problem = desk.run(Command::PreviewImport { paths: vec![path], options: ImportOptions::default() }).unwrap_err();
            assert!(format!("{problem:?}").contains("Partwell wrote"), "{problem:?}");
        }
    }
    assert_eq!(desk.dump(), before);
    assert!(desk.load().people.iter().filter(|person| person.state.decision == Decision::Remove).count() == 5);
}
