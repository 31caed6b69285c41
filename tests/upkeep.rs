//! The workspace as a whole: backups, restoring, copies, the full export and back, salvage, forgetting, erasing.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use partwell::{
    command::Command,
    engine::Engine,
    event::{BackupList, Event, Forgetting, Settlement, WorkspaceState},
    model::{backup::BackupReason, person::decision::Pane},
};

use proptest::prelude::*;

use crate::support::{Desk, H7, dump, invented, zip_of};

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The files below a folder that hold these bytes.
fn files_with(folder: &Path, needle: &str) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|path| memchr::memmem::find(&fs::read(path).unwrap(), needle.as_bytes()).is_some()).collect()
}

fn backups(desk: &mut Desk) -> BackupList {
    desk.run(Command::LoadBackups).unwrap().into_iter().find_map(|event| if let Event::BackupsLoaded(list) = event { Some(list) } else { None }).unwrap()
}

/// An archive in which one person left traces in every kind of file.
fn archive() -> Vec<u8> {
    let connections = format!(
        "{H7}\nZelinda,Quornfeather,https://www.linkedin.com/in/zelinda-quornfeather,zelinda@example.com,Mills,Dyer,08 Jan 2024\nBen,Quorn,https://www.linkedin.com/in/ben-quorn,,Mills,Weaver,09 Jan 2024\n"
    );
    zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        (
            "messages.csv",
            b"CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\nc1,Zelinda Quornfeather,https://www.linkedin.com/in/zelinda-quornfeather,Ada,https://www.linkedin.com/in/owner-example,2024-02-02 10:00:00 UTC,Kazoowords,INBOX\n",
        ),
        (
            "Invitations.csv",
            b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\nZelinda Quornfeather,Ada,\"1/7/24, 3:05 PM\",Kazoonote,INCOMING,https://www.linkedin.com/in/zelinda-quornfeather,https://www.linkedin.com/in/owner-example\n",
        ),
        (
            "Recommendations_Received.csv",
            b"First Name,Last Name,Company,Job Title,Text,Creation Date,Status\nZelinda,Quornfeather,,,Kazootext,\"06/18/19, 10:05 AM\",VISIBLE\n",
        ),
        ("Member_Follows.csv", b"Date,Status,FullName\n2024-01-08,Active,Zelinda Quornfeather\n"),
    ])
}

/// A workspace in which much was done with that person.
fn lived_in() -> Desk {
    let mut desk = Desk::new();
    let path = desk.file("a.zip", archive());
    desk.preview(&path).unwrap();
    desk.run(Command::CommitImport { keeps_message_texts: true }).unwrap();
    fs::remove_file(path).unwrap();
    let id = desk.id("Zelinda");
    desk.run(Command::SetNote { person_id: id, note: "Kazoomemo".to_owned() }).unwrap();
    desk.run(Command::Move { person_ids: vec![id], to: Pane::Remove }).unwrap();
    crate::finalizing::finalize_all(&mut desk);
    desk
}

// In the product book: T2.
#[test]
fn backups_come_before_imports_and_batches_and_once_a_day_and_not_twice_of_the_same() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(4)).unwrap();
    assert_eq!(backups(&mut desk).backups, Vec::new(), "nothing was there to be backed up");
    let ids = desk.load().people.iter().map(|person| person.id).collect::<Vec<_>>();
    desk.run(Command::Move { person_ids: ids[..2].to_vec(), to: Pane::Remove }).unwrap();
    let reasons = |desk: &mut Desk| backups(desk).backups.iter().map(|backup| backup.reason).collect::<Vec<_>>();
    assert_eq!(reasons(&mut desk), [BackupReason::Daily]);
    desk.run(Command::Move { person_ids: ids[2..].to_vec(), to: Pane::Remove }).unwrap();
    assert_eq!(reasons(&mut desk), [BackupReason::Daily], "once a day is enough");
    desk.import_bytes(invented(6)).unwrap();
    assert_eq!(reasons(&mut desk), [BackupReason::BeforeImport, BackupReason::Daily]);
    crate::finalizing::finalize_all(&mut desk);
    assert_eq!(reasons(&mut desk), [BackupReason::BeforeFinalizing, BackupReason::BeforeImport, BackupReason::Daily]);
    desk.run(Command::BackUp).unwrap();
    desk.run(Command::BackUp).unwrap();
    let list = backups(&mut desk);
    assert_eq!(list.backups.len(), 4, "the second would be the same");
    let newest = list.backups[0].contents.unwrap();
    assert_eq!((newest, newest.in_words().as_str()), (list.contents, "6 people, 4 decided, 1 batch, 0 notes"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&list.folder), 0o700);
        assert!(list.backups.iter().all(|backup| mode(&backup.path) == 0o600));
    }
    // Nothing is left of making them.
    assert!(files(desk.folder.path()).iter().all(|path| !path.to_string_lossy().ends_with(".part")), "{:?}", files(desk.folder.path()));
}

#[test]
fn a_backup_is_put_back_whole_and_that_is_undone_by_the_one_before() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(5)).unwrap();
    let ids = desk.load().people.iter().map(|person| person.id).collect::<Vec<_>>();
    desk.run(Command::Move { person_ids: ids.clone(), to: Pane::Remove }).unwrap();
    desk.run(Command::BackUp).unwrap();
    let (then, backup) = (desk.dump(), backups(&mut desk).backups[0].path.clone());
    desk.run(Command::SetNote { person_id: ids[0], note: "later".to_owned() }).unwrap();
    let now = desk.dump();
    let events = desk.run(Command::Restore { backup }).unwrap();
    let before = events.into_iter().find_map(|event| if let Event::Restored { before, .. } = event { before } else { None }).unwrap();
    assert_eq!(desk.dump(), then);
    // The history of then is there, too.
    desk.run(Command::Undo).unwrap();
    desk.run(Command::Redo).unwrap();
    assert_eq!(desk.dump(), then);
    desk.run(Command::Restore { backup: before }).unwrap();
    assert_eq!(desk.dump(), now);
    let mut desk = desk.restarted();
    assert_eq!(desk.dump(), now);
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    assert!(backups(&mut desk).backups.iter().any(|backup| backup.reason == BackupReason::BeforeRestoring));
}

#[test]
fn what_is_not_sound_or_no_workspace_is_not_put_back() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(300)).unwrap();
    desk.run(Command::BackUp).unwrap();
    let good = backups(&mut desk).backups[0].path.clone();
    let bytes = fs::read(&good).unwrap();
    let before = desk.dump();
    let place = memchr::memmem::find(&bytes, b"Quorn42").unwrap();
    let mut rotten = bytes.clone();
    rotten[place] ^= 1;
    for (name, content) in
        [("rotten.partwell", rotten.as_slice()), ("cut.partwell", &bytes[..bytes.len() / 2]), ("list.csv", b"a,b\n1,2\n"), ("empty.partwell", b"")]
    {
        let path = desk.file(name, content);
        let problem = desk.run(Command::Restore { backup: path.clone() }).unwrap_err();
        assert!(problem.title.contains("not put back") && problem.detail.contains("as it was"), "{name}: {problem:?}");
        assert_eq!(desk.dump(), before, "{name}");
        assert_eq!(fs::read(path).unwrap(), content, "{name}");
    }
    let own = desk.workspace();
    assert!(desk.run(Command::Restore { backup: own }).is_err());
    let missing = desk.folder.path().join("none.partwell");
    assert!(desk.run(Command::Restore { backup: missing }).is_err());
    assert_eq!(desk.dump(), before);
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_damaged_workspace_is_examined_restored_and_salvaged_and_not_touched() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(800)).unwrap();
    let ids = desk.load().people.iter().map(|person| person.id).collect::<Vec<_>>();
    desk.run(Command::Move { person_ids: ids[..40].to_vec(), to: Pane::Remove }).unwrap();
    desk.run(Command::SetNote { person_id: ids[7], note: "from Ghent".to_owned() }).unwrap();
    desk.run(Command::BackUp).unwrap();
    let (workspace, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    let sound = fs::read(&workspace).unwrap();
    assert_eq!(Engine::examine(&workspace, Duration::ZERO).state, WorkspaceState::Ok);
    let whole = dump(&workspace);
    // A page of people is overwritten, and a bit is turned elsewhere.
    let mut bytes = sound.clone();
    let place = memchr::memmem::find(&bytes, b"Person00400").unwrap();
    let page = place / 4096 * 4096;
    bytes[page..page + 4096].fill(0xA5);
    let place = memchr::memmem::find(&bytes, b"Person00100").unwrap();
    bytes[place] ^= 4;
    fs::write(&workspace, &bytes).unwrap();
    let examined = Engine::examine(&workspace, Duration::ZERO);
    assert_eq!((examined.state, examined.backups.len()), (WorkspaceState::Damaged, 2));
    assert!(!examined.damage.is_empty());
    assert!(Engine::open_existing(&workspace, Duration::ZERO).unwrap_err().is_damage);
    // What can be read goes into a new one, and what could not is told.
    let rescued = folder.path().join("rescued.partwell");
    let (contents, salvaged, wrong) = Engine::salvage(&workspace, &rescued, Duration::ZERO).unwrap();
    assert_eq!(wrong, Vec::<String>::new());
    assert!((700..800).contains(&contents.people), "{contents:?}");
    let people = salvaged.iter().find(|kind| kind.what == "people").unwrap();
    assert_eq!((people.kept + people.lost, people.is_as_written), (800, false));
    assert_eq!(usize::try_from(people.kept).unwrap(), contents.people);
    assert!(salvaged.iter().any(|kind| kind.what == "notes" && kind.kept == 1 && kind.is_as_written), "{salvaged:?}");
    assert!(Engine::salvage(&workspace, &rescued, Duration::ZERO).is_err(), "what is there is not written over");
    let mut engine = Engine::open_existing(&rescued, Duration::ZERO).unwrap();
    assert_eq!(engine.check().unwrap(), Vec::<String>::new());
    drop(engine.title_words());
    engine.settle();
    drop(engine);
    assert_eq!(fs::read(&workspace).unwrap(), bytes, "the damaged file is as it was");
    // The newest backup takes its place, and it is kept beside.
    let now = partwell::model::local_time::LocalTime::default();
    let aside = Engine::put_back(&workspace, &examined.backups[0].path, &now, Duration::ZERO).unwrap().unwrap();
    assert_eq!(fs::read(aside).unwrap(), bytes);
    assert_eq!(dump(&workspace), whole);
    assert_eq!(Engine::examine(&workspace, Duration::ZERO).state, WorkspaceState::Ok);
    assert!(Engine::open_existing(&workspace, Duration::ZERO).is_ok());
}

/// The damaged file may have a log beside it: what stands there is part of what can be read.
#[test]
fn salvage_reads_what_stands_in_the_log_and_a_sound_workspace_comes_over_whole() {
    let mut desk = lived_in();
    let whole = desk.dump();
    let copy = desk.folder.path().join("copied");
    fs::create_dir(&copy).unwrap();
    for ending in ["", "-wal"] {
        fs::copy(desk.folder.path().join(format!("test.partwell{ending}")), copy.join(format!("test.partwell{ending}"))).unwrap();
    }
    assert!(fs::metadata(copy.join("test.partwell-wal")).unwrap().len() > 0);
    let rescued = copy.join("new.partwell");
    let (_, salvaged, wrong) = Engine::salvage(&copy.join("test.partwell"), &rescued, Duration::ZERO).unwrap();
    assert_eq!((wrong, salvaged.iter().all(|kind| kind.is_as_written && kind.lost == 0)), (Vec::new(), true), "{salvaged:?}");
    assert_eq!(dump(&rescued), whole);
    // Undo came over with it.
    let mut engine = Engine::open_existing(&rescued, Duration::ZERO).unwrap();
    let mut events = Vec::new();
    engine.run(Command::Undo, &partwell::model::local_time::LocalTime::default(), &mut partwell::model::progress::NoProgress, &mut |event| events.push(event));
    assert!(events.iter().any(|event| matches!(event, Event::Changed(_))), "{events:?}");
    assert_eq!(files(&copy).iter().filter(|path| path.to_string_lossy().contains(".source")).count(), 0);
    assert_eq!(desk.load().people.len(), 2);
}

#[test]
fn a_copy_holds_the_same_and_replaces_nothing_unasked() {
    let mut desk = lived_in();
    let place = desk.folder.path().join("elsewhere.partwell");
    let copy = |may_replace| Command::CopyWorkspace { path: place.clone(), may_replace };
    desk.run(copy(false)).unwrap();
    assert_eq!(dump(&place), desk.dump());
    assert_eq!(Engine::examine(&place, Duration::ZERO).state, WorkspaceState::Ok);
    assert_eq!(desk.settlement(copy(false)), Settlement::WouldReplace);
    desk.run(copy(true)).unwrap();
    let own = desk.workspace();
    for path in [own.clone(), desk.folder.path().join("test.partwell-wal"), desk.folder.path().join("no/such/a.partwell")] {
        assert!(desk.run(Command::CopyWorkspace { path: path.clone(), may_replace: true }).is_err(), "{path:?}");
    }
    // It is not taken for one that was copied while it was open.
    let mut copied = Engine::open_existing(&place, Duration::ZERO).unwrap();
    let mut events = Vec::new();
    copied.run(Command::Load, &partwell::model::local_time::LocalTime::default(), &mut partwell::model::progress::NoProgress, &mut |event| events.push(event));
    assert!(!events.iter().any(|event| matches!(event, Event::Noticed(_))), "{events:?}");
}

#[test]
fn the_full_export_comes_back_without_loss_whatever_its_cells_hold() {
    let mut desk = lived_in();
    let id = desk.id("Ben");
    for note in ["=1+1", "'=1", "\\N", "a\r\nb,\"c\"\n", "\u{FEFF}x", "", "-5", "é\u{202E}n\0d"] {
        desk.run(Command::SetNote { person_id: id, note: note.to_owned() }).unwrap();
    }
    let dumped = desk.dump();
    let folder = desk.folder.path().join("full");
    desk.run(Command::ExportFull { folder: folder.clone() }).unwrap();
    assert!(desk.run(Command::ExportFull { folder: folder.clone() }).is_err(), "what is there is not written over");
    assert!(!desk.folder.path().join("full.part").exists());
    let back = desk.folder.path().join("back.partwell");
    let contents = Engine::import_full(&folder, &back, false, Duration::ZERO).unwrap();
    assert_eq!((contents.people, contents.batches, contents.notes), (2, 1, 2));
    assert_eq!(dump(&back), dumped);
    // Settings, history and ledger came along: all of it, byte for byte.
    let again = desk.folder.path().join("again");
    let mut engine = Engine::open_existing(&back, Duration::ZERO).unwrap();
    engine.run(
        Command::ExportFull { folder: again.clone() },
        &partwell::model::local_time::LocalTime::default(),
        &mut partwell::model::progress::NoProgress,
        &mut |_| {},
    );
    for file in files(&folder).iter().filter(|path| path.extension().is_some_and(|ending| ending == "csv")) {
        assert_eq!(fs::read(file).unwrap(), fs::read(again.join(file.file_name().unwrap())).unwrap(), "{file:?}");
    }
    drop(engine);
    // Each of these as a cell of its own.
    for (at, note) in ["=1+1", "'=1", "\\N", "\\\\N", "a\r\nb,\"c\"\n", "\u{FEFF}x", "-5", "é\u{202E}n\0d"].into_iter().enumerate() {
        desk.run(Command::SetNote { person_id: id, note: note.to_owned() }).unwrap();
        let (folder, back) = (desk.folder.path().join(format!("full-{at}")), desk.folder.path().join(format!("back-{at}.partwell")));
        desk.run(Command::ExportFull { folder: folder.clone() }).unwrap();
        Engine::import_full(&folder, &back, false, Duration::ZERO).unwrap_or_else(|problem| panic!("{note:?}: {problem:?}"));
        assert_eq!(dump(&back), desk.dump(), "{note:?}");
    }
    // What was changed is noticed, and taken where that is said.
    let people = fs::read_to_string(folder.join("person.csv")).unwrap();
    fs::write(folder.join("person.csv"), people.replace("Weaver", "Spinner")).unwrap();
    let other = desk.folder.path().join("other.partwell");
    let refused = Engine::import_full(&folder, &other, false, Duration::ZERO).unwrap_err();
    assert!(refused.title.contains("person.csv") && refused.hint.contains("--edited") && !other.exists(), "{refused:?}");
    Engine::import_full(&folder, &other, true, Duration::ZERO).unwrap();
    assert!(dump(&other).contains("Spinner"));
    assert!(Engine::import_full(&folder, &other, true, Duration::ZERO).is_err(), "a workspace that is there is not written over");
    // What does not fit is told with file and line, and nothing is made.
    for (file, from, to) in [
        ("person.csv", "Ben", "Ben\",\"x"),
        ("person.csv", "first_name", "given_name"),
        ("decision.csv", "2026-", "20X6-"),
        ("note.csv", "\n2,", "\n99,"),
        ("datapackage.json", "\"person\"", "\"../person\""),
        ("datapackage.json", "{", ""),
    ] {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(from), "{file} {from}");
        fs::write(folder.join(file), text.replacen(from, to, 1)).unwrap();
        let third = desk.folder.path().join("third.partwell");
        let refused = Engine::import_full(&folder, &third, true, Duration::ZERO);
        assert!(refused.is_err(), "{file} {from}");
        assert!(files(desk.folder.path()).iter().all(|path| !path.to_string_lossy().contains("third")), "{file} {from}: {:?}", files(desk.folder.path()));
        fs::write(folder.join(file), text).unwrap();
    }
}

#[test]
fn who_is_forgotten_is_in_no_file_any_more() {
    let mut desk = lived_in();
    desk.run(Command::BackUp).unwrap();
    let words = ["Zelinda", "zelinda", "Quornfeather", "quornfeather", "Kazoowords", "Kazoonote", "Kazootext", "Kazoomemo"];
    for word in words {
        assert!(!files_with(desk.folder.path(), word).is_empty(), "{word}");
    }
    let id = desk.engine.person_id("zelinda-quornfeather").unwrap().unwrap();
    let ben = desk.id("Ben");
    desk.run(Command::SetNote { person_id: ben, note: "knows Zelinda Quornfeather".to_owned() }).unwrap();
    let events = desk.run(Command::ForgetPerson { person_id: id, with_backups: false }).unwrap();
    let told: Forgetting = events.into_iter().find_map(|event| if let Event::PersonForgotten(told) = event { Some(told) } else { None }).unwrap();
    assert_eq!((told.name.as_str(), told.named_in.as_slice(), told.deleted_backups), ("Zelinda Quornfeather", [("note", 1)].as_slice(), 0));
    assert!(!told.in_backups.is_empty());
    assert_eq!(desk.engine.check().unwrap(), Vec::<String>::new());
    assert!(desk.run(Command::ForgetPerson { person_id: id, with_backups: false }).is_err());
    // The ledger keeps that somebody was there.
    let events = desk.run(Command::LoadLedger).unwrap();
    let entries = events.into_iter().find_map(|event| if let Event::LedgerLoaded { entries, .. } = event { Some(entries) } else { None }).unwrap();
    assert_eq!((entries.len(), entries[0].listed.facts.name().as_str(), entries[0].listed.note.as_str()), (1, "No name", ""));
    // What names them in passing is the member's to change; the rest is gone from every file but the backups.
    desk.run(Command::SetNote { person_id: ben, note: String::new() }).unwrap();
    desk.run(Command::ForgetPerson { person_id: ben, with_backups: true }).unwrap();
    for backup in backups(&mut desk).backups {
        fs::remove_file(backup.path).unwrap();
    }
    desk.engine.settle();
    let desk = desk.restarted();
    for word in words.into_iter().chain(["Ben", "ben-quorn"]) {
        assert_eq!(files_with(desk.folder.path(), word), Vec::<PathBuf>::new(), "{word}");
    }
}

#[test]
fn what_is_erased_leaves_no_file() {
    let mut desk = lived_in();
    desk.run(Command::BackUp).unwrap();
    let (workspace, folder) = (desk.workspace(), desk.folder);
    assert!(Engine::erase(&workspace, Duration::ZERO).is_err(), "not while it is open");
    drop(desk.engine);
    fs::write(folder.path().join("test.partwell.window.json"), "{}").unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    // A window that was killed leaves the folder of its calls.
    let calls = Engine::calls_folder(&workspace);
    fs::create_dir(&calls).unwrap();
    fs::write(calls.join("call-1.json"), "{\"files\":[]}").unwrap();
    // What somebody else put into one of our folders stays, and stops nothing.
    fs::create_dir(calls.join("theirs")).unwrap();
    let theirs = calls.join("theirs.txt");
    fs::write(&theirs, "theirs").unwrap();
    // A file of somebody else's in its place is not deleted, whatever the lock says.
    let kept_aside = fs::read(&workspace).unwrap();
    fs::write(&workspace, "somebody's table, of many columns").unwrap();
    assert!(Engine::erase(&workspace, Duration::ZERO).unwrap_err().title.contains("Another file"));
    assert_eq!(fs::read(&workspace).unwrap(), b"somebody's table, of many columns");
    fs::write(&workspace, kept_aside).unwrap();
    let strangers = [folder.path().join("mine.txt"), folder.path().join("mine.partwell")];
    fs::write(&strangers[1], "not a workspace").unwrap();
    for stranger in &strangers {
        assert!(Engine::erase(stranger, Duration::ZERO).is_err());
    }
    Engine::erase(&workspace, Duration::from_secs(1)).unwrap();
    let mut left = strangers.to_vec();
    left.push(theirs);
    left.sort();
    assert_eq!(files(folder.path()), left);
    assert!(Engine::erase(&workspace, Duration::ZERO).is_err(), "there is none any more");
}

/// A backup that time has made superfluous is still the one that is put back, and nothing that it needs is thinned out first.
#[test]
fn the_very_backup_that_would_be_thinned_out_is_put_back() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(5)).unwrap();
    let ids = desk.load().people.iter().map(|person| person.id).collect::<Vec<_>>();
    desk.run(Command::BackUp).unwrap();
    let (then, newest) = (desk.dump(), backups(&mut desk).backups[0].path.clone());
    let old = newest.with_file_name("2026-01-05T08-00-00Z-daily.partwell");
    for name in ["2026-01-05T08-00-00Z", "2026-01-20T08-00-00Z", "2026-11-05T08-00-00Z", "2026-11-05T09-00-00Z"] {
        fs::copy(&newest, newest.with_file_name(format!("{name}-daily.partwell"))).unwrap();
    }
    desk.run(Command::SetNote { person_id: ids[0], note: "later".to_owned() }).unwrap();
    desk.run(Command::Restore { backup: old.clone() }).unwrap();
    assert_eq!(desk.dump(), then);
    assert!(old.exists());
}

#[test]
fn nothing_of_others_goes_where_a_full_export_or_import_is_made() {
    let mut desk = lived_in();
    let folder = desk.folder.path().join("full");
    let neighbour = desk.folder.path().join("full.part");
    fs::create_dir(&neighbour).unwrap();
    fs::write(neighbour.join("mine.txt"), "mine").unwrap();
    desk.run(Command::ExportFull { folder: folder.clone() }).unwrap();
    assert_eq!(fs::read_to_string(neighbour.join("mine.txt")).unwrap(), "mine");
    // A table that is not described would be lost without a word.
    let described = fs::read_to_string(folder.join("datapackage.json")).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&described).unwrap();
    json["resources"].as_array_mut().unwrap().retain(|resource| resource["name"] != "note");
    fs::write(folder.join("datapackage.json"), json.to_string()).unwrap();
    let made = desk.folder.path().join("made.partwell");
    let refused = Engine::import_full(&folder, &made, false, Duration::ZERO).unwrap_err();
    assert!(refused.title.contains("note.csv") && !made.exists(), "{refused:?}");
    fs::write(folder.join("datapackage.json"), described).unwrap();
    // Backups of a workspace that was there before stay, also where what is made turns out to be unsound.
    let kept = desk.folder.path().join("made.partwell.backups/2026-01-05T08-00-00Z-daily.partwell");
    fs::create_dir(kept.parent().unwrap()).unwrap();
    fs::write(&kept, "kept").unwrap();
    let people = fs::read_to_string(folder.join("person.csv")).unwrap();
    fs::write(folder.join("person.csv"), people.replace("2024-01-09", "20X4-01-09")).unwrap();
    let refused = Engine::import_full(&folder, &made, true, Duration::ZERO).unwrap_err();
    assert!(refused.title.contains("contradict") && !made.exists(), "{refused:?}");
    assert_eq!(fs::read_to_string(&kept).unwrap(), "kept");
}

#[test]
fn a_copy_never_takes_the_place_of_a_workspace_that_is_open() {
    let mut desk = lived_in();
    let mut other = Desk::new();
    other.import_bytes(invented(3)).unwrap();
    let before = other.dump();
    assert!(desk.run(Command::CopyWorkspace { path: other.workspace(), may_replace: true }).is_err());
    assert_eq!(other.dump(), before);
    assert_eq!(other.engine.check().unwrap(), Vec::<String>::new());
}

/// A workspace of an earlier version has fewer tables and no check values.
#[test]
fn a_workspace_of_an_earlier_version_is_salvaged_too() {
    let folder = tempfile::tempdir().unwrap();
    let archive = fs::File::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workspaces/version-3.zip")).unwrap();
    zip::ZipArchive::new(archive).unwrap().extract(folder.path()).unwrap();
    let old = files(folder.path()).into_iter().next().unwrap();
    let bytes = fs::read(&old).unwrap();
    let rescued = folder.path().join("rescued.partwell");
    let (contents, salvaged, wrong) = Engine::salvage(&old, &rescued, Duration::ZERO).unwrap();
    assert!(contents.people > 0 && wrong.is_empty(), "{contents:?} {wrong:?}");
    // Without check values nothing is certain, and none of it is called lost.
    assert!(salvaged.iter().all(|kind| kind.lost == 0 && !kind.is_as_written), "{salvaged:?}");
    assert_eq!(fs::read(&old).unwrap(), bytes);
}

/// Rot that sets in while the window is open is found in a moment in which nobody waits: it is told, and nothing more is written.
#[test]
fn rows_are_looked_over_when_nobody_waits() {
    let mut desk = Desk::new();
    desk.import_bytes(invented(900)).unwrap();
    let desk = desk.restarted();
    let (path, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    let mut engine = Engine::open_existing(&path, Duration::from_secs(2)).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let place = memchr::memmem::find(&bytes, b"Person00456").unwrap();
    bytes[place + 8] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let mut told = Vec::new();
    let now = partwell::model::local_time::LocalTime::default();
    engine.look_over(|| false, &now, &mut |event| told.push(event));
    assert!(matches!(told.as_slice(), [.., Event::Loaded(snapshot), Event::Noticed(problem)] if problem.is_damage && snapshot.is_for_reading));
    let mut events = Vec::new();
    engine.run(Command::SetFocus { focus: "x".to_owned() }, &now, &mut partwell::model::progress::NoProgress, &mut |event| events.push(event));
    assert!(matches!(events.as_slice(), [Event::Failed(_)]), "{events:?}");
    drop(engine);
    assert!(fs::read(&path).unwrap() == bytes, "the damaged file was not written to");
    assert!(Engine::open_existing(&path, Duration::from_secs(2)).unwrap_err().title.contains("damaged"));
    drop(folder);
}

/// What a workspace that was lived in looks like as a file, closed.
fn closed() -> (tempfile::TempDir, Vec<u8>) {
    let mut desk = lived_in();
    desk.import_bytes(invented(150)).unwrap();
    let ids = desk.load().people.iter().map(|person| person.id).take(9).collect();
    desk.run(Command::Move { person_ids: ids, to: Pane::Remove }).unwrap();
    let (workspace, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    let bytes = fs::read(workspace).unwrap();
    (folder, bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: Some(crate::support::kept_seeds("tests/upkeep.seeds")), ..ProptestConfig::default() })]

    /// Whatever is damaged: what is salvaged is a sound workspace, and the damaged file is as it was.
    #[test]
    fn whatever_is_damaged_what_is_salvaged_opens_and_what_is_still_wrong_is_told(harms in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 1..3000_usize), 1..6), cut in prop::option::of(any::<prop::sample::Index>())) {
        let (folder, mut bytes) = closed();
        // The head is needed to know it at all; without that nothing can be read.
        for (at, byte, length) in harms {
            let at = 100 + at.index(bytes.len() - 100);
            let end = (at + length).min(bytes.len());
            bytes[at..end].fill(byte);
        }
        if let Some(cut) = cut {
            bytes.truncate(4096 + cut.index(bytes.len() - 4096));
        }
        let path = folder.path().join("test.partwell");
        fs::write(&path, &bytes).unwrap();
        let rescued = folder.path().join("rescued.partwell");
        if let Ok((contents, _, wrong)) = Engine::salvage(&path, &rescued, Duration::ZERO) {
            prop_assert!(contents.people <= 160);
            let engine = Engine::open_existing(&rescued, Duration::from_secs(2)).unwrap();
            // What cannot be mended is told, and is all there is.
            prop_assert!(engine.check().unwrap().iter().all(|line| wrong.contains(line)), "{:?} {wrong:?}", engine.check());
        } else {
            prop_assert!(!rescued.exists());
        }
        prop_assert!(fs::read(&path).unwrap() == bytes);
        // Opening it never panics and never writes, either, where it is damaged.
        if Engine::open_existing(&path, Duration::from_secs(2)).is_err() {
            prop_assert!(fs::read(&path).unwrap() == bytes);
        }
    }

    /// Whatever is changed in the files of a full export: a sound workspace is made of them, or none at all.
    #[test]
    fn whatever_is_changed_in_a_full_export_nothing_unsound_is_made(harms in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>()), 1..5)) {
        let mut desk = lived_in();
        let folder = desk.folder.path().join("full");
        desk.run(Command::ExportFull { folder: folder.clone() }).unwrap();
        let all = files(&folder);
        for (file, at, byte) in harms {
            let path = &all[file.index(all.len())];
            let mut bytes = fs::read(path).unwrap();
            if bytes.is_empty() {
                continue;
            }
            let at = at.index(bytes.len());
            bytes[at] = byte;
            fs::write(path, bytes).unwrap();
        }
        let made = desk.folder.path().join("made.partwell");
        match Engine::import_full(&folder, &made, true, Duration::ZERO) {
            Ok(_) => {
                let engine = Engine::open_existing(&made, Duration::from_secs(2)).unwrap();
                prop_assert_eq!(engine.check().unwrap(), Vec::<String>::new());
            }
            Err(problem) => {
                prop_assert!(!problem.title.is_empty() && !problem.hint.is_empty());
                prop_assert!(!made.exists() && !made.with_extension("partwell.part").exists());
            }
        }
    }
}

#[test]
fn a_folder_that_is_carried_to_other_computers_is_told_once_for_each_place() {
    let told = |desk: &mut Desk| -> Vec<String> {
        let noticed = |event| if let Event::Noticed(problem) = event { Some(problem.title) } else { None };
        desk.run(Command::Load).unwrap().into_iter().filter_map(noticed).collect()
    };
    let mut usual = Desk::new();
    assert_eq!(told(&mut usual), Vec::<String>::new());
    let mut desk = Desk::on(tempfile::Builder::new().prefix("Dropbox (Own) ").tempdir().unwrap());
    desk.import_bytes(invented(3)).unwrap();
    assert_eq!(told(&mut desk), ["Your workspace is in a folder that Dropbox syncs"]);
    assert_eq!(told(&mut desk), Vec::<String>::new(), "once");
    let mut desk = desk.restarted();
    assert_eq!(told(&mut desk), Vec::<String>::new(), "also the next time");
    assert_eq!(backups(&mut desk).place.unwrap().title, "Your workspace is in a folder that Dropbox syncs", "it stands in Settings for good");
    let moved = tempfile::Builder::new().prefix("OneDrive - Mills ").tempdir().unwrap();
    let old = desk.workspace();
    let Desk { folder: _folder, engine, .. } = desk;
    drop(engine);
    fs::rename(&old, moved.path().join(old.file_name().unwrap())).unwrap();
    assert_eq!(told(&mut Desk::on(moved)), ["Your workspace is in a folder that OneDrive syncs"]);
}

#[test]
fn where_nothing_can_be_rescued_no_workspace_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (path, to) = (folder.path().join("a.partwell"), folder.path().join("b.partwell"));
    let desk = Desk::new();
    let sound = fs::read(desk.workspace()).unwrap();
    let mut headless = sound.clone();
    headless[..200].fill(0);
    for (what, bytes) in
        [("empty", Vec::new()), ("a table", b"First Name,Last Name\nAda,Quorn\n".to_vec()), ("zeros", vec![0; 8192]), ("no beginning", headless)]
    {
        fs::write(&path, &bytes).unwrap();
        let told = Engine::salvage(&path, &to, Duration::ZERO).unwrap_err();
        assert!(!told.hint.is_empty(), "{what}: {told:?}");
        assert!(!to.exists(), "{what}");
        assert_eq!(fs::read(&path).unwrap(), bytes, "{what}");
    }
}

/// Also in the file that was damaged and is kept beside the workspace.
#[test]
fn who_is_forgotten_is_in_no_damaged_file_either_and_a_new_backup_takes_the_place_of_the_deleted() {
    let mut desk = lived_in();
    desk.run(Command::BackUp).unwrap();
    let damaged = desk.folder.path().join("test.partwell.damaged-2026-11-27T00-00-00Z-before-restoring.partwell");
    fs::copy(desk.workspace(), &damaged).unwrap();
    let ben = desk.load().people.iter().find(|person| person.facts.slug.is_some()).unwrap().id;
    let events = desk.run(Command::ForgetPerson { person_id: ben, with_backups: true }).unwrap();
    let told: Forgetting = events.into_iter().find_map(|event| if let Event::PersonForgotten(told) = event { Some(told) } else { None }).unwrap();
    assert!(told.deleted_backups >= 2 && told.in_backups.is_empty() && told.is_backed_up_anew, "{told:?}");
    assert!(!damaged.exists());
    assert_eq!(backups(&mut desk).backups.len(), 1);
}

fn restored(events: Vec<Event>) -> Option<PathBuf> {
    events.into_iter().find_map(|event| if let Event::Restored { before, .. } = event { before } else { None })
}

/// A backup that rotted is no backup, however much it looks like the newest state.
#[test]
fn a_backup_that_rotted_is_not_taken_for_the_very_same() {
    let mut desk = lived_in();
    desk.run(Command::BackUp).unwrap();
    let old = backups(&mut desk).backups[0].path.clone();
    let person_ids = [desk.load().people[0].id];
    desk.run(Command::SetNote { person_id: person_ids[0], note: "new since then".to_owned() }).unwrap();
    desk.run(Command::BackUp).unwrap();
    let newest = backups(&mut desk).backups[0].path.clone();
    let mut bytes = fs::read(&newest).unwrap();
    let place = memchr::memmem::find(&bytes, b"new since").unwrap();
    bytes[place] ^= 1;
    fs::write(&newest, bytes).unwrap();
    let known = backups(&mut desk).backups.len();
    desk.run(Command::BackUp).unwrap();
    assert_eq!(backups(&mut desk).backups.len(), known + 1, "nothing changed, and yet there is no sound backup of it");
    let before = restored(desk.run(Command::Restore { backup: old }).unwrap()).unwrap();
    assert_ne!(before, newest);
    desk.run(Command::Restore { backup: before }).unwrap();
    assert_eq!(desk.load().people.iter().find(|person| person.id == person_ids[0]).unwrap().state.note, "new since then");
}

/// What the window remembers, saved views among it, comes back with undoing a restore as well.
#[test]
fn a_view_that_was_saved_after_the_newest_backup_comes_back_too() {
    let mut desk = lived_in();
    desk.run(Command::BackUp).unwrap();
    let backup = backups(&mut desk).backups[0].path.clone();
    let mut settings = desk.load().settings.clone();
    settings.page = "ledger".into();
    desk.run(Command::SaveSettings(Box::new(settings))).unwrap();
    let before = restored(desk.run(Command::Restore { backup }).unwrap()).unwrap();
    desk.run(Command::Restore { backup: before }).unwrap();
    assert_eq!(&*desk.load().settings.page, "ledger");
}

#[test]
fn an_empty_database_is_no_backup() {
    let mut desk = lived_in();
    let blank = desk.folder.path().join("blank.partwell");
    rusqlite::Connection::open(&blank).unwrap().execute_batch("CREATE TABLE t (a); DROP TABLE t;").unwrap();
    let people = desk.load().people.len();
    assert!(desk.run(Command::Restore { backup: blank }).is_err());
    assert_eq!(desk.load().people.len(), people);
}

/// A workspace that rotted while it was open is found out by the copy that is to be its backup: then nothing more is written to it.
#[test]
fn what_a_backup_finds_damaged_is_not_written_to() {
    let mut desk = lived_in();
    let people: Vec<_> = desk.load().people.iter().map(|person| person.id).collect();
    let old = desk.workspace();
    let Desk { folder: _old_folder, engine, .. } = desk;
    drop(engine);
    // In a place that would be told, and noted, with the first look at it.
    let folder = tempfile::Builder::new().prefix("Dropbox (Own) ").tempdir().unwrap();
    let path = folder.path().join(old.file_name().unwrap());
    fs::rename(&old, &path).unwrap();
    fs::rename(format!("{}.lock", old.display()), format!("{}.lock", path.display())).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let place = memchr::memmem::find(&bytes, b"Quorn").unwrap();
    bytes[place] ^= 1;
    fs::write(&path, &bytes).unwrap();
    // As if it had rotted before the file was summed up at the end of the last session.
    let lock = folder.path().join("test.partwell.lock");
    let mut noted = fs::read(&lock).unwrap();
    let line = noted.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    noted.truncate(line);
    noted.extend_from_slice(format!("{:016x} {:032x} {:04}\n", bytes.len(), twox_hash::XxHash3_128::oneshot(&bytes), 0).as_bytes());
    fs::write(&lock, noted).unwrap();
    let mut desk = Desk::on(folder);
    // A new day: its first change makes a backup first.
    desk.days_later(2);
    let told = desk.run(Command::Move { person_ids: people, to: Pane::Remove });
    assert!(told.is_err(), "{told:?}");
    let Desk { folder: _folder, engine, .. } = desk;
    drop(engine);
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(fs::metadata(format!("{}-wal", path.display())).map_or(0, |log| log.len()), 0, "nor is anything beside it");
    assert_eq!(Engine::examine(&path, Duration::ZERO).state, WorkspaceState::Damaged);
}

/// Also what they were called before, and also by the link that they had not yet.
#[test]
fn who_is_forgotten_is_so_by_every_name_and_link_they_ever_had() {
    let mut desk = Desk::new();
    let list = |name: &str, link: &str| {
        format!("{H7}\nAda,{name},{link},,Mills,Dyer,08 Jan 2024\nBen,Ortlieb,https://www.linkedin.com/in/ben-example,,,,09 Jan 2024\n")
    };
    desk.import_bytes(list("Zwerglich", "")).unwrap();
    desk.run(Command::BackUp).unwrap();
    let ada = |desk: &mut Desk| desk.load().people.iter().find(|person| person.facts.first_name == "Ada").unwrap().id;
    let id = ada(&mut desk);
    desk.run(Command::Move { person_ids: vec![id], to: Pane::Remove }).unwrap();
    desk.import_bytes(list("Zwerglich", "https://www.linkedin.com/in/ada-zw-example")).unwrap();
    desk.import_bytes(list("Neumannova", "https://www.linkedin.com/in/ada-zw-example")).unwrap();
    let id = ada(&mut desk);
    // What a kill left half written holds everybody, too.
    let half = backups(&mut desk).folder.join("2026-01-01T00-00-00Z-daily.partwell.part");
    fs::copy(desk.workspace(), &half).unwrap();
    let events = desk.run(Command::ForgetPerson { person_id: id, with_backups: true }).unwrap();
    let told: Forgetting = events.into_iter().find_map(|event| if let Event::PersonForgotten(told) = event { Some(told) } else { None }).unwrap();
    assert!(told.in_backups.is_empty() && told.is_tidied, "{told:?}");
    desk.engine.settle();
    let desk = desk.restarted();
    fs::remove_file(desk.folder.path().join("export.csv")).unwrap();
    for word in ["Zwerglich", "Neumannova", "ada-zw"] {
        assert_eq!(files_with(desk.folder.path(), word), Vec::<PathBuf>::new(), "{word}");
    }
}

/// Whether anything of a workspace is left.
#[cfg(unix)]
fn store_files(folder: &Path) -> bool {
    files(folder).iter().any(|path| path.to_string_lossy().contains("test.partwell") && path.is_file())
}

#[cfg(unix)]
#[test]
fn through_a_link_the_workspace_is_erased_and_its_backups_are_found() {
    let mut desk = lived_in();
    desk.run(Command::BackUp).unwrap();
    let known = backups(&mut desk).backups.len();
    let (workspace, folder) = (desk.workspace(), desk.folder);
    let linked = folder.path().join("links");
    fs::create_dir(&linked).unwrap();
    let link = linked.join("test.partwell");
    std::os::unix::fs::symlink(&workspace, &link).unwrap();
    assert_eq!(Engine::backups(&link).unwrap().len(), known);
    assert!(Engine::erase(&link, Duration::ZERO).is_err(), "it is open");
    drop(desk.engine);
    Engine::erase(&link, Duration::from_secs(1)).unwrap();
    assert!(!workspace.exists() && !store_files(folder.path()));
}

/// A row of gigabytes is refused before it is held.
#[test]
fn a_row_without_end_is_refused_in_a_full_import() {
    let mut desk = lived_in();
    let full = desk.folder.path().join("full");
    desk.run(Command::ExportFull { folder: full.clone() }).unwrap();
    let note = full.join("note.csv");
    let mut text = fs::read_to_string(&note).unwrap();
    text.push('"');
    fs::write(&note, &text).unwrap();
    fs::OpenOptions::new().write(true).open(&note).unwrap().set_len(3 << 30).unwrap();
    let to = desk.folder.path().join("b.partwell");
    let told = Engine::import_full(&full, &to, false, Duration::ZERO).unwrap_err();
    assert!(told.detail.contains("far too long"), "{told:?}");
    assert!(!to.exists());
}
