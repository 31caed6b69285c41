//! The whole workspace in open formats: a folder with one CSV a table and a `datapackage.json` that describes them, as the
//! Tabular Data Package standard of Frictionless has it (specs.frictionlessdata.io).
//!
//! Nothing is lost on the way: an absent value is written as `\N`, a text that looks like that gets one more backslash, and texts
//! that a spreadsheet would run are guarded by an apostrophe, which reading takes off again.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::ExportError;
use crate::model::{
    full_export::{Cell, Column, DESCRIPTION, NULL, TableShape, escaped},
    text::csv_guard::guarded,
};

const README: &str = "\
This folder holds a whole Partwell workspace in open formats.

Each .csv file is one table, in UTF-8, with a header. datapackage.json describes them
(a Tabular Data Package, see specs.frictionlessdata.io): the columns with their types,
the version of the tables, and of each file how many rows it has and a check value.

\\N is an absent value. A text that consists of backslashes and an N has one backslash
more than it should. Where a spreadsheet would take a text for a formula, an apostrophe
stands before it.

To make a workspace of it again:
    partwell --workspace NEW.partwell full-import FOLDER
";

/// A folder that is being written: it gets its name when all of it is there.
#[derive(Debug)]
pub struct FullExport {
    folder: PathBuf,
    half: TempDir,
    resources: Vec<Value>,
}

/// Deletes a folder that was being written when the program was killed, if nothing else lies in it.
pub(super) fn clear_half(folder: &Path) -> io::Result<()> {
    let files: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    let is_ours = |path: &PathBuf| {
        path.is_file() && path.file_name().is_some_and(|name| name == DESCRIPTION || name == "README.txt" || name.to_string_lossy().ends_with(".csv"))
    };
    if files.iter().all(is_ours) { fs::remove_dir_all(folder) } else { Ok(()) }
}

impl FullExport {
    /// Begins one.
    ///
    /// # Errors
    /// See [`ExportError`]; also where there is something of that name already, unless it is an empty folder.
    pub fn begin(folder: &Path) -> Result<Self, ExportError> {
        let is_free = match fs::read_dir(folder) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        };
        if !is_free {
            return Err(ExportError::Failed { path: folder.to_owned(), why: "there is something of that name already".to_owned() });
        }
        let beside = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        super::clear_leftovers(beside);
        let mut builder = tempfile::Builder::new();
        builder.prefix(super::LEFTOVER);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        // Deleted again unless it gets its name.
        let half = builder.tempdir_in(beside).map_err(failed(folder))?;
        Ok(Self { folder: folder.to_owned(), half, resources: Vec::new() })
    }

    /// Writes one table. `give` gives every row to whoever it is called with.
    ///
    /// # Errors
    /// See [`ExportError`], and whatever `give` returns.
    pub fn table<E: From<ExportError>>(
        &mut self,
        table: &TableShape,
        give: impl FnOnce(&mut dyn FnMut(&[Cell]) -> Result<(), E>) -> Result<(), E>,
    ) -> Result<(), E> {
        let name = format!("{}.csv", table.name);
        let file = self.file(&name)?;
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(BufWriter::new(file));
        let folder = self.folder.clone();
        let wrong = |error: csv::Error| E::from(failed(&folder)(io::Error::other(error)));
        csv.write_record(table.columns.iter().map(|column| &column.name)).map_err(wrong)?;
        give(&mut |cells| csv.write_record(cells.iter().map(in_csv)).map_err(wrong))?;
        let file = csv.into_inner().map_err(|error| failed(&folder)(io::Error::other(error.to_string())))?;
        file.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all()).map_err(failed(&folder))?;
        let fields: Vec<Value> = table.columns.iter().map(field).collect();
        let keys: Vec<&str> = table.columns.iter().filter(|column| column.is_key).map(|column| column.name.as_str()).collect();
        self.resources.push(json!({
            "name": table.name,
            "path": name,
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "rows": table.rows,
            "check_value": table.check_value,
            "schema": { "fields": fields, "primaryKey": keys, "missingValues": [NULL] },
        }));
        Ok(())
    }

    /// Describes it, and gives the folder its name.
    ///
    /// # Errors
    /// See [`ExportError`].
    pub fn end(self, schema_version: i64, at: jiff::Timestamp) -> Result<(), ExportError> {
        let description = json!({
            "profile": "tabular-data-package",
            "name": "partwell-workspace",
            "title": "A whole Partwell workspace",
            "created": at.to_string(),
            "schema_version": schema_version,
            "resources": self.resources,
        });
        let json = serde_json::to_vec_pretty(&description).unwrap_or_default();
        for (name, bytes) in [(DESCRIPTION, json.as_slice()), ("README.txt", README.as_bytes())] {
            let mut file = self.file(name)?;
            file.write_all(bytes).and_then(|()| file.sync_all()).map_err(failed(&self.folder))?;
        }
        let _ = fs::remove_dir(&self.folder);
        fs::rename(self.half.path(), &self.folder).map_err(failed(&self.folder))
    }

    fn file(&self, name: &str) -> Result<File, ExportError> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(self.half.path().join(name)).map_err(failed(&self.folder))
    }
}

fn failed(folder: &Path) -> impl Fn(io::Error) -> ExportError + '_ {
    |error| super::failure(folder, &error)
}

fn in_csv(cell: &Cell) -> String {
    match cell {
        Cell::Null => NULL.to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => guarded(&escaped(text)).into_owned(),
    }
}

fn field(column: &Column) -> Value {
    json!({
        "name": column.name,
        "type": if column.is_integer { "integer" } else { "string" },
        "constraints": { "required": column.is_required },
    })
}
