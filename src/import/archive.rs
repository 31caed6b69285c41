//! Where files come from: a single file, a folder, or a ZIP archive, all read in the same way.
//!
//! Archive members are never written to disk, and only what is needed is unpacked, up to a limit.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    ImportError,
    container::{Container, file_name, is_zip, unreadable_path},
    folder_files::FolderFiles,
    zip_members::ZipMembers,
};

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
/// As [`open()`].
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

/// The day in an archive's name: `Complete_LinkedInDataExport_11-12-2026.zip`.
#[must_use]
pub fn export_day(name: &str) -> Option<Date> {
    let from = name.find("DataExport_")? + "DataExport_".len();
    let day = name.get(from..from + 10)?;
    let [month, day, year] = day.split('-').collect::<Vec<_>>().try_into().ok()?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_climb_are_unsafe() {
        for name in ["/etc/Connections.csv", "../Connections.csv", "a/../../Connections.csv", "C:Connections.csv", "//host/Connections.csv", ""] {
            assert!(super::super::zip_members::is_unsafe_name(name), "{name}");
        }
        for name in ["Connections.csv", "Jobs/Job..csv", "Articles/2017-12-09 04:54:08.html"] {
            assert!(!super::super::zip_members::is_unsafe_name(name), "{name}");
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
