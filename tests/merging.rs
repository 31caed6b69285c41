//! Evidence over time: later and other archives, what they cover, whose they are, and the way back.

use partwell::model::{
    evidence::{
        EvidenceKind,
        coverage::CoverageState::{BeforePeriod, Covered, NotInExport},
    },
    id::ImportId,
    import::{file_kind::FileKind, import_options::ImportOptions},
};
use partwell::{
    command::Command,
    model::{checklist::QuestionId, evidence::Direction, local_time::LocalTime},
};

use crate::support::{Desk, H6, H7, archive::*, far_west, zip_of};

#[test]
fn none_unknown_and_before_the_period_are_three_things() {
    let invitations = format!(
        "{I7}\nAda Owner,\"Zélie Quorn, PhD\",\"1/7/24, 3:05 PM\",,OUTGOING,{LINK}ada-owner-example,{LINK}zélie-example\nAda Owner,X Y,\"9/1/23, 3:05 PM\",,OUTGOING,{LINK}ada-owner-example,{LINK}x-example\n"
    );
    let mail = format!("{M10}\n{}", message("c", OWNER, ZELIE, "2019-03-02 11:43:11", "INBOX"));
    let (mut desk, _) = desk_with(&[("Invitations.csv", &invitations), ("messages.csv", &mail)]);
    assert_eq!(state(&mut desk, "zélie-example", EvidenceKind::Invitations), Covered);
    assert_eq!(state(&mut desk, "tomas-example", EvidenceKind::Invitations), BeforePeriod);
    assert_eq!(state(&mut desk, "tomas-example", EvidenceKind::Messages), Covered);
    assert_eq!(state(&mut desk, "tomas-example", EvidenceKind::Endorsements), NotInExport);
    assert_eq!(state(&mut desk, "tomas-example", EvidenceKind::Recommendations), NotInExport);
}

#[test]
fn a_later_archive_adds_what_is_new_and_erases_nothing() {
    let first = format!("{M10}\n{}{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"), message("c", ZELIE, OWNER, "2024-03-02 11:43:11", "INBOX"));
    let then = format!("{first}{}", message("c", ZELIE, OWNER, "2024-05-02 11:43:11", "INBOX"));
    // The first message was deleted at LinkedIn since.
    let then = then.replace(&message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"), "");
    let text = |words: &str| format!("{R7}\nTomas,Ferrowick,Pellworth,Buyer,\"{words}\",\"06/18/19, 10:05 AM\",VISIBLE\n");
    let mut desk = Desk::new();
    let before = desk.dump();
    import(&mut desk, "Complete_LinkedInDataExport_04-01-2024.zip", &[("messages.csv", &first), ("Recommendations_Received.csv", &text("Good."))]);
    let after_first = desk.dump();
    import(&mut desk, "Complete_LinkedInDataExport_06-01-2024.zip", &[("messages.csv", &then), ("Recommendations_Received.csv", &text("Very good."))]);
    let after_second = desk.dump();
    import(&mut desk, "Basic_LinkedInDataExport_07-01-2024.zip", &[]);
    // An older one that was found in a drawer.
    import(&mut desk, "Complete_LinkedInDataExport_04-01-2024.zip", &[("messages.csv", &first), ("Recommendations_Received.csv", &text("Good."))]);
    let found = evidence(&mut desk, "zélie-example").messages.unwrap();
    assert_eq!((found.sent, found.received), (1, 2));
    assert_eq!(found.source.exported_on.to_string(), "2024-06-01");
    let found = evidence(&mut desk, "tomas-example").recommendations;
    assert_eq!((found.len(), found[0].text.as_str(), found[0].source.exported_on.to_string().as_str()), (1, "Very good.", "2024-06-01"));
    // Each import is taken back with what it brought and changed.
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), after_second);
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), after_first);
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
    let mut desk = desk.restarted();
    desk.run(Command::Redo).unwrap();
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), after_second);
}

#[test]
fn two_message_files_in_one_export_count_each_message_once() {
    let one = format!("{M10}\n{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"));
    let both = format!("{one}{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:12", "INBOX"));
    let (mut desk, report) = desk_with(&[("messages.csv", &one), ("copy/messages.csv", &both), ("again/messages.csv", &both)]);
    assert_eq!(evidence(&mut desk, "zélie-example").messages.unwrap().sent, 2);
    assert!(report.files_ignored.iter().any(|file| file.reason.contains("same content")));
}

#[test]
fn a_file_that_a_later_archive_holds_unchanged_is_as_new_as_that() {
    let mail = format!("{M10}\n{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"));
    let endorsements = format!("{E6}\n");
    let connections = connections();
    let members = [("Connections.csv", connections.as_bytes()), ("messages.csv", mail.as_bytes()), ("Endorsement_Received_Info.csv", endorsements.as_bytes())];
    let names = ["Complete_LinkedInDataExport_05-25-2024.zip", "Complete_LinkedInDataExport_07-20-2024.zip"];
    for order in [[0, 1], [1, 0]] {
        let mut desk = Desk::new();
        let paths = order.map(|at| desk.file(names[at], zip_of(&members))).into();
        desk.run(Command::PreviewImport { paths, options: ImportOptions::default() }).unwrap();
        desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
        let coverage = desk.load().coverage;
        for kind in [FileKind::Messages, FileKind::EndorsementsReceived] {
            let period = coverage.file(&[kind], ImportId(1)).unwrap();
            assert_eq!(period.source.exported_on.to_string(), "2024-07-20", "{kind:?}, {order:?}");
        }
    }
}

#[test]
fn the_owner_can_be_corrected() {
    // One stranger is in every row, as the owner is, and writes more.
    let rows = (0..4)
        .map(|second| message("c", ("Max Stranger", "max-example"), OWNER, &format!("2024-03-02 11:43:{second:02}"), "INBOX"))
        .collect::<Vec<_>>()
        .concat();
    let mail = format!("{M10}\n{rows}{}", message("c", OWNER, ("Max Stranger", "max-example"), "2024-03-02 11:44:00", "INBOX"));
    let mail = format!(
        "{mail}{}",
        message("c", OWNER, ZELIE, "2024-03-03 11:44:00", "INBOX")
            .replacen("c,,", "g,,", 1)
            .replace(&format!("{LINK}zélie-example"), &format!("\"{LINK}zélie-example,{LINK}max-example\""))
    );
    let (mut desk, report) = desk_with(&[("messages.csv", &mail), ("Profile.csv", "First Name,Last Name,Headline,Summary\nMax,Stranger,,\n")]);
    // The profile of somebody else lay in the folder.
    assert_eq!(report.owner.as_ref().unwrap().slug.as_deref(), Some("max-example"));
    assert_eq!(evidence(&mut desk, "zélie-example").messages, None, "Zélie got it from Ada, not from Max");
    let path = desk.folder.path().join("Complete_LinkedInDataExport_06-01-2024.zip");
    let options = ImportOptions { owner: Some("https://www.linkedin.com/in/ada-owner-example".into()), ..ImportOptions::default() };
    desk.run(Command::PreviewImport { paths: vec![path], options }).unwrap();
    desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
    let found = evidence(&mut desk, "zélie-example").messages.unwrap();
    assert_eq!((found.sent, found.received, found.group), (0, 0, 1));
    assert_eq!(desk.load().owner.unwrap().slug.as_deref(), Some("ada-owner-example"));
    let wrong = ImportOptions { owner: Some("a/b c".into()), ..ImportOptions::default() };
    assert!(desk.run(Command::PreviewImport { paths: vec![desk.folder.path().to_owned()], options: wrong }).is_err());
}

#[test]
fn what_was_counted_for_the_wrong_owner_is_forgotten() {
    let group = format!(
        "g,,\"{}\",{LINK}{},\"Ada Owner, Tomas Ferrowick\",\"{LINK}{},{LINK}{}\",2024-03-02 11:43:09 UTC,,x,INBOX\n",
        ZELIE.0, ZELIE.1, OWNER.1, TOMAS.1
    );
    let mail = format!("{M10}\n{group}{}", message("c", ZELIE, OWNER, "2024-03-02 11:43:11", "INBOX"));
    let (mut desk, _) = desk_with(&[]);
    let connections = connections();
    let path =
        desk.file("Complete_LinkedInDataExport_06-02-2024.zip", zip_of(&[("Connections.csv", connections.as_bytes()), ("messages.csv", mail.as_bytes())]));
    let import_for = |desk: &mut Desk, owner: &str| {
        desk.run(Command::PreviewImport { paths: vec![path.clone()], options: ImportOptions { owner: Some(owner.into()), ..ImportOptions::default() } })
            .unwrap();
        desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
    };
    import_for(&mut desk, ZELIE.1);
    assert_eq!(evidence(&mut desk, "tomas-example").messages.map(|found| found.group), Some(1));
    let wrong = desk.dump();
    import_for(&mut desk, OWNER.1);
    assert_eq!(evidence(&mut desk, "tomas-example").messages, None, "the owner wrote nothing to Tomas");
    assert_eq!(evidence(&mut desk, "zélie-example").messages.map(|found| (found.received, found.group)), Some((1, 1)));
    // The same owner named once more forgets nothing.
    import_for(&mut desk, OWNER.1);
    assert_eq!(evidence(&mut desk, "zélie-example").messages.map(|found| (found.received, found.group)), Some((1, 1)));
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), wrong);
}

#[test]
fn a_profile_that_does_not_fit_is_pointed_out() {
    let mail = format!("{M10}\n{}{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"), message("d", OWNER, TOMAS, "2024-03-02 11:43:12", "INBOX"));
    let profile = |first: &str| format!("First Name,Last Name,Headline,Summary\n{first},Owner,,\n");
    let (_, report) = desk_with(&[("messages.csv", &mail), ("Profile.csv", &profile("Eve"))]);
    assert!(report.warnings.iter().any(|warning| warning.contains("Eve Owner") && warning.contains("Ada Owner")), "{:?}", report.warnings);
    let (_, report) = desk_with(&[("messages.csv", &mail), ("Profile.csv", &profile("Ada"))]);
    assert_eq!(report.warnings, Vec::<String>::new());
}

// In the product book: T6.
#[test]
fn message_texts_are_kept_only_by_choice() {
    let secret = "the samples are blue";
    let mail = format!("{M10}\n{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX").replace("some, words", secret));
    let (mut desk, _) = desk_with(&[("messages.csv", &mail)]);
    let holds = |desk: &Desk| desk.dump().contains(secret);
    assert!(!holds(&desk));
    let file = std::fs::read(desk.workspace()).unwrap();
    assert!(!file.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
    let path = desk.folder.path().join("Complete_LinkedInDataExport_06-01-2024.zip");
    for _ in 0..2 {
        desk.preview(&path).unwrap();
        desk.run(Command::CommitImport { keeps_message_texts: true }).unwrap();
    }
    assert_eq!(desk.dump().matches(secret).count(), 1);
    let person_id = desk.id("Zélie");
    let events = desk.run(Command::LoadPerson { person_id }).unwrap();
    let texts = events.into_iter().find_map(|event| if let partwell::event::Event::PersonLoaded(details) = event { Some(details.message_texts) } else { None });
    assert_eq!(texts.unwrap()[0].text(), secret);
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Undo).unwrap();
    assert!(!holds(&desk));
}

#[test]
fn an_archive_without_connections_adds_to_people_who_are_known() {
    let mut desk = Desk::new();
    let mail = format!("{M10}\n{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"));
    let path = desk.file("messages.csv", &mail);
    assert!(desk.import(&path).unwrap_err().detail.contains("who is connected"));
    desk.import_bytes(connections()).unwrap();
    let report = desk.import(&path).unwrap();
    assert_eq!((report.gone, report.added, report.kinds[&FileKind::Messages].matched), (0, 0, 1));
    assert_eq!(desk.load().people.len(), 4);
    assert_eq!(evidence(&mut desk, "zélie-example").messages.unwrap().sent, 1);
}

/// What is known of somebody's messages: sent, received, group.
fn counts(desk: &mut Desk, slug: &str) -> Option<(usize, usize, usize)> {
    evidence(desk, slug).messages.map(|found| (found.sent, found.received, found.group))
}

const JUNE: &str = "Complete_LinkedInDataExport_06-01-2024.zip";
const JULY: &str = "Complete_LinkedInDataExport_07-01-2024.zip";

#[test]
fn two_recommendations_of_one_minute_stay_two() {
    let text = |words: &[&str]| {
        let rows =
            words.iter().map(|words| format!("Tomas,Ferrowick,Pellworth,Buyer,\"{words}\",\"06/18/19, 10:05 AM\",VISIBLE\n")).collect::<Vec<_>>().concat();
        format!("{R7}\n{rows}")
    };
    let texts = |desk: &mut Desk| {
        let mut texts: Vec<String> = evidence(desk, "tomas-example").recommendations.into_iter().map(|found| found.text).collect();
        texts.sort();
        texts
    };
    let mut desk = Desk::new();
    import(&mut desk, JUNE, &[("Recommendations_Received.csv", &text(&["One.", "Two."]))]);
    assert_eq!(texts(&mut desk), ["One.", "Two."]);
    // One of them was reworded; the other stands as it was.
    import(&mut desk, JULY, &[("Recommendations_Received.csv", &text(&["Two.", "One, better."]))]);
    assert_eq!(texts(&mut desk), ["One, better.", "Two."]);
    // Both reworded: each takes the place of one.
    import(&mut desk, JULY, &[("Recommendations_Received.csv", &text(&["A.", "B."]))]);
    assert_eq!(texts(&mut desk), ["A.", "B."]);
    // A third one of that minute replaces none.
    import(&mut desk, JULY, &[("Recommendations_Received.csv", &text(&["A.", "B.", "C."]))]);
    assert_eq!(texts(&mut desk), ["A.", "B.", "C."]);
}

#[test]
fn of_whom_a_file_may_speak_nothing_is_said() {
    let received = format!("{R7}\nAna,Quorn,Elsewhere,Cook,Which of the two?,\"06/19/19, 10:05 AM\",VISIBLE\n");
    let (mut desk, _) = desk_with(&[("Recommendations_Received.csv", &received), ("Recommendations_Given.csv", &format!("{R7}\n"))]);
    let snapshot = desk.load();
    let person = |slug: &str| snapshot.people.iter().find(|person| person.facts.slug.as_deref() == Some(slug)).unwrap();
    for (slug, is_ambiguous) in [("ana-1-example", true), ("ana-2-example", true), ("tomas-example", false)] {
        let person = person(slug);
        let covered = snapshot.coverage.of(EvidenceKind::Recommendations, &person.facts, &person.evidence);
        assert_eq!((covered.state, covered.is_ambiguous, covered.is_known()), (Covered, is_ambiguous, !is_ambiguous), "{slug}");
        // Whether one of them recommended the owner is asked, as nobody can tell.
        let around = partwell::model::checklist::ChecklistContext {
            everyone: &snapshot.people,
            coverage: &snapshot.coverage,
            owner_jobs: &snapshot.owner_past.jobs,
            time: &LocalTime::new("2024-06-02T12:00:00Z".parse().unwrap(), far_west()),
        };
        let put = partwell::model::checklist::ask(&[person], &around);
        assert_eq!(put.iter().any(|put| put.question.id == QuestionId::Recommendation), is_ambiguous, "{slug}");
    }
    // A later file that names the company settles it.
    let received = format!("{R7}\nAna,Quorn,Mills,Dyer,Which of the two?,\"06/19/19, 10:05 AM\",VISIBLE\n");
    import(&mut desk, JULY, &[("Recommendations_Received.csv", &received)]);
    assert_eq!(evidence(&mut desk, "ana-1-example").recommendations.len(), 1);
    let snapshot = desk.load();
    let ana = snapshot.people.iter().find(|person| person.facts.slug.as_deref() == Some("ana-1-example")).unwrap();
    assert!(snapshot.coverage.of(EvidenceKind::Recommendations, &ana.facts, &ana.evidence).is_known());
}

#[test]
fn a_log_without_owner_or_date_covers_nothing() {
    // Two strangers write to each other: either may be the owner.
    let (max, eve) = (("Max Stranger", "max-example"), ("Eve Stranger", "eve-example"));
    let mail = format!("{M10}\n{}{}", message("c", max, eve, "2024-03-02 11:43:11", "INBOX"), message("c", eve, max, "2024-03-02 11:43:12", "INBOX"));
    let (mut desk, report) = desk_with(&[("messages.csv", &mail)]);
    assert_eq!((report.owner, report.kinds[&FileKind::Messages].ignored["owner_unknown"]), (None, 2));
    assert_eq!(state(&mut desk, "tomas-example", EvidenceKind::Messages), NotInExport);
    // No date is understood.
    let mail = format!("{M10}\n{}", message("c", OWNER, ZELIE, "some day", "INBOX"));
    let (mut desk, report) = desk_with(&[("messages.csv", &mail)]);
    assert_eq!(state(&mut desk, "zélie-example", EvidenceKind::Messages), NotInExport);
    assert!(report.warnings.iter().any(|warning| warning.contains("none of its dates")), "{:?}", report.warnings);
    // An empty box says that there was nothing; an empty log of invitations is one that was never kept.
    let (mut desk, _) = desk_with(&[("messages.csv", &format!("{M10}\n")), ("Invitations.csv", &format!("{I7}\n"))]);
    assert_eq!(state(&mut desk, "zélie-example", EvidenceKind::Messages), Covered);
    assert_eq!(state(&mut desk, "zélie-example", EvidenceKind::Invitations), NotInExport);
}

#[test]
fn a_message_of_the_future_does_not_move_the_day_of_the_export() {
    let connections = connections();
    let mail = format!("{M10}\n{}{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"), message("c", OWNER, ZELIE, "2099-03-02 11:43:11", "INBOX"));
    let mut desk = Desk::new();
    let path = desk.file("export.zip", zip_of(&[("Connections.csv", connections.as_bytes()), ("messages.csv", mail.as_bytes())]));
    let report = desk.import(&path).unwrap();
    assert!(report.export_date.unwrap().year() < 2030, "{:?}", report.export_date);
    // A day that cannot be is not believed: the message is told to be left out.
    assert_eq!(report.kinds[&partwell::model::import::file_kind::FileKind::Messages].ignored.get("date_not_understood"), Some(&1));
    assert_eq!(counts(&mut desk, "zélie-example").unwrap().0, 1);
}

#[test]
fn another_owners_archive_forgets_the_counts_and_comes_back_by_redo() {
    let mine = format!("{M10}\n{}{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"), message("d", OWNER, TOMAS, "2024-03-02 11:44:11", "INBOX"));
    let other = ("Eve Other", "eve-other-example");
    let theirs = format!(
        "{M10}\n{}{}",
        message("e", other, TOMAS, "2024-04-02 11:43:11", "INBOX"),
        message("f", ("Ana Quorn", "ana-2-example"), other, "2024-04-02 11:44:11", "INBOX")
    );
    let mut desk = Desk::new();
    import(&mut desk, JUNE, &[("messages.csv", &mine)]);
    let before = desk.dump();
    let report = import(&mut desk, JULY, &[("messages.csv", &theirs)]);
    assert_eq!(report.owner.unwrap().slug.as_deref(), Some("eve-other-example"));
    assert!(report.warnings.iter().any(|warning| warning.contains("another owner")), "{:?}", report.warnings);
    assert_eq!(counts(&mut desk, "zélie-example"), None, "who wrote to somebody else did not write to this owner");
    assert_eq!(counts(&mut desk, "tomas-example"), Some((1, 0, 0)));
    let after = desk.dump();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), after, "doing it again is no mixture of both");
    let mut desk = desk.restarted();
    desk.run(Command::Undo).unwrap();
    assert_eq!(desk.dump(), before);
}

#[test]
fn an_owner_who_changed_their_link_keeps_their_messages() {
    let renamed = ("Ada Owner", "ada-new-example");
    let mut desk = Desk::new();
    let first = format!("{M10}\n{}{}", message("c", OWNER, ZELIE, "2024-03-02 11:43:11", "INBOX"), message("d", OWNER, TOMAS, "2024-03-02 11:44:11", "INBOX"));
    import(&mut desk, JUNE, &[("messages.csv", &first)]);
    let then =
        format!("{M10}\n{}{}", message("c", renamed, ZELIE, "2024-06-02 11:43:11", "INBOX"), message("d", TOMAS, renamed, "2024-06-02 11:44:11", "INBOX"));
    import(&mut desk, JULY, &[("messages.csv", &then)]);
    assert_eq!(counts(&mut desk, "zélie-example"), Some((2, 0, 0)));
    assert_eq!(counts(&mut desk, "tomas-example"), Some((1, 1, 0)));
}

#[test]
fn the_minutes_of_2018_are_the_same_messages_as_the_seconds_of_today() {
    let mut desk = Desk::new();
    let people = format!("{H7}\nTomas,Ferrowick,{LINK}tomas-example,,Pellworth,Buyer,07 Jan 2016\n");
    let old = "From,To,Date,Subject,Content,Direction,Folder\nAda Owner,Tomas Ferrowick,\"3/2/18, 11:43 AM\",,x,OUTGOING,INBOX\nTomas Ferrowick,Ada Owner,\"3/2/18, 11:44 AM\",,x,INCOMING,INBOX\n";
    let new = format!(
        "{M10}\n{}{}{}",
        message("c", OWNER, TOMAS, "2018-03-02 11:43:11", "INBOX"),
        message("c", TOMAS, OWNER, "2018-03-02 11:44:52", "INBOX"),
        message("c", TOMAS, OWNER, "2024-03-02 11:44:52", "INBOX")
    );
    for (name, mail) in [("Complete_LinkedInDataExport_06-01-2018.zip", old), (JUNE, new.as_str())] {
        let path = desk.file(name, zip_of(&[("Connections.csv", people.as_bytes()), ("messages.csv", mail.as_bytes())]));
        desk.import(&path).unwrap();
    }
    assert_eq!(counts(&mut desk, "tomas-example"), Some((1, 2, 0)));
}

#[test]
fn what_one_export_shows_among_two_and_another_in_a_group_is_one_message() {
    let alone = format!("{M10}\n{}{}", message("g", ZELIE, OWNER, "2024-03-02 11:43:11", "INBOX"), message("d", OWNER, TOMAS, "2024-03-02 11:44:11", "INBOX"));
    let third = format!(
        "g,,\"{}\",{LINK}{},\"Ada Owner, Tomas Ferrowick\",\"{LINK}{},{LINK}{}\",2024-03-03 11:43:09 UTC,,x,INBOX\n",
        ZELIE.0, ZELIE.1, OWNER.1, TOMAS.1
    );
    let mut desk = Desk::new();
    import(&mut desk, JUNE, &[("messages.csv", &alone)]);
    assert_eq!(counts(&mut desk, "zélie-example"), Some((0, 1, 0)));
    import(&mut desk, JULY, &[("messages.csv", &format!("{alone}{third}"))]);
    assert_eq!(counts(&mut desk, "zélie-example"), Some((0, 0, 2)));
}

#[test]
fn the_owner_with_a_namesake_among_those_without_links_is_found() {
    // In the files without recipients' links the owner is there by name only, and so is another Ada Owner.
    let rows: String = (0..6)
        .map(|i| format!("c{i},,Zélie Quorn,https://www.linkedin.com/in/z-example,Ada Owner,2021-03-02 11:4{i}:11 UTC,,x,INBOX\n"))
        .chain((0..3).map(|i| format!("d{i},,Ada Owner,https://www.linkedin.com/in/ada-owner-example,Tomas Ferrowick,2021-03-03 11:4{i}:11 UTC,,x,INBOX\n")))
        .collect();
    let mail = format!("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER\n{rows}");
    let people = format!("{H6}\nZélie,Quorn,,Mills,Dyer,08 Jan 2020\nTomas,Ferrowick,,Mills,Dyer,06 Jan 2020\n");
    let mut desk = Desk::new();
    let path = desk.file("a.zip", zip_of(&[("Connections.csv", people.as_bytes()), ("messages.csv", mail.as_bytes())]));
    let report = desk.import(&path).unwrap();
    assert_eq!(report.owner.unwrap().slug.as_deref(), Some("ada-owner-example"));
    let found = desk.person("Zélie").evidence.messages.clone().unwrap();
    assert_eq!((found.sent, found.received), (0, 6));
    assert_eq!(desk.person("Tomas").evidence.messages.as_ref().unwrap().sent, 3);
}

#[test]
fn several_folders_are_one_export_and_keep_their_rules() {
    let mail = |words: &str, at: &str| format!("{M10}\n{}", message("c", OWNER, ZELIE, at, "INBOX").replace("some, words", words));
    let mut desk = Desk::new();
    let connections = connections();
    desk.file("one/Connections.csv", &connections);
    desk.file("one/messages.csv", mail("first words", "2024-03-02 11:43:11"));
    desk.file("one/guide_messages.csv", mail("not a person", "2024-03-02 11:45:11"));
    desk.file("two/messages.csv", mail("second words", "2024-03-03 11:43:11"));
    let paths = vec![desk.folder.path().join("one"), desk.folder.path().join("two")];
    desk.run(Command::PreviewImport { paths, options: ImportOptions::default() }).unwrap();
    desk.run(Command::CommitImport { keeps_message_texts: true }).unwrap();
    assert_eq!(counts(&mut desk, "zélie-example"), Some((2, 0, 0)));
    let dump = desk.dump();
    assert_eq!((dump.matches("first words").count(), dump.matches("second words").count(), dump.matches("not a person").count()), (1, 1, 0));
}

#[test]
fn each_archive_speaks_of_its_own_day() {
    let mut desk = Desk::new();
    let connections = connections();
    let invitations = |at: &str| format!("{I7}\nAda Owner,X Y,\"{at}, 3:05 PM\",,OUTGOING,{LINK}ada-owner-example,{LINK}x-example\n");
    let old = desk.file(
        "Complete_LinkedInDataExport_02-01-2020.zip",
        zip_of(&[("Connections.csv", connections.as_bytes()), ("Invitations.csv", invitations("9/1/19").as_bytes())]),
    );
    let new = desk.file(JUNE, zip_of(&[("Connections.csv", connections.as_bytes()), ("Invitations.csv", invitations("9/1/23").as_bytes())]));
    desk.run(Command::PreviewImport { paths: vec![old, new], options: ImportOptions::default() }).unwrap();
    desk.run(Command::CommitImport { keeps_message_texts: false }).unwrap();
    let snapshot = desk.load();
    let note = |slug: &str| {
        let person = snapshot.people.iter().find(|person| person.facts.slug.as_deref() == Some(slug)).unwrap();
        let note = snapshot.coverage.notes(&person.facts, &person.evidence)[&EvidenceKind::Invitations].clone();
        (note.state, note.export_date.unwrap().to_string())
    };
    assert_eq!(note("zélie-example"), (Covered, "2024-06-01".into()), "connected in 2024");
    assert_eq!(note("tomas-example"), (Covered, "2020-02-01".into()), "connected in 2020, when the older one was made");
}

#[test]
fn an_older_archive_does_not_bring_back_an_old_job_of_the_owner() {
    let positions = |company: &str| format!("Company Name,Title,Description,Location,Started On,Finished On\n{company},Buyer,,Lund,Jan 2018,\n");
    let mut desk = Desk::new();
    import(&mut desk, JULY, &[("Positions.csv", &positions("Blue Heron Mills"))]);
    import(&mut desk, JUNE, &[("Positions.csv", &positions("Pellworth"))]);
    let jobs: Vec<String> = desk.load().owner_past.jobs.iter().map(|job| job.company.clone()).collect();
    assert_eq!(jobs, ["Blue Heron Mills"]);
}

#[test]
fn of_one_way_only_the_other_stays_unknown() {
    let (mut desk, _) = desk_with(&[("Recommendations_Received.csv", &format!("{R7}\n"))]);
    let snapshot = desk.load();
    let person = &snapshot.people[0];
    let note = &snapshot.coverage.notes(&person.facts, &person.evidence)[&EvidenceKind::Recommendations];
    assert_eq!((note.state, note.only), (Covered, Some(Direction::Incoming)));
}
