//! What was done by hand beside removing, as the ledger keeps it: letters sent, invitations withdrawn, names unfollowed.

use egui::{Id, Ui};

use super::{
    ledger_draft::LedgerDraft,
    widgets::list_box::{self, EndTone, ListRow},
};
use crate::{
    model::{
        batch::task::TaskState,
        checklist::alternative,
        outreach::errand::{ErrandEvent, ErrandKind, ErrandLine},
        text::date_text,
    },
    state::State,
};

/// The lines, the latest first.
pub(super) fn steps_ui(ui: &mut Ui, state: &State, lines: &[ErrandLine], draft: &mut LedgerDraft) {
    let at = |row: usize| lines.len().checked_sub(row + 1).and_then(|place| lines.get(place));
    let current = Some(draft.step.min(lines.len().saturating_sub(1)));
    let happened = list_box::show(ui, Id::unique("ledger steps"), "Letters and other steps", lines.len(), current, |row| {
        let line = at(row)?;
        let is_done = line.event == ErrandEvent::Acted(TaskState::Done);
        Some(ListRow {
            id: i64::try_from(lines.len() - row).unwrap_or_default(),
            title: if line.name.is_empty() { alternative(&line.key.detail).map_or("", |known| known.title).to_owned() } else { line.name.clone() },
            second: detail(state, line),
            end: date_text::day_and_time(state.overview.time.date_time_of(line.at)),
            second_end: line.words().to_owned(),
            tone: if is_done { EndTone::Good } else { EndTone::Quiet },
            ..ListRow::default()
        })
    });
    if let Some(row) = happened.went_to {
        draft.step = row;
    }
}

/// Which letter, or what instead of removing.
fn detail(state: &State, line: &ErrandLine) -> String {
    match line.key.kind {
        ErrandKind::Letter => {
            let letters = state.outreach.get().map(|outreach| outreach.letters.as_slice()).unwrap_or_default();
            letters.iter().find(|letter| letter.key == line.key.detail).map_or("", |letter| letter.title.as_str()).to_owned()
        }
        ErrandKind::Alternative => alternative(&line.key.detail).map_or("", |known| known.title).to_owned(),
        _ => String::new(),
    }
}
