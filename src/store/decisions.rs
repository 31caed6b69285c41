//! What the member decides of people: the narrow tables.

use jiff::{Timestamp, civil::Date};
use rusqlite::params;

use super::{
    Edit, StoreResult,
    alike::{FEW, change_alike, keys},
};
use crate::model::{
    id::{BatchId, PersonId},
    person::{decision::Decision, dismissed::Dismissed, reason::Reasons},
};

impl Edit<'_> {
    /// Notes a decision. A decision that is already so is left alone, its time included.
    pub fn decide(&self, id: PersonId, decision: Decision, at: Timestamp) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO decision (person_id, decision, decided_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person_id) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at, later_until = NULL WHERE decision <> excluded.decision",
            )?
            .execute(params![id.0, decision.key(), at.to_string()])?;
        Ok(())
    }

    /// Notes one decision about several people, as [`Edit::decide`] does.
    pub fn decide_all(&self, ids: &[PersonId], decision: Decision, at: Timestamp) -> StoreResult<()> {
        if ids.len() <= FEW {
            return ids.iter().try_for_each(|id| self.decide(*id, decision, at));
        }
        let keys = keys(ids.iter().map(|id| id.0));
        change_alike(self.transaction, ("decision", "person_id"), &keys, |transaction| {
            transaction.execute(
                "INSERT INTO decision (person_id, decision, decided_at) SELECT value, ?2, ?3 FROM json_each(?1) WHERE true
                 ON CONFLICT (person_id) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at, later_until = NULL WHERE decision <> excluded.decision",
                params![keys, decision.key(), at.to_string()],
            )?;
            Ok(())
        })
    }

    /// Puts somebody off until a day.
    pub fn put_off(&self, id: PersonId, until: Date, at: Timestamp) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO decision (person_id, decision, decided_at, later_until) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (person_id) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at, later_until = excluded.later_until
                 WHERE decision <> excluded.decision OR later_until IS NOT excluded.later_until",
            )?
            .execute(params![id.0, Decision::Later.key(), at.to_string(), until.to_string()])?;
        Ok(())
    }

    /// Puts somebody who is decided "remove" into a batch.
    pub fn put_into_batch(&self, id: PersonId, batch: BatchId) -> StoreResult<()> {
        self.transaction.prepare_cached("UPDATE decision SET batch_id = ?2 WHERE person_id = ?1")?.execute(params![id.0, batch.0])?;
        Ok(())
    }

    /// Takes somebody out of a batch: they stand in Review again, as this.
    pub fn release(&self, id: PersonId, decision: Decision, at: Timestamp) -> StoreResult<()> {
        self.transaction
            .prepare_cached("UPDATE decision SET decision = ?2, decided_at = ?3, batch_id = NULL, later_until = NULL WHERE person_id = ?1")?
            .execute(params![id.0, decision.key(), at.to_string()])?;
        Ok(())
    }

    /// Locks somebody against removal, or unlocks them.
    pub fn set_protected(&self, id: PersonId, is_protected: bool, at: Timestamp) -> StoreResult<()> {
        if is_protected {
            self.transaction
                .prepare_cached("INSERT INTO protection (person_id, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
                .execute(params![id.0, at.to_string()])?;
        } else {
            self.transaction.prepare_cached("DELETE FROM protection WHERE person_id = ?1")?.execute([id.0])?;
        }
        Ok(())
    }

    /// Notes that the member is glad to have found somebody again, or takes that back.
    pub fn set_rediscovered(&self, id: PersonId, is_rediscovered: bool, at: Timestamp) -> StoreResult<()> {
        if is_rediscovered {
            self.transaction
                .prepare_cached("INSERT INTO rediscovered (person_id, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
                .execute(params![id.0, at.to_string()])?;
        } else {
            self.transaction.prepare_cached("DELETE FROM rediscovered WHERE person_id = ?1")?.execute([id.0])?;
        }
        Ok(())
    }

    /// Writes which suggestions were dismissed about somebody; none takes the row away.
    pub fn set_dismissed(&self, id: PersonId, dismissed: &Dismissed, at: Timestamp) -> StoreResult<()> {
        if dismissed.is_empty() {
            self.transaction.prepare_cached("DELETE FROM dismissed WHERE person_id = ?1")?.execute([id.0])?;
        } else {
            self.transaction
                .prepare_cached(
                    "INSERT INTO dismissed (person_id, queries, since) VALUES (?1, ?2, ?3)
                     ON CONFLICT (person_id) DO UPDATE SET queries = excluded.queries, since = excluded.since WHERE queries <> excluded.queries",
                )?
                .execute(params![id.0, dismissed.as_str(), at.to_string()])?;
        }
        Ok(())
    }

    /// Writes somebody's reasons; none takes the row away.
    pub fn set_reasons(&self, id: PersonId, reasons: &Reasons) -> StoreResult<()> {
        if reasons.is_empty() {
            self.transaction.prepare_cached("DELETE FROM reasons WHERE person_id = ?1")?.execute([id.0])?;
        } else {
            self.transaction
                .prepare_cached(
                    "INSERT INTO reasons (person_id, keys, own_words) VALUES (?1, ?2, ?3)
                     ON CONFLICT (person_id) DO UPDATE SET keys = excluded.keys, own_words = excluded.own_words WHERE keys <> excluded.keys OR own_words <> excluded.own_words",
                )?
                .execute(params![id.0, reasons.keys(), reasons.own_words])?;
        }
        Ok(())
    }

    /// Writes somebody's note; an empty one takes the row away.
    pub fn set_note(&self, id: PersonId, note: &str, at: Timestamp) -> StoreResult<()> {
        if note.is_empty() {
            self.transaction.execute("DELETE FROM note WHERE person_id = ?1", [id.0])?;
        } else {
            self.transaction.execute(
                "INSERT INTO note (person_id, text, edited_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person_id) DO UPDATE SET text = excluded.text, edited_at = excluded.edited_at WHERE text <> excluded.text",
                params![id.0, note, at.to_string()],
            )?;
        }
        Ok(())
    }
}
