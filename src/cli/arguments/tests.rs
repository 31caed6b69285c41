//! How the command line is read.

use super::*;

#[test]
fn a_profile_that_begins_with_a_hyphen_is_no_option() {
    let read = |words: &str| {
        with_profiles_behind(words.split(' ').map(OsString::from).collect())
            .iter()
            .map(|word| word.to_string_lossy().into_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (given, expected) in [
        ("partwell show --52a1ce28d --json", "partwell show --json -- --52a1ce28d"),
        ("partwell mark -jane anna --done", "partwell mark anna --done -- -jane"),
        ("partwell --workspace x.db mark --done --a", "partwell --workspace x.db mark --done -- --a"),
        ("partwell move --slug --a b --to keep", "partwell move --slug --a b --to keep"),
        ("partwell list --search -has:company", "partwell list --search -has:company"),
        ("partwell mark a --done -- --b", "partwell mark a --done -- --b"),
        ("partwell show --help", "partwell show --help"),
    ] {
        assert_eq!(read(given), expected);
        assert!(given.ends_with("--help") || Arguments::try_parse_from(expected.split(' ')).is_ok(), "{expected}");
    }
}
