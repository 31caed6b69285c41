//! Invitations, follows and letters on the command line.

use std::path::Path;

use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, people::person_of};
use crate::{
    command::Command,
    event::{Event, Problem},
    model::{
        batch::task::TaskState,
        evidence::Direction,
        letter::{self, Filling, concerns, facts, fill},
        outreach::{
            Outreach,
            errand::{ErrandKind, again_from},
            invitation_log::{Answers, LogCoverage, LoggedInvitation, Standing},
        },
        person::reason::Reason,
        text::{
            date_text::{ago, sortable_day_and_time},
            display_text::{count, sanitized, with_thousands},
        },
    },
    worker,
};

fn outreach(session: &mut Session) -> Result<Box<Outreach>, Problem> {
    let events = session.run(Command::LoadOutreach)?;
    Ok(events.into_iter().find_map(|event| if let Event::OutreachLoaded(outreach) = event { Some(outreach) } else { None }).unwrap_or_default())
}

/// Tells which invitations wait, which were received, and what was sent at once.
pub(super) fn invitations(workspace: &Path) -> CliResult {
    let outreach = outreach(&mut Session::open_to_read(workspace)?)?;
    let (log, now) = (&outreach.invitations, worker::now());
    let (from, to, as_of) = match log.coverage {
        LogCoverage::Known { from, to, as_of } => (from, to, as_of),
        LogCoverage::NoFile => return Ok(nothing("No export so far held your invitations: the larger data archive does")),
        LogCoverage::OnlyConnections => {
            return Ok(nothing("An earlier version kept only the invitations of your connections: import the archive once more"));
        }
    };
    let errand = |one: &LoggedInvitation| outreach.errand(&one.key);
    // Of what was withdrawn, handled, left, or has no button any more the member said what came of it.
    let is_open = |one: &&LoggedInvitation| one.is_waiting() && errand(one).is_none_or(|errand| matches!(errand.state, TaskState::ToDo | TaskState::Skipped));
    let waiting: Vec<&LoggedInvitation> = log.of_way(Direction::Outgoing).filter(is_open).collect();
    let received: Vec<&LoggedInvitation> = log.of_way(Direction::Incoming).filter(is_open).collect();
    let told = |one: &&LoggedInvitation| {
        json!({
            "name": one.name, "slug": one.slug, "sent_at": one.sent_at.map(|at| at.to_string()), "note": one.note,
            "state": errand(one).map(|errand| errand.state.key()),
            "again_from": (one.direction == Direction::Outgoing).then(|| again_from(now.today)),
        })
    };
    // Whatever a later export says, what was withdrawn was.
    let withdrawn: Vec<Value> = outreach
        .errands_of(ErrandKind::Withdraw)
        .filter_map(|errand| {
            let (on, note) = (errand.done_on(&now)?, log.invitations.iter().find(|one| one.key == errand.key).map(|one| &one.note));
            Some(json!({
                "name": errand.name, "slug": errand.slug, "sent_at": errand.key.sent_at().map(|at| at.to_string()), "note": note,
                "state": errand.state.key(), "again_from": again_from(on),
            }))
        })
        .collect();
    let unclear: Vec<Value> = log
        .invitations
        .iter()
        .filter_map(|one| if let Standing::Unclear(doubt) = one.standing { Some((one, doubt)) } else { None })
        .map(|(one, doubt)| {
            json!({
                "name": one.name, "slug": one.slug, "sent_at": one.sent_at.map(|at| at.to_string()), "direction": one.direction.key(), "why": doubt.key(),
                "state": errand(one).map(|errand| errand.state.key()),
            })
        })
        .collect();
    let [sent_answers, received_answers] = [Direction::Outgoing, Direction::Incoming].map(|way| log.answers(way));
    let answers = |answers: &Answers| json!({ "people": answers.people, "half_within_days": answers.half_within(), "slowest_days": answers.days.last() });
    let bursts: Vec<Value> =
        log.bursts.iter().map(|burst| json!({ "from": burst.from.to_string(), "to": burst.to.to_string(), "count": burst.count })).collect();
    let line = |one: &&LoggedInvitation| {
        let when = |at: DateTime| if one.has_time { sortable_day_and_time(at) } else { at.date().to_string() };
        let sent = one.sent_at.map_or_else(|| "a day not told".to_owned(), |at| format!("{}, {}", when(at), ago(at.date(), now.today)));
        let state = errand(one).map(|errand| format!(" [{}]", errand.state.label())).unwrap_or_default();
        format!("  {}: {sent}{state}", sanitized(&one.name))
    };
    let covered = from.zip(to).map_or_else(|| "it tells of no invitation".to_owned(), |(from, to)| format!("it tells of {from} to {to}"));
    let mut lines = vec![format!("The newest file, exported on {as_of}: {covered}")];
    lines.push(format!("{} sent and not among your connections", count(waiting.len(), "invitation", "invitations")));
    lines.extend(waiting.iter().map(line));
    lines.push(format!("{} received and not among your connections", count(received.len(), "invitation", "invitations")));
    lines.extend(received.iter().map(line));
    for (found, after) in [(&sent_answers, "you invited them"), (&received_answers, "they invited you")] {
        let days = |days: i32| count(usize::try_from(days).unwrap_or_default(), "day", "days");
        let how_fast =
            found.half_within().zip(found.days.last()).map(|(half, last)| format!(", half of them within {}, the last within {}", days(half), days(*last)));
        lines.push(format!("{} connected after {after}{}", count(found.people, "person", "people"), how_fast.unwrap_or_default()));
    }
    lines.extend(log.bursts.iter().map(|burst| {
        let at = |moment: DateTime| sortable_day_and_time(moment);
        format!("Sent at once: {} from {} to {}", with_thousands(burst.count), at(burst.from), at(burst.to))
    }));
    if !unclear.is_empty() {
        let they = if unclear.len() == 1 { "it waits" } else { "they wait" };
        lines.push(format!("Of {} nobody can say whether {they}", count(unclear.len(), "invitation", "invitations")));
    }
    let json = json!({
        "waiting": waiting.iter().map(told).collect::<Vec<_>>(),
        "withdrawn": withdrawn,
        "received": received.iter().map(told).collect::<Vec<_>>(),
        "unclear": unclear, "bursts": bursts, "answered": answers(&sent_answers), "accepted": answers(&received_answers),
        "from": from, "to": to, "as_of": as_of,
    });
    Ok(CliOutput { text: lines.join("\n"), json })
}

/// No file told of invitations: that is not the same as none.
fn nothing(why: &str) -> CliOutput {
    let json = json!({ "waiting": null, "withdrawn": null, "received": null, "unclear": null, "bursts": null, "answered": null, "accepted": null, "from": null, "to": null, "as_of": null });
    CliOutput { text: why.to_owned(), json }
}

/// Tells whom the owner follows, by name.
pub(super) fn follows(workspace: &Path) -> CliResult {
    let outreach = outreach(&mut Session::open_to_read(workspace)?)?;
    let Some(follows) = &outreach.follows else {
        return Ok(CliOutput { text: "No export so far told whom you follow: the larger data archive does".to_owned(), json: json!({ "follows": null }) });
    };
    let follows: Vec<Value> = follows
        .followed
        .iter()
        .map(|one| {
            json!({
                "kind": one.follow.kind.key(), "name": one.follow.name, "since": one.follow.followed_on, "tie": one.tie,
                "state": outreach.errand(&one.key).map(|errand| errand.state.key()),
            })
        })
        .collect();
    let lines: Vec<String> = outreach
        .follows
        .iter()
        .flat_map(|follows| &follows.followed)
        .map(|one| format!("{}: {}", one.follow.kind.key(), sanitized(&one.follow.name)))
        .collect();
    let text = if lines.is_empty() { "The newest file tells of nobody whom you follow".to_owned() } else { lines.join("\n") };
    Ok(CliOutput { text, json: json!({ "follows": follows }) })
}

/// Lists the letters.
pub(super) fn letters(workspace: &Path) -> CliResult {
    let outreach = outreach(&mut Session::open_to_read(workspace)?)?;
    let lines: Vec<String> = outreach.letters.iter().map(|letter| format!("{:<14} {}", letter.key, sanitized(&letter.title))).collect();
    let letters: Vec<Value> = outreach
        .letters
        .iter()
        .map(|letter| json!({ "template": letter.key, "title": letter.title, "body": letter.body, "is_changed": letter.is_changed }))
        .collect();
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "letters": letters }) })
}

/// Fills a letter to somebody in; `sent` ticks it as sent.
pub(super) fn letter(workspace: &Path, typed: &str, template: &str, fact: Option<usize>, sent: bool) -> CliResult {
    let mut session = if sent { Session::open_to_change(workspace)? } else { Session::open_to_read(workspace)? };
    let snapshot = session.load()?;
    let person = person_of(&snapshot, typed, "")?;
    let outreach = outreach(&mut session)?;
    let template = outreach
        .letters
        .iter()
        .find(|letter| letter.key == template)
        .ok_or_else(|| Problem::new(format!("There is no letter {template}"), "Nothing was written.", "partwell letter --list shows which there are."))?;
    if person.state.reasons.has(Reason::HasDied) {
        return Err(Problem::new("No letter is written to them", "You noted that they have died.", Reason::HAS_DIED_HINT));
    }
    let known = facts(person, &snapshot.owner_past.jobs, &snapshot.overview.time);
    let chosen = match fact {
        Some(number) => number.checked_sub(1).and_then(|place| known.get(place)),
        None => letter::preferred(&known, template.occasion),
    };
    if let (Some(number), None) = (fact, chosen) {
        let there_are = format!("There are {}: --json lists them.", with_thousands(known.len()));
        return Err(Problem::new(format!("There is no fact {number}"), "Nothing was written.", there_are));
    }
    let clause = chosen.map(|fact| fact.clause.clone()).unwrap_or_default();
    let first_name = letter::first_name(&person.facts);
    let filling = Filling {
        first_name: first_name.clone(),
        focus: snapshot.overview.focus.clone(),
        fact: clause,
        own_name: snapshot.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
    };
    let text = fill(&template.body, &filling);
    let found = concerns(&text, &first_name, false);
    if sent {
        session.run(Command::SetPersonErrands {
            person_ids: vec![person.id],
            kind: ErrandKind::Letter,
            detail: template.key.clone(),
            state: TaskState::Done,
        })?;
    }
    let concerns: Vec<Value> = found.iter().map(|concern| json!({ "kind": concern.key(), "words": concern.words() })).collect();
    let mail = Some(person.facts.email.trim()).filter(|address| address.contains('@')).map(|address| letter::mail_link(address, "Hello from LinkedIn", &text));
    let remarks: Vec<String> =
        text.lines().map(|line| sanitized(line).into_owned()).chain(found.iter().map(|concern| format!("({})", concern.words()))).collect();
    let json = json!({
        "slug": person.facts.slug, "template": template.key, "text": text, "facts": known, "concerns": concerns, "mail_link": mail, "is_sent": sent,
    });
    Ok(CliOutput { text: remarks.join("\n"), json })
}
