//! The product book's numbers: each has a test that names it, and a place in the help.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use partwell::model::product_map::FEATURES;

/// How many numbers each part of the book has.
const PARTS: [(&str, usize); 10] = [("P", 4), ("R", 16), ("C", 14), ("A", 8), ("E", 9), ("F", 20), ("W", 11), ("I", 4), ("L", 11), ("T", 7)];

fn book() -> Vec<String> {
    PARTS.iter().flat_map(|(part, count)| (1..=*count).map(move |number| format!("{part}{number}"))).collect()
}

/// The numbers in a text, whose words stand between anything but letters and figures: `i1_i2`, `F4, F5`. `a1_to_a8` names all from
/// the one to the other.
fn numbers(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_uppercase).filter(|word| !word.is_empty()).collect();
    let number = |word: &str| {
        let (part, count) = PARTS.iter().find(|(part, _)| word.starts_with(part))?;
        let number: usize = word[1..].parse().ok()?;
        (1..=*count).contains(&number).then_some((*part, number))
    };
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let Some((part, first)) = number(word) else { continue };
        let last = if words.get(at + 1).is_some_and(|to| to == "TO") { words.get(at + 2).and_then(|last| number(last)) } else { None };
        let last = last.filter(|(of, _)| *of == part).map_or(first, |(_, last)| last);
        found.extend((first..=last).map(|number| format!("{part}{number}")));
    }
    found
}

/// The numbers that the tests of a source name, in their names or in the comments right above them.
fn named_by_tests(source: &str) -> BTreeSet<String> {
    let lines: Vec<&str> = source.lines().map(str::trim).collect();
    let mut named = BTreeSet::new();
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| **line == "#[test]") {
        let above = lines[..at].iter().rev().take_while(|line| line.starts_with("//") || line.starts_with("#["));
        let name = lines[at + 1..].iter().find(|line| line.starts_with("fn ")).copied().unwrap_or_default();
        above.copied().chain([name]).for_each(|text| named.extend(numbers(text)));
    }
    named
}

fn sources(folder: &Path, into: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_number_of_the_book_has_a_test_that_names_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["src", "tests"] {
        sources(&root.join(folder), &mut all);
    }
    let named: BTreeSet<String> = all.iter().flat_map(|source| named_by_tests(source)).collect();
    let without: Vec<String> = book().into_iter().filter(|number| !named.contains(number)).collect();
    assert!(without.is_empty(), "no test names {without:?}");
}

#[test]
fn the_test_of_numbers_bites() {
    let named = |source: &str| named_by_tests(source).into_iter().collect::<Vec<_>>();
    assert_eq!(named("#[test]\nfn i1_i2_and_more() {}"), ["I1", "I2"]);
    assert_eq!(named("// In the product book: F4, T7.\n#[test]\nfn moves() {}"), ["F4", "T7"]);
    assert_eq!(named("#[test]\nfn a2_to_a4_each() {}"), ["A2", "A3", "A4"]);
    // No number of the book, and no test.
    assert_eq!(named("#[test]\nfn utf_16_h6_r99_f0() {}\n// F4\nfn helper() {}"), Vec::<String>::new());
}

#[test]
fn the_help_knows_where_each_number_of_the_book_is() {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for feature in &FEATURES {
        *places.entry(feature.id).or_default() += 1;
    }
    assert_eq!(FEATURES.iter().map(|feature| feature.id.to_owned()).collect::<Vec<_>>(), book());
    assert!(places.values().all(|count| *count == 1));
    assert!(FEATURES.iter().all(|feature| !feature.what.is_empty() && !feature.place.is_empty()));
}
