//! What people are used to from other programs: toasts with the way back, files of before, the page of the last time, help
//! that can be searched; and Insights by key and by pointer.

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use partwell::model::{
    insight::{
        insights::Insights,
        picture::{Bar, ChartFormat, ChartKind},
    },
    person::decision::Pane,
};
use partwell::{
    command::{Command, Export},
    event::{Event, Problem, Settlement},
    model::{local_time::LocalTime, progress::Progress, ticket::Ticket},
    state::State,
    store::StoreError,
    ui::{
        action::{Action, Inbox},
        screen::Screen,
    },
    worker::Clock,
};

use crate::support::{Desk, H7, far_east, invented, window::Window};

fn insights(window: &Window) -> &Insights {
    window.harness.state().state().insights.get().unwrap()
}

/// A window whose checklist asks about four people.
fn with_a_checklist() -> Window {
    let mut window = Window::with_people(40);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    for _ in 0..4 {
        window.key(Key::Enter);
    }
    window.key_with(Modifiers::COMMAND, Key::Enter);
    window
}

fn actions(inbox: &mut Inbox) -> Vec<Action> {
    inbox.take().into_iter().map(|(_, action)| action).collect()
}

#[test]
fn a_larger_action_shows_the_way_back_for_a_while() {
    let mut window = Window::with_people(30);
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::Enter);
    assert!(!window.has("Undo what was just done"), "one person is no larger action");
    window.click_with(&names[5], Modifiers::NONE);
    window.click_with(&names[8], Modifiers::SHIFT);
    window.key(Key::Enter);
    assert_eq!(window.total(Pane::Remove), 5);
    window.click("Undo what was just done");
    assert_eq!(window.total(Pane::Remove), 1);
    assert!(!window.has("Undo what was just done"));
    // It goes by itself.
    window.key_with(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.click_with(&names[10], Modifiers::NONE);
    window.click_with(&names[12], Modifiers::SHIFT);
    window.key(Key::Enter);
    assert!(window.has("Undo what was just done"));
    let now = window.harness.ctx.input(|input| input.time);
    window.harness.input_mut().time = Some(now + 9.0);
    window.settle();
    assert!(!window.has("Undo what was just done"));
    assert_eq!(window.total(Pane::Remove), 8);
}

#[test]
fn the_page_and_the_files_of_the_last_time_are_remembered() {
    let mut window = Window::with_people(20);
    window.key_with(Modifiers::COMMAND, Key::Num3);
    let mut window = window.reopened();
    assert!(window.has("The ledger is empty"));
    window.key_with(Modifiers::COMMAND, Key::Num1);
    let mut window = window.reopened();
    assert!(window.is_in_list("Keep list"), "keys work from the first moment on");
    window.key_with(Modifiers::COMMAND, Key::O);
    window.click("Import again: Connections.csv");
    assert!(window.has("20 people") && window.has("Nothing new"));
    window.key(Key::Escape);
}

// In the product book: T3.
#[test]
fn help_is_searched() {
    let mut window = Window::with_people(5);
    window.key(Key::F1);
    assert!(window.has("Keys in a list") && window.has("How to get your export"));
    window.harness.get_by_role_and_label(Role::TextInput, "Search the help").type_text("unfollow");
    window.settle();
    assert!(window.has("Keys in a list") && !window.has("How to get your export") && !window.has("Shift+Enter"));
    window.harness.get_by_role_and_label(Role::TextInput, "Search the help").type_text(" zebra");
    window.settle();
    assert!(window.has("Nothing about"));
    window.key(Key::Escape);
    assert!(!window.has("Nothing about"), "Escape closes what is on top, also from the field");
}

#[test]
fn insights_lead_from_a_bar_to_its_people_by_key_and_by_pointer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    let rows: Vec<String> =
        (0..30).map(|i| format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,Mill {},Dyer,{:02} Jan 20{}", i % 3, 1 + i % 28, 10 + i / 10)).collect();
    std::fs::write(&path, format!("{H7}\n{}", rows.join("\n"))).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(1280.0, 800.0));
    window.click("Import 30 people");
    let names = window.names(Pane::Keep);
    window.click_with(&names[0], Modifiers::NONE);
    window.key(Key::Enter);
    window.key_with(Modifiers::COMMAND, Key::Num4);
    assert_eq!(insights(&window).impact.people.len(), 1);
    let years = insights(&window).picture(ChartKind::Years).unwrap();
    assert_eq!(years.bars.iter().map(|bar| (bar.label.as_str(), bar.total())).collect::<Vec<_>>(), [("2010", 10), ("2011", 10), ("2012", 10)]);
    // Who sees no pictures reads the table, row by row.
    window.press("As a table: Connections by year");
    window.tab_to("2011: 10 not looked at yet");
    window.key(Key::Enter);
    assert!(window.harness.query_by_role_and_label(Role::ListBox, "People behind 2011").is_some());
    window.tab_into("People behind 2011");
    window.key(Key::ArrowDown);
    window.key(Key::ArrowDown);
    window.key(Key::Enter);
    let state = window.harness.state().state();
    assert_eq!(state.focused().and_then(|person| person.facts.connected_on).map(jiff::civil::Date::year), Some(2011));
    assert_eq!(state.active, Pane::Keep);
    // So does who goes through the picture itself with the arrows, and hears each bar.
    window.key_with(Modifiers::COMMAND, Key::Num4);
    window.press("As a picture: Connections by year");
    let title = insights(&window).picture(ChartKind::Years).unwrap().in_words();
    window.click("Close the list");
    window.tab_to(&title);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowRight);
    window.key(Key::ArrowLeft);
    let told = window.harness.get_by_role_and_label(Role::Image, &title).accesskit_node().value();
    assert_eq!(told.as_deref(), Some("2010: 9 not looked at yet, 1 in Remove"));
    window.key(Key::End);
    window.key(Key::Space);
    assert!(window.is_in_list("People behind 2012"), "the keyboard goes on in the list");
    window.key(Key::Escape);
    assert!(window.harness.query_by_role_and_label(Role::ListBox, "People behind 2012").is_none());
    assert!(window.harness.get_by_role_and_label(Role::Image, &title).is_focused(), "and comes back to the picture");
    // The pointer does the same.
    let picture = window.harness.get_by_role_and_label(Role::Image, &insights(&window).picture(ChartKind::Years).unwrap().in_words()).rect();
    // The last of three columns, low enough to be on it.
    let place = egui::pos2(picture.left() + picture.width() * 0.84, picture.bottom() - picture.height() * 0.2);
    window.harness.hover_at(place);
    window.settle();
    window.harness.drag_at(place);
    window.harness.drop_at(place);
    window.settle();
    assert!(window.harness.query_by_role_and_label(Role::ListBox, "People behind 2012").is_some());
    window.click("Show those in Keep");
    assert_eq!(window.harness.state().state().pane(Pane::Keep).search(), "connected:2012");
    assert_eq!(window.names(Pane::Keep).len(), 10);
    // What was counted follows what is decided.
    window.key_with(Modifiers::COMMAND, Key::Z);
    window.key_with(Modifiers::COMMAND, Key::Num4);
    assert_eq!((insights(&window).impact.people.len(), insights(&window).impact_pictures.len()), (0, 0));
}

#[test]
fn a_slip_in_a_search_is_told_with_what_was_meant() {
    let mut window = Window::with_people(12);
    window.type_into("Search Keep", "person compnay:3");
    assert!(window.names(Pane::Keep).is_empty() && window.has("“compnay:3” is not understood"));
    window.click("Search for company:3");
    assert_eq!((window.harness.state().state().pane(Pane::Keep).search(), window.names(Pane::Keep).len()), ("person company:3", 1));
    // One or the other, and neither.
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Search Keep", "(company:=\"Company 3\" OR company:=\"Company 4\") -person00004");
    assert_eq!(window.names(Pane::Keep).len(), 1);
}

// In the product book: F10.
#[test]
fn a_search_is_saved_as_a_view_and_had_again_by_menu_and_by_key() {
    let mut window = Window::with_people(12);
    window.type_into("Search Keep", "company:=\"Company 3\"");
    window.click("Filter Keep");
    window.click("Save this search as a view…");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Name of the view").type_text("The third");
    window.settle();
    window.key(Key::Enter);
    let views = window.harness.state().state().settings.views.clone();
    assert_eq!(views.iter().map(|view| (view.name.as_str(), view.query.as_str())).collect::<Vec<_>>(), [("The third", "company:=\"Company 3\"")]);
    // In the other pane by its key, where the keyboard is; and after a restart, with what was searched for.
    window.key_with(Modifiers::COMMAND, Key::Num1);
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.key(Key::Backspace);
    // While somebody types, the key is theirs: some keyboards write signs with it.
    window.key_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.names(Pane::Keep).len(), 12);
    window.key(Key::Escape);
    window.key_with(Modifiers::ALT, Key::Num1);
    assert_eq!(window.names(Pane::Keep).len(), 1);
    let mut window = window.reopened();
    assert_eq!((window.harness.state().state().pane(Pane::Keep).search(), window.names(Pane::Keep).len()), ("company:=\"Company 3\"", 1));
    window.click("Filter Keep");
    window.click("Delete a view");
    window.harness.get_all_by_label("The third").last().unwrap().click();
    window.settle();
    assert!(window.harness.state().state().settings.views.is_empty());
}

#[test]
fn tab_completes_what_is_typed_and_goes_on_where_there_is_nothing_to_complete() {
    let mut window = Window::with_people(12);
    window.type_into("Search Keep", "person00003 comp");
    assert!(window.has("company:"), "offered below the field");
    window.key(Key::Tab);
    assert_eq!(window.harness.state().state().pane(Pane::Keep).search(), "person00003 company:");
    let field = |window: &Window| window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").is_focused();
    assert!(field(&window), "the keyboard stays where one types");
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").type_text("3");
    window.settle();
    assert_eq!((window.harness.state().state().pane(Pane::Keep).search(), window.names(Pane::Keep).len()), ("person00003 company:3", 1));
    // A company, with how many of it there are; what is whole is not completed further.
    assert!(window.has("1 person"));
    window.key(Key::Tab);
    assert_eq!((window.harness.state().state().pane(Pane::Keep).search(), window.names(Pane::Keep).len()), ("person00003 company:=\"Company 3\"", 1));
    window.key(Key::Tab);
    assert!(!field(&window), "with nothing to complete it goes on");
    // The words behind a field, by the pointer.
    window.harness.get_by_role_and_label(Role::TextInput, "Search Remove").focus();
    window.type_into("Search Remove", "is:und");
    window.press("is:undecided");
    assert_eq!(window.harness.state().state().pane(Pane::Remove).search(), "is:undecided");
}

/// A condition from the menu is asked of everybody whom the search finds, also where it finds one or the other.
#[test]
fn the_filter_menu_asks_all_of_a_search() {
    let mut window = Window::with_people(12);
    let name = window.names(Pane::Keep)[3].clone();
    window.click_with(&name, Modifiers::NONE);
    window.key(Key::K);
    window.type_into("Search Keep", "person00003 OR person00004");
    window.click("Filter Keep");
    window.click("Not looked at yet");
    let search = |window: &Window| window.harness.state().state().pane(Pane::Keep).search().to_owned();
    assert_eq!((search(&window).as_str(), window.names(Pane::Keep).len()), ("(person00003 OR person00004) is:undecided", 1));
    window.click("Filter Keep");
    window.click("Not looked at yet");
    assert_eq!((search(&window).as_str(), window.names(Pane::Keep).len()), ("(person00003 OR person00004)", 2));
    // What is searched for is kept while the sample is looked at.
    window.click("Menu");
    window.click("Open sample data");
    assert!(window.harness.state().state().is_sample && search(&window).is_empty());
    window.click("Use my own connections");
    assert_eq!(search(&window), "(person00003 OR person00004)");
}

#[test]
fn a_bar_has_the_page_count_its_people_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    let row = |i: usize| format!("P{i},Quorn,https://www.linkedin.com/in/p-{i}-example,,Mill {},Dyer,{:02} Jan 20{}", i % 7 % 3, 1 + i % 28, 10 + i / 10);
    let rows: Vec<String> = (0..60).map(row).collect();
    std::fs::write(&path, format!("{H7}\n{}", rows.join("\n"))).unwrap();
    let mut window = Window::open_in(folder, vec![path], egui::vec2(1280.0, 800.0));
    window.click("Import 60 people");
    window.key_with(Modifiers::COMMAND, Key::Num4);
    let companies = insights(&window).picture(ChartKind::Companies).unwrap().clone();
    let (first, second) = (&companies.bars[0], &companies.bars[1]);
    window.press("As a table: Top companies");
    window.tab_to(&format!("{}: {} not looked at yet", first.label, first.total()));
    window.key(Key::Enter);
    window.press("Count only them on this page");
    assert!(window.has(&format!("Counted: {} of 60 people", first.total())));
    let years: usize = insights(&window).picture(ChartKind::Years).unwrap().bars.iter().map(Bar::total).sum();
    assert_eq!(years, first.total());
    assert_eq!(insights(&window).picture(ChartKind::Companies), Some(&companies), "another company can be chosen");
    // Figures lead to those whom they count.
    window.harness.get_by_role_and_label(Role::Button, &format!("{} not looked at yet", first.total())).click_accesskit();
    window.settle();
    let found = window.names(Pane::Keep).len();
    assert_eq!(
        (found, window.harness.state().state().pane(Pane::Keep).search()),
        (first.total(), format!("company:=\"{}\" is:undecided", first.label).as_str())
    );
    window.key_with(Modifiers::COMMAND, Key::Num4);
    // Another bar of the same picture takes its place, and what is taken out counts everybody.
    window.tab_to(&format!("{}: {} not looked at yet", second.label, second.total()));
    window.key(Key::Enter);
    window.press("Count only them on this page");
    assert!(window.has(&format!("Counted: {} of 60 people", second.total())));
    window.press(&format!("Top companies: {}: count the others, too", second.label));
    assert!(window.harness.state().state().insights_only().is_empty() && !window.has("Count everybody"));
    assert_eq!(insights(&window).counted, 60);
}

#[test]
fn a_picture_is_saved_as_a_drawing_and_as_points() {
    let mut desk = Desk::new();
    desk.import_bytes(format!("{H7}\n<b>,Quorn,https://www.linkedin.com/in/p-1-example,,\"<Mill> & \"\"Sons\"\"\",Dyer,01 Jan 2020")).unwrap();
    let all = desk.load().people.iter().map(|person| person.id).collect();
    desk.run(Command::Move { person_ids: all, to: Pane::Keep }).unwrap();
    let events = desk.run(Command::LoadInsights { only: Vec::new() }).unwrap();
    let insights = events.into_iter().find_map(|event| if let Event::InsightsLoaded(insights) = event { Some(insights) } else { None }).unwrap();
    let picture = insights.picture(ChartKind::Companies).unwrap().clone();
    let save = |desk: &mut Desk, name: &str, format: ChartFormat, may_replace: bool| {
        let path = desk.folder.path().join(name);
        desk.run(Command::Export { what: Export::Chart { chart: Box::new(picture.clone()), format }, path: path.clone(), may_replace })
            .map(|events| (events, path))
    };
    let (_, path) = save(&mut desk, "a.svg", ChartFormat::Svg, false).unwrap();
    let svg = std::fs::read_to_string(path).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("&lt;Mill&gt; &amp; ") && !svg.contains("<Mill>"), "{svg}");
    assert!(svg.contains("from a LinkedIn export with connections up to 1 Jan 2020"), "a picture says where it is from: {svg}");
    let again = Export::Chart { chart: Box::new(picture.clone()), format: ChartFormat::Svg };
    assert_eq!(desk.settlement(Command::Export { what: again, path: desk.folder.path().join("a.svg"), may_replace: false }), Settlement::WouldReplace);
    // The points are the drawing, twice as fine, and hold the colour of the bar.
    let (_, path) = save(&mut desk, "a.png", ChartFormat::Png, false).unwrap();
    let mut reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(path).unwrap())).read_info().unwrap();
    let mut read = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut read).unwrap();
    assert_eq!(reader.info().width, 1520);
    let kept = read.chunks_exact(4).filter(|point| *point == [0x1e, 0x6f, 0x5b, 255]).count();
    assert!(kept > 10_000, "{kept} points of the bar");
    // What is copied is the same.
    let events = desk.run(Command::DrawChart(Box::new(picture.clone()))).unwrap();
    let drawn = events.into_iter().find_map(|event| if let Event::ChartDrawn { pixels, .. } = event { Some(pixels) } else { None }).unwrap();
    assert_eq!((drawn.width, drawn.rgba), (1520, read));
    assert!(save(&mut desk, "test.partwell", ChartFormat::Svg, true).is_err(), "never over the workspace");
    // "None" and "not in this export" are different sentences.
    assert!(!insights.knows_messages);
}

#[test]
fn dialogs_of_pictures_write_where_they_are_told() {
    let mut window = Window::with_people(20);
    window.key_with(Modifiers::COMMAND, Key::Num4);
    window.click("Save or copy Top companies");
    window.click("Save the picture…");
    let png = window.folder.path().join("companies.png");
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the picture").focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the picture").type_text(&png.to_string_lossy());
    window.settle();
    window.click("Save");
    let reader = png::Decoder::new(std::io::BufReader::new(std::fs::File::open(png).unwrap())).read_info().unwrap();
    assert_eq!(reader.info().width, 1520);
    window.click("Save or copy Top companies");
    window.click("Save the picture…");
    window.click("SVG, for any size");
    let path = window.folder.path().join("companies.svg");
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Path of the picture");
    let old = field.accesskit_node().value().unwrap_or_default();
    assert!(old.ends_with("partwell-companies.svg"), "{old}");
    field.focus();
    window.key_with(Modifiers::COMMAND, Key::A);
    window.harness.get_by_role_and_label(Role::TextInput, "Path of the picture").type_text(&path.to_string_lossy());
    window.settle();
    window.click("Save");
    assert!(std::fs::read_to_string(&path).unwrap().contains("Top companies"));
}

/// The rule behind each question is there for who wants to read it, and out of the way of who does not.
#[test]
fn the_checklist_says_why_it_asks_when_one_wants_to_know() {
    let mut window = with_a_checklist();
    assert!(!window.has("Asked when"));
    window.press(&window.label_starting("Why these: "));
    window.press("Say on each card why it is asked");
    assert!(window.has("C3: Asked for people who work where you work now"));
    window.press("Hide why each is asked");
    assert!(!window.has("C3: Asked for people who work where you work now"));
}

#[test]
fn the_checklist_shows_what_the_batch_would_take_away() {
    let mut window = with_a_checklist();
    assert!(window.harness.query_by_role(Role::Image).is_none(), "only for who looks");
    window.click("What it would take away, in pictures");
    assert_eq!(window.harness.query_all_by_role(Role::Image).count(), 2);
    assert_eq!(insights(&window).impact.people.len(), 4);
}

#[test]
fn the_checklist_is_answered_with_one_key_a_card() {
    let mut window = with_a_checklist();
    for turn in 0..7 {
        if window.has("All is answered") {
            break;
        }
        window.key(if turn % 2 == 0 { Key::C } else { Key::X });
    }
    assert!(window.has("All is answered"));
    // The keyboard is at the button by then.
    window.key(Key::Enter);
    assert_eq!(window.harness.state().state().overview.batches.len(), 1);
}

#[test]
fn a_workspace_that_cannot_be_opened_says_why_and_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    std::fs::write(&workspace, "First Name,Last Name\n").unwrap();
    let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    assert!(window.has("This file is not a workspace") && window.has("It was not touched"));
    assert_eq!(std::fs::read_to_string(&workspace).unwrap(), "First Name,Last Name\n");
    window.click("Try again");
    assert!(window.has("This file is not a workspace"), "still the same");
    std::fs::remove_file(&workspace).unwrap();
    window.click("Try again");
    assert!(window.has("Drop your export here"));
}

/// Long work is told after half a second, with the way to stop it; what cannot be stopped offers none.
#[test]
fn long_work_is_told_and_can_be_stopped() {
    let mut desk = Desk::new();
    desk.import_bytes(crate::support::invented(20)).unwrap();
    let mut state = State::default();
    for event in desk.run(Command::Load).unwrap() {
        state.apply(event);
    }
    let screen = (Screen::new(desk.folder.path()), state, Inbox::default());
    let mut harness = Harness::builder()
        .with_size(egui::vec2(1000.0, 640.0))
        .with_step_dt(0.1)
        .with_context_setup(|ctx| drop(partwell::ui::theme::install(ctx)))
        .build_ui_state(
            |ui, (screen, state, inbox)| {
                screen.show(ui, state, true, inbox);
            },
            screen,
        );
    harness.step();
    let progress = |can_stop| Event::Progressed(Progress { doing: "Taking back".into(), done: 30, total: Some(62), can_stop });
    harness.state_mut().1.apply(progress(true));
    harness.step();
    assert!(harness.query_by_label("Cancel").is_none(), "what is over at once is not told");
    for _ in 0..6 {
        harness.step();
    }
    harness.get_by_label("Taking back: 30 of 62");
    harness.state_mut().2.take();
    harness.get_by_label("Cancel").click();
    harness.step();
    harness.step();
    assert_eq!(actions(&mut harness.state_mut().2), [Action::Stop]);
    harness.state_mut().1.apply(progress(false));
    harness.step();
    harness.get_by_label("Taking back: 30 of 62");
    assert!(harness.query_by_label("Cancel").is_none());
    harness.state_mut().1.apply(Event::Settled { ticket: Ticket::default(), settlement: Settlement::Done });
    harness.step();
    harness.step();
    assert!(harness.query_by_label("Taking back: 30 of 62").is_none());
    // Opening is told the same way.
    harness.state_mut().1 = State::default();
    harness.state_mut().1.apply(progress(false));
    for _ in 0..6 {
        harness.step();
    }
    harness.get_by_label("Taking back: 30 of 62");
    harness.get_by_label("Quit");
}

#[test]
fn a_workspace_that_may_not_be_written_is_offered_for_reading() {
    let mut desk = Desk::new();
    desk.import_bytes(crate::support::invented(5)).unwrap();
    let mut state = State::default();
    for event in desk.run(Command::Load).unwrap() {
        state.apply(event);
    }
    let mut harness = Harness::builder().with_context_setup(|ctx| drop(partwell::ui::theme::install(ctx))).build_ui_state(
        |ui, (screen, state, inbox)| {
            screen.show(ui, state, false, inbox);
        },
        (Screen::new(desk.folder.path()), State::default(), Inbox::default()),
    );
    let refused = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let problem = Problem::from(StoreError::File { path: desk.workspace(), source: refused });
    harness.state_mut().1.apply(Event::OpeningFailed(problem));
    harness.run();
    harness.get_by_label("The workspace may not be written here");
    harness.get_by_label("Open for reading").click();
    harness.run();
    assert_eq!(actions(&mut harness.state_mut().2), [Action::OpenForReading]);
    state.is_for_reading = true;
    harness.state_mut().1 = state;
    harness.run();
    harness.get_by_label("Try to open it for writing").click();
    harness.run();
    assert_eq!(actions(&mut harness.state_mut().2), [Action::OpenAgain]);
}

#[test]
fn the_keys_of_the_checklist_work_after_a_click() {
    let mut window = with_a_checklist();
    assert!(window.has("2 open: go there"));
    window.click_starting("Nobody is told, some may notice.");
    window.key(Key::C);
    assert!(window.has("1 open: go there"), "after a click on nothing");
    // An answer is taken back by its tick, and given again by key; also after a fold was opened.
    window.click("Everybody in this batch: 4 people");
    window.key(Key::X);
    assert!(window.has("All is answered"), "after a fold was opened");
    window.click_starting(": considered");
    assert!(window.has("1 open: go there"));
    window.key(Key::X);
    assert!(window.has("All is answered"), "after a click on a tick");
}

#[test]
fn a_damaged_workspace_has_ways_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.partwell");
    {
        let mut desk = crate::support::Desk::new();
        desk.import_bytes(crate::support::invented(5)).unwrap();
        let workspace = desk.workspace();
        drop(desk.engine);
        std::fs::copy(workspace, &path).unwrap();
    }
    let sound = std::fs::read(&path).unwrap();
    rusqlite::Connection::open(&path).unwrap().execute_batch("UPDATE person SET connected_on = '20X4-01-08' WHERE id = 1").unwrap();
    let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    assert!(window.has("The workspace is damaged") && !window.has("A moment"));
    window.click("Check it");
    assert!(window.has("20X4-01-08") && window.has("not as it was written: people") && window.has("nothing more is written"));
    // It is not opened for writing any more, and says so instead of trying again and again.
    window.click("Try again");
    assert!(window.has("The workspace was found damaged"));
    // Another file is a way out, too; one that is not there is not made.
    let other = window.folder.path().join("other.partwell");
    window.type_into("Path of another workspace", &other.display().to_string());
    window.click("Open that workspace");
    assert!(window.has("There is no workspace there") && !other.exists());
    // What can be read is shown, or why it cannot be.
    window.type_into("Path of another workspace", "");
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Path of another workspace", &path.display().to_string());
    window.click("Open that workspace");
    assert!(window.has("The workspace was found damaged"));
    // Once it is mended, a check lets it be written again.
    std::fs::write(&path, sound).unwrap();
    window.click("Check it");
    assert!(window.has("found nothing wrong"));
    window.click("Try again");
    assert_eq!(window.names(partwell::model::person::decision::Pane::Keep).len(), 5);
}

/// A cell that nobody wrote is read all the same where that is asked for, and what cannot be believed is told.
#[test]
fn a_damaged_workspace_is_read_and_said_to_be_damaged() {
    let mut desk = crate::support::Desk::new();
    desk.import_bytes(crate::support::invented(5)).unwrap();
    let (workspace, folder) = (desk.workspace(), desk.folder);
    drop(desk.engine);
    std::fs::rename(&workspace, folder.path().join("a.partwell")).unwrap();
    let path = folder.path().join("a.partwell");
    rusqlite::Connection::open(&path).unwrap().execute_batch("UPDATE person SET company = 'Elsewhere' WHERE id = 1").unwrap();
    let before = std::fs::read(&path).unwrap();
    let mut window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    assert!(window.has("The workspace is damaged"));
    window.click("Open for reading");
    assert!(window.has("The workspace is damaged") && window.has("not as Partwell wrote it: people"));
    assert_eq!(window.names(partwell::model::person::decision::Pane::Keep).len(), 5);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn nothing_is_written_beside_a_strangers_file() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = folder.path().join("a.partwell");
    std::fs::write(&workspace, "First Name,Last Name\n").unwrap();
    let window = Window::open_in(folder, Vec::new(), egui::vec2(1280.0, 800.0));
    let Window { folder, mut harness } = window;
    eframe::App::on_exit(harness.state_mut(), None);
    drop(harness);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A clock that stands far from UTC, this many days after the first of May 2027.
fn clock_after(days: i64) -> Clock {
    let at = "2027-05-01T20:00:00Z".parse::<jiff::Timestamp>().unwrap() + jiff::SignedDuration::from_hours(24 * days);
    Clock::new(move || LocalTime::new(at, far_east()))
}

#[test]
fn whoever_was_put_off_is_called_out_when_the_day_comes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Connections.csv");
    std::fs::write(&path, crate::support::invented(12)).unwrap();
    let size = egui::vec2(1280.0, 800.0);
    let mut window = Window::open_at(folder, vec![path], size, clock_after(0));
    window.click("Import 12 people");
    let first = window.names(Pane::Keep)[0].clone();
    window.click_with(&first, Modifiers::NONE);
    // A day of one's own, by keyboard alone; a day that is over, or no day, is said to be so.
    window.key(Key::L);
    window.tab_to("Day to review again");
    window.type_into("Day to review again", "2027-04-30");
    assert!(window.has("That day is over."));
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Day to review again", "soon");
    assert!(window.has("Write the day like 2027-05-03."));
    window.key_with(Modifiers::COMMAND, Key::A);
    window.type_into("Day to review again", "2027-05-11");
    window.tab_to("Review again on that day");
    window.key(Key::Enter);
    let put_off = |window: &Window| -> Vec<_> { window.harness.state().state().people().iter().filter_map(|person| person.state.later_until).collect() };
    assert_eq!(put_off(&window), ["2027-05-11".parse().unwrap()]);
    assert!(!window.has("is due"));
    // The day before nothing is said; on the day it is, wherever one looks.
    let reopened = |window: Window, days: i64| {
        let Window { folder, harness } = window;
        drop(harness);
        Window::open_at(folder, Vec::new(), size, clock_after(days))
    };
    let window = reopened(window, 8);
    assert!(!window.has("is due"));
    let mut window = reopened(window, 9);
    assert!(window.has("1 person is due: you wanted to review them again."));
    assert!(window.harness.state().state().message.text.contains("1 person is due"), "also at the start on another page");
    window.click("Show those who are due");
    assert_eq!(window.names(Pane::Keep).len(), 1);
    assert!(window.has("due for review"));
    // Put aside, it is not said again of the same people.
    window.click("Not now: those who are due");
    assert!(!window.has("Show those who are due"));
}

#[test]
fn another_day_is_chosen_from_the_checklist_and_leads_back_there() {
    let mut window = with_a_checklist();
    let before = window.total(Pane::Remove);
    window.click_starting(": look");
    let later = window.label_starting("Later: ");
    window.press(&later);
    window.harness.get_by_label_contains("Another day").click_accesskit();
    window.settle();
    assert!(window.has("Review again on that day") && !window.has(&format!("Part with {before} people?")));
    window.harness.get_by_label_contains("In a month").click_accesskit();
    window.settle();
    assert!(window.has(&format!("Part with {} people?", before - 1)));
}

/// The harness never asks the system for fonts: a bare machine.
#[test]
fn a_script_that_no_font_has_is_told_once() {
    let mut window = Window::with_people(3);
    assert!(!window.has("no font here"), "told without need");
    window.import(&invented(4).replace("Person00003", "বর্ষা"), "Import 4 people");
    window.key(Key::Escape);
    window.key_with(Modifiers::COMMAND, Key::Num1);
    assert!(window.has("no font here for Bengali"));
    window.click_with("বর্ষা", Modifiers::NONE);
    window.key(Key::ArrowRight);
    assert!(!window.has("no font here"), "told twice");
}

/// While nothing happens nothing is drawn, on no page: no frame is asked for, not even one later.
#[test]
fn nothing_is_drawn_while_nothing_happens() {
    let mut window = Window::with_people(30);
    window.click_with("Person00000", Modifiers::NONE);
    window.key(Key::ArrowRight);
    let next_frame = |window: &Window| window.harness.output().viewport_output[&egui::ViewportId::ROOT].repaint_delay;
    for page in ["Review", "Triage", "Work list", "Ledger", "Invitations", "Letters", "Plan", "Insights", "What changed", "Settings"] {
        window.press(page);
        // A word on what was done goes after its time, which is something that happens.
        for _ in 0..400 {
            if next_frame(&window) == std::time::Duration::MAX {
                break;
            }
            window.harness.step();
        }
        assert_eq!(next_frame(&window), std::time::Duration::MAX, "{page}");
    }
}
