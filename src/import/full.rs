//! The whole workspace back from open formats: what `export/full.rs` wrote, or what somebody changed in it.

use std::{
    cell::Cell as Counter,
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    rc::Rc,
};

use serde::Deserialize;

use super::ImportError;
use crate::model::{
    full_export::{Cell, Column, DESCRIPTION, TableShape, unescaped},
    text::csv_guard::unguarded,
};

/// A description longer than this describes something else.
const MOST_BYTES: u64 = 1 << 20;

/// The longest cell: of a message or a report.
const LONGEST_CELL: usize = 64 << 20;

/// The longest row, in bytes as it is written.
const LONGEST_RECORD: u64 = 2 * LONGEST_CELL as u64;

#[derive(Deserialize)]
struct Description {
    schema_version: i64,
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Resource {
    name: String,
    path: String,
    rows: u64,
    #[serde(default)]
    check_value: String,
    schema: Schema,
}

#[derive(Deserialize)]
struct Schema {
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// A whole workspace as it lies in a folder.
#[derive(Debug)]
pub struct FullImport {
    folder: PathBuf,
    /// The version of its tables.
    pub schema_version: i64,
    /// Its tables.
    pub tables: Vec<TableShape>,
}

impl FullImport {
    /// Reads the description.
    ///
    /// # Errors
    /// Where there is none, or it describes something else.
    pub fn open(folder: &Path) -> Result<Self, ImportError> {
        let wrong = |why: &str| ImportError::NotAFullExport { folder: folder.to_owned(), why: why.to_owned() };
        let mut bytes = Vec::new();
        let file = File::open(folder.join(DESCRIPTION)).map_err(|error| wrong(&in_words(DESCRIPTION, &error)))?;
        file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| wrong(&error.to_string()))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(wrong("its description is far too long"));
        }
        let description: Description = serde_json::from_slice(&bytes).map_err(|error| wrong(&format!("{DESCRIPTION} is not understood: {error}")))?;
        let mut tables = Vec::new();
        for resource in description.resources {
            // Only files in this very folder.
            if resource.path != format!("{}.csv", resource.name)
                || !is_plain(&resource.name)
                || !resource.schema.fields.iter().all(|field| is_plain(&field.name))
            {
                return Err(wrong(&format!("{} is no name of a table", resource.name)));
            }
            let columns = resource
                .schema
                .fields
                .into_iter()
                .map(|field| Column { is_integer: field.kind == "integer", name: field.name, is_required: false, is_key: false })
                .collect();
            tables.push(TableShape { name: resource.name, columns, rows: resource.rows, check_value: resource.check_value });
        }
        Ok(Self { folder: folder.to_owned(), schema_version: description.schema_version, tables })
    }

    /// Gives every row of a table to `each`.
    ///
    /// # Errors
    /// Where the file is missing or not as it is described, and whatever `each` returns.
    pub fn each_row<E: From<ImportError>>(&self, table: &TableShape, mut each: impl FnMut(&[Cell]) -> Result<(), E>) -> Result<(), E> {
        let name = format!("{}.csv", table.name);
        let wrong = |line: u64, why: String| ImportError::FullExportRow { file: name.clone(), line, why };
        let file = File::open(self.folder.join(&name)).map_err(|error| wrong(0, in_words(&name, &error)))?;
        let read = Rc::new(Counter::new(0));
        let mut csv = csv::ReaderBuilder::new().has_headers(false).flexible(false).from_reader(Bounded { file, read: Rc::clone(&read) });
        let mut record = csv::StringRecord::new();
        let mut cells = Vec::with_capacity(table.columns.len());
        let mut is_first = true;
        loop {
            let line = csv.position().line();
            read.set(0);
            if !csv.read_record(&mut record).map_err(|error| wrong(line, error.to_string()))? {
                break;
            }
            if std::mem::take(&mut is_first) {
                // A spreadsheet puts a mark before the first name.
                let is_as_described = record.len() == table.columns.len()
                    && record.iter().zip(&table.columns).all(|(found, column)| found.trim_start_matches('\u{FEFF}') == column.name);
                if !is_as_described {
                    return Err(wrong(line, "its columns are not those that are described".to_owned()).into());
                }
                continue;
            }
            cells.clear();
            for (text, column) in record.iter().zip(&table.columns) {
                if text.len() > LONGEST_CELL {
                    return Err(wrong(line, format!("a cell of {} is far too long", column.name)).into());
                }
                cells.push(read_cell(text, column).ok_or_else(|| wrong(line, format!("“{}” is no number, and {} is one", short(text), column.name)))?);
            }
            each(&cells)?;
        }
        if is_first { Err(wrong(1, "it is empty".to_owned()).into()) } else { Ok(()) }
    }
}

/// A file of which no record may take more bytes than this holds for.
struct Bounded {
    file: File,
    /// Bytes that were read for the present record.
    read: Rc<Counter<u64>>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        if self.read.get() > LONGEST_RECORD { Err(std::io::Error::other("a row is far too long")) } else { Ok(read) }
    }
}

/// Why a file of it cannot be read.
fn in_words(name: &str, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => format!("{name} is missing from the folder"),
        _ => format!("{name} cannot be read: {error}"),
    }
}

fn read_cell(text: &str, column: &Column) -> Option<Cell> {
    let text = unguarded(text);
    match unescaped(&text) {
        None => Some(Cell::Null),
        Some(number) if column.is_integer => number.parse().ok().map(Cell::Integer),
        Some(text) => Some(Cell::Text(text.to_owned())),
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// Small letters, digits and underscores: what every table and column is called by.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}
