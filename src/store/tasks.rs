//! The work list as rows: one task a person and batch.

use jiff::Timestamp;
use rusqlite::params;

use super::{
    Edit, Store, StoreError, StoreResult,
    people::{optional_text, text, timestamp},
};
use crate::model::{
    batch::{
        removal_list::ListedPerson,
        task::{TaskKind, TaskState},
        work_item::WorkItem,
    },
    id::{BatchId, PersonId, PersonMap},
    import::verdict::{PlannedRemoval, Verdict},
};

fn state(key: &str) -> StoreResult<TaskState> {
    TaskState::from_key(key).ok_or_else(|| StoreError::Unexpected { what: format!("the task state {key}") })
}

impl Store {
    /// The whole work list: batches in their order, whom to unfollow last. Name, link and work are as the newest export that
    /// held them says, since that is what LinkedIn shows; the rest is as it was frozen. Of those to unfollow nothing is frozen.
    pub fn work_items(&self) -> StoreResult<Vec<WorkItem>> {
        let mut statement = self.connection.prepare(
            "SELECT t.person_id, t.batch_id, t.state, t.acted_at, p.is_connected, b.frozen, p.slug, p.first_name, p.last_name, p.url, p.company, p.position,
                    CASE WHEN t.batch_id IS NULL THEN coalesce(d.decision, '') = 'unfollow' ELSE d.batch_id IS t.batch_id END,
                    (SELECT v.verdict FROM verdict v JOIN import i ON i.id = v.import_id WHERE v.person_id = t.person_id AND v.batch_id = t.batch_id
                     -- What an export said before the member acted once more says nothing of that.
                     AND (t.acted_at IS NULL OR i.at > t.acted_at) ORDER BY v.import_id DESC LIMIT 1)
             FROM task t JOIN person p ON p.id = t.person_id LEFT JOIN decision d ON d.person_id = t.person_id LEFT JOIN batch_person b ON b.person_id = t.person_id AND b.batch_id = t.batch_id
             ORDER BY t.batch_id IS NULL, t.batch_id, t.id",
        )?;
        let mut rows = statement.query([])?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let (key, acted_at): (String, Option<String>) = (row.get(2)?, row.get(3)?);
            let (frozen, verdict): (Option<String>, Option<String>) = (row.get(5)?, row.get(13)?);
            let mut listed: ListedPerson = match frozen {
                Some(json) => serde_json::from_str(&json).map_err(|error| StoreError::Unexpected { what: format!("a person of a batch ({error})") })?,
                None => ListedPerson::default(),
            };
            let former_slug = listed.facts.slug.take().map(String::from);
            let facts = &mut listed.facts;
            (facts.slug, facts.first_name, facts.last_name) = (optional_text(row, 6)?, text(row, 7)?, text(row, 8)?);
            (facts.url, facts.company, facts.position) = (text(row, 9)?, text(row, 10)?, text(row, 11)?);
            let batch = row.get::<_, Option<i64>>(1)?.map(BatchId);
            items.push(WorkItem {
                former_slug,
                is_current: row.get(12)?,
                person_id: PersonId(row.get(0)?),
                kind: if batch.is_some() { TaskKind::Remove } else { TaskKind::Unfollow },
                batch,
                state: state(&key)?,
                acted_at: acted_at.as_deref().map(timestamp).transpose()?,
                is_connected: row.get(4)?,
                verdict: verdict.as_deref().and_then(Verdict::from_key),
                listed,
            });
        }
        Ok(items)
    }

    /// How many tasks wait.
    pub fn waiting_tasks(&self) -> StoreResult<usize> {
        let count: i64 = self.connection.query_row(
            "SELECT count(*) FROM task t JOIN person p ON p.id = t.person_id JOIN decision d ON d.person_id = t.person_id
             WHERE t.state IN ('to_do', 'skipped') AND p.is_connected
               AND CASE WHEN t.batch_id IS NULL THEN d.decision = 'unfollow' ELSE d.batch_id = t.batch_id END",
            [],
            |row| row.get(0),
        )?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// Who is to be removed, by the batch they are in now.
    pub fn plans(&self) -> StoreResult<PersonMap<PlannedRemoval>> {
        let mut statement = self.connection.prepare(
            "SELECT d.person_id, d.batch_id, coalesce(t.state, 'to_do'), t.acted_at FROM decision d LEFT JOIN task t ON t.person_id = d.person_id AND t.batch_id = d.batch_id
             WHERE d.batch_id IS NOT NULL",
        )?;
        let mut rows = statement.query([])?;
        let mut plans = PersonMap::default();
        while let Some(row) = rows.next()? {
            let key: String = row.get(2)?;
            let acted_at: Option<String> = row.get(3)?;
            let plan = PlannedRemoval { batch: BatchId(row.get(1)?), state: state(&key)?, acted_at: acted_at.as_deref().map(timestamp).transpose()? };
            plans.insert(PersonId(row.get(0)?), plan);
        }
        Ok(plans)
    }
}

impl Edit<'_> {
    /// Puts somebody on the work list.
    pub fn insert_task(&self, id: PersonId, batch: BatchId) -> StoreResult<()> {
        self.transaction
            .prepare_cached("INSERT INTO task (person_id, batch_id, state) VALUES (?1, ?2, 'to_do') ON CONFLICT DO NOTHING")?
            .execute(params![id.0, batch.0])?;
        Ok(())
    }

    /// Puts somebody on the list of those to unfollow; also who was unfollowed once, and is followed again.
    pub fn put_unfollow(&self, id: PersonId) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO task (person_id, state) VALUES (?1, 'to_do')
                 ON CONFLICT (person_id) WHERE batch_id IS NULL DO UPDATE SET state = 'to_do', acted_at = NULL WHERE state <> 'to_do'",
            )?
            .execute([id.0])?;
        Ok(())
    }

    /// Notes what came of a task. What is so already is left alone, its time included.
    pub fn set_state(&self, id: PersonId, batch: Option<BatchId>, state: TaskState, at: Timestamp) -> StoreResult<()> {
        let acted_at = (state != TaskState::ToDo).then(|| at.to_string());
        self.transaction
            .prepare_cached("UPDATE task SET state = ?3, acted_at = ?4 WHERE person_id = ?1 AND batch_id IS ?2 AND state <> ?3")?
            .execute(params![id.0, batch.map(|batch| batch.0), state.key(), acted_at])?;
        Ok(())
    }

    /// Takes somebody off the list of those to unfollow, unless that was done already.
    pub fn drop_unfollow(&self, id: PersonId) -> StoreResult<()> {
        self.transaction.prepare_cached("DELETE FROM task WHERE person_id = ?1 AND batch_id IS NULL AND state <> 'done'")?.execute([id.0])?;
        Ok(())
    }
}
