//! Imports as rows: when, what, and the report that can be read again.

use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, Transaction, params};

use super::{Store, StoreError, StoreResult, people::timestamp};
use crate::model::{evidence::ImportId, report::ImportReport};

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredImport {
    /// When.
    pub at: Timestamp,
    /// File names.
    pub source: String,
    /// What was found.
    pub report: ImportReport,
}

impl Store {
    /// All imports, newest first.
    ///
    /// # Errors
    /// What `SQLite` meets.
    pub fn imports(&self) -> StoreResult<Vec<StoredImport>> {
        let mut statement = self.connection.prepare("SELECT at, source, report FROM import ORDER BY id DESC")?;
        let mut rows = statement.query([])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            let (at, report): (String, String) = (row.get(0)?, row.get(2)?);
            let report = serde_json::from_str(&report).map_err(|error| StoreError::Unexpected { what: format!("an import report ({error})") })?;
            imports.push(StoredImport { at: timestamp(&at)?, source: row.get(1)?, report });
        }
        Ok(imports)
    }

    /// When the newest import was made, and its latest connection.
    ///
    /// # Errors
    /// What `SQLite` meets.
    pub fn last_import(&self) -> StoreResult<Option<(Timestamp, Option<Date>)>> {
        let found: Option<(String, Option<String>)> = self
            .connection
            .query_row("SELECT at, newest_connection FROM import ORDER BY newest_connection IS NULL, id DESC LIMIT 1", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        found.map(|(at, newest)| Ok((timestamp(&at)?, newest.and_then(|day| day.parse().ok())))).transpose()
    }
}

/// Notes an import. Returns its number.
///
/// # Errors
/// What `SQLite` meets.
pub fn insert_import(transaction: &Transaction<'_>, at: Timestamp, source: &str, report: &ImportReport) -> StoreResult<ImportId> {
    let json = serde_json::to_string(report).map_err(|error| StoreError::Unexpected { what: error.to_string() })?;
    transaction.execute(
        "INSERT INTO import (at, source, newest_connection, report, exported_on, owner_slug, owner_name) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            at.to_string(),
            source,
            report.newest_connection.map(|day| day.to_string()),
            json,
            report.export_date.map(|day| day.to_string()),
            report.owner.as_ref().and_then(|owner| owner.slug.as_deref()),
            report.owner.as_ref().map(|owner| owner.name.as_str())
        ],
    )?;
    Ok(ImportId(transaction.last_insert_rowid()))
}
