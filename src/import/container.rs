//! The seam between where files lie and who reads them, and what is skipped by its name.

use std::{
    borrow::Cow,
    io::{self, Read},
    path::Path,
};

use zip::result::ZipError;

use super::ImportError;

/// No file of an export comes near this.
pub(super) const LIMIT_MIB: u64 = 1024;

pub(super) const LIMIT: u64 = LIMIT_MIB * 1024 * 1024;

/// The same for a file that is held whole: a million connections are some 126 MB.
pub(super) const HELD_LIMIT_MIB: u64 = 200;

pub(super) const HELD_LIMIT: u64 = HELD_LIMIT_MIB * 1024 * 1024;

pub(super) const MOST_ENTRIES: usize = 10_000;

/// A folder with more than this in it is not one that an export was unpacked to.
pub(super) const MOST_SEEN: usize = 10_000;

/// Something that holds files.
pub trait Container {
    /// The names of its members, in a stable order. Unsafe ones are not among them.
    fn names(&self) -> Vec<String>;
    /// At most `most` bytes of a member's beginning.
    ///
    /// # Errors
    /// When it cannot be read or unpacked.
    fn head(&mut self, member: usize, most: usize) -> Result<Vec<u8>, ImportError>;
    /// All of a member.
    ///
    /// # Errors
    /// When it cannot be read or unpacked, or is too large.
    fn whole(&mut self, member: usize) -> Result<Vec<u8>, ImportError>;
    /// A member as a stream, for what is too large to be held.
    ///
    /// # Errors
    /// When it cannot be opened. What it unpacks to is limited as in [`Container::whole`], by an error of the stream.
    fn stream(&mut self, member: usize) -> Result<Box<dyn Read + '_>, ImportError>;
    /// About how many bytes a member unpacks to; what it says of itself, good enough for progress.
    fn size(&mut self, member: usize) -> u64;
    /// Members that are no candidates from the start, with the reason.
    fn left_out(&self) -> Vec<(String, String)>;
    /// How many entries have unsafe names.
    fn unsafe_entries(&self) -> usize;
}

/// Files that are in memory: name and content.
#[must_use]
pub fn in_memory(files: Vec<(&'static str, Cow<'static, [u8]>)>) -> Box<dyn Container> {
    Box::new(MemoryFiles { files })
}

pub(super) struct MemoryFiles {
    pub(super) files: Vec<(&'static str, Cow<'static, [u8]>)>,
}

impl MemoryFiles {
    pub(super) fn bytes(&self, member: usize) -> &[u8] {
        self.files.get(member).map(|(_, bytes)| bytes.as_ref()).unwrap_or_default()
    }
}

impl Container for MemoryFiles {
    fn names(&self) -> Vec<String> {
        self.files.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn head(&mut self, member: usize, most: usize) -> Result<Vec<u8>, ImportError> {
        let bytes = self.bytes(member);
        Ok(bytes.get(..most).unwrap_or(bytes).to_vec())
    }

    fn whole(&mut self, member: usize) -> Result<Vec<u8>, ImportError> {
        Ok(self.bytes(member).to_vec())
    }

    fn stream(&mut self, member: usize) -> Result<Box<dyn Read + '_>, ImportError> {
        Ok(Box::new(self.bytes(member)))
    }

    fn size(&mut self, member: usize) -> u64 {
        self.bytes(member).len() as u64
    }

    fn left_out(&self) -> Vec<(String, String)> {
        Vec::new()
    }

    fn unsafe_entries(&self) -> usize {
        0
    }
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

pub(super) fn unreadable_path(path: &Path, error: &io::Error) -> ImportError {
    if error.kind() == io::ErrorKind::NotFound {
        ImportError::NotFound { path: path.to_owned() }
    } else {
        ImportError::Unreadable { name: file_name(path), why: error.to_string() }
    }
}

pub(super) fn is_archive_name(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"))
}

pub(super) fn is_zip(magic: &[u8]) -> bool {
    magic.starts_with(b"PK\x03\x04") || magic.starts_with(b"PK\x05\x06")
}

pub(super) fn last_segment(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_lowercase()
}

/// Why a member is not even looked into, if its name says so.
#[must_use]
pub fn reason_to_skip(name: &str) -> Option<&'static str> {
    let last = last_segment(name);
    if name.starts_with("__MACOSX/")
        || name.contains("/__MACOSX/")
        || last.starts_with("._")
        || last == ".ds_store"
        || last == "thumbs.db"
        || last == "desktop.ini"
    {
        return Some("made by the computer, not by LinkedIn");
    }
    let has_table_ending = [".csv", ".txt", ".tsv", ".zip", ".xlsx", ".xls"].iter().any(|ending| last.ends_with(ending));
    if !has_table_ending && last.contains('.') {
        return Some("not a table");
    }
    // LinkedIn's own assistants have the same header as real messages.
    if ["guide_messages", "coach_messages", "learning_coach_messages", "learning_role_play_messages", "learningcoachmessages"]
        .iter()
        .any(|stem| last.contains(stem))
    {
        return Some("talks with LinkedIn's own assistants");
    }
    let private = [
        "phonenumbers",
        "phone numbers",
        "whatsapp phone numbers",
        "email addresses",
        "registration",
        "verifications",
        "logins",
        "security challenges",
        "receipts",
    ];
    if private.iter().any(|stem| last.starts_with(stem)) {
        return Some("private and not needed");
    }
    None
}

/// A stream that ends with an error where no export would go on.
pub(super) struct Limited<R> {
    pub(super) inner: R,
    pub(super) left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(out)?;
        self.left = self.left.checked_sub(got as u64).ok_or_else(|| io::Error::other("it unpacks to far more than any export holds"))?;
        Ok(got)
    }
}

/// Why a member could not be read to its end: the packing may be one that is not known, which shows with the first byte only.
pub(super) fn unpack_error(name: &str, error: &std::io::Error) -> ImportError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<ZipError>()) {
        Some(inner) => zip_error(name, inner),
        None => ImportError::DamagedArchive { name: name.to_owned(), why: error.to_string() },
    }
}

/// A way to pack files, as the ZIP format numbers them.
pub(super) fn method_in_words(method: u16) -> String {
    let name = match method {
        1 => "Shrink",
        2..=5 => "Reduce",
        6 => "Implode",
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        93 => "Zstandard",
        95 => "XZ",
        98 => "PPMd",
        99 => "AES",
        _ => return format!("method {method}"),
    };
    name.to_owned()
}

pub(super) fn zip_error(name: &str, error: &ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => ImportError::EncryptedArchive { name: name.to_owned() },
        ZipError::CompressionMethodNotSupported(method) => ImportError::OddPacking { name: name.to_owned(), method: method_in_words(*method) },
        ZipError::UnsupportedArchive(why) => ImportError::OddPacking { name: name.to_owned(), method: (*why).to_string() },
        ZipError::InvalidPassword => ImportError::EncryptedArchive { name: name.to_owned() },
        error => ImportError::DamagedArchive { name: name.to_owned(), why: error.to_string() },
    }
}

/// Whether the name alone makes a member a likely list of connections.
#[must_use]
pub fn may_be_connections(name: &str) -> bool {
    last_segment(name).starts_with("connections")
}
