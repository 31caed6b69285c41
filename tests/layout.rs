//! Nothing leaves its place: every page and dialog is laid out with names and companies of 1 to 300 letters of any script, in a
//! window of 900 by 600 points and in the smallest there is, and each thing is looked at where it stands.

use egui::{Key, Modifiers, Rect, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use partwell::model::person::decision::Pane;
use proptest::prelude::*;

use crate::support::{H7, archive::R7, window::Window, zip_of};

/// Points by which a focus ring or a rounded edge may stand out.
const SLACK: f32 = 2.0;

fn rect_of(node: &egui_kittest::Node<'_>) -> Option<Rect> {
    node.accesskit_node().bounding_box().map(|_| node.rect()).filter(|rect| rect.is_finite() && rect.width() > 0.0)
}

/// What stands outside the window, or outside the dialog that it belongs to; sideways, as pages and dialogs scroll downwards.
fn strays(window: &Window, place: &str) -> Vec<String> {
    let screen = window.harness.ctx.content_rect();
    let dialog = window.harness.query_all_by_role(Role::Dialog).next();
    let mut found = Vec::new();
    let mut look = |node: &egui_kittest::Node<'_>, bounds: Rect, what: &str| {
        let Some(rect) = rect_of(node) else { return };
        if rect.left() < bounds.left() - SLACK || rect.right() > bounds.right() + SLACK {
            let name: String = node.accesskit_node().label().or_else(|| node.accesskit_node().value()).unwrap_or_default().chars().take(40).collect();
            let role = node.accesskit_node().role();
            found.push(format!("{place}: {role:?} “{name}” at {}..{} leaves the {what} {}..{}", rect.left(), rect.right(), bounds.left(), bounds.right()));
        }
    };
    for node in window.harness.root().children_recursive() {
        look(&node, screen, "window");
    }
    if let Some(dialog) = dialog {
        // A dialog is as wide as its title asks for at most, and stands in the middle.
        let nodes: Vec<Rect> = dialog.children_recursive().filter_map(|node| rect_of(&node)).collect();
        let (left, right) = nodes.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(left, right), rect| (left.min(rect.left()), right.max(rect.right())));
        let widest = screen.width().min(860.0 + 32.0);
        if right - left > widest + SLACK {
            found.push(format!("{place}: the dialog is {} points wide, and {widest} is the most", right - left));
        }
    }
    found
}

/// A network in which everybody has the same long name and company.
fn network(name: &str, company: &str) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows: Vec<String> = (0..12)
        .map(|i| {
            format!(
                "{},{},https://www.linkedin.com/in/p-{i}-example,,{},{},{:02} Jan 20{:02}",
                quoted(name),
                quoted(&format!("{name}{i}")),
                quoted(&format!("{company}{}", i % 5)),
                quoted(company),
                1 + i,
                10 + i % 9
            )
        })
        .collect();
    let recommendations = format!("{R7}\n{},{},Mill 0,Dyer,{},\"06/18/19, 10:05 AM\",VISIBLE\n", quoted(name), quoted(&format!("{name}0")), quoted(company));
    zip_of(&[("Connections.csv", format!("{H7}\n{}", rows.join("\n")).as_bytes()), ("Recommendations_Received.csv", recommendations.as_bytes())])
}

fn words() -> impl Strategy<Value = String> {
    let alphabet = prop_oneof![
        Just("abcdefghijklmnop"),
        Just("WMWMWMWM"),
        Just("mills and sons of the upper valley "),
        Just("ÅÄÖßéçñ"),
        Just("ликийскаявда"),
        Just("三菱商事株式会社東京"),
        Just("ليلىالحداد "),
        Just("ליאורבן "),
        Just("तेजोमयरंगरेजी"),
        Just("👩‍🚀🌍"),
    ];
    (alphabet, prop_oneof![2 => 1..40_usize, 1 => 40..300_usize]).prop_map(|(alphabet, length)| alphabet.chars().cycle().take(length).collect())
}

/// Walks through everything, and looks at each place.
fn walk(size: egui::Vec2, name: &str, company: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("network.zip");
    std::fs::write(&path, network(name, company)).unwrap();
    let mut window = Window::open_in(folder, vec![path], size);
    let mut found = strays(&window, "Preview of an import");
    window.click_starting("Import 12 people");
    found.extend(strays(&window, "Review"));
    for (key, place) in [(Key::Num2, "Work list"), (Key::Num3, "Ledger"), (Key::Num4, "Insights"), (Key::Num5, "What changed")] {
        window.key_with(Modifiers::COMMAND, key);
        found.extend(strays(&window, &format!("{place}, empty")));
    }
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.tab_into("Keep list");
    for _ in 0..7 {
        window.key(Key::X);
    }
    found.extend(strays(&window, "Review, with a batch"));
    window.key_with(Modifiers::SHIFT, Key::ArrowDown);
    found.extend(strays(&window, "Review, several selected"));
    for (key, place) in [(Key::R, "Reasons"), (Key::L, "Later")] {
        window.key(key);
        found.extend(strays(&window, place));
        window.key(Key::Escape);
    }
    for (modifiers, key, place) in [
        (Modifiers::COMMAND, Key::E, "Export"),
        (Modifiers::COMMAND, Key::H, "History"),
        (Modifiers::NONE, Key::F1, "Help"),
        (Modifiers::COMMAND, Key::O, "Import"),
    ] {
        window.key_with(modifiers, key);
        found.extend(strays(&window, place));
        window.key(Key::Escape);
    }
    window.key_with(Modifiers::COMMAND, Key::Enter);
    found.extend(strays(&window, "Checklist"));
    window.answer_all();
    found.extend(strays(&window, "Checklist, answered"));
    window.key_with(Modifiers::COMMAND, Key::Enter);
    found.extend(strays(&window, "The list of a batch"));
    window.key(Key::Escape);
    for (key, place) in [(Key::Num2, "Work list"), (Key::Num3, "Ledger"), (Key::Num4, "Insights"), (Key::Num5, "What changed"), (Key::Num1, "Review")] {
        window.key_with(Modifiers::COMMAND, key);
        found.extend(strays(&window, place));
    }
    assert!(window.total(Pane::Keep) > 0);
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: Some(crate::support::kept_seeds("tests/layout.seeds")), ..ProptestConfig::default() })]

    #[test]
    fn nothing_leaves_its_place_however_long_a_name_is(name in words(), company in words(), is_small in any::<bool>()) {
        // A window of 900 by 600 points is one of 1800 by 1200 at 200 %; the smallest is 760 by 480.
        let size = if is_small { vec2(760.0, 480.0) } else { vec2(900.0, 600.0) };
        let found = walk(size, &name, &company);
        prop_assert!(found.is_empty(), "\n{}", found.join("\n"));
    }
}

/// The names that broke dialogs once.
#[test]
fn the_names_that_broke_dialogs_break_them_no_more() {
    let long = "Wolfgang-Maximilian Freiherr von Quastenberg-Tannenfels zu Hohenlichtenwalde ".repeat(4);
    for (name, company) in [(long.as_str(), "W".repeat(300)), ("M", "x".repeat(300)), (&"三".repeat(250), "Mills".to_owned())] {
        let found = walk(vec2(900.0, 600.0), name, &company);
        assert!(found.is_empty(), "\n{}", found.join("\n"));
    }
    // Fits into the dialog alone, and not beside what was answered.
    let found = walk(vec2(760.0, 480.0), "三菱商事株式会社東京三菱商事株式会社東京三菱商事", "a");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
