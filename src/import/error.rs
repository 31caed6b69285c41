//! What can be wrong with an export, and what the person can do about it.

use std::path::PathBuf;

use crate::model::{import::file_kind::FileKind, text::display_text};

/// Why an export could not be read. Nothing was written when one of these is returned.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No path was given.
    #[error("no file was named")]
    NothingGiven,
    /// There is nothing at this path.
    #[error("there is no file at {}", path.display())]
    NotFound {
        /// The path.
        path: PathBuf,
    },
    /// The system would not let it be read.
    #[error("“{name}” cannot be read: {why}")]
    Unreadable {
        /// File name.
        name: String,
        /// The system's words.
        why: String,
    },
    /// The file has no content.
    #[error("“{name}” is empty")]
    Empty {
        /// File name.
        name: String,
    },
    /// The folder has no files.
    #[error("there are no files in “{name}”")]
    EmptyFolder {
        /// Folder name.
        name: String,
        /// Links that lie in it, which are not followed.
        links: Vec<String>,
    },
    /// A folder that holds far more than an export.
    #[error("there are more than {most} files and folders in “{name}”")]
    TooManyFiles {
        /// Folder name.
        name: String,
        /// How many are looked at.
        most: usize,
    },
    /// The encoding that was asked for does not exist.
    #[error("there is no encoding “{name}”")]
    UnknownEncoding {
        /// What was asked for.
        name: String,
    },
    /// An Excel file, whatever its name says.
    #[error("“{name}” is an Excel workbook")]
    Workbook {
        /// File name.
        name: String,
    },
    /// A picture, a program, anything but text.
    #[error("“{name}” is not a text file")]
    NotText {
        /// File name.
        name: String,
    },
    /// Text without a known header.
    #[error("“{name}” has no header that Partwell knows")]
    NoHeader {
        /// File name.
        name: String,
        /// The columns of its first record.
        columns: Vec<String>,
    },
    /// One file alone, and it lists something else.
    #[error("“{name}” {}", what_it_is(*kind))]
    OnlyAnotherKind {
        /// File name.
        name: String,
        /// What it is.
        kind: FileKind,
    },
    /// Files, but no list of connections among them.
    #[error("there is no list of connections in it")]
    NoConnections {
        /// What was there.
        found: Vec<String>,
    },
    /// A list of connections without a single person.
    #[error("“{name}” holds no people")]
    NoPeople {
        /// File name.
        name: String,
        /// Rows it has.
        rows: usize,
        /// Those of them with only a date.
        ghost_rows: usize,
    },
    /// The archive, or a part of it, does not unpack.
    #[error("“{name}” is damaged or cut short: {why}")]
    DamagedArchive {
        /// Archive or member.
        name: String,
        /// What the reader met.
        why: String,
    },
    /// Packed in a way that LinkedIn does not use.
    #[error("“{name}” is packed with {method}, which Partwell does not unpack")]
    OddPacking {
        /// Archive or member.
        name: String,
        /// How it is packed.
        method: String,
    },
    /// A password is needed.
    #[error("“{name}” is locked with a password")]
    EncryptedArchive {
        /// Archive or member.
        name: String,
    },
    /// An archive that holds nothing but another one.
    #[error("the archive holds another archive, “{name}”")]
    NestedArchive {
        /// The inner one.
        name: String,
    },
    /// Larger than any export can be.
    #[error("“{name}” is larger than {limit_mib} MiB")]
    TooLarge {
        /// File or member.
        name: String,
        /// The limit, in MiB.
        limit_mib: u64,
    },
    /// More rows than any network or archive has.
    #[error("“{name}” has more than {most} rows")]
    TooManyRows {
        /// File name.
        name: String,
        /// The limit, in words.
        most: String,
    },
    /// Messages with more people than anybody knows.
    #[error("“{name}” names more than {most} people")]
    TooManyPeople {
        /// File name.
        name: String,
        /// The limit, in words.
        most: String,
    },
    /// Unpacks to far more than text does.
    #[error("“{name}” unpacks to more than a hundred times its size")]
    Bomb {
        /// Member.
        name: String,
    },
    /// A folder that holds no whole workspace in open formats.
    #[error("“{}” is no full export", folder.display())]
    NotAFullExport {
        /// The folder.
        folder: PathBuf,
        /// What is missing, or not understood.
        why: String,
    },
    /// A row of a full export that does not fit.
    #[error("“{file}” does not fit the others")]
    FullExportRow {
        /// The file.
        file: String,
        /// The line, counted from 1; 0 for the file as a whole.
        line: u64,
        /// What is wrong with it.
        why: String,
    },
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
}

fn what_it_is(kind: FileKind) -> String {
    if kind == FileKind::OwnList {
        return "is a list that Partwell wrote".to_owned();
    }
    format!("holds {} and no connections", kind.label().to_lowercase())
}

const GET_A_NEW_ONE: &str = "Download the archive again from LinkedIn (the link lives 72 hours, after that ask for a new one) and import the new file.";
const TICK_CONNECTIONS: &str = "At LinkedIn, open Settings & Privacy > Data privacy > Get a copy of your data. Tick “Connections” if there is such a box; otherwise ask for the larger archive. Then import the new file.";

impl ImportError {
    /// Title, detail and hint, for people.
    #[must_use]
    pub fn explained(&self) -> (String, String, String) {
        let nothing_changed = "Nothing was changed.";
        let (detail, hint): (String, String) = match self {
            Self::NothingGiven => (String::new(), "Name a Connections.csv, the ZIP archive from LinkedIn, or the folder you unpacked it to.".into()),
            Self::NotFound { .. } => (String::new(), "Check the path, or drop the file on the window.".into()),
            Self::Unreadable { .. } => (String::new(), "Check that the file is on this computer and that you may read it.".into()),
            Self::EmptyFolder { links, .. } if !links.is_empty() => (
                format!("It holds {}, and a link is not followed: it could lead anywhere.", links.iter().take(5).map(|link| format!("the link “{link}”")).collect::<Vec<_>>().join(", ")),
                "Import the file that the link leads to, or copy it into the folder.".into(),
            ),
            Self::TooManyFiles { .. } => ("That is no folder to which an export was unpacked.".into(), "Choose the folder, the ZIP archive or the Connections.csv itself.".into()),
            Self::UnknownEncoding { .. } => (String::new(), "Use a name such as Windows-1250, Mac Roman, GBK or Shift_JIS, or leave it out: then it is guessed.".into()),
            Self::OnlyAnotherKind { kind: FileKind::OwnList, .. } => (
                "It tells what you decided, not who is connected with you, so it is no export.".into(),
                "Import the archive or the Connections.csv that LinkedIn gave you.".into(),
            ),
            Self::Empty { .. } | Self::EmptyFolder { .. } => ("There is nothing in it.".into(), GET_A_NEW_ONE.into()),
            Self::Workbook { .. } => (
                "Its name may say .csv, but inside it is a spreadsheet program's own format.".into(),
                "Open it in your spreadsheet program and save it as “CSV UTF-8”, or import the original file from LinkedIn.".into(),
            ),
            Self::NotText { .. } => (String::new(), "Choose a Connections.csv, the ZIP archive from LinkedIn, or the folder you unpacked it to.".into()),
            Self::NoHeader { columns, .. } => (
                if columns.is_empty() {
                    "No row in it looks like the names of columns.".into()
                } else {
                    format!("Its columns are: {}.", columns.join(", "))
                },
                "A list of connections has the columns First Name, Last Name, and URL or Connected On. If you took columns away, import the original file from LinkedIn.".into(),
            ),
            Self::OnlyAnotherKind { kind: FileKind::Messages, .. } => {
                ("Messages alone do not say who is connected with you.".into(), "Import Connections.csv, or the whole archive: then Connections.csv is read and the messages are listed.".into())
            }
            Self::OnlyAnotherKind { kind: FileKind::AddressBook, .. } => {
                ("This is an address book that was once uploaded to LinkedIn. It lists other people's private data, not your connections.".into(), TICK_CONNECTIONS.into())
            }
            Self::OnlyAnotherKind { .. } => (String::new(), TICK_CONNECTIONS.into()),
            Self::NoConnections { found } => {
                let mut names: Vec<&str> = found.iter().map(String::as_str).take(8).collect();
                if found.len() > names.len() {
                    names.push("…");
                }
                (if names.is_empty() { "It holds no tables at all.".into() } else { format!("Found: {}.", names.join(", ")) }, TICK_CONNECTIONS.into())
            }
            Self::NoPeople { rows, ghost_rows, .. } => (
                match (rows, ghost_rows) {
                    (0, _) => "It has a header and no rows below it.".into(),
                    (rows, ghosts) if rows == ghosts => format!("All {rows} rows hold only a date: closed or hidden accounts."),
                    (rows, _) => format!("None of its {rows} rows holds a name or a profile link."),
                },
                TICK_CONNECTIONS.into(),
            ),
            Self::DamagedArchive { .. } => (String::new(), GET_A_NEW_ONE.into()),
            Self::OddPacking { .. } => ("LinkedIn's archives are not packed like that, so somebody packed it again.".into(), "Unpack it and import the folder.".into()),
            Self::EncryptedArchive { .. } => ("LinkedIn does not lock its archives, so somebody else did.".into(), "Unpack it with its password and import the folder.".into()),
            Self::NestedArchive { .. } => (String::new(), "Unpack the outer archive and import the one inside it.".into()),
            Self::TooLarge { .. } | Self::Bomb { .. } | Self::TooManyRows { .. } | Self::TooManyPeople { .. } => ("No export from LinkedIn is like that.".into(), GET_A_NEW_ONE.into()),
            Self::NotAFullExport { why, .. } => {
                (format!("{}.", display_text::sentence(why.trim_end_matches('.'))), "Name a folder that “partwell full-export” wrote. An export of LinkedIn is imported instead.".into())
            }
            Self::FullExportRow { line, why, .. } => (
                if *line > 0 { format!("Line {line}: {why}.") } else { format!("{}.", display_text::sentence(why.trim_end_matches('.'))) },
                "Mend the file, or write the full export once more.".into(),
            ),
            Self::Cancelled => (String::new(), "Import it again whenever you like.".into()),
        };
        let title = self.to_string();
        let mut letters = title.chars();
        let title = letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default();
        let detail = if detail.is_empty() { nothing_changed.to_owned() } else { format!("{detail} {nothing_changed}") };
        (title, detail, hint)
    }
}
