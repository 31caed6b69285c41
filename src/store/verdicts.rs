//! Verdicts, changes and suspended judgements as rows.

use rusqlite::params;

use super::{Edit, Store, StoreError, StoreResult};
use crate::model::{
    id::{BatchId, ImportId, PersonId, PersonMap},
    import::verdict::Verdict,
};

/// A verdict as it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredVerdict {
    /// The person the verdict is about.
    pub person_id: PersonId,
    /// The batch they were in.
    pub batch: Option<BatchId>,
    /// What it says.
    pub verdict: Verdict,
    /// Who may be the same person under another link.
    pub other: Option<PersonId>,
}

/// What changed of somebody who was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Not in the export any more.
    Gone,
    /// In it again.
    Returned,
    /// Another job.
    Job,
    /// Known as the same person under another link.
    Link,
}

impl ChangeKind {
    fn key(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::Returned => "returned",
            Self::Job => "job",
            Self::Link => "link",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        [Self::Gone, Self::Returned, Self::Job, Self::Link].into_iter().find(|kind| kind.key() == key)
    }
}

/// A change as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredChange {
    /// The person who changed.
    pub person_id: PersonId,
    /// What changed about them.
    pub kind: ChangeKind,
    /// What was before; of a job or a link.
    pub was: String,
    /// What is now.
    pub is_now: String,
}

impl Store {
    /// The verdicts of an import.
    pub fn verdicts(&self, import: ImportId) -> StoreResult<Vec<StoredVerdict>> {
        let mut statement = self.connection.prepare_cached("SELECT person_id, batch_id, verdict, other_id FROM verdict WHERE import_id = ?1 ORDER BY id")?;
        let mut rows = statement.query([import.0])?;
        let mut verdicts = Vec::new();
        while let Some(row) = rows.next()? {
            let key: String = row.get(2)?;
            verdicts.push(StoredVerdict {
                person_id: PersonId(row.get(0)?),
                batch: row.get::<_, Option<i64>>(1)?.map(BatchId),
                verdict: Verdict::from_key(&key).ok_or_else(|| StoreError::Unexpected { what: format!("the verdict {key}") })?,
                other: row.get::<_, Option<i64>>(3)?.map(PersonId),
            });
        }
        Ok(verdicts)
    }

    /// Who is still connected although the last import that may be believed did not hold them, since nothing is concluded of
    /// them; with whoever may be the same person.
    pub fn unclear_people(&self) -> StoreResult<PersonMap<Option<PersonId>>> {
        let mut statement = self.connection.prepare(
            "SELECT v.person_id, v.other_id FROM verdict v JOIN person p ON p.id = v.person_id
             WHERE v.verdict = 'unclear' AND p.is_connected = 1 AND v.import_id = (SELECT max(id) FROM import WHERE standing = 'newest')",
        )?;
        let found = statement.query_map([], |row| Ok((PersonId(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(PersonId))))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// What an import changed.
    pub fn changes(&self, import: ImportId) -> StoreResult<Vec<StoredChange>> {
        let mut statement = self.connection.prepare_cached("SELECT person_id, kind, was, is_now FROM person_change WHERE import_id = ?1 ORDER BY id")?;
        let mut rows = statement.query([import.0])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let key: String = row.get(1)?;
            let kind = ChangeKind::from_key(&key).ok_or_else(|| StoreError::Unexpected { what: format!("the change {key}") })?;
            changes.push(StoredChange { person_id: PersonId(row.get(0)?), kind, was: row.get(2)?, is_now: row.get(3)? });
        }
        Ok(changes)
    }

    /// Who is missing in an export that looks cut short, with whoever may be the same person.
    pub fn missing(&self, import: ImportId) -> StoreResult<Vec<(PersonId, Option<PersonId>)>> {
        let mut statement = self.connection.prepare_cached("SELECT person_id, other_id FROM missing WHERE import_id = ?1 ORDER BY id")?;
        let found = statement.query_map([import.0], |row| Ok((PersonId(row.get(0)?), row.get::<_, Option<i64>>(1)?.map(PersonId))))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Whom an import brought.
    pub fn added_by(&self, import: ImportId) -> StoreResult<Vec<PersonId>> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM person WHERE import_id = ?1 ORDER BY id")?;
        let found = statement.query_map([import.0], |row| Ok(PersonId(row.get(0)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Edit<'_> {
    /// Records a verdict.
    pub fn insert_verdict(&self, import: ImportId, verdict: &StoredVerdict) -> StoreResult<()> {
        self.transaction
            .prepare_cached("INSERT INTO verdict (import_id, person_id, batch_id, verdict, other_id) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![import.0, verdict.person_id.0, verdict.batch.map(|batch| batch.0), verdict.verdict.key(), verdict.other.map(|other| other.0)])?;
        Ok(())
    }

    /// Takes the verdict on somebody back.
    pub fn delete_verdict(&self, import: ImportId, id: PersonId) -> StoreResult<()> {
        self.transaction.prepare_cached("DELETE FROM verdict WHERE import_id = ?1 AND person_id = ?2")?.execute([import.0, id.0])?;
        Ok(())
    }

    /// Forgets that somebody was gone by an import: they stand in it under another link.
    pub fn forget_gone(&self, import: ImportId, id: PersonId) -> StoreResult<()> {
        self.transaction.prepare_cached("DELETE FROM person_change WHERE import_id = ?1 AND person_id = ?2 AND kind = 'gone'")?.execute([import.0, id.0])?;
        Ok(())
    }

    /// Records a change.
    pub fn insert_change(&self, import: ImportId, change: &StoredChange) -> StoreResult<()> {
        self.transaction
            .prepare_cached("INSERT INTO person_change (import_id, person_id, kind, was, is_now) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![import.0, change.person_id.0, change.kind.key(), change.was, change.is_now])?;
        Ok(())
    }

    /// Notes that somebody is missing in an export that looks cut short.
    pub fn insert_missing(&self, import: ImportId, id: PersonId, other: Option<PersonId>) -> StoreResult<()> {
        self.transaction.prepare_cached("INSERT INTO missing (import_id, person_id, other_id) VALUES (?1, ?2, ?3)")?.execute(params![
            import.0,
            id.0,
            other.map(|other| other.0)
        ])?;
        Ok(())
    }

    /// Forgets who is missing, once it was judged.
    pub fn forget_missing(&self, import: ImportId) -> StoreResult<()> {
        self.transaction.execute("DELETE FROM missing WHERE import_id = ?1", [import.0])?;
        Ok(())
    }
}
