//! A folder as a container of files.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use super::{
    ImportError,
    container::{Container, HELD_LIMIT, HELD_LIMIT_MIB, LIMIT, Limited, MOST_SEEN, is_archive_name, may_be_connections, unreadable_path},
};

pub(super) const MOST_FOLDER_DEPTH: usize = 4;

/// A single file, or all files below a folder.
#[derive(Default)]
pub(super) struct FolderFiles {
    pub(super) files: Vec<(String, PathBuf)>,
    pub(super) left_out: Vec<(String, String)>,
    pub(super) links: Vec<String>,
    pub(super) seen: usize,
}

/// The file system that a path is on; walking never leaves it, into `/proc` or a disk of the network.
#[cfg(unix)]
pub(super) fn device(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|metadata| std::os::unix::fs::MetadataExt::dev(&metadata))
}

#[cfg(not(unix))]
pub(super) fn device(_path: &Path) -> Option<u64> {
    None
}

impl FolderFiles {
    pub(super) fn open(folder: &Path, name: &str) -> Result<Self, ImportError> {
        let mut found = Self::default();
        found.walk(folder, "", 0, device(folder))?;
        if found.seen > MOST_SEEN {
            return Err(ImportError::TooManyFiles { name: name.to_owned(), most: MOST_SEEN });
        }
        if found.files.is_empty() {
            return Err(ImportError::EmptyFolder { name: name.to_owned(), links: found.links });
        }
        found.files.sort();
        Ok(found)
    }

    pub(super) fn walk(&mut self, folder: &Path, prefix: &str, depth: usize, on: Option<u64>) -> Result<(), ImportError> {
        for entry in fs::read_dir(folder).map_err(|error| unreadable_path(folder, &error))? {
            self.seen += 1;
            if self.seen > MOST_SEEN {
                return Ok(());
            }
            let Ok(entry) = entry else { continue };
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_symlink() {
                // A link could lead anywhere, into the folder itself included.
                self.links.push(name.clone());
                self.left_out.push((name, "a link, not followed".into()));
            } else if kind.is_dir() && depth < MOST_FOLDER_DEPTH {
                if device(&entry.path()) != on {
                    self.left_out.push((name, "on another disk".into()));
                } else if let Err(error) = self.walk(&entry.path(), &format!("{name}/"), depth + 1, on) {
                    self.left_out.push((name, format!("cannot be read ({error})")));
                }
            } else if kind.is_dir() {
                self.left_out.push((name, "too deep in the folder".into()));
            } else if kind.is_file() {
                self.files.push((name, entry.path()));
            }
        }
        Ok(())
    }

    /// Takes out the archives of LinkedIn that lie in the folder, if no list of connections lies beside them.
    pub(super) fn take_archives(&mut self) -> Vec<(String, PathBuf)> {
        if self.files.iter().any(|(name, _)| may_be_connections(name) && !is_archive_name(name)) {
            return Vec::new();
        }
        // Where nothing but archives lies there, they are meant, however they are called.
        let has_named = self.files.iter().any(|(name, _)| is_archive_name(name) && name.contains("LinkedInDataExport"));
        let are_alone = !has_named && self.files.iter().all(|(name, _)| is_archive_name(name));
        let is_archive = |(name, _): &mut (String, PathBuf)| is_archive_name(name) && (are_alone || name.contains("LinkedInDataExport"));
        self.files.extract_if(.., is_archive).collect()
    }

    pub(super) fn read(&self, member: usize, most: u64) -> Result<Vec<u8>, ImportError> {
        let Some((name, path)) = self.files.get(member) else {
            return Err(ImportError::Unreadable { name: String::new(), why: "it is no longer there".into() });
        };
        let unreadable = |error: io::Error| ImportError::Unreadable { name: name.clone(), why: error.to_string() };
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        // Some of the system's own files have no length, and reading them never ends.
        if file.metadata().map_err(unreadable)?.len() == 0 {
            return Ok(bytes);
        }
        file.take(most).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }
}

impl Container for FolderFiles {
    fn names(&self) -> Vec<String> {
        self.files.iter().map(|(name, _)| name.clone()).collect()
    }

    fn head(&mut self, member: usize, most: usize) -> Result<Vec<u8>, ImportError> {
        self.read(member, most as u64)
    }

    fn whole(&mut self, member: usize) -> Result<Vec<u8>, ImportError> {
        let bytes = self.read(member, HELD_LIMIT + 1)?;
        if bytes.len() as u64 > HELD_LIMIT {
            let name = self.files.get(member).map(|(name, _)| name.clone()).unwrap_or_default();
            return Err(ImportError::TooLarge { name, limit_mib: HELD_LIMIT_MIB });
        }
        Ok(bytes)
    }

    fn stream(&mut self, member: usize) -> Result<Box<dyn Read + '_>, ImportError> {
        let (name, path) = self.files.get(member).cloned().unwrap_or_default();
        let file = File::open(path).map_err(|error| ImportError::Unreadable { name, why: error.to_string() })?;
        Ok(Box::new(Limited { inner: BufReader::new(file), left: LIMIT }))
    }

    fn size(&mut self, member: usize) -> u64 {
        self.files.get(member).and_then(|(_, path)| fs::metadata(path).ok()).map_or(0, |metadata| metadata.len())
    }

    fn left_out(&self) -> Vec<(String, String)> {
        self.left_out.clone()
    }

    fn unsafe_entries(&self) -> usize {
        0
    }
}
