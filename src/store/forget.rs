//! Forgetting one person for good: everything but a line without a name in the ledger.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use rusqlite::{Transaction, params, types::Value};

use super::{
    Store, StoreError, StoreResult,
    backups::{backup_folder, backups_of, clear_halves, named_after},
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
    /// Whether the file was written anew, so that nothing can be left of them in it.
    pub is_tidied: bool,
}

impl Store {
    /// Forgets somebody: deletes all that is known of them and that the member made of them. What was done before can no longer
    /// be taken back, since taking back is remembering. Nothing of it stays in the file.
    ///
    /// # Errors
    /// What `SQLite` meets; then nothing is forgotten.
    pub fn forget(&mut self, id: PersonId) -> StoreResult<Option<Forgotten>> {
        let Some(facts) = self.facts(id)? else { return Ok(None) };
        let known_as = self.known_as(id, &facts)?;
        self.mark_open()?;
        let transaction = begin(&mut self.connection)?;
        for (table, _, _) in JOURNALED {
            schema::note_rows(&transaction, table, false)?;
        }
        let named_in = delete_everything(&transaction, id, &known_as)?;
        for (table, _, _) in JOURNALED {
            schema::note_rows(&transaction, table, true)?;
        }
        let committed = commit(transaction);
        self.made_sure(committed)?;
        // From here on it is done, whatever else is met. What was moved about inside the file may have left its traces there.
        let is_tidied = self.connection.execute_batch("VACUUM").map_err(StoreError::from).and_then(|()| self.checkpoint()).is_ok();
        clear_halves(&backup_folder(&self.path));
        let in_backups = backups_with(&self.path, &known_as);
        Ok(Some(Forgotten { name: facts.name(), named_in, in_backups, is_tidied }))
    }

    /// Every name and every link that somebody ever had here: as the journal, batches, the ledger and imports have them.
    fn known_as(&self, id: PersonId, facts: &Facts) -> StoreResult<KnownAs> {
        let mut known_as = KnownAs::default();
        known_as.add(facts);
        let mut images = self.connection.prepare(
            "SELECT json_extract(before, '$.first_name'), json_extract(before, '$.last_name'), json_extract(before, '$.slug')
             FROM image WHERE table_name = 'person' AND row_id = ?1 AND before IS NOT NULL",
        )?;
        let mut rows = images.query([id.0])?;
        while let Some(row) = rows.next()? {
            let cell = |at: usize| -> rusqlite::Result<compact_str::CompactString> { Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default().into()) };
            let slug = Some(cell(2)?).filter(|slug| !slug.is_empty());
            known_as.add(&Facts { first_name: cell(0)?, last_name: cell(1)?, slug, ..Facts::default() });
        }
        let mut frozen =
            self.connection.prepare("SELECT frozen FROM batch_person WHERE person_id = ?1 UNION SELECT frozen FROM ledger_entry WHERE person_id = ?1")?;
        let mut rows = frozen.query([id.0])?;
        while let Some(row) = rows.next()? {
            if let Ok(listed) = serde_json::from_str::<ListedPerson>(&row.get::<_, String>(0)?) {
                known_as.add(&listed.facts);
            }
        }
        let mut links = self.connection.prepare("SELECT was, is_now FROM person_change WHERE person_id = ?1 AND kind = 'link'")?;
        let mut rows = links.query([id.0])?;
        while let Some(row) = rows.next()? {
            known_as.slugs.extend([row.get::<_, String>(0)?, row.get::<_, String>(1)?].into_iter().filter(|slug| !slug.is_empty()));
        }
        Ok(known_as)
    }
}

/// What somebody was ever called here.
#[derive(Debug, Default)]
struct KnownAs {
    /// As errands, invitations and operations have it: letters as they are, and as the screen shows them.
    names: BTreeSet<String>,
    slugs: BTreeSet<String>,
}

impl KnownAs {
    fn add(&mut self, facts: &Facts) {
        if !facts.first_name.is_empty() || !facts.last_name.is_empty() {
            self.names.insert(facts.name());
        }
        self.slugs.extend(facts.slug.as_deref().map(str::to_owned));
    }
}

fn delete_everything(transaction: &Transaction<'_>, id: PersonId, known_as: &KnownAs) -> StoreResult<Vec<(&'static str, usize)>> {
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
    for name in &known_as.names {
        delete_named(transaction, "name", name)?;
    }
    for slug in &known_as.slugs {
        delete_named(transaction, "slug", slug)?;
    }
    transaction.execute_batch(
        "DELETE FROM journal;
         UPDATE operation SET state = 'dropped' WHERE state = 'undone';
         UPDATE operation SET journal_operation_id = NULL, first_image = NULL, last_image = NULL;",
    )?;
    // Steps of the history and reports of imports name people in passing.
    for (table, column) in [("operation", "operation"), ("import", "report"), ("batch", "answers"), ("ledger_entry", "answers"), ("setting", "value")] {
        forget_in_json(transaction, (table, column), known_as)?;
    }
    let mut named_in: Vec<(&'static str, usize)> = Vec::new();
    for (table, column, what) in FREE_TEXTS {
        let mut count = 0;
        for name in &known_as.names {
            count += transaction.query_row(&format!("SELECT count(*) FROM {table} WHERE instr({column}, ?1) > 0"), [name], |row| row.get::<_, i64>(0))?;
        }
        let count = usize::try_from(count).unwrap_or_default();
        match named_in.iter_mut().find(|(known, _)| *known == what) {
            Some((_, known)) => *known += count,
            None if count > 0 => named_in.push((what, count)),
            None => {}
        }
    }
    Ok(named_in)
}

/// Rows that name people by what LinkedIn shows, by a name or a link. Somebody of the same name goes with them where there is no link to tell.
fn delete_named(transaction: &Transaction<'_>, by: &str, word: &str) -> StoreResult<()> {
    let is_theirs = if by == "slug" { "slug = ?1" } else { "slug IS NULL AND name = ?1" };
    transaction.execute(&format!("DELETE FROM invitation_row WHERE {is_theirs}"), [word])?;
    transaction.execute("DELETE FROM follow WHERE name = ?1", [word])?;
    transaction.execute(
        &format!("UPDATE errand_line SET name = '', subject = 'forgotten' WHERE name = ?1 OR subject = ?1 OR (kind, subject, detail) IN (SELECT kind, subject, detail FROM errand WHERE {is_theirs})"),
        [word],
    )?;
    transaction.execute(&format!("DELETE FROM errand WHERE {is_theirs}"), [word])?;
    Ok(())
}

/// Takes somebody out of the texts of a column of JSON: out of values, never out of keys.
fn forget_in_json(transaction: &Transaction<'_>, (table, column): (&str, &str), known_as: &KnownAs) -> StoreResult<()> {
    let key = if table == "setting" { "key" } else { "id" };
    let mut statement = transaction.prepare(&format!("SELECT {key}, {column} FROM {table} WHERE instr({column}, ?1) > 0"))?;
    for word in known_as.names.iter().chain(&known_as.slugs) {
        let quoted = serde_json::to_string(word).unwrap_or_default();
        let found = statement.query_map([quoted.trim_matches('"')], |row| Ok((row.get::<_, Value>(0)?, row.get::<_, String>(1)?)))?;
        for (key_value, json) in found.collect::<Result<Vec<_>, _>>()? {
            let Ok(mut value) = serde_json::from_str::<serde_json::Value>(&json) else { continue };
            for name in &known_as.names {
                forget_in(&mut value, name, None);
            }
            for slug in &known_as.slugs {
                forget_in(&mut value, slug, Some(slug));
            }
            transaction.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE {key} = ?1"), params![key_value, value.to_string()])?;
        }
    }
    Ok(())
}

fn forget_in(value: &mut serde_json::Value, name: &str, slug: Option<&str>) {
    match value {
        serde_json::Value::String(text) => {
            if slug.is_some_and(|slug| text == slug || text.ends_with(&format!("/in/{slug}"))) || text == name {
                "somebody".clone_into(text);
            } else {
                *text = without(text, name);
            }
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(|value| forget_in(value, name, slug)),
        // What kind of step it was is one of our own words, whatever somebody's link is.
        serde_json::Value::Object(fields) => fields.iter_mut().filter(|(key, _)| *key != "kind").for_each(|(_, value)| forget_in(value, name, slug)),
        _ => {}
    }
}

/// A text without the name, where that stands as words of its own: Ana is not meant by Anabel.
fn without(text: &str, name: &str) -> String {
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, found) in text.match_indices(name) {
        let end = at + found.len();
        let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        if !is_letter(before.chars().next_back()) && !is_letter(behind.chars().next()) {
            out.push_str(text.get(done..at).unwrap_or_default());
            out.push_str("somebody");
            done = end;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The backups, and damaged files that one of them took the place of, that hold somebody.
fn backups_with(workspace: &Path, known_as: &KnownAs) -> Vec<PathBuf> {
    let holds = |path: &Path| -> StoreResult<bool> {
        let connection = open_immutable(path)?;
        let mut people = connection.prepare("SELECT slug, first_name, last_name FROM person")?;
        let mut rows = people.query([])?;
        while let Some(row) = rows.next()? {
            let cell = |at: usize| -> rusqlite::Result<compact_str::CompactString> { Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default().into()) };
            let slug = cell(0)?;
            // Another one of the same name has a link of their own.
            let is_them = if slug.is_empty() {
                known_as.names.contains(&Facts { first_name: cell(1)?, last_name: cell(2)?, ..Facts::default() }.name())
            } else {
                known_as.slugs.contains(slug.as_str())
            };
            if is_them {
                return Ok(true);
            }
        }
        Ok(false)
    };
    let backups = backups_of(workspace).unwrap_or_default().into_iter().map(|backup| backup.path);
    // What was damaged is kept beside the workspace, with its log.
    let damaged = named_after(workspace, ".damaged-").into_iter().filter(|path| !path.to_string_lossy().ends_with("-wal"));
    // One that cannot be read may hold them.
    backups.chain(damaged).filter(|path| holds(path).unwrap_or(true)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Missing, tables};

    #[test]
    fn a_name_goes_out_of_values_and_nothing_else_does() {
        let mut json =
            serde_json::json!({"kind": "move", "people": {"count": 1, "name": "Ana"}, "move": ["Ana, Anabel and Ana", "https://x/in/move", "moved"]});
        forget_in(&mut json, "Ana", Some("move"));
        let expected =
            serde_json::json!({"kind": "move", "people": {"count": 1, "name": "somebody"}, "move": ["somebody, Anabel and somebody", "somebody", "moved"]});
        assert_eq!(json, expected);
    }

    /// A table that is added later cannot be left out.
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
