//! People as rows.

use std::collections::HashSet;

use compact_str::CompactString;
use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, Row, params, types::ValueRef};

use super::{Edit, Store, StoreError, StoreResult, digest::Adding};
use crate::model::{
    id::{BatchId, ImportId, PersonId, PersonMap, PersonSet, TextMap},
    matching::known_person::KnownPerson,
    person::{Facts, PastJob, Person, PersonState, decision::Decision, dismissed::Dismissed, reason::Reasons, title::TitleReading},
    search::near::Vocabulary,
};

const FACTS: &str = "p.id, p.slug, p.first_name, p.last_name, p.url, p.email, p.company, p.position, p.connected_on, p.connected_on_text, p.is_connected";

pub(super) fn timestamp(text: &str) -> StoreResult<Timestamp> {
    text.parse().map_err(|_| StoreError::Unexpected { what: format!("the time {text}") })
}

fn day(text: &str) -> StoreResult<Date> {
    text.parse().map_err(|_| StoreError::Unexpected { what: format!("the day {text}") })
}

fn text_of<'r>(row: &'r Row<'_>, at: usize) -> StoreResult<&'r str> {
    row.get_ref(at)?.as_str().map_err(|error| StoreError::Unexpected { what: error.to_string() })
}

/// A text, without memory of its own where it is short.
pub(super) fn text(row: &Row<'_>, at: usize) -> StoreResult<CompactString> {
    text_of(row, at).map(CompactString::from)
}

pub(super) fn optional_text(row: &Row<'_>, at: usize) -> StoreResult<Option<CompactString>> {
    let text = row.get_ref(at)?.as_str_or_null().map_err(|error| StoreError::Unexpected { what: error.to_string() })?;
    Ok(text.map(CompactString::from))
}

fn facts(row: &Row<'_>) -> StoreResult<Facts> {
    Ok(Facts {
        slug: optional_text(row, 1)?,
        first_name: text(row, 2)?,
        last_name: text(row, 3)?,
        url: text(row, 4)?,
        email: text(row, 5)?,
        company: text(row, 6)?,
        position: text(row, 7)?,
        connected_on: optional_text(row, 8)?.as_deref().map(day).transpose()?,
        connected_on_text: text(row, 9)?,
    })
}

/// Whose rows are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// Of everybody.
    Everyone,
    /// Of one person.
    One(PersonId),
    /// Of those between two, both included.
    Between(PersonId, PersonId),
}

impl Whom {
    /// The condition on rows that belong to a person.
    pub(super) fn clause(self) -> String {
        match self {
            Self::Everyone => String::new(),
            Self::One(id) => format!("WHERE person_id = {}", id.0),
            Self::Between(first, last) => format!("WHERE person_id BETWEEN {} AND {}", first.0, last.0),
        }
    }

    /// The first and the last of them.
    fn bounds(self) -> [i64; 2] {
        match self {
            Self::Everyone => [i64::MIN, i64::MAX],
            Self::One(id) => [id.0, id.0],
            Self::Between(first, last) => [first.0, last.0],
        }
    }
}

impl Store {
    /// Those who have these profiles, as far as they are connected.
    pub fn people_of(&self, slugs: &[String]) -> StoreResult<Vec<Person>> {
        /// More are found by one way through all of them.
        const FEW: usize = 64;
        if slugs.len() > FEW {
            let wanted: HashSet<&str> = slugs.iter().map(String::as_str).collect();
            let mut people = self.connected_people()?;
            people.retain(|person| person.facts.slug.as_deref().is_some_and(|slug| wanted.contains(slug)));
            return Ok(people);
        }
        let mut people = Vec::new();
        for slug in slugs {
            if let Some(id) = self.id_of(slug)? {
                people.extend(self.read_people(Whom::One(id), &mut |_, _| {})?);
            }
        }
        Ok(people)
    }

    /// The number of whoever has, or had, this profile.
    pub fn id_of(&self, slug: &str) -> StoreResult<Option<PersonId>> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM person WHERE slug = ?1")?;
        Ok(statement.query_row([slug], |row| row.get(0).map(PersonId)).optional()?)
    }

    /// Everybody who is connected.
    pub fn connected_people(&self) -> StoreResult<Vec<Person>> {
        self.connected_people_told(&mut |_, _| {})
    }

    /// All of them, telling from time to time how many of how many are read: never, where they are few.
    pub fn connected_people_told(&self, told: &mut dyn FnMut(usize, usize)) -> StoreResult<Vec<Person>> {
        self.read_people(Whom::Everyone, told)
    }

    fn read_people(&self, whom: Whom, told: &mut dyn FnMut(usize, usize)) -> StoreResult<Vec<Person>> {
        const TOLD_EVERY: usize = 50_000;
        let total = match whom {
            Whom::Everyone => self.count_connected()?,
            Whom::One(_) | Whom::Between(..) => 1,
        };
        if total > TOLD_EVERY {
            told(0, total);
        }
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {FACTS}, p.import_id FROM person p WHERE p.is_connected = 1 AND p.id BETWEEN ?1 AND ?2 ORDER BY p.id"))?;
        let mut rows = statement.query(whom.bounds())?;
        let mut states = self.states_of(whom)?;
        let mut evidence = self.evidence_of(whom)?;
        let mut past_jobs = self.past_jobs_of(whom)?;
        let mut people = Vec::with_capacity(total);
        let was_gone = self.who_came_back(whom)?;
        // Few titles are borne by one alone.
        let mut titles: TextMap<CompactString, TitleReading> = TextMap::default();
        while let Some(row) = rows.next()? {
            let id = PersonId(row.get(0)?);
            let facts = facts(row)?;
            let title = match titles.get(&facts.position) {
                Some(title) => *title,
                None => *titles.entry(facts.position.clone()).or_insert(self.title_words().reading(&facts.position)),
            };
            people.push(Person {
                id,
                title,
                facts,
                first_import: ImportId(row.get(11)?),
                was_gone: was_gone.contains(&id),
                state: states.remove(&id).unwrap_or_default(),
                evidence: evidence.remove(&id).unwrap_or_default().into(),
                past_jobs: past_jobs.remove(&id).unwrap_or_default(),
            });
            if people.len().is_multiple_of(TOLD_EVERY) {
                told(people.len(), total);
            }
        }
        Ok(people)
    }

    /// Who was gone and came back with another day of connection, so that it is another tie.
    fn who_came_back(&self, whom: Whom) -> StoreResult<PersonSet> {
        let mut statement =
            self.connection.prepare_cached("SELECT person_id FROM person_change WHERE kind = 'returned' AND is_now <> '' AND person_id BETWEEN ?1 AND ?2")?;
        let ids = statement.query_map(whom.bounds(), |row| row.get(0).map(PersonId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The jobs that earlier exports showed, latest first, by person.
    fn past_jobs_of(&self, whom: Whom) -> StoreResult<PersonMap<Vec<PastJob>>> {
        let sql = format!("SELECT person_id, company, position, until FROM past_job {} ORDER BY id DESC", whom.clause());
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut jobs: PersonMap<Vec<PastJob>> = PersonMap::default();
        while let Some(row) = rows.next()? {
            let until: String = row.get(3)?;
            jobs.entry(PersonId(row.get(0)?)).or_default().push(PastJob { company: row.get(1)?, position: row.get(2)?, until: timestamp(&until)? });
        }
        Ok(jobs)
    }

    /// The words of the names, companies and positions of those who are connected.
    pub fn vocabulary(&self) -> StoreResult<Vocabulary> {
        let mut vocabulary = Vocabulary::default();
        for column in ["first_name", "last_name", "company", "position"] {
            let mut statement = self.connection.prepare(&format!("SELECT DISTINCT {column} FROM person WHERE is_connected = 1"))?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                vocabulary.add(&row.get::<_, String>(0)?);
            }
        }
        Ok(vocabulary)
    }

    /// How many are connected.
    pub fn count_connected(&self) -> StoreResult<usize> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM person WHERE is_connected = 1", [], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Everybody the workspace knows, gone or not.
    pub fn known_people(&self) -> StoreResult<Vec<KnownPerson>> {
        let mut statement = self.connection.prepare(&format!("SELECT {FACTS}, p.import_id FROM person p ORDER BY p.id"))?;
        let mut rows = statement.query([])?;
        let mut people = Vec::new();
        while let Some(row) = rows.next()? {
            people.push(KnownPerson { id: PersonId(row.get(0)?), facts: facts(row)?, is_connected: row.get(10)?, brought_by: ImportId(row.get(11)?) });
        }
        Ok(people)
    }

    /// What is known of one person, connected or gone.
    pub fn facts(&self, id: PersonId) -> StoreResult<Option<Facts>> {
        let mut statement = self.connection.prepare_cached(&format!("SELECT {FACTS} FROM person p WHERE p.id = ?1"))?;
        let mut rows = statement.query([id.0])?;
        rows.next()?.map(facts).transpose()
    }

    /// The states of these people, in the same order; those who are not known are left out.
    pub fn states(&self, ids: &[PersonId]) -> StoreResult<Vec<(PersonId, PersonState)>> {
        /// So many are looked up one by one.
        const FEW: usize = 64;
        /// More rows than this for each that is asked for are not walked through.
        const WIDE: usize = 16;
        if let (Some(first), Some(last)) = (ids.iter().min(), ids.iter().max())
            && ids.len() > FEW
            && usize::try_from(last.0 - first.0).is_ok_and(|span| span / WIDE < ids.len())
        {
            return self.states_between(ids, *first, *last);
        }
        let mut known = self.connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM person WHERE id = ?1)")?;
        let mut states = Vec::with_capacity(ids.len());
        for id in ids {
            if known.query_row([id.0], |row| row.get(0))? {
                states.push((*id, self.states_of(Whom::One(*id))?.remove(id).unwrap_or_default()));
            }
        }
        Ok(states)
    }

    /// The same by one way through the rows of all who stand between the first and the last: far shorter than thousands of ways.
    fn states_between(&self, ids: &[PersonId], first: PersonId, last: PersonId) -> StoreResult<Vec<(PersonId, PersonState)>> {
        let mut statement = self.connection.prepare_cached("SELECT id FROM person WHERE id BETWEEN ?1 AND ?2")?;
        let known: PersonSet = statement.query_map([first.0, last.0], |row| row.get(0).map(PersonId))?.collect::<Result<_, _>>()?;
        let states = self.states_of(Whom::Between(first, last))?;
        Ok(ids.iter().filter(|id| known.contains(id)).map(|id| (*id, states.get(id).cloned().unwrap_or_default())).collect())
    }

    /// What the member made of people, of whom they made anything.
    fn states_of(&self, whom: Whom) -> StoreResult<PersonMap<PersonState>> {
        let mut states: PersonMap<PersonState> = PersonMap::default();
        let of = "WHERE person_id BETWEEN ?1 AND ?2";
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id, decision, batch_id, later_until, decided_at FROM decision {of}"))?;
        let mut rows = statement.query(whom.bounds())?;
        // Thousands may have been decided at one time.
        let mut before: Option<(String, Timestamp)> = None;
        while let Some(row) = rows.next()? {
            let text = text_of(row, 4)?;
            let decided_at = match &before {
                Some((known, at)) if known == text => *at,
                _ => before.insert((text.to_owned(), timestamp(text)?)).1,
            };
            let state = states.entry(PersonId(row.get(0)?)).or_default();
            state.decision = Decision::from_key(text_of(row, 1)?);
            state.batch = row.get::<_, Option<i64>>(2)?.map(BatchId);
            state.later_until = optional_text(row, 3)?.as_deref().map(day).transpose()?;
            state.decided_at = Some(decided_at);
        }
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id FROM protection {of}"))?;
        let mut rows = statement.query(whom.bounds())?;
        while let Some(row) = rows.next()? {
            states.entry(PersonId(row.get(0)?)).or_default().is_protected = true;
        }
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id FROM rediscovered {of}"))?;
        let mut rows = statement.query(whom.bounds())?;
        while let Some(row) = rows.next()? {
            states.entry(PersonId(row.get(0)?)).or_default().is_rediscovered = true;
        }
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id, queries FROM dismissed {of}"))?;
        let mut rows = statement.query(whom.bounds())?;
        while let Some(row) = rows.next()? {
            states.entry(PersonId(row.get(0)?)).or_default().dismissed = Dismissed::of(text_of(row, 1)?);
        }
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id, keys, own_words FROM reasons {of}"))?;
        let mut rows = statement.query(whom.bounds())?;
        while let Some(row) = rows.next()? {
            states.entry(PersonId(row.get(0)?)).or_default().reasons = Reasons::from_keys(text_of(row, 1)?, row.get(2)?);
        }
        let mut statement = self.connection.prepare_cached(&format!("SELECT person_id, text FROM note {of}"))?;
        let mut rows = statement.query(whom.bounds())?;
        while let Some(row) = rows.next()? {
            states.entry(PersonId(row.get(0)?)).or_default().note = row.get(1)?;
        }
        Ok(states)
    }

    /// When the import was made that brought this person.
    pub fn first_seen(&self, id: PersonId) -> StoreResult<Option<Timestamp>> {
        let at: Option<String> =
            self.connection.query_row("SELECT i.at FROM person p JOIN import i ON i.id = p.import_id WHERE p.id = ?1", [id.0], |row| row.get(0)).optional()?;
        at.as_deref().map(timestamp).transpose()
    }
}

impl Edit<'_> {
    /// Adds new people. Returns their numbers, in order.
    ///
    /// # Errors
    /// What `SQLite` meets, and whatever `each` returns; it is called with the number of rows written so far.
    pub fn insert_people<'f, E: From<StoreError>>(
        &self,
        import: ImportId,
        people: impl IntoIterator<Item = &'f Facts>,
        mut each: impl FnMut(usize) -> Result<(), E>,
    ) -> Result<Vec<PersonId>, E> {
        let mut statement = self
            .transaction
            .prepare(
                "INSERT INTO person (slug, first_name, last_name, url, email, company, position, connected_on, connected_on_text, is_connected, import_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, ?10)",
            )
            .map_err(StoreError::from)?;
        let mut ids = Vec::new();
        let mut adding = Adding::begin(self.transaction, "person")?;
        for (done, facts) in people.into_iter().enumerate() {
            each(done)?;
            let day = facts.connected_on.map(|day| day.to_string());
            statement
                .execute(params![
                    facts.slug.as_deref(),
                    facts.first_name.as_str(),
                    facts.last_name.as_str(),
                    facts.url.as_str(),
                    facts.email.as_str(),
                    facts.company.as_str(),
                    facts.position.as_str(),
                    day,
                    facts.connected_on_text.as_str(),
                    import.0
                ])
                .map_err(StoreError::from)?;
            let id = self.transaction.last_insert_rowid();
            let text = |text: &'f str| ValueRef::Text(text.as_bytes());
            adding.add(&[
                ValueRef::Integer(id),
                facts.slug.as_deref().map_or(ValueRef::Null, text),
                text(&facts.first_name),
                text(&facts.last_name),
                text(&facts.url),
                text(&facts.email),
                text(&facts.company),
                text(&facts.position),
                day.as_deref().map_or(ValueRef::Null, |day| ValueRef::Text(day.as_bytes())),
                text(&facts.connected_on_text),
                ValueRef::Integer(1),
                ValueRef::Integer(import.0),
            ]);
            ids.push(PersonId(id));
        }
        adding.end()?;
        Ok(ids)
    }

    /// Replaces what is known of somebody, and has them connected.
    pub fn update_person(&self, id: PersonId, facts: &Facts) -> StoreResult<()> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE person SET slug = ?2, first_name = ?3, last_name = ?4, url = ?5, email = ?6, company = ?7, position = ?8, connected_on = ?9, connected_on_text = ?10, is_connected = 1
             WHERE id = ?1",
        )?;
        statement.execute(params![
            id.0,
            facts.slug.as_deref(),
            facts.first_name.as_str(),
            facts.last_name.as_str(),
            facts.url.as_str(),
            facts.email.as_str(),
            facts.company.as_str(),
            facts.position.as_str(),
            facts.connected_on.map(|day| day.to_string()),
            facts.connected_on_text.as_str()
        ])?;
        Ok(())
    }

    /// Makes `other` the same person as `id`: what is known of `other`, and what the member made of them, goes over where `id`
    /// has nothing of its own, and `other` is gone.
    pub fn join(&self, id: PersonId, other: PersonId) -> StoreResult<()> {
        for table in [
            "decision",
            "protection",
            "rediscovered",
            "dismissed",
            "reasons",
            "note",
            "past_job",
            "message_log",
            "message_text",
            "invitation",
            "endorsement",
            "recommendation",
            "owner_note",
            "ambiguous",
        ] {
            self.transaction.execute(&format!("UPDATE OR IGNORE {table} SET person_id = ?1 WHERE person_id = ?2"), [id.0, other.0])?;
            self.transaction.execute(&format!("DELETE FROM {table} WHERE person_id = ?1"), [other.0])?;
        }
        // A lock under either link holds for the one person that they are now.
        self.transaction.execute(
            "UPDATE decision SET decision = 'keep' WHERE person_id = ?1 AND batch_id IS NULL AND decision = 'remove'
             AND EXISTS (SELECT 1 FROM protection WHERE person_id = ?1)",
            [id.0],
        )?;
        for table in ["verdict", "person_change", "missing", "task", "invite_again", "tidied"] {
            self.transaction.execute(&format!("DELETE FROM {table} WHERE person_id = ?1"), [other.0])?;
        }
        self.transaction.execute("UPDATE verdict SET other_id = NULL WHERE other_id = ?1", [other.0])?;
        self.transaction.execute("UPDATE missing SET other_id = NULL WHERE other_id = ?1", [other.0])?;
        self.transaction.execute("DELETE FROM person WHERE id = ?1", [other.0])?;
        Ok(())
    }

    /// Notes that the newest export no longer holds somebody.
    pub fn mark_gone(&self, id: PersonId) -> StoreResult<()> {
        self.transaction.prepare_cached("UPDATE person SET is_connected = 0 WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }

    /// Keeps a job that the newest export no longer shows.
    pub fn keep_past_job(&self, id: PersonId, job: &PastJob) -> StoreResult<()> {
        self.transaction.prepare_cached("INSERT INTO past_job (person_id, company, position, until) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id.0,
            job.company,
            job.position,
            job.until.to_string()
        ])?;
        Ok(())
    }
}
