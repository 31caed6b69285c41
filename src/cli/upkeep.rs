//! Commands about the workspace as a whole: examine, back up, restore, copy, export and import whole, salvage, forget, erase.

use std::{path::Path, process::ExitCode};

use serde_json::{Value, json};

use super::{CliOutput, CliResult, Session, TIMEOUT, Upkeep};
use crate::{
    command::Command,
    engine::Engine,
    event::{BackupList, Event, Problem, Settlement, WorkspaceState},
    model::{
        backup::{Backup, Contents},
        person::profile_link,
        text::{
            date_text,
            display_text::{count, sanitized, with_thousands},
        },
    },
    state::upkeep::{deleted_in_words, forgotten_in_words},
    worker,
};

/// Does it. Returns whether JSON is wanted, with the answer; or how it ended, where the answer was printed.
///
/// # Errors
/// None: it is the way out of those that were printed.
pub(super) fn run(task: Upkeep, workspace: &Path) -> Result<(bool, CliResult), ExitCode> {
    Ok(match task {
        Upkeep::Doctor { json } => return Err(doctor(workspace, json)),
        Upkeep::Backup { list, json } => (json, backup(workspace, list)),
        Upkeep::Restore { file, json } => (json, restore(workspace, &file)),
        Upkeep::Copy { file, force, json } => (json, copy(workspace, &file, force)),
        Upkeep::FullExport { folder, json } => (json, full_export(workspace, &folder)),
        Upkeep::FullImport { folder, edited, json } => (json, full_import(workspace, &folder, edited)),
        Upkeep::Salvage { output, json } => (json, salvage(workspace, &output)),
        Upkeep::Forget { slug, and_backups, json } => (json, forget(workspace, &slug, and_backups)),
        Upkeep::Erase { name, json } => (json, erase(workspace, &name)),
    })
}

fn backups_json(backups: &[Backup]) -> Value {
    let told = |backup: &Backup| {
        json!({
            "path": backup.path,
            "at": backup.at,
            "reason": backup.reason,
            "bytes": backup.bytes,
            "people": backup.contents.map(|contents| contents.people),
            "batches": backup.contents.map(|contents| contents.batches),
            "notes": backup.contents.map(|contents| contents.notes),
        })
    };
    backups.iter().map(told).collect()
}

fn backup_lines(backups: &[Backup]) -> Vec<String> {
    let now = worker::now();
    let line = |backup: &Backup| {
        let holds = backup.contents.map_or_else(|| "cannot be read".to_owned(), |contents| contents.in_words());
        format!("{}  {}: {holds}\n  {}", date_text::sortable_day_and_time(now.date_time_of(backup.at)), backup.reason.words(), backup.path.display())
    };
    if backups.is_empty() { vec!["There are no backups yet".to_owned()] } else { backups.iter().map(line).collect() }
}

/// Only a sound workspace is a success; with JSON the answer is the same whatever it is.
fn doctor(workspace: &Path, wants_json: bool) -> ExitCode {
    let examined = Engine::examine(workspace, TIMEOUT);
    let json = json!({ "state": examined.state, "damage": examined.damage, "backups": backups_json(&examined.backups) });
    let words = match examined.state {
        WorkspaceState::Ok => "The workspace is sound, every row as it was written",
        WorkspaceState::Damaged => "The workspace is damaged",
        WorkspaceState::Newer => "A newer Partwell wrote this workspace",
        WorkspaceState::EmptyFile => "The workspace file is empty",
        WorkspaceState::NotAWorkspace => "This file is not a workspace",
        WorkspaceState::Locked => "The workspace is open in another Partwell",
        WorkspaceState::Missing => "There is no workspace there",
        WorkspaceState::Unreadable => "The workspace cannot be read",
    };
    let mut lines = vec![format!("{words}: {}", workspace.display())];
    // What says the same once more is left out.
    lines.extend(
        examined.damage.iter().map(|line| line.strip_prefix(words).map_or(line.as_str(), |rest| rest.trim_start_matches(". "))).map(|line| format!("  {line}")),
    );
    lines.extend(backup_lines(&examined.backups));
    let is_fine = matches!(examined.state, WorkspaceState::Ok | WorkspaceState::Locked);
    if wants_json {
        return super::print(&super::pretty(&json), is_fine);
    }
    if !is_fine {
        if !examined.backups.is_empty() {
            lines.push("partwell restore FILE puts one of its backups in its place.".to_owned());
        }
        if examined.state == WorkspaceState::Damaged {
            lines.push("partwell salvage --output NEW.partwell reads out what can still be read, also what is newer than the last backup.".to_owned());
        }
        if examined.state == WorkspaceState::Missing && examined.backups.is_empty() {
            lines.push("partwell import FILE makes one there.".to_owned());
        }
    }
    super::print(&lines.iter().map(|line| sanitized(line)).collect::<Vec<_>>().join("\n"), is_fine)
}

fn list(events: Vec<Event>) -> Option<BackupList> {
    events.into_iter().find_map(|event| if let Event::BackupsLoaded(list) = event { Some(list) } else { None })
}

fn backup(workspace: &Path, only_list: bool) -> CliResult {
    let mut session = if only_list { Session::open_to_read(workspace)? } else { Session::open_to_change(workspace)? };
    let made = if only_list { Vec::new() } else { session.run(Command::BackUp)? };
    let path = made.iter().find_map(|event| if let Event::BackedUp { path } = event { Some(path.clone()) } else { None });
    let backups = list(session.run(Command::LoadBackups)?).unwrap_or_default();
    let first = match &path {
        Some(path) => format!("Made {}, and found it sound", path.display()),
        None if only_list => format!("Backups lie in {}", backups.folder.display()),
        None => "The newest backup holds the very same".to_owned(),
    };
    let mut lines = vec![first];
    lines.extend(backup_lines(&backups.backups));
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "made": path, "backups": backups_json(&backups.backups) }) })
}

fn contents_json(contents: Contents) -> Value {
    json!({ "people": contents.people, "batches": contents.batches, "notes": contents.notes, "decided": contents.decided })
}

fn restore(workspace: &Path, file: &Path) -> CliResult {
    let now = worker::now();
    match Session::open_to_change(workspace) {
        Ok(mut session) => {
            let events = session.run(Command::Restore { backup: file.to_owned() })?;
            if let Some(problem) = events.iter().find_map(|event| if let Event::OpeningFailed(problem) = event { Some(problem.clone()) } else { None }) {
                return Err(problem);
            }
            let before = events.iter().find_map(|event| if let Event::Restored { before, .. } = event { Some(before.clone()) } else { None }).flatten();
            let contents = list(events).unwrap_or_default().contents;
            let undo = before.as_ref().map(|before| format!("\nWhat was there before is in {}", before.display())).unwrap_or_default();
            Ok(CliOutput { text: format!("Put back: {}{undo}", contents.in_words()), json: json!({ "before": before, "holds": contents_json(contents) }) })
        }
        Err(problem) if Engine::may_be_replaced(workspace, &problem) => {
            let aside = Engine::put_back(workspace, file, &now, TIMEOUT)?;
            let mut session = Session::open_to_change(workspace)?;
            let contents = list(session.run(Command::LoadBackups)?).unwrap_or_default().contents;
            let kept = aside.as_ref().map(|aside| format!("\nThe damaged file is kept as {}", aside.display())).unwrap_or_default();
            Ok(CliOutput { text: format!("Put back: {}{kept}", contents.in_words()), json: json!({ "before": aside, "holds": contents_json(contents) }) })
        }
        Err(problem) => Err(problem),
    }
}

fn copy(workspace: &Path, file: &Path, force: bool) -> CliResult {
    let (events, settlement) = Session::open_to_read(workspace)?.settled(Command::CopyWorkspace { path: file.to_owned(), may_replace: force })?;
    if settlement == Settlement::WouldReplace {
        return Err(Problem::new(
            "There is a file of that name already",
            format!("{} was not replaced.", file.display()),
            "Choose another name, or say --force.",
        ));
    }
    let contents = events.into_iter().find_map(|event| if let Event::Copied { contents, .. } = event { Some(contents) } else { None }).unwrap_or_default();
    Ok(CliOutput {
        text: format!("Copied to {}, and found the same: {}", file.display(), contents.in_words()),
        json: json!({ "output": file, "holds": contents_json(contents) }),
    })
}

fn full_export(workspace: &Path, folder: &Path) -> CliResult {
    let events = Session::open_to_read(workspace)?.run(Command::ExportFull { folder: folder.to_owned() })?;
    let (tables, rows) =
        events.into_iter().find_map(|event| if let Event::FullyExported(full) = event { Some((full.tables, full.rows)) } else { None }).unwrap_or_default();
    Ok(CliOutput {
        text: format!("Wrote {} rows in {tables} tables to {}", with_thousands(usize::try_from(rows).unwrap_or(usize::MAX)), folder.display()),
        json: json!({ "output": folder, "tables": tables, "rows": rows }),
    })
}

fn full_import(workspace: &Path, folder: &Path, edited: bool) -> CliResult {
    let contents = Engine::import_full(folder, workspace, edited, TIMEOUT)?;
    Ok(CliOutput {
        text: format!("Made {}: {}", workspace.display(), contents.in_words()),
        json: json!({ "workspace": workspace, "holds": contents_json(contents) }),
    })
}

fn salvage(workspace: &Path, output: &Path) -> CliResult {
    let (contents, salvaged, wrong) = Engine::salvage(workspace, output, TIMEOUT)?;
    let mut lines = vec![format!("Made {}: {}", output.display(), contents.in_words())];
    for kind in salvaged.iter().filter(|kind| kind.kept + kind.lost > 0 || !kind.is_as_written) {
        let lost = if kind.lost > 0 { format!(", {} lost", kind.lost) } else { String::new() };
        let certain = if kind.is_as_written { "as written" } else { "not certain" };
        lines.push(format!("  {}: {} kept{lost}, {certain}", kind.what, kind.kept));
    }
    let told: Vec<Value> =
        salvaged.iter().map(|kind| json!({ "what": kind.what, "kept": kind.kept, "lost": kind.lost, "is_as_written": kind.is_as_written })).collect();
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "output": output, "holds": contents_json(contents), "salvaged": told, "wrong": wrong }) })
}

fn forget(workspace: &Path, slug: &str, and_backups: bool) -> CliResult {
    let mut session = Session::open_to_change(workspace)?;
    let unknown = || Problem::new("Nobody has that profile", format!("“{slug}” is not in this workspace. Nothing was changed."), "partwell list shows who is.");
    let slug = profile_link::typed(slug).ok_or_else(unknown)?;
    let person_id = session.engine.person_id(&slug)?.ok_or_else(unknown)?;
    let events = session.run(Command::ForgetPerson { person_id, with_backups: and_backups })?;
    let forgetting =
        events.into_iter().find_map(|event| if let Event::PersonForgotten(forgetting) = event { Some(forgetting) } else { None }).ok_or_else(unknown)?;
    let mut text = format!("{} was forgotten{}. What was done before can no longer be undone", forgetting.name, deleted_in_words(&forgetting));
    if let Some(rest) = forgotten_in_words(&forgetting) {
        text = format!("{text}\n{}\n{}", rest.detail, rest.hint);
    }
    let named_in: Vec<Value> = forgetting.named_in.iter().map(|(what, count)| json!({ "what": what, "count": count })).collect();
    Ok(CliOutput { text, json: json!({ "named_in": named_in, "in_backups": forgetting.in_backups, "deleted_backups": forgetting.deleted_backups }) })
}

fn erase(workspace: &Path, name: &str) -> CliResult {
    let is_name = |part: Option<&std::ffi::OsStr>| part.is_some_and(|part| part.to_string_lossy() == name);
    if !is_name(workspace.file_name()) && !is_name(workspace.file_stem()) {
        return Err(Problem::new(
            "That is not its name",
            format!("The workspace is {}. Nothing was deleted.", workspace.display()),
            "Give the name of its file with --name, to be sure that it is not the wrong one.",
        ));
    }
    let erased = Engine::erase(workspace, TIMEOUT)?;
    let mut lines = vec![format!("Deleted {} of {}", count(erased.deleted.len(), "file", "files"), workspace.display())];
    lines.extend(
        erased.left.iter().map(|left| format!("Left: {}, which was read out of it. It is a workspace of its own: erase it by its own name", left.display())),
    );
    Ok(CliOutput { text: lines.join("\n"), json: json!({ "deleted": erased.deleted, "left": erased.left }) })
}
