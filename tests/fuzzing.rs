//! What fuzzing found worth keeping, fed to the targets once more. How to go on fuzzing stands in `tests/fuzz/README.md`.

use std::{fs::File, io::Read as _, path::Path};

use zip::ZipArchive;

use crate::fuzz_targets;

/// Feeds a corpus to its target: an archive of inputs, which between them reach all that was ever reached.
fn replay(name: &str, target: fn(&[u8])) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(name).with_extension("zip");
    let mut corpus = ZipArchive::new(File::open(path).unwrap()).unwrap();
    assert!(corpus.len() > 20, "{name}: hardly anything is kept");
    for i in 0..corpus.len() {
        let mut input = corpus.by_index(i).unwrap();
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).unwrap();
        println!("{name}: {:?}", input.name());
        target(&bytes);
    }
}

#[test]
fn tables() {
    replay("tables", fuzz_targets::tables);
}

#[test]
fn archives() {
    replay("archives", fuzz_targets::archives);
}

#[test]
fn queries() {
    replay("queries", fuzz_targets::queries);
}

#[test]
fn lists() {
    replay("lists", fuzz_targets::lists);
}

#[test]
fn full_import() {
    replay("full_import", fuzz_targets::full_import);
}
