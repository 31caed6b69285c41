//! The table is whole, and no two keys of a place are the same.

use super::*;

#[test]
fn no_two_commands_of_a_place_have_one_key() {
    for scope in Scope::ALL {
        let mut seen: Vec<(KeyboardShortcut, UiCommand)> = Vec::new();
        for entry in COMMANDS.iter().filter(|entry| entry.scope == scope || entry.scope == Scope::Everywhere) {
            for shortcut in entry.keys {
                let clash = seen.iter().find(|(other, _)| other == shortcut);
                assert!(clash.is_none(), "{:?} and {:?} have one key", entry.command, clash);
                seen.push((*shortcut, entry.command));
            }
        }
    }
}

#[test]
fn every_command_stands_once_and_whatever_has_a_key_is_in_the_help() {
    for entry in &COMMANDS {
        assert_eq!(COMMANDS.iter().filter(|other| other.command == entry.command).count(), 1, "{:?}", entry.command);
        assert!(!entry.label.is_empty(), "{:?}", entry.command);
        assert_eq!(entry.help.is_empty(), entry.keys.is_empty(), "{:?}", entry.command);
    }
    for page in Page::ALL {
        assert_eq!(UiCommand::of_page(page).map(UiCommand::label), Some(page.title()));
    }
}

#[test]
fn shift_counts_only_where_a_command_asks_for_it() {
    let of = |key: Key, modifiers: Modifiers| UiCommand::of_key(Scope::List, key, modifiers);
    assert_eq!(of(Key::Enter, Modifiers::NONE), Some(UiCommand::MoveAcross));
    assert_eq!(of(Key::Enter, Modifiers::SHIFT), Some(UiCommand::MoveWithReasons));
    assert_eq!(of(Key::P, Modifiers::SHIFT), Some(UiCommand::Protect));
    assert_eq!((of(Key::P, Modifiers::COMMAND), of(Key::P, Modifiers::ALT)), (None, None));
    assert_eq!((of(Key::A, Modifiers::COMMAND), of(Key::A, Modifiers::NONE)), (Some(UiCommand::SelectAll), None));
}
