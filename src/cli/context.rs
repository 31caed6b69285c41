//! How one knows somebody, on the command line.

use std::path::Path;

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, people::person_of};
use crate::{
    command::Command,
    event::Event,
    model::{
        evidence::Direction,
        import::{file_kind::FileKind, parsed::OwnerActivity},
        person::{
            Person,
            context::{Surroundings, began_with, former_colleague, happened_near, held_on, how_they_met, was_at_school},
            decision::Pane,
        },
        search::neighbours::neighbours,
    },
};

/// Tells what the archive knows of how somebody became a connection.
pub(super) fn context(workspace: &Path, typed: &str) -> CliResult {
    let mut session = Session::open_to_read(workspace)?;
    let snapshot = session.load()?;
    let person = person_of(&snapshot, typed, "")?;
    let mut loaded = session.run(Command::LoadPerson { person_id: person.id })?.into_iter();
    let texts = loaded.find_map(|event| if let Event::PersonLoaded(details) = event { Some(details.message_texts) } else { None }).unwrap_or_default();
    let (past, around) = (&snapshot.owner_past, neighbours(person, &snapshot.people, &snapshot.index));
    let people = || (0..).zip(&snapshot.people);
    let company = people().find(|(_, other)| other.id == person.id).and_then(|(row, _)| snapshot.index.company_of(row));
    let is_there = |row: u32, other: &Person| other.id != person.id && other.state.pane() == Some(Pane::Keep) && snapshot.index.company_of(row) == company;
    let same_company = if company.is_some() { people().filter(|(row, other)| is_there(*row, other)).count() } else { 0 };
    let surroundings = Surroundings {
        same_day: around.same_day.clone(),
        same_week: around.same_week.len(),
        same_company,
        jobs: &past.jobs,
        jobs_as_of: past.jobs_as_of,
        activities: &past.activities,
        texts: &texts,
    };
    let lines: Vec<String> = how_they_met(person, &surroundings, false).into_iter().map(|line| format!("{} ({})", line.words, line.source)).collect();
    let text = if lines.is_empty() { format!("The archive does not tell how you know {}", person.facts.name()) } else { lines.join("\n") };
    let slugs = |people: &[&Person]| people.iter().filter_map(|person| person.facts.slug.as_ref().map(ToString::to_string)).collect::<Vec<String>>();
    let then: Vec<Value> = person.facts.connected_on.map_or_else(Vec::new, |on| {
        let held = past.jobs.iter().filter(|job| held_on(job, on, past.jobs_as_of));
        held.map(|job| json!({ "company": job.company, "title": job.title, "started": job.started, "finished": job.finished })).collect()
    });
    let activities = |is_it: &dyn Fn(&OwnerActivity) -> bool| past.activities.iter().filter(|one| is_it(one)).map(activity).collect::<Vec<Value>>();
    let on = person.facts.connected_on;
    let began = began_with(person).map(|invitation| {
        let direction = if invitation.direction == Direction::Outgoing { "outgoing" } else { "incoming" };
        json!({ "direction": direction, "sent_at": invitation.sent_at, "note": invitation.note })
    });
    let json = json!({
        "jobs": then,
        "schools": activities(&|one| on.is_some_and(|on| was_at_school(one, on))),
        "events": activities(&|one| on.is_some_and(|on| happened_near(one, on))),
        "same_day": slugs(&around.same_day),
        "same_week": slugs(&around.same_week),
        "began": began,
        "former_colleague": former_colleague(person, &past.jobs, snapshot.coverage.has(FileKind::Positions)),
    });
    Ok(CliOutput { text, json })
}

fn activity(activity: &OwnerActivity) -> Value {
    json!({ "kind": activity.kind.key(), "name": activity.name, "detail": activity.detail, "started": activity.started, "finished": activity.finished })
}
