//! The focus, goals, the journal and letters as rows.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use super::{Edit, Store, StoreError, StoreResult, people::timestamp};
use crate::model::{
    id::{BatchId, ImportId},
    plan::{Goal, JournalEntry, Measure},
};

impl Store {
    /// What the network is for; empty where the member did not say.
    pub fn focus(&self) -> StoreResult<String> {
        let text: Option<String> = self.connection.query_row("SELECT text FROM focus", [], |row| row.get(0)).optional()?;
        Ok(text.unwrap_or_default())
    }

    /// The goals, in their order.
    pub fn goals(&self) -> StoreResult<Vec<Goal>> {
        let mut statement = self.connection.prepare("SELECT text, measure, target, is_met FROM goal ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut goals = Vec::new();
        while let Some(row) = rows.next()? {
            let (measure, target): (Option<String>, Option<i64>) = (row.get(1)?, row.get(2)?);
            let measure = match measure.zip(target) {
                Some((key, target)) => {
                    let measure = Measure::from_key(&key).ok_or_else(|| StoreError::Unexpected { what: format!("the measure {key}") })?;
                    Some((measure, usize::try_from(target).unwrap_or(0)))
                }
                None => None,
            };
            goals.push(Goal { text: row.get(0)?, measure, is_met: row.get(3)? });
        }
        Ok(goals)
    }

    /// The journal, latest day first.
    pub fn journal_entries(&self) -> StoreResult<Vec<JournalEntry>> {
        let mut statement = self.connection.prepare("SELECT id, day, feeling, text, batch_id FROM journal_entry ORDER BY day DESC, id DESC")?;
        let mut rows = statement.query([])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            let day: String = row.get(1)?;
            let day = day.parse().map_err(|_| StoreError::Unexpected { what: format!("the day {day}") })?;
            entries.push(JournalEntry { id: row.get(0)?, day, feeling: row.get(2)?, text: row.get(3)?, batch: row.get::<_, Option<i64>>(4)?.map(BatchId) });
        }
        Ok(entries)
    }

    /// Letters that the member wrote or changed: key, title and text.
    pub fn letters(&self) -> StoreResult<Vec<(String, String, String)>> {
        let mut statement = self.connection.prepare("SELECT key, title, body FROM letter_template ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When the member last decided about somebody.
    pub fn last_decided_at(&self) -> StoreResult<Option<Timestamp>> {
        let at: Option<String> = self.connection.query_row("SELECT max(decided_at) FROM decision WHERE decision <> 'undecided'", [], |row| row.get(0))?;
        at.as_deref().map(timestamp).transpose()
    }
}

impl Store {
    /// The first import after the member last decided about somebody; none where nothing was decided, or nothing imported since.
    pub fn first_import_since_review(&self) -> StoreResult<Option<ImportId>> {
        let first: Option<i64> = self.connection.query_row(
            "SELECT min(i.id) FROM import i WHERE i.at > (SELECT max(decided_at) FROM decision WHERE decision <> 'undecided')",
            [],
            |row| row.get(0),
        )?;
        Ok(first.map(ImportId))
    }
}

impl Edit<'_> {
    /// Writes the focus; an empty one takes it away.
    pub fn put_focus(&self, text: &str) -> StoreResult<()> {
        if text.is_empty() {
            self.transaction.execute("DELETE FROM focus", [])?;
        } else {
            self.transaction.execute(
                "INSERT INTO focus (id, text) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET text = excluded.text WHERE text <> excluded.text",
                [text],
            )?;
        }
        Ok(())
    }

    /// Writes all goals anew.
    pub fn put_goals(&self, goals: &[Goal]) -> StoreResult<()> {
        self.transaction.execute("DELETE FROM goal", [])?;
        let mut statement = self.transaction.prepare_cached("INSERT INTO goal (text, measure, target, is_met) VALUES (?1, ?2, ?3, ?4)")?;
        for goal in goals {
            let (measure, target) = goal.measure.map(|(measure, target)| (measure.key(), i64::try_from(target).unwrap_or(i64::MAX))).unzip();
            statement.execute(params![goal.text, measure, target, goal.is_met])?;
        }
        Ok(())
    }

    /// Writes an entry of the journal; one with a number replaces that.
    pub fn put_journal_entry(&self, entry: &JournalEntry) -> StoreResult<()> {
        let JournalEntry { id, day, feeling, text, batch } = entry;
        let (day, batch) = (day.to_string(), batch.map(|batch| batch.0));
        if *id == 0 {
            self.transaction.execute("INSERT INTO journal_entry (day, feeling, text, batch_id) VALUES (?1, ?2, ?3, ?4)", params![day, feeling, text, batch])?;
        } else {
            self.transaction.execute(
                "UPDATE journal_entry SET day = ?2, feeling = ?3, text = ?4, batch_id = ?5 WHERE id = ?1
                 AND (day <> ?2 OR feeling <> ?3 OR text <> ?4 OR batch_id IS NOT ?5)",
                params![id, day, feeling, text, batch],
            )?;
        }
        Ok(())
    }

    /// Deletes an entry of the journal.
    pub fn delete_journal_entry(&self, id: i64) -> StoreResult<()> {
        self.transaction.execute("DELETE FROM journal_entry WHERE id = ?1", [id])?;
        Ok(())
    }

    /// Writes a letter.
    pub fn put_letter(&self, key: &str, title: &str, body: &str) -> StoreResult<()> {
        self.transaction.execute(
            "INSERT INTO letter_template (key, title, body) VALUES (?1, ?2, ?3)
             ON CONFLICT (key) DO UPDATE SET title = excluded.title, body = excluded.body WHERE title <> excluded.title OR body <> excluded.body",
            [key, title, body],
        )?;
        Ok(())
    }

    /// Forgets a letter.
    pub fn delete_letter(&self, key: &str) -> StoreResult<()> {
        self.transaction.execute("DELETE FROM letter_template WHERE key = ?1", [key])?;
        Ok(())
    }
}
