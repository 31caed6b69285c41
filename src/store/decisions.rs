//! What the member decides of people: the narrow tables.

use jiff::{Timestamp, civil::Date};
use rusqlite::{Transaction, params};

use super::StoreResult;
use crate::model::{batch::BatchId, decision::Decision, person::PersonId, reason::Reasons};

/// Notes a decision. A decision that is already so is left alone, its time included.
///
/// # Errors
/// What `SQLite` meets.
pub fn decide(transaction: &Transaction<'_>, id: PersonId, decision: Decision, at: Timestamp) -> StoreResult<()> {
    transaction
        .prepare_cached(
            "INSERT INTO decision (person_id, decision, decided_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (person_id) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at, later_until = NULL WHERE decision <> excluded.decision",
        )?
        .execute(params![id.0, decision.key(), at.to_string()])?;
    Ok(())
}

/// Puts somebody off until a day.
///
/// # Errors
/// What `SQLite` meets.
pub fn put_off(transaction: &Transaction<'_>, id: PersonId, until: Date, at: Timestamp) -> StoreResult<()> {
    transaction
        .prepare_cached(
            "INSERT INTO decision (person_id, decision, decided_at, later_until) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (person_id) DO UPDATE SET decision = excluded.decision, decided_at = excluded.decided_at, later_until = excluded.later_until
             WHERE decision <> excluded.decision OR later_until IS NOT excluded.later_until",
        )?
        .execute(params![id.0, Decision::Later.key(), at.to_string(), until.to_string()])?;
    Ok(())
}

/// Puts somebody who is decided "remove" into a batch.
///
/// # Errors
/// What `SQLite` meets.
pub fn put_into_batch(transaction: &Transaction<'_>, id: PersonId, batch: BatchId) -> StoreResult<()> {
    transaction.prepare_cached("UPDATE decision SET batch_id = ?2 WHERE person_id = ?1")?.execute(params![id.0, batch.0])?;
    Ok(())
}

/// Takes somebody out of a batch: they stand in Review again, as this.
///
/// # Errors
/// What `SQLite` meets.
pub fn release(transaction: &Transaction<'_>, id: PersonId, decision: Decision, at: Timestamp) -> StoreResult<()> {
    transaction
        .prepare_cached("UPDATE decision SET decision = ?2, decided_at = ?3, batch_id = NULL, later_until = NULL WHERE person_id = ?1")?
        .execute(params![id.0, decision.key(), at.to_string()])?;
    Ok(())
}

/// Locks somebody against removal, or unlocks them.
///
/// # Errors
/// What `SQLite` meets.
pub fn set_protected(transaction: &Transaction<'_>, id: PersonId, is_protected: bool, at: Timestamp) -> StoreResult<()> {
    if is_protected {
        transaction
            .prepare_cached("INSERT INTO protection (person_id, since) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute(params![id.0, at.to_string()])?;
    } else {
        transaction.prepare_cached("DELETE FROM protection WHERE person_id = ?1")?.execute([id.0])?;
    }
    Ok(())
}

/// Writes somebody's reasons; none takes the row away.
///
/// # Errors
/// What `SQLite` meets.
pub fn set_reasons(transaction: &Transaction<'_>, id: PersonId, reasons: &Reasons) -> StoreResult<()> {
    if reasons.is_empty() {
        transaction.prepare_cached("DELETE FROM reasons WHERE person_id = ?1")?.execute([id.0])?;
    } else {
        transaction
            .prepare_cached(
                "INSERT INTO reasons (person_id, keys, own_words) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person_id) DO UPDATE SET keys = excluded.keys, own_words = excluded.own_words WHERE keys <> excluded.keys OR own_words <> excluded.own_words",
            )?
            .execute(params![id.0, reasons.keys(), reasons.own_words])?;
    }
    Ok(())
}

/// Writes somebody's note; an empty one takes the row away.
///
/// # Errors
/// What `SQLite` meets.
pub fn set_note(transaction: &Transaction<'_>, id: PersonId, note: &str, at: Timestamp) -> StoreResult<()> {
    if note.is_empty() {
        transaction.execute("DELETE FROM note WHERE person_id = ?1", [id.0])?;
    } else {
        transaction.execute(
            "INSERT INTO note (person_id, text, edited_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (person_id) DO UPDATE SET text = excluded.text, edited_at = excluded.edited_at WHERE text <> excluded.text",
            params![id.0, note, at.to_string()],
        )?;
    }
    Ok(())
}
