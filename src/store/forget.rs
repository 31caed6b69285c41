//! Forgetting one person for good: everything but a line without a name in the ledger.

use rusqlite::{OptionalExtension, Transaction, params};
use std::path::{Path, PathBuf};

use super::{
    Store, StoreError, StoreResult,
    backups::backups_of,
    copy::open_immutable,
    schema,
    tables::JOURNALED,
    transact::{begin, commit},
};
use crate::model::{batch::removal_list::ListedPerson, id::PersonId, person::Facts};

/// Tables in which somebody else may stand beside the person.
const OTHERS_OF: [&str; 2] = ["verdict", "missing"];

/// Texts in which the member may have named them, by table and column, and what such a text is.
const FREE_TEXTS: [(&str, &str, &str); 9] = [
    ("note", "text", "note"),
    ("owner_note", "text", "note"),
    ("reasons", "own_words", "reason"),
    ("journal_entry", "text", "entry of your journal"),
    ("goal", "text", "goal"),
    ("focus", "text", "focus"),
    ("letter_template", "body", "letter"),
    ("message_text", "body", "message"),
    ("recommendation", "text", "recommendation"),
];

/// What forgetting somebody leaves to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// The name they had.
    pub name: String,
    /// Texts of others that still name them, by what they are.
    pub named_in: Vec<(&'static str, usize)>,
    /// Backups that still hold them.
    pub in_backups: Vec<PathBuf>,
}

impl Store {
    /// Forgets somebody: deletes all that is known of them and that the member made of them. What was done before can no longer
    /// be taken back, since taking back is remembering. Nothing of it stays in the file.
    ///
    /// # Errors
    /// What `SQLite` meets; then nothing is forgotten.
    pub fn forget(&mut self, id: PersonId) -> StoreResult<Option<Forgotten>> {
        let Some(facts) = self.facts(id)? else { return Ok(None) };
        self.mark_open()?;
        let transaction = begin(&mut self.connection)?;
        for (table, _, _) in JOURNALED {
            schema::note_rows(&transaction, table, false)?;
        }
        let named_in = delete_everything(&transaction, id, &facts)?;
        for (table, _, _) in JOURNALED {
            schema::note_rows(&transaction, table, true)?;
        }
        commit(transaction)?;
        // What was moved about inside the file may have left its traces there.
        self.connection.execute_batch("VACUUM")?;
        self.checkpoint()?;
        let in_backups = backups_with(&self.path, &facts)?;
        Ok(Some(Forgotten { name: facts.name(), named_in, in_backups }))
    }
}

fn delete_everything(transaction: &Transaction<'_>, id: PersonId, facts: &Facts) -> StoreResult<Vec<(&'static str, usize)>> {
    let slug = facts.slug.as_deref();
    // As errands, invitations and operations have it: letters as they are, and as the screen shows them.
    let name = facts.name();
    for table in OTHERS_OF {
        transaction.execute(&format!("UPDATE {table} SET other_id = NULL WHERE other_id = ?1"), [id.0])?;
    }
    // The ledger keeps that somebody was there, and nothing of who.
    let nameless = ListedPerson {
        facts: Facts::default(),
        reasons: Vec::new(),
        own_reason: String::new(),
        note: String::new(),
        decided_at: None,
        ..ListedPerson::default()
    };
    let nameless = serde_json::to_string(&nameless).map_err(|error| StoreError::Unexpected { what: error.to_string() })?;
    for (table, key, person) in JOURNALED.into_iter().rev() {
        match person {
            Some("person_id") => transaction.execute(&format!("DELETE FROM {table} WHERE person_id = ?1"), [id.0])?,
            Some(_) => transaction.execute(&format!("DELETE FROM {table} WHERE {key} = ?1"), [id.0])?,
            None => 0,
        };
    }
    transaction.execute("UPDATE ledger_entry SET frozen = ?2 WHERE person_id = ?1", params![id.0, nameless])?;
    transaction.execute("DELETE FROM batch WHERE NOT EXISTS (SELECT 1 FROM batch_person p WHERE p.batch_id = batch.id)", [])?;
    // Rows that name people by what LinkedIn shows. Somebody of the same name goes with them where there is no link to tell.
    let is_theirs = "(slug = ?1 OR (slug IS NULL AND name = ?2))";
    transaction.execute(&format!("DELETE FROM invitation_row WHERE {is_theirs}"), params![slug, name])?;
    transaction.execute("DELETE FROM follow WHERE name = ?1", params![name])?;
    transaction.execute(
        &format!("UPDATE errand_line SET name = '', subject = 'forgotten' WHERE name = ?2 OR subject = ?1 OR (kind, subject, detail) IN (SELECT kind, subject, detail FROM errand WHERE {is_theirs})"),
        params![slug, name],
    )?;
    transaction.execute(&format!("DELETE FROM errand WHERE {is_theirs}"), params![slug, name])?;
    transaction.execute("UPDATE errand_line SET name = '', subject = 'forgotten' WHERE name = ?2 OR subject = ?1", params![slug, name])?;
    transaction.execute_batch(
        "DELETE FROM journal;
         UPDATE operation SET state = 'dropped' WHERE state = 'undone';
         UPDATE operation SET journal_operation_id = NULL, first_image = NULL, last_image = NULL;",
    )?;
    // Steps of the history and reports of imports name people in passing.
    for (table, column) in [("operation", "operation"), ("import", "report"), ("batch", "answers"), ("ledger_entry", "answers"), ("setting", "value")] {
        for words in [Some(name.as_str()), slug].into_iter().flatten().filter(|words| words.chars().count() > 2) {
            let quoted = serde_json::to_string(words).unwrap_or_default();
            let inner = quoted.trim_matches('"');
            transaction.execute(&format!("UPDATE {table} SET {column} = replace({column}, ?1, 'somebody') WHERE instr({column}, ?1) > 0"), [inner])?;
        }
    }
    let mut named_in: Vec<(&'static str, usize)> = Vec::new();
    for (table, column, what) in FREE_TEXTS {
        let count: i64 = transaction.query_row(&format!("SELECT count(*) FROM {table} WHERE instr({column}, ?1) > 0"), [&name], |row| row.get(0))?;
        let count = usize::try_from(count).unwrap_or_default();
        match named_in.iter_mut().find(|(known, _)| *known == what) {
            Some((_, known)) => *known += count,
            None if count > 0 => named_in.push((what, count)),
            None => {}
        }
    }
    Ok(named_in)
}

/// The backups that hold somebody.
fn backups_with(workspace: &Path, facts: &Facts) -> StoreResult<Vec<PathBuf>> {
    let holds = |path: &Path| -> StoreResult<bool> {
        let connection = open_immutable(path)?;
        let found = connection
            .query_row(
                "SELECT 1 FROM person WHERE slug = ?1 OR (?1 IS NULL AND slug IS NULL AND first_name = ?2 AND last_name = ?3) LIMIT 1",
                params![facts.slug.as_deref(), facts.first_name.as_str(), facts.last_name.as_str()],
                |_| Ok(()),
            )
            .optional()?;
        Ok(found.is_some())
    };
    // One that cannot be read may hold them.
    Ok(backups_of(workspace)?.into_iter().map(|backup| backup.path).filter(|path| holds(path).unwrap_or(true)).collect())
}

/// Whether every table that has a column for a person is known to forget: a table that is added later cannot be left out.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Missing, tables};

    #[test]
    fn every_table_about_people_is_known() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("a.partwell"), std::time::Duration::ZERO, Missing::Create).unwrap();
        for table in tables::tables() {
            let columns = tables::columns(&store.connection, table).unwrap();
            let has = |column: &str| columns.iter().any(|name| name == column);
            let is_deleted = JOURNALED.iter().any(|(name, _, person)| *name == table && person.is_some());
            if has("person_id") && !["journal", "ledger_entry"].contains(&table) {
                assert!(is_deleted, "{table}");
            }
            if has("other_id") {
                assert!(OTHERS_OF.contains(&table), "{table}");
            }
            if has("slug") || has("name") {
                assert!(["person", "invitation_row", "follow", "errand", "errand_line", "owner_activity"].contains(&table), "{table}");
            }
        }
    }
}
