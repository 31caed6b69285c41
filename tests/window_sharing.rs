//! Hiding names while the screen is shared: nothing in the window tells who anybody is.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};
use partwell::{
    command::{Command, ReasonChange},
    model::{
        local_time::LocalTime,
        person::{decision::Pane, reason::Reason},
    },
    state::{State, redaction},
    worker::Clock,
};

use crate::support::{Desk, H7, archive::R7, far_west, window::Window, zip_of};

/// Words that the window must not show: they are nobody's stand-in.
const TELLING: [&str; 7] = ["Zelda", "Quornlike", "Hushmills", "whisper", "Secretary of", "zelda-quornlike", "Ghentish"];

fn network() -> Vec<u8> {
    let rows: Vec<String> = (0..40)
        .map(|i| {
            format!(
                "Zelda{i},Quornlike,https://www.linkedin.com/in/zelda-quornlike-{i},z{i}@hushmills.example,Hushmills {},Secretary of Hushmills {},{:02} Jan 20{:02}",
                i % 5,
                i % 5,
                1 + i % 28,
                10 + i % 9
            )
        })
        .collect();
    let connections = format!("{H7}\n{}", rows.join("\n"));
    let recommendations = format!("{R7}\nZelda0,Quornlike,Hushmills 0,Dyer,A whisper of praise,\"06/18/19, 10:05 AM\",VISIBLE\n");
    let profile = "First Name,Last Name,Headline\nZelda,Quornlike,Owner\n";
    let invitations = "From,To,Sent At,Message,Direction\nOwner,Zelda Stranger,\"1/2/20, 3:04 PM\",a whisper,OUTGOING\nZelda Asker,Owner,\"1/3/20, 3:04 PM\",a whisper,INCOMING\n";
    let follows = "Date,Status,FullName\n2020-01-02 03:04:05,Active,Zelda Followed\n";
    zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        ("Recommendations_Received.csv", recommendations.as_bytes()),
        ("Profile.csv", profile.as_bytes()),
        ("Invitations.csv", invitations.as_bytes()),
        ("Member_Follows.csv", follows.as_bytes()),
    ])
}

/// Everything that the window shows or says, as text.
fn all_words(window: &Window) -> Vec<String> {
    let nodes = window.harness.root().children_recursive();
    nodes.flat_map(|node| [node.accesskit_node().label(), node.accesskit_node().value()].into_iter().flatten().collect::<Vec<_>>()).collect()
}

fn tells_nobody(window: &Window, place: &str) {
    for words in all_words(window) {
        for telling in TELLING {
            assert!(!words.contains(telling), "{place}: “{words}”");
        }
    }
}

// In the product book: T4.
#[test]
fn no_page_and_no_dialog_tells_a_name_while_names_are_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.zip");
    std::fs::write(&path, network()).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(1280.0, 800.0));
    window.click("Import 40 people");
    let shown = all_words(&window);
    assert!(shown.iter().any(|words| words.contains("Zelda")), "names are shown as long as nobody hides them");
    // Notes, reasons, a batch, the work list, the ledger: everything has somebody in it.
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    window.key(Key::N);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("met at the Ghentish fair");
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::Num1);
    for _ in 0..3 {
        window.key(Key::Enter);
    }
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.key(Key::Escape);
    window.key(Key::D);
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.key(Key::Enter);

    // Beside removing, too: an invitation on the list, a letter, the plan.
    window.key_with(Modifiers::COMMAND, Key::Num6);
    assert!(window.has("Zelda Stranger"));
    window.key(Key::Space);
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "Hushmills and its Ghentish friends");
    window.key(Key::Enter);
    window.type_into("New goal", "whisper less");
    window.click("Add goal");
    window.key_with(Modifiers::COMMAND, Key::Num1);

    window.key(Key::F9);
    let (bird, number) = redaction::name_of(window.harness.state().state().people()[0].id);
    assert!(window.harness.state().state().people()[0].facts.name() == format!("{bird} {number}"));
    for (key, place) in [
        (Key::Num1, "Review"),
        (Key::Num2, "Work list"),
        (Key::Num3, "Ledger"),
        (Key::Num4, "Insights"),
        (Key::Num5, "What changed"),
        (Key::Num6, "Invitations"),
        (Key::Num7, "Letters"),
        (Key::Num8, "Plan"),
    ] {
        window.key_with(Modifiers::COMMAND, key);
        assert!(window.has("Names and companies are hidden"), "{place}");
        tells_nobody(&window, place);
    }
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.click_starting("View: One by one");
    window.click("Following");
    for tab in ["Instead", "Following", "Batches"] {
        window.click(tab);
        tells_nobody(&window, tab);
    }
    window.key_with(Modifiers::COMMAND, Key::Num1);
    for (modifiers, key, place) in [(Modifiers::COMMAND, Key::H, "History"), (Modifiers::COMMAND, Key::Enter, "Checklist"), (Modifiers::NONE, Key::F1, "Help")]
    {
        window.key_with(modifiers, key);
        tells_nobody(&window, place);
        window.key(Key::Escape);
    }
    for what in ["Reports of imports…", "Menu"] {
        window.click("Menu");
        if what != "Menu" {
            window.click(what);
        }
        tells_nobody(&window, what);
        window.key(Key::Escape);
    }
    // Undo and what is said of it tell nobody either.
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Z);
    tells_nobody(&window, "after undo");

    // It stays so after a restart, and what was hidden is not written over.
    let mut window = window.reopened();
    tells_nobody(&window, "after a restart");
    window.key(Key::F9);
    let back = window.harness.state().state().people().iter().find(|person| person.facts.first_name == first).unwrap().clone();
    assert_eq!(back.state.note, "met at the Ghentish fair");
    assert!(all_words(&window).iter().any(|words| words.contains("Zelda")));
}

/// In UTC it is the first of May, where the member lives still the last of April.
#[test]
fn one_act_has_one_date_wherever_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.zip");
    std::fs::write(&path, network()).unwrap();
    let at: jiff::Timestamp = "2027-05-01T05:00:00Z".parse().unwrap();
    let mut window = Window::open_at(folder, vec![path], egui::vec2(1280.0, 800.0), Clock::new(move || LocalTime::new(at, far_west())));
    window.click("Import 40 people");
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    for _ in 0..3 {
        window.key(Key::Enter);
    }
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.key(Key::Escape);
    window.key(Key::D);
    let mut told = Vec::new();
    for (modifiers, key, place) in [
        (Modifiers::COMMAND, Key::Num1, "Review"),
        (Modifiers::COMMAND, Key::Num2, "Work list"),
        (Modifiers::COMMAND, Key::Num3, "Ledger"),
        (Modifiers::COMMAND, Key::Num4, "Insights"),
        (Modifiers::COMMAND, Key::Num5, "What changed"),
        (Modifiers::COMMAND, Key::H, "History"),
    ] {
        window.key_with(modifiers, key);
        for words in all_words(&window) {
            assert!(!words.contains("1 May 2027"), "{place}: {words}");
            if words.contains("30 Apr 2027") {
                told.push(place);
            }
        }
    }
    window.key(Key::Escape);
    window.click("Menu");
    window.click("Reports of imports…");
    assert!(all_words(&window).iter().all(|words| !words.contains("1 May 2027")));
    told.dedup();
    assert_eq!(told, ["Review", "Work list", "Ledger", "Insights", "What changed", "History"]);
    window.key(Key::Escape);
}

// In the product book: W2.
#[test]
fn the_true_name_is_copied_although_it_is_hidden() {
    let mut window = Window::with_people(20);
    window.key(Key::F9);
    let state = window.harness.state().state();
    let person = &state.people()[3];
    assert!(state.name_to_copy(person.id, &person.facts).starts_with("Person"), "{}", state.name_to_copy(person.id, &person.facts));
    assert!(!person.facts.name().starts_with("Person"));
    // Search goes by the true name, for who knows it.
    window.harness.get_by_role_and_label(Role::PasswordInput, "Search Keep").focus();
    window.settle();
    window.harness.get_by_role_and_label(Role::PasswordInput, "Search Keep").type_text("person00004");
    window.settle();
    assert!(!all_words(&window).iter().any(|words| words.contains("person00004")), "what is searched for is hidden, too");
    assert_eq!(window.harness.state().state().pane(Pane::Keep).rows().len(), 1);
}

#[test]
fn what_stands_for_hidden_words_is_never_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.zip");
    std::fs::write(&path, network()).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(1280.0, 800.0));
    window.click("Import 40 people");
    let first = window.names(Pane::Keep)[0].clone();
    let id = window.harness.state().state().people().iter().find(|person| person.facts.first_name == first).unwrap().id;
    window.click_with(&first, Modifiers::NONE);
    window.key(Key::N);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("met at the fair");
    window.settle();
    let note = |window: &Window| window.harness.state().state().person(id).unwrap().state.note.clone();
    // Hidden in the middle of writing: what was written is kept, and what stands in its place is not.
    window.key(Key::F9);
    tells_nobody(&window, "Review");
    assert!(!all_words(&window).iter().any(|words| words.contains("met at the fair")));
    window.key(Key::N);
    window.key(Key::X);
    window.key(Key::F9);
    assert_eq!(note(&window), "met at the fair");
    window.key(Key::N);
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text(", twice");
    window.settle();
    window.key_with(Modifiers::COMMAND, Key::Num1);
    assert!(!note(&window).contains("hidden"), "{}", note(&window));
}

#[test]
fn names_are_hidden_over_any_dialog_and_the_checklist_asks_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.zip");
    std::fs::write(&path, network()).unwrap();
    let mut window = Window::open_in(folder, vec![path.clone()], egui::vec2(1280.0, 800.0));
    // Also over the preview of an import.
    window.click("Import 40 people");
    window.key_with(Modifiers::COMMAND, Key::O);
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(path)));
    window.settle();
    window.key(Key::F9);
    tells_nobody(&window, "Preview");
    window.key(Key::Escape);
    window.key(Key::F9);
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    for _ in 0..5 {
        window.key(Key::Enter);
    }
    let asked = |window: &Window| window.harness.state().state().asked_questions().iter().map(|put| (put.question.id, put.people.clone())).collect::<Vec<_>>();
    let before = asked(&window);
    window.key_with(Modifiers::COMMAND, Key::H);
    assert!(window.has("History"));
    window.key(Key::F9);
    tells_nobody(&window, "over History");
    assert_eq!(asked(&window), before, "rules go by what is true");
    window.key_with(Modifiers::COMMAND, Key::Enter);
    tells_nobody(&window, "Checklist");
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.harness.state().state().overview.batches.len(), 1);
    tells_nobody(&window, "the list of the batch");
}

/// Who opens the workspace anew while names are hidden does not show them to whoever looks on.
#[test]
fn names_stay_hidden_when_the_workspace_is_opened_anew() {
    let mut desk = crate::support::Desk::new();
    desk.import_bytes(crate::support::invented(4)).unwrap();
    let loaded = |desk: &mut crate::support::Desk| desk.run(partwell::command::Command::Load).unwrap();
    for hides in [true, false] {
        let mut state = partwell::state::State::opening(hides);
        for event in loaded(&mut desk) {
            state.apply(event);
        }
        assert_eq!(state.hides_names(), hides);
        assert_eq!(state.people().iter().any(|person| person.facts.first_name.starts_with("Person0")), !hides);
    }
}

/// Reasons are found while names are hidden as they stand there: those that are chosen, and no own words.
#[test]
fn own_words_are_not_searched_for_while_they_are_hidden() {
    let mut desk = Desk::new();
    let path = desk.file("network.zip", network());
    desk.import(&path).unwrap();
    let mut state = State::default();
    let mut run = |state: &mut State, command: Command| desk.run(command).unwrap().into_iter().for_each(|event| state.apply(event));
    run(&mut state, Command::Load);
    let ids: Vec<_> = state.people().iter().map(|person| person.id).collect();
    let reason = |at: usize, own_words: &str| {
        let change = ReasonChange { set: [(Reason::Clutter, true)].into(), own_words: Some(own_words.to_owned()) };
        Command::ChangeReasons { person_ids: vec![ids[at]], change }
    };
    let found = |state: &mut State, search: &str| {
        state.search(Pane::Keep, search.to_owned());
        state.pane(Pane::Keep).rows().len()
    };
    run(&mut state, reason(0, "a quarrel"));
    assert_eq!((found(&mut state, "reason:quarrel"), found(&mut state, "reason:clutter")), (1, 1));
    state.hide_names();
    assert_eq!((found(&mut state, "reason:quarrel"), found(&mut state, "reason:clutter")), (0, 1));
    run(&mut state, reason(1, "another quarrel"));
    assert_eq!((found(&mut state, "reason:quarrel"), found(&mut state, "reason:clutter")), (0, 2));
    // Somebody's day is found by their true link all the same.
    assert!(found(&mut state, "same-day:zelda-quornlike-3") > 0);
}
