//! What operations say.

use super::*;

fn all(people: &Subject) -> Vec<Operation> {
    let people = || people.clone();
    let person = people;
    let mut all = vec![
        Operation::Import { people: 0, source: "client-ana.zip".into() },
        Operation::Import { people: 404, source: "client-ana.zip".into() },
        Operation::Keep { people: people() },
        Operation::ChangeReasons { people: people() },
        Operation::SetNote { person: person() },
        Operation::PutOff { people: people(), until: "2027-03-01".parse().unwrap() },
        Operation::Finalize { batch: BatchId(2), people: 1 },
        Operation::AcceptExport { gone: 1204 },
        Operation::JoinPeople { person: person() },
        Operation::TakeBackImport { import: ImportId(3) },
        Operation::PlanInvitation { person: person() },
        Operation::DropInvitation { person: person() },
        Operation::Tidy { person: person() },
        Operation::Sentence { text: "Write a note: Ana: Quorn".into() },
    ];
    for is_so in [true, false] {
        all.push(Operation::SetProtected { people: people(), is_protected: is_so });
        all.push(Operation::Dismiss { people: people() });
        all.push(Operation::SetRediscovered { people: people(), is_rediscovered: is_so });
        all.push(Operation::SetUnfollow { people: people(), is_to_unfollow: is_so });
        all.push(Operation::CountAsGone { person: person(), was_other_offered: is_so });
        all.push(Operation::SetInvitationSent { person: person(), is_sent: is_so });
    }
    all.extend(Pane::BOTH.map(|to| Operation::Move { people: people(), to }));
    for state in TaskState::ALL {
        all.extend([None, Some(TaskKind::Remove), Some(TaskKind::Unfollow)].map(|task| Operation::Mark { people: people(), task, state }));
    }
    all
}

#[test]
fn what_is_stored_comes_back() {
    for operation in all(&Subject::one("Ana: Quorn")).into_iter().chain(all(&Subject::several(3))) {
        let json = serde_json::to_string(&operation).unwrap();
        assert_eq!(serde_json::from_str::<Operation>(&json).unwrap(), operation, "{json}");
    }
}

#[test]
fn a_redacted_operation_names_nobody_and_tells_the_rest() {
    for operation in all(&Subject::one("Ana: Quorn")) {
        for announcement in [Announcement::Done(operation.clone()), Announcement::Undone(operation.clone()), Announcement::Redone(operation.clone())] {
            let words = announcement.redacted().describe();
            assert!(!words.to_lowercase().contains("ana") || words == "Import an archive", "{words}");
            assert!(!words.contains("Quorn"), "{words}");
        }
    }
    let mark = Operation::Mark { people: Subject::one("Ana"), task: None, state: TaskState::Done };
    assert_eq!(mark.redacted().describe(), "Mark as done: …");
    let moved = Operation::Move { people: Subject::several(3), to: Pane::Remove };
    assert_eq!(moved.redacted().describe(), "Move 3 people to Remove");
    assert_eq!(all(&Subject::one("Ana"))[0].redacted().describe(), "Import an archive");
    assert_eq!(all(&Subject::one("Ana"))[1].redacted().describe(), "Import 404 people");
}

#[test]
fn one_person_goes_by_their_name_and_several_by_their_number() {
    let one = Operation::Move { people: Subject::one("Ana Quorn"), to: Pane::Remove };
    assert_eq!((one.describe(), one.describe_past()), ("Move to Remove: Ana Quorn".into(), "Moved to Remove: Ana Quorn".into()));
    let several = Operation::SetProtected { people: Subject::several(1204), is_protected: false };
    assert_eq!((several.describe(), several.describe_past()), ("Unlock 1,204 people".into(), "Unlocked 1,204 people".into()));
    assert_eq!(Operation::SetNote { person: Subject::one("") }.describe(), "Write a note");
    assert_eq!(Operation::PutOff { people: Subject::several(2), until: "2027-03-01".parse().unwrap() }.describe_past(), "Later, on 1 Mar 2027: 2 people");
}
