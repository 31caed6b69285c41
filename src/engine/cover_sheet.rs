//! The cover sheet: written for a client, read back, and taken over once what changes was seen.

use std::{collections::HashMap, path::Path};

use super::{CommandResult, Emit, Engine, match_list::read_small};
use crate::{
    event::{Event, Exported, Problem},
    export,
    import::cover_answers,
    model::{
        batch::removal_list::ListFormat,
        cover_sheet::{CoverChange, CoverReading, CoverSheet, comment_line, has_comment},
        id::PersonId,
        local_time::LocalTime,
        operation::Operation,
        person::{
            PersonState,
            decision::{Decision, Pane},
        },
        text::display_text::people as people_in_words,
    },
};

impl Engine {
    /// The sheet as a file.
    pub(super) fn cover_sheet_bytes(&self, format: ListFormat, now: &LocalTime) -> Result<(Vec<u8>, Exported), Problem> {
        let owner = self.store.owner()?.map(|owner| owner.name).unwrap_or_default();
        let sheet = CoverSheet::of(&self.store.connected_people()?, &self.store.coverage()?, owner, self.store.focus()?, now);
        if sheet.proposals.is_empty() {
            return Err(Problem::new("There is nobody in Remove", "An empty cover sheet was not written.", "Move those to Remove whom you would propose."));
        }
        let bytes = match format {
            ListFormat::Html => export::cover_sheet::html(&sheet).into_bytes(),
            ListFormat::Csv => export::cover_sheet::csv(&sheet),
            ListFormat::Markdown | ListFormat::Json => {
                return Err(Problem::new("A cover sheet is a form or a table", "Nothing was written.", "Choose a file that ends in .html or .csv."));
            }
        };
        Ok((bytes, Exported::CoverSheet { people: sheet.proposals.len() }))
    }

    /// Reads a sheet that came back and tells what it would change. Nothing is changed.
    pub(super) fn read_cover_sheet(&self, path: &Path, emit: Emit<'_>) -> CommandResult {
        const HINT: &str = "Choose the table that the client sent back: partwell-answers.csv, or the sheet as a spreadsheet saved it as CSV.";
        let bytes = read_small(path, "a cover sheet", HINT)?;
        let no_sheet =
            || Problem::new(format!("{} is no cover sheet", path.display()), "It has no columns “Partwell key” and “Answer”. Nothing was changed.", HINT);
        let rows = cover_answers::read(&bytes).ok_or_else(no_sheet)?;
        let reading = CoverReading::of(&rows, &self.store.connected_people()?, &self.store.known_people()?);
        if reading.is_of_another() {
            return Err(Problem::new(
                "That is the cover sheet of another network",
                format!(
                    "{} on it never {} in this workspace. Nothing was changed.",
                    people_in_words(reading.unknown.len()),
                    if reading.unknown.len() == 1 { "was" } else { "were" }
                ),
                "Open the workspace that the sheet was written from, and read it there.",
            ));
        }
        emit(Event::CoverSheetRead(reading));
        Ok(())
    }

    /// Takes answers over as one step: who is to go and is protected stays.
    pub(super) fn take_cover_answers(&mut self, changes: &[CoverChange], now: &LocalTime, emit: Emit<'_>) -> CommandResult {
        let ids: Vec<PersonId> = changes.iter().map(|change| change.person_id).collect();
        let states = self.store.states(&ids)?;
        let states: HashMap<PersonId, PersonState> = states.into_iter().collect();
        let goes_to = |pane: Pane| -> Vec<PersonId> {
            let wanted = changes.iter().filter(|change| change.answer.is_some_and(|answer| answer.pane() == pane)).map(|change| change.person_id);
            wanted.filter(|id| states.get(id).is_some_and(|state| state.pane() == Some(pane.other()))).collect()
        };
        let (to_keep, to_remove) = (goes_to(Pane::Keep), goes_to(Pane::Remove));
        let (locked, to_remove): (Vec<PersonId>, Vec<PersonId>) = to_remove.into_iter().partition(|id| states.get(id).is_some_and(|state| state.is_protected));
        let notes: Vec<(PersonId, String)> = changes
            .iter()
            .filter_map(|change| {
                let before = states.get(&change.person_id)?.note.trim_end();
                if change.comment.trim().is_empty() || has_comment(before, &change.comment) {
                    return None;
                }
                let comment = comment_line(&change.comment);
                Some((change.person_id, if before.is_empty() { comment } else { format!("{before}\n{comment}") }))
            })
            .collect();
        let remark = match locked.len() {
            0 => String::new(),
            1 => "1 person stays in Keep: they are protected".to_owned(),
            several => format!("{} stay in Keep: they are protected", people_in_words(several)),
        };
        if to_keep.is_empty() && to_remove.is_empty() && notes.is_empty() {
            return super::nothing_done(remark, emit);
        }
        let operation = Operation::TakeCoverSheet { people: self.subject(&ids)? };
        self.change(operation, remark, now, emit, |edit| {
            edit.decide_all(&to_keep, Decision::Keep, now.at)?;
            edit.decide_all(&to_remove, Decision::Remove, now.at)?;
            notes.iter().try_for_each(|(id, note)| edit.set_note(*id, note, now.at))
        })
    }
}
