//! What the window remembers, as one row.

use rusqlite::OptionalExtension;

use super::{Store, StoreResult};
use crate::model::settings::Settings;

const KEY: &str = "window";

impl Store {
    /// The settings; the usual ones where none were saved or they cannot be read.
    pub fn settings(&self) -> StoreResult<Settings> {
        let json: Option<String> = self.connection.query_row("SELECT value FROM setting WHERE key = ?1", [KEY], |row| row.get(0)).optional()?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Saves the settings.
    pub fn save_settings(&mut self, settings: &Settings) -> StoreResult<()> {
        let json = serde_json::to_string(settings).unwrap_or_default();
        self.write_setting(KEY, &json)
    }

    /// Writes a row of these, in place of one of that key.
    pub(super) fn write_setting(&mut self, key: &str, value: &str) -> StoreResult<()> {
        self.write_aside(|transaction| {
            transaction.execute("INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", [key, value])?;
            Ok(())
        })
    }
}
