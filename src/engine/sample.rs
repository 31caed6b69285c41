//! The sample people: a workspace of their own, so that nobody's real network is mixed with invented names.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    time::Duration,
};

use jiff::ToSpan;

use super::{CommandResult, Emit, Engine, import_export};
use crate::{
    command::{Command, ReasonChange},
    event::{Event, Problem},
    import::{ReadOptions, container, read_containers},
    model::{
        batch::task::{TaskKind, TaskState},
        checklist::{Answer, AnswerKey, QUESTIONS},
        id::{PersonId, PersonMap},
        local_time::LocalTime,
        person::{decision::Pane, reason::Reason},
        progress::NoProgress,
    },
    store::{Missing, Store},
};

/// An archive of invented people, as LinkedIn would write it.
const SAMPLE: [(&str, &[u8]); 13] = [
    ("Connections.csv", include_bytes!("../../assets/sample/Connections.csv")),
    ("messages.csv", include_bytes!("../../assets/sample/messages.csv")),
    ("Invitations.csv", include_bytes!("../../assets/sample/Invitations.csv")),
    ("Endorsement_Received_Info.csv", include_bytes!("../../assets/sample/Endorsement_Received_Info.csv")),
    ("Endorsement_Given_Info.csv", include_bytes!("../../assets/sample/Endorsement_Given_Info.csv")),
    ("Recommendations_Received.csv", include_bytes!("../../assets/sample/Recommendations_Received.csv")),
    ("Recommendations_Given.csv", include_bytes!("../../assets/sample/Recommendations_Given.csv")),
    ("Positions.csv", include_bytes!("../../assets/sample/Positions.csv")),
    ("Education.csv", include_bytes!("../../assets/sample/Education.csv")),
    ("Events.csv", include_bytes!("../../assets/sample/Events.csv")),
    ("Member_Follows.csv", include_bytes!("../../assets/sample/Member_Follows.csv")),
    ("Company Follows.csv", include_bytes!("../../assets/sample/Company Follows.csv")),
    ("Profile.csv", include_bytes!("../../assets/sample/Profile.csv")),
];
const CONNECTIONS: &str = "Connections.csv";
const TIMEOUT: Duration = Duration::from_secs(1);

/// Where the sample people of a workspace live.
#[must_use]
pub fn sample_path(home: &Path) -> PathBuf {
    home.with_extension("sample.partwell")
}

/// Opens the workspace of the sample people that belongs to `home`. Whether it is to be filled is told, too.
pub(super) fn open(home: &Path, timeout: Duration) -> Result<(Store, bool), Problem> {
    let store = Store::open(&sample_path(home), timeout, Missing::CreateAnew)?;
    let is_empty = store.last_import()?.is_none();
    Ok((store, is_empty))
}

/// Imports the archive with another list of connections in place of the sample's.
fn import(store: &mut Store, connections: &str, now: &LocalTime) -> Result<(), Problem> {
    let options = ReadOptions { latest: import_export::latest_day(now.today), encoding: None, known_name: &mut |_| None };
    let content = |name: &str, bytes: &'static [u8]| if name == CONNECTIONS { Cow::Owned(connections.as_bytes().to_vec()) } else { Cow::Borrowed(bytes) };
    let files = SAMPLE.iter().map(|(name, bytes)| (*name, content(name, bytes))).collect();
    let parsed = read_containers([Ok(container::in_memory(files))], options, &mut NoProgress)?;
    let pending = import_export::PendingImport::compare("Sample people".to_owned(), parsed, None, false, now, store)?;
    pending.write(store, false, now, &mut NoProgress)?;
    Ok(())
}

/// The sample's list without the rows that hold one of these, and with one text in place of another.
fn connections(without: &[&str], (old, new): (&str, &str)) -> String {
    let text = SAMPLE.iter().find(|(name, _)| *name == CONNECTIONS).map_or("", |(_, bytes)| std::str::from_utf8(bytes).unwrap_or_default());
    let rows = text.lines().filter(|row| !without.iter().any(|part| row.contains(part)));
    rows.map(|row| row.replace(old, new)).collect::<Vec<_>>().join("\n")
}

/// Rows that only the later of the two exports has.
const NEW_SINCE: [&str; 4] = ["09 Nov 2026", "26 Oct 2026", "21 Oct 2026", "16 Oct 2026"];

/// How many are finalized in the first batch.
const BATCH: usize = 8;

impl Engine {
    /// Fills the sample as somebody would leave it after some weeks of use: decisions, a batch half done, a later export that
    /// tells what came of it, and the next batch begun. No page is empty, and every step stands in the history.
    pub(super) fn fill_sample(&mut self, now: &LocalTime) -> Result<(), Problem> {
        let first = now.days_earlier(40);
        import(&mut self.store, &connections(&NEW_SINCE, ("", "")), &first)?;
        // Those of whom least is known, the oldest first.
        let mut people = self.store.connected_people()?;
        people.sort_by_key(|person| (person.evidence.weight(), person.facts.connected_on));
        let unknown: Vec<PersonId> = people.iter().filter(|person| !person.evidence.has_history()).map(|person| person.id).collect();
        let known: Vec<PersonId> = people.iter().rev().map(|person| person.id).take(24).collect();
        let batch: Vec<PersonId> = unknown.iter().copied().take(BATCH).collect();
        let next: Vec<PersonId> = unknown.iter().copied().skip(BATCH).take(4).collect();
        let waits: Vec<PersonId> = unknown.iter().copied().skip(BATCH + 4).take(2).collect();
        let (Some(later), Some(unfollowed), Some(locked)) = (waits.first(), waits.get(1), known.first()) else { return Ok(()) };
        self.quietly(Command::Move { person_ids: known.clone(), to: Pane::Keep }, &first)?;
        self.quietly(Command::SetProtected { person_ids: vec![*locked], is_protected: true }, &first)?;
        let until = now.today.checked_add(21.days()).unwrap_or(now.today);
        self.quietly(Command::PutOff { person_ids: vec![*later], until }, &first)?;
        self.quietly(Command::SetUnfollow { person_ids: vec![*unfollowed], is_to_unfollow: true }, &first)?;
        self.quietly(Command::Move { person_ids: batch.clone(), to: Pane::Remove }, &first)?;
        let reason = |reason: Reason| ReasonChange { set: [(reason, true)].into(), own_words: None };
        let halves = batch.split_at(BATCH / 2);
        self.quietly(Command::ChangeReasons { person_ids: halves.0.to_vec(), change: reason(Reason::HardlyKnown) }, &first)?;
        self.quietly(Command::ChangeReasons { person_ids: halves.1.to_vec(), change: reason(Reason::Clutter) }, &first)?;
        let answers = QUESTIONS.iter().map(|question| (AnswerKey::Question(question.id), Answer::Considered)).collect();
        self.quietly(Command::Finalize { answers, count: batch.len() }, &first)?;
        let worked = now.days_earlier(38);
        let mark = |person: &PersonId, state: TaskState| Command::Mark { person_ids: vec![*person], kind: Some(TaskKind::Remove), state };
        for (person, state) in batch.iter().zip([TaskState::Done, TaskState::Done, TaskState::Done, TaskState::NotFound, TaskState::Skipped]) {
            self.quietly(mark(person, state), &worked)?;
        }
        // The later export: two have gone as planned, one has not, one has left without being asked, one is in a new job.
        let links: PersonMap<String> = self.store.connected_people()?.into_iter().map(|person| (person.id, person.facts.url.into_string())).collect();
        let gone: Vec<&str> =
            batch.iter().take(2).chain(known.last()).filter_map(|id| links.get(id)).map(String::as_str).filter(|url| !url.is_empty()).collect();
        let second = now.days_earlier(3);
        import(&mut self.store, &connections(&gone, ("Legal Counsel", "Head of Legal")), &second)?;
        self.quietly(Command::Move { person_ids: next, to: Pane::Remove }, now)
    }

    /// Runs a command whose events nobody hears.
    fn quietly(&mut self, command: Command, now: &LocalTime) -> Result<(), Problem> {
        let mut problem = None;
        self.run(command, now, &mut NoProgress, &mut |event| {
            if let Event::Failed(failed) = event {
                problem = Some(failed);
            }
        });
        problem.map_or(Ok(()), Err)
    }

    pub(super) fn switch_to_sample(&mut self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let is_empty = if self.is_sample {
            self.store.last_import()?.is_none()
        } else {
            let (store, is_empty) = open(&self.home, TIMEOUT)?;
            self.store = store;
            self.is_sample = true;
            self.pending_import = None;
            is_empty
        };
        if is_empty {
            self.fill_sample(now)?;
        }
        self.load(now, emit)
    }

    /// Opens the member's own workspace, while that of the sample is open.
    pub(super) fn open_own(&self) -> Result<Store, Problem> {
        Ok(if self.is_for_reading { Store::open_for_reading(&self.home)? } else { Store::open(&self.home, TIMEOUT, Missing::Create)? })
    }

    pub(super) fn leave_sample(&mut self, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        if self.is_sample {
            self.store = self.open_own()?;
            self.is_sample = false;
            self.pending_import = None;
        }
        self.load(now, emit)
    }
}
