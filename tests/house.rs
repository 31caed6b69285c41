//! The import table of `src/lib.rs`, enforced: who may use whom, and which outside crate lives in which room.

use std::path::{Path, PathBuf};

/// Room, and the rooms that it may import. `app`, `cli` and `main` stand above everything.
const MAY_IMPORT: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("command", &["model"]),
    ("event", &["model"]),
    ("import", &["model"]),
    ("export", &["model"]),
    ("store", &["model"]),
    ("engine", &["store", "import", "export", "command", "event", "model"]),
    ("worker", &["engine", "command", "event", "model"]),
    ("state", &["event", "model"]),
    ("ui", &["state", "command", "event", "model"]),
];

/// Outside crate, and the rooms that it keeps to.
const LIVES_IN: [(&str, &[&str]); 22] = [
    ("arboard", &["app"]),
    ("twox_hash", &["store"]),
    ("mundy", &["ui"]),
    ("egui_system_font_provider", &["ui"]),
    ("inotify", &["app"]),
    ("rusqlite", &["store"]),
    ("egui", &["ui", "app"]),
    ("egui_extras", &["ui"]),
    ("resvg", &["export"]),
    ("egui_material_icons", &["ui"]),
    ("eframe", &["app", "main"]),
    ("rfd", &["ui"]),
    ("zip", &["import"]),
    ("csv", &["import", "export"]),
    ("csv_core", &["import"]),
    ("encoding_rs", &["import"]),
    ("chardetng", &["import"]),
    ("tempfile", &["app", "export"]),
    ("clap", &["cli", "main"]),
    ("directories", &["app", "main"]),
    ("icalendar", &["export"]),
    // The store has a file of that name.
    ("open", &["app", "store"]),
];

/// Words that belong to one room although they come with the language: the clock and threads.
const WORDS_LIVE_IN: [(&str, &[&str]); 4] =
    [("Timestamp::now", &["worker"]), ("SystemTime", &[]), ("std::thread", &["app", "worker", "store", "ui"]), ("Zoned::now", &[])];

/// Words that belong to one file. Days are made from times, and written, in one place each: nowhere is a day of UTC shown or
/// compared with a local one. What LinkedIn's files say is in UTC.
const WORDS_OF_FILES: [(&str, &[&str]); 6] = [
    ("strftime(", &["model/text/date_text.rs"]),
    ("to_datetime(", &["model/local_time.rs", "import/date.rs", "import/messages.rs"]),
    ("Offset::UTC", &["import/date.rs", "import/messages.rs"]),
    ("TimeZone::UTC", &["model/local_time.rs"]),
    ("TimeZone::system", &["worker.rs"]),
    ("to_zoned(", &[]),
];

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

fn room(file: &Path, src: &Path) -> String {
    let first = file.strip_prefix(src).unwrap().components().next().unwrap();
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file without comments and without its unit tests, with line numbers.
fn code(text: &str) -> Vec<(usize, &str)> {
    let end = text.find("#[cfg(test)]").unwrap_or(text.len());
    text[..end].lines().enumerate().map(|(i, line)| (i + 1, line.split("//").next().unwrap())).collect()
}

/// The rooms named behind `crate::`, also in braces that go over several lines.
fn rooms_named(code: &[(usize, &str)]) -> Vec<(usize, String)> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = Vec::new();
    let mut depth = None;
    for (number, line) in code {
        let mut rest = *line;
        if let Some(open) = &mut depth {
            // Inside `use crate::{ ... }`: rooms stand at the first level of braces.
            for part in rest.split_inclusive([',', '{', '}', ' ']) {
                let name = word(part.trim());
                if *open == 1 && !name.is_empty() {
                    named.push((*number, name));
                }
                *open += part.matches('{').count();
                *open -= part.matches('}').count().min(*open);
            }
            if *open == 0 {
                depth = None;
            }
            continue;
        }
        while let Some(at) = rest.find("crate::") {
            rest = &rest[at + "crate::".len()..];
            if let Some(tail) = rest.strip_prefix('{') {
                if tail.trim().is_empty() {
                    depth = Some(1);
                } else {
                    named.extend(tail.split(['{', '}', ',']).map(|part| (*number, word(part.trim()))).filter(|(_, name)| !name.is_empty()));
                }
            } else {
                named.push((*number, word(rest)));
            }
        }
    }
    named
}

fn violations(room: &str, text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let code = code(text);
    if let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == room) {
        for (line, named) in rooms_named(&code) {
            let is_room = MAY_IMPORT.iter().any(|(name, _)| *name == named) || named == "app" || named == "cli";
            if is_room && named != room && !allowed.contains(&named.as_str()) {
                found.push((line, format!("{room} may not import {named}")));
            }
        }
    }
    for (number, line) in code {
        for (krate, rooms) in LIVES_IN {
            let is_named = [format!("{krate}::"), format!("use {krate};")]
                .iter()
                .any(|form| line.match_indices(form.as_str()).any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')));
            if is_named && !rooms.contains(&room) {
                found.push((number, format!("{krate} does not live in {room}")));
            }
        }
        for (word, rooms) in WORDS_LIVE_IN {
            if line.contains(word) && !rooms.contains(&room) {
                found.push((number, format!("{word} does not belong in {room}")));
            }
        }
    }
    found
}

#[test]
fn every_room_imports_only_what_the_table_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    assert!(all.len() > 50, "the source was found");
    let mut found = Vec::new();
    // Unit tests in a file of their own are no part of the room.
    for file in all.into_iter().filter(|file| !file.ends_with("tests.rs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        for (line, what) in violations(&room(&file, &src), &text) {
            found.push(format!("{}:{line}: {what}", file.strip_prefix(&src).unwrap().display()));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn days_are_local_and_written_in_one_place() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut found = Vec::new();
    for file in all {
        let name = file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in code(&text) {
            for (word, at_home) in WORDS_OF_FILES {
                if line.contains(word) && !at_home.contains(&name.as_str()) {
                    found.push(format!("{name}:{number}: {word}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
    for (word, at_home) in WORDS_OF_FILES {
        for home in at_home {
            assert!(std::fs::read_to_string(src.join(home)).unwrap().contains(word), "{word} is not in {home} any more");
        }
    }
}

#[test]
fn the_test_of_the_table_bites() {
    assert_eq!(violations("model", "use crate::store::Store;").len(), 1);
    assert_eq!(violations("import", "use crate::{\n    model::person::{\n        Facts,\n    },\n    export::write,\n};").len(), 1);
    assert_eq!(violations("ui", "use crate::{engine::Engine, state::State};").len(), 1);
    assert_eq!(violations("state", "fn f(ui: &mut egui::Ui) {}").len(), 1);
    assert_eq!(violations("engine", "let now = Timestamp::now();").len(), 1);
    assert_eq!(violations("store", "use rusqlite::Connection; // egui::Ui").len(), 0);
    assert_eq!(violations("engine", "use crate::{\n    store::{Store, people},\n    model::{person::Person},\n};").len(), 0);
}

#[test]
fn every_file_says_what_it_is_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    files(&root.join("src"), &mut all);
    files(&root.join("tests"), &mut all);
    let silent: Vec<_> = all.iter().filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//!")).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// A file that one can hold in mind.
const MOST_LINES: usize = 450;
/// Half of the files are shorter.
const MEDIAN_LINES: usize = 130;

#[test]
fn files_stay_small() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut sizes: Vec<(usize, PathBuf)> = all.into_iter().map(|file| (std::fs::read_to_string(&file).unwrap().lines().count(), file)).collect();
    sizes.sort();
    let long: Vec<_> = sizes.iter().filter(|(lines, _)| *lines > MOST_LINES).collect();
    assert!(long.is_empty(), "too long: a second noun in them wants a file of its own: {long:?}");
    let (median, _) = &sizes[sizes.len() / 2];
    assert!(*median < MEDIAN_LINES, "the median file has {median} lines");
}

/// The module that a file is: `model/person/mod.rs` is `model::person`.
fn module_of(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

/// Every path that begins with `crate`, `super` or `self` in a piece of code, those in the braces of a `use` included.
fn paths(code: &str) -> Vec<Vec<String>> {
    fn read(text: &str, prefix: &[String], out: &mut Vec<Vec<String>>) -> usize {
        let mut path = prefix.to_vec();
        let mut at = 0;
        loop {
            let rest = &text[at..];
            let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if word.is_empty() && !rest.starts_with('{') {
                break;
            }
            if rest.starts_with('{') {
                at += 1;
                while let Some(next) = text.get(at..).filter(|rest| !rest.starts_with('}') && !rest.is_empty()) {
                    let skipped = next.len() - next.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
                    at += skipped;
                    if !text[at..].starts_with('}') {
                        let read = read(&text[at..], &path, out);
                        // Whatever it is (`as x`, `*`), it is behind the path.
                        at += read + text[at + read..].find([',', '}']).unwrap_or(0);
                    }
                }
                return at + 1;
            }
            at += word.len();
            path.push(word);
            if !text[at..].starts_with("::") {
                break;
            }
            at += 2;
        }
        out.push(path);
        at
    }
    let mut out = Vec::new();
    for root in ["crate::", "super::", "self::"] {
        for (at, _) in code.match_indices(root) {
            let is_a_root = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if is_a_root {
                read(&code[at..], &[], &mut out);
            }
        }
    }
    out
}

/// The module that a path leads to, seen from `here`.
fn resolve(path: &[String], here: &[String], modules: &[Vec<String>]) -> Option<usize> {
    let mut base = if path[0] == "crate" { Vec::new() } else { here.to_vec() };
    let mut rest = path;
    while let Some((first, tail)) = rest.split_first().filter(|(first, _)| matches!(first.as_str(), "crate" | "super" | "self")) {
        if first == "super" {
            base.pop();
        }
        rest = tail;
    }
    base.extend(rest.iter().cloned());
    while !base.is_empty() {
        if let Some(found) = modules.iter().position(|module| *module == base) {
            return Some(found);
        }
        base.pop();
    }
    None
}

/// Circles among modules: whoever reaches another and is reached by it. What files take from the roof of their own folder
/// makes no circle.
fn circles(files: &[(String, String)]) -> Vec<Vec<String>> {
    let modules: Vec<Vec<String>> = files.iter().map(|(name, _)| module_of(name)).collect();
    let edges: Vec<Vec<usize>> = files
        .iter()
        .zip(&modules)
        .map(|((_, text), here)| {
            let code: Vec<&str> = code(text).into_iter().map(|(_, line)| line).collect();
            let found = paths(&code.join("\n")).into_iter().filter_map(|path| resolve(&path, here, &modules));
            found.filter(|to| modules[*to] != *here && !here.starts_with(&modules[*to])).collect()
        })
        .collect();
    let reached = |from: usize| {
        let (mut seen, mut queue) = (vec![false; modules.len()], vec![from]);
        while let Some(at) = queue.pop() {
            for to in &edges[at] {
                if !std::mem::replace(&mut seen[*to], true) {
                    queue.push(*to);
                }
            }
        }
        seen
    };
    let reached: Vec<Vec<bool>> = (0..modules.len()).map(reached).collect();
    let mut circles: Vec<Vec<String>> = (0..modules.len())
        .filter(|at| reached[*at][*at])
        .map(|at| (0..modules.len()).filter(|to| reached[at][*to] && reached[*to][at]).map(|to| modules[to].join("::")).collect())
        .collect();
    circles.sort();
    circles.dedup();
    circles
}

#[test]
fn nothing_imports_itself_in_a_circle() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let files: Vec<(String, String)> = all
        .iter()
        .map(|file| (file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/"), std::fs::read_to_string(file).unwrap()))
        // The binary stands on the library.
        .filter(|(name, _)| name != "main.rs" && name != "lib.rs" && !name.ends_with("tests.rs"))
        .collect();
    assert!(files.len() > 100, "the source was found");
    assert_eq!(circles(&files), Vec::<Vec<String>>::new());
}

#[test]
fn the_test_of_circles_bites() {
    let file = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let all = [
        file("model/mod.rs", "pub mod a;"),
        file("model/a.rs", "use super::{\n    b::{B, C as D},\n    e,\n};"),
        file("model/b.rs", "fn of() -> crate::model::c::C {}"),
        file("model/c/mod.rs", "mod d;\nuse self::d::D;"),
        file("model/c/d.rs", "use super::Roof;\nuse super::super::a::A;"),
        file("model/e.rs", "use std::fmt;\n#[cfg(test)]\nmod tests { use super::super::a; }"),
    ];
    assert_eq!(circles(&all), [["model::a", "model::b", "model::c", "model::c::d"].map(str::to_owned)]);
    assert_eq!(circles(&all[3..]), Vec::<Vec<String>>::new());
}

/// A doc that only repeats the kind of question ("Whom.") or leans on the line above ("... and so on") says nothing at first
/// reading.
fn is_riddle(doc: &str) -> bool {
    let questions = ["Who", "Whom", "Whose", "When", "What", "Which", "Where", "Why", "How"];
    let words: Vec<&str> = doc.trim_end_matches('.').split_whitespace().collect();
    doc.starts_with("...")
        || doc.ends_with("...")
        || words.len() <= 2 && words.iter().any(|word| questions.iter().any(|question| question.eq_ignore_ascii_case(word)))
}

#[test]
fn docs_say_what_a_thing_is() {
    assert!(["Whom.", "Of whom.", "... and of positions.", "So many people go ..."].iter().all(|doc| is_riddle(doc)));
    assert!(!is_riddle("The people to move."));
    let mut sources = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources);
    let mut riddles = Vec::new();
    for path in sources {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        for (number, line) in lines.iter().enumerate() {
            let is_alone = |at: usize| lines.get(at).is_none_or(|other| !other.starts_with("///"));
            if let Some(doc) = line.strip_prefix("/// ")
                && is_alone(number + 1)
                && (number == 0 || is_alone(number - 1))
                && is_riddle(doc)
            {
                riddles.push(format!("{}:{}: {doc}", path.display(), number + 1));
            }
        }
    }
    assert!(riddles.is_empty(), "these docs say too little:\n{}", riddles.join("\n"));
}
