//! Pictures of the main screens, light and dark, compared with approved ones in `tests/pictures`. They are drawn without a
//! display or a graphics card. `UPDATE_SNAPSHOTS=1 cargo test pictures` approves what is drawn now: look at it first.
//!
//! Nothing in them depends on the day, on fonts of the system, or on the machine.

use std::sync::atomic::{AtomicI64, Ordering};

use egui::{Key, Modifiers};
use egui_kittest::{OsThreshold, SnapshotOptions, SnapshotResults};
use jiff::Timestamp;
use partwell::model::person::decision::Pane;
use partwell::{
    model::{local_time::LocalTime, settings::Appearance},
    worker::Clock,
};

use crate::support::{far_west, pass_over, window::Window};

const COMPANIES: [&str; 7] = ["Blue Heron Mills", "Kite & Lantern", "Pellworth Group", "Valmosa Labs", "Harrow Mills", "Studio Larkspur", ""];
const POSITIONS: [&str; 6] = ["Head of Dyeing", "Export manager", "Founder", "Researcher", "Procurement lead", "Architect"];
const FIRST: [&str; 10] = ["Aurel", "Brannoc", "Delphine", "Emeka", "Femke", "Hana", "Ilse", "Kavita", "Marten", "Zélie"];
const LAST: [&str; 9] = ["Szabó", "O’Dell", "Rouquet-Laforge", "Nwosu", "van der Aalst", "Dvořáková", "Brandt, PhD", "Deshpande", "Quorn"];

/// A small network of invented people.
pub(crate) fn network(leaves_out: &[usize], moved: usize) -> String {
    let row = |i: usize| {
        let (first, last) = (FIRST[i % FIRST.len()], LAST[(i * 7 + i / 10) % LAST.len()]);
        format!(
            "{first},\"{last}\",https://www.linkedin.com/in/picture-{i}-example,,{},{},{:02} {} {}",
            COMPANIES[(i * 5) % COMPANIES.len()],
            POSITIONS[(i + usize::from(i == moved)) % POSITIONS.len()],
            1 + i % 28,
            ["Jan", "Apr", "Sep"][i % 3],
            2011 + (i * i) % 13
        )
    };
    let rows: Vec<String> = (0..120).filter(|i| !leaves_out.contains(i)).map(row).collect();
    format!("{}\n{}", crate::support::H7, rows.join("\n"))
}

/// Draws what one decides with in a window of this size, and what stands beside the browser.
fn draw_deciding(size: egui::Vec2, appearance: Appearance, results: &mut SnapshotResults) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, network(&[7, 29], 120)).unwrap();
    let minutes = AtomicI64::new(0);
    let clock = Clock::new(move || LocalTime::new(Timestamp::from_second(1_790_000_000 + 60 * minutes.fetch_add(1, Ordering::Relaxed)).unwrap(), far_west()));
    let mut window = Window::open_at(folder, vec![path], size, clock);
    window.harness.ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    let look = if appearance == Appearance::Dark { "dark" } else { "light" };
    // More of them in a larger window.
    let options = SnapshotOptions::new().threshold(OsThreshold::new(1.0)).max_failed_pixels(OsThreshold::new(800_usize)).output_path("tests/pictures");
    let mut picture = |window: &mut Window, name: &str| {
        window.harness.event(egui::Event::PointerGone);
        let now = window.harness.ctx.input(|input| input.time);
        window.harness.input_mut().time = Some(now + 20.0);
        window.settle();
        results.add(window.harness.try_snapshot_options(format!("{name}-{}-{look}", size.x), &options));
    };
    window.click("Import 118 people");
    if appearance == Appearance::Dark {
        window.click("Menu");
        window.click("Appearance");
        window.click("Dark");
    }
    window.key(Key::Home);
    window.key(Key::T);
    picture(&mut window, "deciding");
    window.key(Key::B);
    picture(&mut window, "group");
    window.key_with(Modifiers::COMMAND, Key::K);
    window.harness.event(egui::Event::Text("ne".to_owned()));
    picture(&mut window, "palette");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::J);
    window.click("Never a word, 5+ years");
    picture(&mut window, "suggestions");
    window.key(Key::Escape);
    if appearance == Appearance::Dark || size.x < 1000.0 {
        return;
    }
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.key(Key::X);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.key(Key::Escape);
    window.key(Key::M);
    window.harness.set_size(egui::vec2(400.0, 330.0));
    window.key(Key::Enter);
    picture(&mut window, "small-window");
}

/// Draws the pages beside removing, with the sample people, in a window of this size.
fn draw_outreach(size: egui::Vec2, appearance: Appearance, results: &mut SnapshotResults) {
    let minutes = AtomicI64::new(0);
    let clock = Clock::new(move || LocalTime::new(Timestamp::from_second(1_795_130_000 + 60 * minutes.fetch_add(1, Ordering::Relaxed)).unwrap(), far_west()));
    let mut window = Window::open_at(tempfile::tempdir().unwrap(), Vec::new(), size, clock);
    window.harness.ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    let look = if appearance == Appearance::Dark { "dark" } else { "light" };
    let options = SnapshotOptions::new().threshold(OsThreshold::new(1.0)).max_failed_pixels(OsThreshold::new(800_usize)).output_path("tests/pictures");
    let mut picture = |window: &mut Window, name: &str| {
        window.harness.event(egui::Event::PointerGone);
        let now = window.harness.ctx.input(|input| input.time);
        window.harness.input_mut().time = Some(now + 20.0);
        window.settle();
        results.add(window.harness.try_snapshot_options(format!("{name}-{}-{look}", size.x), &options));
    };
    window.click("Try with sample people");
    window.click("Put the tour away");
    if appearance == Appearance::Dark {
        window.click("Menu");
        window.click("Appearance");
        window.click("Dark");
    }
    window.key_with(Modifiers::COMMAND, Key::Num8);
    window.type_into("Focus", "estimates that hold");
    window.key(Key::Enter);
    window.type_into("New goal", "Write to five old colleagues");
    window.press("Add goal");
    picture(&mut window, "plan");
    window.key_with(Modifiers::COMMAND, Key::Num6);
    window.key(Key::D);
    window.key(Key::Space);
    window.key(Key::ArrowDown);
    picture(&mut window, "invitations");
    window.click_starting("Sent at once");
    picture(&mut window, "sent-at-once");
    window.key_with(Modifiers::COMMAND, Key::Num7);
    // Names of the other piles stand in scripts that fonts of the system draw.
    window.click("Texts");
    picture(&mut window, "letters");
    window.key_with(Modifiers::COMMAND, Key::Num2);
    window.click_starting("View: One by one");
    window.click("Following");
    picture(&mut window, "following");
    window.click("Instead");
    picture(&mut window, "instead");
}

/// Draws each screen in one look, and adds what differs.
fn draw(appearance: Appearance, results: &mut SnapshotResults) {
    let look = if appearance == Appearance::Dark { "dark" } else { "light" };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, network(&[7, 29], 120)).unwrap();
    let later = folder.path().join("Connections-later.csv");
    // Every command is a minute later than the one before, on a day of its own.
    let minutes = AtomicI64::new(0);
    let clock = Clock::new(move || LocalTime::new(Timestamp::from_second(1_790_000_000 + 60 * minutes.fetch_add(1, Ordering::Relaxed)).unwrap(), far_west()));
    let mut window = Window::open_at(folder, Vec::new(), egui::vec2(960.0, 620.0), clock);
    window.harness.ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    // Letters are smoothed a little differently by other processors and drivers.
    let options = SnapshotOptions::new().threshold(OsThreshold::new(1.0)).max_failed_pixels(OsThreshold::new(400_usize)).output_path("tests/pictures");
    let mut picture = |window: &mut Window, name: &str| {
        // The pointer rests nowhere, so that nothing is lit by chance.
        window.harness.event(egui::Event::PointerGone);
        window.settle();
        results.add(window.harness.try_snapshot_options(format!("{name}-{look}"), &options));
    };
    if appearance == Appearance::Dark {
        window.click("Menu");
        window.click("Appearance");
        window.click("Dark");
    }
    picture(&mut window, "first-start");
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(path)));
    window.settle();
    window.click("Import 118 people");
    let names = window.names(Pane::Keep);
    window.click_with(&names[2], Modifiers::NONE);
    for _ in 0..9 {
        window.key(Key::Enter);
    }
    window.key(Key::ArrowDown);
    picture(&mut window, "review");
    window.key(Key::T);
    picture(&mut window, "triage");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Num4);
    picture(&mut window, "insights");
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.key_with(Modifiers::COMMAND, Key::Enter);
    picture(&mut window, "checklist");
    window.answer_all();
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window.key(Key::Escape);
    window.key(Key::C);
    // What was just done is told for some seconds only.
    let now = window.harness.ctx.input(|input| input.time);
    window.harness.input_mut().time = Some(now + 20.0);
    picture(&mut window, "work-list");
    // Two are done; the next export lacks them and one more, brings two, and tells of a new job.
    window.key(Key::Enter);
    for _ in 0..2 {
        window.key(Key::Enter);
    }
    std::fs::write(&later, network(&[90, 91, 70, 3], 5)).unwrap();
    window.harness.input_mut().dropped_files.push(std::sync::Arc::new(crate::support::window::Dropped(later)));
    window.settle();
    window.click_starting("Import 1");
    let now = window.harness.ctx.input(|input| input.time);
    window.harness.input_mut().time = Some(now + 20.0);
    picture(&mut window, "what-changed");
    window.key_with(Modifiers::COMMAND, Key::Num3);
    window.key(Key::ArrowDown);
    picture(&mut window, "ledger");
}

#[test]
fn the_main_screens_look_as_approved() {
    let mut results = SnapshotResults::new();
    // A machine without any renderer can still run everything else; where changes are decided on, there is one.
    let can_draw = std::panic::catch_unwind(|| {
        let mut harness = egui_kittest::Harness::new_ui(|ui| {
            ui.label("a");
        });
        harness.render().is_ok()
    });
    if !can_draw.unwrap_or(false) {
        return pass_over("a renderer (libegl1 and libgl1-mesa-dri would do)");
    }
    for appearance in [Appearance::Light, Appearance::Dark] {
        draw(appearance, &mut results);
    }
    for (size, appearance) in [([900.0, 600.0], Appearance::Light), ([1280.0, 800.0], Appearance::Light), ([1280.0, 800.0], Appearance::Dark)] {
        draw_deciding(size.into(), appearance, &mut results);
    }
    for (size, appearance) in [([900.0, 600.0], Appearance::Light), ([1280.0, 800.0], Appearance::Light), ([1280.0, 800.0], Appearance::Dark)] {
        draw_outreach(size.into(), appearance, &mut results);
    }
    if let Err(results) = results.into_result() {
        let words: Vec<String> = results.into_inner().iter().map(ToString::to_string).collect();
        panic!(
            "Some screens look otherwise than approved:\n{}\nLook at the pictures beside the approved ones; UPDATE_SNAPSHOTS=1 approves them.",
            words.join("\n")
        );
    }
}
