//! What is typed with an input method, and in scripts that run from right to left.

use egui::{Event, ImeEvent, Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use partwell::model::person::decision::Pane;

use crate::support::{invented, window::Window};

fn compose(window: &mut Window, event: ImeEvent) {
    window.harness.input_mut().events.push(Event::Ime(event));
    window.settle();
}

fn preedit(text: &str) -> ImeEvent {
    ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }
}

fn window() -> Window {
    let mut window = Window::open(Vec::new());
    window.import(&invented(12).replace("Person00003", "李娜").replace("Person00007", "محمد"), "Import 12 people");
    window
}

fn search(window: &Window) -> String {
    window.harness.state().state().pane(Pane::Keep).search().to_owned()
}

fn shown(window: &Window) -> Vec<String> {
    window.names(Pane::Keep)
}

#[test]
fn a_name_is_composed_in_the_search_field() {
    let mut window = window();
    window.harness.get_by_role_and_label(Role::TextInput, "Search Keep").focus();
    window.settle();
    for half in ["l", "li", "李"] {
        compose(&mut window, preedit(half));
    }
    compose(&mut window, ImeEvent::Commit("李".to_owned()));
    assert_eq!((search(&window).as_str(), shown(&window).len()), ("李", 1));
    // What is composed behind it and given up leaves nothing.
    compose(&mut window, preedit("n"));
    compose(&mut window, preedit(""));
    compose(&mut window, preedit("na"));
    compose(&mut window, ImeEvent::Commit("娜".to_owned()));
    assert_eq!((search(&window).as_str(), shown(&window).len()), ("李娜", 1));
    assert_eq!((window.total(Pane::Keep), window.total(Pane::Remove)), (12, 0), "no letter of a composition is a command");
}

#[test]
fn a_note_is_composed_and_written_from_right_to_left() {
    let mut window = window();
    window.click_with("Person00005", Modifiers::NONE);
    window.key(Key::N);
    compose(&mut window, preedit("met at か"));
    compose(&mut window, ImeEvent::Commit("met at 会社, ".to_owned()));
    window.harness.get_by_role_and_label(Role::MultilineTextInput, "Note").type_text("التقينا في معرض דוד 12/3");
    window.settle();
    window.click_with("Person00006", Modifiers::NONE);
    let note = "met at 会社, التقينا في معرض דוד 12/3";
    let kept = |window: &Window| window.harness.state().state().people().iter().filter(|person| person.state.note == note).count();
    assert_eq!(kept(&window), 1);
    // It is found by its words, and is still so the next time.
    window.type_into("Search Keep", "note:معرض");
    assert_eq!(shown(&window).len(), 1);
    assert_eq!(kept(&window.reopened()), 1);
}
