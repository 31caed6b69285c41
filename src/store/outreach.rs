//! Invitations of strangers, follows and errands as rows.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use rusqlite::params;

use super::{Edit, Store, StoreError, StoreResult, people::timestamp};
use crate::model::{
    batch::task::TaskState,
    evidence::{Direction, Source},
    id::{ImportId, PersonId, PersonSet},
    import::{file_kind::FileKind, parsed::ParsedInvitation},
    matching::contact::Contact,
    outreach::{
        errand::{Errand, ErrandEvent, ErrandKey, ErrandKind, ErrandLine},
        follow::{Follow, FollowKind},
        invitation_log::StoredInvitations,
    },
    person::reason::Reason,
};

fn unexpected(what: &str, word: &str) -> StoreError {
    StoreError::Unexpected { what: format!("the {what} {word}") }
}

fn key(kind: &str, subject: String, detail: String) -> StoreResult<ErrandKey> {
    Ok(ErrandKey { kind: ErrandKind::from_key(kind).ok_or_else(|| unexpected("kind of errand", kind))?, subject, detail })
}

impl Store {
    /// All rows of invitations, by the export that held them; also exports whose file had none.
    pub fn invitation_rows(&self) -> StoreResult<Vec<StoredInvitations>> {
        let mut stored: BTreeMap<(i64, Date), Vec<ParsedInvitation>> = BTreeMap::new();
        let day = |text: String| text.parse::<Date>().map_err(|_| unexpected("day", &text));
        let mut files = self.connection.prepare("SELECT import_id, exported_on FROM invitation_file")?;
        let mut rows = files.query([])?;
        while let Some(row) = rows.next()? {
            stored.entry((row.get(0)?, day(row.get(1)?)?)).or_default();
        }
        let mut statement = self.connection.prepare("SELECT import_id, exported_on, direction, name, slug, sent_at, note FROM invitation_row ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (way, sent_at): (String, String) = (row.get(2)?, row.get(5)?);
            let direction = Direction::from_key(&way).ok_or_else(|| unexpected("direction", &way))?;
            let who = Contact { slug: row.get(4)?, name: row.get(3)?, company: String::new() };
            let exported_on = day(row.get(1)?)?;
            let invitation = ParsedInvitation { who, direction, sent_at: sent_at.parse().ok(), note: row.get(6)?, exported_on: Some(exported_on) };
            stored.entry((row.get(0)?, exported_on)).or_default().push(invitation);
        }
        let stored =
            stored.into_iter().map(|((import, exported_on), rows)| StoredInvitations { source: Source { import: ImportId(import), exported_on }, rows });
        Ok(stored.collect())
    }

    /// The day of the newest export that told who is connected, and its import; none before there is one.
    pub fn connections_as_of(&self) -> StoreResult<Option<(ImportId, Date)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, coalesce(exported_on, substr(at, 1, 10)) FROM import WHERE standing IN ('newest', 'cut_short') ORDER BY id DESC LIMIT 1",
        )?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text: String = row.get(1)?;
        Ok(Some((ImportId(row.get(0)?), text.parse().map_err(|_| unexpected("day", &text))?)))
    }

    /// Whom the owner follows, of each kind as the newest import with such a file says, and the day of its export.
    pub fn follows(&self, kind: FollowKind) -> StoreResult<Option<(Date, Vec<Follow>)>> {
        let file = if kind == FollowKind::Member { FileKind::MemberFollows } else { FileKind::CompanyFollows };
        let mut newest = self.connection.prepare_cached(
            "SELECT c.import_id, c.exported_on FROM coverage c JOIN import i ON i.id = c.import_id WHERE c.kind = ?1
             ORDER BY c.exported_on DESC, c.import_id DESC LIMIT 1",
        )?;
        let mut rows = newest.query([file.key()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (import, exported_on_text): (i64, String) = (row.get(0)?, row.get(1)?);
        let exported_on: Date = exported_on_text.parse().map_err(|_| unexpected("day", &exported_on_text))?;
        let mut statement =
            self.connection.prepare_cached("SELECT name, followed_on FROM follow WHERE import_id = ?1 AND kind = ?2 AND exported_on = ?3 ORDER BY id")?;
        let follows = statement.query_map(params![import, kind.key(), exported_on_text], |row| {
            let day: Option<String> = row.get(1)?;
            Ok(Follow { kind, name: row.get(0)?, followed_on: day.and_then(|day| day.parse().ok()), exported_on: Some(exported_on) })
        })?;
        Ok(Some((exported_on, follows.collect::<Result<_, _>>()?)))
    }

    /// Everybody, connected or gone, about whom this reason was given.
    pub fn people_with(&self, reason: Reason) -> StoreResult<PersonSet> {
        let mut statement = self.connection.prepare_cached("SELECT person_id FROM reasons WHERE ' ' || keys || ' ' LIKE '% ' || ?1 || ' %'")?;
        let found = statement.query_map([reason.key()], |row| row.get(0).map(PersonId))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// All errands, oldest first.
    pub fn errands(&self) -> StoreResult<Vec<Errand>> {
        let mut statement = self.connection.prepare("SELECT kind, subject, detail, name, slug, state, acted_at FROM errand ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut errands = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, state, acted_at): (String, String, Option<String>) = (row.get(0)?, row.get(5)?, row.get(6)?);
            errands.push(Errand {
                key: key(&kind, row.get(1)?, row.get(2)?)?,
                name: row.get(3)?,
                slug: row.get(4)?,
                person_id: None,
                state: TaskState::from_key(&state).ok_or_else(|| unexpected("state of an errand", &state))?,
                acted_at: acted_at.as_deref().map(timestamp).transpose()?,
            });
        }
        Ok(errands)
    }

    /// What came of errands, oldest first.
    pub fn errand_lines(&self) -> StoreResult<Vec<ErrandLine>> {
        let mut statement = self.connection.prepare("SELECT at, kind, subject, detail, name, what FROM errand_line ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let (at, kind, what): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(5)?);
            let event = ErrandEvent::from_key(&what).ok_or_else(|| unexpected("line of an errand", &what))?;
            lines.push(ErrandLine { at: timestamp(&at)?, key: key(&kind, row.get(2)?, row.get(3)?)?, name: row.get(4)?, event });
        }
        Ok(lines)
    }
}

impl Edit<'_> {
    /// Keeps an invitation as the file has it.
    pub fn insert_invitation_row(&self, import: ImportId, exported_on: Date, row: &ParsedInvitation) -> StoreResult<()> {
        let sent_at = row.sent_at.map(|at| at.to_string()).unwrap_or_default();
        self.transaction
            .prepare_cached("INSERT INTO invitation_row (import_id, direction, name, slug, sent_at, note, exported_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
            .execute(params![import.0, row.direction.key(), row.who.name, row.who.slug, sent_at, row.note, exported_on.to_string()])?;
        Ok(())
    }

    /// Notes a file of invitations, whatever it holds.
    pub fn insert_invitation_file(&self, import: ImportId, exported_on: Date) -> StoreResult<()> {
        self.transaction
            .prepare_cached("INSERT INTO invitation_file (import_id, exported_on) VALUES (?1, ?2)")?
            .execute(params![import.0, exported_on.to_string()])?;
        Ok(())
    }

    /// Keeps a follow.
    pub fn insert_follow(&self, import: ImportId, exported_on: Date, follow: &Follow) -> StoreResult<()> {
        self.transaction
            .prepare_cached("INSERT INTO follow (import_id, kind, name, followed_on, exported_on) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![import.0, follow.kind.key(), follow.name, follow.followed_on.map(|day| day.to_string()), exported_on.to_string()])?;
        Ok(())
    }

    /// Puts an errand on its list, or notes what came of it. What is so already is left alone, its time included.
    pub fn set_errand(&self, key: &ErrandKey, name: &str, slug: Option<&str>, state: TaskState, at: Timestamp) -> StoreResult<()> {
        let acted_at = (state != TaskState::ToDo).then(|| at.to_string());
        self.transaction
            .prepare_cached(
                "INSERT INTO errand (kind, subject, detail, name, slug, state, acted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (kind, subject, detail) DO UPDATE SET state = excluded.state, acted_at = excluded.acted_at WHERE state <> excluded.state",
            )?
            .execute(params![key.kind.key(), key.subject, key.detail, name, slug, state.key(), acted_at])?;
        Ok(())
    }

    /// Takes an errand off its list.
    pub fn drop_errand(&self, key: &ErrandKey) -> StoreResult<()> {
        self.transaction.prepare_cached("DELETE FROM errand WHERE kind = ?1 AND subject = ?2 AND detail = ?3")?.execute(params![
            key.kind.key(),
            key.subject,
            key.detail
        ])?;
        Ok(())
    }
}
