//! A ZIP archive as a container of files, with limits on what it unpacks to.

use std::{
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use zip::ZipArchive;

use super::{
    ImportError,
    container::{Container, HELD_LIMIT, HELD_LIMIT_MIB, LIMIT, Limited, MOST_ENTRIES, unpack_error, unreadable_path, zip_error},
};

/// Real exports deflate about 4 to 1.
pub(super) const MOST_RATIO: u64 = 100;

/// The ratio of a small member says nothing.
pub(super) const RATIO_COUNTS_FROM: u64 = 1024 * 1024;

/// The members of a ZIP archive, read through its central directory.
pub(super) struct ZipMembers {
    pub(super) archive: ZipArchive<BufReader<File>>,
    pub(super) members: Vec<(String, usize)>,
    pub(super) left_out: Vec<(String, String)>,
    pub(super) unsafe_entries: usize,
}

impl ZipMembers {
    pub(super) fn open(path: &Path, name: String) -> Result<Box<dyn Container>, ImportError> {
        let file = File::open(path).map_err(|error| unreadable_path(path, &error))?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| zip_error(&name, &error))?;
        if archive.len() > MOST_ENTRIES {
            return Err(ImportError::DamagedArchive { name, why: format!("it lists more than {MOST_ENTRIES} files") });
        }
        let has_twins = archive.has_duplicate_names();
        let mut opened = Self { archive, members: Vec::new(), left_out: Vec::new(), unsafe_entries: 0 };
        for i in 0..opened.archive.len() {
            // Some programs of Windows write its own separator.
            let entry_name = opened.archive.name_for_index(i).and_then(Result::ok).map(|name| name.replace('\\', "/")).unwrap_or_default();
            if entry_name == "[Content_Types].xml" {
                return Err(ImportError::Workbook { name });
            }
            if is_unsafe_name(&entry_name) {
                opened.unsafe_entries += 1;
                opened.left_out.push((entry_name, "an unsafe name".into()));
            } else if !entry_name.ends_with('/') {
                opened.members.push((entry_name, i));
            }
        }
        if opened.members.is_empty() && opened.unsafe_entries == 0 {
            return Err(ImportError::Empty { name });
        }
        if has_twins {
            opened.left_out.push((name, "holds several files of one name; only the last of them can be read".into()));
        }
        Ok(Box::new(opened))
    }

    pub(super) fn read(&mut self, member: usize, most: u64) -> Result<Vec<u8>, ImportError> {
        let (name, i) = self.members.get(member).cloned().unwrap_or_default();
        let entry = self.archive.by_index(i).map_err(|error| zip_error(&name, &error))?;
        if entry.encrypted() {
            return Err(ImportError::EncryptedArchive { name });
        }
        let packed = entry.compressed_size().max(1);
        let mut bytes = Vec::new();
        // The declared size is not believed: reading stops at the limit.
        entry.take(most).read_to_end(&mut bytes).map_err(|error| unpack_error(&name, &error))?;
        let got = bytes.len() as u64;
        if got > RATIO_COUNTS_FROM && got / packed > MOST_RATIO {
            return Err(ImportError::Bomb { name });
        }
        Ok(bytes)
    }
}

impl Container for ZipMembers {
    fn names(&self) -> Vec<String> {
        self.members.iter().map(|(name, _)| name.clone()).collect()
    }

    fn head(&mut self, member: usize, most: usize) -> Result<Vec<u8>, ImportError> {
        self.read(member, most as u64)
    }

    fn whole(&mut self, member: usize) -> Result<Vec<u8>, ImportError> {
        let (name, i) = self.members.get(member).cloned().unwrap_or_default();
        // What a hostile member may unpack to is bounded by its own packed size before a byte is unpacked.
        let packed = self.archive.by_index_raw(i).map_err(|error| zip_error(&name, &error))?.compressed_size();
        let limit = HELD_LIMIT.min(packed.saturating_mul(MOST_RATIO + 1).max(RATIO_COUNTS_FROM + 1));
        let bytes = self.read(member, limit + 1)?;
        if bytes.len() as u64 > HELD_LIMIT {
            return Err(ImportError::TooLarge { name, limit_mib: HELD_LIMIT_MIB });
        }
        Ok(bytes)
    }

    fn stream(&mut self, member: usize) -> Result<Box<dyn Read + '_>, ImportError> {
        let (name, i) = self.members.get(member).cloned().unwrap_or_default();
        let entry = self.archive.by_index(i).map_err(|error| zip_error(&name, &error))?;
        if entry.encrypted() {
            return Err(ImportError::EncryptedArchive { name });
        }
        let left = LIMIT.min(entry.compressed_size().saturating_mul(MOST_RATIO + 1).max(RATIO_COUNTS_FROM + 1));
        Ok(Box::new(Limited { inner: entry, left }))
    }

    fn size(&mut self, member: usize) -> u64 {
        let i = self.members.get(member).map(|(_, i)| *i).unwrap_or_default();
        self.archive.by_index_raw(i).map_or(0, |entry| entry.size())
    }

    fn left_out(&self) -> Vec<(String, String)> {
        self.left_out.clone()
    }

    fn unsafe_entries(&self) -> usize {
        self.unsafe_entries
    }
}

/// Absolute, climbing, or made for another system's paths. Nothing is ever unpacked to disk, so this is a second
/// line: whoever made such an archive did not want it read as an export.
pub(super) fn is_unsafe_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let has_drive = bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic);
    name.is_empty() || name.starts_with('/') || has_drive || name.split('/').any(|part| part == "..") || name.contains('\0')
}
