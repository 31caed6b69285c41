//! The check value of the whole file as it was left, kept behind the words in its lock.
//!
//! It is a short way and no more: where it still fits, nothing rotted since the file was closed, and the rows need not be added up
//! at each start. It says nothing of what rotted before that, so after some starts they are added up all the same. It is never
//! brought to the disk for sure: after a power loss it fits nothing, and then the long way is gone.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

use twox_hash::xxhash3_128::Hasher;

use super::lock_file::LOCK_MARK;

/// After so many starts by the short way the next is by the long one.
const MOST_SHORT_WAYS: u32 = 20;

/// A file of more than this is added up by its rows: that costs little beside reading it.
const MOST_BYTES: u64 = 4 << 30;

/// Length and hash of a file.
fn sum_of(path: &Path) -> io::Result<Option<(u64, u128)>> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes > MOST_BYTES {
        return Ok(None);
    }
    let (mut hasher, mut buffer) = (Hasher::new(), vec![0; 1 << 18]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Some((bytes, hasher.finish_128()))),
            read => hasher.write(buffer.get(..read).unwrap_or_default()),
        }
    }
}

/// Looks whether the file is byte for byte as it was left. Counts, where the lock may be written, how often that was asked.
pub(super) fn is_as_left(lock: &mut File, path: &Path, may_count: bool) -> bool {
    let Ok(Some((bytes, hash, ways))) = noted(lock) else { return false };
    let is_same = ways < MOST_SHORT_WAYS && matches!(sum_of(path), Ok(Some(sum)) if sum == (bytes, hash));
    if is_same && may_count {
        // Where it cannot be counted, no harm is done.
        let _ = write(lock, (bytes, hash), ways + 1);
    }
    is_same
}

/// Notes how the file is left. `are_rows_known` tells that its rows were added up just now.
pub(super) fn note(lock: &mut File, path: &Path, are_rows_known: bool) {
    let ways = if are_rows_known { 0 } else { noted(lock).ok().flatten().map_or(MOST_SHORT_WAYS, |(_, _, ways)| ways) };
    // What is not noted is looked at by the long way.
    if let Ok(Some(sum)) = sum_of(path) {
        let _ = write(lock, sum, ways);
    }
}

/// Length, hash, and how many starts were by the short way.
fn noted(lock: &mut File) -> io::Result<Option<(u64, u128, u32)>> {
    const MOST: u64 = 100;
    lock.seek(SeekFrom::Start(LOCK_MARK.len() as u64))?;
    let mut line = String::new();
    lock.take(MOST).read_to_string(&mut line)?;
    let mut words = line.split_whitespace();
    let (Some(bytes), Some(hash), Some(ways)) = (words.next(), words.next(), words.next()) else { return Ok(None) };
    Ok(u64::from_str_radix(bytes, 16).ok().zip(u128::from_str_radix(hash, 16).ok()).zip(ways.parse().ok()).map(|((bytes, hash), ways)| (bytes, hash, ways)))
}

/// Of one length always, so that no half of an older line stays behind it. Only behind the mark of a sound workspace: a full disk
/// may have let none be written.
fn write(lock: &mut File, (bytes, hash): (u64, u128), ways: u32) -> io::Result<()> {
    let mut mark = [0; LOCK_MARK.len()];
    lock.seek(SeekFrom::Start(0))?;
    lock.read_exact(&mut mark)?;
    if mark != LOCK_MARK {
        return Ok(());
    }
    lock.write_all(format!("{bytes:016x} {hash:032x} {ways:04}\n").as_bytes())
}
