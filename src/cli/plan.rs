//! The plan and reminders on the command line.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session};
use crate::{
    command::{Command, Export},
    event::{Event, Exported, Problem, Settlement},
    model::{reminder::ReviewReminder, text::display_text::with_thousands},
    worker,
};

/// Tells focus, goals, journal and what came of it; says what the network is for.
pub(super) fn plan(workspace: &Path, focus: Option<String>) -> CliResult {
    let mut session = if focus.is_some() { Session::open_to_change(workspace)? } else { Session::open_to_read(workspace)? };
    if let Some(focus) = focus {
        session.run(Command::SetFocus { focus })?;
    }
    let focus = session.load_only(Vec::new())?.overview.focus;
    let events = session.run(Command::LoadPlan)?;
    let plan = events.into_iter().find_map(|event| if let Event::PlanLoaded(plan) = event { Some(plan) } else { None }).unwrap_or_default();
    let goals: Vec<Value> = plan
        .goals
        .iter()
        .map(|goal| {
            let (now, target) = goal.progress(&plan.results).unzip();
            json!({
                "text": goal.title(), "measure": goal.measure.map(|(measure, _)| measure.key()), "now": now, "target": target,
                "is_reached": goal.is_reached(&plan.results),
            })
        })
        .collect();
    let results = &plan.results;
    let mut lines = vec![if focus.is_empty() { "Focus: not said yet (partwell plan --focus TEXT)".to_owned() } else { format!("Focus: {focus}") }];
    lines.push(format!(
        "{} connections, {} looked at, {} removed, {} to invite again",
        with_thousands(results.connected),
        with_thousands(results.looked_at),
        with_thousands(results.removed),
        with_thousands(results.regretted)
    ));
    lines.extend(plan.goals.iter().map(|goal| format!("{} {}", if goal.is_reached(results) { "[x]" } else { "[ ]" }, goal.title())));
    lines.extend(plan.journal.iter().map(|entry| format!("{} {} {}", entry.day, entry.feeling, entry.text)));
    let json = json!({ "focus": focus, "goals": goals, "journal": plan.journal, "results": results, "last_decided_at": plan.last_decided_at });
    Ok(CliOutput { text: lines.join("\n"), json })
}

/// A file that is there already is not replaced unless the member says so.
pub(super) fn refuse_replacing(settlement: Settlement, path: &Path) -> Result<(), Problem> {
    if settlement == Settlement::WouldReplace {
        return Err(Problem::new(
            format!("{} is there already", path.display()),
            "It was not touched, and nothing was written.",
            "Choose another name, or add --force to replace it.",
        ));
    }
    Ok(())
}

/// Writes review reminders as a calendar file.
pub(super) fn remind(workspace: &Path, path: &Path, every: Option<u32>, first: Option<Date>, force: bool) -> CliResult {
    let mut session = Session::open_to_read(workspace)?;
    let every = every.unwrap_or(3);
    let usual = ReviewReminder::in_months(every.max(1), worker::now().today);
    let reminder = ReviewReminder { first: first.unwrap_or(usual.first), every_months: Some(every).filter(|every| *every > 0) };
    let (events, settlement) = session.settled(Command::Export { what: Export::Reminders(reminder), path: path.to_owned(), may_replace: force })?;
    refuse_replacing(settlement, path)?;
    let days = events.iter().find_map(|event| if let Event::Exported { what: Exported::Reminders { days }, .. } = event { Some(*days) } else { None });
    Ok(CliOutput {
        text: format!("A review from {} on, {}, written to {}", reminder.first, reminder.in_words(), path.display()),
        json: json!({ "output": path.to_string_lossy(), "first": reminder.first, "every_months": reminder.every_months, "days": days }),
    })
}
