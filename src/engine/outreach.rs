//! Outreach: invitations, follows, errands and letters.

use std::collections::HashMap;

use super::{CommandResult, Emit, Engine};
use crate::{
    event::{Event, Problem},
    model::{
        batch::task::TaskState,
        evidence::EvidenceKind,
        id::{PersonId, TextMap},
        letter::templates,
        local_time::LocalTime,
        matching::{contact::name_key, known_person::KnownPerson},
        operation::{Operation, Subject},
        outreach::{
            Follows, Outreach,
            errand::{Errand, ErrandKey, ErrandKind, WantedErrand},
            follow::{FollowKind, beside_connections},
            invitation_log::InvitationLog,
        },
        person::reason::Reason,
        text::display_text::people as people_in_words,
    },
};

impl Engine {
    /// Sends all of it.
    pub(super) fn load_outreach(&self, emit: Emit<'_>) -> CommandResult {
        emit(Event::OutreachLoaded(Box::new(self.outreach()?)));
        Ok(())
    }

    fn outreach(&self) -> Result<Outreach, Problem> {
        let people = self.store.known_people()?;
        let had_file = EvidenceKind::Invitations.files().iter().any(|file| self.store.coverage().is_ok_and(|coverage| coverage.has(*file)));
        let mut invitations = InvitationLog::of(self.store.invitation_rows()?, &people, had_file, self.store.connections_as_of()?);
        let (mut errands, lines) = (self.store.errands()?, self.store.errand_lines()?);
        invitations.take_keys_of(&errands);
        let dead = self.store.people_with(Reason::HasDied)?;
        for one in &mut invitations.invitations {
            one.has_died = one.person_id.is_some_and(|id| dead.contains(&id));
        }
        tell_people(&mut errands, &people);
        Ok(Outreach { invitations, follows: self.follows(&people)?, errands: errands.into(), lines, letters: templates(&self.store.letters()?) })
    }

    fn follows(&self, people: &[KnownPerson]) -> Result<Option<Follows>, Problem> {
        let (members, companies) = (self.store.follows(FollowKind::Member)?, self.store.follows(FollowKind::Company)?);
        if members.is_none() && companies.is_none() {
            return Ok(None);
        }
        let as_of = |found: &Option<(_, _)>| found.as_ref().map(|(day, _)| *day);
        let (members_as_of, companies_as_of) = (as_of(&members), as_of(&companies));
        let all = [members, companies].into_iter().flatten().flat_map(|(_, follows)| follows);
        Ok(Some(Follows { followed: beside_connections(all, people), members_as_of, companies_as_of }))
    }

    /// Puts errands on their list, or notes what came of them.
    pub(super) fn set_errands(&mut self, errands: &[WantedErrand], state: TaskState, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let (errands, remark) = self.without_the_dead(errands, state)?;
        let Some(kind) = errands.first().map(|errand| errand.key.kind) else { return super::nothing_done(remark, emit) };
        let known = self.store.errands()?;
        let known: HashMap<&ErrandKey, TaskState> = known.iter().map(|errand| (&errand.key, errand.state)).collect();
        let is_news = |wanted: &&WantedErrand| known.get(&wanted.key).is_none_or(|before| *before != state);
        let news: Vec<&WantedErrand> = errands.iter().copied().filter(is_news).collect();
        let operation = Operation::MarkErrands { errand: kind, people: subject(&news), state };
        self.change(operation, remark, now, emit, |edit| {
            news.iter().try_for_each(|WantedErrand { key, name, slug }| edit.set_errand(key, name, slug.as_deref(), state, now.at))
        })
    }

    /// The errands without letters to people who have died, and what is to be said of those: none is ever written to them.
    pub(super) fn without_the_dead<'e>(&self, errands: &'e [WantedErrand], state: TaskState) -> Result<(Vec<&'e WantedErrand>, String), Problem> {
        let is_letter = |errand: &WantedErrand| errand.key.kind == ErrandKind::Letter;
        if !errands.iter().any(is_letter) || !matches!(state, TaskState::ToDo | TaskState::Done) {
            return Ok((errands.iter().collect(), String::new()));
        }
        let dead = self.store.people_with(Reason::HasDied)?;
        if dead.is_empty() {
            return Ok((errands.iter().collect(), String::new()));
        }
        let by_subject = subjects(&self.store.known_people()?);
        let is_dead = |errand: &WantedErrand| whom(&by_subject, errand.slug.as_deref(), &errand.name).is_some_and(|id| dead.contains(&id));
        let (left_out, rest): (Vec<&WantedErrand>, Vec<&WantedErrand>) = errands.iter().partition(|errand| is_letter(errand) && is_dead(errand));
        let remark = match left_out.as_slice() {
            [] => String::new(),
            [only] => format!("No letter to {}: you noted that they have died", only.name),
            several => format!("No letters to {}: you noted that they have died", people_in_words(several.len())),
        };
        Ok((rest, remark))
    }

    /// The same of people whom the workspace knows.
    pub(super) fn set_person_errands(
        &mut self,
        person_ids: &[PersonId],
        kind: ErrandKind,
        detail: &str,
        state: TaskState,
        now: &LocalTime,
        emit: Emit<'_>,
    ) -> CommandResult {
        let errands = self.person_errands(person_ids, kind, detail)?;
        self.set_errands(&errands, state, now, emit)
    }

    /// The errands of one kind about these people, by the link or name that LinkedIn shows.
    pub(super) fn person_errands(&self, person_ids: &[PersonId], kind: ErrandKind, detail: &str) -> Result<Vec<WantedErrand>, Problem> {
        let mut errands = Vec::new();
        for id in person_ids {
            if let Some(facts) = self.store.facts(*id)? {
                let (name, slug) = (facts.name(), facts.slug.as_ref().map(ToString::to_string));
                errands.push(WantedErrand { key: ErrandKey::about(kind, slug.as_deref(), &name, detail), name, slug });
            }
        }
        Ok(errands)
    }

    /// Takes errands off their list.
    pub(super) fn drop_errands(&mut self, errands: &[WantedErrand], now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let Some(kind) = errands.first().map(|errand| errand.key.kind) else { return super::nothing_done(String::new(), emit) };
        let operation = Operation::DropErrands { errand: kind, people: subject(&errands.iter().collect::<Vec<_>>()) };
        self.change(operation, String::new(), now, emit, |edit| errands.iter().try_for_each(|errand| edit.drop_errand(&errand.key)))
    }

    /// Keeps a letter.
    pub(super) fn save_letter(&mut self, key: String, title: &str, body: &str, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let title = title.trim();
        if title.is_empty() || body.trim().is_empty() {
            return Err(Problem::new("A letter needs a name and some words", "It was not saved. What was saved before is kept.", "Write both and save again."));
        }
        let known = templates(&self.store.letters()?);
        let key = if key.is_empty() {
            // Keys outlive the letters that were sent by them: none is ever given again.
            let sent = self.store.errands()?.into_iter().filter(|errand| errand.key.kind == ErrandKind::Letter).map(|errand| errand.key.detail);
            let keys = known.into_iter().map(|letter| letter.key).chain(sent);
            let last = keys.filter_map(|key| key.strip_prefix("own-")?.parse::<usize>().ok()).max().unwrap_or_default();
            format!("own-{}", last.saturating_add(1))
        } else {
            key
        };
        let operation = Operation::SaveLetter { title: title.to_owned() };
        self.change(operation, String::new(), now, emit, |edit| edit.put_letter(&key, title, body))
    }

    /// Forgets what the member made of a letter.
    pub(super) fn reset_letter(&mut self, key: &str, now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let title = templates(&self.store.letters()?).into_iter().find(|letter| letter.key == key).map(|letter| letter.title).unwrap_or_default();
        self.change(Operation::ResetLetter { title }, String::new(), now, emit, |edit| edit.delete_letter(key))
    }
}

/// Whom links and names mean: by link, else by a name that one alone bears.
fn subjects(people: &[KnownPerson]) -> TextMap<String, Option<PersonId>> {
    let mut by_subject: TextMap<String, Option<PersonId>> = TextMap::default();
    for person in people {
        let name = name_key(&person.facts.name());
        by_subject.entry(name).and_modify(|known| *known = None).or_insert(Some(person.id));
    }
    for person in people {
        if let Some(slug) = &person.facts.slug {
            by_subject.insert(slug.to_string(), Some(person.id));
        }
    }
    by_subject
}

fn whom(by_subject: &TextMap<String, Option<PersonId>>, slug: Option<&str>, name: &str) -> Option<PersonId> {
    by_subject.get(&slug.map_or_else(|| name_key(name), str::to_owned)).copied().flatten()
}

/// Tells whom of the workspace errands are about.
fn tell_people(errands: &mut [Errand], people: &[KnownPerson]) {
    let by_subject = subjects(people);
    for errand in errands {
        errand.person_id = whom(&by_subject, errand.slug.as_deref(), &errand.name);
    }
}

/// Whom errands are about.
fn subject(errands: &[&WantedErrand]) -> Subject {
    match errands {
        [only] => Subject::one(only.name.clone()),
        several => Subject::several(several.len()),
    }
}
