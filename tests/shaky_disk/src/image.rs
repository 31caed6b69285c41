//! What stands on the disk after a power loss.

use std::{collections::BTreeMap, path::PathBuf};

use crate::Operation;

/// What becomes of writes that no sync followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// None of them reached the disk.
    All,
    /// All of them did.
    None,
    /// Each of them did or did not.
    SomeWrites,
    /// Each of their sectors of 512 bytes did or did not.
    SomeSectors,
}

impl Loss {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::All, Self::None, Self::SomeWrites, Self::SomeSectors];
}

/// Chance that is the same each time: xorshift.
#[derive(Clone, Copy, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Begins with a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below this one.
    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 11).unwrap_or(0) % most.max(1)
    }
}

const SECTOR: usize = 512;

/// The files after the first `count` operations, from what they held before. Of a file everything is there up to its last sync;
/// what came after it, as `loss` has it.
#[must_use]
pub fn image_after(before: &BTreeMap<PathBuf, Vec<u8>>, operations: &[Operation], count: usize, loss: Loss, chance: &mut Chance) -> BTreeMap<PathBuf, Vec<u8>> {
    let done = &operations[..count];
    let mut last_sync: BTreeMap<&PathBuf, usize> = BTreeMap::new();
    for (at, operation) in done.iter().enumerate() {
        if let Operation::Sync { file } = operation {
            last_sync.insert(file, at);
        }
    }
    let mut files = before.clone();
    for (at, operation) in done.iter().enumerate() {
        let is_synced = last_sync.get(operation.file()).is_some_and(|sync| at < *sync);
        let mut reaches = || is_synced || loss == Loss::None || (loss != Loss::All && chance.below(2) == 0);
        match operation {
            Operation::Sync { .. } => {}
            Operation::Truncate { file, length } => {
                if reaches() {
                    files.entry(file.clone()).or_default().resize(*length, 0);
                }
            }
            Operation::Delete { file } => {
                if reaches() {
                    files.remove(file);
                }
            }
            Operation::Write { file, at: offset, bytes } => {
                let content = files.entry(file.clone()).or_default();
                if is_synced || loss != Loss::SomeSectors {
                    if is_synced || loss == Loss::None || (loss == Loss::SomeWrites && chance.below(2) == 0) {
                        put(content, *offset, bytes);
                    }
                    continue;
                }
                for (number, sector) in bytes.chunks(SECTOR).enumerate() {
                    if chance.below(2) == 0 {
                        put(content, offset + number * SECTOR, sector);
                    }
                }
            }
        }
    }
    files
}

fn put(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if content.len() < at + bytes.len() {
        content.resize(at + bytes.len(), 0);
    }
    content[at..at + bytes.len()].copy_from_slice(bytes);
}
