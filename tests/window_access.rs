//! For who does not see, or does not point: every page and dialog is walked, and each thing that can be used has a name, a
//! role and a state.

use std::collections::BTreeSet;

use egui::{
    Key, Modifiers,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::NodeT;
use partwell::model::person::decision::Pane;

use crate::support::{H7, archive::R7, window::Window, zip_of};

/// Fails on the first thing that a screen reader could not tell.
fn walk(window: &Window, place: &str) {
    let mut options = 0;
    for node in window.harness.root().children_recursive() {
        let node = node.accesskit_node();
        let (role, name) = (node.role(), node.label().or_else(|| node.labelled_by().find_map(|by| by.value().or_else(|| by.label()))));
        let acts = matches!(
            role,
            Role::Button
                | Role::CheckBox
                | Role::TextInput
                | Role::MultilineTextInput
                | Role::ListBox
                | Role::ListBoxOption
                | Role::RadioButton
                | Role::Link
                | Role::Dialog
                | Role::Image
                | Role::Slider
                | Role::ComboBox
                | Role::ProgressIndicator
        );
        if acts {
            assert!(name.as_ref().is_some_and(|name| !name.trim().is_empty()), "{place}: a {role:?} at {:?} has no name", node.bounding_box());
        }
        for words in [name, node.value()].into_iter().flatten() {
            let is_code = !words.trim().is_empty() && words.chars().all(|c| ('\u{E000}'..='\u{F8FF}').contains(&c));
            assert!(!is_code, "{place}: an icon is read aloud as {words:?}");
        }
        if role == Role::ListBoxOption {
            options += 1;
            assert!(node.is_selected().is_some(), "{place}: a row does not say whether it is selected");
            let told = (node.data().position_in_set(), node.data().size_of_set());
            assert!(matches!(told, (Some(at), Some(of)) if at >= 1 && at <= of), "{place}: a row does not say where it stands: {told:?}");
        }
        if role == Role::CheckBox {
            assert!(
                node.toggled().is_some_and(|toggled| matches!(toggled, Toggled::True | Toggled::False | Toggled::Mixed)),
                "{place}: a tick without a state"
            );
        }
    }
    if place.ends_with("with rows") {
        assert!(options > 0, "{place}: there should be rows");
    }
}

/// A network that has something of everything.
fn archive() -> Vec<u8> {
    let rows: Vec<String> = (0..60)
        .map(|i| format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,Mill {},Dyer,{:02} Jan 20{:02}", i % 5, 1 + i % 28, 10 + i % 9))
        .collect();
    let connections = format!("{H7}\n{}", rows.join("\n"));
    let recommendations = format!("{R7}\nP0,Quorn,Mill 0,Dyer,Kept every promise,\"06/18/19, 10:05 AM\",VISIBLE\n");
    let invitations = "From,To,Sent At,Message,Direction\nOwner,Nobody Answers,\"1/2/20, 3:04 PM\",Hello,OUTGOING\n";
    zip_of(&[
        ("Connections.csv", connections.as_bytes()),
        ("Recommendations_Received.csv", recommendations.as_bytes()),
        ("Invitations.csv", invitations.as_bytes()),
    ])
}

// In the product book: T5.
#[test]
fn everything_that_can_be_used_has_a_name_on_every_page_and_in_every_dialog() {
    let mut window = Window::open(Vec::new());
    walk(&window, "First start");
    let path = window.folder.path().join("network.zip");
    std::fs::write(&path, archive()).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(path)));
    window.settle();
    walk(&window, "Preview of an import");
    window.click("Import 60 people");
    walk(&window, "Review, with rows");
    // Empty pages first, full ones then.
    let pages = [
        (Key::Num2, "Work list"),
        (Key::Num3, "Ledger"),
        (Key::Num4, "Insights"),
        (Key::Num5, "What changed"),
        (Key::Num6, "Invitations"),
        (Key::Num7, "Letters"),
        (Key::Num8, "Plan"),
        (Key::Num1, "Review"),
    ];
    for (key, place) in pages {
        window.key_with(Modifiers::COMMAND, key);
        walk(&window, &format!("{place}, empty"));
    }
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    for _ in 0..4 {
        window.key(Key::Enter);
    }
    window.key(Key::R);
    walk(&window, "Reasons");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::E);
    walk(&window, "Export");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    walk(&window, "Checklist");
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    walk(&window, "The list of a batch");
    window.key(Key::Escape);
    walk(&window, "Work list, with rows");
    window.key(Key::Enter);
    window.key(Key::Enter);
    for (key, place) in [
        (Key::Num3, "Ledger, with rows"),
        (Key::Num4, "Insights, full"),
        (Key::Num5, "What changed, full"),
        (Key::Num6, "Invitations, with rows"),
        (Key::Num7, "Letters, full"),
        (Key::Num8, "Plan, full"),
        (Key::Num1, "Review, with rows"),
    ] {
        window.key_with(Modifiers::COMMAND, key);
        walk(&window, place);
    }
    for (modifiers, key, place) in [(Modifiers::COMMAND, Key::H, "History"), (Modifiers::NONE, Key::F1, "Help"), (Modifiers::COMMAND, Key::O, "Import")] {
        window.key_with(modifiers, key);
        walk(&window, place);
        window.key(Key::Escape);
    }
    window.click("Menu");
    walk(&window, "Menu");
    window.click("Reports of imports…");
    walk(&window, "Reports of imports");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Num4);
    window.click("As a table: Connections by year");
    walk(&window, "A table");
}

#[test]
fn tab_goes_round_and_every_stop_can_be_seen() {
    let mut window = Window::with_people(40);
    let mut stops: Vec<String> = Vec::new();
    for _ in 0..70 {
        window.key(Key::Tab);
        let focused: Vec<_> = window.harness.root().children_recursive().filter(egui_kittest::Node::is_focused).collect();
        let Some(node) = focused.first() else { continue };
        let rect = node.rect();
        assert!(rect.is_positive() && egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0)).intersects(rect), "out of sight: {rect:?}");
        stops.push(node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default());
    }
    let all: BTreeSet<&String> = stops.iter().collect();
    for wanted in ["Review", "Work list", "Import…", "Menu", "Search Keep", "Filter Keep", "Search Remove"] {
        assert!(all.iter().any(|stop| stop.as_str() == wanted), "Tab never reaches {wanted}: {all:?}");
    }
    // From left to right, from top to bottom. The list has the keyboard first, after an import.
    let stops: Vec<String> = stops.into_iter().skip_while(|stop| stop != "Review").collect();
    let at = |name: &str| stops.iter().position(|stop| stop == name);
    assert!(at("Review") < at("Work list") && at("Search Keep") < at("Search Remove"), "{stops:?}");
}

/// Goes through a page or dialog with Tab until it comes round, and fails where that goes back on a line.
fn walk_by_tab(window: &mut Window, place: &str) {
    let mut seen = BTreeSet::new();
    let mut before: Option<(u64, String)> = None;
    for _ in 0..120 {
        window.key(Key::Tab);
        let nodes: Vec<_> = window.harness.root().children_recursive().collect();
        let Some(node) = nodes.iter().find(|node| node.is_focused()) else { continue };
        let name = node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default();
        let (id, rect) = (node.accesskit_node().locate().0.0, node.rect());
        if !seen.insert(id) {
            break;
        }
        if let Some((last, last_name)) = before
            && let Some(last) = nodes.iter().find(|node| node.accesskit_node().locate().0.0 == last).map(egui_kittest::Node::rect)
        {
            let shared = last.bottom().min(rect.bottom()) - last.top().max(rect.top());
            let is_same_line = shared > 0.5 * last.height().min(rect.height());
            assert!(!is_same_line || rect.center().x >= last.center().x, "{place}: Tab goes back from {last_name:?} at {last:?} to {name:?} at {rect:?}");
        }
        before = Some((id, name));
    }
    assert!(seen.len() > 1, "{place}: Tab stops nowhere");
}

#[test]
fn tab_follows_the_eye_on_every_page_and_in_every_dialog() {
    let mut window = Window::open(Vec::new());
    walk_by_tab(&mut window, "First start");
    let path = window.folder.path().join("network.zip");
    std::fs::write(&path, archive()).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(path)));
    window.settle();
    walk_by_tab(&mut window, "Preview of an import");
    window.click("Import 60 people");
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    for _ in 0..4 {
        window.key(Key::Enter);
    }
    walk_by_tab(&mut window, "Review");
    for (modifiers, key, place) in [
        (Modifiers::COMMAND, Key::E, "Export"),
        (Modifiers::COMMAND, Key::H, "History"),
        (Modifiers::COMMAND, Key::O, "Import"),
        (Modifiers::COMMAND, Key::Enter, "Checklist"),
    ] {
        window.key_with(modifiers, key);
        walk_by_tab(&mut window, place);
        window.key(Key::Escape);
    }
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.answer_all();
    // It stops at last on a tick, which Ctrl and Enter must not take for a click.
    walk_by_tab(&mut window, "Checklist, answered");
    window.key_with(Modifiers::COMMAND, Key::Enter);
    walk_by_tab(&mut window, "The list of a batch");
    window.key(Key::Escape);
    for (key, place) in
        [(Key::Num2, "Work list"), (Key::Num3, "Ledger"), (Key::Num4, "Insights"), (Key::Num5, "What changed"), (Key::Num1, "Review, after a batch")]
    {
        window.key_with(Modifiers::COMMAND, key);
        walk_by_tab(&mut window, place);
    }
}

/// Whoever looks into a menu and leaves it goes on where the keyboard was.
#[test]
fn a_menu_gives_the_keyboard_back() {
    let mut window = Window::with_people(12);
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    assert!(window.is_in_list("Keep list"));
    window.click("Menu");
    assert!(window.has("Rows and clicks"));
    window.key(Key::Escape);
    assert!(!window.has("Rows and clicks") && window.is_in_list("Keep list"));
    window.key(Key::ArrowDown);
    let state = window.harness.state().state();
    assert_eq!(state.focused().map(|person| person.facts.first_name.to_string()), Some(window.names(Pane::Keep)[1].clone()));
}

#[test]
fn what_was_done_is_announced() {
    let mut window = Window::with_people(20);
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    window.key(Key::Enter);
    let live = window.harness.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        node.live() == egui::accesskit::Live::Polite && node.label().or_else(|| node.value()).is_some_and(|words| words.contains("Remove"))
    });
    assert!(live, "a screen reader is told");
}
