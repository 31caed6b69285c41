//! Where files come from: a single file, a folder, or a ZIP archive, all read in the same way.
//!
//! Archive members are never written to disk, and only what is needed is unpacked, up to a limit.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use jiff::civil::Date;
use zip::{ZipArchive, result::ZipError};

use super::ImportError;

/// No file of an export comes near this; a million connections are some 126 MB.
const LIMIT_MIB: u64 = 1024;
const LIMIT: u64 = LIMIT_MIB * 1024 * 1024;
/// Real exports deflate about 4 to 1.
const MOST_RATIO: u64 = 100;
/// The ratio of a small member says nothing.
const RATIO_COUNTS_FROM: u64 = 1024 * 1024;
const MOST_ENTRIES: usize = 10_000;
const MOST_FOLDER_DEPTH: usize = 4;
/// A folder with more than this in it is not one that an export was unpacked to.
const MOST_SEEN: usize = 10_000;

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

/// A container, and where it is.
pub type Opened = (PathBuf, Box<dyn Container>);

/// Opens what is at this path, with the paths of what was opened: a folder may hold archives of LinkedIn instead of files,
/// and each of them is a container of its own then.
///
/// # Errors
/// When there is nothing, it cannot be read, or it is an archive that is damaged.
pub fn open(path: &Path) -> Result<Vec<Opened>, ImportError> {
    let name = file_name(path);
    let metadata = fs::metadata(path).map_err(|error| unreadable_path(path, &error))?;
    if !metadata.is_dir() {
        return Ok(vec![(path.to_owned(), open_one(path)?)]);
    }
    let mut folder = FolderFiles::open(path, &name)?;
    let archives = folder.take_archives();
    let mut opened: Vec<Opened> = Vec::new();
    for (name, archive) in archives {
        match open_one(&archive) {
            Ok(container) => opened.push((archive, container)),
            Err(error) => folder.left_out.push((name, format!("cannot be read ({error})"))),
        }
    }
    opened.insert(0, (path.to_owned(), Box::new(folder)));
    Ok(opened)
}

/// Opens a file, an archive or a folder, without the archives that lie in it.
///
/// # Errors
/// As [`open`].
pub fn open_one(path: &Path) -> Result<Box<dyn Container>, ImportError> {
    let name = file_name(path);
    let metadata = fs::metadata(path).map_err(|error| unreadable_path(path, &error))?;
    if metadata.is_dir() {
        return FolderFiles::open(path, &name).map(|folder| Box::new(folder) as Box<dyn Container>);
    }
    if !metadata.is_file() {
        return Err(ImportError::Unreadable { name, why: "it is not a regular file".into() });
    }
    // Some of the system's own files have no length, and reading them never ends.
    if metadata.len() == 0 {
        return Err(ImportError::Empty { name });
    }
    let mut file = File::open(path).map_err(|error| unreadable_path(path, &error))?;
    let mut magic = [0; 4];
    let got = file.read(&mut magic).map_err(|error| unreadable_path(path, &error))?;
    if magic.get(..got).is_some_and(is_zip) {
        return ZipMembers::open(path, name);
    }
    Ok(Box::new(FolderFiles { files: vec![(name, path.to_owned())], ..FolderFiles::default() }))
}

/// Files that are compiled in: name and content.
#[must_use]
pub fn in_memory(files: &'static [(&'static str, &'static [u8])]) -> Box<dyn Container> {
    Box::new(MemoryFiles { files })
}

struct MemoryFiles {
    files: &'static [(&'static str, &'static [u8])],
}

impl MemoryFiles {
    fn bytes(&self, member: usize) -> &'static [u8] {
        self.files.get(member).map(|(_, bytes)| *bytes).unwrap_or_default()
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

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn unreadable_path(path: &Path, error: &io::Error) -> ImportError {
    if error.kind() == io::ErrorKind::NotFound {
        ImportError::NotFound { path: path.to_owned() }
    } else {
        ImportError::Unreadable { name: file_name(path), why: error.to_string() }
    }
}

fn is_archive_name(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("zip"))
}

fn is_zip(magic: &[u8]) -> bool {
    magic.starts_with(b"PK\x03\x04") || magic.starts_with(b"PK\x05\x06")
}

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// No bytes, or nothing but blanks.
    Empty,
    /// Perhaps a table.
    Text,
    /// A ZIP archive.
    Zip,
    /// An Excel file, old or new.
    Workbook,
    /// Anything else.
    Binary,
}

/// Looks at a member's beginning.
#[must_use]
pub fn sniff(head: &[u8]) -> Content {
    let contains = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    if head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).iter().all(u8::is_ascii_whitespace) {
        Content::Empty
    } else if is_zip(head) {
        if contains(b"[Content_Types].xml") || contains(b"xl/") { Content::Workbook } else { Content::Zip }
    } else if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        Content::Workbook
    } else if [b"%PDF-".as_slice(), b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"\x7FELF", b"Rar!", b"7z\xBC\xAF", b"\x1F\x8B"]
        .iter()
        .any(|magic| head.starts_with(magic))
    {
        Content::Binary
    } else {
        Content::Text
    }
}

fn last_segment(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_lowercase()
}

/// The day in an archive's name: `Complete_LinkedInDataExport_11-12-2026.zip`.
#[must_use]
pub fn export_day(name: &str) -> Option<Date> {
    let from = name.find("DataExport_")? + "DataExport_".len();
    let day = name.get(from..from + 10)?;
    let [month, day, year] = day.split('-').collect::<Vec<_>>().try_into().ok()?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether the name alone makes a member a likely list of connections.
#[must_use]
pub fn may_be_connections(name: &str) -> bool {
    last_segment(name).starts_with("connections")
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

/// A single file, or all files below a folder.
#[derive(Default)]
struct FolderFiles {
    files: Vec<(String, PathBuf)>,
    left_out: Vec<(String, String)>,
    links: Vec<String>,
    seen: usize,
}

/// The file system that a path is on; walking never leaves it, into `/proc` or a disk of the network.
#[cfg(unix)]
fn device(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|metadata| std::os::unix::fs::MetadataExt::dev(&metadata))
}

#[cfg(not(unix))]
fn device(_path: &Path) -> Option<u64> {
    None
}

impl FolderFiles {
    fn open(folder: &Path, name: &str) -> Result<Self, ImportError> {
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

    fn walk(&mut self, folder: &Path, prefix: &str, depth: usize, on: Option<u64>) -> Result<(), ImportError> {
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
    fn take_archives(&mut self) -> Vec<(String, PathBuf)> {
        if self.files.iter().any(|(name, _)| may_be_connections(name) && !is_archive_name(name)) {
            return Vec::new();
        }
        // Where nothing but archives lies there, they are meant, however they are called.
        let has_named = self.files.iter().any(|(name, _)| is_archive_name(name) && name.contains("LinkedInDataExport"));
        let are_alone = !has_named && self.files.iter().all(|(name, _)| is_archive_name(name));
        let is_archive = |(name, _): &mut (String, PathBuf)| is_archive_name(name) && (are_alone || name.contains("LinkedInDataExport"));
        self.files.extract_if(.., is_archive).collect()
    }

    fn read(&self, member: usize, most: u64) -> Result<Vec<u8>, ImportError> {
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
        let bytes = self.read(member, LIMIT + 1)?;
        if bytes.len() as u64 > LIMIT {
            let name = self.files.get(member).map(|(name, _)| name.clone()).unwrap_or_default();
            return Err(ImportError::TooLarge { name, limit_mib: LIMIT_MIB });
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

/// A stream that ends with an error where no export would go on.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(out)?;
        self.left = self.left.checked_sub(got as u64).ok_or_else(|| io::Error::other("it unpacks to far more than any export holds"))?;
        Ok(got)
    }
}

/// The members of a ZIP archive, read through its central directory.
struct ZipMembers {
    archive: ZipArchive<BufReader<File>>,
    members: Vec<(String, usize)>,
    left_out: Vec<(String, String)>,
    unsafe_entries: usize,
}

impl ZipMembers {
    fn open(path: &Path, name: String) -> Result<Box<dyn Container>, ImportError> {
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

    fn read(&mut self, member: usize, most: u64) -> Result<Vec<u8>, ImportError> {
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
        let limit = LIMIT.min(packed.saturating_mul(MOST_RATIO + 1).max(RATIO_COUNTS_FROM + 1));
        let bytes = self.read(member, limit + 1)?;
        if bytes.len() as u64 > LIMIT {
            return Err(ImportError::TooLarge { name, limit_mib: LIMIT_MIB });
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

fn zip_error(name: &str, error: &ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => ImportError::EncryptedArchive { name: name.to_owned() },
        ZipError::CompressionMethodNotSupported(method) => ImportError::OddPacking { name: name.to_owned(), method: method_in_words(*method) },
        ZipError::UnsupportedArchive(why) => ImportError::OddPacking { name: name.to_owned(), method: (*why).to_string() },
        ZipError::InvalidPassword => ImportError::EncryptedArchive { name: name.to_owned() },
        error => ImportError::DamagedArchive { name: name.to_owned(), why: error.to_string() },
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
fn method_in_words(method: u16) -> String {
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

/// Absolute, climbing, or made for another system's paths. Nothing is ever unpacked to disk, so this is a second
/// line: whoever made such an archive did not want it read as an export.
fn is_unsafe_name(name: &str) -> bool {
    let bytes = name.as_bytes();
    let has_drive = bytes.get(1) == Some(&b':') && bytes.first().is_some_and(u8::is_ascii_alphabetic);
    name.is_empty() || name.starts_with('/') || has_drive || name.split('/').any(|part| part == "..") || name.contains('\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_are_unsafe() {
        for name in ["/etc/Connections.csv", "../Connections.csv", "a/../../Connections.csv", "C:Connections.csv", "//host/Connections.csv", ""] {
            assert!(is_unsafe_name(name), "{name}");
        }
        for name in ["Connections.csv", "Jobs/Job..csv", "Articles/2017-12-09 04:54:08.html"] {
            assert!(!is_unsafe_name(name), "{name}");
        }
    }

    #[test]
    fn the_day_of_an_export_stands_in_its_name() {
        let day = |name: &str| export_day(name).map(|day| day.to_string());
        assert_eq!(day("Complete_LinkedInDataExport_11-12-2026.zip (1).zip").as_deref(), Some("2026-11-12"));
        assert_eq!(day("LinkedInDataExport_07-28-2015").as_deref(), Some("2015-07-28"));
        for name in ["export.zip", "LinkedInDataExport_13-13-2026.zip", "LinkedInDataExport_1é-28-2015", "DataExport_"] {
            assert_eq!(day(name), None, "{name}");
        }
    }

    #[test]
    fn content_is_known_by_its_first_bytes() {
        assert_eq!(sniff(b""), Content::Empty);
        assert_eq!(sniff(b"\xEF\xBB\xBF \r\n"), Content::Empty);
        assert_eq!(sniff(b"PK\x03\x04....[Content_Types].xml"), Content::Workbook);
        assert_eq!(sniff(b"PK\x03\x04....Connections.csv"), Content::Zip);
        assert_eq!(sniff(b"First Name"), Content::Text);
    }
}
