//! Imports as rows: when, what, and the report that can be read again.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, params};

use super::{Edit, Store, StoreError, StoreResult, people::timestamp};
use crate::model::import::export_status::{ExportAge, ExportStatus};
use crate::model::{
    id::{ImportId, PersonId, PersonMap},
    import::report::{ImportReport, PastImport},
};

impl Store {
    /// All imports, newest first.
    pub fn imports(&self) -> StoreResult<Vec<PastImport>> {
        let mut statement = self.connection.prepare("SELECT at, source, report, id, standing FROM import ORDER BY id DESC")?;
        let mut rows = statement.query([])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            let (at, report): (String, String) = (row.get(0)?, row.get(2)?);
            let report = serde_json::from_str(&report).map_err(|error| StoreError::Unexpected { what: format!("an import report ({error})") })?;
            let standing: String = row.get(4)?;
            imports.push(PastImport {
                id: ImportId(row.get(3)?),
                standing: ExportStatus::from_key(&standing).unwrap_or_default(),
                at: timestamp(&at)?,
                source: row.get(1)?,
                report,
            });
        }
        Ok(imports)
    }

    /// The newest import that told who is connected, and its report: older ones found in a drawer do not count.
    pub fn newest_import(&self) -> StoreResult<Option<(ImportId, ExportStatus)>> {
        let found: Option<(i64, String)> = self
            .connection
            .query_row("SELECT id, standing FROM import WHERE standing IN ('newest', 'cut_short') ORDER BY id DESC LIMIT 1", [], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(found.map(|(id, standing)| (ImportId(id), ExportStatus::from_key(&standing).unwrap_or_default())))
    }

    /// What the imports so far tell of age: the latest connection, the latest evidence, the latest archive's name, and
    /// the ghost rows of the newest one that may be believed.
    pub fn marks(&self) -> StoreResult<ExportAge> {
        let newest = "(SELECT id FROM import WHERE standing IN ('newest', 'cut_short') ORDER BY id DESC LIMIT 1)";
        let text = |what: String| self.connection.query_row(&what, [], |row| row.get::<_, Option<String>>(0)).optional().map(Option::flatten);
        let day = |text: Option<String>| text.and_then(|text| text.parse().ok());
        let newest_connection = day(text(format!("SELECT newest_connection FROM import WHERE id = {newest}"))?);
        let named_on = day(text(format!("SELECT json_extract(report, '$.named_on') FROM import WHERE id = {newest}"))?);
        let newest_evidence = day(text("SELECT max(last_day) FROM coverage".to_owned())?);
        let believed: Option<i64> =
            self.connection.query_row("SELECT id FROM import WHERE standing = 'newest' ORDER BY id DESC LIMIT 1", [], |row| row.get(0)).optional()?;
        let ghost_days = believed.map(|id| self.ghost_days(ImportId(id))).transpose()?.flatten();
        Ok(ExportAge { newest_connection, named_on, newest_evidence, ghost_days, ..ExportAge::default() })
    }

    /// The ghost rows of an import by day; none if they were not counted by day yet when it was made.
    pub fn ghost_days(&self, import: ImportId) -> StoreResult<Option<BTreeMap<Date, usize>>> {
        let mut statement = self.connection.prepare_cached("SELECT day, rows FROM ghost WHERE import_id = ?1")?;
        let mut rows = statement.query([import.0])?;
        let mut days = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let day: String = row.get(0)?;
            if let Ok(day) = day.parse() {
                days.insert(day, row.get::<_, i64>(1)?.try_into().unwrap_or(0));
            }
        }
        let in_all: Option<i64> = self
            .connection
            .query_row("SELECT json_extract(report, '$.ghost_rows') FROM import WHERE id = ?1", [import.0], |row| row.get(0))
            .optional()?
            .flatten();
        Ok((!days.is_empty() || in_all.unwrap_or(0) == 0).then_some(days))
    }

    /// The import before this one that may be believed.
    pub fn last_trusted_before(&self, import: ImportId) -> StoreResult<Option<ImportId>> {
        let found: Option<i64> = self
            .connection
            .query_row("SELECT id FROM import WHERE standing = 'newest' AND id < ?1 ORDER BY id DESC LIMIT 1", [import.0], |row| row.get(0))
            .optional()?;
        Ok(found.map(ImportId))
    }

    /// Whether this is the digest of the last list that may be believed.
    pub fn matches_last_trusted(&self, digest: &str) -> StoreResult<bool> {
        let known: Option<Option<String>> = self
            .connection
            .query_row("SELECT json_extract(report, '$.digest') FROM import WHERE standing = 'newest' ORDER BY id DESC LIMIT 1", [], |row| row.get(0))
            .optional()?;
        Ok(known.flatten().as_deref() == Some(digest))
    }

    /// Whether a list with this digest, out of an archive named after this day, would say nothing that the workspace does not
    /// hold: it was imported last, letter for letter, and nothing rests on whether it is said again. Whoever asks has made sure
    /// that as many are connected as it names: people who were joined or counted as gone since are not.
    pub fn stands_as_imported(&self, digest: &str, named_on: Option<Date>) -> StoreResult<bool> {
        let (newest, trusted) = (self.newest_import()?, self.last_trusted_before(ImportId(i64::MAX))?);
        let Some(import) = trusted.filter(|trusted| newest.is_some_and(|(newest, _)| newest == *trusted)) else { return Ok(false) };
        let (names_kept, named_before): (Option<i64>, Option<String>) = self.connection.query_row(
            "SELECT json_extract(report, '$.names_kept'), json_extract(report, '$.named_on') FROM import WHERE id = ?1",
            [import.0],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        // Letters that looked garbled were left out; a batch waits to hear who is still there; what another file told may be
        // newer than the list.
        let is_told_nothing: bool = self.connection.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM decision WHERE batch_id IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM coverage)",
            [],
            |row| row.get(0),
        )?;
        Ok(is_told_nothing
            && names_kept.unwrap_or(0) == 0
            && named_before == named_on.map(|day| day.to_string())
            && self.matches_last_trusted(digest)?
            && self.unclear_people()?.is_empty())
    }

    /// Whether a list of connections with this digest was imported before the newest one that told who is connected, which
    /// is another.
    pub fn is_repeated(&self, digest: &str) -> StoreResult<bool> {
        let mut statement = self.connection.prepare("SELECT json_extract(report, '$.digest') FROM import WHERE standing = 'newest' ORDER BY id DESC")?;
        let digests: Vec<Option<String>> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let is_it = |known: &Option<String>| known.as_deref() == Some(digest);
        Ok(digests.first().is_some_and(|newest| !is_it(newest)) && digests.iter().skip(1).any(is_it))
    }

    /// Who was gone and was seen again, and whether on another day, in an import of which nothing was concluded, after the last one before `import` that
    /// may be believed.
    pub fn returned_since_trusted(&self, import: ImportId) -> StoreResult<PersonMap<bool>> {
        let mut statement = self.connection.prepare(
            "SELECT c.person_id, c.is_now <> '' FROM person_change c WHERE c.kind = 'returned' AND c.import_id <= ?1
             AND c.import_id > coalesce((SELECT max(id) FROM import WHERE standing = 'newest' AND id < ?1), 0)
             -- Whom the member chose to remove after that was seen by them as connected.
             AND NOT EXISTS (SELECT 1 FROM decision d JOIN batch b ON b.id = d.batch_id JOIN import i ON i.id = c.import_id
                             WHERE d.person_id = c.person_id AND b.finalized_at > i.at)
             -- The same holds for whom they acted on since.
             AND NOT EXISTS (SELECT 1 FROM task t JOIN import i ON i.id = c.import_id WHERE t.person_id = c.person_id AND t.acted_at > i.at)",
        )?;
        let found = statement.query_map([import.0], |row| Ok((PersonId(row.get(0)?), row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// When the newest import was made, and its latest connection.
    pub fn last_import(&self) -> StoreResult<Option<(Timestamp, Option<Date>)>> {
        let found: Option<(String, Option<String>)> = self
            .connection
            .query_row(
                "SELECT at, newest_connection FROM import WHERE standing IN ('newest', 'cut_short') ORDER BY newest_connection IS NULL, id DESC LIMIT 1",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
        found.map(|(at, newest)| Ok((timestamp(&at)?, newest.and_then(|day| day.parse().ok())))).transpose()
    }
}

impl Edit<'_> {
    /// Notes an import. Returns its number.
    pub fn insert_import(&self, at: Timestamp, source: &str, report: &ImportReport) -> StoreResult<ImportId> {
        let json = serde_json::to_string(report).map_err(|error| StoreError::Unexpected { what: error.to_string() })?;
        self.transaction.execute(
            "INSERT INTO import (at, source, newest_connection, report, exported_on, owner_slug, owner_name, standing) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                at.to_string(),
                source,
                report.newest_connection.map(|day| day.to_string()),
                json,
                report.export_date.map(|day| day.to_string()),
                report.owner.as_ref().and_then(|owner| owner.slug.as_deref()),
                report.owner.as_ref().map(|owner| owner.name.as_str()),
                report.standing.key()
            ],
        )?;
        let import = ImportId(self.transaction.last_insert_rowid());
        let mut statement = self.transaction.prepare("INSERT INTO ghost (import_id, day, rows) VALUES (?1, ?2, ?3)")?;
        for (day, rows) in &report.ghost_days {
            statement.execute(params![import.0, day.to_string(), i64::try_from(*rows).unwrap_or(i64::MAX)])?;
        }
        Ok(import)
    }

    /// Changes how an import stands, once the member has said that it is whole.
    pub fn set_standing(&self, import: ImportId, standing: ExportStatus) -> StoreResult<()> {
        self.transaction.execute("UPDATE import SET standing = ?2 WHERE id = ?1", params![import.0, standing.key()])?;
        Ok(())
    }
}
