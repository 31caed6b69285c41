//! Evidence as rows: what exports know of ties, and which files they held.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};

use super::{Edit, Store, StoreError, StoreResult, people::Whom};
use crate::model::evidence::{Direction, Endorsement, Evidence, Invitation, MessageText, OwnerNote, Recommendation, Source};
use crate::model::{
    evidence::{
        EvidenceKind,
        coverage::{Coverage, Period},
        message_log::MessageLog,
    },
    id::{ImportId, PersonId, PersonMap},
    import::{
        file_kind::FileKind,
        parsed::{ActivityKind, OwnerActivity, OwnerJob, OwnerPast, ParsedFile},
    },
    matching::contact::Owner,
};

fn day(text: Option<String>) -> StoreResult<Option<Date>> {
    text.map(|text| text.parse().map_err(|_| StoreError::Unexpected { what: format!("the day {text}") })).transpose()
}

fn direction(key: &str) -> StoreResult<Direction> {
    Direction::from_key(key).ok_or_else(|| StoreError::Unexpected { what: format!("the direction {key}") })
}

/// The day of each import's export.
struct Sources(HashMap<i64, Source>);

impl Sources {
    fn of(&self, import: i64) -> Source {
        self.0.get(&import).copied().unwrap_or(Source { import: ImportId(import), exported_on: Date::MIN })
    }
}

impl Store {
    fn sources(&self) -> StoreResult<Sources> {
        let mut statement = self.connection.prepare_cached("SELECT id, coalesce(exported_on, substr(at, 1, 10)) FROM import")?;
        let mut rows = statement.query([])?;
        let mut sources = HashMap::new();
        while let Some(row) = rows.next()? {
            let (id, exported_on): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
            sources.insert(id, Source { import: ImportId(id), exported_on: day(exported_on)?.unwrap_or(Date::MIN) });
        }
        Ok(Sources(sources))
    }

    /// Which files the imports held.
    pub fn coverage(&self) -> StoreResult<Coverage> {
        let mut statement = self.connection.prepare_cached("SELECT import_id, kind, file, first_day, last_day, exported_on FROM coverage ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut periods = Vec::new();
        while let Some(row) = rows.next()? {
            let kind: String = row.get(1)?;
            let kind = FileKind::from_key(&kind).ok_or_else(|| StoreError::Unexpected { what: format!("the kind of file {kind}") })?;
            let source = Source { import: ImportId(row.get(0)?), exported_on: day(row.get(5)?)?.unwrap_or(Date::MIN) };
            periods.push(Period { kind, file: row.get(2)?, source, from: day(row.get(3)?)?, to: day(row.get(4)?)? });
        }
        Ok(Coverage::new(periods))
    }

    /// Whose network this is, as the newest import that tells it says.
    pub fn owner(&self) -> StoreResult<Option<Owner>> {
        Ok(self
            .connection
            .query_row("SELECT owner_slug, owner_name FROM import WHERE owner_name IS NOT NULL ORDER BY exported_on DESC, id DESC LIMIT 1", [], |row| {
                Ok(Owner { slug: row.get(0)?, name: row.get(1)? })
            })
            .optional()?)
    }

    /// What the owner did, of each kind as the newest import that holds some says.
    pub fn owner_past(&self) -> StoreResult<OwnerPast> {
        let as_of: Option<String> = self
            .connection
            .query_row("SELECT i.exported_on FROM owner_job j JOIN import i ON i.id = j.import_id ORDER BY i.exported_on DESC, i.id DESC LIMIT 1", [], |row| {
                row.get(0)
            })
            .optional()?;
        let jobs_as_of = day(as_of)?;
        Ok(OwnerPast { jobs: self.owner_jobs()?, jobs_as_of, activities: self.owner_activities()? })
    }

    /// The owner's jobs, as the newest import that holds them says.
    pub fn owner_jobs(&self) -> StoreResult<Vec<OwnerJob>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT company, title, started, finished FROM owner_job WHERE import_id =
                 (SELECT j.import_id FROM owner_job j JOIN import i ON i.id = j.import_id ORDER BY i.exported_on DESC, i.id DESC LIMIT 1) ORDER BY id",
        )?;
        let jobs = statement
            .query_map([], |row| Ok(OwnerJob { company: row.get(0)?, title: row.get(1)?, started: row.get(2)?, finished: row.get(3)? }))?
            .collect::<Result<_, _>>()?;
        Ok(jobs)
    }

    fn owner_activities(&self) -> StoreResult<Vec<OwnerActivity>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT name, detail, started, finished FROM owner_activity WHERE kind = ?1 AND import_id =
                 (SELECT a.import_id FROM owner_activity a JOIN import i ON i.id = a.import_id WHERE a.kind = ?1 ORDER BY i.exported_on DESC, i.id DESC LIMIT 1)
             ORDER BY id",
        )?;
        let mut activities = Vec::new();
        for kind in ActivityKind::ALL {
            let rows = statement.query_map([kind.key()], |row| {
                Ok(OwnerActivity { kind, name: row.get(0)?, detail: row.get(1)?, started: row.get(2)?, finished: row.get(3)? })
            })?;
            for row in rows {
                activities.push(row?);
            }
        }
        Ok(activities)
    }

    /// When messages went to and fro, by person.
    pub fn message_logs(&self) -> StoreResult<PersonMap<(MessageLog, Source)>> {
        self.message_logs_of(Whom::Everyone)
    }

    fn message_logs_of(&self, whom: Whom) -> StoreResult<PersonMap<(MessageLog, Source)>> {
        let sources = self.sources()?;
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id, import_id, log FROM message_log {}", whom.clause()))?;
        let mut rows = statement.query([])?;
        let mut logs = PersonMap::default();
        while let Some(row) = rows.next()? {
            let id = PersonId(row.get(0)?);
            let text = row.get_ref(2)?.as_str().map_err(|error| StoreError::Unexpected { what: error.to_string() })?;
            let log = MessageLog::decode(text).ok_or_else(|| StoreError::Unexpected { what: format!("the messages of person {}", id.0) })?;
            logs.insert(id, (log, sources.of(row.get(1)?)));
        }
        Ok(logs)
    }

    /// All evidence, by person.
    pub fn all_evidence(&self) -> StoreResult<PersonMap<Evidence>> {
        self.evidence_of(Whom::Everyone)
    }

    pub(super) fn evidence_of(&self, whom: Whom) -> StoreResult<PersonMap<Evidence>> {
        let mut all: PersonMap<Evidence> = PersonMap::default();
        for (id, (log, source)) in self.message_logs_of(whom)? {
            all.entry(id).or_default().messages = log.counted(source);
        }
        let sources = self.sources()?;
        let mut each = |sql: &str, take: &mut dyn FnMut(&Row<'_>, Source, &mut Evidence) -> StoreResult<()>| -> StoreResult<()> {
            let mut statement = self.connection.prepare_cached(&sql.replace("{of}", &whom.clause()))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                take(row, sources.of(row.get(1)?), all.entry(PersonId(row.get(0)?)).or_default())?;
            }
            Ok(())
        };
        each("SELECT person_id, import_id, direction, sent_at, note FROM invitation {of} ORDER BY sent_at DESC, id DESC", &mut |row, source, evidence| {
            let (way, sent_at): (String, String) = (row.get(2)?, row.get(3)?);
            evidence.invitations.push(Invitation { direction: direction(&way)?, sent_at: sent_at.parse().ok(), note: row.get(4)?, source });
            Ok(())
        })?;
        each("SELECT person_id, import_id, direction, skill, endorsed_on FROM endorsement {of} ORDER BY skill, id", &mut |row, source, evidence| {
            let way: String = row.get(2)?;
            evidence.endorsements.push(Endorsement { direction: direction(&way)?, skill: row.get(3)?, endorsed_on: day(row.get(4)?)?, source });
            Ok(())
        })?;
        each(
            "SELECT person_id, import_id, direction, text, written_on, company, job_title, status FROM recommendation {of} ORDER BY written_on DESC, id DESC",
            &mut |row, source, evidence| {
                let way: String = row.get(2)?;
                evidence.recommendations.push(Recommendation {
                    direction: direction(&way)?,
                    text: row.get(3)?,
                    written_on: day(row.get(4)?)?,
                    company: row.get(5)?,
                    job_title: row.get(6)?,
                    status: row.get(7)?,
                    source,
                });
                Ok(())
            },
        )?;
        each("SELECT person_id, import_id, kind FROM ambiguous {of} ORDER BY kind", &mut |row, _, evidence| {
            let key: String = row.get(2)?;
            let kind = EvidenceKind::from_key(&key).ok_or_else(|| StoreError::Unexpected { what: format!("the kind of evidence {key}") })?;
            evidence.ambiguous.push(kind);
            Ok(())
        })?;
        each("SELECT person_id, import_id, text, written_on FROM owner_note {of}", &mut |row, source, evidence| {
            evidence.owner_note = Some(OwnerNote { text: row.get(2)?, written_on: day(row.get(3)?)?, source });
            Ok(())
        })?;
        Ok(all)
    }

    /// The messages with somebody whose texts are kept, latest first.
    pub fn message_texts(&self, id: PersonId) -> StoreResult<Vec<MessageText>> {
        let mut statement =
            self.connection.prepare_cached("SELECT second, direction, subject, body FROM message_text WHERE person_id = ?1 ORDER BY second DESC, id DESC")?;
        let mut rows = statement.query([id.0])?;
        let mut texts = Vec::new();
        while let Some(row) = rows.next()? {
            let way: String = row.get(1)?;
            texts.push(MessageText { second: row.get(0)?, direction: direction(&way)?, subject: row.get(2)?, body: row.get(3)? });
        }
        Ok(texts)
    }
}

impl Edit<'_> {
    /// Notes the files of an import.
    pub fn insert_coverage(&self, import: ImportId, exported_on: Date, files: &[ParsedFile]) -> StoreResult<()> {
        let mut statement = self
            .transaction
            .prepare_cached("INSERT INTO coverage (import_id, kind, file, first_day, last_day, exported_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for file in files {
            let exported_on = file.exported_on.unwrap_or(exported_on).to_string();
            statement.execute(params![
                import.0,
                file.kind.key(),
                file.name,
                file.from.map(|day| day.to_string()),
                file.to.map(|day| day.to_string()),
                exported_on
            ])?;
        }
        Ok(())
    }

    /// Notes the owner's jobs.
    pub fn insert_owner_jobs(&self, import: ImportId, jobs: &[OwnerJob]) -> StoreResult<()> {
        let mut statement =
            self.transaction.prepare_cached("INSERT INTO owner_job (import_id, company, title, started, finished) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for job in jobs {
            statement.execute(params![import.0, job.company, job.title, job.started, job.finished])?;
        }
        Ok(())
    }

    /// Notes the owner's schools, events and courses.
    pub fn insert_owner_activities(&self, import: ImportId, activities: &[OwnerActivity]) -> StoreResult<()> {
        let mut statement =
            self.transaction.prepare_cached("INSERT INTO owner_activity (import_id, kind, name, detail, started, finished) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
        for OwnerActivity { kind, name, detail, started, finished } in activities {
            statement.execute(params![import.0, kind.key(), name, detail, started, finished])?;
        }
        Ok(())
    }

    /// Writes the messages with somebody, in place of those that were known.
    pub fn put_message_log(&self, import: ImportId, id: PersonId, log: &MessageLog) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO message_log (person_id, import_id, log) VALUES (?1, ?2, ?3)
                 ON CONFLICT (person_id) DO UPDATE SET import_id = excluded.import_id, log = excluded.log",
            )?
            .execute(params![id.0, import.0, log.encode()])?;
        Ok(())
    }

    /// Forgets all messages, and that files spoke of them: they were counted for the wrong owner.
    pub fn forget_messages(&self) -> StoreResult<()> {
        self.transaction.execute_batch(
            "DELETE FROM message_log; DELETE FROM message_text; DELETE FROM coverage WHERE kind = 'messages'; DELETE FROM ambiguous WHERE kind = 'messages';",
        )?;
        Ok(())
    }

    /// Keeps what a message says, once.
    pub fn insert_message_text(&self, import: ImportId, id: PersonId, text: &MessageText) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO message_text (person_id, import_id, second, direction, subject, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            )?
            .execute(params![id.0, import.0, text.second, text.direction.key(), text.subject, text.body])?;
        Ok(())
    }

    /// Writes an invitation; one of the same day and direction gets the new note.
    pub fn put_invitation(&self, id: PersonId, invitation: &Invitation) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO invitation (person_id, import_id, direction, sent_at, note) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (person_id, direction, sent_at) DO UPDATE SET import_id = excluded.import_id, note = excluded.note",
            )?
            .execute(params![
                id.0,
                invitation.source.import.0,
                invitation.direction.key(),
                invitation.sent_at.map(|at| at.to_string()).unwrap_or_default(),
                invitation.note
            ])?;
        Ok(())
    }

    /// Notes that rows of this kind name somebody and others of the same name, once.
    pub fn insert_ambiguous(&self, import: ImportId, id: PersonId, kind: EvidenceKind) -> StoreResult<()> {
        self.transaction.prepare_cached("INSERT INTO ambiguous (person_id, import_id, kind) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?.execute(params![
            id.0,
            import.0,
            kind.noun()
        ])?;
        Ok(())
    }

    /// Writes an endorsement, once.
    pub fn insert_endorsement(&self, id: PersonId, endorsement: &Endorsement) -> StoreResult<()> {
        self.transaction
            .prepare_cached("INSERT INTO endorsement (person_id, import_id, direction, skill, endorsed_on) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING")?
            .execute(params![
                id.0,
                endorsement.source.import.0,
                endorsement.direction.key(),
                endorsement.skill,
                endorsement.endorsed_on.map(|day| day.to_string())
            ])?;
        Ok(())
    }

    /// Writes a recommendation, in place of an earlier text where there is one.
    pub fn put_recommendation(&self, id: PersonId, recommendation: &Recommendation, earlier_text: Option<&str>) -> StoreResult<()> {
        let written_on = recommendation.written_on.map(|day| day.to_string());
        if let Some(earlier) = earlier_text {
            self.transaction.execute(
                "UPDATE recommendation SET import_id = ?3, text = ?4, company = ?6, job_title = ?7, status = ?8
                 WHERE person_id = ?1 AND direction = ?2 AND written_on IS ?5 AND text = ?9",
                params![
                    id.0,
                    recommendation.direction.key(),
                    recommendation.source.import.0,
                    recommendation.text,
                    written_on,
                    recommendation.company,
                    recommendation.job_title,
                    recommendation.status,
                    earlier
                ],
            )?;
        } else {
            self.transaction.execute(
                "INSERT INTO recommendation (person_id, import_id, direction, text, written_on, company, job_title, status) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    id.0,
                    recommendation.source.import.0,
                    recommendation.direction.key(),
                    recommendation.text,
                    written_on,
                    recommendation.company,
                    recommendation.job_title,
                    recommendation.status
                ],
            )?;
        }
        Ok(())
    }

    /// Writes the owner's note about somebody, in place of an earlier one.
    pub fn put_owner_note(&self, id: PersonId, note: &OwnerNote) -> StoreResult<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO owner_note (person_id, import_id, text, written_on) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (person_id) DO UPDATE SET import_id = excluded.import_id, text = excluded.text, written_on = excluded.written_on",
            )?
            .execute(params![id.0, note.source.import.0, note.text, note.written_on.map(|day| day.to_string())])?;
        Ok(())
    }
}
